"""Wat een reeks herhalingen zegt: per week en gebied de mediaan en de banden, en over het hele tijdvak de kans op elke norm."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from math import ceil, isnan, sqrt
from typing import Any, TypeAlias

KWANTIELEN = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)

INDICATOREN = (
    "beoordeling-tijdig-na-ontvangst",
    "beoordeling-tijdig-na-oppakken",
    "vv-tijdig-na-ontvangst",
    "vv-tijdig-na-beoordeling",
    "vv-tijdig-na-start",
    "onderzoek-tijdig-na-ontvangst",
    "onderzoek-tijdig-na-beoordeling",
    "onderzoek-tijdig-na-start",
)


class Maat(IntEnum):
    """Wat er per week en gebied geteld wordt. Een stand is aan het einde van de week, een stroom over de week."""

    ONTVANGEN = 0  # meldingen, hermeldingen tijdens het wachten meegeteld
    HERMELD = 1
    BEOORDEELD = 2
    WACHT_BEOORDELING = 3  # stand: nog niet beoordeeld (de indicator wachtlijst-beoordeling)
    NIET_OPGEPAKT = 4  # stand: daarvan nog niet opgepakt
    WACHTDAGEN = 5  # stand: gemiddelde leeftijd in kalenderdagen van wat niet is opgepakt
    OUDSTE = 6  # stand: kalenderdagen
    CONTROLES = 7  # controles bij wachtenden die deze week nodig zijn
    WACHT_VV = 8  # stand: toegewezen, niet gestart
    WACHT_ONDERZOEK = 9
    LOOPT_VV = 10  # stand
    LOOPT_ONDERZOEK = 11
    AF_VV = 12
    AF_ONDERZOEK = 13


class Jaarmaat(IntEnum):
    """Wat er per herhaling over het hele tijdvak geteld wordt, naast de acht indicatoren."""

    WACHT_GEMIDDELD = 0  # gemiddelde stand van WACHT_BEOORDELING over de weken
    WACHT_EIND = 1
    WACHTTIJD = 2  # gemiddelde kalenderdagen van ontvangst tot oppakken, van wat is opgepakt
    ONTVANGEN = 3
    BEOORDEELD = 4
    AF_VV = 5
    AF_ONDERZOEK = 6
    CONTROLES = 7
    # Eerste week waarin wat niet is opgepakt hooguit een gewone week instroom is. Een kwantiel is -1 als het in het tijdvak niet
    # gebeurt; in het gemiddelde telt niet als de eerste week na het tijdvak.
    WEG_IN_WEEK = 8


@dataclass(frozen=True, slots=True)
class Band:
    """De kwantielen van KWANTIELEN en het gemiddelde, over de herhalingen; NaN als er niets te meten viel."""

    kwantielen: tuple[float, ...]
    gemiddelde: float
    fout: float  # standaardfout van het gemiddelde

    @property
    def midden(self) -> float:
        """De mediaan."""
        return self.kwantielen[KWANTIELEN.index(0.50)]

    @property
    def laag(self) -> float:
        """Ondergrens van de band waarin acht van de tien herhalingen vallen."""
        return self.kwantielen[KWANTIELEN.index(0.10)]

    @property
    def hoog(self) -> float:
        """Bovengrens van de band waarin acht van de tien herhalingen vallen."""
        return self.kwantielen[KWANTIELEN.index(0.90)]


@dataclass(frozen=True, slots=True)
class Kans:
    """Een kans in de herhalingen, met het interval van Wilson (95 procent)."""

    waarde: float
    laag: float
    hoog: float


@dataclass(frozen=True)
class Uitkomst:
    """Alles wat van een model en een aantal herhalingen bewaard wordt. Groep None is de hele regio.

    Reeksen hebben een Band per week; `weekeinde` is de laatste dag van elke week.
    """

    herhalingen: int
    zaad: int
    weekeinde: tuple[date, ...]
    groepen: tuple[str, ...]
    reeksen: Mapping[tuple[Maat, str | None], tuple[Band, ...]]
    tijdig: Mapping[tuple[str, str | None], Band]  # aandeel op tijd over het tijdvak (0-1), per indicator en gebied
    tijdig_per_week: Mapping[str, tuple[Band, ...]]  # regio
    jaar: Mapping[Jaarmaat, Band]
    uren: Mapping[str, tuple[Band, ...]]  # per team: beschikbare uren per week
    bezet: Mapping[str, tuple[Band, ...]]  # per team: uren aan zaken en vast werk per week
    fte: Mapping[str, tuple[Band, ...]]  # per team: werkende fte, gemiddeld over de week (extra mensen meegeteld)
    boven: Mapping[
        str, tuple[int, ...]
    ]  # per indicator: hoeveel herhalingen op 0, 1, ... 100 procent of hoger uitkwamen
    rekentijd: float = 0.0  # seconden; hoort niet bij de vingerafdruk

    def kans(self, indicator: str, norm: float) -> Kans:
        """De kans dat het aandeel op tijd over het tijdvak minstens de norm (0-1) is, op hele procenten naar boven."""
        boven = self.boven[indicator]
        procent = min(max(ceil(norm * 100 - 1e-9), 0), 100)
        return wilson(boven[procent], boven[0])


Z_95 = 1.959963984540054


def wilson(raak: int, alle: int, z: float = Z_95) -> Kans:
    """Het aandeel met het interval van Wilson (standaard 95 procent); zonder waarnemingen is alles nog mogelijk."""
    if alle == 0:
        return Kans(float("nan"), 0.0, 1.0)
    deel, noemer = raak / alle, 1 + z * z / alle
    midden, marge = deel + z * z / (2 * alle), z * sqrt(deel * (1 - deel) / alle + z * z / (4 * alle * alle))
    laag, hoog = (midden - marge) / noemer, (midden + marge) / noemer
    return Kans(deel, 0.0 if raak == 0 else laag, 1.0 if raak == alle else hoog)


# ---------------------------------------------------------------------------------------------------------------- JSON

Tekstband: TypeAlias = list[float | None]
_REGIO = ""  # een gebied heeft altijd een naam


def als_json(uitkomst: Uitkomst) -> str:
    """De uitkomst als JSON-tekst, zonder verlies; NaN wordt null."""
    inhoud = {
        "herhalingen": uitkomst.herhalingen,
        "zaad": uitkomst.zaad,
        "weekeinde": [dag.isoformat() for dag in uitkomst.weekeinde],
        "groepen": list(uitkomst.groepen),
        "reeksen": [[m.name, g or _REGIO, _uit_reeks(b)] for (m, g), b in uitkomst.reeksen.items()],
        "tijdig": [[code, groep or _REGIO, _uit_band(band)] for (code, groep), band in uitkomst.tijdig.items()],
        "tijdig_per_week": _uit_reeksen(uitkomst.tijdig_per_week),
        "jaar": {maat.name: _uit_band(band) for maat, band in uitkomst.jaar.items()},
        "uren": _uit_reeksen(uitkomst.uren),
        "bezet": _uit_reeksen(uitkomst.bezet),
        "fte": _uit_reeksen(uitkomst.fte),
        "boven": {code: list(aantallen) for code, aantallen in uitkomst.boven.items()},
        "rekentijd": uitkomst.rekentijd,
    }
    return json.dumps(inhoud, allow_nan=False, separators=(",", ":"))


def uit_json(tekst: str) -> Uitkomst:
    """De uitkomst uit de tekst van `als_json`."""
    inhoud: dict[str, Any] = json.loads(tekst)
    return Uitkomst(
        herhalingen=inhoud["herhalingen"],
        zaad=inhoud["zaad"],
        weekeinde=tuple(date.fromisoformat(dag) for dag in inhoud["weekeinde"]),
        groepen=tuple(inhoud["groepen"]),
        reeksen={(Maat[maat], groep or None): _reeks(banden) for maat, groep, banden in inhoud["reeksen"]},
        tijdig={(code, groep or None): _band(band) for code, groep, band in inhoud["tijdig"]},
        tijdig_per_week=_reeksen(inhoud["tijdig_per_week"]),
        jaar={Jaarmaat[maat]: _band(band) for maat, band in inhoud["jaar"].items()},
        uren=_reeksen(inhoud["uren"]),
        bezet=_reeksen(inhoud["bezet"]),
        fte=_reeksen(inhoud["fte"]),
        boven={code: tuple(aantallen) for code, aantallen in inhoud["boven"].items()},
        rekentijd=inhoud["rekentijd"],
    )


def _uit_band(band: Band) -> Tekstband:
    return [None if isnan(getal) else getal for getal in (*band.kwantielen, band.gemiddelde, band.fout)]


def _uit_reeks(banden: Iterable[Band]) -> list[Tekstband]:
    return [_uit_band(band) for band in banden]


def _uit_reeksen(reeksen: Mapping[str, tuple[Band, ...]]) -> dict[str, list[Tekstband]]:
    return {naam: _uit_reeks(banden) for naam, banden in reeksen.items()}


def _band(getallen: Tekstband) -> Band:
    *kwantielen, gemiddelde, fout = (float("nan") if getal is None else getal for getal in getallen)
    return Band(tuple(kwantielen), gemiddelde, fout)


def _reeks(banden: Iterable[Tekstband]) -> tuple[Band, ...]:
    return tuple(_band(band) for band in banden)


def _reeksen(inhoud: Mapping[str, Iterable[Tekstband]]) -> dict[str, tuple[Band, ...]]:
    return {naam: _reeks(banden) for naam, banden in inhoud.items()}
