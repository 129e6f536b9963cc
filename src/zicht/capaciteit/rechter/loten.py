"""De loting van de trage rechter: dezelfde opzoekbare getallen als de kern, maar dan zaak voor zaak en dag voor dag opgeschreven."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, floor, log1p

from zicht.capaciteit.model import Model, Post, Startzaak, Team, Verdeling
from zicht.capaciteit.toeval import (
    Bron,
    Veld,
    bronnummer,
    deel,
    exponentieel,
    keuze,
    kwantiel,
    ln,
    onder,
    poisson,
    verder,
    weekfactor,
)  # fmt: skip

ZIEKTEDUUR = 15.0
WERKDAGEN_PER_JAAR = 254.0
UREN_PER_DAG = 8.0
NOOIT = 1_000_000
EEN_DAG = timedelta(days=1)


@dataclass(eq=False, slots=True)
class Zaak:
    """Een zaak met wat er over haar geloot is, en wat haar overkomt."""

    nummer: int
    moment: float  # ontvangen, in werkdagen
    ontvangen_op: date
    urgentie: int
    groep: int
    sleutel: int
    duur: float
    uren: float
    hermeld_dag: int = NOOIT  # werkdag
    wordt_hoog: bool = False
    # wat haar overkomt
    post: Post = Post.BEOORDELING
    wacht: bool = False
    loopt: bool = False
    liep_al: bool = False  # op de eerste dag
    voorrang: float = 0.0
    beslag: int = 0
    klaar: float = 0.0
    controle: float | None = None  # moment van de volgende controle
    hermeld_op: date | None = None
    opgepakt_op: date | None = None
    beoordeeld_op: date | None = None
    vervolg: int | None = None
    dienst: Post | None = None
    gestart_op: date | None = None
    afgerond_op: date | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """De werkdagen van het tijdvak."""

    model: Model
    werkdagen: tuple[date, ...]

    @classmethod
    def van(cls, model: Model) -> "Agenda":
        """De werkdagen, een voor een nagevraagd bij de kalender."""
        dagen = (model.begin + n * EEN_DAG for n in range(model.dagen))
        return cls(model, tuple(dag for dag in dagen if model.kalender.is_werkdag(dag)))

    def werkdag(self, dag: date) -> int:
        """Het nummer van de werkdag waarop iets van deze dag gedaan wordt: die dag, of de eerstvolgende werkdag."""
        nummer, stap = 0, EEN_DAG if dag >= self.model.begin else -EEN_DAG
        van, tot = (self.model.begin, dag) if stap == EEN_DAG else (dag, self.model.begin)
        while van < tot:
            nummer += self.model.kalender.is_werkdag(van)
            van += EEN_DAG
        return nummer if stap == EEN_DAG else -nummer


def loot_zaken(model: Model, agenda: Agenda, wortel: int) -> tuple[list[Zaak], list[Zaak]]:
    """De zaken van de startlijst en de meldingen die binnenkomen, genummerd op volgorde van aankomst."""
    oud = [loot_startzaak(model, agenda, wortel, n, start) for n, start in enumerate(model.start)]
    nieuw = sorted(
        loot_meldingen(model, agenda, wortel), key=lambda zaak: zaak.moment
    )  # sorted houdt gelijken op volgorde
    for nummer, zaak in enumerate(nieuw, start=len(oud)):
        zaak.nummer = nummer
    return oud, nieuw


def loot_meldingen(model: Model, agenda: Agenda, wortel: int) -> Iterator[Zaak]:
    """Wat er binnenkomt, dag voor dag en stroom voor stroom."""
    for dag in range(model.dagen):
        datum = model.begin + dag * EEN_DAG
        for stroom in model.stromen:
            bron = bronnummer(stroom.code)
            verwacht = stroom.per_dag[dag]
            if stroom.weekruis:
                week = dag // 7
                verwacht *= weekfactor(deel(onder(wortel, Bron.WEEKRUIS, bron), week), stroom.weekruis)
            if stroom.jaarruis:
                verwacht *= weekfactor(deel(onder(wortel, Bron.JAARRUIS, bron), 0), stroom.jaarruis)
            van_dag = onder(wortel, Bron.MELDING, bron, dag)
            for n in range(poisson(deel(van_dag, 0), verwacht)):
                eigen = verder(van_dag, n + 1)
                moment = float(agenda.werkdag(datum))
                if model.kalender.is_werkdag(datum):
                    moment += deel(eigen, Veld.MOMENT)
                urgentie = keuze(opgeteld(stroom.urgentie), deel(eigen, Veld.URGENTIE))
                groep = keuze(opgeteld(stroom.groepen), deel(eigen, Veld.GROEP))
                zaak = nieuwe_zaak(model, eigen, moment, datum, urgentie, groep)
                loot_hermelding(model, zaak, int(moment) + 1)
                yield zaak


def nieuwe_zaak(model: Model, eigen: int, moment: float, datum: date, urgentie: int, groep: int) -> Zaak:
    """Een zaak met de duur en de inspanning van haar beoordeling."""
    werk = model.werk[Post.BEOORDELING]
    duur = kwantiel(werk.doorlooptijd.kwantielen, deel(eigen, Veld.DUUR))
    uren = kwantiel(werk.inspanning.kwantielen, deel(eigen, Veld.INSPANNING))
    if deel(eigen, Veld.SAMEN) < model.beleid.samen_oppakken:
        uren *= model.beleid.samen_inspanning
    return Zaak(0, moment, datum, urgentie, groep, eigen, duur, uren)


def loot_hermelding(model: Model, zaak: Zaak, vanaf: int) -> None:
    """Hoeveel werkdagen het duurt voor een wachtende zaak opnieuw gemeld wordt."""
    kans = model.hermelding.per_werkdag[zaak.urgentie]
    if kans > 0:
        zaak.hermeld_dag = vanaf + int(min(ln(deel(zaak.sleutel, Veld.HERMELD)) / log1p(-kans), NOOIT))
        zaak.wordt_hoog = deel(zaak.sleutel, Veld.HERMELD_HOOG) < model.hermelding.wordt_hoog


def loot_startzaak(model: Model, agenda: Agenda, wortel: int, nummer: int, start: Startzaak) -> Zaak:
    """Een zaak die er al is: zij wacht op haar post, of loopt daar en is dan over een tijdje klaar."""
    eigen = onder(wortel, Bron.STARTZAAK, nummer)
    moment = float(agenda.werkdag(start.ontvangen_op))
    zaak = nieuwe_zaak(model, eigen, moment, start.ontvangen_op, start.urgentie, start.groep)
    zaak.nummer, zaak.post, zaak.beoordeeld_op = nummer, start.post, start.beoordeeld_op
    if start.post is not Post.BEOORDELING:
        zaak.dienst, zaak.gestart_op = start.post, start.gestart_op
    else:
        zaak.opgepakt_op = start.gestart_op
    if start.gestart_op is None:
        zaak.wacht = True
        if start.post is Post.BEOORDELING:
            loot_hermelding(model, zaak, max(int(moment) + 1, 0))
    else:
        loot_restant(model, zaak, -float(agenda.werkdag(start.gestart_op)))
    return zaak


def loot_restant(model: Model, zaak: Zaak, verstreken: float) -> None:
    """Wanneer een lopende zaak klaar is: haar doorlooptijd, gegeven dat zij al zo lang duurt."""
    werk = model.werk[zaak.post]
    u = deel(zaak.sleutel, Veld.DUUR)
    voorbij = deel_korter(werk.doorlooptijd, verstreken)
    if voorbij >= 1.0:
        rest = u * werk.doorlooptijd.gemiddelde
    else:
        rest = max(kwantiel(werk.doorlooptijd.kwantielen, voorbij + (1.0 - voorbij) * u) - verstreken, 0.0)
    uren = kwantiel(werk.inspanning.kwantielen, deel(zaak.sleutel, Veld.INSPANNING))
    zaak.loopt, zaak.liep_al, zaak.klaar = True, True, rest
    zaak.beslag = beslag(werk.vast_beslag, uren, max(verstreken + rest, uren / UREN_PER_DAG))


def deel_korter(verdeling: Verdeling, verstreken: float) -> float:
    """Welk deel van de zaken hooguit zo lang duurt."""
    q = verdeling.kwantielen
    if verstreken >= q[-1]:
        return 1.0
    for plek in range(len(q) - 1, 0, -1):
        if q[plek - 1] <= verstreken:
            return (plek - 1 + (verstreken - q[plek - 1]) / (q[plek] - q[plek - 1])) / (len(q) - 1)
    return 0.0


def beslag(vast: float, uren: float, duur: float) -> int:
    """Hoeveel miljoensten van een uur een zaak per werkdag vraagt."""
    if vast > 0:
        return micro(vast)
    return micro(uren / duur) if duur > 0 else 0


def micro(uren: float) -> int:
    """Uren in hele miljoensten."""
    return floor(uren * 1_000_000 + 0.5)


def opgeteld(kansen: tuple[float, ...]) -> list[float]:
    """De kansen, telkens opgeteld."""
    uit, som = list[float](), 0.0
    for kans in kansen:
        som += kans
        uit.append(som)
    return uit


# ----------------------------------------------------------------------------------------------------------- bezetting


@dataclass(frozen=True, slots=True)
class Bezetting:
    """Hoeveel mensen er per werkdag zijn: ingewerkt, en nieuw."""

    vol: list[int]
    nieuw: list[int]


def loot_bezetting(team: Team, wortel: int, werkdagen: int) -> Bezetting:
    """Loop elke plaats van een team dag voor dag na."""
    uit = Bezetting([0] * werkdagen, [0] * werkdagen)
    for plaats in range(team.personen):
        ziek = loot_ziekte(team, wortel, plaats, werkdagen)
        sinds = loot_dienstverband(team, wortel, plaats, werkdagen)
        for dag in range(werkdagen):
            begon = sinds[dag]
            if ziek[dag] or begon is None:
                continue
            rij = uit.nieuw if dag + 0.5 - begon < team.inwerk_werkdagen else uit.vol
            rij[dag] += 1
    return uit


def loot_ziekte(team: Team, wortel: int, plaats: int, werkdagen: int) -> list[bool]:
    """Op welke dagen iemand ziek is."""
    eigen = onder(wortel, Bron.ZIEKTE, bronnummer(team.code), plaats)
    beter = 1.0 / ZIEKTEDUUR
    uit = [deel(eigen, 0) < team.verzuim]
    for dag in range(1, werkdagen):
        grens = 1.0 - beter if uit[-1] else beter * team.verzuim / (1.0 - team.verzuim)
        uit.append(deel(eigen, dag) < grens)
    return uit


def loot_dienstverband(team: Team, wortel: int, plaats: int, werkdagen: int) -> list[float | None]:
    """Per dag sinds wanneer de plaats bezet is, of None als zij leeg is."""
    if team.verloop <= 0:
        return [-float(NOOIT)] * werkdagen
    eigen = onder(wortel, Bron.VERLOOP, bronnummer(team.code), plaats)
    blijft, werving = WERKDAGEN_PER_JAAR / team.verloop, float(team.werving_werkdagen)
    stukken = list[tuple[float, float]]()  # van wanneer tot wanneer iemand de plaats bezet
    if deel(eigen, 0) < blijft / (blijft + werving):
        stukken.append((-exponentieel(deel(eigen, 1), blijft), exponentieel(deel(eigen, 2), blijft)))
    else:
        begin = werving * deel(eigen, 1)
        stukken.append((begin, begin + exponentieel(deel(eigen, 3), blijft)))
    nummer = 3 if stukken[0][0] < 0 else 4
    while stukken[-1][1] < werkdagen:
        begin = stukken[-1][1] + werving
        stukken.append((begin, begin + exponentieel(deel(eigen, nummer), blijft)))
        nummer += 1
    midden = [dag + 0.5 for dag in range(werkdagen)]
    return [next((van for van, tot in stukken if van <= nu < tot), None) for nu in midden]


def verwacht_aanwezig(team: Team) -> float:
    """Het deel van de plaatsen dat gemiddeld werkt, met nieuwen voor hun inwerkdeel."""
    if team.verloop <= 0:
        return 1.0 - team.verzuim
    blijft = WERKDAGEN_PER_JAAR / team.verloop
    gemist = (1.0 - team.inwerkdeel) * blijft * (1.0 - exp(-team.inwerk_werkdagen / blijft))
    return (1.0 - team.verzuim) * (blijft - gemist) / (blijft + team.werving_werkdagen)
