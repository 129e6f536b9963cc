"""The wide facts: what is joined, what is derived, and the deadlines that come with it."""

from datetime import date

import pytest

from support.brede import Brede, klokken, maak_breed
from support.maak import betrokkene, dienst, dossier, gemeente, klacht, melding, met_dossiers, schorsing, tevredenheid
from zicht.catalogus import load
from zicht.core.duur import Schorsing
from zicht.core.feiten import Dienst, Klacht, Melding, Overdracht, Tevredenheid
from zicht.engines.breed import EerderDossier, bestaat_vanaf, eerdere_dossiers, schorsingen

D = date.fromisoformat


def rij(brede: Brede, feit: type[Melding | Dienst | Klacht | Tevredenheid], id_: str) -> dict[str, object]:
    [gevonden] = [rij for rij in brede.rijen(feit) if rij[feit.sleutel[0]] == id_]
    return gevonden


def uiterste(brede: Brede, tabel: str, kolom: str) -> dict[str, date | None]:
    sleutel = f"{tabel.removeprefix('feit_')}_id"
    return dict(brede.verbinding.execute(f"SELECT {sleutel}, uiterste_{kolom} FROM {tabel}").fetchall())


# -------------------------------------------------------------------------------------------------- gemeente en regio


def test_a_report_has_the_municipality_of_its_dossier_from_the_day_that_opened() -> None:
    brede = maak_breed({
        "melding": [melding("M1", "2025-03-03", dossier_id="D1")],
        "dossier": [dossier("D1", "2025-03-05", gemeente="GM0400")],
    })  # fmt: skip
    ruw = rij(brede, Melding, "M1")
    assert (ruw["gemeente"], ruw["regio"], ruw["gemeente_bekend_op"]) == ("GM0400", "NHN", D("2025-03-05"))
    assert brede.bekend(Melding, D("2025-03-04"))[0]["gemeente"] is None
    assert brede.bekend(Melding, D("2025-03-05"))[0]["gemeente"] == "GM0400"
    assert brede.bekend(Melding, D("2025-03-04"))[0]["regio"] == "NHN"  # one region: known at once


def test_with_several_regions_a_row_has_its_own_or_that_of_its_municipality() -> None:
    tabellen = {
        "gemeente": [gemeente("GM0361", regio="NHN"), gemeente("GM0197", regio="NOG")],
        "dossier": [dossier("D1", regio="NOG", gemeente="GM0361"), dossier("D2", gemeente="GM0197"),
                    dossier("D3", gemeente=None)],
        "melding": [melding(f"M{n}", "2025-03-03", dossier_id=f"D{n}") for n in (1, 2, 3)],
        "klacht": [klacht("K1", "2025-03-03", gemeente="GM0197")],
        "tevredenheid": [tevredenheid("T1", "2025-03-03", 8, gemeente=None)],
    }  # fmt: skip
    brede = maak_breed(tabellen, regios=("NHN", "NOG"))
    assert [rij(brede, Melding, f"M{n}")["regio"] for n in (1, 2, 3)] == ["NOG", "NOG", None]
    assert rij(brede, Klacht, "K1")["regio"] == "NOG"
    assert rij(brede, Tevredenheid, "T1")["regio"] is None
    assert brede.bekend(Melding, D("2025-03-03"))[0]["regio"] is not None


def test_a_region_may_have_a_name_with_a_quote() -> None:
    brede = maak_breed(met_dossiers({"melding": [melding("M1", "2025-03-03")]}), regios=("'s-Gravenland",))
    assert rij(brede, Melding, "M1")["regio"] == "'s-Gravenland"


