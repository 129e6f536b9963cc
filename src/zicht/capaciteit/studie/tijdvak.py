"""Kleine hulpen die elk deel van een studie over een model nodig heeft."""

from collections.abc import Iterable
from datetime import date, timedelta

from zicht.capaciteit.model import Model

WERKUREN_PER_DAG = 5.0  # alleen voor een team zonder mensen: productieve uren per fte per werkdag


def tijdvak(model: Model) -> tuple[date, date]:
    """De eerste en de laatste dag."""
    return model.begin, model.begin + timedelta(days=model.dagen - 1)


def uren_per_fte(model: Model, team: int) -> float:
    """Hoeveel uren een fte van dit team op een gewone werkdag levert."""
    gekozen = model.teams[team]
    if gekozen.fte <= 0 or not gekozen.uren:
        return WERKUREN_PER_DAG
    return sum(gekozen.uren) / len(gekozen.uren) / gekozen.fte


def maal(reeks: Iterable[float], factor: float) -> tuple[float, ...]:
    """Elk getal maal een factor."""
    return tuple(getal * factor for getal in reeks)
