"""Bijwerken tegen herbouw: na willekeurige correcties zijn brede feiten en kubussen dezelfde als opnieuw gebouwd.

Standaard 6 datasets; met ZICHT_VEEL=1 duizend, of een ander aantal met ZICHT_VEEL=500.
"""

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from support.bladinhoud import inhoud
from support.willekeurig import Dataset, maak_dataset
from zicht.cijfers import Cijfers
from zicht.core.indicatoren import Telling
from zicht.engines.feitenset import Bouw, Feitenset
from zicht.engines.venster import Venster
from zicht.uitwisseling.feiten import lees_feiten

VEEL = int(os.environ.get("ZICHT_VEEL") or 0)
AANTAL = {0: 6, 1: 1000}.get(VEEL, VEEL)
BREED = ("feit_melding", "feit_dienst", "feit_overdracht", "feit_advies", "feit_klacht", "feit_tevredenheid")
Rijen = list[tuple[Any, ...]]


def zonder_wissel(data: Dataset) -> Dataset:
    """Geen dossier sluit voor het opent: anders wordt alles opnieuw gebouwd en is er niets te vergelijken."""
    for rij in data.tabellen["dossier"]:
        if rij["gesloten_op"] and rij["gesloten_op"] < rij["geopend_op"]:
            rij["gesloten_op"] = rij["geopend_op"]
    return replace(data, zonder={})


def bouw(cijfers: Cijfers, *, volledig: bool = False) -> None:
    """Maak de brede feiten en beide kubussen, en kijk dat dit een set is die in delen kan."""
    for telling in Telling:
        cijfers.rekenaar.kubus(telling)
    if volledig:
        cijfers.rekenaar.motor(Venster(cijfers.feitenset.peildatum), volledig=True)
    assert cijfers.rekenaar.recidive_wisselt is False


def gebouwd(map_: Path) -> tuple[Dataset, Feitenset, Cijfers]:
    """Een vaste set met alles erin gebouwd."""
    data = zonder_wissel(maak_dataset(4))
    feitenset = lees_feiten(data.schrijf(map_ / "feiten"))
    cijfers = Cijfers(feitenset)
    bouw(cijfers)
    return data, feitenset, cijfers


def foto(cijfers: Cijfers) -> dict[str, Rijen]:
    """Alles wat is gebouwd, in vaste volgorde; van een kubus elke gebeurtenis een keer."""
    vraag = cijfers.feitenset.verbinding.execute
    uit = {naam: vraag(f"SELECT * EXCLUDE (rij) FROM {naam} ORDER BY ALL").fetchall() for naam in BREED[:2]}
    uit |= {naam: vraag(f"SELECT * FROM {naam} ORDER BY ALL").fetchall() for naam in BREED[2:]}
    bladen = {telling.value: cijfers.rekenaar.kubus(telling).blad for telling in Telling}
    return uit | {naam: sorted(inhoud(blad).items(), key=repr) for naam, blad in bladen.items() if blad}


def herbouwd(feitenset: Feitenset, *, volledig: bool = False) -> dict[str, Rijen]:
    """Dezelfde foto nadat alles opnieuw is gebouwd uit de feiten die er nu staan."""
    cijfers = Cijfers(replace(feitenset, bouw=Bouw()))  # eigen bouw: anders blijven de brede feiten die er staan
    bouw(cijfers, volledig=volledig)
    return foto(cijfers)


