"""De prijs van een fte lenen: een begroting zonder prijs neemt die van de nieuwste begroting die haar wel heeft, en zegt dat."""

from dataclasses import replace
from types import MappingProxyType

from zicht.capaciteit.studie.kosten import prijzen
from zicht.capaciteit.studie.verslag import Aanname
from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import Begroting, Getal
from zicht.core.begroting.inzetkosten import PRIJS, WOORD

KEUZES = (
    "Een begroting zonder prijs van een fte leent die van de nieuwste begroting in de catalogus, zoals normtijden.",
)


def met_prijzen(begroting: Begroting) -> tuple[Begroting, tuple[Aanname, ...]]:
    """De begroting met een prijs voor elke soort mensen, en wat daarvoor is aangenomen."""
    missen = [soort for soort, prijs in prijzen(begroting).items() if prijs is None]
    bron = max((b for b in begrotingen.alle() if _heeft_prijzen(b)), key=lambda b: b.jaar, default=None)
    if not missen or bron is None:
        return begroting, ()
    geleend: dict[str, Getal] = {PRIJS[soort]: bron.getallen[PRIJS[soort]] for soort in missen}
    woorden = " en ".join(
        f"{WOORD[soort]} {geleend[PRIJS[soort]].waarde:,.0f} euro".replace(",", ".") for soort in missen
    )
    aanname = Aanname("Prijs van een fte", f"{woorden}, van {bron.titel} ({bron.organisatie})", "aangenomen", dun=True)
    return replace(begroting, getallen=MappingProxyType({**begroting.getallen, **geleend})), (aanname,)


def _heeft_prijzen(begroting: Begroting) -> bool:
    return all(prijs is not None for prijs in prijzen(begroting).values())
