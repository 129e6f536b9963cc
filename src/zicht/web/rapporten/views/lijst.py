"""De lijst van rapporten, met bovenaan wat op u wacht, en een nieuw rapport beginnen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.rapporten import handelingen, selecties, werk
from zicht.web.rapporten.forms import Beginformulier
from zicht.web.rapporten.models import Rapport
from zicht.web.rapporten.volgorde import INZIEN, LEZEN, SCHRIJVEN
from zicht.web.registratie.selecties.cijfers import vastgesteld
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer


@recht(LEZEN, "rapport")
def rapporten(request: Verzoek) -> HttpResponse:
    """Wat er is; wie niet aan rapporten werkt ziet wat gepubliceerd is."""
    regels = selecties.overzicht(request.user, timezone.localdate())
    mag_inzien = request.user.mag(INZIEN)
    context = {
        "voor_u": [regel for regel in regels if regel.voor_u],
        "bezig": [regel for regel in regels if not regel.rapport.vast and not regel.voor_u],
        "klaar": [regel for regel in regels if regel.rapport.vast],
        "mag_inzien": mag_inzien,
        "mag_beginnen": request.user.mag(SCHRIJVEN),
        "zonder_rapport": _zonder_rapport() if mag_inzien else [],
    }
    return render(request, "rapporten/lijst.html", context)


def _zonder_rapport() -> list[Any]:
    """Perioden die zijn vastgesteld voor er rapporten in de applicatie waren."""
    met = set(Rapport.objects.filter(soort="burap", bevroren_om__isnull=False).values_list("periode", "uitgave"))
    return [v for v in vastgesteld() if (v.periode, v.uitgave) not in met]


@recht(SCHRIJVEN, "rapport")
def beginnen(request: Verzoek) -> HttpResponse:
    """Een rapport beginnen; de cijfers worden er meteen bij gehaald."""
    formulier = Beginformulier(selecties.te_beginnen(timezone.localdate()), request.POST or None)
    gemaakt: list[Rapport] = []

    def doe(f: Any) -> None:
        soort, periode = f.keuze()
        rapport = handelingen.rapport_beginnen(
            soort, periode, aanleiding=f.cleaned_data["aanleiding"], **wie_wanneer(request)
        )
        gemaakt.append(rapport)
        werk.begin(handelingen.opdracht_geven(rapport, **wie_wanneer(request)))

    antwoord = formulierpagina(
        request, formulier, titel="Een rapport beginnen", knop="Beginnen", terug=reverse("rapporten"), doe=doe,
        gelukt="Het rapport is begonnen. De cijfers worden opgehaald.", sjabloon="rapporten/formulier.html",
        extra={"toelichting": "Zicht haalt de cijfers van nu op. Daarna schrijft u per blok wat zij betekenen."},
    )  # fmt: skip
    if gemaakt:
        antwoord["Location"] = reverse("rapport_cijfers", args=[gemaakt[0].kenmerk])
    return antwoord
