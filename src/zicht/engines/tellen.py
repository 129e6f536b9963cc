"""Counting: one query per fact table for all its indicators, and the cases behind a figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from zicht.core.feiten import Feit
from zicht.core.indicatoren import Antwoord, Telregel
from zicht.core.uitslagen import Tellingen
from zicht.core.uitsplitsingen import Uitsplitsing
from zicht.core.voorwaarden import DagenTussen, Veld, klokken, velden
from zicht.engines.teksten import vraagtekst
from zicht.engines.venster import Venster, uiterste_kolom

if TYPE_CHECKING:
    from sqlglot import Expr

Gebied = str | None
GETELD = (Antwoord.NIET_TE_BEPALEN, Antwoord.NOG_OPEN, Antwoord.NOEMER, Antwoord.TELLER)
DELEN = ("periode", "noemer", "bepaalbaar", "open", "teller")


class Motor(Protocol):
    """A database that holds the wide facts and answers queries."""

    dialect: str

    def vraag(self, boom: "Expr | str") -> list[tuple[Any, ...]]:
        """Send one query, as a tree or as the text it was compiled to before, and fetch all its rows."""
        ...


@dataclass(frozen=True)
class Teltaak:
    """One indicator to count: its questions, and the value to tabulate for a mean or a duration.

    With a `kenmerk`, which stands for all of it, its compiled queries are kept.
    """

    code: str
    regel: Telregel
    verdeling_van: Veld | DagenTussen | None = None
    kenmerk: str | None = None


def _vraag(motor: Motor, kenmerken: Sequence[str | None], maak: Callable[[Venster], "Expr"],
           venster: Venster) -> list[tuple[Any, ...]]:  # fmt: skip
    """Ask a query; one that follows from the catalogue is compiled once for all days."""
    namen = [naam for naam in kenmerken if naam is not None]
    if len(namen) < len(kenmerken):
        return motor.vraag(maak(venster))
    return motor.vraag(vraagtekst(" ".join(namen), maak, venster, motor.dialect))


def tel(motor: Motor, feit: type[Feit], taken: Sequence[Teltaak], venster: Venster,
        gebied: str) -> dict[str, dict[Gebied, Tellingen]]:  # fmt: skip
    """The exact counts of all tasks over one fact, per value of the column `gebied`, in one scan."""
    verdelingen = {
        taak.code: _verdeling(motor, feit, taken, taak, venster, gebied)
        for taak in taken
        if taak.verdeling_van is not None
    }

    def maak(venster: Venster) -> "Expr":
        from zicht.engines.vragen import telvraag

        return telvraag(feit, taken, gebied, venster)

    rijen = _vraag(motor, ["tel", gebied, *(taak.kenmerk for taak in taken)], maak, venster)
    return _lees(taken, rijen, verdelingen)


def _verdeling(motor: Motor, feit: type[Feit], taken: Sequence[Teltaak], taak: Teltaak, venster: Venster,
               gebied: str) -> dict[Gebied, dict[Decimal, int]]:  # fmt: skip
    """How often each value occurs among the cases that count."""

    def maak(venster: Venster) -> "Expr":
        from zicht.engines.vragen import waardevraag

        return waardevraag(feit, taken, taak, gebied, venster)

    namen = ["waarden van", taak.kenmerk, gebied, *(ander.kenmerk for ander in taken)]
    verdeling: dict[Gebied, dict[Decimal, int]] = {}
    for naam, gevonden, aantal in _vraag(motor, namen, maak, venster):
        verdeling.setdefault(naam, {})[Decimal(gevonden)] = aantal
    return verdeling


def _lees(taken: Sequence[Teltaak], rijen: Sequence[tuple[Any, ...]],
          verdelingen: Mapping[str, Mapping[Gebied, Mapping[Decimal, int]]]) -> dict[str, dict[Gebied, Tellingen]]:  # fmt: skip
    uit: dict[str, dict[Gebied, Tellingen]] = {taak.code: {} for taak in taken}
    for gebied, *getallen in rijen:
        rest = iter(getallen)
        for taak in taken:
            onbepaald, open_, alleen_noemer, teller = (next(rest) for _ in GETELD)
            apart = {naam: next(rest) for naam in taak.regel.apart}
            verdeling = verdelingen.get(taak.code, {}).get(gebied, {})
            uit[taak.code][gebied] = Tellingen(alleen_noemer + teller, teller, onbepaald, open_, apart, verdeling)
    return uit


def verdeel(motor: Motor, uitsplitsing: Uitsplitsing, venster: Venster, gebied: str) -> dict[Gebied, tuple[int, ...]]:
    """Per area the total and the number of cases per group of a breakdown."""
    from zicht.engines.vragen import verdeelvraag

    vraag = verdeelvraag(uitsplitsing, gebied, venster)
    return {naam: tuple(aantallen) for naam, *aantallen in motor.vraag(vraag)}


def gevallen(motor: Motor, feit: type[Feit], regel: Telregel, venster: Venster, id_: str | None = None,
             *, sleutel: str, toon: Sequence[str] = ()) -> list[dict[str, Any]]:  # fmt: skip
    """Every case that is in the picture (or one by its id): its fields (also `toon`), its answers and what it does."""
    from zicht.engines.vragen import gevallenvraag

    nodig = regel.voorwaarden()
    namen = list(dict.fromkeys([sleutel, "gemeente", *toon, *(veld.naam for veld in velden(*nodig))]))
    vragen = [f"{deel}: {naam}" for deel in DELEN for naam in getattr(regel, deel)]
    titels = [*namen, *(uiterste_kolom(knoop.klok) for knoop in klokken(*nodig)), "antwoord", *vragen]
    rijen = motor.vraag(gevallenvraag(feit, regel, namen, id_, venster))
    return [dict(zip(titels, rij, strict=True)) for rij in rijen]
