"""The settings of Django, all from one Instellingen object."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from zicht.web.instellingen import lees
from zicht.web.sleutels import geheim

INSTELLINGEN = lees()
BASE = Path(__file__).parent

SECRET_KEY = geheim(INSTELLINGEN)
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in INSTELLINGEN.hosts.split(",")]
ROOT_URLCONF = "zicht.web.urls"
WSGI_APPLICATION = "zicht.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "zicht.web.vormgeving",  # before allauth: its pages in our words and style
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "zicht.web.logboek",
    "zicht.web.beheer",
    "zicht.web.registratie",
    "zicht.web.werkvoorraad",
    "zicht.web.begroting",
    "zicht.web.capaciteit",
    "zicht.web.publicaties",
    "zicht.web.levering",
    "zicht.web.bord",
    "zicht.web.normen",
    "zicht.web.rapporten",
    "zicht.web.kwaliteit",
    "zicht.web.koppeling",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zicht.web.middleware.koppen",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zicht.web.middleware.sessieduur",
    "zicht.web.middleware.Toegang",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zicht.web.vormgeving.context.algemeen",
            ],
            "builtins": [
                "zicht.web.vormgeving.templatetags.vormgeving",
                "zicht.web.registratie.templatetags.registratie",
            ],
        },
    }
]
FORM_RENDERER = "zicht.web.vormgeving.formulieren.Weergave"


def _databank() -> dict[str, Any]:
    if not INSTELLINGEN.databank:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(INSTELLINGEN.datamap / "zicht.sqlite3"),
            # FULL: a melding that was accepted survives a power cut. IMMEDIATE: two writers wait instead of failing.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; PRAGMA mmap_size=2000000000;",
            },
        }
    adres = urlsplit(INSTELLINGEN.databank)
    opties = dict(parse_qsl(adres.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": adres.path.lstrip("/"),
        "USER": adres.username or "",
        "PASSWORD": adres.password or "",
        "HOST": opties.pop("host", adres.hostname or ""),
        "PORT": str(adres.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": opties,
    }


DATABASES = {"default": _databank()}

# What holds off abuse is counted here: failed sign-ins, used codes, calls without a key. In the database every process
# sees the same counts; in memory there may be one process only.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "zicht_tellers",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # throwing away early would forget who was guessing
    }
    if INSTELLINGEN.tellers_in_databank
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1_000_000}}
}

# ------------------------------------------------------------------------------------------------ people and sessions
AUTH_USER_MODEL = "beheer.Gebruiker"
AUTHENTICATION_BACKENDS = ["zicht.web.beheer.aanmelden.Toegangsbewijs"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "zicht.web.beheer.aanmelden.Aanmelding"
SOCIALACCOUNT_ADAPTER = "zicht.web.beheer.aanmelden.Organisatieaanmelding"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,30/15m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Zicht"
MFA_ADAPTER = "zicht.web.beheer.aanmelden.TweedeFactor"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if INSTELLINGEN.oidc_server:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisatie",
                "name": INSTELLINGEN.organisatie,
                "client_id": INSTELLINGEN.oidc_client,
                "secret": INSTELLINGEN.oidc_geheim,
                "settings": {"server_url": INSTELLINGEN.oidc_server},
            }
        ],
    }

SESSION_COOKIE_AGE = INSTELLINGEN.sessie_minuten * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-zicht" if INSTELLINGEN.https else "zicht"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = INSTELLINGEN.https
SECURE_HSTS_SECONDS = 31_536_000 if INSTELLINGEN.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --------------------------------------------------------------------------------------------------- language and place
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "zicht.web.vormgeving.formats"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served from the packages themselves: nothing to collect
WHITENOISE_AUTOREFRESH = False

# Logs never hold case data: Django's own request lines carry a path with a random reference at most.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"scherm": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["scherm"], "level": "WARNING"},
}
