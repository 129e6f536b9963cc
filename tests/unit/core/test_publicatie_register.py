"""Het register als tekst, en voorbeelden van wat een publicatie naast een eerdere laat zien, met de hand na te rekenen."""

from datetime import date

import pytest

from support.publicaties import NUL, vak, voorstel
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid, Getoond, Nulregel, Reden
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Publicatie, Telling, Vak
from zicht.core.publicatie.register import RegisterFout, lees, lees_register, schrijf, schrijf_register
from zicht.core.publicatie.veilig import maak_veilig, wegens_register

BELEID = Beleid()


def telling(*maanden: int, ander: int = 60) -> Telling:
    eigen = {("x", NOEMER, NUL + m): n for m, n in enumerate(maanden)}
    return Telling(("x", "y"), (NOEMER,), eigen | {("y", NOEMER, NUL + m): ander for m in range(len(maanden))})


def publiceer(*stappen: tuple[date, Telling, tuple[int, int]], beleid: Beleid = BELEID) -> list[Publicatie]:
    register: list[Publicatie] = []
    for nr, (dag, t, v) in enumerate(stappen):
        register.append(maak_veilig(f"{nr}", voorstel(dag, t, [vak(*v)]), beleid, register).publicatie)
    return register


def cel(plaats: str, van: int, tot: int) -> Cel:
    return Cel("m", plaats, vak(van, tot))


def test_een_tijdvak_is_hele_maanden():
    assert Vak.uit(lees_periode("2024-burap2")) == vak(0, 8)
    assert Vak.uit(lees_periode("2024-burap2")).laatste_maand == vak(7, 8)
    assert vak(2, 3).begin == date(2024, 3, 1)
    with pytest.raises(AanroepFout, match="per hele maand"):
        Vak.uit(lees_periode("2024-01-15/2024-04-30"))


def test_tien_en_twaalf_zijn_los_te_zien_maar_samen_niet():
    """Januari 10 staat als 10, januari en februari 12 ook: dan is februari 0, 1 of 2. Dat zijn er minder dan vijf."""
    dag = date(2024, 4, 30)
    eerst, daarna = publiceer((dag, telling(10, 2), (0, 1)), (dag, telling(10, 2), (0, 2)))
    assert eerst.getoond[cel("x", 0, 1)] == Getoond(10)
    assert daarna.getoond[cel("x", 0, 2)] == Getoond(None, Reden.BESCHERMT)
    assert daarna.getoond[cel(REGIO, 0, 2)].zichtbaar
    los = maak_veilig("los", daarna.voorstel, BELEID).publicatie
    assert los.getoond[cel("x", 0, 2)] == Getoond(10)


def test_wat_het_register_verbergt_is_aan_te_wijzen():
    dag = date(2024, 4, 30)
    register = publiceer((dag, telling(10, 2), (0, 1)))
    veilig = maak_veilig("nu", voorstel(dag, telling(10, 2), [vak(0, 2)]), BELEID, register)
    assert wegens_register(veilig) == {cel("x", 0, 2)}


def test_een_nagekomen_geval_wordt_niet_aangewezen_door_opnieuw_te_publiceren():
    """Eerst 0, later 1: het ene geval blijft verborgen, ook voor wie weet dat er iets bijkwam."""
    eerst, daarna = publiceer(
        (date(2024, 4, 30), telling(0), (0, 1)), (date(2024, 8, 31), telling(1), (0, 1))
    )  # fmt: skip
    assert eerst.getoond[cel("x", 0, 1)] == Getoond(0)
    assert not daarna.getoond[cel("x", 0, 1)].zichtbaar


def test_een_nul_is_met_de_strenge_nulregel_ook_over_de_tijd_verborgen():
    streng = Beleid(nulregel=Nulregel.VERBERGEN)
    dag = date(2024, 4, 30)
    eerst, daarna = publiceer((dag, telling(20, 0), (0, 1)), (dag, telling(20, 0), (0, 2)), beleid=streng)
    assert eerst.getoond[cel("x", 0, 1)] == Getoond(20)
    assert daarna.getoond[cel("x", 0, 2)] == Getoond(20)  # 18..22 min 18..22: februari kan 0 tot en met 4 zijn
    krap = publiceer((dag, telling(10, 0), (0, 1)), (dag, telling(10, 0), (0, 2)), beleid=streng)
    assert not krap[1].getoond[cel("x", 0, 2)].zichtbaar  # 10..12 min 10..12: 0, 1 of 2


def test_het_register_gaat_heen_en_terug_en_blijft_gelijk():
    dag = date(2024, 4, 30)
    register = publiceer((dag, telling(10, 2), (0, 1)), (dag, telling(10, 2), (0, 2)))
    tekst = schrijf_register(register)
    terug = lees_register(tekst)
    assert schrijf_register(terug) == tekst
    assert [p.getoond for p in terug] == [p.getoond for p in register]
    assert terug[1].aantal(cel("x", 0, 2)) == 12


@pytest.mark.parametrize("kapot", ["{", '{"versie":1}', "[]", '{"versie":1,"kenmerk":"x","stand":[1]}'])
def test_een_kapot_register_is_een_fout_die_zegt_wat_te_doen(kapot: str):
    with pytest.raises(RegisterFout, match="publiceer niet zonder"):
        lees(kapot)


def test_een_register_van_een_nieuwere_versie_wordt_geweigerd():
    dag = date(2024, 4, 30)
    [eerst] = publiceer((dag, telling(10, 2), (0, 1)))
    with pytest.raises(RegisterFout, match="versie 2"):
        lees(schrijf(eerst).replace('"versie":1', '"versie":2', 1))
