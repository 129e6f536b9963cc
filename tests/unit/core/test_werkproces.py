"""Het werkproces: samenhang, geldigheid per dag en regio, en wat er nog openstaat."""

from dataclasses import replace
from datetime import date

import pytest

from zicht.core.bronnen import Bron
from zicht.core.feiten import Melding
from zicht.core.fouten import AanroepFout
from zicht.core.reference import Omgeving
from zicht.core.werkfeiten import Werkdienst, Werkmelding, werkrij
from zicht.core.werkproces import (
    SIGNALEN,
    Controle,
    Dienstsoort,
    Werkproces,
    WerkprocesFout,
    bereikbaar,
    gebreken,
    keur,
    openstaand,
    openstaande_controles,
    werkproces,
)

BRON = Bron("zicht-keuze", "toets")
DAG = date(2025, 1, 1)
OMGEVING = Omgeving(DAG)
AKKOORD = Controle(
    code="T-1",
    titel="Een tweede lezer is akkoord",
    over=Werkmelding,
    dan=Werkmelding.tweede_lezing.is_("akkoord"),
    boodschap="Vraag een tweede lezer. Nu: {tweede_lezing}.",
    bron=BRON,
    goed=(),
    fout=(),
)
POLITIE = replace(
    AKKOORD,
    code="T-2",
    als=Werkmelding.politie_nodig.is_("ja"),
    dan=Werkmelding.politie_bekeken.is_("ja"),
    boodschap="Vraag de politie.",
    te_overrulen=True,
)


def dienst(code: str, *volgt_op: str, **meer: object) -> Dienstsoort:
    basis = Dienstsoort(
        code=code,
        titel=code.capitalize(),
        omschrijving="",
        bron=BRON,
        over=Werkmelding,
        begint=Melding.ontvangen_op,
        eindigt=Melding.beoordeeld_op,
        volgt_op=volgt_op,
        geldig_vanaf=date(2019, 1, 1),
    )
    return replace(basis, **meer)


A, B, C = dienst("a", SIGNALEN), dienst("b", "a"), dienst("c", "a", "b")


# ------------------------------------------------------------------------------------------------------------ samenhang
def test_wat_op_wat_kan_volgen_is_van_twee_kanten_te_lezen() -> None:
    proces = Werkproces((A, B, C))
    assert [s.code for s in proces.kan_leiden_tot("a")] == ["b", "c"]
    assert [s.code for s in proces.volgt_op("c")] == ["a", "b"]
    assert proces.mag_volgen("b", "c")
    assert not proces.mag_volgen("c", "b")


def test_een_onbekende_dienst_noemt_de_bekende() -> None:
    with pytest.raises(AanroepFout, match=r"Onbekende dienst 'x'\. Kies uit: a, b\."):
        Werkproces((A, B)).dienst("x")


@pytest.mark.parametrize(
    "soorten, zin",
    [
        ((A, dienst("b", "x")), "De dienst 'b' volgt op 'x', maar die dienst bestaat hier niet."),
        ((A, dienst("b")), "De dienst 'b' volgt nergens op; noem een dienst of 'signalen'."),
        ((A, dienst("b", "c"), dienst("c", "b")), "De dienst 'b' is vanaf een signaal niet te bereiken."),
        ((), "Op die dag geldt in deze regio geen enkele dienst; kies een latere dag."),
        (
            (replace(A, controles=(AKKOORD, AKKOORD)),),
            "De dienst 'a' heeft twee controles met de code 'T-1'.",
        ),
        (
            (replace(A, controles=(AKKOORD,), over=Werkdienst),),
            "De controle 'T-1' van 'a' gaat niet over werkdienst.",
        ),
        (
            (replace(A, controles=(replace(AKKOORD, over=Werkdienst),)),),
            "De controle 'T-1' van 'a' gaat niet over werkmelding.",
        ),
        (
            (replace(A, controles=(replace(AKKOORD, boodschap="{bestaat_niet}"),)),),
            "De controle 'T-1' van 'a' gaat niet over werkmelding.",
        ),
    ],
)
def test_elk_gebrek_in_de_samenhang_wordt_gezegd(soorten: tuple[Dienstsoort, ...], zin: str) -> None:
    proces = Werkproces(soorten)
    assert zin in gebreken(proces)
    with pytest.raises(WerkprocesFout):
        keur(proces)


def test_een_goed_werkproces_heeft_geen_gebreken() -> None:
    proces = Werkproces((A, B, replace(C, controles=(AKKOORD, POLITIE))))
    assert gebreken(proces) == ()
    assert keur(proces) is proces
    assert bereikbaar(proces) == {"a", "b", "c"}


