"""De kleinere diensten: huisverbod, jeugdprostitutie, zicht op veiligheid, MDA++ en ondersteuning van professionals."""

from dataclasses import dataclass

import numpy as np

from zicht.synthetisch.diensten import SOORTEN, Blok
from zicht.synthetisch.instroom import HOOG, MAATWERK, NIEUW, OVERDRACHT, Meldingen
from zicht.synthetisch.kolommen import LEEG, Getallen, Toeval, Waarheden
from zicht.synthetisch.toeval import binnen, kies
from zicht.synthetisch.wereld import Wereld

_KANS_VERLENGD, _KANS_INGETROKKEN = 0.35, 0.05


@dataclass
class Huisverboden:
    """Beoordelingen voor een huisverbod en wat volgde."""

    melding: Getallen
    beoordeeld: Getallen
    opgelegd: Getallen
    advies: Getallen
    verlengd: Getallen
    beeindigd: Getallen


def huisverboden(wereld: Wereld, meldingen: Meldingen) -> tuple[Huisverboden, list[Blok]]:
    """Per jaar de geijkte aantallen, op politiemeldingen bij een open dossier; dezelfde dag beoordeeld."""
    rng = wereld.toeval("huisverbod")
    jaar = wereld.raster.jaar_van(meldingen.ontvangen)
    kan = meldingen.politie & (meldingen.fase != NIEUW) & (meldingen.ontvangen <= wereld.peildatum)
    gekozen: list[Getallen] = []
    opgelegd: list[Waarheden] = []
    for j in wereld.jaren:
        gekozen.append(kies(rng, np.flatnonzero(kan & (jaar == j)), wereld.ijking.aantal("huisverbod_beoordeeld", j)))
        ja = kies(rng, np.arange(len(gekozen[-1])), wereld.ijking.aantal("huisverbod_opgelegd", j))
        opgelegd.append(np.isin(np.arange(len(gekozen[-1])), ja))
    melding, is_opgelegd = np.concatenate(gekozen), np.concatenate(opgelegd)
    dag = meldingen.ontvangen[melding]
    meldingen.urgentie[melding], meldingen.vervolg[melding] = HOOG, MAATWERK
    meldingen.opgepakt[melding] = meldingen.beoordeeld[melding] = dag
    verlengd = is_opgelegd & binnen(rng, _KANS_VERLENGD, len(dag))
    ingetrokken = is_opgelegd & ~verlengd & binnen(rng, _KANS_INGETROKKEN, len(dag))
    duur = np.where(verlengd, rng.integers(20, 29, len(dag)), np.where(ingetrokken, rng.integers(4, 10, len(dag)), 10))
    advies = np.where(ingetrokken, LEEG, dag + rng.integers(7, 9, len(dag)) - 1)
    rij = Huisverboden(
        melding,
        dag,
        np.where(is_opgelegd, dag, LEEG).astype(np.int32),
        np.where(is_opgelegd, advies, LEEG).astype(np.int32),
        np.where(verlengd, dag + 9, LEEG).astype(np.int32),
        np.where(is_opgelegd, dag + duur, LEEG).astype(np.int32),
    )
    uit = np.flatnonzero(is_opgelegd)
    return rij, [
        Blok(SOORTEN.index("huisverbod_beoordeling"), melding, dag, dag, dag),
        Blok(SOORTEN.index("huisverbod_uitvoering"), melding[uit], dag[uit], dag[uit], rij.beeindigd[uit]),
    ]


def jeugdprostitutie(wereld: Wereld, meldingen: Meldingen) -> Blok:
    """Het meldpunt jeugdprostitutie: meldingen met regionaal maatwerk bij een open dossier."""
    rng = wereld.toeval("jeugdprostitutie")
    kan = (meldingen.fase != NIEUW) & (meldingen.vervolg != MAATWERK)
    melding = _per_jaar(wereld, rng, "jeugdprostitutie", np.flatnonzero(kan), meldingen.beoordeeld)
    meldingen.vervolg[melding] = MAATWERK
    begin = meldingen.beoordeeld[melding]
    duur = rng.integers(3, 45, len(melding), dtype=np.int32)
    return Blok(SOORTEN.index("meldpunt_jeugdprostitutie"), melding, begin, begin, begin + duur)


def naast_de_dienst(wereld: Wereld, diensten: list[Blok]) -> list[Blok]:
    """Zicht op veiligheid na een dienst, en MDA++ tijdens een dienst."""
    melding = np.concatenate([blok.melding for blok in diensten])
    afgerond = np.concatenate([blok.afgerond for blok in diensten])
    gestart = np.concatenate([blok.gestart for blok in diensten])
    delen = [("zicht_op_veiligheid", afgerond, (30, 130)), ("mda", gestart, (60, 240))]
    blokken: list[Blok] = []
    for naam, wanneer, (kort, lang) in delen:
        rng = wereld.toeval(naam)
        rij = _per_jaar(wereld, rng, naam, np.arange(len(melding), dtype=np.int32), wanneer)
        begin = wanneer[rij]
        eind = begin + rng.integers(kort, lang, len(rij), dtype=np.int32)
        blokken.append(Blok(SOORTEN.index(naam), melding[rij], begin, begin, eind))
    return blokken


def ondersteuning(wereld: Wereld, meldingen: Meldingen, direct: Getallen) -> Blok:
    """Ondersteuning van een professional na een directe overdracht."""
    rng = wereld.toeval("ondersteuning")
    kan = np.flatnonzero(meldingen.vervolg == OVERDRACHT)
    melding = _per_jaar(wereld, rng, "ondersteuning_professional", kan, direct)
    begin = direct[melding]
    duur = rng.integers(5, 60, len(melding), dtype=np.int32)
    return Blok(SOORTEN.index("ondersteuning_professional"), melding, begin, begin + duur // 4, begin + duur)


def _per_jaar(wereld: Wereld, rng: Toeval, naam: str, kandidaten: Getallen, wanneer: Getallen) -> Getallen:
    jaar = wereld.raster.jaar_van(wanneer[kandidaten])
    jaren = np.unique(jaar).tolist()
    return np.concatenate(
        [kies(rng, kandidaten[jaar == j], wereld.ijking.aantal(naam, j)) for j in jaren] or [np.zeros(0, np.int32)]
    )
