"""Lasten per begrotingspost en inzet per functie, per maand."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from zicht.synthetisch import kolommen as k
from zicht.synthetisch.ijking import Reeks
from zicht.synthetisch.regios import TELJAAR, lees_regios
from zicht.synthetisch.wereld import Wereld

# Keuze: een regio zonder eigen gedrukte begroting volgt NOG, naar inwoners.
_VOORBEELD = "NOG"
# Keuze: vakantiegeld in mei, eindejaarsuitkering in december.
_MAANDGEWICHT = np.array([1, 1, 1, 1, 1.25, 1, 0.98, 0.98, 1, 1, 1, 1.2])
_GROEI_FORMATIE = 0.012
_VERLOOP = np.cos(2 * np.pi * (np.arange(12) - 1) / 12)  # verzuim piekt in februari


@cache
def _lees() -> dict[str, Any]:
    pad = resources.files("zicht.synthetisch") / "bedrijf.toml"
    return tomllib.loads(pad.read_text(encoding="utf-8"))


def gegevens(wereld: Wereld) -> tuple[dict[str, Any], float]:
    """De gegevens waar lasten en inzet uit komen, en welk deel daarvan deze regio is."""
    eigen = _lees().get(wereld.regio.code)
    if eigen:
        return eigen, wereld.ijking.schaal
    inwoners = [sum(r.inwoners(TELJAAR).tolist()) for r in (wereld.regio, lees_regios()[_VOORBEELD])]
    return _lees()[_VOORBEELD], wereld.ijking.schaal * inwoners[0] / inwoners[1]


def reeks(punten: list[list[float]], groei: float = 0.0) -> Reeks:
    """Een reeks door de jaren, uit de ijkpunten van bedrijf.toml."""
    return Reeks(tuple((int(jaar), float(waarde)) for jaar, waarde in punten), groei, None)


def maak_boekingen(wereld: Wereld) -> k.Tabel:
    """De tabel boeking: per maand en post, per jaar precies het geijkte totaal op de ruis van het jaar na."""
    rng = wereld.toeval("boekingen")
    bedrijf, deel = gegevens(wereld)
    lasten, posten = reeks(bedrijf["lasten"], bedrijf["groei"]), bedrijf["posten"]
    gedrukt = {int(jaar) for jaar, _ in bedrijf["lasten"]}
    bedragen: list[np.ndarray] = []
    for jaar in wereld.venster:
        ruis = 1.0 if jaar in gedrukt and jaar < 2024 else 1 + rng.normal(0, 0.006)  # 2024 en 2025: begroot
        gewicht = np.array(list(posten.values())) * np.exp(rng.normal(0, 0.012, len(posten)))
        raster = _MAANDGEWICHT[:, None] * gewicht[None, :] * np.exp(rng.normal(0, 0.015, (12, len(posten))))
        bedragen.append(np.round(raster / raster.sum() * lasten.waarde(jaar) * ruis * deel, 2).ravel())
    nummer = np.tile(np.arange(len(posten)), 12 * len(wereld.venster))
    return {
        "maand": k.maand(np.repeat(_maanden(wereld), len(posten))),
        "post": k.code(nummer, posten),
        "bedrag": k.getal(np.concatenate(bedragen)),
    }


def maak_inzet(wereld: Wereld) -> k.Tabel:
    """De tabel inzet: per maand en functie formatie, bezetting en verzuim."""
    rng = wereld.toeval("inzet")
    bedrijf, deel = gegevens(wereld)
    functies: dict[str, float] = bedrijf["formatie"]
    jaren = _maanden(wereld) // 12
    groei = (1 + _GROEI_FORMATIE) ** (jaren - bedrijf["formatiejaar"])
    formatie = np.round(np.outer(groei, list(functies.values())) * deel, 2)
    vacature = np.clip(0.05 + np.cumsum(rng.normal(0, 0.006, formatie.shape), axis=0), 0.01, 0.12)
    intern = np.round(formatie * (1 - vacature), 2)
    extern = np.round(formatie * np.clip(vacature * 0.8 + rng.normal(0, 0.005, formatie.shape), 0, 0.12), 2)
    verzuim = reeks(bedrijf["verzuim"])
    pct = np.array([verzuim.waarde(int(jaar)) for jaar in jaren]) + np.tile(_VERLOOP, len(wereld.venster)) * 0.7
    return {
        "maand": k.maand(np.repeat(_maanden(wereld), len(functies))),
        "functie": k.code(np.tile(np.arange(len(functies)), len(jaren)), functies),
        "formatie_fte": k.getal(formatie.ravel()),
        "intern_fte": k.getal(intern.ravel()),
        "extern_fte": k.getal(extern.ravel()),
        "verzuim_pct": k.getal(np.round(np.repeat(pct, len(functies)), 1)),
    }


def formatie(wereld: Wereld, jaar: int) -> dict[str, float]:
    """De formatie per functie in een jaar, in fte."""
    bedrijf, deel = gegevens(wereld)
    groei = (1 + _GROEI_FORMATIE) ** (jaar - bedrijf["formatiejaar"])
    return {functie: fte * groei * deel for functie, fte in bedrijf["formatie"].items()}


def _maanden(wereld: Wereld) -> np.ndarray:
    return np.arange(wereld.venster[0] * 12, (wereld.venster[-1] + 1) * 12, dtype=np.int32)
