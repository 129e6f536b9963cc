"""Counts per month in one scan: every case in the month of a date of its own, all judged on one peildatum.

The cube answers what was known at the end of each period; here all months are seen as they are now.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord, Telregel
from zicht.core.voorwaarden import Veld
from zicht.engines.teksten import vraagtekst
from zicht.engines.tellen import Gebied, Motor
from zicht.engines.venster import Venster

if TYPE_CHECKING:
    from sqlglot import Expr


@dataclass(frozen=True)
class Maandvraag:
    """What to count: the questions per case, the dates that give its month, and a date of which it matters if it is known."""

    feit: type[Feit]
    regel: Telregel
    maand_van: tuple[Veld, ...]
    bekend: Veld
    kenmerk: str


@dataclass(frozen=True)
class Maandrij:
    """How many cases of an area and a month gave this answer."""

    gebied: Gebied
    maand: int  # months since the year zero, as in the cube
    antwoord: Antwoord
    bekend: bool
    aantal: int


def tel_per_maand(motor: Motor, vraag: Maandvraag, venster: Venster, gebied: str) -> list[Maandrij]:
    """Every case in the picture, per area, month and answer."""
    tekst = vraagtekst(f"per maand {gebied} {vraag.kenmerk}", lambda v: _boom(vraag, v, gebied), venster, motor.dialect)
    return [Maandrij(g, m, Antwoord(a), b, n) for g, m, a, b, n in motor.vraag(tekst) if m is not None]


def _boom(vraag: Maandvraag, venster: Venster, gebied: str) -> "Expr":
    from sqlglot import exp, parse_one

    from zicht.engines import sql
    from zicht.engines.vragen import bekende_feiten
    from zicht.engines.wisseldagen import maand_sql

    datums = ", ".join(f'"{veld.naam}"' for veld in vraag.maand_van)
    nodig = [*vraag.regel.voorwaarden(), *vraag.maand_van, vraag.bekend]
    binnen = exp.select(
        sql.kolom(gebied),
        exp.alias_(parse_one(maand_sql(f"coalesce({datums}, NULL)"), dialect="duckdb"), "maand"),
        exp.alias_(sql.antwoord_sql(vraag.regel, venster), "antwoord"),
        exp.alias_(exp.Not(this=exp.Is(this=sql.kolom(vraag.bekend.naam), expression=exp.Null())), "bekend"),
    ).from_(bekende_feiten(vraag.feit, nodig, [gebied], venster.peildatum).subquery("f"))
    groepen = [sql.kolom(naam) for naam in (gebied, "maand", "antwoord", "bekend")]
    return (
        exp.select(*groepen, exp.Count(this=exp.Star()))
        .from_(binnen.subquery("g"))
        .where(exp.GT(this=sql.kolom("antwoord"), expression=exp.Literal.number(int(Antwoord.TELT_NIET))))
        .group_by(*(groep.copy() for groep in groepen))
    )
