"""De lijst van dossiers, de pagina van een dossier, en wat er met een heel dossier gebeurt."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.core.codelijsten import DIENST, SLUITROUTE
from zicht.core.regels import Bevinding
from zicht.web.beheer.models import Team
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import klokken, werkstand
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import diensten as handelingen
from zicht.web.registratie.handelingen import overdrachten
from zicht.web.registratie.opslag import Opslag
from zicht.web.registratie.poort import door_de_poort, dossier_of_404
from zicht.web.registratie.selecties import dossiers as selecties
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.velden import Datumveld

PER_BLADZIJDE = 50


@recht("zaak.inzien", "dossier")
def dossierlijst(request: Verzoek) -> HttpResponse:
    """De dossiers, met zoeken op kenmerk."""
    vraag = {naam: request.GET.get(naam, "").strip() for naam in ("kenmerk", "stand", "team")}
    lijst = selecties.dossierlijst(
        request.user,
        timezone.now(),
        kenmerk=vraag["kenmerk"],
        stand=vraag["stand"] or "open",
        team=_uuid(vraag["team"]),
    )
    bladzijde = Paginator(lijst, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    context = {
        "bladzijde": bladzijde,
        "rijen": selecties.met_aantallen(list(bladzijde)),
        "vraag": vraag,
        "teams": Team.objects.all(),
    }
    return render(request, "registratie/dossierlijst.html", context)


def _uuid(tekst: str) -> str:
    return tekst if len(tekst) == 36 else ""


@recht("zaak.inzien", "dossier")
def dossier(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De pagina van een dossier."""
    gevonden = dossier_of_404(request.user, kenmerk, timezone.now())
    request.dossier_kenmerk = gevonden.kenmerk
    return render(
        request,
        "registratie/dossier.html",
        {"p": selecties.dossierpagina(gevonden, request.user, timezone.localdate())},
    )


@recht("zaak.inzien", "taak")
def klokuitleg(request: Verzoek, pk: str) -> HttpResponse:
    """Waarom een uiterste datum die dag is."""
    taak = (
        door_de_poort(m.Taak.objects.all(), request.user, timezone.now())
        .filter(pk=pk)
        .select_related("dossier")
        .first()
    )
    if taak is None:
        raise Http404
    request.dossier_kenmerk = taak.dossier.kenmerk
    vandaag = timezone.localdate()
    context = {"klok": klokken.klok(taak, vandaag), "uitleg": klokken.uitleg(taak, vandaag)}
    return render(request, "registratie/klokuitleg.html", context)


class Sluitformulier(forms.Form):
    """Hoe een dossier sluit, en waarom iets open mag blijven."""

    sluitroute = forms.ChoiceField(
        label="Hoe sluit dit dossier?", choices=[("", "kies hoe het dossier sluit"), *SLUITROUTE.codes]
    )
    op = Datumveld(label="Gesloten op")

    def __init__(self, punten: Sequence[Bevinding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [punt.regel for punt in punten if not punt.blokkeert]
        for punt in punten:
            if not punt.blokkeert:
                label = f"Waarom mag dit open blijven: {punt.boodschap}"
                self.fields[punt.regel] = forms.CharField(label=label, max_length=200, required=False)


@recht("zaak.bewerken", "dossier")
def sluiten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een dossier sluiten; de pagina zegt wat er nog moet."""
    dossier = dossier_of_404(request.user, kenmerk, timezone.now(), "zaak.bewerken")
    request.dossier_kenmerk = dossier.kenmerk
    punten = werkstand.open_punten_dossier(werkstand.van_dossier(Opslag(), dossier), timezone.localdate())
    formulier = Sluitformulier(punten, request.POST or None, initial={"op": timezone.localdate()})

    def doe(f: Any) -> None:
        d = f.cleaned_data
        redenen = {code: d[code] for code in f.codes}
        overdrachten.dossier_sluiten(
            dossier, sluitroute=d["sluitroute"], op=d["op"], redenen=redenen, **wie_wanneer(request)
        )

    return formulierpagina(
        request, formulier, titel="Dossier sluiten", doe=doe, terug=naar(dossier), gelukt="Het dossier is gesloten.",
        knop="Dossier sluiten",
        extra={"dossier": dossier, "punten": [p for p in punten if p.blokkeert and p.kolom != "sluitroute"]},
    )  # fmt: skip


class Inzetformulier(forms.Form):
    """Een dienst die erbij komt."""

    soort = forms.ChoiceField(label="Welke dienst?", choices=[c for c in DIENST.codes if c[0] != "onbekend"])
    op = Datumveld(label="Toegewezen op")
    eigenaar = forms.ModelChoiceField(label="Wie gaat dit doen?", queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = selecties.collegas(timezone.localdate())


@recht("zaak.bewerken", "dossier")
def dienst_inzetten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een dienst inzetten die niet uit een beoordeling volgt, zoals monitoren."""
    dossier = dossier_of_404(request.user, kenmerk, timezone.now(), "zaak.bewerken")
    request.dossier_kenmerk = dossier.kenmerk
    begin = {"op": timezone.localdate(), "soort": request.GET.get("soort", "monitoren"), "eigenaar": request.user.pk}
    formulier = Inzetformulier(request.POST or None, initial=begin)

    def doe(f: Any) -> None:
        melding = dossier.meldingen.filter(omgezet_op=None).order_by("-ontvangen_op").first()
        handelingen.dienst_inzetten(dossier, melding=melding, **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, formulier, titel="Dienst inzetten", doe=doe, terug=naar(dossier), gelukt="De dienst is ingezet.",
        extra={"dossier": dossier},
    )  # fmt: skip


def naar(dossier: m.Dossier) -> str:
    """De pagina van een dossier."""
    return reverse("dossier", args=[dossier.kenmerk])
