"""Recidive: hoe lang het duurt tot een nieuwe melding, de cijfers van de notitie, en de indeling van het CBS ernaast."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from zicht.catalogus import load
from zicht.catalogus.indicatoren import hermelding, keten
from zicht.cijfers import recidive as r
from zicht.cijfers.overleving import Punt
from zicht.core.indicatoren import Indicator
from zicht.core.publicatie import keuzes
from zicht.rapportage.bord.lijnen import As, Band, Lijn, tekening
from zicht.rapportage.bord.verloop import Punt as Cijferpunt
from zicht.rapportage.bord.verloop import punt
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord.keuze import Keuze
from zicht.web.bord.views.dubbelbeeld import INTERN
from zicht.web.bord.views.pagina import SOORT, bladzijde, met_keuze

_WEEK = 7


@recht(INTERN, SOORT)
@met_keuze
def recidive(request: Verzoek, keuze: Keuze) -> HttpResponse:
    """Een bladzijde zonder norm en zonder kleur."""
    gemeente = keuze.gebied.code if keuze.gebied.is_gemeente else None
    beleid = load.publicatiebeleid(keuze.stand.peildatum, keuze.gebied.regio)
    with keuze.stand.rekenen() as cijfers:
        delen = r.terugkeer(cijfers, gemeente)
        klassen = r.meldingklassen(cijfers, keuze.periode, gemeente)
        codes = [g.code for g in keuze.gebieden if g.is_gemeente]
        veilig = (
            [] if gemeente else [(route, r.veilig_per_gemeente(cijfers, route, codes, beleid)) for route in r.Route]
        )
    namen = {g.code: g.naam for g in keuze.gebieden}
    totaal = sum(klassen.values())
    return bladzijde(
        request, "recidive", keuze, delen=delen, momenten=list(r.MOMENTEN), zin=_zin(delen), grafiek=_tekening(delen),
        indicatoren=[(indicator, _punt(keuze, indicator)) for indicator in keten.INDICATOREN],
        klassen=[(klasse, n, totaal) for klasse, n in klassen.items()], totaal=totaal,
        veilig=[(route, [(namen.get(rij.gebied or "", "hele regio"), rij) for rij in rijen]) for route, rijen in veilig],
        waarom=r.WAAROM_GEEN_NORM, bron=r.BRON, regels=r.KEUZES, cbs_regels=hermelding.KEUZES, beleid=keuzes(beleid),
    )  # fmt: skip


def _punt(keuze: Keuze, indicator: Indicator) -> Cijferpunt:
    """Het cijfer van de notitie in de gekozen periode en het gekozen gebied."""
    gebied = keuze.gebied
    [uitkomst] = keuze.stand.reeks([keuze.periode], per=gebied.per, codes=[indicator.code], gebieden=(gebied.code,))
    return punt(uitkomst.van(indicator.code), keuze.periode, uitkomst.peildatum)


def _zin(delen: Sequence[r.Terugkeer]) -> str:
    zinnen = [zin for deel in delen if (zin := _routezin(deel))]
    return " ".join(zinnen) or "Er zijn nog te weinig gesloten dossiers om iets over te zeggen."


def _routezin(deel: r.Terugkeer) -> str:
    punt = deel.punten[12]
    if punt is None:
        return ""
    return (
        f"{deel.route.titel} kwam er bij {punt.wel * 100:.0f}\N{NO-BREAK SPACE}% van de dossiers binnen een jaar een nieuwe melding"
        f"{_tussen(punt)}."
    )


def _tussen(punt: Punt) -> str:
    if punt.laag is None or punt.hoog is None:
        return ""
    return f" (tussen {(1 - punt.hoog) * 100:.0f} en {(1 - punt.laag) * 100:.0f}\N{NO-BREAK SPACE}%)"


def _tekening(delen: Sequence[r.Terugkeer]) -> SafeString:
    """Het deel met een nieuwe melding in de eerste twee jaar, per route, met band."""
    lijnen: list[Lijn] = []
    banden: list[Band] = []
    hoogste = 0.05
    for nummer, deel in enumerate(delen):
        punten = [punt for dag in range(0, r.LANGSTE + 1, _WEEK) if (punt := deel.kromme.op(dag))]
        lijnen.append(Lijn(deel.route.titel, [(punt.dag, punt.wel) for punt in punten], tweede=bool(nummer), trap=True))
        met_band = [(p.dag, 1 - p.hoog, 1 - p.laag) for p in punten if p.laag is not None and p.hoog is not None]
        banden.append(Band(met_band, trap=True))
        hoogste = max([hoogste, *(hoog for _, _, hoog in met_band)])
    stap = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if hoogste / s <= 6)
    links = [(n * stap, f"{n * stap * 100:.0f} %") for n in range(int(hoogste / stap) + 2)]
    onder = [(dagen, f"{maanden} maanden") for maanden, dagen in {0: 0, **r.MOMENTEN}.items()][1:-1]
    titel = "Het deel van de gesloten dossiers met een nieuwe melding, naar de tijd na het sluiten. De getallen staan in de tabel."
    as_ = As(r.LANGSTE, [*onder, (r.LANGSTE - 30, "24 maanden")], links[-1][0], links)
    return mark_safe(tekening(titel, as_, lijnen, banden))  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt
