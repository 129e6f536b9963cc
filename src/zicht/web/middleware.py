"""What holds for every page: headers, the length of a session, and the right that a page asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.web.beheer import rechten
from zicht.web.beheer.toegang import OPEN, GeenToegang, Paginarecht
from zicht.web.logboek import verzoek
from zicht.web.logboek.keten import Regel, schrijf

_Antwoorder = Callable[[HttpRequest], HttpResponse]

BELEID = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def koppen(get_response: _Antwoorder) -> _Antwoorder:
    """Strict headers on every answer; what holds case data is kept by no cache."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", BELEID)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        return response

    return antwoord


def sessieduur(get_response: _Antwoorder) -> _Antwoorder:
    """End a session after so many hours, however busy it is."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            nu = timezone.now().timestamp()
            begin = request.session.setdefault("aangemeld_om", nu)
            if nu - begin > timedelta(hours=settings.INSTELLINGEN.sessie_uren).total_seconds():
                logout(request)
        return get_response(request)

    return antwoord


class Toegang:
    """Deny by default: a page is shown only when it names its right and this person has it; every answer is logged."""

    def __init__(self, get_response: _Antwoorder) -> None:
        self._volgende = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        verzoek.herkomst.set(f"{request.META.get('REMOTE_ADDR', '')} {request.method}")
        verzoek.geschreven.set(False)
        return self._volgende(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer instead of the page when it may not be shown; otherwise show it and log that."""
        paginarecht = getattr(view, "paginarecht", None)
        if paginarecht is None:
            if _van_allauth(view):
                return None
            _log(request, Paginarecht("eigen"), "geweigerd", kwargs)
            return render(request, "403.html", status=403)
        if paginarecht.code == OPEN:
            return None
        return self._met_recht(request, view, paginarecht, args, kwargs)

    def _met_recht(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        paginarecht: Paginarecht,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse:
        if not request.user.is_authenticated:
            return _naar_aanmelden(request)
        if settings.INSTELLINGEN.tweede_factor and not _heeft_tweede_factor(request):
            return redirect("mfa_activate_totp")
        if request.user.koppeling or not request.user.mag(paginarecht.voor(request.method or "GET")):
            _log(request, paginarecht, "geweigerd", kwargs)
            return render(request, "403.html", status=403)
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            _log(request, paginarecht, "niet_gevonden", kwargs)
            raise
        except GeenToegang as fout:
            _log(request, paginarecht, "geweigerd", kwargs)
            return render(request, "403.html", {"fout": fout}, status=403)
        _log(request, paginarecht, _resultaat(response.status_code), kwargs)
        return response


def _van_allauth(view: Callable[..., HttpResponse]) -> bool:
    return getattr(view, "__module__", "").startswith("allauth.")


def _heeft_tweede_factor(request: HttpRequest) -> bool:
    """An own second factor, or the organisation's sign-on, which asks for one itself."""
    via_organisatie = any(
        methode.get("method") == "socialaccount"
        for methode in request.session.get("account_authentication_methods", [])
    )
    return via_organisatie or is_mfa_enabled(request.user)  # pyright: ignore[reportArgumentType]


def _naar_aanmelden(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; a partial update is told to load a whole page."""
    response = redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": response.url})
    return response


def _resultaat(status: int) -> str:
    if status in (403, 401):
        return "geweigerd"
    if status == 404:
        return "niet_gevonden"
    return "gelukt" if status < 400 else "mislukt"


def _log(request: HttpRequest, paginarecht: Paginarecht, resultaat: str, kwargs: dict[str, Any]) -> None:
    """One line per page; a handeling that wrote a line itself is not written down twice."""
    if verzoek.geschreven.get():
        return
    code = paginarecht.voor(request.method or "GET")
    gebruiker = request.user
    schrijf(
        [
            Regel(
                om=timezone.now(),
                handeling=f"{code}:{request.resolver_match.url_name if request.resolver_match else ''}"[:60],
                gebruiker=gebruiker.get_username(),
                rollen=",".join(sorted(rol.value for rol in gebruiker.rollen)) if gebruiker.is_authenticated else "",
                resultaat=resultaat,
                doel=rechten.recht(code).doel.value,
                soort=paginarecht.soort,
                kenmerk=str(kwargs.get("kenmerk", ""))[:40],
                dossier=getattr(request, "dossier_kenmerk", ""),
                herkomst=verzoek.herkomst.get(),
            )
        ]
    )
