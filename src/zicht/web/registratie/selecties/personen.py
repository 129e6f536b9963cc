"""Lezen voor de pagina van mensen in een dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from zicht.web.registratie import models as m


@dataclass(frozen=True)
class Mensenpagina:
    """De mensen, de huishoudens en de contactaanwijzingen van een dossier."""

    dossier: m.Dossier
    betrokkenen: Sequence[m.Betrokkene]
    huishoudens: Sequence[tuple[m.Huishouden, Sequence[m.Huishoudlid]]]
    vlaggen: Sequence[m.Contactvlag]
    oude_vlaggen: Sequence[m.Contactvlag]


def mensenpagina(dossier: m.Dossier, vandaag: date) -> Mensenpagina:
    """Iedereen in een dossier, met waar zij wonen en woonden; een vast aantal vragen aan de databank."""
    betrokkenen = list(dossier.betrokkenen.select_related("persoon"))
    per_huis: dict[m.Huishouden, list[m.Huishoudlid]] = {}
    for lid in _leden(dossier):
        per_huis.setdefault(lid.huishouden, []).append(lid)
    vlaggen = list(dossier.contactvlaggen.select_related("betrokkene__persoon").order_by("van"))
    return Mensenpagina(
        dossier=dossier,
        betrokkenen=betrokkenen,
        huishoudens=list(per_huis.items()),
        vlaggen=[vlag for vlag in vlaggen if vlag.tot is None or vlag.tot > vandaag],
        oude_vlaggen=[vlag for vlag in vlaggen if vlag.tot is not None and vlag.tot <= vandaag],
    )


def _leden(dossier: m.Dossier) -> list[m.Huishoudlid]:
    leden = m.Huishoudlid.objects.filter(persoon__betrokkenheden__dossier=dossier)
    return list(leden.select_related("huishouden__adres", "persoon").order_by("van", "pk"))


def huishoudens(dossier: m.Dossier) -> list[m.Huishouden]:
    """De huishoudens waarin nu iemand uit dit dossier woont."""
    bewoond = m.Huishouden.objects.filter(
        Q(leden__tot=None) & Q(leden__persoon__betrokkenheden__dossier=dossier)
    ).distinct()
    return list(bewoond.select_related("adres"))


def betrokkene_of_niets(dossier: m.Dossier, pk: object) -> m.Betrokkene | None:
    """Iemand in dit dossier."""
    huizen = Prefetch("persoon__huishoudens", queryset=m.Huishoudlid.objects.select_related("huishouden__adres"))
    return dossier.betrokkenen.select_related("persoon", "dossier").prefetch_related(huizen).filter(pk=pk).first()


def vlag_of_niets(dossier: m.Dossier, pk: object) -> m.Contactvlag | None:
    """Een contactaanwijzing die nu geldt in dit dossier."""
    return dossier.contactvlaggen.select_related("dossier").filter(pk=pk, tot=None).first()
