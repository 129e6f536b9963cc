"""Reeksen per maand uit de feiten: wat een vol jaar is, en wat nog niet geboekt of geregistreerd is."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from support.maak import advies, melding, met_dossiers, schrijf_map
from zicht.cijfers import Cijfers
from zicht.cijfers.maandreeksen import Maandreeks, aantalreeksen, lastenreeksen, samen
from zicht.core.begroting.prognose import TELLING, Methode
from zicht.uitwisseling.feiten import lees_feiten

TOT = date(2025, 4, 30)


def boekingen(jaar: int, maanden: Iterable[int], post: str = "personeel", bedrag: float = 100) -> list[dict[str, Any]]:
    return [{"maand": f"{jaar}-{maand:02d}", "post": post, "bedrag": bedrag} for maand in maanden]


def lasten(pad: Path, rijen: list[dict[str, Any]], tot: date = TOT) -> dict[str, Maandreeks]:
    return dict(lastenreeksen(lees_feiten(schrijf_map(pad, {"boeking": rijen})), tot))


def test_een_jaar_zonder_december_is_geen_vol_jaar(tmp_path: Path):
    rijen = boekingen(2023, range(1, 12)) + boekingen(2024, range(1, 13)) + boekingen(2025, range(1, 6))
    [personeel] = lasten(tmp_path, rijen).values()
    assert list(personeel.eerder) == [2024]
    assert personeel.tot_nu == (100,) * 4  # mei is na de peildatum


def test_een_post_met_een_boeking_per_jaar_krijgt_nullen_in_een_jaar_dat_vol_is(tmp_path: Path):
    rijen = boekingen(2024, range(1, 13)) + boekingen(2024, [12], "afschrijving", 6000) + boekingen(2025, range(1, 5))
    reeks = lasten(tmp_path, rijen)["afschrijving"]
    assert reeks.eerder[2024] == (*[0] * 11, 6000)
    assert reeks.tot_nu == (0, 0, 0, 0)
    assert reeks.prognose is not None
    assert (reeks.prognose.waarde, reeks.prognose.methode) == (6000, Methode.VORIG_JAAR)


@pytest.mark.parametrize("tot,maanden", [(date(2025, 4, 30), 4), (date(2025, 4, 29), 3), (date(2025, 12, 31), 4)])
def test_alleen_volle_geboekte_maanden_tellen(tmp_path: Path, tot: date, maanden: int):
    [personeel] = lasten(tmp_path, boekingen(2025, range(1, 5)), tot).values()
    assert personeel.tot_nu == (100,) * maanden


def test_een_maand_middenin_zonder_boeking_is_nul(tmp_path: Path):
    [personeel] = lasten(tmp_path, boekingen(2025, [1, 2, 4])).values()
    assert personeel.tot_nu == (100, 100, 0, 100)


def test_begin_januari_is_er_nog_niets_van_dit_jaar(tmp_path: Path):
    [personeel] = lasten(tmp_path, boekingen(2024, range(1, 13)) + boekingen(2025, [1]), date(2025, 1, 30)).values()
    assert personeel.tot_nu == (100,) * 12  # het laatste jaar met volle maanden is 2024


def test_reeksen_samen_hebben_alleen_de_jaren_die_elk_heeft():
    een = Maandreeks((Decimal(1), Decimal(2)), {2023: (Decimal(1),) * 12, 2024: (Decimal(2),) * 12})
    twee = Maandreeks((Decimal(10), Decimal(20)), {2024: (Decimal(3),) * 12})
    geheel = samen([een, twee])
    assert (geheel.tot_nu, dict(geheel.eerder)) == ((11, 22), {2024: (5,) * 12})
    assert samen([]).prognose is None


# -------------------------------------------------------------------------------------------------------------- aantallen


def per_dag(van: date, tot: date) -> list[date]:
    return [van + timedelta(days=n) for n in range((tot - van).days + 1)]


def test_aantallen_tellen_vanaf_de_maand_met_meldingen_en_adviezen(tmp_path: Path):
    """Meldingen gaan terug tot 2023 (een aanloop); adviezen beginnen in 2024, en dan pas is de registratie volledig."""
    meldingen = [melding(f"M{n}", dag) for n, dag in enumerate(per_dag(date(2023, 1, 1), TOT))]
    adviezen = [advies(f"A{n}", dag, afgesloten_op=dag) for n, dag in enumerate(per_dag(date(2024, 1, 1), TOT))]
    tabellen = met_dossiers({"melding": meldingen, "advies": adviezen})
    cijfers = Cijfers(lees_feiten(schrijf_map(tmp_path, tabellen, peildatum=TOT)))
    reeksen = aantalreeksen(cijfers, ("instroom-meldingen", "instroom-adviezen"), TOT)
    for reeks in reeksen.values():
        assert dict(reeks.eerder) == {2024: (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)}
        assert reeks.tot_nu == (31, 28, 31, 30)
        assert reeks.minstens == TELLING
        assert reeks.prognose is not None
        assert 355 < reeks.prognose.waarde < 370
        assert reeks.prognose.fout


def test_zonder_registratie_zijn_de_reeksen_leeg(tmp_path: Path):
    cijfers = Cijfers(lees_feiten(schrijf_map(tmp_path, peildatum=TOT)))
    [reeks] = aantalreeksen(cijfers, ("instroom-meldingen",), TOT).values()
    assert (reeks.tot_nu, dict(reeks.eerder), reeks.prognose) == ((), {}, None)
