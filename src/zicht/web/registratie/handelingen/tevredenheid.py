"""Tevredenheid: een vraag achter een link die verloopt, en een antwoord dat nergens naar een zaak verwijst."""

import secrets
from datetime import date, datetime, timedelta
from decimal import Decimal

from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker
from zicht.web.logboek.keten import Regel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import eis, handeling
from zicht.web.registratie.opslag import eenheid
from zicht.web.registratie.taken import werk_bij
from zicht.web.sleutels import kluis

GELDIG = timedelta(days=30)  # keuze: een maand
SAMENWERKING = "samenwerking"  # het moment dat bij een ketenpartner hoort


def tevredenheid_vragen(
    *, doelgroep: str, moment: str, gemeente: str, op: date, door: Gebruiker, om: datetime
) -> tuple[m.Tevredenheidsvraag, str]:
    """Maak een vraag; geeft ook de geheime code van de link, die daarna nergens meer staat."""
    code = secrets.token_urlsafe(24)
    vraag = m.Tevredenheidsvraag(
        merk=kluis().merk(code), doelgroep=doelgroep, moment=moment, gemeente=gemeente, verstuurd_op=op,
        verloopt_op=op + GELDIG,
    )  # fmt: skip
    with handeling("tevredenheid_vragen", "tevredenheid.vragen", door=door, om=om, over=vraag) as h:
        eis(moment != SAMENWERKING or doelgroep == "ketenpartner", "Over samenwerking vraagt u een ketenpartner.")
        h.bewaar(vraag)
    return vraag, code


def tevredenheid_beantwoorden(
    vraag: m.Tevredenheidsvraag, *, cijfer: Decimal, toelichting: str = "", op: date, door: Gebruiker, om: datetime
) -> None:
    """Leg een antwoord vast dat iemand gaf aan wie het vroeg, bijvoorbeeld aan de telefoon."""
    with handeling("tevredenheid_beantwoorden", "tevredenheid.vragen", door=door, om=om, over=vraag) as h:
        _vul(vraag, cijfer, toelichting, op)
        h.bewaar(vraag)


def tevredenheid_antwoorden_per_link(
    vraag: m.Tevredenheidsvraag, *, cijfer: Decimal, toelichting: str = "", op: date, om: datetime
) -> None:
    """Leg het antwoord vast van iemand zonder account: wie de link heeft, mag een keer antwoorden.

    Het logboek noemt geen herkomst: het adres van een toestel zegt wie er antwoordde.
    """
    with eenheid(werk_bij) as opslag:
        _vul(vraag, cijfer, toelichting, op)
        opslag.bewaar(vraag, handeling="tevredenheid_per_link", door=None, om=om)
        doel = rechten.recht("tevredenheid.vragen").doel.value
        opslag.log(Regel(om=om, handeling="tevredenheid_per_link", doel=doel, soort="tevredenheidsvraag"))


def tevredenheid_intrekken(vraag: m.Tevredenheidsvraag, *, op: date, door: Gebruiker, om: datetime) -> None:
    """Maak een link ongeldig, bijvoorbeeld omdat hij bij de verkeerde is gekomen."""
    with handeling("tevredenheid_intrekken", "tevredenheid.vragen", door=door, om=om, over=vraag) as h:
        eis(vraag.beantwoord_op is None, "Deze vraag is al beantwoord.")
        eis(vraag.ingetrokken_op is None, "Deze link is al ingetrokken.")
        vraag.ingetrokken_op = op
        h.bewaar(vraag)


def is_open(vraag: m.Tevredenheidsvraag, op: date) -> bool:
    """Of er op deze dag nog geantwoord kan worden."""
    return vraag.beantwoord_op is None and vraag.ingetrokken_op is None and op <= vraag.verloopt_op


def _vul(vraag: m.Tevredenheidsvraag, cijfer: Decimal, toelichting: str, op: date) -> None:
    eis(vraag.beantwoord_op is None, "Deze vraag is al beantwoord.")
    eis(is_open(vraag, op), "Deze vraag is verlopen of ingetrokken.")
    eis(1 <= cijfer <= 10, "Geef een cijfer van 1 tot en met 10.")
    vraag.cijfer, vraag.toelichting, vraag.beantwoord_op = cijfer, toelichting, op
