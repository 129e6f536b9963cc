"""Gouden gevallen: met de hand uitgerekend, een of meer per leesregel van het Feitenformaat.

Elke verwachting is uitgerekend uit de kalender van 2025 en staat in de toelichting, niet uit een programma. Zowel het
orakel als de motor moet haar geven. Kalender: Goede Vrijdag 18 april, tweede paasdag maandag 21 april, Koningsdag
zaterdag 26 april, maandag 5 mei, Hemelvaartsdag donderdag 29 mei, tweede pinksterdag maandag 9 juni.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.maak import (
    Rij,
    Tabellen,
    betrokkene,
    dienst,
    dossier,
    klacht,
    melding,
    met_dossiers,
    schorsing,
    schrijf_map,
    tevredenheid,
)
from support.oracle import uitslagen
from support.oracle.aanroep import indicatoren, zicht

NA_ONTVANGST = "beoordeling-tijdig-na-ontvangst"
NA_OPPAKKEN = "beoordeling-tijdig-na-oppakken"
VV_START = "vv-tijdig-na-start"
Uitslag = dict[str, Any]
Teller = Callable[..., list[Uitslag]]


def _met_orakel(
    map_: Path,
    periode: str,
    *,
    per: str | None = None,
    telling: str = "afgerond",
    peildatum: str | None = None,
    set_: str | None = "nhn-2022",
) -> list[Uitslag]:
    dag = date.fromisoformat(peildatum) if peildatum else None
    return uitslagen(map_, periode, per=per, telling=telling, peildatum=dag, set_=set_)


def _met_motor(
    map_: Path,
    periode: str,
    *,
    per: str | None = None,
    telling: str = "afgerond",
    peildatum: str | None = None,
    set_: str | None = "nhn-2022",
) -> list[Uitslag]:
    argumenten = ["--periode", periode, "--telling", telling]
    for naam, waarde in (("--per", per), ("--peildatum", peildatum), ("--set", set_)):
        argumenten += [naam, waarde] if waarde else []
    return indicatoren(map_, *argumenten)["uitslagen"]


@pytest.fixture(params=[_met_orakel, _met_motor], ids=["orakel", "motor"])
def tel(request: pytest.FixtureRequest) -> Teller:
    """Tel met het orakel of met de motor: beide krijgen dezelfde vraag."""
    return request.param


def een(uitslagen_: Sequence[Uitslag], code: str, gebied: str | None = "NHN", maand: str | None = None) -> Uitslag:
    """De ene uitslag van een code, gebied en maand."""
    [gevonden] = [u for u in uitslagen_ if (u["code"], u["gebied"], u["maand"]) == (code, gebied, maand)]
    return gevonden


def aantallen(uitslag: Uitslag) -> tuple[int, int | None, int, int]:
    """Noemer, teller, niet te bepalen, nog open."""
    return uitslag["noemer"], uitslag["teller"], uitslag["niet_te_bepalen"], uitslag["nog_open"]


def schrijf(pad: Path, peildatum: str = "2025-12-31", **tabellen: list[Rij]) -> Path:
    """Een feitenmap met de ontbrekende dossiers erbij."""
    return schrijf_map(pad, met_dossiers(tabellen), peildatum=peildatum)


def reeks(aantal: int, voorvoegsel: str, **vast: Any) -> list[Rij]:
    """Een aantal gelijke meldingen met een eigen id."""
    return [melding(f"{voorvoegsel}{n:03}", **vast) for n in range(aantal)]


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
    mei = schrijf(tmp_path / "mei", "2025-05-01", **_feiten_rond_1_mei("2025-05-01"))
    december = schrijf(tmp_path / "december", **_feiten_rond_1_mei("2025-12-31"))
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


# -------------------------------------------------------------------------------------- leesregel 6: tegenstrijdig


def test_regel_6_alleen_een_einde_voor_de_eigen_start_is_tegenstrijdig(tel: Teller, tmp_path: Path) -> None:
    """Opgepakt voor ontvangst stoort de klok vanaf ontvangst niet; beoordeeld voor oppakken stoort alleen die klok."""
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-03-03", "2025-03-07", opgepakt_op="2025-02-28"),  # uiterlijk 10 maart / 7 maart
            melding("M2", "2025-03-03", "2025-03-07", opgepakt_op="2025-03-10"),
        ],
    )
    uit = tel(map_, "2025-burap1")
    assert aantallen(een(uit, NA_ONTVANGST)) == (2, 2, 0, 0)
    assert aantallen(een(uit, NA_OPPAKKEN)) == (1, 1, 1, 0)


def test_regel_6_een_tegenstrijdig_geval_staat_in_de_cohorttelling_in_de_maand_van_de_start(
    tel: Teller, tmp_path: Path
) -> None:
    """Ontvangen 3 maart, 'beoordeeld' 27 februari."""
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-03-03", "2025-02-27")])
    assert aantallen(een(tel(map_, "2025-03", telling="ontvangen"), NA_ONTVANGST)) == (0, 0, 1, 0)
    assert aantallen(een(tel(map_, "2025-burap1", telling="afgerond"), NA_ONTVANGST)) == (0, 0, 1, 0)


def test_regel_6_voorraden_en_aantallen_kennen_geen_tegenstrijdige_gevallen(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-03-03", "2025-02-27")],
        dienst=[dienst("S1", toegewezen_op="2025-03-10", gestart_op="2025-03-12", afgerond_op="2025-03-01")],
    )
    uit = tel(map_, "2025-burap1")
    for code, noemer in (
        ("instroom-meldingen", 1), ("beoordelingen-uitgevoerd", 1), ("wachtlijst-beoordeling", 0),
        ("vervolgdiensten-uitgevoerd", 1), ("werkvoorraad-vervolgdiensten", 0),
    ):  # fmt: skip
        assert (een(uit, code)["noemer"], een(uit, code)["niet_te_bepalen"]) == (noemer, 0), code


# ------------------------------------------------------------------------------------ leesregel 7: ter registratie


def test_regel_7_leeg_ter_registratie_is_niet_te_bepalen_waar_registraties_niet_meetellen(
    tel: Teller, tmp_path: Path
) -> None:
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-03-03", "2025-03-07"),
            melding("M2", "2025-03-03", "2025-03-07", ter_registratie="ja"),
            melding("M3", "2025-03-03", "2025-03-07", ter_registratie=None),
            melding("M4", "2025-03-03", "2025-03-07", ter_registratie="onbekend"),
            melding("M5", "2025-04-29", ter_registratie=None),
            melding("M6", "2025-04-29", ter_registratie="ja"),
        ],
    )
    uit = tel(map_, "2025-burap1")
    assert aantallen(een(uit, NA_ONTVANGST)) == (1, 1, 2, 0)
    assert aantallen(een(uit, "wachtlijst-beoordeling")) == (0, None, 1, 0)
    assert een(uit, "instroom-meldingen")["noemer"] == 6
    assert een(uit, "beoordelingen-uitgevoerd")["noemer"] == 4
    # in de cohorttelling is M5 (nog open) ook niet te bepalen
    assert aantallen(een(tel(map_, "2025-burap1", telling="ontvangen"), NA_ONTVANGST)) == (1, 1, 3, 0)


def test_regel_7_een_ontbrekende_kolom_ter_registratie_telt_als_nee(tel: Teller, tmp_path: Path) -> None:
    tabellen = met_dossiers({"melding": [melding("M1", "2025-03-03", "2025-03-07")]})
    map_ = schrijf_map(tmp_path, tabellen, zonder={"melding": {"ter_registratie"}})
    assert aantallen(een(tel(map_, "2025-burap1"), NA_ONTVANGST)) == (1, 1, 0, 0)


# ---------------------------------------------------------------------------------------------- leesregel 8: klachten


def test_regel_8_een_klacht_zonder_oordeel_is_nog_open(tel: Teller, tmp_path: Path) -> None:
    """Gegrond 1 van 5 met een oordeel; zonder oordeel, met oordeel na de peildatum en `onbekend` zijn open."""
    klachten = [
        klacht("K1", "2025-01-06", "gegrond", afgehandeld_op="2025-02-03"),
        klacht("K2", "2025-01-06", "deels_gegrond", afgehandeld_op="2025-02-03"),
        klacht("K3", "2025-01-06", "ongegrond", afgehandeld_op="2025-02-03"),
        klacht("K4", "2025-01-06", "ingetrokken", afgehandeld_op="2025-02-03"),
        klacht("K5", "2025-01-06", "niet_ontvankelijk", afgehandeld_op="2025-02-03"),
        klacht("K6", "2025-01-06"),
        klacht("K7", "2025-01-06", "gegrond", afgehandeld_op="2025-05-01"),
        klacht("K8", "2025-01-06", "onbekend", afgehandeld_op="2025-02-03"),
        klacht("K9", "2024-12-31", "gegrond", afgehandeld_op="2025-02-03"),
    ]
    uitslag = een(tel(schrijf(tmp_path, klacht=klachten), "2025-burap1"), "klachten-gegrond")
    assert aantallen(uitslag) == (5, 1, 0, 3)
    assert uitslag["extra"]["deels_gegrond"] == 1
    assert (uitslag["waarde"], uitslag["norm"], uitslag["oordeel"]) == (0.2, 0.3, "gehaald")


# ------------------------------------------------------------------------- leesregel 9: eerste contact, terugkoppeling


def test_regel_9_eerste_contact_is_tien_kalenderdagen_zonder_doorschuiven(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen di 8 april: de tiende dag is vr 18 april, Goede Vrijdag. Dinsdag 22 april is dus te laat."""
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-04-08", eerste_contact_op="2025-04-18"),
            melding("M2", "2025-04-08", eerste_contact_op="2025-04-22"),
            melding("M3", "2025-04-08", eerste_contact_op="2025-04-10", ter_registratie="ja"),
            melding("M4", "2025-04-08", eerste_contact_op="2025-04-07"),
            melding("M5", "2025-04-08"),
            melding("M6", "2025-04-08", eerste_contact_op="2025-04-19"),
        ],
    )
    assert aantallen(een(tel(map_, "2025-burap1"), "eerste-contact-tijdig")) == (4, 2, 1, 0)


