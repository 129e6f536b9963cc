"""Een verzonnen organisatie waarvan de waarheid bekend is: ritme, doorlooptijd, routes en wachttijd zijn erin gelegd.

De rijen lopen door tot na elke peildatum van een toets. `tot` geeft dezelfde organisatie zoals zij op een dag bekend was.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from support.maak import Rij
from zicht.catalogus import load

EERSTE, LAATSTE = date(2022, 1, 3), date(2025, 12, 31)
POLITIE, MAANDAG, ANDEREN = 3.0, 2.0, 2.5  # meldingen per dag; keer zoveel op maandag; alleen op werkdagen
URGENTIE = {"hoog": 0.2, "midden": 0.4, "laag": 0.4}
WACHT = {"hoog": (0, 0), "midden": (1, 3), "laag": (4, 8)}  # werkdagen tot oppakken, van en met
DUUR = (2, 10)  # werkdagen van oppakken tot besluit
ROUTES = {"hoog": (0.5, 0.2, 0.2, 0.1), "midden": (0.3, 0.1, 0.5, 0.1), "laag": (0.1, 0.1, 0.7, 0.1)}
WACHT_DIENST, DUUR_DIENST = (5, 15), (20, 40)
_VERVOLG = ("voorwaarden_en_vervolg", "onderzoek", "overdracht", "geen_vervolg")
_ADVIES = 4.0


def organisatie(zaad: int = 1) -> dict[str, list[Rij]]:
    """De tabellen van de organisatie."""
    rng = np.random.default_rng(zaad)
    meldingen, diensten = list[Rij](), list[Rij]()
    for dag in _dagen():
        werkdag = load.kalender().is_werkdag(dag)
        per_bron = {"politie": POLITIE * (MAANDAG if dag.weekday() == 0 else 1), "huisarts": ANDEREN * werkdag}
        for bron, verwacht in per_bron.items():
            for _ in range(rng.poisson(verwacht)):
                _voeg_toe(rng, dag, bron, meldingen, diensten)
    adviezen = [_advies(dag, nr) for dag in _dagen() for nr in range(rng.poisson(_ADVIES))]
    dossiers = [_dossier(rij) for rij in meldingen]
    return {"dossier": dossiers, "melding": meldingen, "dienst": diensten, "advies": adviezen}


def _dagen() -> list[date]:
    return [EERSTE + timedelta(days=n) for n in range((LAATSTE - EERSTE).days + 1)]


def _later(rng: np.random.Generator, dag: date, grenzen: tuple[int, int]) -> date:
    begin = load.kalender().eerstvolgende_werkdag(dag)
    return load.kalender().plus_werkdagen(begin, int(rng.integers(grenzen[0], grenzen[1] + 1)))


def _voeg_toe(rng: np.random.Generator, dag: date, bron: str, meldingen: list[Rij], diensten: list[Rij]) -> None:
    nummer = f"M{len(meldingen):05d}"
    urgentie = str(rng.choice(list(URGENTIE), p=list(URGENTIE.values())))
    opgepakt = _later(rng, dag, WACHT[urgentie])
    beoordeeld = _later(rng, opgepakt, DUUR)
    vervolg = str(rng.choice(_VERVOLG, p=ROUTES[urgentie]))
    besluit = "vervolg_vt" if vervolg in _VERVOLG[:2] else vervolg
    meldingen.append({
        "melding_id": nummer, "dossier_id": f"D-{nummer}", "ontvangen_op": dag, "opgepakt_op": opgepakt,
        "beoordeeld_op": beoordeeld, "urgentie": urgentie, "besluit": besluit, "ter_registratie": "nee",
        "tijdens": "geen", "hoedanigheid": bron,
    })  # fmt: skip
    if vervolg in _VERVOLG[:2]:
        gestart = _later(rng, beoordeeld, WACHT_DIENST)
        diensten.append({
            "dienst_id": f"V-{nummer}", "dossier_id": f"D-{nummer}", "melding_id": nummer, "soort": vervolg,
            "toegewezen_op": beoordeeld, "gestart_op": gestart, "afgerond_op": _later(rng, gestart, DUUR_DIENST),
        })  # fmt: skip


def _advies(dag: date, nummer: int) -> Rij:
    return {"advies_id": f"A{dag:%Y%m%d}-{nummer}", "gemeente": "GM0361", "gestart_op": dag, "soort": "advies"}


def _dossier(melding: Rij) -> Rij:
    gemeente = "GM0361" if int(melding["melding_id"][1:]) % 3 else "GM0400"
    return {"dossier_id": melding["dossier_id"], "gemeente": gemeente, "geopend_op": melding["ontvangen_op"]}


_BESTAAT = {"melding": "ontvangen_op", "dienst": "toegewezen_op", "advies": "gestart_op", "dossier": "geopend_op"}


def tot(tabellen: Mapping[str, list[Rij]], peildatum: date) -> dict[str, list[Rij]]:
    """Dezelfde tabellen zoals zij op een dag bekend waren: geen latere rij, geen latere datum."""
    return {
        naam: [_bekend(rij, peildatum) for rij in rijen if rij[_BESTAAT[naam]] <= peildatum]
        for naam, rijen in tabellen.items()
    }


def _bekend(rij: Rij, peildatum: date) -> Rij:
    uit = {naam: None if isinstance(waarde, date) and waarde > peildatum else waarde for naam, waarde in rij.items()}
    return uit | ({"besluit": None} if "besluit" in uit and uit["beoordeeld_op"] is None else {})