# ----------------------------------------------------------------------------------------------------------- geldigheid
def test_de_beschrijving_van_de_regio_gaat_voor() -> None:
    eigen = replace(B, titel="Eigen", regios=("nog",))
    for volgorde in ((A, B, eigen), (eigen, A, B)):
        assert werkproces(volgorde, DAG, "NOG").dienst("b").titel == "Eigen"
        assert werkproces(volgorde, DAG, "nhn").dienst("b").titel == "B"
        assert werkproces(volgorde, DAG).dienst("b").titel == "B"


def test_een_latere_beschrijving_vervangt_de_eerdere_vanaf_haar_eerste_dag() -> None:
    nieuw = replace(B, titel="Nieuw", geldig_vanaf=DAG)
    assert werkproces((nieuw, A, B), DAG).dienst("b").titel == "Nieuw"
    assert werkproces((nieuw, A, B), date(2024, 12, 31)).dienst("b").titel == "B"


def test_een_dienst_die_eindigde_geldt_op_haar_einddag_niet_meer() -> None:
    oud = replace(B, geldig_tot=DAG)
    assert "b" in werkproces((A, oud), date(2024, 12, 31)).per_code
    assert "b" not in werkproces((A, oud), DAG).per_code


def test_een_verwijzing_naar_een_dienst_van_later_vervalt_maar_een_naar_niets_blijft() -> None:
    later = replace(B, geldig_vanaf=date(2030, 1, 1))
    assert werkproces((A, later, C), DAG).dienst("c").volgt_op == ("a",)
    assert werkproces((A, dienst("c", "a", "tikfout")), DAG).dienst("c").volgt_op == ("a", "tikfout")


# ------------------------------------------------------------------------------------------------------------ controles
def test_wat_in_orde_is_staat_niet_open() -> None:
    soort = replace(A, controles=(AKKOORD, POLITIE))
    rij = werkrij(Werkmelding, tweede_lezing="akkoord", politie_nodig=False)
    assert openstaande_controles(soort, rij, OMGEVING) == ()


def test_een_openstaande_controle_zegt_wat_er_moet_gebeuren_en_waar() -> None:
    rij = werkrij(Werkmelding, melding_id="m1", tweede_lezing="terug")
    [bevinding] = openstaand((AKKOORD,), rij, OMGEVING)
    assert (bevinding.regel, bevinding.tabel, bevinding.id, bevinding.kolom) == (
        "T-1", "werkmelding", "m1", "tweede_lezing",
    )  # fmt: skip
    assert bevinding.boodschap == "Vraag een tweede lezer. Nu: terug."
    assert bevinding.blokkeert


def test_onbekend_is_niet_in_orde_en_de_zin_zegt_wat_er_ontbreekt() -> None:
    [bevinding] = openstaand((AKKOORD,), werkrij(Werkmelding), OMGEVING)
    assert bevinding.boodschap == "Vraag een tweede lezer. Nu: onbekend. Nog niet ingevuld: tweede lezing."
    assert bevinding.id is None


def test_of_een_controle_geldt_kan_ook_onbekend_zijn() -> None:
    [bevinding] = openstaand((POLITIE,), werkrij(Werkmelding, politie_bekeken=False), OMGEVING)
    assert bevinding.boodschap == "Vraag de politie. Nog niet ingevuld: politie nodig."
    assert openstaand((POLITIE,), werkrij(Werkmelding, politie_bekeken=True), OMGEVING) == ()


def test_wat_met_een_reden_mag_blijven_staan_blokkeert_niet() -> None:
    rij = werkrij(Werkmelding, politie_nodig=True, politie_bekeken=False)
    [bevinding] = openstaand((POLITIE,), rij, OMGEVING)
    assert bevinding.boodschap == "Vraag de politie."
    assert not bevinding.blokkeert


def test_een_waarde_in_een_zin_toont_nooit_een_bsn() -> None:
    tekst = replace(AKKOORD, dan=Werkmelding.besluit_toelichting.is_("x"), boodschap="{besluit_toelichting}.")
    [bevinding] = openstaand((tekst,), werkrij(Werkmelding, besluit_toelichting="zie 111222333"), OMGEVING)
    assert "111222333" not in bevinding.boodschap


def test_een_dienst_geeft_haar_controle_bij_de_code() -> None:
    assert replace(A, controles=(AKKOORD, POLITIE)).controle("T-2") is POLITIE
    assert POLITIE.vraagt == (Werkmelding.politie_nodig, Werkmelding.politie_bekeken)
