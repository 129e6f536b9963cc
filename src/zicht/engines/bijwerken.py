"""Brings wide facts and cubes up to date after a change in a few dossiers, without building all of them again.

Which dossiers a change touches is found in memory (`feitenwijzer`), their wide rows are built without a database
(`brederijen`), and of the rows that differ the old ones go out of the cubes and the new ones come in (`kubusverschil`).
"""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from zicht.core.feiten import Dienst, Melding
from zicht.core.kalender import Kalender
from zicht.engines.brederijen import Rij, Rijbouwer, openingen, overdrachten
from zicht.engines.breed import Klok, schorsingen
from zicht.engines.feitenwijzer import FEITEN, Feiten, Feitenwijzer
from zicht.engines.kubus import Kubus
from zicht.engines.kubusverschil import Kubusteller
from zicht.engines.venster import tabelnaam
from zicht.engines.verbinding import twee_tegelijk
from zicht.engines.wijzer import Wijzers, nummers, sleutels_van

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BREED = {"main.feit_melding": ("dossier_id",), "main.feit_dienst": ("dossier_id",)}
Verschil = tuple[list[Rij], list[Rij]]  # the rows that go, and those that come


class Bijwerker:
    """Brings the facts of one connection up to date; from one time to the next it remembers where rows are."""

    def __init__(self, verbinding: "DuckDBPyConnection", regios: Sequence[str], klokken: Sequence[Klok],
                 kalender: Kalender, peildatum: date) -> None:  # fmt: skip
        self._verbinding, self._peildatum = verbinding, peildatum
        regio_van = dict(verbinding.execute("SELECT gemeente, regio FROM gemeenteregio").fetchall())
        self._bouwer = Rijbouwer(regios, klokken, kalender, peildatum, regio_van)
        self._wijzers = Wijzers(verbinding, FEITEN | _BREED)
        self._feiten = Feitenwijzer(verbinding, self._wijzers, regios, peildatum)
        self._tellers: dict[Kubus, Kubusteller] = {}

    def werk_bij(self, dossiers: Sequence[str], wijzig: Callable[[], object], kubussen: Sequence[Kubus]) -> bool:
        """Let `wijzig` change the facts of these dossiers and of no other, and bring what follows from them up to date.

        The change is made as a whole or not at all. False when the rest cannot follow in parts: all must be built again.
        """
        self._wijzers.zoek()
        zelf = sleutels_van(self._verbinding, dossiers)
        voor = self._feiten.rijen(zelf)
        gezien = self._feiten.aanblik(voor)
        with self._transactie():
            wijzig()
        feiten = self._feiten.ververs(zelf, voor)
        buren = self._feiten.buren(
            gezien, self._feiten.aanblik({naam: nummers(rijen) for naam, rijen in feiten.items()})
        )
        for naam, rijen in self._feiten.lees(buren - zelf).items():
            feiten[naam] += rijen
        if not _kan_in_delen(feiten):
            return False
        self._vervang(zelf | buren, self._bouw(feiten), kubussen)
        self._wijzers.onthoud()
        return True

    @contextmanager
    def _transactie(self) -> Generator[None]:
        self._verbinding.begin()
        try:
            yield
        except BaseException:
            self._verbinding.rollback()
            raise
        self._verbinding.commit()

    def _bouw(self, feiten: Feiten) -> dict[str, list[Rij]]:
        """The wide rows of these facts."""
        meldingen, diensten = feiten["ruw.melding"], feiten["ruw.dienst"]
        dossiers = {rij["dossier_id"]: rij for rij in feiten["ruw.dossier"]}
        opent = openingen(meldingen)
        routes = self._feiten.recidiveroutes(feiten, {dossier: rij["ontvangen_op"] for dossier, rij in opent.items()})
        op_id = {rij["melding_id"]: rij for rij in (*meldingen, *self._feiten.meldingen_elders(feiten))}
        pauzes = schorsingen(
            self._verbinding, self._peildatum,
            [*(rij["melding_id"] for rij in meldingen), *(rij["dienst_id"] for rij in diensten)],
        )  # fmt: skip
        return {
            "feit_melding": [
                self._bouwer.melding(
                    rij, dossiers.get(rij["dossier_id"]), pauzes, opent=opent.get(rij["dossier_id"]) is rij,
                    route=routes.get(rij["dossier_id"], "geen"),
                )
                for rij in meldingen
            ],
            "feit_dienst": [
                self._bouwer.dienst(rij, dossiers.get(rij["dossier_id"]), pauzes, melding=op_id.get(rij["melding_id"]))
                for rij in diensten
            ],
        }  # fmt: skip

    def _vervang(self, dossiers: Collection[int], nieuw: Mapping[str, list[Rij]], kubussen: Sequence[Kubus]) -> None:
        """Put the new wide rows of these dossiers in the place of the old, and add the difference to the cubes."""
        velden = {naam: {kolom: f'"{kolom}"' for kolom in self._wijzers[f"main.{naam}"].kolommen} for naam in nieuw}

        def lees(naam: str) -> list[Rij]:
            wijzer = self._wijzers[f"main.{naam}"]
            return wijzer.lees(wijzer.rijen("dossier_id", dossiers), velden[naam])

        oud = dict(zip(nieuw, twee_tegelijk(lees, nieuw), strict=True))
        verschil = {naam: _verschil(oud[naam], rijen, velden[naam]) for naam, rijen in nieuw.items()}
        with self._transactie():
            for naam, (weg, erbij) in verschil.items():
                self._wijzers[f"main.{naam}"].verwijder(nummers(weg))
                self._wijzers[f"main.{naam}"].voeg_toe(erbij)
        for naam, (weg, erbij) in verschil.items():
            if weg or erbij:  # a row has its number when it is committed
                self._wijzers[f"main.{naam}"].ververs(nummers(weg))
        overgedragen = [
            [rij for feit in (Melding, Dienst) for rij in overdrachten(feit, verschil[tabelnaam(feit)][nr])]
            for nr in (0, 1)
        ]
        for kubus in kubussen:
            teller = self._tellers.setdefault(kubus, Kubusteller(kubus, self._peildatum))
            teller.werk_bij(verschil | {"feit_overdracht": (overgedragen[0], overgedragen[1])})


def _kan_in_delen(feiten: Feiten) -> bool:
    """Not when recidive depends on the peildatum, or when a key is there twice: then a join makes more rows."""
    sleutels = (("ruw.dossier", "dossier_id"), ("ruw.melding", "melding_id"), ("ruw.dienst", "dienst_id"))
    if any(len({rij[sleutel] for rij in feiten[naam]}) < len(feiten[naam]) for naam, sleutel in sleutels):
        return False
    dagen = ((rij["geopend_op"], rij["gesloten_op"]) for rij in feiten["ruw.dossier"])
    return not any(geopend and gesloten and gesloten < geopend for geopend, gesloten in dagen)


def _verschil(oud: Sequence[Rij], nieuw: Sequence[Rij], kolommen: Collection[str]) -> Verschil:
    """The rows that go, and those that come."""
    waarden_van = itemgetter(*kolommen)
    erbij = Counter(map(waarden_van, nieuw))
    weg: list[Rij] = []
    for rij in oud:
        if erbij[waarden := waarden_van(rij)]:
            erbij[waarden] -= 1
        else:
            weg.append(rij)
    return weg, [dict(zip(kolommen, waarden, strict=True)) for waarden in erbij.elements()]
