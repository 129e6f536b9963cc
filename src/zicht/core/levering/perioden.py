"""Halfjaren: waarover geleverd wordt, welke nog open zijn, en wat een nieuwe levering van hetzelfde halfjaar verandert."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zicht.core.fouten import AanroepFout
from zicht.core.levering.bestand import Leverrecord
from zicht.core.levering.indeling import Indeling
from zicht.core.periodes import Periode, lees_periode

OPEN_PERIODEN = 2  # Uitvoeringsregeling Wmo 2015, bijlage A, paragraaf 6.5; tekst van 2015, paragraaf 6.6


def lees_halfjaar(tekst: str) -> Periode:
    """Een halfjaar zoals `2024-H1`; een andere periode wordt niet geleverd."""
    periode = lees_periode(tekst)
    if "-H" not in periode.code:
        raise AanroepFout(f"Er wordt per halfjaar geleverd. Verwacht bijvoorbeeld 2024-H1; gevonden: {tekst[:40]}.")
    return periode


def vorig_halfjaar(periode: Periode) -> Periode:
    """Het halfjaar ervoor."""
    jaar, deel = int(periode.code[:4]), periode.code[-1]
    return lees_periode(f"{jaar}-H1" if deel == "2" else f"{jaar - 1}-H2")


def laatste_voltooide(op: date) -> Periode:
    """Het laatste halfjaar dat op deze dag voorbij is."""
    return vorig_halfjaar(lees_periode(f"{op.year}-H{1 if op.month <= 6 else 2}"))


def open_halfjaren(op: date) -> tuple[Periode, ...]:
    """De halfjaren waarover nu nog geleverd of verbeterd kan worden: de twee nieuwste die voorbij zijn."""
    uit = [laatste_voltooide(op)]
    while len(uit) < OPEN_PERIODEN:
        uit.append(vorig_halfjaar(uit[-1]))
    return tuple(uit)


def eis_open(periode: Periode, op: date) -> None:
    """Een halfjaar dat niet voorbij is of al dicht is, kan niet geleverd worden."""
    open_ = open_halfjaren(op)
    if periode.eind >= op:
        raise AanroepFout(
            f"Het halfjaar {periode.code} is nog niet voorbij; het loopt tot en met {periode.eind:%d-%m-%Y}."
        )
    if periode not in open_:
        raise AanroepFout(
            f"Het halfjaar {periode.code} is dicht: alleen de twee nieuwste halfjaren staan open ({', '.join(p.code for p in open_)})."
        )


def periodecode(periode: Periode) -> str:
    """Het halfjaar zoals het in het bestand staat: 20241."""
    return f"{periode.code[:4]}{periode.code[-1]}"


def uit_periodecode(tekst: str) -> Periode:
    """Het halfjaar van een bestand."""
    return lees_halfjaar(f"{tekst[:4]}-H{tekst[4:]}")


def uiterste_dag(periode: Periode, dagen: int) -> date:
    """Wanneer de levering binnen moet zijn."""
    return periode.eind + timedelta(days=dagen)


@dataclass(frozen=True)
class Leververschil:
    """Wat een nieuwe levering van hetzelfde halfjaar doet met de vorige: zij vervangt alles."""

    nieuw: Mapping[str, tuple[str, ...]]
    gewijzigd: Mapping[str, tuple[str, ...]]
    verwijderd: Mapping[str, tuple[str, ...]]
    gelijk: Mapping[str, int]

    @property
    def verwijderingen(self) -> int:
        """Hoeveel records bij het CBS zullen verdwijnen."""
        return sum(len(sleutels) for sleutels in self.verwijderd.values())


def vergelijk_leveringen(indeling: Indeling, oud: Iterable[Leverrecord], nu: Iterable[Leverrecord]) -> Leververschil:
    """Per recordsoort: nieuw, gewijzigd, verwijderd en gelijk gebleven, op de sleutel van het record."""
    soorten = [soort.naam for soort in indeling.recordsoorten if soort.sleutel]
    eerst, dan = _op_sleutel(indeling, oud), _op_sleutel(indeling, nu)
    leeg: dict[str, Mapping[str, str]] = {}
    nieuw, gewijzigd, verwijderd = (
        dict[str, tuple[str, ...]](),
        dict[str, tuple[str, ...]](),
        dict[str, tuple[str, ...]](),
    )
    gelijk = dict[str, int]()
    for soort in soorten:
        voor, na = eerst.get(soort, leeg), dan.get(soort, leeg)
        nieuw[soort] = tuple(sorted(na.keys() - voor.keys()))
        verwijderd[soort] = tuple(sorted(voor.keys() - na.keys()))
        samen = na.keys() & voor.keys()
        gewijzigd[soort] = tuple(sorted(s for s in samen if voor[s] != na[s]))
        gelijk[soort] = len(samen) - len(gewijzigd[soort])
    return Leververschil(nieuw, gewijzigd, verwijderd, gelijk)


def recordsleutel(indeling: Indeling, record: Leverrecord) -> str:
    """Waaraan een record te herkennen is, bijvoorbeeld M123 of M123/2."""
    soort = indeling.record(record.soort)
    return "/".join(record.tekst(soort.gegevens[naam][0].naam) for naam in soort.sleutel)


def _op_sleutel(indeling: Indeling, records: Iterable[Leverrecord]) -> dict[str, dict[str, Mapping[str, str]]]:
    uit: dict[str, dict[str, Mapping[str, str]]] = {}
    for record in records:
        if indeling.record(record.soort).sleutel:
            uit.setdefault(record.soort, {})[recordsleutel(indeling, record)] = record.velden
    return uit
