"""Names as SQL: the same folding, spelling and sound as `core/namen.py`, made from its rules, once per distinct name."""

from zicht.core.namen import (
    AANDUIDINGEN,
    EIGEN_LETTERS,
    IN_VOORNAMEN,
    SPELLING,
    VASTGEPLAKT,
    VOORVOEGSELS,
)

_ALFABET = "abcdefghijklmnopqrstuvwxyz"
_DELEN = 3
# The set of letters of a word in one number: two words that differ by a slip of the pen have nearly the same letters.
_LETTERS = " + ".join(
    f"CASE WHEN contains(tekst, '{letter}') THEN {1 << nr} ELSE 0 END" for nr, letter in enumerate(_ALFABET)
)


def maak_macros() -> str:
    """The macros `vouw`, `spelling`, `klank` and `letter` as one script."""
    return (
        f"CREATE TEMP MACRO vouw(t) AS {_vouw('t')};"
        f"CREATE TEMP MACRO spelling(w) AS {_spelling('w')};"
        f"CREATE TEMP MACRO letter(w) AS {_letter('w')};"
    )


def woorden() -> str:
    """Per distinct word of a name: its spelling, its sound and the letter it begins with. A step per level, so that none is done twice."""
    los = f"regexp_replace(regexp_replace(tekst, 'ij|y', 'y', 'g'), '{VASTGEPLAKT.pattern}', '\\1')"
    zonder_n = "CASE WHEN len(los) > 4 AND ends_with(los, 'en') THEN left(los, -1) ELSE los END"
    begin = "CASE WHEN left(kern, 1) IN ('a', 'e', 'i', 'o', 'u', 'y') THEN 'a' ELSE left(kern, 1) END"
    geraamte = f"{begin} || translate(substr(kern, 2), 'aeiouyj', '')"
    return (
        f"CREATE TEMP TABLE woord AS SELECT tekst, s, CASE WHEN len(k) > 2 THEN k ELSE los END AS k, letter(tekst) AS l, {_LETTERS} AS m FROM ("
        f"SELECT tekst, s, los, {geraamte} AS k FROM (SELECT tekst, s, los, {zonder_n} AS kern FROM ("
        f"SELECT tekst, spelling(tekst) AS s, spelling({los}) AS los FROM ("
        "SELECT unnest(delen) AS tekst FROM achternaam UNION SELECT unnest(voornamen).tekst FROM voornaam))))"
    )


def achternamen(tabel: str) -> str:
    """Per distinct surname: its parts without prefixes, at most three, and the prefixes."""
    woorden = f"list_filter(string_split(vouw(concat_ws(' ', voorvoegsel, naam)), ' '), lambda w: w NOT IN {_lijst(AANDUIDINGEN)} AND w <> '')"
    kern = f"list_filter(woorden, lambda w: w NOT IN {_lijst(VOORVOEGSELS)})"
    eigen = "list_filter(string_split(vouw(naam), ' '), lambda w: w <> '')"
    return (
        "CREATE TEMP TABLE achternaam AS SELECT voorvoegsel, naam, "
        f"CASE WHEN len(kern) > 0 THEN list_filter(kern, lambda w, i: list_position(kern, w) = i)[1:{_DELEN}] ELSE eigen[-1:] END AS delen, "
        f"list_sort(list_filter(woorden, lambda w: w IN {_lijst(VOORVOEGSELS)})) AS voor FROM ("
        f"SELECT voorvoegsel, naam, woorden, {kern} AS kern, {eigen} AS eigen FROM ("
        f"SELECT voorvoegsel, naam, {woorden} AS woorden FROM ("
        f"SELECT DISTINCT coalesce(voorvoegsel, '') AS voorvoegsel, coalesce(achternaam, '') AS naam FROM {tabel})))"
    )


def voornamen(tabel: str) -> str:
    """Per distinct text of first names: its names, each with whether it is shortened."""
    stukken = "list_filter(string_split_regex(replace(naam, '.', '. '), '[^\\pL.''’-]+'), lambda w: vouw(w) <> '')"
    zonder = f"list_filter(stukken, lambda w, i: i = 1 OR len(vouw(w)) = 1 OR vouw(w) NOT IN {_lijst(IN_VOORNAMEN)})"
    los = (
        "flatten(list_transform(zonder, lambda w: CASE WHEN regexp_full_match(w, '[B-DF-HJ-NP-TV-Z]{2,3}') "
        "THEN list_transform(string_split(lower(w), ''), lambda x: {'tekst': x, 'kort': true}) "
        "ELSE [{'tekst': replace(vouw(w), ' ', ''), 'kort': ends_with(w, '.') OR len(vouw(w)) = 1}] END))"
    )
    return (
        f"CREATE TEMP TABLE voornaam AS SELECT naam, {los} AS voornamen FROM (SELECT naam, {zonder} AS zonder FROM ("
        f"SELECT naam, {stukken} AS stukken FROM (SELECT DISTINCT coalesce(voornamen, '') AS naam FROM {tabel})))"
    )


def _vouw(tekst: str) -> str:
    uit = f"lower({tekst})"
    for code, door in EIGEN_LETTERS.items():
        uit = f"replace({uit}, '{chr(code)}', '{door}')"
    return f"trim(regexp_replace(strip_accents({uit}), '[^a-z]+', ' ', 'g'))"


def _spelling(woord: str) -> str:
    for patroon, door in SPELLING[:-1]:
        woord = f"regexp_replace({woord}, '{patroon.pattern}', '{door}', 'g')"
    # The last rule, every doubled letter once, needs a back-reference; here letter by letter.
    for letter in _ALFABET:
        woord = f"regexp_replace({woord}, '{letter * 2}+', '{letter}', 'g')"
    return woord


def _letter(woord: str) -> str:
    return f"CASE WHEN starts_with({woord}, 'ph') THEN 'f' ELSE translate(left({woord}, 1), 'cqyzv', 'kkisf') END"


def _lijst(woorden: frozenset[str]) -> str:
    return "(" + ", ".join(f"'{woord}'" for woord in sorted(woorden)) + ")"
