"""Willekeurige voorwaarden over willekeurige feiten: referentie, DuckDB en PostgreSQL zeggen hetzelfde.

Per voorbeeld een stapel voorwaarden en telregels over een deel van de rijen, in een vraag per database. Vergeleken worden
de velden zoals ze op de peildatum bekend zijn, de uiterste datum van elke klok, en het antwoord: waar, onwaar of onbekend.
"""

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from support.brede import Brede, maak_breed
from support.voorwaarden import (
    FEITEN,
    Gezien,
    Opgave,
    gemene_tabellen,
    knopen,
    opgaven,
    sleutels_van_stuk,
    uiterste_datums,
    vraag,
)
from zicht.core.reference import Omgeving, antwoord, bekend, bereken, evalueer
from zicht.core.uitleg import tekst
from zicht.core.voorwaarden import Ingevuld, InPeriode, Voorwaarde, Waarde
from zicht.engines.duckdb import DuckDB
from zicht.engines.postgres import Postgres, naar_postgres
from zicht.engines.tellen import Motor

ZADEN = range(40, 52)
# Without shrinking: an example holds many conditions, so the smallest one that differs is soon found by hand.
zonder_krimp = settings(phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def brede() -> Brede:
    """De feiten van twaalf willekeurige datasets, breed."""
    return maak_breed(gemene_tabellen(ZADEN))


@pytest.fixture(scope="module")
def postgres(brede: Brede, postgres_url: str) -> Iterator[Postgres]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZICHT_POSTGRES", postgres_url)
        motor = naar_postgres(brede.verbinding)
    yield motor
    motor.verbinding.close()


def volgens_referentie(brede: Brede, opgave: Opgave, sleutels: list[str]) -> dict[str, Gezien]:
    """Wat de referentie van dezelfde rijen zegt."""
    omgeving = Omgeving(opgave.venster.peildatum, opgave.venster.periode, brede.uiterste())
    sleutel, gevraagd = opgave.feit.sleutel[0], set(sleutels)
    uit: dict[str, Gezien] = {}
    for ruw in brede.rijen(opgave.feit):
        rij = bekend(opgave.feit, ruw, opgave.venster.peildatum) if ruw[sleutel] in gevraagd else None
        if rij is not None:
            uit[str(ruw[sleutel])] = Gezien(
                rij,
                {knoop.klok: bereken(knoop, rij, omgeving) for knoop in uiterste_datums(opgave.feit)},  # type: ignore[misc]
                tuple(evalueer(voorwaarde, rij, omgeving) for voorwaarde in opgave.voorwaarden),
                tuple(int(antwoord(regel, rij, omgeving)) for regel in opgave.telregels),
            )
    return uit


def vergelijk(brede: Brede, motor: Motor, opgave: Opgave) -> None:
    """Elke rij hetzelfde: wat er bekend is, wanneer de termijn afloopt en wat elke vraag oplevert."""
    sleutels = sleutels_van_stuk(brede, opgave.feit, opgave.stuk)
    verwacht, gekregen = volgens_referentie(brede, opgave, sleutels), vraag(motor, opgave, sleutels)
    assert gekregen.keys() == verwacht.keys()
    for sleutel, gezien in verwacht.items():
        assert gekregen[sleutel].velden == gezien.velden, sleutel
        assert gekregen[sleutel].uitersten == gezien.uitersten, sleutel
        assert not _verschil(opgave, gekregen[sleutel], gezien), (sleutel, gezien.velden)
        assert gekregen[sleutel].antwoorden == gezien.antwoorden, sleutel


def _verschil(opgave: Opgave, gekregen: Gezien, verwacht: Gezien) -> str:
    """De kortste voorwaarde waarover de motoren het oneens zijn, in woorden."""
    anders = [
        f"{tekst(voorwaarde, {})}: {een}, de referentie zegt {ander}"
        for voorwaarde, een, ander in zip(opgave.voorwaarden, gekregen.voorwaarden, verwacht.voorwaarden, strict=True)
        if een is not ander
    ]
    return min(anders, key=len, default="")


@zonder_krimp
@given(opgave=opgaven())
def test_duckdb_en_de_referentie_geven_hetzelfde_antwoord(brede: Brede, opgave: Opgave) -> None:
    vergelijk(brede, DuckDB(brede.verbinding), opgave)


@pytest.mark.postgres
@zonder_krimp
@given(opgave=opgaven())
def test_postgresql_en_de_referentie_geven_hetzelfde_antwoord(brede: Brede, postgres: Postgres, opgave: Opgave) -> None:
    vergelijk(brede, postgres, opgave)


def test_elke_knoop_wordt_getrokken_en_geeft_elke_uitkomst(brede: Brede) -> None:
    """Een vergelijking zegt alleen iets over knopen en uitkomsten die er echt in voorkomen."""
    getrokken: set[type] = set()
    uitkomsten: dict[type, set[bool | None]] = {}

    @settings(max_examples=40, derandomize=True, database=None, suppress_health_check=list(HealthCheck), deadline=None)
    @given(opgave=opgaven())
    def trek(opgave: Opgave) -> None:
        rijen = brede.bekend(opgave.feit, opgave.venster.peildatum)[opgave.stuk :: 40]
        omgeving = Omgeving(opgave.venster.peildatum, opgave.venster.periode, brede.uiterste())
        for knoop in knopen(opgave.alle()):
            getrokken.add(type(knoop))
            if isinstance(knoop, Voorwaarde):
                uitkomsten.setdefault(type(knoop), set()).update(evalueer(knoop, rij, omgeving) for rij in rijen)

    trek()
    assert getrokken == {*get_args(Voorwaarde), *get_args(Waarde)}
    nooit_onbekend = {Ingevuld, InPeriode}
    for knoop in get_args(Voorwaarde):
        assert uitkomsten[knoop] == ({True, False} if knoop in nooit_onbekend else {True, False, None}), knoop


# Velden waar geen indicator naar vraagt en die de willekeurige feiten dus leeg laten.
NIET_GEVULD = {"regio_bekend_op", "geregistreerd_op"}


def test_de_feiten_zijn_gemeen_genoeg(brede: Brede) -> None:
    """Van elk feit zijn er rijen, van elk veld lege en ingevulde, en van elke klok wel en geen uiterste datum."""
    uiterste = brede.uiterste()
    for feit in FEITEN:
        rijen = brede.rijen(feit)
        assert len(rijen) >= 40
        for veld in feit.velden():
            ingevuld = {rij[veld.naam] is not None for rij in rijen}
            assert True in ingevuld or veld.naam in NIET_GEVULD, veld.naam
            assert False in ingevuld or veld.verplicht or veld.afgeleid, veld.naam
        for knoop in uiterste_datums(feit):
            datums = [rij[knoop.begin.naam] and uiterste(knoop, rij) for rij in rijen]
            assert any(datums) or knoop.duur == "terugkoppeling"
    assert any(rij["recidiveroute"] is None for rij in brede.rijen(FEITEN[0]))
