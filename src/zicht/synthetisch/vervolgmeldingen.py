"""Meldingen op een dossier dat al open is: zoek er een dossier bij dat op die dag in die fase zit."""

import numpy as np

from zicht.synthetisch.diensten import Blok
from zicht.synthetisch.instroom import (
    GEEN,
    NIEUW,
    ONDERZOEK,
    TIJDENS_BEOORDELING,
    TIJDENS_MONITOREN,
    TIJDENS_VERVOLG,
    VOORWAARDEN,
    Meldingen,
)
from zicht.synthetisch.kolommen import Getallen, Toeval
from zicht.synthetisch.wereld import Wereld

_RONDES = 40
_KIJKTERUG = {TIJDENS_BEOORDELING: 30, TIJDENS_VERVOLG: 150, TIJDENS_MONITOREN: 400}
_UITWIJK = {
    TIJDENS_BEOORDELING: (TIJDENS_BEOORDELING, TIJDENS_VERVOLG, TIJDENS_MONITOREN),
    TIJDENS_VERVOLG: (TIJDENS_VERVOLG, TIJDENS_BEOORDELING, TIJDENS_MONITOREN),
    TIJDENS_MONITOREN: (TIJDENS_MONITOREN, TIJDENS_VERVOLG, TIJDENS_BEOORDELING),
}
Fasen = dict[int, tuple[Getallen, Getallen, Getallen]]


def koppel(wereld: Wereld, meldingen: Meldingen, diensten: list[Blok], monitoren: Blok) -> None:
    """Hang elke vervolgmelding aan een open dossier; lukt dat niet, dan opent ze er zelf een zonder vervolg."""
    rng = wereld.toeval("vervolgmeldingen")
    fasen = _fasen(meldingen, diensten, monitoren)
    oorspronkelijk = meldingen.fase.copy()
    for fase, volgorde in _UITWIJK.items():
        zoekt = np.flatnonzero(oorspronkelijk == fase)
        for poging in volgorde:
            gevonden = _zoek(rng, meldingen.ontvangen[zoekt], fasen[poging], _KIJKTERUG[poging])
            raak = gevonden >= 0
            meldingen.opener[zoekt[raak]] = gevonden[raak]
            meldingen.fase[zoekt[raak]] = poging
            zoekt = zoekt[~raak]
        meldingen.fase[zoekt] = NIEUW
        meldingen.vervolg[zoekt] = GEEN


def _fasen(meldingen: Meldingen, diensten: list[Blok], monitoren: Blok) -> Fasen:
    nieuwe = meldingen.nieuwe()
    vervolg = np.isin(meldingen.vervolg[nieuwe], (VOORWAARDEN, ONDERZOEK))
    tot = np.zeros(len(meldingen), np.int32)
    for blok in diensten:
        tot[blok.melding] = blok.overgedragen
    in_dienst = nieuwe[vervolg]
    return {
        TIJDENS_BEOORDELING: _op_begin(nieuwe, meldingen.ontvangen[nieuwe], meldingen.beoordeeld[nieuwe]),
        TIJDENS_VERVOLG: _op_begin(in_dienst, meldingen.beoordeeld[in_dienst], tot[in_dienst]),
        TIJDENS_MONITOREN: _op_begin(monitoren.melding, monitoren.gestart, monitoren.afgerond),
    }


def _op_begin(wie: Getallen, begin: Getallen, eind: Getallen) -> tuple[Getallen, Getallen, Getallen]:
    volgorde = np.argsort(begin, kind="stable")
    return wie[volgorde], begin[volgorde], eind[volgorde]


def _zoek(rng: Toeval, dag: Getallen, fase: tuple[Getallen, Getallen, Getallen], terug: int) -> Getallen:
    """Per dag een willekeurig dossier dat dan in de fase zit; -1 als er na een aantal rondes geen is gevonden."""
    wie, begin, eind = fase
    gevonden = np.full(len(dag), -1, np.int32)
    laagste = np.searchsorted(begin, dag - terug, side="left")
    hoogste = np.searchsorted(begin, dag, side="left")
    zoekt = np.flatnonzero(hoogste > laagste)
    for _ in range(_RONDES):
        gok = laagste[zoekt] + (rng.random(len(zoekt)) * (hoogste - laagste)[zoekt]).astype(np.int64)
        raak = eind[gok] > dag[zoekt]
        gevonden[zoekt[raak]] = wie[gok[raak]]
        zoekt = zoekt[~raak]
    return gevonden
