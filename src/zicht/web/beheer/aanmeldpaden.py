"""De bladzijden van het aanmelden: van allauth alleen wat hier nodig is. Wat hier niet staat, bestaat niet.

Zo is er geen bladzijde om een account te maken, een e-mailadres te bewaren of een wachtwoord per e-mail op te vragen.
"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from allauth import urls as allauth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from zicht.web.beheer.toegang import open_pagina

NODIG = frozenset(
    {
        "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate",
        "account_change_password", "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
        "openid_connect_login", "openid_connect_callback",
        "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
        "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
    }
)  # fmt: skip


@open_pagina
@require_safe
def wachtwoord_vergeten(request: HttpRequest) -> HttpResponse:
    """Wie helpt als iemand niet binnenkomt; Zicht stuurt geen e-mail."""
    return render(request, "account/password_reset.html")


def _alleen(patronen: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            binnen: Any = list(_alleen(cast("Iterable[URLPattern | URLResolver]", patroon.url_patterns)))
            if binnen:
                yield URLResolver(
                    patroon.pattern, binnen, patroon.default_kwargs, patroon.app_name, patroon.namespace
                )  # fmt: skip
        elif patroon.name in NODIG:
            yield patroon


def paden() -> list[URLPattern | URLResolver]:
    """De routes van het aanmelden."""
    eigen = [
        path("password/reset/", wachtwoord_vergeten, name="account_reset_password"),
        path("password/set/", wachtwoord_vergeten, name="account_set_password"),  # wie alleen via de organisatie inlogt
    ]
    return [*eigen, *_alleen(allauth.urlpatterns)]
