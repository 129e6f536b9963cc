"""Elke route van de applicatie, uit de routetabel zelf: wie er een bijmaakt staat vanzelf in de matrix."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Self

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from zicht.web.beheer.toegang import OPEN, Paginarecht
from zicht.web.logboek.models import Logregel


@dataclass(frozen=True)
class Route:
    """Een route met haar view en de soorten van haar parameters."""

    pad: str
    naam: str
    view: Any
    parameters: tuple[tuple[str, str], ...]

    @property
    def recht(self) -> Paginarecht | None:
        """Het recht dat de view vraagt."""
        return getattr(self.view, "paginarecht", None)

    @property
    def van_allauth(self) -> bool:
        """Een bladzijde van het aanmelden, die haar eigen regels heeft."""
        return getattr(self.view, "__module__", "").startswith("allauth.")

    @property
    def open(self) -> bool:
        """Een bladzijde voor wie geen account heeft."""
        return self.recht is not None and self.recht.code == OPEN

    @property
    def van_systeem(self) -> bool:
        """Een route waar een gekoppeld systeem zich met een sleutel meldt."""
        return self.recht is not None and self.recht.wie is not None

    def adressen(self, sleutels: Iterable[str]) -> Iterator[str]:
        """De adressen van deze route met deze sleutels, voor zover zij op de plek passen; als laatste een onbekende."""
        keuzes = [self.keuze(plek, sleutels) for plek in range(len(self.parameters))]
        if len(keuzes) > 1 and not self.tabellen(0):  # anders groeit het aantal met het kwadraat
            keuzes[0] = keuzes[0][:2]
        for gekozen in product(*keuzes):
            yield self.adres(gekozen)

    def adres(self, waarden: Iterable[str]) -> str:
        """Het adres met deze waarden op de plek van de parameters."""
        adres = self.pad
        for (naam, _), waarde in zip(self.parameters, waarden, strict=True):
            adres = adres.replace(f"<{naam}>", waarde)
        return adres

    def tabellen(self, plek: int) -> frozenset[str]:
        """Waar de sleutel op deze plek wordt opgezocht; leeg als dat niet is geleerd, of nergens is."""
        geleerd = GELEERD.get(self.pad, ())
        return geleerd[plek] if plek < len(geleerd) else frozenset()

    def keuze(self, plek: int, sleutels: Iterable[str]) -> list[str]:
        """Wat er op deze plek kan staan; als laatste een sleutel die er niet is."""
        soort, tabellen = self.parameters[plek][1], self.tabellen(plek)
        passend = [sleutel for sleutel in sleutels if _past(soort, sleutel)]
        if tabellen:
            passend = [sleutel for sleutel in passend if getattr(sleutel, "tabel", "") in tabellen]
        else:
            passend = [s for s in passend if s.startswith(f"{self.pad[1:2].upper()}-")] or passend
        return [*dict.fromkeys(passend), ONBEKEND.get(soort, "onbekend")]


class Sleutel(str):
    """Waarmee een rij in een adres staat, met de tabel van die rij."""

    __slots__ = ("tabel",)

    def __new__(cls, tekst: str, tabel: str) -> Self:
        """Een gewone tekst die haar tabel kent."""
        nieuw = super().__new__(cls, tekst)
        nieuw.tabel = tabel
        return nieuw


# Per pad, en per plek daarin, de tabellen waar de sleutel wordt opgezocht; support/opzoeken.py vult het.
GELEERD: dict[str, tuple[frozenset[str], ...]] = {}
ONBEKEND = {
    "plek": "melding/onbekend",
    "UUIDConverter": "00000000-0000-4000-8000-00000000000f",
    "IntConverter": "987654321",
}


def _past(soort: str, sleutel: str) -> bool:
    if soort == "UUIDConverter":
        return len(sleutel) == 36
    if soort == "plek":
        return False
    if soort == "IntConverter":
        return sleutel.isdigit()
    return len(sleutel) < 36 and not sleutel.isdigit()


def alle_routes() -> list[Route]:
    """Alle routes, de onderste eerst opgezocht."""
    return list(_loop(get_resolver().url_patterns, "/", ()))


def _loop(patronen: Iterable[Any], begin: str, eerder: tuple[tuple[str, str], ...]) -> Iterator[Route]:
    for patroon in patronen:
        eigen = tuple((naam, type(soort).__name__) for naam, soort in patroon.pattern.converters.items())
        if isinstance(patroon.pattern, RegexPattern):
            eigen = tuple((naam, naam) for naam in patroon.pattern.regex.groupindex)
        pad = begin + _kaal(str(patroon.pattern))
        if isinstance(patroon, URLResolver):
            yield from _loop(patroon.url_patterns, pad, eerder + eigen)
        elif isinstance(patroon, URLPattern):
            yield Route(pad, patroon.name or pad, patroon.callback, eerder + eigen)


def _kaal(patroon: str) -> str:
    """`<uuid:pk>` en `(?P<pk>…)` worden `<pk>`."""
    if patroon.startswith("^"):
        return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", patroon.strip("^$"))
    delen = patroon.split("<")
    return delen[0] + "".join(f"<{deel.split(':', 1)[-1] if ':' in deel.split('>')[0] else deel}" for deel in delen[1:])


@dataclass(frozen=True)
class Antwoord:
    """Wat een verzoek gaf, en welke regels het in het logboek liet."""

    status: int
    tekst: str
    kop: dict[str, str]
    regels: list[Logregel]


def vraag(client: Client, methode: str, adres: str, gegevens: dict[str, Any] | None = None) -> Antwoord:
    """Doe een verzoek en maak daarna alles ongedaan, zodat het volgende dezelfde wereld treft."""
    laatste = Logregel.objects.order_by("-nummer").values_list("nummer", flat=True).first() or 0
    with transaction.atomic():
        response = (
            client.generic(methode, adres)
            if methode not in ("GET", "POST")
            else getattr(client, methode.lower())(adres, gegevens or {})
        )
        inhoud = b"".join(response.streaming_content) if response.streaming else response.content
        regels = list(Logregel.objects.filter(nummer__gt=laatste).order_by("nummer"))
        transaction.set_rollback(True)
    return Antwoord(response.status_code, inhoud.decode("utf-8", "replace"), dict(response.headers), regels)
