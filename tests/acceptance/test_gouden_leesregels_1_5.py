"""Gouden gevallen bij leesregel 1 tot en met 5 van het Feitenformaat, met de hand uitgerekend.

Elke verwachting is uitgerekend uit de kalender van 2025 en staat in de toelichting, niet uit een programma. Zowel het
orakel als de motor moet haar geven. Kalender: Goede Vrijdag 18 april, tweede paasdag maandag 21 april, Koningsdag
zaterdag 26 april, maandag 5 mei, Hemelvaartsdag donderdag 29 mei, tweede pinksterdag maandag 9 juni.
"""

from datetime import date
from pathlib import Path

import pytest

from support.gouden import NA_ONTVANGST, NA_OPPAKKEN, Teller, aantallen, een, schrijf
from support.maak import Rij, dienst, dossier, klacht, melding, met_dossiers, schorsing, schrijf_map
from support.oracle.aanroep import indicatoren, zicht

# --------------------------------------------------------------------------------------------- leesregel 1: tellen


def test_regel_1_noemer_niet_te_bepalen_en_nog_open_zijn_drie_aparte_groepen(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen in april, peildatum 30 april: op tijd, te laat, open over de termijn, open binnen, tegenstrijdig."""
    meldingen = [
        melding("M1", "2025-04-01", "2025-04-08"),  # uiterlijk di 8 april: op tijd
        melding("M2", "2025-04-01", "2025-04-09"),  # te laat
        melding("M3", "2025-04-01"),  # open, uiterlijk 8 april is voorbij: in de noemer
        melding("M4", "2025-04-25"),  # vr; werkdagen 28, 29, 30 april, 1 en 2 mei: nog open
        melding("M5", "2025-04-10", "2025-04-09"),  # beoordeeld voor ontvangst
    ]
    uitslag = een(tel(schrijf(tmp_path, melding=meldingen), "2025-burap1", telling="ontvangen"), NA_ONTVANGST)
    assert aantallen(uitslag) == (3, 1, 1, 1)
    assert uitslag["waarde"] == pytest.approx(1 / 3, abs=1e-12)


def test_regel_1_zonder_gevallen_is_een_aandeel_leeg_en_een_aantal_nul(tel: Teller, tmp_path: Path) -> None:
    uit = tel(schrijf(tmp_path), "2025-burap1")
    for code in (NA_ONTVANGST, "klachten-gegrond", "recidive-na-overdracht", "tevredenheid-betrokkenen"):
        uitslag = een(uit, code)
        assert (uitslag["noemer"], uitslag["waarde"], uitslag["oordeel"]) == (0, None, None)
    for code in ("instroom-meldingen", "wachtlijst-beoordeling", "werkvoorraad-vervolgdiensten"):
        assert (een(uit, code)["noemer"], een(uit, code)["waarde"]) == (0, 0)
    assert een(uit, "overdracht-snelheid")["waarde"] is None


# --------------------------------------------------------------------------------------- leesregel 2: de peildatum


def _feiten_rond_1_mei(tot: str) -> dict[str, list[Rij]]:
    """Dezelfde werkelijkheid, met alleen wat op `tot` al gebeurd was."""
    einde = date.fromisoformat(tot)
    meldingen = [
        melding("M1", "2025-04-14", "2025-04-16", opgepakt_op="2025-04-15", overgedragen_op="2025-05-06"),
        melding("M2", "2025-04-14", "2025-05-12", opgepakt_op="2025-05-08", eerste_contact_op="2025-05-12"),
        melding("M3", "2025-05-02", "2025-05-06"),
    ]
    diensten = [dienst("S1", toegewezen_op="2025-04-16", gestart_op="2025-05-02", afgerond_op="2025-06-20")]
    klachten = [klacht("K1", "2025-04-28", "gegrond", afgehandeld_op="2025-05-13")]
    pauzes = [schorsing("beoordeling", "M2", "2025-04-15", "2025-05-07")]
    feiten = {"melding": meldingen, "dienst": diensten, "klacht": klachten, "schorsing": pauzes}
    return {naam: [_tot_en_met(rij, einde) for rij in rijen if _begon(rij) <= einde] for naam, rijen in feiten.items()}


def _begon(rij: Rij) -> date:
    kolommen = ("ontvangen_op", "toegewezen_op", "ingediend_op", "van")
    return date.fromisoformat(next(rij[k] for k in kolommen if k in rij))


def _tot_en_met(rij: Rij, einde: date) -> Rij:
    uit = {k: None if (k.endswith("_op") or k == "tot") and w and w > einde.isoformat() else w for k, w in rij.items()}
    if uit.get("ingediend_op") and not uit["afgehandeld_op"]:
        uit["oordeel"] = None
    return uit


@pytest.mark.parametrize("telling", ["afgerond", "ontvangen"])
def test_regel_2_burap_1_in_december_is_gelijk_aan_burap_1_in_mei(tel: Teller, tmp_path: Path, telling: str) -> None:
    """Wat na 30 april gebeurde mag in geen enkel cijfer van burap 1 te zien zijn."""
    mei, december = (
        schrijf_map(tmp_path / dag, met_dossiers(_feiten_rond_1_mei(dag)), peildatum=dag)
        for dag in ("2025-05-01", "2025-12-31")
    )
    uit_mei, uit_december = (tel(m, "2025-burap1", telling=telling) for m in (mei, december))
    assert uit_mei == uit_december
    # en het gaat ergens over: M2 wacht nog, de klacht is nog open, S1 wacht op de start
    assert een(uit_december, "wachtlijst-beoordeling")["extra"] == {"niet_opgepakt": 1, "opgepakt": 0}
    assert aantallen(een(uit_december, "klachten-gegrond")) == (0, 0, 0, 1)
    assert een(uit_december, "werkvoorraad-vervolgdiensten")["extra"] == {"wacht_op_start": 1, "loopt": 0}


def test_regel_2_een_pauze_die_na_de_peildatum_begint_bestaat_nog_niet(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen 22 april: uiterlijk 29 april. De pauze vanaf 2 mei telt pas mee vanaf 2 mei, niet in burap 1."""
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-04-22")],
        schorsing=[schorsing("beoordeling", "M1", "2025-05-02", "2025-05-20")],
    )
    assert aantallen(een(tel(map_, "2025-burap1", telling="ontvangen"), NA_ONTVANGST)) == (1, 0, 0, 0)


