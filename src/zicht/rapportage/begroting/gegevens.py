"""Een begrotingsstuk als gegevens voor een ander programma: vaste namen, vaste volgorde, getallen zonder opmaak."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from zicht.catalogus import load
from zicht.core.begroting.afwijkingen import Afwijking
from zicht.core.begroting.gevoeligheid import Gevoeligheid
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.core.begroting.verdeling import Bijdrage
from zicht.core.bronnen import Bron
from zicht.rapportage.begroting.stuk import Scenariostand, Stuk

FORMAAT = 1
Gegevens = dict[str, Any]


def gegevens(stuk: Stuk) -> Gegevens:
    """Het hele stuk; onbekend is null."""
    b = stuk.begroting
    standen = [_stand(stand) for stand in stuk.standen]
    return {
        "soort": "begroting",
        "formaat": FORMAAT,
        "regio": b.regio,
        "organisatie": b.organisatie,
        "jaar": b.jaar,
        "titel": b.titel,
        "bron": bron(b.bron),
        "begroot_totaal": getal(stuk.begroot),
        "uitkomsten": [_uitkomst(deel) for deel in stuk.uitkomsten.values()],
        "afwijkingen": [_afwijking(deel) for deel in stuk.afwijkingen],
        "bijdragen": _bijdragen(stuk.bijdragen),
        "jaren": [{"jaar": jaar, "fte_primair": getal(model["fte.primair"].waarde),
                   "totaal": getal(model.uitkomsten["totaal"].waarde) if stuk.heeft_lasten else None}
                  for jaar, model in stuk.per_jaar.items()],
        "gevoeligheid": [_knop(deel) for deel in stuk.gevoeligheid],
        "scenario": standen[0] if len(standen) == 1 else None,
        "scenarios": standen,
        "keuzes": list(b.keuzes),
    }  # fmt: skip


def als_json(stuk: Stuk) -> bytes:
    """Het hele stuk als JSON; hetzelfde stuk geeft dezelfde bytes."""
    return (json.dumps(gegevens(stuk), ensure_ascii=False, indent=1) + "\n").encode()


def opbouw(deel: Uitkomst) -> Gegevens:
    """Een uitkomst met alles waaruit zij ontstaat, tot de ingevoerde getallen en hun bron."""
    boom = _uitkomst(deel) | {"bewerking": deel.bewerking.name.lower(), "bron": bron(deel.bron)}
    return boom | {"delen": [opbouw(onder) for onder in deel.delen]}


def getal(waarde: Decimal | None) -> int | float | None:
    """Een getal zoals JSON het kent, op hoogstens zes decimalen."""
    if waarde is None:
        return None
    rond = round(waarde, 6)
    return int(rond) if rond == int(rond) else float(rond)


def bron(verwijzing: Bron | None) -> Gegevens | None:
    """Een bron met de titel van het document, als de catalogus die kent."""
    if verwijzing is None:
        return None
    bekend = load.bronnen().get(verwijzing.sleutel)
    return {
        "sleutel": verwijzing.sleutel,
        "titel": bekend.titel if bekend else None,
        "vindplaats": verwijzing.vindplaats,
    }


def _uitkomst(deel: Uitkomst) -> Gegevens:
    return {
        "code": deel.code,
        "titel": deel.titel,
        "waarde": getal(deel.waarde),
        "eenheid": deel.eenheid,
        "noot": deel.noot,
    }


def _afwijking(deel: Afwijking) -> Gegevens:
    return {
        "code": deel.controle.code,
        "titel": deel.controle.titel,
        "links": {"code": deel.links.code, "waarde": getal(deel.links.waarde)},
        "rechts": {"code": deel.rechts.code, "waarde": getal(deel.rechts.waarde)},
        "eenheid": deel.links.eenheid,
        "verschil": getal(deel.verschil),
        "tolerantie": getal(deel.controle.tolerantie),
        "klopt": deel.klopt,
        "verklaring": deel.controle.verklaring,
    }


def _bijdragen(delen: Iterable[Bijdrage]) -> list[Gegevens]:
    return [
        {"gemeente": deel.gemeente, "naam": deel.naam, "aandeel": getal(deel.aandeel), "bedrag": deel.bedrag_euro}
        for deel in delen
    ]


def _knop(deel: Gevoeligheid) -> Gegevens:
    knop = deel.knop
    return {"pad": knop.pad, "titel": knop.titel, "waarde": getal(knop.waarde), "eenheid": knop.eenheid,
            "stap": getal(knop.stap), "wijze": knop.wijze.value, "omhoog": getal(deel.omhoog), "omlaag": getal(deel.omlaag)}  # fmt: skip


def _stand(stand: Scenariostand) -> Gegevens:
    scenario = stand.scenario
    return {
        "code": scenario.code,
        "titel": scenario.titel,
        "omschrijving": scenario.omschrijving,
        "bron": bron(scenario.bron),
        "keuzes": list(scenario.keuzes),
        "effect": getal(stand.effect),
        "begroot_totaal": getal(stand.begroot),
        "wijzigingen": [
            {"pad": deel.pad, "wijze": deel.wijze.value, "getal": getal(deel.getal), "waarom": deel.waarom, "effect": getal(apart)}
            for deel, apart in stand.per_wijziging or ((w, None) for w in scenario.wijzigingen)
        ],
        "uitkomsten": [_uitkomst(deel) for deel in stand.model.uitkomsten.values()],
        "bijdragen": _bijdragen(stand.bijdragen),
    }  # fmt: skip
