"""Wat een lezer van een maat weet, als stelsel: elke gedrukte cel is een som van atomen die tussen twee grenzen ligt.

Een atoom is een deel van een plaats in een stuk tijd dat door geen enkele publicatie verder wordt verdeeld. Het stelsel
gaat over verschuivingen: hoeveel elk atoom hoger of lager zou kunnen zijn dan het werkelijk is. Zo passen publicaties
met een andere stand van de feiten in hetzelfde stelsel, voor een aanvaller die precies weet hoeveel er tussen twee
standen is bijgekomen. Wie minder weet, houdt meer over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Publicatie, Vak
from zicht.core.publicatie.getoond import ONBEGRENSD, Getoond, grenzen

Atoom = int


@dataclass(frozen=True, order=True)
class Groep:
    """Een aantal dat een lezer kan uitrekenen: een deel van een plaats over stukken tijd (die los mogen liggen)."""

    plaats: str
    deel: str
    stukken: tuple[int, ...]


def samenhang(publicaties: Sequence[Publicatie], maat: str, vakken: Iterable[Vak]) -> tuple[Vak, ...]:
    """Alle gepubliceerde tijdvakken van een maat die via overlap met de gegeven tijdvakken samenhangen."""
    alle = {cel.vak for publicatie in publicaties for cel, _ in publicatie.van_maat(maat)}
    gevonden = set(vakken)
    while nieuw := {vak for vak in alle - gevonden if any(vak.raakt(ander) for ander in gevonden)}:
        gevonden |= nieuw
    return tuple(sorted(gevonden))


class Raster:
    """De atomen van een maat: plaatsen, delen en stukken tijd."""

    def __init__(self, publicaties: Sequence[Publicatie], maat: str, vakken: Sequence[Vak]) -> None:
        self.maat = maat
        self.publicaties = tuple(p for p in publicaties if maat in p.voorstel.tellingen)
        tellingen = [p.voorstel.tellingen[maat] for p in self.publicaties]
        self.plaatsen = tuple(sorted({plaats for telling in tellingen for plaats in telling.plaatsen}))
        self.delen = tuple(dict.fromkeys(deel for telling in tellingen for deel in telling.delen))
        grens = sorted({rand for vak in vakken for rand in (vak.van, vak.tot)})
        stukken = (Vak(van, tot) for van, tot in pairwise(grens))
        self.stukken = tuple(stuk for stuk in stukken if any(vak.bevat(stuk) for vak in vakken))
        self._nummer = {
            (plaats, deel, stuk): nr
            for nr, (plaats, deel, stuk) in enumerate(
                (p, d, s) for p in self.plaatsen for d in self.delen for s in range(len(self.stukken))
            )
        }
        self.namen = tuple(self._nummer)

    def groep(self, cel: Cel) -> Groep:
        """De stukken tijd van een cel."""
        return Groep(cel.plaats, cel.deel, tuple(nr for nr, stuk in enumerate(self.stukken) if cel.vak.bevat(stuk)))

    def atomen(self, groep: Groep) -> tuple[Atoom, ...]:
        """De atomen waarvan dit aantal de som is."""
        plaatsen = self.plaatsen if groep.plaats == REGIO else (groep.plaats,)
        delen = self.delen if groep.deel == NOEMER else (groep.deel,)
        nummer = self._nummer
        sleutels = ((p, d, s) for p in plaatsen for d in delen for s in groep.stukken)
        return tuple(nummer[sleutel] for sleutel in sleutels if sleutel in nummer)

    def aantal(self, publicatie: Publicatie, groep: Groep) -> int | None:
        """Het exacte aantal bij de stand van een publicatie, of niets als die stand deze maanden niet kent."""
        maanden = [m for nr in groep.stukken for m in range(self.stukken[nr].van, self.stukken[nr].tot)]
        if not self._kent(publicatie).issuperset(groep.stukken):
            return None
        return publicatie.voorstel.tellingen[self.maat].aantal(groep.plaats, groep.deel, maanden)

    def _kent(self, publicatie: Publicatie) -> frozenset[int]:
        return self._bekend[publicatie.kenmerk]

    @cached_property
    def _bekend(self) -> Mapping[str, frozenset[int]]:
        return {
            publicatie.kenmerk: frozenset(
                nr
                for nr, stuk in enumerate(self.stukken)
                if any(cel.vak.bevat(stuk) for cel in publicatie.voorstel.cellen if cel.maat == self.maat)
            )
            for publicatie in self.publicaties
        }

    def groepen(self) -> Iterator[Groep]:
        """Elk aantal dat een lezer kan uitrekenen: elke aaneengesloten reeks, en elk vak min een vak daarbinnen."""
        delen = (*self.delen, NOEMER) if len(self.delen) > 1 else (NOEMER,)
        for plaats in (*self.plaatsen, REGIO):
            for deel in delen:
                yield from (Groep(plaats, deel, stukken) for stukken in self._reeksen)

    @cached_property
    def _reeksen(self) -> tuple[tuple[int, ...], ...]:
        n = range(len(self.stukken))
        reeksen = {tuple(range(a, b + 1)) for a in n for b in n if a <= b and self._sluit_aan(a, b)}
        gedrukt = {self.groep(cel).stukken for p in self.publicaties for cel, _ in p.van_maat(self.maat)}
        reeksen |= {
            tuple(nr for nr in groot if nr not in klein)
            for groot in gedrukt
            for klein in gedrukt
            if set(klein) < set(groot)
        }
        return tuple(sorted(reeksen, key=lambda reeks: (len(reeks), reeks)))

    def _sluit_aan(self, a: int, b: int) -> bool:
        return all(self.stukken[i].tot == self.stukken[i + 1].van for i in range(a, b))


class Stelsel:
    """De grenzen van alle verschuivingen. Regel `a` van de eerste regels is atoom `a` zelf: nooit onder nul."""

    def __init__(self, raster: Raster, publicaties: Sequence[Publicatie]) -> None:
        self.raster = raster
        self.atomen_van: list[tuple[Atoom, ...]] = []
        self.regels_van: list[list[int]] = [[] for _ in raster.namen]
        self.laag: list[int] = []
        self.hoog: list[int] = []
        self._regel: dict[Groep, int] = {}
        self._druk: dict[Groep, dict[str, tuple[int, int]]] = {}
        for atoom, naam in enumerate(raster.namen):
            self.nieuwe_regel((atoom,), self._boven_nul(publicaties, *naam), ONBEGRENSD)
        for publicatie in publicaties:
            for cel, getoond in publicatie.van_maat(raster.maat):
                if raster.groep(cel).stukken:
                    self.druk(publicatie, raster.groep(cel), getoond)

    def _boven_nul(self, publicaties: Sequence[Publicatie], plaats: str, deel: str, stuk: int) -> int:
        aantallen = (self.raster.aantal(publicatie, Groep(plaats, deel, (stuk,))) for publicatie in publicaties)
        return -min((aantal for aantal in aantallen if aantal is not None), default=0)

    def nieuwe_regel(self, atomen: tuple[Atoom, ...], laag: int, hoog: int) -> int:
        """Een som van atomen met haar grenzen."""
        regel = len(self.atomen_van)
        self.atomen_van.append(atomen)
        self.laag.append(laag)
        self.hoog.append(hoog)
        for atoom in atomen:
            self.regels_van[atoom].append(regel)
        return regel

    def laatste_regel_weg(self) -> None:
        """Haal de laatst toegevoegde som weg."""
        for atoom in self.atomen_van.pop():
            self.regels_van[atoom].pop()
        self.laag.pop()
        self.hoog.pop()

    def druk(self, publicatie: Publicatie, groep: Groep, getoond: Getoond) -> None:
        """Zet (of vervang) wat een publicatie van een aantal laat zien."""
        aantal = self.raster.aantal(publicatie, groep)
        assert aantal is not None, groep
        onder, boven = grenzen(getoond, publicatie.beleid)
        drukken = self._druk.setdefault(groep, {})
        drukken[publicatie.kenmerk] = (onder - aantal, boven - aantal)
        laag, hoog = max(onder for onder, _ in drukken.values()), min(boven for _, boven in drukken.values())
        if groep not in self._regel:
            self._regel[groep] = self.nieuwe_regel(self.raster.atomen(groep), laag, hoog)
        self.laag[self._regel[groep]], self.hoog[self._regel[groep]] = laag, hoog

    def grenzen(self) -> dict[Groep, tuple[int, int]]:
        """De grenzen van de verschuiving van elk gedrukt aantal en van elk atoom."""
        atomen = {Groep(p, d, (s,)): nr for nr, (p, d, s) in enumerate(self.raster.namen)}
        uit = {groep: (self.laag[nr], self.hoog[nr]) for groep, nr in atomen.items()}
        for groep, nr in self._regel.items():
            laag, hoog = uit.get(groep, (-ONBEGRENSD, ONBEGRENSD))
            uit[groep] = (max(laag, self.laag[nr]), min(hoog, self.hoog[nr]))
        return uit

    def groep_van(self, regel: int) -> Groep | None:
        """Het gedrukte aantal van een regel, of niets voor een atoom."""
        return self._groepen.get(regel)

    @property
    def _groepen(self) -> Mapping[int, Groep]:
        return {regel: groep for groep, regel in self._regel.items()}