class Correctie:
    """Een willekeurige verandering van een paar dossiers, rechtstreeks in de getypeerde tabellen."""

    def __init__(self, kans: Random, feitenset: Feitenset, nr: int) -> None:
        self.kans, self.feitenset, self.nr = kans, feitenset, nr
        alle = [d for (d,) in self.vraag("SELECT dossier_id FROM dossier ORDER BY ALL")]
        self.nieuw = f"NIEUW{nr}"
        self.dossiers = [*kans.sample(alle, min(len(alle), kans.choice((1, 1, 2, 3, 30)))), self.nieuw]

    def vraag(self, tekst: str, *waarden: object) -> Rijen:
        return self.feitenset.verbinding.execute(tekst, list(waarden)).fetchall()

    def __call__(self) -> None:
        for dossier in self.dossiers[:-1]:
            soorten = (
                self.sluit, self.verhuis, self.meldingen, self.mensen, self.voeg_samen, self.diensten, self.verplaats,
                self.hernoem, self.pauzes,
            )  # fmt: skip
            for verander in self.kans.sample(soorten, 3):
                verander(dossier)
            if self.kans.random() < 0.15:
                self.verwijder(
                    dossier, self.kans.choice((("dienst", "melding", "betrokkene", "dossier"), ("dossier",)))
                )
        self.dag_met_meldingen()

    def dag(self) -> Any:
        """Een dag in het laatste jaar; soms een die ook elders voorkomt, een buiten de kalender, of geen."""
        if self.kans.random() < 0.2:
            return self.kans.choice((None, date(1950, 1, 1), date(1999, 12, 31), date(2060, 12, 1), date(2060, 12, 1)))
        if self.kans.random() < 0.4:
            return self.feitenset.peildatum - timedelta(days=30 * self.kans.randrange(1, 5))
        return self.feitenset.peildatum - timedelta(days=self.kans.randrange(400))

    def sluit(self, dossier: str) -> None:
        route = self.kans.choice(("vervolgdienst", "directe_overdracht", "overig", "onbekend", None))
        self.vraag(
            "UPDATE ruw.dossier SET gesloten_op = greatest(geopend_op, ?::DATE), sluitroute = ? WHERE dossier_id = ?",
            self.kans.choice((self.dag(), self.dag(), None)), route, dossier,
        )  # fmt: skip

    def verhuis(self, dossier: str) -> None:
        """Naar een andere gemeente, soms met een eigen regio; of nergens."""
        gemeenten = [gemeente for (gemeente,) in self.vraag("SELECT gemeente FROM gemeente ORDER BY gemeente")]
        gemeente, regio = self.kans.choice((*gemeenten, None, "GM9999")), self.kans.choice((None, None, "NHN", "NOG"))
        self.vraag("UPDATE ruw.dossier SET gemeente = ?, regio = ? WHERE dossier_id = ?", gemeente, regio, dossier)

    def verplaats(self, dossier: str) -> None:
        """De meldingen horen bij het nieuwe dossier; de diensten blijven waar ze zijn."""
        self.vraag("UPDATE ruw.melding SET dossier_id = ? WHERE dossier_id = ?", self.nieuw, dossier)

    def hernoem(self, dossier: str) -> None:
        """Meldingen krijgen een ander kenmerk; diensten wijzen dan naar een melding die er niet is."""
        self.vraag("UPDATE ruw.melding SET melding_id = melding_id || 'x' WHERE dossier_id = ?", dossier)

    def pauzes(self, dossier: str) -> None:
        """Een extra schorsing, ook een die nog loopt, niet kan of pas na de peildatum begint; andere vervallen."""
        van = self.feitenset.peildatum - timedelta(days=self.kans.randrange(-5, 90))
        tot = self.kans.choice((None, van - timedelta(days=3), van + timedelta(days=self.kans.randrange(40))))
        self.vraag(
            "DELETE FROM ruw.schorsing WHERE tot IS NULL AND over_id IN "
            "(SELECT melding_id FROM ruw.melding WHERE dossier_id = ?)", dossier,
        )  # fmt: skip
        for termijn, zaak in (
            ("eerste_contact", "melding"),
            ("onderzoek", "dienst"),
            ("voorwaarden_en_vervolg", "dienst"),
        ):
            self.vraag(
                f"INSERT INTO ruw.schorsing BY NAME SELECT ? AS termijn, {zaak}_id AS over_id, ? AS van, ? AS tot "
                f"FROM ruw.{zaak} WHERE dossier_id = ?", termijn, van, tot, dossier,
            )  # fmt: skip

    def meldingen(self, dossier: str) -> None:
        kolom = self.kans.choice(("ontvangen_op", "opgepakt_op", "beoordeeld_op", "overgedragen_op"))
        self.vraag(f"UPDATE ruw.melding SET {kolom} = ? WHERE dossier_id = ?", self.dag(), dossier)
        if self.kans.random() < 0.3:
            self.vraag("DELETE FROM ruw.melding WHERE dossier_id = ?", dossier)

    def mensen(self, dossier: str) -> None:
        self.vraag("DELETE FROM ruw.betrokkene WHERE dossier_id = ?", dossier)
        if self.kans.random() < 0.7:
            self.betrek(dossier)

    def voeg_samen(self, dossier: str) -> None:
        """Twee mensen blijken dezelfde: in dit dossier krijgt iedereen het kenmerk van iemand uit een ander."""
        self.vraag(
            "UPDATE ruw.betrokkene SET persoon_id = (SELECT persoon_id FROM betrokkene WHERE dossier_id <> ? "
            "ORDER BY hash(persoon_id || ?) LIMIT 1) WHERE dossier_id = ?", dossier, dossier, dossier,
        )  # fmt: skip

    def verwijder(self, dossier: str, tabellen: tuple[str, ...]) -> None:
        for tabel in tabellen:
            self.vraag(f"DELETE FROM ruw.{tabel} WHERE dossier_id = ?", dossier)

    def betrek(self, dossier: str) -> None:
        iemand = f"P{self.kans.randrange(12)}"
        self.vraag("INSERT INTO ruw.betrokkene BY NAME SELECT ? AS dossier_id, ? AS persoon_id", dossier, iemand)

    def diensten(self, dossier: str) -> None:
        kolom = self.kans.choice(("gestart_op", "afgerond_op", "overgedragen_op"))
        self.vraag(f"UPDATE ruw.dienst SET {kolom} = ? WHERE dossier_id = ?", self.dag(), dossier)
        self.vraag("UPDATE ruw.dienst SET top3 = 'ja' WHERE dossier_id = ?", dossier)

    def dag_met_meldingen(self) -> None:
        dag = self.feitenset.peildatum - timedelta(days=self.kans.randrange(400))
        self.vraag(
            "INSERT INTO ruw.dossier BY NAME SELECT ? AS dossier_id, ? AS geopend_op, 'GM0361' AS gemeente",
            self.nieuw, dag,
        )  # fmt: skip
        self.betrek(self.nieuw)
        for melding in (f"{self.nieuw}b", self.nieuw):  # op een dag; soms is die dag niet bekend
            self.vraag(
                "INSERT INTO ruw.melding BY NAME SELECT ? AS melding_id, ? AS dossier_id, ? AS ontvangen_op, "
                "'nee' AS ter_registratie", melding, self.nieuw, dag,
            )  # fmt: skip
        if self.kans.random() < 0.3:
            self.vraag("UPDATE ruw.melding SET ontvangen_op = NULL WHERE dossier_id = ?", self.nieuw)
        self.vraag(
            "INSERT INTO ruw.schorsing BY NAME SELECT 'beoordeling' AS termijn, ? AS over_id, ? AS van",
            self.nieuw, dag,
        )  # fmt: skip


