"""A second implementation of every term: free days from the `holidays` package, counting by walking day by day.

It shares nothing with `zicht.core`: the lengths and rules below are written out again from the sources.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

DAG = timedelta(days=1)
Pauzes = Sequence[tuple[date, date]]  # half-open

# "public" has 5 May only in lustrum years; "optional" adds the other years and Good Friday.
FEESTDAGEN = frozenset(holidays.country_holidays("NL", years=range(2014, 2061), categories=("public", "optional")))


@dataclass(frozen=True)
class Regel:
    """A counting rule, in plain words."""

    aantal: int
    eenheid: str
    wet: bool = False  # Algemene termijnenwet: two ordinary days in it, and never ending on a free day


REGELS = {
    "beoordeling": Regel(5, "werkdagen"),
    "voorwaarden_en_vervolg": Regel(10, "weken", wet=True),
    "onderzoek": Regel(10, "weken", wet=True),
    "onderzoek_start_wettelijk": Regel(5, "dagen", wet=True),
    "eerste_contact": Regel(10, "dagen"),
    "huisverbod": Regel(10, "dagen"),
    "huisverbod_advies": Regel(8, "dagen"),
    "huisverbod_verlengd": Regel(28, "dagen"),
    "betrokkene_informeren": Regel(4, "weken", wet=True),
    "klachtreactie": Regel(1, "maanden", wet=True),
    "dossier_vernietigen": Regel(3, "maanden", wet=True),
}


def is_vrij(dag: date) -> bool:
    """Saturday, Sunday or a holiday."""
    return dag.isoweekday() > 5 or dag in FEESTDAGEN


def _te_tellen(regel: Regel, begin: date) -> int:
    if regel.eenheid == "maanden":
        maand = begin.month + regel.aantal
        jaar, maand = (begin.year + 1, maand - 12) if maand > 12 else (begin.year, maand)
        return (date(jaar, maand, min(begin.day, monthrange(jaar, maand)[1])) - begin).days
    return regel.aantal * (7 if regel.eenheid == "weken" else 1)


def uiterste_dag(regel: Regel, begin: date, pauzes: Pauzes = ()) -> date:
    """Walk from the day after `begin` until enough days are counted, then do what the law adds."""
    nodig, dag, geteld, gewoon = _te_tellen(regel, begin), begin, 0, 0
    while geteld < nodig or (regel.wet and gewoon < 2):
        dag += DAG
        if any(van <= dag < tot for van, tot in pauzes):
            continue
        vrij = is_vrij(dag)
        gewoon += not vrij
        geteld += not (vrij and regel.eenheid == "werkdagen")
    while regel.wet and is_vrij(dag):
        dag += DAG
    return dag
