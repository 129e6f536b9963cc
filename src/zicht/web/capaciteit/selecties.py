"""Wat de bladzijden van capaciteit uit de databank lezen."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import Http404

from zicht.web.beheer.models import Gebruiker
from zicht.web.capaciteit.models import GESTART, Doorrekening, Stand, Verslag

STIL = timedelta(seconds=30)  # zo lang zonder levensteken, en het rekenen is gestopt
GETOOND = 50


def leeft(rij: Doorrekening, nu: datetime) -> bool:
    """Of er echt aan gerekend wordt."""
    return rij.stand == Stand.BEZIG and rij.levensteken_om is not None and nu - rij.levensteken_om < STIL


def loopt(rij: Doorrekening, nu: datetime) -> bool:
    """Of er nog een antwoord komt zonder dat iemand iets doet."""
    return rij.stand == Stand.WACHT or leeft(rij, nu)


def getoonde_stand(rij: Doorrekening, nu: datetime) -> Stand:
    """De stand zoals zij is: wie zegt bezig te zijn zonder levensteken, is gestopt."""
    return Stand(rij.stand) if rij.stand != Stand.BEZIG or leeft(rij, nu) else Stand.GESTOPT


def leeft_nog(rij: Doorrekening, nu: datetime) -> bool:
    """Geef een levensteken, als deze nog bezig is en niemand vroeg te stoppen."""
    bezig = Doorrekening.objects.filter(pk=rij.pk, stand=Stand.BEZIG, stop_gevraagd_om=None)
    return bool(bezig.update(levensteken_om=nu))


def iets_te_doen(nu: datetime) -> bool:
    """Of er een wacht terwijl er geen rekent."""
    stand = list(Doorrekening.objects.filter(stand__in=GESTART).only("stand", "levensteken_om"))
    return any(rij.stand == Stand.WACHT for rij in stand) and not any(leeft(rij, nu) for rij in stand)


def doorrekening_of_404(kenmerk: str) -> Doorrekening:
    """De doorrekening met dit kenmerk."""
    rij = Doorrekening.objects.select_related("door").filter(kenmerk=kenmerk).first()
    if rij is None:
        raise Http404("Deze doorrekening bestaat niet.")
    return rij


@dataclass(frozen=True)
class Regel:
    """Een doorrekening in de lijst."""

    rij: Doorrekening
    stand: Stand


def geschiedenis(gebruiker: Gebruiker, nu: datetime) -> list[Regel]:
    """Alles wat gestart is, de nieuwste eerst, en wat deze gebruiker nog niet startte."""
    rijen = Doorrekening.objects.select_related("door", "verslag").defer(
        "verslag__inhoud", "verslag__bijlagen", "opdracht"
    )
    gestart = rijen.exclude(stand=Stand.CONCEPT) | rijen.filter(door=gebruiker)
    gesorteerd = gestart.order_by(F("gevraagd_om").desc(nulls_first=True), "-gemaakt_om")
    return [Regel(rij, getoonde_stand(rij, nu)) for rij in gesorteerd[:GETOOND]]


def voor_haar(rij: Doorrekening) -> int:
    """Hoeveel er nog voor deze zijn."""
    if rij.stand != Stand.WACHT:
        return 0
    eerder = Doorrekening.objects.filter(stand=Stand.WACHT, gevraagd_om__lt=rij.gevraagd_om).count()
    return eerder + Doorrekening.objects.filter(stand=Stand.BEZIG).count()


def laatste_verslag() -> Verslag | None:
    """Het verslag van de laatste doorrekening die klaar is."""
    klaar = Verslag.objects.filter(doorrekening__stand=Stand.KLAAR).select_related("doorrekening__door")
    return klaar.defer("inhoud", "bijlagen").order_by("-doorrekening__klaar_om").first()


def verslag_op(feiten: str) -> Verslag | None:
    """Het verslag van de laatste doorrekening op precies deze feiten."""
    klaar = Verslag.objects.filter(doorrekening__stand=Stand.KLAAR, doorrekening__opdracht__feiten=feiten)
    return klaar.select_related("doorrekening").defer("inhoud", "bijlagen").order_by("-doorrekening__klaar_om").first()


def verslag_van(kenmerk: str) -> Verslag | None:
    """Het verslag van de doorrekening met dit kenmerk."""
    return Verslag.objects.filter(doorrekening__kenmerk=kenmerk).select_related("doorrekening").first()


def vooruitblik(gebruiker: Gebruiker) -> Verslag | None:
    """Het laatste verslag, voor een regel op een andere bladzijde; None voor wie er geen mag zien of als er geen is."""
    return laatste_verslag() if gebruiker.mag("capaciteit.inzien") else None


def verslag_of_404(rij: Doorrekening) -> Verslag:
    """Het verslag van een doorrekening die klaar is."""
    gevonden = Verslag.objects.filter(doorrekening=rij).defer("inhoud", "bijlagen").first()
    if gevonden is None:
        raise Http404("Deze doorrekening heeft nog geen uitkomst.")
    return gevonden


def tekst_van(verslag: Verslag) -> str:
    """Het verslag als tekst, precies zoals het is vastgelegd."""
    return _uitgepakt(verslag.doorrekening_id, verslag.afdruk)


@lru_cache(maxsize=8)
def _uitgepakt(pk: UUID, afdruk: str) -> str:
    rij = Verslag.objects.filter(doorrekening=pk, afdruk=afdruk)
    return zlib.decompress(bytes(rij.values_list("inhoud", flat=True).get())).decode()


def bijlagen(verslag: Verslag) -> Mapping[str, Any]:
    """De ijking en de terugtoets voluit, zoals zij bij het verslag bewaard zijn."""
    ingepakt = bytes(Verslag.objects.filter(pk=verslag.pk).values_list("bijlagen", flat=True).get())
    return json.loads(zlib.decompress(ingepakt)) if ingepakt else {}
