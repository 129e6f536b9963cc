"""De ijking: gedrukte getallen, rechte lijnen ertussen, en overal een bron."""

import tomllib
from importlib import resources

import pytest

from zicht.synthetisch.ijking import IJking, Reeks, lees_reeksen
from zicht.synthetisch.regios import lees_regios


def test_tussen_twee_punten_loopt_een_rechte_lijn_en_erbuiten_groei() -> None:
    reeks = Reeks(((2021, 100.0), (2023, 200.0)), 0.1, None)
    assert [reeks.waarde(jaar) for jaar in (2021, 2022, 2023)] == [100, 150, 200]
    assert reeks.waarde(2024) == pytest.approx(220)
    assert reeks.waarde(2020) == pytest.approx(100 / 1.1)


def test_nog_heeft_zijn_gedrukte_aantallen_precies() -> None:
    nog = IJking("NOG")
    assert [nog.aantal("meldingen", jaar) for jaar in (2021, 2023, 2025)] == [3023, 3075, 3250]
    assert nog.aantal("registratie", 2025) == 32


def test_de_schaal_verkleint_alles_naar_verhouding() -> None:
    assert IJking("NOG", 0.1).aantal("meldingen", 2021) == 302


def test_alle_regios_samen_zijn_het_landelijke_totaal() -> None:
    samen = sum(IJking(code).volume("meldingen", 2023) for code in lees_regios())
    assert samen == pytest.approx(127_340)


def test_elk_punt_noemt_een_bron_die_bestaat_met_een_vindplaats_of_een_reden() -> None:
    bronnen = tomllib.loads((resources.files("zicht.catalogus") / "bronnen.toml").read_text(encoding="utf-8"))
    inhoud = tomllib.loads((resources.files("zicht.synthetisch") / "ijking.toml").read_text(encoding="utf-8"))
    punten = [punt for reeksen in inhoud.values() for reeks in reeksen.values() for punt in reeks["punten"]]
    assert len(punten) > 80
    assert {punt["bron"] for punt in punten} <= bronnen.keys()
    assert all(punt.get("reden" if punt["bron"] == "zicht-keuze" else "vindplaats") for punt in punten)


def test_elke_reeks_zegt_welke_telling_haar_waarmaakt() -> None:
    inhoud = tomllib.loads((resources.files("zicht.synthetisch") / "ijking.toml").read_text(encoding="utf-8"))
    assert all(reeks["telling"] for reeksen in inhoud.values() for reeks in reeksen.values())


def test_wat_een_regio_noemt_bestaat_ook_landelijk() -> None:
    reeksen = lees_reeksen()
    assert reeksen["NOG"].keys() | reeksen["NHN"].keys() <= reeksen["landelijk"].keys()
