"""Wie hier al bekend is: van rijen naar core/herkenning.py en terug. De sleutels zijn gemerkt met het geheim van de installatie."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from zicht.core.herkenning import MOGELIJK, Gelijkenis, vergelijk
from zicht.core.personen import Persoonsgegevens, zoeksleutels
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import zichtbare_groepen
from zicht.web.registratie.poort import open_adres, zichtbaar
from zicht.web.sleutels import kluis

HOOGSTENS_VERGELEKEN, HOOGSTENS_GETOOND = 500, 8


@dataclass(frozen=True)
class Bekende:
    """Iemand die hier misschien al bekend is, met waarom, en in welke dossiers."""

    persoon: m.Persoon
    gelijkenis: Gelijkenis
    betrokkenheden: list[m.Betrokkene]


def gegevens_van(persoon: m.Persoon, postcode: str = "", huisnummer: str = "") -> Persoonsgegevens:
    """Een persoon zoals de herkenning hem vergelijkt."""
    return Persoonsgegevens(
        voornamen=persoon.voornamen,
        voorvoegsel=persoon.voorvoegsel,
        achternaam=persoon.achternaam,
        geslacht=persoon.geslacht,
        jaar=persoon.geboortejaar,
        maand=persoon.geboortemaand,
        dag=persoon.geboortedag,
        postcode=postcode,
        huisnummer=huisnummer,
        bsn=persoon.bsn,
    )


def sleutels_van(persoon: m.Persoon, postcode: str = "", huisnummer: str = "") -> frozenset[str]:
    """De zoeksleutels van een persoon op dit adres."""
    return zoeksleutels(gegevens_van(persoon, postcode, huisnummer), kluis().merkgeheim)


def zoek(
    vraag: Persoonsgegevens,
    *,
    gebruiker: Gebruiker,
    nu: datetime,
    recht: str = "persoon.zoeken",
    hoogstens: int = HOOGSTENS_GETOOND,
    minstens: float = MOGELIJK,
) -> list[Bekende]:
    """Wie hier al bekend kan zijn, de meest gelijkende eerst; alleen wie in een dossier staat dat deze gebruiker mag zien."""
    sleutels = zoeksleutels(vraag, kluis().merkgeheim)
    kandidaten = m.Zoeksleutel.objects.filter(sleutel__in=sleutels).values("persoon")
    zichtbare = m.Betrokkene.objects.filter(zichtbaar(gebruiker, nu, recht, "dossier__"))
    personen = (
        m.Persoon.objects.filter(pk__in=kandidaten)
        .filter(Exists(zichtbare.filter(persoon=OuterRef("pk"))))
        .prefetch_related(
            Prefetch(
                "betrokkenheden", zichtbare.select_related("dossier__team", "dossier__eigenaar"), to_attr="zichtbaar_in"
            ),
            Prefetch(
                "huishoudens",
                m.Huishoudlid.objects.filter(open_adres(gebruiker)).select_related("huishouden__adres"),
            ),
        )[:HOOGSTENS_VERGELEKEN]
    )
    gevonden = [Bekende(p, _beste(vraag, p), p.zichtbaar_in) for p in personen]
    raak = [bekende for bekende in gevonden if bekende.gelijkenis.score >= minstens]
    beste = sorted(raak, key=lambda bekende: -bekende.gelijkenis.score)
    return _samengenomen(beste, gebruiker, nu, recht)[:hoogstens]


def _samengenomen(beste: list[Bekende], gebruiker: Gebruiker, nu: datetime, recht: str) -> list[Bekende]:
    """Wie onder meer rijen staat komt een keer, met de dossiers van al die rijen."""
    wortel = zichtbare_groepen({bekende.persoon.pk for bekende in beste}, gebruiker, nu, recht)
    per_mens: dict[UUID, list[m.Betrokkene]] = {}
    if len(wortel) > len(set(wortel.values())):
        for betrokkene in _betrokkenheden(wortel, gebruiker, nu, recht):
            per_mens.setdefault(wortel[betrokkene.persoon_id], []).append(betrokkene)
    uit: dict[UUID, Bekende] = {}
    for bekende in beste:
        sleutel = wortel[bekende.persoon.pk]
        samen = per_mens.get(sleutel, bekende.betrokkenheden)
        uit.setdefault(sleutel, replace(bekende, betrokkenheden=samen))
    return list(uit.values())


def _betrokkenheden(pks: Collection[UUID], gebruiker: Gebruiker, nu: datetime, recht: str) -> list[m.Betrokkene]:
    rijen = m.Betrokkene.objects.filter(zichtbaar(gebruiker, nu, recht, "dossier__"), persoon__in=list(pks))
    return list(rijen.select_related("dossier__team", "dossier__eigenaar"))


def _beste(vraag: Persoonsgegevens, persoon: m.Persoon) -> Gelijkenis:
    """De vergelijking met het adres dat het beste past."""
    adressen = [lid.huishouden.adres for lid in persoon.huishoudens.all()]
    gelijkenissen = [vergelijk(vraag, gegevens_van(persoon, adres.postcode, adres.huisnummer)) for adres in adressen]
    return max(gelijkenissen or [vergelijk(vraag, gegevens_van(persoon))], key=lambda gelijkenis: gelijkenis.score)
