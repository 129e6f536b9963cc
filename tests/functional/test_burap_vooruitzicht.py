"""Het vooruitzicht in de burap: uit hetzelfde verslag, met band en terugtoets, en zonder simulatie is er niets van te zien."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.burapfeiten import burapfeiten
from support.keuzeverslag import keuzeverslag
from zicht.capaciteit.studie.uitvoeren import Studieverslag
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.rapportage.blokken import Alinea, Grafiek, Rapport, Tabel, platte_tekst
from zicht.rapportage.burap import maak
from zicht.rapportage.burap.uitgave import bevries
from zicht.rapportage.getallen import VAST
from zicht.rapportage.opdracht import een_regio, stand_van
from zicht.rapportage.stand import Stand
from zicht.rapportage.vooruitzicht import met_vooruitzicht
from zicht.uitwisseling.bewaard import open_mappen


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    map_ = burapfeiten(tmp_path_factory.mktemp("feiten"))
    cijfers = een_regio(open_mappen(map_, toch=False))
    return stand_van(cijfers, lees_periode("2025-burap3"), peildatum=None, indicatorset=None, map_=map_, beleid=Beleid(),
                     meld=lambda _: None, trend=("instroom-meldingen",))  # fmt: skip


def verslag(stand: Stand) -> Studieverslag:
    gemaakt = keuzeverslag()
    return replace(gemaakt, herkomst=replace(gemaakt.herkomst, feiten=stand.vingerafdruk))


def tekst(rapport: Rapport) -> str:
    return " ".join(platte_tekst(b.delen) for b in rapport.blokken if isinstance(b, Alinea)).replace(VAST, " ")


def test_de_burap_zegt_waar_de_wachtlijst_op_uitkomt_met_band_en_terugtoets(stand: Stand) -> None:
    romp = maak.romp(met_vooruitzicht(stand, verslag(stand)), 1, {})
    assert (
        "Met de mensen en de werkwijze van nu wachten er op 30 december 2026 naar verwachting 269 meldingen; "
        "8 van de 10 keer tussen 188 en 349." in tekst(romp)
    )
    assert "had dezelfde berekening 161 verwacht, 8 van de 10 keer tussen 121 en 201; het werden er 145." in tekst(romp)
    assert "Per week zat zij er gemiddeld 18 naast." in tekst(romp)
    assert "43 % op tijd; 8 van de 10 keer tussen 38 % en 49 %. De norm wordt dan 4 van de 10 keer gehaald." in tekst(
        romp
    )
    (tabel,) = [b for b in romp.blokken if isinstance(b, Tabel) and b.titel == "Vooruitblik op de wachtlijst"]
    assert [cel.tekst for cel in tabel.rijen[0]] == ["Verwacht", "177", "208", "238", "269"]
    (grafiek,) = [b for b in romp.blokken if isinstance(b, Grafiek) and "vooruitblik" in b.naam]
    assert "269" in grafiek.alternatief


def test_geen_bestaand_cijfer_en_geen_bestaand_blok_verandert(stand: Stand) -> None:
    met = met_vooruitzicht(stand, verslag(stand))
    erbij = {cijfer.sleutel for cijfer in met.lijst} - {cijfer.sleutel for cijfer in stand.lijst}
    assert erbij
    assert all(sleutel.startswith("vooruit-") for sleutel in erbij)
    assert all(met.lijst.cijfers[cijfer.sleutel] == cijfer for cijfer in stand.lijst)
    zonder, blokken = maak.romp(stand, 1, {}).blokken, set(map(repr, maak.romp(met, 1, {}).blokken))
    assert [blok for blok in zonder if repr(blok) not in blokken] == []
    assert "ooruitblik op de wachtlijst" not in " ".join(map(repr, zonder))


def test_wat_echt_geteld_is_blijft_ook_hier_afgerond(stand: Stand) -> None:
    cijfers = bevries(met_vooruitzicht(stand, verslag(stand)))["cijfers"]
    assert cijfers["vooruit-wacht-nu"]["waarde"] == 145
    assert cijfers["vooruit-toets-wacht/werd"]["waarde"] == 145


def test_een_simulatie_van_andere_feiten_of_een_ander_moment_wordt_geweigerd(stand: Stand) -> None:
    goed = verslag(stand)
    with pytest.raises(AanroepFout, match="met andere feiten gemaakt"):
        met_vooruitzicht(stand, keuzeverslag())
    laat = replace(goed, studie=replace(goed.studie, begin=date(2025, 12, 31) + timedelta(days=32)))
    with pytest.raises(AanroepFout, match="hoogstens 31 dagen"):
        met_vooruitzicht(stand, laat)
