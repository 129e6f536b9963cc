"""Conditions to SQL trees (sqlglot): the same text for every database, and no date arithmetic in SQL.

Facts live in wide tables `feit_<naam>`, one row per case, with the deadline of every clock as a column
`uiterste_<klok>`. `bekend` wraps such a table in a query that shows it as known on the peildatum.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from sqlglot import Expr, exp

from zicht.core.codelijsten import ONBEKEND
from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord, Benoemd, Telregel
from zicht.core.voorwaarden import (
    Bevat,
    Constante,
    DagenTussen,
    EenVan,
    En,
    Gelijk,
    Ingevuld,
    InPeriode,
    Kleiner,
    Niet,
    Of,
    Peildatum,
    Soort,
    UitersteDatum,
    Vast,
    Veld,
    Voorwaarde,
    Waarde,
)
from zicht.engines.venster import Venster, tabelnaam, uiterste_kolom

__all__ = [
    "Venster", "alle_sql", "antwoord_sql", "bekend", "kolom", "literal", "tabelnaam", "uiterste_kolom", "voorwaarde_sql",
    "waarde_sql",
]  # fmt: skip


def kolom(naam: str) -> exp.Column:
    """A quoted column, so that names such as `datum` and `van` are never keywords."""
    return exp.column(exp.to_identifier(naam, quoted=True))


def literal(constante: Constante | None) -> Expr:
    """A constant in SQL; every value goes through here, none is pasted into text."""
    match constante:
        case None:
            return exp.Null()
        case bool():
            return exp.Boolean(this=constante)
        case date():
            return exp.cast(exp.Literal.string(constante.isoformat()), exp.DataType.Type.DATE)
        case int() | Decimal():
            return exp.Literal.number(str(constante))
        case str():
            return exp.Literal.string(constante)


def waarde_sql(waarde: Waarde, venster: Venster) -> Expr:
    """A value node as a SQL expression."""
    match waarde:
        case Veld(naam=naam):
            return kolom(naam)
        case Vast(waarde=constante):
            return literal(constante)
        case Peildatum():
            return literal(venster.peildatum)
        case UitersteDatum(klok=klok):
            return kolom(uiterste_kolom(klok))
        case DagenTussen(van=van, tot=tot):
            return exp.DateDiff(this=waarde_sql(tot, venster), expression=kolom(van.naam), unit=exp.var("DAY"))
        case _:
            assert_never(waarde)


def voorwaarde_sql(voorwaarde: Voorwaarde, venster: Venster) -> Expr:
    """A condition as a SQL expression; NULL is unknown."""
    match voorwaarde:
        case Gelijk(links=links, rechts=rechts):
            return exp.EQ(this=waarde_sql(links, venster), expression=waarde_sql(rechts, venster))
        case Kleiner(links=links, rechts=rechts):
            return exp.LT(this=waarde_sql(links, venster), expression=waarde_sql(rechts, venster))
        case EenVan(waarde=waarde, codes=codes):
            return exp.In(this=waarde_sql(waarde, venster), expressions=[literal(code) for code in codes])
        case Bevat(veld=veld, code=code):
            plaats = exp.StrPosition(this=kolom(veld.naam), substr=literal(f";{code};"))
            return exp.GT(this=plaats, expression=exp.Literal.number(0))
        case Ingevuld(waarde=waarde):
            return _niet(exp.Is(this=waarde_sql(waarde, venster), expression=exp.Null()))
        case InPeriode(veld=veld):
            return _in_periode(veld, venster)
        case En(delen=delen):
            return _samen(exp.And, (voorwaarde_sql(deel, venster) for deel in delen), leeg=True)
        case Of(delen=delen):
            return _samen(exp.Or, (voorwaarde_sql(deel, venster) for deel in delen), leeg=False)
        case Niet(deel=deel):
            return _niet(voorwaarde_sql(deel, venster))
        case _:
            assert_never(voorwaarde)


def _niet(deel: Expr) -> Expr:
    return exp.Not(this=exp.Paren(this=deel))


def _samen(soort: type[exp.And | exp.Or], delen: Iterable[Expr], *, leeg: bool) -> Expr:
    boom: Expr | None = None
    for deel in delen:
        haakjes = exp.Paren(this=deel)
        boom = haakjes if boom is None else soort(this=boom, expression=haakjes)
    return exp.Boolean(this=leeg) if boom is None else exp.Paren(this=boom)


def _in_periode(veld: Veld, venster: Venster) -> Expr:
    if venster.periode is None:
        raise LookupError("this condition needs a period")
    tussen = exp.Between(this=kolom(veld.naam), low=literal(venster.periode.begin), high=literal(venster.periode.eind))
    return exp.Coalesce(this=tussen, expressions=[exp.Boolean(this=False)])


def alle_sql(benoemd: Benoemd, venster: Venster) -> Expr:
    """All named conditions together."""
    return _samen(exp.And, (voorwaarde_sql(deel, venster) for deel in benoemd.values()), leeg=True)


def antwoord_sql(regel: Telregel, venster: Venster) -> Expr:
    """The answer of one case (`Antwoord`) as one CASE, the same steps as `core.reference.antwoord`."""
    noemer = alle_sql(regel.noemer, venster)
    keuze = exp.Case()
    if regel.periode:
        keuze = keuze.when(_niet_waar(alle_sql(regel.periode, venster)), _getal(Antwoord.TELT_NIET))
    if regel.noemer:
        keuze = keuze.when(_niet(noemer), _getal(Antwoord.TELT_NIET))
        keuze = keuze.when(_onbekend(noemer), _getal(Antwoord.NIET_TE_BEPALEN))
    if regel.bepaalbaar:
        keuze = keuze.when(_niet_waar(alle_sql(regel.bepaalbaar, venster)), _getal(Antwoord.NIET_TE_BEPALEN))
    for vragen, waar in ((regel.open, Antwoord.NOG_OPEN), (regel.teller, Antwoord.TELLER)):
        if vragen:
            vraag = alle_sql(vragen, venster)
            keuze = keuze.when(vraag, _getal(waar)).when(_onbekend(vraag), _getal(Antwoord.NIET_TE_BEPALEN))
    return keuze.else_(_getal(Antwoord.NOEMER)) if keuze.args.get("ifs") else _getal(Antwoord.NOEMER)


def _getal(antwoord: Antwoord) -> Expr:
    return exp.Literal.number(int(antwoord))


def _onbekend(deel: Expr) -> Expr:
    return exp.Is(this=exp.Paren(this=deel.copy()), expression=exp.Null())


def _niet_waar(deel: Expr) -> Expr:
    return _niet(exp.Coalesce(this=deel, expressions=[exp.Boolean(this=False)]))


def bekend(feit: type[Feit], velden: Sequence[str], klokken: dict[str, str], peildatum: date | None) -> exp.Select:
    """A wide table as known on the peildatum, with only the columns asked for (leesregel 2).

    Without a peildatum it holds all there is: for who knows that no date is later.

    `klokken` maps the code of a clock to the column that starts it: a clock that has not begun has no deadline.
    """
    dag = None if peildatum is None else literal(peildatum)
    op_naam = {veld.naam: veld for veld in feit.velden()}
    kolommen = [exp.alias_(_bekend(op_naam[naam], dag), naam, quoted=True) for naam in velden]
    for klok, begin in klokken.items():
        naam = uiterste_kolom(klok)
        begonnen = exp.Not(this=exp.Is(this=exp.Paren(this=_bekend(op_naam[begin], dag)), expression=exp.Null()))
        kolommen.append(exp.alias_(exp.Case().when(begonnen, kolom(naam)), naam, quoted=True))
    keuze = exp.select(*kolommen).from_(tabelnaam(feit))
    if feit.bestaat_op is not None and dag is not None:
        later = exp.GT(this=kolom(feit.bestaat_op), expression=dag)
        keuze = keuze.where(_niet_waar(later))
    return keuze


def _bekend(veld: Veld, dag: Expr | None) -> Expr:
    """A column as known on `dag`: no later date, no code `onbekend`, nothing that is dated later."""
    waarde: Expr = kolom(veld.naam)
    if veld.soort in (Soort.CODE, Soort.JANEE):
        waarde = exp.Nullif(this=waarde, expression=literal(ONBEKEND))
    if dag is None:
        return waarde
    later: list[Expr] = []
    if veld.soort is Soort.DATUM:
        later.append(exp.GT(this=kolom(veld.naam), expression=dag.copy()))
    if veld.gedateerd_door is not None:
        later.append(exp.GT(this=kolom(veld.gedateerd_door), expression=dag.copy()))
    if not later:
        return waarde
    keuze = exp.Case()
    for voorwaarde in later:
        keuze = keuze.when(voorwaarde, exp.Null())
    return keuze.else_(waarde)
