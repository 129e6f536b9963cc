"""Van een cijfer naar zijn gevallen, en van een geval naar elke indicator.

Keuzes: er staan geen namen, alleen het kenmerk en de datums van een geval. Een geval in een afgeschermd dossier telt mee en
staat er dus ook; wie het wil openen krijgt hetzelfde antwoord als bij een kenmerk dat niet bestaat.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.gevallen import Geval
from zicht.cijfers.uitleg import Gevaluitleg, Uitlegger
from zicht.core.indicatoren import Antwoord, Indicator
from zicht.core.periodes import Periode
from zicht.web.bord.keuze import Keuze, eerste_jaar, met_telling

_VOLGORDE = (Antwoord.TELLER, Antwoord.NOEMER, Antwoord.NOG_OPEN, Antwoord.NIET_TE_BEPALEN)


@dataclass(frozen=True)
class Groep:
    """De gevallen met hetzelfde antwoord."""

    antwoord: Antwoord
    titel: str
    aantal: int

    @property
    def code(self) -> str:
        """Hoe de groep in een adres heet."""
        return self.antwoord.name.lower()


@dataclass(frozen=True)
class Uitgevouwen:
    """De gevallen achter een cijfer; de groepen zijn samen precies het cijfer."""

    gevallen: tuple[Geval, ...]
    groepen: tuple[Groep, ...]
    vragen: tuple[str, ...]

    def met(self, code: str) -> tuple[Geval, ...] | None:
        """De gevallen van een groep, of niets als zij er niet is."""
        groep = next((groep for groep in self.groepen if groep.code == code), None)
        return groep and tuple(geval for geval in self.gevallen if geval.antwoord is groep.antwoord)


def achter(keuze: Keuze, indicator: Indicator) -> Uitgevouwen:
    """De gevallen van een indicator in de gekozen periode en het gekozen gebied; wat niet telt staat er niet."""
    telling = met_telling(indicator, keuze)
    alle = keuze.stand.onthoud(
        ("gevallen", indicator.code, keuze.periode.code, telling),
        lambda c: c.gevallen(indicator.code, keuze.periode, telling=telling),
    )
    with keuze.stand.rekenen() as cijfers:
        heeft_teller = bool(cijfers.regel(indicator, telling).teller)
        hier = tuple(
            geval
            for geval in alle
            if geval.antwoord is not Antwoord.TELT_NIET
            and (geval.gemeente == keuze.gebied.code if keuze.gebied.is_gemeente else True)
            and (len(keuze.stand.regios) == 1 or cijfers.regio_van(geval.gemeente) == keuze.gebied.regio)
        )
    per = Counter(geval.antwoord for geval in hier)
    groepen = tuple(Groep(a, _titel(a, heeft_teller=heeft_teller), per[a]) for a in _VOLGORDE if per[a])
    vragen = tuple(dict.fromkeys(vraag.naam for geval in hier[:1] for vraag in geval.vragen))
    return Uitgevouwen(hier, groepen, vragen)


def _titel(antwoord: Antwoord, *, heeft_teller: bool) -> str:
    match antwoord:
        case Antwoord.TELLER:
            return "telt in de noemer en in de teller"
        case Antwoord.NOEMER:
            return "telt in de noemer, niet in de teller" if heeft_teller else "geteld"
        case Antwoord.NOG_OPEN:
            return "nog open"
        case _:
            return "niet te bepalen"


def leg_uit(keuze: Keuze, indicator: Indicator, gevallen: Sequence[Geval]) -> list[tuple[Geval, Gevaluitleg]]:
    """Elk geval met zijn uitleg."""
    with keuze.stand.rekenen() as cijfers:
        regel = cijfers.regel(indicator, met_telling(indicator, keuze))
        return list(zip(gevallen, Uitlegger(cijfers, indicator, regel).leg_uit(gevallen), strict=True))


@dataclass(frozen=True)
class Deel:
    """Wat een geval in een indicator doet, over alle jaren gezien."""

    indicator: Indicator
    geval: Geval
    uitleg: Gevaluitleg

    @property
    def telt(self) -> bool:
        """Of het geval ergens meetelt."""
        return self.geval.antwoord is not Antwoord.TELT_NIET


def in_elke_indicator(keuze: Keuze, tabel: str, kenmerk: str) -> list[Deel]:
    """Elke indicator die deze soort gevallen telt, met wat dit geval erin doet; leeg als het geval er niet is."""
    uit: list[Deel] = []
    for indicator in INDICATOREN.values():
        if indicator.telt.tabelnaam() == tabel:
            alles = _alle_jaren(keuze)
            with keuze.stand.rekenen() as cijfers:
                telling = met_telling(indicator, keuze)
                gevonden = cijfers.gevallen(indicator.code, alles, id_=kenmerk, telling=telling)
            uit += [Deel(indicator, *paar) for paar in leg_uit(keuze, indicator, gevonden)]
    return sorted(uit, key=lambda deel: not deel.telt)


def _alle_jaren(keuze: Keuze) -> Periode:
    """Van het eerste jaar tot en met de peildatum: waar het geval ook in de tijd hoort, het is in beeld."""
    begin = date(eerste_jaar(keuze.stand) - 1, 1, 1)
    return Periode(begin, keuze.stand.peildatum, f"{begin}/{keuze.stand.peildatum}")
