"""Van een `Model` naar platte tafels van getallen, waar de kern alleen nog in hoeft op te zoeken.

Alles wat met de kalender en de termijnen te maken heeft wordt hier een keer uitgerekend, met dezelfde functies als overal in Zicht.
Uren worden hele miljoensten van een uur: dan hangt een som niet af van de volgorde van optellen.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import exp, floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zicht.capaciteit.keuren import keur
from zicht.capaciteit.model import Extra, Model, Nawerk, Post, Startzaak, Team, Vastwerk, Verdeling, Vervolg
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
    "De uren van een team horen bij zijn eigen verzuim en verloop; `bezetting.met_verzuim` rekent ze om naar een ander.",
)

Getallen = npt.NDArray[np.int64]
Kommagetallen = npt.NDArray[np.float64]


class Tafels(NamedTuple):
    """Wat voor elke herhaling hetzelfde is."""

    # maten
    dagen: int
    werkdagen: int
    weken: int
    groepen: int
    # kalender
    dag_werkdag: Getallen  # [dag] werkdag waarop het werk van die dag er staat
    dag_vrij: Getallen  # [dag] 1 voor een vrije dag
    werkdag_dag: Getallen  # [werkdag]
    week_van_dag: Getallen  # [dag]; -1 in de opwarmtijd
    week_grens: Getallen  # [week] het aantal werkdagen tot en met de laatste dag
    week_dag: Getallen  # [week] de laatste dag
    uiterste: Getallen  # [post, dag + voor] de laatste dag waarop de termijn gehaald is
    voor: int  # zoveel dagen voor het tijdvak beginnen die tafels
    # stromen
    stroom_bron: Getallen
    per_dag: Kommagetallen  # [stroom, dag]
    weekruis: Kommagetallen
    urgentie: Kommagetallen  # [stroom, urgentie] opgeteld
    groep: Kommagetallen  # [stroom, groep] opgeteld
    vervolg: Kommagetallen  # [urgentie, vervolg] opgeteld
    # werk
    kwantielen: Kommagetallen  # [2 * post (doorlooptijd) en 2 * post + 1 (inspanning), plaats]
    lengte: Getallen
    post_team: Getallen
    vast_beslag: Getallen  # miljoensten
    reserve: Kommagetallen
    # teams
    team_bron: Getallen
    uren: Kommagetallen  # [team, werkdag] miljoensten
    personen: Getallen
    verzuim: Kommagetallen
    blijft: Kommagetallen  # gemiddeld aantal werkdagen in dienst; 0: niemand vertrekt
    werving: Kommagetallen
    inwerken: Kommagetallen
    inwerkdeel: Kommagetallen
    aanwezig: Kommagetallen  # verwacht deel van een plaats dat werkt
    extra_uren: Getallen  # [team, werkdag] miljoensten
    reactie: Kommagetallen
    rij_gewoon: Kommagetallen
    # ander werk
    vast: Getallen  # [team, werkdag] miljoensten
    ruis_bron: Getallen
    ruis_keren: Kommagetallen  # [vastwerk, dag]
    ruis_stap: Getallen
    ruis_team: Getallen
    nawerk_van: Getallen  # [vervolg; 4 is na een dienst] eerste plaats
    nawerk_team: Getallen
    nawerk_uren: Getallen
    nawerk_na: Getallen
    controle_om: Kommagetallen  # 0: geen controles
    controle_uren: int
    controle_team: int
    # beleid
    hermeld_ln: Kommagetallen  # ln(1 - kans); 0: nooit
    wordt_hoog: float
    hermeld_uren: float
    voorsprong: Kommagetallen
    samen: float
    samen_inspanning: float
    # startlijst
    start: Getallen  # [zaak, kolom van Startkolom]
    start_moment: Kommagetallen
    start_verstreken: Kommagetallen  # werkdagen sinds de start
    start_voorbij: Kommagetallen  # deel van de verdeling dat al voorbij is


class Startkolom:
    """De kolommen van `Tafels.start`."""

    POST, URGENTIE, GROEP, DAG, BEOORDEELD, GESTART, WERKDAG_IN = range(7)


def maak_tafels(model: Model) -> Tafels:
    """Reken het model een keer uit; weigert een model dat niet kan."""
    keur(model)
    dag_werkdag, dag_vrij, werkdag_dag = _werkdagen(model)
    eerste = min((zaak.ontvangen_op for zaak in model.start), default=model.begin)
    voor = max((model.begin - eerste).days, 0)
    wekeneinde = [min(model.opwarmdagen + 7 * week + 6, model.dagen - 1) for week in range(model.weken)]
    ruisend = [werk for werk in model.vastwerk if werk.ruis]
    return Tafels(
        dagen=model.dagen,
        werkdagen=len(werkdag_dag),
        weken=model.weken,
        groepen=len(model.groepen),
        dag_werkdag=dag_werkdag,
        dag_vrij=dag_vrij,
        werkdag_dag=werkdag_dag,
        week_van_dag=_getallen(max((d - model.opwarmdagen) // 7, -1) for d in range(model.dagen)),
        week_grens=np.searchsorted(werkdag_dag, _getallen(wekeneinde), side="right").astype(np.int64),
        week_dag=_getallen(wekeneinde),
        uiterste=_uiterste(model, voor),
        voor=voor,
        stroom_bron=_getallen(bronnummer(stroom.code) for stroom in model.stromen),
        per_dag=_tafel([stroom.per_dag for stroom in model.stromen], model.dagen),
        weekruis=_komma(stroom.weekruis for stroom in model.stromen),
        urgentie=_opgeteld([stroom.urgentie for stroom in model.stromen], 3),
        groep=_opgeteld([stroom.groepen for stroom in model.stromen], len(model.groepen)),
        vervolg=_opgeteld(model.vervolg, 4),
        **_van_werk(model),
        **_van_teams(model),
        vast=_vast_werk(model, dag_werkdag, len(werkdag_dag)),
        ruis_bron=_getallen(bronnummer(f"{werk.titel}|{model.teams[werk.team].code}") for werk in ruisend),
        ruis_keren=_tafel([[u / w.uren_per_keer for u in uren_per_dag(model, w)] for w in ruisend], model.dagen),
        ruis_stap=_getallen(micro(werk.uren_per_keer) for werk in ruisend),
        ruis_team=_getallen(werk.team for werk in ruisend),
        **_van_nawerk(model),
        **_van_beleid(model),
        **_van_start(model, dag_werkdag),
    )


def micro(uren: float) -> int:
    """Uren in hele miljoensten."""
    return floor(uren * MICRO + 0.5)


# ---------------------------------------------------------------------------------------------------------- kalender


def _werkdagen(model: Model) -> tuple[Getallen, Getallen, Getallen]:
    dagen = [model.begin + timedelta(days=n) for n in range(model.dagen)]
    vrij = _getallen(model.kalender.is_vrije_dag(dag) for dag in dagen)
    open_ = np.flatnonzero(vrij == 0).astype(np.int64)
    # Wat op een vrije dag komt, staat bij de eerstvolgende werkdag: zoveel werkdagen zijn er voor.
    return np.cumsum(1 - vrij) - (1 - vrij), vrij, open_


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


def _van_werk(model: Model) -> dict[str, Getallen | Kommagetallen]:
    verdelingen = [verdeling for werk in model.werk for verdeling in (werk.doorlooptijd, werk.inspanning)]
    langste = max(len(verdeling.kwantielen) for verdeling in verdelingen)
    kwantielen = np.zeros((len(verdelingen), langste))
    for rij, verdeling in zip(kwantielen, verdelingen, strict=True):
        rij[: len(verdeling.kwantielen)] = verdeling.kwantielen
    return {
        "kwantielen": kwantielen,
        "lengte": _getallen(len(verdeling.kwantielen) for verdeling in verdelingen),
        "post_team": _getallen(werk.team for werk in model.werk),
        "vast_beslag": _getallen(micro(werk.vast_beslag) for werk in model.werk),
        "reserve": _komma(werk.reserve for werk in model.werk),
    }


def _van_teams(model: Model) -> dict[str, Getallen | Kommagetallen]:
    teams = model.teams
    werkdagen = len(teams[0].uren)
    extra = np.zeros((len(teams), werkdagen))
    for mensen in model.extra:
        extra[mensen.team] += _uren_extra(model, mensen)
    return {
        "team_bron": _getallen(bronnummer(team.code) for team in teams),
        "uren": _tafel([team.uren for team in teams], werkdagen) * MICRO,
        "personen": _getallen(team.personen for team in teams),
        "verzuim": _komma(team.verzuim for team in teams),
        "blijft": _komma(blijft(team) for team in teams),
        "werving": _komma(team.werving_werkdagen for team in teams),
        "inwerken": _komma(team.inwerk_werkdagen for team in teams),
        "inwerkdeel": _komma(team.inwerkdeel for team in teams),
        "aanwezig": _komma(aanwezig(team) for team in teams),
        "extra_uren": np.floor(extra * MICRO + 0.5).astype(np.int64),
        "reactie": _komma(team.reactie for team in teams),
        "rij_gewoon": _komma(team.rij_gewoon for team in teams),
    }


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
    return np.ascontiguousarray(uit[:, :werkdagen])


def _van_nawerk(model: Model) -> dict[str, Getallen]:
    reeksen: list[Sequence[Nawerk]] = [model.nawerk_beoordeling.get(vervolg, ()) for vervolg in Vervolg]
    reeksen.append(model.nawerk_dienst)
    alle = [nawerk for reeks in reeksen for nawerk in reeks]
    return {
        "nawerk_van": np.cumsum([0, *(len(reeks) for reeks in reeksen)]).astype(np.int64),
        "nawerk_team": _getallen(nawerk.team for nawerk in alle),
        "nawerk_uren": _getallen(micro(nawerk.uren) for nawerk in alle),
        "nawerk_na": _getallen(max(nawerk.na_werkdagen, 1) for nawerk in alle),
    }


def _van_beleid(model: Model) -> dict:
    controle, hermelding, beleid = model.controle, model.hermelding, model.beleid
    return {
        "controle_om": _komma(controle.om_werkdagen if controle else (0.0, 0.0, 0.0)),
        "controle_uren": micro(controle.uren) if controle else 0,
        "controle_team": controle.team if controle else 0,
        "hermeld_ln": _komma(hermeldkans(kans) for kans in hermelding.per_werkdag),
        "wordt_hoog": float(hermelding.wordt_hoog),
        "hermeld_uren": float(hermelding.extra_uren),
        "voorsprong": _komma(beleid.voorsprong),
        "samen": float(beleid.samen_oppakken),
        "samen_inspanning": float(beleid.samen_inspanning),
    }


def hermeldkans(per_werkdag: float) -> float:
    """De logaritme van de kans om een werkdag niet opnieuw gemeld te worden."""
    return float(np.log1p(-per_werkdag))


# ----------------------------------------------------------------------------------------------------------- startlijst


def _van_start(model: Model, dag_werkdag: Getallen) -> dict[str, Getallen | Kommagetallen]:
    rijen = np.zeros((len(model.start), 7), dtype=np.int64)
    moment, verstreken, voorbij = (np.zeros(len(model.start)) for _ in range(3))
    for n, zaak in enumerate(model.start):
        rijen[n] = _startrij(model, zaak)
        moment[n] = werkdag_van(model, zaak.ontvangen_op)
        if zaak.gestart_op is not None:
            verstreken[n] = -werkdag_van(model, zaak.gestart_op)
            voorbij[n] = deel_voorbij(model.werk[zaak.post].doorlooptijd, verstreken[n])
    return {"start": rijen, "start_moment": moment, "start_verstreken": verstreken, "start_voorbij": voorbij}


def _startrij(model: Model, zaak: Startzaak) -> list[int]:
    def dag(datum: date | None) -> int:
        return ONBEKEND if datum is None else (datum - model.begin).days

    in_de_rij = zaak.ontvangen_op if zaak.post is Post.BEOORDELING else zaak.beoordeeld_op or zaak.ontvangen_op
    return [
        zaak.post, zaak.urgentie, zaak.groep,
        dag(zaak.ontvangen_op), dag(zaak.beoordeeld_op), dag(zaak.gestart_op), werkdag_van(model, in_de_rij),
    ]  # fmt: skip


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


def _getallen(waarden: Iterable[int]) -> Getallen:
    return np.array([int(waarde) for waarde in waarden], dtype=np.int64)


def _komma(waarden: Iterable[float]) -> Kommagetallen:
    return np.array([float(waarde) for waarde in waarden], dtype=np.float64)


def _tafel(rijen: Sequence[Sequence[float]], breedte: int) -> Kommagetallen:
    return np.array(rijen, dtype=np.float64).reshape(len(rijen), breedte)


def _opgeteld(rijen: Sequence[Sequence[float]], breedte: int) -> Kommagetallen:
    return np.ascontiguousarray(np.cumsum(_tafel(rijen, breedte), axis=1))
