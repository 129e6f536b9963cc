"""Van een `Model` naar platte tafels van getallen, waar de kern alleen nog in hoeft op te zoeken.

Alles wat met de kalender en de termijnen te maken heeft wordt hier een keer uitgerekend, met dezelfde functies als overal in Zicht.
Uren worden hele miljoensten van een uur: dan hangt een som niet af van de volgorde van optellen.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import exp, floor, log1p
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from zicht.capaciteit.kern.indeling import (
    DAG,
    NAWERK,
    POST,
    ROOSTER,
    RUIS,
    START,
    STROOM,
    TEAM,
    URGENTIE,
    WEEK,
    WERKDAG,
)
from zicht.capaciteit.keuren import keur
from zicht.capaciteit.model import Extra, Model, Nawerk, Post, Team, Vastwerk, Verdeling, Vervolg
from zicht.capaciteit.toeval import bronnummer
from zicht.core.termijnen import uiterste_datum

MICRO = 1_000_000  # zoveel miljoensten in een uur
UREN_PER_DAG = 8.0  # een zaak vraagt op een werkdag nooit meer dan een volle dag
ZIEKTEDUUR = 15.0  # werkdagen: zo lang duurt een ziekmelding gemiddeld
WERKDAGEN_PER_JAAR = 254.0
ONBEKEND = -1_000_000  # een dag die niet is ingevuld
NOOIT = 1_000_000  # een werkdag die niet komt
TERMIJNEN = ("beoordeling", "voorwaarden_en_vervolg", "onderzoek")  # in de volgorde van Post

KEUZES = (
    "Een zaak neemt op een werkdag nooit meer dan 8 uur; is haar inspanning groter, dan duurt zij langer.",
    "Een ziekmelding duurt gemiddeld 15 werkdagen. De lengte bepaalt hoe grillig de bezetting is, niet hoe hoog.",
    "Een jaar telt 254 werkdagen voor de kans op vertrek.",
    "Loopt een zaak al langer dan de langste doorlooptijd, dan duurt zij nog gemiddeld een halve gewone doorlooptijd.",
    "De uren van een team horen bij zijn eigen verzuim en verloop; een scenario met een ander niveau rekent ze om.",
)

Getallen = npt.NDArray[np.int64]
Kommagetallen = npt.NDArray[np.float64]
Records = npt.NDArray[np.void]


class Tafels(NamedTuple):
    """Wat voor elke herhaling hetzelfde is; de kolommen staan in `indeling`."""

    dagen: int
    werkdagen: int
    weken: int
    groepen: int
    voor: int  # zoveel dagen voor het tijdvak begint `uiterste`
    dag: Records
    werkdag: Records
    week: Records
    uiterste: Getallen  # [post, dag + voor] de laatste dag waarop de termijn gehaald is
    stroom: Records
    per_dag: Kommagetallen  # [stroom, dag]
    urgentiekans: Kommagetallen  # [stroom, urgentie] opgeteld
    groepkans: Kommagetallen  # [stroom, groep] opgeteld
    vervolgkans: Kommagetallen  # [urgentie, vervolg] opgeteld
    kwantielen: Kommagetallen  # [2 * post (doorlooptijd) en 2 * post + 1 (inspanning), plaats]
    post: Records
    team: Records
    rooster: Records  # [team, werkdag]
    ruis: Records
    ruis_keren: Kommagetallen  # [vastwerk, dag]
    nawerk: Records
    nawerk_van: Getallen  # [vervolg; 4 is na een dienst] eerste plaats in `nawerk`
    urgentie: Records
    start: Records
    controle_uren: int
    controle_team: int
    wordt_hoog: float
    hermeld_uren: float
    samen: float
    samen_inspanning: float


def maak_tafels(model: Model) -> Tafels:
    """Reken het model een keer uit; weigert een model dat niet kan."""
    keur(model)
    dag = _dagen(model)
    open_ = np.flatnonzero(dag["vrij"] == 0)
    voor = max([(model.begin - zaak.ontvangen_op).days for zaak in model.start], default=0)
    ruisend = [werk for werk in model.vastwerk if werk.ruis]
    return Tafels(
        dagen=model.dagen,
        werkdagen=len(open_),
        weken=model.weken,
        groepen=len(model.groepen),
        voor=max(voor, 0),
        dag=dag,
        werkdag=_records(WERKDAG, dag=open_, week=dag["week"][open_]),
        week=_weken(model, open_),
        uiterste=_uiterste(model, max(voor, 0)),
        stroom=_records(
            STROOM,
            bron=[bronnummer(s.code) for s in model.stromen],
            weekruis=[s.weekruis for s in model.stromen],
            jaarruis=[s.jaarruis for s in model.stromen],
        ),
        per_dag=_tafel([stroom.per_dag for stroom in model.stromen], model.dagen),
        urgentiekans=_opgeteld([stroom.urgentie for stroom in model.stromen], 3),
        groepkans=_opgeteld([stroom.groepen for stroom in model.stromen], len(model.groepen)),
        vervolgkans=_opgeteld(model.vervolg, 4),
        kwantielen=_kwantielen(model),
        post=_posten(model),
        team=_teams(model),
        rooster=_rooster(model, dag["werkdag"]),
        ruis=_records(
            RUIS,
            bron=[bronnummer(f"{werk.titel}|{model.teams[werk.team].code}") for werk in ruisend],
            stap=[micro(werk.uren_per_keer) for werk in ruisend],
            team=[werk.team for werk in ruisend],
        ),
        ruis_keren=_tafel([[u / w.uren_per_keer for u in uren_per_dag(model, w)] for w in ruisend], model.dagen),
        start=_start(model),
        **_van_nawerk(model),
        **_van_beleid(model),
    )


def micro(uren: float) -> int:
    """Uren in hele miljoensten."""
    return floor(uren * MICRO + 0.5)


# ---------------------------------------------------------------------------------------------------------- kalender


def _dagen(model: Model) -> Records:
    dagen = [model.begin + timedelta(days=n) for n in range(model.dagen)]
    vrij = np.array([model.kalender.is_vrije_dag(dag) for dag in dagen], dtype=np.int64)
    # Wat op een vrije dag komt, staat bij de eerstvolgende werkdag: zoveel werkdagen zijn er voor.
    werkdag = np.cumsum(1 - vrij) - (1 - vrij)
    week = [max((n - model.opwarmdagen) // 7, -1) for n in range(model.dagen)]
    return _records(DAG, werkdag=werkdag, vrij=vrij, week=week)


def _weken(model: Model, werkdagen: Getallen) -> Records:
    einde = [min(model.opwarmdagen + 7 * week + 6, model.dagen - 1) for week in range(model.weken)]
    return _records(WEEK, grens=np.searchsorted(werkdagen, einde, side="right"), dag=einde)


def werkdag_van(model: Model, dag: date) -> int:
    """Het nummer van de werkdag waarop `dag` meetelt; voor het tijdvak is dat negatief."""
    begin, dag = (model.kalender.eerstvolgende_werkdag(d) for d in (model.begin, dag))
    return model.kalender.werkdagnummer(dag) - model.kalender.werkdagnummer(begin)


def _uiterste(model: Model, voor: int) -> Getallen:
    eerste = model.begin - timedelta(days=voor)
    dagen = [eerste + timedelta(days=n) for n in range(voor + model.dagen)]
    tafel = [
        [(uiterste_datum(model.termijnen[naam], dag, model.kalender) - model.begin).days for dag in dagen]
        for naam in TERMIJNEN
    ]
    return np.array(tafel, dtype=np.int64)


# ------------------------------------------------------------------------------------------------------ werk en teams


def _kwantielen(model: Model) -> Kommagetallen:
    verdelingen = [verdeling for werk in model.werk for verdeling in (werk.doorlooptijd, werk.inspanning)]
    uit = np.zeros((len(verdelingen), max(len(verdeling.kwantielen) for verdeling in verdelingen)))
    for rij, verdeling in zip(uit, verdelingen, strict=True):
        rij[: len(verdeling.kwantielen)] = verdeling.kwantielen
    return uit


def _posten(model: Model) -> Records:
    return _records(
        POST,
        team=[werk.team for werk in model.werk],
        vast_beslag=[micro(werk.vast_beslag) for werk in model.werk],
        duren=[len(werk.doorlooptijd.kwantielen) for werk in model.werk],
        urens=[len(werk.inspanning.kwantielen) for werk in model.werk],
        reserve=[werk.reserve for werk in model.werk],
    )


def _teams(model: Model) -> Records:
    teams = model.teams
    return _records(
        TEAM,
        bron=[bronnummer(team.code) for team in teams],
        personen=[team.personen for team in teams],
        verzuim=[team.verzuim for team in teams],
        blijft=[blijft(team) for team in teams],
        werving=[team.werving_werkdagen for team in teams],
        inwerken=[team.inwerk_werkdagen for team in teams],
        inwerkdeel=[team.inwerkdeel for team in teams],
        aanwezig=[aanwezig(team) for team in teams],
        reactie=[team.reactie for team in teams],
        rij_gewoon=[team.rij_gewoon for team in teams],
    )


def _rooster(model: Model, dag_werkdag: Getallen) -> Records:
    werkdagen = len(model.teams[0].uren)
    uit = np.zeros((len(model.teams), werkdagen), ROOSTER)
    uit["uren"] = _tafel([team.uren for team in model.teams], werkdagen) * MICRO
    extra = np.zeros((len(model.teams), werkdagen))
    for mensen in model.extra:
        extra[mensen.team] += _uren_extra(model, mensen)
    uit["extra"] = np.floor(extra * MICRO + 0.5)
    uit["vast"] = _vast_werk(model, dag_werkdag, werkdagen)
    return uit


def blijft(team: Team) -> float:
    """Hoeveel werkdagen iemand gemiddeld in dienst blijft; nul als niemand vertrekt."""
    return WERKDAGEN_PER_JAAR / team.verloop if team.verloop > 0 else 0.0


def aanwezig(team: Team) -> float:
    """Het verwachte deel van een plaats dat werkt: niet ziek, niet leeg, en met minder rendement in de inwerktijd."""
    duur = blijft(team)
    if duur == 0.0:
        return 1.0 - team.verzuim
    inwerken = (1.0 - team.inwerkdeel) * duur * (1.0 - exp(-team.inwerk_werkdagen / duur))
    return (1.0 - team.verzuim) * (duur - inwerken) / (duur + team.werving_werkdagen)


def _uren_extra(model: Model, mensen: Extra) -> list[float]:
    uit = list[float]()
    for werkdag in range(len(model.teams[0].uren)):
        dag = model.kalender.plus_werkdagen(model.begin - timedelta(days=1), werkdag + 1)
        if not mensen.van <= dag <= mensen.tot_en_met:
            uit.append(0.0)
            continue
        werkt_in = model.kalender.aantal_werkdagen(mensen.van, dag) < mensen.inwerk_werkdagen
        uit.append(mensen.fte * mensen.uren_per_werkdag * (mensen.inwerkdeel if werkt_in else 1.0))
    return uit


# --------------------------------------------------------------------------------------------------------- ander werk


def uren_per_dag(model: Model, werk: Vastwerk) -> list[float]:
    """De verwachte uren per kalenderdag, met het deel eraf dat stilligt."""
    beleid, uit = model.beleid, list[float]()
    for nummer, uren in enumerate(werk.per_dag):
        dag = model.begin + timedelta(days=nummer)
        van, tot_en_met = beleid.stil_van or date.min, beleid.stil_tot_en_met or date.max
        stil = werk.uitstelbaar and van <= dag <= tot_en_met
        uit.append(uren * (1.0 - beleid.stilgelegd) if stil else uren)
    return uit


def _vast_werk(model: Model, dag_werkdag: Getallen, werkdagen: int) -> Getallen:
    uit = np.zeros((len(model.teams), werkdagen + 1), dtype=np.int64)
    for werk in model.vastwerk:
        if not werk.ruis:
            for uren, werkdag in zip(uren_per_dag(model, werk), dag_werkdag, strict=True):
                uit[werk.team, werkdag] += micro(uren)
    return uit[:, :werkdagen]


def _van_nawerk(model: Model) -> dict[str, Any]:
    reeksen: list[Sequence[Nawerk]] = [model.nawerk_beoordeling.get(vervolg, ()) for vervolg in Vervolg]
    reeksen.append(model.nawerk_dienst)
    alle = [nawerk for reeks in reeksen for nawerk in reeks]
    return {
        "nawerk_van": np.cumsum([0, *(len(reeks) for reeks in reeksen)]).astype(np.int64),
        "nawerk": _records(
            NAWERK,
            team=[nawerk.team for nawerk in alle],
            uren=[micro(nawerk.uren) for nawerk in alle],
            na=[max(nawerk.na_werkdagen, 1) for nawerk in alle],
        ),
    }


def _van_beleid(model: Model) -> dict[str, Any]:
    controle, hermelding, beleid = model.controle, model.hermelding, model.beleid
    return {
        "urgentie": _records(
            URGENTIE,
            controle_om=controle.om_werkdagen if controle else (0.0, 0.0, 0.0),
            hermeld_ln=[hermeldkans(kans) for kans in hermelding.per_werkdag],
            voorsprong=beleid.voorsprong,
        ),
        "controle_uren": micro(controle.uren) if controle else 0,
        "controle_team": controle.team if controle else 0,
        "wordt_hoog": float(hermelding.wordt_hoog),
        "hermeld_uren": float(hermelding.extra_uren),
        "samen": float(beleid.samen_oppakken),
        "samen_inspanning": float(beleid.samen_inspanning),
    }


def hermeldkans(per_werkdag: float) -> float:
    """De logaritme van de kans om een werkdag niet opnieuw gemeld te worden."""
    return log1p(-per_werkdag)


# ----------------------------------------------------------------------------------------------------------- startlijst


def _start(model: Model) -> Records:
    uit = np.zeros(len(model.start), START)
    for rij, zaak in zip(uit, model.start, strict=True):
        rij["post"], rij["urgentie"], rij["groep"] = zaak.post, zaak.urgentie, zaak.groep
        for kolom, datum in (
            ("dag", zaak.ontvangen_op),
            ("beoordeeld", zaak.beoordeeld_op),
            ("gestart", zaak.gestart_op),
        ):
            rij[kolom] = ONBEKEND if datum is None else (datum - model.begin).days
        in_de_rij = zaak.ontvangen_op if zaak.post is Post.BEOORDELING else zaak.beoordeeld_op or zaak.ontvangen_op
        rij["moment"], rij["werkdag_in"] = werkdag_van(model, zaak.ontvangen_op), werkdag_van(model, in_de_rij)
        if zaak.gestart_op is not None:
            rij["verstreken"] = -werkdag_van(model, zaak.gestart_op)
            rij["voorbij"] = deel_voorbij(model.werk[zaak.post].doorlooptijd, float(rij["verstreken"]))
    return uit


def deel_voorbij(verdeling: Verdeling, verstreken: float) -> float:
    """Welk deel van de zaken korter duurt dan wat al verstreken is; 1 als het langer is dan de langste."""
    q = verdeling.kwantielen
    if verstreken >= q[-1]:
        return 1.0
    lager = sum(waarde <= verstreken for waarde in q)
    if lager == 0 or len(q) == 1:
        return 0.0
    links, rechts = q[lager - 1], q[lager]
    return (lager - 1 + (verstreken - links) / (rechts - links)) / (len(q) - 1)


# --------------------------------------------------------------------------------------------------------- gereedschap


def _records(indeling: np.dtype, **kolommen: npt.ArrayLike) -> Records:
    uit = np.zeros(np.shape(next(iter(kolommen.values()))), indeling)
    for naam, waarden in kolommen.items():
        uit[naam] = waarden
    return uit


def _tafel(rijen: Sequence[Sequence[float]], breedte: int) -> Kommagetallen:
    return np.array(rijen, dtype=np.float64).reshape(len(rijen), breedte)


def _opgeteld(rijen: Sequence[Sequence[float]], breedte: int) -> Kommagetallen:
    return np.ascontiguousarray(np.cumsum(_tafel(rijen, breedte), axis=1))
