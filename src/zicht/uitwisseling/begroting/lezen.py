"""Een ingevuld sjabloon lezen: dezelfde controles als het bestand, en fouten met blad, rij en kolom."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zicht.catalogus.begrotingen import kernprestaties
from zicht.core.begroting.begroting import Begroting, BegrotingFout
from zicht.core.begroting.bestand import HERKOMST as HERKOMSTVELDEN
from zicht.core.begroting.bestand import Bestand, Tabel, bedoelt, toon
from zicht.core.begroting.lezen import FORMAAT, uit_bestand
from zicht.uitwisseling.begroting.vorm import (
    APART,
    BOVENAAN,
    CONTROLES,
    GEMEENTEN,
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

_GETAL = re.compile(r"-?\d+(?:,\d+|\.\d{1,2}|\.\d{4,})?")
# Raad die over de schrijfwijze van TOML gaat, en wat er in een werkblad voor in de plaats komt.
_IN_TOML = re.compile(r" (Schrijf:|Zet erbij) .*$")
_IN_BLAD = {"Schrijf:": "", "Zet erbij": " Vul de kolom Vindplaats in: waar komt het getal vandaan?"}
_WOORD = re.compile(r"'([a-z_]+)'")
_JA_NEE = {"ja": True, "nee": False, "true": True, "false": False, "waar": True, "onwaar": False}


@dataclass
class Werkblad(Bestand):
    """Een ingelezen werkboek, dat van elk pad weet op welk blad, welke rij en welke kolom het staat."""

    plaatsen: dict[str, str] = field(default_factory=dict[str, str])
    voor: str = ""

    def fout(self, waar: str, tekst: str) -> None:
        """Onthoud een fout met de plaats in het werkboek."""
        woord = _WOORD.search(tekst)
        pad = f"{self.voor}{waar}"
        gezocht = (
            [f"{pad}.{woord[1]}".lstrip("."), woord[1]]
            if woord and not waar
            else [f"{pad}.{woord[1]}"]
            if woord
            else []
        )
        plek = next((self.plaatsen[p] for p in (*gezocht, *_omhoog(pad)) if p in self.plaatsen), pad)
        zin = _IN_TOML.sub(lambda treffer: _IN_BLAD[treffer[1]], tekst)
        self.fouten.append(f"{self.naam}, {plek}: {zin}" if plek else f"{self.naam}: {zin}")

    def deel(self, waar: str, inhoud: Tabel) -> "Werkblad":
        """Een deel van het werkboek; de plaats blijft die in het werkboek."""
        return replace(self, inhoud=inhoud, voor=f"{self.voor}{waar}.")


def _omhoog(pad: str) -> Iterator[str]:
    """Het pad en alles erboven."""
    while pad:
        yield pad
        pad = pad.rpartition(".")[0]


def lees_sjabloon(inhoud: bytes, naam: str) -> Begroting:
    """Een begroting uit een ingevuld sjabloon; bronnen mag de organisatie zelf noemen."""
    werkblad = Werkblad(naam, {"formaat": FORMAAT})
    _Lezer(werkblad, _open(inhoud, naam), _open(inhoud, naam, waarden=False)).alles()
    werkblad.klaar()
    return uit_bestand(werkblad, kernprestaties())


def _open(inhoud: bytes, naam: str, *, waarden: bool = True) -> Any:
    """Het werkboek; zonder waarden staat in een cel haar formule."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(io.BytesIO(inhoud), data_only=waarden)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as fout:
        raise BegrotingFout(
            f"{naam} is niet te lezen als Excel-bestand. Verwacht: een sjabloon dat is gemaakt met "
            f"`zicht begroting BEGROTING --sjabloon {naam}` en opgeslagen als .xlsx."
        ) from fout


