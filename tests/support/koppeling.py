"""Een verzonnen aanleveraar met een sleutel, en een melding zoals die hem stuurt."""

import json
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from support.web import maak_gebruiker, maak_team
from zicht.web.beheer.rechten import Rol
from zicht.web.koppeling.sleutels import sleutel_maken

MELDINGEN, BULK = "/api/v1/meldingen", "/api/v1/politiemeldingen"
MELDING: dict[str, Any] = {
    "uwKenmerk": "PL-2026-1",
    "soort": "VT",
    "incident": {
        "datum": "2026-03-02",
        "tijd": "23:10",
        "plaats": "Verzinhoven",
        "gemeente": "GM0361",
        "omschrijving": "Ruzie waarbij de buren belden.",
    },
    "natuurlijkePersonen": [
        {
            "bsn": "111222333",
            "naam": {"voornamen": "Anna", "voorvoegsel": "de", "geslachtsnaam": "Verzonnen"},
            "adres": {"straat": "Dorpsstraat", "huisnummer": "1", "postcode": "1234AB", "woonplaats": "Verzinhoven"},
            "geboortedatum": "1990-04-12",
            "geslacht": "vrouw",
            "rol": "slachtoffer",
        },
        {
            "naam": {"voornamen": "Bert", "geslachtsnaam": "Bedacht"},
            "adres": {"straat": "Laan", "huisnummer": "2", "postcode": "4321BA", "woonplaats": "Verzinhoven"},
            "geboortedatum": "1988",
            "geslacht": "man",
            "rol": "pleger",
            "contact": {"telefoon": "0612345678"},
        },
        {"ongeboren": True, "rol": "kind"},
    ],
    "zorgelijkeSituatie": {
        "situatieSchets": "Er wonen kinderen.",
        "vraagAntwoord": [{"vraag": "VT-001", "antwoord": "nee"}, {"vraag": "VT-002", "antwoord": "onbekend"}],
    },
    "verzoek": "Neem contact op met moeder.",
    "melder": {"hoedanigheid": "politie", "naam": "Agent Geheimenaam", "organisatie": "politie"},
}
RIJ: dict[str, Any] = {
    "extern_kenmerk": "PV-1",
    "ontvangen_op": "2026-03-02",
    "gemeente": "GM0361",
    "situatie": "Ruzie op straat.",
    "straat": "Dorpsstraat",
    "huisnummer": "1",
    "postcode": "1234AB",
    "plaats": "Verzinhoven",
    "betrokkenen": [{"rol": "slachtoffer", "voornamen": "Anna", "achternaam": "Verzonnen", "bsn": "111222333"}],
}


def maak_sleutel(naam: str = "politie-noord", *, om: datetime | None = None, verloopt_op: date | None = None) -> str:
    """Een sleutel voor een aanleveraar, met alles wat daarvoor nodig is."""
    team = maak_team()
    if team.verantwoordelijke is None:
        team.verantwoordelijke = maak_gebruiker("teamleider", Rol.TEAMLEIDER)
        team.save()
    from zicht.web.beheer.models import Gebruiker

    beheerder = Gebruiker.objects.filter(username="beheerder").first() or maak_gebruiker("beheerder", Rol.BEHEERDER)
    nu = om or timezone.localtime()
    _, geheim = sleutel_maken(
        aanleveraar=naam, titel=naam.capitalize(), verloopt_op=verloopt_op or nu.date(), door=beheerder, om=nu
    )
    return geheim


class Systeem:
    """Een gekoppeld systeem dat belt."""

    def __init__(self, sleutel: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {sleutel}"})

    def stuur(self, inhoud: Any, adres: str = MELDINGEN, soort: str = "application/json") -> Any:
        """Een POST met JSON, of met tekst zoals zij is."""
        ruw = inhoud if isinstance(inhoud, str | bytes) else json.dumps(inhoud)
        return self.client.post(adres, ruw, content_type=soort)

    def status(self, kenmerk: str) -> Any:
        """De status van een melding."""
        return self.client.get(f"{MELDINGEN}/{kenmerk}/status")


def met(basis: dict[str, Any], **anders: Any) -> dict[str, Any]:
    """Hetzelfde bericht, met iets anders."""
    return deepcopy(basis) | anders
