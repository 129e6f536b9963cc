"""De cijfers: perioden en peildatums, gebieden, nummers en normen, gevallen en bedrijfsvoering."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from support.maak import dienst, klacht, melding, met_dossiers, schrijf_map
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers import Cijfers
from zicht.cijfers.cijfers import Per, lees_per, lees_telling, zoek_indicator
from zicht.cijfers.versie import definitieversie
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Antwoord, Telling
from zicht.core.periodes import lees_periode
from zicht.uitwisseling.feiten import lees_feiten

BURAP1 = lees_periode("2025-burap1")
BEOORDELING = "beoordeling-tijdig-na-ontvangst"


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    tabellen = met_dossiers(
        {
            "melding": [
                melding("M1", "2025-01-06", "2025-01-13"),
                melding("M2", "2025-02-03", "2025-02-17"),
                melding("M3", "2025-06-02", "2025-06-05"),
            ],
            "dienst": [dienst("S1", "onderzoek", "2025-01-13")],
            "klacht": [klacht("K1", "2025-02-03", "gegrond", afgehandeld_op="2025-03-03", gemeente="GM9999")],
            "gemeente": [
                {"gemeente": "GM0361", "naam": "Alkmaar", "inwoners": 100, "jeugdigen": 20, "jaar": 2024},
                {"gemeente": "GM0361", "naam": "Alkmaar", "inwoners": 110, "jeugdigen": 21, "jaar": 2025},
                {"gemeente": "GM0400", "naam": "Den Helder", "inwoners": 50, "jeugdigen": 9, "jaar": 2026},
                {"gemeente": "GM9999", "naam": "Verzonnen"},
            ],
            "boeking": [
                {"maand": "2025-01", "post": "personeel", "bedrag": 100},
                {"maand": "2025-02", "post": "personeel", "bedrag": 140},
                {"maand": "2025-04", "post": "huisvesting", "bedrag": 30},
                {"maand": "2025-05", "post": "personeel", "bedrag": 999},
            ],
            "inzet": [
                {"maand": "2025-01", "functie": "maatschappelijk werker", "formatie_fte": 10, "intern_fte": 8,
                 "extern_fte": 1, "verzuim_pct": 5},
                {"maand": "2025-02", "functie": "maatschappelijk werker", "formatie_fte": 10, "intern_fte": 4,
                 "extern_fte": 1, "verzuim_pct": 8},
                {"maand": "2025-02", "functie": "jurist", "formatie_fte": 1, "intern_fte": 1},
            ],
        }
    )  # fmt: skip
    map_ = schrijf_map(tmp_path_factory.mktemp("cijfers"), tabellen, peildatum="2025-08-31")
    gelezen = Cijfers(lees_feiten(map_))
    yield gelezen
    gelezen.feitenset.verbinding.close()


# ------------------------------------------------------------------------------------------------ periode en peildatum


@pytest.mark.parametrize(
    "periode, gevraagd, verwacht",
    [
        ("2025-burap1", None, "2025-04-30"),  # de laatste dag van de periode
        ("2025-burap1", "2025-02-14", "2025-02-14"),  # eerder gevraagd
        ("2025-burap1", "2025-12-31", "2025-04-30"),  # later dan de periode kan niet
        ("2025", None, "2025-08-31"),  # de feiten gaan niet verder
        ("2025-08", "2025-09-01", "2025-08-31"),
    ],
)
def test_de_peildatum_is_de_vroegste_van_drie(
    cijfers: Cijfers, periode: str, gevraagd: str | None, verwacht: str
) -> None:
    dag = date.fromisoformat(gevraagd) if gevraagd else None
    assert cijfers.peildatum(lees_periode(periode), dag).isoformat() == verwacht


def test_een_periode_na_de_feiten_wordt_geweigerd(cijfers: Cijfers) -> None:
    with pytest.raises(AanroepFout, match="begint op 01-09-2025, na de peildatum van de feiten"):
        cijfers.uitslagen(lees_periode("2025-09"))


def test_een_periode_die_op_de_peildatum_begint_mag(cijfers: Cijfers) -> None:
    assert cijfers.uitslagen(lees_periode("2025-08-31/2025-09-30")).peildatum == date(2025, 8, 31)


# ------------------------------------------------------------------------------------------------------------ uitslagen


def test_elke_indicator_komt_een_keer_in_de_volgorde_van_de_catalogus(cijfers: Cijfers) -> None:
    uitkomst = cijfers.uitslagen(BURAP1)
    assert [uitslag.code for uitslag in uitkomst.uitslagen] == list(INDICATOREN)
    assert (uitkomst.periode, uitkomst.telling) == (BURAP1, Telling.AFGEROND)
    assert uitkomst.definitieversie == definitieversie()
    assert uitkomst.vingerafdruk == cijfers.feitenset.vingerafdruk
    een = uitkomst.van(BEOORDELING)
    assert (een.noemer, een.teller, een.gebied, een.nummer) == (2, 1, "NHN", "1a")
    assert een.norm is not None
    assert een.oordeel == "niet_gehaald"


def test_per_gemeente_staat_elke_gemeente_er_ook_die_zonder_gevallen(cijfers: Cijfers) -> None:
    uitkomst = cijfers.uitslagen(BURAP1, per=Per.GEMEENTE, codes=[BEOORDELING, "klachten-gegrond"])
    assert [u.gebied for u in uitkomst.uitslagen if u.code == BEOORDELING] == ["GM0361", "GM0400", "GM9999"]
    assert uitkomst.van("klachten-gegrond", "GM9999").teller == 1
    assert uitkomst.van("klachten-gegrond", "GM0400").noemer == 0


def test_per_maand_is_elke_maand_een_eigen_periode(cijfers: Cijfers) -> None:
    uitkomst = cijfers.uitslagen(lees_periode("2025"), per=Per.MAAND, codes=[BEOORDELING])
    assert [u.maand for u in uitkomst.uitslagen] == [f"2025-0{n}" for n in range(1, 9)]  # september is er nog niet
    assert {u.maand: u.noemer for u in uitkomst.uitslagen if u.noemer} == {"2025-01": 1, "2025-02": 1, "2025-06": 1}


def test_een_reeks_geeft_van_elke_periode_wat_los_gevraagd_ook_komt(cijfers: Cijfers) -> None:
    perioden = [lees_periode(code) for code in ("2025-K1", "2025-K2", "2025-03-10/2025-06-03")]
    for telling in Telling:
        reeks = cijfers.reeks(perioden, telling=telling)
        los = [Cijfers(cijfers.feitenset).uitslagen(periode, telling=telling) for periode in perioden]
        assert [uitkomst.uitslagen for uitkomst in reeks] == [uitkomst.uitslagen for uitkomst in los]


def test_een_andere_indicatorset_geeft_andere_nummers(cijfers: Cijfers) -> None:
    gewoon = cijfers.uitslagen(BURAP1, codes=["klachten-gegrond"])
    bijlage = cijfers.uitslagen(BURAP1, codes=["klachten-gegrond"], indicatorset="nhn-bijlage5")
    assert (gewoon.indicatorset, bijlage.indicatorset) == ("nhn-2022", "nhn-bijlage5")
    assert gewoon.van("klachten-gegrond").nummer != bijlage.van("klachten-gegrond").nummer


def test_een_regio_zonder_eigen_set_heeft_geen_nummers_en_geen_oordeel(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, met_dossiers({"melding": [melding("M1", "2025-01-06", "2025-01-13")]}), regio="Elders")
    uitkomst = Cijfers(lees_feiten(map_)).uitslagen(BURAP1)
    assert uitkomst.indicatorset is None
    assert {(u.nummer, u.norm, u.oordeel) for u in uitkomst.uitslagen} == {(None, None, None)}


# ------------------------------------------------------------------------------------------------ gevallen en definitie


def test_gevallen_hebben_vragen_velden_en_uiterste_datums(cijfers: Cijfers) -> None:
    een, ander = cijfers.gevallen(BEOORDELING, BURAP1)
    assert (een.id, een.antwoord, een.gemeente) == ("M1", Antwoord.TELLER, "GM0361")
    assert ander.antwoord is Antwoord.NOEMER
    assert een.velden["ontvangen_op"] == date(2025, 1, 6)
    assert een.uiterste_datums == {"beoordeling_na_ontvangst": date(2025, 1, 13)}
    assert [vraag.deel for vraag in een.vragen] == ["periode", "noemer", "bepaalbaar", "bepaalbaar", "teller"]
    uiterlijk = cijfers.uiterlijk("beoordeling_na_ontvangst", een)
    assert uiterlijk is not None
    assert uiterlijk.datum == date(2025, 1, 13)


def test_wie_geen_uiterste_datum_heeft_krijgt_er_geen_uitgelegd(cijfers: Cijfers) -> None:
    een = cijfers.gevallen(BEOORDELING, BURAP1)[0]
    buiten = replace(een, velden={**een.velden, "ontvangen_op": date(1999, 1, 1)},
                     uiterste_datums={"beoordeling_na_ontvangst": None})  # fmt: skip
    assert cijfers.uiterlijk("beoordeling_na_ontvangst", buiten) is None
    leeg = replace(een, velden={**een.velden, "ontvangen_op": None})
    assert cijfers.uiterlijk("beoordeling_na_ontvangst", leeg) is None


def test_duren_staan_in_woorden_met_hun_bron(cijfers: Cijfers) -> None:
    assert cijfers.duurteksten["beoordeling"].startswith("5 werkdagen (")
    assert cijfers.duurteksten["onderzoek"].startswith("10 weken (")
    assert "terugkoppeling" not in cijfers.duurteksten


def test_de_definitieversie_is_kort_en_vast() -> None:
    assert len(definitieversie()) == 12
    assert definitieversie() == definitieversie.__wrapped__()


@pytest.mark.parametrize(
    "vraag, woorden",
    [
        (lambda: zoek_indicator("bestaat-niet"), "Onbekende indicator 'bestaat-niet'. Kies uit: beoordeling"),
        (lambda: lees_per("week"), "Onbekende waarde 'week' voor --per. Kies uit: gemeente, regio, maand"),
        (lambda: lees_telling("x"), "Onbekende waarde 'x' voor --telling. Kies uit: afgerond, ontvangen"),
    ],
)  # fmt: skip
def test_een_onbekende_keuze_noemt_wat_er_mag(vraag: object, woorden: str) -> None:
    assert callable(vraag)
    with pytest.raises(AanroepFout, match=woorden):
        vraag()
    assert lees_per(None) is None


# ---------------------------------------------------------------------------------------------------------- gemeenten


def test_een_gemeente_heeft_de_nieuwste_aantallen_tot_en_met_het_jaar(cijfers: Cijfers) -> None:
    alkmaar, helder, verzonnen = cijfers.gemeenten(2025)
    assert (alkmaar.code, alkmaar.naam, alkmaar.inwoners, alkmaar.jeugdigen) == ("GM0361", "Alkmaar", 110, 21)
    assert cijfers.gemeenten(2024)[0].inwoners == 100
    assert helder.inwoners == 50  # alleen een later jaar: beter dan niets
    assert (verzonnen.inwoners, verzonnen.regio) == (None, None)


def test_een_gemeente_hoort_bij_de_enige_regio_of_bij_die_in_de_tabel(cijfers: Cijfers, tmp_path: Path) -> None:
    assert cijfers.regio_van("GM0361") == "NHN"
    tabellen = {"gemeente": [{"gemeente": "GM0361", "naam": "Alkmaar", "regio": "NHN"},
                             {"gemeente": "GM0197", "naam": "Aalten", "regio": "NOG"}]}  # fmt: skip
    twee = Cijfers(lees_feiten(schrijf_map(tmp_path, tabellen, regio=("NHN", "NOG"))))
    assert [twee.regio_van(gebied) for gebied in ("GM0197", "NOG", None)] == ["NOG", "NOG", None]
    assert twee.uitslagen(BURAP1, codes=[BEOORDELING]).indicatorset is None  # twee regio's, twee sets


# ------------------------------------------------------------------------------------------------------------- duiding


def test_duiding_splitst_uit_per_gebied_en_laat_een_ontbrekende_tabel_weg(cijfers: Cijfers) -> None:
    codes = {deel.uitsplitsing.code: deel for deel in cijfers.duiding(BURAP1)}
    assert "huisverboden" not in codes  # die tabel is er niet: onbekend, geen nul
    vervolg = codes["vervolgdienst-soort"]
    assert vervolg.totaal == {"NHN": 1}
    assert vervolg.aantallen == {"NHN": (0, 1)}
    per_gemeente = {d.uitsplitsing.code: d for d in cijfers.duiding(BURAP1, per=Per.GEMEENTE)}["hoedanigheid-melder"]
    assert per_gemeente.totaal == {"GM0361": 2, "GM0400": 0, "GM9999": 0}


# ------------------------------------------------------------------------------------------------------ bedrijfsvoering


def test_bedrijfsvoering_telt_volle_maanden_en_trekt_de_lasten_door(cijfers: Cijfers) -> None:
    gevonden = cijfers.bedrijfsvoering(BURAP1)
    assert gevonden.maanden == 4
    assert gevonden.posten is not None
    posten = {regel.post: (regel.realisatie, regel.prognose and regel.prognose.waarde) for regel in gevonden.posten}
    assert posten == {"personeel": (Decimal(240), Decimal(720)), "huisvesting": (Decimal(30), Decimal(90))}


def test_een_maand_die_niet_voorbij_is_telt_niet(cijfers: Cijfers) -> None:
    gevonden = cijfers.bedrijfsvoering(BURAP1, date(2025, 2, 27))
    assert gevonden.maanden == 1
    assert gevonden.posten is not None
    assert [(regel.post, regel.realisatie) for regel in gevonden.posten] == [("personeel", Decimal(100))]


def test_inzet_is_een_gemiddelde_en_verzuim_is_gewogen_naar_wie_er_werkt(cijfers: Cijfers) -> None:
    gevonden = cijfers.bedrijfsvoering(lees_periode("2025-01-01/2025-02-28"))
    assert gevonden.inzet is not None
    werker, jurist = gevonden.inzet
    assert (werker.formatie_fte, werker.intern_fte, werker.extern_fte) == (10, 6, 1)
    assert werker.verzuim_pct == Decimal(8 * 5 + 4 * 8) / 12
    assert (jurist.intern_fte, jurist.extern_fte, jurist.verzuim_pct) == (Decimal("0.5"), None, None)
    assert gevonden.verzuim_pct == Decimal(6)


def test_zonder_tabel_is_bedrijfsvoering_onbekend(tmp_path: Path) -> None:
    gevonden = Cijfers(lees_feiten(schrijf_map(tmp_path))).bedrijfsvoering(BURAP1)
    assert (gevonden.posten, gevonden.inzet, gevonden.verzuim_pct) == (None, None, None)


def test_twee_keer_cijfers_op_dezelfde_feiten_geeft_twee_keer_hetzelfde(cijfers: Cijfers) -> None:
    """Ook als de eerste al om alle velden heeft gevraagd: scherm en rapport delen een gegevensset."""
    eerste, tweede = Cijfers(cijfers.feitenset), Cijfers(cijfers.feitenset)
    verwacht = (eerste.duiding(BURAP1), eerste.gevallen("recidive-na-overdracht", BURAP1))
    assert (tweede.duiding(BURAP1), tweede.gevallen("recidive-na-overdracht", BURAP1)) == verwacht
    assert tweede.uitslagen(BURAP1) == eerste.uitslagen(BURAP1)
    Cijfers(cijfers.feitenset).uitslagen(BURAP1)  # een derde die alleen telt, haalt geen kolommen weg
    assert eerste.duiding(BURAP1) == verwacht[0]
