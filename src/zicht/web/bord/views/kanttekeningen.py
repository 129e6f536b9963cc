"""Kanttekeningen bij de cijfers, en de achterstand in de registratie waar de automatische uit volgen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zicht.cijfers import registratieachterstand as a
from zicht.cijfers.kanttekeningen import Herkomst
from zicht.core.fouten import ZichtFout
from zicht.core.periodes import maandnaam
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord import handelingen, kanttekeningen
from zicht.web.bord.forms import Kanttekeningformulier
from zicht.web.bord.keuze import Keuze
from zicht.web.bord.models import Kanttekening
from zicht.web.bord.views.dubbelbeeld import INTERN
from zicht.web.bord.views.pagina import BEHEREN, SOORT, bladzijde, met_keuze
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

_MAANDEN, _JAREN = 24, 6


@recht(INTERN, SOORT)
@met_keuze
def overzicht(request: Verzoek, keuze: Keuze) -> HttpResponse:
    """Alle kanttekeningen, en hoe laat er wordt ingevoerd."""
    with keuze.stand.rekenen() as cijfers:
        bronnen = a.registratieachterstanden(cijfers)
    alle = kanttekeningen.alle(keuze.stand)
    automatisch = [k for k in alle if k.herkomst is Herkomst.AUTOMATISCH]
    return bladzijde(
        request, "kanttekeningen", keuze, automatisch=automatisch, zin=_zin(bronnen, len(automatisch)),
        geschreven=Kanttekening.objects.filter(ingetrokken_om=None).select_related("door"),
        bronnen=[
            (bron, bron.jaren[-_JAREN:], [(_naam(m.maand), m) for m in reversed(bron.maanden[-_MAANDEN:])]) for bron in bronnen
        ],
        regels=a.KEUZES, loos_alarm=a.LOOS_ALARM_IN_WOORDEN, laat=a.LAAT,
    )  # fmt: skip


def _naam(maand: str) -> str:
    return f"{maandnaam(int(maand[5:]))} {maand[:4]}"


def _zin(bronnen: tuple[a.Achterstand, ...], aantal: int) -> str:
    if not any(bron.bekend for bron in bronnen):
        return "De feiten zeggen niet wanneer iets is ingevoerd. Late invoer is daardoor niet te zien."
    if not aantal:
        return "De invoer loopt zoals gewoon: in geen enkele maand viel late invoer op."
    return (
        f"Er {'is' if aantal == 1 else 'zijn'} {aantal} keer ongewoon veel laat ingevoerd. Dat verschoof de aantallen."
    )


@recht(BEHEREN, SOORT)
def schrijven(request: Verzoek) -> HttpResponse:
    """Een nieuwe kanttekening."""
    formulier = Kanttekeningformulier(request.POST or None)

    def doe(f: Any) -> None:
        handelingen.kanttekening_schrijven(**f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, formulier, titel="Kanttekening schrijven", doe=doe, terug=reverse("bord_kanttekeningen"),
        gelukt="De kanttekening staat nu bij de cijfers van die tijd.", sjabloon="bord/formulier.html",
    )  # fmt: skip


@recht(BEHEREN, SOORT)
@require_POST
def intrekken(request: Verzoek, sleutel: UUID) -> HttpResponse:
    """Een kanttekening niet meer laten zien; zij blijft bewaard."""
    rij = Kanttekening.objects.filter(pk=sleutel).first()
    if rij is None:
        raise Http404("Deze kanttekening bestaat niet.")
    try:
        handelingen.kanttekening_intrekken(rij, **wie_wanneer(request))
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels))
    else:
        messages.success(request, "De kanttekening is ingetrokken. Zij blijft bewaard.")
    return redirect("bord_kanttekeningen")
