"""The calendar and every term against an independent second implementation, for every start day in 2015-2040."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.tweede_telling import FEESTDAGEN, REGELS, is_vrij, uiterste_dag
from zicht.catalogus import load
from zicht.core.termijnen import Eenheid, Schorsing, bereken, uiterste_datum

EERSTE, LAATSTE = date(2015, 1, 1), date(2040, 12, 31)
DAGEN = [EERSTE + timedelta(days=n) for n in range((LAATSTE - EERSTE).days + 1)]
KALENDER = load.kalender()

dagen = st.dates(EERSTE, LAATSTE)
codes = st.sampled_from(sorted(REGELS))


@st.composite
def _pauzes(draw: st.DrawFn, begin: date) -> tuple[Schorsing, ...]:
    stukken = draw(st.lists(st.tuples(st.integers(-15, 90), st.integers(0, 60)), max_size=4))
    return tuple(
        Schorsing(begin + timedelta(days=na), begin + timedelta(days=na + lengte), "test") for na, lengte in stukken
    )


@st.composite
def _gevallen(draw: st.DrawFn) -> tuple[str, date, tuple[Schorsing, ...]]:
    begin = draw(dagen)
    return draw(codes), begin, draw(_pauzes(begin))


def test_every_term_with_a_value_has_a_second_implementation() -> None:
    assert {code for code in load.termijncodes() if load.duur_of_niets(code)} == set(REGELS)


def test_every_day_is_free_or_ordinary_as_the_holidays_package_says() -> None:
    assert [dag for dag in DAGEN if KALENDER.is_vrije_dag(dag) is not is_vrij(dag)] == []
    assert {dag for dag, _ in KALENDER.feestdagen if EERSTE <= dag <= LAATSTE} == {
        dag for dag in FEESTDAGEN if EERSTE <= dag <= LAATSTE and not _is_paaszondag_of_pinksterzondag(dag)
    }


def _is_paaszondag_of_pinksterzondag(dag: date) -> bool:
    # The act does not list them: they are Sundays. The package does.
    return dag.weekday() == 6 and dag + timedelta(days=1) in FEESTDAGEN and dag.month in (3, 4, 5, 6)


@pytest.mark.parametrize("code", sorted(REGELS))
def test_every_start_day_gives_the_same_last_day(code: str) -> None:
    duur, regel = load.duur(code), REGELS[code]
    anders = [dag for dag in DAGEN if uiterste_datum(duur, dag, KALENDER) != uiterste_dag(regel, dag)]
    assert anders == []


def test_many_pauses_give_the_same_last_day() -> None:
    toeval = random.Random(20250417)
    duren = {code: load.duur(code) for code in REGELS}
    for _ in range(3_000):
        code, begin = toeval.choice(sorted(REGELS)), toeval.choice(DAGEN)
        pauzes = []
        for _ in range(toeval.randint(1, 4)):
            van = begin + timedelta(days=toeval.randint(-20, 100))
            pauzes.append((van, van + timedelta(days=toeval.randint(0, 45))))
        schorsingen = [Schorsing(van, tot, "test") for van, tot in pauzes]
        berekend = uiterste_datum(duren[code], begin, KALENDER, schorsingen)
        assert berekend == uiterste_dag(REGELS[code], begin, pauzes), (code, begin, pauzes)


@given(_gevallen())
def test_the_explained_answer_is_the_fast_answer(geval: tuple[str, date, tuple[Schorsing, ...]]) -> None:
    code, begin, schorsingen = geval
    duur = load.duur(code)
    assert bereken(duur, begin, KALENDER, schorsingen).datum == uiterste_datum(duur, begin, KALENDER, schorsingen)


@given(_gevallen())
def test_a_last_day_lies_after_the_start_and_a_pause_never_brings_it_forward(
    geval: tuple[str, date, tuple[Schorsing, ...]],
) -> None:
    code, begin, schorsingen = geval
    duur = load.duur(code)
    zonder = uiterste_datum(duur, begin, KALENDER)
    assert begin < zonder <= uiterste_datum(duur, begin, KALENDER, schorsingen)


@given(codes, dagen, st.integers(1, 400))
def test_a_later_start_never_has_an_earlier_last_day(code: str, begin: date, later: int) -> None:
    duur = load.duur(code)
    volgende = begin + timedelta(days=later)
    assert uiterste_datum(duur, begin, KALENDER) <= uiterste_datum(duur, volgende, KALENDER)


@given(dagen, st.integers(1, 10), st.integers(0, 200))
def test_a_pause_inside_a_term_that_never_moves_adds_exactly_its_own_days(begin: date, na: int, lengte: int) -> None:
    duur = load.duur("huisverbod")
    pauze = Schorsing(begin + timedelta(days=na), begin + timedelta(days=na + lengte), "test")
    verschil = uiterste_datum(duur, begin, KALENDER, [pauze]) - uiterste_datum(duur, begin, KALENDER)
    assert verschil == timedelta(days=lengte)


@given(_gevallen())
def test_the_skipped_days_are_the_free_days_that_did_not_count(
    geval: tuple[str, date, tuple[Schorsing, ...]],
) -> None:
    _, begin, schorsingen = geval
    uiterlijk = bereken(load.duur("beoordeling"), begin, KALENDER, schorsingen)
    tussen = {begin + timedelta(days=n) for n in range(1, (uiterlijk.datum - begin).days + 1)}
    gepauzeerd = {dag for dag in tussen for pauze in schorsingen if pauze.loopt_op(dag)}
    assert {stap.van for stap in uiterlijk.overgeslagen} == {dag for dag in tussen - gepauzeerd if is_vrij(dag)}
    assert sum(not is_vrij(dag) for dag in tussen - gepauzeerd) == 5


@given(dagen, st.integers(0, 30), st.integers(0, 120))
def test_an_open_pause_counts_through_the_day_it_is_looked_at(begin: date, na: int, bekend: int) -> None:
    duur = load.duur("eerste_contact")
    van, peildatum = begin + timedelta(days=na), begin + timedelta(days=bekend)
    lopend = uiterste_datum(duur, begin, KALENDER, [Schorsing(van, None, "test")], bekend_tot=peildatum)
    dicht = [Schorsing(van, peildatum + timedelta(days=1), "test")] if van <= peildatum else []
    assert lopend == uiterste_datum(duur, begin, KALENDER, dicht)


@given(st.dates(date(2000, 1, 10), date(2060, 11, 1)), st.integers(1, 40))
def test_adding_and_taking_working_days_are_each_others_inverse(dag: date, aantal: int) -> None:
    werkdag = KALENDER.eerstvolgende_werkdag(dag)
    verder = KALENDER.plus_werkdagen(werkdag, aantal)
    assert KALENDER.is_werkdag(verder)
    assert KALENDER.plus_werkdagen(verder, -aantal) == werkdag
    assert KALENDER.aantal_werkdagen(werkdag, verder) == aantal


@pytest.mark.parametrize("eenheid", list(Eenheid))
def test_every_unit_occurs_in_some_term(eenheid: Eenheid) -> None:
    assert eenheid.value in {regel.eenheid for regel in REGELS.values()}
