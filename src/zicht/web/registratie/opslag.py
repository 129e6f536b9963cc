"""Where a handeling reads and writes: rows with their versions, events and log lines, all in one transaction.

New rows are written together at the end, so that registering a melding with a whole family costs a handful of
statements, and the bulk path (`in_bulk`) ends in exactly the same rows: there the end comes after many handelingen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Model, Q

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker
from zicht.web.logboek.keten import Regel, schrijf
from zicht.web.registratie import models as m

_Rij = TypeVar("_Rij", bound=m.Geversioneerd)

# How a row hangs on its dossier; what is not here belongs to no dossier.
PAD: dict[type[m.Geversioneerd], tuple[str, ...]] = {
    m.Betrokkene: ("dossier",),
    m.Contactvlag: ("dossier",),
    m.Dienst: ("dossier",),
    m.Document: ("dossier",),
    m.Dossierverband: ("dossier",),
    m.Gesprek: ("dossier",),
    m.Huisverbod: ("dossier",),
    m.Informant: ("dossier",),
    m.Klacht: ("dossier",),
    m.Melding: ("dossier",),
    m.Melder: ("melding__dossier",),
    m.Monitormoment: ("dienst__dossier",),
    m.Overdracht: ("dossier",),
    m.Schorsing: ("melding__dossier", "dienst__dossier"),
    m.TweedeLezing: ("beoordeling__melding__dossier",),
    m.Urgentie: ("melding__dossier",),
    m.Veiligheidsbeoordeling: ("melding__dossier",),
    m.Veiligheidsplan: ("dienst__dossier",),
    m.Veiligheidsvoorwaarde: ("dienst__dossier",),
}


class Versieverschil(ZichtFout):
    """Iemand anders heeft dit intussen gewijzigd."""

    def __init__(self, rij: m.Geversioneerd) -> None:
        super().__init__(
            f"Iemand anders heeft {rij._meta.verbose_name} intussen gewijzigd. Uw tekst is bewaard. "
            "Bekijk beide versies en sla daarna opnieuw op."
        )
        self.rij = rij


class Opslag:
    """Everything that one handeling, or one batch of them, reads and is going to write."""

    def __init__(self) -> None:
        self._rijen: dict[UUID, m.Geversioneerd] = {}
        self._nieuw: dict[type[Model], list[Model]] = defaultdict(list)
        self._gelezen: dict[UUID, int] = {}
        self._versies: list[m.Versie] = []
        self._per_dossier: dict[tuple[type[Model], UUID], list[Any]] = defaultdict(list)
        self._eigen: set[UUID] = set()
        self._log: list[Regel] = []
        self._daarna: dict[Any, Callable[[], None]] = {}
        self.geraakt: dict[UUID, m.Dossier] = {}

    def bewaar(
        self, rij: m.Geversioneerd, *, handeling: str, door: Gebruiker | None, om: datetime, reden: str = ""
    ) -> None:
        """Keep a new or changed row, and its state as a version."""
        if rij.versie == 0:
            self._nieuw[type(rij)].append(rij)
            self._onthoud(rij)
        elif rij.pk not in self._rijen:
            self._gelezen[rij.pk] = rij.versie
        self._rijen[rij.pk] = rij
        rij.versie += 1
        self._versies.append(
            m.Versie(
                tabel=rij._meta.model_name,
                rij=rij.pk,
                nummer=rij.versie,
                inhoud=rij.inhoud(),
                om=om,
                door=door,
                handeling=handeling,
                reden=reden,
            )
        )

    def voeg_toe(self, rij: Model) -> None:
        """Keep a row that has no versions: an event, a search key."""
        self._nieuw[type(rij)].append(rij)

    @property
    def om(self) -> datetime | None:
        """When the last handeling in this batch happened."""
        return self._log[-1].om if self._log else None

    def daarna(self, waarvan: Any, doe: Callable[[], None]) -> None:
        """What is derived from the rows, made once when all of them are written and before the transaction ends."""
        self._daarna[waarvan] = doe

    def log(self, regel: Regel) -> None:
        """Keep a log line."""
        self._log.append(regel)

    def rijen(self, soort: type[_Rij], dossier: m.Dossier) -> list[_Rij]:
        """All rows of a kind in a dossier, those that are not written yet included."""
        nieuw: list[Any] = self._per_dossier[soort, dossier.pk]
        if dossier.pk in self._eigen:
            return list(nieuw)
        hangt = reduce(or_, (Q(**{pad: dossier}) for pad in PAD[soort]))
        gelezen: list[Any] = [self._rijen.get(rij.pk, rij) for rij in soort._default_manager.filter(hangt)]
        return [*gelezen, *nieuw]

    def bij(self, soort: type[_Rij], veld: str, rij: m.Geversioneerd) -> list[_Rij]:
        """All rows of a kind that point at this row, those that are not written yet included."""
        nieuw: list[Any] = [ander for ander in self._nieuw[soort] if getattr(ander, f"{veld}_id") == rij.pk]
        if rij in self._nieuw[type(rij)]:
            return nieuw
        gelezen: list[Any] = [self._rijen.get(r.pk, r) for r in soort._default_manager.filter(**{veld: rij})]
        return [*gelezen, *nieuw]

    def is_eigen(self, dossier: m.Dossier) -> bool:
        """Whether this dossier is new here, so that the database holds nothing of it yet."""
        return dossier.pk in self._eigen

    def _onthoud(self, rij: m.Geversioneerd) -> None:
        if isinstance(rij, m.Dossier):
            self._eigen.add(rij.pk)
        for pad in PAD.get(type(rij), ()):
            plek: Any = rij
            for stap in pad.split("__"):
                plek = getattr(plek, stap, None)
            if plek is not None:
                self._per_dossier[type(rij), plek.pk].append(rij)

    def schrijf(self, taken: Callable[["Opslag"], None]) -> None:
        """Write everything, inside the transaction that is open."""
        self._schrijf_gewijzigd()
        taken(self)
        for soort, rijen in self._nieuw.items():
            soort._default_manager.bulk_create(rijen, batch_size=2_000)
        m.Versie.objects.bulk_create(self._versies, batch_size=2_000)
        for doe in self._daarna.values():
            doe()
        schrijf(self._log)

    def _schrijf_gewijzigd(self) -> None:
        for pk, versie in self._gelezen.items():
            rij = self._rijen[pk]
            velden = {
                veld.attname: getattr(rij, veld.attname) for veld in rij._meta.concrete_fields if not veld.primary_key
            }
            if not type(rij)._default_manager.filter(pk=pk, versie=versie).update(**velden):
                raise Versieverschil(rij)


_huidig: ContextVar[Opslag | None] = ContextVar("opslag", default=None)


@contextmanager
def eenheid(taken: Callable[[Opslag], None]) -> Iterator[Opslag]:
    """One transaction: written whole or not at all. Inside `in_bulk`, or inside another handeling, part of that."""
    gaande = _huidig.get()
    if gaande is not None:
        yield gaande
        return
    with transaction.atomic():
        opslag = Opslag()
        merk = _huidig.set(opslag)
        try:
            yield opslag
        finally:
            _huidig.reset(merk)
        opslag.schrijf(taken)


@contextmanager
def in_bulk(taken: Callable[[Opslag], None]) -> Iterator[Opslag]:
    """The bulk path: the same handelingen, written together at the end."""
    with eenheid(taken) as opslag:
        yield opslag


def slot(rij: m.Geversioneerd) -> None:
    """Make others who change this row wait until this transaction ends (PostgreSQL; SQLite has one writer)."""
    if connection.vendor == "postgresql":
        type(rij)._default_manager.filter(pk=rij.pk).update(versie=F("versie"))
