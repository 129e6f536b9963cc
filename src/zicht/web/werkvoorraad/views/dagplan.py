"""Het dagplan: een voorstel wie wat kan doen, regels bekijken, en overnemen door ze toe te wijzen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.catalogus import load
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.handelingen import werk as handelingen
from zicht.web.registratie.selecties import dagplan as selecties
from zicht.web.registratie.selecties.toewijzen import HOOGSTENS, zaken_van
from zicht.web.registratie.views.pagina import probeer, wie_wanneer
from zicht.web.vormgeving.tekst import DatumFout, kort, lees_datum

_EEN_DAG = timedelta(days=1)


class Overneemformulier(forms.Form):
    """Waarom, een keer voor alle regels; de regels zelf met de versie die is bekeken."""

    reden = forms.CharField(label="Waarom?", max_length=200, help_text="Komt bij elke zaak te staan.")
    keuze = forms.CharField(widget=forms.HiddenInput)
    dag = forms.CharField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Gekozen:
    """De regels die een teamleider koos, per collega, en hoeveel er niet meer in het voorstel staan."""

    per_mens: Mapping[Gebruiker, Sequence[selecties.Voorstel]]
    versies: Mapping[str, int]
    vervallen: int

    @property
    def aantal(self) -> int:
        """Hoeveel regels nog kunnen worden overgenomen."""
        return len(self.versies)

    @property
    def keuze(self) -> str:
        """De regels met de versie die nu in beeld is."""
        regels = (voorstel for voorstellen in self.per_mens.values() for voorstel in voorstellen)
        return " ".join(f"{v.keuze}:{self.versies[v.regel.zaak.kenmerk]}" for v in regels)


@recht("werk.toewijzen", "dagplan")
def dagplan(request: Verzoek) -> HttpResponse:
    """Wie vandaag welke wachtende zaak zou kunnen doen, en waarom."""
    dag = _dag(request.GET.get("dag", ""))
    context = {
        "plan": selecties.dagplan(request.user, dag, timezone.now(), settings.INSTELLINGEN.regio),
        "dag": dag,
        "vorige": load.kalender().plus_werkdagen(dag, -1),
        "volgende": load.kalender().plus_werkdagen(dag, 1),
        "is_vandaag": dag == timezone.localdate(),
    }
    return render(request, "werkvoorraad/dagplan.html", context)


@require_POST
@recht("werk.toewijzen", "dagplan")
def bekijken(request: Verzoek) -> HttpResponse:
    """Toon precies wat er wordt toegewezen, voordat het gebeurt."""
    dag = _dag(request.POST.get("dag", ""))
    kies = request.POST.getlist("kies") if "een" not in request.POST else [request.POST["een"]]
    gekozen = _gekozen(request, dag, None if "alles" in request.POST else kies)
    if not gekozen.aantal:
        messages.error(request, _niets(bool(kies)))
        return redirect(_adres(dag))
    reden = f"Dagplan {kort(dag)}: dringendste en oudste zaken eerst, bij wie naar verhouding de minste caseload heeft"
    formulier = Overneemformulier(initial={"keuze": gekozen.keuze, "dag": kort(dag), "reden": reden})
    return _bekijkpagina(request, formulier, gekozen, dag)


@require_POST
@recht("werk.toewijzen", "dagplan")
def overnemen(request: Verzoek) -> HttpResponse:
    """Wijs de bekeken regels toe, per collega, met een reden; allemaal of geen."""
    formulier, dag = Overneemformulier(request.POST), _dag(request.POST.get("dag", ""))
    delen = [deel.rpartition(":") for deel in request.POST.get("keuze", "").split()]
    gekozen = _gekozen(request, dag, [keuze for keuze, _punt, _versie in delen])
    if not gekozen.aantal or gekozen.vervallen:
        messages.error(request, _niets(gekozen=True))
        return redirect(_adres(dag))
    bekeken = {keuze.partition(":")[0]: int(versie) for keuze, _punt, versie in delen if versie.isdecimal()}
    if formulier.is_valid() and probeer(formulier, lambda: _neem_over(request, formulier, gekozen, bekeken)):
        zin = "1 zaak is" if gekozen.aantal == 1 else f"{gekozen.aantal} zaken zijn"
        messages.success(request, f"{zin} toegewezen volgens het dagplan. Terugdraaien kan hieronder.")
        return redirect("toewijzingen")
    return _bekijkpagina(request, formulier, gekozen, dag)


@transaction.atomic
def _neem_over(request: Verzoek, formulier: forms.Form, gekozen: Gekozen, bekeken: Mapping[str, int]) -> None:
    for mens, voorstellen in gekozen.per_mens.items():
        kenmerken = [voorstel.regel.zaak.kenmerk for voorstel in voorstellen]
        handelingen.in_bulk_toewijzen(
            zaken_van(request.user, kenmerken, timezone.now()), naar=mens, reden=formulier.cleaned_data["reden"],
            versies={kenmerk: bekeken.get(kenmerk, -1) for kenmerk in kenmerken}, **wie_wanneer(request),
        )  # fmt: skip


def _gekozen(request: Verzoek, dag: date, kies: Sequence[str] | None) -> Gekozen:
    """Alleen regels die nu nog zo in het voorstel staan; `None` is alles."""
    nu = timezone.now()
    voorstellen = selecties.dagplan(request.user, dag, nu, settings.INSTELLINGEN.regio).voorstellen
    gevraagd = list(dict.fromkeys(voorstellen if kies is None else kies))[:HOOGSTENS]
    over = [voorstellen[keuze] for keuze in gevraagd if keuze in voorstellen]
    zaken = zaken_van(request.user, [voorstel.regel.zaak.kenmerk for _, voorstel in over], nu)
    per_mens: dict[Gebruiker, list[selecties.Voorstel]] = defaultdict(list)
    for mens, voorstel in over:
        per_mens[mens.rooster.gebruiker].append(voorstel)
    return Gekozen(dict(per_mens), {zaak.kenmerk: zaak.versie for zaak in zaken}, len(gevraagd) - len(over))


def _bekijkpagina(request: Verzoek, formulier: forms.Form, gekozen: Gekozen, dag: date) -> HttpResponse:
    context: dict[str, Any] = {"formulier": formulier, "gekozen": gekozen, "dag": dag, "terug": _adres(dag)}
    return render(request, "werkvoorraad/dagplan_bekijken.html", context)


def _niets(gekozen: bool) -> str:
    if gekozen:
        return "Het voorstel is intussen veranderd. Bekijk het opnieuw en kies dan nog eens."
    return "Kies eerst een of meer regels."


def _dag(tekst: str) -> date:
    """De gevraagde dag; wat geen dag is, of langer dan een jaar weg, is vandaag."""
    vandaag = timezone.localdate()
    try:
        dag = lees_datum(tekst) if tekst else vandaag
    except DatumFout:
        return vandaag
    return dag if abs(dag - vandaag) < 365 * _EEN_DAG else vandaag


def _adres(dag: date) -> str:
    return f"{reverse('dagplan')}?dag={kort(dag)}"
