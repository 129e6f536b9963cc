"""Two clocks that stop together: per month of the end how long cases waited before the start, and how long they took after."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zicht.core.feiten import Dienst, Feit, Melding
from zicht.core.indicatoren import Benoemd
from zicht.core.klokken import Termijn
from zicht.engines.teksten import vraagtekst
from zicht.engines.tellen import Motor
from zicht.engines.venster import Venster, uiterste_kolom

if TYPE_CHECKING:
    from sqlglot import Expr


DRINGEND = "hoog"
_URGENTIE: dict[type[Feit], str] = {  # the urgency of a case is that of its report
    Melding: "SELECT melding_id AS id, urgentie FROM melding",
    Dienst: "SELECT d.dienst_id AS id, m.urgentie FROM dienst d JOIN melding m ON m.melding_id = d.melding_id",
}


@dataclass(frozen=True)
class Paarvraag:
    """Two clocks of one fact with the same end: `lang` starts first, `kort` when the work is taken up."""

    feit: type[Feit]
    noemer: Benoemd
    lang: Termijn
    kort: Termijn
    kenmerk: str


@dataclass(frozen=True)
class Paarmaand:
    """The finished cases of one month: how many, days before and after the start together, and how many were in time."""

    maand: int
    aantal: int
    dagen_voor: int
    dagen_na: int
    lang_op_tijd: int
    kort_op_tijd: int
    dringend: int  # how many of them were urgent, and their days before the start together
    dagen_voor_dringend: int


def tel_paar(motor: Motor, vraag: Paarvraag, venster: Venster) -> list[Paarmaand]:
    """Only cases of which all three dates are known and in order."""
    tekst = vraagtekst(f"klokpaar {vraag.kenmerk}", lambda v: _boom(vraag, v), venster, motor.dialect)
    return [Paarmaand(*(int(waarde or 0) for waarde in rij)) for rij in motor.vraag(tekst)]


def _boom(vraag: Paarvraag, venster: Venster) -> "Expr":
    from sqlglot import exp, parse_one

    from zicht.engines import sql
    from zicht.engines.vragen import bekende_feiten
    from zicht.engines.wisseldagen import maand_sql

    lang, kort = vraag.lang, vraag.kort
    begin, start, einde = (f'"{veld.naam}"' for veld in (lang.begint_bij, kort.begint_bij, lang.eindigt_bij))
    nodig = [*vraag.noemer.values(), lang.gehaald, kort.gehaald]
    sleutel, hoog = vraag.feit.sleutel[0], f"urgentie = '{DRINGEND}'"
    gevallen = bekende_feiten(vraag.feit, nodig, [sleutel], venster.peildatum).subquery("f")
    tekst = (
        f"SELECT {maand_sql(einde)} AS maand, count(*), sum({start} - {begin}), sum({einde} - {start}), "
        f"count(CASE WHEN {einde} <= {uiterste_kolom(lang.code)} THEN 1 END), "
        f"count(CASE WHEN {einde} <= {uiterste_kolom(kort.code)} THEN 1 END), "
        f"count(CASE WHEN {hoog} THEN 1 END), sum(CASE WHEN {hoog} THEN {start} - {begin} END) "
        f"FROM f LEFT JOIN ({_URGENTIE[vraag.feit]}) u ON u.id = f.{sleutel} "
        f"WHERE {begin} <= {start} AND {start} <= {einde} GROUP BY 1 ORDER BY 1"
    )
    boom = parse_one(tekst, dialect="duckdb")
    assert isinstance(boom, exp.Select)
    return boom.from_(gevallen).where(sql.alle_sql(vraag.noemer, venster))
