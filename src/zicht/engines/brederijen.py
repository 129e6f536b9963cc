"""Builds the wide rows of a few cases without a database, where planning a query costs more than building the rows.

The rules are those of the SQL in `breed`; with each stands the name of its text there.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from zicht.core.feiten import Dienst, Feit, Melding
from zicht.core.kalender import Kalender
from zicht.core.klokken import Termijn
from zicht.core.termijnen import Duur, Schorsing, uiterste_datum
from zicht.engines.breed import SPEELRUIMTE, Klok
from zicht.engines.venster import uiterste_kolom

Rij = dict[str, Any]
Pauzes = Mapping[tuple[str, str], Sequence[Schorsing]]


def openingen(meldingen: Iterable[Rij]) -> dict[str, Rij]:
    """Per dossier the report that opens it (`_OPENING`)."""
    uit: dict[str, Rij] = {}
    for rij in sorted(meldingen, key=lambda rij: (rij["ontvangen_op"] or date.max, rij["melding_id"] or "")):
        if rij["dossier_id"] is not None and rij["ontvangen_op"] is not None:
            uit.setdefault(rij["dossier_id"], rij)
    return uit


def overdrachten(feit: type[Feit], rijen: Iterable[Rij]) -> list[Rij]:
    """What was handed over (`_OVERDRACHT`)."""
    id_, vanaf, besluit = (
        ("melding_id", "ontvangen_op", "beoordeeld_op")
        if feit is Melding
        else ("dienst_id", "toegewezen_op", "afgerond_op")
    )
    zelfde = ("overgedragen_op", "gemeente", "regio", "gemeente_bekend_op", "regio_bekend_op")
    return [
        {"overdracht_id": rij[id_], "herkomst": feit.tabelnaam(), "bekend_vanaf": rij[vanaf], "besluit_op": rij[besluit]}
        | {naam: rij[naam] for naam in zelfde}
        for rij in rijen
        if rij["overgedragen_op"] is not None
    ]  # fmt: skip


class Rijbouwer:
    """Builds wide rows for one fact set."""

    def __init__(self, regios: Sequence[str], klokken: Sequence[Klok], kalender: Kalender, peildatum: date,
                 regio_van: Mapping[str | None, str | None]) -> None:  # fmt: skip
        self._vaste_regio = regios[0] if len(regios) == 1 else None
        self._klokken: dict[type[Feit], list[tuple[str, Duur | None, Termijn]]] = {
            feit: [(uiterste_kolom(k.termijn.code), k.duur, k.termijn) for k in klokken if k.feit is feit]
            for feit in (Melding, Dienst)
        }
        self._kalender, self._peildatum, self._regio_van = kalender, peildatum, regio_van
        self._uitersten: dict[tuple[str, date], date] = {}

    def melding(self, rij: Rij, dossier: Rij | None, pauzes: Pauzes, *, opent: bool, route: str | None) -> Rij:
        """The wide row of a report (`_MELDING`)."""
        recidive = {"opent_dossier": "ja" if opent else "nee", "recidiveroute": route if opent else "geen"}
        breed = rij | self._plaats(dossier) | recidive
        return breed | self._uiterlijk(Melding, breed, pauzes)

    def dienst(self, rij: Rij, dossier: Rij | None, pauzes: Pauzes, *, melding: Rij | None) -> Rij:
        """The wide row of a service with the dates of its report (`_DIENST`)."""
        datums = {f"melding_{naam}": melding and melding[naam] for naam in ("ontvangen_op", "beoordeeld_op")}
        breed = rij | self._plaats(dossier) | datums
        return breed | self._uiterlijk(Dienst, breed, pauzes)

    def _plaats(self, dossier: Rij | None) -> Rij:
        """Municipality and region, and from when they are known (`regio_sql` and `_bouw_dossiers`)."""
        van = dossier or dict.fromkeys(("gemeente", "regio", "geopend_op"))
        gemeente, regio, geopend_op = van["gemeente"], van["regio"], van["geopend_op"]
        regio = self._regio_van.get(gemeente) if regio is None else regio
        return {
            "gemeente": gemeente,
            "regio": self._vaste_regio or regio,
            "gemeente_bekend_op": geopend_op,
            "regio_bekend_op": None if self._vaste_regio else geopend_op,
        }

    def _uiterlijk(self, feit: type[Feit], rij: Rij, pauzes: Pauzes) -> Rij:
        """The deadlines (`_uiterste` and `_verschoven`)."""
        id_ = rij[feit.sleutel[0]]
        return {
            kolom: self._uiterste(duur, rij[termijn.begint_bij.naam], pauzes.get((termijn.schorsing, id_), ()))
            for kolom, duur, termijn in self._klokken[feit]
        }

    def _uiterste(self, duur: Duur | None, begin: date | None, pauzes: Sequence[Schorsing]) -> date | None:
        if duur is None or begin is None:
            return None
        if not self._kalender.eerste <= begin <= self._kalender.laatste - SPEELRUIMTE:
            return None
        if pauzes:
            return uiterste_datum(duur, begin, self._kalender, pauzes, bekend_tot=self._peildatum)
        if (duur.code, begin) not in self._uitersten:
            self._uitersten[duur.code, begin] = uiterste_datum(duur, begin, self._kalender)
        return self._uitersten[duur.code, begin]
