"""Koppelen zonder gedeelde sleutel: de stap in SQL zegt hetzelfde als core/herkenning.py, en geplante gevallen komen goed uit."""

from collections import defaultdict
from functools import cache
from itertools import combinations
from random import Random

import pytest

from zicht.core.herkenning import vergelijk
from zicht.core.koppelen import Kwaliteit, kwaliteit
from zicht.core.namen import klank, lees_achternaam, lees_voornamen, spelling, voorletter
from zicht.core.personen import Persoonsgegevens
from zicht.engines import koppelen
from zicht.engines.koppeltrappen import TRAPPEN, trap_sql
from zicht.engines.verbinding import open_verbinding
from zicht.synthetisch import koppelset as k
from zicht.synthetisch.mensen import SCHADE

AANTAL = 6_000
_VELDEN = (
    "voornamen",
    "voorvoegsel",
    "achternaam",
    "geslacht",
    "jaar",
    "maand",
    "dag",
    "postcode",
    "huisnummer",
    "bsn",
)


@cache
def rijen() -> list[k.Koppelrij]:
    return list(k.koppelset(AANTAL, zaad=7))


def tabel(mensen: list[Persoonsgegevens]):
    """Een verbinding met deze mensen als ruw.persoon, genummerd vanaf 1."""
    verbinding = open_verbinding()
    kolommen = [[None if (w := getattr(m, veld)) is None else str(w) for m in mensen] for veld in _VELDEN]
    namen = [naam for naam in koppelen.KOLOMMEN if naam not in ("id", "mens")]
    delen = ", ".join(f"unnest(?::VARCHAR[]) AS {naam}" for naam in namen)
    verbinding.execute(
        "CREATE TABLE ruw.persoon AS SELECT CAST(row_number() OVER () AS INTEGER) AS rij, "
        f"CAST(row_number() OVER () AS VARCHAR) AS id, * FROM (SELECT {delen})",
        kolommen,
    )
    return verbinding


@cache
def gekoppeld() -> tuple[dict[str, int], koppelen.DuckDBKoppeling]:
    koppeling = koppelen.koppel(tabel([rij.gegevens for rij in rijen()]), 0.7, 0.1)
    return dict(koppeling.clusters()), koppeling


def test_namen_in_sql_zijn_die_van_de_kern():
    verbinding = tabel([rij.gegevens for rij in rijen()])
    koppelen.maak_kenmerken(verbinding)
    for tekst, gespeld, klinkt, letter in verbinding.execute("SELECT tekst, s, k, l FROM woord").fetchall():
        assert (gespeld, klinkt, letter) == (spelling(tekst), klank(tekst), voorletter(tekst)), tekst
    for voor, naam, delen in verbinding.execute("SELECT voorvoegsel, naam, delen FROM achternaam").fetchall():
        assert tuple(delen) == lees_achternaam(voor, naam).delen[:3]
    for naam, delen in verbinding.execute("SELECT naam, voornamen FROM voornaam").fetchall():
        assert [(d["tekst"], d["kort"]) for d in delen] == [(n.tekst, n.afgekort) for n in lees_voornamen(naam)], naam


def test_elke_trap_zegt_wat_de_kern_zegt():
    """Paren met schade, gezinsleden en vreemden: per gegeven hetzelfde gewicht als `vergelijk`, op een enkele na."""
    kans, mensen = Random("trappen"), []
    for rij in rijen()[:500]:
        beschadigd = rij.gegevens
        for schade in kans.sample(SCHADE, 2):
            beschadigd = schade(beschadigd, kans)
        mensen += [rij.gegevens, beschadigd]
    verbinding = tabel(mensen)
    koppelen.maak_kenmerken(verbinding)
    paren = [(i, i + 1) for i in range(1, len(mensen), 2)] + [(i, i + 3) for i in range(1, len(mensen) - 3, 2)]
    verbinding.execute(
        "CREATE TABLE proef AS SELECT unnest(?::INTEGER[]) AS een, unnest(?::INTEGER[]) AS ander",
        list(zip(*paren, strict=True)),
    )
    trappen = ", ".join(trap_sql(veld) for veld in TRAPPEN)
    uit = verbinding.execute(
        f"SELECT een, ander, {trappen} FROM proef JOIN kenmerk l ON l.rij = een JOIN kenmerk r ON r.rij = ander"
    ).fetchall()
    assert len(uit) == len(paren)
    anders: defaultdict[str, list[object]] = defaultdict(list)
    for een, ander, *nummers in uit:
        redenen = {reden.veld: reden for reden in vergelijk(mensen[een - 1], mensen[ander - 1]).redenen}
        for veld, nummer in zip(TRAPPEN, nummers, strict=True):
            gewicht = TRAPPEN[veld][nummer].reden.gewicht
            if gewicht != redenen[veld].gewicht:
                anders[veld].append((mensen[een - 1], mensen[ander - 1], gewicht, redenen[veld]))
    assert {veld for veld in anders if veld not in ("achternaam", "voornamen")} == set(), anders
    # Namen met drie delen of verwisselde delen in het midden vergelijkt de kern verder uit dan een rij met twee delen.
    assert sum(map(len, anders.values())) <= len(paren) // 100, anders


@pytest.mark.parametrize("soort, minstens", [(k.OPNIEUW, 0.75), (k.GEZIN, 0.95), (k.LETTERS, 0.95)], ids=str)
def test_wie_geplant_is_wordt_gevonden(soort: str, minstens: float):
    cluster, _ = gekoppeld()
    assert deel_samen(cluster, soort) >= minstens


