"""Wat er van een stand overblijft om een rapport op te maken: cijfers, namen en romp, ingepakt in een veld."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from zicht.core.publicatie.cellen import Publicatie
from zicht.core.publicatie.register import lees, schrijf
from zicht.rapportage.bewaren import als_json, lijst_als_json, lijst_uit_json, uit_json
from zicht.rapportage.blokken import Rapport as Papier
from zicht.rapportage.burap import maak
from zicht.rapportage.burap.uitgave import Inhoud, bevries
from zicht.rapportage.burap.verbeterplan import Aanwijzing, Plan
from zicht.rapportage.cijferkeuze import Naam, namen
from zicht.rapportage.cijferlijst import Cijferlijst
from zicht.rapportage.jaarbeeld.blad import Blad
from zicht.rapportage.jaarbeeld.vakken import blad
from zicht.rapportage.stand import Stand
from zicht.web.rapporten.models import Cijferstand
from zicht.web.rapporten.soorten import BURAP

IN_ZICHT = Aanwijzing(
    "Leg het vast onder Verbeterplannen en haal daarna de cijfers opnieuw op.",
    "Stel de begroting vast onder Begrotingen en haal daarna de cijfers opnieuw op.",
)
# Wat van dag tot dag verandert zonder dat er een cijfer anders wordt.
_LOOPT_MEE = frozenset({"feiten_tot", "vingerafdruk"})


@dataclass(frozen=True)
class Gemaakt:
    """De cijfers van een rapport, en alles wat eruit volgt."""

    bevroren: Inhoud
    lijst: Cijferlijst
    namen: tuple[Naam, ...]
    romp: Papier | Blad
    gemeenten: tuple[tuple[str, str], ...]
    plannen: str = ""

    @property
    def afdruk(self) -> str:
        """Een afdruk van wat getekend wordt: elk cijfer, elke definitie en elk plan."""
        vast = {naam: waarde for naam, waarde in self.bevroren.items() if naam not in _LOOPT_MEE}
        return hashlib.sha256(json.dumps([vast, self.plannen], sort_keys=True).encode()).hexdigest()


def maak_op(soort: str, uitgave: int, stand: Stand, plannen: Mapping[str, Plan]) -> Gemaakt:
    """Alles wat uit de stand volgt; daarna is de stand zelf niet meer nodig."""
    romp = maak.romp(stand, uitgave, plannen, IN_ZICHT) if soort == BURAP else blad(stand)
    gemeenten = tuple((gemeente.code, gemeente.naam) for gemeente in sorted(stand.gemeenten, key=lambda g: g.naam))
    plantekst = json.dumps(
        [[code, plan.maatregelen, plan.bestuurlijke_keuze] for code, plan in sorted(plannen.items())]
    )
    return Gemaakt(bevries(stand, soort), stand.lijst, namen(stand), romp, gemeenten, plantekst)


def pak_in(gemaakt: Gemaakt) -> bytes:
    """Als bytes voor in de databank."""
    inhoud: dict[str, Any] = {
        "bevroren": gemaakt.bevroren,
        "lijst": lijst_als_json(gemaakt.lijst),
        "namen": [[naam.blok, naam.groep, naam.titel, naam.sleutel] for naam in gemaakt.namen],
        "romp": als_json(gemaakt.romp),
        "gemeenten": gemaakt.gemeenten,
        "plannen": gemaakt.plannen,
    }
    return zlib.compress(json.dumps(inhoud, ensure_ascii=False).encode(), 6)


def pak_uit(ingepakt: bytes) -> Gemaakt:
    """Wat `pak_in` kreeg."""
    inhoud = json.loads(zlib.decompress(ingepakt))
    return Gemaakt(
        inhoud["bevroren"],
        lijst_uit_json(inhoud["lijst"]),
        tuple(Naam(*naam) for naam in inhoud["namen"]),
        uit_json(inhoud["romp"]),
        tuple((code, naam) for code, naam in inhoud["gemeenten"]),
        inhoud["plannen"],
    )


@dataclass(frozen=True)
class Vrijgegeven:
    """Wat er van een rapport in het publicatieregister komt, en naast welk deel daarvan het veilig is."""

    publicatie: Publicatie
    register_tot: int
    niet_bewezen: int = 0

    def velden(self) -> dict[str, Any]:
        """Als velden van een cijferstand."""
        tekst = zlib.compress(schrijf(self.publicatie).encode(), 6)
        return {"vrijgave": tekst, "register_tot": self.register_tot, "niet_bewezen": self.niet_bewezen}

    @classmethod
    def van(cls, stand: Cijferstand) -> "Vrijgegeven":
        """Wat er bij een cijferstand staat."""
        return cls(lees(zlib.decompress(bytes(stand.vrijgave)).decode()), stand.register_tot, stand.niet_bewezen)


def van(stand: Cijferstand) -> Gemaakt:
    """De cijfers van een cijferstand; dezelfde wordt maar een keer uitgepakt."""
    return _bewaard(stand.rapport_id, stand.afdruk, stand.stand_op)


@lru_cache(maxsize=8)
def _bewaard(rapport: UUID, afdruk: str, stand_op: datetime) -> Gemaakt:
    rij = Cijferstand.objects.filter(rapport=rapport, afdruk=afdruk, stand_op=stand_op)
    return pak_uit(bytes(rij.values_list("inhoud", flat=True).get()))
