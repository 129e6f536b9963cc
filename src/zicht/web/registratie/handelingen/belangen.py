"""Vastleggen dat een collega een dossier niet kan doen, en dat het belang er niet meer is."""

from datetime import datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import NietToegestaan, eis, handeling
from zicht.web.registratie.opslag import slot

RECHT = "belang.vastleggen"


def belang_vastleggen(
    dossier: m.Dossier, *, gebruiker: Gebruiker, reden: str, door: Gebruiker, om: datetime
) -> m.Belang:
    """Deze collega krijgt zaken van dit dossier niet meer toegewezen; de reden leest alleen een teamleider."""
    with handeling("belang_vastleggen", RECHT, door=door, om=om, dossier=dossier) as h:
        slot(dossier)
        eis(reden.strip(), "Schrijf op waarom deze collega dit dossier niet kan doen.")
        bestaat = m.Belang.objects.filter(dossier=dossier, gebruiker=gebruiker, beeindigd_om=None).exists()
        eis(not bestaat, f"Van {gebruiker} is dit al vastgelegd.")
        belang = m.Belang(dossier=dossier, gebruiker=gebruiker, reden=reden.strip(), door=door, om=om)
        h.opslag.voeg_toe(belang)
    return belang


def belang_beeindigen(belang: m.Belang, *, door: Gebruiker, om: datetime) -> None:
    """Het belang is er niet meer; dat het er was blijft staan."""
    with handeling("belang_beeindigen", RECHT, door=door, om=om, dossier=belang.dossier):
        if not m.Belang.objects.filter(pk=belang.pk, beeindigd_om=None).update(beeindigd_om=om):
            raise NietToegestaan("Dit belang is al beëindigd.")
