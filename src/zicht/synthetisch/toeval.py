"""Toeval dat per thema los staat: een verandering in het ene thema verschuift het andere niet."""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zicht.synthetisch.kolommen import Getallen, Kommagetallen, Toeval, Waarheden


def stroom(seed: int, regio: str, thema: str) -> Toeval:
    """De toevalsstroom van een thema in een regio; alleen seed, regio en thema bepalen haar."""
    return np.random.default_rng(np.random.SeedSequence([seed, zlib.crc32(f"{regio}/{thema}".encode())]))


def trek(rng: Toeval, kansen: Sequence[float] | Kommagetallen, aantal: int) -> Getallen:
    """`aantal` nummers volgens de kansen."""
    grenzen = np.cumsum(np.asarray(kansen, dtype=np.float64))
    return np.searchsorted(grenzen / grenzen[-1], rng.random(aantal), side="right").astype(np.int32)


def precies(rng: Toeval, aandelen: Sequence[float], aantal: int) -> Getallen:
    """Nummers in willekeurige volgorde, elk zo vaak als zijn aandeel zegt: afgerond, niet geloot."""
    rauw = np.asarray(aandelen, dtype=np.float64) / sum(aandelen) * aantal
    keren = np.floor(rauw).astype(np.int64)
    keren[np.argsort(keren - rauw, kind="stable")[: aantal - int(keren.sum())]] += 1
    return rng.permutation(np.repeat(np.arange(len(aandelen), dtype=np.int32), keren))


def kies(rng: Toeval, kandidaten: NDArray[Any], aantal: int, gewicht: Kommagetallen | None = None) -> Getallen:
    """Precies `aantal` verschillende kandidaten (of alle), met kans naar gewicht, in oplopende volgorde."""
    sleutel = rng.gumbel(size=len(kandidaten))
    if gewicht is not None:
        sleutel = sleutel + np.log(np.maximum(gewicht, 1e-9))
    volgorde = np.argsort(-sleutel, kind="stable")[: max(aantal, 0)]
    return np.sort(kandidaten[volgorde]).astype(np.int32)


def binnen(rng: Toeval, kans: float | Kommagetallen, aantal: int) -> Waarheden:
    """Per rij waar met deze kans."""
    return np.asarray(rng.random(aantal) < kans)
