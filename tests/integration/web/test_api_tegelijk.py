"""Dezelfde aanlevering tegelijk: twee systemen die niet op elkaar wachten, een echte databank, een melding."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from support.koppeling import BULK, MELDING, RIJ, Systeem, maak_sleutel, met
from zicht.web.logboek import keten
from zicht.web.registratie import models as m

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="de testdatabank van SQLite staat in het geheugen van een draad"
    ),
]
TEGELIJK = 6


def allemaal(doe):
    """Voer iets tegelijk uit, elk op een eigen verbinding."""
    begin = Barrier(TEGELIJK)

    def een(nummer):
        begin.wait()
        try:
            return doe(nummer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TEGELIJK) as draden:
        return list(draden.map(een, range(TEGELIJK)))


def test_dezelfde_melding_tegelijk_is_een_melding():
    assert connection.vendor == "postgresql"
    sleutel = maak_sleutel()
    antwoorden = allemaal(lambda _: Systeem(sleutel).stuur(MELDING))
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [200] * (TEGELIJK - 1) + [201]
    assert len({antwoord.json()["kenmerk"] for antwoord in antwoorden}) == 1
    assert m.Melding.objects.count() == m.Dossier.objects.count() == m.Aanlevering.objects.count() == 1
    assert m.Persoon.objects.count() == 3
    assert list(keten.breuken()) == []


def test_andere_inhoud_tegelijk_is_een_melding_en_de_rest_een_conflict():
    sleutel = maak_sleutel()
    antwoorden = allemaal(lambda nummer: Systeem(sleutel).stuur(met(MELDING, verzoek=f"verzoek {nummer}")))
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [201] + [409] * (TEGELIJK - 1)
    assert m.Melding.objects.count() == 1


@pytest.mark.parametrize("vraag", ["", "?allesOfNiets=true"])
def test_dezelfde_bulk_tegelijk_en_door_elkaar_leest_elke_rij_een_keer(vraag):
    sleutel = maak_sleutel()
    rijen = [met(RIJ, extern_kenmerk=f"PV-{nummer}", betrokkenen=[]) for nummer in range(8)]

    def stuur(nummer):
        volgorde = rijen if nummer % 2 else rijen[::-1]
        return Systeem(sleutel).stuur({"meldingen": volgorde}, BULK + vraag)

    antwoorden = allemaal(stuur)
    assert [antwoord.status_code for antwoord in antwoorden] == [200] * TEGELIJK
    tellingen = [(een["vastgelegd"], een["alBekend"]) for een in (antwoord.json() for antwoord in antwoorden)]
    assert sum(vastgelegd for vastgelegd, _ in tellingen) == len(rijen)
    assert all(sum(telling) == len(rijen) for telling in tellingen)
    assert m.Melding.objects.count() == m.Aanlevering.objects.count() == len(rijen)
    assert list(keten.breuken()) == []