@pytest.mark.parametrize("zaad", range(40_000, 40_000 + AANTAL))
def test_na_correcties_zijn_brede_feiten_en_kubussen_gelijk_aan_opnieuw_gebouwd(zaad: int, tmp_path: Path) -> None:
    kans, data = Random(zaad), zonder_wissel(maak_dataset(zaad))
    feitenset, volledig = lees_feiten(data.schrijf(tmp_path / "feiten")), zaad % 3 == 0
    cijfers = Cijfers(feitenset)
    bouw(cijfers, volledig=volledig)
    eerst = foto(cijfers)
    for nr in range(4):
        correctie = Correctie(kans, feitenset, nr)
        cijfers.werk_bij(correctie.dossiers, correctie)
    daarna = foto(cijfers)
    assert daarna != eerst
    assert cijfers.rekenaar.recidive_wisselt is False
    assert daarna == herbouwd(feitenset, volledig=volledig)


def test_staan_de_feiten_ergens_anders_dan_worden_ze_opnieuw_gezocht(tmp_path: Path) -> None:
    """Een andere tabel met dezelfde feiten, en een tabel die buiten het bijwerken om is gegroeid."""
    feitenset = lees_feiten(zonder_wissel(maak_dataset(4)).schrijf(tmp_path / "feiten"))
    cijfers, vraag = Cijfers(feitenset), feitenset.verbinding.execute
    bouw(cijfers)
    for tekst in (
        "SELECT 1",
        "CREATE OR REPLACE TABLE ruw.melding AS FROM ruw.melding ORDER BY hash(melding_id)",
        "INSERT INTO ruw.betrokkene BY NAME SELECT 'buitenom' AS dossier_id, 'P1' AS persoon_id",
    ):
        vraag(tekst)
        correctie = Correctie(Random(tekst), feitenset, len(tekst))
        cijfers.werk_bij(correctie.dossiers, correctie)
        assert foto(cijfers) == herbouwd(feitenset)


def test_staat_een_kenmerk_er_dubbel_dan_volgen_de_cijfers_ook(tmp_path: Path) -> None:
    """Een koppeling maakt dan meer rijen: daarom wordt alles opnieuw gebouwd."""
    data, feitenset, cijfers = gebouwd(tmp_path)
    dossier = data.tabellen["melding"][0]["dossier_id"]
    dubbel = "INSERT INTO ruw.dossier BY NAME SELECT * REPLACE (geopend_op + 1 AS geopend_op, NULL AS gesloten_op) FROM ruw.dossier WHERE dossier_id = ?"
    cijfers.werk_bij([dossier], lambda: feitenset.verbinding.execute(dubbel, [dossier]))
    bouw(cijfers)
    assert foto(cijfers) == herbouwd(feitenset)


