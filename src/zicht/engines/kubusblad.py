"""The leaf of a cube: its sums as plain numbers that fit in one file, so that a kept cube answers without a database.

Per month it holds every column of every area, added up from the first month on: a period is one subtraction. The few
events that fall in another month than their case, or that take away, stand apart per pair of months; and so does what
a change in the facts adds later.
"""

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Getallen = array[int]

Vak = tuple[str, str | None]  # level (gemeente, regio or land) and name
Sleutel = tuple[str | None, str | None, int, int]  # municipality, region, month of the case, month of the event
_PAREN = 3  # columns of pairs of months: of the case (ascending), of the event, where the cells of this pair end
_LOS = 2  # columns of what stands apart: cell, number
_WAARDE = 6  # columns of values: municipality, region, month of the case, of the event, value, number
_BREED = array("i").itemsize
_ONTHOUDEN = 16  # months of a year, and a few


@dataclass(frozen=True)
class Reeks:
    """The columns of flows or stocks: a running sum per month over all areas, and what stands apart."""

    namen: list[str]
    maanden: list[int]
    lopend: memoryview
    paren: memoryview
    los: memoryview
    # what was added later: per pair of months the cells that count with their number
    erbij: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict[tuple[int, int], dict[int, int]])

    def op(self, maand: int) -> memoryview:
        """All that happened up to and including this month, but for what stands apart."""
        nr = bisect_right(self.maanden, maand)
        breed = len(self.lopend) // len(self.maanden) if self.maanden else 0
        return self.lopend[(nr - 1) * breed : nr * breed] if nr else self.lopend[:0]

    def tot(self, eind: int, lengte: int) -> "Getallen":
        """What happened up to and including this month: area after area, of each all columns."""
        return self._met_apart(self.op(eind), 0, eind, lengte)

    def tussen(self, begin: int, eind: int, lengte: int) -> "Getallen":
        """What happened in these months, of cases of these months: area after area, of each all columns."""
        # One subtraction of two long numbers: counts only grow, so that no area borrows from the next.
        verschil = self._lang(eind) - self._lang(begin - 1) if eind >= begin else 0
        return self._met_apart(verschil.to_bytes(len(self.op(eind)), sys.byteorder), begin, eind, lengte)

    @cached_property
    def _lang(self) -> Callable[[int], int]:
        """What happened up to a month as one long number; windows in a row ask for the same months."""

        def lang(maand: int) -> int:
            return int.from_bytes(self.op(maand), sys.byteorder)

        return lru_cache(_ONTHOUDEN)(lang)

    def _met_apart(self, getallen: bytes | memoryview, begin: int, eind: int, lengte: int) -> "Getallen":
        """These numbers with what stands apart, of cases from `begin` and of events up to `eind`."""
        uit = array("i")
        uit.frombytes(getallen)
        uit.extend([0] * (lengte - len(uit)))  # areas that came later
        xm, dm, tot, cellen, aantallen = self._apart
        for nr in range(bisect_left(xm, begin), bisect_right(xm, eind)):
            if dm[nr] <= eind:
                van = tot[nr - 1] if nr else 0
                for cel, aantal in zip(cellen[van : tot[nr]], aantallen[van : tot[nr]], strict=True):
                    uit[cel] += aantal
        for (maand, wissel), per_cel in self.erbij.items():
            if begin <= maand <= eind and wissel <= eind:
                for cel, aantal in per_cel.items():
                    uit[cel] += aantal
        return uit

    def voeg_toe(
        self, geteld: Mapping[Sleutel, Mapping[str, int]], vakken_van: Callable[[Sleutel], Sequence[int]]
    ) -> None:
        """Add counts per key and column; `vakken_van` gives the areas that a key counts in."""
        nummer = {naam: nr for nr, naam in enumerate(self.namen)}
        for sleutel, telling in geteld.items():
            per_cel = self.erbij.setdefault(sleutel[2:], {})
            for vak in vakken_van(sleutel):
                for naam, aantal in telling.items():
                    cel = vak * len(self.namen) + nummer[naam]
                    per_cel[cel] = per_cel.get(cel, 0) + aantal

    @cached_property
    def _apart(self) -> "list[Getallen]":
        return _kolommen(self.paren, _PAREN) + _kolommen(self.los, _LOS)


