"""De werkkalender: feestdagen met hun regels, en wat ervan afhangt."""

from datetime import date

import pytest

from zicht.catalogus import load
from zicht.core.fouten import AanroepFout
from zicht.core.kalender import (
    Feestdag,
    KalenderFout,
    Soort,
    dagnummer,
    eerste_paasdag,
    lees_feestdagen,
    maak_kalender,
)

ATW = load.kalender()
KORT = maak_kalender(
    "kort",
    [Feestdag("nieuwjaar", "Nieuwjaarsdag", Soort.VAST, "wet", "art. 3", maand=1, dag=1)],
    date(2024, 12, 28),
    date(2025, 1, 6),
)


@pytest.mark.parametrize(
    "pasen", [date(2008, 3, 23), date(2011, 4, 24), date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25)]
)
def test_eerste_paasdag_valt_waar_de_almanak_hem_zet(pasen: date) -> None:
    assert eerste_paasdag(pasen.year) == pasen


@pytest.mark.parametrize(
    "dag, naam",
    [
        (date(2025, 1, 1), "Nieuwjaarsdag"),
        (date(2025, 4, 18), "Goede Vrijdag"),
        (date(2025, 4, 20), "zondag"),
        (date(2025, 4, 21), "Tweede paasdag"),
        (date(2025, 4, 26), "Koningsdag (zaterdag)"),
        (date(2024, 4, 27), "Koningsdag (zaterdag)"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 5, 5), "Bevrijdingsdag"),
        (date(2023, 5, 5), "Bevrijdingsdag"),
        (date(2025, 5, 29), "Hemelvaartsdag"),
        (date(2025, 6, 9), "Tweede pinksterdag"),
        (date(2025, 12, 25), "Eerste kerstdag"),
        (date(2025, 12, 26), "Tweede kerstdag"),
        (date(2025, 12, 27), "zaterdag"),
        (date(2025, 4, 17), None),
    ],
)
def test_een_vrije_dag_heeft_zijn_naam(dag: date, naam: str | None) -> None:
    assert ATW.naam_vrije_dag(dag) == naam
    assert ATW.is_vrije_dag(dag) is (naam is not None)
    assert ATW.is_werkdag(dag) is (naam is None)


def test_koningsdag_schuift_van_zondag_naar_zaterdag() -> None:
    assert ATW.naam_vrije_dag(date(2031, 4, 26)) == "Koningsdag (zaterdag)"
    assert ATW.naam_vrije_dag(date(2031, 4, 27)) == "zondag"


def test_voor_2014_was_het_koninginnedag_op_30_april() -> None:
    assert ATW.naam_vrije_dag(date(2013, 4, 30)) == "Koninginnedag"
    assert ATW.naam_vrije_dag(date(2006, 4, 29)) == "Koninginnedag (zaterdag)"
    assert ATW.is_werkdag(date(2015, 4, 30))
    assert ATW.is_werkdag(date(2012, 4, 27))


def test_twee_feestdagen_op_een_dag_worden_allebei_genoemd() -> None:
    """In 2016 viel Hemelvaartsdag op 5 mei."""
    assert ATW.naam_vrije_dag(date(2016, 5, 5)) == "Bevrijdingsdag en Hemelvaartsdag"


def test_gelijkgestelde_dagen_tellen_alleen_in_de_kalender_met_besluiten() -> None:
    met = load.kalender("atw_met_besluiten")
    assert ATW.is_werkdag(date(2025, 5, 30))
    assert met.naam_vrije_dag(date(2025, 5, 30)) == "Gelijkgestelde dag"
    assert met.is_werkdag(date(2025, 6, 2))


def test_een_organisatie_kan_goede_vrijdag_als_werkdag_tellen() -> None:
    eigen = load.kalender("zonder_goede_vrijdag")
    assert eigen.is_werkdag(date(2025, 4, 18))
    assert eigen.plus_werkdagen(date(2025, 4, 17), 5) == date(2025, 4, 25)


def test_de_eerstvolgende_werkdag_is_de_dag_zelf_of_de_eerste_erna() -> None:
    assert ATW.eerstvolgende_werkdag(date(2025, 4, 17)) == date(2025, 4, 17)
    assert ATW.eerstvolgende_werkdag(date(2025, 4, 18)) == date(2025, 4, 22)


