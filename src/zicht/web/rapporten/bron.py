"""Waar de cijfers van een rapport vandaan komen: uit de registratie zoals bekend op een tijdstip. De enige naad daarheen."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.rapportage.burap.verbeterplan import Plan
from zicht.rapportage.opdracht import stand_van
from zicht.rapportage.stand import Stand
from zicht.rapportage.vragen import Voortgang
from zicht.web.rapporten.soorten import JAARBEELD


def stand_op(soort: str, periode: str, moment: datetime, meld: Voortgang) -> Stand:
    """De stand van een periode, zoals bekend op dit moment; alles veilig om te delen."""
    from zicht.web.registratie.selecties.cijfers import beurt, feiten_op

    gelezen = lees_periode(periode)
    trend = ("instroom-meldingen",) if soort == JAARBEELD else None
    meld("de feiten")
    with beurt(), feiten_op(timezone.localdate(moment), moment) as (cijfers, map_):
        return stand_van(
            cijfers, gelezen, peildatum=None, indicatorset=None, map_=map_, beleid=Beleid(), meld=meld, trend=trend
        )  # fmt: skip


def merkpunt() -> str:
    """Waar de registratie nu is; een ander merkpunt betekent dat er sindsdien iets is vastgelegd."""
    from zicht.web.registratie.selecties.cijfers import merkpunt as nu

    return nu()


def plannen(periode: str) -> Mapping[str, Plan]:
    """De verbeterplannen bij gemiste normen van een periode."""
    return {}
