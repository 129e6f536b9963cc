"""Een nieuwe stand van de cijfers maken: de registratie als feiten, gelezen, gecontroleerd en geteld."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from zicht.cijfers.recidive import terugkeer
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Telling
from zicht.web.cijferbron import plaats
from zicht.web.cijferbron.stand import Stand, open_stand
from zicht.web.registratie.feiten import exporteer


def bijwerken(nu: datetime) -> Stand:
    """Maak de stand van nu. Zij komt in een keer op haar plaats; gaat er iets mis, dan blijft de vorige."""
    if settings.INSTELLINGEN.feiten:
        raise AanroepFout(
            f"De cijfers komen uit de map {settings.INSTELLINGEN.feiten} (ZICHT_FEITEN). Zet daar nieuwe feiten neer."
        )
    plaats.wortel().mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=plaats.HALF, dir=plaats.wortel()) as tijdelijk:
        feiten = Path(tijdelijk) / "feiten"
        exporteer(feiten, peildatum=timezone.localdate(nu))
        feiten = feiten.rename(plaats.nieuwe_map(nu))
    stand = open_stand(feiten)
    _tel_vast(stand)
    _ruim_op()
    return stand


def _tel_vast(stand: Stand) -> None:
    """Lees, controleer en tel nu, zodat wie straks kijkt niet wacht."""
    with stand.rekenen() as cijfers:
        for telling in Telling:
            cijfers.rekenaar.kubus(telling)
        terugkeer(cijfers)  # zoekt naar personen: bewaard bij de feiten, ook voor andere processen


def _ruim_op() -> None:
    for map_ in plaats.standen()[plaats.BEWAARD :]:
        shutil.rmtree(map_, ignore_errors=True)
