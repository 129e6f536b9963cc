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
from itertools import islice, product
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from zicht.core.bsn import wijst_aan
from zicht.core.herkenning import MOGELIJK, Gelijkenis, Oordeel, Reden, Soort, kan_halen, vergelijk
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

_KOLOMMEN = (
    "voornamen", "voorvoegsel", "achternaam", "geslacht", "geboortejaar", "geboortemaand", "geboortedag",
)  # fmt: skip

Plek = tuple[str, str]


class Beschreven(NamedTuple):
    """Wat er van een persoon wordt vergeleken, zonder de rest van zijn rij."""

    voornamen: str
    voorvoegsel: str
    achternaam: str
    geslacht: str
    geboortejaar: int | None
    geboortemaand: int | None
    geboortedag: int | None
    bsn: str = ""


Beschrijving = m.Persoon | m.EerderBekend | Beschreven


class Kandidaat(NamedTuple):
    """Iemand die een sleutel deelt met de vraag: wat hij nu is, waar hij woont en wat hij eerder was."""

    pk: UUID
    nu: Beschreven
    plekken: list[Plek]
    eerder: list[m.EerderBekend]


class Gewogen(NamedTuple):
    """Een kandidaat die is vergeleken."""

    pk: UUID
    gelijkenis: Gelijkenis
    eerder: m.EerderBekend | None = None
    eerder_in: frozenset[str] = frozenset()


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
    kandidaten = _kandidaten(vraag, sleutels, minstens, gebruiker, nu, recht)
    gevonden = [_beste(vraag, kandidaat, minstens) for kandidaat in kandidaten]
    raak = [gewogen for gewogen in gevonden if gewogen.gelijkenis.score >= minstens]
    beste = sorted(raak, key=lambda gewogen: (-gewogen.gelijkenis.score, gewogen.pk))
    return _samengenomen(beste, hoogstens, gebruiker, nu, recht)


def _kandidaten(
    vraag: Persoonsgegevens, sleutels: frozenset[str], minstens: float, gebruiker: Gebruiker, nu: datetime, recht: str
) -> list[Kandidaat]:
    """Wie een sleutel deelt, te zien is en nog genoeg kan lijken; met alleen wat nodig is om te vergelijken."""
    zichtbare = m.Betrokkene.objects.filter(zichtbaar(gebruiker, nu, recht, "dossier__"))
    personen = (
        m.Persoon.objects.filter(pk__in=m.Zoeksleutel.objects.filter(sleutel__in=sleutels).values("persoon"))
        .filter(Exists(zichtbare.filter(persoon=OuterRef("pk"))))
        .values_list("pk", *_KOLOMMEN, *_bsn_kolom(vraag))[:HOOGSTENS_VERGELEKEN]
    )
    gelezen = {pk: Beschreven(*rest) for pk, *rest in personen}
    eerder: dict[UUID, list[m.EerderBekend]] = {}
    for een in m.EerderBekend.objects.filter(niet_afgeschermd(gebruiker, "dossier__"), persoon__in=list(gelezen)):
        eerder.setdefault(een.persoon_id, []).append(een)
    over = {
        pk: wie for pk, wie in gelezen.items()
        if any(kan_halen(vraag, gegevens_van(een), minstens) for een in (wie, *eerder.get(pk, ())))
    }  # fmt: skip
    plekken = _plekken(over, gebruiker)
    alle = [Kandidaat(pk, wie, plekken.get(pk, []), eerder.get(pk, [])) for pk, wie in over.items()]
    return _met_open_sleutel(alle, sleutels)


def _bsn_kolom(vraag: Persoonsgegevens) -> tuple[str, ...]:
    """Een BSN ontsleutelen kost meer dan de rest van de vergelijking, en zegt niets als er niet naar is gevraagd."""
    return ("bsn",) if wijst_aan(vraag.bsn) else ()


