"""Wat iemand doet met een bericht van het VT-register."""

from datetime import datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import eis, handeling


def radarmelding_oppakken(melding: m.Radarmelding, *, notitie: str, door: Gebruiker, om: datetime) -> None:
    """Leg vast wat er met het bericht is gedaan, zoals met wie is gebeld."""
    with handeling("radarmelding_oppakken", "zaak.bewerken", door=door, om=om, dossier=melding.dossier) as h:
        eis(
            notitie.strip(),
            "Schrijf op wat u deed, zoals ‘gebeld met Veilig Thuis Noord, zij nemen dinsdag contact op’.",
        )
        gelukt = m.Radarmelding.objects.filter(pk=melding.pk, opgepakt_om=None).update(
            opgepakt_om=om, opgepakt_door=door, notitie=notitie[:200]
        )
        eis(gelukt, "Een collega heeft dit bericht al opgepakt.")
        h.gebeurtenis("bericht van het VT-register opgepakt", om.date(), dossier=melding.dossier)
