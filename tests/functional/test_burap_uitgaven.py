"""Een burap is een uitgave: een tweede over dezelfde periode zegt wat er veranderde en waarom. Ook: wat er niet kan."""

import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from support.burapfeiten import _tabellen, burapfeiten
from support.maak import dossier, melding
from zicht.cli import main


def maak(feiten: Path, uit: Path, *extra: str, periode: str = "2025-03") -> int:
    return main(["burap", str(feiten), "--periode", periode, "--uit", str(uit), *extra])


def lees(bestand: Path) -> dict[str, Any]:
    return json.loads(bestand.read_text("utf-8"))


@pytest.fixture(scope="module")
def feiten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return burapfeiten(tmp_path_factory.mktemp("feiten"))


def test_nagekomen_meldingen_geven_een_tweede_uitgave_met_de_reden(
    feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    tabellen = _tabellen()
    erbij = [
        melding(f"L{nr}", "2025-03-11", "2025-03-13", dossier_id=f"DL{nr}", hoedanigheid="huisarts") for nr in range(20)
    ]
    later = burapfeiten(
        tmp_path / "later", melding=tabellen["melding"] + erbij,
        dossier=tabellen["dossier"] + [dossier(f"DL{nr}", "2025-03-11", gemeente="GM0400") for nr in range(20)],
    )  # fmt: skip
    uit = tmp_path / "uit"
    assert maak(feiten, uit) == 0
    eerste = (uit / "burap.json").read_bytes()
    assert maak(later, uit) == 0
    assert "Uitgave 2" in capsys.readouterr().out

    bewaard = uit / "burap-2025-03-uitgave-1.json"
    assert bewaard.read_bytes() == eerste
    tweede = lees(uit / "burap.json")
    assert tweede["uitgave"] == 2
    assert "andere feiten" in tweede["redenen"][0]
    wijziging = next(w for w in tweede["wijzigingen"] if w["sleutel"] == "instroom-meldingen")
    assert wijziging["waarom"] == "later ingevoerd of gecorrigeerd"
    assert wijziging["was"] == lees(bewaard)["cijfers"]["instroom-meldingen"]["tekst"]
    assert wijziging["nu"] == tweede["cijfers"]["instroom-meldingen"]["tekst"]
    leesbaar = (
        (uit / "burap.html").read_text("utf-8").partition("Gewijzigde cijfers van de regio")[2].partition("</table>")[0]
    )
    assert "a. Instroom adviesaanvragen" not in leesbaar
    assert "Instroom meldingen" in leesbaar
    assert "Hoedanigheid van de melder: huisarts" in leesbaar
    assert "hoedanigheid-melder/" not in leesbaar


def test_een_peildatum_voor_het_einde_staat_er_als_voorlopig(feiten: Path, tmp_path: Path):
    assert maak(feiten, tmp_path, "--peildatum", "2025-03-15") == 0
    assert lees(tmp_path / "burap.json")["voorlopig"] is True
    assert "Voorlopig" in pypdf.PdfReader(tmp_path / "burap.pdf").pages[0].extract_text()


def test_zonder_boekingen_en_inzet_staat_er_dat_het_niet_bekend_is(tmp_path: Path):
    map_ = burapfeiten(tmp_path / "feiten")
    (map_ / "boeking.csv").unlink()
    (map_ / "inzet.csv").unlink()
    assert maak(map_, tmp_path / "uit") == 0
    html = (tmp_path / "uit" / "burap.html").read_text("utf-8")
    assert "De lasten zijn niet bekend" in html
    assert "De formatie en de bezetting zijn niet bekend" in html
    assert "Het ziekteverzuim is niet bekend" in html
    assert "lasten-totaal" not in lees(tmp_path / "uit" / "burap.json")["cijfers"]


def test_een_eigen_begroting_naast_de_feiten_geeft_het_begrote_aantal_naar_rato(tmp_path: Path):
    map_ = burapfeiten(tmp_path / "feiten")
    (map_ / "begroting.toml").write_text(
        'formaat = 1\nregio = "X"\norganisatie = "Verzonnen"\njaar = 2025\nsoort = "begroting"\ntitel = "Eigen begroting"\n'
        'bron = "besluit"\nvindplaats = "bladzijde 1"\n'
        '[dienst.meldingen]\ntitel = "Meldingen"\nindicator = "instroom-meldingen"\naantal = 600\n'
        '[post.personeel]\ntitel = "Personeel"\ngroep = "personeel"\nbedrag = 6000000\n',
        "utf-8",
    )
    assert maak(map_, tmp_path / "uit") == 0
    cijfers = lees(tmp_path / "uit" / "burap.json")["cijfers"]
    assert cijfers["instroom-meldingen|begroting"]["waarde"] == 50
    assert cijfers["lasten-personeel"]["waarde"] == 503_000
    assert cijfers["lasten-personeel|begroting"]["waarde"] == 500_000
    assert cijfers["lasten-personeel|prognose"]["waarde"] == 6_078_000  # het ritme van vorig jaar
    assert "Dat is 0,6\N{NO-BREAK SPACE}% meer" in (tmp_path / "uit" / "burap.html").read_text("utf-8").replace(
        "</span>", ""
    ).replace('<span class="cijfer" data-cijfer="beweging lasten-totaal ten opzichte van begroting">', "")


@pytest.mark.parametrize(
    "bestand,inhoud,fout",
    [
        ("duiding-2025-03.md", "Zomaar tekst.\n", "regel 1: de tekst staat voor de eerste kop"),
        ("verbeterplan.toml", "[[plan]\n", "verbeterplan.toml is niet te lezen"),
        ("verbeterplan.toml", '[[plan]]\nindicator = "bestaat-niet"\n', "onbekende indicator 'bestaat-niet'"),
        ("verbeterplan.toml", '[[plan]]\nindicator = "vv-tijdig-na-start"\nwie = "ik"\n', "onbekend veld wie"),
        ("begroting.toml", "dit is geen toml", "begroting.toml is niet te lezen"),
        ("begroting.toml", "formaat = 1\n", "het jaar ontbreekt"),
    ],
)
def test_een_onleesbaar_bestand_naast_de_feiten_wordt_geweigerd(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bestand: str, inhoud: str, fout: str
):
    map_ = burapfeiten(tmp_path / "feiten")
    (map_ / bestand).write_text(inhoud, "utf-8")
    assert maak(map_, tmp_path / "uit") == 2
    assert fout in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_uit_mag_geen_bestand_zijn(feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "uit").write_text("van iemand anders", "utf-8")
    assert maak(feiten, tmp_path / "uit") == 2
    assert "is een bestand" in capsys.readouterr().err
    assert (tmp_path / "uit").read_text("utf-8") == "van iemand anders"


def test_een_map_met_meer_regio_s_wordt_geweigerd(feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    burapfeiten(tmp_path / "alle" / "a")
    burapfeiten(tmp_path / "alle" / "b")
    assert maak(tmp_path / "alle", tmp_path / "uit") == 2
    assert "een regio" in capsys.readouterr().err


def test_een_aanloop_van_oude_zaken_is_geen_vorig_jaar(tmp_path: Path):
    """De feiten beginnen in 2025; meldingen van zaken die toen al liepen staan er ook in, adviezen van voor 2025 niet."""
    map_ = tmp_path / "feiten"
    assert main(["synthetisch", "--regio", "nhn", "--jaren", "1", "--schaal", "0.05", "--uit", str(map_)]) == 0
    assert any(rij.split(",")[2].startswith("2024") for rij in (map_ / "melding.csv").read_text("utf-8").splitlines())
    assert main(["burap", str(map_), "--periode", "2025-burap1", "--uit", str(tmp_path / "uit")]) == 0
    gemaakt = lees(tmp_path / "uit" / "burap.json")
    assert not [sleutel for sleutel in gemaakt["cijfers"] if sleutel.endswith("|vorig jaar")]
    assert min(gemaakt["reeksen"]["instroom-meldingen"]["punten"]) == "2025-01"
