"""Verzonnen collega's en zaken voor de tests van de webapplicatie."""

from datetime import UTC, date, datetime

from zicht.web.beheer.models import Gebruiker, Roltoewijzing, Team
from zicht.web.beheer.rechten import Rol

NU = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)  # een woensdag
VANDAAG = date(2026, 3, 4)
WACHTWOORD = "een-lang-wachtwoord-voor-tests"


def maak_team(naam: str = "Toegang", *, toegang: bool = True) -> Team:
    """Een team."""
    return Team.objects.get_or_create(naam=naam, defaults={"toegang": toegang})[0]


def maak_gebruiker(naam: str, *rollen: Rol, team: Team | None = None, wachtwoord: str = "") -> Gebruiker:
    """Een collega met rollen; zonder wachtwoord kan alleen `force_login`."""
    gebruiker = Gebruiker(username=naam, first_name=naam.capitalize(), last_name="Verzonnen", team=team or maak_team())
    gebruiker.gemeente = "GM0361" if Rol.GEMEENTE in rollen else ""
    if wachtwoord:
        gebruiker.set_password(wachtwoord)
    else:
        gebruiker.set_unusable_password()
    gebruiker.save()
    for rol in rollen:
        Roltoewijzing.objects.create(gebruiker=gebruiker, rol=rol.value, van=date(2020, 1, 1))
    return gebruiker
