"""Normtijden bewaken: geregistreerde uren en doorlooptijd naast de normtijden van een begroting."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from zicht.cijfers.normtijden import Bewaking, Tijd, bewaak
from zicht.core.fouten import OnleesbaarFout
from zicht.rapportage import normtijden as woorden
from zicht.uitwisseling.tijdschrijven import BESTAND, lees_tijd
from zicht.web import cijferbron
from zicht.web.begroting.getalveld import schrijf_getal
from zicht.web.begroting.stukken import Stuk
from zicht.web.begroting.views.pagina import RECHT, SOORT, open_van
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek


@recht(RECHT, SOORT)
def normtijden(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Per dienst de normtijd naast wat er is geschreven, met advies en wat dat met de begroting zou doen."""
    stuk = open_van(request, kenmerk)
    context: dict[str, Any] = {"stuk": stuk, "bestand": BESTAND}
    try:
        tijd = _tijd()
        context |= _in_woorden(_bewaak(stuk, tijd))
    except cijferbron.GeenStand as fout:
        context["geen"] = fout.regels
    except OnleesbaarFout as fout:
        context["fouten"] = fout.regels
    return render(request, "begroting/normtijden.html", context)


def _tijd() -> Tijd | None:
    """De geschreven tijd: naast de feiten van een ander systeem, of bij de bedrijfsvoering van de datamap."""
    instellingen = settings.INSTELLINGEN
    map_ = Path(instellingen.feiten) if instellingen.feiten else instellingen.datamap / "bedrijfsvoering"
    return lees_tijd(map_ / BESTAND) if (map_ / BESTAND).is_file() else None


def _bewaak(stuk: Stuk, tijd: Tijd | None) -> Bewaking:
    with cijferbron.stand().rekenen() as cijfers:
        return bewaak(cijfers.feitenset, stuk.begroting, tijd)


def _in_woorden(bewaking: Bewaking) -> dict[str, Any]:
    voorstel = bewaking.herziening
    return {
        "bewaking": bewaking,
        "inleiding": woorden.inleiding(bewaking),
        "rijen": woorden.rijen(bewaking),
        "zinnen": list(woorden.toelichting(bewaking)),
        "knoppen": [(f"k_{w.pad}", schrijf_getal(w.getal)) for w in voorstel.wijzigingen] if voorstel else [],
    }
