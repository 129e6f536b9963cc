"""Twee doorrekeningen naast elkaar: wat er anders gevraagd is, en wat er anders uitkomt."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zicht.capaciteit.studie.verslag import Studieverslag
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import antwoord, selecties
from zicht.web.capaciteit.antwoord import Rij
from zicht.web.capaciteit.models import Doorrekening, Stand
from zicht.web.capaciteit.views.pagina import INZIEN, SOORT
from zicht.web.capaciteit.views.uitkomst import verslag_van
from zicht.web.vormgeving.tekst import lang


@recht(INZIEN, SOORT)
def vergelijken(request: Verzoek) -> HttpResponse:
    """Kies er twee, en zie wat er verschilt."""
    klaar = list(
        Doorrekening.objects.filter(stand=Stand.KLAAR).select_related("door").order_by("-klaar_om")[: selecties.GETOOND]
    )
    gekozen = [_een(klaar, request.GET.get(naam, ""), plek) for naam, plek in (("een", 1), ("ander", 0))]
    context: dict[str, Any] = {"klaar": klaar, "gekozen": gekozen}
    if all(gekozen) and gekozen[0] != gekozen[1]:
        verslagen = [verslag_van(rij) for rij in gekozen if rij]
        context |= {"gevraagd": _gevraagd(verslagen), "delen": _delen(verslagen)}
    return render(request, "capaciteit/vergelijken.html", context)


def _een(klaar: list[Doorrekening], kenmerk: str, plek: int) -> Doorrekening | None:
    """De gevraagde, en anders de laatste twee."""
    gevraagd = next((rij for rij in klaar if rij.kenmerk == kenmerk), None)
    return gevraagd or (klaar[plek] if not kenmerk and len(klaar) > plek else None)


def _gevraagd(verslagen: list[Studieverslag]) -> list[Rij]:
    return [
        Rij("Cijfers tot en met", tuple((lang(v.herkomst.peildatum), "") for v in verslagen)),
        Rij("Vooruit tot en met", tuple((lang(v.studie.tot_en_met), "") for v in verslagen)),
        Rij("Nagespeeld", tuple((f"{v.studie.herhalingen} keer", "") for v in verslagen)),
        Rij("Wachtlijst aan het begin", tuple((str(v.wacht_vandaag), "") for v in verslagen)),
        Rij("Dezelfde cijfers", tuple((v.herkomst.feiten[:12], "") for v in verslagen), "De vingerafdruk van de feiten."),
        Rij("Hetzelfde model", tuple((v.herkomst.model[:12], "") for v in verslagen), "De vingerafdruk van het model."),
    ]  # fmt: skip


def _delen(verslagen: list[Studieverslag]) -> list[tuple[str, list[Rij]]]:
    """Per keuze die in allebei staat haar maten; niets doen staat er altijd bij."""
    tabellen = [_per_keuze(verslag) for verslag in verslagen]
    samen = [titel for titel in tabellen[0] if titel in tabellen[1]]
    return [(titel, _naast(tabellen[0][titel], tabellen[1][titel])) for titel in samen]


def _per_keuze(verslag: Studieverslag) -> dict[str, dict[str, tuple[str, str]]]:
    rijen = antwoord.tabel(verslag)
    return {k.titel: {rij.titel: rij.cellen[n] for rij in rijen} for n, k in enumerate(antwoord.kolommen(verslag))}


def _naast(een: dict[str, tuple[str, str]], ander: dict[str, tuple[str, str]]) -> list[Rij]:
    return [Rij(titel, (cel, ander[titel])) for titel, cel in een.items() if titel in ander]
