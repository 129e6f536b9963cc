"""The steps of the comparison as SQL. Each step carries an example; its weight, words and verdict are what `core/herkenning.py` says of it.

So no weight stands here: a weight that changes in the core changes here too, and `test_koppelen.py` compares the outcome
of both on every kind of pair. `l` and `r` are two rows of `kenmerk` (koppelen.py).
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from zicht.core.herkenning import Reden, vergelijk
from zicht.core.personen import Persoonsgegevens as Mens

GELDIG, ANDER_GELDIG = "123456782", "111222333"


@dataclass(frozen=True)
class Trap:
    """One step: when it holds, and two people for whom it does. Of the steps of a field the first that holds counts."""

    veld: str
    sql: str
    een: Mens
    ander: Mens
    vooraf: str = ""  # what holds for a whole group of steps, the last of which always holds

    @cached_property
    def reden(self) -> Reden:
        """What the core says of the example, for this field."""
        return next(reden for reden in vergelijk(self.een, self.ander).redenen if reden.veld == self.veld)


def gewicht_sql(veld: str, trap: str) -> str:
    """The weight of a step, from its number."""
    gevallen = " ".join(f"WHEN {nr} THEN {t.reden.gewicht}" for nr, t in enumerate(TRAPPEN[veld]))
    return f"CASE {trap} {gevallen} END"


def trap_sql(veld: str) -> str:
    """The number of the first step that holds. Steps that share their first condition are tried together, or not at all."""
    return f"CAST({_geval(list(enumerate(TRAPPEN[veld])))} AS UTINYINT)"


def _geval(trappen: list[tuple[int, Trap]]) -> str:
    delen: list[str] = []
    for vooraf, groep in groupby(trappen, key=lambda paar: paar[1].vooraf):
        gevallen = " ".join(f"WHEN {t.sql} THEN {nr}" for nr, t in groep)
        delen.append(f"WHEN {vooraf} THEN CASE {gevallen} END" if vooraf else gevallen)
    return f"CASE {' '.join(delen)} END"


def tegenspraak_sql(veld: str, trap: str) -> str:
    """Whether a step contradicts."""
    nummers = [str(nr) for nr, t in enumerate(TRAPPEN[veld]) if t.reden.tegenspraak]
    return f"{trap} IN ({', '.join(nummers)})" if nummers else "false"


def _a(een: str, ander: str, sql: str) -> Trap:
    return Trap("achternaam", sql, Mens(achternaam=een, voornamen="Jan"), Mens(achternaam=ander, voornamen="Jan"))


def _v(een: str, ander: str, sql: str) -> Trap:
    return Trap("voornamen", sql, Mens(voornamen=een), Mens(voornamen=ander))


def _d(een: tuple[int | None, ...], ander: tuple[int | None, ...], sql: str, vooraf: str = "") -> Trap:
    voor, na = (Mens(jaar=jaar, maand=maand, dag=dag) for jaar, maand, dag in (een, ander))
    return Trap("geboortedatum", sql, voor, na, vooraf)


def _w(een: tuple[str, str], ander: tuple[str, str], sql: str) -> Trap:
    return Trap("adres", sql, Mens(postcode=een[0], huisnummer=een[1]), Mens(postcode=ander[0], huisnummer=ander[1]))


def _typefout(een: str, ander: str) -> str:
    """As `core/namen.py`: one letter from four letters on, two from eight."""
    mag = f"CASE WHEN least(strlen({een}), strlen({ander})) < 4 THEN 0 WHEN least(strlen({een}), strlen({ander})) < 8 THEN 1 ELSE 2 END"
    # Two words of which neither the first nor the last letter is equal are not compared: nearly all pairs end there.
    rand = f"({een}[1] = {ander}[1] OR {een}[-1] = {ander}[-1])"
    return (
        f"({rand} AND abs(strlen({een}) - strlen({ander})) <= {mag} AND damerau_levenshtein({een}, {ander}) <= {mag})"
    )


def _past(een: str, ander: str) -> str:
    return (
        f"(starts_with({een}, {ander}) OR starts_with({ander}, {een}) OR "
        f"(least(strlen({een}), strlen({ander})) = 1 AND letter({een}) = letter({ander})))"
    )


def _verkort(een: str, ander: str) -> str:
    kort = f"(strlen({een}) >= 3 AND strlen({een}) < strlen({ander}) AND (starts_with({ander}, {een}) OR ends_with({ander}, {een})))"
    lang = f"(strlen({ander}) >= 3 AND strlen({ander}) < strlen({een}) AND (starts_with({een}, {ander}) OR ends_with({een}, {ander})))"
    return f"({kort} OR {lang})"


_ENKEL = "l.an = 1 AND r.an = 1 AND "
_VERWISSELD = "NOT l.v1kort AND NOT r.v1kort AND l.v1 IN (r.a1, r.a2) AND r.v1 IN (l.a1, l.a2)"
_MEER = "(l.an > 1 OR r.an > 1)"
_KORT = "(l.v1kort OR r.v1kort)"
_DELEN = " OR ".join(_typefout(f"l.{a}", f"r.{b}") for a in ("a1", "a2") for b in ("a1", "a2"))
_VERKORT = " OR ".join(_verkort(f"l.{a}", f"r.{b}") for a, b in (("v1", "v1"), ("v1", "v2"), ("v2", "v1")))

_EEN_JAAR, _GELIJK_JAAR = "l.jaar IS NULL OR r.jaar IS NULL", "l.jaar = r.jaar"
# `md` is month and day in one number, `omgekeerd` day and month; 33 is 1 January.
_HEEL = "l.md IS NOT NULL AND r.md IS NOT NULL"
_ZELFDE = "l.md = r.md"
_OM = "l.md = r.omgekeerd"
_NIEUW = "(l.md = 33 OR r.md = 33)"
_EEN = "abs(l.jaar - r.jaar) = 1"
# One digit of the year differs, or the last two are swapped.
_CIJFER = (
    "(l.jaar // 10 = r.jaar // 10 OR (l.jaar // 100 = r.jaar // 100 AND (l.jaar % 10 = r.jaar % 10 OR "
    "(l.jaar % 10 = r.jaar // 10 % 10 AND r.jaar % 10 = l.jaar // 10 % 10))) OR "
    "(l.jaar % 100 = r.jaar % 100 AND l.jaar // 1000 = r.jaar // 1000))"
)

TRAPPEN: dict[str, tuple[Trap, ...]] = {
    "bsn": (
        Trap("bsn", "l.bsn IS NULL OR r.bsn IS NULL", Mens(), Mens(bsn=GELDIG)),
        Trap("bsn", "l.bsn = r.bsn", Mens(bsn=GELDIG), Mens(bsn=GELDIG)),
        Trap("bsn", "true", Mens(bsn=GELDIG), Mens(bsn=ANDER_GELDIG)),
    ),
    "geboortedatum": (
        _d((None, 5, 6), (1990, 5, 6), _ZELFDE, _EEN_JAAR),
        _d((None, 5, 6), (None, None, None), "true", _EEN_JAAR),
        _d((1990, 1, 1), (1990, 1, 1), f"{_ZELFDE} AND l.md = 33", _GELIJK_JAAR),
        _d((1990, 5, 6), (1990, 5, 6), _ZELFDE, _GELIJK_JAAR),
        _d((1990, 5, 6), (1990, 6, 5), _OM, _GELIJK_JAAR),
        _d((1990, 1, 1), (1990, 5, 6), f"{_HEEL} AND {_NIEUW}", _GELIJK_JAAR),
        _d((1990, 5, 6), (1990, 5, 9), f"{_HEEL} AND l.maand = r.maand", _GELIJK_JAAR),
        _d((1990, 5, 6), (1990, 9, 6), f"{_HEEL} AND l.dag = r.dag", _GELIJK_JAAR),
        _d((1990, 5, 6), (1990, 9, 8), _HEEL, _GELIJK_JAAR),
        _d((1990, None, None), (1990, 5, 6), "l.maand IS NULL OR r.maand IS NULL", _GELIJK_JAAR),
        _d((1990, 5, None), (1990, 5, 6), "l.maand = r.maand", _GELIJK_JAAR),
        _d((1990, 9, None), (1990, 5, 6), "true", _GELIJK_JAAR),
        # From here on the years differ.
        _d((1990, 5, 6), (1952, 7, 8), f"l.md <> r.md AND (l.md <> r.omgekeerd OR {_NIEUW})"),
        _d((1990, None, None), (1991, 5, 6), _EEN, f"NOT ({_HEEL})"),
        _d((1990, None, None), (1970, 5, 6), _CIJFER, f"NOT ({_HEEL})"),
        _d((1990, None, None), (1952, 5, 6), "true", f"NOT ({_HEEL})"),
        _d((1990, 1, 1), (1991, 1, 1), _EEN, "l.md = 33"),
        _d((1990, 1, 1), (1970, 1, 1), _CIJFER, "l.md = 33"),
        _d((1990, 1, 1), (1952, 1, 1), "true", "l.md = 33"),
        _d((1990, 5, 6), (1991, 5, 6), _EEN, _ZELFDE),
        _d((1990, 5, 6), (1970, 5, 6), _CIJFER, _ZELFDE),
        _d((1990, 5, 6), (1952, 5, 6), "true", _ZELFDE),
        _d((1990, 5, 6), (1991, 6, 5), _EEN),
        _d((1990, 5, 6), (1970, 6, 5), _CIJFER),
        _d((1990, 5, 6), (1952, 6, 5), "true"),
    ),
    "geslacht": (
        Trap("geslacht", "l.geslacht = r.geslacht", Mens(geslacht="v"), Mens(geslacht="v")),
        Trap("geslacht", "l.geslacht IS NULL OR r.geslacht IS NULL", Mens(), Mens(geslacht="v")),
        Trap("geslacht", "true", Mens(geslacht="m"), Mens(geslacht="v")),
    ),
    "adres": (
        Trap("adres", "l.postcode IS NULL OR r.postcode IS NULL", Mens(), Mens(postcode="1234AB")),
        _w(("1234AB", "1"), ("1234AB", "1"), "l.postcode = r.postcode AND l.huisnummer = r.huisnummer"),
        _w(("1234AB", "1"), ("1234AB", "2"), "l.postcode = r.postcode AND l.huisnummer IS NOT NULL AND r.huisnummer IS NOT NULL"),
        _w(("1234AB", ""), ("1234AB", "2"), "l.postcode = r.postcode"),
        _w(("1234AB", "1"), ("1234AC", "1"), "l.huisnummer = r.huisnummer AND hamming(l.postcode, r.postcode) = 1"),
        _w(("1234AB", "1"), ("9876ZX", "1"), "true"),
    ),
    "achternaam": (
        _a("", "Jansen", "l.a1 IS NULL OR r.a1 IS NULL"),
        _a("Jansen", "Jansen", "l.arij = r.arij AND l.voor = r.voor"),
        _a("de Groot", "Groot", "l.arij = r.arij"),
        _a("Jansen-Bakker", "Bakker-Jansen", "l.an > 1 AND l.an = r.an AND l.aset = r.aset"),
        _a("Nieuw Huis", "Nieuwhuis", "l.an <> r.an AND l.aplat = r.aplat"),
        _a("Dijk", "Dyk", f"{_ENKEL} replace(l.a1, 'ij', 'y') = replace(r.a1, 'ij', 'y')"),
        _a("Visser", "Visscher", f"{_ENKEL} l.a1s = r.a1s"),
        _a("Bakker", "Bekkar", f"{_ENKEL} l.a1k = r.a1k"),
        _a("Timmermans", "Timmermanx", f"{_ENKEL} {_typefout('l.a1', 'r.a1')}"),
        _a("Visser-Bakker", "Visscher-Backer", "l.an > 1 AND l.an = r.an AND l.akset = r.akset"),
        _a("Jansen-Bakker", "Bakker", f"{_MEER} AND (l.a1 IN (r.a1, r.a2) OR l.a2 IN (r.a1, r.a2))"),
        _a("Visser-Bakker", "Visscher", f"{_MEER} AND (l.a1k IN (r.a1k, r.a2k) OR l.a2k IN (r.a1k, r.a2k))"),
        _a("Timmermans-Bakker", "Timmermanx", f"{_MEER} AND ({_DELEN})"),
        Trap(
            "achternaam", _VERWISSELD,
            Mens(achternaam="Hassan", voornamen="Omar"), Mens(achternaam="Omar", voornamen="Hassan"),
        ),
        _a("Jansen", "Dijkstra", "true"),
    ),
    "voornamen": (
        _v("", "Jan", "l.v1 IS NULL OR r.v1 IS NULL"),
        _v("Jan", "Jan", "l.vrij = r.vrij AND NOT l.v1kort"),
        _v("J.", "J.", "l.vrij = r.vrij AND l.vn = 1"),
        _v("J.P.", "J.P.", "l.vrij = r.vrij"),
        _v("J.", "Petra", f"{_KORT} AND NOT {_past('l.v1', 'r.v1')}"),
        _v("J.P.", "Jan Piet", f"{_KORT} AND l.vn > 1 AND r.vn > 1 AND {_past('l.v2', 'r.v2')}"),
        _v("J.", "Jan", _KORT),
        _v("Anna Marie", "Annamarie", "l.vn <> r.vn AND l.vplat = r.vplat"),
        _v("Jan Piet", "Jan Klaas", "l.v1 = r.v1"),
        _v("Thijs", "Thys", "replace(l.v1, 'ij', 'y') = replace(r.v1, 'ij', 'y')"),
        _v("Karla", "Carla", "l.v1s = r.v1s"),
        _v("Peter", "Pieter", "l.v1k = r.v1k"),
        _v("Sander", "Sandel", _typefout("l.v1", "r.v1")),
        _v("Johanna Petra", "Petra", "(l.v2k = r.v1k OR l.v1k = r.v2k OR l.v2k = r.v2k)"),
        _v("Johanna", "Hanna", _VERKORT),
        Trap(
            "voornamen", _VERWISSELD,
            Mens(achternaam="Hassan", voornamen="Omar"), Mens(achternaam="Omar", voornamen="Hassan"),
        ),
        _v("Jan", "Petra", "true"),
    ),
}  # fmt: skip
