"""Het dagplan: de regel op kleine gevallen die een teamleider met de hand narekent, en wat er nooit in meeweegt."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from zicht.core.dagplan import (
    Belemmering,
    Collega,
    Wachtzaak,
    getal,
    stel_voor,
    waarom,
    waarom_niet,
)
from zicht.core.fouten import AanroepFout

ZAAK = Wachtzaak("M-1", "D-1", "midden", date(2026, 3, 2), "toegang", "beoordeling", Decimal("2.5"), Decimal("1.5"))
ANNE = Collega(
    "anne",
    1,
    "toegang",
    aanwezig=True,
    uren=Decimal(4),
    caseload=Decimal(5),
    norm=Decimal(10),
    competenties=frozenset({"beoordeling"}),
)
BERT = replace(ANNE, code="bert", beurt=2, caseload=Decimal(2))

# Gevoelig, of simpelweg niet waar het om gaat: hiervoor heeft het dagplan geen plaats.
VELDEN_ZAAK = {"kenmerk", "dossier", "urgentie", "sinds", "team", "competentie", "uren", "gewicht"}
VELDEN_COLLEGA = {"code", "beurt", "team", "aanwezig", "uren", "caseload", "norm", "competenties", "niet"}


def zaak(nummer: int, **anders: object) -> Wachtzaak:
    return replace(ZAAK, **({"kenmerk": f"M-{nummer}", "dossier": f"D-{nummer}"} | anders))


def bij(plan, kenmerk):
    return {regel.zaak.kenmerk: regel.collega for regel in plan.regels}.get(kenmerk)


def test_er_is_alleen_plaats_voor_de_afgesproken_gegevens():
    assert {veld.name for veld in fields(Wachtzaak)} == VELDEN_ZAAK
    assert {veld.name for veld in fields(Collega)} == VELDEN_COLLEGA


def test_de_zaak_gaat_naar_wie_naar_verhouding_de_minste_caseload_heeft():
    (regel,) = stel_voor([ZAAK], [ANNE, BERT]).regels
    assert (regel.collega, regel.caseload_na, regel.konden) == ("bert", Decimal("3.5"), 2)


def test_deeltijd_telt_naar_verhouding():
    halftijd = replace(BERT, caseload=Decimal(4), norm=Decimal(5) * 2, uren=Decimal(4))
    krap = replace(halftijd, norm=Decimal("5.5"))
    assert bij(stel_voor([ZAAK], [ANNE, halftijd]), "M-1") == "bert"
    assert bij(stel_voor([ZAAK], [ANNE, krap]), "M-1") == "anne"


def test_dringend_gaat_voor_oud_en_niet_gescreend_telt_als_hoog():
    laag, ongescreend = zaak(1, urgentie="laag", sinds=date(2025, 1, 1)), zaak(2, urgentie="")
    plan = stel_voor([laag, ongescreend], [ANNE])
    assert [regel.zaak.kenmerk for regel in plan.regels] == ["M-2"]
    assert plan.ongeplaatst[0].belemmeringen == ((Belemmering.UREN, 1),)


def test_binnen_een_urgentie_gaat_de_oudste_voor():
    plan = stel_voor([zaak(1), zaak(2, sinds=date(2026, 2, 2))], [ANNE])
    assert [regel.zaak.kenmerk for regel in plan.regels] == ["M-2"]


def test_bij_gelijke_stand_beslist_de_beurt_en_niet_de_naam():
    gelijk = [replace(ANNE, code="zoe", beurt=1), replace(ANNE, code="abe", beurt=2)]
    (regel,) = stel_voor([ZAAK], gelijk).regels
    assert (regel.collega, regel.op_beurt) == ("zoe", True)


@pytest.mark.parametrize(
    "anders, bezwaar",
    [
        ({"niet": frozenset({"D-1"})}, Belemmering.MAG_NIET),
        ({"competenties": frozenset({"onderzoek"})}, Belemmering.COMPETENTIE),
        ({"aanwezig": False}, Belemmering.AFWEZIG),
        ({"uren": Decimal(0)}, Belemmering.UREN),
        ({"uren": Decimal("2.4")}, Belemmering.UREN),
        ({"caseload": Decimal("8.6")}, Belemmering.NORM),
    ],
)
def test_wie_niet_kan_krijgt_de_zaak_niet_en_er_staat_waarom(anders, bezwaar):
    plan = stel_voor([ZAAK], [replace(ANNE, **anders)])
    assert not plan.regels
    assert plan.ongeplaatst[0].belemmeringen == ((bezwaar, 1),)
    assert bezwaar.zin(1) in waarom_niet(plan.ongeplaatst[0])


def test_precies_op_de_norm_en_precies_genoeg_uren_past_nog():
    assert bij(stel_voor([ZAAK], [replace(ANNE, caseload=Decimal("8.5"), uren=Decimal("2.5"))]), "M-1") == "anne"


def test_een_zaak_blijft_bij_haar_team():
    plan = stel_voor([ZAAK], [replace(ANNE, team="noord")])
    assert waarom_niet(plan.ongeplaatst[0]) == "Voor dit team zijn geen collega's met werktijden bekend."


def test_waarom_noemt_elke_invoer_in_gewone_woorden():
    plan = stel_voor([ZAAK], [ANNE, BERT])
    zinnen = " ".join(waarom(plan.regels[0], {"beoordeling": "veiligheidsbeoordeling"}))
    assert "Nummer 1 in de rij: urgentie midden, wacht sinds 02-03-2026." in zinnen
    assert "Kan dit werk doen: veiligheidsbeoordeling." in zinnen
    assert "Heeft nog 4 uur voor nieuwe zaken; beginnen kost 2,5 uur." in zinnen
    assert "van 2 naar 3,5, bij een norm van 10: het laagst van de 2 die dit nu kunnen." in zinnen
    assert "anne" not in zinnen


def test_regels_van_een_collega():
    plan = stel_voor([zaak(1), zaak(2)], [ANNE, BERT])
    assert [regel.zaak.kenmerk for regel in plan.van("bert")] == ["M-1"]
    assert [regel.zaak.kenmerk for regel in plan.van("anne")] == ["M-2"]


def test_dubbele_of_onmogelijke_invoer_wordt_geweigerd():
    with pytest.raises(AanroepFout, match="zaak komt in een dagplan een keer"):
        stel_voor([ZAAK, ZAAK], [])
    with pytest.raises(AanroepFout, match="beurt"):
        stel_voor([], [ANNE, replace(BERT, beurt=1)])
    with pytest.raises(AanroepFout, match="gewicht boven nul"):
        stel_voor([replace(ZAAK, gewicht=Decimal(0))], [])


def test_getallen_hebben_een_komma_en_geen_loze_nullen():
    assert [getal(Decimal(tekst)) for tekst in ("2.50", "10", "0.05", "100")] == ["2,5", "10", "0,05", "100"]