@dataclass(frozen=True)
class _Rij:
    """Een regel van een blad: waar zij staat en wat erin staat, op sleutel."""

    blad: str
    nummer: int
    cellen: Mapping[str, Any]
    letters: Mapping[str, str]
    titels: Mapping[str, str]

    @property
    def plek(self) -> str:
        return f"blad {self.blad}, rij {self.nummer}"

    def kolom(self, sleutel: str) -> str:
        return (
            f"{self.plek}, kolom {self.letters[sleutel]} ({self.titels[sleutel]})"
            if sleutel in self.letters
            else self.plek
        )

    def tekst(self, sleutel: str) -> str:
        waarde = self.cellen.get(sleutel)
        return "" if waarde is None else _als_tekst(waarde)


class _Lezer:
    def __init__(self, werkblad: Werkblad, boek: Any, formules: Any) -> None:
        self.w = werkblad
        self.boek = boek
        self.formules = formules

    def alles(self) -> None:
        self._organisatie()
        self._prijzen()
        for vorm in TABELLEN:
            self._tabel(vorm)
        self._gemeenten()
        self._controles()
        self._jaren()
        self._apart()

    # -------------------------------------------------------------------------------------------------------- regels

    def _rijen(self, vorm: Bladvorm, kolommen: Iterable[Kolom] = ()) -> Iterator[_Rij]:
        """De ingevulde regels van een blad; een kolom die er niet is of niet bekend is, is een fout."""
        if vorm.naam not in self.boek.sheetnames:
            self.w.fout("", f"het blad ‘{vorm.naam}’ ontbreekt.{bedoelt(vorm.naam, self.boek.sheetnames)}")
            return
        vel = self.boek[vorm.naam]
        koppen = self._koppen(vel, vorm, {kolom.titel: kolom for kolom in (*vorm.kolommen, *kolommen)})
        letters = {kolom.sleutel: vel.cell(1, plaats).column_letter for plaats, kolom in koppen.items()}
        titels = {kolom.sleutel: kolom.titel for kolom in koppen.values()}
        for rij in vel.iter_rows(min_row=KOPREGEL + 1):
            self._zonder_uitkomst(vorm, rij)
            gevuld = {koppen[cel.column]: cel for cel in rij if cel.column in koppen and not _leeg(cel.value)}
            if gevuld:
                deel = _Rij(vorm.naam, rij[0].row, {}, letters, titels)
                yield replace(
                    deel, cellen={kolom.sleutel: self._cel(deel, kolom, cel) for kolom, cel in gevuld.items()}
                )

    def _zonder_uitkomst(self, vorm: Bladvorm, rij: Any) -> None:
        """Een formule waarvan de uitkomst niet bewaard is, zou stil een lege cel zijn."""
        for cel in rij:
            if cel.value is None and self.formules[vorm.naam][cel.coordinate].data_type == "f":
                self._los(f"blad {vorm.naam}, rij {cel.row}, kolom {cel.column_letter}",
                          "hier staat een formule zonder uitkomst. Open het bestand in een rekenprogramma, sla het op en probeer opnieuw.")  # fmt: skip

    def _koppen(self, vel: Any, vorm: Bladvorm, bekend: Mapping[str, Kolom]) -> dict[int, Kolom]:
        gevonden = dict[int, Kolom]()
        for cel in vel[KOPREGEL]:
            titel = str(cel.value or "").strip()
            if titel in bekend:
                gevonden[cel.column] = bekend[titel]
            elif titel:
                self._los(f"blad {vorm.naam}, rij {KOPREGEL}, kolom {cel.column_letter}",
                          f"de kolom ‘{titel}’ is hier niet bekend.{bedoelt(titel, bekend)}")  # fmt: skip
        for titel in bekend.keys() - {kolom.titel for kolom in gevonden.values()}:
            self._los(f"blad {vorm.naam}, rij {KOPREGEL}", f"de kolom ‘{titel}’ ontbreekt.")
        return gevonden

    def _cel(self, rij: _Rij, kolom: Kolom, cel: Any) -> Any:
        """De waarde zoals het bestand haar kent; wat niet te duiden is, gaat ongewijzigd naar de controles."""
        waarde = cel.value
        match kolom.soort:
            case Soort.GETAL:
                return _als_getal(waarde, str(cel.number_format))
            case Soort.JA_NEE:
                woord = str(waarde).strip().lower()
                if woord not in _JA_NEE:
                    self._los(rij.kolom(kolom.sleutel), f"verwacht ja of nee, gevonden: {toon(waarde)}.")
                return _JA_NEE.get(woord)
            case Soort.LIJST:
                return [deel.strip() for deel in str(waarde).split(";") if deel.strip()]
            case _:
                return waarde

    def _los(self, plek: str, tekst: str) -> None:
        self.w.fouten.append(f"{self.w.naam}, {plek}: {tekst}")

    # -------------------------------------------------------------------------------------------------------- bladen

    def _organisatie(self) -> None:
        sleutels = {label: sleutel for sleutel, label in BOVENAAN.items()}
        keuzes = list[str]()
        self.w.plaatsen["bron"] = f"blad {ORGANISATIE.naam}"
        for rij in self._rijen(ORGANISATIE):
            wat, waarde = rij.tekst("wat"), rij.cellen.get("waarde")
            if wat == KEUZE and waarde is not None:
                keuzes.append(_als_tekst(waarde))
            elif wat in sleutels:
                self.w.plaatsen[sleutels[wat]] = rij.kolom("waarde")
                self.w.inhoud |= {} if waarde is None else {sleutels[wat]: _bovenaan(sleutels[wat], waarde)}
            elif wat != KEUZE:
                self._los(rij.kolom("wat"), f"‘{wat}’ is hier niet bekend.{bedoelt(wat, (*sleutels, KEUZE))}")
        if keuzes:
            self.w.inhoud["keuzes"] = keuzes

    def _prijzen(self) -> None:
        for rij in self._rijen(PRIJZEN):
            pad = rij.tekst("pad")
            kop, _, veld = pad.partition(".")
            if not veld:
                self._los(rij.kolom("pad"), f"verwacht een naam als loonkosten.in_dienst, gevonden: {toon(pad)}.")
                continue
            self.w.plaatsen[pad] = rij.kolom("waarde")
            if "waarde" in rij.cellen:
                self._kop(kop)[veld] = _los_getal(rij)

    def _kop(self, kop: str) -> Tabel:
        return self.w.inhoud.setdefault(kop, {})

    def _tabel(self, vorm: Bladvorm) -> None:
        self.w.plaatsen[vorm.kop] = f"blad {vorm.naam}"
        tabel = self._kop(vorm.kop)
        for rij in self._rijen(vorm):
            code = rij.tekst("code")
            if not code or code in tabel:
                reden = f"de code ‘{code}’ staat er twee keer" if code else "deze regel heeft geen code"
                self._los(rij.kolom("code"), f"{reden}. Verwacht: een eigen code per regel, zoals onderzoek.")
                continue
            tabel[code] = self._regel(f"{vorm.kop}.{code}", vorm, rij)

    def _regel(self, pad: str, vorm: Bladvorm, rij: _Rij) -> Tabel:
        self.w.plaatsen[pad] = rij.plek
        self.w.plaatsen |= {f"{pad}.{kolom.sleutel}": rij.kolom(kolom.sleutel) for kolom in vorm.kolommen}
        tekst = {kolom.sleutel for kolom in vorm.kolommen if kolom.soort is Soort.TEKST}
        return {sleutel: _als_tekst(waarde) if sleutel in tekst else waarde
                for sleutel, waarde in rij.cellen.items() if sleutel != "code" and waarde is not None}  # fmt: skip

    def _gemeenten(self) -> None:
        self.w.plaatsen["gemeenten"] = f"blad {GEMEENTEN.naam}"
        maten = self._kop("verdeelsleutel")
        gemeenten = self._kop("gemeenten")
        for rij in self._rijen(GEMEENTEN, [Kolom(code, code, Soort.GETAL) for code in maten]):
            code = rij.tekst("code")
            gemeenten[code] = rij.tekst("naam")
            for maat, tabel in maten.items():
                pad = f"verdeelsleutel.{maat}.per_gemeente.{code}"
                self.w.plaatsen[pad] = rij.kolom(maat)
                if maat in rij.cellen:
                    tabel.setdefault("per_gemeente", {})[code] = rij.cellen[maat]

    def _controles(self) -> None:
        rijen = [
            self._regel(f"controle {nummer}", CONTROLES, rij) for nummer, rij in enumerate(self._rijen(CONTROLES), 1)
        ]
        if rijen:
            self.w.inhoud["controle"] = rijen

    def _jaren(self) -> None:
        self.w.plaatsen["jaren"] = f"blad {JAREN.naam}"
        for rij in self._rijen(JAREN):
            jaar, pad = rij.tekst("jaar"), rij.tekst("pad")
            plek = self._kop("jaren").setdefault(jaar, {})
            self.w.plaatsen.setdefault(f"jaren.{jaar}", rij.kolom("jaar"))
            if not pad:
                continue
            self.w.plaatsen[f"jaren.{jaar}.{pad}"] = rij.kolom("waarde")
            *koppen, veld = pad.split(".")
            for kop in koppen:
                plek = plek.setdefault(kop, {})
            plek[veld] = _los_getal(rij)

    def _apart(self) -> None:
        for rij in self._rijen(APART):
            pad = rij.tekst("pad")
            plek, veld = self._vind(pad)
            if plek is None or veld not in plek:
                self._los(rij.kolom("pad"), f"het getal ‘{pad}’ is nergens ingevuld.{bedoelt(pad, self.w.plaatsen)}")
                continue
            plek[veld] = {"waarde": plek[veld], **_herkomst(rij)}

    def _vind(self, pad: str) -> tuple[Tabel | None, str]:
        """De tabel waarin een getal staat, en onder welke sleutel."""
        kop, _, rest = pad.partition(".")
        if kop.startswith("controle "):
            nummer = kop.partition(" ")[2]
            rijen = self.w.inhoud.get("controle", [])
            return (rijen[int(nummer) - 1] if nummer.isdigit() and int(nummer) <= len(rijen) else None), rest
        code, _, veld = rest.rpartition(".")
        return self.w.inhoud.get(kop, {}).get(code), veld