@dataclass(frozen=True)
class Blad:
    """The leaf: areas, flows, stocks and values with their number."""

    vakken: list[Vak]
    stroom: Reeks
    stand: Reeks
    waarden: list[str]
    per_code: Mapping[str, memoryview]
    erbij: dict[str, list[tuple[int, ...]]] = field(default_factory=dict[str, list[tuple[int, ...]]])  # added later
    _op_vak: "dict[tuple[str, str], dict[int, Getallen]]" = field(
        default_factory=dict[tuple[str, str], "dict[int, Getallen]"], compare=False, repr=False
    )

    def tel(self, begin: int, eind: int, *, stand: bool) -> "Getallen":
        """Of every area every column of flows or stocks in a window of months."""
        reeks = self.stand if stand else self.stroom
        lengte = len(self.vakken) * len(reeks.namen)
        return reeks.tot(eind, lengte) if stand else reeks.tussen(begin, eind, lengte)

    def voeg_toe(self, stroom: Mapping[Sleutel, Mapping[str, int]], stand: Mapping[Sleutel, Mapping[str, int]],
                 waarden: Mapping[tuple[Sleutel, str, Decimal], int]) -> None:  # fmt: skip
        """Add (or, below zero, take away) flows and stocks per key and column, and values per key, code and value."""
        nummer_van = {vak: nr for nr, vak in enumerate(self.vakken)}

        def nummer(vak: Vak) -> int:
            if vak not in nummer_van:
                nummer_van[vak] = len(self.vakken)
                self.vakken.append(vak)
            return nummer_van[vak]

        def vakken_van(sleutel: Sleutel) -> list[int]:
            gemeente, regio, *_ = sleutel
            return [nummer(vak) for vak in (("gemeente", gemeente), ("regio", regio), ("land", None))]

        for reeks, geteld in ((self.stroom, stroom), (self.stand, stand)):
            reeks.voeg_toe(geteld, vakken_van)
        waarde_van = {Decimal(waarde): nr for nr, waarde in enumerate(self.waarden)}
        for (sleutel, code, waarde), aantal in waarden.items():
            if waarde not in waarde_van:
                waarde_van[waarde] = len(self.waarden)
                self.waarden.append(str(waarde))
            gemeente, regio, _ = vakken_van(sleutel)
            self.erbij.setdefault(code, []).append((gemeente, regio, *sleutel[2:], waarde_van[waarde], aantal))

    def plaatsen(self, niveau: str) -> list[tuple[int, str | None]]:
        """The areas of one level with their place."""
        return [(nr, naam) for nr, (eigen, naam) in enumerate(self.vakken) if eigen == niveau]

    def verdelingen(self, code: str, vensters: Sequence[tuple[int, int]], niveau: str,
                    alleen: Collection[str | None] | None = None) -> dict[tuple[int, str | None], dict[Decimal, int]]:  # fmt: skip
        """Per window and area (`alleen` these) how often each value occurs; what cancels out is left out."""
        per_maand: dict[int, list[tuple[int, int]]] = {}
        for nr, (begin, eind) in enumerate(vensters):
            for maand in range(begin, eind + 1):
                per_maand.setdefault(maand, []).append((nr, eind))
        uit: dict[tuple[int, str | None], dict[Decimal, int]] = {}
        for vak, maand, wissel, waarde, aantal in self._rijen(code, niveau, alleen):
            for nr, eind in per_maand.get(maand, ()):
                if wissel <= eind:
                    telling = uit.setdefault((nr, self.vakken[vak][1]), {})
                    sleutel = Decimal(self.waarden[waarde])
                    telling[sleutel] = telling.get(sleutel, 0) + aantal
        return {plek: {w: n for w, n in telling.items() if n} for plek, telling in uit.items()}

    def _rijen(
        self, code: str, niveau: str, alleen: Collection[str | None] | None
    ) -> Iterator[tuple[int, int, int, int, int]]:
        gemeente, regio, *rest = _kolommen(self.per_code.get(code, memoryview(b"")), _WAARDE)
        vakken = gemeente if niveau == "gemeente" else regio
        later = ((rij[niveau == "regio"], *rij[2:]) for rij in self.erbij.get(code, ()))
        if alleen is None:
            return chain(zip(vakken, *rest, strict=True), later)  # type: ignore[arg-type]
        if (sleutel := (code, niveau)) not in self._op_vak:
            self._op_vak[sleutel] = _rijen_per_vak(vakken)
        nummers = {nr for nr, naam in self.plaatsen(niveau) if naam in alleen}
        rijen = (rij for vak in nummers for rij in self._op_vak[sleutel].get(vak, ()))
        eerder = ((vakken[rij], *(kolom[rij] for kolom in rest)) for rij in rijen)
        return chain(eerder, (rij for rij in later if rij[0] in nummers))  # type: ignore[arg-type]

    def delen(self, gegevens: Mapping[str, object]) -> list[bytes | memoryview]:
        """The leaf as parts of one file: a line that says what follows, and the numbers. What was added later has no place in it."""
        if self.erbij or self.stroom.erbij or self.stand.erbij:
            raise ValueError("a leaf that was brought up to date is not kept: make it again")
        delen = [deel for reeks in (self.stroom, self.stand) for deel in (reeks.lopend, reeks.paren, reeks.los)]
        delen += self.per_code.values()
        kop = {
            **gegevens,
            "bytes": sys.byteorder,
            "vakken": self.vakken,
            "reeksen": [(reeks.namen, reeks.maanden) for reeks in (self.stroom, self.stand)],
            "waarden": self.waarden,
            "codes": list(self.per_code),
            "lengtes": [len(deel) for deel in delen],
        }
        return [json.dumps(kop).encode(), b"\n", *delen]


