"""Een vertaling die niet klopt: elke fout is een zin met de plaats, en alle fouten staan er in een keer."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from zicht.core.fouten import OnleesbaarFout
from zicht.engines.omzetten.vorm import Vertaling
from zicht.uitwisseling.omzetten.lezen import lees_tekst
from zicht.uitwisseling.omzetten.voorbeelden import VOORBEELDEN

LEEG = 'leeg = ["gemeente", "dossier", "betrokkene", "advies", "dienst", "klacht", "tevredenheid"]'
BEGIN = f"""
formaat = 1
[feiten]
regio = "NOG"
peildatum = 2025-12-31
bron = "proef"
{LEEG}
[bron.zaken]
bestand = "zaken.csv"
[lijst.urgentie]
codes = {{ "spoed" = "hoog" }}
"""
MELDING = """
[[melding]]
uit = "zaken"
[melding.velden]
melding_id = { sleutel = "nummer" }
dossier_id = { sleutel = "gezin" }
ontvangen_op = "datum"
"""


def lees(tekst: str) -> Vertaling:
    return lees_tekst(tomllib.loads(tekst), "vertaling.toml")


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_elk_voorbeeld_is_te_lezen(naam: str) -> None:
    tekst = (files("zicht.uitwisseling.omzetten.voorbeelden") / naam / "vertaling.toml").read_text("utf-8")
    assert lees(tekst).vullingen


@pytest.mark.parametrize(
    "veld, zin",
    [
        ('urgenti = "prio"', "melding heeft geen veld 'urgenti'. Bedoelt u 'urgentie'?"),
        ('urgentie = { kolom = "prio", lijst = "urgent" }', "lijst 'urgent' bestaat niet. Bedoelt u 'urgentie'?"),
        ('urgentie = { vast = "spoed" }', "'spoed' is geen code van urgentie."),
        ('urgentie = { kolom = "prio", vast = "hoog" }', "zeg op een manier waar de waarde vandaan komt"),
        ('urgentie = { kolom = "prio", datum = "dd-mm-jjjj" }', "'datum' kan hier niet."),
        ('besluit = { kolom = "besluit", lijst = "urgentie" }', "'hoog' is geen code van besluit."),
        ('opgepakt_op = { kolom = "start", datum = "dd-mm-jj" }', "Een jaar heeft vier cijfers."),
        ('opgepakt_op = { eerste = "start" }', "'eerste' kan alleen in een deel met 'per'."),
        ('hoedanigheid = "BSN melder"', "kolom 'BSN melder' is een burgerservicenummer; die mag alleen in 'sleutel'."),
        ("urgentie = 3", "moet de naam van een kolom zijn, of een tabel"),
        ('aard = { aangevinkt = { "a" = "klappen" } }', "'klappen' is geen code van aard."),
    ],
)
def test_een_fout_in_een_veld_noemt_het_veld_en_wat_wel_kan(veld: str, zin: str) -> None:
    with pytest.raises(OnleesbaarFout) as fout:
        lees(BEGIN + MELDING + veld)
    assert len(fout.value.regels) == 1
    assert fout.value.regels[0].startswith("vertaling.toml, [[melding]] 1, veld ")
    assert zin in fout.value.regels[0]


@pytest.mark.parametrize(
    "van, naar, zin",
    [
        ("formaat = 1", "formaat = 2", "'formaat' moet 1 zijn"),
        (LEEG, "", "niets vult de tabel klacht."),
        ('uit = "zaken"', 'uit = "zakn"', "bron 'zakn' bestaat niet. Bedoelt u 'zaken'?"),
        ('bestand = "zaken.csv"', 'bestnd = "zaken.csv"', "'bestnd' bestaat niet. Bedoelt u 'bestand'?"),
        ('bestand = "zaken.csv"', 'bestand = "zaken.csv"\ncodering = "windows"', "codering 'windows' bestaat niet."),
        ('bestand = "zaken.csv"', 'bestand = "../zaken.csv"', "een naam in de map van de export"),
        ("[bron.zaken]", '[bron."za ken"]', "alleen letters, cijfers, - en _"),
        ("peildatum = 2025-12-31", 'peildatum = "2025-12-31"', "zonder aanhalingstekens"),
        ('ontvangen_op = "datum"', "", "deze verplichte velden ontbreken: ontvangen_op."),
        ('uit = "zaken"', 'uit = "zaken"\nals = [{ kolom = "a", gelijk = "b" }]', "'gelijk' bestaat niet."),
        ('uit = "zaken"', 'uit = "zaken"\nals = [{ kolom = "bsn", is = "1" }]', "mag alleen in 'sleutel', 'per' of 'erbij'"),
        ('"spoed" = "hoog"', '"spoed" = "hoog", "SPOED" = "laag"', "hoofdletters maken geen verschil"),
        ("[[melding]]", '[bron.los]\nbestand = "x.csv"\n[[melding]]', "geen enkele tabel gebruikt deze bron"),
    ],
)  # fmt: skip
def test_een_fout_elders_noemt_de_plaats(van: str, naar: str, zin: str) -> None:
    tekst = BEGIN + MELDING
    assert van in tekst
    with pytest.raises(OnleesbaarFout) as fout:
        lees(tekst.replace(van, naar))
    assert zin in "\n".join(fout.value.regels)


def test_een_persoon_krijgt_altijd_een_pseudoniem() -> None:
    betrokkene = (
        '[[betrokkene]]\nuit = "zaken"\nvelden = { dossier_id = { sleutel = "gezin" }, persoon_id = "klantnummer" }\n'
    )
    with pytest.raises(OnleesbaarFout, match="een persoon krijgt altijd een pseudoniem"):
        lees(BEGIN.replace(', "betrokkene"', "").replace('"betrokkene", ', "") + MELDING + betrokkene)


def test_alle_fouten_staan_er_in_een_keer() -> None:
    kapot: dict[str, Any] = {
        "formaat": 1,
        "feiten": 3,
        "bron": {"a": 1},
        "melding": [{"velden": {"x": 1}}],
        "lijstje": {},
    }
    with pytest.raises(OnleesbaarFout) as fout:
        lees_tekst(kapot, "vertaling.toml")
    assert len(fout.value.regels) > 8