def test_een_correctie_raakt_de_recidive_van_een_ander_dossier_met_dezelfde_persoon(tmp_path: Path) -> None:
    """Wie alleen het gewijzigde dossier bijwerkt, mist de melding in het andere."""
    data = zonder_wissel(maak_dataset(4))
    feitenset = lees_feiten(data.schrijf(tmp_path / "feiten"))
    vraag, dag = feitenset.verbinding.execute, feitenset.peildatum - timedelta(days=30)
    for dossier, geopend in (("EERST", dag), ("DAARNA", dag + timedelta(days=20))):
        vraag("INSERT INTO ruw.dossier BY NAME SELECT ? AS dossier_id, ? AS geopend_op", [dossier, geopend])
        vraag("INSERT INTO ruw.betrokkene BY NAME SELECT ? AS dossier_id, 'SAMEN' AS persoon_id", [dossier])
        vraag(
            "INSERT INTO ruw.melding BY NAME SELECT ? AS melding_id, ? AS dossier_id, ? AS ontvangen_op",
            [dossier, dossier, geopend],
        )
    cijfers = Cijfers(feitenset)
    bouw(cijfers)
    route = "SELECT recidiveroute FROM feit_melding WHERE melding_id = 'DAARNA'"
    assert vraag(route).fetchall() == [("geen",)]
    sluit = "UPDATE ruw.dossier SET gesloten_op = ?, sluitroute = 'vervolgdienst' WHERE dossier_id = 'EERST'"
    cijfers.werk_bij(["EERST"], lambda: vraag(sluit, [dag + timedelta(days=9)]))
    assert vraag(route).fetchall() == [("vervolgdienst",)]
    assert foto(cijfers) == herbouwd(feitenset)
    cijfers.werk_bij(["EERST"], lambda: vraag(sluit, [dag + timedelta(days=20)]))  # op de dag zelf is het niet eerder
    assert vraag(route).fetchall() == [("geen",)]


def test_hangt_recidive_van_de_peildatum_af_dan_volgen_de_cijfers_ook(tmp_path: Path) -> None:
    data, feitenset, cijfers = gebouwd(tmp_path)
    dossier = data.tabellen["dossier"][0]["dossier_id"]
    eerder = "UPDATE ruw.dossier SET gesloten_op = geopend_op - 3 WHERE dossier_id = ?"
    oud = feitenset.vingerafdruk
    cijfers.werk_bij([dossier], lambda: feitenset.verbinding.execute(eerder, [dossier]))
    assert cijfers.rekenaar.recidive_wisselt is True
    assert feitenset.vingerafdruk != oud


def test_gaat_een_wijziging_halverwege_mis_dan_blijven_feiten_en_cijfers_zoals_ze_waren(tmp_path: Path) -> None:
    data, feitenset, cijfers = gebouwd(tmp_path)
    eerst, dossier = foto(cijfers), data.tabellen["dossier"][0]["dossier_id"]

    def halverwege() -> None:
        feitenset.verbinding.execute("DELETE FROM ruw.melding WHERE dossier_id = ?", [dossier])
        raise RuntimeError("halverwege")

    with pytest.raises(RuntimeError, match="halverwege"):
        cijfers.werk_bij([dossier], halverwege)
    assert foto(cijfers) == eerst == herbouwd(feitenset)


def test_gaat_het_bijwerken_na_de_wijziging_mis_dan_volgen_de_cijfers_de_nieuwe_feiten(tmp_path: Path) -> None:
    """De kubus is weg als het verschil erbij moet: dan wordt alles opnieuw gebouwd, en niet half bijgewerkt."""
    data, feitenset, cijfers = gebouwd(tmp_path)
    eerst, dossier = foto(cijfers), next(rij["dossier_id"] for rij in data.tabellen["melding"])

    def wijzig() -> None:
        feitenset.verbinding.execute("DELETE FROM ruw.melding WHERE dossier_id = ?", [dossier])
        cijfers.rekenaar.kubus(Telling.AFGEROND).blad = None

    with pytest.raises(AssertionError):
        cijfers.werk_bij([dossier], wijzig)
    assert foto(cijfers) != eerst
    assert foto(cijfers) == herbouwd(feitenset)