def _samengenomen(
    beste: list[Gewogen], hoogstens: int, gebruiker: Gebruiker, nu: datetime, recht: str
) -> list[Bekende]:
    """Wie onder meer rijen staat komt een keer, met de dossiers van al die rijen."""
    wortel = zichtbare_groepen({gewogen.pk for gewogen in beste}, gebruiker, nu, recht)
    getoond: dict[UUID, Gewogen] = {}
    for gewogen in beste:
        getoond.setdefault(wortel[gewogen.pk], gewogen)
    blijft = dict(islice(getoond.items(), hoogstens))
    personen = m.Persoon.objects.in_bulk([gewogen.pk for gewogen in blijft.values()])
    per_mens: dict[UUID, list[m.Betrokkene]] = {}
    for betrokkene in _betrokkenheden([pk for pk, groep in wortel.items() if groep in blijft], gebruiker, nu, recht):
        per_mens.setdefault(wortel[betrokkene.persoon_id], []).append(betrokkene)
    return [
        Bekende(personen[g.pk], g.gelijkenis, per_mens[groep], g.eerder, g.eerder_in) for groep, g in blijft.items()
    ]


def _betrokkenheden(pks: Collection[UUID], gebruiker: Gebruiker, nu: datetime, recht: str) -> list[m.Betrokkene]:
    rijen = m.Betrokkene.objects.filter(zichtbaar(gebruiker, nu, recht, "dossier__"), persoon__in=list(pks))
    return list(rijen.select_related("dossier__team", "dossier__eigenaar").order_by("-dossier__geopend_op", "pk"))


def _met_open_sleutel(alle: list[Kandidaat], sleutels: frozenset[str]) -> list[Kandidaat]:
    """Wie ook past op wat deze gebruiker mag weten; een sleutel uit een afgeschermd dossier vindt voor hem niemand."""
    raak = m.Zoeksleutel.objects.filter(sleutel__in=sleutels, persoon__in=[kandidaat.pk for kandidaat in alle])
    gewoon = {
        persoon
        for persoon, sleutel, eerder in raak.values_list("persoon", "sleutel", "eerder")
        if not eerder and not sleutel.startswith(_OP_ADRES)
    }
    return [k for k in alle if k.pk in gewoon or sleutels & sleutels_op([k.nu, *k.eerder], k.plekken)]


def _plekken(pks: Collection[UUID], gebruiker: Gebruiker) -> dict[UUID, list[Plek]]:
    leden = m.Huishoudlid.objects.filter(open_adres(gebruiker), persoon__in=list(pks))
    per_mens: dict[UUID, list[Plek]] = {}
    for pk, *plek in leden.values_list("persoon", "huishouden__adres__postcode", "huishouden__adres__huisnummer"):
        per_mens.setdefault(pk, []).append((plek[0], plek[1]))
    return per_mens


def _beste(vraag: Persoonsgegevens, wie: Kandidaat, minstens: float) -> Gewogen:
    """De vergelijking met wat het beste past: het adres, en wat iemand nu of eerder was."""
    plekken = wie.plekken or [("", "")]
    nu = _op_beste_plek(vraag, wie.nu, plekken, minstens)
    vroeger = [(een, _zoals_eerder(_op_beste_plek(vraag, een, plekken, minstens), nu)) for een in wie.eerder]
    eerder, beste = max(vroeger, key=lambda paar: paar[1].score, default=(None, nu))
    if eerder is None or beste.score <= nu.score:
        return Gewogen(wie.pk, nu)
    anders = {veld for veld, namen in _VELDEN.items() if any(getattr(eerder, n) != getattr(wie.nu, n) for n in namen)}
    raak = frozenset(reden.veld for reden in beste.redenen if reden.veld in anders and reden.oordeel in _PASSEN)
    return Gewogen(wie.pk, beste, eerder, raak)


def _op_beste_plek(vraag: Persoonsgegevens, een: Beschrijving, plekken: Iterable[Plek], minstens: float) -> Gelijkenis:
    alle = (vergelijk(vraag, gegevens_van(een, *plek), minstens) for plek in plekken)
    return max(alle, key=lambda gelijkenis: gelijkenis.score)


def _zoals_eerder(eerder: Gelijkenis, nu: Gelijkenis) -> Gelijkenis:
    """Wat iemand eerder was zegt minder dan wat hij nu is."""
    if _bsn_gelijk(eerder.redenen) and not _bsn_gelijk(nu.redenen):
        return replace(eerder, score=min(eerder.score, _PLAFOND_EERDER_BSN), soort=Soort.MOGELIJK)
    return replace(eerder, soort=Soort.WAARSCHIJNLIJK) if eerder.soort is Soort.ZEKER else eerder


def _bsn_gelijk(redenen: Iterable[Reden]) -> bool:
    return any(reden.veld == "bsn" and reden.oordeel is Oordeel.GELIJK for reden in redenen)
