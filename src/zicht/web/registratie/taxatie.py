"""De veiligheidstaxatie van deze regio, en wat zij over een beoordeling zegt."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from zicht.catalogus import load
from zicht.core.formulieren import Antwoorden, Formulier, Voorstel, ontbrekend, opgeschoond, stel_voor, uit_opslag
from zicht.core.fouten import AanroepFout
from zicht.web.registratie import models as m

SOORT = "veiligheidstaxatie"
UITKOMSTEN = ("acuut", "structureel", "multiproblematiek")


@cache
def geldend(op: date, regio: str) -> Formulier:
    """Het formulier dat op een dag geldt: dat van de regio gaat voor, daarna de nieuwste."""
    passend = [
        formulier
        for formulier in load.formulieren()
        if formulier.soort == SOORT
        and formulier.geldig_vanaf <= op
        and (formulier.regio or regio.lower()) == regio.lower()
    ]
    if not passend:
        raise AanroepFout(f"Er is geen veiligheidstaxatie die op {op} geldt. Zet er een in catalogus/formulieren.")
    return max(passend, key=lambda formulier: (formulier.regio is not None, formulier.geldig_vanaf, formulier.versie))


def van(beoordeling: m.Veiligheidsbeoordeling) -> Formulier:
    """Het formulier waarop deze beoordeling is ingevuld, ook als er intussen een nieuwer is."""
    for formulier in load.formulieren():
        if (formulier.code, str(formulier.versie)) == (beoordeling.formulier, beoordeling.formulierversie):
            return formulier
    raise AanroepFout(f"Het formulier {beoordeling.formulier}, versie {beoordeling.formulierversie}, is er niet meer.")


def antwoorden_van(beoordeling: m.Veiligheidsbeoordeling) -> Antwoorden:
    """De bewaarde antwoorden."""
    opslag = {
        "formulier": beoordeling.formulier,
        "versie": int(beoordeling.formulierversie),
        "antwoorden": beoordeling.antwoorden,
    }
    return uit_opslag(opslag).antwoorden


def als_opslag(formulier: Formulier, antwoorden: Antwoorden) -> dict[str, Any]:
    """Antwoorden zoals zij bewaard worden: alleen op vragen die zijn gesteld."""
    schoon = opgeschoond(formulier, antwoorden)
    return {code: list(antwoord) if isinstance(antwoord, tuple) else antwoord for code, antwoord in schoon.items()}


def stand(beoordeling: m.Veiligheidsbeoordeling) -> dict[str, Any]:
    """Wat de taxatie aan de werkstand toevoegt: of zij af is, en of er is afgeweken zonder reden."""
    formulier, antwoorden = van(beoordeling), antwoorden_van(beoordeling)
    anders = afgeweken(stel_voor(formulier, antwoorden), {naam: getattr(beoordeling, naam) for naam in UITKOMSTEN})
    politie = antwoorden.get("politie_nodig")
    return ({"politie_nodig": politie} if politie in ("ja", "nee") else {}) | {
        "triage_ingevuld": not ontbrekend(formulier, antwoorden),
        "afwijkingen_zonder_reden": 0 if beoordeling.afwijking.strip() else len(anders),
    }


def afgeweken(voorstellen: tuple[Voorstel, ...], gekozen: Mapping[str, bool | None]) -> list[Voorstel]:
    """De voorstellen waarvan de medewerker afwijkt."""
    return [
        voorstel
        for voorstel in voorstellen
        if voorstel.waarde in ("ja", "nee")
        and gekozen.get(voorstel.uitkomst) is not None
        and (voorstel.waarde == "ja") != gekozen[voorstel.uitkomst]
    ]
