"""Wie er aan de andere kant is: de sleutel in de kop `Authorization: Bearer …`."""

from http import HTTPStatus

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security import HttpBearer

from zicht.web.beheer.models import Gebruiker
from zicht.web.koppeling.problemen import probleem
from zicht.web.koppeling.sleutels import PER_MINUUT, herken

MIS_PER_MINUUT = 30
_WACHT = {"Retry-After": "60"}


def wie(request: HttpRequest) -> Gebruiker | HttpResponse:
    """Het systeem dat bij de sleutel hoort, of het antwoord waarom het niet mag."""
    soort, _, geheim = request.headers.get("Authorization", "").partition(" ")
    toegang = herken(geheim, timezone.localtime()) if soort.lower() == "bearer" and geheim else None
    if toegang is None:
        return _onbekend(request)
    if toegang.aantal > PER_MINUUT:
        return probleem(HTTPStatus.TOO_MANY_REQUESTS, f"Hoogstens {PER_MINUUT} verzoeken per minuut.", koppen=_WACHT)
    return toegang.gebruiker


def _onbekend(request: HttpRequest) -> HttpResponse:
    """Een keer is een vergissing en komt in het logboek; een stortvloed wordt alleen afgehouden."""
    plek = f"koppeling-mis-{request.META.get('REMOTE_ADDR', '')}-{timezone.now():%H%M}"
    cache.add(plek, 0, timeout=60)
    try:
        aantal = cache.incr(plek)
    except ValueError:  # de minuut was net om
        aantal = 1
    if aantal > MIS_PER_MINUUT:
        return probleem(HTTPStatus.TOO_MANY_REQUESTS, "Te vaak zonder geldige sleutel.", koppen=_WACHT)
    return probleem(
        HTTPStatus.UNAUTHORIZED,
        "Stuur uw sleutel mee in de kop Authorization. Is hij verlopen of ingetrokken, vraag dan een nieuwe.",
        koppen={"WWW-Authenticate": 'Bearer realm="zicht"'},
    )


class Sleutel(HttpBearer):
    """De sleutel in de beschrijving van de koppeling; herkend is hij dan al, door de middleware."""

    def __call__(self, request: HttpRequest) -> Gebruiker | None:
        return self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Gebruiker | None:
        """Wie de middleware heeft herkend."""
        gebruiker = request.user
        return gebruiker if isinstance(gebruiker, Gebruiker) and gebruiker.koppeling else None
