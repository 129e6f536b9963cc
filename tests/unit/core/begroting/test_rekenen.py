"""Het model op een begroting die met de hand na te rekenen is.

Honderd meldingen: 60 kort (10 uur), 40 lang (50 uur), 20 nazorg (20 uur) = 600 + 2.000 + 400 = 3.000 uur = 3 fte; met 2 fte
beschikbaarheid 5 fte × € 100 = € 500. Leiding € 200, overhead 20 % van € 700 = € 140, samen € 840.
"""

from decimal import Decimal

import pytest

from support.kleine_begroting import anders, lees
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, pas_toe
from zicht.core.begroting.uitkomst import Bewerking


def met(pad: str, wijze: Wijze, getal: str) -> Model:
    """De kleine begroting met een wijziging."""
    return reken(pas_toe(lees(), Scenario("s", "S", (Wijziging(pad, wijze, Decimal(getal)),))))


BASIS = {
    "stroom.lang": 40, "dienst.nazorg.aantal": 20, "uren": 3000, "fte.volume": 3, "fte.primair": 5, "fte.inhuur": 0,
    "fte.personeel": 7, "personeel": 700, "overhead": 140, "totaal": 840, "begroot.totaal": 840, "begroot.direct": 500,
    "begroot.indirect": 340, "begroot.overhead_aandeel": 20, "rest.meldingen": 0, "aandeel.kort": 60,
}  # fmt: skip


@pytest.mark.parametrize("code, waarde", BASIS.items())
def test_de_kleine_begroting_komt_uit_zoals_met_de_hand(code: str, waarde: int) -> None:
    assert reken(lees())[code].waarde == waarde


@pytest.mark.parametrize(
    "pad, wijze, getal, code, waarde",
    [
        ("stroom.meldingen.aantal", Wijze.PROCENT, "10", "uren", 3300),  # alles beweegt mee, ook nazorg
        ("stroom.meldingen.aantal", Wijze.PROCENT, "10", "totaal", 876),  # 0,3 fte × 100 × 1,2
        ("stroom.kort.aandeel", Wijze.ZET, "50", "stroom.kort", 50),
        ("stroom.kort.aandeel", Wijze.ZET, "50", "stroom.lang", 50),  # vult aan
        ("stroom.kort.aandeel", Wijze.ZET, "50", "dienst.nazorg.aantal", 25),  # beweegt mee: 20 × 50 / 40
        ("stroom.kort.aantal", Wijze.ZET, "70", "stroom.lang", 30),
        ("dienst.nazorg.aantal", Wijze.ZET, "30", "uren", 3200),
        ("dienst.lang.normtijd_uren", Wijze.PLUS, "5", "uren", 3200),
        ("formatie.productieve_uren", Wijze.ZET, "1500", "fte.volume", 2),
        ("formatie.toegang.fte", Wijze.PLUS, "1", "totaal", 960),
        ("loonkosten.aandeel_inhuur", Wijze.ZET, "20", "fte.inhuur", 1),
        ("loonkosten.aandeel_inhuur", Wijze.ZET, "20", "personeel", 750),  # 4 × 100 + 1 × 150 + 200
        ("verzuim.verwacht", Wijze.PLUS, "10", "vervanging.verzuim", 105),  # 7 fte × 10 % × 150
        ("verzuim.verwacht", Wijze.PLUS, "10", "totaal", 945),  # zonder overhead erover
        ("verloop.verwacht", Wijze.PLUS, "20", "vervanging.verloop", 35),  # 7 × 20 % × een half jaar × 50
        ("overhead.procent", Wijze.ZET, "10", "totaal", 770),
        ("post.leiding.bedrag", Wijze.PLUS, "100", "totaal", 960),
    ],
)
def test_een_wijziging_doet_wat_zij_met_de_hand_doet(
    pad: str, wijze: Wijze, getal: str, code: str, waarde: int
) -> None:
    assert met(pad, wijze, getal)[code].waarde == waarde


def test_zonder_extra_verzuim_is_er_geen_vervanging() -> None:
    assert "vervanging.verzuim" not in reken(lees()).uitkomsten


def test_een_hogere_index_maakt_alleen_haar_groep_duurder() -> None:
    model = met("index.loon.procent", Wijze.ZET, "6")
    assert round(model["personeel"].getal, 12) == round(700 * Decimal(106) / 103, 12)
    assert model["begroot.totaal"].waarde == 840


def test_zonder_overheadprocent_is_overhead_de_som_van_de_posten() -> None:
    begroting = anders(("[overhead]\nprocent = 20\n", ""), ("bedrag = 140", "bedrag = 99"))
    assert reken(begroting)["overhead"].waarde == 99


def test_een_ontbrekende_normtijd_maakt_uren_formatie_en_lasten_onbekend_met_de_reden() -> None:
    model = reken(anders(("normtijd_uren = 50\n", "")))
    assert [model[code].waarde for code in ("uren.lang", "uren", "fte.primair", "post.uitvoering")] == [
        None,
        None,
        None,
        Decimal(500),
    ]
    assert "normtijd lang traject is niet bekend" in model["fte.primair"].noot


def test_een_dienst_die_met_opzet_niet_begroot_is_doet_niet_mee_en_maakt_niets_onbekend() -> None:
    begroting = anders(
        (
            "[dienst.nazorg]",
            '[dienst.chat]\ntitel = "Chat"\nnormtijd_uren = 9\nniet_begroot = "staat er niet"\n[dienst.nazorg]',
        )
    )
    model = reken(begroting)
    assert model["uren"].waarde == 3000
    assert (model["dienst.chat.aantal"].waarde, model["dienst.chat.aantal"].noot) == (None, "staat er niet")


def test_meldingen_die_nergens_staan_blijven_zichtbaar_als_rest() -> None:
    begroting = anders(("vult_aan = true", "aantal = 37"))
    model = reken(begroting)
    assert (model["geplaatst.meldingen"].waarde, model["rest.meldingen"].waarde) == (97, 3)


def test_elke_uitkomst_is_open_te_klappen_tot_getallen_met_een_bron() -> None:
    bladeren = [u for u in reken(lees())["totaal"].alle() if not u.delen]
    assert {u.bron.vindplaats for u in bladeren if u.bron} == {"bladzijde 1"}
    assert all(u.bron or u.waarde == 0 for u in bladeren)
    assert {"dienst.lang.normtijd_uren", "stroom.meldingen", "loonkosten.in_dienst"} <= {u.code for u in bladeren}


def test_de_opbouw_rekent_zichzelf_na() -> None:
    """Wie elke knoop met haar teken uit haar delen berekent, komt op dezelfde waarde."""
    for uitkomst in reken(lees())["totaal"].alle():
        delen = [d.getal / (100 if d.eenheid == "procent" else 1) for d in uitkomst.delen]
        match uitkomst.bewerking:
            case Bewerking.SOM:
                assert uitkomst.waarde == sum(d.getal for d in uitkomst.delen)
            case Bewerking.VERSCHIL:
                assert uitkomst.waarde == delen[0] - sum(delen[1:])
            case Bewerking.PRODUCT:
                assert uitkomst.waarde == pytest.approx(float(_maal(delen)))
            case Bewerking.DEELSOM:
                assert uitkomst.getal == delen[0] / delen[1] * (100 if uitkomst.eenheid == "procent" else 1)
            case Bewerking.GEGEVEN | Bewerking.GELIJK:
                assert not uitkomst.delen


def _maal(delen: list[Decimal]) -> Decimal:
    uit = Decimal(1)
    for deel in delen:
        uit *= deel
    return uit
