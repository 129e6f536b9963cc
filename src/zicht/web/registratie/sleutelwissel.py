"""Alles wat versleuteld in de databank staat onder de nieuwste sleutel brengen, terwijl er gewerkt wordt.

Een rij die intussen wijzigt wordt niet overschreven: zij wordt alleen bijgewerkt als haar cijfertekst nog dezelfde is.
De oudste sleutel blijft nodig voor de merken waarmee een BSN wordt teruggevonden; zie docs/doen/beveiliging.md.
"""

from collections.abc import Callable, Iterable, Iterator
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
Meld = Callable[[str], None]


def sleutels_vernieuwen(meld: Meld = lambda _: None) -> int:
    """Breng velden, bewaarde versies en geheimen van de tweede factor onder de nieuwste sleutel; het aantal dat veranderde.

    Elke groep rijen is een eigen transactie: wie halverwege stopt, gaat de volgende keer verder met wat nog oud is.
    """
    met = kluis()
    velden = sum(_veld(soort, naam, met, meld) for soort, naam in versleutelde_velden())
    return velden + _versies(met, meld) + _tweede_factoren(met)


def versleutelde_velden() -> Iterator[tuple[type[Model], str]]:
    """Elk veld, van elk onderdeel, dat versleuteld in de databank staat."""
    for soort in apps.get_models():
        for veld in soort._meta.concrete_fields:
            if isinstance(veld, VersleuteldeTekst):
                yield soort, veld.name


def _veld(soort: type[Model], naam: str, met: Kluis, meld: Meld) -> int:
    ruw = soort._default_manager.annotate(ruw=Cast(F(naam), TextField())).exclude(ruw="")
    gewijzigd = 0
    for groep in _groepen(ruw.values_list("pk", "ruw"), f"{soort._meta.verbose_name_plural}, {naam}", meld):
        oud = [(pk, cijfertekst) for pk, cijfertekst in groep if met.vernieuw(cijfertekst) != cijfertekst]
        with transaction.atomic():
            for pk, cijfertekst in oud:
                gewijzigd += ruw.filter(pk=pk, ruw=cijfertekst).update(**{naam: met.ontsleutel(cijfertekst)})
    return gewijzigd


def _versies(met: Kluis, meld: Meld) -> int:
    per_tabel: dict[str, list[str]] = {}
    for soort, naam in versleutelde_velden():
        per_tabel.setdefault(soort._meta.model_name or "", []).append(naam)
    gewijzigd = 0
    for groep in _groepen(Versie.objects.filter(tabel__in=per_tabel), "bewaarde versies", meld):
        nieuw = {versie.pk: _vernieuwd(versie, per_tabel[versie.tabel], met) for versie in groep}
        with transaction.atomic():
            for versie in groep:
                if nieuw[versie.pk] != versie.inhoud:
                    gewijzigd += Versie.objects.filter(pk=versie.pk).update(inhoud=nieuw[versie.pk])
    return gewijzigd


def _vernieuwd(versie: Versie, namen: Iterable[str], met: Kluis) -> dict[str, Any]:
    return {**versie.inhoud, **{n: met.vernieuw(versie.inhoud[n]) for n in namen if versie.inhoud.get(n)}}


def _groepen(rijen: Any, wat: str, meld: Meld) -> Iterator[list[Any]]:
    """De rijen in groepen, op volgorde van sleutel, zodat schrijven tussendoor niets overslaat."""
    alle, klaar, laatste = rijen.count(), 0, None
    while True:
        rest = rijen.order_by("pk") if laatste is None else rijen.order_by("pk").filter(pk__gt=laatste)
        groep = list(rest[:PER_KEER])
        if not groep:
            return
        yield groep
        laatste = groep[-1].pk if isinstance(groep[-1], Model) else groep[-1][0]
        klaar += len(groep)
        meld(f"{wat}, {klaar} van {max(alle, klaar)}")


def onder_oude_sleutel() -> int:
    """Hoeveel velden nog niet onder de nieuwste sleutel staan; nul is: alles is vernieuwd."""
    met, aantal = kluis(), 0
    for soort, naam in versleutelde_velden():
        ruw = soort._default_manager.annotate(ruw=Cast(F(naam), TextField())).exclude(ruw="")
        aantal += sum(not met.is_nieuw(tekst) for tekst in ruw.values_list("ruw", flat=True).iterator(PER_KEER))
    return aantal


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
