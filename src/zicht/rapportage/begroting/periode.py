"""De begroting van de regio naast de cijfers: begrote aantallen en posten, naar rato van de maanden van de periode."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import Begroting as Stuk
from zicht.core.begroting.begroting import Getal, Soort
from zicht.core.begroting.meerjaren import in_jaar, jaren
from zicht.core.begroting.trechter import Trechter
from zicht.core.bronnen import Bron
from zicht.core.fouten import OnleesbaarFout, ZichtFout
from zicht.core.periodes import Periode

BESTAND = "begroting.toml"
KEUZES = (
    "De begroting van een jaar is gelijk verdeeld over twaalf maanden; de periode krijgt haar deel.",
    "Staat naast de feiten een bestand begroting.toml, dan gaat dat voor de begroting in de catalogus van Zicht.",
    "Een latere wijziging van de begroting telt hier niet mee; de burap vergelijkt met de begroting zoals eerst vastgesteld.",
)


@dataclass(frozen=True)
class Begroting:
    """Wat er voor de periode en voor het hele jaar begroot is; wat niet begroot is, ontbreekt."""

    stukken: tuple[Stuk, ...]  # het eigen bestand eerst, dan de nieuwste
    periode: Periode

    @property
    def deel(self) -> Fraction:
        """Welk deel van het jaar de periode beslaat, in maanden."""
        return Fraction(sum(1 for _ in self.periode.maanden()), 12)

    def volume(self, indicator: str) -> Fraction | None:
        """Het begrote aantal in de periode; een indicator kan op meer begrote diensten steunen."""
        if (stuk := self._stuk()) is None:
            return None
        trechter = Trechter(stuk)
        delen = [trechter.dienst(dienst).waarde for dienst in stuk.diensten if dienst.indicator == indicator]
        bekend = [deel for deel in delen if deel is not None]
        return Fraction(sum(bekend)) * self.deel if bekend and len(bekend) == len(delen) else None

    def post(self, post: str) -> Fraction | None:
        """De begrote lasten van een post in het hele jaar."""
        getal = self._bedragen().get(f"post.{post}.bedrag")
        return Fraction(getal.waarde) if getal else None

    @property
    def titel(self) -> str | None:
        """De titel van het stuk waar de begrote aantallen en posten uit komen; None als er voor dit jaar niets begroot is."""
        stuk = self._stuk()
        return stuk.titel if stuk else None

    def titel_post(self, code: str) -> str | None:
        """De titel van een post, uit de nieuwste begroting die haar noemt."""
        return next((post.titel for stuk in self.stukken for post in stuk.posten if post.code == code), None)

    def titel_functie(self, code: str) -> str | None:
        """De titel van een functie of blok formatie, uit de nieuwste begroting die het noemt."""
        return next((blok.titel for stuk in self.stukken for blok in stuk.formatie if blok.code == code), None)

    def posten(self) -> tuple[str, ...]:
        """De posten die dit jaar een begroot bedrag hebben."""
        stuk = self._stuk()
        return tuple(post.code for post in stuk.posten if self.post(post.code) is not None) if stuk else ()

    def streef_verzuim(self) -> Fraction | None:
        """Het verzuim dat de begroting nastreeft, in procenten."""
        jaar = self.periode.begin.year
        getallen = (in_jaar(stuk, jaar).getal("verzuim.begroot") for stuk in self._van_dit_jaar())
        return next((Fraction(getal.waarde) for getal in getallen if getal), None)

    def bronnen(self) -> tuple[Bron, ...]:
        """De bronnen van de begrote aantallen en posten."""
        stuk = self._stuk()
        getallen = (g for pad, g in stuk.getallen.items() if pad.endswith((".aantal", ".bedrag"))) if stuk else ()
        return tuple({getal.bron.sleutel: getal.bron for getal in getallen}.values())

    def _van_dit_jaar(self) -> Iterator[Stuk]:
        jaar = self.periode.begin.year
        return (stuk for stuk in self.stukken if jaar in jaren(stuk))

    def _stuk(self) -> Stuk | None:
        gevonden = (stuk for stuk in self._van_dit_jaar() if stuk.soort is Soort.BEGROTING and not stuk.wijzigt)
        stuk = next(gevonden, None)
        return in_jaar(stuk, self.periode.begin.year) if stuk else None

    def _bedragen(self) -> Mapping[str, Getal]:
        """De getallen met de bedragen van dit jaar; een later jaar van een meerjarenbegroting heeft alleen wat het zelf noemt."""
        stuk = self._stuk()
        return stuk.jaren.get(self.periode.begin.year, stuk.getallen) if stuk else {}


def lees_begroting(regio: str, periode: Periode, map_: Path) -> Begroting:
    """De begrotingen uit de catalogus, met de eigen begroting.toml van de map ervoor."""
    stukken = tuple(begrotingen.stukken(regio.lower()).values())[::-1]
    bestand = map_ / BESTAND
    if not bestand.is_file():
        return Begroting(stukken, periode)
    try:
        eigen = begrotingen.lees(bestand.read_text("utf-8"), str(bestand))
    except (UnicodeDecodeError, OSError) as fout:
        raise OnleesbaarFout(f"{bestand} is niet te lezen als begroting: {fout}.") from fout
    except ZichtFout as fout:
        raise OnleesbaarFout(*fout.regels) from fout
    return Begroting((eigen, *stukken), periode)
