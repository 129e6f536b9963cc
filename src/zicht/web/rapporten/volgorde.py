"""De weg van een rapport: wie tekent wanneer, met welk recht, en wat het daarna is."""

from dataclasses import dataclass

from zicht.web.rapporten.models import Handtekening, Status

LEZEN, INZIEN, SCHRIJVEN = "rapport.lezen", "rapport.inzien", "rapport.schrijven"
TOETSEN, GOEDKEUREN, PUBLICEREN = "rapport.toetsen", "rapport.goedkeuren", "rapport.publiceren"


@dataclass(frozen=True)
class Ondertekening:
    """Een handtekening op de weg van concept naar goedgekeurd."""

    rol: str
    recht: str
    van: Status
    naar: Status
    vraag: str  # wat iemand zegt met deze handtekening


VOLGORDE = (
    Ondertekening(Handtekening.SCHRIJVER, SCHRIJVEN, Status.CONCEPT, Status.TER_TOETSING,
                  "De duiding is af en klopt met wat ik weet."),
    Ondertekening(Handtekening.CONTROLLER, TOETSEN, Status.TER_TOETSING, Status.GETOETST,
                  "Ik heb de cijfers en de tekst nagekeken; zij kloppen."),
    Ondertekening(Handtekening.DIRECTEUR, GOEDKEUREN, Status.GETOETST, Status.GOEDGEKEURD,
                  "Ik keur dit rapport goed."),
)  # fmt: skip
ROLNAAM = dict(Handtekening.ROLLEN)


def volgende(status: str) -> Ondertekening | None:
    """De handtekening die nu aan de beurt is."""
    return next((o for o in VOLGORDE if o.van == status), None)


def terug_met(status: str) -> str:
    """Het recht om een rapport in deze stand terug te sturen; leeg als dat niet kan."""
    return {Status.TER_TOETSING: TOETSEN, Status.GETOETST: GOEDKEUREN, Status.GOEDGEKEURD: GOEDKEUREN}.get(status, "")  # pyright: ignore[reportCallIssue, reportArgumentType]
