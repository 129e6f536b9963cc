"""Het logboek voor wie toezicht houdt. Het recht zet wie deze pagina's opneemt (urls.paden)."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zicht.web.logboek import selecties
from zicht.web.logboek.keten import breuken
from zicht.web.logboek.models import Logregel
from zicht.web.vormgeving.csvbestand import csv_antwoord
from zicht.web.vormgeving.velden import Datumveld

PER_BLADZIJDE, HOOGSTENS_GETOOND = 100, 50
KOLOMMEN = (
    "nummer",
    "om",
    "gebruiker",
    "rollen",
    "handeling",
    "resultaat",
    "doel",
    "soort",
    "kenmerk",
    "dossier",
    "herkomst",
)


class Filterformulier(forms.Form):
    """Wat u van het logboek wilt zien."""

    gebruiker = forms.CharField(label="Gebruikersnaam", max_length=150, required=False)
    kenmerk = forms.CharField(label="Kenmerk", max_length=40, required=False)
    resultaat = forms.ChoiceField(
        label="Resultaat", choices=[("", "alles"), *Logregel.Resultaat.choices], required=False
    )
    handeling = forms.CharField(label="Handeling begint met", max_length=60, required=False)
    van = Datumveld(label="Van", required=False)
    tot = Datumveld(label="Tot en met", required=False)


def _filter(request: HttpRequest) -> tuple[Filterformulier, selecties.Logfilter]:
    formulier = Filterformulier(request.GET or None)
    gekozen = formulier.cleaned_data if formulier.is_valid() else {}
    return formulier, selecties.Logfilter(**gekozen)


@require_safe
def logboek(request: HttpRequest) -> HttpResponse:
    """De regels van het logboek, de nieuwste eerst."""
    formulier, gekozen = _filter(request)
    bladzijde = Paginator(selecties.regels(gekozen), PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    vraag = request.GET.copy()
    vraag.pop("bladzijde", None)
    context = {"formulier": formulier, "bladzijde": bladzijde, "vraag": vraag.urlencode(), "kenmerk": gekozen.kenmerk}
    return render(request, "logboek/logboek.html", context)


@require_safe
def downloaden(request: HttpRequest) -> HttpResponseBase:
    """Dezelfde regels als bestand."""
    rijen = selecties.regels(_filter(request)[1]).values_list(*KOLOMMEN).iterator(chunk_size=2_000)
    return csv_antwoord("logboek.csv", KOLOMMEN, rijen)


@require_safe
def wie_zag(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Wie een dossier zag, wijzigde of niet in mocht."""
    return render(request, "logboek/wie_zag.html", {"kenmerk": kenmerk, "rijen": selecties.wie_zag(kenmerk)})


def keten(request: HttpRequest) -> HttpResponse:
    """Kijk na of de keten heel is; met een knop, want het leest elke regel."""
    context = {"nagekeken": request.method == "POST"}
    if request.method == "POST":
        gevonden = list(breuken(settings.INSTELLINGEN.ankerbestand))
        context |= {
            "breuken": gevonden[:HOOGSTENS_GETOOND],
            "aantal": len(gevonden),
            "regels": Logregel.objects.count(),
        }
    return render(request, "logboek/keten.html", context)
