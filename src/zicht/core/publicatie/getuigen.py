"""Bewijs dat een aantal niet te herleiden is: andere werkelijkheden die bij al het gedrukte passen (getuigen).

Een getuige is een verschuiving van atomen waarna elke gedrukte som nog binnen haar grenzen ligt. Elke getuige is
nagerekend; hoe hij gevonden is doet er niet toe. Wie er niet genoeg vindt zegt `nee`, ook als ze er misschien wel zijn:
dan wordt er meer verborgen dan nodig, nooit minder.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from zicht.core.publicatie.getoond import ONBEGRENSD
from zicht.core.publicatie.stelsel import Atoom, Sommen

Verschuiving = Mapping[Atoom, int]

_BEURTEN = 200  # zo veel atomen verschuiven we voor een getuige
GEWOON, GRONDIG = 1, 25  # zo vaak beginnen we opnieuw vanaf de werkelijkheid
_RUST = 3  # zo veel beurten mag een atoom niet terug


class Getuigen:
    """De gevonden verschuivingen van een stelsel; ze blijven geldig zolang grenzen alleen ruimer worden."""

    def __init__(self, stelsel: Sommen) -> None:
        self.stelsel = stelsel
        self._gevonden: list[dict[Atoom, int]] = [{}]
        self.pogingen = GEWOON
        self.knelt: Counter[int] = Counter()  # welke sommen in de weg zaten bij de laatste vraag

    def waarden(self, atomen: Sequence[Atoom], genoeg: int) -> set[int]:
        """Hoeveel een som kan verschuiven: minstens deze waarden, gezocht tot er genoeg zijn."""
        soort = frozenset(atomen)
        gezien: dict[int, dict[Atoom, int]] = {}
        for verschuiving in self._gevonden:
            gezien.setdefault(_som(verschuiving, soort), verschuiving)
            if len(gezien) >= genoeg:
                return set(gezien)
        self.knelt.clear()
        for richting in (1, -1):
            self._verder(tuple(atomen), richting, gezien, genoeg)
        return set(gezien)

    def _verder(
        self, atomen: tuple[Atoom, ...], richting: int, gezien: dict[int, dict[Atoom, int]], genoeg: int
    ) -> None:
        while len(gezien) < genoeg:
            rand = max(gezien, key=lambda waarde: waarde * richting)
            if not self.stelsel.kan(atomen, rand + richting):
                return
            nieuw = self._zoek(atomen, rand + richting, gezien[rand])
            if nieuw is None:
                return
            gezien[rand + richting] = nieuw
            self._gevonden.append(nieuw)

    def _zoek(self, atomen: tuple[Atoom, ...], doel: int, rand: dict[Atoom, int]) -> dict[Atoom, int] | None:
        """Vanaf de verste getuige, en als dat niet lukt steeds anders vanaf de werkelijkheid."""
        for poging, begin in enumerate((rand, *({} for _ in range(self.pogingen))), start=1):
            nieuw = _Zoeker(self.stelsel, begin, self.knelt, poging).zoek(atomen, doel)
            if nieuw is not None:
                return nieuw
        return None

    def merk(self) -> tuple[int, Counter[int]]:
        """Waar we zijn, om naar terug te kunnen."""
        return len(self._gevonden), self.knelt.copy()

    def terug(self, gevonden: int, knelt: Counter[int]) -> None:
        """Vergeet wat na het merk is gevonden: de grenzen zijn weer nauwer."""
        del self._gevonden[gevonden:]
        self.knelt = knelt

    def alle(self) -> Iterator[Verschuiving]:
        """Elke getuige."""
        return iter(self._gevonden)


def past(stelsel: Sommen, verschuiving: Verschuiving) -> bool:
    """Reken een getuige na: elke som blijft binnen haar grenzen."""
    return all(
        laag <= sum(verschuiving.get(a, 0) for a in atomen) - sum(verschuiving.get(a, 0) for a in eraf) <= hoog
        for atomen, eraf, laag, hoog in zip(
            stelsel.atomen_van, stelsel.min_van, stelsel.laag, stelsel.hoog, strict=True
        )
    )


def _som(verschuiving: Verschuiving, atomen: frozenset[Atoom]) -> int:
    return sum(stap for atoom, stap in verschuiving.items() if atoom in atomen)


class _Zoeker:
    """Zoekt vanaf een getuige een volgende waarin een som een hoger of lager is, en herstelt wat dat schendt.

    Bij elke stap schuift een atoom van een geschonden som, dat wat de schending het meest vermindert; een atoom mag niet
    meteen weer terug (zoeken met verboden: Glover, Tabu Search, 1989). Een atoom komt nooit onder zijn bodem.
    """

    def __init__(self, stelsel: Sommen, begin: Verschuiving, knelt: Counter[int], toeval: int) -> None:
        self._stelsel = stelsel
        self._stap = dict(begin)
        self._knelt = knelt
        self._som = [0] * (len(stelsel.atomen_van) + 1)
        for atoom, stap in begin.items():
            for regel in stelsel.regels_van[atoom]:
                if regel < 0:
                    self._som[~regel] -= stap
                else:
                    self._som[regel] += stap
        self._kapot: dict[int, None] = {}
        self._verboden: dict[tuple[Atoom, int], int] = {}  # tot en met welke beurt een atoom deze kant niet op mag
        self._toeval = toeval * 2654435761 % 2147483647
        self._gewicht = [1] * len(self._som)

    def zoek(self, atomen: tuple[Atoom, ...], doel: int) -> dict[Atoom, int] | None:
        """Een getuige waarin deze atomen samen precies het doel zijn, of niets."""
        regel = self._stelsel.nieuwe_regel(atomen, doel, doel)
        try:
            self._som[regel] = sum(self._stap.get(atoom, 0) for atoom in atomen)
            self._kapot[regel] = None
            for beurt in range(_BEURTEN):
                if not self._kapot:
                    return {atoom: stap for atoom, stap in self._stap.items() if stap}
                self._herstel(beurt)
            return None
        finally:
            self._stelsel.laatste_regel_weg()

    def _herstel(self, beurt: int) -> None:
        kapot = list(self._kapot)
        regel = kapot[self._volgende(len(kapot))]
        self._knelt[regel] += 1
        stap = 1 if self._som[regel] < self._stelsel.laag[regel] else -1
        beste, keuzes = ONBEGRENSD, list[tuple[Atoom, int]]()
        kandidaten = [(atoom, stap) for atoom in self._stelsel.atomen_van[regel]]
        kandidaten += [(atoom, -stap) for atoom in self._stelsel.min_van[regel]]
        for atoom, kant in kandidaten:
            if self._verboden.get((atoom, kant), -1) >= beurt or not self._boven_bodem(atoom, kant):
                continue
            schade = self._schade(atoom, kant)
            if schade < beste:
                beste, keuzes = schade, []
            if schade == beste:
                keuzes.append((atoom, kant))
        if keuzes:
            atoom, kant = keuzes[self._volgende(len(keuzes))]
            if beste >= 0:
                for ander in self._kapot:
                    self._gewicht[ander] += 1
            self._verboden[atoom, -kant] = beurt + _RUST + self._volgende(_RUST)
            self._zet(atoom, kant)

    def _volgende(self, aantal: int) -> int:
        """Een vaste rij van schijnbaar toevallige keuzes: dezelfde vraag geeft altijd hetzelfde antwoord."""
        self._toeval = self._toeval * 48271 % 2147483647
        return self._toeval % aantal

    def _boven_bodem(self, atoom: Atoom, stap: int) -> bool:
        return self._som[atoom] + stap >= self._stelsel.laag[atoom]

    def _schade(self, atoom: Atoom, stap: int) -> int:
        """Hoeveel de schending van alle sommen samen toeneemt, naar gewicht."""
        laag, hoog, som, gewicht, schade = self._stelsel.laag, self._stelsel.hoog, self._som, self._gewicht, 0
        for code in self._stelsel.regels_van[atoom]:
            regel = ~code if code < 0 else code
            if (stap > 0) is (code >= 0):
                if som[regel] >= hoog[regel]:
                    schade += gewicht[regel]
                elif som[regel] < laag[regel]:
                    schade -= gewicht[regel]
            elif som[regel] <= laag[regel]:
                schade += gewicht[regel]
            elif som[regel] > hoog[regel]:
                schade -= gewicht[regel]
        return schade

    def _zet(self, atoom: Atoom, stap: int) -> None:
        self._stap[atoom] = self._stap.get(atoom, 0) + stap
        for code in self._stelsel.regels_van[atoom]:
            regel = ~code if code < 0 else code
            self._som[regel] += -stap if code < 0 else stap
            if self._stelsel.laag[regel] <= self._som[regel] <= self._stelsel.hoog[regel]:
                self._kapot.pop(regel, None)
            else:
                self._kapot[regel] = None
