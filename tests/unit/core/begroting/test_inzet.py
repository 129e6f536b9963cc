"""Een scenario met mensen, beleid en instroom: lezen met fouten in woorden, en wat mensen kosten met de hand nagerekend."""

from datetime import date
from decimal import Decimal

import pytest

from support.kleine_begroting import anders, lees
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.gevoeligheid import per_wijziging
from zicht.core.begroting.inzet import Beleidskeuze, Deel, Dienstverband, Groei, Inzet, Tempo, Voorrang, jaardeel
from zicht.core.begroting.inzetkosten import inzetkosten
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, effect, lees_scenarios, pas_toe

KOP = 'bron = "b"\nvindplaats = "v"\n[scenario.a]\ntitel = "A"\n'
ALLES = (
    KOP
    + """
[[scenario.a.wijziging]]
pad = "stroom.meldingen.aantal"
procent = 10
[[scenario.a.mensen]]
team = "beoordeling"
fte = 2
soort = "inhuur"
van = 2030-01-01
tot_en_met = 2030-04-30
waarom = "tijdelijk"
[[scenario.a.mensen]]
team = "onderzoek"
fte = -0.5
soort = "in_dienst"
maanden = 6
inwerk_werkdagen = 20
[scenario.a.beleid]
voorrang = "gemengd"
samen_oppakken = 15
samen_inspanning = 60
reserve = { onderzoek = 20 }
stilgelegd = 50
van = 2030-02-01
[scenario.a.instroom]
procent = 5
tempo = "geleidelijk"
"""
)


def mensen(fte: str, soort: Dienstverband = Dienstverband.INHUUR, **anders: object) -> Inzet:
    return Inzet("beoordeling", Decimal(fte), soort, **anders)  # pyright: ignore[reportArgumentType]


# ---------------------------------------------------------------------------------------------------------------- lezen


def test_een_bestand_zegt_alles_voor_begroting_en_simulatie() -> None:
    (gelezen,) = lees_scenarios(ALLES, "s.toml")
    assert gelezen.mensen == (
        mensen("2", van=date(2030, 1, 1), tot_en_met=date(2030, 4, 30), waarom="tijdelijk"),
        Inzet("onderzoek", Decimal("-0.5"), Dienstverband.IN_DIENST, maanden=6, inwerk_werkdagen=20),
    )
    assert gelezen.beleid == Beleidskeuze(
        Voorrang.GEMENGD,
        None,
        Decimal(15),
        Decimal(60),
        (Deel("onderzoek", Decimal(20)),),
        Decimal(50),
        date(2030, 2, 1),
    )
    assert gelezen.instroom == (Groei(Decimal(5), tempo=Tempo.GELEIDELIJK),)
    assert gelezen.wijzigingen[0].pad == "stroom.meldingen.aantal"


def test_alleen_mensen_is_ook_een_scenario_en_helemaal_niets_niet() -> None:
    (gelezen,) = lees_scenarios(KOP + '[[scenario.a.mensen]]\nteam = "t"\nfte = 1\nsoort = "in_dienst"\n', "s.toml")
    assert not gelezen.leeg
    assert not gelezen.wijzigingen
    with pytest.raises(BegrotingFout, match=r"heeft geen wijzigingen\..*of een van mensen, beleid, instroom"):
        lees_scenarios(KOP, "s.toml")


def test_voorsprong_per_urgentie_in_plaats_van_een_naam() -> None:
    (gelezen,) = lees_scenarios(KOP + "[scenario.a.beleid]\nvoorrang = { hoog = 20, midden = 5, laag = 0 }\n", "s.toml")
    assert gelezen.beleid == Beleidskeuze(voorsprong=(Decimal(20), Decimal(5), Decimal(0)))


def test_meer_instroom_per_bron_zijn_rijen() -> None:
    rijen = '[[scenario.a.instroom]]\nstroom = "politie"\nprocent = 5\n[[scenario.a.instroom]]\nprocent = -2\n'
    (gelezen,) = lees_scenarios(KOP + rijen, "s.toml")
    assert gelezen.instroom == (Groei(Decimal(5), "politie"), Groei(Decimal(-2)))