def test_regel_9_terugkoppeling_heeft_zonder_afgesproken_termijn_geen_teller(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-04-08", teruggekoppeld_op="2025-04-18"),
            melding("M2", "2025-04-08", teruggekoppeld_op="2025-04-07"),
            melding("M3", "2025-04-08", teruggekoppeld_op="2025-05-01"),
        ],
    )
    uitslag = een(tel(map_, "2025-burap1"), "terugkoppeling-melder-tijdig")
    assert aantallen(uitslag) == (1, None, 1, 0)
    assert (uitslag["waarde"], uitslag["oordeel"]) == (None, None)


# --------------------------------------------------------------------------------------------- leesregel 10: recidive


def _eerder(naam: str, gesloten: str | None, route: str | None, geopend: str = "2024-01-08") -> Rij:
    return dossier(naam, geopend, gesloten_op=gesloten, sluitroute=route)


def _recidive(tel: Teller, pad: Path, eerdere: list[Rij], mensen: list[Rij], meldingen: list[Rij] | None = None) -> Any:
    nieuw = dossier("NIEUW", "2025-03-03")
    van_nieuw = meldingen or [melding("M1", "2025-03-03", dossier_id="NIEUW")]
    mensen = [betrokkene("NIEUW", "P1"), *mensen]
    uit = tel(schrijf(pad, dossier=[*eerdere, nieuw], betrokkene=mensen, melding=van_nieuw), "2025-burap1")
    return tuple(aantallen(een(uit, f"recidive-na-{route}"))[:3] for route in ("overdracht", "vervolgdienst"))


