"""Wat er na het aanmelden gebeurt: een logregel per poging, en een eigen wachtwoord is niet meer tijdelijk."""

from typing import Any

from allauth.account.signals import password_changed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import regel
from zicht.web.logboek import verzoek
from zicht.web.logboek.keten import Regel, schrijf, zet_anker_van_vandaag


@receiver(user_logged_in, dispatch_uid="zicht aangemeld")
def aangemeld(sender: Any, user: Gebruiker, **rest: Any) -> None:
    """Iemand is binnen; wie die dag de eerste is, zet het anker van het logboek."""
    _schrijf("aangemeld", user)
    zet_anker_van_vandaag(settings.INSTELLINGEN.ankerbestand, timezone.now())


@receiver(user_logged_out, dispatch_uid="zicht afgemeld")
def afgemeld(sender: Any, user: Gebruiker | None, **rest: Any) -> None:
    """Iemand gaat weg."""
    if user is not None and user.pk:
        _schrijf("afgemeld", user)


@receiver(user_login_failed, dispatch_uid="zicht geweigerd")
def geweigerd(sender: Any, credentials: dict[str, Any], **rest: Any) -> None:
    """Een mislukte poging. Een naam die niet bestaat wordt niet bewaard: het kan een wachtwoord in het verkeerde vak zijn."""
    naam = str(credentials.get("username") or "")
    bekend = Gebruiker.objects.filter(username=naam).values_list("username", flat=True).first()
    schrijf(
        [
            Regel(
                om=timezone.now(),
                handeling="aanmelden",
                gebruiker=bekend or "",
                resultaat="geweigerd",
                doel="eigen",
                herkomst=verzoek.herkomst.get(),
            )
        ]
    )
    verzoek.geschreven.set(True)


@receiver(password_changed, dispatch_uid="zicht wachtwoord")
def wachtwoord_gewijzigd(sender: Any, user: Gebruiker, **rest: Any) -> None:
    """Een zelfgekozen wachtwoord is niet meer tijdelijk."""
    Gebruiker.objects.filter(pk=user.pk).update(wachtwoord_tijdelijk=False)
    user.wachtwoord_tijdelijk = False
    _schrijf("wachtwoord_gewijzigd", user)


def _schrijf(naam: str, wie: Gebruiker) -> None:
    schrijf([regel(naam, "eigen", door=wie, om=timezone.now(), soort="", over="")])
    verzoek.geschreven.set(True)
