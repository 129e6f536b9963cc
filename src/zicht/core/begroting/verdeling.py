"""De bijdrage per gemeente: een gewogen sleutel, en hele euro's die samen precies het totaal zijn."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from zicht.core.begroting.begroting import Begroting, BegrotingFout, Maat
from zicht.core.begroting.uitkomst import HONDERD, Uitkomst, deling, gegeven, product, som

KEUZES = (
    "De sleutel is een gewogen som van maten per gemeente; het aandeel van een gemeente in elke maat telt met haar gewicht.",
    "Hele euro's: wie naar beneden is afgerond en het grootste restant heeft, krijgt er een bij; bij gelijk restant de laagste code.",
)


@dataclass(frozen=True, slots=True)
class Bijdrage:
    """Wat een gemeente betaalt: haar aandeel (0–1) en het bedrag in hele euro's."""

    gemeente: str
    naam: str
    aandeel: Decimal
    bedrag_euro: int


def verdeel(begroting: Begroting, bedrag: Decimal) -> tuple[Bijdrage, ...]:
    """Verdeel een bedrag over de gemeenten van de begroting; leeg als de begroting geen sleutel heeft."""
    aandelen = _aandelen(begroting)
    euros = hele_euros(bedrag, aandelen)
    return tuple(
        Bijdrage(gemeente, begroting.gemeenten[gemeente], aandeel, euros[gemeente])
        for gemeente, aandeel in aandelen.items()
    )


def opbouw(begroting: Begroting, bedrag: Uitkomst, gemeente: str) -> Uitkomst:
    """Hoe het aandeel van een gemeente ontstaat, en wat dat van een bedrag is voor het afronden op hele euro's."""
    delen = [_deel(begroting, maat, gemeente) for maat in begroting.maten]
    naam = begroting.gemeenten[gemeente]
    aandeel = som(f"aandeel.{gemeente}", f"aandeel van {naam}", "verhouding", delen)
    return product(f"bijdrage.{gemeente}", f"Bijdrage van {naam}", "euro", bedrag, aandeel,
                   noot="voor het afronden; samen zijn de hele euro's precies het bedrag")  # fmt: skip


def _deel(begroting: Begroting, maat: Maat, gemeente: str) -> Uitkomst:
    code, gewicht = f"verdeelsleutel.{maat.code}", begroting.getallen[f"verdeelsleutel.{maat.code}.gewicht"]
    eigen = gegeven(f"{code}.{gemeente}", f"{maat.titel} van {begroting.gemeenten[gemeente]}",
                    maat.per_gemeente[gemeente], "aantal", maat.bron)  # fmt: skip
    samen = gegeven(f"{code}.samen", f"{maat.titel} van alle gemeenten", sum(maat.per_gemeente.values(), Decimal(0)),
                    "aantal", maat.bron)  # fmt: skip
    weegt = gegeven(
        f"{code}.gewicht", f"gewicht van {maat.titel.lower()}", gewicht.waarde, "procent", gewicht.bron, gewicht.keuze
    )
    deel = deling(f"{code}.deel.{gemeente}", f"deel van {maat.titel.lower()}", "procent", eigen, samen)
    return product(f"{code}.aandeel.{gemeente}", f"{maat.titel}, gewogen", "verhouding", deel, weegt)


def _aandelen(begroting: Begroting) -> dict[str, Decimal]:
    gewogen = dict.fromkeys(begroting.gemeenten, Decimal(0)) if begroting.maten else {}
    for maat in begroting.maten:
        totaal, gewicht = sum(maat.per_gemeente.values()), begroting.getal(f"verdeelsleutel.{maat.code}.gewicht")
        if not totaal or gewicht is None:
            raise BegrotingFout(f"De maat '{maat.titel}' van de verdeelsleutel heeft geen gewicht of telt op tot nul.")
        for gemeente, waarde in maat.per_gemeente.items():
            gewogen[gemeente] += waarde / totaal * gewicht.waarde / HONDERD
    return gewogen


def hele_euros(bedrag: Decimal, aandelen: Mapping[str, Decimal]) -> dict[str, int]:
    """Hele euro's per sleutel, samen het bedrag afgerond op een euro (grootste restanten)."""
    heel = int(bedrag.quantize(Decimal(1), ROUND_HALF_UP))
    noemer = sum(aandelen.values())
    exact = {sleutel: heel * aandeel / noemer for sleutel, aandeel in aandelen.items()}
    uit = {sleutel: int(waarde.to_integral_value(ROUND_FLOOR)) for sleutel, waarde in exact.items()}
    op_restant = sorted(exact, key=lambda sleutel: (uit[sleutel] - exact[sleutel], sleutel))
    for sleutel in op_restant[: heel - sum(uit.values())] if aandelen else ():
        uit[sleutel] += 1
    return uit
