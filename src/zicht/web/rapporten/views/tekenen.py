"""Tekenen, terugsturen, bevriezen en publiceren: elk een pagina die zegt wat er gebeurt voor het gebeurt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.rapporten import handelingen, opmaak, selecties
from zicht.web.rapporten.forms import Bevestigformulier, Tekenformulier, Terugstuurformulier
from zicht.web.rapporten.gemaakt import van
from zicht.web.rapporten.models import Rapport
from zicht.web.rapporten.soorten import soort
from zicht.web.rapporten.views.rapport import pagina_van
from zicht.web.rapporten.volgorde import INZIEN, PUBLICEREN, ROLNAAM, terug_met, volgende
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer


def _terug(rij: Rapport) -> str:
    return reverse("rapport", args=[rij.kenmerk])


def _niet_nu(request: Verzoek, rij: Rapport, zin: str) -> HttpResponse:
    messages.info(request, zin)
    return redirect("rapport", kenmerk=rij.kenmerk)


@recht(INZIEN, "rapport")
def tekenen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Wat u tekent op een pagina, en uw handtekening."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    stap = volgende(rij.status)
    if stap is None:
        return _niet_nu(request, rij, "Er is nu niets te tekenen.")
    if not request.user.mag(stap.recht):
        return _niet_nu(request, rij, f"Nu tekent de {ROLNAAM[stap.rol]}.")
    begin = {"afdruk": selecties.inhoudsafdruk(rij)}
    formulier = Tekenformulier(request.POST or None, initial=begin, vraag=stap.vraag)
    return formulierpagina(
        request, formulier, titel=f"Tekenen als {stap.rol}", knop="Ondertekenen", terug=_terug(rij),
        doe=lambda f: handelingen.ondertekenen(rij, rol=stap.rol, afdruk=f.cleaned_data["afdruk"], **wie_wanneer(request)),
        gelukt="Uw handtekening is gezet.", sjabloon="rapporten/tekenen.html",
        extra=pagina_van(rij) | _wat_u_tekent(rij) | {
            "stap": stap, "bezwaren": selecties.bezwaren_tegen(rij, request.user, timezone.localdate()),
        },
    )  # fmt: skip


def _wat_u_tekent(rij: Rapport) -> dict[str, object]:
    stand = selecties.stand_van(rij)
    uitgave = selecties.wijzigingen(rij)
    genoemd = opmaak.genoemd(uitgave, van(stand)) if stand else uitgave
    teksten = selecties.laatste_teksten(rij)
    return {
        "uitgave": genoemd,
        "regio": [w for w in genoemd.wijzigingen if "@" not in w.sleutel][:10],
        "delen": [(deel, teksten.get(deel.code)) for deel in soort(rij.soort).delen],
        "getekend": selecties.handtekeningen(rij),
    }


@recht(INZIEN, "rapport")
def terugsturen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Terug naar de schrijver, met wat er moet gebeuren."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    code = terug_met(rij.status)
    if not code or not request.user.mag(code):
        return _niet_nu(
            request, rij, "Terugsturen doet wie aan de beurt is om te tekenen, of de directeur na het goedkeuren."
        )
    return formulierpagina(
        request, Terugstuurformulier(request.POST or None), titel="Terugsturen naar de schrijver", knop="Terugsturen",
        doe=lambda f: handelingen.terugsturen(rij, reden=f.cleaned_data["reden"], **wie_wanneer(request)), terug=_terug(rij),
        gelukt="Het rapport is teruggestuurd. De handtekeningen zijn vervallen.", sjabloon="rapporten/formulier.html",
        extra=pagina_van(rij) | {"toelichting": "Alle handtekeningen vervallen. De schrijver ziet uw reden bij het rapport."},
    )  # fmt: skip


@recht(PUBLICEREN, "rapport")
def bevriezen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Tekst en cijfers vastzetten, met de bestanden erbij."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    return formulierpagina(
        request, Bevestigformulier(request.POST or None), titel="Bevriezen", knop="Bevriezen", terug=_terug(rij),
        doe=lambda _: handelingen.bevriezen(rij, **wie_wanneer(request)),
        gelukt="Het rapport is bevroren. De bestanden staan klaar.", sjabloon="rapporten/formulier.html",
        extra=pagina_van(rij) | {"toelichting": "Tekst en cijfers veranderen hierna niet meer. Wat later anders wordt, komt in een "
                                 "nieuwe uitgave, met een lijst van wat er veranderde. Het maken van de bestanden duurt een paar tellen."},
    )  # fmt: skip


@recht(PUBLICEREN, "rapport")
def publiceren(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Zichtbaar maken voor de gemeenten."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    return formulierpagina(
        request, Bevestigformulier(request.POST or None), titel="Publiceren", knop="Publiceren", terug=_terug(rij),
        doe=lambda _: handelingen.rapport_publiceren(rij, **wie_wanneer(request)),
        gelukt="Het rapport is gepubliceerd. De gemeenten zien het nu.", sjabloon="rapporten/formulier.html",
        extra=pagina_van(rij) | {"toelichting": "Iedereen met de rol gemeente kan dit rapport hierna lezen en downloaden. Alle cijfers "
                                 "erin zijn afgerond en veilig gemaakt."},
    )  # fmt: skip
