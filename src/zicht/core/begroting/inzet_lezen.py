"""Mensen, beleid en instroom lezen uit een scenariobestand, met dezelfde zorg voor fouten als de rest van het bestand."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zicht.core.begroting.bestand import Bestand, Tabel, als_lijst, als_tabel, bedoelt, toon
from zicht.core.begroting.inzet import (
    DIENSTEN_MET_RESERVE,
    URGENTIES,
    Beleidskeuze,
    Deel,
    Dienstverband,
    Groei,
    Inzet,
    Tempo,
    Voorrang,
)

NUL, HONDERD = Decimal(0), Decimal(100)
MEESTE_FTE, MEESTE_WERKDAGEN, MEESTE_MAANDEN = Decimal(500), Decimal(10_000), 120
_STIL_TIJD = frozenset({"van", "tot_en_met", "maanden"})
_MAAND_DAG = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def lees_mensen(bestand: Bestand, waar: str, scenario: Tabel) -> tuple[Inzet, ...]:
    """De rijen van [[scenario.x.mensen]]."""
    rijen = _rijen(bestand, waar, scenario, "mensen")
    gelezen = (_inzet(bestand, f"{waar}, mensen {nummer}", rij) for nummer, rij in enumerate(rijen, 1))
    return tuple(inzet for inzet in gelezen if inzet)


def _inzet(bestand: Bestand, waar: str, rij: Tabel) -> Inzet | None:
    einden = ("tot_en_met", "maanden", "ieder_jaar")
    bestand.sleutels(waar, rij, ("team", "fte", "soort", "van", "na_maanden", *einden, "inwerk_werkdagen", "waarom"))
    if len(gekozen := [naam for naam in einden if naam in rij]) > 1:
        bestand.fout(waar, f"noemt {' en '.join(gekozen)}; kies een van drie manieren om te zeggen hoe lang.")
    if "van" in rij and "na_maanden" in rij:
        bestand.fout(waar, "noemt van en na_maanden; kies een van beide.")
    team = bestand.tekst(waar, rij, "team", verplicht=True)
    fte = _getal(bestand, waar, rij, "fte", -MEESTE_FTE, MEESTE_FTE, verplicht=True)
    soort = bestand.keus(waar, rij, "soort", [soort.value for soort in Dienstverband])
    van, tot_en_met = _van_tot(bestand, waar, rij, "van", "tot_en_met")
    na, maanden = (_heel(bestand, waar, rij, naam, 1, MEESTE_MAANDEN) for naam in ("na_maanden", "maanden"))
    inwerk = _heel(bestand, waar, rij, "inwerk_werkdagen", 0, 260)
    ieder_jaar = _venster(bestand, waar, rij)
    if not team or not fte or not soort:
        return None
    waarom = bestand.tekst(waar, rij, "waarom")
    return Inzet(team, fte, Dienstverband(soort), van, tot_en_met, na, maanden, ieder_jaar, inwerk, waarom)


def _venster(bestand: Bestand, waar: str, rij: Tabel) -> tuple[str, str] | None:
    if (ruw := rij.get("ieder_jaar")) is None:
        return None
    dagen: list[Any] = als_lijst(ruw) or []
    if len(dagen) != 2 or not all(isinstance(dag, str) and _MAAND_DAG.fullmatch(dag) for dag in dagen):
        bestand.fout(
            waar,
            f'verwacht bij \'ieder_jaar\' een eerste en laatste dag, zoals ["06-15", "08-31"]; gevonden: {toon(ruw)}.',
        )
        return None
    return dagen[0], dagen[1]


# ---------------------------------------------------------------------------------------------------------------- beleid


def lees_beleid(bestand: Bestand, waar: str, scenario: Tabel) -> Beleidskeuze | None:
    """De tabel [scenario.x.beleid], of None als zij er niet is."""
    if "beleid" not in scenario:
        return None
    waar, tabel = f"{waar}.beleid", als_tabel(scenario["beleid"])
    bekend = (
        "voorrang",
        "samen_oppakken",
        "samen_inspanning",
        "reserve",
        "stilgelegd",
        "van",
        "tot_en_met",
        "maanden",
        "waarom",
    )
    if tabel is None:
        bestand.fout(
            waar, f'verwacht een tabel, bijvoorbeeld voorrang = "urgentie"; gevonden: {toon(scenario["beleid"])}.'
        )
        return None
    bestand.sleutels(waar, tabel, bekend)
    if not tabel.keys() - {"waarom", *_STIL_TIJD}:
        bestand.fout(waar, f"kiest niets. Schrijf een of meer van {', '.join(bekend[:5])}.")
    if tabel.keys() & _STIL_TIJD and "stilgelegd" not in tabel:
        bestand.fout(waar, "'van', 'tot_en_met' en 'maanden' horen bij 'stilgelegd', en dat staat er niet.")
    if "samen_inspanning" in tabel and "samen_oppakken" not in tabel:
        bestand.fout(waar, "'samen_inspanning' hoort bij 'samen_oppakken', en dat staat er niet.")
    return _beleid(bestand, waar, tabel)


def _beleid(bestand: Bestand, waar: str, tabel: Tabel) -> Beleidskeuze:
    voorrang, voorsprong = _voorrang(bestand, waar, tabel)
    van, tot_en_met = _van_tot(bestand, waar, tabel, "van", "tot_en_met")
    samen, inspanning, stil = (
        _getal(bestand, waar, tabel, naam, NUL, HONDERD)
        for naam in ("samen_oppakken", "samen_inspanning", "stilgelegd")
    )
    return Beleidskeuze(
        voorrang, voorsprong, samen, inspanning, tuple(_reserve(bestand, waar, tabel)), stil, van, tot_en_met,
        _heel(bestand, waar, tabel, "maanden", 1, MEESTE_MAANDEN),
        bestand.tekst(waar, tabel, "waarom"),
    )  # fmt: skip


def _voorrang(
    bestand: Bestand, waar: str, tabel: Tabel
) -> tuple[Voorrang | None, tuple[Decimal, Decimal, Decimal] | None]:
    """Een naam, of per urgentie het aantal werkdagen voorsprong."""
    ruw = tabel.get("voorrang")
    if ruw is None:
        return None, None
    namen = [voorrang.value for voorrang in Voorrang]
    if isinstance(ruw, str) and ruw in namen:
        return Voorrang(ruw), None
    per = als_tabel(ruw)
    if per is None:
        hint = bedoelt(ruw, namen) if isinstance(ruw, str) else ""
        bestand.fout(
            waar,
            f"'voorrang' is {' of '.join(namen)}, of werkdagen voorsprong per urgentie zoals {{ hoog = 20, midden = 5, laag = 0 }};"
            f" gevonden: {toon(ruw)}.{hint}",
        )
        return None, None
    bestand.sleutels(f"{waar}, voorrang", per, URGENTIES)
    hoog, midden, laag = (
        _getal(bestand, f"{waar}, voorrang", per, naam, NUL, MEESTE_WERKDAGEN, verplicht=True) for naam in URGENTIES
    )
    return None, (hoog or NUL, midden or NUL, laag or NUL)


def _reserve(bestand: Bestand, waar: str, tabel: Tabel) -> Iterator[Deel]:
    if "reserve" not in tabel:
        return
    per = als_tabel(tabel["reserve"])
    if per is None:
        bestand.fout(
            waar,
            f"verwacht bij 'reserve' procenten per dienst, zoals {{ onderzoek = 20 }}; gevonden: {toon(tabel['reserve'])}.",
        )
        return
    bestand.sleutels(f"{waar}, reserve", per, DIENSTEN_MET_RESERVE)
    delen = {
        naam: _getal(bestand, f"{waar}, reserve", per, naam, NUL, HONDERD)
        for naam in DIENSTEN_MET_RESERVE
        if naam in per
    }
    if sum((deel or NUL for deel in delen.values()), NUL) > HONDERD:
        bestand.fout(f"{waar}, reserve", "is samen meer dan 100 procent.")
    yield from (Deel(naam, procent) for naam, procent in delen.items() if procent is not None)


# -------------------------------------------------------------------------------------------------------------- instroom


def lees_instroom(bestand: Bestand, waar: str, scenario: Tabel) -> tuple[Groei, ...]:
    """De tabel [scenario.x.instroom], of de rijen als er meer zijn."""
    rijen = (
        [los]
        if (los := als_tabel(scenario.get("instroom"))) is not None
        else _rijen(bestand, waar, scenario, "instroom")
    )
    gelezen = (
        _groei(bestand, f"{waar}.instroom" if los else f"{waar}, instroom {n}", rij) for n, rij in enumerate(rijen, 1)
    )
    return tuple(groei for groei in gelezen if groei)


def _groei(bestand: Bestand, waar: str, rij: Tabel) -> Groei | None:
    bestand.sleutels(waar, rij, ("procent", "stroom", "van", "tot_en_met", "tempo", "waarom"))
    procent = _getal(bestand, waar, rij, "procent", -HONDERD, Decimal(1000), verplicht=True)
    van, tot_en_met = _van_tot(bestand, waar, rij, "van", "tot_en_met")
    tempo = bestand.keus(waar, rij, "tempo", [tempo.value for tempo in Tempo]) if "tempo" in rij else Tempo.METEEN.value
    if procent is None or not tempo:
        return None
    stroom, waarom = (bestand.tekst(waar, rij, naam) for naam in ("stroom", "waarom"))
    return Groei(procent, stroom, van, tot_en_met, Tempo(tempo), waarom)


# ----------------------------------------------------------------------------------------------------------------- delen


def _rijen(bestand: Bestand, waar: str, scenario: Tabel, naam: str) -> list[Tabel]:
    ruw = scenario.get(naam, [])
    rijen = als_lijst(ruw)
    if rijen is None or not all(als_tabel(rij) is not None for rij in rijen):
        bestand.fout(waar, f"verwacht [[{waar}.{naam}]], met dubbele haken; gevonden: {toon(ruw)}.")
        return []
    return rijen


def _getal(
    bestand: Bestand, waar: str, rij: Tabel, naam: str, laagste: Decimal, hoogste: Decimal, *, verplicht: bool = False
) -> Decimal | None:
    ruw = rij.get(naam)
    if ruw is None and not verplicht:
        return None
    if isinstance(ruw, bool) or not isinstance(ruw, int | Decimal) or not Decimal(ruw).is_finite():
        bestand.fout(waar, f"verwacht bij '{naam}' een getal, met een punt voor de decimalen; gevonden: {toon(ruw)}.")
        return None
    if not laagste <= ruw <= hoogste:
        bestand.fout(waar, f"'{naam}' is {ruw}; verwacht tussen {laagste} en {hoogste}.")
        return None
    if naam == "fte" and not ruw:
        bestand.fout(
            waar, "'fte' is 0; dan verandert er niets. Schrijf hoeveel mensen erbij komen, of een negatief getal."
        )
    return Decimal(ruw)


def _heel(bestand: Bestand, waar: str, rij: Tabel, naam: str, laagste: int, hoogste: int) -> int | None:
    getal = _getal(bestand, waar, rij, naam, Decimal(laagste), Decimal(hoogste))
    if getal is not None and getal != int(getal):
        bestand.fout(waar, f"verwacht bij '{naam}' een heel getal, gevonden: {getal}.")
    return None if getal is None else int(getal)


def _van_tot(bestand: Bestand, waar: str, rij: Tabel, eerste: str, laatste: str) -> tuple[date | None, date | None]:
    van, tot_en_met = _datum(bestand, waar, rij, eerste), _datum(bestand, waar, rij, laatste)
    if van and tot_en_met and tot_en_met < van:
        bestand.fout(waar, f"'{laatste}' ({tot_en_met}) ligt voor '{eerste}' ({van}).")
    return van, tot_en_met


def _datum(bestand: Bestand, waar: str, rij: Tabel, naam: str) -> date | None:
    waarde = rij.get(naam)
    if waarde is None:
        return None
    if not isinstance(waarde, date) or isinstance(waarde, datetime):
        bestand.fout(
            waar,
            f"verwacht bij '{naam}' een datum zonder aanhalingstekens, zoals 2026-01-31; gevonden: {toon(waarde)}.",
        )
        return None
    return waarde
