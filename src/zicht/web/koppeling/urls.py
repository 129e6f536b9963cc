"""De adressen van de koppeling, en de pagina's erbij."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path

from zicht.core.fouten import AanroepFout
from zicht.web.beheer.toegang import Paginarecht, open_pagina
from zicht.web.koppeling import views
from zicht.web.koppeling.api import api
from zicht.web.koppeling.problemen import probleem

_KB = 1024
GROOTSTE = {
    "melding_aanleveren": 128 * _KB,
    "melding_wijzigen": 128 * _KB,
    "politiemeldingen_aanleveren": 4 * _KB * _KB,
}
# Een verschreven vraag, zoals ?profe=true, mag niet stil iets vastleggen: wat niet bekend is wordt geweigerd.
VRAGEN = {"politiemeldingen_aanleveren": frozenset({"proef", "allesOfNiets"})}
_OPEN = ("openapi-json", "api-root")


def _bewaakt(patroon: URLPattern) -> URLPattern:
    """Geef het adres het recht van zijn bewerkingen, en kijk vooraf naar grootte en soort van het bericht."""
    view, naam = patroon.callback, patroon.name or ""
    if naam in _OPEN:
        open_pagina(view)
        return patroon
    patroon.callback = _ingang(view, GROOTSTE.get(naam, 0), VRAGEN.get(naam, frozenset()))
    patroon.callback.__dict__["paginarecht"] = _recht_van(naam)
    return patroon


def _recht_van(naam: str) -> Paginarecht:
    """Het recht dat elke bewerking op dit adres noemt; een bewerking zonder recht houdt het programma tegen."""
    paden = [pad for _, router in api._routers for pad in router.path_operations.values()]  # noqa: SLF001
    bewerkingen = [een for pad in paden for een in pad.operations if getattr(een, "url_name", "") == naam]
    rechten = {getattr(een.view_func, "paginarecht", None) for een in bewerkingen}
    gevonden = rechten.pop() if len(rechten) == 1 else None
    if gevonden is None:
        raise AanroepFout(f"De bewerking '{naam}' van de koppeling noemt geen recht, of meer dan een.")
    return gevonden


def _ingang(view: Callable[..., HttpResponse], grootste: int, vragen: frozenset[str]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def antwoord(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        geweigerd = _weiger(request, grootste, vragen)
        response = geweigerd or view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return probleem(HTTPStatus.METHOD_NOT_ALLOWED, koppen={"Allow": response["Allow"]})
        return response

    return antwoord


def _weiger(request: HttpRequest, grootste: int, vragen: frozenset[str]) -> HttpResponse | None:
    if set(request.GET) - vragen:
        bekend = f"Bekend zijn: {', '.join(sorted(vragen))}." if vragen else "Hier is er geen bekend."
        return probleem(HTTPStatus.UNPROCESSABLE_ENTITY, f"Een onbekende vraag achter het adres. {bekend}")
    if request.method not in ("POST", "PUT") or not grootste:
        return None
    if int(request.META.get("CONTENT_LENGTH") or 0) > grootste:
        return probleem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Hoogstens {grootste // _KB} kB per bericht.")
    if request.content_type != "application/json":
        return probleem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "De inhoud is application/json, in UTF-8.")
    return None


_patronen, _app, _naam = api.urls
urlpatterns = [
    path("", views.uitleg, name="koppeling_uitleg"),
    path("sleutels/", views.sleutels, name="sleutels"),
    path("sleutels/<uuid:pk>/intrekken/", views.intrekken, name="sleutel_intrekken"),
    path(
        "v1/",
        include(
            ([_bewaakt(patroon) for patroon in _patronen if isinstance(patroon, URLPattern)], _app), namespace=_naam
        ),
    ),
]
