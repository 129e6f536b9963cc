"""De teams en accounts van de demo, per rol een met een bekend wachtwoord."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from zicht.web.beheer.models import Gebruiker, Roltoewijzing, Team
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie.inladen.verzinsel import getal, lijsten

WACHTWOORD = "alles-is-verzonnen"
_AANTAL = 4  # medewerkers per team
_ACCOUNTS = (
    ("toegang", Rol.TOEGANG), ("regioteam", Rol.REGIOTEAM), ("gedragsdeskundige", Rol.GEDRAGSDESKUNDIGE),
    ("vertrouwensarts", Rol.VERTROUWENSARTS), ("teamleider", Rol.TEAMLEIDER), ("klachten", Rol.KLACHTENFUNCTIONARIS),
    ("beleid", Rol.BELEIDSMEDEWERKER), ("controller", Rol.CONTROLLER), ("directeur", Rol.DIRECTEUR),
    ("gemeente", Rol.GEMEENTE), ("fg", Rol.FG), ("beheerder", Rol.BEHEERDER),
)  # fmt: skip


@dataclass
class Bezetting:
    """Wie er werkt, en welk team bij welke gemeente hoort."""

    toegang: list[Gebruiker] = field(default_factory=list)
    regio: dict[str, list[Gebruiker]] = field(default_factory=dict)  # per naam van een team
    lezers: list[Gebruiker] = field(default_factory=list)
    een: dict[Rol, Gebruiker] = field(default_factory=dict)
    teams: list[Team] = field(default_factory=list)
    van_gemeente: dict[str, Team] = field(default_factory=dict)

    def team(self, gemeente: str) -> Team:
        """Het regioteam van een gemeente."""
        return self.van_gemeente.get(gemeente, self.teams[0])


def accounts() -> list[tuple[str, str, str]]:
    """Rol, gebruikersnaam en wachtwoord van elk account dat de demo noemt."""
    return [(rol.titel, naam, WACHTWOORD) for naam, rol in _ACCOUNTS]


@transaction.atomic
def richt_in(gemeenten: Sequence[str], sinds: date, *, bekend: bool = True) -> Bezetting:
    """Maak de teams en de mensen, of neem die van een vorige keer; er zijn twee regioteams, elk met de helft van de gemeenten.

    Zonder `bekend` kan niemand met deze accounts inloggen tot een beheerder een wachtwoord zet.
    """
    bezetting, gehasht = Bezetting(), make_password(WACHTWOORD if bekend else None)
    helft = (len(gemeenten) + 1) // 2
    toegang = _team("Team Toegang", gemeenten, toegang=True)
    for naam, deel in (("Regioteam Noord", gemeenten[:helft]), ("Regioteam Zuid", gemeenten[helft:])):
        team = _team(naam, deel)
        bezetting.teams.append(team)
        bezetting.van_gemeente |= dict.fromkeys(deel, team)
    plek = {Rol.REGIOTEAM: bezetting.teams[0]}
    for naam, rol in _ACCOUNTS:
        bezetting.een[rol] = _maak(naam, rol, plek.get(rol, toegang), gehasht, sinds)
    if gemeenten and not bezetting.een[Rol.GEMEENTE].gemeente:
        Gebruiker.objects.filter(pk=bezetting.een[Rol.GEMEENTE].pk).update(gemeente=gemeenten[0], team=None)
    bezetting.toegang = [bezetting.een[Rol.TOEGANG]]
    bezetting.toegang += [_maak(f"toegang{n}", Rol.TOEGANG, toegang, gehasht, sinds) for n in range(2, _AANTAL + 1)]
    for nummer, team in enumerate(bezetting.teams, 1):
        mensen = [bezetting.een[Rol.REGIOTEAM]] if nummer == 1 else []
        mensen += [
            _maak(f"regioteam{nummer}{n}", Rol.REGIOTEAM, team, gehasht, sinds)
            for n in range(len(mensen) + 1, _AANTAL + 1)
        ]
        bezetting.regio[team.naam] = mensen
    for team in (toegang, *bezetting.teams):
        if team.verantwoordelijke is None:
            team.verantwoordelijke = bezetting.een[Rol.TEAMLEIDER]
            team.save()
    bezetting.lezers = [bezetting.een[Rol.GEDRAGSDESKUNDIGE], bezetting.een[Rol.VERTROUWENSARTS]]
    return bezetting


def _team(naam: str, gemeenten: Sequence[str], *, toegang: bool = False) -> Team:
    return Team.objects.get_or_create(naam=naam, defaults={"toegang": toegang, "gemeenten": list(gemeenten)})[0]


def _maak(naam: str, rol: Rol, team: Team, gehasht: str, sinds: date) -> Gebruiker:
    bestaat = Gebruiker.objects.filter(username=naam).first()
    if bestaat is not None:
        return bestaat
    voornaam = lijsten()["vrouw" if getal(naam, 3) else "man"][getal(f"{naam} voornaam", 25)]
    voorvoegsel, achternaam = lijsten()["achternaam"][getal(f"{naam} achternaam", 30)]
    gebruiker = Gebruiker.objects.create(
        username=naam, first_name=voornaam, last_name=f"{voorvoegsel} {achternaam}".strip(), team=team, password=gehasht
    )
    Roltoewijzing.objects.create(gebruiker=gebruiker, rol=rol.value, van=sinds)
    return gebruiker
