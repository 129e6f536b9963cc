"""Gouden gevallen: klokken, norm en oordeel, gemeenten, maanden en voorraad, met de hand uitgerekend.

Elke verwachting is uitgerekend uit de kalender van 2025 en staat in de toelichting, niet uit een programma. Zowel het
orakel als de motor moet haar geven. Kalender: Goede Vrijdag 18 april, tweede paasdag maandag 21 april, Koningsdag
zaterdag 26 april, maandag 5 mei, Hemelvaartsdag donderdag 29 mei, tweede pinksterdag maandag 9 juni.
"""

from pathlib import Path

import pytest

from support.gouden import (
    NA_ONTVANGST,
    NA_OPPAKKEN,
    VV_START,
    Teller,
    aantallen,
    een,
    naast_elkaar,
    per_geval,
    reeks,
    schrijf,
)
from support.maak import Rij, Tabellen, betrokkene, dienst, dossier, klacht, melding, schrijf_map, tevredenheid

# ------------------------------------------------------------------------------------------------------ de klokken


def test_vijf_werkdagen_over_pasen_eindigen_op_28_april(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen do 17 april: vr 18 en ma 21 zijn vrij, dus 22, 23, 24, 25 en ma 28 april zijn de vijf werkdagen."""
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-04-17", "2025-04-28"), melding("M2", "2025-04-17", "2025-04-29")],
    )
    assert aantallen(een(tel(map_, "2025-burap1"), NA_ONTVANGST)) == (2, 1, 0, 0)


def test_5_mei_is_elk_jaar_vrij(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen ma 28 april: 29 en 30 april, 1 en 2 mei, en na het weekend en ma 5 mei pas di 6 mei."""
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-04-28", "2025-05-06"), melding("M2", "2025-04-28", "2025-05-07")],
    )
    assert aantallen(een(tel(map_, "2025-05"), NA_ONTVANGST)) == (2, 1, 0, 0)


def test_beoordeling_op_zaterdag_na_de_uiterste_vrijdag_is_te_laat(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen vr 7 maart: uiterlijk vr 14 maart. Zaterdag 15 maart is dus te laat, ook al is dat geen werkdag."""
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-03-07", "2025-03-15")])
    assert aantallen(een(tel(map_, "2025-burap1"), NA_ONTVANGST)) == (1, 0, 0, 0)


def test_ontvangst_op_zaterdag_begint_op_maandag(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen za 8 maart: ma 10 is de eerste werkdag, vr 14 maart de vijfde."""
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-03-08", "2025-03-14"), melding("M2", "2025-03-08", "2025-03-15")],
    )
    assert aantallen(een(tel(map_, "2025-burap1"), NA_ONTVANGST)) == (2, 1, 0, 0)


def test_tien_weken_die_op_tweede_paasdag_eindigen_schuiven_een_dag(tel: Teller, tmp_path: Path) -> None:
    """Gestart 10 februari: 70 dagen later is ma 21 april (tweede paasdag), dus uiterlijk di 22 april."""
    diensten = [
        dienst("D1", toegewezen_op="2025-02-10", gestart_op="2025-02-10", afgerond_op="2025-04-22"),
        dienst("D2", toegewezen_op="2025-02-10", gestart_op="2025-02-10", afgerond_op="2025-04-23"),
        dienst("D3", "onderzoek", toegewezen_op="2025-02-10", gestart_op="2025-02-10", afgerond_op="2025-04-22"),
    ]
    uit = tel(schrijf(tmp_path, dienst=diensten), "2025-burap1")
    assert aantallen(een(uit, VV_START)) == (2, 1, 0, 0)
    assert aantallen(een(uit, "onderzoek-tijdig-na-start")) == (1, 1, 0, 0)


