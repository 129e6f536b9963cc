"""Conditions as SQL: the text per dialect, and what may never happen in it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlglot
from sqlglot import Expr, exp

from support import snapshots
from support.spec import regel_van
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.indicatoren.duiding import UITSPLITSINGEN
from zicht.cijfers.gevallen import sleutel
from zicht.core.feiten import Melding
from zicht.core.indicatoren import Antwoord, Doorlooptijd, Gemiddelde, Telling, Telregel
from zicht.core.periodes import lees_periode
from zicht.core.voorwaarden import Constante, En, Gelijk, InPeriode, Of, Vast
from zicht.engines import sql
from zicht.engines.sql import Venster
from zicht.engines.tellen import Teltaak, gevallen, tel, verdeel

DIALECTEN = ("duckdb", "postgres", "spark")
VENSTER = Venster(date(2025, 4, 30), lees_periode("2025-burap1"))
DEFINITIES = (
    ("beoordeling-tijdig-na-ontvangst", Telling.AFGEROND),
    ("beoordeling-tijdig-na-ontvangst", Telling.ONTVANGEN),
    ("vv-tijdig-na-beoordeling", Telling.ONTVANGEN),
    ("onderzoek-tijdig-na-start", Telling.AFGEROND),
    ("terugkoppeling-melder-tijdig", Telling.AFGEROND),
    ("klachten-gegrond", Telling.AFGEROND),
    ("recidive-na-overdracht", Telling.AFGEROND),
    ("instroom-meldingen", Telling.AFGEROND),
    ("instroom-vervolgdiensten", Telling.AFGEROND),
    ("wachtlijst-beoordeling", Telling.AFGEROND),
    ("top3-toegepast", Telling.AFGEROND),
)
VERDELINGEN = ("overdracht-snelheid", "tevredenheid-betrokkenen")
SPLITSINGEN = ("vormen-van-geweld", "wachtlijst-leeftijd")


class Meelezer:
    """A database that only remembers what it was asked."""

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.gevraagd: list[str] = []

    def vraag(self, vraag: Expr | str) -> list[tuple[Any, ...]]:
        boom = sqlglot.parse_one(vraag, dialect=self.dialect) if isinstance(vraag, str) else vraag
        self.gevraagd.append(boom.sql(dialect=self.dialect, pretty=True))
        return []

    def tekst(self) -> str:
        return ";\n\n".join(self.gevraagd) + ";\n"


def vragen(dialect: str) -> dict[str, str]:
    """Per snapshot the queries of a definition: its cases, its distribution or its breakdown."""
    uit: dict[str, str] = {}
    for code, telling in DEFINITIES:
        lezer, indicator = Meelezer(dialect), INDICATOREN[code]
        gevallen(lezer, indicator.telt, regel_van(indicator, telling), VENSTER, sleutel=sleutel(indicator))
        uit[f"{code}{'-naar-ontvangst' if telling is Telling.ONTVANGEN else ''}"] = lezer.tekst()
    for code in VERDELINGEN:
        lezer, indicator = Meelezer(dialect), INDICATOREN[code]
        assert isinstance(indicator, Gemiddelde | Doorlooptijd)
        van = indicator.van if isinstance(indicator, Gemiddelde) else indicator.duur
        tel(lezer, indicator.telt, [Teltaak(code, regel_van(indicator, Telling.AFGEROND), van)], VENSTER, "regio")
        uit[code] = lezer.tekst()
    for uitsplitsing in UITSPLITSINGEN:
        if uitsplitsing.code in SPLITSINGEN:
            lezer = Meelezer(dialect)
            verdeel(lezer, uitsplitsing, VENSTER, "gemeente")
            uit[f"uitsplitsing-{uitsplitsing.code}"] = lezer.tekst()
    return uit


@pytest.mark.parametrize("dialect", DIALECTEN)
def test_the_sql_of_a_definition_is_what_a_human_read(dialect: str) -> None:
    texts = vragen(dialect)
    for name, text in texts.items():
        snapshots.check(f"sql/{dialect}/{name}.sql", text)
        assert all(statement is not None for statement in sqlglot.parse(text.rstrip(";\n"), dialect=dialect))
    assert snapshots.names(f"sql/{dialect}", ".sql") == {f"sql/{dialect}/{name}.sql" for name in texts}


@pytest.mark.parametrize(
    "value, text",
    [
        (None, "NULL"),
        (True, "TRUE"),
        (date(2025, 3, 3), "CAST('2025-03-03' AS DATE)"),
        (5, "5"),
        (Decimal("7.25"), "7.25"),
        ("gegrond", "'gegrond'"),
        ("'; DROP TABLE feit_melding; --", "'''; DROP TABLE feit_melding; --'"),
    ],
)
def test_every_constant_becomes_a_literal(value: Constante | None, text: str) -> None:
    assert sql.literal(value).sql(dialect="duckdb") == text


def test_a_condition_without_parts_is_true_or_false() -> None:
    assert sql.voorwaarde_sql(En(()), VENSTER).sql() == "TRUE"
    assert sql.voorwaarde_sql(Of(()), VENSTER).sql() == "FALSE"


def test_a_rule_without_questions_counts_everybody() -> None:
    assert sql.antwoord_sql(Telregel({}, {}), VENSTER) == exp.Literal.number(int(Antwoord.NOEMER))


def test_a_period_is_needed_for_who_asks_for_it() -> None:
    with pytest.raises(LookupError, match="needs a period"):
        sql.voorwaarde_sql(InPeriode(Melding.ontvangen_op), Venster(date(2025, 4, 30)))


def test_names_are_quoted_so_that_none_is_a_keyword() -> None:
    assert sql.kolom("van").sql(dialect="postgres") == '"van"'
    assert sql.voorwaarde_sql(Gelijk(Vast(1), Vast(2)), VENSTER).sql() == "1 = 2"
