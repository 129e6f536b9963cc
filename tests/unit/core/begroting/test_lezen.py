"""Wat een mens verkeerd kan schrijven in een begroting, en wat er dan staat."""

from decimal import Decimal

import pytest

from support.kleine_begroting import KLEIN, anders, lees
from zicht.core.begroting.begroting import BegrotingFout, Groep, Soort
from zicht.core.begroting.lezen import lees_begroting
from zicht.core.bronnen import Bron


def test_een_getal_draagt_zijn_bron_van_het_dichtstbij() -> None:
    begroting = anders(
        ("in_dienst = 100", 'in_dienst = { waarde = 100.5, vindplaats = "tabel 3", keuze = "afgerond" }'),
        ("[post.leiding]", '[post.leiding]\nvindplaats = "tabel 9"\nbron = "ander"'),
    )
    assert begroting.getallen["loonkosten.in_dienst"].waarde == Decimal("100.5")
    assert begroting.getallen["loonkosten.in_dienst"].bron == Bron("besluit", "tabel 3")
    assert begroting.getallen["loonkosten.in_dienst"].keuze == "afgerond"
    assert begroting.getallen["post.leiding.bedrag"].bron == Bron("ander", "tabel 9")
    assert begroting.getallen["post.huur.bedrag"].bron == Bron("besluit", "bladzijde 1")


def test_de_samenhang_komt_mee() -> None:
    begroting = lees()
    assert (begroting.jaar, begroting.soort, begroting.regio) == (2030, Soort.BEGROTING, "X")
    assert [s.van for s in begroting.stromen] == [None, "meldingen", "meldingen"]
    assert begroting.diensten[2].beweegt_met == "lang"
    assert [p.groep for p in begroting.posten] == [Groep.PERSONEEL, Groep.PERSONEEL, Groep.OVERHEAD]
    assert begroting.gemeenten == {"GM1": "Aa", "GM2": "Bee", "GM3": "Cee"}


@pytest.mark.parametrize(
    "oud, nieuw, zin",
    [
        ("jaar = 2030", "", "het jaar ontbreekt of kan niet"),
        ("jaar = 2030", 'jaar = "2030"', "jaar = 2025"),
        ("formaat = 1", "formaat = 2", "verwacht formaat = 1"),
        ('soort = "begroting"', 'soort = "plan"', "'soort' is begroting of wijziging of realisatie, gevonden: 'plan'"),
        ('organisatie = "Verzonnen Thuis"', "", "verwacht bij 'organisatie' een tekst, gevonden: niets"),
        ('vindplaats = "bladzijde 1"', "", "staat zonder vindplaats"),
        ("normtijd_uren = 50", "normtijd_uren = -2", "-2 uren kan niet: verwacht tussen 0 en 10000"),
        ("normtijd_uren = 50", 'normtijd_uren = "50"', "verwacht een getal (uren), met een punt voor de decimalen; gevonden: '50'"),
        ("normtijd_uren = 50", "normtijd_uren = nan", "verwacht een getal (uren)"),
        ("normtijd_uren = 50", "normtijd_uren = true", "verwacht een getal (uren)"),
        ("normtijd_uren = 50", "normtijd = 50", "'normtijd' is hier niet bekend. Bedoelt u 'normtijd_uren'?"),
        ("[dienst.lang]", "[diensten.lang]", "'diensten' is hier niet bekend. Bedoelt u 'dienst'?"),
        ('stroom = "lang"', 'stroom = "lnag"', "noemt de stroom 'lnag', en die is er niet. Bedoelt u 'lang'?"),
        ('stroom = "lang"', 'stroom = "lang"\naantal = 4', "het aantal komt uit de stroom"),
        ('van = "meldingen"\naantal = 60', 'van = "melding"\naantal = 60', "komt van de stroom 'melding', en die is er niet"),
        ('titel = "Meldingen"\naantal = 100', 'titel = "Meldingen"', "is het begin van de trechter en heeft een aantal nodig"),
        ("vult_aan = true", "", "heeft een aantal, een aandeel (procent) of vult_aan = true nodig"),
        ("aantal = 60\naandeel = 61", "aandeel = 101", "101 procent kan niet: verwacht tussen 0 en 100"),
        ("aantal = 60", "aantal = 120", "van 'Meldingen' is 120 procent verdeeld; samen kan het hoogstens 100 procent zijn"),
        ("vult_aan = true", "aandeel = 41", "van 'Meldingen' is 101 procent verdeeld"),
        ("aantal = 60\naandeel = 61", "vult_aan = true", "onder 'meldingen' heeft meer dan een stroom vult_aan"),
        ('titel = "Meldingen"\naantal = 100', 'titel = "Meldingen"\nvan = "lang"\naantal = 100', "komt via 'van' weer bij zichzelf uit"),
        ('groep = "overhead"', 'groep = "huur"', "'groep' is personeel of overhead of eenmalig, gevonden: 'huur'"),
        ('over = ["personeel"]', 'over = ["loon"]', "'over' noemt een of meer van personeel, overhead, eenmalig"),
        ("procent = 3\n", "", "heeft een procent nodig"),
        ("gewicht = 75", "gewicht = 70", "de gewichten zijn samen geen 100 procent"),
        ("GM3 = 20", "", "verwacht een getal voor elke gemeente van [gemeenten]; verschil: GM3"),
        ("[jaren.2031]", "[jaren.2029]", "verwacht een jaar na 2030"),
        ("index.loon.procent = 10", "index.lonen.procent = 10", "staat niet in de begroting. Bedoelt u 'index.loon.procent'?"),
        ("[gemeenten]", '[[controle]]\ntitel = "T"\nlinks = "uren"\n[gemeenten]', "vergelijkt met een andere uitkomst (rechts) of"),
        ("beschikbaarheid = true", 'beschikbaarheid = "ja"', "'beschikbaarheid' is true of false, gevonden: 'ja'"),
        ("[overhead]\nprocent = 20", "[[overhead]]\nprocent = 20", "verwacht een tabel met getallen"),
        ("[post.leiding]", "[post]\nleiding = 3\n[post.anders]", "verwacht een tabel met een titel en getallen, gevonden: 3"),
    ],
)  # fmt: skip
def test_een_fout_zegt_waar_wat_er_staat_en_wat_te_doen(oud: str, nieuw: str, zin: str) -> None:
    with pytest.raises(BegrotingFout) as fout:
        anders((oud, nieuw))
    assert any(zin in regel for regel in fout.value.regels), fout.value.regels
    assert all(regel.startswith(("klein.toml", "En nog")) for regel in fout.value.regels)


