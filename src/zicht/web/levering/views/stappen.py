"""De stappen van een levering: bouwen, verklaren, als geleverd merken, retour bewaren."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import GeenToegang, recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.levering import handelingen, selecties
from zicht.web.levering.forms import Leverformulier, Retourformulier, Verklaarformulier
from zicht.web.levering.views.levering import zoek
from zicht.web.levering.views.lijst import BESTAND, MAKEN, SOORT
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

_SJABLOON = "levering/formulier.html"


@recht(MAKEN, SOORT)
@require_POST
def bouwen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Bouw en keur; wat er stond blijft als dat niet lukt."""
    rij = zoek(kenmerk)
    try:
        handelingen.levering_bouwen(rij, door=request.user, om=timezone.localtime())
    except GeenToegang:
        raise
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels[:3]))
    else:
        messages.success(request, "Het bestand is gebouwd en gekeurd.")
    return redirect("levering", kenmerk)


@recht(MAKEN, SOORT)
def verklaren(request: Verzoek, kenmerk: str, code: str) -> HttpResponse:
    """Een bevinding verklaren, of alles van een regel dat nog geen verklaring heeft."""
    rij = zoek(kenmerk)
    verklaard = selecties.laatste_verklaringen(rij.periode)
    groep = next((g for g in selecties.groepen(rij, verklaard) if g.regel.code == code), None)
    if groep is None:
        raise Http404("Deze regel vond niets.")
    een = request.GET.get("bevinding", "")
    welke = [een] if een else [b.kenmerk for b in groep.bevindingen if b.kenmerk not in verklaard]
    formulier = Verklaarformulier(
        request.POST or None, initial={"tekst": verklaard[een].tekst if een in verklaard else ""}
    )

    def doe(f: Any) -> None:
        handelingen.bevindingen_verklaren(rij, welke, f.cleaned_data["tekst"], **wie_wanneer(request))

    aantal = "Deze bevinding" if len(welke) == 1 else f"{len(welke)} bevindingen"
    return formulierpagina(
        request, formulier, titel="Verklaren", doe=doe, terug=reverse("levering_regel", args=[kenmerk, code]), knop="Vastleggen",
        gelukt="De verklaring is vastgelegd.", sjabloon=_SJABLOON,
        extra={"levering": rij, "toelichting": f"{code}: {groep.regel.titel}. {aantal} {'krijgt' if len(welke) == 1 else 'krijgen'} deze verklaring."},
    )  # fmt: skip


@recht(BESTAND, SOORT)
def leveren(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Als geleverd merken, na het uploaden bij het CBS."""
    rij = zoek(kenmerk)
    gezien = request.GET.get("gezien", "") or rij.vingerafdruk
    formulier = Leverformulier(rij.verwijderingen, request.POST or None, initial={"gezien": gezien})

    def doe(f: Any) -> None:
        bevestigd = bool(f.cleaned_data.get("verwijderingen"))
        handelingen.levering_leveren(
            rij, gezien=f.cleaned_data["gezien"], verwijderingen=bevestigd, **wie_wanneer(request)
        )

    return formulierpagina(
        request, formulier, titel="Als geleverd merken", doe=doe, terug=reverse("levering", args=[kenmerk]), knop="Als geleverd merken",
        gelukt="De levering is als geleverd gemerkt en verandert niet meer.", sjabloon=_SJABLOON,
        extra={"levering": rij, "toelichting": "Doe dit nadat u het bestand bij het CBS heeft geüpload. Uw naam en de dag komen erbij. Een fout achteraf herstelt u met een correctie, die het hele halfjaar vervangt."},
    )  # fmt: skip


@recht(BESTAND, SOORT)
def retour(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Bewaar wat het CBS terugstuurde."""
    rij = zoek(kenmerk)
    formulier = Retourformulier(request.POST or None, request.FILES or None)

    def doe(f: Any) -> None:
        naam, inhoud = f.cleaned_data["bestand"]
        handelingen.retour_bewaren(
            rij,
            naam=naam,
            inhoud=inhoud,
            soort=f.cleaned_data["soort"],
            toelichting=f.cleaned_data["toelichting"],
            **wie_wanneer(request),
        )

    return formulierpagina(
        request, formulier, titel="Retour bewaren", doe=doe, terug=reverse("levering", args=[kenmerk]), knop="Bewaren",
        gelukt="De retour is bewaard.", sjabloon=_SJABLOON,
        extra={"levering": rij, "toelichting": "Het spiegelrapport of kwaliteitsrapport dat u van het CBS kreeg. Het wordt versleuteld bewaard."},
    )  # fmt: skip
