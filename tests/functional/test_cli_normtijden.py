"""`zicht normtijden` van begin tot eind: verzonnen tijd bij een regio, het geplante verschil gevonden en de rest niet."""

import json

import pytest

from zicht import cli
from zicht.catalogus import begrotingen
from zicht.catalogus.normtijden import OP_DIENST
from zicht.cijfers.normtijden import Tijd, bewaak, zaken
from zicht.uitwisseling.feiten import lees_feiten
from zicht.uitwisseling.tijdschrijven import lees_tijd


@pytest.fixture(scope="module")
def regio(tmp_path_factory):
    map_ = tmp_path_factory.mktemp("regio") / "nog"
    assert cli.main(["synthetisch", "--regio", "nog", "--jaren", "3", "--schaal", "0.2", "--uit", str(map_), "--tijdschrijven"]) == 0  # fmt: skip
    return map_


def test_het_bestand_met_tijd_verandert_geen_byte_van_de_feiten(regio, tmp_path, capsys):
    zonder = tmp_path / "zonder"
    cli.main(["synthetisch", "--regio", "nog", "--jaren", "3", "--schaal", "0.2", "--uit", str(zonder)])
    bytes_van = {pad.name: pad.read_bytes() for pad in zonder.iterdir()}
    assert {pad.name: pad.read_bytes() for pad in regio.iterdir() if pad.name != "tijdschrijven.csv"} == bytes_van
    assert lees_feiten(regio).vingerafdruk == lees_feiten(zonder).vingerafdruk


def test_het_geplante_verschil_is_gevonden_en_de_andere_normtijden_blijven(regio, capsys):
    assert cli.main(["normtijden", str(regio), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    advies = {rij["dienst"]: rij["advies"] for rij in uit["diensten"]}
    assert {dienst for dienst, wat in advies.items() if wat == "herzien"} == {"voorwaarden_en_vervolg"}
    assert advies["meldingen"] == advies["monitoren"] == "klopt"
    (vv,) = [rij for rij in uit["diensten"] if rij["dienst"] == "voorwaarden_en_vervolg"]
    assert vv["laag"] > 1
    assert vv["zaken"] > vv["zaken_nodig"]
    assert uit["samen"] == vv["gevolg"]
    assert vv["gevolg"]["euro"] > 0


def test_de_uitvoer_noemt_kansen_voorstel_en_wat_niet_meetelt(regio, capsys):
    assert cli.main(["normtijden", str(regio)]) == 0
    gedrukt = capsys.readouterr()
    assert "hoogstens 1 op de 20 keer ooit" in gedrukt.out
    assert "Voorwaarden en vervolg: van 18 uur naar" in gedrukt.out
    assert "die klaar zijn zonder uren." in gedrukt.out
    assert "tijdschrijven.csv" not in gedrukt.err


def test_zonder_geschreven_tijd_staat_er_alleen_doorlooptijd(regio, tmp_path, capsys):
    zonder = lees_feiten(regio)
    gevonden = bewaak(zonder, begrotingen.begroting("nog", 2025), None)
    assert all(regel.toets is None and regel.gevolg is None for regel in gevonden.regels)
    assert any(regel.doorloop.mediaan for regel in gevonden.regels)
    (regio / "tijdschrijven.csv").rename(tmp_path / "tijd.csv")
    try:
        cli.main(["normtijden", str(regio)])
        assert "Er is geen geschreven tijd" in capsys.readouterr().out
        assert cli.main(["normtijden", str(regio), "--tijd", str(tmp_path / "tijd.csv")]) == 0
    finally:
        (tmp_path / "tijd.csv").rename(regio / "tijdschrijven.csv")


def test_wat_niet_in_de_feiten_staat_is_geteld_en_op_een_eerdere_dag_is_minder_klaar(regio):
    feiten, tijd = lees_feiten(regio), lees_tijd(regio / "tijdschrijven.csv")
    meer = Tijd({**tijd.uren, ("dienst", "bestaat-niet"): 3.0}, tijd.eerste)
    gevonden = bewaak(feiten, begrotingen.begroting("nog", 2025), meer)
    assert gevonden.onbekend == 1
    vroeger = feiten.peildatum.replace(year=feiten.peildatum.year - 1)
    onderzoek = OP_DIENST["onderzoek"]
    toen = [zaak for zaak in zaken(feiten, onderzoek, vroeger) if zaak.einde]
    assert all(zaak.einde <= vroeger for zaak in toen)
    assert len(toen) < len([zaak for zaak in zaken(feiten, onderzoek, feiten.peildatum) if zaak.einde])


def test_een_kapot_bestand_en_een_onbekende_begroting_geven_een_gewone_zin(regio, tmp_path, capsys):
    (tmp_path / "kapot.csv").write_text("soort,id,datum,uren\ndienst,D1,gisteren,3\n", "utf-8")
    assert cli.main(["normtijden", str(regio), "--tijd", str(tmp_path / "kapot.csv")]) != 0
    assert "rij 2: verwacht een datum als jjjj-mm-dd" in capsys.readouterr().err
    assert cli.main(["normtijden", str(regio), "--begroting", "bestaatniet"]) != 0
    assert "geen regio met een begroting" in capsys.readouterr().err
