"""Noodtoegang: een dossier buiten het eigen bereik, met een reden, voor zestig minuten, en daarna nagekeken.

Keuzes: er is er een tegelijk, zij wordt niet verlengd, en een afgeschermd dossier opent zij niet. Zij geeft inzien en
werken, maar niet wie de melder is. Een ander kijkt elke noodtoegang na, uiterlijk de tweede werkdag erna.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from zicht.catalogus.load import kalender
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import NietToegestaan, eis, handeling
from zicht.web.registratie.poort import dossiers, vereis

DUUR = timedelta(minutes=60)
WERKDAGEN_OM_NA_TE_KIJKEN = 2
REDEN_MINSTENS = 20
NIET_TE_OPENEN = (
    "Er is geen dossier met dit kenmerk dat u zo kunt openen. Kijk het kenmerk na. Klopt het, bel dan de teamleider."
)


def noodtoegang_openen(kenmerk: str, *, reden: str, door: Gebruiker, om: datetime) -> m.Noodtoegang:
    """Open een dossier buiten het eigen bereik. Of een afgeschermd dossier bestaat is aan het antwoord niet te zien."""
    vereis(door, "nood.openen", None, om)
    eis(len(reden.strip()) >= REDEN_MINSTENS, "Schrijf in een hele zin waarom u dit dossier nu moet openen.")
    dossier = m.Dossier.objects.filter(kenmerk=kenmerk.strip().upper(), beschermd=False).first()
    if dossier is None:
        raise NietToegestaan(NIET_TE_OPENEN)
    eis(not _al_zichtbaar(door, dossier, om), "U kunt dit dossier gewoon openen; noodtoegang is niet nodig.")
    with handeling("noodtoegang_openen", "nood.openen", door=door, om=om, dossier=dossier) as h:
        Gebruiker.objects.select_for_update().get(pk=door.pk)  # twee tabbladen tegelijk geven geen twee noodtoegangen
        eis(lopende(door, om) is None, "U hebt al een noodtoegang. Sluit die eerst; er is er een tegelijk.")
        nood = m.Noodtoegang(gebruiker=door, dossier=dossier, reden=reden.strip(), van=om, tot=om + DUUR)
        h.opslag.voeg_toe(nood)
        h.gebeurtenis("noodtoegang geopend", timezone.localdate(om), dossier=dossier)
    return nood


def _al_zichtbaar(gebruiker: Gebruiker, dossier: m.Dossier, nu: datetime) -> bool:
    return dossiers(gebruiker, nu).filter(pk=dossier.pk).exists()


def lopende(gebruiker: Gebruiker, nu: datetime) -> m.Noodtoegang | None:
    """De noodtoegang die iemand nu heeft."""
    return m.Noodtoegang.objects.filter(gebruiker=gebruiker, van__lte=nu, tot__gt=nu).select_related("dossier").first()


def noodtoegang_sluiten(nood: m.Noodtoegang, *, door: Gebruiker, om: datetime) -> None:
    """Sluit de eigen noodtoegang voor de tijd om is."""
    with beheer("noodtoegang_sluiten", "nood.openen", door=door, om=om, soort="dossier", over=nood.dossier.kenmerk):
        eis(nood.gebruiker_id == door.pk, "Dit is de noodtoegang van een ander.")
        m.Noodtoegang.objects.filter(pk=nood.pk, tot__gt=om).update(tot=om)


def noodtoegang_nakijken(
    nood: m.Noodtoegang, *, terecht: bool, opmerking: str, op: date, door: Gebruiker, om: datetime
) -> None:
    """Zeg of een noodtoegang terecht was; nooit over de eigen, en nooit twee keer."""
    with beheer("noodtoegang_nakijken", "nood.nakijken", door=door, om=om, soort="dossier", over=nood.dossier.kenmerk):
        eis(nood.gebruiker_id != door.pk, "Uw eigen noodtoegang kijkt een ander na.")
        eis(terecht or opmerking.strip(), "Schrijf op wat er niet klopte en wat u daarmee doet.")
        gelukt = m.Noodtoegang.objects.filter(pk=nood.pk, nagekeken_op=None).update(
            nagekeken_door=door, nagekeken_op=op, terecht=terecht, opmerking=opmerking.strip()
        )
        eis(gelukt, "Deze noodtoegang is al nagekeken.")


def uiterlijk_nakijken(nood: m.Noodtoegang) -> date:
    """De dag waarop een ander deze noodtoegang uiterlijk nakijkt."""
    return kalender().plus_werkdagen(timezone.localdate(nood.van), WERKDAGEN_OM_NA_TE_KIJKEN)
