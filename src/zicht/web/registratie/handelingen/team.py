"""Bij welk team en bij wie werk terechtkomt."""

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker, Team


def team_van(door: Gebruiker) -> Team:
    """Het team van een medewerker; zonder team kan iemand niets vastleggen."""
    if door.team is None:
        raise ZichtFout(f"{door} hoort bij geen team. Vraag uw beheerder om een team.")
    return door.team


def team_toegang(door: Gebruiker) -> Team:
    """Het team dat meldingen aanneemt: het eigen team als dat het doet, anders het eerste dat het doet."""
    if door.team is not None and door.team.toegang:
        return door.team
    team = Team.objects.filter(toegang=True).select_related("verantwoordelijke").first()
    if team is None:
        raise ZichtFout("Er is nog geen team dat meldingen aanneemt. Vraag uw beheerder om er een aan te wijzen.")
    return team


def eigenaar_van(team: Team, door: Gebruiker) -> Gebruiker:
    """Wie nieuw werk krijgt zolang het wacht: de verantwoordelijke van het team, anders wie het vastlegt."""
    return team.verantwoordelijke or door
