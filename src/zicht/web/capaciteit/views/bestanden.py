"""Een doorrekening als bestand: het keuzeblad, en het verslag zelf."""

from django.http import Http404, HttpResponse

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import selecties
from zicht.web.capaciteit.views.pagina import INZIEN, SOORT

INHOUD = {"json": "application/json"}


@recht(INZIEN, SOORT)
def bestand(request: Verzoek, kenmerk: str, soort: str) -> HttpResponse:
    """Het bestand; het verslag zelf is precies wat er is vastgelegd."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = selecties.verslag_of_404(rij)
    if soort not in INHOUD:
        raise Http404("Zo'n bestand is er niet.")
    koppen = {"Content-Disposition": f'attachment; filename="capaciteit-{rij.kenmerk}.{soort}"'}
    return HttpResponse(selecties.tekst_van(verslag).encode(), content_type=INHOUD[soort], headers=koppen)
