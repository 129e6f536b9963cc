"""A server with only the pages of the design, without a database: for looking and for axe."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import include, path

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.instellingen import Instellingen
from zicht.web.vormgeving import menu
from zicht.web.vormgeving.urls import paden

WIE = UUID("00000000-0000-4000-8000-000000000001")


def ingelogd(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Somebody of Team Toegang who is in no database."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        gebruiker = Gebruiker(id=WIE, username="proef", first_name="Sanne", last_name="de Wit")
        vars(gebruiker)["rollen"] = frozenset({Rol.TOEGANG})
        request.user = gebruiker
        return get_response(request)

    return antwoord


def _kaal(naam: str) -> Callable[[HttpRequest], HttpResponse]:
    return lambda request: render(request, naam)


urlpatterns: list[Any] = [
    *paden(lambda _recht: lambda view: view),
    path("aanmelden/", include("allauth.urls")),
    path("fout/403/", _kaal("403.html")),
    path("fout/403-csrf/", _kaal("403_csrf.html")),
    path("fout/404/", _kaal("404.html")),
    path("fout/500/", _kaal("500.html")),
]

INSTELLINGEN = {
    "ROOT_URLCONF": "support.stijlblad",
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
    "INSTELLINGEN": Instellingen(organisatie="Veilig Thuis Voorbeeld", demo=True),
    "ALLOWED_HOSTS": ["*"],
    "MIDDLEWARE": [
        "zicht.web.middleware.koppen",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "support.stijlblad.ingelogd",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
}


class _Stil(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing on the screen."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server."""
    menu.voeg_toe(menu.Menupunt("hulp", "Hulp", "eigen", 90), menu.Menupunt("vormgeving", "Stijlblad", "eigen", 10))
    with override_settings(**INSTELLINGEN):
        dienst = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=_Stil)
        draad = threading.Thread(target=dienst.serve_forever, daemon=True)
        draad.start()
        try:
            yield f"http://127.0.0.1:{dienst.server_port}"
        finally:
            dienst.shutdown()
            draad.join()
            dienst.server_close()
