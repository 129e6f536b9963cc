"""Getallen in een zin, geschreven zoals overal in Zicht: punt bij duizendtallen, vaste spatie voor het procentteken."""

VAST = "\N{NO-BREAK SPACE}"


def aantal(getal: int) -> str:
    """1.234."""
    return f"{getal:,}".replace(",", ".")


def procent(teller: int, noemer: int) -> str:
    """Een deel op hele procenten, exact gerekend; de helft gaat omhoog."""
    return f"{(200 * teller + noemer) // (2 * noemer)}{VAST}%"


def aandeel(teller: int, noemer: int) -> str:
    """Een deel met zijn aantallen: 61 % (11 van 18); zonder gevallen: geen."""
    return f"{procent(teller, noemer)} ({aantal(teller)} van {aantal(noemer)})" if noemer else "geen"
