"""Alles wat versleuteld in de databank staat onder de nieuwste sleutel brengen, terwijl er gewerkt wordt.

Een rij die intussen wijzigt wordt niet overschreven: zij wordt alleen bijgewerkt als haar cijfertekst nog dezelfde is.
De oudste sleutel blijft nodig voor de merken waarmee een BSN wordt teruggevonden; zie docs/doen/beveiliging.md.
"""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction
from django.db.models import F, Model, TextField
from django.db.models.functions import Cast

from zicht.web.registratie.models import Versie
from zicht.web.registratie.models.basis import VersleuteldeTekst
from zicht.web.sleutels import Kluis, kluis

PER_KEER = 1_000


def sleutels_vernieuwen() -> int:
    """Breng velden, bewaarde versies en geheimen van de tweede factor onder de nieuwste sleutel; het aantal dat veranderde."""
    met = kluis()
    velden = sum(_veld(soort, naam, met) for soort, naam in versleutelde_velden())
    return velden + _versies(met) + _tweede_factoren(met)


def versleutelde_velden() -> Iterator[tuple[type[Model], str]]:
    """Elk veld van de registratie dat versleuteld in de databank staat."""
    for soort in apps.get_app_config("registratie").get_models():
        for veld in soort._meta.concrete_fields:
            if isinstance(veld, VersleuteldeTekst):
                yield soort, veld.name


def _veld(soort: type[Model], naam: str, met: Kluis) -> int:
    ruw = soort._default_manager.annotate(ruw=Cast(F(naam), TextField())).exclude(ruw="")
    gewijzigd = 0
    for pk, cijfertekst in ruw.values_list("pk", "ruw").iterator(chunk_size=PER_KEER):
        if met.vernieuw(cijfertekst) != cijfertekst:
            gewijzigd += ruw.filter(pk=pk, ruw=cijfertekst).update(**{naam: met.ontsleutel(cijfertekst)})
    return gewijzigd


def _versies(met: Kluis) -> int:
    per_tabel: dict[str, list[str]] = {}
    for soort, naam in versleutelde_velden():
        per_tabel.setdefault(soort._meta.model_name or "", []).append(naam)
    gewijzigd = 0
    for versie in Versie.objects.filter(tabel__in=per_tabel).iterator(chunk_size=PER_KEER):
        namen = [naam for naam in per_tabel[versie.tabel] if versie.inhoud.get(naam)]
        nieuw = {**versie.inhoud, **{naam: met.vernieuw(versie.inhoud[naam]) for naam in namen}}
        if nieuw != versie.inhoud:
            gewijzigd += Versie.objects.filter(pk=versie.pk).update(inhoud=nieuw)
    return gewijzigd


GEHEIMEN = ("secret", "seed")


def _tweede_factoren(met: Kluis) -> int:
    gewijzigd = 0
    for pk in list(Authenticator.objects.exclude(type="webauthn").values_list("pk", flat=True)):
        with transaction.atomic():
            middel = Authenticator.objects.select_for_update().get(pk=pk)
            oud: dict[str, Any] = middel.data
            nieuw = {**oud, **{naam: met.vernieuw(oud[naam]) for naam in GEHEIMEN if oud.get(naam)}}
            if nieuw != oud:
                gewijzigd += Authenticator.objects.filter(pk=pk).update(data=nieuw)
    return gewijzigd
