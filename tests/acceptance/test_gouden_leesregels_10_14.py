"""Gouden gevallen bij leesregel 10 tot en met 14 van het Feitenformaat, met de hand uitgerekend.

Elke verwachting is uitgerekend uit de kalender van 2025 en staat in de toelichting, niet uit een programma. Zowel het
orakel als de motor moet haar geven. Kalender: Goede Vrijdag 18 april, tweede paasdag maandag 21 april, Koningsdag
zaterdag 26 april, maandag 5 mei, Hemelvaartsdag donderdag 29 mei, tweede pinksterdag maandag 9 juni.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.gouden import NA_ONTVANGST, VV_START, Teller, aantallen, een, naast_elkaar, per_geval, schrijf
from support.maak import (
    Rij,
    Tabellen,
    betrokkene,
    dienst,
    dossier,
    klacht,
    melding,
    schorsing,
    schrijf_map,
    tevredenheid,
)

# --------------------------------------------------------------------------------------------- leesregel 10: recidive


def _eerder(naam: str, gesloten: str | None, route: str | None, geopend: str = "2024-01-08") -> Rij:
    return dossier(naam, geopend, gesloten_op=gesloten, sluitroute=route)


def _met_nieuw(eerdere: list[Rij], mensen: list[Rij], meldingen: list[Rij] | None = None) -> dict[str, list[Rij]]:
    """Eerdere dossiers en een nieuw dossier over P1, met een melding van 3 maart."""
    van_nieuw = meldingen or [melding("M1", "2025-03-03", dossier_id="NIEUW")]
    dossiers = [*eerdere, dossier("NIEUW", "2025-03-03")]
    return {"dossier": dossiers, "betrokkene": [betrokkene("NIEUW", "P1"), *mensen], "melding": van_nieuw}


NIEMAND, OVERDRACHT, VERVOLG, ONBEPAALD = "geen recidive", "na overdracht", "na vervolgdienst", "niet te bepalen"


def _recidive(tel: Teller, pad: Path, gevallen: Mapping[str, Tabellen]) -> dict[str, str]:
    """Per geval, met steeds precies een melding die telt, wat er van haar gezegd wordt."""
    uit = tel(naast_elkaar(pad, gevallen), "2025-burap1", per="gemeente")
    over, verv = (per_geval(uit, gevallen, f"recidive-na-{route}") for route in ("overdracht", "vervolgdienst"))
    soorten: dict[object, str] = {
        ((1, 0, 0, 0), (1, 0, 0, 0)): NIEMAND,
        ((1, 1, 0, 0), (1, 0, 0, 0)): OVERDRACHT,
        ((1, 0, 0, 0), (1, 1, 0, 0)): VERVOLG,
        ((0, 0, 1, 0), (0, 0, 1, 0)): ONBEPAALD,
    }
    paren = {naam: (aantallen(over[naam]), aantallen(verv[naam])) for naam in gevallen}
    return {naam: soorten.get(paar, str(paar)) for naam, paar in paren.items()}


EEN_EERDER: dict[str, tuple[tuple[str | None, ...], str]] = {
    "overgedragen": (("2025-03-02", "directe_overdracht"), OVERDRACHT),
    "na vervolgdienst": (("2025-03-02", "vervolgdienst"), VERVOLG),
    "andere route": (("2025-03-02", "geen_vervolg"), NIEMAND),
    "route leeg": (("2025-03-02", None), ONBEPAALD),
    "route onbekend": (("2025-03-02", "onbekend"), ONBEPAALD),
    "gesloten op de dag zelf is niet eerder": (("2025-03-03", "directe_overdracht"), NIEMAND),
    "nog open": ((None, "directe_overdracht"), NIEMAND),
    "van voor het protocol van 2019": (("2025-03-02", "directe_overdracht", "2018-12-31"), NIEMAND),
    "van de eerste dag van dat protocol": (("2025-03-02", "directe_overdracht", "2019-01-01"), OVERDRACHT),
}


def test_regel_10_het_eerder_gesloten_dossier_beslist(tel: Teller, tmp_path: Path) -> None:
    gevallen = {
        naam: _met_nieuw([_eerder("OUD", *oud)], [betrokkene("OUD", "P1")])  # type: ignore[arg-type]
        for naam, (oud, _) in EEN_EERDER.items()
    }
    assert _recidive(tel, tmp_path, gevallen) == {naam: soort for naam, (_, soort) in EEN_EERDER.items()}


TWEE_EERDER: dict[tuple[str | None, ...], str] = {
    # gesloten op en route van het ene en van het andere dossier, van twee leden van het gezin
    ("2024-06-03", "vervolgdienst", "2024-06-04", "directe_overdracht"): OVERDRACHT,
    ("2024-06-05", "vervolgdienst", "2024-06-04", "directe_overdracht"): VERVOLG,
    # op een dag: vervolgdienst, dan directe overdracht, dan de rest, dan leeg
    ("2024-06-04", "vervolgdienst", "2024-06-04", "directe_overdracht"): VERVOLG,
    ("2024-06-04", "overig", "2024-06-04", "directe_overdracht"): OVERDRACHT,
    ("2024-06-04", None, "2024-06-04", "directe_overdracht"): OVERDRACHT,
    ("2024-06-04", None, "2024-06-04", "overig"): NIEMAND,
    ("2024-06-04", "overig", "2024-06-04", None): NIEMAND,
    # een later gesloten dossier met een andere of lege route beslist ook
    ("2024-06-04", "vervolgdienst", "2024-06-05", "overig"): NIEMAND,
    ("2024-06-04", "vervolgdienst", "2024-06-05", None): ONBEPAALD,
}


def test_regel_10_van_twee_eerdere_dossiers_beslist_het_laatst_gesloten(tel: Teller, tmp_path: Path) -> None:
    mensen = [betrokkene("NIEUW", "P2"), betrokkene("A", "P1"), betrokkene("B", "P2")]
    gevallen = {
        str(sleutel): _met_nieuw([_eerder("A", *sleutel[:2]), _eerder("B", *sleutel[2:])], mensen)  # type: ignore[arg-type]
        for sleutel in TWEE_EERDER
    }
    assert _recidive(tel, tmp_path, gevallen) == {str(sleutel): soort for sleutel, soort in TWEE_EERDER.items()}


def test_regel_10_welke_melding_opent_en_wiens_dossier_telt(tel: Teller, tmp_path: Path) -> None:
    zelfde_mens, oud = [betrokkene("OUD", "P1")], _eerder("OUD", "2025-03-02", "directe_overdracht")
    eigen = dossier("EIGEN", "2025-03-01", gesloten_op="2025-03-02", sluitroute="directe_overdracht")
    drie = [
        melding(m, d, dossier_id="NIEUW") for m, d in (("M3", "2025-03-03"), ("M2", "2025-03-03"), ("M1", "2025-03-04"))
    ]
    # gesloten op 3 maart: niet voor de melding van 3 maart, wel voor die van 4 maart
    op_3 = _eerder("OUD", "2025-03-03", "directe_overdracht")
    gevallen: dict[str, Tabellen] = {
        "drie meldingen openen een keer": _met_nieuw([oud], zelfde_mens, drie),
        "de vroegste opent, ook al heeft de latere het laagste id": _met_nieuw([op_3], zelfde_mens, drie),
        "het eigen dossier is geen eerder dossier": {
            "dossier": [eigen],
            "betrokkene": [betrokkene("EIGEN", "P1")],
            "melding": [melding("M1", "2025-03-03", dossier_id="EIGEN")],
        },
        "het dossier van een ander telt niet": _met_nieuw([oud], [betrokkene("OUD", "P2")]),
    }
    assert list(_recidive(tel, tmp_path, gevallen).values()) == [OVERDRACHT, NIEMAND, NIEMAND, NIEMAND]


# ---------------------------------------------------------------------------------- leesregel 11: overdracht-snelheid


def test_regel_11_mediaan_en_90e_percentiel_van_meldingen_en_diensten_samen(tel: Teller, tmp_path: Path) -> None:
    """Dagen 1, 2, 3 (meldingen) en 4, 10 (diensten): mediaan 3; 90e percentiel op plek 3,6: 4 + 0,6 x 6 = 7,6."""
    meldingen = [melding(f"M{n}", "2025-03-03", "2025-03-10", overgedragen_op=f"2025-03-1{n}") for n in (1, 2, 3)]
    meldingen += [
        melding("M8", "2025-03-03", overgedragen_op="2025-03-12"),  # besluit ontbreekt
        melding("M9", "2025-03-03", "2025-03-13", overgedragen_op="2025-03-12"),  # besluit later
    ]
    diensten = [
        dienst("S4", toegewezen_op="2025-01-06", afgerond_op="2025-03-10", overgedragen_op="2025-03-14"),
        dienst("S5", "monitoren", toegewezen_op="2025-01-06", afgerond_op="2025-03-10", overgedragen_op="2025-03-20"),
    ]
    uitslag = een(tel(schrijf(tmp_path, melding=meldingen, dienst=diensten), "2025-burap1"), "overdracht-snelheid")
    assert aantallen(uitslag) == (5, None, 2, 0)
    assert uitslag["waarde"] == 3
    assert uitslag["extra"]["n"] == 5
    assert uitslag["extra"]["p90"] == pytest.approx(7.6, abs=1e-12)


def test_regel_11_overdracht_op_de_dag_van_het_besluit_duurt_nul_dagen(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-03-03", "2025-03-10", overgedragen_op="2025-03-10")])
    uitslag = een(tel(map_, "2025-burap1"), "overdracht-snelheid")
    assert (aantallen(uitslag), uitslag["waarde"], uitslag["extra"]["p90"]) == ((1, None, 0, 0), 0, 0)


def test_regel_11_een_even_aantal_geeft_de_mediaan_ertussen(tel: Teller, tmp_path: Path) -> None:
    """Dagen 1, 2, 4, 8: mediaan 3; 90e percentiel op plek 2,7: 4 + 0,7 x 4 = 6,8."""
    meldingen = [
        melding(f"M{n}", "2025-03-03", "2025-03-10", overgedragen_op=date(2025, 3, 10) + timedelta(days=n))
        for n in (1, 2, 4, 8)
    ]
    uitslag = een(tel(schrijf(tmp_path, melding=meldingen), "2025-burap1"), "overdracht-snelheid")
    assert (uitslag["noemer"], uitslag["waarde"]) == (4, 3)
    assert uitslag["extra"]["p90"] == pytest.approx(6.8, abs=1e-12)


# -------------------------------------------------------------------------------- leesregel 12: TOP-3 en plan van aanpak


def test_regel_12_leeg_top3_is_niet_te_bepalen_en_leeg_plan_is_geen_plan(tel: Teller, tmp_path: Path) -> None:
    vast = {"toegewezen_op": "2025-02-03", "afgerond_op": "2025-04-01"}
    diensten = [
        dienst("S1", "onderzoek", top3="ja", plan_van_aanpak_op="2025-02-10", **vast),
        dienst("S2", "onderzoek", top3="nee", **vast),
        dienst("S3", "onderzoek", plan_van_aanpak_op="2025-05-01", **vast),  # plan pas na de peildatum
        dienst("S4", top3="ja", plan_van_aanpak_op="2025-02-10", **vast),
        dienst("S5", "monitoren", top3="ja", plan_van_aanpak_op="2025-02-10", **vast),  # telt in geen van beide
        dienst("S6", top3="ja", toegewezen_op="2025-02-03", afgerond_op="2025-05-01"),  # nog niet afgerond
        dienst("S7", "onderzoek", toegewezen_op="2025-02-03", plan_van_aanpak_op="2025-02-10", top3="ja"),
    ]
    uit = tel(schrijf(tmp_path, dienst=diensten), "2025-burap1")
    assert aantallen(een(uit, "top3-toegepast")) == (3, 2, 1, 0)
    assert aantallen(een(uit, "onderzoek-met-plan-van-aanpak")) == (3, 1, 0, 0)


# -------------------------------------------------------------------------------------- leesregel 13: waar het hoort


def test_regel_13_een_dienst_hoort_bij_de_gemeente_van_het_eigen_dossier(tel: Teller, tmp_path: Path) -> None:
    """Melding in Alkmaar, dienst in een dossier in Den Helder; een klacht zonder gemeente krijgt een eigen regel."""
    map_ = schrijf(
        tmp_path,
        dossier=[dossier("A", "2025-01-06"), dossier("B", "2025-01-06", gemeente="GM0400")],
        melding=[melding("M1", "2025-01-06", "2025-01-10", dossier_id="A")],
        dienst=[dienst("S1", dossier_id="B", melding_id="M1", toegewezen_op="2025-01-10", afgerond_op="2025-02-03")],
        klacht=[klacht("K1", "2025-02-03", "gegrond", gemeente=None)],
    )
    uit = tel(map_, "2025-burap1", per="gemeente")
    assert {g: een(uit, "vv-tijdig-na-ontvangst", g)["noemer"] for g in ("GM0361", "GM0400")} == {
        "GM0361": 0,
        "GM0400": 1,
    }
    assert {g: een(uit, NA_ONTVANGST, g)["noemer"] for g in ("GM0361", "GM0400")} == {"GM0361": 1, "GM0400": 0}
    assert een(uit, "klachten-gegrond", None)["noemer"] == 1
    assert [u["code"] for u in uit if u["gebied"] is None] == ["klachten-gegrond"]


def test_regel_13_zonder_melding_zijn_de_klokken_vanaf_ontvangst_en_beoordeling_niet_te_bepalen(
    tel: Teller, tmp_path: Path
) -> None:
    dienst_ = dienst("S1", "onderzoek", toegewezen_op="2025-01-10", gestart_op="2025-01-13", afgerond_op="2025-02-03")
    uit = tel(schrijf(tmp_path, dienst=[dienst_]), "2025-burap1")
    assert aantallen(een(uit, "onderzoek-tijdig-na-ontvangst")) == (0, 0, 1, 0)
    assert aantallen(een(uit, "onderzoek-tijdig-na-beoordeling")) == (0, 0, 1, 0)
    assert aantallen(een(uit, "onderzoek-tijdig-na-start")) == (1, 1, 0, 0)


def test_regel_13_klacht_en_tevredenheid_krijgen_hun_regio_via_hun_gemeente(tel: Teller, tmp_path: Path) -> None:
    gemeenten = [
        {"gemeente": "GM0361", "naam": "Alkmaar", "regio": "NHN", "jaar": 2025},
        {"gemeente": "GM0197", "naam": "Aalten", "regio": "NOG", "jaar": 2025},
    ]
    tabellen = {
        "gemeente": gemeenten,
        "klacht": [klacht("K1", "2025-02-03", "gegrond", gemeente="GM0197")],
        "tevredenheid": [tevredenheid("T1", "2025-02-03", 8, gemeente="GM0361")],
    }
    uit = tel(schrijf_map(tmp_path, tabellen, regio=["NHN", "NOG"]), "2025-burap1", per="regio")
    assert [een(uit, "klachten-gegrond", r)["noemer"] for r in ("NHN", "NOG")] == [0, 1]
    assert [een(uit, "tevredenheid-betrokkenen", r)["noemer"] for r in ("NHN", "NOG")] == [1, 0]


# -------------------------------------------------------------------------------------------- leesregel 14: schorsing


PAUZES: dict[str, tuple[list[tuple[str, ...]], str]] = {
    # ontvangen ma 3 maart; de laatste dag waarop de beoordeling nog op tijd is
    "geen pauze": ([], "2025-03-10"),
    "5 en 6 maart tellen niet: 4, 7, 10, 11, 12": ([("2025-03-05", "2025-03-07")], "2025-03-12"),
    "de dag van tot telt weer mee": ([("2025-03-05", "2025-03-06")], "2025-03-11"),
    "van en tot op een dag is geen pauze": ([("2025-03-05", "2025-03-05")], "2025-03-10"),
    "een weekend kost geen werkdagen": ([("2025-03-08", "2025-03-10")], "2025-03-10"),
    "overlap telt een keer: 5, 6 en 7 vallen weg": (
        [("2025-03-05", "2025-03-07"), ("2025-03-06", "2025-03-08")],
        "2025-03-13",
    ),
    "na het verstrijken verandert er niets": ([("2025-03-11", "2025-03-20")], "2025-03-10"),
    "de uiterste dag zelf schuift: 4, 5, 6, 7 en 12": ([("2025-03-10", "2025-03-12")], "2025-03-12"),
    "een andere klok": ([("onderzoek", "2025-03-05", "2025-03-07")], "2025-03-10"),
}


def _rond_de_laatste_dag(pauzes: list[tuple[str, ...]], laatste: date) -> dict[str, list[Rij]]:
    """Een melding op de laatste dag beoordeeld en een de dag erna, met dezelfde pauzes."""
    meldingen = [melding("M1", "2025-03-03", laatste), melding("M2", "2025-03-03", laatste + timedelta(days=1))]
    rijen = [
        schorsing(pauze[0] if len(pauze) == 3 else "beoordeling", m, *pauze[-2:])
        for m in ("M1", "M2")
        for pauze in pauzes
    ]
    # een dienst met hetzelfde id als de melding: de pauze van de ene klok raakt de andere niet
    diensten = [dienst(m, "onderzoek", toegewezen_op="2025-03-03") for m in ("M1", "M2")]
    return {"melding": meldingen, "dienst": diensten, "schorsing": rijen}


def test_regel_14_werkdagen_in_een_pauze_tellen_niet(tel: Teller, tmp_path: Path) -> None:
    gevallen = {
        naam: _rond_de_laatste_dag(pauzes, date.fromisoformat(laatste)) for naam, (pauzes, laatste) in PAUZES.items()
    }
    uit = per_geval(tel(naast_elkaar(tmp_path, gevallen), "2025-burap1", per="gemeente"), gevallen, NA_ONTVANGST)
    assert {naam: aantallen(uitslag) for naam, uitslag in uit.items()} == dict.fromkeys(PAUZES, (2, 1, 0, 0))


def test_regel_14_kalenderdagen_in_een_pauze_tellen_niet_voor_weken(tel: Teller, tmp_path: Path) -> None:
    """Gestart ma 6 jan: 70 dagen later is ma 17 maart. Twaalf dagen pauze, weekend mee: za 29 maart, dus ma 31 maart."""
    vast = {"toegewezen_op": "2025-01-06", "gestart_op": "2025-01-06"}
    diensten = [dienst("S1", afgerond_op="2025-03-31", **vast), dienst("S2", afgerond_op="2025-04-01", **vast)]
    rijen = [schorsing("voorwaarden_en_vervolg", s, "2025-02-03", "2025-02-15") for s in ("S1", "S2")]
    uit = tel(schrijf(tmp_path, dienst=diensten, schorsing=rijen), "2025-burap1")
    assert aantallen(een(uit, VV_START)) == (2, 1, 0, 0)


def test_regel_14_een_open_pauze_houdt_een_geval_nog_open(tel: Teller, tmp_path: Path) -> None:
    """Op 30 april loopt de pauze van 7 maart nog; vanaf 1 mei zouden nog werkdagen nodig zijn."""
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-03-03"), melding("M2", "2025-03-03")],
        schorsing=[schorsing("beoordeling", "M1", "2025-03-07"), schorsing("beoordeling", "M2", "2025-03-11")],
    )
    # M2 was op 10 maart al verstreken toen de pauze begon
    assert aantallen(een(tel(map_, "2025-burap1", telling="ontvangen"), NA_ONTVANGST)) == (1, 0, 0, 1)
