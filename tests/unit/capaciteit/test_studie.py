"""Een studie van begin tot eind op een kleine doorstroom: wat de vraag is, staat in het verslag, en het antwoord klopt met zichzelf."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from support.kleine_doorstroom import BEGIN, doorstroom, zonder_toeval
from zicht.capaciteit.draaien import Gestopt
from zicht.capaciteit.ijken import Ijking, Ijkverslag, Onderdeel
from zicht.capaciteit.model import Model, Norm
from zicht.capaciteit.studie.bewaren import als_json, uit_json
from zicht.capaciteit.studie.uitvoeren import Studie, Studieverslag, voer_uit
from zicht.capaciteit.studie.verslag import Stand, Zoekas, Zoekvraag
from zicht.capaciteit.terugtoets import WACHTLIJST, Aandeel, Punt, Reeks, Terugtoets
from zicht.catalogus import begrotingen
from zicht.core.begroting.inzet import Beleidskeuze, Dienstverband, Inzet, Voorrang
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging
from zicht.core.fouten import AanroepFout

INDICATOR = "beoordeling-tijdig-na-ontvangst"
MODEL = zonder_toeval(doorstroom(56))
NOG = begrotingen.begroting("nog", 2025)
INHUUR = Scenario(
    "inhuur", "2 fte", mensen=(Inzet("beoordeling", Decimal(2), Dienstverband.INHUUR, inwerk_werkdagen=0),)
)
NIETS = Scenario("zelfde", "Alleen geld", (Wijziging("overhead.procent", Wijze.PLUS, Decimal(1)),))
ZIEK = Scenario("ziek", "Verzuim", (Wijziging("verzuim.verwacht", Wijze.PLUS, Decimal(20)),))
VOLGORDE = Scenario("volgorde", "Wie het eerst komt", beleid=Beleidskeuze(Voorrang.ONTVANGST))
STUDIE = Studie(
    "NOG",
    "Verzonnen Thuis",
    BEGIN,
    56,
    (INHUUR, NIETS, ZIEK, VOLGORDE),
    (Norm(INDICATOR, 0.6),),
    60,
    3,
    grens=INDICATOR,
)


def ijking(model: Model = MODEL) -> Ijking:
    deel = Onderdeel(
        "instroom",
        "Instroom",
        500,
        "meldingen",
        date(2024, 1, 1),
        date(2025, 1, 5),
        ("Zes per dag.",),
        aannames=("Geen groei.",),
    )
    return Ijking(model, Ijkverslag("NOG", date(2025, 1, 5), "ab" * 32, 56, (deel,)))


@pytest.fixture(scope="module")
def verslag() -> Studieverslag:
    return voer_uit(STUDIE, ijking(), NOG)


def test_gelijk_zaad_geeft_gelijke_bytes_en_het_verslag_komt_terug(verslag: Studieverslag) -> None:
    nog_eens = voer_uit(STUDIE, ijking(), NOG)
    assert als_json(nog_eens) == als_json(verslag)
    assert uit_json(Studieverslag, als_json(verslag)) == verslag
    ander = voer_uit(replace(STUDIE, zaad=4, keuzes=()), ijking(), NOG)
    assert ander.niets_doen.opgeteld != verslag.niets_doen.opgeteld


def test_een_keuze_die_niets_aan_het_werk_verandert_is_precies_niets_doen(verslag: Studieverslag) -> None:
    keuze = verslag.keuze("zelfde")
    assert {(deel.gemiddelde, deel.laag, deel.hoog) for deel in keuze.verschillen} == {(0.0, 0.0, 0.0)}
    assert (keuze.opgeteld, keuze.reeksen) == (verslag.niets_doen.opgeteld, verslag.niets_doen.reeksen)
    assert [deel.wat for deel in keuze.alleen_begroting] == ["overhead.procent"]
    assert keuze.kosten.euro is not None
    assert keuze.kosten.euro > 0


def test_extra_mensen_maken_de_wachttijd_zeker_niet_langer_en_kosten_geld(verslag: Studieverslag) -> None:
    verschil = verslag.keuze("inhuur").verschil("wachttijd")
    assert verschil is not None
    assert verschil.hoog < 0
    assert verslag.keuze("inhuur").kosten.euro == Decimal("37842.47")  # 2 × 119.300 × (26/31 + 1 + 2/31)/12
    tijdig = verslag.keuze("inhuur").verschil(INDICATOR)
    assert tijdig is not None
    assert tijdig.laag > 0


def test_meer_verzuim_is_langer_wachten_en_een_andere_volgorde_niet_minder_werk(verslag: Studieverslag) -> None:
    ziek, volgorde = (verslag.keuze(code).verschil("beoordeeld") for code in ("ziek", "volgorde"))
    assert ziek is not None
    assert ziek.hoog < 0
    assert volgorde is not None
    assert abs(volgorde.gemiddelde) < 1


def test_kansen_en_achterstand_horen_bij_elkaar(verslag: Studieverslag) -> None:
    nul, meer = verslag.niets_doen, verslag.keuze("inhuur")
    assert verslag.wacht_vandaag == 60
    assert meer.meer_dan_vandaag.waarde <= nul.meer_dan_vandaag.waarde
    assert meer.wegwerken.kans.waarde >= nul.wegwerken.kans.waarde
    assert meer.wegwerken.midden in verslag.weekeinde
    (kans,) = meer.normkansen
    assert kans.gehaald.laag <= kans.gehaald.waarde <= kans.gehaald.hoog
    assert kans.gemist.waarde == pytest.approx(1 - kans.gehaald.waarde)


def test_de_reeksen_zijn_even_lang_als_het_tijdvak_en_gelden_per_gebied(verslag: Studieverslag) -> None:
    reeks = verslag.niets_doen.reeks("wacht_beoordeling")
    assert len(reeks.midden) == len(verslag.weekeinde) == 8
    per_gebied = [verslag.niets_doen.reeks("wacht_beoordeling", groep).midden for groep in MODEL.groepen]
    assert len(per_gebied) == 2
    assert verslag.niets_doen.reeks("uren", "toegang").midden[0] == pytest.approx(100, rel=0.01)


def test_het_verslag_zegt_waarop_het_steunt(verslag: Studieverslag) -> None:
    assert verslag.herkomst.feiten == "ab" * 32
    assert len(verslag.herkomst.model) == len(verslag.herkomst.begroting) == 64
    assert ("Geen groei.", True) in [(deel.tekst, deel.dun) for deel in verslag.aannames]
    anders = voer_uit(replace(STUDIE, keuzes=()), ijking(replace(MODEL, start=())), NOG)
    assert anders.herkomst.model != verslag.herkomst.model


def test_de_grens_heeft_geen_punt_dat_boven_een_ander_ligt(verslag: Studieverslag) -> None:
    assert verslag.grens is not None
    punten = verslag.grens.punten
    assert [punt.euro for punt in punten] == sorted(punt.euro for punt in punten)
    goed = [punt for punt in punten if not punt.beter]
    assert [punt.tijdig.gemiddelde for punt in goed] == sorted(punt.tijdig.gemiddelde for punt in goed)
    assert {"zelfde", "ziek"} <= {punt.code for punt in punten if punt.beter}


def test_zoeken_en_beeld_horen_bij_de_studie_en_de_voortgang_loopt_op() -> None:
    vraag = Zoekvraag("Hoeveel inhuur", (Zoekas("toegang", Dienstverband.INHUUR, Decimal(6)),), (Norm(INDICATOR, 0.3),), stap=Decimal(1),
                      herhalingen=40, meeste_herhalingen=80)  # fmt: skip
    gemeld = list[float]()
    studie = replace(STUDIE, keuzes=(INHUUR,), herhalingen=20, zoeken=(vraag,), grens="")
    verslag = voer_uit(studie, ijking(), NOG, meld=lambda deel, _: gemeld.append(deel))
    (zoektocht,) = verslag.zoektochten
    assert zoektocht.stand in Stand
    assert zoektocht.zin
    assert gemeld == sorted(gemeld)
    assert gemeld[-1] == 1.0
    assert uit_json(Studieverslag, als_json(verslag)) == verslag


def test_zonder_begroting_blijft_alles_behalve_het_geld() -> None:
    verslag = voer_uit(replace(STUDIE, keuzes=(INHUUR,), herhalingen=20), ijking())
    assert verslag.keuze("inhuur").kosten.euro is None
    assert verslag.keuze("inhuur").verschil("wachttijd") is not None
    assert verslag.grens is not None
    assert [punt.code for punt in verslag.grens.punten] == ["niets_doen"]


def test_de_terugtoets_staat_in_het_verslag_met_haar_zin() -> None:
    punten = (Punt(date(2024, 12, 29), 40.0, 55.0, 80.0, 60), Punt(date(2025, 1, 5), 45.0, 58.25, 90.0, 48))
    toets = Terugtoets(
        "NOG", date(2024, 1, 5), date(2025, 1, 5), "ab" * 32, 200, 1, (Reeks(WACHTLIJST, "Wachtlijst", punten),),
        (Aandeel(INDICATOR, "Op tijd", 0.4, 0.5, 0.6, 0.45, 900), Aandeel("vv-tijdig-na-start", "V&V", 0.4, 0.5, 0.6, None, 0)),
    )  # fmt: skip
    verslag = voer_uit(replace(STUDIE, keuzes=(), herhalingen=20, grens=""), ijking(), NOG, toets)
    assert verslag.terugblik is not None
    assert verslag.terugblik.zin == toets.zin
    regels = {regel.maat: (regel.verwacht.midden, regel.werkelijk) for regel in verslag.terugblik.regels}
    assert regels[WACHTLIJST] == (58.25, 48.0)
    assert regels[INDICATOR] == (0.5, 0.45)
    assert "vv-tijdig-na-start" not in regels, "zonder zaken is er niets om mee te vergelijken"
    assert uit_json(Studieverslag, als_json(verslag)) == verslag


def test_stoppen_stopt() -> None:
    with pytest.raises(Gestopt, match="gestopt"):
        voer_uit(STUDIE, ijking(), NOG, stop=lambda: True)


@pytest.mark.parametrize(
    "studie, zin",
    [
        (
            replace(STUDIE, dagen=57),
            "Verwacht een studie over het tijdvak van het model, 06-01-2025 tot en met 02-03-2025",
        ),
        (replace(STUDIE, keuzes=(INHUUR, INHUUR)), "Twee keuzes heten 'inhuur'"),
        (replace(STUDIE, beeld="iets"), "Het beeld gaat over de keuze 'iets'"),
    ],
)
def test_een_studie_die_niet_kan_wordt_geweigerd(studie: Studie, zin: str) -> None:
    with pytest.raises(AanroepFout, match=zin):
        voer_uit(studie, ijking(), NOG)