def test_a_service_takes_its_dates_from_its_report_and_its_place_from_its_own_dossier() -> None:
    brede = maak_breed(met_dossiers({
        "melding": [melding("M1", "2025-03-03", "2025-03-10")],
        "dienst": [dienst("S1", melding_id="M1", dossier_id="D9"), dienst("S2")],
        "dossier": [dossier("D9", gemeente="GM0400")],
    }))  # fmt: skip
    een, ander = rij(brede, Dienst, "S1"), rij(brede, Dienst, "S2")
    assert (een["melding_ontvangen_op"], een["melding_beoordeeld_op"]) == (D("2025-03-03"), D("2025-03-10"))
    assert een["gemeente"] == "GM0400"
    assert (ander["melding_ontvangen_op"], ander["gemeente"]) == (None, "GM0361")


def test_only_what_was_handed_over_is_a_handover() -> None:
    brede = maak_breed(met_dossiers({
        "melding": [melding("M1", "2025-03-03", "2025-03-10", overgedragen_op="2025-03-12"), melding("M2", "2025-03-03")],
        "dienst": [dienst("S1", afgerond_op="2025-04-01", overgedragen_op="2025-04-02"), dienst("S2")],
    }))  # fmt: skip
    gevonden = {(r["herkomst"], r["overdracht_id"]): r["besluit_op"] for r in brede.rijen(Overdracht)}
    assert gevonden == {("melding", "M1"): D("2025-03-10"), ("dienst", "S1"): D("2025-04-01")}


# ------------------------------------------------------------------------------------------------------------ recidive


def test_the_dossier_that_decided_can_be_named() -> None:
    mensen = [("D1", "P1"), ("E1", "P1"), ("E2", "P1"), ("E3", "P1"), ("D2", "P9")]
    brede = maak_breed({
        "melding": [melding("M1", "2025-03-03", dossier_id="D1"), melding("M2", "2025-03-03", dossier_id="D2")],
        "dossier": [
            dossier("D1", "2025-03-03"), dossier("D2", "2025-03-03"),
            dossier("E1", "2023-01-02", gesloten_op="2024-01-08", sluitroute="directe_overdracht"),
            dossier("E2", "2023-01-02", gesloten_op="2024-01-08", sluitroute="vervolgdienst"),
            dossier("E3", "2023-01-02", gesloten_op="2025-03-03", sluitroute="directe_overdracht"),
        ],
        "betrokkene": [betrokkene(d, p) for d, p in mensen],
    })  # fmt: skip
    assert rij(brede, Melding, "M1")["recidiveroute"] == "vervolgdienst"
    assert rij(brede, Melding, "M2")["recidiveroute"] == "geen"
    gevonden = eerdere_dossiers(brede.verbinding, ["M1", "M2", "bestaat niet"])
    assert gevonden == {"M1": EerderDossier("E2", D("2024-01-08"), "vervolgdienst")}


def test_people_of_another_region_are_other_people() -> None:
    brede = maak_breed({
        "gemeente": [gemeente("GM0361", regio="NHN"), gemeente("GM0197", regio="NOG")],
        "melding": [melding("M1", "2025-03-03", dossier_id="D1")],
        "dossier": [dossier("D1", "2025-03-03"),
                    dossier("E1", "2023-01-02", gemeente="GM0197", gesloten_op="2024-01-08", sluitroute="vervolgdienst")],
        "betrokkene": [betrokkene("D1", "P1"), betrokkene("E1", "P1")],
    }, regios=("NHN", "NOG"))  # fmt: skip
    assert rij(brede, Melding, "M1")["recidiveroute"] == "geen"
    assert eerdere_dossiers(brede.verbinding, ["M1"]) == {}


# ----------------------------------------------------------------------------------------------------- uiterste datums


