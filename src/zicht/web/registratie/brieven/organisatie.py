"""De afzender van elke brief: organisatie.toml in de datamap, een keer ingevuld bij het inrichten."""

import tomllib
from dataclasses import MISSING, fields
from typing import Any

from django.conf import settings

from zicht.core.fouten import ZichtFout
from zicht.rapportage.brieven import Organisatiegegevens, Vertrouwenspersoon

BESTAND = "organisatie.toml"
_DEMO = {
    "postadres": "Postbus 100",
    "postcode_plaats": "9990 AA Voorbeeldstad",
    "telefoon": "0800-2000",
    "bereikbaar": "dag en nacht, en is gratis",
    "website": "www.veiligthuis.example",
    "privacy_contact": "privacy@veiligthuis.example",
    "klachten_contact": "klachten@veiligthuis.example",
    "vertrouwenspersoon": {
        "organisatie": "het AKJ",
        "telefoon": "000 - 555 10 00",
        "website": "www.akj.example",
        "bereikbaar": "op werkdagen",
    },
}


def afzender() -> Organisatiegegevens:
    """De gegevens van de organisatie; wat ontbreekt wordt in een keer genoemd."""
    waarden: dict[str, Any] = {"naam": settings.INSTELLINGEN.organisatie, **_gelezen()}
    wie = waarden.get("vertrouwenspersoon")
    wie = wie if isinstance(wie, dict) else {}
    mist = [*_mist(Organisatiegegevens, waarden), *(f"vertrouwenspersoon.{v}" for v in _mist(Vertrouwenspersoon, wie))]
    if mist:
        raise ZichtFout(
            "Brieven kunnen nog niet worden gemaakt: de gegevens van uw organisatie ontbreken.",
            f"Nog invullen in {BESTAND} in de datamap: {', '.join(mist)}.",
            "Vraag uw beheerder om dit bestand aan te vullen. Daarna kunt u meteen verder.",
        )
    eigen: dict[str, Any] = {v.name: waarden[v.name] for v in fields(Organisatiegegevens) if v.name in waarden}
    eigen["vertrouwenspersoon"] = Vertrouwenspersoon(**{v.name: wie[v.name] for v in fields(Vertrouwenspersoon)})
    return Organisatiegegevens(**eigen)


def _gelezen() -> dict[str, Any]:
    pad = settings.INSTELLINGEN.datamap / BESTAND
    if not pad.exists():
        return dict(_DEMO) if settings.INSTELLINGEN.demo else {}
    try:
        return tomllib.loads(pad.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise ZichtFout(f"{BESTAND} in de datamap is niet te lezen. Vraag uw beheerder om het na te kijken.") from fout


def _mist(soort: type[Any], waarden: dict[str, Any]) -> list[str]:
    verplicht = (veld.name for veld in fields(soort) if veld.default is MISSING)
    return [naam for naam in verplicht if not waarden.get(naam)]
