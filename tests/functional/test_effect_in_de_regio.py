"""Een ingeplant effect in een verzonnen regio wordt gevonden, en waar niets is geplant wordt niets beweerd."""

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from zicht.cijfers import Cijfers
from zicht.cijfers.effect import effect_van
from zicht.cijfers.zinnen import effectzin
from zicht.core.effect import Uitspraak
from zicht.core.fouten import AanroepFout
from zicht.core.parameters import Richting
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

BEGIN = date(2025, 1, 1)
OP_TIJD = "vv-tijdig-na-ontvangst"
GELIJK = "vv-tijdig-na-start"


@pytest.fixture(scope="module")
def regio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("regio") / "nhn"
    maak("nhn", 3, 7, map_, 1.0)
    return map_


@pytest.fixture(scope="module")
def gewoon(regio: Path) -> Cijfers:
    return Cijfers(lees_feiten(regio))


def plant(regio: Path, doel: Path) -> Cijfers:
    """Dezelfde regio, waarin een op de drie diensten vanaf 2025 binnen negen weken na de melding klaar is."""
    shutil.copytree(regio, doel)
    with (doel / "melding.csv").open(encoding="utf-8") as bestand:
        ontvangen = {rij["melding_id"]: rij["ontvangen_op"] for rij in csv.DictReader(bestand)}
    with (doel / "dienst.csv").open(encoding="utf-8") as bestand:
        lezer = csv.DictReader(bestand)
        kolommen, rijen = list(lezer.fieldnames or ()), list(lezer)
    for nr, rij in enumerate(rijen):
        begin = ontvangen.get(rij["melding_id"])
        if rij["afgerond_op"] >= BEGIN.isoformat() and begin and nr % 3 == 0:
            klaar = max(
                date.fromisoformat(begin) + timedelta(weeks=9), date.fromisoformat(rij["gestart_op"] or begin), BEGIN
            )
            rij["afgerond_op"] = min(klaar.isoformat(), rij["afgerond_op"])
    with (doel / "dienst.csv").open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, kolommen)
        schrijver.writeheader()
        schrijver.writerows(rijen)
    return Cijfers(lees_feiten(doel, toch=True))


def test_wat_geplant_is_wordt_gevonden_en_wat_niet_geplant_is_niet(
    regio: Path, gewoon: Cijfers, tmp_path: Path
) -> None:
    geplant = effect_van(plant(regio, tmp_path / "geplant"), OP_TIJD, BEGIN, Richting.MINIMAAL)
    assert geplant.uitspraak is Uitspraak.BETER
    assert effectzin(geplant).startswith("Meer dan toeval: beter.")
    for code in (OP_TIJD, GELIJK, "tevredenheid-betrokkenen"):
        niets = effect_van(gewoon, code, BEGIN, Richting.MINIMAAL)
        assert [moment.uitspraak for moment in niets.momenten] == [Uitspraak.TOEVAL] * 3, code


def test_van_een_aantal_of_zonder_maanden_is_er_geen_uitspraak(gewoon: Cijfers) -> None:
    with pytest.raises(AanroepFout, match="geen aandeel en geen cijfer"):
        effect_van(gewoon, "instroom-meldingen", BEGIN, Richting.MINIMAAL)
    assert effect_van(gewoon, OP_TIJD, date(2035, 1, 1), Richting.MINIMAAL).uitspraak is Uitspraak.TE_VROEG
