"""Een nieuwe doorrekening: een vraag per bladzijde, en aan het einde alles bij elkaar."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import GeenToegang, recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.capaciteit import aanbod, handelingen, werk, woorden
from zicht.web.capaciteit.forms import (
    DELEN,
    MENSEN,
    Eigenformulier,
    Keuzesformulier,
    Mensenformulier,
    Normformulier,
    Preciesformulier,
    Stapformulier,
    Vooruitformulier,
    Vraagformulier,
    hoogstens,
)
from zicht.web.capaciteit.invoer import Invoer
from zicht.web.capaciteit.models import Doorrekening
from zicht.web.capaciteit.views.pagina import REKENEN, SOORT, concept_van, hoort_erbij, stapcontext, volgende, vorige
from zicht.web.registratie.views.pagina import probeer, wie_wanneer


def _post(request: Verzoek) -> QueryDict | None:
    """Wat er verstuurd is; een leeg antwoord is ook een antwoord."""
    return request.POST if request.method == "POST" else None


@recht(REKENEN, SOORT)
def nieuw(request: Verzoek) -> HttpResponse:
    """De eerste vraag; pas bij het antwoord komt er een doorrekening in de lijst."""
    invoer = aanbod.begin()
    formulier = Vraagformulier(invoer, _post(request))
    gemaakt: list[Doorrekening] = []
    if formulier.is_valid() and probeer(formulier, lambda: gemaakt.append(
        handelingen.doorrekening_beginnen(formulier.antwoord(), **wie_wanneer(request))
    )):  # fmt: skip
        return redirect(volgende(formulier.antwoord(), "capaciteit_vraag", gemaakt[0].kenmerk))
    context = stapcontext(None, invoer, "capaciteit_vraag")
    return render(request, "capaciteit/stap.html", context | {"formulier": formulier, "vorige": reverse("capaciteit")})


@recht(REKENEN, SOORT)
def vraag(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De vraag zelf."""
    rij = concept_van(request, kenmerk)
    return _stap(request, rij, Vraagformulier(Invoer.van(rij.invoer), _post(request)), "capaciteit_vraag")