def test_drie_klokken_van_een_dienst_lopen_elk_vanaf_hun_eigen_dag(tel: Teller, tmp_path: Path) -> None:
    """Afgerond 25 april. Vanaf ontvangst 3 feb: 14 april, te laat. Beoordeeld 14 feb: 25 april, op tijd.

    Gestart 13 feb: 24 april, te laat; een start voor de beoordeling is een volgordefout die daarvoor niets uitmaakt.
    """
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-02-03", "2025-02-14", dossier_id="D1")],
        dienst=[
            dienst(
                "S1", dossier_id="D1", melding_id="M1", toegewezen_op="2025-02-14", gestart_op="2025-02-13",
                afgerond_op="2025-04-25",
            )
        ],
    )  # fmt: skip
    uit = tel(map_, "2025-burap1")
    tijdig = {vanaf: een(uit, f"vv-tijdig-na-{vanaf}")["teller"] for vanaf in ("ontvangst", "beoordeling", "start")}
    assert tijdig == {"ontvangst": 0, "beoordeling": 1, "start": 0}


# ------------------------------------------------------------------------------------- twee waarheden, norm en oordeel


def test_dubbele_waarheid_wie_alleen_afgeronde_zaken_telt_ziet_de_wachtlijst_niet(tel: Teller, tmp_path: Path) -> None:
    """100 meldingen, 40 op tijd gedaan, 60 open waarvan 50 over de termijn: 100 % afgerond, 40 van 90 ontvangen."""
    meldingen = [
        *reeks(40, "A", ontvangen_op="2025-01-06", beoordeeld_op="2025-01-10"),  # uiterlijk 13 januari
        *reeks(50, "B", ontvangen_op="2025-01-06"),
        *reeks(10, "C", ontvangen_op="2025-01-27"),  # uiterlijk 3 februari
    ]
    map_ = schrijf(tmp_path, melding=meldingen)
    afgerond = een(tel(map_, "2025-01"), NA_ONTVANGST)
    ontvangen = een(tel(map_, "2025-01", telling="ontvangen"), NA_ONTVANGST)
    assert (aantallen(afgerond), afgerond["waarde"], afgerond["oordeel"]) == ((40, 40, 0, 0), 1, "gehaald")
    assert aantallen(ontvangen) == (90, 40, 0, 10)
    assert ontvangen["waarde"] == pytest.approx(40 / 90, abs=1e-12)
    assert ontvangen["oordeel"] == "niet_gehaald"


OORDELEN = {(3, 5): True, (11, 18): True, (13, 27): False, (599, 1000): False, (6, 10): True}


def test_oordeel_valt_op_exacte_aantallen_en_gelijk_aan_de_norm_is_gehaald(tel: Teller, tmp_path: Path) -> None:
    """11 van 18 is 61 %; eerst afronden op vijven zou 10 van 20 geven en de norm van 60 % missen."""
    gevallen = {
        f"{op_tijd} van {totaal}": {
            "melding": [
                *reeks(op_tijd, "A", ontvangen_op="2025-03-03", beoordeeld_op="2025-03-10"),
                *reeks(totaal - op_tijd, "B", ontvangen_op="2025-03-03", beoordeeld_op="2025-03-11"),
            ]
        }
        for op_tijd, totaal in OORDELEN
    }
    uit = per_geval(tel(naast_elkaar(tmp_path, gevallen), "2025-burap1", per="gemeente"), gevallen, NA_ONTVANGST)
    for uitslag, ((op_tijd, totaal), gehaald) in zip(uit.values(), OORDELEN.items(), strict=True):
        assert (uitslag["noemer"], uitslag["teller"]) == (totaal, op_tijd)
        assert (uitslag["norm"], uitslag["nummer"]) == (0.6, "1a")
        assert uitslag["oordeel"] == ("gehaald" if gehaald else "niet_gehaald"), (op_tijd, totaal)
        assert uitslag["waarde"] == pytest.approx(op_tijd / totaal, abs=1e-12)


def _klachten(gegrond: int) -> list[Rij]:
    oordelen = ["gegrond"] * gegrond + ["ongegrond"] * (10 - gegrond)
    return [klacht(f"K{n}", "2025-02-03", o, afgehandeld_op="2025-03-03") for n, o in enumerate(oordelen)]


