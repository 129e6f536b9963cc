"""Het effect van een maatregel op een indicator: de volle maanden ervoor en erna, getoetst op toeval."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from zicht.cijfers.cijfers import Cijfers, Per, zoek_indicator
from zicht.core.effect import Effect, Maand, aandeel, effect
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Aandeel, Gemiddelde, Telling
from zicht.core.parameters import Richting
from zicht.core.periodes import Periode, laatste_dag
from zicht.core.termijnen import plus_maanden
from zicht.core.uitslagen import Tellingen

_TERUG = 25  # maanden voor de maatregel: ruim genoeg voor de twee jaar van de toets


def maandreeks(cijfers: Cijfers, code: str, begin: date, telling: Telling = Telling.AFGEROND) -> tuple[Maand, ...]:
    """De volle maanden rond een maatregel, tot en met de laatste maand die op de peildatum voorbij was."""
    indicator = zoek_indicator(code)
    if not isinstance(indicator, Aandeel | Gemiddelde):
        raise AanroepFout(f"{indicator.titel} is geen aandeel en geen cijfer; daarvan is geen effect te toetsen.")
    tot = _laatste_volle(cijfers.feitenset.peildatum)
    van = plus_maanden(begin.replace(day=1), -_TERUG)
    if van > tot:
        return ()
    alles = cijfers.uitslagen(Periode(van, tot, f"{van}/{tot}"), per=Per.MAAND, telling=telling, codes=[code])
    per_maand: dict[str, Tellingen] = {}
    for u in alles.uitslagen:
        per_maand[u.maand or ""] = per_maand.get(u.maand or "", Tellingen()) + u.tellingen
    maanden = [_maand(date.fromisoformat(f"{code}-01"), t, indicator) for code, t in sorted(per_maand.items())]
    eerste = next((nr for nr, maand in enumerate(maanden) if maand.aantal), len(maanden))
    return tuple(maanden[eerste:])


def _laatste_volle(peildatum: date) -> date:
    """De laatste dag van de laatste maand die op de peildatum voorbij was."""
    eind = laatste_dag(peildatum.year, peildatum.month)
    return eind if peildatum == eind else peildatum.replace(day=1) - timedelta(days=1)


def _maand(maand: date, tellingen: Tellingen, indicator: Aandeel | Gemiddelde) -> Maand:
    if isinstance(indicator, Aandeel):
        return aandeel(maand, tellingen.teller, tellingen.noemer)
    return Maand(maand, tellingen.noemer, *_sommen(tellingen.verdeling))


def _sommen(verdeling: Mapping[Decimal, int]) -> tuple[float, float]:
    som = sum(float(waarde) * aantal for waarde, aantal in verdeling.items())
    return som, sum(float(waarde) ** 2 * aantal for waarde, aantal in verdeling.items())


def effect_van(cijfers: Cijfers, code: str, begin: date, richting: Richting,
               telling: Telling = Telling.AFGEROND) -> Effect:  # fmt: skip
    """De uitspraak over een maatregel die op `begin` inging."""
    return effect(maandreeks(cijfers, code, begin, telling), begin, richting)
