"""De duiding schrijven: het tekstvak, de cijfers om uit te kiezen, en wat de toets van elke zin vindt."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.rapportage.burap.toets import Toets
from zicht.rapportage.cijferkeuze import Keuze, titels
from zicht.rapportage.cijferkeuze import keuzes as kies_uit
from zicht.rapportage.zinnen import waaraan
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.rapporten import gemaakt, handelingen, opmaak, selecties
from zicht.web.rapporten.forms import Tekstformulier
from zicht.web.rapporten.gemaakt import Gemaakt
from zicht.web.rapporten.handelingen import Intussen
from zicht.web.rapporten.models import Rapport, Tekst
from zicht.web.rapporten.soorten import Deel, soort
from zicht.web.rapporten.views.rapport import pagina_van
from zicht.web.rapporten.volgorde import INZIEN, SCHRIJVEN
from zicht.web.registratie import concepten
from zicht.web.registratie.views.pagina import probeer, wie_wanneer

HOOGSTENS_GETOOND = 60


@recht(INZIEN, "rapport", post=SCHRIJVEN)
def schrijven(request: Verzoek, kenmerk: str, deel: str) -> HttpResponse:
    """Een deel schrijven, toetsen en bewaren; wie alleen mag inzien leest mee."""
    rij, welk = _deel(request, kenmerk, deel)
    if request.POST.get("actie") == "weggooien":
        concepten.verwijder(request.user, _plek(rij, welk))
        return redirect("rapport_schrijven", kenmerk=kenmerk, deel=deel)
    laatste = selecties.laatste_teksten(rij).get(deel)
    formulier, ander = _formulier(request, rij, welk, laatste), None
    if request.method == "POST" and formulier.is_valid():
        ander = _verwerk(request, rij, welk, formulier)
        if ander is None and not formulier.errors and request.POST.get("actie") == "bewaren":
            return redirect("rapport_schrijven", kenmerk=kenmerk, deel=deel)
    return render(request, "rapporten/schrijven.html", _context(request, rij, welk, formulier, laatste, ander))


def _deel(request: Verzoek, kenmerk: str, code: str) -> tuple[Rapport, Deel]:
    rij = selecties.rapport_of_404(request.user, kenmerk)
    welk = soort(rij.soort).deel(code)
    if welk is None:
        raise Http404("Dit deel bestaat niet.")
    return rij, welk


def _plek(rij: Rapport, deel: Deel) -> str:
    """Waar getypte tekst bewaard wordt tot iemand op Bewaren drukt."""
    return f"rapport/{rij.kenmerk}-{deel.code}"


def _formulier(request: Verzoek, rij: Rapport, deel: Deel, laatste: Tekst | None) -> Tekstformulier:
    if request.method == "POST":
        return Tekstformulier(request.POST)
    begin = {"tekst": laatste.tekst if laatste else "", "versie": laatste.nummer if laatste else 0}
    if _mag_schrijven(request, rij) and (getypt := concepten.lees(request.user, _plek(rij, deel))):
        begin = {"tekst": getypt.get("tekst", ""), "versie": getypt.get("versie", begin["versie"])}
    return Tekstformulier(initial=begin)


def _mag_schrijven(request: Verzoek, rij: Rapport) -> bool:
    return request.user.mag(SCHRIJVEN) and not rij.vast


def _verwerk(request: Verzoek, rij: Rapport, deel: Deel, formulier: Tekstformulier) -> Tekst | None:
    """Bewaar of toets; schreef een ander intussen, dan komt diens tekst terug en blijft de getypte tekst staan."""
    if request.POST.get("actie") != "bewaren":
        concepten.bewaar(request.user, _plek(rij, deel), concepten.velden_van(request.POST), om=timezone.now())
        return None
    ander: list[Tekst] = []

    def doe() -> None:
        schoon = formulier.cleaned_data
        try:
            nieuw = handelingen.tekst_bewaren(
                rij, deel.code, schoon["tekst"], versie=schoon["versie"], **wie_wanneer(request)
            )
        except Intussen as fout:
            ander.extend([fout.ander] if fout.ander else [])
            raise
        messages.success(request, "De tekst is bewaard." if nieuw else "Er was niets veranderd.")
        concepten.verwijder(request.user, _plek(rij, deel))

    probeer(formulier, doe)
    if not ander:
        return None
    concepten.bewaar(request.user, _plek(rij, deel), concepten.velden_van(request.POST), om=timezone.now())
    formulier.data = formulier.data.copy()
    formulier.data["versie"] = ander[0].nummer
    return ander[0]


def _context(
    request: Verzoek, rij: Rapport, deel: Deel, formulier: Tekstformulier, laatste: Tekst | None, ander: Tekst | None
) -> dict[str, Any]:
    stand = selecties.stand_van(rij)
    cijfers = gemaakt.van(stand) if stand else None
    getypt = str(formulier["tekst"].value() or "")
    uitslag = opmaak.toets_deel(cijfers, deel, getypt) if cijfers and getypt.strip() else None
    return pagina_van(rij) | {
        "deel": deel,
        "delen": soort(rij.soort).delen,
        "formulier": formulier,
        "laatste": laatste,
        "ander": ander,
        "uit_concept": request.method == "GET" and getypt != (laatste.tekst if laatste else ""),
        "uitslag": uitslag,
        "zinnen": zinnen_van(uitslag, cijfers) if uitslag and cijfers else [],
        "plek": _plek(rij, deel),
        "getekend": selecties.handtekeningen(rij),
        "mag_schrijven": _mag_schrijven(request, rij),
    } | keuzes_van(request, cijfers, deel)  # fmt: skip


def zinnen_van(uitslag: Toets, cijfers: Gemaakt) -> list[dict[str, Any]]:
    """Elke zin met waar haar getallen en richtingwoorden aan hangen; wat geweigerd wordt eerst."""
    bekend = titels(cijfers.namen)
    rijen = [
        {
            "zin": zin,
            "hangt": [(stuk.tekst, waaraan(stuk.binding, cijfers.lijst, bekend)) for stuk in zin.gebonden],
        }
        for zin in uitslag.zinnen
    ]
    return sorted(rijen, key=lambda rij: not rij["zin"].bezwaren)


@recht(INZIEN, "rapport")
def keuzes(request: Verzoek, kenmerk: str, deel: str) -> HttpResponse:
    """De cijfers van een deel, gezocht op een woord of van een gemeente."""
    rij, welk = _deel(request, kenmerk, deel)
    stand = selecties.stand_van(rij)
    context = pagina_van(rij) | {"deel": welk} | keuzes_van(request, gemaakt.van(stand) if stand else None, welk)
    return render(request, "rapporten/delen/keuzes.html", context)


def keuzes_van(request: Verzoek, cijfers: Gemaakt | None, deel: Deel) -> dict[str, Any]:
    """De cijfers om uit te kiezen, per onderwerp; gezocht wordt in de naam en in de groep."""
    velden = request.POST if request.method == "POST" else request.GET
    zoek, gemeente = velden.get("zoek", "").strip().lower()[:60], velden.get("gemeente", "")
    if cijfers is None:
        return {"groepen": [], "gemeenten": (), "zoek": zoek, "gemeente": ""}
    if gemeente not in dict(cijfers.gemeenten):
        gemeente = ""
    alle = kies_uit(cijfers.namen, cijfers.lijst, deel.kiest_uit, gemeente)
    groepen: dict[str, list[Keuze]] = {}
    for keuze in alle:
        if zoek in f"{keuze.naam.groep} {keuze.naam.titel}".lower():
            groepen.setdefault(keuze.naam.groep, []).append(keuze)
    return {"groepen": list(groepen.items()), "gemeenten": cijfers.gemeenten, "zoek": zoek, "gemeente": gemeente}


@recht(INZIEN, "rapport")
def versies(request: Verzoek, kenmerk: str, deel: str) -> HttpResponse:
    """Alle versies van een tekst, met wie haar schreef en wanneer."""
    rij, welk = _deel(request, kenmerk, deel)
    return render(
        request, "rapporten/versies.html", pagina_van(rij) | {"deel": welk, "versies": selecties.versies(rij, deel)}
    )
