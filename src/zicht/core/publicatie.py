"""Veilig publiceren: drempel, afronding en tweede verberging per tabel. Altijd de laatste stap, nooit in de berekening.

Een aanvaller kent alles wat gedrukt is: de afgeronde getallen, de totalen, het beleid en de reden van elke lege cel.
De tabel is een netwerk (totaal, rijen, kolommen); hoe ver een verborgen cel nog kan schuiven is een stroom daarin.
Die grens is exact: kleiner kan geen enkele aanvaller het bereik maken (Ahuja e.a., Network Flows, 1993, hoofdstuk 6).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from zicht.core.bronnen import Bron

_ONBEGRENSD = 10**9


_CBS = Bron(
    "cbs-statline", "alle tabellen: veelvouden van vijf, kleinste zichtbare aantal tien (afgeleid uit de tabellen zelf)"
)


@dataclass(frozen=True)
class Beleid:
    """Wanneer een aantal buiten de eigen organisatie mag, en hoe het dan gedrukt wordt."""

    drempel: int = 10  # kleinste aantal dat zichtbaar is
    afronding: int = 5  # elk zichtbaar aantal is een veelvoud hiervan, elk apart afgerond
    onzekerheid: int = 5  # zo veel waarden houdt een aanvaller minstens over bij een verborgen aantal
    smal: Fraction = Fraction(4, 100)  # een breder bereik van een percentage wordt als bereik gedrukt
    bron: Bron = _CBS


def keuzes(beleid: Beleid) -> tuple[str, ...]:
    """De regels van het beleid in woorden, met de keuzes die de bron openlaat."""
    klein, rond = beleid.drempel - 1, beleid.afronding
    return (
        f"Aantallen van 1 tot en met {klein} zijn verborgen. Een 0 is zichtbaar: die gaat over niemand.",
        f"Elk ander aantal is apart afgerond op een veelvoud van {rond}, zoals het CBS doet. Optellingen kunnen daardoor iets afwijken van het totaal.",
        f"Is een verborgen aantal uit een totaal te herleiden, dan is ook een ander aantal verborgen. Wie alles combineert houdt bij elk klein aantal minstens {beleid.onzekerheid} mogelijke waarden over.",
        "Percentages zijn berekend op de afgeronde aantallen. Bij weinig gevallen staat er een bereik.",
        "Het oordeel over een norm is genomen op de exacte aantallen.",
    )


class Reden(Enum):
    """Waarom een aantal niet zichtbaar is."""

    KLEIN = "klein"
    BESCHERMT = "beschermt"
    SAMEN = "samen"  # een klein aantal en zijn dekking, met opzet niet te onderscheiden
    GEHEEL = "geheel"


@dataclass(frozen=True)
class Getoond:
    """Een aantal zoals het naar buiten mag: een afgeronde waarde of een reden; nooit het exacte aantal."""

    waarde: int | None
    reden: Reden | None = None

    @property
    def zichtbaar(self) -> bool:
        """Of er een getal staat."""
        return self.waarde is not None


def reden_in_woorden(reden: Reden, beleid: Beleid) -> str:
    """De reden zoals die in een rapport staat."""
    match reden:
        case Reden.KLEIN:
            return f"verborgen: minder dan {beleid.drempel}"
        case Reden.BESCHERMT:
            return "verborgen om een andere cel te beschermen"
        case Reden.SAMEN:
            return f"verborgen: dit of een ander aantal is minder dan {beleid.drempel}"
        case Reden.GEHEEL:
            return "verborgen: deze rij of kolom is in haar geheel te klein"


def is_klein(aantal: int, beleid: Beleid) -> bool:
    """Of een aantal onder de drempel ligt; nul is niet klein."""
    return 0 < aantal < beleid.drempel


def rond_af(aantal: int, beleid: Beleid) -> int:
    """Het dichtstbijzijnde veelvoud van de afronding; de helft gaat omhoog."""
    return (2 * aantal + beleid.afronding) // (2 * beleid.afronding) * beleid.afronding


def toon(aantal: int, beleid: Beleid | None) -> Getoond:
    """Een los aantal, zonder totalen waaruit het te herleiden is; zonder beleid (intern) blijft het exact."""
    if beleid is None:
        return Getoond(aantal)
    return Getoond(None, Reden.KLEIN) if is_klein(aantal, beleid) else Getoond(rond_af(aantal, beleid))


def grenzen(getoond: Getoond, beleid: Beleid) -> tuple[int, int]:
    """Wat een lezer uit een gedrukt aantal alleen al weet: het kleinste en het grootste mogelijke exacte aantal."""
    match getoond:
        case Getoond(waarde=0):
            return 0, 0
        case Getoond(waarde=int(waarde)):
            onder = max(waarde - beleid.afronding // 2, beleid.drempel)
            return onder, max(onder, waarde + (beleid.afronding - 1) // 2)
        case Getoond(reden=Reden.KLEIN):
            return 1, beleid.drempel - 1
        case Getoond(reden=Reden.BESCHERMT):
            return beleid.drempel, _ONBEGRENSD
        case Getoond(reden=Reden.SAMEN):
            return 1, _ONBEGRENSD
        case _:
            return 0, _ONBEGRENSD


# ---------------------------------------------------------------------------------------------------------- percentages


@dataclass(frozen=True)
class Percentage:
    """Een aandeel (0 tot 1) op gedrukte aantallen, met het bereik waarin het exacte aandeel zeker ligt."""

    waarde: Fraction
    laag: Fraction
    hoog: Fraction

    @property
    def breedte(self) -> Fraction:
        """Hoe ver laag en hoog uit elkaar liggen."""
        return self.hoog - self.laag


def percentage(teller: Getoond, rest: Getoond, noemer: Getoond, beleid: Beleid | None) -> Percentage | None:
    """Het percentage, alleen als teller, rest en noemer alle drie zichtbaar zijn en de noemer niet nul is."""
    if teller.waarde is None or rest.waarde is None or not noemer.waarde:
        return None
    waarde = min(Fraction(teller.waarde, noemer.waarde), Fraction(1))
    if beleid is None:
        return Percentage(waarde, waarde, waarde)
    (teller_laag, teller_hoog), (rest_laag, rest_hoog) = grenzen(teller, beleid), grenzen(rest, beleid)
    laag = Fraction(teller_laag, max(teller_laag + rest_hoog, 1))
    hoog = Fraction(teller_hoog, max(teller_hoog + rest_laag, 1))
    return Percentage(min(max(waarde, laag), hoog), laag, hoog)


# -------------------------------------------------------------------------------------------------------------- tabellen

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


PubliekeTabel = Mapping[Plaats, Getoond]


def publiceer(tabel: Kruistabel, beleid: Beleid | None, vast: Mapping[Plaats, Getoond] | None = None) -> PubliekeTabel:
    """De tabel zoals die naar buiten mag: kleine cellen verborgen, en wat nodig is om ze verborgen te houden.

    `vast` is al gedrukt (de totalen van de regio, bij een tabel per gemeente) en verandert niet meer.
    """
    vast = vast or {}
    uit = {plaats: vast.get(plaats) or toon(tabel.aantal(plaats), beleid) for plaats in tabel.plaatsen()}
    if beleid is None:
        return uit
    netwerk = _Netwerk(tabel, uit, beleid)
    for plaats in [plaats for plaats, getoond in uit.items() if getoond.reden is Reden.KLEIN and plaats not in vast]:
        _bescherm(plaats, netwerk, uit, vast)
    return uit


def publiceer_met_totaal(tabel: Kruistabel, beleid: Beleid | None) -> PubliekeTabel:
    """Eerst de kolomtotalen als een eigen tabel, dan de rijen: het geheel gaat voor, de delen voegen zich."""
    samen = {("alles", kolom): tabel.aantal((None, kolom)) for kolom in tabel.kolommen}
    geheel = publiceer(Kruistabel(("alles",), tabel.kolommen, samen, tabel.rijtotalen, kolomtotalen=False), beleid)
    return publiceer(tabel, beleid, {(None, kolom): getoond for (_, kolom), getoond in geheel.items()})


def bereik(tabel: Kruistabel, publiek: PubliekeTabel, beleid: Beleid, plaats: Plaats) -> tuple[int, int]:
    """Het exacte bereik dat een aanvaller met de hele gedrukte tabel voor een plaats overhoudt."""
    netwerk = _Netwerk(tabel, publiek, beleid)
    omlaag, omhoog = netwerk.speling(plaats, omhoog=False), netwerk.speling(plaats, omhoog=True)
    aantal = tabel.aantal(plaats)
    return aantal - omlaag, aantal + omhoog


def _bescherm(plaats: Plaats, netwerk: "_Netwerk", uit: dict[Plaats, Getoond], vast: Mapping[Plaats, Getoond]) -> None:
    """Verberg cellen tot deze cel genoeg mogelijke waarden houdt: liefst een, liefst de kleinste, liefst geen totaal.

    Verraadt de reden zelf te veel (een dekking is minstens de drempel), dan krijgen de twee cellen dezelfde reden.
    """
    while not netwerk.is_veilig(plaats):
        kandidaten = [kandidaat for kandidaat in _kandidaten(plaats, uit) if kandidaat not in vast]
        if not kandidaten:
            _verberg_geheel(plaats, netwerk, uit, vast)
            return
        cellen = [kandidaat for kandidaat in kandidaten if None not in kandidaat][:12]
        alleen = next((cel for cel in cellen if netwerk.helpt({cel: _DEKKING}, plaats)), None)
        samen = alleen or next((cel for cel in cellen if netwerk.helpt({cel: _SAMEN, plaats: _SAMEN}, plaats)), None)
        nieuw = (
            {alleen: _DEKKING} if alleen else {samen: _SAMEN, plaats: _SAMEN} if samen else {kandidaten[0]: _DEKKING}
        )
        for cel, getoond in nieuw.items():
            uit[cel] = netwerk.zet(cel, getoond)


_DEKKING, _SAMEN = Getoond(None, Reden.BESCHERMT), Getoond(None, Reden.SAMEN)


def _kandidaten(plaats: Plaats, uit: Mapping[Plaats, Getoond]) -> list[Plaats]:
    """Zichtbare cellen, die op dezelfde rij of kolom het eerst, dan van klein naar groot, totalen het laatst."""
    rij, kolom = plaats

    def volgorde(ander: Plaats) -> tuple[bool, int, int, str, str]:
        totalen = (ander[0] is None) + (ander[1] is None)
        return ander[0] != rij and ander[1] != kolom, totalen, uit[ander].waarde or 0, ander[0] or "", ander[1] or ""

    return sorted((ander for ander, getoond in uit.items() if getoond.waarde), key=volgorde)


def _verberg_geheel(
    plaats: Plaats, netwerk: "_Netwerk", uit: dict[Plaats, Getoond], vast: Mapping[Plaats, Getoond]
) -> None:
    """Laatste redmiddel (negen enen met totaal negen): verberg de hele rij en kolom, nullen ook, en zo nodig alles."""
    rij, kolom = plaats
    alle = [ander for ander in uit if ander not in vast]
    for groep in ([ander for ander in alle if ander[0] == rij or ander[1] == kolom], alle):
        for ander in groep:
            uit[ander] = netwerk.zet(ander, Getoond(None, Reden.GEHEEL))
        if netwerk.is_veilig(plaats):
            return


# --------------------------------------------------------------------------------------------------------- de aanvaller


class _Netwerk:
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
        laag, hoog = (0, _ONBEGRENSD) if getoond is None else grenzen(getoond, self._beleid)
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

    def speling(self, plaats: Plaats, *, omhoog: bool, hoogstens: int = _ONBEGRENSD) -> int:
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
