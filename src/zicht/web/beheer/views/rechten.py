"""De tabel met rechten, en het jaarlijkse nakijken."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.web.beheer import handelingen, selecties
from zicht.web.beheer.models import Roltoewijzing
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang, recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.beheer.views.pagina import wie_wanneer


@recht("rechten.inzien", "rechten")
def rechten(request: Verzoek) -> HttpResponse:
    """Welke rol wat mag, waarover en waarvoor."""
    return render(request, "beheer/rechten.html", {"tabel": selecties.rechtentabel(), "rollen": list(Rol)})


@recht("rechten.inzien", "rechten", post="gebruiker.beheren")
def nakijken(request: Verzoek) -> HttpResponse:
    """Per persoon de rollen, met 'nog nodig'; en wie volgens een lijst weg is."""
    vandaag = timezone.localdate()
    namen = re.split(r"[\s,;]+", request.POST.get("namen", "")) if "namen" in request.POST else []
    if request.method == "POST" and "namen" not in request.POST:
        _bewaar(request)
        return redirect("nakijken")
    regels = selecties.na_te_kijken(vandaag.year, vandaag)
    context = {
        "jaar": vandaag.year,
        "regels": [(regel, Rol(regel.toewijzing.rol).titel) for regel in regels],
        "open": sum(regel.controle is None for regel in regels),
        "mag_wijzigen": request.user.mag("gebruiker.beheren"),
        "vergeleken": bool(namen),
        "vertrokken": selecties.met_rol_na_vertrek(namen, vandaag) if namen else (),
        "onbekend": selecties.onbekend(namen),
        "namen": request.POST.get("namen", ""),
    }
    return render(request, "beheer/nakijken.html", context)


def _bewaar(request: Verzoek) -> None:
    sleutel = request.POST.get("toewijzing", "")
    toewijzing = get_object_or_404(
        Roltoewijzing.objects.select_related("gebruiker"), pk=sleutel if sleutel.isdigit() else None
    )
    vandaag = timezone.localdate()
    try:
        handelingen.rol_nakijken(
            toewijzing, jaar=vandaag.year, nodig=request.POST.get("nodig") == "ja", op=vandaag, **wie_wanneer(request)
        )
    except GeenToegang:
        raise
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels))
