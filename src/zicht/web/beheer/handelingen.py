"""Wat de beheerder doet: gebruikers en hun rollen, teams, wachtwoorden en de tweede factor.

Keuzes: niemand wijzigt zijn eigen rollen of sluit zichzelf af, dus een beheerder alleen kan zich geen ander recht geven.
Iedereen die moet kunnen beheren blijft met minstens een ander: de laatste beheerder blijft beheerder.
"""

import re
import secrets
from collections.abc import Collection
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session

from zicht.web.beheer.models import Gebruiker, Rechtencontrole, Roltoewijzing, Team, geldt_op
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.uitvoeren import beheer, eis

RECHT = "gebruiker.beheren"
_NAAM = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_VAN_GEMEENTE = "Deze rol ziet de cijfers van een gemeente."
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def tijdelijk_wachtwoord() -> str:
    """Zestien tekens in vier groepen: over te lezen, en met 79 bits niet te raden."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def gebruiker_maken(
    *,
    gebruikersnaam: str,
    voornaam: str,
    achternaam: str,
    team: Team | None,
    rollen: Collection[Rol],
    van: date,
    tot: date | None = None,
    gemeente: str = "",
    alleen_organisatie: bool = False,
    door: Gebruiker,
    om: datetime,
) -> tuple[Gebruiker, str]:
    """Maak een gebruiker; het tijdelijke wachtwoord staat alleen in het antwoord, en is er niet bij inloggen via de organisatie."""
    naam = gebruikersnaam.strip().lower()
    with beheer("gebruiker_maken", RECHT, door=door, om=om, over=naam):
        eis(
            _NAAM.fullmatch(naam),
            "Een gebruikersnaam bestaat uit 2 tot 40 kleine letters, cijfers, punten en streepjes.",
        )
        eis(
            not Gebruiker.objects.filter(username__iexact=naam).exists(),
            f"De gebruikersnaam '{naam}' is al in gebruik.",
        )
        eis(Rol.GEMEENTE not in rollen or gemeente, f"{_VAN_GEMEENTE} Vul de code van de gemeente in.")
        wachtwoord = "" if alleen_organisatie else tijdelijk_wachtwoord()
        gebruiker = Gebruiker(
            username=naam, first_name=voornaam, last_name=achternaam, team=team, gemeente=gemeente, wachtwoord_tijdelijk=bool(wachtwoord)
        )  # fmt: skip
        gebruiker.set_password(wachtwoord or None)
        gebruiker.save()
        for rol in rollen:
            _geef(gebruiker, rol, van, tot)
    return gebruiker, wachtwoord


def gebruiker_wijzigen(
    gebruiker: Gebruiker, *, voornaam: str, achternaam: str, team: Team | None, gemeente: str = "",
    door: Gebruiker, om: datetime,
) -> None:  # fmt: skip
    """Wijzig naam, team en gemeente."""
    with beheer("gebruiker_wijzigen", RECHT, door=door, om=om, over=gebruiker.username):
        eis(gebruiker.pk != door.pk or gemeente == door.gemeente, "Uw eigen gemeente wijzigt een andere beheerder.")
        eis(gemeente or Rol.GEMEENTE not in gebruiker.rollen, f"{_VAN_GEMEENTE} Vul de code van de gemeente in.")
        gebruiker.first_name, gebruiker.last_name, gebruiker.team = voornaam, achternaam, team
        gebruiker.gemeente = gemeente
        gebruiker.save(update_fields=("first_name", "last_name", "team", "gemeente"))


def rol_geven(
    gebruiker: Gebruiker, rol: Rol, *, van: date, tot: date | None = None, door: Gebruiker, om: datetime
) -> Roltoewijzing:
    """Geef iemand een rol, vanaf een dag en zo nodig tot een dag."""
    with beheer(f"rol_geven:{rol.value}", RECHT, door=door, om=om, over=gebruiker.username):
        eis(gebruiker.pk != door.pk, "U kunt uw eigen rollen niet wijzigen. Vraag een andere beheerder.")
        eis(tot is None or tot > van, "De einddatum ligt na de begindatum.")
        eis(rol is not Rol.GEMEENTE or gebruiker.gemeente, f"{_VAN_GEMEENTE} Wijzig eerst naam en team.")
        return _geef(gebruiker, rol, van, tot)


def _geef(gebruiker: Gebruiker, rol: Rol, van: date, tot: date | None) -> Roltoewijzing:
    lopend = gebruiker.roltoewijzingen.filter(rol=rol.value).exclude(tot__lte=van)
    eis(not lopend.exists(), f"{gebruiker} heeft de rol {rol.titel} al.")
    gebruiker.__dict__.pop("rollen", None)
    return Roltoewijzing.objects.create(gebruiker=gebruiker, rol=rol.value, van=van, tot=tot)


def rol_beeindigen(toewijzing: Roltoewijzing, *, tot: date, door: Gebruiker, om: datetime) -> None:
    """Beëindig een rol; zij geldt op de dag `tot` niet meer, en werkt niet meer bij het volgende verzoek."""
    gebruiker = toewijzing.gebruiker
    with beheer(f"rol_beeindigen:{toewijzing.rol}", RECHT, door=door, om=om, over=gebruiker.username):
        eis(gebruiker.pk != door.pk, "U kunt uw eigen rollen niet wijzigen. Vraag een andere beheerder.")
        eis(toewijzing.tot is None or tot < toewijzing.tot, "Deze rol is al beëindigd.")
        toewijzing.tot = max(tot, toewijzing.van)
        toewijzing.save(update_fields=("tot",))
        gebruiker.__dict__.pop("rollen", None)


def gebruiker_sluiten(gebruiker: Gebruiker, *, op: date, door: Gebruiker, om: datetime) -> None:
    """Sluit een account: de rollen eindigen, en wie nog is ingelogd is dat meteen niet meer."""
    with beheer("gebruiker_sluiten", RECHT, door=door, om=om, over=gebruiker.username):
        eis(gebruiker.pk != door.pk, "U kunt uw eigen account niet sluiten. Vraag een andere beheerder.")
        gebruiker.is_active = False
        gebruiker.save(update_fields=("is_active",))
        for toewijzing in gebruiker.roltoewijzingen.exclude(tot__lte=op):
            toewijzing.tot = max(op, toewijzing.van)
            toewijzing.save(update_fields=("tot",))
        gebruiker.__dict__.pop("rollen", None)
        beeindig_sessies(gebruiker, om)


def gebruiker_openen(gebruiker: Gebruiker, *, door: Gebruiker, om: datetime) -> None:
    """Open een gesloten account weer, zonder rollen: die geeft u opnieuw."""
    with beheer("gebruiker_openen", RECHT, door=door, om=om, over=gebruiker.username):
        gebruiker.is_active = True
        gebruiker.save(update_fields=("is_active",))


def wachtwoord_vernieuwen(gebruiker: Gebruiker, *, door: Gebruiker, om: datetime) -> str:
    """Een nieuw tijdelijk wachtwoord, dat alleen in het antwoord staat; lopende sessies eindigen."""
    with beheer("wachtwoord_vernieuwen", RECHT, door=door, om=om, over=gebruiker.username):
        eis(gebruiker.pk != door.pk, "Uw eigen wachtwoord wijzigt u bij 'Mijn aanmelding'.")
        eis(not gebruiker.koppeling, "Een gekoppeld systeem heeft geen wachtwoord, maar een sleutel.")
        wachtwoord = tijdelijk_wachtwoord()
        gebruiker.set_password(wachtwoord)
        gebruiker.wachtwoord_tijdelijk = True
        gebruiker.save(update_fields=("password", "wachtwoord_tijdelijk"))
        beeindig_sessies(gebruiker, om)
    return wachtwoord


def tweede_factor_wissen(gebruiker: Gebruiker, *, door: Gebruiker, om: datetime) -> None:
    """Wis de tweede factor van wie zijn telefoon kwijt is; bij het inloggen koppelt die een nieuwe."""
    with beheer("tweede_factor_wissen", RECHT, door=door, om=om, over=gebruiker.username):
        eis(gebruiker.pk != door.pk, "Uw eigen tweede factor wijzigt u bij 'Mijn aanmelding'.")
        Authenticator.objects.filter(user=gebruiker).delete()
        SocialAccount.objects.filter(user=gebruiker).delete()
        beeindig_sessies(gebruiker, om)


def beeindig_sessies(gebruiker: Gebruiker, om: datetime) -> None:
    """Haal de lopende sessies van iemand weg."""
    weg = [
        sessie.pk
        for sessie in Session.objects.filter(expire_date__gt=om).iterator()
        if sessie.get_decoded().get("_auth_user_id") == str(gebruiker.pk)
    ]
    Session.objects.filter(pk__in=weg).delete()


def team_opslaan(
    team: Team | None,
    *,
    naam: str,
    toegang: bool,
    gemeenten: Collection[str],
    verantwoordelijke: Gebruiker | None,
    door: Gebruiker,
    om: datetime,
) -> Team:
    """Maak of wijzig een team."""
    team = team or Team()
    with beheer("team_opslaan", RECHT, door=door, om=om, soort="team", over=str(team.pk)):
        eis(
            not Team.objects.filter(naam__iexact=naam).exclude(pk=team.pk).exists(),
            f"Er is al een team dat '{naam}' heet.",
        )
        team.naam, team.toegang, team.gemeenten, team.verantwoordelijke = (
            naam,
            toegang,
            list(gemeenten),
            verantwoordelijke,
        )
        team.save()
    return team


def rol_nakijken(toewijzing: Roltoewijzing, *, jaar: int, nodig: bool, op: date, door: Gebruiker, om: datetime) -> None:
    """Zeg of een rol nog nodig is; een rol die niet meer nodig is eindigt meteen."""
    with beheer("rol_nakijken", RECHT, door=door, om=om, over=toewijzing.gebruiker.username):
        eis(toewijzing.gebruiker.pk != door.pk, "Uw eigen rollen kijkt een andere beheerder na.")
        Rechtencontrole.objects.update_or_create(
            toewijzing=toewijzing, jaar=jaar, defaults={"nodig": nodig, "door": door, "om": om}
        )
        if not nodig and (toewijzing.tot is None or toewijzing.tot > op):
            toewijzing.tot = max(op, toewijzing.van)
            toewijzing.save(update_fields=("tot",))


def eerste_beheerder(*, gebruikersnaam: str, voornaam: str, achternaam: str, op: date) -> tuple[Gebruiker, str]:
    """De eerste beheerder van een nieuwe installatie; daarna maakt alleen een beheerder een gebruiker."""
    bezet = Roltoewijzing.objects.filter(geldt_op(op), rol=Rol.BEHEERDER.value, gebruiker__is_active=True)
    eis(not bezet.exists(), "Er is al een beheerder. Die kan andere gebruikers maken.")
    wachtwoord = tijdelijk_wachtwoord()
    gebruiker = Gebruiker(
        username=gebruikersnaam, first_name=voornaam, last_name=achternaam, wachtwoord_tijdelijk=True
    )  # fmt: skip
    gebruiker.set_password(wachtwoord)
    gebruiker.save()
    Roltoewijzing.objects.create(gebruiker=gebruiker, rol=Rol.BEHEERDER.value, van=op)
    return gebruiker, wachtwoord
