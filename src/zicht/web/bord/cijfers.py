"""De cijfers van een bladzijde: het verloop van een indicator, en het overzicht van alle indicatoren."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zicht.catalogus.indicatoren import INDICATOREN, keten, kwaliteit, productie, snelheid, voorraad
from zicht.cijfers import Uitkomst
from zicht.cijfers.cijfers import Per
from zicht.core.indicatoren import Indicator, Telling
from zicht.core.periodes import Periode
from zicht.rapportage.bord.verloop import Punt, Stap, Verloop, perioden, punt, verlopen
from zicht.web.bord.keuze import Gebied, Keuze, met_telling
from zicht.web.cijferbron import Stand

GROEPEN: tuple[tuple[str, Sequence[Indicator]], ...] = (
    ("Snelheid van dienstverlening", snelheid.INDICATOREN),
    ("Kwaliteit voor inwoners en ketenpartners", kwaliteit.INDICATOREN),
    ("Recidive", keten.INDICATOREN),
    ("Instroom en uitvoering", productie.INDICATOREN),
    ("Wachtlijst en werkvoorraad", voorraad.INDICATOREN),
)
BESCHRIJVEND = tuple(code for code, indicator in INDICATOREN.items() if indicator.beschrijvend)
_VERLOOPJAREN = 3  # in het overzicht


@dataclass(frozen=True)
class Regel:
    """Een indicator in het overzicht: het cijfer van de periode, dat van de regio ernaast, en het verloop."""

    indicator: Indicator
    punt: Punt
    regio: Punt | None
    verloop: Verloop | None

    @property
    def signaal(self) -> str:
        """Wat er opvalt aan het laatste jaar van het verloop."""
        if self.verloop is None or self.verloop.kaart is None:
            return ""
        laatste = [s for s in self.verloop.kaart.signalen if s.plaats >= len(self.verloop.punten) - 12]
        return f"{self.verloop.punten[laatste[-1].plaats].naam} {laatste[-1].reden}" if laatste else ""


def _uitkomsten(stand: Stand, gebied: Gebied, deze: Sequence[Periode], telling: Telling,
                codes: Sequence[str] | None = None) -> tuple[Uitkomst, ...]:  # fmt: skip
    return stand.reeks(deze, per=gebied.per, telling=telling, codes=codes, gebieden=(gebied.code,))


def verloop_van(keuze: Keuze, indicator: Indicator) -> Verloop:
    """Het verloop van een indicator in het gekozen gebied."""
    uitkomsten = _uitkomsten(keuze.stand, keuze.gebied, keuze.perioden, met_telling(indicator, keuze), [indicator.code])
    return verlopen(keuze.stap, uitkomsten, keuze.gebied.code, BESCHRIJVEND, keuze.inwoners)[indicator.code]


def overzicht(keuze: Keuze) -> list[tuple[str, list[Regel]]]:
    """Alle indicatoren van een periode, per groep."""
    stand, gebied = keuze.stand, keuze.gebied
    [nu] = _uitkomsten(stand, gebied, [keuze.periode], keuze.telling)
    regio = _uitkomsten(stand, keuze.regio, [keuze.periode], keuze.telling)[0] if gebied.is_gemeente else None
    maanden = perioden(Stap.MAAND, stand.peildatum.year - _VERLOOPJAREN + 1, stand.peildatum)
    lijnen = verlopen(
        Stap.MAAND, _uitkomsten(stand, gebied, maanden, keuze.telling), gebied.code, BESCHRIJVEND, keuze.inwoners
    )

    def regel(indicator: Indicator) -> Regel:
        naast = punt(regio.van(indicator.code), keuze.periode, regio.peildatum) if regio else None
        hier = punt(nu.van(indicator.code), keuze.periode, nu.peildatum, keuze.inwoners)
        return Regel(indicator, hier, naast, lijnen.get(indicator.code))

    return [(titel, [regel(indicator) for indicator in groep]) for titel, groep in GROEPEN]


def telzin(groepen: Sequence[tuple[str, list[Regel]]]) -> str:
    """Hoeveel normen er zijn gehaald, in een zin."""
    oordelen = [regel.punt.oordeel for _, regels in groepen for regel in regels if regel.punt.oordeel]
    if not oordelen:
        return "Voor deze regio zijn in deze periode geen normen vastgelegd, dus er is ook geen oordeel."
    gehaald = sum(oordeel == "gehaald" for oordeel in oordelen)
    return f"Van de {len(oordelen)} normen {'is' if gehaald == 1 else 'zijn'} er {gehaald} gehaald."


@dataclass(frozen=True)
class Gemeenteregel:
    """Een gemeente naast de andere, op naam: dit is geen ranglijst."""

    gebied: Gebied
    punt: Punt
    per_duizend_jeugdigen: Fraction | None


def per_gemeente(keuze: Keuze, indicator: Indicator) -> Iterator[Gemeenteregel]:
    """De gekozen periode per gemeente van de regio, in volgorde van naam."""
    gemeenten = [g for g in keuze.gebieden if g.is_gemeente and g.regio == keuze.gebied.regio]
    [uitkomst] = keuze.stand.reeks(
        [keuze.periode], per=Per.GEMEENTE, telling=met_telling(indicator, keuze), codes=[indicator.code],
        gebieden=tuple(g.code for g in gemeenten),
    )  # fmt: skip
    bij = {g.code: g for g in keuze.stand.gemeenten(keuze.periode.eind.year)}
    for gebied in gemeenten:
        gemeente = bij[gebied.code]
        hier = punt(
            uitkomst.van(indicator.code, gebied.code),
            keuze.periode,
            uitkomst.peildatum,
            lambda _, g=gemeente: g.inwoners,
        )
        jong = gemeente.jeugdigen if hier.per_duizend is not None else None
        yield Gemeenteregel(gebied, hier, Fraction((hier.noemer or 0) * 1000, jong) if jong else None)
