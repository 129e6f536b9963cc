"""Hoeveel duurder een groep posten is dan haar bestand aanneemt: door een andere index, of door een later jaar."""

from collections.abc import Iterator

from zicht.core.begroting.begroting import Begroting, Groep, Index
from zicht.core.begroting.trechter import uit_getal
from zicht.core.begroting.uitkomst import HONDERD, Uitkomst, deling, gegeven, som


def prijsfactoren(begroting: Begroting, groep: Groep) -> tuple[Uitkomst, ...]:
    """Waarmee een bedrag van een groep vermenigvuldigd wordt; leeg als de prijzen die van het bestand zijn."""
    return (*_index(begroting, groep), *_prijspeil(begroting, groep))


def _index(begroting: Begroting, groep: Groep) -> Iterator[Uitkomst]:
    raakt = [index for index in begroting.indexen if groep in index.over]
    if any(begroting.gewijzigd(f"index.{index.code}.procent") for index in raakt):
        nu, toen = (_prijs(begroting, raakt, basis=basis) for basis in (False, True))
        yield deling(f"index.{groep.value}", f"prijs van {groep.value}", "verhouding", nu, toen)


def _prijspeil(begroting: Begroting, groep: Groep) -> Iterator[Uitkomst]:
    if getal := begroting.getal(f"prijspeil.{groep.value}"):
        yield uit_getal(f"prijspeil.{groep.value}", "prijspeil", getal)


def _prijs(begroting: Begroting, indexen: list[Index], *, basis: bool) -> Uitkomst:
    getallen = begroting.basis if basis else begroting.getallen
    delen = [uit_getal(f"index.{i.code}.procent", i.titel, getallen[f"index.{i.code}.procent"]) for i in indexen]
    heel = gegeven("heel", "prijs van het jaar ervoor", HONDERD, "procent")
    return som("prijs.basis" if basis else "prijs", "prijs ten opzichte van het jaar ervoor", "procent", (heel, *delen))
