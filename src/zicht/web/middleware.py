"""What holds for every page: headers, the length of a session, and the right that a page asks."""

import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.web.beheer import rechten
from zicht.web.beheer.toegang import OPEN, GeenToegang, Paginarecht
from zicht.web.logboek import verzoek
from zicht.web.logboek.keten import Regel, schrijf

_EIGEN = Paginarecht("eigen")
_VORM = re.compile(r"[A-Z]-[0-9]{2}-[0-9A-Z]{8}")
_Antwoorder = Callable[[HttpRequest], HttpResponse]

# Signing in by the organisation is a form that ends at its server.
_AANMELDDIENST = f" {settings.INSTELLINGEN.oidc_server}" if settings.INSTELLINGEN.oidc_server else ""
BELEID = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    f"base-uri 'none'; form-action 'self'{_AANMELDDIENST}; frame-ancestors 'none'"
)


def koppen(get_response: _Antwoorder) -> _Antwoorder:
    """Strict headers on every answer; nothing is kept by a cache, but for what a page for everybody says may be."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", BELEID)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        openbaar = response.headers.get("Cache-Control", "").startswith("public")
        if not openbaar and not request.path.startswith(settings.STATIC_URL):
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
        response = self._volgende(request)
        if _is_aanmelding(request):
            _log(request, _EIGEN, _resultaat_aanmelding(request, response), {})
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer instead of the page when it may not be shown; otherwise show it and log that."""
        paginarecht = getattr(view, "paginarecht", None)
        if paginarecht is None:
            if _van_allauth(view):
                return None
            _log(request, _EIGEN, "geweigerd", kwargs)
            return render(request, "403.html", status=403)
        if paginarecht.code == OPEN:
            return None
        if paginarecht.wie is not None:
            return self._van_systeem(request, view, paginarecht, args, kwargs)
        return self._met_recht(request, view, paginarecht, args, kwargs)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """When the sign-on server of the organisation does not answer, say so; that is no error of ours."""
        match = request.resolver_match
        if match is None or not _van_allauth(match.func) or not isinstance(exception, OSError):
            return None
        _log(request, _EIGEN, "mislukt", {})
        verzoek.geschreven.set(True)
        return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.SERVICE_UNAVAILABLE)

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
        eerst = _eerst(request)
        if eerst:
            _log(request, paginarecht, "geweigerd", {})
            return redirect(eerst)
        if request.user.koppeling or not request.user.mag(paginarecht.voor(request.method or "GET")):
            _log(request, paginarecht, "geweigerd", kwargs)
            return render(request, "403.html", status=403)
        return self._toon(request, view, paginarecht, args, kwargs)

    def _van_systeem(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        paginarecht: Paginarecht,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse:
        """A call of a linked system: its key says who it is; a session that happens to be there says nothing."""
        assert paginarecht.wie is not None
        request.user = AnonymousUser()
        wie = paginarecht.wie(request)
        if isinstance(wie, HttpResponse):
            if wie.status_code != HTTPStatus.TOO_MANY_REQUESTS:  # a flood does not fill the log
                _log(request, paginarecht, "geweigerd", kwargs)
            return wie
        request.user = wie
        if not wie.koppeling or not wie.mag(paginarecht.voor(request.method or "GET")):
            _log(request, paginarecht, "geweigerd", kwargs)
            return HttpResponse(status=403)
        return self._toon(request, view, paginarecht, args, kwargs)

    def _toon(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        paginarecht: Paginarecht,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            _log(request, paginarecht, "niet_gevonden", kwargs)
            raise
        except GeenToegang as fout:
            _log(request, paginarecht, "geweigerd", kwargs)
            return render(request, "403.html", {"fout": fout}, status=403)
        except Exception:
            _log(request, paginarecht, "mislukt", kwargs)
            raise
        _log(request, paginarecht, _resultaat(response.status_code), kwargs)
        return response


def _van_allauth(view: Callable[..., HttpResponse]) -> bool:
    return getattr(view, "__module__", "").startswith("allauth.")


def _eerst(request: HttpRequest) -> str:
    """The page that comes first: an own password after a temporary one, and a second factor. The organisation's sign-on
    asks for both itself."""
    if any(
        methode.get("method") == "socialaccount"
        for methode in request.session.get("account_authentication_methods", [])
    ):
        return ""
    if request.user.wachtwoord_tijdelijk:
        return "account_change_password"
    tweede_factor = settings.INSTELLINGEN.tweede_factor
    return "mfa_activate_totp" if tweede_factor and not is_mfa_enabled(request.user) else ""  # pyright: ignore[reportArgumentType]


def _is_aanmelding(request: HttpRequest) -> bool:
    """A page of allauth that says something about a person: every attempt, and what somebody who is signed in opens."""
    match = request.resolver_match
    return (
        match is not None and _van_allauth(match.func) and (request.method == "POST" or request.user.is_authenticated)
    )


def _resultaat_aanmelding(request: HttpRequest, response: HttpResponse) -> str:
    """A form of allauth that is shown again was refused; one that leads on was accepted."""
    if request.method == "POST" and response.status_code == 200:
        return "geweigerd"
    return _resultaat(response.status_code)


def _naar_aanmelden(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; a partial update is told to load a whole page."""
    response = redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": response.url})
    return response


def _resultaat(status: int) -> str:
    if status in (401, 403, 429):
        return "geweigerd"
    if status == 404:
        return "niet_gevonden"
    return "gelukt" if status < 400 else "mislukt"


def _kenmerk(kwargs: dict[str, Any]) -> str:
    """The reference in the address; what cannot be one of ours may be anything, so it is not written down."""
    kenmerk = str(kwargs.get("kenmerk", ""))
    return kenmerk if _VORM.fullmatch(kenmerk) else ""


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
                kenmerk=_kenmerk(kwargs),
                dossier=getattr(request, "dossier_kenmerk", ""),
                herkomst=verzoek.herkomst.get(),
            )
        ]
    )
