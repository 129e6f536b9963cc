"""Date formats in Dutch letters (`dd-mm-jjjj uu:mm`) as SQL: read strictly, or not at all."""

import re

_DELEN = (
    ("jjjj", "%Y", "(19|20|21)[0-9]{2}"),
    ("uu", "%H", "[0-9]{1,2}"),
    ("ss", "%S", "[0-9]{2}"),
    ("dd", "%d", "[0-9]{2}"),
    ("mm", "%m", "[0-9]{2}"),
    ("d", "%d", "[0-9]{1,2}"),
    ("m", "%m", "[0-9]{1,2}"),
)
_MINUUT = ("mm", "%M", "[0-9]{2}")
_VORM = re.compile(r"(jjjj|uu|ss|dd|mm|d|m)|(T|[-/. :]+)")
ISO = "jjjj-mm-dd"
ISO_TIJD = "jjjj-mm-dd uu:mm:ss"


def ontleed(vorm: str) -> tuple[str, str] | None:
    """The pattern for strptime and the regular expression of a format; None when it is not one."""
    delen: list[tuple[str, str, str]] = []
    plaats = 0
    while plaats < len(vorm):
        treffer = _VORM.match(vorm, plaats)
        if treffer is None:
            return None
        delen.append(_deel(treffer, uur_gezien=any(deel[0] == "uu" for deel in delen)))
        plaats = treffer.end()
    namen = [naam for naam, *_ in delen if naam]
    if not {"jjjj"} <= set(namen) or not {"d", "dd"} & set(namen) or not {"m", "mm"} & set(namen):
        return None
    return "".join(teken for _, teken, _ in delen), "".join(patroon for *_, patroon in delen)


def _deel(treffer: re.Match[str], *, uur_gezien: bool) -> tuple[str, str, str]:
    if los := treffer[2]:
        return "", los, re.sub(r"([.])", r"[\1]", los)
    if treffer[1] == "mm" and uur_gezien:
        return "minuut", *_MINUUT[1:]
    return next(deel for deel in _DELEN if deel[0] == treffer[1])


def moment_sql(x: str, vorm: str, *, werkblad: bool) -> str:
    """The moment in text `x`, null when it is not written in this format; a cell of a workbook may be a real date."""
    vormen = [vorm, *((ISO, ISO_TIJD) if werkblad else ())]
    return f"coalesce({', '.join(_een(x, deel) for deel in dict.fromkeys(vormen))})"


def _een(x: str, vorm: str) -> str:
    patroon, regex = ontleed(vorm) or ("", "")
    gelezen = f"try_strptime({x}, '{patroon}')"
    return f"CASE WHEN regexp_full_match({x}, '{regex}') THEN {gelezen} END"


def jaar_sql(x: str, vorm: str, *, werkblad: bool) -> str:
    """The year of a date of which day and month may be unknown (`19800000`); nines are an unborn child: 9999."""
    voor, *_ = vorm.partition("jjjj")
    breedte = len(vorm)
    deel = f"substr({x}, {len(voor) + 1}, 4)" if not ({"d", "m"} & set(re.findall(r"[a-z]+", voor))) else "NULL"
    heel = f"strlen({x}) = {breedte} AND regexp_full_match({deel}, '[0-9]{{4}}')"
    exact = f"CAST(year({moment_sql(x, vorm, werkblad=werkblad)}) AS VARCHAR)"
    los = f"CASE WHEN regexp_full_match({x}, '[0-9]{{4}}') THEN {x} END"
    return (
        f"CASE WHEN regexp_full_match(regexp_replace({x}, '[^0-9]', '', 'g'), '9{{8}}') THEN '9999' "
        f"WHEN {heel} THEN {deel} ELSE coalesce({exact}, {los}) END"
    )
