"""Een begroting over meer jaren: een later jaar heeft aantallen, en alleen de bedragen die het zelf noemt."""

from fractions import Fraction
from pathlib import Path

from zicht.core.periodes import lees_periode
from zicht.rapportage.begroting.periode import BESTAND, Begroting, lees_begroting

EIGEN = """\
formaat = 1
regio = "NHN"
organisatie = "Veilig Thuis Noord-Holland Noord"
jaar = 2024
soort = "begroting"
titel = "Begroting 2024"
bron = "besluit"
vindplaats = "tabel 1"
verzuim.begroot = 5
[dienst.meldingen]
titel = "Meldingen"
indicator = "instroom-meldingen"
aantal = 1200
[post.personeel]
titel = "Personeelslasten"
groep = "personeel"
bedrag = 7000000
[post.huur]
titel = "Huur"
groep = "overhead"
bedrag = 100000
[jaren.2025]
vindplaats = "tabel 2"
verzuim.begroot = 6
post.personeel.bedrag = 7200000
[jaren.2026]
"""


def begroting(jaar: int, map_: Path) -> Begroting:
    (map_ / BESTAND).write_text(EIGEN, "utf-8")
    return lees_begroting("NHN", lees_periode(f"{jaar}-burap1"), map_)


def test_het_eerste_jaar_heeft_alles(tmp_path: Path) -> None:
    eerste = begroting(2024, tmp_path)
    assert eerste.posten() == ("personeel", "huur")
    assert (eerste.post("huur"), eerste.streef_verzuim()) == (Fraction(100_000), Fraction(5))


def test_een_later_jaar_heeft_alleen_de_bedragen_die_het_noemt(tmp_path: Path) -> None:
    later = begroting(2025, tmp_path)
    assert later.volume("instroom-meldingen") == 400
    assert later.posten() == ("personeel",)
    assert later.post("personeel") == 7_200_000
    assert later.post("huur") is None
    assert later.streef_verzuim() == 6


def test_een_later_jaar_zonder_bedragen_heeft_er_geen_en_houdt_het_verzuim(tmp_path: Path) -> None:
    laatste = begroting(2026, tmp_path)
    assert laatste.posten() == ()
    assert laatste.volume("instroom-meldingen") == 400
    assert laatste.streef_verzuim() == 6


def test_de_titel_is_die_van_het_stuk_dat_geldt(tmp_path: Path) -> None:
    assert begroting(2026, tmp_path).titel == "Begroting 2024"
    assert begroting(2019, tmp_path).titel == "Programmabegroting 2019"
    assert begroting(2020, tmp_path).titel is None