def uit_bytes(inhoud: bytes, sleutel: str) -> Blad:
    """The leaf in a file; ValueError when it is something else."""
    plek, alles = inhoud.find(b"\n") + 1, memoryview(inhoud)
    kop = json.loads(inhoud[:plek])
    if kop["sleutel"] != sleutel or kop["bytes"] != sys.byteorder:
        raise ValueError("another leaf")
    delen = list[memoryview]()
    for lengte in kop["lengtes"]:
        delen.append(alles[plek : plek + lengte])
        plek += lengte
    if plek != len(inhoud):
        raise ValueError("too short or too long")
    een, twee = (Reeks(*kop["reeksen"][nr], *delen[3 * nr : 3 * nr + 3]) for nr in (0, 1))
    per_code = dict(zip(kop["codes"], delen[6:], strict=True))
    vakken: list[Vak] = [(niveau, naam) for niveau, naam in kop["vakken"]]
    return Blad(vakken, een, twee, kop["waarden"], per_code)


def _rijen_per_vak(vakken: "Getallen") -> "dict[int, Getallen]":
    """Where the rows of each area stand: one look at all rows serves every later question about a few areas."""
    uit: dict[int, Getallen] = {}
    for rij, vak in enumerate(vakken):
        if vak not in uit:
            uit[vak] = array("i")
        uit[vak].append(rij)
    return uit


def _kolommen(deel: memoryview, aantal: int) -> "list[Getallen]":
    """The columns that lie one after the other."""
    lang, uit = len(deel) // aantal, [array("i") for _ in range(aantal)]
    for nr, kolom in enumerate(uit):
        kolom.frombytes(deel[nr * lang : (nr + 1) * lang])
    return uit