# ----------------------------------------------------------------------------------------------------------------- cellen


def _leeg(waarde: Any) -> bool:
    return waarde is None or (isinstance(waarde, str) and not waarde.strip())


def _los_getal(rij: _Rij) -> Tabel:
    return {"waarde": rij.cellen.get("waarde"), **_herkomst(rij)}


def _herkomst(rij: _Rij) -> Tabel:
    return {naam: _als_tekst(rij.cellen[naam]) for naam in HERKOMSTVELDEN if naam in rij.cellen}


def _als_tekst(waarde: Any) -> str:
    """Een tekst; een getal dat iemand intypte waar een tekst hoort, wordt geschreven zoals het er staat."""
    if isinstance(waarde, float) and waarde.is_integer():
        return str(int(waarde))
    return waarde if isinstance(waarde, str) else str(waarde)


def _als_getal(waarde: Any, opmaak: str) -> Any:
    """Een getal precies zoals het in de cel staat; 58 % telt als 58. Een tekst met een komma is ook een getal."""
    if isinstance(waarde, bool):
        return waarde
    if isinstance(waarde, int | float):
        getal = Decimal(repr(waarde))
        return getal * 100 if "%" in opmaak else getal
    tekst = str(waarde).strip()
    return Decimal(tekst.replace(",", ".")) if _GETAL.fullmatch(tekst) else waarde


def _bovenaan(sleutel: str, waarde: Any) -> Any:
    """De waarde van een regel op het blad Organisatie."""
    if sleutel == "vastgesteld_op":
        return waarde.date() if isinstance(waarde, datetime) else _als_datum(waarde)
    if sleutel == "jaar":
        return int(waarde) if isinstance(waarde, float) and waarde.is_integer() else waarde
    return _als_tekst(waarde)


def _als_datum(waarde: Any) -> Any:
    try:
        return date.fromisoformat(str(waarde).strip())
    except ValueError:
        return waarde
