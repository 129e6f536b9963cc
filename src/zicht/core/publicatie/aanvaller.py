"""De aanvaller: legt alles wat ooit gepubliceerd is naast elkaar en rekent elk klein aantal zo nauw mogelijk uit.

Hij gebruikt alleen wat getoond is, het beleid, en de optellingen van plaatsen, delen en tijd. Twee aanvallers doen dat:
een lezer, die bij elke stand van de feiten opnieuw begint, en een ingewijde, die van elke maand precies weet hoeveel er
tussen twee standen is bijgekomen. Een aanval slaagt als er minder waarden overblijven dan het beleid zegt, en bij de
ingewijde alleen als dat door de publicatie komt en niet al uit zijn voorkennis volgde.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from zicht.core.publicatie.cellen import Publicatie
from zicht.core.publicatie.stelsel import Groep, Raster, Stelsel, families, samenhang
from zicht.core.publicatie.veilig import te_beschermen
from zicht.core.publicatie.versmallen import Grens, versmal


class Kennis(Enum):
    """Wat de aanvaller weet behalve wat getoond is."""

    LEZER = "lezer"
    INGEWIJDE = "ingewijde"


@dataclass(frozen=True, order=True)
class Poging:
    """Wat een aanvaller na een publicatie van een klein aantal overhoudt: het kleinste en het grootste dat nog kan."""

    over: int  # zo veel waarden blijven mogelijk
    nodig: int  # zo veel horen er mogelijk te blijven
    maat: str
    groep: Groep
    tijd: tuple[tuple[int, int], ...]  # reeksen maanden (van, tot)
    kennis: Kennis
    na: str  # kenmerk van de publicatie waarna hij rekende

    @property
    def geslaagd(self) -> bool:
        """Of het aantal te nauw bekend is."""
        return self.over < self.nodig


def val_aan(publicaties: Sequence[Publicatie], maten: Sequence[str] | None = None) -> Iterator[Poging]:
    """Elke poging van beide aanvallers na elke publicatie, in de volgorde waarin ze verschenen."""
    for nr, nieuw in enumerate(publicaties, start=1):
        alle = publicaties[:nr]
        eigen = {cel.maat for cel in nieuw.getoond}
        bekend = {maat for publicatie in alle for maat in publicatie.voorstel.tellingen}
        for familie in families(alle, bekend):
            if eigen.intersection(familie) and (maten is None or set(familie).intersection(maten)):
                vakken = samenhang(alle, familie, [cel.vak for maat in familie for cel, _ in nieuw.van_maat(maat)])
                raster = Raster(alle, familie, vakken)
                yield from _als_lezer(raster, nieuw)
                yield from _als_ingewijde(raster, nieuw)


def _als_lezer(raster: Raster, nieuw: Publicatie) -> Iterator[Poging]:
    zelfde = [p for p in raster.publicaties if p.voorstel.stand == nieuw.voorstel.stand]
    bekend: dict[Groep, Grens] = {}
    for groep, (laag, hoog) in Stelsel(raster, zelfde).grenzen().items():
        aantal = raster.aantal(nieuw, groep)
        if aantal is not None:
            bekend[groep] = (laag + aantal, hoog + aantal)  # de verschuiving terug naar wat er gedrukt staat
    grens = versmal(raster, bekend, bodem=0)
    for groep in te_beschermen(raster):
        aantal = raster.aantal(nieuw, groep)
        if aantal is not None and nieuw.beleid.kleinste <= aantal < nieuw.beleid.drempel:
            yield _poging(raster, groep, Kennis.LEZER, nieuw, grens[groep], nieuw.beleid.onzekerheid)


def _als_ingewijde(raster: Raster, nieuw: Publicatie) -> Iterator[Poging]:
    eerder = [p for p in raster.publicaties if p.kenmerk != nieuw.kenmerk]
    voor, na = _verschuiving(raster, eerder), _verschuiving(raster, raster.publicaties)
    for groep in te_beschermen(raster):
        nodig = min(nieuw.beleid.onzekerheid, _breedte(voor[groep]))
        yield _poging(raster, groep, Kennis.INGEWIJDE, nieuw, na[groep], nodig)


def _verschuiving(raster: Raster, publicaties: Sequence[Publicatie]) -> Mapping[Groep, Grens]:
    return versmal(raster, Stelsel(raster, publicaties).grenzen())


def _poging(raster: Raster, groep: Groep, kennis: Kennis, na: Publicatie, grens: Grens, nodig: int) -> Poging:
    tijd = tuple((raster.stukken[nr].van, raster.stukken[nr].tot) for nr in groep.stukken)
    return Poging(_breedte(grens), nodig, " = ".join(raster.maten), groep, tijd, kennis, na.kenmerk)


def _breedte(grens: Grens) -> int:
    return grens[1] - grens[0] + 1
