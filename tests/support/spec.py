"""Uitvoerbare definities: een indicator of voorwaarde, een tabel met rijen, en per rij de uitkomst die erbij hoort.

De tabel is leesbaar voor wie het werk kent. De eerste kolom heet naar het feit en is het kenmerk; `uitkomst` is wat het
geval doet; `want` is uitleg voor de lezer. Een leeg vakje is niet ingevuld.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

from support.brede import Brede, klokken, maak_breed
from support.maak import MEERVOUDIG, Rij, dag, met_dossiers
from zicht.cijfers.gevallen import sleutel
from zicht.core.feiten import Feit, Overdracht
from zicht.core.indicatoren import (
    Aandeel,
    Aantal,
    Antwoord,
    Doorlooptijd,
    Gemiddelde,
    Indicator,
    Telling,
    Telregel,
    Voorraad,
    telregel,
)
from zicht.core.periodes import lees_periode
from zicht.core.reference import Omgeving, antwoord, evalueer
from zicht.core.uitslagen import Tellingen, Uitslag, uitslag
from zicht.core.voorwaarden import Voorwaarde, velden
from zicht.engines.sql import Venster
from zicht.engines.tellen import Motor, Teltaak, gevallen, tel

Sleutel: TypeAlias = tuple[str, str]  # tabel en kenmerk
INDICATOREN = (Aandeel, Aantal, Gemiddelde, Doorlooptijd, Voorraad)
UITKOMSTEN: dict[str, Antwoord | None] = {
    "teller": Antwoord.TELLER,
    "noemer": Antwoord.NOEMER,
    "telt mee": Antwoord.NOEMER,
    "nog open": Antwoord.NOG_OPEN,
    "niet te bepalen": Antwoord.NIET_TE_BEPALEN,
    "telt niet": Antwoord.TELT_NIET,
    "bestaat niet": None,  # op de peildatum is het geval er nog niet
}
ANTWOORDEN = {"ja": True, "nee": False, "onbekend": None}
_VAST: dict[str, Rij] = {
    "melding": {"ter_registratie": "nee", "ontvangen_op": "2025-01-02"},
    "dienst": {"soort": "voorwaarden_en_vervolg", "toegewezen_op": "2025-01-02"},
    "advies": {"gestart_op": "2025-01-02", "gemeente": "GM0361"},
    "klacht": {"gemeente": "GM0361"},
    "tevredenheid": {"gemeente": "GM0361"},
    "dossier": {"gemeente": "GM0361"},
}


@dataclass(frozen=True)
class Opgave:
    """Een alinea van de definitie: waar het over gaat, de feiten en wat er moet uitkomen."""

    wat: Indicator | Voorwaarde
    tabellen: Mapping[str, list[Rij]]
    verwacht: Mapping[Sleutel, str]
    venster: Venster
    telling: Telling = Telling.AFGEROND
    waarde: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def feit(self) -> type[Feit]:
        """Het feit waar de rijen over gaan."""
        if isinstance(self.wat, INDICATOREN):
            return self.wat.telt
        return next(feit for feit in Feit.__subclasses__() if feit.tabelnaam() == velden(self.wat)[0].feit)

    def brede(self) -> Brede:
        """De feiten, breed gemaakt door de motor."""
        return maak_breed(self.tabellen)

    def sleutel_van(self, rij: Mapping[str, Any]) -> Sleutel:
        """Tabel en kenmerk van een brede rij."""
        if self.feit is Overdracht:
            return rij["herkomst"], rij["overdracht_id"]
        return self.feit.tabelnaam(), rij[self.feit.sleutel[0]]


def lees_tabel(naam: str, tekst: str) -> list[Rij]:
    """Een teksttabel als rijen; de kolom met de naam van de tabel is het kenmerk, `want` blijft weg."""
    kop, streep, *regels = [regel.strip() for regel in tekst.strip().splitlines() if regel.strip()]
    assert set(streep) <= set("-+"), f"onder de kop hoort een streep: {streep}"
    kolommen = [_kolomnaam(naam, kolom.strip()) for kolom in kop.split("|")]
    rijen = [[cel.strip() or None for cel in regel.split("|")] for regel in regels]
    assert all(len(rij) == len(kolommen) for rij in rijen), rijen
    return [
        _VAST.get(naam, {}) | {kolom: _cel(kolom, cel) for kolom, cel in zip(kolommen, rij, strict=True) if kolom != "want"}
        for rij in rijen
    ]  # fmt: skip


def _kolomnaam(tabel: str, kolom: str) -> str:
    if kolom != tabel:
        return "dossier_id" if kolom == "dossier" else "persoon_id" if kolom == "persoon" else kolom
    return "id" if tabel == "tevredenheid" else f"{tabel}_id"


def _cel(kolom: str, cel: str | None) -> Any:
    if cel is None:
        return None
    if kolom in MEERVOUDIG:
        return cel.split()
    is_datum = kolom.endswith("_op") or kolom in ("datum", "van", "tot")
    return dag(cel) if is_datum else cel


def maak_opgave(
    wat: Indicator | Voorwaarde,
    tabel: str | None = None,
    *,
    periode: str = "2025-burap1",
    peildatum: str | None = None,
    telling: Telling = Telling.AFGEROND,
    waarde: float | None = None,
    extra: Mapping[str, Any] | None = None,
    **tabellen: str,
) -> Opgave:
    """Maak van de teksttabellen een opgave; `tabel` hoort bij het feit dat de indicator telt."""
    gelezen = lees_periode(periode)
    venster = Venster(dag(peildatum) or gelezen.eind, gelezen)
    leeg = Opgave(wat, {}, {}, venster, telling, waarde, extra or {})
    alle = {**({leeg.feit.tabelnaam(): tabel} if tabel else {}), **tabellen}
    rijen = {naam: lees_tabel(naam, tekst) for naam, tekst in alle.items()}
    verwacht = dict(_uitkomsten(rijen))
    return Opgave(wat, _volledig(rijen), verwacht, venster, telling, waarde, extra or {})


def _uitkomsten(tabellen: Mapping[str, list[Rij]]) -> Iterator[tuple[Sleutel, str]]:
    for naam, rijen in tabellen.items():
        kenmerk = "id" if naam == "tevredenheid" else f"{naam}_id"
        for rij in rijen:
            if (uitkomst := rij.pop("uitkomst", None)) is not None:
                yield (naam, rij[kenmerk]), uitkomst


def _volledig(tabellen: dict[str, list[Rij]]) -> dict[str, list[Rij]]:
    """Met de dossiers die nodig zijn, en voor een dienst de melding waar haar datums van komen."""
    for rij in tabellen.get("melding", []):
        rij.setdefault("dossier_id", f"D-{rij['melding_id']}")
    for rij in tabellen.get("dienst", []):
        rij.setdefault("dossier_id", f"D-{rij['dienst_id']}")
        datums = {k: rij.pop(k) for k in ("melding_ontvangen_op", "melding_beoordeeld_op") if k in rij}
        if any(datums.values()):
            tabellen.setdefault("melding", []).append(_melding_van(rij, datums))
    return met_dossiers(tabellen)


def _melding_van(dienst: Rij, datums: Mapping[str, date | None]) -> Rij:
    beoordeeld = datums.get("melding_beoordeeld_op")
    ontvangen = datums.get("melding_ontvangen_op") or (beoordeeld and beoordeeld - timedelta(days=5))
    dienst["melding_id"] = f"M-{dienst['dienst_id']}"
    vast = {"melding_id": dienst["melding_id"], "dossier_id": dienst["dossier_id"], "ter_registratie": "nee"}
    return vast | {"ontvangen_op": ontvangen, "beoordeeld_op": beoordeeld}


# ------------------------------------------------------------------------------------------------------------- toetsen


def regel_van(indicator: Indicator, telling: Telling) -> Telregel:
    """De telregel zoals ze in NHN geldt."""
    klok = indicator.klok if isinstance(indicator, Aandeel) else None
    zonder = klok is not None and not any(k.termijn is klok and k.duur for k in klokken("NHN"))
    return telregel(indicator, telling, heeft_termijn=not zonder)


def volgens_referentie(opgave: Opgave, brede: Brede, regel: Telregel) -> dict[Sleutel, Antwoord]:
    """Wat elk geval doet dat op de peildatum bestaat."""
    omgeving = Omgeving(opgave.venster.peildatum, opgave.venster.periode, brede.uiterste())
    rijen = brede.bekend(opgave.feit, opgave.venster.peildatum)
    return {opgave.sleutel_van(rij): antwoord(regel, rij, omgeving) for rij in rijen}


def volgens_motor(opgave: Opgave, motor: Motor, regel: Telregel) -> dict[Sleutel, Antwoord]:
    """Wat elk geval doet dat in beeld is."""
    assert isinstance(opgave.wat, INDICATOREN)
    toon = ("herkomst",) if opgave.feit is Overdracht else ()
    rijen = gevallen(motor, opgave.feit, regel, opgave.venster, sleutel=sleutel(opgave.wat), toon=toon)
    return {opgave.sleutel_van(rij): Antwoord(rij["antwoord"]) for rij in rijen}


def wijkt_af(opgave: Opgave, gekregen: Mapping[Sleutel, Antwoord]) -> list[str]:
    """De gevallen die iets anders doen dan er staat; wie niet telt en wie er niet is, mag in `gekregen` ontbreken."""
    return [
        f"{naam} {kenmerk}: verwacht {uitkomst}, gekregen {doet.name.lower() if doet else 'telt niet of bestaat niet'}"
        for (naam, kenmerk), uitkomst in opgave.verwacht.items()
        for doet in [gekregen.get((naam, kenmerk), Antwoord.TELT_NIET)]
        if doet is not (UITKOMSTEN[uitkomst] or Antwoord.TELT_NIET)
    ]


def toets(opgave: Opgave, brede: Brede, motor: Motor) -> None:
    """Referentie en database doen precies wat er staat, geval voor geval en opgeteld."""
    assert opgave.verwacht, "een opgave zonder uitkomsten zegt niets"
    if not isinstance(opgave.wat, INDICATOREN):
        return _toets_voorwaarde(opgave, brede, motor)
    regel = regel_van(opgave.wat, opgave.telling)
    referentie, geteld = volgens_referentie(opgave, brede, regel), volgens_motor(opgave, motor, regel)
    assert not wijkt_af(opgave, referentie)
    assert not wijkt_af(opgave, geteld)
    weg = {naam for naam, uitkomst in opgave.verwacht.items() if UITKOMSTEN[uitkomst] is None}
    assert opgave.verwacht.keys() - weg == referentie.keys() & opgave.verwacht.keys()
    _toets_totaal(opgave, _uitslag(opgave, motor, regel), list(referentie.values()))
    return None


def _uitslag(opgave: Opgave, motor: Motor, regel: Telregel) -> Uitslag:
    indicator = opgave.wat
    assert isinstance(indicator, INDICATOREN)
    van = indicator.van if isinstance(indicator, Gemiddelde) else None
    duur = indicator.duur if isinstance(indicator, Doorlooptijd) else None
    taak = Teltaak(indicator.code, regel, van or duur)
    [tellingen] = tel(motor, opgave.feit, [taak], opgave.venster, "regio")[indicator.code].values() or [Tellingen()]
    return uitslag(indicator, tellingen, gebied="NHN")


def _toets_totaal(opgave: Opgave, gekregen: Uitslag, antwoorden: list[Antwoord]) -> None:
    noemer = antwoorden.count(Antwoord.NOEMER) + antwoorden.count(Antwoord.TELLER)
    assert gekregen.noemer == noemer
    assert gekregen.teller in (None, antwoorden.count(Antwoord.TELLER))
    assert gekregen.niet_te_bepalen == antwoorden.count(Antwoord.NIET_TE_BEPALEN)
    assert gekregen.nog_open == antwoorden.count(Antwoord.NOG_OPEN)
    if opgave.waarde is not None:
        assert gekregen.waarde == opgave.waarde
    for naam, waarde in opgave.extra.items():
        assert gekregen.extra[naam] == waarde, naam


def _toets_voorwaarde(opgave: Opgave, brede: Brede, motor: Motor) -> None:
    """Een losse voorwaarde: ja, nee of onbekend per rij."""
    assert not isinstance(opgave.wat, INDICATOREN)
    omgeving = Omgeving(opgave.venster.peildatum, opgave.venster.periode, brede.uiterste())
    rijen = brede.bekend(opgave.feit, opgave.venster.peildatum)
    verwacht = {naam: ANTWOORDEN[uitkomst] for naam, uitkomst in opgave.verwacht.items()}
    gezien = {opgave.sleutel_van(rij): evalueer(opgave.wat, rij, omgeving) for rij in rijen}
    assert {naam: gezien[naam] for naam in verwacht} == verwacht
    regel = Telregel({}, {"altijd": opgave.feit.velden()[0].ingevuld()}, teller={"de voorwaarde": opgave.wat})
    doet = {True: Antwoord.TELLER, False: Antwoord.NOEMER, None: Antwoord.NIET_TE_BEPALEN}
    in_sql = gevallen(motor, opgave.feit, regel, opgave.venster, sleutel=opgave.feit.sleutel[0])
    geteld = {opgave.sleutel_van(rij): Antwoord(rij["antwoord"]) for rij in in_sql}
    assert {naam: geteld[naam] for naam in verwacht} == {naam: doet[waarde] for naam, waarde in verwacht.items()}