MENSEN = '[[scenario.a.mensen]]\nteam = "beoordeling"\nfte = 2\nsoort = "inhuur"\n'


@pytest.mark.parametrize(
    "tekst, zin",
    [
        (MENSEN.replace('"inhuur"', '"inhuren"'), r"mensen 1: 'soort' is in_dienst of inhuur, gevonden: 'inhuren'"),
        (MENSEN.replace("fte = 2", 'fte = "2"'), r"mensen 1: verwacht bij 'fte' een getal, met een punt.*gevonden: '2'"),
        (MENSEN.replace("fte = 2", "fte = 0"), r"mensen 1: 'fte' is 0; dan verandert er niets"),
        (MENSEN.replace("fte = 2", "fte = 900"), r"mensen 1: 'fte' is 900; verwacht tussen -500 en 500"),
        (MENSEN.replace("fte = 2\n", ""), r"mensen 1: verwacht bij 'fte' een getal.*gevonden: niets"),
        (MENSEN.replace('team = "beoordeling"', "team = 3"), r"mensen 1: verwacht bij 'team' een tekst"),
        (MENSEN + "vna = 2030-01-01\n", r"mensen 1: 'vna' is hier niet bekend\. Bedoelt u 'van'"),
        (MENSEN + 'van = "2030-01-01"\n', r"verwacht bij 'van' een datum zonder aanhalingstekens"),
        (MENSEN + "van = 2030-01-01T00:00:00\n", r"verwacht bij 'van' een datum"),
        (MENSEN + "van = 2030-05-01\ntot_en_met = 2030-04-30\n", r"'tot_en_met' \(2030-04-30\) ligt voor 'van'"),
        (MENSEN + "maanden = 4\ntot_en_met = 2030-04-30\n", r"noemt tot_en_met en maanden; kies een van drie"),
        (MENSEN + "maanden = 1.5\n", r"verwacht bij 'maanden' een heel getal"),
        (MENSEN + 'ieder_jaar = ["juni", "augustus"]\n', r"verwacht bij 'ieder_jaar' een eerste en laatste dag"),
        (MENSEN.replace("[[scenario.a.mensen]]", "[scenario.a.mensen]"), r"verwacht \[\[scenario\.a\.mensen\]\], met dubbele haken"),
        ('[scenario.a.beleid]\nvoorrang = "urgent"\n', r"'voorrang' is urgentie of ontvangst of gemengd.*Bedoelt u 'urgentie'"),
        ("[scenario.a.beleid]\nvoorrang = { hoog = 3, midden = 2 }\n", r"voorrang: verwacht bij 'laag' een getal"),
        ("[scenario.a.beleid]\nvoorrang = { hoog = 3, middel = 2, laag = 0 }\n", r"'middel' is hier niet bekend\. Bedoelt u 'midden'"),
        ("[scenario.a.beleid]\nsamen_oppakken = 120\n", r"'samen_oppakken' is 120; verwacht tussen 0 en 100"),
        ("[scenario.a.beleid]\nsamen_inspanning = 60\n", r"'samen_inspanning' hoort bij 'samen_oppakken'"),
        ("[scenario.a.beleid]\nreserve = { onderzoek = 60, beoordeling = 50 }\n", r"reserve: is samen meer dan 100 procent"),
        ("[scenario.a.beleid]\nreserve = 20\n", r"verwacht bij 'reserve' procenten per dienst"),
        ("[scenario.a.beleid]\nvan = 2030-01-01\n", r"beleid: kiest niets"),
        ('[scenario.a]\nbeleid = "urgentie"\n', r"verwacht een tabel"),
        ('[scenario.a.instroom]\nprocent = 5\ntempo = "snel"\n', r"instroom: 'tempo' is meteen of geleidelijk, gevonden: 'snel'"),
        ("[scenario.a.instroom]\ngroei = 5\n", r"instroom: 'groei' is hier niet bekend"),
        ('[[scenario.a.mensne]]\nteam = "t"\n', r"scenario\.a: 'mensne' is hier niet bekend\. Bedoelt u 'mensen'"),
    ],
)  # fmt: skip
def test_een_fout_zegt_waar_wat_verwacht_was_en_wat_er_staat(tekst: str, zin: str) -> None:
    tekst = KOP + tekst if not tekst.startswith("[scenario.a]\n") else KOP + tekst.removeprefix("[scenario.a]\n")
    with pytest.raises(BegrotingFout, match=zin):
        lees_scenarios(tekst, "s.toml")


