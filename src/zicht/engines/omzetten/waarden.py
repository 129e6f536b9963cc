"""The SQL of one field: first its text from the source, then the value of the Feitenformaat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.omzetten.datums import jaar_sql, moment_sql
from zicht.engines.omzetten.sleutel import SCHEIDING
from zicht.engines.omzetten.vorm import Anders, Blad, Lijst, Voorwaarde, Vulling, Waarde, Wijze
from zicht.engines.typering import TYPES, toegestane_codes

Kolom = Callable[[str], str]  # from a reference in the mapping to SQL

JA_NEE = {
    "ja": "ja", "j": "ja", "1": "ja", "true": "ja", "waar": "ja", "x": "ja",
    "nee": "nee", "n": "nee", "0": "nee", "false": "nee", "onwaar": "nee", "onbekend": "onbekend",
}  # fmt: skip
_AAN = tuple(woord for woord, betekent in JA_NEE.items() if betekent == "ja")


def sql_tekst(waarde: str) -> str:
    """A text as SQL."""
    return "'" + waarde.replace("'", "''") + "'"


def eis_sql(eisen: tuple[Voorwaarde, ...], kolom: Kolom) -> str:
    """All these conditions together."""
    return " AND ".join(_een_eis(eis, kolom(eis.kolom)) for eis in eisen) or "true"


def _een_eis(eis: Voorwaarde, x: str) -> str:
    if eis.eis in ("gevuld", "leeg"):
        return f"{x} IS {'NOT ' if eis.eis == 'gevuld' else ''}NULL"
    lijst = ", ".join(sql_tekst(waarde.lower()) for waarde in eis.waarden)
    binnen = f"coalesce(lower({x}) IN ({lijst}), false)"
    return binnen if eis.eis == "is" else f"NOT {binnen}"


def tekst_sql(waarde: Waarde, kolom: Kolom) -> str:
    """The text of a field in one row of the source; a list of texts where more columns may each give a code."""
    match waarde.wijze:
        case Wijze.VAST:
            return sql_tekst(waarde.vast)
        case Wijze.SLEUTEL:
            return _sleutel(waarde, kolom)
        case Wijze.AANGEVINKT:
            aan = ", ".join(sql_tekst(woord) for woord in _AAN)
            delen = (f"CASE WHEN lower({kolom(k)}) IN ({aan}) THEN {sql_tekst(c)} END" for k, c in waarde.codes.items())
            return _gevuld(f"[{', '.join(delen)}]")
        case Wijze.KOLOM | Wijze.EERSTE | Wijze.LAATSTE | Wijze.ALLE:
            kolommen = [kolom(naam) for naam in waarde.kolommen]
            return kolommen[0] if len(kolommen) == 1 else f"coalesce({', '.join(kolommen)})"


def teksten_sql(waarde: Waarde, kolom: Kolom) -> str:
    """The texts of a field with several codes in one row of the source, as a list."""
    if waarde.wijze is Wijze.AANGEVINKT:
        return tekst_sql(waarde, kolom)
    if waarde.wijze is Wijze.VAST:
        return f"[{sql_tekst(waarde.vast)}]"
    lijst = f"[{', '.join(kolom(naam) for naam in waarde.kolommen)}]"
    if waarde.splits:
        lijst = f"flatten(list_transform({_gevuld(lijst)}, lambda t: string_split(t, {sql_tekst(waarde.splits)})))"
    return _gevuld(f"list_transform({lijst}, lambda t: nullif(trim(t), ''))")


def _gevuld(lijst: str) -> str:
    return f"list_filter({lijst}, lambda g: g IS NOT NULL)"


def _sleutel(waarde: Waarde, kolom: Kolom) -> str:
    """A pseudonym of these columns together; if one is empty, of the columns that come instead."""
    eerst = _pseudoniem(waarde.soort, [kolom(naam) for naam in waarde.kolommen])
    if not waarde.anders:
        return eerst
    return f"coalesce({eerst}, {_pseudoniem(waarde.soort + ' anders', [kolom(naam) for naam in waarde.anders])})"


def _pseudoniem(soort: str, delen: list[str]) -> str:
    samen = f" || '{SCHEIDING}' || ".join([sql_tekst(soort), *delen])
    return f"pseudoniem({samen})"


@dataclass(frozen=True)
class Omgezet:
    """De waarde van een veld als SQL op de tekst `x`, en wanneer die tekst niet te vertalen of te lezen was."""

    waarde: str
    fout: str
    koppel: str = ""  # een codetabel die erbij moet


def omgezet(veld: Veld, waarde: Waarde, vulling: Vulling, bladen: Mapping[str, Blad], lijst: Lijst | None) -> Omgezet:
    """How the text of a field becomes its value."""
    x = f"t_{veld.naam}"
    if veld.soort is Soort.CODES:
        return _codes(veld, x, lijst)
    blad = bladen[vulling.wijs(waarde.kolommen[0])[0]] if waarde.kolommen else bladen[vulling.uit]
    if lijst is not None:
        return _uit_lijst(veld, x, lijst)
    match veld.soort:
        case Soort.CODE:
            return _eigen_code(veld, x)
        case Soort.JANEE:
            return _uit_lijst(veld, x, Lijst("ja_nee", JA_NEE))
        case Soort.ID | Soort.TEKST:
            return Omgezet(x, "false")
        case Soort.DATUM | Soort.MAAND | Soort.GEHEEL | Soort.GETAL:
            return _getypeerd(veld, _los(veld, x, waarde, blad), x)


def _getypeerd(veld: Veld, waarde: str, x: str) -> Omgezet:
    if veld.bereik and veld.soort in (Soort.GEHEEL, Soort.GETAL):
        waarde = f"CASE WHEN {waarde} BETWEEN {veld.bereik[0]} AND {veld.bereik[1]} THEN {waarde} END"
    return Omgezet(waarde, f"{x} IS NOT NULL AND {waarde} IS NULL")


def _los(veld: Veld, x: str, waarde: Waarde, blad: Blad) -> str:
    vorm = waarde.datum or blad.datum
    werkblad = blad.bestand.lower().endswith((".xlsx", ".xlsm"))
    if waarde.deel == "jaar":
        return f"TRY_CAST({jaar_sql(x, vorm, werkblad=werkblad)} AS INTEGER)"
    if waarde.wijze is Wijze.VAST:
        vorm, werkblad = "jjjj-mm-dd", False
    moment = moment_sql(x, vorm, werkblad=werkblad)
    if veld.soort is Soort.DATUM:
        return f"CAST({moment} AS DATE)"
    if waarde.deel == "maand":
        return f"strftime({moment}, '%Y-%m')"
    if veld.soort is Soort.MAAND:
        return f"CASE WHEN regexp_full_match({x}, '(19|20|21)[0-9]{{2}}-(0[1-9]|1[0-2])') THEN {x} END"
    komma = (waarde.decimaal or blad.decimaal) == "," and waarde.wijze is not Wijze.VAST
    getal = f"replace({x}, ',', '.')" if komma else x
    los = f"CASE WHEN regexp_full_match({x}, '[+-]?[0-9]{{1,12}}{'([,][0-9]+)?' if komma else '([.][0-9]+)?'}') THEN {getal} END"
    if veld.soort is Soort.GEHEEL:
        return f"CASE WHEN TRY_CAST({los} AS DOUBLE) = floor(TRY_CAST({los} AS DOUBLE)) THEN TRY_CAST({los} AS INTEGER) END"
    return f"TRY_CAST({los} AS {TYPES[veld.soort]})"


def _eigen_code(veld: Veld, x: str) -> Omgezet:
    """Without a list the source must use the codes of the Feitenformaat."""
    codes = ", ".join(sql_tekst(code) for code in toegestane_codes(veld))
    goed = f"lower({x}) IN ({codes})"
    return Omgezet(f"CASE WHEN {goed} THEN lower({x}) WHEN {x} IS NOT NULL THEN 'onbekend' END", f"NOT ({goed})")


def _uit_lijst(veld: Veld, x: str, lijst: Lijst) -> Omgezet:
    tabel = f"l_{veld.naam}"
    anders = "'onbekend'" if lijst.anders is Anders.ONBEKEND and veld.soort is not Soort.ID else "NULL"
    waarde = f"CASE WHEN {tabel}.naar IS NOT NULL THEN {tabel}.naar WHEN {x} IS NOT NULL THEN {anders} END"
    koppel = f" LEFT JOIN {lijsttabel(lijst.naam)} AS {tabel} ON {tabel}.van = lower({x})"
    return Omgezet(waarde, f"{x} IS NOT NULL AND {tabel}.naar IS NULL", koppel)


def _codes(veld: Veld, x: str, lijst: Lijst | None) -> Omgezet:
    codes = {code: code for code in toegestane_codes(veld)} if lijst is None else lijst.codes
    per_stuk = code_sql("c", codes)
    onbekend = lijst is None or lijst.anders is Anders.ONBEKEND
    naar = f"coalesce({per_stuk}, 'onbekend')" if onbekend else per_stuk
    lijst_sql = f"list_sort(list_distinct({_gevuld(f'list_transform({x}, lambda c: {naar})')}))"
    fout = f"len(list_filter({x}, lambda c: {per_stuk} IS NULL)) > 0"
    return Omgezet(f"nullif(array_to_string({lijst_sql}, ';'), '')", f"coalesce({fout}, false)")


def code_sql(x: str, codes: Mapping[str, str]) -> str:
    """The code of the Feitenformaat for text `x`, null when it is not in the list."""
    gevallen = " ".join(f"WHEN {sql_tekst(van.lower())} THEN {sql_tekst(naar)}" for van, naar in codes.items())
    return f"CASE lower({x}) {gevallen} END"


def lijsttabel(naam: str) -> str:
    """How the table with a code list is called."""
    return f'"lijst {naam}"'
