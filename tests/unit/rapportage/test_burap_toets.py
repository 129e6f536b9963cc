"""De toets van een tekst: elke zin krijgt een oordeel, ook na een fout."""

from fractions import Fraction

import pytest

from zicht.rapportage.burap.duiding import bind_duiding, van_teksten
from zicht.rapportage.burap.toets import toets
from zicht.rapportage.cijferlijst import BindingFout, Cijfer, Cijferlijst, Soort
from zicht.rapportage.zinnen import bind, waaraan

LIJST = Cijferlijst({
    c.sleutel: c
    for c in (
        Cijfer("instroom-meldingen", Soort.AANTAL, Fraction(180)),
        Cijfer("instroom-meldingen|vorig jaar", Soort.AANTAL, Fraction(185)),
        Cijfer("beoordeling", Soort.AANDEEL, Fraction(61, 100), "", 61, 100),
        Cijfer("beoordeling|norm", Soort.AANDEEL, Fraction(6, 10)),
        Cijfer("beoordeling|oordeel", Soort.AANDEEL, None, "gehaald"),
    )
})  # fmt: skip
NAMEN = {"instroom-meldingen": "Instroom meldingen", "beoordeling": "Op tijd beoordeeld"}
TEKST = """Er kwamen {{instroom-meldingen}} meldingen. Dat zijn er 12 per week en het steeg. De norm is {{gehaald beoordeling}}.

## Politie

- De politie {{steeg instroom-meldingen ten opzichte van vorig jaar}} niet.
1. In 2025 was er 190{{= instroom-meldingen}} keer iets."""


def test_elke_zin_krijgt_een_oordeel_ook_na_een_fout():
    uitslag = toets(TEKST, LIJST, "Blok 1")
    assert [(zin.regel, zin.tekst) for zin in uitslag.zinnen] == [
        (1, "Er kwamen 180 meldingen."),
        (1, "Dat zijn er 12 per week en het steeg."),
        (1, "De norm is gehaald."),
        (3, "Politie"),
        (5, "De politie {{steeg instroom-meldingen ten opzichte van vorig jaar}} niet."),
        (6, "In 2025 was er 190 keer iets."),
    ]
    assert [zin.bezwaren for zin in uitslag.geweigerd] == [
        ("Het getal '12' hangt niet aan een cijfer.", "Het woord 'steeg' hangt niet aan een cijfer."),
        ("'steeg' klopt niet: instroom-meldingen ging van 185 naar 180.",),
        ("verwacht 180, gevonden 190 (instroom-meldingen).",),
    ]
    assert not uitslag.goed
    assert [stuk.tekst for stuk in uitslag.zinnen[0].gebonden] == ["180"]


def test_een_tekst_zonder_fouten_is_goed_en_bindt_tot_dezelfde_woorden():
    tekst = "Er kwamen {{instroom-meldingen}} meldingen. Dat is {{beweging instroom-meldingen ten opzichte van vorig jaar}}."
    uitslag = toets(tekst, LIJST, "Blok 1")
    assert uitslag.goed
    assert [zin.tekst for zin in uitslag.zinnen] == [
        "Er kwamen 180 meldingen.",
        "Dat is 2,7\N{NO-BREAK SPACE}% minder.",
    ]
    assert "".join(stuk.tekst for stuk in bind(tekst, LIJST)) == " ".join(zin.tekst for zin in uitslag.zinnen)


@pytest.mark.parametrize(
    "tekst,bezwaar",
    [
        ("# Blok 2", "Blok 1, regel 1: een kop met één hekje is van het rapport zelf. Gebruik ## voor een tussenkop."),
        ("![kaart](kaart.png)", "Blok 1: een afbeelding kan hier niet."),
        ("> citaat", "Blok 1: een citaat kan hier niet."),
    ],
)
def test_wat_niet_in_een_rapport_past_staat_er_met_wat_wel_kan(tekst: str, bezwaar: str):
    uitslag = toets(tekst, LIJST, "Blok 1")
    assert uitslag.vorm[0].startswith(bezwaar)
    assert not uitslag.goed


def test_een_binding_zegt_waar_zij_aan_hangt():
    assert waaraan("instroom-meldingen", LIJST, NAMEN) == "hangt aan Instroom meldingen: 180"
    assert waaraan("instroom-meldingen vorig jaar", LIJST, NAMEN) == "hangt aan Instroom meldingen: vorig jaar 185"
    assert (
        waaraan("daalde instroom-meldingen ten opzichte van vorig jaar", LIJST, NAMEN)
        == "hangt aan Instroom meldingen: 180, vorig jaar 185"
    )
    oordeel = waaraan("gehaald beoordeling", LIJST, NAMEN).replace("\N{NO-BREAK SPACE}", " ")
    assert oordeel == "hangt aan Op tijd beoordeeld: 61 % (61 van 100), norm 60 %"
    assert waaraan("vrij 24/7", LIJST, NAMEN) == "is met opzet geen cijfer uit dit rapport"


def test_teksten_per_kop_binden_zoals_een_bestand_en_weigeren_zoals_een_bestand():
    duiding = bind_duiding(van_teksten({"Blok 1": "Er kwamen {{instroom-meldingen}}.", "Blok 2": "  "}), LIJST)
    assert list(duiding) == ["Blok 1"]
    with pytest.raises(BindingFout):
        bind("Er kwamen 12.", LIJST)
