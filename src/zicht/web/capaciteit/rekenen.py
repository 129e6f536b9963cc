"""De enige naad naar de simulatie: een vraag voluit opschrijven, en haar laten doorrekenen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from zicht.capaciteit.bewaren import plat
from zicht.capaciteit.studie import Studieverslag, als_json
from zicht.rapportage import getallen
from zicht.web import cijferbron
from zicht.web.capaciteit import aanbod, antwoord
from zicht.web.capaciteit.invoer import Invoer
from zicht.web.capaciteit.studies import studie
from zicht.web.vormgeving.tekst import lang

Meld = Callable[[str, float], None]
Stop = Callable[[], bool]


class Gestopt(Exception):
    """Het rekenen hield op omdat iemand daarom vroeg."""


@dataclass(frozen=True)
class Uitslag:
    """Een verslag als tekst, met de hoofdzaken voor de lijst en de beginpagina."""

    tekst: str
    hoofdzaken: Mapping[str, Any]

    @classmethod
    def van(cls, verslag: Studieverslag) -> "Uitslag":
        """Zoals het wordt vastgelegd."""
        return cls(als_json(verslag).decode(), hoofdzaken(verslag))


Reken = Callable[[Mapping[str, Any], Meld, Stop], Uitslag]


def hoofdzaken(verslag: Studieverslag) -> dict[str, Any]:
    """Wat de lijst, de beginpagina en de marge van een verslag tonen."""
    return {
        "zin": antwoord.als_niets_verandert(verslag),
        "normen": antwoord.normregels(verslag),
        "kort": antwoord.kortzin(verslag),
        "marge": margezin(verslag),
        "peildatum": verslag.herkomst.peildatum.isoformat(),
        "terugtoets": verslag.terugblik.zin if verslag.terugblik else "",
    }


def margezin(verslag: Studieverslag) -> str:
    """In een regel wat er met de mensen van nu op tijd komt, en hoe lang de wachtlijst dan is."""
    tijdig = antwoord.tijdig(verslag.niets_doen, antwoord.BEOORDELING)
    wacht = getallen.getal(verslag.niets_doen.over(antwoord.WACHT_EIND).midden)
    eind = lang(verslag.studie.tot_en_met)
    if tijdig is None:
        return f"Met de mensen van nu wachten er op {eind} naar verwachting {wacht} gezinnen."
    return (
        f"Met de mensen van nu is tot en met {eind} naar verwachting {getallen.procent(tijdig.midden)} van de beoordelingen op tijd, en "
        f"wachten er dan {wacht} gezinnen."
    )


def maak_opdracht(invoer: Invoer) -> dict[str, Any]:
    """Alles wat het antwoord bepaalt: de studie voluit, en waaraan de feiten en de begroting te herkennen zijn.

    `waar` zegt alleen waar zij liggen, en hoort niet bij de afdruk.
    """
    stand, stuk = cijferbron.stand(), aanbod.stuk()
    begroting = stuk.begroting if stuk else None
    return {
        "studie": plat(studie(invoer, begroting, stand.peildatum + timedelta(days=1))),
        "feiten": stand.vingerafdruk,
        "begroting": sha256(stuk.tekst.encode()).hexdigest() if stuk else "",
        "waar": {"feiten": str(stand.map), "begroting": [stuk.kenmerk, stuk.nummer] if stuk else []},
    }


def reken(opdracht: Mapping[str, Any], meld: Meld, stop: Stop) -> Uitslag:
    """Reken door."""
    raise NotImplementedError
