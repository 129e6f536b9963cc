"""Een begroting bekijken: alle tabellen, de opbouw van een getal en de versies."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from zicht.core.begroting.uitkomst import Uitkomst
from zicht.core.begroting.verdeling import opbouw as opbouw_bijdrage
from zicht.web.begroting import tabellen
from zicht.web.begroting.models import Begrotingsversie
from zicht.web.begroting.rekenwerk import gewijzigd, van_teksten
from zicht.web.begroting.stukken import Stuk, teksten_onder, versie_van
from zicht.web.begroting.views.pagina import BEWERKEN, RECHT, SOORT, open_van
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek


@recht(RECHT, SOORT)
def begroting(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De hele begroting op een pagina."""
    stuk = open_van(request, kenmerk)
    werk = stuk.rekenwerk
    anders, gelijk = tabellen.afwijkingen(werk)
    context: dict[str, Any] = {
        "stuk": stuk,
        "kern": tabellen.kern(werk),
        "diensten": tabellen.diensten(werk),
        "trechter": tabellen.trechter(werk),
        "rest": tabellen.rest(werk),
        "formatie": tabellen.formatie(werk),
        "kosten": tabellen.kosten(werk),
        "totalen": tabellen.totalen(werk),
        "jaren": tabellen.jaren(werk),
        "gemeenten": tabellen.gemeenten(werk),
        "te_verdelen": tabellen.te_verdelen(werk),
        "anders": anders,
        "gelijk": gelijk,
        "verschillen": _verschillen(stuk),
        "wijzigingen": list(stuk.rij.wijzigingen.all()) if stuk.rij else [],
        "mag_bewerken": request.user.mag(BEWERKEN),
    }
    return render(request, "begroting/begroting.html", context)


def _verschillen(stuk: Stuk) -> list[Any]:
    """Wat een wijziging verandert aan het stuk dat zij wijzigt."""
    if stuk.rij is None or stuk.rij.wijzigt is None:
        return []
    return gewijzigd(van_teksten(stuk.rij.wijzigt.titel, *teksten_onder(stuk.rij)), stuk.rekenwerk)


@recht(RECHT, SOORT)
def opbouw(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Hoe een getal ontstaat, tot de bron."""
    stuk = open_van(request, kenmerk)
    uitkomst = _zoek(stuk, request.GET.get("code", ""), request.GET.get("jaar", ""))
    sjabloon = "begroting/delen/opbouw.html" if request.headers.get("HX-Request") else "begroting/opbouw.html"
    return render(request, sjabloon, {"stuk": stuk, "uitkomst": uitkomst})


def _zoek(stuk: Stuk, code: str, jaar: str) -> Uitkomst:
    werk = stuk.rekenwerk
    soort, _, gemeente = code.partition(".")
    if soort == "bijdrage" and gemeente in werk.begroting.gemeenten and (bedrag := tabellen.te_verdelen(werk)):
        return opbouw_bijdrage(werk.begroting, bedrag, gemeente)
    if soort in ("risico", "reserve", "balans") and (beeld := werk.risicos):
        delen = {**beeld.reserve, **{w.bedrag.code: w.bedrag for w in beeld.wegingen}}
        if code in delen:
            return delen[code]
    model = werk.raming.get(int(jaar)) if jaar.isdigit() and len(jaar) == 4 else None
    gevonden = (model.uitkomsten if model else werk.uitkomsten).get(code)
    if gevonden is None:
        raise Http404("Dit getal staat niet in deze begroting.")
    return gevonden


@recht(RECHT, SOORT)
def versies(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De versies van een begroting, en wat er in een versie anders werd."""
    stuk = open_van(request, kenmerk)
    if stuk.rij is None:
        raise Http404("Een voorbeeld heeft geen versies.")
    rijen = list(stuk.rij.versies.select_related("door").defer("tekst"))
    vorige = versie_van(stuk.rij, stuk.nummer - 1) if stuk.nummer > 1 else None
    context = {"stuk": stuk, "rijen": rijen, "vorige": vorige, "verschillen": _sinds(stuk, vorige)}
    return render(request, "begroting/versies.html", context)


def _sinds(stuk: Stuk, vorige: Begrotingsversie | None) -> list[Any]:
    if vorige is None or stuk.rij is None:
        return []
    return gewijzigd(van_teksten(stuk.rij.titel, *teksten_onder(stuk.rij), vorige.tekst), stuk.rekenwerk)
