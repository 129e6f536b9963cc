"""Dezelfde kleine regio in SimPy en in Ciw, met dezelfde geloten invoer. Elk geeft per zaak en post wanneer zij begon en klaar was."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.simulatie_modellen import PLAATSEN
from zicht.capaciteit.model import Model

ONEINDIG = float("inf")


@dataclass(frozen=True)
class Invoer:
    """De loting van een herhaling als gewone lijsten."""

    moment: list[float]
    urgentie: list[int]
    duur: list[tuple[float, float, float]]  # per post
    vervolg: list[int]  # 0 V&V, 1 onderzoek, hoger: klaar
    einde: float


def invoer(model: Model, trekking, werkdagen: int) -> Invoer:
    """Haal uit de trekking wat een andere bibliotheek nodig heeft."""
    zaak = trekking.zaak
    cumulatief = np.cumsum(np.array(model.vervolg), axis=1)[zaak["urgentie"]]
    vervolg = (zaak["u_vervolg"][:, None] >= cumulatief).sum(axis=1)
    duren = [zaak["duur"]]
    for werk in model.werk[1:]:
        q = np.array(werk.doorlooptijd.kwantielen)
        duren.append(np.interp(zaak["u_duur"] * (len(q) - 1), np.arange(len(q)), q))
    return Invoer(
        zaak["moment"].tolist(), zaak["urgentie"].tolist(), list(zip(*(d.tolist() for d in duren), strict=True)),
        vervolg.tolist(), float(werkdagen),
    )  # fmt: skip


Momenten = np.ndarray  # [zaak, post, begin of klaar]


def met_simpy(wat: Invoer, plaatsen: tuple[int, ...] = PLAATSEN) -> Momenten:
    """Een proces per zaak, en per post een bron met voorrang."""
    import simpy

    uit = np.full((len(wat.moment), 3, 2), ONEINDIG)
    omgeving = simpy.Environment()
    posten = [simpy.PriorityResource(omgeving, capacity=n) for n in plaatsen]

    def bezoek(nummer: int, post: int) -> Iterator:
        with posten[post].request(priority=(wat.urgentie[nummer], nummer)) as plaats:
            yield plaats
            uit[nummer, post, 0] = omgeving.now
            yield omgeving.timeout(wat.duur[nummer][post])
            uit[nummer, post, 1] = omgeving.now

    def zaak(nummer: int) -> Iterator:
        yield from bezoek(nummer, 0)
        if wat.vervolg[nummer] < 2:
            yield from bezoek(nummer, wat.vervolg[nummer] + 1)

    def aankomst() -> Iterator:
        for nummer, moment in enumerate(wat.moment):
            yield omgeving.timeout(moment - omgeving.now)
            omgeving.process(zaak(nummer))

    omgeving.process(aankomst())
    omgeving.run(until=wat.einde)
    return uit


def met_ciw(wat: Invoer, plaatsen: tuple[int, ...] = PLAATSEN) -> Momenten:
    """Een klasse per urgentie, drie knopen; wie binnen een urgentie voor gaat is wie het eerst ontvangen is."""
    import ciw

    class Duur(ciw.dists.Distribution):
        def __init__(self, post: int) -> None:
            self.post = post

        def sample(self, t: float | None = None, ind=None) -> float:  # noqa: ARG002 - zo roept Ciw aan
            return wat.duur[ind.id_number - 1][self.post]

    class NaBeoordeling(ciw.routing.NodeRouting):
        def next_node(self, ind):
            vervolg = wat.vervolg[ind.id_number - 1]
            return self.simulation.nodes[vervolg + 2 if vervolg < 2 else -1]

    def eerst_ontvangen(wachtend: list, t: float):  # noqa: ARG001
        return min(wachtend, key=lambda ind: ind.id_number)

    klassen = ("hoog", "midden", "laag")
    tussen = {}
    for nummer, klasse in enumerate(klassen):
        eigen = [moment for moment, urgentie in zip(wat.moment, wat.urgentie, strict=True) if urgentie == nummer]
        tussen[klasse] = ciw.dists.Sequential([*np.diff([0.0, *eigen]).tolist(), ONEINDIG])
    netwerk = ciw.create_network(
        arrival_distributions={klasse: [tussen[klasse], None, None] for klasse in klassen},
        service_distributions={klasse: [Duur(post) for post in range(3)] for klasse in klassen},
        number_of_servers=list(plaatsen),
        priority_classes={klasse: nummer for nummer, klasse in enumerate(klassen)},
        routing={
            klasse: ciw.routing.NetworkRouting(routers=[NaBeoordeling(), ciw.routing.Leave(), ciw.routing.Leave()])
            for klasse in klassen
        },
        service_disciplines=[eerst_ontvangen] * 3,
    )
    spel = ciw.Simulation(netwerk)
    spel.simulate_until_max_time(wat.einde)
    uit = np.full((len(wat.moment), 3, 2), ONEINDIG)
    for feit in spel.get_all_records():
        uit[feit.id_number - 1, feit.node - 1] = feit.service_start_date, feit.service_end_date
    for knoop in spel.transitive_nodes:  # wie aan het einde nog bezig is heeft nog geen record
        for zaak in knoop.all_individuals:
            if zaak.server:
                uit[zaak.id_number - 1, knoop.id_number - 1, 0] = zaak.service_start_date
    return uit


def per_week(wat: Invoer, momenten: Momenten, grenzen: np.ndarray, eerste: int) -> np.ndarray:
    """Per week: wat niet is opgepakt, en hoeveel er per post is afgerond; de telling van onze kern, uit de momenten."""
    ontvangen = np.array(wat.moment)
    stand = [((ontvangen < grens) & (momenten[:, 0, 0] >= grens)).sum() for grens in grenzen]
    vakken = [eerste, *grenzen.tolist()]
    af = [np.histogram(klaar[klaar < wat.einde], bins=vakken)[0] for klaar in momenten[:, :, 1].T]
    return np.stack([np.array(stand), *af], axis=1)
