"""Een uitsplitsing van de duiding: hoeveel gevallen in elke groep, en welk deel van het geheel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from zicht.cijfers import Uitgesplitst
from zicht.rapportage.getallen import getal, procent

_BREED, _RIJ, _NAAM, _GETAL = 720, 30, 300, 130
_LANG = 44


@dataclass(frozen=True)
class Groep:
    """Een groep met haar aantal en haar deel van het totaal."""

    titel: str
    aantal: int
    deel: Fraction | None

    @property
    def tekst(self) -> str:
        """12 % (18): een percentage nooit zonder zijn aantal."""
        return getal(self.aantal) if self.deel is None else f"{procent(self.deel)} ({getal(self.aantal)})"


@dataclass(frozen=True)
class Verdeling:
    """Een onderwerp met zijn groepen; `meervoudig` als een geval in meer groepen kan vallen."""

    code: str
    titel: str
    noemer_titel: str
    totaal: int
    meervoudig: bool
    groepen: tuple[Groep, ...]
    keuzes: tuple[str, ...]

    @property
    def zin(self) -> str:
        """Wat het meest voorkomt."""
        if not self.totaal:
            return f"Er zijn in deze periode geen {self.noemer_titel}."
        grootste = max(self.groepen, key=lambda groep: groep.aantal)
        meer = " Een geval kan in meer groepen vallen." if self.meervoudig else ""
        return f"{getal(self.totaal)} {self.noemer_titel}; het vaakst {_klein(grootste.titel)}: {grootste.tekst}.{meer}"


def _klein(titel: str) -> str:
    return titel if titel[1:2].isupper() else titel[:1].lower() + titel[1:]


def verdeling(uitgesplitst: Uitgesplitst, gebied: str | None) -> Verdeling:
    """De uitsplitsing in een gebied."""
    u, totaal = uitgesplitst.uitsplitsing, uitgesplitst.totaal.get(gebied, 0)
    aantallen = uitgesplitst.aantallen.get(gebied, (0,) * len(u.groepen))
    groepen = tuple(
        Groep(groep.titel, aantal, Fraction(aantal, totaal) if totaal else None)
        for groep, aantal in zip(u.groepen, aantallen, strict=True)
    )
    return Verdeling(u.code, u.titel, u.noemer_titel, totaal, u.meervoudig, groepen, tuple(u.keuzes))


def balken(deze: Verdeling) -> str:
    """The groups as bars, drawn on the server; the numbers stand beside the bars, so grey says as much as colour."""
    hoogste = max((groep.aantal for groep in deze.groepen), default=0) or 1
    hoog = _RIJ * len(deze.groepen) + 6
    delen = "".join(_balk(groep, nummer, hoogste) for nummer, groep in enumerate(deze.groepen))
    return (
        f'<svg class="kaart-verloop balken" viewBox="0 0 {_BREED} {hoog}" role="img" '
        f'aria-label="{escape(f"{deze.titel}. {deze.zin} De getallen staan in de tabel.")}">{delen}</svg>'
    )


def _balk(groep: Groep, nummer: int, hoogste: int) -> str:
    y, breed = nummer * _RIJ, (_BREED - _NAAM - _GETAL) * groep.aantal / hoogste
    naam = groep.titel if len(groep.titel) <= _LANG else f"{groep.titel[: _LANG - 1]}…"
    return (
        f'<text class="as eind" x="{_NAAM - 8}" y="{y + 20}">{escape(naam)}</text>'
        f'<rect class="balk" x="{_NAAM}" y="{y + 5}" width="{breed:.1f}" height="{_RIJ - 10}"/>'
        f'<text class="as" x="{_NAAM + breed + 6:.1f}" y="{y + 20}">{escape(groep.tekst)}</text>'
    )


def rijen(alle: Sequence[Verdeling]) -> Iterator[tuple[object, ...]]:
    """De rijen van het bestand."""
    for deze in alle:
        for groep in deze.groepen:
            yield deze.code, deze.titel, groep.titel, groep.aantal, deze.totaal, deze.noemer_titel


KOP = ("code", "onderwerp", "groep", "aantal", "totaal", "totaal van")
