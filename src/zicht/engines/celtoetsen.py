"""When a cell is wrong, as SQL: the mark `_fout` while reading, and the same tests when looking again."""

from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.bron import Bron
from zicht.engines.typering import TE_LEZEN, toegestane_codes


def foutteken(bron: Bron) -> str:
    """Whether a row has a cell that is wrong, or may hold a BSN.

    Columns with several codes: in a quick first look here, in a precise one over their distinct values.
    """
    delen = [fout for kolom in bron.kolommen for fout in _celfouten(bron, kolom)]
    delen += [bsn_sql(naam, ook_in_tekst=True) for naam in bron.onbekende_teksten()]
    return " OR ".join(delen) or "false"


def _celfouten(bron: Bron, kolom: Veld) -> list[str]:
    fouten: list[str] = []
    if kolom.verplicht:
        fouten.append(f"{kolom.naam} IS NULL")
    elif kolom.soort in TE_LEZEN or (kolom.soort is Soort.CODES and not bron.precies):
        fouten.append(f"(t_{kolom.naam} IS NOT NULL AND {kolom.naam} IS NULL)")
    if kolom.soort in (Soort.ID, Soort.TEKST):
        fouten.append(bsn_sql(kolom.naam, ook_in_tekst=is_vrij(kolom)))
        if not bron.trim and not bron.bestand.is_csv:  # then the file is read again, precisely
            fouten.append(
                f"coalesce({kolom.naam} = '' OR starts_with({kolom.naam}, ' ') OR ends_with({kolom.naam}, ' '), false)"
            )
    elif toegestane_codes(kolom) and kolom.soort is not Soort.CODES:
        fouten.append(code_fout_sql(kolom))
    return fouten


def is_vrij(kolom: Veld) -> bool:
    """Whether a column holds free text, in which a BSN may hide between words."""
    return kolom.soort is Soort.TEKST


def code_fout_sql(kolom: Veld) -> str:
    """When a single code is not on its list."""
    lijst = ", ".join(f"'{code}'" for code in toegestane_codes(kolom))
    return f"coalesce({kolom.naam} NOT IN ({lijst}), false)"


def bsn_sql(tekst: str, *, ook_in_tekst: bool) -> str:
    """When a text passes for a BSN; within longer text the pattern alone, `bevat_bsn` has the last word."""
    # the comparison with ':' (the sign after '9') is cheap and keeps most texts away from the pattern
    cijfers = f"lpad(regexp_replace({tekst}, '[ .]', '', 'g'), 9, '0')"
    som = f"list_dot_product([9, 8, 7, 6, 5, 4, 3, 2, -1]::DOUBLE[], string_split({cijfers}, '')::DOUBLE[])"
    proef = (
        f"CASE WHEN {tekst} < ':' AND regexp_full_match({tekst}, '[0-9]{{8}}|[0-9](?:[ .]?[0-9]){{8}}') "
        f"THEN CAST({som} AS INTEGER) % 11 = 0 AND regexp_matches({tekst}, '[1-9]') ELSE false END"
    )
    if not ook_in_tekst:
        return f"({proef})"
    return f"({proef} OR coalesce(regexp_matches({tekst}, '[^0-9][0-9]{{9}}([^0-9]|$)|^[0-9]{{9}}[^0-9]'), false))"
