"""De eigen telling naast die van het CBS: elke oorzaak met haar bedrag, en altijd precies sluitend."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.maak import advies, dienst, melding, met_dossiers, schrijf_map
from support.statlinebestand import ONDERWERPEN, als_lijst, getallen
from zicht.catalogus.statline import ADVIEZEN, CASUSSEN, MATEN, MELDINGEN, ONDERZOEK
from zicht.cijfers import Cijfers
from zicht.cli import main
from zicht.uitwisseling.cbsvergelijking import Oorzaak, Vergelijking, alleen, vergelijk
from zicht.uitwisseling.feiten import lees_feiten
from zicht.uitwisseling.statline import Cel, Statline, ontleed

NHN = "Noord-Holland Noord (VT)"
ADVIES, MELDING, CASUS, ONDERZOEKDIENST, VV = ONDERWERPEN


def _meldingen() -> list[dict[str, object]]:
    """Honderd meldingen in het eerste halfjaar van 2024: 12 ter registratie, 7 jeugdprostitutie, 5 huisverbod, 9 later ingevoerd."""
    rijen = [melding(f"M{n}", "2024-03-04", "2024-03-06", geregistreerd_op="2024-03-04") for n in range(100)]
    for rij in rijen[:12]:
        rij["ter_registratie"] = "ja"
    for rij in [*rijen[10:12], *rijen[30:39]]:  # twee daarvan staan alleen ter registratie
        rij["geregistreerd_op"] = "2024-07-22"
    rijen[50]["geregistreerd_op"] = "2024-07-21"  # op de laatste dag van de levering
    rijen[51]["geregistreerd_op"] = None
    rijen.append(melding("M-2", "2024-03-05", dossier_id="D-M99", geregistreerd_op="2024-03-05"))
    return [*rijen, melding("H2", "2024-07-01", geregistreerd_op="2024-07-01")]


def _diensten() -> list[dict[str, object]]:
    jeugd = [dienst(f"J{n}", "meldpunt_jeugdprostitutie", "2024-03-06", melding_id=f"M{n}") for n in range(60, 67)]
    verbod = [dienst(f"V{n}", "huisverbod_beoordeling", "2024-03-06", melding_id=f"M{n}") for n in (*range(70, 75), 65)]
    onderzoek = [
        dienst(f"O{n}", "onderzoek", "2024-03-06", afgerond_op="2024-05-01", melding_id=f"M{n}") for n in range(23)
    ]
    return [*jeugd, *verbod, *onderzoek]


@pytest.fixture(scope="module")
def feiten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    adviezen = [advies(f"A{n}", "2024-02-01", geregistreerd_op="2024-02-01") for n in range(40)]
    adviezen += [advies(f"S{n}", "2024-02-01", soort="ondersteuning", geregistreerd_op="2024-02-01") for n in range(6)]
    tabellen = met_dossiers({"melding": _meldingen(), "dienst": _diensten(), "advies": adviezen})
    return schrijf_map(tmp_path_factory.mktemp("cbs"), tabellen, peildatum="2024-12-31")


@pytest.fixture(scope="module")
def cijfers(feiten: Path) -> Cijfers:
    return Cijfers(lees_feiten(feiten))


def _tabel(*rijen: tuple[str, str, str, str]) -> Statline:
    return ontleed(als_lijst(getallen(rijen)), "kerncijfers.csv")


def _een(cijfers: Cijfers, periode: str, onderwerp: str, waarde: str) -> Vergelijking:
    [gevonden] = vergelijk(cijfers, _tabel((NHN, periode, onderwerp, waarde))).vergelijkingen
    return gevonden


def test_elke_oorzaak_heeft_haar_bedrag_zonder_overlap(cijfers: Cijfers) -> None:
    gevonden = _een(cijfers, "2024 1e halfjaar*", MELDING, "70")

    assert gevonden.maat is MELDINGEN
    assert (gevonden.eigen, gevonden.cbs, gevonden.verschil) == (101, 70, -31)
    assert {o.code: o.bedrag for o in gevonden.oorzaken} == {
        "na-levering": -9, "ter-registratie": -12, "jeugdprostitutie": -7, "huisverbod": -5, "afronding": 2,
    }  # fmt: skip
    assert gevonden.rest == 0
    assert gevonden.cel.voorlopig
    assert gevonden.oorzaken[0].uitleg == "Ingevoerd na 21-07-2024. Van 1 is de dag van invoer onbekend."


def test_een_rest_blijft_een_rest(cijfers: Cijfers) -> None:
    assert _een(cijfers, "2024 1e halfjaar", MELDING, "85").rest == 15
    assert _een(cijfers, "2024 1e halfjaar", MELDING, "60").rest == -10


def test_een_jaar_is_de_som_van_zijn_halfjaren_behalve_bij_casussen(cijfers: Cijfers) -> None:
    jaar = _een(cijfers, "2024*", MELDING, "70")
    assert jaar.eigen == 102
    assert jaar.oorzaken[0].bedrag == -9
    assert _een(cijfers, "2024 1e halfjaar", CASUS, "100").eigen == 100
    assert _een(cijfers, "2024", CASUS, "100").eigen == 101
    assert _een(cijfers, "2024", CASUS, "100").maat is CASUSSEN


def test_adviezen_en_onderzoeken_hebben_hun_eigen_oorzaken(cijfers: Cijfers) -> None:
    adviezen = _een(cijfers, "2024 1e halfjaar", ADVIES, "40")
    onderzoeken = _een(cijfers, "2024 1e halfjaar", ONDERZOEKDIENST, "25")

    assert (adviezen.maat, adviezen.eigen, adviezen.rest) == (ADVIEZEN, 46, 0)
    assert {o.code: o.bedrag for o in adviezen.oorzaken} == {"na-levering": 0, "ondersteuning": -6, "afronding": 0}
    assert (onderzoeken.maat, onderzoeken.eigen, onderzoeken.rest) == (ONDERZOEK, 23, 0)
    assert {o.code: o.bedrag for o in onderzoeken.oorzaken} == {"na-levering": None, "afronding": 2}


def test_een_verborgen_getal_wordt_niet_vergeleken_en_een_gemeente_wel(cijfers: Cijfers) -> None:
    tabel = _tabel((NHN, "2024 1e halfjaar", MELDING, "."), ("Alkmaar", "2024 1e halfjaar", MELDING, "75"))

    regio, gemeente = vergelijk(cijfers, tabel).vergelijkingen

    assert (regio.cbs, regio.verschil, regio.rest) == (None, None, None)
    assert "afronding" not in {o.code for o in regio.oorzaken}
    assert (gemeente.gebied, gemeente.eigen, gemeente.cbs) == ("GM0361", 101, 75)


def test_zonder_invoerdag_en_met_een_latere_periode(tmp_path: Path) -> None:
    tabellen = met_dossiers({"melding": [melding("M1", "2024-03-04")]})
    cijfers = Cijfers(lees_feiten(schrijf_map(tmp_path, tabellen, peildatum="2024-12-30")))
    tabel = _tabel(
        (NHN, "2024 1e halfjaar", MELDING, "10"),
        (NHN, "2024 2e halfjaar", MELDING, "10"),
        ("Gooi", "2024", MELDING, "5"),
    )

    uitkomst = vergelijk(cijfers, tabel)

    assert [v.periode for v in uitkomst.vergelijkingen] == ["2024-H1"]
    assert uitkomst.vergelijkingen[0].oorzaken[0].bedrag is None
    assert "geregistreerd_op" in uitkomst.vergelijkingen[0].oorzaken[0].uitleg
    assert vergelijk(cijfers, _tabel(("Gooi", "2024", MELDING, "5"))).niet_gevonden == ("Noord-Holland Noord (NHN)",)


@given(
    st.integers(0, 5000),
    st.integers(0, 1000).map(lambda n: 5 * n),
    st.lists(st.none() | st.integers(-500, 500), max_size=6),
)
def test_eigen_en_oorzaken_en_rest_zijn_altijd_precies_het_cbs(
    eigen: int, cbs: int, bedragen: list[int | None]
) -> None:
    cel = Cel(MELDINGEN, NHN, "2024-H1", voorlopig=False, waarde=cbs)
    oorzaken = tuple(Oorzaak(str(nr), "", bedrag, "", MELDINGEN.bron) for nr, bedrag in enumerate(bedragen))
    rij = Vergelijking(MELDINGEN, "NHN", NHN, "2024-H1", eigen, cel, oorzaken)

    assert rij.rest is not None
    assert rij.eigen + sum(o.bedrag or 0 for o in rij.oorzaken) + rij.rest - cbs == 0


def test_in_een_synthetische_regio_verklaart_een_nagebootste_levering_alles(tmp_path: Path) -> None:
    """Het CBS drukt wat er volgens de oorzaken van de telling overblijft, afgerond op vijf: dan is de rest overal nul."""
    from zicht.synthetisch import maak

    maak("nog", 2, 3, tmp_path / "nog", rommel=frozenset({"systeemmigratie"}))
    cijfers = Cijfers(lees_feiten(tmp_path / "nog"))
    leeg = [
        ("Noord- en Oost-Gelderland (VT)", f"{p} {h}e halfjaar", o, "10")
        for p in (2024, 2025)
        for h in (1, 2)
        for o in ONDERWERPEN
    ]
    eerst = vergelijk(cijfers, _tabel(*leeg)).vergelijkingen
    gedrukt = [
        (v.naam, _als_cbs(v.periode), ONDERWERPEN[MATEN.index(v.maat)], str(v.eigen + v.verklaard)) for v in eerst
    ]

    uitkomst = vergelijk(cijfers, _tabel(*gedrukt)).vergelijkingen

    assert len(uitkomst) == len(leeg)
    assert {v.rest for v in uitkomst} == {0}
    [migratie] = alleen(uitkomst, periode="2024-H1", maat="meldingen")
    assert (migratie.verschil or 0) < -50
    assert {o.code for o in migratie.oorzaken if o.bedrag} >= {"ter-registratie", "huisverbod"}


def _als_cbs(periode: str) -> str:
    jaar, _, deel = periode.partition("-H")
    return f"{jaar} {deel}e halfjaar" if deel else jaar


# ---------------------------------------------------------------------------------------------------------- op de regel


def test_de_opdracht_drukt_een_optelling_en_json(
    feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "84847NED.csv"
    bestand.write_bytes(
        als_lijst(getallen([(NHN, "2024 1e halfjaar*", MELDING, "75"), (NHN, "2024 1e halfjaar*", VV, ".")]))
    )

    assert main(["cbs-vergelijking", str(feiten), "--statline", str(bestand)]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert "Noord-Holland Noord (VT), 2024-H1: ontvangen meldingen" in regels
    assert [regel.split()[-1] for regel in regels if regel.startswith("  ")][:8] == [
        "101", "-9", "-12", "-7", "-5", "+2", "+5", "75",
    ]  # fmt: skip
    assert "  Het CBS drukt dit getal niet (onbekend of geheim)." in regels

    assert main(["cbs-vergelijking", str(feiten), "--statline", str(bestand), "--periode", "2024-H1", "--json"]) == 0
    eerste = json.loads(capsys.readouterr().out)["vergelijkingen"][0]
    assert eerste["eigen"] + sum(o["bedrag"] for o in eerste["oorzaken"]) + eerste["rest"] == eerste["cbs"] == 75


def test_de_opdracht_zegt_welke_gebieden_er_wel_in_staan(
    feiten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "84847NED.csv"
    bestand.write_bytes(als_lijst(getallen([("Kop van Holland", "2024 1e halfjaar", MELDING, "75")])))

    assert main(["cbs-vergelijking", str(feiten), "--statline", str(bestand)]) == 2
    assert "Gebieden in het bestand: Kop van Holland." in capsys.readouterr().err
    naam = ["--regio", "Kop van Holland"]
    assert main(["cbs-vergelijking", str(feiten), "--statline", str(bestand), *naam]) == 0
