"""Wie hier al bekend is: van rijen naar core/herkenning.py en terug. De sleutels zijn gemerkt met het geheim van de installatie.

Keuzes:
- Wat iemand eerder heette of waarmee hij eerder was vastgelegd vindt hem ook, tenzij het alleen in een afgeschermd dossier
  stond waarbij deze gebruiker niet is toegelaten. Dan is er niets te merken: ook niet dat er een sleutel op past.
- Wie alleen door iets van vroeger past is nooit zeker dezelfde. Met alleen een BSN van vroeger is hij hoogstens mogelijk
  dezelfde: dat nummer kan juist verbeterd zijn omdat het van een ander was.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from zicht.core.herkenning import MOGELIJK, Gelijkenis, Oordeel, Reden, Soort, vergelijk
from zicht.core.personen import Persoonsgegevens, zoeksleutels
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import zichtbare_groepen
from zicht.web.registratie.poort import niet_afgeschermd, open_adres, zichtbaar
from zicht.web.sleutels import kluis

HOOGSTENS_VERGELEKEN, HOOGSTENS_GETOOND = 500, 8
_OP_ADRES = ("pa", "hl", "hj")  # de soorten sleutels waar een adres in zit
_PLAFOND_EERDER_BSN = 0.89
_PASSEN = (Oordeel.GELIJK, Oordeel.LIJKT)
_VELDEN = {
    "bsn": ("bsn",),
    "voornamen": ("voornamen",),
    "achternaam": ("voorvoegsel", "achternaam"),
    "geboortedatum": ("geboortejaar", "geboortemaand", "geboortedag"),
    "geslacht": ("geslacht",),
}

Plek = tuple[str, str]
Beschrijving = m.Persoon | m.EerderBekend


@dataclass(frozen=True)
class Bekende:
    """Iemand die hier misschien al bekend is, met waarom, en in welke dossiers."""

    persoon: m.Persoon
    gelijkenis: Gelijkenis
    betrokkenheden: list[m.Betrokkene]
    eerder: m.EerderBekend | None = None  # wat hij eerder was, als dat beter past dan wat hij nu is
    eerder_in: frozenset[str] = frozenset()  # de redenen die daarover gaan


def gegevens_van(persoon: Beschrijving, postcode: str = "", huisnummer: str = "") -> Persoonsgegevens:
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


def sleutels_van(persoon: Beschrijving, postcode: str = "", huisnummer: str = "") -> frozenset[str]:
    """De zoeksleutels van een persoon op dit adres."""
    return zoeksleutels(gegevens_van(persoon, postcode, huisnummer), kluis().merkgeheim)


def sleutels_op(wie: Iterable[Beschrijving], plekken: Iterable[Plek]) -> frozenset[str]:
    """De zoeksleutels van elke beschrijving op elk adres, en zonder adres."""
    geheim = kluis().merkgeheim
    paren = product(wie, {("", ""), *plekken})
    return frozenset().union(*(zoeksleutels(gegevens_van(een, *plek), geheim) for een, plek in paren))


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
            Prefetch(
                "eerder", m.EerderBekend.objects.filter(niet_afgeschermd(gebruiker, "dossier__")), to_attr="was_eerder"
            ),
        )[:HOOGSTENS_VERGELEKEN]
    )
    gevonden = [_beste(vraag, p) for p in _met_open_sleutel(list(personen), sleutels)]
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


def _met_open_sleutel(personen: list[Any], sleutels: frozenset[str]) -> list[Any]:
    """Wie ook past op wat deze gebruiker mag weten; een sleutel uit een afgeschermd dossier vindt voor hem niemand."""
    raak = m.Zoeksleutel.objects.filter(sleutel__in=sleutels, persoon__in=[persoon.pk for persoon in personen])
    gewoon = {
        persoon
        for persoon, sleutel, eerder in raak.values_list("persoon", "sleutel", "eerder")
        if not eerder and not sleutel.startswith(_OP_ADRES)
    }
    return [p for p in personen if p.pk in gewoon or sleutels & sleutels_op([p, *p.was_eerder], _plekken(p))]


def _plekken(persoon: Any) -> list[Plek]:
    return [(lid.huishouden.adres.postcode, lid.huishouden.adres.huisnummer) for lid in persoon.huishoudens.all()]


def _beste(vraag: Persoonsgegevens, persoon: Any) -> Bekende:
    """De vergelijking met wat het beste past: het adres, en wat iemand nu of eerder was."""
    plekken = _plekken(persoon) or [("", "")]
    nu = _op_beste_plek(vraag, persoon, plekken)
    vroeger = [(een, _zoals_eerder(_op_beste_plek(vraag, een, plekken), nu)) for een in persoon.was_eerder]
    eerder, beste = max(vroeger, key=lambda paar: paar[1].score, default=(None, nu))
    if eerder is None or beste.score <= nu.score:
        return Bekende(persoon, nu, persoon.zichtbaar_in)
    anders = {veld for veld, namen in _VELDEN.items() if any(getattr(eerder, n) != getattr(persoon, n) for n in namen)}
    raak = frozenset(reden.veld for reden in beste.redenen if reden.veld in anders and reden.oordeel in _PASSEN)
    return Bekende(persoon, beste, persoon.zichtbaar_in, eerder, raak)


def _op_beste_plek(vraag: Persoonsgegevens, een: Beschrijving, plekken: Iterable[Plek]) -> Gelijkenis:
    alle = (vergelijk(vraag, gegevens_van(een, *plek)) for plek in plekken)
    return max(alle, key=lambda gelijkenis: gelijkenis.score)


def _zoals_eerder(eerder: Gelijkenis, nu: Gelijkenis) -> Gelijkenis:
    """Wat iemand eerder was zegt minder dan wat hij nu is."""
    if _bsn_gelijk(eerder.redenen) and not _bsn_gelijk(nu.redenen):
        return replace(eerder, score=min(eerder.score, _PLAFOND_EERDER_BSN), soort=Soort.MOGELIJK)
    return replace(eerder, soort=Soort.WAARSCHIJNLIJK) if eerder.soort is Soort.ZEKER else eerder


def _bsn_gelijk(redenen: Iterable[Reden]) -> bool:
    return any(reden.veld == "bsn" and reden.oordeel is Oordeel.GELIJK for reden in redenen)