def test_de_norm_voor_klachten_is_een_maximum(tel: Teller, tmp_path: Path) -> None:
    gevallen = {f"{n} van 10": {"klacht": _klachten(n)} for n in (3, 4)}
    uit = tel(naast_elkaar(tmp_path, gevallen), "2025-burap1", per="gemeente")
    drie, vier = per_geval(uit, gevallen, "klachten-gegrond").values()
    assert (drie["waarde"], drie["norm"], drie["oordeel"]) == (0.3, 0.3, "gehaald")
    assert (vier["waarde"], vier["norm"], vier["oordeel"]) == (0.4, 0.3, "niet_gehaald")


CIJFERS = {
    (7.1, 6.9): (7, "gehaald"),
    (6.9, 7): (6.95, "niet_gehaald"),
    (6.8, 7.3, 6.9): (7, "gehaald"),
    (1, 10, 10): (7, "gehaald"),
}


def test_gemiddeld_cijfer_gelijk_aan_zeven_haalt_de_norm(tel: Teller, tmp_path: Path) -> None:
    gevallen = {
        str(cijfers): {"tevredenheid": [tevredenheid(f"T{n}", "2025-02-03", c) for n, c in enumerate(cijfers)]}
        for cijfers in CIJFERS
    }
    uit = tel(naast_elkaar(tmp_path, gevallen), "2025-burap1", per="gemeente")
    per_reeks = per_geval(uit, gevallen, "tevredenheid-betrokkenen").values()
    for uitslag, (cijfers, (waarde, oordeel)) in zip(per_reeks, CIJFERS.items(), strict=True):
        assert uitslag["waarde"] == pytest.approx(waarde, abs=1e-12)
        assert (uitslag["noemer"], uitslag["teller"], uitslag["extra"]["n"]) == (len(cijfers), None, len(cijfers))
        assert (uitslag["norm"], uitslag["oordeel"]) == (7, oordeel), cijfers


