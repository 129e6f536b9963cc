"""De voorbeelden in de handleiding van het scenariobestand zijn te lezen en door te rekenen."""

import re
from pathlib import Path

import pytest

from zicht.catalogus import begrotingen
from zicht.core.begroting import inzet_lezen
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import lees_scenarios, pas_toe

DOCS = Path(__file__).parents[3] / "docs"
BLADZIJDEN = ("naslag/scenariobestand.md", "doen/een-capaciteitskeuze-maken.md")
BLOK = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
VOORBEELDEN = [blok for bladzijde in BLADZIJDEN for blok in BLOK.findall((DOCS / bladzijde).read_text("utf-8"))]


@pytest.mark.parametrize("tekst", VOORBEELDEN)
def test_elk_voorbeeld_is_te_lezen_en_past_op_een_begroting(tekst: str) -> None:
    nog = begrotingen.begroting("nog", 2025)
    assert all(reken(pas_toe(nog, scenario)) for scenario in lees_scenarios(tekst, "voorbeeld.toml"))


def test_er_zijn_voorbeelden_van_alles() -> None:
    assert len(VOORBEELDEN) >= 5
    alles = [scenario for tekst in VOORBEELDEN for scenario in lees_scenarios(tekst, "voorbeeld.toml")]
    assert any(scenario.wijzigingen for scenario in alles)
    assert any(scenario.mensen for scenario in alles)
    assert any(scenario.beleid for scenario in alles)
    assert any(scenario.instroom for scenario in alles)


def test_elke_sleutel_die_gelezen_wordt_staat_in_de_handleiding() -> None:
    tekst, bron = (DOCS / BLADZIJDEN[0]).read_text("utf-8"), Path(inzet_lezen.__file__).read_text("utf-8")
    lijsten = re.findall(r"\.sleutels\([^)]*\)|bekend = \([^)]*\)|einden = \([^)]*\)", bron)
    sleutels = {sleutel for lijst in lijsten for sleutel in re.findall(r'"([a-z_]+)"', lijst)}
    assert {"team", "na_maanden", "ieder_jaar", "stilgelegd", "tempo"} <= sleutels
    assert {sleutel for sleutel in sleutels if f"`{sleutel}`" not in tekst} == set()
