"""Wat er na de beoordeling gebeurt, hoe vaak een wachtende zaak opnieuw gemeld wordt, en wie voorgaat."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from zicht.capaciteit.ijken.raster import werkdagnummers
from zicht.capaciteit.ijken.rekenvormen import LEEG, Getallen, Kommagetallen, Waarheden
from zicht.capaciteit.ijken.stand import ONDERZOEK, VV, Stand
from zicht.capaciteit.model import URGENTIES, Vervolg

MINSTENS = 50  # gevallen per urgentie waaronder alle urgenties samen tellen

KEUZES = (
    "Een beoordeling met een V&V of een onderzoek telt als die dienst; anders als overdracht, of anders als geen vervolg of maatwerk.",
    "Een dienst zonder melding hoort bij de laatst beoordeelde melding van haar dossier.",
    "Een melding tijdens een lopende beoordeling telt als hermelding als de eerdere toen nog niet was opgepakt; anders als gewone instroom.",
    "De voorsprong van midden is het verschil in gemiddelde wachttijd met laag, in werkdagen.",
)


def vervolg_van(stand: Stand) -> Getallen:
    """Per melding het vervolg, als plaats in Vervolg; LEEG als zij nog niet beoordeeld is."""
    m, d = stand.meldingen, stand.diensten
    uit = np.where(m.overgedragen, int(Vervolg.OVERDRACHT), int(Vervolg.ANDERS)).astype(np.int64)
    melding = melding_van_dienst(stand)
    for soort, vervolg in ((ONDERZOEK, Vervolg.ONDERZOEK), (VV, Vervolg.VOORWAARDEN_EN_VERVOLG)):
        uit[melding[(d.soort == soort) & (melding > LEEG)]] = int(vervolg)
    uit[m.beoordeeld == LEEG] = LEEG
    return uit


def melding_van_dienst(stand: Stand) -> Getallen:
    """Per dienst haar melding; staat die er niet bij, dan de laatst beoordeelde melding van het dossier."""
    d = stand.diensten
    uit = d.melding.copy()
    zoekt = np.flatnonzero((uit == LEEG) & (d.dossier > LEEG) & ((d.soort == VV) | (d.soort == ONDERZOEK)))
    if len(zoekt):
        per_dossier = _per_dossier(stand)
        for dienst in zoekt.tolist():
            eerder = [nr for nr in per_dossier[int(d.dossier[dienst])] if _beoordeeld_voor(stand, nr, dienst)]
            uit[dienst] = max(eerder, key=lambda nr: int(stand.meldingen.beoordeeld[nr]), default=LEEG)
    return uit


def _beoordeeld_voor(stand: Stand, melding: int, dienst: int) -> bool:
    return LEEG < stand.meldingen.beoordeeld[melding] <= stand.diensten.toegewezen[dienst]


def _per_dossier(stand: Stand) -> dict[int, list[int]]:
    per_dossier: dict[int, list[int]] = defaultdict(list)
    for nummer, dossier in enumerate(stand.meldingen.dossier.tolist()):
        per_dossier[dossier].append(nummer)
    return per_dossier


@dataclass(frozen=True)
class Routes:
    """Per urgentie de kansen op elk vervolg, en hoeveel beslissingen erachter zitten."""

    kansen: tuple[tuple[float, float, float, float], ...]
    aantallen: tuple[tuple[int, int, int, int], ...]
    samengenomen: tuple[int, ...]  # urgenties met te weinig gevallen


def ijk_routes(stand: Stand, vanaf: int, hermelding: Waarheden) -> Routes:
    """De kansen uit de beslissingen vanaf een dag; een hermelding deelt het besluit van de eerdere en telt niet apart."""
    m, vervolg = stand.meldingen, vervolg_van(stand)
    welke = m.telt & ~hermelding & (m.beoordeeld >= vanaf) & (vervolg > LEEG)
    per = np.array([np.bincount(vervolg[welke & (m.urgentie == u)], minlength=4) for u in range(len(URGENTIES))])
    samen = np.bincount(vervolg[welke], minlength=4)
    dun = tuple(u for u in range(len(URGENTIES)) if per[u].sum() < MINSTENS)
    kansen = [samen if u in dun else per[u] for u in range(len(URGENTIES))]
    return Routes(tuple(_delen(rij) for rij in kansen), tuple(tuple(rij.tolist()) for rij in per), dun)  # type: ignore[misc]


def _delen(rij: Getallen) -> tuple[float, float, float, float]:
    if not rij.sum():
        return (0.0, 0.0, 0.0, 1.0)
    a, b, c, d = (rij / rij.sum()).tolist()
    return (a, b, c, d)


@dataclass(frozen=True)
class Hermeldingen:
    """Hoe vaak een wachtende zaak opnieuw gemeld wordt."""

    per_werkdag: tuple[float, float, float]
    wordt_hoog: float | None
    aantal: int
    wachtdagen: float
    is_hermelding: Waarheden  # per melding


def ijk_hermeldingen(stand: Stand, vanaf: int) -> Hermeldingen:
    """De kans per werkdag wachten, per urgentie van de wachtende zaak; te weinig gevallen: een kans voor alle."""
    m = stand.meldingen
    paren = _wachtende_eerdere(stand)
    is_hermelding = np.zeros(len(m.ontvangen), np.bool_)
    is_hermelding[list(paren)] = True
    recent = [(nieuw, oud) for nieuw, oud in paren.items() if m.ontvangen[nieuw] >= vanaf]
    dagen, keren = wachtdagen(stand, vanaf), np.zeros(len(URGENTIES))
    for _, oud in recent:
        keren[max(int(m.urgentie[oud]), 0)] += m.urgentie[oud] > LEEG
    samen = len(recent) / dagen.sum() if dagen.sum() else 0.0
    kansen = [keren[u] / dagen[u] if keren[u] >= MINSTENS / 2 else samen for u in range(len(URGENTIES))]
    niet_hoog = [nieuw for nieuw, oud in recent if m.urgentie[oud] != 0 and m.urgentie[nieuw] > LEEG]
    hoog = sum(int(m.urgentie[nieuw]) == 0 for nieuw in niet_hoog)
    wordt = hoog / len(niet_hoog) if len(niet_hoog) >= MINSTENS / 2 else None
    a, b, c = (min(float(kans), 1.0) for kans in kansen)
    return Hermeldingen((a, b, c), wordt, len(recent), float(dagen.sum()), is_hermelding)


def _wachtende_eerdere(stand: Stand) -> dict[int, int]:
    """Per melding tijdens een beoordeling de eerdere melding van het dossier die toen nog niet was opgepakt."""
    m, per_dossier, uit = stand.meldingen, _per_dossier(stand), dict[int, int]()
    for nieuw in np.flatnonzero(m.tijdens & m.telt & (m.dossier > LEEG)).tolist():
        dag = int(m.ontvangen[nieuw])
        eerder = [
            oud for oud in per_dossier[int(m.dossier[nieuw])] if oud != nieuw and _wachtte(stand, oud, dag, nieuw)
        ]
        if eerder:
            uit[nieuw] = min(eerder, key=lambda oud: (int(m.ontvangen[oud]), oud))
    return uit


def _wachtte(stand: Stand, oud: int, dag: int, nieuw: int) -> bool:
    m = stand.meldingen
    eerst = (int(m.ontvangen[oud]), oud) < (dag, nieuw)
    return eerst and bool(m.telt[oud]) and _later(m.opgepakt[oud], dag) and _later(m.beoordeeld[oud], dag)


def _later(einde: np.int64, dag: int) -> bool:
    return bool(einde == LEEG or einde > dag)


def wachtdagen(stand: Stand, vanaf: int) -> Kommagetallen:
    """Per urgentie de werkdagen die meldingen vanaf een dag op oppakken wachtten."""
    m = stand.meldingen
    eind = np.where(m.opgepakt > LEEG, m.opgepakt, np.where(m.beoordeeld > LEEG, m.beoordeeld, stand.dag))
    begin = np.maximum(m.ontvangen, vanaf)
    dagen = np.maximum(werkdagnummers(eind, stand.kalender) - werkdagnummers(begin, stand.kalender), 0)
    return np.array([float(dagen[m.telt & (m.urgentie == u)].sum()) for u in range(len(URGENTIES))])


def wachtdagen_diensten(stand: Stand, vanaf: int) -> Kommagetallen:
    """Per urgentie de werkdagen die diensten vanaf een dag op hun start wachtten; zonder melding telt een dienst als midden."""
    d, melding = stand.diensten, melding_van_dienst(stand)
    welke = ((d.soort == VV) | (d.soort == ONDERZOEK)) & (d.toegewezen > LEEG)
    urgentie = np.where(melding > LEEG, stand.meldingen.urgentie[np.maximum(melding, 0)], 1)
    eind = np.where(d.gestart > LEEG, d.gestart, np.where(d.afgerond > LEEG, d.afgerond, stand.dag))
    begin = np.maximum(d.toegewezen, vanaf)
    dagen = np.maximum(werkdagnummers(eind, stand.kalender) - werkdagnummers(begin, stand.kalender), 0)
    return np.array([float(dagen[welke & (urgentie == u)].sum()) for u in range(len(URGENTIES))])


@dataclass(frozen=True)
class Voorrang:
    """De voorsprong per urgentie en de gemiddelde wachttijd waar zij uit volgt, in werkdagen."""

    voorsprong: tuple[float, float, float]
    wachttijd: tuple[float | None, float | None, float | None]
    aangenomen: bool


def ijk_voorrang(stand: Stand, vanaf: int, hoog: float, midden: float) -> Voorrang:
    """Wie voorgaat, uit wat er per urgentie gewacht is; te weinig gevallen geeft de gegeven voorsprong."""
    m = stand.meldingen
    welke = m.telt & (m.opgepakt >= vanaf) & (m.opgepakt >= m.ontvangen)
    dagen = werkdagnummers(m.opgepakt, stand.kalender) - werkdagnummers(m.ontvangen, stand.kalender)
    per = [dagen[welke & (m.urgentie == u)] for u in range(len(URGENTIES))]
    a, b, c = (float(deel.mean()) if len(deel) >= MINSTENS else None for deel in per)
    if a is None or b is None or c is None:
        return Voorrang((hoog, midden, 0.0), (a, b, c), aangenomen=True)
    strikt = hoog if a <= b / 2 else max(c - a, 0.0)
    return Voorrang((strikt, max(c - b, 0.0), 0.0), (a, b, c), aangenomen=False)
