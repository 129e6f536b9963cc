"""De duiding van de schrijver: koppen, gebonden cijfers en de vorm van de fouten."""

from fractions import Fraction
from pathlib import Path

import pytest

from zicht.core.fouten import BlokkerendeFout, OnleesbaarFout
from zicht.rapportage.blokken import Alinea, Kader, Kop, Lijst, Tekst, platte_tekst
from zicht.rapportage.burap.duiding import Duiding, bind_duiding, lees_duiding, plaats
from zicht.rapportage.cijferlijst import Cijfer, Cijferlijst, Soort

LIJST = Cijferlijst(
    {
        "instroom-meldingen": Cijfer("instroom-meldingen", Soort.AANTAL, Fraction(180)),
        "instroom-meldingen|vorig jaar": Cijfer("instroom-meldingen|vorig jaar", Soort.AANTAL, Fraction(185)),
        "beoordeling|oordeel": Cijfer("beoordeling|oordeel", Soort.AANDEEL, None, "gehaald"),
    }
)


def geschreven(map_: Path, tekst: str, periode: str = "2025-burap1") -> Duiding:
    (map_ / f"duiding-{periode.replace('/', '_')}.md").write_text(tekst, "utf-8")
    return bind_duiding(lees_duiding(map_, periode), LIJST)


def test_zonder_bestand_is_er_een_plaats_om_te_schrijven(tmp_path: Path):
    duiding = bind_duiding(lees_duiding(tmp_path, "2025-burap1"), LIJST)
    (kader,) = plaats(duiding, "Blok 2", "2025-burap1")
    assert isinstance(kader, Kader)
    assert list(plaats(duiding, "Samenvatting", "2025-burap1")) == []


def test_alineas_lijsten_koppen_en_links_worden_blokken(tmp_path: Path):
    duiding = geschreven(
        tmp_path,
        "# Blok 1\n\n## Politie\n\nEr kwamen **{{instroom-meldingen}}** meldingen, *dus* 'minder druk'.\n\n"
        "1. eerst\n2. dan [dit](https://voorbeeld.nl)\n\n- en [dat](javascript:alert)\n",
    )
    kop, alinea, genummerd, lijst = duiding["Blok 1"]
    assert kop == Kop(4, "Politie")
    assert isinstance(alinea, Alinea)
    assert platte_tekst(alinea.delen) == "Er kwamen 180 meldingen, dus ‘minder druk’."
    assert Tekst("180", vet=True) in alinea.delen
    assert isinstance(genummerd, Lijst)
    assert genummerd.genummerd
    assert genummerd.punten[1][-1].adres == "https://voorbeeld.nl"
    assert isinstance(lijst, Lijst)
    assert [deel.adres for deel in lijst.punten[0] if deel.tekst == "dat"] == [""]


def test_html_in_de_duiding_blijft_gewone_tekst(tmp_path: Path):
    (alinea,) = geschreven(tmp_path, "# Blok 3\n\nKijk <b>hier</b>.\n")["Blok 3"]
    assert isinstance(alinea, Alinea)
    assert platte_tekst(alinea.delen) == "Kijk <b>hier</b>."


def test_een_periode_met_een_schuine_streep_heeft_een_bestand_zonder(tmp_path: Path):
    assert "Blok 1" in geschreven(tmp_path, "# Blok 1\n\nTekst.\n", "2025-01-01/2025-02-15")


@pytest.mark.parametrize(
    "regel,fout",
    [
        (
            "Er kwamen 190{{= instroom-meldingen}} meldingen.",
            "regel 3: verwacht 180, gevonden 190 (instroom-meldingen).",
        ),
        ("Er kwamen 190 meldingen.", "regel 3: Het getal '190' hangt niet aan een cijfer."),
        ("Het aantal {{steeg instroom-meldingen ten opzichte van vorig jaar}}.", "regel 3: 'steeg' klopt niet"),
        ("Het aantal meldingen daalde.", "regel 3: Het woord 'daalde' hangt niet aan een cijfer."),
        ("De norm is {{niet gehaald beoordeling}}.", "regel 3: 'niet gehaald' klopt niet"),
        ("3. In {{instroom-melding}} gevallen.", "Bedoelt u instroom-meldingen?"),
    ],
)
def test_een_foute_zin_noemt_bestand_regel_verwacht_en_gevonden(tmp_path: Path, regel: str, fout: str):
    with pytest.raises(BlokkerendeFout) as geweigerd:
        geschreven(tmp_path, f"# Blok 1\n\n{regel}\n")
    assert geweigerd.value.status == 1
    assert str(tmp_path / "duiding-2025-burap1.md") in geweigerd.value.regels[0]
    assert fout in geweigerd.value.regels[0]


def test_alle_foute_zinnen_komen_in_een_keer(tmp_path: Path):
    with pytest.raises(BlokkerendeFout) as geweigerd:
        geschreven(tmp_path, "# Blok 1\n\nEr waren er 3.\n\n# Blok 2\n\nHet daalde.\n")
    assert sum(", regel " in regel for regel in geweigerd.value.regels) == 2


@pytest.mark.parametrize(
    "tekst,fout",
    [
        ("Zomaar tekst.\n", "regel 1: de tekst staat voor de eerste kop"),
        ("# Blok 9\n", "regel 1: verwacht een kop uit Samenvatting, Blok 1"),
        ("# Blok 1\n\n# Blok 1\n", "regel 3: verwacht een kop"),
        ("# Blok 1\n\n| a | b |\n|---|---|\n| c | d |\n", "een tabel kan hier niet"),
        ("# Blok 1\n\n![plaatje](x.png)\n", "een afbeelding kan hier niet"),
        ("# Blok 1\n\n> citaat\n", "een citaat kan hier niet"),
    ],
)
def test_een_verkeerde_vorm_wordt_geweigerd(tmp_path: Path, tekst: str, fout: str):
    with pytest.raises(OnleesbaarFout, match=r"duiding-2025-burap1\.md") as geweigerd:
        geschreven(tmp_path, tekst)
    assert fout in geweigerd.value.regels[0]


def test_een_bestand_dat_geen_tekst_is_wordt_geweigerd(tmp_path: Path):
    (tmp_path / "duiding-2025.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OnleesbaarFout, match="UTF-8"):
        lees_duiding(tmp_path, "2025")
