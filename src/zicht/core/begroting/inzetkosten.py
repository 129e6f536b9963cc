"""Wat extra mensen kosten: fte × de prijs van een fte × het deel van het jaar, met de opbouw erbij."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from zicht.core.begroting.begroting import Begroting, Groep
from zicht.core.begroting.inzet import Dienstverband, Inzet, jaardeel
from zicht.core.begroting.prijzen import prijsfactoren
from zicht.core.begroting.trechter import uit_getal
from zicht.core.begroting.uitkomst import Uitkomst, gegeven, product, som

PRIJS = {Dienstverband.IN_DIENST: "loonkosten.in_dienst", Dienstverband.INHUUR: "loonkosten.inhuur"}
WOORD = {Dienstverband.IN_DIENST: "in dienst", Dienstverband.INHUUR: "inhuur"}


def inzetkosten(begroting: Begroting, inzet: Inzet, begin: date, eind: date) -> Uitkomst:
    """Wat een inzet binnen een tijdvak kost, in euro."""
    naam = f"{kort(inzet.fte)} fte {WOORD[inzet.soort]}"
    deel = gegeven("inzet.jaardeel", "deel van een jaar", tijd(inzet, begin, eind), "verhouding")
    fte = gegeven("inzet.fte", "extra fte", inzet.fte, "fte")
    prijs = prijs_van(begroting, inzet.soort)
    return product("inzet", naam, "euro", fte, prijs, deel, *prijsfactoren(begroting, Groep.PERSONEEL))


def prijs_van(begroting: Begroting, soort: Dienstverband) -> Uitkomst:
    """De prijs van een fte in een jaar."""
    pad = PRIJS[soort]
    if getal := begroting.getal(pad):
        return uit_getal(pad, f"een fte {WOORD[soort]}", getal)
    return gegeven(
        pad, f"een fte {WOORD[soort]}", None, "euro", noot=f"de prijs van een fte {WOORD[soort]} is niet bekend"
    )


def tijd(inzet: Inzet, begin: date, eind: date) -> Decimal:
    """Hoeveel van een jaar de mensen er zijn, binnen een tijdvak."""
    return sum((jaardeel(*periode) for periode in inzet.perioden(begin, eind)), Decimal(0))


def in_begrotingsjaar(begroting: Begroting, mensen: Iterable[Inzet]) -> Uitkomst:
    """Wat alle extra mensen in het jaar van de begroting kosten."""
    begin, eind = date(begroting.jaar, 1, 1), date(begroting.jaar, 12, 31)
    delen = (inzetkosten(begroting, inzet, begin, eind) for inzet in mensen)
    return som("lasten.inzet", "Extra mensen", "euro", delen)


def kort(getal: Decimal) -> str:
    """Een getal zonder nullen achter de komma."""
    return f"{getal.normalize():f}".replace(".", ",")