@pytest.mark.parametrize("soort", [k.TWEELING, k.NAAMGENOOT])
def test_wie_een_ander_is_blijft_een_ander(soort: str):
    """Een tweeling of naamgenoot hoort bij niemand anders dan zijn eigen rijen."""
    cluster, _ = gekoppeld()
    mensen: defaultdict[int, set[int]] = defaultdict(set)
    for nr, rij in enumerate(rijen(), 1):
        mensen[cluster[str(nr)]].add(rij.mens)
    vreemd = [len(mensen[cluster[str(nr)]]) > 1 for nr, rij in enumerate(rijen(), 1) if rij.soort == soort]
    assert vreemd
    assert sum(vreemd) / len(vreemd) <= 0.1


def deel_samen(cluster: dict[str, int], soort: str) -> float:
    eerste = {rij.mens: nr for nr, rij in enumerate(rijen(), 1) if rij.soort == k.BEKEND}
    paren = [
        (str(eerste[rij.mens]), str(nr))
        for nr, rij in enumerate(rijen(), 1)
        if rij.soort == soort and rij.mens in eerste
    ]
    return sum(cluster[a] == cluster[b] for a, b in paren) / len(paren)


def test_precisie_en_vangst_op_geplante_gevallen(record_property):
    cluster, koppeling = gekoppeld()
    k_ = kwaliteit((cluster[str(nr)], rij.mens) for nr, rij in enumerate(rijen(), 1))
    record_property("kwaliteit", f"precisie {k_.precisie:.4f} vangst {k_.vangst:.4f} F1 {k_.f1:.4f}")
    assert k_.precisie is not None
    assert k_.precisie > 0.98
    assert k_.f1 is not None
    assert k_.f1 > 0.9
    assert 0 < koppeling.aantal_kandidaten() < AANTAL // 10


def test_een_trouwnaam_met_dezelfde_geboortedatum_is_een_kandidaat_met_reden():
    meisjesnaam = Persoonsgegevens("Anna Maria", None, "Bakker", "v", 1990, 5, 6, "1234AB", "1")
    trouwnaam = Persoonsgegevens("Anna Maria", "van", "Leeuwen", "v", 1990, 5, 6, "9876ZX", "2")
    koppeling = koppelen.koppel(tabel([meisjesnaam, trouwnaam]), 0.7, 0.01)
    (kandidaat,) = koppeling.kandidaten()
    assert {r.veld: r.uitleg for r in kandidaat.redenen if r.gewicht} == {
        "geboortedatum": "geboortedatum gelijk", "geslacht": "geslacht gelijk", "adres": "adres anders",
        "achternaam": "achternaam anders", "voornamen": "voornaam gelijk",
    }  # fmt: skip
    assert 0.1 < kandidaat.kans < 0.7


def test_een_ander_geldig_bsn_houdt_naamgenoten_uit_elkaar_en_een_gelijk_bsn_is_genoeg():
    een = Persoonsgegevens("Anna", None, "Bakker", "v", 1990, 5, 6, "1234AB", "1", "123456782")
    naamgenoot = Persoonsgegevens("Anna", None, "Bakker", "v", 1990, 5, 6, "1234AB", "1", "111222333")
    anders = Persoonsgegevens("Pieter", None, "Jansen", "m", 1950, 1, 2, None, None, "123456782")
    cluster = dict(koppelen.koppel(tabel([een, naamgenoot, anders]), 0.7).clusters())
    assert cluster["1"] == cluster["3"] != cluster["2"]


def test_een_keten_wordt_een_cluster_en_losse_rijen_blijven_los():
    verbinding = tabel([Persoonsgegevens(achternaam=f"Naam{nr}") for nr in range(60)])
    paren = [(nr, nr + 1) for nr in range(1, 50)]
    verbinding.execute(
        "CREATE TEMP TABLE paar AS SELECT unnest(?::INTEGER[]) AS een, unnest(?::INTEGER[]) AS ander, 1.0 AS kans, false AS tegen",
        list(zip(*paren, strict=True)),
    )
    koppelen.sluit(verbinding, 0.5)
    clusters = dict(verbinding.execute("SELECT rij, cluster FROM cluster").fetchall())
    assert {clusters[nr] for nr in range(1, 51)} == {1}
    assert all(clusters[nr] == nr for nr in range(51, 61))


def test_kwaliteit_telt_paren():
    assert kwaliteit([("a", 1), ("a", 1), ("a", 2), ("b", 2), ("c", 3)]) == Kwaliteit(goed=1, gevonden=3, echt=2)
    leeg = kwaliteit([])
    assert (leeg.precisie, leeg.vangst, leeg.f1) == (None, None, None)


def test_dezelfde_verzameling_bij_hetzelfde_zaad():
    assert list(k.koppelset(300, zaad=3)) == list(k.koppelset(300, zaad=3))
    soorten = {rij.soort for rij in rijen()}
    assert soorten >= {k.BEKEND, k.OPNIEUW, k.GEZIN, k.HUWELIJK, k.LETTERS, k.TWEELING, k.NAAMGENOOT}
    assert all(a.gegevens != b.gegevens for a, b in combinations([r for r in rijen() if r.soort == k.TWEELING][:20], 2))
