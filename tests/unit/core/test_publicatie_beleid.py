"""Het publicatiebeleid is gegevens: gelezen uit de parameters, per datum, en een regio mag alleen strenger zijn."""

from datetime import date

import pytest

from zicht.catalogus import load
from zicht.core.parameters import ParameterFout, Parameters, lees_thema
from zicht.core.publicatie import Beleid, Getoond, Nulregel, Reden, grenzen, keuzes, lees_beleid, toon

LAND = """
[drempel]
omschrijving = "drempel"
eenheid = "aantal"
versie = [{vanaf = 2020-01-01, waarde = 10, bron = "b", vindplaats = "v"}, {vanaf = 2026-01-01, waarde = 20, bron = "b", vindplaats = "v"}]
[afronding]
omschrijving = "afronding"
eenheid = "aantal"
versie = [{vanaf = 2020-01-01, waarde = 5}]
[onzekerheid]
omschrijving = "onzekerheid"
eenheid = "aantal"
versie = [{vanaf = 2020-01-01, waarde = 5}]
[nulregel]
omschrijving = "nul"
eenheid = "tekst"
versie = [{vanaf = 2020-01-01, waarde = "tonen"}]
[smal]
omschrijving = "smal"
eenheid = "procent"
versie = [{vanaf = 2020-01-01, waarde = 4}]
"""


def parameters(regio: str = "") -> Parameters:
    lagen = tuple({"publicatie": lees_thema("publicatie", tekst, "proef.toml")} for tekst in (regio, LAND) if tekst)
    return Parameters(lagen, "proef")


def regel(naam: str, waarde: str) -> str:
    return f'[{naam}]\nomschrijving = "x"\neenheid = "aantal"\nversie = [{{vanaf = 2020-01-01, waarde = {waarde}}}]\n'


def test_het_meegeleverde_beleid_is_dat_van_het_cbs_met_vijf_mogelijke_waarden():
    assert load.publicatiebeleid(date(2026, 11, 29)) == Beleid()


def test_het_beleid_hangt_van_de_datum_af():
    assert lees_beleid(parameters(), date(2025, 12, 31)).drempel == 10
    assert lees_beleid(parameters(), date(2026, 1, 1)).drempel == 20


@pytest.mark.parametrize(
    "naam,waarde", [("drempel", "15"), ("afronding", "10"), ("nulregel", '"verbergen"'), ("onzekerheid", "6")]
)
def test_een_regio_mag_strenger_zijn(naam: str, waarde: str):
    beleid = lees_beleid(parameters(regel(naam, waarde)), date(2025, 1, 1))
    assert beleid != Beleid()
    assert beleid.minstens_zo_streng_als(Beleid())


@pytest.mark.parametrize(
    "naam,waarde", [("drempel", "9"), ("afronding", "3"), ("afronding", "7"), ("onzekerheid", "4")]
)
def test_een_regio_mag_niet_soepeler_zijn(naam: str, waarde: str):
    with pytest.raises(ParameterFout, match="alleen strenger"):
        lees_beleid(parameters(regel(naam, waarde)), date(2025, 1, 1))


@pytest.mark.parametrize("naam,waarde", [("onzekerheid", "30"), ("afronding", "50"), ("nulregel", '"soms"')])
def test_een_beleid_dat_niet_kan_is_een_fout_die_zegt_wat_wel_kan(naam: str, waarde: str):
    with pytest.raises(ParameterFout, match=r"hoogstens|Kies uit"):
        lees_beleid(parameters(regel(naam, waarde)), date(2025, 1, 1))


def test_met_de_nulregel_verbergen_is_een_nul_niet_te_onderscheiden_van_een_klein_aantal():
    streng = Beleid(nulregel=Nulregel.VERBERGEN)
    assert toon(0, streng) == toon(3, streng) == Getoond(None, Reden.KLEIN)
    assert grenzen(toon(0, streng), streng) == (0, 9)
    assert "Een 0 is ook verborgen" in keuzes(streng)[0]
