"""Meer bevindingen tegelijk toewijzen: kiezen, bekijken, doen en terugdraaien."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.kwaliteit import handelingen, selecties
from zicht.web.kwaliteit.forms import Verdeelformulier
from zicht.web.kwaliteit.handelingen import HOOGSTENS
from zicht.web.kwaliteit.models import OPEN
from zicht.web.kwaliteit.selecties import VERDELEN, Filter
from zicht.web.kwaliteit.views.bevindingen import SOORT
from zicht.web.registratie.views.pagina import probeer, wie_wanneer


@recht(VERDELEN, SOORT)
@require_POST
def voorstel(request: Verzoek) -> HttpResponse:
    """Toon welke bevindingen worden toegewezen, voordat het gebeurt."""
    kenmerken = request.POST.getlist("kies")
    if "alles" in request.POST:
        filter_ = Filter.van(dict(_paren(request.POST.get("gevraagd", ""))))
        rijen = filter_.pas_toe(selecties.zichtbaar(request.user, timezone.now()), request.user, timezone.localdate())
        kenmerken = list(rijen.filter(stand__in=OPEN).values_list("kenmerk", flat=True)[: HOOGSTENS + 1])
    if not 0 < len(kenmerken) <= HOOGSTENS:
        zin = (
            f"Kies hoogstens {HOOGSTENS} bevindingen; maak het filter kleiner."
            if kenmerken
            else "Kies eerst een of meer bevindingen."
        )
        messages.error(request, zin)
        return redirect("bevindingen")
    formulier = _formulier(initial={"keuze": " ".join(kenmerken)})
    return _blad(request, formulier, kenmerken)


def _paren(tekst: str) -> list[tuple[str, str]]:
    from urllib.parse import parse_qsl

    return parse_qsl(tekst)


def _formulier(*args: object, **kwargs: object) -> Verdeelformulier:
    return Verdeelformulier(*args, collegas=selecties.collegas(timezone.localdate()), **kwargs)  # pyright: ignore[reportArgumentType]


def _blad(request: Verzoek, formulier: Verdeelformulier, kenmerken: list[str]) -> HttpResponse:
    rijen = selecties.zichtbaar(request.user, timezone.now(), VERDELEN).filter(kenmerk__in=kenmerken, stand__in=OPEN)
    per_regel = Counter(f"{rij.regel} {selecties.titel(rij.regel)}" for rij in rijen)
    context = {
        "formulier": formulier,
        "aantal": sum(per_regel.values()),
        "per_regel": per_regel.most_common(),
        "terug": reverse("bevindingen"),
    }
    return render(request, "kwaliteit/verdelen.html", context)


@recht(VERDELEN, SOORT)
@require_POST
def doen(request: Verzoek) -> HttpResponse:
    """Wijs de bekeken bevindingen toe."""
    formulier = _formulier(request.POST)
    if formulier.is_valid():
        g = formulier.cleaned_data
        if probeer(
            formulier,
            lambda: handelingen.verdelen(g["keuze"], naar=g["naar"], reden=g["reden"], **wie_wanneer(request)),
        ):
            messages.success(request, "De bevindingen zijn toegewezen. Terugdraaien kan hieronder.")
            return redirect("verdelingen")
    return _blad(request, formulier, request.POST.get("keuze", "").split()[:HOOGSTENS])


@recht(VERDELEN, SOORT)
def lijst(request: Verzoek) -> HttpResponse:
    """De toewijzingen van meer bevindingen tegelijk."""
    return render(request, "kwaliteit/verdelingen.html", {"rijen": selecties.verdelingen()[:50]})


@recht(VERDELEN, SOORT)
@require_POST
def terugdraaien(request: Verzoek, pk: UUID) -> HttpResponse:
    """Geef terug wat sindsdien niet veranderde."""
    verdeling = selecties.verdelingen().filter(pk=pk).first()
    if verdeling is None:
        raise Http404("Deze toewijzing bestaat niet.")
    try:
        terug, gebleven = handelingen.verdeling_terugdraaien(verdeling, **wie_wanneer(request))
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels))
    else:
        rest = f" {gebleven} zijn intussen gewijzigd of hersteld en blijven zoals ze zijn." if gebleven else ""
        messages.success(request, f"{terug} bevindingen zijn terug bij wie ze had.{rest}")
    return redirect("verdelingen")