def test_geen_toml_zegt_op_welke_regel() -> None:
    with pytest.raises(
        BegrotingFout,
        match=r"klein\.toml is niet te lezen als TOML: regel 2, teken 6 klopt niet\. Daar staat: jaar 2025",
    ):
        lees("formaat = 1\njaar 2025\n")
    with pytest.raises(BegrotingFout, match="het bestand houdt op voor"):
        lees("[[")


def test_een_onbekende_dienst_wordt_geweigerd_tenzij_hij_eigen_is() -> None:
    with pytest.raises(BegrotingFout, match=r"de dienst 'nazorg' is niet bekend\..*eigen = true"):
        lees_begroting(KLEIN, "klein.toml", diensten=["kort", "lang"])
    tekst = KLEIN.replace("[dienst.nazorg]", "[dienst.nazorg]\neigen = true")
    assert lees_begroting(tekst, "klein.toml", diensten=["kort", "lang"]).diensten[2].code == "nazorg"


def test_een_onbekende_bron_wordt_geweigerd() -> None:
    with pytest.raises(BegrotingFout, match=r"de bron 'besluit' is niet bekend\. Bedoelt u 'besluiten'"):
        lees_begroting(KLEIN, "klein.toml", bronnen=["besluiten"])


def test_alle_fouten_komen_in_een_keer_en_hoogstens_twintig() -> None:
    tekst = KLEIN.replace("[gemeenten]", "\n".join(f"[dienst.d{n}]\naantal = -1" for n in range(30)) + "\n[gemeenten]")
    with pytest.raises(BegrotingFout) as fout:
        lees(tekst)
    assert len(fout.value.regels) == 21
    assert fout.value.regels[-1] == "En nog 40 fouten."


def test_een_later_jaar_mag_zijn_eigen_formatie_noemen() -> None:
    formatie = '[formatie.wacht]\ntitel = "Wacht"\nfte = 2\n\n[gemeenten]'
    tekst = KLEIN.replace("[gemeenten]", formatie).replace("[jaren.2032]", "[jaren.2032]\nformatie.wacht.fte = 3")
    assert lees(tekst).jaren[2032]["formatie.wacht.fte"].waarde == 3
    with pytest.raises(BegrotingFout, match=r"'titel' is hier niet bekend"):
        lees(tekst.replace("formatie.wacht.fte = 3", 'formatie.wacht.titel = "Nacht"'))
    with pytest.raises(BegrotingFout, match=r"formatie\.dag\.fte: staat niet in de begroting"):
        lees(tekst.replace("formatie.wacht.fte = 3", "formatie.dag.fte = 3"))
