"""Lezen voor dubbele personen: wie er twee keer in kan staan, de twee naast elkaar, en waar iemand nog meer in staat."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch

from zicht.core.herkenning import Gelijkenis, Oordeel, Reden, Soort, vergelijk
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import zichtbare_groepen, zichtbare_personen
from zicht.web.registratie.eigenstanden import GEGEVENS
from zicht.web.registratie.handelingen.dubbelen import RECHT
from zicht.web.registratie.herkenning import gegevens_van
from zicht.web.registratie.poort import door_de_poort, dossiers, open_adres, zichtbaar

DOSSIERS_PER_BLADZIJDE = 25
_HOOGSTENS_VERGELEKEN = 2_000
_WACHTRIJSTAP = 200
_NAMEN = {
    "voornamen": "Voornamen", "achternaam": "Achternaam", "geslacht": "Geslacht", "geboren": "Geboren",
    "overleden_op": "Overleden op", "bsn": "BSN",
}  # fmt: skip
_LIJKT_DUBBEL = (Soort.ZEKER, Soort.WAARSCHIJNLIJK)


@dataclass(frozen=True)
class Kant:
    """Een van de twee personen, met de dossiers en adressen die deze gebruiker mag zien."""

    persoon: m.Persoon
    betrokkenheden: Sequence[m.Betrokkene]
    adressen: Sequence[m.Adres]

    @property
    def dossier(self) -> m.Dossier:
        """Een dossier om bij te noemen om wie het gaat."""
        return self.betrokkenheden[0].dossier


@dataclass(frozen=True)
class Gegeven:
    """Een gegeven van twee personen naast elkaar, met wat dat over hen zegt."""

    code: str
    naam: str
    uitleg: str
    oordeel: str

    @property
    def verschilt(self) -> bool:
        """Of er iets te kiezen is."""
        return bool(self.code) and self.oordeel == "anders"


@dataclass(frozen=True)
class Paar:
    """Twee personen naast elkaar, met wat er over hen is beslist."""

    een: Kant
    ander: Kant
    gelijkenis: Gelijkenis
    beslissingen: Sequence[m.Persoonsverband]

    @property
    def verband(self) -> m.Persoonsverband | None:
        """De beslissing die nu geldt."""
        return next((b for b in self.beslissingen if b.beeindigd_op is None), None)

    @property
    def zeggend(self) -> list[Reden]:
        """De gegevens die iets zeggen."""
        return [reden for reden in self.gelijkenis.redenen if reden.oordeel is not Oordeel.ONBEKEND]

    @cached_property
    def gegevens(self) -> list[Gegeven]:
        """Elk gegeven dat gekozen kan worden."""
        redenen = {_VELD.get(reden.veld, reden.veld): reden.uitleg for reden in self.gelijkenis.redenen}
        return [
            Gegeven(code, _NAMEN[code], redenen.get(code, ""), "gelijk" if self.zelfde(code) else "anders")
            for code in GEGEVENS
        ]

    def zelfde(self, code: str) -> bool:
        """Of dit gegeven bij allebei hetzelfde is."""
        namen = [naam for naam in GEGEVENS[code] if naam != "bsn_merk"]
        return all(getattr(self.een.persoon, naam) == getattr(self.ander.persoon, naam) for naam in namen)

    def gevuld(self, code: str) -> list[m.Persoon]:
        """Wie van de twee dit gegeven heeft."""
        return [
            kant.persoon for kant in (self.een, self.ander) if any(getattr(kant.persoon, n) for n in GEGEVENS[code])
        ]


_VELD = {"geboortedatum": "geboren"}


def paar(een: UUID, ander: UUID, gebruiker: Gebruiker, nu: datetime) -> Paar | None:
    """Twee personen naast elkaar; wie een van beide niet mag zien krijgt niets, ook niet dat er iets is."""
    if een == ander:
        return None
    kanten = _kanten({een, ander}, gebruiker, nu)
    if len(kanten) < 2:
        return None
    laag, hoog = sorted((een, ander))
    beslist = m.Persoonsverband.objects.filter(een=laag, ander=hoog).select_related("door", "een", "ander")
    volgorde = sorted(beslist, key=lambda b: (b.beeindigd_op is not None, b.op), reverse=False)
    return Paar(kanten[een], kanten[ander], _beste(kanten[een], kanten[ander]), volgorde)


def _kanten(pks: Iterable[UUID], gebruiker: Gebruiker, nu: datetime) -> dict[UUID, Kant]:
    zichtbare = m.Betrokkene.objects.filter(zichtbaar(gebruiker, nu, RECHT, "dossier__"))
    personen = m.Persoon.objects.filter(pk__in=zichtbare.filter(persoon__in=list(pks)).values("persoon"))
    wonen = m.Huishoudlid.objects.filter(open_adres(gebruiker)).select_related("huishouden__adres")
    met = personen.prefetch_related(
        Prefetch(
            "betrokkenheden",
            zichtbare.select_related("dossier__team").order_by("-dossier__geopend_op", "pk"),
            to_attr="zichtbaar_in",
        ),
        Prefetch("huishoudens", wonen.order_by("-van", "pk"), to_attr="woont"),
    )
    return {
        p.pk: Kant(p, p.zichtbaar_in, list(dict.fromkeys(lid.huishouden.adres for lid in p.woont)))
        for p in met[:_HOOGSTENS_VERGELEKEN]
    }


def _beste(een: Kant, ander: Kant) -> Gelijkenis:
    """De vergelijking met de adressen die het beste bij elkaar passen."""
    links, rechts = ([(a.postcode, a.huisnummer) for a in kant.adressen] or [("", "")] for kant in (een, ander))
    alle = (
        vergelijk(gegevens_van(een.persoon, *hier), gegevens_van(ander.persoon, *daar))
        for hier in links
        for daar in rechts
    )
    return max(alle, key=lambda gelijkenis: gelijkenis.score)


def mogelijk_dubbel(gebruiker: Gebruiker, nu: datetime, bladzijde: int) -> tuple[list[Paar], bool]:
    """Paren die over een mens lijken te gaan, bij de mensen van de nieuwste dossiers; en of er oudere dossiers zijn.

    Een vast aantal vragen. Wat al is beslist, staat er niet meer bij.
    """
    begin = (max(1, bladzijde) - 1) * DOSSIERS_PER_BLADZIJDE
    lijst = dossiers(gebruiker, nu, RECHT).order_by("-geopend_op", "id").values_list("pk", flat=True)
    gekozen = list(lijst[begin : begin + DOSSIERS_PER_BLADZIJDE + 1])
    mensen = m.Betrokkene.objects.filter(dossier__in=gekozen[:DOSSIERS_PER_BLADZIJDE])
    paren = _paren(set(mensen.values_list("persoon", flat=True)), gebruiker, nu)
    return paren, len(gekozen) > DOSSIERS_PER_BLADZIJDE


def dubbel_met(persoon: UUID, gebruiker: Gebruiker, nu: datetime) -> list[Paar]:
    """Wie dezelfde kan zijn als deze persoon, ook als het maar een beetje lijkt."""
    return _paren({persoon}, gebruiker, nu, (*_LIJKT_DUBBEL, Soort.MOGELIJK))


def _paren(pks: set[UUID], gebruiker: Gebruiker, nu: datetime, soorten: Sequence[Soort] = _LIJKT_DUBBEL) -> list[Paar]:
    delen = _gedeeld(pks)
    kanten = _kanten({pk for twee in delen for pk in twee}, gebruiker, nu)
    klaar = _beslist(kanten, gebruiker, nu)
    uit: list[Paar] = []
    for een, ander in sorted(delen):
        if een in kanten and ander in kanten and not klaar(een, ander):
            gelijkenis = _beste(kanten[een], kanten[ander])
            if gelijkenis.soort in soorten:
                uit.append(Paar(kanten[een], kanten[ander], gelijkenis, ()))
    return sorted(uit, key=lambda paar: -paar.gelijkenis.score)


def _gedeeld(pks: set[UUID]) -> set[tuple[UUID, UUID]]:
    """Paren die een zoeksleutel delen, met minstens een van deze personen erin."""
    eigen: dict[str, set[UUID]] = {}
    for sleutel, persoon in m.Zoeksleutel.objects.filter(persoon__in=pks, eerder=False).values_list(
        "sleutel", "persoon"
    ):
        eigen.setdefault(sleutel, set()).add(persoon)
    rijen = m.Zoeksleutel.objects.filter(sleutel__in=list(eigen), eerder=False).values_list("sleutel", "persoon")
    gevonden = {tuple(sorted((pk, ander))) for sleutel, ander in rijen[:20_000] for pk in eigen[sleutel] if pk != ander}
    return set(sorted(gevonden)[:_HOOGSTENS_VERGELEKEN])  # type: ignore[arg-type]


def _beslist(kanten: Mapping[UUID, Kant], gebruiker: Gebruiker, nu: datetime) -> Callable[[UUID, UUID], bool]:
    wortel = zichtbare_groepen(kanten, gebruiker, nu, RECHT)
    twee = set(
        m.Persoonsverband.objects.filter(zelfde=False, beeindigd_op=None, een__in=list(kanten)).values_list(
            "een", "ander"
        )
    )
    return lambda een, ander: wortel[een] == wortel[ander] or tuple(sorted((een, ander))) in twee


def wachtrij(gebruiker: Gebruiker, nu: datetime, vanaf: int) -> tuple[list[Paar], int | None]:
    """Een bladzijde van de wachtrij over het hele register, en waar de volgende begint.

    Wie een van de twee niet mag zien merkt niets van het paar; en wat alleen lijkt door iets dat deze gebruiker niet mag zien, ook niet.
    """
    uit: list[Paar] = []
    while len(uit) < DOSSIERS_PER_BLADZIJDE:
        lijst = m.Koppelkandidaat.objects.order_by("-kans", "een_id", "ander_id").values_list("een", "ander")
        deel = list(lijst[vanaf : vanaf + _WACHTRIJSTAP])
        kanten = _kanten({pk for twee in deel for pk in twee}, gebruiker, nu)
        klaar = _beslist(kanten, gebruiker, nu)
        for een, ander in deel:
            vanaf += 1
            if een in kanten and ander in kanten and not klaar(een, ander):
                gelijkenis = _beste(kanten[een], kanten[ander])
                if gelijkenis.soort is not Soort.GEEN:
                    uit.append(Paar(kanten[een], kanten[ander], gelijkenis, ()))
            if len(uit) == DOSSIERS_PER_BLADZIJDE:
                break
        if len(deel) < _WACHTRIJSTAP and len(uit) < DOSSIERS_PER_BLADZIJDE:
            return uit, None
    return uit, vanaf


@dataclass(frozen=True)
class Elders:
    """Waar iemand uit een dossier nog meer in staat, voor zover deze gebruiker dat mag zien."""

    betrokkenheden: Sequence[m.Betrokkene]
    verbonden: Sequence[UUID]


def elders(dossier: m.Dossier, personen: Iterable[UUID], gebruiker: Gebruiker, nu: datetime) -> dict[UUID, Elders]:
    """Per persoon in dit dossier: de andere dossiers van dezelfde mens, en met welke rijen hij is verbonden."""
    pks = set(personen)
    wortel = zichtbare_groepen(pks, gebruiker, nu, "zaak.inzien")
    rijen = m.Betrokkene.objects.filter(persoon__in=list(wortel)).exclude(dossier=dossier)
    per_mens: dict[UUID, list[m.Betrokkene]] = {}
    for rij in door_de_poort(rijen, gebruiker, nu).select_related("dossier").order_by("-dossier__geopend_op", "pk"):
        per_mens.setdefault(wortel[rij.persoon_id], []).append(rij)
    return {
        pk: Elders(
            per_mens.get(wortel[pk], []), [ander for ander in wortel if ander != pk and wortel[ander] == wortel[pk]]
        )
        for pk in pks
    }


def persoon_of_niets(pk: UUID, gebruiker: Gebruiker, nu: datetime) -> m.Persoon | None:
    """Een persoon die deze gebruiker mag verbinden."""
    return zichtbare_personen([pk], gebruiker, nu, RECHT).get(pk)
