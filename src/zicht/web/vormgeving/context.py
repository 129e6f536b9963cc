"""Wat elke bladzijde nodig heeft: de organisatie, het menu, vandaag en of namen verborgen zijn."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from zicht.web.vormgeving.menu import menu_voor

PRIVACY = "privacy"  # sleutel in de sessie: namen zijn op dit scherm verborgen


def algemeen(request: HttpRequest) -> dict[str, Any]:
    """De waarden voor basis.html; een view kan ze met een eigen waarde vervangen."""
    instellingen = settings.INSTELLINGEN
    gebruiker = getattr(request, "user", None)
    return {
        "organisatie": instellingen.organisatie,
        "demo": instellingen.demo,
        "menu": menu_voor(request),
        "vandaag": timezone.localdate(),
        "privacy": privacy_aan(request),
        "rolnamen": _rolnamen(gebruiker),
        "sessie_seconden": settings.SESSION_COOKIE_AGE if getattr(gebruiker, "is_authenticated", False) else 0,
        "sessie_wie": wie(request),
    }


def privacy_aan(request: HttpRequest) -> bool:
    """Of namen in deze sessie verborgen zijn."""
    sessie = getattr(request, "session", None)
    return sessie is not None and bool(sessie.get(PRIVACY))


def wie(request: HttpRequest) -> str:
    """Een afdruk van wie is ingelogd: genoeg om te zien of het nog dezelfde is, en verder niets."""
    gebruiker = getattr(request, "user", None)
    return salted_hmac("zicht.sessie", str(gebruiker.pk)).hexdigest()[:16] if gebruiker and gebruiker.pk else ""


def _rolnamen(gebruiker: Any) -> str:
    return ", ".join(sorted(rol.titel for rol in getattr(gebruiker, "rollen", ())))
