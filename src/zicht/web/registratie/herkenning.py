"""Wie hier al bekend is: van rijen naar core/herkenning.py en terug. De sleutels zijn gemerkt met het geheim van de installatie."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch

from zicht.core.herkenning import Gelijkenis, Soort, vergelijk
from zicht.core.personen import Persoonsgegevens, zoeksleutels
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import zichtbaar
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
    vraag: Persoonsgegevens, *, gebruiker: Gebruiker, nu: datetime, recht: str = "persoon.zoeken"
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
            "huishoudens__huishouden__adres",
        )[:HOOGSTENS_VERGELEKEN]
    )
    gevonden = [Bekende(p, _beste(vraag, p), p.zichtbaar_in) for p in personen]
    raak = [bekende for bekende in gevonden if bekende.gelijkenis.soort is not Soort.GEEN]
    return sorted(raak, key=lambda bekende: -bekende.gelijkenis.score)[:HOOGSTENS_GETOOND]


def _beste(vraag: Persoonsgegevens, persoon: m.Persoon) -> Gelijkenis:
    """De vergelijking met het adres dat het beste past."""
    adressen = [lid.huishouden.adres for lid in persoon.huishoudens.all()]
    gelijkenissen = [vergelijk(vraag, gegevens_van(persoon, adres.postcode, adres.huisnummer)) for adres in adressen]
    return max(gelijkenissen or [vergelijk(vraag, gegevens_van(persoon))], key=lambda gelijkenis: gelijkenis.score)