def test_werkdagen_vooruit_en_terug_slaan_vrije_dagen_over() -> None:
    assert ATW.plus_werkdagen(date(2025, 4, 17), 5) == date(2025, 4, 28)
    assert ATW.plus_werkdagen(date(2025, 4, 19), 1) == date(2025, 4, 22)
    assert ATW.plus_werkdagen(date(2025, 4, 19), 0) == date(2025, 4, 19)
    assert ATW.plus_werkdagen(date(2025, 4, 22), -1) == date(2025, 4, 17)
    assert ATW.plus_werkdagen(date(2025, 4, 20), -1) == date(2025, 4, 17)


def test_een_werkdagnummer_loopt_niet_door_op_een_vrije_dag() -> None:
    donderdag = ATW.werkdagnummer(date(2025, 4, 17))
    assert ATW.werkdagnummer(date(2025, 4, 21)) == donderdag
    assert ATW.werkdagnummer(date(2025, 4, 22)) == donderdag + 1
    assert ATW.werkdag(donderdag) == date(2025, 4, 17)


def test_het_aantal_werkdagen_telt_de_eerste_dag_mee_en_de_laatste_niet() -> None:
    assert ATW.aantal_werkdagen(date(2025, 4, 17), date(2025, 4, 23)) == 2
    assert ATW.aantal_werkdagen(date(2025, 4, 18), date(2025, 4, 22)) == 0
    assert ATW.aantal_werkdagen(date(2025, 4, 22), date(2025, 4, 22)) == 0
    assert ATW.aantal_werkdagen(date(2025, 4, 23), date(2025, 4, 22)) == 0


def test_een_kalenderrij_zegt_hetzelfde_als_de_kalender() -> None:
    rijen = {rij.datum: rij for rij in ATW.rijen(date(2025, 4, 17), date(2025, 4, 22))}
    assert len(rijen) == 6
    goede_vrijdag = rijen[date(2025, 4, 18)]
    assert goede_vrijdag.dagnummer == dagnummer(date(2025, 4, 18)) == 20196
    assert not goede_vrijdag.is_werkdag
    assert goede_vrijdag.werkdagnummer == rijen[date(2025, 4, 17)].werkdagnummer
    assert goede_vrijdag.eerstvolgende_werkdag == date(2025, 4, 22)


def test_zonder_grenzen_eindigt_de_kalendertabel_op_de_laatste_werkdag() -> None:
    rijen = list(KORT.rijen())
    assert (rijen[0].datum, rijen[-1].datum) == (date(2024, 12, 28), date(2025, 1, 6))
    assert [rij.datum.day for rij in rijen if rij.is_werkdag] == [30, 31, 2, 3, 6]


@pytest.mark.parametrize("dag", [date(2024, 12, 27), date(2025, 1, 7)])
def test_een_dag_buiten_de_kalender_is_een_duidelijke_fout(dag: date) -> None:
    with pytest.raises(AanroepFout, match="van 28-12-2024 tot en met 06-01-2025"):
        KORT.is_werkdag(dag)


def test_een_telling_die_de_kalender_uitloopt_is_een_duidelijke_fout() -> None:
    with pytest.raises(AanroepFout, match="valt daarbuiten"):
        KORT.plus_werkdagen(date(2025, 1, 3), 2)
    with pytest.raises(AanroepFout, match="valt daarbuiten"):
        KORT.plus_werkdagen(date(2024, 12, 30), -1)


def test_een_onbekende_kalender_noemt_de_bekende() -> None:
    with pytest.raises(AanroepFout, match="atw, atw_met_besluiten, zonder_goede_vrijdag"):
        load.kalender("carnaval")


def test_een_kalender_is_een_waarde() -> None:
    regels = [regel for regel in load.feestdagen().regels if regel.code == "nieuwjaarsdag"]
    een, twee = maak_kalender("k", regels), maak_kalender("k", regels)
    assert een == twee
    assert hash(een) == hash(twee)
    assert een != ATW


@pytest.mark.parametrize(
    "tekst",
    [
        '[feestdag.x]\nnaam = "X"\nsoort = "maan"\nbron = "w"\nvindplaats = "a"\n[kalender]',
        '[feestdag.x]\nnaam = "X"\nsoort = "vast"\nvindplaats = "a"\n[kalender]',
        '[feestdag]\n[kalender.k]\nomschrijving = "k"\nfeestdagen = ["bestaat_niet"]',
    ],
)
def test_een_kapotte_feestdagentabel_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(KalenderFout, match=r"feestdagen\.toml"):
        lees_feestdagen(tekst)


def test_elke_feestdagregel_heeft_een_bron_die_bestaat() -> None:
    for regel in load.feestdagen().regels:
        assert regel.bron in load.bronnen(), regel.code
        assert regel.vindplaats, regel.code
