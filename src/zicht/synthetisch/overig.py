"""Klachten, tevredenheid, activiteiten en de gemeenten."""

import numpy as np

from zicht.core.codelijsten import ACTIVITEIT, DOELGROEP, MOMENT, OORDEEL
from zicht.synthetisch import kolommen as k
from zicht.synthetisch.inhoud import namen
from zicht.synthetisch.kalenderritme import gewichten, verdeel
from zicht.synthetisch.kolommen import Getallen, Toeval
from zicht.synthetisch.toeval import trek
from zicht.synthetisch.wereld import Wereld

_OORDELEN = [0.20, 0.16, 0.40, 0.10, 0.14]  # keuze; de norm van NHN is hoogstens 30 % gegrond
_METEN_VANAF = 2021  # bron: notitie prestatie-indicatoren NHN, bijlage 1
_MOMENTEN = [0.30, 0.25, 0.25, 0.20]


def maak_gemeenten(wereld: Wereld) -> k.Tabel:
    """De tabel gemeente: een rij per gemeente per jaar van het venster."""
    gemeenten, jaren = wereld.regio.gemeenten, list(wereld.venster)
    nummer = np.tile(np.arange(len(gemeenten)), len(jaren))
    return {
        "gemeente": k.code(nummer, (g.code for g in gemeenten)),
        "naam": k.code(nummer, (g.naam for g in gemeenten)),
        "regio": k.constante(wereld.regio.code, len(nummer)),
        "inwoners": k.geheel(np.concatenate([wereld.regio.inwoners(jaar) for jaar in jaren])),
        "jeugdigen": k.geheel(np.concatenate([wereld.regio.jeugdigen(jaar) for jaar in jaren])),
        "jaar": k.geheel(np.repeat(jaren, len(gemeenten))),
    }


def maak_klachten(wereld: Wereld) -> k.Tabel:
    """De tabel klacht."""
    rng = wereld.toeval("klachten")
    dag = _dagen(wereld, rng, "klachten")
    klaar = wereld.raster.op_werkdag(dag + np.clip(rng.gamma(4, 12, len(dag)), 5, 200).astype(np.int32))
    bekend = klaar <= wereld.peildatum
    return {
        "klacht_id": k.kenmerk(np.arange(1, len(dag) + 1), f"{wereld.regio.code}-K"),
        "gemeente": _gemeente(wereld, rng, len(dag)),
        "ingediend_op": k.datum(dag),
        "afgehandeld_op": k.datum(klaar, wereld.peildatum),
        "oordeel": k.code(np.where(bekend, trek(rng, _OORDELEN, len(dag)), -1), namen(OORDEEL)),
    }


def maak_tevredenheid(wereld: Wereld) -> k.Tabel:
    """De tabel tevredenheid; gemeten vanaf 2021."""
    delen = []
    for doelgroep, naam in enumerate(("betrokkene", "ketenpartner")):
        rng = wereld.toeval(f"tevredenheid {naam}")
        dag = _dagen(wereld, rng, f"tevredenheid_{naam}", _METEN_VANAF)
        peil = 7.35 - 0.35 * np.sin(dag / 365 * 1.7) if doelgroep == 0 else 7.05 + 0.25 * np.cos(dag / 365 * 1.3)
        cijfer = np.clip(np.rint(rng.normal(peil, 1.35)), 1, 10)
        moment = trek(rng, _MOMENTEN, len(dag)) if doelgroep == 0 else np.full(len(dag), 4)
        delen.append((dag, np.full(len(dag), doelgroep), moment, cijfer, rng.random(len(dag))))
    dag, groep, moment, cijfer, los = (np.concatenate(deel) for deel in zip(*delen, strict=True))
    volgorde = np.lexsort((los, dag))
    aantal = len(dag)
    return {
        "id": k.kenmerk(np.arange(1, aantal + 1), f"{wereld.regio.code}-T"),
        "gemeente": _gemeente(wereld, wereld.toeval("tevredenheid gemeente"), aantal),
        "datum": k.datum(dag[volgorde]),
        "doelgroep": k.code(groep[volgorde], namen(DOELGROEP)),
        "moment": k.code(moment[volgorde], namen(MOMENT)),
        "cijfer": k.getal(cijfer[volgorde]),
    }


def maak_activiteiten(wereld: Wereld) -> k.Tabel:
    """De tabel activiteit: losse bijeenkomsten, en per maand de dagen bereikbaar buiten kantoortijd."""
    soorten = namen(ACTIVITEIT)
    dagen: list[Getallen] = []
    nummers: list[Getallen] = []
    for soort in ("voorlichting", "casusoverleg", "lokaal_overleg"):
        dag = _dagen(wereld, wereld.toeval(soort), soort)
        dagen.append(wereld.raster.op_werkdag(dag))
        nummers.append(np.full(len(dag), soorten.index(soort), np.int32))
    maandeind = _maandeinden(wereld)
    dag = np.minimum(np.concatenate(dagen), wereld.peildatum)
    soort = np.concatenate(nummers)
    aantal = np.ones(len(dag), np.int32)
    gemeente = wereld.toeval("activiteit gemeente").choice(
        len(wereld.regio.gemeenten), len(dag), p=wereld.regio.gewichten()
    )
    dag = np.concatenate([dag, maandeind])
    soort = np.concatenate([soort, np.full(len(maandeind), soorten.index("bereikbaarheidsdag"))])
    aantal = np.concatenate([aantal, np.diff(np.concatenate([[wereld.begin - 1], maandeind]))])
    gemeente = np.concatenate([gemeente, np.full(len(maandeind), -1)])
    volgorde = np.lexsort((soort, dag))
    return {
        "datum": k.datum(dag[volgorde].astype(np.int32)),
        "soort": k.code(soort[volgorde], soorten),
        "aantal": k.geheel(aantal[volgorde]),
        "gemeente": k.code(gemeente[volgorde], (g.code for g in wereld.regio.gemeenten)),
    }


def _maandeinden(wereld: Wereld) -> Getallen:
    raster = wereld.raster
    laatste = np.flatnonzero(np.diff(raster.maand, append=0) != 0)
    dagen = raster.dagen[laatste]
    return dagen[(dagen >= wereld.begin) & (dagen <= wereld.peildatum)]


def _dagen(wereld: Wereld, rng: Toeval, naam: str, vanaf: int = 0) -> Getallen:
    aantallen = {j: n for j, n in wereld.aantallen(naam, wereld.venster).items() if j >= vanaf}
    return verdeel(rng, wereld.raster, gewichten(wereld.raster, rng, politie=False), aantallen)


def _gemeente(wereld: Wereld, rng: Toeval, aantal: int) -> k.Kolom:
    nummer = rng.choice(len(wereld.regio.gemeenten), aantal, p=wereld.regio.gewichten())
    return k.code(nummer, (g.code for g in wereld.regio.gemeenten))
