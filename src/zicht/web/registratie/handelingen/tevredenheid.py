"""Tevredenheid: een vraag achter een link die verloopt, en een antwoord dat nergens naar een zaak verwijst."""

import secrets
from datetime import date, datetime, timedelta
from decimal import Decimal

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import eis, handeling
from zicht.web.sleutels import kluis

GELDIG = timedelta(days=30)  # keuze: een maand


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
        h.bewaar(vraag)
    return vraag, code


def tevredenheid_beantwoorden(
    vraag: m.Tevredenheidsvraag, *, cijfer: Decimal, toelichting: str = "", op: date, door: Gebruiker, om: datetime
) -> None:
    """Leg een antwoord vast dat iemand gaf aan wie het vroeg, bijvoorbeeld aan de telefoon."""
    with handeling("tevredenheid_beantwoorden", "tevredenheid.vragen", door=door, om=om, over=vraag) as h:
        eis(vraag.beantwoord_op is None, "Deze vraag is al beantwoord.")
        eis(vraag.ingetrokken_op is None and op <= vraag.verloopt_op, "Deze vraag is verlopen of ingetrokken.")
        eis(1 <= cijfer <= 10, "Geef een cijfer van 1 tot en met 10.")
        vraag.cijfer, vraag.toelichting, vraag.beantwoord_op = cijfer, toelichting, op
        h.bewaar(vraag)
