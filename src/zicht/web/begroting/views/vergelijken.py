"""Scenario's naast elkaar, op het scherm, op papier en als CSV."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from zicht.web.begroting.stukken import Keuze, Stuk
from zicht.web.begroting.vergelijking import Blok, blokken
from zicht.web.begroting.views.pagina import RECHT, SOORT, open_van
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.vormgeving.csvbestand import csv_antwoord

HOOGSTENS = 5  # zoveel scenario's passen naast de begroting op een vel A4


@recht(RECHT, SOORT)
def vergelijken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De gekozen scenario's naast de begroting."""
    stuk = open_van(request, kenmerk)
    gekozen, te_veel = _gekozen(request, stuk)
    context: dict[str, Any] = {
        "stuk": stuk,
        "gekozen": gekozen,
        "codes": {keuze.scenario.code for keuze in gekozen},
        "past": [keuze for keuze in stuk.scenarios if keuze.uitslag],
        "past_niet": [keuze for keuze in stuk.scenarios if not keuze.uitslag],
        "te_veel": te_veel,
        "hoogstens": HOOGSTENS,
        "blokken": _blokken(stuk, gekozen),
        "vraag": request.GET.urlencode(),
    }
    return render(request, "begroting/vergelijken.html", context)


def _gekozen(request: Verzoek, stuk: Stuk) -> tuple[list[Keuze], bool]:
    """De scenario's in het adres; zonder keuze laag, midden en hoog."""
    codes = request.GET.getlist("s")
    past = [keuze for keuze in stuk.scenarios if keuze.uitslag]
    if "s" not in request.GET and "kies" not in request.GET:
        codes = [keuze.scenario.code for keuze in past if keuze.scenario.code in ("laag", "midden", "hoog")]
    gevonden = [keuze for keuze in past if keuze.scenario.code in codes]
    return gevonden[:HOOGSTENS], len(gevonden) > HOOGSTENS


def _blokken(stuk: Stuk, gekozen: list[Keuze]) -> list[Blok]:
    uitslagen = [keuze.uitslag for keuze in gekozen if keuze.uitslag]
    return blokken(stuk.rekenwerk, [stuk.rekenwerk.basis, *uitslagen])


@recht(RECHT, SOORT)
def als_csv(request: Verzoek, kenmerk: str) -> StreamingHttpResponse:
    """Dezelfde tabellen als bestand, met onafgeronde getallen."""
    stuk = open_van(request, kenmerk)
    gekozen, _ = _gekozen(request, stuk)
    kop = ["onderdeel", "regel", "eenheid", stuk.begroting.titel, *(keuze.scenario.titel for keuze in gekozen)]
    return csv_antwoord(f"scenarios-{stuk.kenmerk}.csv", kop, _rijen(_blokken(stuk, gekozen)))


def _rijen(alle: list[Blok]) -> Iterator[list[str]]:
    for blok in alle:
        for rij in blok.rijen:
            yield [blok.titel, rij.titel, rij.eenheid, *(_cel(cel.waarde) for cel in rij.cellen)]


def _cel(waarde: Any) -> str:
    """Een getal met een komma, zoals een Nederlands rekenblad het leest; onbekend blijft een woord."""
    return "onbekend" if waarde is None else f"{round(waarde, 4).normalize():f}".replace(".", ",")
