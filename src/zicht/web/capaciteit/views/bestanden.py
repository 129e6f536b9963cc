"""Een doorrekening als bestand: het keuzeblad, en het verslag zelf."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from zicht.capaciteit.studie.bewaren import uit_json
from zicht.capaciteit.studie.verslag import Studieverslag
from zicht.catalogus import load
from zicht.core.fouten import ZichtFout
from zicht.core.publicatie import Beleid
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import selecties
from zicht.web.capaciteit.models import Verslag
from zicht.web.capaciteit.views.pagina import INZIEN, SOORT

PAPIER = ("html", "docx", "pdf")
INHOUD = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


@recht(INZIEN, SOORT)
def bestand(request: Verzoek, kenmerk: str, soort: str) -> HttpResponse:
    """Het bestand; het verslag zelf is precies wat er is vastgelegd."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = selecties.verslag_of_404(rij)
    if soort not in INHOUD:
        raise Http404("Zo'n bestand is er niet.")
    try:
        inhoud = selecties.tekst_van(verslag).encode() if soort == "json" else _papier(verslag)[soort]
    except ZichtFout as fout:  # te veel keuzes of te lange titels voor twee bladzijden
        messages.error(request, " ".join(fout.regels))
        return redirect("doorrekening", kenmerk=kenmerk)
    naam = f"{'capaciteit' if soort == 'json' else 'keuzeblad'}-{rij.kenmerk}.{soort}"
    return HttpResponse(
        inhoud, content_type=INHOUD[soort], headers={"Content-Disposition": f'attachment; filename="{naam}"'}
    )


def _papier(verslag: Verslag) -> dict[str, bytes]:
    return _gemaakt(selecties.tekst_van(verslag))


@lru_cache(maxsize=4)
def _gemaakt(tekst: str) -> dict[str, bytes]:
    """Het keuzeblad in elke vorm; wie na de PDF ook het Word-bestand wil, wacht niet nog een keer."""
    from zicht.rapportage.keuzeblad.maak import bestanden  # laadt de rekenbibliotheken, en die heeft de rest niet nodig

    verslag = uit_json(Studieverslag, tekst)
    gemaakt = bestanden(verslag, _beleid(verslag.herkomst.peildatum), lambda _: None)
    return {naam.rpartition(".")[2]: inhoud for naam, inhoud in gemaakt if not naam.endswith(".json")}


def _beleid(dag: date) -> Beleid:
    """Wat er op deze dag naar buiten mag."""
    regio = settings.INSTELLINGEN.regio.lower()
    return load.publicatiebeleid(dag, regio if regio in load.regios() else None)
