"""De burap kijkt vooruit met de laatste doorrekening op precies zijn cijfers; is die er niet, dan blijft hij zoals hij was."""

from dataclasses import replace

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from support import capaciteit as maak
from support.rapporten import begin, feiten, maak_mensen, met_feiten, vers
from zicht.uitwisseling.bewaard import open_map
from zicht.web.capaciteit import selecties
from zicht.web.capaciteit.models import Doorrekening
from zicht.web.capaciteit.rekenen import Uitslag
from zicht.web.rapporten import handelingen, werk
from zicht.web.rapporten.gemaakt import van

pytestmark = [pytest.mark.django_db, pytest.mark.traag]
PERIODE = "2025-burap3"  # met een peildatum naast het begin van het verzonnen verslag


def test_de_burap_neemt_de_doorrekening_over_die_op_zijn_cijfers_is_gemaakt(tmp_path):
    mensen, map_ = maak_mensen(), feiten(tmp_path / "feiten")
    afdruk = open_map(map_, zonder_cache=True).feitenset.vingerafdruk
    verslag = replace(maak.verslag(), herkomst=replace(maak.verslag().herkomst, feiten=afdruk))
    rij = maak.klaar(mensen.coen, uitslag=Uitslag.van(verslag))
    assert selecties.verslag_op(afdruk) is None, "deze doorrekening ging over andere cijfers"
    Doorrekening.objects.filter(pk=rij.pk).update(opdracht={"feiten": afdruk})
    rapport = begin(mensen, None, periode=PERIODE, tekst="")
    with override_settings(INSTELLINGEN=met_feiten(map_)):
        haal_op(rapport, mensen)
        gehaald = vers(rapport).cijfers
        assert gehaald.doorrekening == rij.kenmerk
        assert van(gehaald).lijst.zoek("vooruit-wacht").waarde == round(
            verslag.niets_doen.over("wacht_eind").midden + 0.001
        )
        lezen = als(mensen.bea).get(f"/rapporten/{rapport.kenmerk}/lezen/").content.decode()
        assert "Vooruitblik op de wachtlijst" in lezen
        assert rij.kenmerk in als(mensen.bea).get(f"/rapporten/{rapport.kenmerk}/").content.decode()


def haal_op(rapport, mensen) -> None:
    werk.voer_uit(handelingen.opdracht_geven(rapport, door=mensen.bea, om=timezone.localtime()))


def als(wie) -> Client:
    client = Client()
    client.force_login(wie)
    return client
