"""Lezen voor de pagina van mensen in een dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import een_keer
from zicht.web.registratie.poort import open_adres
from zicht.web.registratie.selecties.dubbelen import Elders, elders


@dataclass(frozen=True)
class Mensenpagina:
    """De mensen, de huishoudens en de contactaanwijzingen van een dossier."""

    dossier: m.Dossier
    betrokkenen: Sequence[tuple[m.Betrokkene, Elders]]
    huishoudens: Sequence[tuple[m.Huishouden, Sequence[m.Huishoudlid]]]
    vlaggen: Sequence[m.Contactvlag]
    oude_vlaggen: Sequence[m.Contactvlag]


def mensenpagina(dossier: m.Dossier, gebruiker: Gebruiker, nu: datetime) -> Mensenpagina:
    """Iedereen in een dossier, met waar zij wonen en woonden; een vast aantal vragen aan de databank."""
    vandaag = timezone.localdate(nu)
    betrokkenen = een_keer(list(dossier.betrokkenen.select_related("persoon").order_by("rol", "pk")))
    ook = elders(dossier, {b.persoon_id for b in betrokkenen}, gebruiker, nu)
    per_huis: dict[m.Huishouden, list[m.Huishoudlid]] = {}
    for lid in _leden(dossier, gebruiker):
        per_huis.setdefault(lid.huishouden, []).append(lid)
    vlaggen = list(dossier.contactvlaggen.select_related("betrokkene__persoon").order_by("van"))
    return Mensenpagina(
        dossier=dossier,
        betrokkenen=[(b, ook[b.persoon_id]) for b in betrokkenen],
        huishoudens=list(per_huis.items()),
        vlaggen=[vlag for vlag in vlaggen if vlag.tot is None or vlag.tot > vandaag],
        oude_vlaggen=[vlag for vlag in vlaggen if vlag.tot is not None and vlag.tot <= vandaag],
    )


def _leden(dossier: m.Dossier, gebruiker: Gebruiker) -> list[m.Huishoudlid]:
    leden = m.Huishoudlid.objects.filter(open_adres(gebruiker), persoon__betrokkenheden__dossier=dossier)
    return list(leden.select_related("huishouden__adres", "persoon").order_by("van", "pk"))


def huishoudens(dossier: m.Dossier, gebruiker: Gebruiker) -> list[m.Huishouden]:
    """De huishoudens waarin nu iemand uit dit dossier woont, voor zover deze gebruiker dat mag weten."""
    leden = m.Huishoudlid.objects.filter(open_adres(gebruiker), tot=None, persoon__betrokkenheden__dossier=dossier)
    return list(m.Huishouden.objects.filter(pk__in=leden.values("huishouden")).select_related("adres").order_by("pk"))


def betrokkene_of_niets(dossier: m.Dossier, pk: object) -> m.Betrokkene | None:
    """Iemand in dit dossier."""
    return dossier.betrokkenen.select_related("persoon", "dossier").filter(pk=pk).first()


def vlag_of_niets(dossier: m.Dossier, pk: object) -> m.Contactvlag | None:
    """Een contactaanwijzing die nu geldt in dit dossier."""
    return dossier.contactvlaggen.select_related("dossier").filter(pk=pk, tot=None).first()
