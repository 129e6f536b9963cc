"""Geschreven tijd naast de feiten: een klein CSV-bestand met soort, kenmerk, datum en uren, of een fout in gewoon Nederlands.

Het hoort niet bij het Feitenformaat: geen feit en geen vingerafdruk verandert ervan. Er staat met opzet niet in wie de uren maakte.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zicht.cijfers.normtijden import Tijd
from zicht.core.fouten import OnleesbaarFout

BESTAND = "tijdschrijven.csv"
KOLOMMEN = ("soort", "id", "datum", "uren")
SOORTEN = ("melding", "dienst")
MEESTE_UREN = 24.0  # op een regel: wie op een dag meer schrijft, vergist zich
_GENOEMD = 10


@dataclass(frozen=True, slots=True)
class Tijdregel:
    """Uren die op een dag aan een zaak zijn besteed."""

    soort: str
    sleutel: str
    datum: date
    uren: float


def lees_tijd(pad: Path) -> Tijd:
    """Lees een bestand met geschreven tijd; alle fouten tegelijk, elk met de rij."""
    try:
        tekst = pad.read_text("utf-8-sig")
    except FileNotFoundError as fout:
        raise OnleesbaarFout(f"{pad} is er niet. Geef een CSV-bestand met de kolommen {', '.join(KOLOMMEN)}.") from fout
    except (OSError, UnicodeDecodeError) as fout:
        raise OnleesbaarFout(f"{pad} is niet te lezen als tekst. Verwacht: een CSV-bestand in UTF-8.") from fout
    return tel_op(lees_regels(tekst, pad.name), pad.name)


def tel_op(regels: list[Tijdregel], bestand: str) -> Tijd:
    """De uren per zaak bij elkaar."""
    per_zaak: dict[tuple[str, str], float] = defaultdict(float)
    for regel in regels:
        per_zaak[regel.soort, regel.sleutel] += regel.uren
    return Tijd(dict(per_zaak), min(regel.datum for regel in regels), bestand)


def lees_regels(tekst: str, bestand: str) -> list[Tijdregel]:
    """De regels van een bestand, of elke fout die erin staat."""
    kop = tekst.partition("\n")[0]
    scheiding = ";" if ";" in kop else ","
    lezer = csv.DictReader(tekst.splitlines(), delimiter=scheiding)
    gevonden = [naam.strip() for naam in lezer.fieldnames or ()]
    if sorted(gevonden) != sorted(KOLOMMEN):
        raise OnleesbaarFout(
            f"{bestand}, rij 1: verwacht de kolommen {', '.join(KOLOMMEN)}; gevonden: {', '.join(gevonden)[:80] or 'niets'}."
        )
    lezer.fieldnames = gevonden
    regels, fouten = list[Tijdregel](), list[str]()
    for nummer, rij in enumerate(lezer, 2):
        gebreken = [f"{bestand}, rij {nummer}: {gebrek}" for gebrek in _gebreken(rij)]
        fouten += gebreken
        if not gebreken:
            regels.append(_regel(rij))
    if fouten:
        rest = len(fouten) - _GENOEMD
        raise OnleesbaarFout(*fouten[:_GENOEMD], *([f"En nog {rest} fouten."] if rest > 0 else []))
    if not regels:
        raise OnleesbaarFout(
            f"{bestand}: er staan geen regels in. Laat het bestand weg als er geen tijd wordt geschreven."
        )
    return regels


def _gebreken(rij: Mapping[str | None, object]) -> Iterator[str]:
    if None in rij or any(waarde is None for waarde in rij.values()):
        yield f"verwacht {len(KOLOMMEN)} waarden; er staan er meer of minder."
        return
    soort, sleutel, datum, uren = (str(rij[naam]).strip() for naam in KOLOMMEN)
    if soort not in SOORTEN:
        yield f"verwacht melding of dienst als soort; gevonden: '{soort[:20]}'."
    if not sleutel:
        yield "het id van de melding of dienst ontbreekt."
    if _datum(datum) is None:
        yield f"verwacht een datum als jjjj-mm-dd; gevonden: '{datum[:20]}'."
    aantal = _getal(uren)
    if aantal is None or not 0 < aantal <= MEESTE_UREN:
        yield f"verwacht uren boven 0 en hoogstens {MEESTE_UREN:.0f}; gevonden: '{uren[:20]}'."


def _regel(rij: Mapping[str, str]) -> Tijdregel:
    datum, uren = _datum(rij["datum"].strip()), _getal(rij["uren"].strip())
    assert datum is not None
    assert uren is not None
    return Tijdregel(rij["soort"].strip(), rij["id"].strip(), datum, uren)


def _datum(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def _getal(tekst: str) -> float | None:
    """Een getal met een punt of een komma."""
    if not tekst.replace(",", ".", 1).replace(".", "", 1).isdecimal():
        return None
    return float(tekst.replace(",", "."))
