"""Meer jaren: elk jaar de begroting met wat voor dat jaar anders is, in het prijspeil van dat jaar."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from zicht.core.begroting.begroting import Begroting, BegrotingFout, Getal, Groep
from zicht.core.begroting.bestand import open_bestand
from zicht.core.begroting.lezen import lees_los
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.uitkomst import HONDERD

KEUZES = (
    "Een index van een later jaar komt bovenop het prijspeil van het jaar ervoor.",
    "Geeft een later jaar geen index, dan staan de bedragen in het prijspeil van het laatste jaar dat er wel een heeft.",
)


def jaren(begroting: Begroting) -> tuple[int, ...]:
    """De jaren waarover de begroting iets zegt."""
    return (begroting.jaar, *sorted(begroting.jaren))


def in_jaar(begroting: Begroting, jaar: int) -> Begroting:
    """De begroting van een later jaar; een scenario op de basis werkt in elk jaar door."""
    if jaar not in jaren(begroting):
        raise BegrotingFout(
            f"{begroting.titel} gaat over {', '.join(map(str, jaren(begroting)))}; {jaar} staat er niet in."
        )
    getallen = dict(begroting.getallen)
    for later in sorted(j for j in begroting.jaren if j <= jaar):
        anders = begroting.jaren[later]
        getallen |= {pad: getal for pad, getal in anders.items() if not pad.startswith("index.")}
        _stijg(begroting, getallen, anders)
    return replace(begroting, jaar=jaar, getallen=MappingProxyType(getallen))


def _stijg(begroting: Begroting, getallen: dict[str, Getal], anders: Mapping[str, Getal]) -> None:
    for groep in Groep:
        raakt = [
            anders[pad] for i in begroting.indexen if groep in i.over and (pad := f"index.{i.code}.procent") in anders
        ]
        procent = sum((getal.waarde for getal in raakt), Decimal(0))
        if procent:
            pad = f"prijspeil.{groep.value}"
            tot_nu = getallen[pad].waarde if pad in getallen else Decimal(1)
            getallen[pad] = Getal(tot_nu * (HONDERD + procent) / HONDERD, "verhouding", raakt[0].bron, raakt[0].keuze)


def meerjarenraming(begroting: Begroting) -> Mapping[int, Model]:
    """Elk jaar doorgerekend."""
    return {jaar: reken(in_jaar(begroting, jaar)) for jaar in jaren(begroting)}


@dataclass(frozen=True, slots=True)
class Verschil:
    """Een getal dat in twee stukken anders is; None als het in een van de twee niet staat."""

    pad: str
    oud: Getal | None
    nieuw: Getal | None


def verschillen(oud: Begroting, nieuw: Begroting) -> Iterator[Verschil]:
    """Wat er van het ene stuk naar het andere veranderde, in de volgorde van het nieuwe."""
    for pad in dict.fromkeys((*nieuw.getallen, *oud.getallen)):
        van, naar = oud.getal(pad), nieuw.getal(pad)
        if (van and van.waarde) != (naar and naar.waarde):
            yield Verschil(pad, van, naar)


def lees_wijziging(tekst: str, bestand: str, basis: Begroting, bronnen: Iterable[str] = ()) -> Begroting:
    """Een begrotingswijziging: het stuk noemt alleen wat verandert; de rest komt uit de begroting die het wijzigt."""
    bron = open_bestand(tekst, bestand, bronnen)
    getallen, controles = lees_los(bron, basis)
    titel = bron.tekst("titel", bron.inhoud, "titel", verplicht=True)
    bron.klaar()
    samen = MappingProxyType({**basis.basis, **getallen})
    return replace(basis, titel=titel, bestand=bestand, basis=samen, getallen=samen, wijzigt=basis.titel, controles=controles,
                   vastgesteld_op=bron.datum(bron.inhoud, "vastgesteld_op"))  # fmt: skip
