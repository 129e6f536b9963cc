"""Het sjabloon als bestand: leeg, of gevuld met een bestaande begroting."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zicht.catalogus.begrotingen import kernprestaties
from zicht.catalogus.diensten import DIENSTEN
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.bestand import Tabel, als_lijst, als_tabel
from zicht.core.begroting.lezen import VASTE_KOPPEN
from zicht.core.begroting.schrijven import als_bestand
from zicht.uitwisseling.begroting.vorm import (
    APART,
    BOVENAAN,
    CONTROLES,
    GEMEENTEN,
    HERKOMST,
    JAREN,
    KEUZE,
    KOPREGEL,
    ORGANISATIE,
    PRIJZEN,
    TABELLEN,
    Bladvorm,
    Kolom,
    Soort,
)

Rij = list[Any]
HERKOMSTVELDEN = tuple(kolom.sleutel for kolom in HERKOMST)
LEGE_REGELS = 40  # zoveel regels krijgen een keuzelijst


def sjabloon(begroting: Begroting | None = None) -> bytes:
    """Het sjabloon; dezelfde begroting geeft dezelfde bytes."""
    return _Schrijver(als_bestand(begroting, kernprestaties()) if begroting else _leeg()).bestand()


def _leeg() -> Tabel:
    """Een boom met alleen wat iedereen nodig heeft: de kernprestaties die Zicht kent."""
    namen = {dienst.telt_als: dienst.titel for dienst in reversed(DIENSTEN) if dienst.telt_als}
    return {
        "soort": "begroting",
        "dienst": {code: {"titel": namen.get(code, code)} for code in sorted(kernprestaties())},
    }


class _Schrijver:
    def __init__(self, boom: Tabel) -> None:
        self.boom = boom
        self.apart: list[Rij] = []

    def bestand(self) -> bytes:
        import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

        uit = io.BytesIO()
        boek: Any = xlsxwriter.Workbook(
            uit, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        boek.set_properties({"title": "Sjabloon voor een begroting", "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        for vorm, rijen in self._bladen():
            _schrijf_blad(boek, vorm, rijen)
        boek.close()
        return uit.getvalue()

    def _bladen(self) -> Iterator[tuple[Bladvorm, list[Rij]]]:
        yield ORGANISATIE, list(self._organisatie())
        yield PRIJZEN, list(self._prijzen())
        for vorm in TABELLEN:
            yield vorm, list(self._tabel(vorm))
        maten = self._kop("verdeelsleutel")
        kolommen = (*GEMEENTEN.kolommen, *(Kolom(code, code, Soort.GETAL) for code in maten))
        yield Bladvorm(GEMEENTEN.naam, GEMEENTEN.kop, GEMEENTEN.uitleg, kolommen), list(self._gemeenten(maten))
        yield CONTROLES, list(self._controles())
        yield JAREN, list(self._jaren())
        yield APART, self.apart

    def _kop(self, naam: str) -> Tabel:
        return als_tabel(self.boom.get(naam, {})) or {}

    def _organisatie(self) -> Iterator[Rij]:
        yield from ([label, self.boom.get(sleutel)] for sleutel, label in BOVENAAN.items())
        yield from ([KEUZE, keuze] for keuze in als_lijst(self.boom.get("keuzes", [])) or ())

    def _prijzen(self) -> Iterator[Rij]:
        velden = {"formatie": ("productieve_uren",), **VASTE_KOPPEN}
        for kop, namen in velden.items():
            tabel = self._kop(kop)
            for veld in namen:
                yield [f"{kop}.{veld}", *_met_herkomst(tabel.get(veld), tabel)]

    def _tabel(self, vorm: Bladvorm) -> Iterator[Rij]:
        for code, inhoud in self._kop(vorm.kop).items():
            tabel = als_tabel(inhoud)
            if tabel is None or (vorm.kop == "formatie" and code in ("productieve_uren", *HERKOMSTVELDEN)):
                continue
            yield [code, *self._cellen(f"{vorm.kop}.{code}", vorm, tabel)]

    def _cellen(self, pad: str, vorm: Bladvorm, tabel: Tabel) -> Iterator[Any]:
        """De cellen van een regel; een getal met een eigen bron komt in het blad daarvoor, als de regel er al een heeft."""
        los = {veld: als_tabel(tabel.get(veld)) for veld in vorm.getallen}
        eigen = {veld: deel for veld, deel in los.items() if deel}
        gevuld = [veld for veld in vorm.getallen if tabel.get(veld) is not None]
        regel = {naam: tabel.get(naam) for naam in HERKOMSTVELDEN}
        if len(gevuld) == 1 and eigen and not (tabel.get("vindplaats") and "vindplaats" in eigen[gevuld[0]]):
            regel = {naam: eigen[gevuld[0]].get(naam, regel[naam]) for naam in HERKOMSTVELDEN}
            eigen = {}
        for veld, deel in eigen.items():
            self.apart.append([f"{pad}.{veld}", *(deel.get(naam) for naam in HERKOMSTVELDEN)])
        for kolom in vorm.kolommen:
            if kolom.sleutel == "code":
                continue
            waarde = regel[kolom.sleutel] if kolom.sleutel in regel else tabel.get(kolom.sleutel)
            deel = als_tabel(waarde)
            yield deel["waarde"] if deel else waarde

    def _gemeenten(self, maten: Tabel) -> Iterator[Rij]:
        for code, naam in self._kop("gemeenten").items():
            yield [code, naam, *(maat["per_gemeente"].get(code) for maat in maten.values())]

    def _controles(self) -> Iterator[Rij]:
        for nummer, inhoud in enumerate(als_lijst(self.boom.get("controle", [])) or (), 1):
            yield list(self._cellen(f"controle {nummer}", CONTROLES, inhoud))

    def _jaren(self) -> Iterator[Rij]:
        for jaar, inhoud in self._kop("jaren").items():
            paren = list(_platte_getallen("", als_tabel(inhoud) or {}))
            yield from ([jaar, pad, *_met_herkomst(getal, {})] for pad, getal in paren or [(None, None)])


def _platte_getallen(voor: str, tabel: Tabel) -> Iterator[tuple[str, Any]]:
    for sleutel, deel in tabel.items():
        onder = als_tabel(deel)
        if onder is None or "waarde" in onder:
            yield f"{voor}{sleutel}", deel
        else:
            yield from _platte_getallen(f"{voor}{sleutel}.", onder)


def _met_herkomst(getal: Any, tabel: Tabel) -> Iterator[Any]:
    """De waarde, en haar bron, vindplaats en keuze."""
    los = als_tabel(getal) or {"waarde": getal}
    yield los.get("waarde")
    bekend = {**tabel, **los} if getal is not None else {}
    yield from (bekend.get(naam) for naam in HERKOMSTVELDEN)


# ------------------------------------------------------------------------------------------------------------- schrijven


def _schrijf_blad(boek: Any, vorm: Bladvorm, rijen: Iterable[Rij]) -> None:
    vel = boek.add_worksheet(vorm.naam)
    letter = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    stijl = {naam: boek.add_format(letter | eigen) for naam, eigen in _STIJLEN.items()}
    vel.write_string(0, 0, vorm.naam, stijl["titel"])
    vel.write_string(1, 0, vorm.uitleg, stijl["uitleg"])
    for nummer, kolom in enumerate(vorm.kolommen):
        vel.set_column(nummer, nummer, kolom.breedte)
        vel.write_string(KOPREGEL - 1, nummer, kolom.titel, stijl["kop"])
    vel.freeze_panes(KOPREGEL, 1)
    laatste = KOPREGEL
    for plaats, rij in enumerate(rijen):
        laatste = KOPREGEL + plaats
        for nummer, waarde in enumerate(rij):
            _schrijf_cel(vel, laatste, nummer, waarde, stijl)
    for nummer, kolom in enumerate(vorm.kolommen):
        if keus := _keus(kolom):
            vel.data_validation(
                KOPREGEL, nummer, laatste + LEGE_REGELS, nummer, {"validate": "list", "source": list(keus)}
            )


_STIJLEN = {
    "titel": {"bold": True, "font_size": 14},
    "uitleg": {"italic": True, "font_color": "#4D5761"},
    "kop": {"bold": True, "bottom": 2, "text_wrap": True},
    "tekst": {"text_wrap": True},
    "datum": {"num_format": "yyyy-mm-dd"},
    "getal": {"bg_color": "#FFF6D6"},
}


def _keus(kolom: Kolom) -> tuple[str, ...]:
    return ("ja", "nee") if kolom.soort is Soort.JA_NEE else kolom.keus


def _schrijf_cel(vel: Any, rij: int, kolom: int, waarde: Any, stijl: dict[str, Any]) -> None:
    match waarde:
        case None | "":
            pass
        case bool():
            vel.write_string(rij, kolom, "ja" if waarde else "nee", stijl["tekst"])
        case int() | Decimal():
            _schrijf_getal(vel, rij, kolom, Decimal(waarde), stijl["getal"])
        case date():
            vel.write_datetime(rij, kolom, waarde, stijl["datum"])
        case list():
            vel.write_string(rij, kolom, "; ".join(waarde), stijl["tekst"])  # pyright: ignore[reportUnknownArgumentType]
        case _:
            vel.write_string(rij, kolom, str(waarde), stijl["tekst"])


def _schrijf_getal(vel: Any, rij: int, kolom: int, waarde: Decimal, stijl: Any) -> None:
    """Als getal, of als tekst met een komma als een werkblad het getal niet precies kan bewaren."""
    if Decimal(repr(float(waarde))) == waarde:
        vel.write_number(rij, kolom, float(waarde), stijl)
    else:
        vel.write_string(rij, kolom, f"{waarde:f}".replace(".", ","), stijl)
