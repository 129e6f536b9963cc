"""Wat er gepubliceerd wordt: cellen (maat, deel, plaats, tijdvak), gemaakt van een stand van de feiten.

Een maat valt uiteen in delen die samen precies de noemer zijn (teller en rest). De regio is alle plaatsen samen. Een
tijdvak is een reeks hele maanden. Zo zijn alle optellingen bekend waarmee een lezer iets kan herleiden.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from zicht.core.fouten import AanroepFout
from zicht.core.periodes import Periode
from zicht.core.publicatie.beleid import Beleid
from zicht.core.publicatie.getoond import Getoond

REGIO = "regio"  # alle plaatsen samen
NOEMER = "noemer"  # alle delen samen


@dataclass(frozen=True, order=True)
class Vak:
    """Hele maanden, geteld vanaf het jaar nul: `van` hoort erbij, `tot` niet."""

    van: int
    tot: int

    @classmethod
    def uit(cls, periode: Periode) -> "Vak":
        """Het tijdvak van een periode; een periode met een halve maand kan niet."""
        tot = periode.tot
        if periode.begin.day != 1 or tot.day != 1:
            raise AanroepFout(f"Publiceren gaat per hele maand, en {periode.code} is dat niet.")
        return cls(periode.begin.year * 12 + periode.begin.month - 1, tot.year * 12 + tot.month - 1)

    @property
    def laatste_maand(self) -> "Vak":
        """De laatste maand: daar hoort een voorraad bij, want die telt niet op over de tijd."""
        return Vak(self.tot - 1, self.tot)

    def maanden(self) -> Iterator["Vak"]:
        """De losse maanden."""
        return (Vak(maand, maand + 1) for maand in range(self.van, self.tot))

    def bevat(self, ander: "Vak") -> bool:
        """Of het andere tijdvak erbinnen ligt."""
        return self.van <= ander.van and ander.tot <= self.tot

    def raakt(self, ander: "Vak") -> bool:
        """Of er een maand in allebei ligt."""
        return self.van < ander.tot and ander.van < self.tot

    @property
    def begin(self) -> date:
        """De eerste dag."""
        return date(self.van // 12, self.van % 12 + 1, 1)


@dataclass(frozen=True, order=True)
class Cel:
    """Een aantal dat gedrukt wordt."""

    maat: str
    plaats: str
    vak: Vak
    deel: str = NOEMER


@dataclass(frozen=True, order=True)
class Stand:
    """De stand van de feiten: wie deze drie gelijk heeft, telt hetzelfde."""

    peildatum: date
    vingerafdruk: str
    definitieversie: str


@dataclass(frozen=True)
class Telling:
    """De exacte aantallen van een maat per maand, plaats en deel, bij een stand; alleen binnen de organisatie."""

    plaatsen: tuple[str, ...]  # samen de regio
    delen: tuple[str, ...]  # samen de noemer; een maat zonder delen heeft alleen de noemer
    aantallen: Mapping[tuple[str, str, int], int]  # (plaats, deel, maand); wat ontbreekt is nul

    def in_maanden(self, maanden: Collection[int]) -> Mapping[tuple[str, int], int]:
        """De noemer per plaats in deze maanden, zonder nullen: wat twee maten gelijk hebben als zij hetzelfde tellen."""
        return {(plaats, maand): aantal for (plaats, maand), aantal in self._per_maand.items() if maand in maanden}

    @cached_property
    def _per_maand(self) -> Mapping[tuple[str, int], int]:
        uit: dict[tuple[str, int], int] = {}
        for (plaats, _, maand), aantal in self.aantallen.items():
            if aantal:
                uit[plaats, maand] = uit.get((plaats, maand), 0) + aantal
        return uit

    def aantal(self, plaats: str, deel: str, maanden: Iterable[int]) -> int:
        """Het exacte aantal van een cel: opgeteld over plaatsen, delen en maanden."""
        plaatsen = self.plaatsen if plaats == REGIO else (plaats,)
        delen = self.delen if deel == NOEMER else (deel,)
        lijst = tuple(maanden)
        return sum(self.aantallen.get((p, d, m), 0) for p in plaatsen for d in delen for m in lijst)


@dataclass(frozen=True)
class Voorstel:
    """Wat iemand wil publiceren: de cellen, en de exacte tellingen waaruit ze zijn gemaakt."""

    stand: Stand
    tellingen: Mapping[str, Telling]  # per maat, minstens over alle maanden van de cellen
    cellen: tuple[Cel, ...]

    def maanden(self, maat: str) -> frozenset[int]:
        """De maanden waarover deze maat gedrukt wordt."""
        return self._maanden.get(maat, frozenset())

    @cached_property
    def _maanden(self) -> Mapping[str, frozenset[int]]:
        uit: dict[str, set[int]] = {}
        for cel in self.cellen:
            uit.setdefault(cel.maat, set()).update(range(cel.vak.van, cel.vak.tot))
        return {maat: frozenset(maanden) for maat, maanden in uit.items()}

    def aantal(self, cel: Cel) -> int:
        """Het exacte aantal."""
        return self.tellingen[cel.maat].aantal(cel.plaats, cel.deel, range(cel.vak.van, cel.vak.tot))


@dataclass(frozen=True)
class Publicatie:
    """Wat gepubliceerd is: hoe elke cel getoond werd, en (alleen binnen de organisatie) waaruit."""

    kenmerk: str
    voorstel: Voorstel
    beleid: Beleid
    getoond: Mapping[Cel, Getoond] = field(default_factory=dict[Cel, Getoond])

    def aantal(self, cel: Cel) -> int:
        """Het exacte aantal waaruit een cel is gemaakt."""
        return self.voorstel.aantal(cel)

    def van_maat(self, maat: str) -> Iterator[tuple[Cel, Getoond]]:
        """De cellen van een maat."""
        return ((cel, getoond) for cel, getoond in self.getoond.items() if cel.maat == maat)
