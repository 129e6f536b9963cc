"""De cijfers van een periode, de burap als bestanden, en de vastgestelde perioden."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.core.periodes import Periode, lees_periode
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.handelingen import perioden as handelingen
from zicht.web.registratie.selecties import cijfers as selecties
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer


@recht("cijfers.inzien", "cijfers")
def cijfers(request: Verzoek) -> HttpResponse:
    """De indicatoren van een burap-periode, uit wat nu is vastgelegd."""
    vandaag = timezone.localdate()
    periode = _periode(request.GET.get("periode"))
    uitkomst = selecties.uitkomst(periode, vandaag)
    rijen = [(u, selecties.waarde(u), selecties.aantallen(u), selecties.norm(u)) for u in uitkomst.uitslagen]
    context = {"periode": periode, "perioden": selecties.perioden(vandaag), "uitkomst": uitkomst, "rijen": rijen}
    return render(request, "registratie/cijfers/cijfers.html", context)


def _periode(tekst: str | None) -> Periode:
    keuzes = selecties.perioden(timezone.localdate())
    if tekst and tekst not in keuzes:
        raise Http404("Deze periode is hier niet te kiezen.")
    return lees_periode(tekst or keuzes[0])


@recht("cijfers.uitvoeren", "cijfers")
@require_POST
def burap(request: Verzoek) -> HttpResponse:
    """De burap van een periode, als zip met HTML, Word, PDF, Excel en JSON."""
    periode = _periode(request.POST.get("periode"))
    inhoud = selecties.burap(periode, timezone.localdate())
    naam = f"burap-{periode.code}.zip"
    return HttpResponse(
        inhoud,
        headers={"Content-Type": "application/zip", "Content-Disposition": f'attachment; filename="{naam}"'},
    )


class Vaststelformulier(forms.Form):
    """Welke periode, en bij een volgende uitgave waarom."""

    periode = forms.ChoiceField(label="Periode")
    toelichting = forms.CharField(
        label="Waarom een nieuwe uitgave", max_length=200, required=False,
        help_text="Nodig als deze periode al eens is vastgesteld.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vandaag = timezone.localdate()
        voorbij = [code for code in selecties.perioden(vandaag) if lees_periode(code).eind < vandaag]
        self.fields["periode"].choices = [(code, f"{code}: {lees_periode(code)}") for code in voorbij]


@recht("cijfers.inzien", "cijfers", post="periode.vaststellen")
def vaststellingen(request: Verzoek) -> HttpResponse:
    """De vastgestelde perioden, en een periode vaststellen."""
    formulier = Vaststelformulier(request.POST or None)
    return formulierpagina(
        request, formulier, titel="Vastgestelde perioden", knop="Periode vaststellen", terug=reverse("vaststellingen"),
        doe=lambda f: handelingen.periode_vaststellen(**f.cleaned_data, **wie_wanneer(request)),
        gelukt="De periode is vastgesteld. Haar cijfers blijven zoals zij nu zijn.",
        sjabloon="registratie/cijfers/vaststellingen.html", extra={"rijen": selecties.vastgesteld()},
    )  # fmt: skip


@recht("cijfers.inzien", "cijfers")
def vaststelling(request: Verzoek, periode: str, uitgave: int) -> HttpResponse:
    """Per indicator het cijfer bij het vaststellen en het cijfer nu."""
    gevonden = next((v for v in selecties.vastgesteld() if (v.periode, v.uitgave) == (periode, uitgave)), None)
    if gevonden is None:
        raise Http404("Deze vaststelling bestaat niet.")
    rijen = selecties.verschillen(gevonden, timezone.localdate())
    context = {"vaststelling": gevonden, "rijen": rijen, "aantal": sum(rij.anders for rij in rijen)}
    return render(request, "registratie/cijfers/vaststelling.html", context)
