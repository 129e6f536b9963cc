"""Het keuzeblad als gegevens: elk cijfer uit het verslag, elke zin aan een cijfer, en weigeren wat niet klopt."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from support.keuzeverslag import GEVALLEN, NU, Geval, keuzeverslag, waarde
from zicht.capaciteit.studie.uitvoeren import Studieverslag
from zicht.capaciteit.studie.verslag import Aanname, Verschil
from zicht.core.fouten import AanroepFout
from zicht.core.publicatie import Beleid
from zicht.rapportage.blokken import Alinea, Lijst, Rapport, Tabel, platte_tekst
from zicht.rapportage.cijferlijst import BindingFout, Cijfer, Soort
from zicht.rapportage.getallen import VAST
from zicht.rapportage.keuzeblad.maak import rapport
from zicht.rapportage.keuzeblad.opbouw import keuzestand
from zicht.rapportage.keuzeblad.stand import Keuzestand
from zicht.rapportage.keuzeblad.tekening import Verloop, naast_elkaar, tekening
from zicht.rapportage.keuzeblad.teksten import zin

BELEID = Beleid()


def stand(verslag: Studieverslag | None = None) -> Keuzestand:
    return keuzestand(verslag or keuzeverslag(), BELEID)


def blad(verslag: Studieverslag | None = None) -> Rapport:
    return rapport(stand(verslag), 3)


def kort(verslag: Studieverslag) -> list[str]:
    """De zinnen van het antwoord in het kort."""
    lijst = next(blok for blok in blad(verslag).blokken if isinstance(blok, Lijst))
    return [platte_tekst(punt).replace(VAST, " ") for punt in lijst.punten]


def alineas(rapport_: Rapport) -> list[str]:
    return [platte_tekst(blok.delen) for blok in rapport_.blokken if isinstance(blok, Alinea)]


def tabel(naam: str, verslag: Studieverslag | None = None) -> Tabel:
    return next(blok for blok in blad(verslag).blokken if isinstance(blok, Tabel) and blok.titel.startswith(naam))


def rij(tabel_: Tabel, naam: str) -> list[str]:
    cellen = next(cellen for cellen in tabel_.rijen if cellen[0].tekst.startswith(naam))
    return [cel.tekst.replace(VAST, " ") for cel in cellen[1:]]


# ---------------------------------------------------------------------------------------------------------------- cijfers


def test_elk_verwacht_getal_is_dat_van_het_verslag_op_hele_meldingen() -> None:
    verslag, lijst = keuzeverslag(), stand().lijst
    for letter, keuze in zip("abcde", verslag.alle, strict=True):
        reeks = keuze.reeks("wacht_beoordeling")
        for deel, getallen in (("", reeks.midden), ("laag", reeks.laag), ("hoog", reeks.hoog)):
            getal, gedrukt = getallen[-1], lijst.zoek(f"wacht@{letter}", deel).waarde
            assert gedrukt is not None
            assert gedrukt.denominator == 1
            assert abs(gedrukt - Fraction(str(getal))) <= Fraction(1, 2)


def test_een_halve_melding_gaat_omhoog() -> None:
    assert stand().lijst.zoek("wacht@a").kort == "269"  # 268,5 in het verslag


def test_de_wachtlijst_van_nu_is_geteld_en_dus_afgerond_of_verborgen() -> None:
    assert stand().lijst.zoek("wacht-nu").kort == "145"  # 147 geteld
    assert keuzestand(keuzeverslag(), None).lijst.zoek("wacht-nu").kort == str(NU)
    klein = stand(replace(keuzeverslag(), wacht_vandaag=6))
    assert klein.lijst.zoek("wacht-nu").waarde is None
    assert any("maar weinig meldingen" in regel for regel in alineas(rapport(klein, 0)))


@pytest.mark.parametrize(
    "kans, woorden",
    [(0, "minder dan 1 van de 20 keer"), (0.049, "minder dan 1 van de 20 keer"), (0.05, "1 van de 10 keer"),
     (0.25, "3 van de 10 keer"), (0.749, "7 van de 10 keer"), (0.9499, "9 van de 10 keer"), (0.95, "9 van de 10 keer"),
     (0.951, "meer dan 19 van de 20 keer"), (1, "meer dan 19 van de 20 keer")],
)  # fmt: skip
def test_een_kans_staat_op_tienden_en_is_nooit_nul_of_altijd(kans: float, woorden: str) -> None:
    assert Cijfer("kans", Soort.KEER, Fraction(str(kans))).kort == woorden


# ------------------------------------------------------------------------------------------------------------------ zinnen


def test_het_antwoord_noemt_uitkomst_band_verschil_en_kosten() -> None:
    zinnen = kort(keuzeverslag())
    assert zinnen[0] == (
        "A. Niets doen. Op 30 december 2026 wachten er dan naar verwachting 269 meldingen; 8 van de 10 keer tussen 188 en 349."
    )
    assert zinnen[1] == (
        "B. Vier maanden 2 fte inhuur. Dan wachten er 141; 8 van de 10 keer tussen 99 en 183. "
        "Dat zijn er 128 minder dan bij niets doen. Het kost € 79.533."
    )
    assert zinnen[3].endswith("Het kost geen extra geld.")


def test_een_verschil_dat_toeval_kan_zijn_heet_geen_verschil() -> None:
    assert "het verschil kan toeval zijn" in kort(keuzeverslag())[4]
    assert "minder" not in kort(keuzeverslag())[4]


def test_een_slechtere_keuze_zegt_meer_en_een_bezuiniging_bespaart() -> None:
    slecht = Geval("minder", "Een mens minder", 400.0, 0.3, "-1.00", "-94200.00")
    zin_ = kort(keuzeverslag((GEVALLEN[0], slecht)))[1]
    assert "Dat zijn er 131 meer dan bij niets doen. Het bespaart € 94.200." in zin_


def test_zonder_begroting_zijn_de_kosten_niet_bekend() -> None:
    zonder = keuzeverslag((GEVALLEN[0], replace(GEVALLEN[1], euro=None)))
    assert kort(zonder)[1].endswith("Wat het kost, is niet bekend.")
    keuzes = tabel("De keuzes", zonder)
    assert rij(keuzes, "B.")[0] == "niet bekend"
    assert "Niet bekend: geen begroting." in keuzes.noot


@pytest.mark.parametrize(
    "leugen",
    ["Er wachten er 142{{= wacht@b}}.", "Dat is {{meer wacht@b ten opzichte van niets doen}}.", "Er wachten er 141.",
     "Dat is veel lager.", "Het kost {{kosten@z}}.", "{{meer wacht@b ten opzichte van vorig jaar}}"],
)  # fmt: skip
def test_een_zin_die_niet_klopt_wordt_geweigerd(leugen: str) -> None:
    with pytest.raises(BindingFout):
        zin(stand(), leugen)


def test_een_zin_die_klopt_mag() -> None:
    goed = "Er wachten er 141{{= wacht@b}}, {{minder wacht@b ten opzichte van niets doen}} dan bij niets doen."
    assert platte_tekst(zin(stand(), goed)) == "Er wachten er 141, minder dan bij niets doen."


def test_een_los_getal_in_onze_eigen_tekst_houdt_het_blad_tegen() -> None:
    gewoon = stand()
    vreemd = replace(gewoon.maatstaven[0], titel="Binnen 7 dagen")
    with pytest.raises(BindingFout, match="'7' hangt niet aan een cijfer"):
        rapport(replace(gewoon, maatstaven=(vreemd, *gewoon.maatstaven[1:])), 0)


def test_een_titel_met_accolades_is_gewoon_een_titel() -> None:
    raar = keuzeverslag((GEVALLEN[0], replace(GEVALLEN[1], titel="Plan {{wacht@a}} van € 1")))
    assert kort(raar)[1].startswith("B. Plan {{wacht@a}} van € 1. Dan wachten")


# ---------------------------------------------------------------------------------------------------------------- tabellen


def test_de_keuzes_staan_naast_elkaar_met_kosten_mensen_band_en_kansen() -> None:
    keuzes = tabel("De keuzes")
    assert [cellen[0].tekst[:2] for cellen in keuzes.rijen] == ["A.", "B.", "C.", "D.", "E."]
    assert rij(keuzes, "B.") == [
        "€ 79.533",
        "0,7 fte",
        "144",
        "141 (99–183)",
        "3 van de 10 keer",
        "6 van de 10 keer, rond 20 juli",
    ]
    assert rij(keuzes, "A.")[1] == "geen"
    assert rij(keuzes, "A.")[4:] == ["bijna altijd", "bijna nooit"]
    assert "Bijna nooit: minder dan 1 van de 20 keer. Bijna altijd: meer dan 19 van de 20 keer." in keuzes.noot


def test_op_tijd_staat_tegen_de_norm_met_band_en_kans() -> None:
    op_tijd = tabel("Op tijd")
    assert [kolom.titel[:2] for kolom in op_tijd.kolommen[1:]] == ["1a", "1b", "2a", "2b", "3a", "3b"]
    assert rij(op_tijd, "Norm")[0] == "minstens 60 %"
    assert rij(op_tijd, "A.")[0] == "43 % (38–49), 4 van de 10 keer"


def test_zonder_norm_is_er_geen_oordeel_en_geen_tabel() -> None:
    verslag = keuzeverslag()
    zonder = replace(verslag, studie=replace(verslag.studie, normen=()))
    assert not [blok for blok in blad(zonder).blokken if isinstance(blok, Tabel) and blok.titel.startswith("Op tijd")]


def test_wat_het_kost_om_bij_te_houden_staat_bij_wat_tegenvalt() -> None:
    verslag = keuzeverslag()
    kosten = replace(verslag.keuzes[2].kosten, bijhouden=Decimal("147500.00"), bijhouden_fte=Decimal("1.57"))
    groei = replace(verslag, keuzes=(*verslag.keuzes[:2], replace(verslag.keuzes[2], kosten=kosten), verslag.keuzes[3]))
    woorden = " ".join(platte_tekst(p) for b in blad(groei).blokken if isinstance(b, Lijst) for p in b.punten)
    assert "Niet in de kosten van D. Om het werk bij te houden is 1,6 fte nodig: € 147.500." in woorden.replace(
        VAST, " "
    )


def test_zonder_terugtoets_staat_er_dat_zij_er_niet_is() -> None:
    zonder = alineas(blad(replace(keuzeverslag(), terugblik=None)))
    assert any("Nagerekend op vroeger is dit niet" in regel for regel in zonder)


def test_een_intern_blad_zegt_dat_het_intern_is() -> None:
    intern = rapport(keuzestand(keuzeverslag(), None), 0)
    assert "INTERN" in intern.merk
    assert "147 meldingen" in alineas(intern)[0]
    assert not any("afgerond zoals in de burap" in regel for regel in alineas(intern))
    assert "INTERN" not in blad().merk


def test_wat_getelde_zaken_noemt_staat_niet_bij_de_aannames() -> None:
    woorden = " ".join(f"{onderwerp} {tekst}" for onderwerp, tekst in stand().aannames)
    assert "147" not in woorden
    dun = replace(
        keuzeverslag(),
        aannames=(Aanname("Duur", "Onderzoek: maar 3 afgerond; een vaste duur.", "aangenomen", dun=True),),
    )
    assert stand(dun).aannames == (
        ("Duur", "Onderzoek: weinig afgerond; een vaste duur (aangenomen; hier zijn weinig gegevens over)."),
    )


def test_een_melding_verschil_is_geen_verschil() -> None:
    bijna = keuzeverslag((GEVALLEN[0], Geval("bijna", "Bijna hetzelfde", 267.6, 0.43)))
    verschil = replace(bijna.keuzes[0].verschillen[0], laag=-1.2, hoog=-0.6)
    zeker = replace(bijna, keuzes=(replace(bijna.keuzes[0], verschillen=(verschil,)),))
    assert "het verschil kan toeval zijn" in kort(zeker)[1]


def test_wie_tijdelijk_helpt_helpt_onderweg() -> None:
    verslag = keuzeverslag((GEVALLEN[0], Geval("kort", "Kort helpen", 268.5, 0.5, zeker=False)))
    keuze = verslag.keuzes[0]
    opgeteld = tuple(
        replace(deel, waarde=waarde(171.0, 9)) if deel.maat == "wacht_gemiddeld" else deel for deel in keuze.opgeteld
    )
    verschillen = (*keuze.verschillen, Verschil("wacht_gemiddeld", -36.5, -40.0, -33.0))
    zinnen = kort(replace(verslag, keuzes=(replace(keuze, opgeteld=opgeteld, verschillen=verschillen),)))
    assert (
        "Aan het einde is er zo goed als geen verschil met niets doen. Gemiddeld over het tijdvak wachten er 171; bij niets doen 208."
        in zinnen[1]
    )


def test_zonder_achterstand_is_er_geen_kolom_voor() -> None:
    verslag = keuzeverslag()
    nu = replace(verslag.niets_doen.wegwerken, midden=verslag.studie.begin)
    alle = [replace(keuze, wegwerken=nu) for keuze in verslag.alle]
    zonder = tabel("De keuzes", replace(verslag, niets_doen=alle[0], keuzes=tuple(alle[1:])))
    assert "Achterstand weg" not in [kolom.titel for kolom in zonder.kolommen]
    assert {len(cellen) for cellen in zonder.rijen} == {len(zonder.kolommen)}
    assert "is er nu niet" in zonder.noot


def test_meer_dan_zes_keuzes_is_een_fout() -> None:
    with pytest.raises(AanroepFout, match="plaats voor 6 keuzes"):
        stand(keuzeverslag((*GEVALLEN, GEVALLEN[1], GEVALLEN[2])))


# ---------------------------------------------------------------------------------------------------------------- tekening


def test_de_tekening_is_het_verslag_week_voor_week() -> None:
    verslag = keuzeverslag()
    for letter, keuze in zip("abcde", verslag.alle, strict=True):
        weken = stand().verloop[letter]
        reeks = keuze.reeks("wacht_beoordeling")
        assert [week.op for week in weken] == list(verslag.weekeinde)
        assert all(abs(week.midden - (echt or 0)) <= 0.5 for week, echt in zip(weken, reeks.midden, strict=True))


def test_de_tekening_gebruikt_alleen_inkt_en_grijs() -> None:
    svg = tekening([Verloop(f"{letter}.", stand().verloop[letter]) for letter in "ab"])
    kleuren = set(re.findall(r"#[0-9a-f]{6}", svg))
    assert kleuren <= {"#1b2a41", "#5c6670", "#c8d0d8", "#e6eaee"}
    assert svg.count("stroke-dasharray") == 1  # niets doen, gestippeld in het andere vak


@pytest.mark.parametrize("aantal, kolommen", [(1, 1), (2, 2), (3, 3), (4, 4), (5, 3), (6, 3)])
def test_zes_vakken_staan_in_twee_rijen(aantal: int, kolommen: int) -> None:
    assert naast_elkaar(aantal) == kolommen


def test_een_kort_tijdvak_heeft_minder_momenten() -> None:
    from support.studieverslag import studieverslag
    from zicht.rapportage.keuzeblad.cijfers import momenten

    assert momenten(studieverslag()) == (1, 2, 3, 4)
    assert momenten(replace(studieverslag(), weekeinde=(date(2026, 1, 7),))) == (1,)
