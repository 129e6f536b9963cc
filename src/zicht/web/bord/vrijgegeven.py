"""Wat iemand van een gemeente op het dashboard ziet: de vrijgegeven cijfers van zijn gemeente, naast die van de regio.

Hier komt geen exact cijfer langs. Alles komt uit de publicaties; wat niet is vrijgegeven, is er niet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.indicatoren import Indicator, Telling, telregel
from zicht.core.periodes import Periode, lees_periode
from zicht.core.publicatie import Getoond
from zicht.core.publicatie.cellen import REGIO
from zicht.core.uitleg import Definitie, definitie
from zicht.rapportage.bord.verloop import Punt, Verloop, periodenaam, stap_van
from zicht.rapportage.getallen import procent
from zicht.web.bord.cijfers import GROEPEN
from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import Cijfer, perioden_van, veilige_cijfers


@dataclass(frozen=True)
class Regel:
    """Een indicator: de eigen gemeente en de regio, elk zoals zij zijn vrijgegeven."""

    indicator: Indicator
    gemeente: Punt | None
    regio: Punt | None


def keuzes(gemeente: str) -> list[Periode]:
    """De perioden waarvan iets is vrijgegeven, de nieuwste eerst."""
    return sorted((lees_periode(code) for code in perioden_van(gemeente=gemeente)), key=lambda p: p.eind, reverse=True)


def publicatie_van(periode: Periode, gemeente: str) -> Publicatie:
    """De publicatie waar de cijfers van deze periode uit komen."""
    kenmerk = next(cijfer.publicatie for cijfer in veilige_cijfers(periode.code, gemeente=gemeente))
    return Publicatie.objects.get(kenmerk=kenmerk)


def overzicht(gemeente: str, periode: Periode) -> list[tuple[str, list[Regel]]]:
    """De vrijgegeven indicatoren van een periode, per groep; een groep zonder cijfers ontbreekt."""
    van = _per_indicator(veilige_cijfers(periode.code, gemeente=gemeente))
    groepen = [
        (titel, [_regel(indicator, van[indicator.code], gemeente) for indicator in groep if indicator.code in van])
        for titel, groep in GROEPEN
    ]
    return [(titel, regels) for titel, regels in groepen if regels]


def _per_indicator(cijfers: Sequence[Cijfer]) -> dict[str, dict[str, Cijfer]]:
    uit: dict[str, dict[str, Cijfer]] = {}
    for cijfer in cijfers:
        uit.setdefault(cijfer.indicator, {})[cijfer.plaats] = cijfer
    return uit


def _regel(indicator: Indicator, van: Mapping[str, Cijfer], gemeente: str) -> Regel:
    return Regel(indicator, *(als_punt(van[plaats]) if plaats in van else None for plaats in (gemeente, REGIO)))


def als_punt(cijfer: Cijfer) -> Punt:
    """Een vrijgegeven cijfer als punt; wat verborgen is zegt waarom."""
    noemer, eenheid = cijfer.noemer, "aandeel" if cijfer.is_aandeel else "aantal"
    if not cijfer.is_aandeel:
        waarde = None if noemer.waarde is None else Fraction(noemer.waarde)
        return _punt(cijfer, eenheid, waarde, None, cijfer.waarom())
    deel = cijfer.percentage
    if deel is not None:
        return _punt(cijfer, eenheid, deel.waarde, cijfer.teller, "")
    redenen = [cijfer.waarom(naam) for naam, getoond in cijfer.delen() if not getoond.zichtbaar]
    return _punt(cijfer, eenheid, None, None, next(iter(redenen), "geen gevallen"))


def _punt(cijfer: Cijfer, eenheid: str, waarde: Fraction | None, teller: Getoond | None, reden: str) -> Punt:
    return Punt(
        cijfer.periode, eenheid, waarde, teller.waarde if teller else None, cijfer.noemer.waarde,
        None, None, reden=reden,
    )  # fmt: skip


def bereik(cijfer: Cijfer) -> str:
    """Tussen welke percentages het exacte aandeel ligt, als de afronding ertoe doet."""
    deel = cijfer.percentage
    if deel is None or deel.breedte <= cijfer.beleid.smal:
        return ""
    return f"ligt tussen {procent(deel.laag)} en {procent(deel.hoog)}"


def verlopen(gemeente: str, code: str, bij: Periode) -> list[tuple[str, Verloop]]:
    """Het verloop van een indicator over de vrijgegeven perioden van dezelfde soort: de eigen gemeente en de regio."""
    soort = stap_van(bij)
    perioden = sorted((p for p in keuzes(gemeente) if stap_van(p) == soort), key=lambda p: p.eind)
    uit: list[tuple[str, Verloop]] = []
    for plaats in (gemeente, REGIO):
        cijfers = [c for periode in perioden for c in _van(gemeente, periode, code) if c.plaats == plaats]
        if cijfers:
            punten = tuple(als_punt(cijfer) for cijfer in cijfers)
            verloop = Verloop(
                code, cijfers[-1].titel, punten[-1].eenheid, soort, INDICATOREN[code].beschrijvend, punten, None
            )
            uit.append((cijfers[-1].plaatsnaam, verloop))
    return uit


def _van(gemeente: str, periode: Periode, code: str) -> Iterator[Cijfer]:
    return (c for c in veilige_cijfers(periode.code, gemeente=gemeente) if c.indicator == code)


def rijen(gemeente: str, periode: Periode) -> Iterator[tuple[object, ...]]:
    """Wat op de bladzijde staat als rijen van een bestand."""
    for cijfer in veilige_cijfers(periode.code, gemeente=gemeente):
        punt = als_punt(cijfer)
        yield (
            periode.code, periodenaam(periode), cijfer.plaats, cijfer.plaatsnaam, cijfer.indicator, cijfer.titel,
            None if punt.waarde is None else round(float(punt.waarde), 4), punt.teller, punt.noemer, punt.reden,
            bereik(cijfer), cijfer.publicatie,
        )  # fmt: skip


KOP = (
    "periode", "naam van de periode", "plaats", "naam", "indicator", "titel", "waarde", "teller", "noemer",
    "waarom niet zichtbaar", "bereik", "publicatie",
)  # fmt: skip


def definitie_van(code: str) -> Definitie:
    """De definitie in woorden; zonder de lengte van een termijn, die per regio kan verschillen."""
    indicator = INDICATOREN[code]
    return definitie(indicator, telregel(indicator, Telling.AFGEROND), {})
