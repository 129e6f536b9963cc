"""The queries of counting, as trees: one per fact table for all its indicators, and the cases behind a figure."""

from collections.abc import Sequence
from datetime import date

from sqlglot import Expr, exp

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord, Telregel
from zicht.core.uitsplitsingen import Uitsplitsing
from zicht.core.voorwaarden import InPeriode, Voorwaarde, Waarde, klokken, velden
from zicht.engines import sql
from zicht.engines.tellen import DELEN, GETELD, Teltaak
from zicht.engines.venster import Venster


def bekende_feiten(feit: type[Feit], nodig: Sequence[Waarde | Voorwaarde], extra: Sequence[str],
                   peildatum: date | None) -> exp.Select:  # fmt: skip
    """Only the columns that the questions need, as known on the peildatum; without one all that is there."""
    namen = dict.fromkeys([*extra, *(veld.naam for veld in velden(*nodig))])
    begin = {knoop.klok: knoop.begin.naam for knoop in klokken(*nodig)}
    return sql.bekend(feit, list(namen), begin, peildatum)


def _feiten_van(feit: type[Feit], taken: Sequence[Teltaak], gebied: str, venster: Venster) -> exp.Select:
    nodig = [voorwaarde for taak in taken for voorwaarde in taak.regel.voorwaarden()]
    waarden = [taak.verdeling_van for taak in taken if taak.verdeling_van is not None]
    return bekende_feiten(feit, [*nodig, *waarden], [gebied], venster.peildatum)


def telvraag(feit: type[Feit], taken: Sequence[Teltaak], gebied: str, venster: Venster) -> Expr:
    """Per area the counts of all tasks, in one scan.

    First how often every combination of answers occurs, then what that is per task: few combinations occur, and a
    database that writes an inner query out in the outer one would work an answer out again for each of its counts.
    """
    gevallen = _feiten_van(feit, taken, gebied, venster)
    tellers: list[Expr] = [sql.kolom(gebied)]
    for nr, taak in enumerate(taken):
        tellers += [_som(exp.EQ(this=sql.kolom(f"a{nr}"), expression=_getal(antwoord))) for antwoord in GETELD]
        tellers += [
            _som(exp.And(this=_in_noemer(nr), expression=sql.kolom(f"p{nr}_{deel}")))
            for deel in range(len(taak.regel.apart))
        ]
    per_geval = exp.select(sql.kolom(gebied), *antwoordkolommen(taken, venster)).from_(gevallen.subquery("f"))
    samen = [sql.kolom(gebied), *(sql.kolom(kolom.alias) for kolom in antwoordkolommen(taken, venster))]
    per_combinatie = exp.select(*samen, exp.alias_(exp.Count(this=exp.Star()), "n")).from_(per_geval.subquery("g"))
    return exp.select(*tellers).from_(per_combinatie.group_by(*samen).subquery("c")).group_by(sql.kolom(gebied))


def antwoordkolommen(taken: Sequence[Teltaak], venster: Venster) -> list[Expr]:
    """Per task its answer `a<nr>`, and its separate conditions `p<nr>_<deel>`."""
    kolommen: list[Expr] = []
    for nr, taak in enumerate(taken):
        kolommen.append(exp.alias_(sql.antwoord_sql(taak.regel, venster), f"a{nr}"))
        kolommen += [
            exp.alias_(sql.voorwaarde_sql(voorwaarde, venster), f"p{nr}_{deel}")
            for deel, voorwaarde in enumerate(taak.regel.apart.values())
        ]
    return kolommen


def waardevraag(feit: type[Feit], taken: Sequence[Teltaak], taak: Teltaak, gebied: str, venster: Venster) -> Expr:
    """Per area how often each value occurs among the cases of one of the tasks that count."""
    assert taak.verdeling_van is not None
    telt = exp.GTE(this=exp.Paren(this=sql.antwoord_sql(taak.regel, venster)), expression=_getal(Antwoord.NOEMER))
    getal = sql.waarde_sql(taak.verdeling_van, venster)
    return (
        exp.select(sql.kolom(gebied), exp.alias_(getal, "waarde"), exp.Count(this=exp.Star()))
        .from_(_feiten_van(feit, taken, gebied, venster).subquery("f"))
        .where(telt)
        .group_by(sql.kolom(gebied), getal.copy())
    )


def verdeelvraag(uitsplitsing: Uitsplitsing, gebied: str, venster: Venster) -> Expr:
    """Per area the total and the number of cases per group of a breakdown."""
    noemer = list(uitsplitsing.noemer.values())
    if uitsplitsing.periode_op is not None:
        noemer.append(InPeriode(uitsplitsing.periode_op))
    groepen = [groep.voorwaarde for groep in uitsplitsing.groepen]
    gevallen = bekende_feiten(uitsplitsing.telt, [*noemer, *groepen], [gebied], venster.peildatum)
    tellers = [exp.Count(this=exp.Star()), *(_aantal(sql.voorwaarde_sql(groep, venster)) for groep in groepen)]
    vraag = exp.select(sql.kolom(gebied), *tellers).from_(gevallen.subquery("f")).group_by(sql.kolom(gebied))
    for voorwaarde in noemer:
        vraag = vraag.where(sql.voorwaarde_sql(voorwaarde, venster))
    return vraag


def gevallenvraag(feit: type[Feit], regel: Telregel, kolommen: Sequence[str], id_: str | None,
                  venster: Venster) -> Expr:  # fmt: skip
    """Every case in the picture (or one by its id) with these columns, its deadlines, its answers and what it does.

    The first column is the key.
    """
    nodig, sleutel = regel.voorwaarden(), kolommen[0]
    bron = bekende_feiten(feit, nodig, kolommen, venster.peildatum)
    vragen = [("antwoord", sql.antwoord_sql(regel, venster))]
    for deel in DELEN:
        vragen += [(f"{deel}: {naam}", sql.voorwaarde_sql(v, venster)) for naam, v in getattr(regel, deel).items()]
    uitersten = [sql.uiterste_kolom(knoop.klok) for knoop in klokken(*nodig)]
    keuze = [*map(sql.kolom, [*kolommen, *uitersten]), *(exp.alias_(boom, naam, quoted=True) for naam, boom in vragen)]
    binnen = exp.select(*keuze).from_(bron.subquery("f"))
    if id_ is not None:
        binnen = binnen.where(exp.EQ(this=sql.kolom(sleutel), expression=sql.literal(id_)))
    vraag = exp.select("*").from_(binnen.subquery("g")).order_by(sql.kolom(sleutel))
    return vraag if id_ is not None else vraag.where(
        exp.GT(this=sql.kolom("antwoord"), expression=_getal(Antwoord.TELT_NIET))
    )  # fmt: skip


def _getal(antwoord: Antwoord) -> Expr:
    return exp.Literal.number(int(antwoord))


def _aantal(voorwaarde: Expr) -> Expr:
    """Count the cases for which a condition is true; portable, and an integer everywhere."""
    return exp.Count(this=exp.Case().when(voorwaarde, exp.Literal.number(1)))


def _som(voorwaarde: Expr) -> Expr:
    """How many cases the combinations hold for which a condition is true; an integer everywhere."""
    som = exp.Sum(this=exp.Case().when(voorwaarde, sql.kolom("n")).else_(_nul()))
    return exp.cast(som, exp.DataType.Type.BIGINT)


def _nul() -> Expr:
    return exp.Literal.number(0)


def _in_noemer(nr: int) -> Expr:
    return exp.GTE(this=sql.kolom(f"a{nr}"), expression=_getal(Antwoord.NOEMER))
