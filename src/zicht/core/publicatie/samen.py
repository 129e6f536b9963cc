"""Tabellen die samen gedrukt worden samen veilig maken: wat in de ene staat, is in de andere bekend.

Twee kolommen die overal hetzelfde tellen zijn voor een lezer een kolom: het totaal van een uitsplitsing is het aantal van een
indicator, en een groep van de ene uitsplitsing is het totaal van een andere. Zo'n cel staat overal gelijk gedrukt. Eerst
gaan de tabellen een voor een, de kleinste vooraan, met alles wat er al staat als bekend; daarna moet elk klein aantal ook
naast alle andere genoeg waarden houden. Toevallig gelijk kost hoogstens een cel.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zicht.core.publicatie.beleid import Beleid
from zicht.core.publicatie.getoond import Getoond, Reden, grenzen, is_klein, ruimste
from zicht.core.publicatie.getuigen import Getuigen
from zicht.core.publicatie.netwerk import Kruistabel, Plaats
from zicht.core.publicatie.stelsel import Atoom, Sommen
from zicht.core.publicatie.tabel import PubliekeTabel, publiceer_met_totaal

_DEKKING, _GEHEEL = Getoond(None, Reden.BESCHERMT), Getoond(None, Reden.GEHEEL)
_PROBEER = 6  # zo veel cellen proberen we om er een te vinden die alleen genoeg is


@dataclass(frozen=True, order=True)
class _Cel:
    """Een kolom (of een totaal) van een of meer tabellen, op een rij; rij "" is alle rijen samen."""

    kolom: int
    rij: str


Kolomtotaal = tuple[int, str | None]  # het nummer van een tabel en een kolom, over alle rijen samen


def publiceer_samen(
    tabellen: Sequence[Kruistabel], beleid: Beleid | None, zelfde: Iterable[tuple[Kolomtotaal, Kolomtotaal]] = ()
) -> tuple[PubliekeTabel, ...]:
    """Elke tabel zoals die naast alle andere in druk mag, in dezelfde volgorde.

    `zelfde` noemt kolomtotalen die een en hetzelfde aantal zijn al hebben hun tabellen andere rijen: de gemeenten van een
    periode zijn samen de regio, en haar maanden ook.
    """
    if beleid is None:
        return tuple(publiceer_met_totaal(tabel, None) for tabel in tabellen)
    kolommen = _gelijke_kolommen(tabellen)
    for (een, een_kolom), (ander, ander_kolom) in zelfde:
        oud, nieuw = kolommen[een].samen[een_kolom], kolommen[ander].samen[ander_kolom]
        for eigen in kolommen:
            eigen.samen.update({kolom: nieuw for kolom, nummer in eigen.samen.items() if nummer == oud})
    getoond: dict[_Cel, Getoond] = {}
    for nummers in _samenhang(kolommen):
        groep = _Groep({nr: tabellen[nr] for nr in nummers}, {nr: kolommen[nr] for nr in nummers}, beleid)
        groep.maak_veilig()
        getoond |= groep.getoond
    return tuple(
        {plaats: getoond[_cel(kolommen[nr], plaats)] for plaats in tabel.plaatsen()}
        for nr, tabel in enumerate(tabellen)
    )


@dataclass(frozen=True)
class _Kolommen:
    """Het nummer van elke kolom van een tabel, per rij en over alle rijen samen; None is het totaal."""

    per_rij: Mapping[str | None, int]
    samen: dict[str | None, int]

    def nummers(self) -> set[int]:
        return {*self.per_rij.values(), *self.samen.values()}


def _cel(kolommen: _Kolommen, plaats: Plaats) -> _Cel:
    rij, kolom = plaats
    return _Cel(kolommen.samen[kolom], "") if rij is None else _Cel(kolommen.per_rij[kolom], rij)


def _gelijke_kolommen(tabellen: Sequence[Kruistabel]) -> list[_Kolommen]:
    """Kolommen die op elke rij hetzelfde tellen krijgen hetzelfde nummer; een kolom zonder gevallen staat op zichzelf.

    Ook twee kolommen van een tabel blijven twee: samen zijn zij een deel van haar totaal.
    """
    bekend: dict[object, int] = {}
    uit: list[_Kolommen] = []
    for nr, tabel in enumerate(tabellen):
        eigen: dict[str | None, int] = {}
        for kolom in (*tabel.kolommen, *((None,) if tabel.rijtotalen else ())):
            aantallen = frozenset((rij, n) for rij in tabel.rijen if (n := tabel.aantal((rij, kolom))))
            dubbel = kolom is not None and bekend.get(aantallen) in eigen.values()
            eigen[kolom] = bekend.setdefault((nr, kolom) if dubbel or not aantallen else aantallen, len(bekend))
        uit.append(_Kolommen(eigen, dict(eigen)))
    return uit


def _samenhang(kolommen: Sequence[_Kolommen]) -> list[list[int]]:
    """De nummers van tabellen die (via andere) een kolom delen."""
    groepen: list[tuple[set[int], list[int]]] = []
    for nr, eigen in enumerate(kolommen):
        raakt = [groep for groep in groepen if not groep[0].isdisjoint(eigen.nummers())]
        groepen = [groep for groep in groepen if groep not in raakt]
        groepen.append((
            eigen.nummers().union(*(soorten for soorten, _ in raakt)),
            [*(ander for _, nummers in raakt for ander in nummers), nr],
        ))  # fmt: skip
    return [sorted(nummers) for _, nummers in groepen]


class _Groep:
    """Tabellen die cellen delen, en wat er van elke cel gedrukt wordt."""

    def __init__(self, tabellen: Mapping[int, Kruistabel], kolommen: Mapping[int, _Kolommen], beleid: Beleid) -> None:
        self._tabellen, self._kolommen, self._beleid = tabellen, kolommen, beleid
        self._aantal = {
            _cel(kolommen[nr], plaats): tabel.aantal(plaats)
            for nr, tabel in tabellen.items()
            for plaats in tabel.plaatsen()
        }
        self._totalen = {eigen.per_rij[None] for eigen in kolommen.values() if None in eigen.per_rij}
        self.getoond: dict[_Cel, Getoond] = {}
        for nr in sorted(tabellen, key=lambda nr: (len(tabellen[nr].kolommen), nr)):
            self._druk_tabel(tabellen[nr], kolommen[nr])

    def _druk_tabel(self, tabel: Kruistabel, eigen: _Kolommen) -> None:
        """Een tabel, met wat elders al staat als bekend."""
        vast = {p: self.getoond[_cel(eigen, p)] for p in tabel.plaatsen() if _cel(eigen, p) in self.getoond}
        for plaats, getoond in publiceer_met_totaal(tabel, self._beleid, vast).items():
            cel = _cel(eigen, plaats)
            self.getoond[cel] = ruimste(self.getoond.get(cel, getoond), getoond)

    def maak_veilig(self) -> None:
        """Verberg meer tot elk klein aantal naast alle tabellen samen genoeg waarden houdt."""
        self._stelsel = Sommen()
        self._atoom = {cel: self._nieuw_atoom(cel) for cel in self._bladeren()}
        self._regel = {cel: self._regel_van(cel) for cel in self._aantal}
        self._cel_van = {regel: cel for cel, regel in self._regel.items()}
        for een, ander in self._optellingen():
            self._stelsel.nieuwe_regel(een, 0, 0, ander)
        self._getuigen = Getuigen(self._stelsel)
        for cel, aantal in self._aantal.items():
            if is_klein(aantal, self._beleid):
                self._bescherm(cel)

    # ------------------------------------------------------------------------------------------------------------ stelsel

    def _bladeren(self) -> list[_Cel]:
        """De cellen waaruit elke andere is opgeteld: elke kolom op elke rij."""
        return list(dict.fromkeys(
            _cel(self._kolommen[nr], (rij, kolom))
            for nr, tabel in self._tabellen.items() for kolom in tabel.kolommen for rij in tabel.rijen
        ))  # fmt: skip

    def _nieuw_atoom(self, cel: _Cel) -> Atoom:
        return self._stelsel.nieuw_atoom(-self._aantal[cel])

    def _regel_van(self, cel: _Cel) -> int:
        laag, hoog = grenzen(self.getoond[cel], self._beleid)
        aantal = self._aantal[cel]
        return self._stelsel.nieuwe_regel(self._atomen(cel), laag - aantal, hoog - aantal)

    def _atomen(self, cel: _Cel) -> tuple[Atoom, ...]:
        return next(self._schrijfwijzen(cel))

    def _schrijfwijzen(self, cel: _Cel) -> Iterator[tuple[Atoom, ...]]:
        """Elke optelling van atomen die deze cel is: zichzelf, of de kolommen van een tabel waarvan zij het totaal is."""
        gezien = set[tuple[Atoom, ...]]()
        for nr, tabel in self._tabellen.items():
            eigen = self._kolommen[nr]
            for kolom, nummer in (eigen.per_rij if cel.rij else eigen.samen).items():
                if nummer == cel.kolom:
                    rijen = (cel.rij,) if cel.rij else tabel.rijen
                    kolommen = tabel.kolommen if kolom is None else (kolom,)
                    atomen = tuple(sorted(
                        self._atoom[blad] for rij in rijen for k in kolommen
                        if (blad := _cel(eigen, (rij, k))) in self._atoom
                    ))  # fmt: skip
                    if atomen not in gezien:
                        gezien.add(atomen)
                        yield atomen

    def _optellingen(self) -> Iterator[tuple[tuple[Atoom, ...], tuple[Atoom, ...]]]:
        """Wat op meer manieren is op te tellen, is op elke manier evenveel."""
        for cel in self._aantal:
            eerste, *andere = self._schrijfwijzen(cel)
            yield from ((eerste, ander) for ander in andere)

    # ---------------------------------------------------------------------------------------------------------- verbergen

    def _genoeg(self, cel: _Cel) -> bool:
        nodig = self._beleid.onzekerheid
        return len(self._getuigen.waarden(self._atomen(cel), nodig)) >= nodig

    def _bescherm(self, cel: _Cel) -> None:
        """Verberg tot dit aantal genoeg waarden houdt: liefst zonder een getal te verliezen, anders het kleinste dat helpt."""
        while not self._genoeg(cel):
            zwakker = dict.fromkeys(self._knellend(zichtbaar=False), _GEHEEL)
            if zwakker and self._helpt(zwakker, cel):
                return
            kandidaten = self._knellend(zichtbaar=True) or self._zichtbare(self._aantal)
            if not kandidaten:
                self._verberg_alles(cel)
                return
            pogingen = ({**zwakker, ander: _DEKKING} for ander in kandidaten[:_PROBEER])
            if not any(self._helpt(poging, cel) for poging in pogingen):
                self._zet({kandidaten[0]: _DEKKING})

    def _knellend(self, *, zichtbaar: bool) -> list[_Cel]:
        """Wat bij de laatste vraag in de weg zat."""
        cellen = [self._cel_van[regel] for regel in self._getuigen.knelt if regel in self._cel_van]
        if zichtbaar:
            return self._zichtbare(cellen)
        return [cel for cel in cellen if not self.getoond[cel].zichtbaar and self.getoond[cel] != _GEHEEL]

    def _zichtbare(self, cellen: Iterable[_Cel]) -> list[_Cel]:
        """De getallen: die van een rij voor die van alle rijen, een groep voor een totaal, van klein naar groot."""

        def volgorde(cel: _Cel) -> tuple[bool, bool, int, _Cel]:
            return not cel.rij, cel.kolom in self._totalen, self.getoond[cel].waarde or 0, cel

        return sorted((cel for cel in cellen if self.getoond[cel].waarde), key=volgorde)

    def _helpt(self, poging: Mapping[_Cel, Getoond], cel: _Cel) -> bool:
        """Of deze verandering genoeg is; anders staat daarna alles weer zoals het stond."""
        oud, merk = {ander: self.getoond[ander] for ander in poging}, self._getuigen.merk()
        self._zet(poging)
        if self._genoeg(cel):
            return True
        self._zet(oud)
        self._getuigen.terug(*merk)
        return False

    def _zet(self, nieuw: Mapping[_Cel, Getoond]) -> None:
        self.getoond |= nieuw
        for cel, getoond in nieuw.items():
            laag, hoog = grenzen(getoond, self._beleid)
            self._stelsel.laag[self._regel[cel]] = laag - self._aantal[cel]
            self._stelsel.hoog[self._regel[cel]] = hoog - self._aantal[cel]

    def _verberg_alles(self, cel: _Cel) -> None:
        """Laatste redmiddel: de hele rij, ook de nullen; dan elke rij, en pas het laatst wat van alle rijen samen is."""
        for deel in (
            [ander for ander in self._aantal if ander.rij == cel.rij != ""],
            [ander for ander in self._aantal if ander.rij],
            list(self._aantal),
        ):
            self._zet(dict.fromkeys(deel, _GEHEEL))
            if self._genoeg(cel):
                return
