"""Aanmelden: geen zelf aangemaakte gebruikers, een tweede factor, en de aanmelddienst van de organisatie."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from zicht.web.beheer.models import Gebruiker
from zicht.web.sleutels import kluis
from zicht.web.vormgeving.aanmeldzinnen import ACCOUNTZINNEN, MFAZINNEN


class Toegangsbewijs(AuthenticationBackend):
    """Wie met een wachtwoord binnenkomt is een mens met een open account; een gekoppeld systeem is dat nooit."""

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and not user.koppeling


class Aanmelding(DefaultAccountAdapter):
    """Een gebruiker wordt door de beheerder gemaakt, nooit door zichzelf."""

    error_messages = DefaultAccountAdapter.error_messages | ACCOUNTZINNEN

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Organisatieaanmelding(DefaultSocialAccountAdapter):
    """Wie via de organisatie binnenkomt, moet hier al bestaan: de naam in het token is de gebruikersnaam."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        naam = sociallogin.account.extra_data.get("userinfo", {}).get("preferred_username", "")
        gebruiker = Gebruiker.objects.filter(username=naam, is_active=True, koppeling=False).first()
        if naam and gebruiker is not None:
            sociallogin.connect(request, gebruiker)


class TweedeFactor(DefaultMFAAdapter):
    """De naam in de app op de telefoon verraadt niets over iemand."""

    error_messages = DefaultMFAAdapter.error_messages | MFAZINNEN

    def get_totp_label(self, user: Any) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return kluis().versleutel(text)

    def decrypt(self, encrypted_text: str) -> str:
        return kluis().ontsleutel(encrypted_text)
