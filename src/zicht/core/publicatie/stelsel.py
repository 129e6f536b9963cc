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


def families(publicaties: Sequence[Publicatie], maten: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Maten die hetzelfde tellen horen bij elkaar: is de noemer van de een verborgen, dan staat hij ook niet bij de ander.

    Hetzelfde is: gelijk in elke stand die beide kent, op elke plaats, in elke maand die van beide gedrukt wordt. Toevallig
    gelijk kost hoogstens een cel.
    """
    uit: list[list[str]] = []
    for maat in sorted(set(maten)):
        past = next((familie for familie in uit if _telt_hetzelfde(publicaties, familie[0], maat)), None)
        if past is None:
            uit.append([maat])
        else:
            past.append(maat)
    return tuple(map(tuple, uit))


def _telt_hetzelfde(publicaties: Sequence[Publicatie], een: str, ander: str) -> bool:
    samen = [(p.voorstel, p.voorstel.maanden(een) & p.voorstel.maanden(ander)) for p in publicaties]
    paren = [(voorstel.tellingen, maanden) for voorstel, maanden in samen if maanden]
    return bool(paren) and all(t[een].in_maanden(maanden) == t[ander].in_maanden(maanden) for t, maanden in paren)


def samenhang(publicaties: Sequence[Publicatie], maten: Sequence[str], vakken: Iterable[Vak]) -> tuple[Vak, ...]:
    """Alle gepubliceerde tijdvakken van deze maten die via overlap met de gegeven tijdvakken samenhangen."""
    alle = {cel.vak for publicatie in publicaties for maat in maten for cel, _ in publicatie.van_maat(maat)}
    gevonden = set(vakken)
    while nieuw := {vak for vak in alle - gevonden if any(vak.raakt(ander) for ander in gevonden)}:
        gevonden |= nieuw
    return tuple(sorted(gevonden))


class Raster:
    """De atomen van een familie van maten: plaatsen, delen van elke maat, en stukken tijd."""

    def __init__(self, publicaties: Sequence[Publicatie], maten: Sequence[str], vakken: Sequence[Vak]) -> None:
        self.maten = tuple(maten)
        self.publicaties = tuple(p for p in publicaties if any(maat in p.voorstel.tellingen for maat in maten))
        tellingen = [(m, p.voorstel.tellingen[m]) for p in self.publicaties for m in maten if m in p.voorstel.tellingen]
        self.plaatsen = tuple(sorted({plaats for _, telling in tellingen for plaats in telling.plaatsen}))
        per_maat = {
            maat: tuple(f"{maat}/{d}" for d in telling.delen)
            for maat, telling in tellingen
            if NOEMER not in telling.delen
        }
        self.splitsingen = tuple(per_maat[maat] for maat in sorted(per_maat))  # elke splitsing is samen de noemer
        self.delen = tuple(deel for delen in self.splitsingen for deel in delen) or (NOEMER,)
        grens = sorted({rand for vak in vakken for rand in (vak.van, vak.tot)})
        stukken = (Vak(van, tot) for van, tot in pairwise(grens))
        self.stukken = tuple(stuk for stuk in stukken if any(vak.bevat(stuk) for vak in vakken))
        self.namen = tuple((p, d, s) for p in self.plaatsen for d in self.delen for s in range(len(self.stukken)))
        self._nummer = {naam: nr for nr, naam in enumerate(self.namen)}

    def cellen(self, publicatie: Publicatie) -> Iterator[tuple[Cel, Getoond]]:
        """De gedrukte cellen van deze maten."""
        return (paar for maat in self.maten for paar in publicatie.van_maat(maat))

    def groep(self, cel: Cel) -> Groep:
        """De stukken tijd van een cel; de noemer is van de hele familie."""
        deel = NOEMER if cel.deel == NOEMER else f"{cel.maat}/{cel.deel}"
        return Groep(cel.plaats, deel, tuple(nr for nr, stuk in enumerate(self.stukken) if cel.vak.bevat(stuk)))

    def atomen(self, groep: Groep) -> tuple[Atoom, ...]:
        """De atomen waarvan dit aantal de som is; een noemer is de som van de eerste splitsing."""
        plaatsen = self.plaatsen if groep.plaats == REGIO else (groep.plaats,)
        delen = (groep.deel,) if groep.deel != NOEMER else self.splitsingen[0] if self.splitsingen else (NOEMER,)
        sleutels = ((p, d, s) for p in plaatsen for d in delen for s in groep.stukken)
        return tuple(self._nummer[sleutel] for sleutel in sleutels if sleutel in self._nummer)

    def gelijken(self) -> Iterator[tuple[tuple[Atoom, ...], tuple[Atoom, ...]]]:
        """Atomen die samen evenveel zijn als andere: elke splitsing telt op tot dezelfde noemer."""
        for plaats in self.plaatsen:
            for stuk in range(len(self.stukken)):
                rijen = [tuple(self._nummer[plaats, deel, stuk] for deel in delen) for delen in self.splitsingen]
                yield from ((rijen[0], rij) for rij in rijen[1:])

    def aantal(self, publicatie: Publicatie, groep: Groep) -> int | None:
        """Het exacte aantal bij de stand van een publicatie, of niets als die stand deze maanden niet kent."""
        maat, _, deel = groep.deel.rpartition("/")
        kent = self._bekend[publicatie.kenmerk]
        for ander in (maat,) if maat else self.maten:
            if ander in kent and kent[ander].issuperset(groep.stukken):
                maanden = [m for nr in groep.stukken for m in range(self.stukken[nr].van, self.stukken[nr].tot)]
                return publicatie.voorstel.tellingen[ander].aantal(groep.plaats, deel, maanden)
        return None

    @cached_property
    def _bekend(self) -> Mapping[str, Mapping[str, frozenset[int]]]:
        return {p.kenmerk: {maat: self._gedrukt(p, maat) for maat in self.maten} for p in self.publicaties}

    def _gedrukt(self, publicatie: Publicatie, maat: str) -> frozenset[int]:
        vakken = {cel.vak for cel in publicatie.voorstel.cellen if cel.maat == maat}
        return frozenset(nr for nr, stuk in enumerate(self.stukken) if any(vak.bevat(stuk) for vak in vakken))

    def groepen(self) -> Iterator[Groep]:
        """Elk aantal dat een lezer kan uitrekenen: elke aaneengesloten reeks, en elk vak min een vak daarbinnen.

        Van een deel en van een plaats gaat het om de tijden waarover van dat deel, en van plaatsen, iets gedrukt is. Is van de
        regio ook elke maand het geheel gedrukt, dan zegt dat over een deel of een plaats in die maand alleen hoeveel het hoogstens is.
        """
        delen = (*self.delen, NOEMER) if self.splitsingen else (NOEMER,)
        for deel in delen:
            regio = [cel for cel in self._gedrukte_cellen if self.groep(cel).deel == deel]
            plaatsen = [cel for cel in regio if cel.plaats != REGIO]
            van_plaatsen, van_regio = self._reeksen_van(plaatsen or regio), self._reeksen_van(regio)
            for plaats in (*self.plaatsen, REGIO):
                yield from (Groep(plaats, deel, r) for r in (van_regio if plaats == REGIO else van_plaatsen))

    @cached_property
    def _gedrukte_cellen(self) -> tuple[Cel, ...]:
        alle = (cel for publicatie in self.publicaties for cel, _ in self.cellen(publicatie))
        return tuple(dict.fromkeys(alle))

    def _reeksen_van(self, cellen: Sequence[Cel]) -> tuple[tuple[int, ...], ...]:
        randen = {rand for cel in cellen for rand in (cel.vak.van, cel.vak.tot)}
        begin = [nr for nr, stuk in enumerate(self.stukken) if stuk.van in randen]
        eind = [nr for nr, stuk in enumerate(self.stukken) if stuk.tot in randen]
        reeksen = {tuple(range(a, b + 1)) for a in begin for b in eind if a <= b and self._sluit_aan(a, b)}
        gedrukt = {self.groep(cel).stukken for cel in cellen}
        reeksen |= {
            tuple(nr for nr in groot if nr not in klein)
            for groot in gedrukt
            for klein in gedrukt
            if set(klein) < set(groot)
        }
        return tuple(sorted(reeksen, key=lambda reeks: (len(reeks), reeks)))

    def _sluit_aan(self, a: int, b: int) -> bool:
        return all(self.stukken[i].tot == self.stukken[i + 1].van for i in range(a, b))


class Sommen:
    """De grenzen van sommen van verschuivingen. Regel `a` van de eerste regels is atoom `a` zelf: nooit onder nul."""

    def __init__(self) -> None:
        self.atomen_van: list[tuple[Atoom, ...]] = []
        self.min_van: list[tuple[Atoom, ...]] = []  # atomen die van de som af gaan
        self.regels_van: list[list[int]] = []  # ~regel: het atoom gaat er vanaf
        self.laag: list[int] = []
        self.hoog: list[int] = []

    def nieuw_atoom(self, laag: int) -> Atoom:
        """Een atoom en zijn regel; alle atomen komen voor de eerste som."""
        atoom = len(self.regels_van)
        self.regels_van.append([])
        return self.nieuwe_regel((atoom,), laag, ONBEGRENSD)

    def nieuwe_regel(self, atomen: tuple[Atoom, ...], laag: int, hoog: int, eraf: tuple[Atoom, ...] = ()) -> int:
        """Een som van atomen (min andere) met haar grenzen."""
        regel = len(self.atomen_van)
        self.atomen_van.append(atomen)
        self.min_van.append(eraf)
        self.laag.append(laag)
        self.hoog.append(hoog)
        for atoom in atomen:
            self.regels_van[atoom].append(regel)
        for atoom in eraf:
            self.regels_van[atoom].append(~regel)
        return regel

    def laatste_regel_weg(self) -> None:
        """Haal de laatst toegevoegde som weg."""
        for atoom in self.atomen_van.pop():
            self.regels_van[atoom].pop()
        self.min_van.pop()
        self.laag.pop()
        self.hoog.pop()

    def kan(self, atomen: tuple[Atoom, ...], verschuiving: int) -> bool:
        """Of geen enkele som over precies deze atomen, dit al uitsluit; onwaar is zeker onwaar."""
        if verschuiving < 0 and verschuiving < sum(self.laag[atoom] for atoom in atomen):
            return False
        regels = set(self.regels_van[atomen[0]]) if atomen else set[int]()
        return all(
            self.laag[regel] <= verschuiving <= self.hoog[regel]
            for regel in regels
            if regel >= 0 and not self.min_van[regel] and self.atomen_van[regel] == atomen
        )


class Stelsel(Sommen):
    """De grenzen van alle verschuivingen van een familie van maten."""

    def __init__(self, raster: Raster, publicaties: Sequence[Publicatie]) -> None:
        super().__init__()
        self.raster = raster
        self._regel: dict[Groep, int] = {}
        self._druk: dict[Groep, dict[str, tuple[int, int]]] = {}
        for naam in raster.namen:
            self.nieuw_atoom(self._boven_nul(publicaties, *naam))
        for een, ander in raster.gelijken():
            self.nieuwe_regel(een, 0, 0, ander)
        for publicatie in publicaties:
            for cel, getoond in raster.cellen(publicatie):
                if raster.groep(cel).stukken:
                    self.druk(publicatie, raster.groep(cel), getoond, erbij=True)

    def _boven_nul(self, publicaties: Sequence[Publicatie], plaats: str, deel: str, stuk: int) -> int:
        """Hoe ver een atoom omlaag kan; een deel dat in dit stuk nergens gedrukt is, voegt zich naar zijn noemer."""
        aantallen = (self.raster.aantal(publicatie, Groep(plaats, deel, (stuk,))) for publicatie in publicaties)
        return -min((aantal for aantal in aantallen if aantal is not None), default=ONBEGRENSD)

    def druk(self, publicatie: Publicatie, groep: Groep, getoond: Getoond, *, erbij: bool = False) -> None:
        """Zet wat een publicatie van een aantal laat zien; `erbij` als zij het ook elders laat zien (een andere maat)."""
        aantal = self.raster.aantal(publicatie, groep)
        assert aantal is not None, groep
        onder, boven = grenzen(getoond, publicatie.beleid)
        drukken = self._druk.setdefault(groep, {})
        eerder = drukken.get(publicatie.kenmerk, (-ONBEGRENSD, ONBEGRENSD)) if erbij else (-ONBEGRENSD, ONBEGRENSD)
        drukken[publicatie.kenmerk] = (max(eerder[0], onder - aantal), min(eerder[1], boven - aantal))
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
