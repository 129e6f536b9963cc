"""Het VT-register: wat erin staat, wie iets mag vragen, en wie bericht krijgt."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from zicht.core.personen import Persoonsgegevens
from zicht.uitwisseling.vtregister.bestand import Bestand
from zicht.uitwisseling.vtregister.kast import BEWAAR_DAGEN, Gevonden, Geweigerd, Kast, Opgave
from zicht.uitwisseling.vtregister.ondertekening import nieuwe_ondertekening, publiek_van
from zicht.uitwisseling.vtregister.pseudoniem import Pseudoniemen, pseudoniemen

DAG = date(2026, 3, 2)
GEHEIM = {1: b"a" * 32, 2: b"b" * 32}
ANNA = Persoonsgegevens(
    voornamen="Anna", voorvoegsel="van", achternaam="Dijk", jaar=1990, maand=5, dag=6, bsn="123456782"
)
ANNA_ELDERS = Persoonsgegevens(voornamen="A.", achternaam="van Dyk", jaar=1990, maand=5, dag=6)
NAAMGENOOT = Persoonsgegevens(voornamen="Anna", achternaam="Dijk", jaar=1990, maand=5, dag=6, bsn="111222333")


@pytest.fixture
def kast(tmp_path: Path) -> Kast:
    kast = Kast(Bestand(tmp_path / "register.sqlite3"), {1: b"r" * 32, 2: b"s" * 32})
    kast.open_tijdvak(1)
    for code in ("A", "B", "C"):
        kast.laat_toe(code, f"Veilig Thuis {code}", publiek_van(nieuwe_ondertekening()))
    return kast


def opgave(
    ref: str, wie: Persoonsgegevens, versie: int = 1, *, betrokken: bool = True, vakken: tuple[int, ...] = (1,)
) -> Opgave:
    return Opgave(f"{ref}-kenmerk", versie, betrokken, {nr: pseudoniemen(wie, GEHEIM[nr]) for nr in vakken})


def geef(kast: Kast, organisatie: str, *opgaven: Opgave, dag: date = DAG) -> int:
    with kast.bestand.schrijf() as db:
        return kast.verwerk(db, organisatie, opgaven, dag)


def zoek(kast: Kast, organisatie: str, ref: str) -> list[Gevonden]:
    with kast.bestand.schrijf() as db:
        return kast.zoek(db, organisatie, f"{ref}-kenmerk", DAG)


def test_een_treffer_meldt_het_aan_allebei_en_maar_een_keer(kast: Kast):
    geef(kast, "A", opgave("a1", ANNA))
    geef(kast, "B", opgave("b1", ANNA))
    geef(kast, "B", opgave("b1", ANNA, versie=2))
    assert [(b.ref, b.organisatie, b.soort) for b in kast.berichten("A", 0)] == [("a1-kenmerk", "B", "bsn")]
    assert [(b.ref, b.organisatie, b.soort) for b in kast.berichten("B", 0)] == [("b1-kenmerk", "A", "bsn")]
    assert kast.berichten("C", 0) == []


def test_zonder_bsn_vindt_de_naam_met_de_geboortedatum_hem_ook_anders_gespeld(kast: Kast):
    geef(kast, "A", opgave("a1", ANNA))
    geef(kast, "B", opgave("b1", ANNA_ELDERS))
    assert [b.soort for b in kast.berichten("A", 0)] == ["naam"]


def test_een_naamgenoot_met_een_ander_bsn_is_geen_treffer(kast: Kast):
    geef(kast, "A", opgave("a1", ANNA))
    geef(kast, "B", opgave("b1", NAAMGENOOT))
    assert kast.berichten("A", 0) == []
    assert zoek(kast, "B", "b1") == []


def test_zoeken_kan_alleen_bij_een_eigen_lopende_betrokkenheid(kast: Kast):
    geef(kast, "A", opgave("a1", ANNA))
    geef(kast, "B", opgave("b1", ANNA))
    assert zoek(kast, "A", "a1") == [Gevonden("B", "bsn", betrokken=True)]
    for wie, ref in (("C", "a1"), ("B", "a1"), ("C", "niets")):
        with pytest.raises(Geweigerd, match="eigen betrokkenheid"):
            zoek(kast, wie, ref)
    geef(kast, "A", opgave("a1", ANNA, versie=2, betrokken=False))
    with pytest.raises(Geweigerd, match="eigen betrokkenheid"):
        zoek(kast, "A", "a1")


def test_wie_niet_meer_betrokken_is_krijgt_geen_bericht_maar_blijft_als_was_te_zien(kast: Kast):
    geef(kast, "A", opgave("a1", ANNA))
    geef(kast, "A", opgave("a1", ANNA, versie=2, betrokken=False))
    geef(kast, "B", opgave("b1", ANNA))
    assert kast.berichten("A", 0) == []
    assert [(b.organisatie, b.betrokken) for b in kast.berichten("B", 0)] == [("A", False)]
    kast.ruim_op(DAG + timedelta(days=BEWAAR_DAGEN + 1))
    assert zoek(kast, "B", "b1") == []


def test_een_oude_versie_die_later_aankomt_verandert_niets(kast: Kast):
    geef(kast, "A", opgave("a1", ANNA, versie=2, betrokken=False))
    assert geef(kast, "A", opgave("a1", ANNA, versie=1)) == 0
    geef(kast, "B", opgave("b1", ANNA))
    assert kast.berichten("A", 0) == []


def test_in_de_overlap_passen_beide_tijdvakken_en_komt_er_geen_tweede_bericht(kast: Kast):
    geef(kast, "A", opgave("a1", ANNA))
    kast.open_tijdvak(2)
    geef(kast, "B", opgave("b1", ANNA, vakken=(1, 2)))
    assert len(kast.berichten("A", 0)) == 1  # A leverde nog niet opnieuw aan
    assert kast.alleen_in(1) == 1
    geef(kast, "A", opgave("a1", ANNA, versie=2, vakken=(1, 2)))
    assert len(kast.berichten("A", 0)) == 1
    assert kast.alleen_in(1) == 0
    kast.sluit_tijdvak(1)
    assert zoek(kast, "A", "a1") == [Gevonden("B", "bsn", betrokken=True)]
    with pytest.raises(Geweigerd, match="Tijdvak 1 is niet open"):
        geef(kast, "C", opgave("c1", ANNA))


def test_een_gestolen_register_met_de_sleutel_van_een_organisatie_is_niet_terug_te_rekenen(kast: Kast, tmp_path: Path):
    """Een dief probeert elk BSN met de gedeelde sleutel; pas met de sleutel van het register erbij past er een."""
    geef(kast, "A", opgave("a1", ANNA))
    gestolen = {
        rij[0] for rij in sqlite3.connect(tmp_path / "register.sqlite3").execute("SELECT waarde FROM pseudoniem")
    }
    proef = [f"{nr:09d}" for nr in range(123456000, 123457000)]
    met_gedeelde = {p.bsn for bsn in proef if (p := pseudoniemen(Persoonsgegevens(bsn=bsn), GEHEIM[1]))}
    assert not {bytes.fromhex(p) for p in met_gedeelde if p} & gestolen
    raak = [p for p in met_gedeelde if p and kast.afdruk(1, "bsn", p) in gestolen]
    assert len(raak) == 1
    zonder_gedeelde = {pseudoniemen(Persoonsgegevens(bsn=bsn), b"x" * 32).bsn for bsn in proef}
    assert not {kast.afdruk(1, "bsn", p) for p in zonder_gedeelde if p} & gestolen


def test_in_het_bestand_staat_niets_van_de_mens_zelf(kast: Kast, tmp_path: Path):
    geef(kast, "A", opgave("a1", ANNA))
    alles = b"".join(pad.read_bytes() for pad in tmp_path.iterdir())
    assert b"a1-kenmerk" in alles
    for geheim in (b"Anna", b"Dijk", b"123456782", b"1990", pseudoniemen(ANNA, GEHEIM[1]).bsn.encode()):  # type: ignore[union-attr]
        assert geheim not in alles


def test_wie_alle_nummers_wil_proberen_loopt_tegen_de_grens_van_de_dag(kast: Kast):
    kast.laat_toe("A", "Veilig Thuis A", publiek_van(nieuwe_ondertekening()), per_dag=10)
    eerste = [
        Opgave(f"probeer-{nr}", 1, betrokken=True, tijdvakken={1: Pseudoniemen(f"{nr:064x}", ())}) for nr in range(10)
    ]
    geef(kast, "A", *eerste)
    meer = Opgave(
        "probeer-0", 2, betrokken=True, tijdvakken={1: Pseudoniemen("f" * 64, ())}
    )  # ook door een betrokkenheid te wijzigen
    with pytest.raises(Geweigerd, match="op een dag"):
        geef(kast, "A", meer)
    assert geef(kast, "A", *eerste) == 0  # opnieuw aanleveren telt niet mee
    assert geef(kast, "A", meer, dag=DAG + timedelta(days=1)) == 1


def test_zonder_hele_geboortedatum_of_op_1_januari_is_er_geen_pseudoniem_op_naam():
    for maand, dag in ((5, None), (None, None), (1, 1)):
        wie = Persoonsgegevens(voornamen="Anna", achternaam="Dijk", jaar=1990, maand=maand, dag=dag)
        assert not pseudoniemen(wie, GEHEIM[1])


def test_het_logboek_van_het_register_heeft_geen_inhoud(kast: Kast):
    kolommen = {rij[1] for rij in kast.bestand.lees().execute("PRAGMA table_info(logregel)")}
    assert kolommen == {"nr", "om", "organisatie", "handeling", "aantal", "uitkomst", "eenmalig"}
