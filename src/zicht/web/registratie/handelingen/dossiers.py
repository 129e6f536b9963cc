"""Het dossier als geheel: naar het team dat verder gaat."""

from datetime import datetime

from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import eis, handeling


def dossier_naar_team(
    dossier: m.Dossier, *, team: Team, eigenaar: Gebruiker, reden: str, door: Gebruiker, om: datetime
) -> None:
    """Geef een dossier met zijn lopende diensten aan een team; de meldingen blijven bij wie ze aannam."""
    with handeling(
        "dossier_naar_team", "werk.toewijzen", door=door, om=om, dossier=dossier, over=dossier, reden=reden[:200]
    ) as h:
        eis(dossier.gesloten_op is None, "Dit dossier is gesloten.")
        eis(eigenaar.is_active, "Deze collega werkt hier niet meer.")
        dossier.team, dossier.eigenaar = team, eigenaar
        h.bewaar(dossier)
        for dienst in h.opslag.rijen(m.Dienst, dossier):
            if dienst.afgerond_op is None and dienst.ingetrokken_op is None:
                dienst.team, dienst.eigenaar = team, eigenaar
                h.bewaar(dienst)
        h.gebeurtenis(f"naar {team}", om.date(), dossier=dossier, kenmerk=dossier.kenmerk)
