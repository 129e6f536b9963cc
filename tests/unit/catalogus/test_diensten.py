"""De diensten van de catalogus: volledig, met bron, en de samenhang van het stroomschema van 2019."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zicht.catalogus import begrotingen, load
from zicht.catalogus.diensten import DIENSTEN, DOSSIER_SLUITEN, diensten, stabiel
from zicht.core.bronnen import zoek_bron
from zicht.core.codelijsten import ACTIVITEIT, DIENST
from zicht.core.reference import Omgeving
from zicht.core.werkfeiten import Werkdienst, Werkdossier, Werkhuisverbod, Werkmelding, Werkmonitoring, werkrij
from zicht.core.werkproces import SIGNALEN, Dienstsoort, WerkprocesFout, gebreken, openstaand, openstaande_controles

DAG = date(2025, 6, 1)
NHN = diensten(DAG, "nhn")
NOG = diensten(DAG, "nog")


def codes(regio: str | None, dienst: str, **waarden: Any) -> set[str]:
    """De codes van wat er openstaat bij een dienst."""
    soort = diensten(DAG, regio).dienst(dienst)
    rij = werkrij(soort.over, **waarden)
    return {bevinding.regel for bevinding in openstaande_controles(soort, rij, Omgeving(DAG))}


@pytest.mark.parametrize("regio", [None, "nhn", "nog"])
@pytest.mark.parametrize("jaar", range(2015, 2031))
def test_het_werkproces_klopt_in_elk_jaar_en_elke_regio(regio: str | None, jaar: int) -> None:
    assert gebreken(diensten(date(jaar, 1, 1), regio)) == ()


def test_voor_2015_is_er_geen_werkproces() -> None:
    with pytest.raises(WerkprocesFout, match="geen enkele dienst"):
        diensten(date(2014, 12, 31))


@pytest.mark.parametrize("soort", DIENSTEN, ids=lambda s: f"{s.code}{s.regios}")
def test_een_dienst_heeft_een_bron_een_zin_en_een_telling_die_bestaat(soort: Dienstsoort) -> None:
    assert zoek_bron(load.bronnen(), soort.bron).titel
    assert soort.omschrijving.endswith(".")
    assert all(keuze.endswith(".") for keuze in soort.keuzes)
    begroot = {dienst.code for stuk in begrotingen.alle() for dienst in stuk.diensten} | {"team_toegang"}
    assert soort.telt_als is None or soort.telt_als in begroot


def test_elke_dienst_en_activiteit_van_het_feitenformaat_is_beschreven() -> None:
    bekend = {code for code, _ in (*DIENST.codes, *ACTIVITEIT.codes)} - {"onbekend"}
    anders = {"lokaal_overleg": "voorlichting", "bereikbaarheidsdag": "bereikbaarheid"}
    assert {anders.get(code, code) for code in bekend} <= NHN.per_code.keys()


def test_de_weg_van_het_stroomschema_van_2019() -> None:
    weg = [
        (SIGNALEN, "advies"), (SIGNALEN, "melding"), ("advies", "ondersteuning_professional"),
        ("melding", "veiligheidsbeoordeling"), ("veiligheidsbeoordeling", "overdracht_na_beoordeling"),
        ("veiligheidsbeoordeling", "voorwaarden_en_vervolg"), ("veiligheidsbeoordeling", "onderzoek"),
        ("voorwaarden_en_vervolg", "overdracht_na_dienst"), ("onderzoek", "overdracht_na_dienst"),
        ("overdracht_na_dienst", "monitoren"),
    ]  # fmt: skip
    assert [stap for stap in weg if not NHN.mag_volgen(*stap)] == []
    assert not NHN.mag_volgen("melding", "onderzoek")
    assert not NHN.mag_volgen("advies", "monitoren")


def test_alleen_de_beoordeling_vraagt_een_tweede_lezer() -> None:
    assert [soort.code for soort in NHN.diensten if soort.vraagt_tweede_lezer] == ["veiligheidsbeoordeling"]


def test_voorwaarden_en_vervolg_bestaat_sinds_2019() -> None:
    assert "voorwaarden_en_vervolg" not in diensten(date(2018, 12, 31)).per_code
    assert "voorwaarden_en_vervolg" in diensten(date(2019, 1, 1)).per_code


# ------------------------------------------------------------------------------------------------------------ gevallen
BEOORDELING = {
    "triage_ingevuld": True, "acuut": True, "structureel": False, "multiproblematiek": False,
    "afwijkingen_zonder_reden": 0, "eigen_dossiers_bekeken": True, "register_bekeken": True, "raad_bekeken": True,
    "politie_nodig": False, "besluit": "vervolg_vt", "besluit_toelichting": "x", "opsteller": "m1",
    "tweede_lezer": "m2", "tweede_lezer_rol": "collega", "tweede_lezing": "akkoord", "gewijzigd_na_lezing": False,
    "ter_registratie": False,
}  # fmt: skip


@pytest.mark.parametrize(
    "anders, open_",
    [
        ({}, set()),
        ({"tweede_lezing": "geen"}, {"WB-13"}),
        ({"tweede_lezer": "m1"}, {"WB-14"}),
        ({"gewijzigd_na_lezing": True}, {"WB-16"}),
        ({"besluit": "geen_vervolg"}, {"WB-12"}),
        ({"besluit": "geen_vervolg", "acuut": False}, set()),
        ({"politie_nodig": True}, {"WB-09"}),
        ({"ter_registratie": True}, {"WB-17", "WB-18", "WB-19"}),
    ],
)
def test_een_besluit_telt_pas_met_een_tweede_lezer_die_akkoord_is(anders: dict[str, Any], open_: set[str]) -> None:
    assert codes("nhn", "veiligheidsbeoordeling", **(BEOORDELING | anders)) == open_


VV = {
    "kinderen_vanaf_vier_niet_gesproken": 0, "kinderen_onder_vier_niet_gezien": 0, "aantal_voorwaarden": 2,
    "veiligheidsplan_op": DAG, "schade_bekeken": True, "regie_bij": "wijkteam", "monitoring_afgesproken": True,
}  # fmt: skip


@pytest.mark.parametrize(
    "anders, open_",
    [
        ({}, set()),
        ({"aantal_voorwaarden": 0}, {"WV-01"}),
        ({"veiligheidsplan_op": None}, {"WV-02"}),
        ({"kinderen_vanaf_vier_niet_gesproken": 1}, {"WK-01"}),
        ({"kinderen_onder_vier_niet_gezien": 3}, {"WK-02"}),
    ],
)
def test_voorwaarden_en_vervolg_heeft_altijd_voorwaarden_en_een_plan(anders: dict[str, Any], open_: set[str]) -> None:
    assert codes("nhn", "voorwaarden_en_vervolg", **(VV | anders)) == open_


ONDERZOEK = {
    "plan_van_aanpak_op": DAG, "vermoeden_huiselijk_geweld": True, "vermoeden_kindermishandeling": False,
    "resultaat": ["hg_weerlegd"], "volwassenen_niet_gesproken": 0, "kinderen_vanaf_vier_niet_gesproken": 0,
    "kinderen_onder_vier_niet_gezien": 0, "informanten_gesproken": 2, "rapport_besproken_op": DAG,
    "gewezen_op_vernietiging": True,
}  # fmt: skip


@pytest.mark.parametrize(
    "anders, open_",
    [
        ({}, set()),
        ({"gewezen_op_vernietiging": False}, {"WZ-12"}),
        ({"plan_van_aanpak_op": None}, {"WZ-01"}),
        ({"resultaat": ["hg_bevestigd"]}, {"WZ-10", "WZ-11"}),
        ({"resultaat": ["hg_bevestigd"], "aantal_voorwaarden": 1, "monitoring_afgesproken": True}, set()),
        ({"vermoeden_kindermishandeling": True}, {"WZ-04"}),
        ({"resultaat": ["hg_weerlegd", "km_bevestigd"], "gewezen_op_vernietiging": None}, {"WZ-10", "WZ-11"}),
        ({"resultaat": ["voortijdig_verhuisd"], "rapport_besproken_op": None, "informanten_gesproken": 0}, set()),
        ({"kinderen_vanaf_vier_niet_gesproken": None}, {"WZ-06"}),
    ],
)
def test_wat_een_onderzoek_vraagt_hangt_af_van_het_resultaat(anders: dict[str, Any], open_: set[str]) -> None:
    assert codes("nhn", "onderzoek", **(ONDERZOEK | anders)) == open_


def test_een_leeg_onderzoek_zegt_van_elke_controle_dat_ze_openstaat() -> None:
    assert len(codes("nhn", "onderzoek")) == len(NHN.dienst("onderzoek").controles)


METINGEN = [(date(2024, 11, 1), Decimal(5)), (date(2024, 12, 1), Decimal(6)), (date(2025, 6, 1), Decimal(7))]
MONITOREN = {
    "open_monitormomenten": 0, "voorwaarden_nagekomen": True, "herstel_nagegaan": True,
    "laatste_cijfer": Decimal(7), "laatst_gemeten_op": date(2025, 6, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    "metingen, anders, open_",
    [
        (METINGEN, {}, set()),
        (METINGEN[:2], {"laatst_gemeten_op": date(2024, 12, 1)}, {"WN-05"}),
        (METINGEN[:1], {"laatste_cijfer": Decimal(5)}, {"WN-04", "WN-05"}),
        (METINGEN[:1], {"laatste_cijfer": Decimal(5), "vervolgstap": "nieuwe melding"}, set()),
        ([(date(2024, 12, 2), Decimal(6))], {}, {"WN-05"}),  # een dag te kort
        (METINGEN, {"open_monitormomenten": 1}, {"WN-01"}),
    ],
)
def test_monitoren_stopt_na_een_half_jaar_met_een_zes_of_hoger(
    metingen: list[tuple[date, Decimal]], anders: dict[str, Any], open_: set[str]
) -> None:
    assert codes("nhn", "monitoren", **(MONITOREN | stabiel(metingen, DAG, "nhn") | anders)) == open_


def test_noord_oost_gelderland_monitort_op_twee_momenten() -> None:
    rij = MONITOREN | stabiel(METINGEN[:2], DAG, "nog")
    assert codes("nog", "monitoren", **rij, momenten_met_gezin=1, momenten_met_hulp=0) == {"WN-07"}
    assert codes("nog", "monitoren", **rij, momenten_met_gezin=1, momenten_met_hulp=1) == set()


def test_een_huisverbod_eindigt_binnen_de_wet_en_na_het_overleg() -> None:
    rij = {
        "veiligheidsafspraken_op": DAG, "advies_op": DAG, "hulp_geregeld": True, "overleg_op": date(2025, 6, 9),
        "beeindigd_op": date(2025, 6, 11), "einde_op": date(2025, 6, 11), "uiterste_einde_op": date(2025, 6, 29),
    }  # fmt: skip
    assert codes("nog", "huisverbod_uitvoering", **rij) == set()
    assert codes("nog", "huisverbod_uitvoering", **(rij | {"einde_op": date(2025, 6, 30)})) == {"WT-09"}
    assert codes("nog", "huisverbod_uitvoering", **(rij | {"overleg_op": date(2025, 6, 12)})) == {"WT-08"}


def test_een_niet_opgelegd_huisverbod_vraagt_geen_dag_van_oplegging() -> None:
    rij = {"betrokkenen_gesproken": True, "advies_hulpofficier": True, "opgelegd": False}
    assert codes("nog", "huisverbod_beoordeling", **rij) == set()
    assert codes("nog", "huisverbod_beoordeling", **(rij | {"opgelegd": True})) == {"WT-04"}


def test_een_dossier_met_een_open_monitormoment_sluit_niet() -> None:
    nul = {veld.naam: 0 for veld in Werkdossier.velden() if veld.soort.value == "geheel"}
    goed = werkrij(Werkdossier, **nul, sluitroute="vervolgdienst")
    assert openstaand(DOSSIER_SLUITEN, goed, Omgeving(DAG)) == ()
    [bevinding] = openstaand(DOSSIER_SLUITEN, goed | {"open_monitormomenten": 2}, Omgeving(DAG))
    assert (bevinding.regel, bevinding.blokkeert) == ("WD-04", True)
    assert bevinding.boodschap.endswith("Nog open: 2.")


def test_wat_de_controles_lezen_staat_in_de_werkfeiten() -> None:
    gelezen = {v for soort in DIENSTEN for c in soort.controles for v in c.vraagt}
    for feit in (Werkmelding, Werkdienst, Werkmonitoring, Werkhuisverbod):
        assert gelezen & set(feit.velden())
