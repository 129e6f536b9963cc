"""The right of a page: `@recht("zaak.inzien")` above a view. A view without one is refused by the middleware."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from zicht.core.fouten import ZichtFout
from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker

_View = TypeVar("_View", bound=Callable[..., Any])

OPEN = "open"


# Who asks, or the answer that says why nobody was recognised.
Aanmelder = Callable[[HttpRequest], "Gebruiker | HttpResponse"]


class GeenToegang(ZichtFout):
    """Deze gebruiker mag dit niet."""

    status = 1


@dataclass(frozen=True, slots=True)
class Paginarecht:
    """Which right a page asks, and what kind of record it shows."""

    code: str
    soort: str = ""
    post: str = ""  # another right for changing, when the page also takes a form
    wie: Aanmelder | None = None  # how a linked system makes itself known; people and their sessions do not count then

    def voor(self, methode: str) -> str:
        """The right for this HTTP method."""
        return self.post if self.post and methode not in ("GET", "HEAD", "OPTIONS") else self.code


def recht(code: str, soort: str = "", post: str = "", wie: Aanmelder | None = None) -> Callable[[_View], _View]:
    """Give a view its right; an unknown code stops the program at start."""
    for naam in filter(None, (code, post)):
        rechten.recht(naam)

    def zet(view: _View) -> _View:
        view.__dict__["paginarecht"] = Paginarecht(code, soort, post, wie)
        return view

    return zet


def open_pagina(view: _View) -> _View:
    """A page for people without an account, such as a question about satisfaction by link."""
    view.__dict__["paginarecht"] = Paginarecht(OPEN)
    return view
