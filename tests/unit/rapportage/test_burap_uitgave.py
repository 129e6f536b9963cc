"""Uitgaven van een burap: dezelfde cijfers zijn dezelfde uitgave, andere zijn de volgende, met de reden."""

import json
from pathlib import Path
from typing import Any

import pytest

from zicht.core.fouten import OnleesbaarFout
from zicht.rapportage.burap.uitgave import bepaal, bewaarnaam


def bevroren(**anders: Any) -> dict[str, Any]:
    cijfers = {"instroom": {"soort": "aantal", "waarde": 100, "tekst": "100"},
               "tijdig": {"soort": "aandeel", "waarde": 0.5, "teller": 50, "noemer": 100, "tekst": "50 % (50 van 100)"}}  # fmt: skip
    return {
        "soort": "burap", "regio": "NHN", "periode": "2025-burap1", "intern": False, "definitieversie": "a", "indicatorset": "s",
        "peildatum": "2025-04-30", "publicatie": {"drempel": 10}, "toch": False, "vingerafdruk": "x", "cijfers": cijfers,
    } | anders  # fmt: skip


def zet(map_: Path, inhoud: dict[str, Any], **erbij: Any) -> None:
    (map_ / "burap.json").write_text(
        json.dumps(inhoud | {"uitgave": 1, "wijzigingen": [], "redenen": []} | erbij), "utf-8"
    )


def met(code: str, **anders: Any) -> dict[str, Any]:
    cijfers = bevroren()["cijfers"]
    return cijfers | {code: cijfers[code] | anders}


def test_zonder_eerdere_burap_is_het_uitgave_een(tmp_path: Path):
    assert bepaal(bevroren(), tmp_path).nummer == 1


def test_dezelfde_cijfers_blijven_dezelfde_uitgave_met_hun_wijzigingen(tmp_path: Path):
    wijziging = {"sleutel": "instroom", "was": "90", "nu": "100", "waarom": "later ingevoerd"}
    zet(tmp_path, bevroren(), uitgave=3, wijzigingen=[wijziging], redenen=["andere feiten"])
    uitgave = bepaal(bevroren(), tmp_path)
    assert (uitgave.nummer, uitgave.wijzigingen[0].nu, uitgave.redenen, uitgave.oud) == (
        3,
        "100",
        ("andere feiten",),
        None,
    )


@pytest.mark.parametrize(
    "nieuw,waarom",
    [
        (bevroren(vingerafdruk="y", cijfers=met("instroom", waarde=105, tekst="105")), "later ingevoerd of gecorrigeerd"),
        (bevroren(vingerafdruk="y", cijfers=met("instroom", waarde=95, tekst="95")), "gecorrigeerd of verwijderd"),
        (bevroren(vingerafdruk="y", cijfers=met("tijdig", teller=55, tekst="55 %")), "gecorrigeerd (datum of uitkomst)"),
        (bevroren(vingerafdruk="y", definitieversie="b", cijfers=met("tijdig", tekst="51 %")), "nieuwe definitie"),
        (bevroren(vingerafdruk="y", peildatum="2025-04-01", cijfers=met("tijdig", tekst="51 %")), "andere peildatum"),
        (bevroren(publicatie=None, cijfers=met("tijdig", tekst="51 %")), "andere publicatieregels"),
        (bevroren(vingerafdruk="y", cijfers={"instroom": bevroren()["cijfers"]["instroom"]}), "cijfer toegevoegd of vervallen"),
    ],
)  # fmt: skip
def test_een_ander_cijfer_is_een_nieuwe_uitgave_met_de_reden(tmp_path: Path, nieuw: dict[str, Any], waarom: str):
    zet(tmp_path, bevroren())
    uitgave = bepaal(nieuw, tmp_path)
    assert uitgave.nummer == 2
    assert [wijziging.waarom for wijziging in uitgave.wijzigingen] == [waarom]
    assert uitgave.redenen
    assert uitgave.oud is not None


@pytest.mark.parametrize("anders", [{"periode": "2025-burap2"}, {"regio": "NOG"}, {"intern": True}])
def test_een_ander_rapport_wordt_bewaard_en_niet_vergeleken(tmp_path: Path, anders: dict[str, Any]):
    zet(tmp_path, bevroren())
    uitgave = bepaal(bevroren(**anders), tmp_path)
    assert (uitgave.nummer, uitgave.wijzigingen) == (1, ())
    assert uitgave.oud is not None
    assert bewaarnaam(uitgave.oud) == "burap-2025-burap1-uitgave-1.json"


@pytest.mark.parametrize("inhoud", ["geen json", "[1, 2]"])
def test_een_vreemd_bestand_wordt_niet_overschreven(tmp_path: Path, inhoud: str):
    (tmp_path / "burap.json").write_text(inhoud, "utf-8")
    with pytest.raises(OnleesbaarFout, match=r"burap\.json bestaat al"):
        bepaal(bevroren(), tmp_path)
