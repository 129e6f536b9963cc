"""Counts the cube: per date a question about the cases that change no more after their own month, and one about the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord
from zicht.core.voorwaarden import Soort
from zicht.engines.kubus import GEBIEDEN, SLEUTEL, Kolom, kolommen
from zicht.engines.kubusblad import Vak
from zicht.engines.teksten import PEILDATUM, vaste_tekst
from zicht.engines.tellen import Teltaak
from zicht.engines.venster import tabelnaam
from zicht.engines.verbinding import naast_elkaar
from zicht.engines.wisseldagen import Groep, begin_sql, maand_sql, wisseldagen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MERKTEKEN = f"CAST('{PEILDATUM.isoformat()}' AS DATE)"  # in a compiled text it stands for the day of the question

_TWEE = 2
_MILJOENSTEN = "CAST(CAST(waarde AS DECIMAL(18,6)) * 1000000 AS BIGINT) AS waarde"  # a value as a whole number
Kolommen = Sequence[Any]


@dataclass(frozen=True)
class _Tel:
    """Een groep om te tellen: welke rijen in een keer kunnen, wat er per rij wordt geteld en waarnaar."""

    groep: Groep
    dag: str  # the peildatum in SQL
    dagen: tuple[str, ...]  # the days on which a case may change, as far as they were known
    alles_bekend: bool  # no date lies after the peildatum
    in_stappen: bool  # some case changes after the month it belongs to
    leeg: bool = False  # there are no cases
    waarde: Teltaak | None = None

    @property
    def sleutel(self) -> str:
        """What is counted by."""
        return f"{SLEUTEL}, code, waarde" if self.waarde else SLEUTEL

    @property
    def tellers(self) -> dict[str, str]:
        """The columns that are counted."""
        if self.waarde:
            return {"aantal": "count(*)"}
        telt = {kolom.naam: _telt(self.groep, kolom) for taak in self.groep.taken for kolom in kolommen(taak)}
        return {naam: f"count(CASE WHEN {als} THEN 1 END)" for naam, als in telt.items()}

    @property
    def telt(self) -> str:
        """Whether a row counts in anything."""
        return " OR ".join(f"a{nr} <> {int(Antwoord.TELT_NIET)}" for nr in range(len(self.groep.taken)))

    @property
    def een_maand(self) -> str:
        """When only the last month of a case matters; without one date that places it: all its dates in one month."""
        return f"coalesce({self.laatste} <= last_day({self.eerste}), true)"

    @property
    def eerste(self) -> str:
        """The day that places a case, or else the first day on which it changed."""
        return self.dagen[0] if len(self.groep.plaats) == 1 else f"least({', '.join(self.dagen)})"

    @property
    def laatste(self) -> str:
        """The last day on which a case changed."""
        return f"greatest({', '.join(self.dagen)})"

    def stappen(self, velden: str) -> str:
        """These fields of every case that changes, once per day on which it changes (`_dag`), and the next of those (`_na`)."""
        *anders, begin = self.dagen
        if not self.groep.plaats and self.alles_bekend and len(anders) == _TWEE:
            # No day is before the begin and a stock has no step without an end: two steps, and nothing to sort.
            eerst, laatst = f"least({', '.join(anders)})", f"greatest({', '.join(anders)})"
            return " UNION ALL ".join(
                f"SELECT {velden}, {dag} AS _dag, {na} AS _na FROM {tabelnaam(self.groep.feit)}"
                for dag, na in ((begin, eerst), (eerst, laatst))
            )
        return (
            f"SELECT *, unnest(_dagen) AS _dag, unnest(_dagen[2:]) AS _na FROM (SELECT {velden}, "
            f"list_sort([{', '.join(self.dagen)}], 'ASC', 'NULLS LAST') AS _dagen "
            f"FROM {tabelnaam(self.groep.feit)} WHERE NOT ({self.een_maand}))"
        )


class Kubusdeel(NamedTuple):
    """The counts of one group: the names of its columns, and the question that gives them; None when it has no cases."""

    namen: list[str]
    vraag: str | None


class Kubusvragen(NamedTuple):
    """What a cube is made of. Every question gives rows with `SLEUTEL`, and a key may come back in more than one row.

    Flows and stocks per group; per code the values with their number (`waarde`, `aantal`); and the tables that it is
    all counted from, in which the names of the areas stand.
    """

    stroom: list[Kubusdeel]
    stand: list[Kubusdeel]
    waarden: dict[str, str]
    tabellen: list[str]


class Kubusrijen(NamedTuple):
    """The answers, as columns of numbers: municipality and region by their place in `vakken`, both months, what is counted.

    Flows and stocks per group with the names of what is counted, no columns for a group without cases; values per code,
    in millionths.
    """

    vakken: list[Vak]
    stroom: Sequence[tuple[list[str], Kolommen | None]]
    stand: Sequence[tuple[list[str], Kolommen | None]]
    waarden: Mapping[str, Kolommen]


def tel_kubus(verbinding: "DuckDBPyConnection", groepen: Sequence[Groep], peildatum: date) -> Kubusrijen:
    """Count flows, stocks and values of all that was known on the peildatum."""
    return beantwoord(verbinding, _kubusvragen(verbinding, groepen, peildatum))


def beantwoord(verbinding: "DuckDBPyConnection", vragen: Kubusvragen) -> Kubusrijen:
    """The answers to all questions, asked side by side."""
    vakken = _vakken(verbinding, vragen.tabellen)
    delen = (*vragen.stroom, *vragen.stand)
    teksten = [_genummerd(deel.vraag, [f'"{naam}"' for naam in deel.namen]) for deel in delen if deel.vraag]
    teksten += [
        _genummerd(f"SELECT * FROM ({vraag}) WHERE waarde IS NOT NULL", [_MILJOENSTEN, "aantal"])
        for vraag in vragen.waarden.values()
    ]
    antwoorden = iter(naast_elkaar(verbinding, teksten, lambda uit: list(uit.fetchnumpy().values())))
    verbinding.execute("DROP TABLE kubus_vak")
    stroom, stand = (
        [(deel.namen, next(antwoorden) if deel.vraag else None) for deel in delen]
        for delen in (vragen.stroom, vragen.stand)
    )
    return Kubusrijen(vakken, stroom, stand, dict(zip(vragen.waarden, antwoorden, strict=True)))


def _vakken(verbinding: "DuckDBPyConnection", tabellen: Sequence[str]) -> list[Vak]:
    """Number the areas in these tables; one that is not known yet is an area too. The country comes last."""
    teksten = [
        " UNION ".join(["SELECT NULL::VARCHAR AS naam", *(f"SELECT {niveau} FROM {tabel}" for tabel in tabellen)])
        for niveau in GEBIEDEN
    ]
    gevonden = naast_elkaar(verbinding, [f"{tekst} ORDER BY naam" for tekst in teksten], lambda uit: uit.fetchall())
    vakken: list[Vak] = [(niveau, naam) for niveau, namen in zip(GEBIEDEN, gevonden, strict=True) for (naam,) in namen]
    verbinding.execute(
        "CREATE OR REPLACE TABLE kubus_vak AS SELECT unnest(?::VARCHAR[]) AS niveau, unnest(?::VARCHAR[]) AS naam, "
        "CAST(unnest(range(?)) AS INTEGER) AS nr",
        [[niveau for niveau, _ in vakken], [naam for _, naam in vakken], len(vakken)],
    )
    return [*vakken, ("land", None)]


def _genummerd(vraag: str, geteld: Sequence[str]) -> str:
    """The rows of a question with the numbers of their areas; a row without a month never counts."""
    return (
        f"SELECT g.nr AS gemeente, r.nr AS regio, xm, dm, {', '.join(geteld)} FROM ({vraag}) k "
        "JOIN kubus_vak g ON g.niveau = 'gemeente' AND g.naam IS NOT DISTINCT FROM k.gemeente "
        "JOIN kubus_vak r ON r.niveau = 'regio' AND r.naam IS NOT DISTINCT FROM k.regio WHERE dm IS NOT NULL"
    )


def _kubusvragen(verbinding: "DuckDBPyConnection", groepen: Sequence[Groep], peildatum: date) -> Kubusvragen:
    uit = Kubusvragen([], [], {}, [])
    for tel in _bekijk(verbinding, groepen, peildatum):
        deel = Kubusdeel(list(tel.tellers), None if tel.leeg else _vraag(tel))
        (uit.stroom if tel.groep.plaats else uit.stand).append(deel)
        for taak in () if tel.leeg else tel.groep.taken:
            if taak.verdeling_van is not None:
                eigen = replace(tel, groep=Groep(tel.groep.feit, tel.groep.plaats, (taak,)), waarde=taak)
                uit.waarden[taak.code] = _vraag(eigen)
        if not tel.leeg and tabelnaam(tel.groep.feit) not in uit.tabellen:
            uit.tabellen.append(tabelnaam(tel.groep.feit))
    return uit


def _vraag(tel: _Tel) -> str:
    """At once what can be counted at once, the rest in steps; of a stock at once what every case does in the end."""
    return " UNION ALL BY NAME ".join([_in_een_keer(tel), *([_in_stappen(tel)] if tel.in_stappen else [])])


def _bekijk(verbinding: "DuckDBPyConnection", groepen: Sequence[Groep], peildatum: date) -> list[_Tel]:
    """A few looks at each fact table: is it empty, are there dates after the peildatum, and which cases need steps."""
    dag = f"DATE '{peildatum.isoformat()}'"
    per_feit: dict[type[Feit], list[Groep]] = {}
    for groep in groepen:
        per_feit.setdefault(groep.feit, []).append(groep)
    gezien = _datums(verbinding, per_feit, dag)
    telt = [_tel(groep, gezien.get(groep.feit), dag) for groep in groepen]
    stromen = [tel for tel in telt if tel.groep.plaats and not tel.leeg]
    ooit = _welke(verbinding, stromen, lambda tel: f"{tel.eerste} <> {tel.laatste}")
    in_stappen = _welke(verbinding, ooit, lambda tel: f"NOT ({tel.een_maand})")
    return [replace(tel, in_stappen=not tel.groep.plaats or tel in in_stappen) for tel in telt]


def _tel(groep: Groep, gezien: "_Datums | None", dag: str) -> _Tel:
    if gezien is None:
        return _Tel(groep, dag, (), alles_bekend=True, in_stappen=False, leeg=True)
    return _Tel(groep, dag, _dagen(groep, gezien, dag), not gezien.later, in_stappen=True)


def _welke(verbinding: "DuckDBPyConnection", telt: Sequence[_Tel], als: Callable[[_Tel], str]) -> list[_Tel]:
    """The groups with a case for which this is true."""
    per_feit: dict[type[Feit], list[_Tel]] = {}
    for tel in telt:
        per_feit.setdefault(tel.groep.feit, []).append(tel)
    gevonden = _kijk(verbinding, {feit: [f"bool_or({als(tel)})" for tel in eigen] for feit, eigen in per_feit.items()})
    return [tel for feit, eigen in per_feit.items() for tel, waar in zip(eigen, gevonden[feit], strict=True) if waar]


def _kijk(
    verbinding: "DuckDBPyConnection", vragen: Mapping[type[Feit], Sequence[str]]
) -> dict[type[Feit], Sequence[bool]]:
    """One look at each fact table: the answer to each of its questions."""
    teksten = [f"SELECT {', '.join(eigen)} FROM {tabelnaam(feit)}" for feit, eigen in vragen.items()]
    return dict(zip(vragen, naast_elkaar(verbinding, teksten, lambda uit: uit.fetchone() or ()), strict=True))


@dataclass(frozen=True)
class _Datums:
    """Wat er over de datums van een feit te zien is: welke na de peildatum vallen, en welke na het begin."""

    later: frozenset[str]  # date columns with a day after the peildatum
    na_begin: frozenset[str]  # days on which a case may change that are sometimes later than its begin


def _datums(
    verbinding: "DuckDBPyConnection", per_feit: Mapping[type[Feit], Sequence[Groep]], dag: str
) -> dict[type[Feit], _Datums]:
    """Of every fact that has cases."""
    namen = {feit: [veld.naam for veld in feit.velden() if veld.soort is Soort.DATUM] for feit in per_feit}
    dagen = {
        feit: list(dict.fromkeys(k for groep in groepen for k in _wisseldagen(groep)))
        for feit, groepen in per_feit.items()
    }
    vragen = {
        feit: [
            "count(*) > 0",
            *(f'max("{naam}") > {dag}' for naam in namen[feit]),
            *(f"bool_or({kolom} > {begin_sql(feit)})" for kolom in dagen[feit]),
        ]
        for feit in per_feit
    }
    uit: dict[type[Feit], _Datums] = {}
    for feit, (gevuld, *antwoorden) in _kijk(verbinding, vragen).items():
        if gevuld:
            later, na_begin = antwoorden[: len(namen[feit])], antwoorden[len(namen[feit]) :]
            uit[feit] = _Datums(
                frozenset(naam for naam, ja in zip(namen[feit], later, strict=True) if ja),
                frozenset(kolom for kolom, ja in zip(dagen[feit], na_begin, strict=True) if ja),
            )
    return uit


def _wisseldagen(groep: Groep) -> list[str]:
    gebieden = [veld for veld in groep.feit.velden() if veld.naam in GEBIEDEN]
    return [dag.sql for dag in wisseldagen(groep, gebieden)]


def _dagen(groep: Groep, datums: _Datums, dag: str) -> tuple[str, ...]:
    """The days on which a case may change, on or before the peildatum; before it exists nothing changes."""
    later, zonder_later = datums.later, {f'"{v.naam}"' for v in groep.feit.velden() if v.naam not in datums.later}
    begin = begin_sql(groep.feit)
    uit: list[str] = []
    for nr, kolom in enumerate(_wisseldagen(groep)):
        plaatst = nr == 0 and bool(groep.plaats)
        if plaatst or kolom in datums.na_begin:  # the others change a case on the day that it begins
            wissel = kolom if plaatst else f"greatest({kolom}, {begin})"
            zeker = kolom in zonder_later and groep.feit.bestaat_op not in later
            uit.append(wissel if zeker else f"CASE WHEN {wissel} <= {dag} THEN {wissel} END")
    return (*uit, begin if groep.feit.bestaat_op not in later else f"CASE WHEN {begin} <= {dag} THEN {begin} END")


def _telt(groep: Groep, kolom: Kolom) -> str:
    nr = groep.taken.index(kolom.taak)
    if kolom.antwoord is not None:
        return f"a{nr} = {int(kolom.antwoord)}"
    return f"a{nr} >= {int(Antwoord.NOEMER)} AND p{nr}_{list(kolom.taak.regel.apart).index(kolom.apart or '')}"


def _in_een_keer(tel: _Tel) -> str:
    """Of every case that changes no more after its own month, and in a stock of every case: what it did in the end."""
    waar = f"WHERE {tel.een_maand}" if tel.in_stappen and tel.groep.plaats else ""
    dm = "NULL::INTEGER" if len(tel.groep.plaats) == 1 else maand_sql(tel.laatste)
    rijen = f"SELECT *, {dm} AS dm, NULL::INTEGER AS nm, {tel.dag} AS _dag FROM {tabelnaam(tel.groep.feit)} {waar}"
    sleutel = tel.sleutel.replace("dm", "xm AS dm") if len(tel.groep.plaats) == 1 else tel.sleutel
    geteld = ", ".join(f'{teller} AS "{naam}"' for naam, teller in tel.tellers.items())
    antwoorden = _antwoorden(tel, alles_bekend=tel.alles_bekend).replace(_MERKTEKEN, tel.dag)
    telt = f"xm IS NOT NULL{'' if tel.groep.plaats else f' AND ({tel.telt})'}"
    return f"SELECT {sleutel}, {geteld} FROM (WITH _rijen AS ({rijen}) {antwoorden}) WHERE {telt} GROUP BY ALL"


def _in_stappen(tel: _Tel) -> str:
    """Of the other cases: what each did at the end of every month in which it changed, until its next change.

    In a stock without the end, when nothing changes any more.
    """
    geteld = ", ".join(f'{teller} AS "{naam}"' for naam, teller in tel.tellers.items())
    af = ", ".join(f'-"{naam}"' for naam in tel.tellers)
    antwoorden = _antwoorden(tel, alles_bekend=False).replace(_MERKTEKEN, "_dag")
    velden = _tekst(tel, "velden", lambda tel: kubusvragen().gebruikt(tel.groep, tel.waarde))
    blijft = "_dag IS NOT NULL AND coalesce(_na > last_day(_dag), true)" if tel.groep.plaats else "_na > last_day(_dag)"
    return (
        f"SELECT * FROM (WITH _geteld AS MATERIALIZED (SELECT {tel.sleutel}, nm, {geteld} FROM ("
        f"WITH _rijen AS (SELECT *, {maand_sql('_dag')} AS dm, {maand_sql('_na')} AS nm FROM ({tel.stappen(velden)}) "
        f"WHERE {blijft}) "
        f"{antwoorden}) WHERE xm IS NOT NULL AND ({tel.telt}) GROUP BY ALL) "
        f"SELECT * EXCLUDE (nm) FROM _geteld "
        f"UNION ALL SELECT {tel.sleutel.replace('dm', 'nm')}, {af} FROM _geteld WHERE nm IS NOT NULL)"
    )


def _antwoorden(tel: _Tel, *, alles_bekend: bool) -> str:
    """Per row of `_rijen` its area, months and answers, as known on the day that the mark stands for."""
    hoe = "alles bekend" if alles_bekend else "bekend op de dag"
    return _tekst(tel, hoe, lambda tel: kubusvragen().antwoorden(tel.groep, tel.waarde, alles_bekend=alles_bekend))


def _tekst(tel: _Tel, wat: str, maak: Callable[[_Tel], str]) -> str:
    """A compiled text; one that follows from the catalogue is compiled once."""
    kenmerken = [taak.kenmerk for taak in tel.groep.taken if taak.kenmerk]
    if len(kenmerken) < len(tel.groep.taken):
        return maak(tel)
    soort = "waarden" if tel.waarde else "aantallen"
    return vaste_tekst(f"kubus {soort} {wat} {' '.join(kenmerken)}", lambda: maak(tel))


def kubusvragen() -> ModuleType:
    """The module that compiles, imported only when there is something to compile."""
    from zicht.engines import kubusvragen

    return kubusvragen
