"""Regressie: loglineair voor aantallen (Poisson), lineair voor een reeks weken die op elkaar lijken."""

from dataclasses import dataclass

import numpy as np

from zicht.capaciteit.ijken.rekenvormen import Kommagetallen

BRON = (
    "Poissonregressie met herhaald gewogen kleinste kwadraten (McCullagh en Nelder 1989, hoofdstuk 2 en 6); "
    "Newey en West 1987 voor de fout van een reeks die samenhangt."
)


@dataclass(frozen=True)
class Aanpassing:
    """De gewichten van een regressie, hun samenhang, en wat zij per waarneming verwacht."""

    gewichten: Kommagetallen
    samenhang: Kommagetallen  # covariantie van de gewichten
    verwacht: Kommagetallen


def poisson(x: Kommagetallen, y: Kommagetallen, rondes: int = 50) -> Aanpassing:
    """De Poissonregressie van aantallen op kenmerken; een klein gewicht op nul houdt haar op als iets nooit voorkomt."""
    demping = 1e-6 * len(y) * np.eye(x.shape[1])
    demping[0, 0] = 0.0
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(max(float(y.mean()), 1e-9))
    for _ in range(rondes):
        mu = np.exp(np.clip(x @ beta, -30, 30))
        helling = x.T @ (y - mu) - demping @ beta
        stap = np.linalg.solve(x.T @ (x * mu[:, None]) + demping, helling)
        stap *= min(1.0, 2.0 / max(float(np.abs(stap).max()), 1e-12))
        beta = beta + stap
        if float(np.abs(stap).max()) < 1e-9:
            break
    mu = np.exp(np.clip(x @ beta, -30, 30))
    return Aanpassing(beta, np.linalg.inv(x.T @ (x * mu[:, None]) + demping).astype(np.float64), mu)


def afwijking(y: Kommagetallen, mu: Kommagetallen) -> float:
    """De deviantie: hoe ver de aantallen van het verwachte liggen."""
    with np.errstate(divide="ignore", invalid="ignore"):
        delen = np.where(y > 0, y * np.log(y / mu), 0.0) - (y - mu)
    return float(2 * delen.sum())


def lineair(x: Kommagetallen, y: Kommagetallen, vertragingen: int = 8) -> Aanpassing:
    """Kleinste kwadraten; de fout rekent mee dat opeenvolgende weken op elkaar lijken (Newey en West)."""
    binnen = np.linalg.inv(x.T @ x)
    beta = binnen @ (x.T @ y)
    scores = x * (y - x @ beta)[:, None]
    vlees = scores.T @ scores
    for stap in range(1, min(vertragingen, len(y) - 1) + 1):
        kruis = scores[stap:].T @ scores[:-stap]
        vlees = vlees + (1 - stap / (vertragingen + 1)) * (kruis + kruis.T)
    return Aanpassing(beta, binnen @ vlees @ binnen, x @ beta)
