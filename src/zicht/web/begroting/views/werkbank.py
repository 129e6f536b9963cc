"""De scenariowerkbank: aan de knoppen draaien, meteen zien wat het doet, en het bewaren met een naam."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zicht.core.begroting.scenario import Scenario
from zicht.web.begroting import handelingen
from zicht.web.begroting.forms import Redenveld
from zicht.web.begroting.grafiek import Staaf, staven
from zicht.web.begroting.rekenwerk import Uitslag
from zicht.web.begroting.stukken import Keuze, Stuk
from zicht.web.begroting.vergelijking import FORMATIE, LASTEN, Rij, bijdrage, rijen_van, samen
from zicht.web.begroting.views.pagina import BEWERKEN, RECHT, SOORT, open_van, probeer, wie_wanneer
from zicht.web.begroting.werkbank import Invoer, invoer
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek

IN_GRAFIEK = 12


class Bewaarformulier(forms.Form):
    """Een scenario een naam geven."""

    titel = forms.CharField(label="Naam van het scenario", max_length=80)
    reden = Redenveld(help_text="Wat onderzoekt u met dit scenario?")
    scenarioversie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    op_versie = forms.IntegerField(widget=forms.HiddenInput)


@recht(RECHT, SOORT)
def werkbank(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De knoppen met de uitkomst; htmx vraagt alleen de uitkomst."""
    stuk = open_van(request, kenmerk)
    keuze = _scenario(request, stuk)
    gegevens = request.POST if request.method == "POST" else None
    ingevuld = invoer(stuk.rekenwerk, gegevens, keuze.scenario if keuze else None)
    if request.headers.get("HX-Request"):
        return render(request, "begroting/delen/antwoord.html", _context(request, stuk, ingevuld))
    return _toon(request, stuk, ingevuld, keuze, Bewaarformulier(initial=_begin(stuk, keuze)))


@recht(RECHT, SOORT, post=BEWERKEN)
@require_POST
def bewaren(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het scenario bewaren, met een naam en een reden."""
    stuk = open_van(request, kenmerk)
    keuze = _scenario(request, stuk)
    ingevuld = invoer(stuk.rekenwerk, request.POST, keuze.scenario if keuze else None)
    formulier = Bewaarformulier(request.POST)
    if stuk.rij is not None and formulier.is_valid() and _kan(formulier, ingevuld):
        schoon, rij = formulier.cleaned_data, stuk.rij
        versie = schoon["scenarioversie"] if keuze and keuze.rij and keuze.rij.titel == schoon["titel"] else None

        def doe() -> None:
            gemaakt.append(handelingen.scenario_bewaren(
                rij, titel=schoon["titel"], wijzigingen=ingevuld.wijzigingen, reden=schoon["reden"],
                op_versie=schoon["op_versie"], versie=versie, **wie_wanneer(request)))  # fmt: skip

        gemaakt: list[Any] = []
        if probeer(formulier, doe):
            messages.success(request, f"Het scenario ‘{schoon['titel']}’ is bewaard.")
            return redirect(f"{reverse('vergelijken', args=[kenmerk])}?s={gemaakt[0].code}")
    return _toon(request, stuk, ingevuld, keuze, formulier)


def _kan(formulier: forms.Form, ingevuld: Invoer) -> bool:
    if ingevuld.fout:
        formulier.add_error(None, "Deze combinatie kan niet. Bij de knoppen staat wat er eerst anders moet.")
    elif not ingevuld.wijzigingen:
        formulier.add_error(None, "Er staat nog niets anders dan in de begroting. Verschuif eerst een knop.")
    return formulier.is_valid()


def _scenario(request: Verzoek, stuk: Stuk) -> Keuze | None:
    """Het scenario dat open is; een onbekend scenario is een verkeerd adres."""
    code = request.POST.get("scenario", "") if request.method == "POST" else request.GET.get("scenario", "")
    if not code:
        return None
    keuze = stuk.scenario(code)
    if keuze is None or keuze.uitslag is None:
        raise Http404("Dit scenario hoort niet bij deze begroting.")
    return keuze


def _begin(stuk: Stuk, keuze: Keuze | None) -> dict[str, Any]:
    eigen = keuze and keuze.rij
    return {
        "titel": eigen.titel if eigen else "",
        "scenarioversie": eigen.versie if eigen else None,
        "op_versie": stuk.nummer,
    }


def _toon(request: Verzoek, stuk: Stuk, ingevuld: Invoer, keuze: Keuze | None, formulier: forms.Form) -> HttpResponse:
    context = _context(request, stuk, ingevuld) | {
        "keuze": keuze,
        "formulier": formulier,
        "mag_bewerken": request.user.mag(BEWERKEN),
    }
    return render(request, "begroting/werkbank.html", context)


def _context(request: Verzoek, stuk: Stuk, ingevuld: Invoer) -> dict[str, Any]:
    werk = stuk.rekenwerk
    gemeente = _gemeente(request, stuk)
    uitslag = None if ingevuld.fout else werk.uitslag(Scenario("werkbank", "werkbank", ingevuld.wijzigingen))
    rijen = _uitkomst(werk.basis, uitslag, gemeente) if uitslag else []
    return {
        "stuk": stuk,
        "invoer": ingevuld,
        "uitslag": uitslag,
        "gemeente": gemeente,
        "rijen": rijen,
        "onbekend": [rij for rij in rijen if rij.waarom],
    }


def _gemeente(request: Verzoek, stuk: Stuk) -> str:
    """De gekozen gemeente, anders de eerste."""
    gemeenten = stuk.begroting.gemeenten if stuk.begroting.maten else {}
    gevraagd = (request.POST if request.method == "POST" else request.GET).get("gemeente", "")
    return gevraagd if gevraagd in gemeenten else next(iter(gemeenten), "")


def _uitkomst(basis: Uitslag, nu: Uitslag, gemeente: str) -> list[Rij]:
    uitslagen = (basis, nu)
    rijen = [*rijen_van(uitslagen, ("uren", *FORMATIE, *LASTEN)), samen(uitslagen)]
    return [*rijen, bijdrage(uitslagen, gemeente)] if gemeente else rijen


@recht(RECHT, SOORT)
def gevoeligheid(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Welke aanname het totaal het meest verplaatst."""
    stuk = open_van(request, kenmerk)
    rijen = stuk.rekenwerk.gevoeligheid
    staafjes = [Staaf(g.knop.titel, g.omlaag or 0, g.omhoog or 0, "") for g in rijen[:IN_GRAFIEK]]  # pyright: ignore[reportArgumentType]
    tekening = staven("Wat een stap omhoog of omlaag met het totaal doet; de getallen staan in de tabel", staafjes)
    sjabloon = (
        "begroting/delen/gevoeligheid.html" if request.headers.get("HX-Request") else "begroting/gevoeligheid.html"
    )
    context = {
        "stuk": stuk,
        "rijen": rijen,
        "tekening": tekening if rijen else "",
        "in_grafiek": min(IN_GRAFIEK, len(rijen)),
    }
    return render(request, sjabloon, context)