@pytest.mark.parametrize(
    "begin, verwacht",
    [
        ("2025-03-03", "2025-03-10"),
        ("2025-04-17", "2025-04-28"),
        ("1999-12-31", None),  # before the calendar begins
        ("2060-12-30", None),  # no deadline can be known so close to its end
    ],
)
def test_a_deadline_is_a_column_and_unknown_outside_the_calendar(begin: str, verwacht: str | None) -> None:
    brede = maak_breed(met_dossiers({"melding": [melding("M1", begin)]}))
    assert uiterste(brede, "feit_melding", "beoordeling_na_ontvangst") == {"M1": verwacht and D(verwacht)}
    assert uiterste(brede, "feit_melding", "terugkoppeling_melder") == {"M1": None}  # the sources give no length


def test_a_pause_moves_only_its_own_clock_of_its_own_case() -> None:
    brede = maak_breed(met_dossiers({
        "melding": [melding("M1", "2025-03-03", opgepakt_op="2025-03-04"), melding("M2", "2025-03-03")],
        "schorsing": [
            schorsing("beoordeling", "M1", "2025-03-05", "2025-03-07"),
            schorsing("beoordeling", "M2", "2025-03-07", "2025-03-05"),  # impossible: a finding, no pause
            schorsing("beoordeling", "M2", "2026-03-04", "2026-03-07"),  # after the peildatum: not there yet
            schorsing("beoordeling", "bestaat niet", "2025-03-05", "2025-03-07"),
        ],
    }))  # fmt: skip
    assert uiterste(brede, "feit_melding", "beoordeling_na_ontvangst") == {"M1": D("2025-03-12"), "M2": D("2025-03-10")}
    assert uiterste(brede, "feit_melding", "beoordeling_na_oppakken") == {"M1": D("2025-03-13"), "M2": None}
    assert uiterste(brede, "feit_melding", "eerste_contact") == {"M1": D("2025-03-13"), "M2": D("2025-03-13")}
    gevonden = schorsingen(brede.verbinding, D("2025-12-31"), ["M1"])
    assert gevonden == {("beoordeling", "M1"): [Schorsing(D("2025-03-05"), D("2025-03-07"), "wacht op gegevens")]}


def test_a_report_and_a_service_with_the_same_id_have_their_own_pauses() -> None:
    brede = maak_breed(met_dossiers({
        "melding": [melding("X", "2025-03-03")],
        "dienst": [dienst("X", dossier_id="D-X", gestart_op="2025-01-06")],
        "schorsing": [schorsing("voorwaarden_en_vervolg", "X", "2025-01-13", "2025-01-20")],
    }))  # fmt: skip
    assert uiterste(brede, "feit_melding", "beoordeling_na_ontvangst") == {"X": D("2025-03-10")}
    assert uiterste(brede, "feit_dienst", "vv_na_start") == {"X": D("2025-03-24")}
    assert uiterste(brede, "feit_dienst", "onderzoek_na_start") == {"X": D("2025-03-17")}


def test_an_open_pause_lasts_until_the_peildatum() -> None:
    tabellen = met_dossiers({"melding": [melding("M1", "2025-03-03")],
                             "schorsing": [schorsing("beoordeling", "M1", "2025-03-05")]})  # fmt: skip
    brede = maak_breed(tabellen, peildatum=D("2025-03-14"))
    assert uiterste(brede, "feit_melding", "beoordeling_na_ontvangst") == {"M1": D("2025-03-20")}


def test_every_deadline_is_the_one_of_the_centre() -> None:
    """The same answer as `core.termijnen`, for every clock, also with an empty fact set."""
    leeg = maak_breed({})
    assert uiterste(leeg, "feit_melding", "eerste_contact") == {}
    assert all(klok.duur is None or klok.duur == load.duur(klok.termijn.duur, regio="NHN") for klok in klokken("NHN"))


def test_the_day_a_case_exists_from_is_known_whatever_the_peildatum() -> None:
    brede = maak_breed(met_dossiers({"melding": [melding("M1", "2025-05-06")]}))
    assert bestaat_vanaf(brede.verbinding, Melding, "melding_id", "M1") == D("2025-05-06")
    assert bestaat_vanaf(brede.verbinding, Melding, "melding_id", "M2") is None
