"""Kalender van het orakel: dag voor dag lopen, met een eigen paasberekening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

DAG = timedelta(days=1)
Pauzes = Sequence[tuple[date, date]]  # half-open: de eerste dag telt mee, de laatste niet


@cache
def paaszondag(jaar: int) -> date:
    """De eerste zondag na de kerkelijke volle maan: gulden getal, epacta, en dan lopen tot het zondag is."""
    gulden_getal = jaar % 19 + 1
    eeuw = jaar // 100 + 1
    zonnecorrectie = 3 * eeuw // 4 - 12
    maancorrectie = (8 * eeuw + 5) // 25 - 5
    epacta = (11 * gulden_getal + 20 + maancorrectie - zonnecorrectie) % 30
    if epacta == 24 or (epacta == 25 and gulden_getal > 11):
        epacta += 1
    sinds_1_maart = 44 - epacta
    volle_maan = date(jaar, 3, 1) + timedelta(days=(sinds_1_maart if sinds_1_maart >= 21 else sinds_1_maart + 30) - 1)
    dag = volle_maan + DAG
    while dag.isoweekday() != 7:
        dag += DAG
    return dag


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """De algemeen erkende feestdagen en de daarmee gelijkgestelde Goede Vrijdag."""
    pasen = paaszondag(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.isoweekday() == 7:
        koningsdag = date(jaar, 4, 26)
    vast = {date(jaar, 1, 1), koningsdag, date(jaar, 5, 5), date(jaar, 12, 25), date(jaar, 12, 26)}
    # Goede Vrijdag, tweede paasdag, Hemelvaartsdag, tweede pinksterdag
    return frozenset(vast | {pasen + timedelta(days=n) for n in (-2, 1, 39, 50)})


def is_werkdag(dag: date) -> bool:
    """Geen zaterdag, zondag of feestdag."""
    return dag.isoweekday() < 6 and dag not in feestdagen(dag.year)


def gepauzeerd(dag: date, pauzes: Pauzes) -> bool:
    """Valt de dag in een van de pauzes?"""
    return any(van <= dag < tot for van, tot in pauzes)


def na_werkdagen(start: date, aantal: int, pauzes: Pauzes = ()) -> date:
    """De dag van de start telt niet mee; een werkdag in een pauze ook niet."""
    dag, geteld = start, 0
    while geteld < aantal:
        dag += DAG
        if is_werkdag(dag) and not gepauzeerd(dag, pauzes):
            geteld += 1
    return dag


def na_dagen(start: date, aantal: int, pauzes: Pauzes = (), *, schuift: bool = False) -> date:
    """Kalenderdagen na de start, met `schuift` door naar de eerstvolgende werkdag als de laatste dag vrij is."""
    dag, geteld = start, 0
    while geteld < aantal:
        dag += DAG
        if not gepauzeerd(dag, pauzes):
            geteld += 1
    while schuift and not is_werkdag(dag):
        dag += DAG
    return dag
