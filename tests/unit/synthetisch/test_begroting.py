"""De verzonnen begroting naast verzonnen feiten: geldig, herkenbaar verzonnen, en nooit voor een echte."""

import tomllib
from pathlib import Path

import pytest

from zicht.catalogus import begrotingen
from zicht.core.begroting.meerjaren import in_jaar, jaren
from zicht.core.periodes import lees_periode
from zicht.rapportage.begroting.periode import BESTAND as NAAST_DE_FEITEN
from zicht.rapportage.begroting.periode import lees_begroting
from zicht.synthetisch import maak
from zicht.synthetisch.begroting import BESTAND, BRON, maak_begroting, open_jaren, schrijf_begroting
from zicht.synthetisch.regios import kies_regios
from zicht.synthetisch.wereld import Wereld, maak_wereld

INSTROOM = ("instroom-adviezen", "instroom-meldingen", "instroom-vervolgdiensten")


def wereld(regio: str = "nhn", aantal: int = 5, seed: int = 1, schaal: float = 1.0) -> Wereld:
    return maak_wereld(kies_regios(regio)[0], aantal, seed, schaal)


def geschreven(map_: Path, bij: Wereld) -> str:
    schrijf_begroting(bij, map_)
    return (map_ / BESTAND).read_text("utf-8")


def test_het_bestand_ligt_waar_de_burap_het_zoekt_en_is_geldig(tmp_path: Path) -> None:
    gelezen = begrotingen.lees(geschreven(tmp_path, wereld()), BESTAND)
    assert BESTAND == NAAST_DE_FEITEN
    assert jaren(gelezen) == (2021, 2022, 2023, 2024, 2025)
    assert gelezen.getallen == maak_begroting(wereld(), (2021, 2022, 2023, 2024, 2025)).getallen


def test_het_bestand_zegt_zelf_dat_het_verzonnen_is(tmp_path: Path) -> None:
    tekst = geschreven(tmp_path, wereld())
    gelezen = begrotingen.lees(tekst, BESTAND)
    assert tekst.startswith("# VERZONNEN.")
    assert [veld for veld in (gelezen.titel, gelezen.organisatie, BRON) if "verzonnen" not in veld.lower()] == []
    stukken = [gelezen, *(in_jaar(gelezen, jaar) for jaar in gelezen.jaren)]
    assert {getal.bron.sleutel for stuk in stukken for getal in stuk.getallen.values()} == {BRON}
    for jaar in jaren(gelezen):
        begroting = lees_begroting("NHN", lees_periode(f"{jaar}-burap1"), tmp_path)
        assert [bron.sleutel for bron in begroting.bronnen()] == [BRON]
        assert begroting.titel == "Verzonnen begroting 2021 tot en met 2025"


def test_dezelfde_seed_geeft_dezelfde_bytes_en_een_andere_seed_niet(tmp_path: Path) -> None:
    maak("nhn", 2, 7, tmp_path / "a", 0.02)
    maak("nhn", 2, 7, tmp_path / "b", 0.02)
    maak("nhn", 2, 8, tmp_path / "c", 0.02)
    a, b, c = ((tmp_path / naam / BESTAND).read_bytes() for naam in "abc")
    assert a == b
    assert a != c


def test_een_jaar_is_hetzelfde_begroot_hoeveel_jaren_de_feiten_ook_beslaan() -> None:
    kort, lang = (maak_begroting(w, open_jaren(w)) for w in (wereld(aantal=1), wereld(aantal=4)))
    for pad, getal in kort.getallen.items():
        assert in_jaar(lang, 2025).getallen[pad] == getal


@pytest.mark.parametrize(
    "regio, aantal, verwacht",
    [
        ("nog", 5, (2021, 2022, 2023)),
        ("nog", 2, ()),
        ("nhn", 8, (2018, 2020, 2021, 2022, 2023, 2024, 2025)),
        ("nhn", 20, (2015, 2016, 2017, 2018, 2020, 2021, 2022, 2023, 2024, 2025)),
    ],
)
def test_een_jaar_met_een_echte_begroting_blijft_van_de_echte(
    regio: str, aantal: int, verwacht: tuple[int, ...]
) -> None:
    assert open_jaren(wereld(regio, aantal)) == verwacht


