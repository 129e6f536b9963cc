"""The leaf of a cube: its sums as plain numbers in one file, so that a kept cube answers without a database.

Per month it holds every column of every area, added up from the first month on: a period is one subtraction. The few
events that fall in another month than their case, or that take away, stand apart per pair of months.
"""

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Getallen = array[int]

Vak = tuple[str, str | None]  # level (gemeente, regio or land) and name
_PAREN = 3  # columns of pairs of months: of the case (ascending), of the event, where the cells of this pair end
_LOS = 2  # columns of what stands apart: cell, number
_WAARDE = 5  # columns of values: place, month of the case, of the event, value, number
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

    def op(self, maand: int) -> memoryview:
        """All that happened up to and including this month."""
        nr = bisect_right(self.maanden, maand)
        breed = len(self.lopend) // len(self.maanden) if self.maanden else 0
        return self.lopend[(nr - 1) * breed : nr * breed] if nr else self.lopend[:0]

    def tussen(self, begin: int, eind: int, lengte: int) -> "Getallen":
        """What happened in these months: area after area, of each all columns."""
        uit = array("i")
        # One subtraction of two long numbers: counts only grow, so that no area borrows from the next.
        verschil = self._lang(eind) - self._lang(begin - 1) if eind >= begin else 0
        uit.frombytes(verschil.to_bytes(lengte * _BREED, sys.byteorder))
        self._erbij(uit, begin, eind)
        return uit

    @cached_property
    def _lang(self) -> Callable[[int], int]:
        """What happened up to a month as one long number; windows in a row ask for the same months."""

        def lang(maand: int) -> int:
            return int.from_bytes(self.op(maand), sys.byteorder)

        return lru_cache(_ONTHOUDEN)(lang)

    def _erbij(self, uit: "Getallen", begin: int, eind: int) -> None:
        xm, dm, tot, cellen, aantallen = self._apart
        for nr in range(bisect_left(xm, begin), bisect_right(xm, eind)):
            if dm[nr] <= eind:
                van = tot[nr - 1] if nr else 0
                for cel, aantal in zip(cellen[van : tot[nr]], aantallen[van : tot[nr]], strict=True):
                    uit[cel] += aantal

    @cached_property
    def _apart(self) -> "list[Getallen]":
        return _kolommen(self.paren, _PAREN) + _kolommen(self.los, _LOS)


@dataclass(frozen=True)
class Blad:
    """The leaf: areas, flows, stocks and values with their number."""

    vakken: list[Vak]
    telt_in: Sequence[Sequence[int]]  # per place its municipality, its region and the country
    stroom: Reeks
    stand: Reeks
    waarden: list[str]
    per_code: Mapping[str, memoryview]
    _op_plaats: "dict[str, dict[int, Getallen]]" = field(
        default_factory=dict[str, "dict[int, Getallen]"], compare=False, repr=False
    )

    def tel(self, begin: int, eind: int, *, stand: bool) -> "Getallen":
        """Of every area every column of flows or stocks in a window of months."""
        reeks = self.stand if stand else self.stroom
        lengte = len(self.vakken) * len(reeks.namen)
        if not stand:
            return reeks.tussen(begin, eind, lengte)
        uit = array("i")
        uit.frombytes(reeks.op(eind) or bytes(lengte * _BREED))
        return uit

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
        plaatsen, *rest = _kolommen(self.per_code.get(code, memoryview(b"")), _WAARDE)
        vak_van = [vakken[niveau == "regio"] for vakken in self.telt_in]
        if alleen is None:
            return zip(map(vak_van.__getitem__, plaatsen), *rest, strict=True)
        if code not in self._op_plaats:
            self._op_plaats[code] = _rijen_per_plaats(plaatsen)
        nummers = {nr for nr, naam in self.plaatsen(niveau) if naam in alleen}
        rijen = (
            rij for plaats, vak in enumerate(vak_van) if vak in nummers for rij in self._op_plaats[code].get(plaats, ())
        )
        return ((vak_van[plaatsen[rij]], *(kolom[rij] for kolom in rest)) for rij in rijen)  # type: ignore[misc]

    def delen(self, gegevens: Mapping[str, object]) -> list[bytes | memoryview]:
        """The leaf as parts of one file: a line that says what follows, and the numbers."""
        delen = [deel for reeks in (self.stroom, self.stand) for deel in (reeks.lopend, reeks.paren, reeks.los)]
        delen += self.per_code.values()
        kop = {
            **gegevens,
            "bytes": sys.byteorder,
            "vakken": self.vakken,
            "telt_in": self.telt_in,
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
    return Blad(vakken, kop["telt_in"], een, twee, kop["waarden"], per_code)


def _rijen_per_plaats(plaatsen: "Getallen") -> "dict[int, Getallen]":
    """Where the rows of each place stand: one look at all rows serves every later question about a few areas."""
    uit: dict[int, Getallen] = {}
    for rij, plaats in enumerate(plaatsen):
        if plaats not in uit:
            uit[plaats] = array("i")
        uit[plaats].append(rij)
    return uit


def _kolommen(deel: memoryview, aantal: int) -> "list[Getallen]":
    """The columns that lie one after the other."""
    lang, uit = len(deel) // aantal, [array("i") for _ in range(aantal)]
    for nr, kolom in enumerate(uit):
        kolom.frombytes(deel[nr * lang : (nr + 1) * lang])
    return uit
