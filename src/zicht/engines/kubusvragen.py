"""The answers that the cube counts, as SQL; only who compiles them needs this module and the library behind it."""

from collections.abc import Sequence

from sqlglot import exp

from zicht.core.indicatoren import Antwoord
from zicht.core.periodes import Periode
from zicht.core.voorwaarden import Veld
from zicht.engines import sql
from zicht.engines.kubus import GEBIEDEN
from zicht.engines.teksten import BEGIN, PEILDATUM
from zicht.engines.tellen import Teltaak
from zicht.engines.venster import Venster
from zicht.engines.vragen import antwoordkolommen, bekende_feiten
from zicht.engines.wisseldagen import Groep, maand_sql

# In the compiled text these days stand for the peildatum and for a first day that nothing lies before.
_VENSTER = Venster(PEILDATUM, Periode(BEGIN, PEILDATUM, ""))


def antwoorden(groep: Groep, waarde: Teltaak | None, *, alles_bekend: bool) -> str:
    """Per row of `_rijen` its area, months and answers, as known on the day that the mark stands for."""
    van = waarde.verdeling_van if waarde else None
    kolommen = [sql.kolom(gebied) for gebied in GEBIEDEN]
    kolommen += [exp.column("dm"), exp.column("nm"), *antwoordkolommen(groep.taken, _VENSTER)]
    if van:
        kolommen.append(exp.alias_(sql.waarde_sql(van, _VENSTER), "waarde"))
    kolommen += [sql.kolom(veld.naam) for veld in groep.plaats]
    gevallen = _gevallen(groep, waarde, alles_bekend=alles_bekend).select("dm", "nm", "_dag")
    boom = exp.select(*kolommen).from_(gevallen.subquery("f"))
    tekst = f"SELECT *, {_maand_van(groep.plaats)} AS xm FROM ({boom.sql(dialect='duckdb')})"
    return f"SELECT *, '{waarde.code}' AS code FROM ({tekst}) WHERE a0 >= {int(Antwoord.NOEMER)}" if waarde else tekst


def gebruikt(groep: Groep, waarde: Teltaak | None) -> str:
    """The columns that a case needs on its way through the steps."""
    namen = {kolom.name for kolom in _gevallen(groep, waarde, alles_bekend=False).find_all(exp.Column)}
    return ", ".join(f'"{naam}"' for naam in sorted(namen))


def _gevallen(groep: Groep, waarde: Teltaak | None, *, alles_bekend: bool) -> exp.Select:
    """The cases in `_rijen`, as known on the day that the mark stands for."""
    nodig = [voorwaarde for taak in groep.taken for voorwaarde in taak.regel.voorwaarden()]
    van = waarde.verdeling_van if waarde else None
    waarden = [*groep.plaats, *([van] if van else [])]
    dag = None if alles_bekend else PEILDATUM
    return bekende_feiten(groep.feit, [*nodig, *waarden], GEBIEDEN, dag).from_("_rijen")


def _maand_van(plaats: Sequence[Veld]) -> str:
    if not plaats:
        return "0"
    namen = [f'"{veld.naam}"' for veld in plaats]
    return maand_sql(f"coalesce({', '.join(namen)}, NULL)")