def test_regel_2_een_dossier_dat_later_opent_geeft_nog_geen_gemeente(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen 29 april, het dossier geopend op 2 mei: op 30 april bestond die rij nog niet."""
    map_ = schrijf(
        tmp_path,
        dossier=[dossier("D1", "2025-05-02")],
        melding=[melding("M1", "2025-04-29", dossier_id="D1")],
    )
    instroom = [u for u in tel(map_, "2025-burap1", per="gemeente") if u["code"] == "instroom-meldingen"]
    assert {u["gebied"]: u["noemer"] for u in instroom} == {"GM0361": 0, "GM0400": 0, None: 1}
    later = [u for u in tel(map_, "2025-burap2", per="gemeente") if u["code"] == "instroom-meldingen"]
    assert {u["gebied"]: u["noemer"] for u in later} == {"GM0361": 1, "GM0400": 0}


def test_regel_2_een_melding_die_later_binnenkwam_start_nog_geen_klok(tel: Teller, tmp_path: Path) -> None:
    """Een beoordeling van 30 januari op een melding van 14 oktober: in april bestond die melding nog niet."""
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-10-14", "2025-01-30", dossier_id="D1")],
        dienst=[dienst("S1", dossier_id="D1", melding_id="M1", toegewezen_op="2025-02-07", afgerond_op="2025-04-09")],
    )
    uit = tel(map_, "2025-burap1")
    assert aantallen(een(uit, "vv-tijdig-na-ontvangst")) == (0, 0, 1, 0)
    assert aantallen(een(uit, "vv-tijdig-na-beoordeling")) == (0, 0, 1, 0)


def test_regel_2_een_onbekende_tot_die_later_bekend_werd_pauzeert_tot_en_met_de_peildatum(
    tel: Teller, tmp_path: Path
) -> None:
    """Ontvangen wo 16 april, gepauzeerd vanaf do 17 april tot 8 mei. Op 30 april is het einde niet bekend: nog open."""
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-04-16")],
        schorsing=[schorsing("beoordeling", "M1", "2025-04-17", "2025-05-08")],
    )
    assert aantallen(een(tel(map_, "2025-burap1", telling="ontvangen"), NA_ONTVANGST)) == (0, 0, 0, 1)


# ------------------------------------------------------------------------------------- leesregel 3: welke peildatum


@pytest.mark.parametrize(
    "vraag,gegevens,gebruikt",
    [
        (None, "2025-12-31", "2025-04-30"),
        ("2025-03-10", "2025-12-31", "2025-03-10"),
        ("2025-06-01", "2025-04-11", "2025-04-11"),
    ],
)
def test_regel_3_de_vroegste_van_drie_peildatums_geldt_en_wordt_getoond(
    tmp_path: Path, vraag: str | None, gegevens: str, gebruikt: str
) -> None:
    map_ = schrijf(tmp_path, gegevens, melding=[melding("M1", "2025-03-03", "2025-03-11")])
    keuze = ["--peildatum", vraag] if vraag else []
    uit = indicatoren(map_, "--periode", "2025-burap1", *keuze)
    assert uit["peildatum"] == gebruikt
    # op 10 maart was de beoordeling van 11 maart nog niet gedaan
    assert een(uit["uitslagen"], "wachtlijst-beoordeling")["noemer"] == (1 if gebruikt == "2025-03-10" else 0)


def test_regel_3_wat_na_de_peildatum_van_de_gegevens_ligt_is_onbekend_en_geen_toekomst(
    tel: Teller, tmp_path: Path
) -> None:
    """De gegevens zijn volledig tot en met 11 april; een beoordeling en een melding van 14 april tellen niet mee."""
    meldingen = [melding("M1", "2025-04-09", "2025-04-14"), melding("M2", "2025-04-14", "2025-04-14")]
    uit = tel(schrijf(tmp_path, "2025-04-11", melding=meldingen), "2025-burap1")
    assert een(uit, "beoordelingen-uitgevoerd")["noemer"] == 0
    assert een(uit, "instroom-meldingen")["noemer"] == 1
    assert een(uit, "wachtlijst-beoordeling")["noemer"] == 1


def test_regel_3_een_periode_geheel_na_de_peildatum_van_de_gegevens_wordt_geweigerd(tmp_path: Path) -> None:
    map_ = schrijf(tmp_path, "2025-04-30")
    afloop = zicht("indicatoren", map_, "--periode", "2025-05", "--json")
    assert afloop.status == 2
    assert afloop.fout.strip()
    assert '"uitslagen"' not in afloop.uit


# --------------------------------------------------------------------------------- leesregel 4: de uiterste dag zelf


@pytest.mark.parametrize("peildatum,verwacht", [("2025-04-28", (0, 0, 0, 1)), ("2025-04-29", (1, 0, 0, 0))])
def test_regel_4_op_de_uiterste_dag_is_een_geval_nog_open_en_de_dag_erna_niet(
    tel: Teller, tmp_path: Path, peildatum: str, verwacht: tuple[int, ...]
) -> None:
    """Ontvangen 17 april, uiterste datum 28 april."""
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-04-17")])
    uit = tel(map_, "2025-burap1", telling="ontvangen", peildatum=peildatum)
    assert aantallen(een(uit, NA_ONTVANGST)) == verwacht


# ------------------------------------------------------------------------------------- leesregel 5: de cohorttelling


def test_regel_5_alleen_de_acht_termijnen_hebben_een_cohorttelling(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen in januari, beoordeeld en contact in februari: alleen de termijn verhuist naar januari."""
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-01-29", "2025-02-03", eerste_contact_op="2025-02-10")])
    for periode, verwacht in (("2025-01", (1, 0, 1)), ("2025-02", (0, 1, 0))):
        uit = tel(map_, periode, telling="ontvangen")
        noemers = tuple(
            een(uit, code)["noemer"] for code in (NA_ONTVANGST, "eerste-contact-tijdig", "instroom-meldingen")
        )
        # op 31 januari loopt de termijn nog (uiterlijk 5 februari): nog open, niet in de noemer
        assert noemers == (0 if periode == "2025-01" else verwacht[0], verwacht[1], verwacht[2])
        assert een(uit, NA_ONTVANGST)["nog_open"] == verwacht[0]
    assert aantallen(een(tel(map_, "2025-burap1", telling="ontvangen"), NA_ONTVANGST)) == (1, 1, 0, 0)


@pytest.mark.parametrize("telling", ["afgerond", "ontvangen"])
def test_regel_5_einde_zonder_start_telt_in_de_maand_van_het_einde(tel: Teller, tmp_path: Path, telling: str) -> None:
    """Beoordeeld 4 februari, nooit een oppakdatum: niet te bepalen in februari, ook in de cohorttelling."""
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-01-29", "2025-02-04"), melding("M2", "2025-01-29")])
    uit = tel(map_, "2025-02", telling=telling)
    assert aantallen(een(uit, NA_OPPAKKEN)) == (0, 0, 1, 0)
    # in januari is geen van beide opgepakt of beoordeeld: de klok is niet begonnen en telt nergens
    assert aantallen(een(tel(map_, "2025-01", telling=telling), NA_OPPAKKEN)) == (0, 0, 0, 0)
