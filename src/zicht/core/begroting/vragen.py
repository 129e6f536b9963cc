"""Vragen per eenheid, uit het model beantwoord: wat kosten honderd meldingen, een punt verzuim, een ingehuurde fte?"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, pas_toe
from zicht.core.begroting.trechter import uit_getal
from zicht.core.begroting.uitkomst import Uitkomst, gegeven, product, verschil

MELDINGEN = "stroom.meldingen.aantal"
HONDERD_MELDINGEN = Decimal(100)
EEN_PUNT = Decimal(1)

KEUZES = (
    "Honderd meldingen extra gaan met dezelfde aandelen door de trechter; de uren worden door inhuur gemaakt.",
    "Een punt verzuim is een procent van alle personeel, vervangen door inhuur.",
)


def vragen(model: Model) -> Iterator[Uitkomst]:
    """De antwoorden die met deze begroting te geven zijn."""
    begroting = model.begroting
    if begroting.getal("loonkosten.inhuur"):
        if begroting.getal(MELDINGEN):
            yield honderd_meldingen(begroting, model)
        if begroting.getal("verzuim.verwacht"):
            yield punt_verzuim(begroting)
        yield from _een_fte(begroting)


def honderd_meldingen(begroting: Begroting, model: Model) -> Uitkomst:
    """Wat honderd extra meldingen kosten als inhuur het werk doet."""
    erbij = (Wijziging(MELDINGEN, Wijze.PLUS, HONDERD_MELDINGEN),)
    meer = reken(pas_toe(begroting, Scenario("meer", "honderd meldingen meer", erbij)))
    fte = verschil("vraag.extra_fte", "extra formatie", "fte",
                   meer["fte.primair"].als("vraag.fte_met", "formatie met honderd meldingen meer"), model["fte.primair"])  # fmt: skip
    return product("vraag.honderd_meldingen", "Honderd meldingen meer, met inhuur", "euro", fte, _inhuur(begroting))


def punt_verzuim(begroting: Begroting) -> Uitkomst:
    """Wat een procentpunt meer verzuim kost."""
    erbij = Scenario("verzuim", "een punt verzuim", (Wijziging("verzuim.verwacht", Wijze.PLUS, EEN_PUNT),))
    kosten = reken(pas_toe(begroting, erbij))["vervanging.verzuim"]
    return replace(kosten, code="vraag.punt_verzuim", titel="Een punt verzuim meer")


def _een_fte(begroting: Begroting) -> Iterator[Uitkomst]:
    inhuur, dienst = _inhuur(begroting), begroting.getal("loonkosten.in_dienst")
    if dienst:
        in_dienst = uit_getal("loonkosten.in_dienst", "een fte in dienst", dienst)
        yield verschil("vraag.inhuur_duurder", "Een fte inhuur in plaats van in dienst", "euro", inhuur, in_dienst)


def _inhuur(begroting: Begroting) -> Uitkomst:
    getal = begroting.getal("loonkosten.inhuur")
    if getal is None:
        return gegeven(
            "loonkosten.inhuur", "een ingehuurde fte", None, "euro", noot="het tarief van inhuur is niet bekend"
        )
    return uit_getal("loonkosten.inhuur", "een ingehuurde fte", getal)
