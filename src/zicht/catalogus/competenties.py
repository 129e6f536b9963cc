"""Welk werk een medewerker van Veilig Thuis mag doen, en welke functies een caseloadnorm hebben, voor het dagplan.

Keuze: een competentie is een dienst die iemand zelfstandig mag doen. De bronnen zeggen dat medewerkers de juiste competenties
moeten hebben, niet welke; over een kind, een cultuur of een soort geweld gaat de lijst met opzet niet.
"""

from datetime import date
from decimal import Decimal

from zicht.catalogus import load
from zicht.core.bronnen import Bron
from zicht.core.voorwaarden import Codelijst

BRON = Bron("nhn-programmabegroting-2019", "hoofdstuk 5: de procescoach ontwikkelt de juiste competenties")

COMPETENTIE = Codelijst(
    "competentie",
    (
        ("beoordeling", "veiligheidsbeoordeling"),
        ("voorwaarden_en_vervolg", "Voorwaarden & Vervolg"),
        ("onderzoek", "onderzoek"),
        ("monitoren", "monitoren"),
        ("zicht_op_veiligheid", "zicht op veiligheid"),
        ("ondersteuning_professional", "ondersteuning van een professional"),
        ("huisverbod_beoordeling", "beoordeling tijdelijk huisverbod"),
        ("huisverbod_uitvoering", "uitvoering tijdelijk huisverbod"),
        ("meldpunt_jeugdprostitutie", "meldpunt jeugdprostitutie"),
        ("mda", "MDA++"),
    ),
)
# Functies met een eigen caseload; wie leest, adviseert of leidt staat niet in het dagplan.
FUNCTIES = ("medewerker_toegang", "medewerker_regioteam")


def gewicht(dienst: str, op: date, regio: str | None = None) -> Decimal:
    """Wat een zaak van deze dienst in de caseload weegt; een Voorwaarden & Vervolg is een."""
    return load.parameters(regio).getal(f"caseload.gewicht-{dienst}", op)


def beginuren(dienst: str, op: date, regio: str | None = None) -> Decimal:
    """Hoeveel uur beginnen aan deze dienst op de eerste dag kost."""
    return load.parameters(regio).getal(f"caseload.begin-{dienst}", op)


def caseloadnorm(functie: str, op: date, regio: str | None = None) -> Decimal:
    """De hoogste gewogen caseload van een functie bij een volle werkweek."""
    return load.parameters(regio).getal(f"caseload.norm-{functie}", op)


def volle_week(op: date, regio: str | None = None) -> Decimal:
    """Hoeveel uur een volle werkweek telt."""
    return load.parameters(regio).getal("caseload.volle_week", op)


def deel_nieuw(op: date, regio: str | None = None) -> Decimal:
    """Welk deel van de uren van een dag voor nieuwe zaken is, van 0 tot en met 1."""
    return load.parameters(regio).getal("caseload.deel_nieuw", op) / 100
