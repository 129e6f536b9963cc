"""De mensen: gezinnen die blijven bestaan, kinderen die opgroeien, ex-partners die een nieuw huishouden beginnen.

Elk gezin heeft een vast rijtje plaatsen; een persoon is gezin x plaats. Een nieuw gezin kan een ouder en een kind
overnemen van een eerder gezin: het kind staat dan in de dossiers van beide huishoudens.
"""

from dataclasses import dataclass

import numpy as np

from zicht.synthetisch.dossiers import Dossiers
from zicht.synthetisch.kolommen import Getallen, Toeval, Waarheden
from zicht.synthetisch.toeval import binnen, trek
from zicht.synthetisch.wereld import Wereld

PLAATSEN = 9
_OUDER, _PARTNER, _KINDEREN, _ANDER, _NIEUWE_PARTNER = 0, 1, range(2, 6), 6, range(7, 9)
_KANS_EX_HUISHOUDEN, _KANS_NIEUWE_PARTNER, _KANS_AANWEZIG = 0.035, 0.35, 0.95
_AANTAL_KINDEREN = [0.17, 0.30, 0.33, 0.14, 0.06]
ROLLEN = ("slachtoffer", "pleger", "getuige", "kind", "overig")
_SLACHTOFFER, _PLEGER, _GETUIGE, _KIND, _OVERIG = range(5)
ONGEBOREN = 9999


@dataclass
class Betrokkenen:
    """Een rij per persoon per dossier."""

    dossier: Getallen
    persoon: Getallen
    rol: Getallen
    geboortejaar: Getallen
    vrouw: Waarheden


def maak_betrokkenen(wereld: Wereld, dossiers: Dossiers, kind_is_slachtoffer: Waarheden) -> Betrokkenen:
    """De mensen in elk dossier, met hun rol en leeftijd."""
    rng = wereld.toeval("gezinnen")
    jaar = wereld.raster.jaar_van(dossiers.geopend)
    aantal = int(dossiers.gezin.max()) + 1 if len(dossiers) else 0
    eerste = np.full(aantal, 9999, np.int32)
    np.minimum.at(eerste, dossiers.gezin, jaar)
    geboren, vrouw = _personen(rng, eerste)
    aanwezig = _aanwezig(rng, dossiers, aantal, kind_is_slachtoffer)
    persoon = dossiers.gezin[:, None] * PLAATSEN + np.arange(PLAATSEN, dtype=np.int32)[None, :]
    _ex_huishoudens(rng, dossiers, aanwezig, persoon)
    jaar_per_plaats = np.broadcast_to(jaar[:, None], persoon.shape)
    aanwezig &= geboren[persoon] <= jaar_per_plaats + 1
    rol = _rollen(rng, persoon % PLAATSEN, jaar_per_plaats - geboren[persoon], kind_is_slachtoffer)
    dossier, plaats = np.nonzero(aanwezig)
    wie = persoon[dossier, plaats]
    geboortejaar = np.where(geboren[wie] > jaar[dossier], ONGEBOREN, geboren[wie])
    return Betrokkenen(dossier.astype(np.int32), wie, rol[dossier, plaats], geboortejaar.astype(np.int32), vrouw[wie])


def _personen(rng: Toeval, eerste: Getallen) -> tuple[Getallen, Waarheden]:
    aantal = len(eerste)
    leeftijd = np.zeros((aantal, PLAATSEN), np.int32)
    leeftijd[:, _OUDER] = np.clip(rng.normal(37, 9, aantal), 18, 88)
    for plaats in (_PARTNER, *_NIEUWE_PARTNER):
        leeftijd[:, plaats] = np.clip(leeftijd[:, _OUDER] + rng.normal(2, 5, aantal), 18, 90)
    leeftijd[:, _ANDER] = np.clip(leeftijd[:, _OUDER] + rng.normal(28, 5, aantal), 45, 97)
    for plaats in _KINDEREN:
        oudste = np.minimum(leeftijd[:, _OUDER] - 17, 18)
        jongste = 0 if plaats == _KINDEREN[0] else -3  # het eerste kind is er al
        leeftijd[:, plaats] = rng.integers(jongste, np.maximum(oudste, 1), aantal)
    vrouw = rng.random((aantal, PLAATSEN)) < 0.49
    vrouw[:, _OUDER] = rng.random(aantal) < 0.86
    for plaats in (_PARTNER, *_NIEUWE_PARTNER):
        vrouw[:, plaats] = ~vrouw[:, _OUDER] ^ (rng.random(aantal) < 0.03)
    return (eerste[:, None] - leeftijd).ravel().astype(np.int32), vrouw.ravel()


