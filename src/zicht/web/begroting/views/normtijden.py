"""Normtijden bewaken: geregistreerde uren en doorlooptijd naast de normtijden van een begroting."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from zicht.cijfers.normtijden import Bewaking, bewaak
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
        context |= _in_woorden(_bewaak(stuk))
    except cijferbron.GeenStand as fout:
        context["geen"] = fout.regels
    except OnleesbaarFout as fout:
        context["fouten"] = fout.regels
    return render(request, "begroting/normtijden.html", context)


def _bewaak(stuk: Stuk) -> Bewaking:
    """Een keer uitgerekend per stand van de cijfers, begroting en bestand met tijd."""
    bestand = _bestand()
    merk = bestand.stat().st_mtime_ns if bestand else 0
    stand = cijferbron.stand()
    sleutel = ("normtijden", stuk.kenmerk, stuk.nummer, merk)
    return stand.onthoud(
        sleutel, lambda cijfers: bewaak(cijfers.feitenset, stuk.begroting, lees_tijd(bestand) if bestand else None)
    )


def _bestand() -> Path | None:
    """De geschreven tijd: naast de feiten van een ander systeem, of bij de bedrijfsvoering van de datamap."""
    instellingen = settings.INSTELLINGEN
    map_ = Path(instellingen.feiten) if instellingen.feiten else instellingen.datamap / "bedrijfsvoering"
    return map_ / BESTAND if (map_ / BESTAND).is_file() else None


def _in_woorden(bewaking: Bewaking) -> dict[str, Any]:
    voorstel = bewaking.herziening
    return {
        "bewaking": bewaking,
        "inleiding": woorden.inleiding(bewaking),
        "rijen": woorden.rijen(bewaking),
        "zinnen": list(woorden.toelichting(bewaking)),
        "knoppen": [(f"k_{w.pad}", schrijf_getal(w.getal)) for w in voorstel.wijzigingen] if voorstel else [],
    }
