"""Een model vaak spelen: hetzelfde zaad hetzelfde antwoord, banden die kloppen, en wetten die altijd gelden."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.doorstroom import een_post, exponentieel
from zicht.capaciteit import draaien
from zicht.capaciteit.draaien import Gestopt, simuleer, vergelijk
from zicht.capaciteit.kern.tafels import maak_tafels
from zicht.capaciteit.keuren import ModelFout
from zicht.capaciteit.model import Model, Post, Startzaak, Team
from zicht.capaciteit.studie.bezetting import op_niveau
from zicht.capaciteit.uitkomst import INDICATOREN, Jaarmaat, Maat, als_json, uit_json, wilson
from zicht.core.fouten import AanroepFout


@pytest.fixture(scope="module")
def klein() -> Model:
    return een_post(4.0, 5, exponentieel(1.0), dagen=120, opwarm=20)


def test_zelfde_zaad_zelfde_antwoord_ook_na_json(klein: Model) -> None:
    eerste = simuleer(klein, 40, zaad=3)
    tekst = als_json(eerste)
    assert als_json(uit_json(tekst)) == tekst
    nog_eens = replace(simuleer(klein, 40, zaad=3), rekentijd=eerste.rekentijd)
    assert als_json(nog_eens) == tekst
    ander = replace(simuleer(klein, 40, zaad=4), rekentijd=eerste.rekentijd)
    assert als_json(ander) != tekst


@pytest.mark.parametrize("blok, draden", [(7, 1), (40, 2), (1, 2)])
def test_blokken_en_draden_maken_niet_uit(
    klein: Model, monkeypatch: pytest.MonkeyPatch, blok: int, draden: int
) -> None:
    eerste = simuleer(klein, 40)
    monkeypatch.setattr(draaien, "BLOK", blok)
    monkeypatch.setattr(draaien, "DRADEN", draden)
    assert als_json(replace(simuleer(klein, 40), rekentijd=eerste.rekentijd)) == als_json(eerste)


def test_banden_zijn_de_kwantielen_van_de_herhalingen(klein: Model) -> None:
    from zicht.capaciteit.kern.blok import draai_blok

    uit, blok = simuleer(klein, 200), draai_blok(maak_tafels(klein), 1, 0, 200)
    stand = blok.week[:, 5, Maat.WACHT_BEOORDELING, 0]
    band = uit.reeksen[Maat.WACHT_BEOORDELING, None][5]
    assert band.kwantielen == tuple(np.quantile(stand, (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95), method="inverted_cdf"))
    assert band.gemiddelde == pytest.approx(stand.mean())
    assert band.fout == pytest.approx(stand.std(ddof=1) / 200**0.5)
    tellingen = blok.termijn_groep[:, 0, 0]
    procent = 100 * tellingen[:, 1] // tellingen[:, 0]
    assert uit.boven[INDICATOREN[0]][90] == (procent >= 90).sum()
    assert uit.kans(INDICATOREN[0], 0.895).waarde == (procent >= 90).mean()


@given(st.integers(0, 10**6))
def test_een_vak_is_hoogstens_een_procent_breed(waarde: int) -> None:
    from zicht.capaciteit.kern.vegen import vak_van, waarde_van

    staat_voor = waarde_van(vak_van(waarde))
    assert abs(staat_voor - waarde) <= (0 if waarde < 256 else waarde * 0.005)


def test_voortgang_en_stoppen(klein: Model) -> None:
    gemeld = list[tuple[int, int]]()
    simuleer(klein, 60, meld=lambda gedaan, totaal: gemeld.append((gedaan, totaal)))
    assert gemeld == [(25, 60), (50, 60), (60, 60)]
    with pytest.raises(Gestopt, match=r"na 0 van 60"):
        simuleer(klein, 60, stop=lambda: True)
    with pytest.raises(AanroepFout, match="herhalingen"):
        simuleer(klein, 0)


def test_een_model_dat_niet_klopt_wordt_geweigerd(klein: Model) -> None:
    (stroom,) = klein.stromen
    with pytest.raises(ModelFout, match=r"kansen zijn samen 1, gevonden 0\.9"):
        simuleer(replace(klein, stromen=(replace(stroom, urgentie=(0.2, 0.2, 0.5)),)), 1)
    with pytest.raises(ModelFout, match="verwacht 120 waarden, gevonden 3"):
        simuleer(replace(klein, stromen=(replace(stroom, per_dag=(1.0, 1.0, 1.0)),)), 1)


def test_vergelijken_neemt_verschillen_per_herhaling(klein: Model) -> None:
    (team,) = klein.teams
    meer = replace(klein, teams=(replace(team, uren=tuple(n + 1 for n in team.uren)),))
    uit = vergelijk({"nu": klein, "meer": meer, "nog eens": klein}, 60)
    verschil = uit.jaar["meer"][Jaarmaat.WACHT_GEMIDDELD]
    los = [uitkomst.jaar[Jaarmaat.WACHT_GEMIDDELD] for uitkomst in uit.uitkomsten.values()]
    assert verschil.gemiddelde == pytest.approx(los[1].gemiddelde - los[0].gemiddelde, abs=0.1)
    assert verschil.fout < 0.7 * (los[0].fout ** 2 + los[1].fout ** 2) ** 0.5
    assert uit.jaar["nog eens"][Jaarmaat.WACHT_GEMIDDELD].gemiddelde == 0
    assert uit.tijdig["meer"]["beoordeling-tijdig-na-ontvangst"].gemiddelde > 0
    assert "vv-tijdig-na-start" not in uit.tijdig["meer"]  # er zijn geen diensten


@given(st.floats(2.0, 6.0), st.integers(3, 6), st.integers(0, 50))
@settings(max_examples=15)
def test_een_plaats_erbij_laat_op_geen_moment_meer_wachten(per_dag: float, plaatsen: int, zaad: int) -> None:
    """In een rij op volgorde van aankomst begint iedereen met een plaats erbij eerder of even vroeg (Kiefer en Wolfowitz)."""
    from zicht.capaciteit.kern.blok import draai_blok

    krap, ruim = (een_post(per_dag, n, exponentieel(1.0), dagen=90, opwarm=0) for n in (plaatsen, plaatsen + 1))
    wacht = [draai_blok(maak_tafels(model), zaad, 0, 2).week[:, :, Maat.NIET_OPGEPAKT] for model in (krap, ruim)]
    assert (wacht[1] <= wacht[0]).all()


def test_uren_zijn_gemiddeld_die_van_het_rooster() -> None:
    model = een_post(1.0, 10, exponentieel(1.0), dagen=365, opwarm=0)
    team = Team("front", "", 10, 12, (50.0,) * 261, 0.1, 0.3, 40, 30)
    uit = simuleer(
        replace(model, teams=(replace(team, uren=team.uren[: len(model.teams[0].uren)] + (50.0,) * 0),)), 300
    )
    weken = uit.uren["front"][1:-1]
    gemiddeld = sum(band.gemiddelde for band in weken) / len(weken)
    fout = max(band.fout for band in weken)  # weken hangen samen: reken alsof het er een is
    assert abs(gemiddeld - 250) < 4 * fout


def test_ander_verzuim_rekent_de_uren_om() -> None:
    team = Team("front", "", 10, 12, (100.0, 100.0), verzuim=0.1)
    zieker = op_niveau(team, verzuim=0.2)
    assert zieker.uren == pytest.approx((100 * 0.8 / 0.9,) * 2)
    assert op_niveau(zieker, verzuim=0.1).uren == pytest.approx(team.uren)
    assert op_niveau(replace(team, werving_werkdagen=60), verloop=0.2).uren[0] < 100


def test_meer_verzuim_geeft_op_geen_dag_meer_mensen() -> None:
    from zicht.capaciteit.kern.trekken import trek

    model = een_post(1.0, 10, exponentieel(1.0), dagen=90, opwarm=0)
    (team,) = model.teams
    gezond, ziek = (
        trek(maak_tafels(replace(model, teams=(replace(team, verzuim=verzuim),))), 1, 0).bezetting["vol"]
        for verzuim in (0.05, 0.15)
    )
    assert (ziek <= gezond).all()
    assert ziek.sum() < gezond.sum()


def test_de_startlijst_houdt_haar_leeftijd() -> None:
    model = een_post(0.0, 1, exponentieel(1.0), dagen=14, opwarm=0)
    oud = Startzaak(Post.BEOORDELING, 2, 0, date(2023, 12, 1))
    (team,) = model.teams
    stil = replace(model, start=(oud, oud), teams=(replace(team, uren=(0.0,) * len(team.uren)),))
    uit = simuleer(stil, 3)
    assert [band.midden for band in uit.reeksen[Maat.OUDSTE, None]] == [37, 44]
    assert [band.midden for band in uit.reeksen[Maat.WACHT_BEOORDELING, None]] == [2, 2]
    assert uit.jaar[Jaarmaat.ONTVANGEN].gemiddelde == 0


def test_wilson() -> None:
    assert wilson(0, 10).laag == 0
    assert wilson(8, 10).laag == pytest.approx(0.4902, abs=1e-4)  # Newcombe 1998, methode 3
    assert wilson(8, 10).hoog == pytest.approx(0.9433, abs=1e-4)
    assert wilson(10, 10).hoog == 1
