"""Werktijden, afwezige dagen en competenties: de lijst, en een formulier per collega."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.catalogus.competenties import COMPETENTIE
from zicht.web.beheer import werktijden as werk
from zicht.web.beheer.models import WEEKDAGEN, Afwezigheid, Gebruiker
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.beheer.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.velden import Datumveld

_TITELS = dict(COMPETENTIE.codes)


class Werktijdformulier(forms.Form):
    """Uren per weekdag, competenties en een eigen norm."""

    competenties = forms.MultipleChoiceField(
        label="Welk werk mag deze collega zelfstandig doen?", choices=COMPETENTIE.codes, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    eigen_norm = forms.DecimalField(
        label="Eigen caseloadnorm", required=False, min_value=0, max_digits=5, decimal_places=2, localize=True,
        help_text="Alleen als u iets anders afsprak, bijvoorbeeld tijdens het inwerken. Leeg: de norm van de functie, naar deeltijd.",
    )  # fmt: skip
    groepen = (("Uren per dag", WEEKDAGEN), ("Werk en caseload", ("competenties", "eigen_norm")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for dag in WEEKDAGEN:
            self.fields[dag] = forms.DecimalField(
                label=dag.capitalize(), min_value=0, max_value=24, max_digits=4, decimal_places=2, localize=True
            )

    def gegevens(self) -> dict[str, Any]:
        """De invoer in de vorm van de handeling."""
        schoon = self.cleaned_data
        return {
            "uren": {dag: schoon[dag] for dag in WEEKDAGEN},
            "competenties": schoon["competenties"],
            "eigen_norm": schoon["eigen_norm"],
        }


class Afwezigformulier(forms.Form):
    """Van welke tot en met welke dag iemand er niet is."""

    van = Datumveld(label="Eerste dag")
    tot_en_met = Datumveld(label="Laatste dag")


@recht(werk.RECHT, "werktijden")
def lijst(request: Verzoek) -> HttpResponse:
    """Wie er werkt: uren per week, competenties, norm, en wie er vandaag niet is."""
    vandaag = timezone.localdate()
    rijen = [
        (rij, [_TITELS.get(code, code) for code in (rij.profiel.competenties if rij.profiel else ())])
        for rij in werk.rooster(vandaag, settings.INSTELLINGEN.regio)
    ]
    return render(request, "beheer/werktijden.html", {"rijen": rijen, "zonder": sum(not r.profiel for r, _ in rijen)})


@recht(werk.RECHT, "werktijden")
def wijzigen(request: Verzoek, pk: str) -> HttpResponse:
    """De werktijden van een collega."""
    wie = get_object_or_404(Gebruiker, pk=pk, is_active=True, koppeling=False)
    profiel = getattr(wie, "werkprofiel", None)
    velden = (*WEEKDAGEN, "competenties", "eigen_norm")
    begin = {naam: getattr(profiel, naam) for naam in velden} if profiel else dict.fromkeys(WEEKDAGEN, 0)
    formulier = Werktijdformulier(request.POST or None, initial=begin)
    return formulierpagina(
        request, formulier, titel="Werktijden wijzigen", wie=wie, terugnaam="Werktijden", terug=reverse("werktijden"), gelukt="De werktijden zijn opgeslagen.",
        doe=lambda _: werk.werktijden_zetten(wie, **formulier.gegevens(), **wie_wanneer(request)),
        toelichting="Het dagplan gebruikt dit om te zien wie vandaag wat kan doen. Verder doet Zicht er niets mee.",
    )  # fmt: skip


@recht(werk.RECHT, "werktijden")
def afwezig(request: Verzoek, pk: str) -> HttpResponse:
    """Vastleggen dat een collega er niet is, en zien welke dagen er al staan."""
    wie = get_object_or_404(Gebruiker, pk=pk, is_active=True, koppeling=False)
    vandaag = timezone.localdate()
    formulier = Afwezigformulier(request.POST or None, initial={"van": vandaag, "tot_en_met": vandaag})
    return formulierpagina(
        request, formulier, titel="Afwezig", wie=wie, terugnaam="Werktijden", terug=reverse("werktijden"), gelukt="De dagen zijn vastgelegd.",
        doe=lambda d: werk.afwezigheid_zetten(wie, **d, **wie_wanneer(request)), komend=werk.komende_afwezigheid(wie, vandaag),
        toelichting="Alleen de dagen. Waarom iemand er niet is, hoort hier niet te staan: ziekte is een gegeven over gezondheid.",
    )  # fmt: skip


@require_POST
@recht(werk.RECHT, "werktijden")
def weghalen(request: Verzoek, pk: int) -> HttpResponse:
    """Afwezige dagen weghalen."""
    rij = get_object_or_404(Afwezigheid.objects.select_related("gebruiker"), pk=pk)
    werk.afwezigheid_weghalen(rij, **wie_wanneer(request))
    messages.success(request, "De dagen zijn weggehaald.")
    return redirect("werktijden_afwezig", rij.gebruiker_id)