@pytest.mark.parametrize(
    "gesloten,route,geopend,verwacht",
    [
        ("2025-03-02", "directe_overdracht", "2024-01-08", ((1, 1, 0), (1, 0, 0))),
        ("2025-03-02", "vervolgdienst", "2024-01-08", ((1, 0, 0), (1, 1, 0))),
        ("2025-03-02", "geen_vervolg", "2024-01-08", ((1, 0, 0), (1, 0, 0))),
        ("2025-03-02", None, "2024-01-08", ((0, 0, 1), (0, 0, 1))),
        ("2025-03-02", "onbekend", "2024-01-08", ((0, 0, 1), (0, 0, 1))),
        ("2025-03-03", "directe_overdracht", "2024-01-08", ((1, 0, 0), (1, 0, 0))),  # op de dag zelf is niet eerder
        (None, "directe_overdracht", "2024-01-08", ((1, 0, 0), (1, 0, 0))),  # nog open
        ("2025-03-02", "directe_overdracht", "2018-12-31", ((1, 0, 0), (1, 0, 0))),  # van voor het protocol 2019
        ("2025-03-02", "directe_overdracht", "2019-01-01", ((1, 1, 0), (1, 0, 0))),
    ],
)
def test_regel_10_het_eerder_gesloten_dossier_beslist(
    tel: Teller, tmp_path: Path, gesloten: str | None, route: str | None, geopend: str, verwacht: Any
) -> None:
    assert _recidive(tel, tmp_path, [_eerder("OUD", gesloten, route, geopend)], [betrokkene("OUD", "P1")]) == verwacht


