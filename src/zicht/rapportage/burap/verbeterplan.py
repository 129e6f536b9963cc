"""Verbeterplan per gemiste norm: uit verbeterplan.toml naast de feiten, en anders een plaats om het in te vullen."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zicht.core.fouten import OnleesbaarFout
from zicht.core.periodes import korte_datum
from zicht.rapportage.blokken import Blok, Cel, Kader, Kolom, Kop, Tabel, alinea, rij

BESTAND = "verbeterplan.toml"
VELDEN = (
    ("oorzaak", "Oorzaak"),
    ("maatregel", "Maatregel"),
    ("eigenaar", "Eigenaar"),
    ("verwacht_effect", "Verwacht effect"),
    ("datum", "Klaar op"),
)
INVULLEN = "nog in te vullen"


@dataclass(frozen=True)
class Aanwijzing:
    """Waar iemand vastlegt wat nog ontbreekt; dat is bij een map met feiten anders dan in de applicatie."""

    geen_plan: str
    geen_begroting: str


NAAST_DE_FEITEN = Aanwijzing(
    f"Zet het in {BESTAND} naast de feiten, bij indicator {{code}}; dan staat het er de volgende keer vanzelf.",
    "Zet een begroting.toml naast de feiten.",
)


@dataclass(frozen=True)
class Plan:
    """Wat er gebeurt na een gemiste norm: een plan met maatregelen, of een keuze die aan het bestuur is."""

    indicator: str
    maatregelen: tuple[Mapping[str, str], ...]
    bestuurlijke_keuze: str = ""


def lees_plannen(map_: Path, periode: str) -> dict[str, Plan]:
    """De plannen voor een periode; een onbekend veld is een fout die zegt wat verwacht werd."""
    bestand = map_ / BESTAND
    if not bestand.is_file():
        return {}
    try:
        inhoud = tomllib.loads(bestand.read_text("utf-8"))
    except (ValueError, OSError) as fout:
        raise OnleesbaarFout(f"{bestand} is niet te lezen: {fout}.") from fout
    plannen: dict[str, Plan] = {}
    for nummer, tabel in enumerate(inhoud.get("plan", []), start=1):
        _controleer(tabel, nummer, bestand)
        if tabel.get("periode", periode) == periode:
            oud = plannen.get(tabel["indicator"], Plan(tabel["indicator"], ()))
            plannen[tabel["indicator"]] = _erbij(oud, tabel)
    return plannen


def _controleer(tabel: Mapping[str, Any], nummer: int, bestand: Path) -> None:
    from zicht.catalogus.indicatoren import INDICATOREN

    mag = {"indicator", "periode", "bestuurlijke_keuze", *(naam for naam, _ in VELDEN)}
    vreemd = sorted(tabel.keys() - mag)
    if vreemd:
        raise OnleesbaarFout(
            f"{bestand}, plan {nummer}: onbekend veld {', '.join(vreemd)}. Verwacht: {', '.join(sorted(mag))}."
        )
    if tabel.get("indicator") not in INDICATOREN:
        raise OnleesbaarFout(f"{bestand}, plan {nummer}: onbekende indicator {tabel.get('indicator')!r}.")


def _erbij(plan: Plan, tabel: Mapping[str, Any]) -> Plan:
    if "bestuurlijke_keuze" in tabel:
        return Plan(plan.indicator, plan.maatregelen, str(tabel["bestuurlijke_keuze"]))
    maatregel = {naam: _woorden(tabel.get(naam)) for naam, _ in VELDEN}
    return Plan(plan.indicator, (*plan.maatregelen, maatregel), plan.bestuurlijke_keuze)


def _woorden(waarde: object) -> str:
    if waarde is None:
        return INVULLEN
    return korte_datum(waarde) if isinstance(waarde, date) else str(waarde)


def plan_blokken(
    nummer: str, titel: str, code: str, plan: Plan | None, waar: Aanwijzing = NAAST_DE_FEITEN
) -> Iterator[Blok]:
    """De tabel van het plan, of de plaats waar het moet komen; `waar` zegt waar men het schrijft."""
    yield Kop(4, f"Verbeterplan bij {nummer}")
    if plan and plan.bestuurlijke_keuze:
        yield Kader("Bestuurlijke keuze", (alinea(plan.bestuurlijke_keuze),))
    if plan is None:
        yield alinea(
            "De norm is niet gehaald. Vul hier het plan in, of leg het bestuur een keuze voor. "
            + waar.geen_plan.format(code=code)
        )
    if plan is None or plan.maatregelen:
        kolommen = tuple(Kolom(kop, breedte=1.6 if veld in ("oorzaak", "maatregel") else 1.0) for veld, kop in VELDEN)
        leeg = ({naam: INVULLEN for naam, _ in VELDEN},)
        maatregelen = plan.maatregelen if plan else leeg
        rijen = tuple(rij(*(_cel(maatregel[naam]) for naam, _ in VELDEN)) for maatregel in maatregelen)
        yield Tabel(f"Verbeterplan: {titel}", kolommen, rijen)


def _cel(woorden: str) -> Cel:
    return Cel(woorden, grijs=woorden == INVULLEN)