def _aanwezig(rng: Toeval, dossiers: Dossiers, gezinnen: int, kind_is_slachtoffer: Waarheden) -> Waarheden:
    aantal = len(dossiers)
    kinderen = trek(rng, _AANTAL_KINDEREN, gezinnen)
    met_kind = np.zeros(gezinnen, np.bool_)
    np.logical_or.at(met_kind, dossiers.gezin, kind_is_slachtoffer)
    kinderen = np.where(met_kind, np.maximum(kinderen, 1), kinderen)
    wissel = binnen(rng, _KANS_NIEUWE_PARTNER, gezinnen)
    partner = np.where(wissel[dossiers.gezin], np.minimum(dossiers.volgnummer, 2), 0)
    mee = rng.random((aantal, PLAATSEN)) < _KANS_AANWEZIG
    mee[:, _OUDER] = True
    mee[:, _PARTNER] &= partner == 0
    for nummer, plaats in enumerate(_NIEUWE_PARTNER, start=1):
        mee[:, plaats] &= partner == nummer
    for nummer, plaats in enumerate(_KINDEREN, start=1):
        mee[:, plaats] &= kinderen[dossiers.gezin] >= nummer
    mee[:, _KINDEREN[0]] |= kind_is_slachtoffer
    mee[:, _ANDER] = binnen(rng, 0.07, aantal)
    return mee


def _ex_huishoudens(rng: Toeval, dossiers: Dossiers, aanwezig: Waarheden, persoon: Getallen) -> None:
    """Laat een deel van de nieuwe gezinnen de partner en een kind van een eerder gezin overnemen."""
    nieuw = np.flatnonzero((dossiers.volgnummer == 0) & binnen(rng, _KANS_EX_HUISHOUDEN, len(dossiers)))
    eerder = (nieuw * rng.random(len(nieuw))).astype(np.int32)
    goed = (dossiers.gezin[eerder] != dossiers.gezin[nieuw]) & aanwezig[eerder, _PARTNER]
    nieuw, eerder = nieuw[goed], eerder[goed]
    persoon[nieuw, _PARTNER] = persoon[eerder, _PARTNER]
    aanwezig[nieuw, _PARTNER] = True
    kind = aanwezig[eerder, _KINDEREN[0]]
    persoon[nieuw[kind], _KINDEREN[0]] = persoon[eerder[kind], _KINDEREN[0]]
    aanwezig[nieuw[kind], _KINDEREN[0]] = True


def _rollen(rng: Toeval, plaats: Getallen, leeftijd: Getallen, kind_is_slachtoffer: Waarheden) -> Getallen:
    rol = np.full(plaats.shape, _OVERIG, np.int32)
    kind = (plaats >= _KINDEREN[0]) & (plaats <= _KINDEREN[-1])
    minderjarig = leeftijd < 18
    getuige = rng.random(plaats.shape) < 0.35
    over_kind = np.broadcast_to(kind_is_slachtoffer[:, None], plaats.shape)
    rol[kind] = np.where(minderjarig, _KIND, _GETUIGE)[kind]
    rol[kind & minderjarig & getuige & ~over_kind] = _GETUIGE
    rol[kind & over_kind & minderjarig] = _SLACHTOFFER
    partner = (plaats == _PARTNER) | (plaats >= _NIEUWE_PARTNER[0])
    rol[partner] = _PLEGER
    ouder = plaats == _OUDER
    beide = rng.random((len(plaats), 1)) < 0.55
    rol[ouder] = np.where(over_kind & beide, _PLEGER, np.where(over_kind, _OVERIG, _SLACHTOFFER))[ouder]
    return rol