@recht(REKENEN, SOORT)
def keuzes(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Welke keuzes naast elkaar komen."""
    rij = concept_van(request, kenmerk)
    invoer = Invoer.van(rij.invoer)
    formulier = Keuzesformulier(aanbod.keuzes(), invoer, _post(request))
    if request.POST.get("actie") == "eigen":
        bewaar_vinkjes(request, rij, formulier)
        return redirect("capaciteit_eigen_nieuw", kenmerk=kenmerk)
    eigen = [(nummer, een, woorden.in_woorden(een)) for nummer, een in enumerate(invoer.eigen)]
    return _stap(
        request,
        rij,
        formulier,
        "capaciteit_keuzes",
        {"eigen": eigen, "keuzestap": True, "hoogstens": hoogstens(invoer)},
    )


def bewaar_vinkjes(request: Verzoek, rij: Doorrekening, formulier: Keuzesformulier) -> None:
    """Wat er al is aangevinkt blijft, ook als iemand eerst iets anders doet."""
    formulier.is_valid()
    gekozen = formulier.gekozen(formulier.cleaned_data)
    handelingen.doorrekening_invullen(rij, formulier.invoer.met(keuzes=gekozen), **wie_wanneer(request))


@recht(REKENEN, SOORT)
def mensen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Bij welk werk en hoe er mensen bij kunnen."""
    rij = concept_van(request, kenmerk)
    return _stap(request, rij, Mensenformulier(Invoer.van(rij.invoer), _post(request)), "capaciteit_mensen")


@recht(REKENEN, SOORT)
def norm(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Welke normen gehaald moeten worden."""
    rij = concept_van(request, kenmerk)
    formulier = Normformulier(aanbod.normen(), Invoer.van(rij.invoer), _post(request))
    return _stap(request, rij, formulier, "capaciteit_norm")


@recht(REKENEN, SOORT)
def vooruit(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Hoe ver vooruit."""
    rij = concept_van(request, kenmerk)
    return _stap(request, rij, Vooruitformulier(Invoer.van(rij.invoer), _post(request)), "capaciteit_vooruit")


@recht(REKENEN, SOORT)
def precies(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Hoe vaak het wordt nagespeeld, met hoe lang dat duurt."""
    rij = concept_van(request, kenmerk)
    invoer = Invoer.van(rij.invoer)
    formulier = Preciesformulier(aanbod.herhalingen(invoer), invoer, _post(request))
    return _stap(request, rij, formulier, "capaciteit_precies")


def _stap(
    request: Verzoek, rij: Doorrekening, formulier: Stapformulier, route: str, extra: dict[str, Any] | None = None
) -> HttpResponse:
    if not hoort_erbij(formulier.invoer, route):  # een bladzijde van een andere vraag
        return redirect("capaciteit_vraag", kenmerk=rij.kenmerk)
    if formulier.is_valid() and probeer(
        formulier, lambda: handelingen.doorrekening_invullen(rij, formulier.antwoord(), **wie_wanneer(request))
    ):
        return redirect(volgende(formulier.antwoord(), route, rij.kenmerk))
    context = stapcontext(rij, formulier.invoer, route) | {
        "formulier": formulier,
        "vorige": vorige(formulier.invoer, route, rij.kenmerk),
    }
    return render(request, "capaciteit/stap.html", context | (extra or {}))


@recht(REKENEN, SOORT)
def eigen(request: Verzoek, kenmerk: str, nummer: int | None = None) -> HttpResponse:
    """Zelf een keuze maken of aanpassen."""
    rij = concept_van(request, kenmerk)
    invoer = Invoer.van(rij.invoer)
    if nummer is not None and nummer >= len(invoer.eigen):
        raise Http404("Deze keuze is er niet meer.")
    nu = None if nummer is None else invoer.eigen[nummer]
    deel = request.GET.get("deel", "")
    deel = deel if deel in dict(DELEN) else MENSEN
    formulier = Eigenformulier(deel, _post(request), keuze=nu, met_verzuim=aanbod.met_verzuim())

    def doe() -> None:
        plek = len(invoer.eigen) if nummer is None else nummer
        nieuwe = (*invoer.eigen[:plek], formulier.keuze(), *invoer.eigen[plek + 1 :])
        handelingen.doorrekening_invullen(rij, invoer.met(eigen=nieuwe), **wie_wanneer(request))

    if formulier.is_valid() and probeer(formulier, doe):
        return redirect("capaciteit_keuzes", kenmerk=kenmerk)
    context = stapcontext(rij, invoer, "capaciteit_keuzes") | {
        "formulier": formulier,
        "delen": DELEN,
        "deel": deel,
        "nu": woorden.in_woorden(nu) if nu else "",
    }
    return render(request, "capaciteit/eigen.html", context)


@recht(REKENEN, SOORT)
@require_POST
def eigen_weg(request: Verzoek, kenmerk: str, nummer: int) -> HttpResponse:
    """Een zelfgemaakte keuze weghalen."""
    rij = concept_van(request, kenmerk)
    bewaar_vinkjes(request, rij, Keuzesformulier(aanbod.keuzes(), Invoer.van(rij.invoer), request.POST))
    invoer = Invoer.van(rij.invoer)
    over = tuple(een for plek, een in enumerate(invoer.eigen) if plek != nummer)
    handelingen.doorrekening_invullen(rij, invoer.met(eigen=over), **wie_wanneer(request))
    return redirect("capaciteit_keuzes", kenmerk=kenmerk)


@recht(REKENEN, SOORT)
def controle(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Alles bij elkaar, en starten."""
    rij = concept_van(request, kenmerk)
    invoer = Invoer.van(rij.invoer)
    fout: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            return _start(request, rij)
        except GeenToegang:
            raise
        except ZichtFout as gevonden:
            fout = gevonden.regels
    context = stapcontext(rij, invoer, "capaciteit_controle") | {
        "regels": woorden.samenvatting(invoer, aanbod.titels()),
        "duur": aanbod.duur(invoer),
        "fout": fout,
        "vorige": vorige(invoer, "capaciteit_controle", kenmerk),
    }
    return render(request, "capaciteit/controle.html", context)


def _start(request: Verzoek, rij: Doorrekening) -> HttpResponse:
    gestart = handelingen.doorrekening_starten(rij, **wie_wanneer(request))
    if gestart.pk != rij.pk:
        messages.info(request, "Deze vraag is op deze cijfers al gesteld. Dit is het antwoord; er is niet opnieuw gerekend.")  # fmt: skip
    werk.wek()
    return redirect("doorrekening", kenmerk=gestart.kenmerk)


@recht(REKENEN, SOORT)
@require_POST
def weggooien(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een vraag weggooien die niet gestart is."""
    handelingen.doorrekening_weggooien(concept_van(request, kenmerk), door=request.user, om=timezone.localtime())
    messages.success(request, "De vraag is weggegooid.")
    return redirect("capaciteit")
