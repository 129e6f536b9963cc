"""Willekeurige cijfers en getypte getallen: precies de zinnen die kloppen komen erdoor."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zicht.rapportage.cijferlijst import BindingFout, Cijfer, Cijferlijst, Soort
from zicht.rapportage.getallen import afgerond, getal
from zicht.rapportage.zinnen import bind, tekst

aantallen = st.integers(0, 200_000)


def lijst(nu: int, toen: int) -> Cijferlijst:
    return Cijferlijst(
        {
            "instroom": Cijfer("instroom", Soort.AANTAL, Fraction(nu)),
            "instroom|vorig jaar": Cijfer("instroom|vorig jaar", Soort.AANTAL, Fraction(toen)),
        }
    )


@given(aantallen, aantallen)
def test_een_getypt_getal_komt_er_alleen_door_als_het_klopt(nu: int, getypt: int):
    sjabloon = f"Er waren {getal(getypt)}{{{{= instroom}}}} meldingen."
    if nu == getypt:
        assert tekst(bind(sjabloon, lijst(nu, 1))) == f"Er waren {getal(nu)} meldingen."
    else:
        with pytest.raises(BindingFout):
            bind(sjabloon, lijst(nu, 1))


@given(aantallen, aantallen, st.sampled_from(["steeg", "daalde", "gelijk"]))
def test_een_richtingwoord_komt_er_alleen_door_als_het_klopt(nu: int, toen: int, woord: str):
    klopt = {"steeg": nu > toen, "daalde": nu < toen, "gelijk": nu == toen}[woord]
    sjabloon = f"Dat {{{{{woord} instroom ten opzichte van vorig jaar}}}}."
    if klopt:
        assert tekst(bind(sjabloon, lijst(nu, toen))) == f"Dat {woord}."
    else:
        with pytest.raises(BindingFout):
            bind(sjabloon, lijst(nu, toen))


@given(aantallen, st.integers(1, 200_000), st.integers(0, 2), st.integers(-30, 30))
def test_een_percentage_mag_geen_tiende_ernaast_zitten(nu: int, toen: int, decimalen: int, ernaast: int):
    verschil = abs(Fraction(nu - toen, toen)) * 100
    getypt = afgerond(verschil, decimalen) + afgerond(Fraction(ernaast, 10**decimalen), decimalen)
    assume(getypt >= 0)
    sjabloon = f"Een verschil van {getal(getypt, decimalen)} %{{{{= verschil instroom ten opzichte van vorig jaar}}}}."
    if ernaast == 0:
        assert bind(sjabloon, lijst(nu, toen))
    else:
        with pytest.raises(BindingFout):
            bind(sjabloon, lijst(nu, toen))


@given(st.integers(0, 10**7), st.sampled_from(["", " %", ",5", ".000"]))
def test_een_los_getal_komt_er_nooit_door_behalve_een_jaartal(n: int, achter: str):
    assume(not (1900 <= n <= 2099 and not achter))
    with pytest.raises(BindingFout):
        bind(f"Er waren {n}{achter} meldingen.", lijst(1, 1))
