"""Wat er gebeurt als meer zaken tegelijk naar een collega gaan, voordat het gebeurt."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import door_de_poort
from zicht.web.registratie.selecties.werk import Werkfilter, gefilterd, op_volgorde, open_werk

HOOGSTENS = 500  # meer tegelijk is niet na te kijken

Zaak = m.Melding | m.Dienst | m.Huisverbod

_SOORTEN: Sequence[tuple[type[m.Melding] | type[m.Dienst] | type[m.Huisverbod], Q]] = (
    (m.Melding, Q(omgezet_op=None)),
    (m.Dienst, Q(ingetrokken_op=None, afgerond_op=None)),
    (m.Huisverbod, Q(beeindigd_op=None, niet_opgelegd_op=None)),
)


@dataclass(frozen=True)
class Voorstel:
    """De zaken die naar een collega kunnen, en welke niet."""

    zaken: Sequence[Zaak]
    niet: Sequence[str]
    werk: int

    @property
    def keuze(self) -> str:
        """De zaken met hun versie: alleen wat sindsdien niet veranderde wordt toegewezen."""
        return " ".join(f"{zaak.kenmerk}:{zaak.versie}" for zaak in self.zaken)

    @cached_property
    def nu_van(self) -> Sequence[tuple[str, int]]:
        """Van wie de zaken nu zijn, de grootste groep boven."""
        return Counter(str(zaak.eigenaar or "niemand") for zaak in self.zaken).most_common()


def voorstel(gebruiker: Gebruiker, kenmerken: Iterable[str], nu: datetime) -> Voorstel:
    """Wat er met deze kenmerken kan; een vast aantal vragen."""
    gevraagd = list(dict.fromkeys(kenmerken))
    zaken = zaken_van(gebruiker, gevraagd, nu)
    gevonden = {zaak.kenmerk for zaak in zaken}
    werk = m.Taak.objects.filter(kenmerk__in=gevonden, geeindigd_op=None).exclude(soort="tweede_lezing").count()
    return Voorstel(zaken, [kenmerk for kenmerk in gevraagd if kenmerk not in gevonden], werk)


def zaken_van(gebruiker: Gebruiker, kenmerken: Sequence[str], nu: datetime) -> list[Zaak]:
    """De zaken met deze kenmerken die nog lopen en die deze gebruiker mag toewijzen, in de gevraagde volgorde."""
    gevonden: dict[str, Zaak] = {}
    for soort, loopt in _SOORTEN:
        rijen = soort.objects.filter(loopt, kenmerk__in=kenmerken).select_related("dossier", "eigenaar", "team")
        gevonden |= {zaak.kenmerk: zaak for zaak in door_de_poort(rijen, gebruiker, nu, "werk.toewijzen")}
    return [gevonden[kenmerk] for kenmerk in kenmerken if kenmerk in gevonden]


def gekozen_kenmerken(gebruiker: Gebruiker, filter_: Werkfilter, nu: datetime, vandaag: date) -> list[str]:
    """De kenmerken van alles wat een filter toont, in de volgorde van de lijst."""
    werk = gefilterd(open_werk(gebruiker, nu, vandaag), filter_.voor(gebruiker))
    return list(dict.fromkeys(op_volgorde(werk, filter_.volgorde).values_list("kenmerk", flat=True)))


def collegas(gebruiker: Gebruiker, nu: datetime) -> Sequence[tuple[Gebruiker, int]]:
    """Wie een zaak kan krijgen, met hoeveel open werk die nu heeft; alleen wat deze gebruiker mag zien telt."""
    werkers = Gebruiker.objects.filter(
        is_active=True, koppeling=False, roltoewijzingen__tot=None,
        roltoewijzingen__rol__in=_rollen_met("zaak.bewerken"),
    ).distinct()  # fmt: skip
    werk = door_de_poort(m.Taak.objects.filter(geeindigd_op=None), gebruiker, nu, "werk.toewijzen")
    open_ = dict(werk.values_list("eigenaar").annotate(n=Count("pk")))
    return [(gebruiker, open_.get(gebruiker.pk, 0)) for gebruiker in werkers.select_related("team")]


def _rollen_met(code: str) -> list[str]:
    return [rol.value for rol in rechten.recht(code).wie]


def toewijzingen(gebruiker: Gebruiker) -> QuerySet[m.Bulktoewijzing]:
    """De toewijzingen van meer zaken tegelijk, de nieuwste eerst."""
    if not gebruiker.mag("werk.toewijzen"):
        return m.Bulktoewijzing.objects.none()
    return m.Bulktoewijzing.objects.select_related("door", "naar").order_by("-om")


def mag_ontvangen(naar: Gebruiker, zaken: Sequence[Zaak]) -> Mapping[str, bool]:
    """Per zaak of deze collega haar mag zien: een afgeschermd dossier alleen wie is toegelaten."""
    beschermd = [zaak.dossier_id for zaak in zaken if zaak.dossier and zaak.dossier.beschermd]
    toegelaten = set(
        m.Toegelaten.objects.filter(gebruiker=naar, dossier__in=beschermd).values_list("dossier", flat=True)
    )
    return {zaak.kenmerk: zaak.dossier_id not in beschermd or zaak.dossier_id in toegelaten for zaak in zaken}


def met_belang(naar: Gebruiker, zaken: Sequence[Zaak]) -> list[str]:
    """De zaken waarvan is vastgelegd dat deze collega ze niet kan doen."""
    rijen = m.Belang.objects.filter(gebruiker=naar, beeindigd_om=None, dossier__in={zaak.dossier_id for zaak in zaken})
    dossiers = set(rijen.values_list("dossier", flat=True))
    return [zaak.kenmerk for zaak in zaken if zaak.dossier_id in dossiers]