@pytest.mark.parametrize(
    "een_,twee,verwacht",
    [
        # het laatst gesloten dossier beslist, ook van een ander lid van het gezin
        (("2024-06-03", "vervolgdienst"), ("2024-06-04", "directe_overdracht"), ((1, 1, 0), (1, 0, 0))),
        (("2024-06-05", "vervolgdienst"), ("2024-06-04", "directe_overdracht"), ((1, 0, 0), (1, 1, 0))),
        # op een dag: vervolgdienst, dan directe overdracht, dan de rest, dan leeg
        (("2024-06-04", "vervolgdienst"), ("2024-06-04", "directe_overdracht"), ((1, 0, 0), (1, 1, 0))),
        (("2024-06-04", "overig"), ("2024-06-04", "directe_overdracht"), ((1, 1, 0), (1, 0, 0))),
        (("2024-06-04", None), ("2024-06-04", "directe_overdracht"), ((1, 1, 0), (1, 0, 0))),
        (("2024-06-04", None), ("2024-06-04", "overig"), ((1, 0, 0), (1, 0, 0))),
        (("2024-06-04", "overig"), ("2024-06-04", None), ((1, 0, 0), (1, 0, 0))),
        # een later gesloten dossier met een andere of lege route beslist ook
        (("2024-06-04", "vervolgdienst"), ("2024-06-05", "overig"), ((1, 0, 0), (1, 0, 0))),
        (("2024-06-04", "vervolgdienst"), ("2024-06-05", None), ((0, 0, 1), (0, 0, 1))),
    ],
)
def test_regel_10_van_twee_eerdere_dossiers_beslist_het_laatst_gesloten(
    tel: Teller, tmp_path: Path, een_: tuple[str, str | None], twee: tuple[str, str | None], verwacht: Any
) -> None:
    mensen = [betrokkene("NIEUW", "P2"), betrokkene("A", "P1"), betrokkene("B", "P2")]
    assert _recidive(tel, tmp_path, [_eerder("A", *een_), _eerder("B", *twee)], mensen) == verwacht


