"""Kanttekeningen en tabellen van het CBS vastleggen, met een regel in het logboek."""

from datetime import date, datetime

from zicht.cijfers.kanttekeningen import Kanttekening as Kanttekeningwaarde
from zicht.uitwisseling.statline import ontleed
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer, eis
from zicht.web.bord.models import Kanttekening, Statlinetabel

RECHT = "bord.beheren"


def kanttekening_schrijven(
    *, van: date, tot: date | None, tekst: str, bron: str, code: str, door: Gebruiker, om: datetime
) -> Kanttekening:
    """Leg een kanttekening vast; wat niet kan, zegt de waarde zelf."""
    Kanttekeningwaarde(van, tekst, tot)
    rij = Kanttekening(van=van, tot=tot, tekst=tekst.strip(), bron=bron.strip(), code=code, door=door, om=om)
    with beheer("kanttekening_schrijven", RECHT, door=door, om=om, soort="kanttekening", over=str(rij.pk)):
        rij.save()
    return rij


def kanttekening_intrekken(rij: Kanttekening, *, door: Gebruiker, om: datetime) -> None:
    """Laat een kanttekening niet meer zien; zij blijft bewaard, met wie haar introk."""
    eis(rij.ingetrokken_om is None, "Deze kanttekening is al ingetrokken.")
    with beheer("kanttekening_intrekken", RECHT, door=door, om=om, soort="kanttekening", over=str(rij.pk)):
        rij.ingetrokken_om, rij.ingetrokken_door = om, door
        rij.save(update_fields=["ingetrokken_om", "ingetrokken_door"])


def statline_inlezen(*, naam: str, inhoud: bytes, door: Gebruiker, om: datetime) -> Statlinetabel:
    """Bewaar een tabel van StatLine, als zij te lezen is."""
    tabel = ontleed(inhoud, naam)
    rij = Statlinetabel(naam=naam[:120], titel=tabel.titel[:300], inhoud=inhoud, door=door, om=om)
    with beheer("statline_inlezen", RECHT, door=door, om=om, soort="statlinetabel", over=str(rij.pk)):
        rij.save()
    return rij
