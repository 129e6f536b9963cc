"""De uitkomst van een doorrekening: per bladzijde een vraag, met een zin, een tekening en een tabel."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from zicht.capaciteit.studie.bewaren import uit_json
from zicht.capaciteit.studie.verslag import Reeks, Studieverslag
from zicht.capaciteit.uitkomst import INDICATOREN
from zicht.catalogus.indicatoren import INDICATOREN as ALLE
from zicht.rapportage import getallen
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import antwoord, beeld, ijkblad, selecties
from zicht.web.capaciteit.antwoord import Kolom, Rij
from zicht.web.capaciteit.invoer import Vraag
from zicht.web.capaciteit.models import Doorrekening
from zicht.web.capaciteit.tekening import Lijn, Punt, band, puntenkaart, schaal
from zicht.web.capaciteit.views.bestanden import PAPIER
from zicht.web.capaciteit.views.pagina import INZIEN, REKENEN, SOORT
from zicht.web.vormgeving.tekst import lang


def verslag_van(rij: Doorrekening) -> Studieverslag:
    """Het verslag, zoals het is vastgelegd."""
    return uit_json(Studieverslag, selecties.tekst_van(selecties.verslag_of_404(rij)))


def bladcontext(request: Verzoek, rij: Doorrekening, verslag: Studieverslag, blad: str) -> dict[str, Any]:
    """Wat elke bladzijde van een uitkomst nodig heeft."""
    bladen = [
        ("doorrekening", "Uitkomst", True),
        ("doorrekening_wachtlijst", "Wachtlijst", True),
        ("doorrekening_op_tijd", "Op tijd", True),
        ("doorrekening_grens", "Kosten en op tijd", beeld.zegt_iets(verslag.grens) or _gevraagd(rij) is Vraag.GRENS),
        ("doorrekening_gewicht", "Wat telt het zwaarst", verslag.beeld is not None),
        ("doorrekening_ijking", "Past het model?", True),
        ("doorrekening_terugtoets", "Een jaar terug", True),
    ]
    return {
        "rij": rij,
        "verslag": verslag,
        "studie": verslag.studie,
        "bladen": [(route, titel) for route, titel, is_er in bladen if is_er],
        "blad": blad,
        "kolommen": antwoord.kolommen(verslag),
        "mag_rekenen": request.user.mag(REKENEN),
    }


def _gevraagd(rij: Doorrekening) -> Vraag:
    return Vraag(rij.invoer["vraag"])


def toon(request: Verzoek, rij: Doorrekening) -> HttpResponse:
    """De keuzes naast elkaar, met bovenaan waar het op neerkomt."""
    verslag = verslag_van(rij)
    context = bladcontext(request, rij, verslag, "doorrekening") | {
        "zin": antwoord.kopzin(verslag),
        "rijen": antwoord.tabel(verslag),
        "terugzin": verslag.terugblik.zin if verslag.terugblik else "",
        "bestanden": PAPIER,
        "zoektochten": [beeld.zoektocht(een, verslag) for een in verslag.zoektochten],
    }
    return render(request, "capaciteit/uitkomst.html", context)


@recht(INZIEN, SOORT)
def wachtlijst(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De wachtlijst per week, een vak per keuze."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = verslag_van(rij)
    context = bladcontext(request, rij, verslag, "doorrekening_wachtlijst") | {
        "zin": antwoord.kopzin(verslag),
        "vakken": _vakken(verslag, antwoord.WACHTLIJST),
        "rijen": _weekrijen(verslag, antwoord.WACHTLIJST),
        "alle_rijen": _weekrijen(verslag, antwoord.WACHTLIJST, om=1),
    }
    return render(request, "capaciteit/wachtlijst.html", context)


@recht(INZIEN, SOORT)
def op_tijd(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het aandeel op tijd per week, en alle termijnen naast elkaar."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = verslag_van(rij)
    code = antwoord.indicator(verslag)
    context = bladcontext(request, rij, verslag, "doorrekening_op_tijd") | {"termijnen": _termijnen(verslag)}
    if antwoord.heeft_weken(verslag, code):
        context |= {
            "indicator": ALLE[code].titel,
            "norm": next((norm.waarde for norm in verslag.studie.normen if norm.indicator == code), None),
            "vakken": _vakken(verslag, code, procent=True),
            "rijen": _weekrijen(verslag, code, procent=True),
        }
    return render(request, "capaciteit/op_tijd.html", context)


def _vakken(verslag: Studieverslag, maat: str, *, procent: bool = False) -> list[tuple[Kolom, SafeString]]:
    """Per keuze een tekening op dezelfde schaal; niets doen ligt er gestippeld onder."""
    kolommen = antwoord.kolommen(verslag)
    lijnen = [_lijn(kolom.keuze.reeks(maat)) for kolom in kolommen]
    op = schaal(verslag.weekeinde, lijnen, procent=procent)
    norm = next((n.waarde for n in verslag.studie.normen if n.indicator == maat), None)
    return [
        (kolom, mark_safe(band(lijn, op, _alternatief(kolom, lijn, procent=procent), lijnen[0] if n else None, norm)))  # noqa: S308 - escaped there
        for n, (kolom, lijn) in enumerate(zip(kolommen, lijnen, strict=True))
    ]  # fmt: skip


def _lijn(reeks: Reeks) -> Lijn:
    return Lijn(reeks.midden, reeks.laag, reeks.hoog)


def _alternatief(kolom: Kolom, lijn: Lijn, *, procent: bool) -> str:
    bekend = [waarde for waarde in lijn.midden if waarde is not None]
    if not bekend:
        return f"{kolom.naam}: geen enkele week is bekend."
    schrijf = getallen.procent if procent else getallen.getal
    return (
        f"Lijngrafiek van {kolom.naam} per week: van {schrijf(bekend[0])} naar {schrijf(bekend[-1])}. De getallen staan in de tabel."
    )  # fmt: skip


def _weekrijen(verslag: Studieverslag, maat: str, *, om: int = 4, procent: bool = False) -> list[Rij]:
    return [
        Rij(lang(dag), tuple((antwoord.in_week(k.keuze, maat, plek, procent=procent), "") for k in antwoord.kolommen(verslag)))
        for dag, plek in antwoord.weken(verslag, om)
    ]  # fmt: skip


def _termijnen(verslag: Studieverslag) -> list[Rij]:
    bekend = {deel.maat for deel in verslag.niets_doen.opgeteld}
    return [
        Rij(ALLE[code].titel, tuple(antwoord.op_tijd(keuze, code, verslag) for keuze in verslag.alle))
        for code in INDICATOREN
        if code in bekend
    ]


@recht(INZIEN, SOORT)
def grens(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Kosten tegenover aandeel op tijd."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = verslag_van(rij)
    if verslag.grens is None:
        raise Http404("Bij deze vraag hoort geen grens.")
    punten = list(zip(antwoord.LETTERS, verslag.grens.punten, strict=False))
    letters = {punt.code: letter for letter, punt in punten}
    op_kaart = [Punt(letter, float(punt.euro), punt.tijdig.midden, bool(punt.beter)) for letter, punt in punten]
    context = bladcontext(request, rij, verslag, "doorrekening_grens") | {
        "indicator": ALLE[verslag.grens.indicator].titel,
        "zegt_iets": beeld.zegt_iets(verslag.grens),
        "redenen": sorted({k.kosten.waarom_onbekend for k in verslag.alle if k.kosten.waarom_onbekend}),
        "kaart": mark_safe(puntenkaart(op_kaart, _grens_in_woorden(punten))),  # noqa: S308 - escaped there
        "rijen": [beeld.grensrij(letter, punt, letters) for letter, punt in punten],
    }
    return render(request, "capaciteit/grens.html", context)


def _grens_in_woorden(punten: Sequence[tuple[str, Any]]) -> str:
    delen = "; ".join(
        f"{letter}: {getallen.euro(punt.euro)}, {getallen.procent(punt.tijdig.midden)} op tijd"
        for letter, punt in punten
    )
    return f"Puntengrafiek van kosten en aandeel op tijd. {delen}. De getallen staan in de tabel."


@recht(INZIEN, SOORT)
def gewicht(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een beeld: wat een stap met elke knop doet met fte, euro, wachten en op tijd."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = verslag_van(rij)
    if verslag.beeld is None:
        raise Http404("Bij deze vraag hoort geen gevoeligheid.")
    context = bladcontext(request, rij, verslag, "doorrekening_gewicht") | {
        "maten": [beeld.maatrij(maat) for maat in verslag.beeld.maten],
        "scenario": verslag.beeld.scenario,
        "knoppen": beeld.knoprijen(verslag.beeld),
        "staven": beeld.staafjes(verslag.beeld),
        "aansluiting": verslag.beeld.aansluiting,
    }
    return render(request, "capaciteit/gewicht.html", context)


def _bijlagen(rij: Doorrekening) -> Mapping[str, Any]:
    return selecties.bijlagen(selecties.verslag_of_404(rij))


@recht(INZIEN, SOORT)
def ijking(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Waar het model van uitgaat, waar dat vandaan komt, en waar te weinig feiten voor waren."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = verslag_van(rij)
    context = bladcontext(request, rij, verslag, "doorrekening_ijking") | {
        "onderdelen": ijkblad.onderdelen(_bijlagen(rij), verslag),
        "rekenwijze": ijkblad.rekenwijze(verslag),
        "dun": [een for een in verslag.aannames if een.dun],
        "herkomst": verslag.herkomst,
    }
    return render(request, "capaciteit/ijking.html", context)


@recht(INZIEN, SOORT)
def terugtoets(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Wat deze rekenwijze een jaar geleden gezegd zou hebben, naast wat het werd."""
    rij = selecties.doorrekening_of_404(kenmerk)
    verslag = verslag_van(rij)
    alle = verslag.terugblik.regels if verslag.terugblik else ()
    regels = [regel for regel in alle if not regel.maat.endswith(beeld.ERNAAST)]  # dat staat al in de zin
    context = bladcontext(request, rij, verslag, "doorrekening_terugtoets") | {
        "terugblik": verslag.terugblik,
        "toets": ijkblad.toetsblad(_bijlagen(rij)),
        "regels": [beeld.terugblikrij(regel) for regel in regels],
        "raak": sum(regel.verwacht.laag <= regel.werkelijk <= regel.verwacht.hoog for regel in regels),
    }
    return render(request, "capaciteit/terugtoets.html", context)