def test_regel_10_alleen_de_opening_telt_en_bij_gelijke_dag_het_laagste_id(tel: Teller, tmp_path: Path) -> None:
    """Drie meldingen op een dossier: alleen de eerste telt. Een gelijke dag maakt er geen twee van."""
    meldingen = [
        melding("M3", "2025-03-03", dossier_id="NIEUW"),
        melding("M2", "2025-03-03", dossier_id="NIEUW"),
        melding("M1", "2025-03-04", dossier_id="NIEUW"),
    ]
    eerdere = [_eerder("OUD", "2025-03-02", "directe_overdracht")]
    verwacht = ((1, 1, 0), (1, 0, 0))
    assert _recidive(tel, tmp_path, eerdere, [betrokkene("OUD", "P1")], meldingen) == verwacht


def test_regel_10_de_vroegste_melding_opent_ook_als_een_latere_wel_recidive_zou_zijn(
    tel: Teller, tmp_path: Path
) -> None:
    """Het oude dossier sluit op 3 maart: niet voor de melding van 3 maart, wel voor die van 4 maart."""
    meldingen = [melding("M1", "2025-03-04", dossier_id="NIEUW"), melding("M2", "2025-03-03", dossier_id="NIEUW")]
    eerdere = [_eerder("OUD", "2025-03-03", "directe_overdracht")]
    assert _recidive(tel, tmp_path, eerdere, [betrokkene("OUD", "P1")], meldingen) == ((1, 0, 0), (1, 0, 0))


def test_regel_10_het_eigen_dossier_is_geen_eerder_dossier(tel: Teller, tmp_path: Path) -> None:
    """Een dossier dat volgens de registratie sloot voor de melding die het opende, is een fout en geen recidive."""
    eigen = dossier("EIGEN", "2025-03-01", gesloten_op="2025-03-02", sluitroute="directe_overdracht")
    meldingen = [melding("M1", "2025-03-03", dossier_id="EIGEN")]
    verwacht = ((1, 0, 0), (1, 0, 0))
    assert _recidive(tel, tmp_path, [eigen], [betrokkene("EIGEN", "P1")], meldingen) == verwacht


def test_regel_10_het_dossier_van_een_ander_telt_niet(tel: Teller, tmp_path: Path) -> None:
    eerdere = [_eerder("OUD", "2025-03-02", "directe_overdracht")]
    assert _recidive(tel, tmp_path, eerdere, [betrokkene("OUD", "P2")]) == ((1, 0, 0), (1, 0, 0))


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


@pytest.mark.parametrize(
    "pauzes,op_tijd_tot_en_met",
    [
        # ontvangen ma 3 maart; zonder pauze uiterlijk ma 10 maart
        ([], "2025-03-10"),
        # 5 en 6 maart tellen niet: 4, 7, 10, 11, 12 maart
        ([("2025-03-05", "2025-03-07")], "2025-03-12"),
        # de dag van `tot` telt weer mee
        ([("2025-03-05", "2025-03-06")], "2025-03-11"),
        ([("2025-03-05", "2025-03-05")], "2025-03-10"),
        # een pauze over het weekend kost geen werkdagen
        ([("2025-03-08", "2025-03-10")], "2025-03-10"),
        # overlappende pauzes tellen een keer: 5, 6 en 7 maart vallen weg
        ([("2025-03-05", "2025-03-07"), ("2025-03-06", "2025-03-08")], "2025-03-13"),
        # een pauze na het verstrijken verandert niets
        ([("2025-03-11", "2025-03-20")], "2025-03-10"),
        # een pauze die de uiterste dag zelf raakt schuift hem: 4, 5, 6, 7 en dan 12 maart
        ([("2025-03-10", "2025-03-12")], "2025-03-12"),
        # een pauze van een andere klok
        ([("onderzoek", "2025-03-05", "2025-03-07")], "2025-03-10"),
    ],
)
def test_regel_14_werkdagen_in_een_pauze_tellen_niet(
    tel: Teller, tmp_path: Path, pauzes: list[tuple[str, ...]], op_tijd_tot_en_met: str
) -> None:
    laatste = date.fromisoformat(op_tijd_tot_en_met)
    meldingen = [melding("M1", "2025-03-03", laatste), melding("M2", "2025-03-03", laatste + timedelta(days=1))]
    over_melding = [p for p in pauzes if len(p) == 2]
    rijen = [schorsing("beoordeling", m, *p) for m in ("M1", "M2") for p in over_melding]
    # een dienst met hetzelfde id als de melding: de pauze van de ene klok raakt de andere niet
    diensten = [dienst(m, "onderzoek", toegewezen_op="2025-03-03") for m in ("M1", "M2")]
    rijen += [schorsing(p[0], m, *p[1:]) for m in ("M1", "M2") for p in pauzes if len(p) == 3]
    map_ = schrijf(tmp_path, melding=meldingen, dienst=diensten, schorsing=rijen)
    assert aantallen(een(tel(map_, "2025-burap1"), NA_ONTVANGST)) == (2, 1, 0, 0)


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


