"""Dubbele personen: de lijst van wie er twee keer in kan staan, de twee naast elkaar, verbinden en weer losmaken."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.core.bsn import masker_bsn
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import dubbelen as handelingen
from zicht.web.registratie.selecties import dubbelen as selecties
from zicht.web.registratie.selecties.dubbelen import Gegeven, Paar
from zicht.web.registratie.templatetags.registratie import geboren
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.context import privacy_aan
from zicht.web.vormgeving.tekst import kort
from zicht.web.vormgeving.velden import KeuzeVeld

ZELFDE, TWEE = "zelfde", "twee"
EEN, ANDER = "een", "ander"


@recht("persoon.verbinden", "persoon")
def dubbelen(request: Verzoek) -> HttpResponse:
    """Wie er twee keer in lijkt te staan, met per gegeven waarom."""
    tekst = request.GET.get("bladzijde", "1")
    bladzijde = int(tekst) if tekst.isdigit() and 0 < int(tekst) < 100_000 else 1
    paren, meer = selecties.mogelijk_dubbel(request.user, timezone.now(), bladzijde)
    context = {"paren": paren, "bladzijde": bladzijde, "meer": meer, "vorige": bladzijde - 1, "volgende": bladzijde + 1}
    return render(request, "registratie/dubbelen/lijst.html", context)


@recht("persoon.verbinden", "persoon")
def dubbelen_wachtrij(request: Verzoek) -> HttpResponse:
    """Wie er in het hele register twee keer in lijkt te staan, wat het meest lijkt eerst."""
    tekst = request.GET.get("vanaf", "0")
    vanaf = int(tekst) if tekst.isdigit() and len(tekst) < 8 else 0
    paren, volgende = selecties.wachtrij(request.user, timezone.now(), vanaf)
    return render(request, "registratie/dubbelen/wachtrij.html", {"paren": paren, "volgende": volgende, "vanaf": vanaf})


@recht("persoon.verbinden", "persoon")
def dubbel_van(request: Verzoek, pk: UUID) -> HttpResponse:
    """Wie dezelfde kan zijn als een persoon uit een dossier."""
    persoon = selecties.persoon_of_niets(pk, request.user, timezone.now())
    if persoon is None:
        raise Http404
    paren = selecties.dubbel_met(pk, request.user, timezone.now())
    return render(request, "registratie/dubbelen/van.html", {"persoon": persoon, "paren": paren})


class Verbindformulier(forms.Form):
    """Een persoon of twee, en bij een: per gegeven dat verschilt welk klopt."""

    besluit = KeuzeVeld(
        label="Is dit dezelfde persoon?",
        choices=[(ZELFDE, "Ja, dit is één persoon"), (TWEE, "Nee, dit zijn twee mensen")],
        toelichting={
            ZELFDE: "Beide dossiers tonen dan dezelfde gegevens. U kunt dit later terugdraaien.",
            TWEE: "Zicht onthoudt dit en legt u dit paar niet nog eens voor.",
        },
    )  # fmt: skip
    reden = forms.CharField(
        label="Hoe weet u dit?", max_length=200, help_text="Zoals: zelfde geboortedatum, moeder bevestigde de naam."
    )
    versie_een = forms.IntegerField(widget=forms.HiddenInput)
    versie_ander = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, paar: Paar, *args: Any, verborgen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paar = paar
        self.initial |= {"versie_een": paar.een.persoon.versie, "versie_ander": paar.ander.persoon.versie}
        for gegeven in paar.gegevens:
            if gegeven.verschilt:
                self.fields[gegeven.code] = self._keuze(gegeven, verborgen)
        self.order_fields(["besluit", *(g.code for g in paar.gegevens), "reden"])

    def _keuze(self, gegeven: Gegeven, verborgen: bool) -> forms.Field:
        gevuld = self.paar.gevuld(gegeven.code)
        if len(gevuld) == 1:
            self.initial[gegeven.code] = EEN if gevuld[0] is self.paar.een.persoon else ANDER
        keuzes = [
            (kant, f"{nummer}: {'verborgen' if verborgen else waarde(persoon, gegeven.code)}")
            for kant, nummer, persoon in (
                (EEN, "persoon 1", self.paar.een.persoon),
                (ANDER, "persoon 2", self.paar.ander.persoon),
            )
        ]
        veld = KeuzeVeld(label=f"{gegeven.naam}: welke klopt?", choices=keuzes, required=False)
        veld.verplicht = True  # pyright: ignore[reportAttributeAccessIssue] # als het een persoon is; zie clean
        return veld

    def clean(self) -> dict[str, Any]:
        """Bij een persoon is er over elk verschil een keuze."""
        if self.cleaned_data.get("besluit") == ZELFDE:
            for gegeven in self.paar.gegevens:
                if gegeven.verschilt and not self.cleaned_data.get(gegeven.code):
                    self.add_error(gegeven.code, "Kies welke van de twee klopt.")
        return self.cleaned_data

    def keuzes(self) -> dict[str, m.Persoon]:
        """Per gegeven de persoon bij wie het klopt."""
        kanten = {EEN: self.paar.een.persoon, ANDER: self.paar.ander.persoon}
        return {g.code: kanten[self.cleaned_data[g.code]] for g in self.paar.gegevens if g.verschilt}

    def versies(self) -> dict[UUID, int]:
        """De versies die in beeld waren."""
        velden = self.cleaned_data
        return {self.paar.een.persoon.pk: velden["versie_een"], self.paar.ander.persoon.pk: velden["versie_ander"]}


class Losmaakformulier(forms.Form):
    """Waarom een beslissing niet klopt."""

    reden = forms.CharField(label="Waarom klopt dit niet?", max_length=200)


def waarde(persoon: m.Persoon, code: str) -> str:
    """Een gegeven van iemand in woorden; een BSN alleen afgeschermd."""
    match code:
        case "geboren":
            return geboren(persoon)
        case "achternaam":
            return f"{persoon.voorvoegsel} {persoon.achternaam}".strip() or "niet bekend"
        case "geslacht":
            return persoon.get_geslacht_display() or "niet bekend"  # pyright: ignore[reportAttributeAccessIssue]
        case "overleden_op":
            return kort(persoon.overleden_op) if persoon.overleden_op else "niet bekend"
        case "bsn":
            return masker_bsn(persoon.bsn) if persoon.bsn else "niet bekend"
        case _:
            return getattr(persoon, code) or "niet bekend"


@recht("persoon.verbinden", "persoon")
def dubbel(request: Verzoek, pk: UUID, ander: UUID) -> HttpResponse:
    """Twee personen naast elkaar: verbinden, twee mensen laten zijn, of een verband terugdraaien."""
    paar = selecties.paar(pk, ander, request.user, timezone.now())
    if paar is None:
        raise Http404
    zelf = reverse("dubbel", args=[pk, ander])
    context = {
        "paar": paar,
        "rijen": [(g, waarde(paar.een.persoon, g.code), waarde(paar.ander.persoon, g.code)) for g in paar.gegevens],
        "kanten": (paar.een, paar.ander),
    }
    if paar.verband is not None and paar.verband.zelfde:
        return _losmaken(request, paar, paar.verband, zelf, context)
    formulier = Verbindformulier(paar, request.POST or None, verborgen=privacy_aan(request))
    return formulierpagina(
        request, formulier, titel="Dubbele persoon?", terug=zelf, gelukt="Uw besluit is vastgelegd.", extra=context,
        doe=lambda f: _beslis(request, f), sjabloon="registratie/dubbelen/paar.html",
    )  # fmt: skip


def _beslis(request: Verzoek, f: Verbindformulier) -> None:
    een, ander, wie = f.paar.een.persoon, f.paar.ander.persoon, wie_wanneer(request)
    if f.cleaned_data["besluit"] == TWEE:
        handelingen.twee_mensen(een, ander, reden=f.cleaned_data["reden"], **wie)
    else:
        handelingen.personen_verbinden(
            een, ander, keuzes=f.keuzes(), reden=f.cleaned_data["reden"], versies=f.versies(), **wie
        )


def _losmaken(
    request: Verzoek, paar: Paar, verband: m.Persoonsverband, zelf: str, context: dict[str, Any]
) -> HttpResponse:
    return formulierpagina(
        request, Losmaakformulier(request.POST or None), titel="Verbonden personen", terug=zelf, knop="Losmaken",
        gelukt="De twee personen staan weer los van elkaar.", extra=context, sjabloon="registratie/dubbelen/paar.html",
        doe=lambda f: handelingen.personen_losmaken(verband, reden=f.cleaned_data["reden"], **wie_wanneer(request)),
    )  # fmt: skip