# --------------------------------------------------------------------------------------------------------------- kosten


def test_vier_maanden_is_een_derde_van_een_jaar() -> None:
    assert jaardeel(date(2030, 1, 1), date(2030, 4, 30)) == Decimal(4) / 12
    assert jaardeel(date(2030, 1, 1), date(2030, 12, 31)) == 1
    assert jaardeel(date(2028, 2, 15), date(2028, 2, 29)) == Decimal(15) / 29 / 12


@pytest.mark.parametrize(
    "inzet, euro",
    [
        (mensen("2", van=date(2030, 1, 1), tot_en_met=date(2030, 4, 30)), 100),  # 2 × 150 × 4/12
        (mensen("2", maanden=4), 100),
        (mensen("1", Dienstverband.IN_DIENST), 100),
        (mensen("-1", Dienstverband.IN_DIENST, maanden=6), -50),
        (mensen("3", van=date(2029, 7, 1), tot_en_met=date(2030, 6, 30)), 225),  # het halve jaar ervoor telt niet
        (mensen("1", van=date(2031, 1, 1)), 0),
        (mensen("2", ieder_jaar=("06-01", "07-31")), 50),
        (mensen("2", ieder_jaar=("12-01", "01-31")), 50),  # over de jaarwisseling: januari en december
    ],
)
def test_wat_mensen_in_het_jaar_kosten(inzet: Inzet, euro: int) -> None:
    kosten = inzetkosten(lees(), inzet, date(2030, 1, 1), date(2030, 12, 31))
    assert kosten.getal.quantize(Decimal("0.01")) == euro


def test_mensen_tellen_in_het_totaal_zonder_overhead_en_met_hun_opbouw() -> None:
    basis = reken(lees())
    ander = reken(pas_toe(lees(), Scenario("a", "A", mensen=(mensen("2", maanden=4),))))
    erbij = effect(basis, ander)
    assert erbij is not None
    assert erbij.quantize(Decimal("0.01")) == 100
    assert [deel.titel for deel in ander["lasten.inzet"].delen] == ["2 fte inhuur"]
    assert "lasten.inzet" not in basis.uitkomsten


def test_een_hogere_index_maakt_ook_extra_mensen_duurder() -> None:
    loon = Wijziging("index.loon.procent", Wijze.ZET, Decimal(6))
    begroting = pas_toe(lees(), Scenario("a", "A", (loon,), mensen=(mensen("1"),)))
    factor = Decimal(106) / Decimal(103)
    assert reken(begroting)["lasten.inzet"].getal == pytest.approx(150 * factor)


def test_zonder_prijs_van_inhuur_is_het_bedrag_onbekend_en_niet_nul() -> None:
    kosten = inzetkosten(anders(("inhuur = 150\n", "")), mensen("1"), date(2030, 1, 1), date(2030, 12, 31))
    assert kosten.waarde is None
    assert kosten.noot == "de prijs van een fte inhuur is niet bekend"


def test_het_effect_per_wijziging_telt_de_mensen_niet_mee() -> None:
    meer = Wijziging("post.leiding.bedrag", Wijze.PLUS, Decimal(10))
    assert per_wijziging(reken(lees()), Scenario("a", "A", (meer,), mensen=(mensen("1"),))) == ((meer, 12),)