@pytest.mark.parametrize(
    "op_tijd,totaal,oordeel",
    [(3, 5, "gehaald"), (11, 18, "gehaald"), (13, 27, "niet_gehaald"), (599, 1000, "niet_gehaald"), (6, 10, "gehaald")],
)
def test_oordeel_valt_op_exacte_aantallen_en_gelijk_aan_de_norm_is_gehaald(
    tel: Teller, tmp_path: Path, op_tijd: int, totaal: int, oordeel: str
) -> None:
    """11 van 18 is 61 %; eerst afronden op vijven zou 10 van 20 geven en de norm van 60 % missen."""
    meldingen = [
        *reeks(op_tijd, "A", ontvangen_op="2025-03-03", beoordeeld_op="2025-03-10"),
        *reeks(totaal - op_tijd, "B", ontvangen_op="2025-03-03", beoordeeld_op="2025-03-11"),
    ]
    uitslag = een(tel(schrijf(tmp_path, melding=meldingen), "2025-burap1"), NA_ONTVANGST)
    assert (uitslag["noemer"], uitslag["teller"], uitslag["oordeel"]) == (totaal, op_tijd, oordeel)
    assert (uitslag["norm"], uitslag["nummer"]) == (0.6, "1a")
    assert uitslag["waarde"] == pytest.approx(op_tijd / totaal, abs=1e-12)


@pytest.mark.parametrize("gegrond,oordeel", [(3, "gehaald"), (4, "niet_gehaald")])
def test_de_norm_voor_klachten_is_een_maximum(tel: Teller, tmp_path: Path, gegrond: int, oordeel: str) -> None:
    klachten = [
        klacht(f"K{n}", "2025-02-03", "gegrond" if n < gegrond else "ongegrond", afgehandeld_op="2025-03-03")
        for n in range(10)
    ]
    uitslag = een(tel(schrijf(tmp_path, klacht=klachten), "2025-burap1"), "klachten-gegrond")
    assert (uitslag["waarde"], uitslag["norm"], uitslag["oordeel"]) == (gegrond / 10, 0.3, oordeel)


@pytest.mark.parametrize(
    "cijfers,waarde,oordeel",
    [
        ((7.1, 6.9), 7, "gehaald"),
        ((6.9, 7), 6.95, "niet_gehaald"),
        ((6.8, 7.3, 6.9), 7, "gehaald"),
        ((1, 10, 10), 7, "gehaald"),
    ],
)
def test_gemiddeld_cijfer_gelijk_aan_zeven_haalt_de_norm(
    tel: Teller, tmp_path: Path, cijfers: tuple[float, ...], waarde: float, oordeel: str
) -> None:
    rijen = [tevredenheid(f"T{n}", "2025-02-03", c) for n, c in enumerate(cijfers)]
    uitslag = een(tel(schrijf(tmp_path, tevredenheid=rijen), "2025-burap1"), "tevredenheid-betrokkenen")
    assert uitslag["waarde"] == pytest.approx(waarde, abs=1e-12)
    assert (uitslag["noemer"], uitslag["teller"], uitslag["extra"]["n"]) == (len(cijfers), None, len(cijfers))
    assert (uitslag["norm"], uitslag["oordeel"]) == (7, oordeel)


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
