"""Uitkomsten die naar de aanleveraar gaan: klaargezet in de transactie van het besluit, daarna bezorgd tot het gelukt is.

Keuzes:
- Er gaat alleen een code uit, met de twee kenmerken: nooit inhoud, nooit een naam, nooit wie er nog meer meldde.
- Geen bericht als de aanleveraar geen terugkoppeling wil, of als het dossier is afgeschermd: dan doet een mens het. Wordt een
  dossier afgeschermd terwijl een bericht wacht, dan vervalt dat bericht.
- Berichten over een melding gaan op volgorde. Loopt er een vast, dan gaat een later wel: de ontvanger ziet aan het volgnummer
  welke de laatste is.
- Wie een bericht pakt, zet eerst de volgende poging vooruit. Valt hij om, dan probeert een ander het later nog eens, met
  dezelfde sleutel: de ontvanger herkent de herhaling.
- Na tien pogingen, verspreid over ruim vier dagen, loopt een bericht vast en beslist een mens. Wat geen tweede keer kan
  lukken (een verkeerde sleutel, een verkeerd adres) loopt meteen vast.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from zicht.web.logboek.keten import Regel, schrijf
from zicht.web.registratie import models as m
from zicht.web.registratie.selecties.aanleveringen import STATUSSEN, status

WACHTTIJDEN = tuple(timedelta(minutes=minuten) for minuten in (1, 5, 15, 60, 240, 720, 1440, 1440, 1440))
POGINGEN = len(WACHTTIJDEN) + 1
RUIMTE = timedelta(seconds=20)  # bovenop de wachttijd: zo lang is een gepakt bericht van wie het pakte
_Stand = m.Uitkomstbericht.Stand

GEBREKEN = {
    "niet_bereikbaar": "de ontvanger is niet bereikbaar",
    "te_langzaam": "de ontvanger antwoordt niet op tijd",
    "druk": "de ontvanger heeft het te druk",
    "storing": "de ontvanger heeft een storing",
    "sleutel": "de ontvanger weigert onze sleutel of handtekening",
    "adres": "op dit adres is niets: kijk het adres na",
    "doorverwezen": "de ontvanger verwijst door naar een ander adres: dat doet Zicht niet vanzelf",
    "geweigerd": "de ontvanger neemt dit bericht niet aan",
    "certificaat": "het certificaat van de ontvanger klopt niet",
    "geen_ontvanger": "er is geen ontvanger ingesteld, of hij staat uit",
    "afgeschermd": "het dossier is afgeschermd: de terugkoppeling doet een mens",
}


@dataclass(frozen=True)
class Uitgaand:
    """Een bericht om nu te bezorgen, met waar het heen gaat."""

    sleutel: UUID
    kenmerk: str
    extern_kenmerk: str
    nummer: int
    status: str
    gemaakt_om: datetime
    poging: int
    ontvanger: m.Ontvanger

    def inhoud(self) -> dict[str, object]:
        """Het bericht zelf, in de woorden van het koppelvlak JZV Meldingen."""
        return {
            "soort": "VT", "kenmerk": self.kenmerk, "uwKenmerk": self.extern_kenmerk, "status": self.status,
            "omschrijving": STATUSSEN[self.status], "volgnummer": self.nummer, "datumTijd": self.gemaakt_om.isoformat(timespec="seconds"),
        }  # fmt: skip


def zet_klaar(geraakt: Collection[UUID], om: datetime | None) -> None:
    """Zet van elke aangeleverde melding in deze dossiers de uitkomst klaar als die er is of veranderde."""
    gewild = m.Aanlevering.objects.filter(
        melding__dossier__in=list(geraakt), terugkoppeling=True, door__ontvanger__aan=True
    )
    # Eerst op slot, dan pas lezen: wie op een ander wachtte zou anders de melding zien zoals zij voor die ander was.
    op_slot = [rij.pk for rij in gewild.order_by("pk").select_for_update(of=("self",))]
    rijen = m.Aanlevering.objects.filter(pk__in=op_slot).select_related("melding__dossier") if op_slot else ()
    for rij in rijen:
        uitkomst = None if rij.melding.dossier.beschermd else status(rij.melding)
        laatste = m.Uitkomstbericht.objects.filter(melding=rij.melding).order_by("-nummer").first()
        if uitkomst is not None and (laatste is None or laatste.status != uitkomst):
            m.Uitkomstbericht.objects.create(
                melding=rij.melding, aanleveraar_id=rij.door_id, nummer=laatste.nummer + 1 if laatste else 1, status=uitkomst,
                gemaakt_om=om, volgende_om=om,
            )  # fmt: skip


def pak(nu: datetime, zonder: Iterable[UUID] = ()) -> Uitgaand | None:
    """Pak het bericht dat het langst wacht; niemand anders pakt het zolang de wachttijd loopt.

    `zonder` zijn ontvangers die in deze ronde niet te bereiken bleken.
    """
    eerder = m.Uitkomstbericht.objects.filter(
        melding=OuterRef("melding"), stand=_Stand.WACHT, nummer__lt=OuterRef("nummer")
    )
    rijen = m.Uitkomstbericht.objects.filter(stand=_Stand.WACHT, volgende_om__lte=nu).exclude(
        aanleveraar__in=list(zonder)
    )
    for rij in (
        rijen.exclude(Exists(eerder))
        .select_related("melding__dossier", "aanleveraar__ontvanger")
        .order_by("volgende_om", "pk")[:20]
    ):
        ontvanger = getattr(rij.aanleveraar, "ontvanger", None)
        if rij.melding.dossier.beschermd:
            _sluit(rij, _Stand.VERVALLEN, "afgeschermd", nu)
        elif ontvanger is None or not ontvanger.aan:
            _sluit(rij, _Stand.VASTGELOPEN, "geen_ontvanger", nu)
        elif _pak(rij, nu + timedelta(seconds=ontvanger.wacht_seconden) + RUIMTE):
            return Uitgaand(
                rij.pk, rij.melding.kenmerk, rij.melding.extern_kenmerk, rij.nummer, rij.status, rij.gemaakt_om,
                rij.pogingen + 1, ontvanger,
            )  # fmt: skip
    return None


def _pak(rij: m.Uitkomstbericht, tot: datetime) -> bool:
    zelfde = m.Uitkomstbericht.objects.filter(pk=rij.pk, stand=_Stand.WACHT, volgende_om=rij.volgende_om)
    return bool(zelfde.update(volgende_om=tot, pogingen=F("pogingen") + 1))


def bezorgd(bericht: Uitgaand, nu: datetime) -> None:
    """De ontvanger heeft het."""
    rij = m.Uitkomstbericht.objects.select_related("melding__dossier").get(pk=bericht.sleutel)
    _sluit(rij, _Stand.BEZORGD, "", nu)


def mislukt(bericht: Uitgaand, gebrek: str, nu: datetime, *, opnieuw: bool, pas_na: timedelta = timedelta(0)) -> bool:
    """Het lukte niet: later nog eens, of vastgelopen als dat geen zin heeft. Geeft of het is vastgelopen."""
    rij = m.Uitkomstbericht.objects.select_related("melding__dossier").get(pk=bericht.sleutel)
    if not opnieuw or bericht.poging >= POGINGEN:
        _sluit(rij, _Stand.VASTGELOPEN, gebrek, nu)
        return True
    straks = nu + max(WACHTTIJDEN[bericht.poging - 1], pas_na)
    m.Uitkomstbericht.objects.filter(pk=rij.pk, stand=_Stand.WACHT).update(volgende_om=straks, gebrek=gebrek)
    return False


def _sluit(rij: m.Uitkomstbericht, stand: str, gebrek: str, nu: datetime) -> None:
    """Sluit een bericht, met een regel in het logboek; wie het al sloot was eerder."""
    with transaction.atomic():
        open_ = m.Uitkomstbericht.objects.filter(pk=rij.pk, stand=_Stand.WACHT)
        if open_.update(stand=stand, gebrek=gebrek, bezorgd_om=nu if stand == _Stand.BEZORGD else None):
            schrijf([Regel(
                om=nu, handeling="uitkomst_versturen", gebruiker="bezorger", resultaat="gelukt" if stand == _Stand.BEZORGD else "mislukt",
                doel="melding", soort="uitkomstbericht", kenmerk=rij.melding.kenmerk, dossier=rij.melding.dossier.kenmerk,
            )])  # fmt: skip
