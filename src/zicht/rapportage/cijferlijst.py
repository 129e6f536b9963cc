"""De cijfers van een rapport, elk onder een naam: de enige plaats waar tekst, tabel en grafiek hun getallen vandaan halen.

Wat hier in zit is al gepubliceerd (zie `core.publicatie`): een verborgen aantal bestaat hier alleen als reden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction

from zicht.core.fouten import BlokkerendeFout
from zicht.rapportage.getallen import VAST, euro, getal, keer, procent

TE_KLEIN = "te klein aantal"


class Soort(Enum):
    """Wat een cijfer is, en dus hoe het geschreven wordt."""

    AANTAL = "aantal"
    AANDEEL = "aandeel"
    RAPPORTCIJFER = "cijfer"
    DAGEN = "dagen"
    PROCENT = "procent"
    EURO = "euro"
    FTE = "fte"
    KEER = "keer"  # een kans, op tienden


@dataclass(frozen=True)
class Cijfer:
    """Een cijfer zoals het gedrukt mag worden; zonder waarde staat er een reden."""

    sleutel: str
    soort: Soort
    waarde: Fraction | None
    reden: str = ""
    teller: int | None = None
    noemer: int | None = None
    laag: Fraction | None = None  # bij een bereik: het exacte aandeel ligt zeker tussen laag en hoog
    hoog: Fraction | None = None

    @property
    def is_bereik(self) -> bool:
        """Of alleen een bereik bekend is."""
        return self.laag is not None and self.hoog is not None

    @property
    def waarom_niet(self) -> str:
        """De reden zonder cijfer zoals ze in een zin of cel past; bij een percentage zegt ze niet dat dat onder de 10 ligt."""
        kort = (self.reden or "niet bekend").removeprefix("verborgen: ")
        return TE_KLEIN if kort.startswith("minder dan") and self.soort is not Soort.AANTAL else kort

    @property
    def in_zin(self) -> str:
        """Het cijfer zoals het in een zin komt te staan."""
        return self.waarom_niet if self.waarde is None else self.tekst

    @property
    def tekst(self) -> str:
        """Het cijfer in woorden: 61 % (490 van 805), 1.234, € 6.847.000 of de reden dat er niets staat."""
        if self.waarde is None:
            return self.reden or "niet bekend"
        if self.soort is Soort.AANDEEL:
            van = "" if self.noemer is None else f" ({getal(self.teller or 0)} van {getal(self.noemer)})"
            return self.kort + van
        return self.kort

    @property
    def kort(self) -> str:
        """Alleen het getal, zonder de aantallen erachter."""
        if self.waarde is None:
            return self.reden or "niet bekend"
        match self.soort:
            case Soort.AANTAL:
                return getal(self.waarde)
            case Soort.AANDEEL:
                return _bereik(self.laag, self.hoog) if self.is_bereik else procent(self.waarde)
            case Soort.RAPPORTCIJFER:
                return getal(self.waarde, 1)
            case Soort.DAGEN:
                return f"{getal(self.waarde)} {'dag' if self.waarde == 1 else 'dagen'}"
            case Soort.PROCENT:
                return procent(self.waarde, 1)
            case Soort.EURO:
                return euro(self.waarde)
            case Soort.FTE:
                return f"{getal(self.waarde, 1)}{VAST}fte"
            case Soort.KEER:
                return keer(self.waarde)


def _bereik(laag: Fraction | None, hoog: Fraction | None) -> str:
    """Naar buiten afgerond, zodat het exacte aandeel er zeker in ligt."""
    onder, boven = (laag or Fraction()) * 100 // 1, -((-(hoog or Fraction()) * 100) // 1)
    return f"{onder} tot {boven}{VAST}%"


@dataclass(frozen=True)
class Cijferlijst:
    """Alle cijfers van een rapport op sleutel; `verwijzing` kiest vorig jaar, begroting, norm of regio erbij."""

    cijfers: Mapping[str, Cijfer]

    def __iter__(self) -> Iterator[Cijfer]:
        return iter(self.cijfers.values())

    def __contains__(self, sleutel: object) -> bool:
        return sleutel in self.cijfers

    def of_niets(self, sleutel: str, verwijzing: str = "") -> Cijfer | None:
        """Het cijfer met deze sleutel, of niets."""
        return self.cijfers.get(f"{sleutel}|{verwijzing}" if verwijzing else sleutel)

    def zoek(self, sleutel: str, verwijzing: str = "") -> Cijfer:
        """Het cijfer met deze sleutel; een onbekende sleutel is een fout die zegt wat erop lijkt."""
        volledig = f"{sleutel}|{verwijzing}" if verwijzing else sleutel
        if volledig in self.cijfers:
            return self.cijfers[volledig]
        if verwijzing and sleutel in self.cijfers:
            raise BindingFout(f"Bij '{sleutel}' is geen cijfer '{verwijzing}' bekend.")
        lijkt = get_close_matches(sleutel, [s for s in self.cijfers if "|" not in s and "@" not in s], 3)
        hint = f" Bedoelt u {' of '.join(lijkt)}?" if lijkt else ""
        raise BindingFout(f"Er is geen cijfer met de naam '{sleutel}'.{hint}")


class BindingFout(BlokkerendeFout):
    """Een tekst noemt een getal of richting die niet bij de cijfers past."""
