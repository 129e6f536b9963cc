"""Een publicatie veilig maken naast alle eerdere: wat een lezer samen met het register zou weten, telt mee.

Beschermd is elk klein aantal van een plaats of de regio over elke tijd die een lezer kan uitrekenen, ook als het zelf
nooit gedrukt is (mei tot en met augustus is januari-augustus min januari-april), bij elke stand van de feiten, en ook de
aangroei tussen twee publicaties. Eerdere publicaties veranderen niet; alleen de nieuwe kan meer verbergen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import product

from zicht.core.publicatie.beleid import Beleid
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Publicatie, Voorstel
from zicht.core.publicatie.getoond import ONBEGRENSD, Getoond, Reden, is_klein, ruimste, toon
from zicht.core.publicatie.getuigen import GEWOON, GRONDIG, Getuigen
from zicht.core.publicatie.stelsel import Groep, Raster, Stelsel, families, samenhang
from zicht.core.publicatie.versmallen import Grens, versmal

Voortgang = Callable[[int, int], object]


def _zwijg(klaar: int, totaal: int) -> None:
    """Zonder voortgang."""


_DEKKING, _SAMEN, _GEHEEL = (Getoond(None, reden) for reden in (Reden.BESCHERMT, Reden.SAMEN, Reden.GEHEEL))
_PROBEER = 6  # zo veel cellen proberen we om er een te vinden die alleen genoeg is


@dataclass(frozen=True, order=True)
class Lek:
    """Een klein aantal waarvan niet is aan te tonen dat het verborgen blijft: door eerdere publicaties zonder register."""

    maat: str
    groep: Groep
    over: int  # zo veel waarden zijn aangetoond


@dataclass(frozen=True)
class Veilig:
    """De publicatie zoals die naar buiten mag, en wat ook met alles verborgen niet is aan te tonen."""

    publicatie: Publicatie
    lekken: tuple[Lek, ...] = ()


def maak_veilig(kenmerk: str, voorstel: Voorstel, beleid: Beleid, register: Sequence[Publicatie] = (),
                voortgang: Voortgang = _zwijg, vooraf: Mapping[Cel, Getoond] | None = None) -> Veilig:  # fmt: skip
    """Toon wat kan en verberg wat moet, zo dat wie alle publicaties naast elkaar legt genoeg waarden overhoudt.

    `vooraf` is wat binnen deze publicatie al verborgen moet zijn, om verbanden die het register niet kent. `voortgang` krijgt hoeveel groepen maten klaar zijn, en hoeveel het er zijn.
    """
    getoond: dict[Cel, Getoond] = {}
    lekken: list[Lek] = []
    kaal = Publicatie(kenmerk, voorstel, beleid)
    eigen = {cel.maat for cel in voorstel.cellen}
    bekend = eigen.union(*(publicatie.voorstel.tellingen for publicatie in register))
    werk_te_doen = [familie for familie in families([*register, kaal], bekend) if eigen.intersection(familie)]
    for klaar, familie in enumerate(werk_te_doen):
        voortgang(klaar, len(werk_te_doen))
        werk = _Familie(familie, kenmerk, voorstel, beleid, register, vooraf or {})
        werk.maak_veilig()
        getoond |= werk.getoond
        lekken += werk.lekken
    return Veilig(Publicatie(kenmerk, voorstel, beleid, {cel: getoond[cel] for cel in voorstel.cellen}), tuple(lekken))


def wegens_register(veilig: Veilig) -> frozenset[Cel]:
    """De cellen die verborgen zijn om wat eerder gepubliceerd is, en anders zichtbaar waren."""
    publicatie = veilig.publicatie
    los = maak_veilig(publicatie.kenmerk, publicatie.voorstel, publicatie.beleid).publicatie
    return frozenset(
        cel for cel, getoond in publicatie.getoond.items() if not getoond.zichtbaar and los.getoond[cel].zichtbaar
    )


def te_beschermen(raster: Raster) -> Iterator[Groep]:
    """Elk aantal dat een lezer kan uitrekenen en dat bij een van de standen klein is, of als aangroei klein is."""
    aangroei = frozenset(_aangroei(raster))
    for groep in raster.groepen():
        aantallen = ((publicatie, raster.aantal(publicatie, groep)) for publicatie in raster.publicaties)
        if groep in aangroei or any(n is not None and is_klein(n, p.beleid) for p, n in aantallen):
            yield groep


def _aangroei(raster: Raster) -> Iterator[Groep]:
    """Wat een latere publicatie over een langere tijd meer telt dan een eerdere, als dat een klein aantal is."""
    for (een, groot), (ander, klein) in _paren(raster):
        verschil = een.aantal(groot) - ander.aantal(klein)
        if groot.vak != klein.vak and is_klein(verschil, een.beleid):
            stukken = set(raster.groep(groot).stukken) - set(raster.groep(klein).stukken)
            yield Groep(groot.plaats, raster.groep(groot).deel, tuple(sorted(stukken)))


_Gedrukt = tuple[Publicatie, Cel]


def _paren(raster: Raster) -> Iterator[tuple[_Gedrukt, _Gedrukt]]:
    """Elk paar gedrukte cellen van andere standen waarvan de ene de andere bevat."""
    for een, ander in product(raster.publicaties, repeat=2):
        if een.voorstel.stand == ander.voorstel.stand:
            continue
        eigen: dict[tuple[str, str, str], list[Cel]] = {}
        for cel, _ in raster.cellen(ander):
            eigen.setdefault((cel.maat, cel.plaats, cel.deel), []).append(cel)
        for groot, _ in raster.cellen(een):
            for klein in eigen.get((groot.maat, groot.plaats, groot.deel), ()):
                if groot.vak.bevat(klein.vak):
                    yield (een, groot), (ander, klein)


class _Blik:
    """Wat een lezer naast elkaar legt: een stelsel met de getuigen die er al voor gevonden zijn."""

    def __init__(self, raster: Raster, publicaties: Sequence[Publicatie], onzekerheid: int) -> None:
        self._raster, self._onzekerheid = raster, onzekerheid
        self.stelsel = Stelsel(raster, publicaties)
        self.getuigen = Getuigen(self.stelsel)

    def waarden(self, groep: Groep) -> int:
        """Zo veel mogelijke waarden van een aantal zijn aangetoond, hoogstens zo veel als nodig."""
        return len(self.getuigen.waarden(self._raster.atomen(groep), self._onzekerheid))

    def knelt(self) -> frozenset[Groep | None]:
        """De gedrukte aantallen die bij de laatste vraag in de weg zaten."""
        return frozenset(map(self.stelsel.groep_van, self.getuigen.knelt))


class _Familie:
    """Het werk voor maten die hetzelfde tellen: eerst elke cel zoals hij los getoond zou worden, dan verbergen tot alles veilig is."""

    def __init__(
        self, maten: Sequence[str], kenmerk: str, voorstel: Voorstel, beleid: Beleid, register: Sequence[Publicatie],
        vooraf: Mapping[Cel, Getoond],
    ) -> None:  # fmt: skip
        self._maten, self._beleid, self._register, self._vooraf = maten, beleid, register, vooraf
        cellen = [cel for cel in voorstel.cellen if cel.maat in maten]
        self._staat_al: set[Cel] = set()  # al zo zichtbaar in een eerdere publicatie: verbergen helpt niet meer
        self.getoond = {cel: self._eerst(cel, voorstel.aantal(cel)) for cel in cellen}
        self._nieuw = Publicatie(kenmerk, voorstel, beleid, self.getoond)
        alle = [*register, self._nieuw]
        self._raster = Raster(alle, maten, samenhang(alle, maten, [cel.vak for cel in cellen]))
        self._cellen_van: dict[Groep, list[Cel]] = {}
        for cel in cellen:
            self._cellen_van.setdefault(self._raster.groep(cel), []).append(cel)
        self._noemers_gelijk()
        self._vrij = [g for g, eigen in self._cellen_van.items() if not self._staat_al.intersection(eigen)]
        self._samen = self._blik(self._raster.publicaties)
        self._los = self._blik([p for p in self._raster.publicaties if p.voorstel.stand == voorstel.stand])
        self.lekken: list[Lek] = []

    def _noemers_gelijk(self) -> None:
        """Maten die hetzelfde tellen drukken hun noemer gelijk; is hij ergens verborgen, dan overal."""
        for cellen in self._cellen_van.values():
            self.getoond |= dict.fromkeys(cellen, reduce(ruimste, (self.getoond[cel] for cel in cellen)))

    def _toont(self, groep: Groep) -> Getoond:
        return self.getoond[self._cellen_van[groep][0]]

    def _blik(self, publicaties: Sequence[Publicatie]) -> _Blik:
        return _Blik(self._raster, publicaties, self._beleid.onzekerheid)

    def _eerst(self, cel: Cel, aantal: int) -> Getoond:
        """Een cel die eerder is gepubliceerd blijft zoals hij was, zolang het aantal niet verandert."""
        for eerder in reversed(self._register):
            getoond = eerder.getoond.get(cel)
            if getoond and eerder.beleid == self._beleid and eerder.aantal(cel) == aantal:
                if getoond.zichtbaar:
                    self._staat_al.add(cel)
                    return getoond
                return ruimste(getoond, self._vooraf.get(cel, getoond))
        return self._vooraf.get(cel) or toon(aantal, self._beleid)

    def maak_veilig(self) -> None:
        """Bescherm elk klein aantal, en daarna elk klein verschil tussen twee standen."""
        for groep in te_beschermen(self._raster):
            nodig = self._nodig(groep)
            self._bescherm(groep, self._samen, nodig)
            if nodig < self._beleid.onzekerheid:
                self._bescherm(groep, self._los, self._beleid.onzekerheid)
        for (een, cel), (ander, eerder) in list(_paren(self._raster)):
            if (
                een is self._nieuw
                and cel == eerder
                and is_klein(abs(een.aantal(cel) - ander.aantal(cel)), self._beleid)
            ):
                self._bescherm_verschil(cel, ander)

    def _nodig(self, groep: Groep) -> int:
        """Wie weet wat er tussen twee standen bijkwam, weet soms al genoeg zonder deze publicatie; dat blijft zo."""
        onzekerheid = self._beleid.onzekerheid
        if self._samen.waarden(groep) >= onzekerheid:
            return onzekerheid
        laag, hoog = self._voorkennis[groep]
        return min(onzekerheid, hoog - laag + 1)

    @cached_property
    def _voorkennis(self) -> Mapping[Groep, Grens]:
        """De buitengrenzen van elk aantal met het register alleen."""
        if len(self._raster.publicaties) == 1:
            return dict.fromkeys(self._raster.groepen(), (-ONBEGRENSD, ONBEGRENSD))
        return versmal(self._raster, Stelsel(self._raster, self._raster.publicaties[:-1]).grenzen())

    def _bescherm(self, groep: Groep, blik: _Blik, nodig: int) -> None:
        if blik.waarden(groep) >= nodig:
            return
        if not self._te_redden(groep, blik, nodig):
            blik.getuigen.pogingen = GRONDIG
            self._verberg_alles(groep, blik, nodig)
            blik.getuigen.pogingen = GEWOON
            return
        while blik.waarden(groep) < nodig:
            zwakker = self._zwakker(blik)
            if zwakker and self._helpt(zwakker, groep, blik, nodig):
                return
            if not (kandidaten := self._kandidaten(blik)):
                self._verberg_alles(groep, blik, nodig)
                return
            pogingen = ({**zwakker, **poging} for poging in self._pogingen(kandidaten, groep))
            goed = next((poging for poging in pogingen if self._helpt(poging, groep, blik, nodig)), None)
            self._zet(goed or {kandidaten[0]: _DEKKING})

    def _zwakker(self, blik: _Blik) -> dict[Groep, Getoond]:
        """Wat al verborgen is en in de weg zit, met een reden die niets zegt over hoe groot het is: dat kost geen getal."""
        knelt = blik.knelt()
        return {
            ander: _GEHEEL
            for ander in self._vrij
            if ander in knelt and not self._toont(ander).zichtbaar and self._toont(ander) != _GEHEEL
        }

    def _te_redden(self, groep: Groep, blik: _Blik, nodig: int) -> bool:
        """Of verbergen helpt: zonder de nieuwe publicatie is het aantal wel verborgen."""
        geheel = dict.fromkeys(self._vrij, _GEHEEL)
        if self._helpt(geheel, groep, blik, nodig, terug=True):
            return True
        blik.getuigen.pogingen = GRONDIG
        helpt = self._helpt(geheel, groep, blik, nodig, terug=True)
        blik.getuigen.pogingen = GEWOON
        return helpt

    def _pogingen(self, kandidaten: list[Groep], groep: Groep) -> Iterator[dict[Groep, Getoond]]:
        """Wat genoeg kan zijn, van weinig naar veel verlies: redenen die minder zeggen kosten geen enkel getal."""
        rij = [ander for ander in self._vrij if ander.plaats == groep.plaats]
        if rij and not any(self._toont(ander).waarde for ander in rij):
            yield dict.fromkeys(rij, _GEHEEL)
        yield from ({ander: _DEKKING} for ander in kandidaten[:_PROBEER])
        if groep in self._vrij and self._toont(groep).reden is Reden.KLEIN:
            yield from ({ander: _SAMEN, groep: _SAMEN} for ander in kandidaten[:_PROBEER])
        if rij and groep.plaats != REGIO:
            yield dict.fromkeys(rij, _GEHEEL)

    def _kandidaten(self, blik: _Blik) -> list[Groep]:
        """Zichtbare cellen van de nieuwe publicatie: wat knelt het eerst, de regio en de noemer het laatst."""
        knelt = blik.knelt()

        def volgorde(ander: Groep) -> tuple[bool, bool, bool, int, Groep]:
            waarde = self._toont(ander).waarde or 0
            return ander not in knelt, ander.plaats == REGIO, ander.deel == NOEMER, waarde, ander

        return sorted((ander for ander in self._vrij if self._toont(ander).waarde), key=volgorde)

    def _helpt(
        self, poging: Mapping[Groep, Getoond], groep: Groep, blik: _Blik, nodig: int, *, terug: bool = False
    ) -> bool:
        """Of deze verandering genoeg is; anders (of als dat gevraagd is) staat daarna alles weer zoals het stond."""
        oud = {ander: self._toont(ander) for ander in poging}
        merken = [(b.getuigen, b.getuigen.merk()) for b in (self._samen, self._los)]
        self._zet(poging)
        helpt = blik.waarden(groep) >= nodig
        if terug or not helpt:
            self._zet(oud)
            for getuigen, merk in merken:
                getuigen.terug(*merk)
        return helpt

    def _zet(self, nieuw: Mapping[Groep, Getoond]) -> None:
        for groep, getoond in nieuw.items():
            self.getoond |= dict.fromkeys(self._cellen_van[groep], getoond)
            for blik in (self._samen, self._los):
                blik.stelsel.druk(self._nieuw, groep, getoond)

    def _verberg_alles(self, groep: Groep, blik: _Blik, nodig: int) -> None:
        """Laatste redmiddel: alles van deze plaats verborgen, nullen ook; dan elke plaats, en pas het laatst de regio."""
        stappen = (
            [g for g in self._vrij if g.plaats == groep.plaats != REGIO],
            [g for g in self._vrij if g.plaats != REGIO],
            [g for g in self._vrij if g.deel != NOEMER],
            list(self._vrij),
        )
        for deel in stappen:
            self._zet(dict.fromkeys(deel, _GEHEEL))
            if blik.waarden(groep) >= nodig:
                return
        self.lekken.append(Lek(" = ".join(self._maten), groep, blik.waarden(groep)))

    def _bescherm_verschil(self, cel: Cel, ander: Publicatie) -> None:
        """Een cel die opnieuw is gepubliceerd: wie beide standen los bekijkt, houdt ook van het verschil genoeg over."""
        if not self.getoond[cel].zichtbaar or cel in self._staat_al:
            return
        groep = self._raster.groep(cel)
        eerder = self._blik([p for p in self._raster.publicaties if p.voorstel.stand == ander.voorstel.stand])
        if self._los.waarden(groep) + eerder.waarden(groep) - 1 < self._beleid.onzekerheid:
            self._zet({groep: _DEKKING})