def test_naast_feiten_met_alleen_echte_jaren_komt_geen_bestand(tmp_path: Path) -> None:
    schrijf_begroting(wereld("nog", 2), tmp_path)
    assert not (tmp_path / BESTAND).exists()


@pytest.mark.parametrize("regio, aantal, echt", [("nog", 5, 2025), ("nhn", 8, 2019)])
def test_de_burap_neemt_in_een_echt_jaar_de_echte(regio: str, aantal: int, echt: int, tmp_path: Path) -> None:
    zonder = lees_begroting(regio.upper(), lees_periode(str(echt)), tmp_path)
    schrijf_begroting(wereld(regio, aantal), tmp_path)
    met = lees_begroting(regio.upper(), lees_periode(str(echt)), tmp_path)
    assert met.titel == zonder.titel
    assert [met.volume(code) for code in INSTROOM] == [zonder.volume(code) for code in INSTROOM]
    assert {post: met.post(post) for post in met.posten()} == {post: zonder.post(post) for post in zonder.posten()}
    assert met.bronnen() == zonder.bronnen()
    assert met.streef_verzuim() == zonder.streef_verzuim()


@pytest.mark.parametrize("regio", ["nog", "nhn"])
@pytest.mark.parametrize("schaal", [0.005, 1.0])
def test_elk_open_jaar_heeft_een_begroot_aantal_en_van_elke_post_een_bedrag(
    regio: str, schaal: float, tmp_path: Path
) -> None:
    bij = wereld(regio, 4, schaal=schaal)
    schrijf_begroting(bij, tmp_path)
    for jaar in open_jaren(bij):
        begroting = lees_begroting(regio.upper(), lees_periode(str(jaar)), tmp_path)
        assert all(begroting.volume(code) for code in INSTROOM)
        assert all(begroting.post(post) for post in begroting.posten())
        assert len(begroting.posten()) == {"nog": 10, "nhn": 3}[regio]
        assert begroting.streef_verzuim() is not None


def test_de_aantallen_zijn_die_van_een_maker_rond_en_dan_eens_te_hoog_en_dan_te_laag() -> None:
    hoger = lager = 0
    for seed in range(1, 9):
        bij = wereld(seed=seed)
        for jaar in (2024, 2025):
            getallen = in_jaar(maak_begroting(bij, open_jaren(bij)), jaar).getallen
            begroot = int(getallen["dienst.adviezen.aantal"].waarde)
            werkelijk = bij.ijking.aantal("adviezen", jaar)
            assert begroot % 10 == 0
            assert abs(begroot / werkelijk - 1) < 0.15
            hoger, lager = hoger + (begroot > werkelijk), lager + (begroot < werkelijk)
    assert min(hoger, lager) >= 3


def test_een_landelijke_set_krijgt_geen_begroting(tmp_path: Path) -> None:
    maak("landelijk", 1, 1, tmp_path / "land", 0.005)
    assert not (tmp_path / "land" / BESTAND).exists()


def test_de_titel_noemt_de_jaren() -> None:
    titels = [maak_begroting(wereld(), tuple(range(2026 - n, 2026))).titel for n in (1, 2, 3)]
    assert titels == [
        "Verzonnen begroting 2025", "Verzonnen begroting 2024 en 2025", "Verzonnen begroting 2023 tot en met 2025"
    ]  # fmt: skip


def test_elk_jaar_noemt_zijn_formatie(tmp_path: Path) -> None:
    tekst = geschreven(tmp_path, wereld())
    assert "uit_formatie" not in tekst
    assert tomllib.loads(tekst)["jaren"]["2025"]["formatie"]["uitvoering"]["fte"]["waarde"] == 86.0
    assert begrotingen.lees(tekst, BESTAND).formatie[0].titel == "Uitvoering, structureel"
