"""The leaf of a cube: its sums as plain numbers in one file, so that a kept cube answers without a database.

Per month it holds every column of every area, added up from the first month on: a period is one subtraction. The few
events that fall in another month than their case stand apart and are added one by one.
"""

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Getallen = array[int]

Vak = tuple[str, str | None]  # level (gemeente, regio or land) and name
LOS = 5  # columns of what stands apart: month of the case (ascending), of the event, area, column, number
WAARDE = 6  # columns of values: area as municipality, as region, month of the case, of the event, value, number
_BREED = array("i").itemsize


@dataclass(frozen=True)
class Reeks:
    """The columns of flows or stocks: a running sum per month over all areas, and what stands apart."""

    namen: list[str]
    maanden: list[int]
    lopend: memoryview
    los: "Getallen"

    def op(self, maand: int) -> bytes | memoryview:
        """All that happened up to and including this month."""
        nr = bisect_right(self.maanden, maand)
        breed = len(self.lopend) // len(self.maanden) if self.maanden else 0
        return self.lopend[(nr - 1) * breed : nr * breed] if nr else b""

    def tussen(self, begin: int, eind: int, lengte: int) -> "Getallen":
        """What happened in these months: area after area, of each all columns."""
        tot, voor = self.op(eind), self.op(begin - 1)
        if tot and voor and eind >= begin:
            # One subtraction of two long numbers: counts only grow, so that no area borrows from the next.
            verschil = int.from_bytes(tot, sys.byteorder) - int.from_bytes(voor, sys.byteorder)
            tot = verschil.to_bytes(len(tot), sys.byteorder)
        elif eind < begin:
            tot = b""
        uit = array("i")
        uit.frombytes(tot or bytes(lengte * _BREED))
        self._erbij(uit, begin, eind)
        return uit

    def _erbij(self, uit: "Getallen", begin: int, eind: int) -> None:
        xm, dm, vakken, kolommen, aantallen = kolommen_van(self.los, LOS)
        breed = len(self.namen)
        for nr in range(bisect_left(xm, begin), bisect_right(xm, eind)):
            if dm[nr] <= eind:
                uit[vakken[nr] * breed + kolommen[nr]] += aantallen[nr]


@dataclass(frozen=True)
class Blad:
    """The leaf: areas, flows, stocks and values with their number."""

    vakken: list[Vak]
    stroom: Reeks
    stand: Reeks
    waarden: list[str]
    per_code: "Mapping[str, Getallen]"
    _op_vak: "dict[tuple[str, str], dict[int, Getallen]]" = field(
        default_factory=dict[tuple[str, str], "dict[int, Getallen]"], compare=False, repr=False
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
        gemeente, regio, *rest = kolommen_van(self.per_code.get(code, array("i")), WAARDE)
        vakken = gemeente if niveau == "gemeente" else regio
        if alleen is None:
            return zip(vakken, *rest, strict=True)
        if (sleutel := (code, niveau)) not in self._op_vak:
            self._op_vak[sleutel] = _rijen_per_vak(vakken)
        nummers = [nr for nr, naam in self.plaatsen(niveau) if naam in alleen]
        rijen = (rij for vak in nummers for rij in self._op_vak[sleutel].get(vak, ()))
        return ((vakken[rij], *(kolom[rij] for kolom in rest)) for rij in rijen)  # type: ignore[misc]

    def naar_bytes(self, gegevens: Mapping[str, object]) -> bytes:
        """The leaf as one file: a line that says what follows, and the numbers."""
        delen: list[bytes | memoryview] = []
        for reeks in (self.stroom, self.stand):
            delen += [reeks.lopend, reeks.los.tobytes()]
        delen += [los.tobytes() for los in self.per_code.values()]
        kop = {
            **gegevens,
            "bytes": sys.byteorder,
            "vakken": self.vakken,
            "reeksen": [(reeks.namen, reeks.maanden) for reeks in (self.stroom, self.stand)],
            "waarden": self.waarden,
            "codes": list(self.per_code),
            "lengtes": [len(deel) for deel in delen],
        }
        return b"".join([json.dumps(kop).encode(), b"\n", *delen])


def uit_bytes(inhoud: bytes, sleutel: str) -> Blad:
    """The leaf in a file; ValueError when it is something else."""
    regel, _, _ = inhoud.partition(b"\n")
    kop = json.loads(regel)
    if kop["sleutel"] != sleutel or kop["bytes"] != sys.byteorder:
        raise ValueError("another leaf")
    delen, plek, alles = list[memoryview](), len(regel) + 1, memoryview(inhoud)
    for lengte in kop["lengtes"]:
        delen.append(alles[plek : plek + lengte])
        plek += lengte
    if plek != len(inhoud):
        raise ValueError("too short or too long")
    reeksen = [
        Reeks(namen, maanden, delen[2 * nr], _getallen(delen[2 * nr + 1]))
        for nr, (namen, maanden) in enumerate(kop["reeksen"])
    ]
    per_code = {code: _getallen(deel) for code, deel in zip(kop["codes"], delen[4:], strict=True)}
    vakken: list[Vak] = [(niveau, naam) for niveau, naam in kop["vakken"]]
    return Blad(vakken, reeksen[0], reeksen[1], kop["waarden"], per_code)


def _rijen_per_vak(vakken: "Getallen") -> "dict[int, Getallen]":
    """Where the rows of each area stand: one look at all rows serves every later question about a few areas."""
    uit: dict[int, Getallen] = {}
    for rij, vak in enumerate(vakken):
        if vak not in uit:
            uit[vak] = array("i")
        uit[vak].append(rij)
    return uit


def kolommen_van(getallen: "Getallen", aantal: int) -> "list[Getallen]":
    """The columns that lie one after the other."""
    lang = len(getallen) // aantal
    return [getallen[nr * lang : (nr + 1) * lang] for nr in range(aantal)]


def _getallen(deel: memoryview) -> "Getallen":
    uit = array("i")
    uit.frombytes(deel)
    return uit
