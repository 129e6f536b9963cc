"""Wat een begroting is, blijft zij: door het bestand heen, door het sjabloon heen, en door allebei."""

import pytest
from hypothesis import HealthCheck, given, settings

from support.willekeurige_begroting import begrotingen
from zicht.catalogus import begrotingen as catalogus
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.lezen import lees_begroting
from zicht.core.begroting.schrijven import als_toml
from zicht.uitwisseling.begroting.lezen import lees_sjabloon
from zicht.uitwisseling.begroting.schrijven import sjabloon

BEKEND = catalogus.kernprestaties()
STUKKEN = {begroting.titel: begroting for begroting in catalogus.alle()}


def door_toml(begroting: Begroting) -> Begroting:
    return lees_begroting(als_toml(begroting, BEKEND), begroting.bestand, diensten=BEKEND)


def door_sjabloon(begroting: Begroting) -> Begroting:
    return lees_sjabloon(sjabloon(begroting), begroting.bestand)


@pytest.mark.parametrize("titel", STUKKEN)
def test_elk_stuk_van_de_catalogus_komt_hetzelfde_terug(titel: str) -> None:
    begroting = STUKKEN[titel]
    assert door_toml(begroting) == begroting
    assert door_sjabloon(begroting) == begroting


@settings(max_examples=settings.default.max_examples // 2, suppress_health_check=[HealthCheck.too_slow])
@given(begrotingen())
def test_een_willekeurige_begroting_komt_uit_haar_toml_hetzelfde_terug(begroting: Begroting) -> None:
    assert door_toml(begroting) == begroting


@settings(max_examples=settings.default.max_examples // 5, suppress_health_check=[HealthCheck.too_slow])
@given(begrotingen())
def test_een_willekeurige_begroting_komt_uit_het_sjabloon_hetzelfde_terug(begroting: Begroting) -> None:
    assert door_sjabloon(begroting) == begroting
