"""Een rij in elke tabel van de registratie, met dezelfde tekst in elk tekstveld: voor wie door alle pagina's wil lopen.

De rijen gaan rechtstreeks in de databank: hier gaat het erom wat pagina's met een tekst doen, niet hoe zij erin kwam.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import NOT_PROVIDED
from django.utils import timezone

from support.routes import Sleutel
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie import taxatie, werkstand
from zicht.web.registratie.models.basis import VersleuteldeTekst
from zicht.web.registratie.opslag import PAD

NIET = {
    m.Persoonsverband,
    m.Toegelaten,
    m.Noodtoegang,
    m.Versie,
    m.Taak,
    m.Zoeksleutel,
    m.EerderBekend,
    m.Gebeurtenis,
    m.Gemeente,
    m.Dossier,
    m.Persoon,
    m.Overgenomen,
}
# Wat een rij zelf moet zeggen om te mogen bestaan.
MEE: dict[type[models.Model], dict[str, Any]] = {
    m.Veiligheidsbeoordeling: {
        "formulier": lambda _: taxatie.geldend(date(2026, 3, 2), werkstand.regio()).code,
        "formulierversie": lambda _: str(taxatie.geldend(date(2026, 3, 2), werkstand.regio()).versie),
        "stand": "opstellen",
        "vervolg": [],
    },
    m.Dienst: {"soort": "onderzoek", "volgende_controle_op": date(2050, 1, 1), "gestart_op": date(2026, 3, 3),
               "toegewezen_op": date(2026, 3, 3)},
    m.Huisverbod: {"volgende_controle_op": date(2050, 1, 1), "opgelegd_op": date(2026, 3, 3)},
    m.Overdracht: {"melding": None},
    m.Schorsing: {"dienst": None, "termijn": "beoordeling"},
    m.TweedeLezing: {"opsteller": lambda wie: Gebruiker.objects.exclude(pk=wie.pk).first(), "akkoord": True},
    m.Tevredenheidsvraag: {"cijfer": Decimal("7.0")},
    m.Concept: {"velden": "{}"},
    m.Radarmelding: {"opgepakt_om": None, "opgepakt_door": None},
    m.Berichtvoorstel: {"velden": "{}"},
}  # fmt: skip


VAST_WAARDE = {
    "extern_kenmerk": None,
    "aanleveraar": None,
    "gemeente": "GM0361",
    "postcode": "1234AB",
    "bsn": "123456782",
}


def vul(dossier: m.Dossier, wie: Gebruiker, tekst: str = "Verzonnen tekst.") -> list[models.Model]:
    """Zet in elke tabel minstens een rij die bij dit dossier past; de gemaakte en gevonden rijen."""
    m.Gemeente.objects.get_or_create(code="GM0361", jaar=2026, defaults={"naam": "Verzinhoven", "inwoners": 100_000})
    bekend: dict[type[models.Model], Any] = {Gebruiker: wie, m.Dossier: dossier, type(wie.team): dossier.team}
    melding = dossier.meldingen.first()
    bekend |= {m.Melding: melding, m.Persoon: dossier.betrokkenen.exclude(persoon__achternaam="").first().persoon}
    wachtend = [
        soort for soort in apps.get_app_config("registratie").get_models() if soort not in NIET and soort not in bekend
    ]
    while wachtend:
        klaar = [soort for soort in wachtend if not (_nodig(soort) - bekend.keys() - {soort})]
        assert klaar, wachtend
        for soort in klaar:
            bekend[soort] = _bestaande(soort, dossier) or _maak(soort, bekend, tekst)
        wachtend = [soort for soort in wachtend if soort not in klaar]
    return list(bekend.values())


def _nodig(soort: type[models.Model]) -> set[type[models.Model]]:
    return {
        veld.related_model
        for veld in soort._meta.concrete_fields
        if veld.is_relation and veld.name not in MEE.get(soort, {})
    }  # type: ignore[misc]


def _bestaande(soort: type[models.Model], dossier: m.Dossier) -> models.Model | None:
    pad = PAD.get(soort)  # type: ignore[call-overload]
    if pad:
        return soort._default_manager.filter(**{pad[0]: dossier}).first()
    los = not any(veld.is_relation and veld.related_model is not Gebruiker for veld in soort._meta.concrete_fields)
    return soort._default_manager.first() if los else None


def _maak(soort: type[models.Model], bekend: dict[type[models.Model], Any], tekst: str) -> models.Model:
    waarden = {
        veld.name: waarde
        for veld in soort._meta.concrete_fields
        if (waarde := _waarde(veld, bekend, tekst)) is not None
    }
    mee = {
        naam: waarde(bekend[Gebruiker]) if callable(waarde) else waarde for naam, waarde in MEE.get(soort, {}).items()
    }
    rij = soort(**{**waarden, **mee})
    if isinstance(rij, m.Geversioneerd):
        rij.versie = 1
    rij.save()
    return rij


def _waarde(veld: Any, bekend: dict[type[models.Model], Any], tekst: str) -> Any:
    if veld.is_relation:
        return bekend.get(veld.related_model)
    if veld.name == "kenmerk" and veld.unique:
        return m.nieuw_kenmerk(veld.model.__name__[0], 2026)
    if veld.name in VAST_WAARDE:
        return VAST_WAARDE[veld.name]
    if veld.choices:
        return veld.choices[0][0] if veld.name == "soort" or not veld.blank else None
    if isinstance(veld, models.UUIDField | models.JSONField | models.BooleanField) or veld.primary_key or veld.null:
        return None
    if isinstance(veld, models.DateTimeField):
        return timezone.now()
    if isinstance(veld, models.DateField):
        return timezone.localdate() - timedelta(days=1) if veld.name != "verloopt_op" else date(2050, 1, 1)
    if isinstance(veld, models.CharField | VersleuteldeTekst | models.TextField):
        return tekst[: veld.max_length] if not veld.unique else f"{veld.model.__name__}{bekend[m.Dossier].kenmerk}"
    return None if veld.default is not NOT_PROVIDED else 1


def besmet(tekst: str) -> None:
    """Zet deze tekst in elk tekstveld van elke rij van elke tabel, voor zover het veld geen code of kenmerk is."""
    for soort in [*apps.get_app_config("registratie").get_models(), *apps.get_app_config("beheer").get_models()]:
        velden = [veld for veld in soort._meta.concrete_fields if _vrij(veld)]
        for rij in soort._default_manager.all():
            for veld in velden:
                lengte = veld.max_length or len(tekst)
                setattr(rij, veld.name, f"{tekst}{rij.pk}"[-lengte:] if veld.unique else tekst[:lengte])
            if velden:
                soort._default_manager.bulk_update([rij], [veld.name for veld in velden])


VAST = {"kenmerk", "username", "password", "merk", "bsn", "bsn_merk", "extern_kenmerk", "aanleveraar", "formulier", "formulierversie", "velden", "plek", "tabel",
        "handeling", "klok", "soort", "wacht", "periode", "rol", "gemeente", "code", "sleutel", "postcode", "lezer", "email"}  # fmt: skip


def _vrij(veld: Any) -> bool:
    tekstveld = isinstance(veld, models.CharField | models.TextField)
    return tekstveld and not veld.choices and not veld.primary_key and veld.name not in VAST


def sleutels_van(rijen: list[models.Model]) -> list[Sleutel]:
    """Alles waarmee een van deze rijen in een adres kan staan."""
    rijen = list({type(rij): rij for rij in reversed(rijen)}.values())  # een per tabel is genoeg
    return sorted(sleutel for rij in rijen for sleutel in _sleutels(rij))


def _sleutels(rij: models.Model) -> Iterator[Sleutel]:
    for tekst in filter(None, (str(rij.pk), getattr(rij, "kenmerk", ""))):
        yield Sleutel(tekst, rij._meta.db_table)


def rijen_van(dossier: m.Dossier) -> list[models.Model]:
    """Elke rij die aan dit dossier hangt, het dossier zelf en zijn taken erbij."""
    mensen = m.Persoon.objects.filter(betrokkenheden__dossier=dossier).exclude(achternaam="")
    rijen: list[models.Model] = [dossier, *dossier.taken.all(), *dossier.klachten.all(), *mensen]
    for soort, paden in PAD.items():
        for pad in paden:
            rijen += soort._default_manager.filter(**{pad: dossier})
    return rijen
