"""Getallen zoals een Nederlandse lezer ze leest: punt bij duizendtallen, komma bij decimalen, vaste spatie voor %."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

VAST = "\N{NO-BREAK SPACE}"
MIN = "\N{MINUS SIGN}"

ZELDEN = Fraction(1, 20)  # wat minder vaak gebeurt is niet op een tiende te zeggen

Getal = int | float | Decimal | Fraction


def afgerond(waarde: Getal, decimalen: int) -> Decimal:
    """De waarde op zo veel decimalen, exact gerekend; de helft gaat van nul af."""
    breuk = Fraction(waarde)
    schaal = 10**decimalen
    heel = (abs(breuk) * schaal + Fraction(1, 2)) // 1
    return (Decimal(int(heel)) / schaal * (-1 if breuk < 0 else 1)).quantize(
        Decimal(1).scaleb(-decimalen), ROUND_HALF_UP
    )


def getal(waarde: Getal, decimalen: int = 0) -> str:
    """1.234,5 met een echt minteken."""
    rond = afgerond(waarde, decimalen)
    tekst = f"{abs(rond):,.{decimalen}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{MIN}{tekst}" if rond < 0 else tekst


def procent(aandeel: Getal, decimalen: int = 0) -> str:
    """Een aandeel tussen 0 en 1 als percentage: 61 %."""
    return f"{getal(Fraction(aandeel) * 100, decimalen)}{VAST}%"


def punten(aandeel: Getal) -> str:
    """Een verschil tussen twee percentages, in procentpunten."""
    waarde = Fraction(aandeel) * 100
    return f"{getal(waarde, 0 if afgerond(waarde, 1) == afgerond(waarde, 0) else 1)}{VAST}procentpunt"


def keer(kans: Getal) -> str:
    """Een kans zoals je haar zegt: 8 van de 10 keer; bij bijna nooit en bijna altijd hoe zelden of hoe vaak."""
    if kans < ZELDEN:
        return "minder dan 1 van de 20 keer"
    if kans > 1 - ZELDEN:
        return "meer dan 19 van de 20 keer"
    return f"{min(max(afgerond(Fraction(kans) * 10, 0), 1), 9)} van de 10 keer"


def euro(bedrag: Getal) -> str:
    """Hele euro's: € 6.847.000."""
    rond = afgerond(bedrag, 0)
    return f"{MIN if rond < 0 else ''}€{VAST}{getal(abs(rond))}"


def met_teken(tekst: str, waarde: Getal) -> str:
    """Zet een plus voor een positieve waarde; het minteken staat er al."""
    return f"+{tekst}" if waarde > 0 else tekst
