"""Toets een tekst aan de cijfers: per zin wat waaraan hangt en wat geweigerd wordt, zonder bij de eerste fout te stoppen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zicht.core.fouten import ZichtFout
from zicht.rapportage.burap.duiding import begin_van, naar_blokken
from zicht.rapportage.cijferlijst import Cijferlijst
from zicht.rapportage.zinnen import Stuk, bekijk, tekst

_EINDE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9‘“\"*_(]|$)")
_GROTE_KOP = re.compile(r"#\s+.*")


@dataclass(frozen=True)
class Zin:
    """Een zin met haar stukken: gewone woorden, gebonden cijfers, en wat niet klopt."""

    regel: int
    stukken: tuple[Stuk, ...]

    @property
    def tekst(self) -> str:
        """De zin zoals zij in het rapport komt; wat niet klopt staat er zoals het getypt is."""
        return tekst(self.stukken).strip()

    @property
    def gebonden(self) -> tuple[Stuk, ...]:
        """De stukken die aan een cijfer hangen en kloppen."""
        return tuple(stuk for stuk in self.stukken if stuk.binding and not stuk.bezwaar)

    @property
    def bezwaren(self) -> tuple[str, ...]:
        """Waarom de zin geweigerd wordt; leeg als zij klopt."""
        return tuple(stuk.bezwaar for stuk in self.stukken if stuk.bezwaar)


@dataclass(frozen=True)
class Toets:
    """Het oordeel over een tekst: elke zin, en wat aan de vorm niet kan."""

    zinnen: tuple[Zin, ...]
    vorm: tuple[str, ...] = ()

    @property
    def goed(self) -> bool:
        """Of de tekst zo in het rapport mag."""
        return not self.vorm and not self.geweigerd

    @property
    def geweigerd(self) -> tuple[Zin, ...]:
        """De zinnen die niet kloppen."""
        return tuple(zin for zin in self.zinnen if zin.bezwaren)


def toets(geschreven: str, lijst: Cijferlijst, waar: str) -> Toets:
    """Toets elke zin van een tekst; `waar` noemt de tekst in een bezwaar over de vorm."""
    regels = list(enumerate(geschreven.splitlines(), start=1))
    zinnen = tuple(zin for nummer, regel in regels for zin in _zinnen(nummer, regel, lijst))
    return Toets(zinnen, tuple(_vorm(geschreven, waar)))


def _zinnen(nummer: int, regel: str, lijst: Cijferlijst) -> Iterator[Zin]:
    """De zinnen van een regel; binnen een gebonden stuk eindigt geen zin."""
    zin: list[Stuk] = []
    for stuk in bekijk(regel[len(begin_van(regel)) :], lijst):
        delen = [stuk.tekst] if stuk.binding or stuk.bezwaar else _EINDE.split(stuk.tekst)
        for plaats, deel in enumerate(delen):
            if plaats and zin:
                yield Zin(nummer, tuple(zin))
                zin = []
            if deel:
                zin.append(Stuk(deel, stuk.binding, stuk.bezwaar))
    if any(stuk.tekst.strip() for stuk in zin):
        yield Zin(nummer, tuple(zin))


def _vorm(geschreven: str, waar: str) -> Iterator[str]:
    """Wat een rapport niet kan hebben, zoals een tabel of een kop die van het rapport zelf is."""
    for nummer, regel in enumerate(geschreven.splitlines(), start=1):
        if _GROTE_KOP.fullmatch(regel):
            yield f"{waar}, regel {nummer}: een kop met één hekje is van het rapport zelf. Gebruik ## voor een tussenkop."
    try:
        naar_blokken(geschreven, waar)
    except ZichtFout as fout:
        yield from fout.regels
