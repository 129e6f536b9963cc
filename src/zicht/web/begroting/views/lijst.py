"""De lijst van begrotingen, en een bestand inlezen als nieuwe begroting."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zicht.web.begroting import handelingen
from zicht.web.begroting.forms import Inleesformulier
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.begroting.stukken import voorbeelden
from zicht.web.begroting.views.pagina import BEWERKEN, RECHT, SOORT, wie_wanneer
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.views.pagina import formulierpagina


@recht(RECHT, SOORT)
def begrotingen(request: Verzoek) -> HttpResponse:
    """De begrotingen van de organisatie, en de voorbeelden uit de catalogus."""
    eigen = list(Begrotingsstuk.objects.select_related("wijzigt"))
    context = {"eigen": eigen, "voorbeelden": list(voorbeelden()), "mag_bewerken": request.user.mag(BEWERKEN)}
    return render(request, "begroting/begrotingen.html", context)


@recht(BEWERKEN, SOORT)
def inlezen(request: Verzoek) -> HttpResponse:
    """Een TOML-bestand als nieuw concept."""
    formulier = Inleesformulier(request.POST or None, request.FILES or None)
    gemaakt: list[Begrotingsstuk] = []

    def doe(f: Any) -> None:
        naam, tekst = f.cleaned_data["bestand"]
        gemaakt.append(
            handelingen.begroting_inlezen(tekst=tekst, naam=naam, reden=f.cleaned_data["reden"], **wie_wanneer(request))
        )

    antwoord = formulierpagina(
        request, formulier, titel="Begroting inlezen", doe=doe, terug=reverse("begrotingen"), knop="Nakijken en inlezen",
        gelukt="De begroting is nagekeken en staat klaar als concept.", sjabloon="begroting/formulier.html",
        extra={"sjabloon": True, "toelichting": "Zicht kijkt elk getal na voor er iets wordt bewaard. Klopt er iets niet, dan staat hier wat en waar."},
    )  # fmt: skip
    if gemaakt:
        antwoord["Location"] = reverse("begroting", args=[gemaakt[0].kenmerk])
    return antwoord
