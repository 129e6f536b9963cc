"""De aanvaller van een tabel: hoe ver een cel nog kan schuiven terwijl alles wat gedrukt is blijft kloppen.

De tabel is een netwerk (totaal, rijen, kolommen); de speling van een cel is een stroom daarin. Die grens is exact: kleiner
kan geen enkele aanvaller het bereik maken (Ahuja e.a., Network Flows, 1993, hoofdstuk 6).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zicht.core.publicatie.beleid import Beleid
from zicht.core.publicatie.getoond import ONBEGRENSD, Getoond, grenzen

Plaats = tuple[str | None, str | None]  # (rij, kolom); None is het totaal over die richting


@dataclass(frozen=True)
class Kruistabel:
    """Exacte aantallen per rij en kolom; de vlaggen zeggen welke totalen mee gedrukt worden."""

    rijen: tuple[str, ...]
    kolommen: tuple[str, ...]
    aantallen: Mapping[tuple[str, str], int]
    rijtotalen: bool = True
    kolomtotalen: bool = True

    def aantal(self, plaats: Plaats) -> int:
        """Het exacte aantal op een plaats; een ontbrekende cel is nul."""
        rij, kolom = plaats
        rijen = self.rijen if rij is None else (rij,)
        kolommen = self.kolommen if kolom is None else (kolom,)
        return sum(self.aantallen.get((r, k), 0) for r in rijen for k in kolommen)

    def plaatsen(self) -> Iterator[Plaats]:
        """Elke plaats die gedrukt wordt: cellen, rijtotalen, kolomtotalen en het totaal."""
        for rij in self.rijen:
            yield from ((rij, kolom) for kolom in self.kolommen)
            if self.rijtotalen:
                yield rij, None
        if self.kolomtotalen:
            yield from ((None, kolom) for kolom in self.kolommen)
            if self.rijtotalen:
                yield None, None


class Netwerk:
    """De tabel als kringloop: totaal naar rij, rij naar kolom, kolom naar totaal; elk getal is een stroom met grenzen."""

    def __init__(self, tabel: Kruistabel, publiek: Mapping[Plaats, Getoond], beleid: Beleid) -> None:
        self._beleid = beleid
        self._knopen = {("rij", rij): i for i, rij in enumerate(tabel.rijen, start=2)}
        self._knopen |= {("kolom", kolom): i for i, kolom in enumerate(tabel.kolommen, start=2 + len(tabel.rijen))}
        self._ruimte: list[dict[int, int]] = [{} for _ in range(2 + len(self._knopen))]
        self._aantal: dict[Plaats, int] = {}
        for plaats in _alle_plaatsen(tabel):
            self._aantal[plaats] = tabel.aantal(plaats)
            self._stel_in(plaats, publiek.get(plaats))

    def _stel_in(self, plaats: Plaats, getoond: Getoond | None) -> None:
        laag, hoog = (0, ONBEGRENSD) if getoond is None else grenzen(getoond, self._beleid)
        begin, eind = self._tak(plaats)
        self._ruimte[begin][eind] = hoog - self._aantal[plaats]
        self._ruimte[eind][begin] = self._aantal[plaats] - laag

    def _tak(self, plaats: Plaats) -> tuple[int, int]:
        """Knoop 0 is het totaal aan de kant van de rijen, knoop 1 dat aan de kant van de kolommen."""
        rij, kolom = plaats
        if rij is None:
            return (1, 0) if kolom is None else (self._knopen["kolom", kolom], 1)
        return (0 if kolom is None else self._knopen["rij", rij]), (
            self._knopen["rij", rij] if kolom is None else self._knopen["kolom", kolom]
        )

    def zet(self, plaats: Plaats, getoond: Getoond) -> Getoond:
        """Verander wat er van een plaats gedrukt wordt."""
        self._stel_in(plaats, getoond)
        return getoond

    def is_veilig(self, plaats: Plaats) -> bool:
        """Of een aanvaller genoeg mogelijke waarden overhoudt."""
        nodig = self._beleid.onzekerheid - 1
        hoger = self.speling(plaats, omhoog=True, hoogstens=nodig)
        return hoger >= nodig or hoger + self.speling(plaats, omhoog=False, hoogstens=nodig - hoger) >= nodig

    def helpt(self, nieuw: Mapping[Plaats, Getoond], plaats: Plaats) -> bool:
        """Of deze verandering de plaats veilig maakt; daarna staat alles weer zoals het stond."""
        oud = {tak: (self._ruimte[tak[0]][tak[1]], self._ruimte[tak[1]][tak[0]]) for tak in map(self._tak, nieuw)}
        for ander, getoond in nieuw.items():
            self._stel_in(ander, getoond)
        veilig = self.is_veilig(plaats)
        for (begin, eind), (heen, terug) in oud.items():
            self._ruimte[begin][eind], self._ruimte[eind][begin] = heen, terug
        return veilig

    def speling(self, plaats: Plaats, *, omhoog: bool, hoogstens: int = ONBEGRENSD) -> int:
        """Hoeveel hoger (of lager) het aantal kan zijn terwijl alles wat gedrukt is blijft kloppen."""
        begin, eind = self._tak(plaats)
        heen, terug = self._ruimte[begin].pop(eind), self._ruimte[eind].pop(begin)
        if omhoog:
            speling = self._stroom(eind, begin, min(heen, hoogstens))
        else:
            speling = self._stroom(begin, eind, min(terug, hoogstens))
        self._ruimte[begin][eind], self._ruimte[eind][begin] = heen, terug
        return speling

    def _stroom(self, van: int, naar: int, hoogstens: int) -> int:
        """De grootste stroom van knoop naar knoop, hoogstens zo veel; het netwerk blijft zoals het was."""
        stroom, paden = 0, list[tuple[Sequence[int], int]]()
        while stroom < hoogstens and (pad := self._pad(van, naar)):
            stap = min(hoogstens - stroom, *(self._ruimte[a][b] for a, b in pairwise(pad)))
            self._verschuif(pad, stap)
            paden.append((pad, stap))
            stroom += stap
        for pad, stap in reversed(paden):
            self._verschuif(pad, -stap)
        return stroom

    def _verschuif(self, pad: Sequence[int], stap: int) -> None:
        for a, b in pairwise(pad):
            self._ruimte[a][b] -= stap
            self._ruimte[b][a] += stap

    def _pad(self, van: int, naar: int) -> list[int]:
        """Het kortste pad met ruimte, of een lege lijst."""
        vorige, rij = {van: van}, [van]
        for knoop in rij:
            for buur, ruimte in self._ruimte[knoop].items():
                if ruimte > 0 and buur not in vorige:
                    vorige[buur] = knoop
                    if buur == naar:
                        return _terug(vorige, van, naar)
                    rij.append(buur)
        return []


def _terug(vorige: Mapping[int, int], van: int, naar: int) -> list[int]:
    pad = [naar]
    while pad[-1] != van:
        pad.append(vorige[pad[-1]])
    return pad[::-1]


def _alle_plaatsen(tabel: Kruistabel) -> Iterator[Plaats]:
    """Ook de totalen die niet gedrukt worden: de kringloop moet rond zijn."""
    yield from ((rij, kolom) for rij in (*tabel.rijen, None) for kolom in (*tabel.kolommen, None))
