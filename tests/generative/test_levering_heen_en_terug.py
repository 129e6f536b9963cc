"""Een levering heen en terug: bestand naar records naar bestand zonder verlies, waarden naar tekst en terug, en nooit afkappen."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zicht.catalogus import load
from zicht.core.levering.bestand import Leverrecord, lees, maak_record, schrijf, waarden
from zicht.core.levering.indeling import RECORDSOORT, Leverveld, Recordsoort, Soort
from zicht.core.levering.vertaling import Deeldatum, LeverFout, naar_tekst, naar_waarde

INDELING = load.leverindeling()
SOORTEN = st.sampled_from(INDELING.recordsoorten)
GEWOON = st.characters(min_codepoint=32, max_codepoint=126)
BSNS = ("123456782", "111222333", "100000009", "onbekend", "ongeboren")


def _waarde(veld: Leverveld) -> st.SearchStrategy[Any]:
    match veld.soort:
        case Soort.CODE:
            return st.none() | st.sampled_from(sorted(INDELING.codelijsten[veld.codelijst].naar_bestand))
        case Soort.CODES:
            codes = sorted(INDELING.codelijsten[veld.codelijst].naar_bestand)
            breed = INDELING.codelijsten[veld.codelijst].breedte
            return st.lists(st.sampled_from(codes), max_size=veld.lengte // breed, unique=True).map(tuple)
        case Soort.DATUM:
            return st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
        case Soort.GEBOORTEDATUM:
            deels = st.builds(Deeldatum, st.integers(1900, 2099), st.none() | st.integers(1, 12))
            return (
                st.none()
                | st.dates(date(1900, 1, 1), date(2099, 12, 31))
                | deels
                | st.sampled_from(["onbekend", "ongeboren"])
            )
        case Soort.GETAL:
            return st.none() | st.integers(0, 10**veld.lengte - 1)
        case Soort.BSN:
            return st.none() | st.sampled_from(BSNS)
        case Soort.GEMEENTE:
            return st.none() | st.just("onbekend") | st.integers(1, 9999).map(lambda n: f"GM{n:04}")
        case Soort.TEKST:
            return st.none() | st.text(GEWOON, min_size=1, max_size=veld.lengte).map(lambda t: t.rstrip(" ") or "x")


@st.composite
def records(trek: st.DrawFn) -> tuple[Recordsoort, dict[str, Any]]:
    soort = trek(SOORTEN)
    return soort, {g: trek(_waarde(v[0])) for g, v in soort.gegevens.items() if g != RECORDSOORT}


@given(st.lists(records(), max_size=5))
def test_records_naar_bestand_en_terug_is_gelijk(gemaakt):
    alle = [maak_record(INDELING, soort.naam, gegevens) for soort, gegevens in gemaakt]
    inhoud = schrijf(INDELING, alle)
    assert list(lees(INDELING, inhoud)) == alle
    assert schrijf(INDELING, lees(INDELING, inhoud)) == inhoud


@given(records())
def test_waarden_naar_tekst_en_terug_is_gelijk(gemaakt):
    soort, gegevens = gemaakt
    terug = waarden(INDELING, maak_record(INDELING, soort.naam, gegevens))
    for gegeven, waarde in gegevens.items():
        if isinstance(waarde, tuple):
            assert sorted(terug[gegeven]) == sorted(waarde)
        else:
            assert terug[gegeven] == waarde


@given(SOORTEN, st.data())
def test_ook_onzin_op_de_goede_lengte_komt_teken_voor_teken_terug(soort, data):
    regels = data.draw(st.lists(st.text(GEWOON, min_size=soort.lengte - 2, max_size=soort.lengte - 2), max_size=4))
    inhoud = "".join(f"{soort.code}{regel}\r\n" for regel in regels).encode()
    assert schrijf(INDELING, lees(INDELING, inhoud)) == inhoud


@given(SOORTEN, st.data())
def test_wat_niet_past_is_een_fout_en_wordt_nooit_afgekapt(soort, data):
    veld = data.draw(st.sampled_from(soort.velden))
    lang = data.draw(
        st.text(GEWOON, min_size=veld.lengte + 1, max_size=veld.lengte + 8).filter(lambda t: not t.endswith(" "))
    )
    with pytest.raises(LeverFout, match=r"tekens|getal"):
        schrijf(INDELING, [Leverrecord(soort.naam, {soort.velden[0].naam: soort.code, veld.naam: lang})])
    if veld.soort is Soort.TEKST:
        with pytest.raises(LeverFout, match="niets afgekapt"):
            naar_tekst(INDELING, veld, lang)


def test_een_teken_buiten_de_codering_en_een_code_die_niet_bestaat_zijn_fouten():
    advies = maak_record(INDELING, "advies", {"advies_id": "A1é"})
    with pytest.raises(LeverFout, match="bestaat niet in de codering ascii"):
        schrijf(INDELING, [advies])
    with pytest.raises(LeverFout, match="geen code voor 'mars'"):
        maak_record(INDELING, "melding", {"besluit": "mars"})
    bsn = INDELING.record("persoon").gegevens["bsn"][0]
    with pytest.raises(LeverFout, match="elfproef"):
        naar_waarde(INDELING, bsn, "123456789")


def test_een_regel_die_niet_past_noemt_haar_nummer():
    goed = schrijf(INDELING, [maak_record(INDELING, "advies", {"advies_id": "A1"})])
    with pytest.raises(LeverFout, match="Regel 2: een record advies is 90 tekens lang, gevonden 89"):
        list(lees(INDELING, goed + goed[:89] + b"\r\n"))
    with pytest.raises(LeverFout, match="Regel 1: onbekende recordsoort '55'"):
        list(lees(INDELING, b"55" + goed[2:]))
    with pytest.raises(LeverFout, match="Regel 1: hier staat een teken"):
        list(lees(INDELING, b"\xe9" + goed))