def test_de_twee_sets_nummeren_anders_en_zonder_1b_is_er_geen_oordeel(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-03-03", "2025-03-10", opgepakt_op="2025-03-03")])
    een_, twee = (tel(map_, "2025-burap1", set_=s) for s in ("nhn-2022", "nhn-bijlage5"))
    codes = (NA_ONTVANGST, NA_OPPAKKEN, "tevredenheid-betrokkenen", "klachten-gegrond", "recidive-na-overdracht")
    assert [een(een_, c)["nummer"] for c in codes] == ["1a", "1b", "4", "5", "7a"]
    assert [een(twee, c)["nummer"] for c in codes] == ["1", None, "5", "4", "7a"]
    assert (een(een_, NA_OPPAKKEN)["norm"], een(een_, NA_OPPAKKEN)["oordeel"]) == (0.8, "gehaald")
    assert (een(twee, NA_OPPAKKEN)["norm"], een(twee, NA_OPPAKKEN)["oordeel"]) == (None, None)
    assert een(twee, NA_OPPAKKEN)["noemer"] == 1


# ----------------------------------------------------------------------------------------- gemeente, maand, voorraad


def test_elke_gemeente_van_de_tabel_krijgt_een_rij_ook_zonder_gevallen(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-03-03", "2025-03-10")])
    uit = tel(map_, "2025-burap1", per="gemeente")
    gebieden = [u["gebied"] for u in uit if u["code"] == NA_ONTVANGST]
    assert sorted(gebieden) == ["GM0361", "GM0400"]
    assert (een(uit, NA_ONTVANGST, "GM0400")["noemer"], een(uit, NA_ONTVANGST, "GM0400")["waarde"]) == (0, None)
    assert een(uit, "instroom-meldingen", "GM0400")["waarde"] == 0


def test_per_maand_is_elke_maand_een_eigen_periode_met_een_eigen_peildatum(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen 30 januari, opgepakt 3 februari, beoordeeld 10 februari: eind januari wachtend, eind februari klaar."""
    map_ = schrijf(
        tmp_path, "2025-03-14", melding=[melding("M1", "2025-01-30", "2025-02-10", opgepakt_op="2025-02-03")]
    )
    uit = tel(map_, "2025-burap1", per="maand")
    wacht = {u["maand"]: u["noemer"] for u in uit if u["code"] == "wachtlijst-beoordeling"}
    assert wacht == {"2025-01": 1, "2025-02": 0, "2025-03": 0}  # april ligt geheel na de peildatum van de gegevens
    instroom = {u["maand"]: u["waarde"] for u in uit if u["code"] == "instroom-meldingen"}
    assert instroom == {"2025-01": 1, "2025-02": 0, "2025-03": 0}
    assert een(uit, "wachtlijst-beoordeling", maand="2025-01")["extra"] == {"niet_opgepakt": 1, "opgepakt": 0}
    # uiterlijk do 6 februari: te laat, in de maand van afronding
    assert aantallen(een(uit, NA_ONTVANGST, maand="2025-02")) == (1, 0, 0, 0)


def test_voorraad_telt_wat_op_de_peildatum_openstaat_ook_van_voor_de_periode(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2024-11-04"),
            melding("M2", "2025-04-30", opgepakt_op="2025-04-30"),
            melding("M3", "2025-04-29", "2025-04-30"),  # op de peildatum zelf beoordeeld: niet meer wachtend
            melding("M4", "2025-05-01"),
        ],
        dienst=[
            dienst("S1", toegewezen_op="2024-11-04"),
            dienst("S2", "onderzoek", toegewezen_op="2025-04-30", gestart_op="2025-04-30"),
            dienst("S3", toegewezen_op="2025-01-06", afgerond_op="2025-04-30"),
            dienst("S4", "monitoren", toegewezen_op="2025-01-06"),
        ],
    )
    uit = tel(map_, "2025-burap1")
    wachtlijst, werkvoorraad = een(uit, "wachtlijst-beoordeling"), een(uit, "werkvoorraad-vervolgdiensten")
    assert (wachtlijst["noemer"], wachtlijst["teller"], wachtlijst["waarde"]) == (2, None, 2)
    assert wachtlijst["extra"] == {"niet_opgepakt": 1, "opgepakt": 1}
    assert (werkvoorraad["noemer"], werkvoorraad["waarde"]) == (2, 2)
    assert werkvoorraad["extra"] == {"wacht_op_start": 1, "loopt": 1}


def test_een_persoon_in_twee_regios_is_niet_dezelfde_persoon(tel: Teller, tmp_path: Path) -> None:
    gemeenten = [
        {"gemeente": "GM0361", "naam": "Alkmaar", "regio": "NHN", "jaar": 2025},
        {"gemeente": "GM0197", "naam": "Aalten", "regio": "NOG", "jaar": 2025},
    ]
    dossiers = [
        dossier("OUD", "2024-01-08", gesloten_op="2024-06-03", sluitroute="directe_overdracht"),
        dossier("NIEUW-NHN", "2025-03-03"),
        dossier("NIEUW-NOG", "2025-03-03", gemeente="GM0197"),
    ]
    tabellen: Tabellen = {
        "gemeente": gemeenten,
        "dossier": dossiers,
        "betrokkene": [betrokkene(d["dossier_id"], "P1") for d in dossiers],
        "melding": [melding(d, "2025-03-03", dossier_id=d) for d in ("NIEUW-NHN", "NIEUW-NOG")],
    }
    uit = tel(schrijf_map(tmp_path, tabellen, regio=["NHN", "NOG"]), "2025-burap1", per="regio")
    assert aantallen(een(uit, "recidive-na-overdracht", "NHN")) == (1, 1, 0, 0)
    assert aantallen(een(uit, "recidive-na-overdracht", "NOG")) == (1, 0, 0, 0)
