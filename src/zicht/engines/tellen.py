"""Counting: one query per fact table for all its indicators, and the cases behind a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from sqlglot import Expr, exp

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord, Telregel
from zicht.core.uitslagen import Tellingen
from zicht.core.uitsplitsingen import Uitsplitsing
from zicht.core.voorwaarden import DagenTussen, InPeriode, Veld, Voorwaarde, Waarde, klokken, velden
from zicht.engines import sql
from zicht.engines.sql import Venster

Gebied = str | None


class Motor(Protocol):
    """A database that holds the wide facts and answers queries."""

    dialect: str

    def vraag(self, boom: Expr) -> list[tuple[Any, ...]]:
        """Send one query and fetch all its rows."""
        ...


@dataclass(frozen=True)
class Teltaak:
    """One indicator to count: its questions, and the value to tabulate for a mean or a duration."""

    code: str
    regel: Telregel
    verdeling_van: Veld | DagenTussen | None = None


def bekende_feiten(feit: type[Feit], nodig: Sequence[Waarde | Voorwaarde], extra: Sequence[str],
                   peildatum: date | None) -> exp.Select:  # fmt: skip
    """Only the columns that the questions need, as known on the peildatum; without one all that is there."""
    namen = dict.fromkeys([*extra, *(veld.naam for veld in velden(*nodig))])
    begin = {knoop.klok: knoop.begin.naam for knoop in klokken(*nodig)}
    return sql.bekend(feit, list(namen), begin, peildatum)


def tel(motor: Motor, feit: type[Feit], taken: Sequence[Teltaak], venster: Venster,
        gebied: str) -> dict[str, dict[Gebied, Tellingen]]:  # fmt: skip
    """The exact counts of all tasks over one fact, per value of the column `gebied`, in one scan."""
    nodig = [voorwaarde for taak in taken for voorwaarde in taak.regel.voorwaarden()]
    waarden = [taak.verdeling_van for taak in taken if taak.verdeling_van is not None]
    gevallen = bekende_feiten(feit, [*nodig, *waarden], [gebied], venster.peildatum)
    tellers: list[Expr] = [sql.kolom(gebied)]
    for nr, taak in enumerate(taken):
        tellers += [_aantal(exp.EQ(this=sql.kolom(f"a{nr}"), expression=_getal(antwoord))) for antwoord in GETELD]
        tellers += [
            _aantal(exp.And(this=_in_noemer(nr), expression=sql.kolom(f"p{nr}_{deel}")))
            for deel in range(len(taak.regel.apart))
        ]
    binnen = exp.select(sql.kolom(gebied), *antwoordkolommen(taken, venster)).from_(gevallen.subquery("f"))
    buiten = exp.select(*tellers).from_(binnen.subquery("g")).group_by(sql.kolom(gebied))
    verdelingen = {
        taak.code: _verdeling(motor, gevallen, taak.verdeling_van, taak.regel, venster, gebied)
        for taak in taken
        if taak.verdeling_van is not None
    }
    return _lees(taken, motor.vraag(buiten), verdelingen)


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


GETELD = (Antwoord.NIET_TE_BEPALEN, Antwoord.NOG_OPEN, Antwoord.NOEMER, Antwoord.TELLER)


def _getal(antwoord: Antwoord) -> Expr:
    return exp.Literal.number(int(antwoord))


def _aantal(voorwaarde: Expr) -> Expr:
    """Count the cases for which a condition is true; portable, and an integer everywhere."""
    return exp.Count(this=exp.Case().when(voorwaarde, exp.Literal.number(1)))


def _in_noemer(nr: int) -> Expr:
    return exp.GTE(this=sql.kolom(f"a{nr}"), expression=_getal(Antwoord.NOEMER))


def _verdeling(motor: Motor, gevallen: exp.Select, waarde: Veld | DagenTussen, regel: Telregel, venster: Venster,
               gebied: str) -> dict[Gebied, dict[Decimal, int]]:  # fmt: skip
    """How often each value occurs among the cases that count."""
    telt = exp.GTE(this=exp.Paren(this=sql.antwoord_sql(regel, venster)), expression=_getal(Antwoord.NOEMER))
    getal = sql.waarde_sql(waarde, venster)
    vraag = (
        exp.select(sql.kolom(gebied), exp.alias_(getal, "waarde"), exp.Count(this=exp.Star()))
        .from_(gevallen.subquery("f"))
        .where(telt)
        .group_by(sql.kolom(gebied), getal.copy())
    )
    verdeling: dict[Gebied, dict[Decimal, int]] = {}
    for naam, gevonden, aantal in motor.vraag(vraag):
        verdeling.setdefault(naam, {})[Decimal(gevonden)] = aantal
    return verdeling


def _lees(taken: Sequence[Teltaak], rijen: Sequence[tuple[Any, ...]],
          verdelingen: Mapping[str, Mapping[Gebied, Mapping[Decimal, int]]]) -> dict[str, dict[Gebied, Tellingen]]:  # fmt: skip
    uit: dict[str, dict[Gebied, Tellingen]] = {taak.code: {} for taak in taken}
    for gebied, *getallen in rijen:
        rest = iter(getallen)
        for taak in taken:
            onbepaald, open_, alleen_noemer, teller = (next(rest) for _ in GETELD)
            apart = {naam: next(rest) for naam in taak.regel.apart}
            verdeling = verdelingen.get(taak.code, {}).get(gebied, {})
            uit[taak.code][gebied] = Tellingen(alleen_noemer + teller, teller, onbepaald, open_, apart, verdeling)
    return uit


def verdeel(motor: Motor, uitsplitsing: Uitsplitsing, venster: Venster, gebied: str) -> dict[Gebied, tuple[int, ...]]:
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
    return {naam: tuple(aantallen) for naam, *aantallen in motor.vraag(vraag)}


def gevallen(motor: Motor, feit: type[Feit], regel: Telregel, venster: Venster, id_: str | None = None,
             *, sleutel: str, toon: Sequence[str] = ()) -> list[dict[str, Any]]:  # fmt: skip
    """Every case that is in the picture (or one by its id): its fields (also `toon`), its answers and what it does."""
    nodig, vast = regel.voorwaarden(), [sleutel, "gemeente", *toon]
    bron = bekende_feiten(feit, nodig, vast, venster.peildatum)
    namen = dict.fromkeys([*vast, *(veld.naam for veld in velden(*nodig))])
    uitersten = [sql.uiterste_kolom(knoop.klok) for knoop in klokken(*nodig)]
    vragen = [("antwoord", sql.antwoord_sql(regel, venster))]
    for deel in ("periode", "noemer", "bepaalbaar", "open", "teller"):
        vragen += [(f"{deel}: {naam}", sql.voorwaarde_sql(v, venster)) for naam, v in getattr(regel, deel).items()]
    kolommen = [*map(sql.kolom, [*namen, *uitersten]), *(exp.alias_(boom, naam, quoted=True) for naam, boom in vragen)]
    binnen = exp.select(*kolommen).from_(bron.subquery("f"))
    if id_ is not None:
        binnen = binnen.where(exp.EQ(this=sql.kolom(sleutel), expression=sql.literal(id_)))
    vraag = exp.select("*").from_(binnen.subquery("g")).order_by(sql.kolom(sleutel))
    if id_ is None:
        vraag = vraag.where(exp.GT(this=sql.kolom("antwoord"), expression=_getal(Antwoord.TELT_NIET)))
    titels = [*namen, *uitersten, *(naam for naam, _ in vragen)]
    return [dict(zip(titels, rij, strict=True)) for rij in motor.vraag(vraag)]
