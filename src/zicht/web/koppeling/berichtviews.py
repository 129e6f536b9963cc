"""Berichten in en uit voor de beheerder, zonder inhoud; en de wijzigingen die een medewerker bekijkt."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.handelingen import berichten as handelingen
from zicht.web.registratie.selecties import berichten as selecties
from zicht.web.registratie.selecties.berichten import BEHANDELEN, BEHEREN
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

SOORT = "uitkomstbericht"
_PER_BLAD = 50


class Ontvangerformulier(forms.Form):
    """Waar uitkomsten heen gaan."""

    adres = forms.CharField(
        label="Adres", max_length=300, help_text="Begint met https://. Zicht volgt geen doorverwijzing."
    )
    aanmelding = forms.ChoiceField(
        label="Hoe Zicht zich aanmeldt",
        choices=[
            ("sleutel", "met een sleutel van de ontvanger"),
            ("handtekening", "met een handtekening (HMAC-SHA256)"),
        ],
    )
    geheim = forms.CharField(
        label="Sleutel of geheim", max_length=400, required=False, help_text="Versleuteld bewaard. Leeg: wat er stond blijft staan.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    wacht_seconden = forms.IntegerField(label="Hoogstens wachten op antwoord, in seconden", min_value=1, max_value=60)
    aan = forms.BooleanField(label="Uitkomsten versturen", required=False)


class Besluitformulier(forms.Form):
    """Of een voorstel wordt overgenomen, en waarom."""

    besluit = forms.ChoiceField(
        label="Wat doet u?", widget=forms.RadioSelect, choices=[("ja", "Overnemen"), ("nee", "Niet overnemen")]
    )
    reden = forms.CharField(label="Waarom?", max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))
    versie = forms.IntegerField(widget=forms.HiddenInput)


def _blad(request: Verzoek, rijen: Any) -> Any:
    return Paginator(rijen, _PER_BLAD).get_page(request.GET.get("bladzijde"))


@recht(BEHEREN, SOORT)
def berichten(request: Verzoek) -> HttpResponse:
    """Wat er in en uit gaat, met hoe het ermee staat."""
    nu, stand = timezone.now(), request.GET.get("stand", "")[:12]
    pagina = _blad(request, selecties.uitgaand(request.user, nu, stand))
    context = {
        "pagina": pagina,
        "rijen": [(rij, selecties.gebrek(rij.gebrek)) for rij in pagina],
        "tellingen": selecties.tellingen(request.user, nu),
        "stand": stand,
        "voorstellen": selecties.voorstellen(request.user, nu, BEHEREN)[:20],
        "aanleveraars": selecties.aanleveraars(),
    }
    return render(request, "koppeling/berichten.html", context)


@recht(BEHEREN, SOORT)
@require_POST
def opnieuw(request: Verzoek, pk: UUID) -> HttpResponse:
    """Zet een vastgelopen bericht weer klaar."""
    if not selecties.uitgaand(request.user, timezone.now()).filter(pk=pk).exists():
        raise Http404("Dit bericht bestaat niet.")
    gezet = handelingen.berichten_opnieuw(alleen=pk, **wie_wanneer(request))
    messages.success(request, "Het bericht gaat opnieuw." if gezet else "Dit bericht is niet vastgelopen.")
    return redirect("berichten")


@recht(BEHEREN, SOORT)
@require_POST
def alle_opnieuw(request: Verzoek) -> HttpResponse:
    """Zet alle vastgelopen berichten weer klaar."""
    gezet = handelingen.berichten_opnieuw(**wie_wanneer(request))
    messages.success(request, f"{gezet} berichten gaan opnieuw.")
    return redirect("berichten")


@recht(BEHEREN, "ontvanger")
def ontvanger(request: Verzoek, pk: UUID) -> HttpResponse:
    """Waar uitkomsten van een aanleveraar heen gaan."""
    gevonden = selecties.aanleveraar(pk)
    if gevonden is None:
        raise Http404("Dit systeem bestaat niet.")
    systeem, nu_ingesteld = gevonden
    namen = ("adres", "aanmelding", "wacht_seconden", "aan")
    begin = (
        {naam: getattr(nu_ingesteld, naam) for naam in namen} if nu_ingesteld else {"wacht_seconden": 10, "aan": True}
    )
    return formulierpagina(
        request, Ontvangerformulier(request.POST or None, initial=begin), titel=f"Uitkomsten voor {systeem}", terug=reverse("berichten"),
        doe=lambda f: handelingen.ontvanger_instellen(systeem, **f.cleaned_data, **wie_wanneer(request)),
        gelukt="Bewaard. Uitkomsten die vanaf nu ontstaan gaan hierheen.", sjabloon="koppeling/formulier.html",
    )  # fmt: skip


@recht(BEHANDELEN, "berichtvoorstel")
def wijzigingen(request: Verzoek) -> HttpResponse:
    """Wat aanleveraars willen wijzigen of intrekken, en nog niemand bekeek."""
    nu, alles = timezone.now(), "alles" in request.GET
    pagina = _blad(request, selecties.voorstellen(request.user, nu, alleen_nieuw=not alles))
    return render(request, "koppeling/wijzigingen.html", {"pagina": pagina, "rijen": list(pagina), "alles": alles})


@recht(BEHANDELEN, "berichtvoorstel")
def wijziging(request: Verzoek, pk: UUID) -> HttpResponse:
    """Een voorstel naast de melding, en het besluit erover."""
    rij = selecties.voorstellen(request.user, timezone.now()).filter(pk=pk).first()
    if rij is None:
        raise Http404("Dit voorstel bestaat niet, of u kunt het niet zien.")
    request.dossier_kenmerk = rij.melding.dossier.kenmerk

    def doe(f: Besluitformulier) -> None:
        g = f.cleaned_data
        handelingen.voorstel_behandelen(
            rij, overnemen=g["besluit"] == "ja", reden=g["reden"], versie=g["versie"], **wie_wanneer(request)
        )

    return formulierpagina(
        request, Besluitformulier(request.POST or None, initial={"versie": rij.melding.versie}), titel=rij.get_soort_display().capitalize(),
        doe=doe, terug=reverse("wijzigingen"), gelukt="Opgeslagen. Het staat ook op de tijdlijn van het dossier.",
        sjabloon="koppeling/wijziging.html",
        extra={"v": rij, "velden": selecties.vergelijk(rij), "mensen": selecties.velden_van(rij).get("mensen", ())},
    )  # fmt: skip
