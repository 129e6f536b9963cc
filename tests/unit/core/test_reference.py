"""De referentie: drie uitkomsten per vraag, volgens Kleene, en wat er op de peildatum bekend is."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from zicht.core.feiten import Klacht, Melding, Monitormoment
from zicht.core.indicatoren import Antwoord, Telregel
from zicht.core.periodes import lees_periode
from zicht.core.reference import Omgeving, Rij, alle, antwoord, bekend, bereken, evalueer
from zicht.core.voorwaarden import (
    DagenTussen,
    EenVan,
    En,
    Gelijk,
    Ingevuld,
    Kleiner,
    Niet,
    Of,
    Peildatum,
    UitersteDatum,
    Vast,
    Voorwaarde,
    Waarde,
)

DAG = date(2025, 4, 30)
OMGEVING = Omgeving(DAG, lees_periode("2025-burap1"))
LEEG: Rij = {veld.naam: None for veld in Melding.velden()}
KLOK = UitersteDatum("beoordeling-na-ontvangst", Melding.ontvangen_op, "beoordeling", "beoordeling")
WAAR, ONWAAR, ONBEKEND = Gelijk(Vast(1), Vast(1)), Gelijk(Vast(1), Vast(2)), Gelijk(Vast(1), Vast(None))
DRIE = {True: WAAR, False: ONWAAR, None: ONBEKEND}


def melding(**velden: object) -> Rij:
    """Een melding waarvan de rest leeg is."""
    return {**LEEG, **velden}  # type: ignore[dict-item]


@pytest.mark.parametrize("a, b", list(product(DRIE, DRIE)))
def test_en_of_en_niet_volgen_kleene(a: bool | None, b: bool | None) -> None:
    """En is het minste van de twee, of het meeste; onbekend ligt tussen nee en ja."""
    rang = {False: 0, None: 1, True: 2}
    op_rang = {waarde: naam for naam, waarde in rang.items()}
    assert evalueer(En((DRIE[a], DRIE[b])), LEEG, OMGEVING) is op_rang[min(rang[a], rang[b])]
    assert evalueer(Of((DRIE[a], DRIE[b])), LEEG, OMGEVING) is op_rang[max(rang[a], rang[b])]
    assert evalueer(Niet(DRIE[a]), LEEG, OMGEVING) is op_rang[2 - rang[a]]


def test_zonder_delen_is_en_waar_en_of_onwaar() -> None:
    assert evalueer(En(()), LEEG, OMGEVING) is True
    assert evalueer(Of(()), LEEG, OMGEVING) is False
    assert alle([]) is True


@pytest.mark.parametrize(
    "voorwaarde, rij, verwacht",
    [
        (Melding.urgentie.is_("hoog"), {"urgentie": "hoog"}, True),
        (Melding.urgentie.is_("hoog"), {"urgentie": "laag"}, False),
        (Melding.urgentie.is_("hoog"), {}, None),
        (Kleiner(Vast(Decimal("6.5")), Vast(7)), {}, True),
        (Kleiner(Vast("B"), Vast("a")), {}, True),  # op codepunt, zoals een database in C
        (EenVan(Melding.urgentie, ("hoog", "laag")), {"urgentie": "laag"}, True),
        (EenVan(Melding.urgentie, ("hoog",)), {"urgentie": "laag"}, False),
        (EenVan(Melding.urgentie, ("hoog",)), {}, None),
        (Melding.aard.bevat("a"), {"aard": ";a;b;"}, True),
        (Melding.aard.bevat("a"), {"aard": ";aa;b;"}, False),
        (Melding.aard.bevat("a"), {}, None),
        (Melding.opgepakt_op.ingevuld(), {}, False),
        (Melding.opgepakt_op.ingevuld(), {"opgepakt_op": DAG}, True),
        (Melding.ontvangen_op.in_periode(), {"ontvangen_op": date(2025, 1, 1)}, True),
        (Melding.ontvangen_op.in_periode(), {"ontvangen_op": date(2025, 5, 1)}, False),
        (Melding.ontvangen_op.in_periode(), {}, False),
        (Ingevuld(KLOK), {}, False),  # een klok die niet is begonnen, heeft geen uiterste datum
    ],
)
def test_een_voorwaarde_is_waar_onwaar_of_onbekend(
    voorwaarde: Voorwaarde, rij: dict[str, object], verwacht: bool | None
) -> None:
    assert evalueer(voorwaarde, melding(**rij), OMGEVING) is verwacht


@pytest.mark.parametrize(
    "waarde, rij, verwacht",
    [
        (Peildatum(), {}, DAG),
        (Vast("x"), {}, "x"),
        (DagenTussen(Melding.ontvangen_op, Melding.beoordeeld_op), {"ontvangen_op": DAG, "beoordeeld_op": DAG}, 0),
        (DagenTussen(Melding.ontvangen_op, Peildatum()), {"ontvangen_op": date(2025, 4, 23)}, 7),
        (DagenTussen(Melding.ontvangen_op, Peildatum()), {}, None),
        (DagenTussen(Melding.ontvangen_op, Melding.beoordeeld_op), {"ontvangen_op": DAG}, None),
    ],
)
def test_een_waarde_wordt_uitgerekend(waarde: Waarde, rij: dict[str, object], verwacht: object) -> None:
    assert bereken(waarde, melding(**rij), OMGEVING) == verwacht


def test_een_uiterste_datum_komt_van_wie_vraagt() -> None:
    met_klok = Omgeving(DAG, uiterste=lambda knoop, _rij: date(2025, 3, 10) if knoop == KLOK else None)
    assert bereken(KLOK, melding(ontvangen_op=date(2025, 3, 3)), met_klok) == date(2025, 3, 10)
    with pytest.raises(LookupError, match="no deadline known for beoordeling-na-ontvangst"):
        bereken(KLOK, melding(ontvangen_op=date(2025, 3, 3)), OMGEVING)


def test_zonder_periode_is_in_periode_een_fout_van_wie_vraagt() -> None:
    with pytest.raises(LookupError, match="needs a period"):
        evalueer(Melding.ontvangen_op.in_periode(), LEEG, Omgeving(DAG))


# -------------------------------------------------------------------------------------------------------------- bekend


def test_een_rij_bestaat_vanaf_haar_verplichte_datum() -> None:
    assert bekend(Melding, melding(ontvangen_op=date(2025, 5, 1)), DAG) is None
    assert bekend(Melding, melding(ontvangen_op=DAG), DAG) is not None
    assert bekend(Melding, melding(), DAG) is not None  # zonder datum kan niemand zeggen dat ze later kwam
    assert bekend(Monitormoment, {"gepland_op": date(2026, 1, 1)}, DAG) is not None  # dit feit kent zo'n datum niet


def test_een_latere_datum_en_wat_ze_dateert_zijn_onbekend() -> None:
    rij = bekend(Melding, melding(ontvangen_op=DAG, beoordeeld_op=date(2025, 5, 1), besluit="overdracht"), DAG)
    assert rij is not None
    assert (rij["beoordeeld_op"], rij["besluit"]) == (None, None)
    rij = bekend(Melding, melding(ontvangen_op=DAG, beoordeeld_op=DAG, besluit="overdracht"), DAG)
    assert rij is not None
    assert (rij["beoordeeld_op"], rij["besluit"]) == (DAG, "overdracht")


def test_de_code_onbekend_is_niet_ingevuld_maar_een_kenmerk_mag_zo_heten() -> None:
    rij = bekend(Melding, melding(melding_id="onbekend", urgentie="onbekend", ter_registratie="onbekend"), DAG)
    assert rij is not None
    assert (rij["melding_id"], rij["urgentie"], rij["ter_registratie"]) == ("onbekend", None, None)


def test_bekend_geeft_elk_veld_en_niets_meer() -> None:
    rij = bekend(Klacht, {"klacht_id": "K1", "verzonnen": 1}, DAG)
    assert rij is not None
    assert rij.keys() == {veld.naam for veld in Klacht.velden()}


# ------------------------------------------------------------------------------------------------------------ antwoord


@pytest.mark.parametrize("periode, noemer, bepaalbaar, open_, teller", list(product(DRIE, repeat=5)))
def test_elke_combinatie_van_antwoorden_geeft_precies_wat_de_telregel_zegt(
    periode: bool | None, noemer: bool | None, bepaalbaar: bool | None, open_: bool | None, teller: bool | None
) -> None:
    regel = Telregel(
        {"p": DRIE[periode]}, {"n": DRIE[noemer]}, {"b": DRIE[bepaalbaar]}, {"o": DRIE[open_]}, {"t": DRIE[teller]}
    )
    if periode is not True or noemer is False:
        verwacht = Antwoord.TELT_NIET
    elif noemer is None or bepaalbaar is not True or open_ is None or (open_ is False and teller is None):
        verwacht = Antwoord.NIET_TE_BEPALEN
    elif open_:
        verwacht = Antwoord.NOG_OPEN
    else:
        verwacht = Antwoord.TELLER if teller else Antwoord.NOEMER
    assert antwoord(regel, LEEG, OMGEVING) is verwacht


def test_zonder_vragen_telt_elk_geval_mee() -> None:
    assert antwoord(Telregel({}, {}), LEEG, OMGEVING) is Antwoord.NOEMER
