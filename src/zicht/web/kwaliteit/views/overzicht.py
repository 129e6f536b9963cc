"""Overzichten per regel, team en bron; sprongen per bron; late invoer per maand; en de inrichting. Nooit per mens."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from zicht.catalogus.inrichting import CONTROLES
from zicht.cijfers import registratieachterstand as a
from zicht.cijfers import sprongen as s
from zicht.cijfers.woorden import aandeel
from zicht.core.periodes import maandnaam
from zicht.rapportage.normkaart import Kaart, Kaartlijn, Kaartpunt
from zicht.rapportage.regelkaart import LOOS_ALARM_IN_WOORDEN as LOOS_ALARM_KAART
from zicht.rapportage.regelkaart import regelkaart
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import GeenStand, Stand, stand
from zicht.web.kwaliteit import inrichting as ingericht
from zicht.web.kwaliteit import selecties
from zicht.web.kwaliteit import sprongen as sprongbron
from zicht.web.kwaliteit.selecties import INRICHTING, OVERZICHT

SOORT = "bevinding"
_MAANDEN = 24


@recht(OVERZICHT, SOORT)
def tellingen(request: Verzoek) -> HttpResponse:
    """Bevindingen per regel, team en bron."""
    nu, vandaag = timezone.now(), timezone.localdate()
    blokken = [
        (naam, selecties.tellingen(request.user, nu, vandaag, naam.lower())) for naam in ("Regel", "Team", "Bron")
    ]
    return render(
        request, "kwaliteit/overzicht.html", {"blokken": blokken, "mag_lijst": request.user.mag("kwaliteit.inzien")}
    )


@recht(OVERZICHT, SOORT)
def sprongen(request: Verzoek) -> HttpResponse:
    """Bronnen die in de laatste volle maand sprongen."""
    gevonden = _met_cijfers(sprongbron.van)
    context = {"sprongen": gevonden, "keuzes": s.KEUZES, "loos_alarm": s.LOOS_ALARM_IN_WOORDEN}
    return render(request, "kwaliteit/sprongen.html", context)


@recht(OVERZICHT, SOORT)
def invoer(request: Verzoek) -> HttpResponse:
    """Hoe laat er wordt ingevoerd, per maand en per soort."""
    bronnen = _met_cijfers(lambda cijfers: cijfers.onthoud(("late invoer",), a.registratieachterstanden))
    context = {
        "bronnen": [_bron(bron) for bron in bronnen or ()], "geen_cijfers": bronnen is None, "laat": a.LAAT, "keuzes": a.KEUZES,
        "loos_alarm": LOOS_ALARM_KAART,
    }  # fmt: skip
    return render(request, "kwaliteit/invoer.html", context)


def _met_cijfers(vraag: Any) -> Any:
    """Het antwoord op een vraag aan de cijfers, of None als er nog geen zijn."""
    try:
        cijfers: Stand = stand()
    except GeenStand:
        return None
    return vraag(cijfers)


def _bron(bron: a.Achterstand) -> dict[str, Any]:
    maanden = bron.maanden[-_MAANDEN:]
    waarden = [m.laat / m.aantal if m.aantal else None for m in maanden]
    return {
        "naam": bron.bron.meervoud,
        "moment": bron.bron.moment,
        "bekend": bron.bekend,
        "nooit": not any(waarden),
        "kaart": _kaart(bron.bron.meervoud, maanden, waarden),
        "rijen": [(_naam(m.maand), m.aantal, aandeel(m.laat, m.aantal), m.valt_op) for m in reversed(maanden)],
    }


def _kaart(wat: str, maanden: Sequence[a.Invoermaand], waarden: Sequence[float | None]) -> str:
    kaart = regelkaart(waarden, hoogste=1.0)
    if kaart is None or not any(waarden):
        return ""
    opvallend = {signaal.plaats for signaal in kaart.signalen}
    punten = tuple(
        Kaartpunt(f"{m.maand[5:]}-{m.maand[2:4]}", waarde, aandeel(m.laat, m.aantal), nr not in opvallend)
        for nr, (m, waarde) in enumerate(zip(maanden, waarden, strict=True))
    )
    lijnen = [Kaartlijn("gemiddeld", kaart.midden, "nu"), Kaartlijn("bovengrens", kaart.boven, "proef")]
    lijnen += [Kaartlijn("ondergrens", kaart.onder, "proef")] if kaart.onder else []
    top = max([kaart.boven, *(w for w in waarden if w is not None)]) * 1.1 or 1.0
    zin = f"Aandeel {wat} dat laat is ingevoerd, per maand van invoer"
    return mark_safe(Kaart(zin, punten, tuple(lijnen), min(top, 1.0), "procent").teken())  # noqa: S308 - eigen tekening


def _naam(maand: str) -> str:
    return f"{maandnaam(int(maand[5:]))} {maand[:4]}"


@recht(INRICHTING, "inrichting")
def inrichting(request: Verzoek) -> HttpResponse:
    """Wat er aan de inrichting mankeert, per controle."""
    gevonden = ingericht.gevonden(timezone.localdate())
    per_code = {controle.code: [gebrek for een, gebrek in gevonden if een is controle] for controle in CONTROLES}
    context = {
        "controles": [(controle, per_code[controle.code]) for controle in CONTROLES], "aantal": len(gevonden),
        "niet_getoetst": ingericht.getoetste_codes() is None,
    }  # fmt: skip
    return render(request, "kwaliteit/inrichting.html", context)
