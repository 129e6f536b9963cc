"""Meer zaken tegelijk toewijzen: kiezen, bekijken wat er gaat gebeuren, doen, en terugdraaien."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.handelingen import werk as handelingen
from zicht.web.registratie.selecties import toewijzen as selecties
from zicht.web.registratie.views.pagina import probeer, wie_wanneer
from zicht.web.werkvoorraad.views.bladen import Bladzijde, nummer
from zicht.web.werkvoorraad.views.filters import filter_uit

_PER_BLAD = 25


class Toewijsformulier(forms.Form):
    """Naar wie, en waarom."""

    naar = forms.ChoiceField(label="Naar wie?")
    reden = forms.CharField(label="Waarom?", max_length=200, help_text="Een keer, voor alle zaken.")
    keuze = forms.CharField(widget=forms.HiddenInput)
    gevraagd = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, door: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gevonden = selecties.collegas(door, timezone.now())
        self.mensen = {str(mens.pk): mens for mens, _aantal in gevonden}
        keuzes = [(str(mens.pk), f"{mens} ({mens.team or 'geen team'}, nu {n} open)") for mens, n in gevonden]
        self.fields["naar"].choices = [("", "Kies een collega"), *keuzes]

    def clean_keuze(self) -> Mapping[str, int]:
        """De gekozen zaken met de versie die is bekeken."""
        paren = [deel.rpartition(":") for deel in self.cleaned_data["keuze"].split()]
        if not all(kenmerk and versie.isdecimal() for kenmerk, _punt, versie in paren):
            raise forms.ValidationError("De keuze is niet goed overgekomen. Kies de zaken opnieuw in de werklijst.")
        return {kenmerk: int(versie) for kenmerk, _punt, versie in paren}


@require_POST
@recht("werk.toewijzen", "werklijst")
def voorstel(request: Verzoek) -> HttpResponse:
    """Toon precies welke zaken worden toegewezen, voordat het gebeurt."""
    nu, gevraagd = timezone.now(), request.POST.get("gevraagd", "")
    kenmerken = request.POST.getlist("kies")
    if "alles" in request.POST:
        kenmerken = selecties.gekozen_kenmerken(request.user, filter_uit(gevraagd), nu, timezone.localdate())
    terug = f"{reverse('werklijst')}?{gevraagd or 'alles=1'}"
    if not 0 < len(kenmerken) <= selecties.HOOGSTENS:
        zin = f"U koos {len(kenmerken)} zaken. Kies er hoogstens {selecties.HOOGSTENS}; maak het filter kleiner."
        messages.error(request, zin if kenmerken else "Kies eerst een of meer zaken.")
        return redirect(terug)
    gevonden = selecties.voorstel(request.user, kenmerken, nu)
    formulier = Toewijsformulier(initial={"keuze": gevonden.keuze, "gevraagd": gevraagd}, door=request.user)
    return render(
        request, "werkvoorraad/toewijzen.html", {"formulier": formulier, "voorstel": gevonden, "terug": terug}
    )


@require_POST
@recht("werk.toewijzen", "werklijst")
def doen(request: Verzoek) -> HttpResponse:
    """Wijs de bekeken zaken toe."""
    formulier = Toewijsformulier(request.POST, door=request.user)
    if formulier.is_valid() and probeer(formulier, lambda: _wijs_toe(request, formulier)):
        aantal = len(formulier.cleaned_data["keuze"])
        naar = formulier.mensen[formulier.cleaned_data["naar"]]
        messages.success(
            request,
            f"{aantal} {'zaak is' if aantal == 1 else 'zaken zijn'} toegewezen aan {naar}. Terugdraaien kan hieronder.",
        )
        return redirect("toewijzingen")
    kenmerken = [deel.partition(":")[0] for deel in request.POST.get("keuze", "").split()][: selecties.HOOGSTENS]
    context = {
        "formulier": formulier,
        "voorstel": selecties.voorstel(request.user, kenmerken, timezone.now()),
        "terug": f"{reverse('werklijst')}?{request.POST.get('gevraagd') or 'alles=1'}",
    }
    return render(request, "werkvoorraad/toewijzen.html", context)


def _wijs_toe(request: Verzoek, formulier: Toewijsformulier) -> None:
    gegevens = formulier.cleaned_data
    zaken = selecties.zaken_van(request.user, list(gegevens["keuze"]), timezone.now())
    handelingen.in_bulk_toewijzen(
        zaken,
        versies=gegevens["keuze"],
        naar=formulier.mensen[gegevens["naar"]],
        reden=gegevens["reden"],
        **wie_wanneer(request),
    )


@recht("werk.toewijzen", "toewijzing")
def lijst(request: Verzoek) -> HttpResponse:
    """De toewijzingen van meer zaken tegelijk."""
    gevonden = selecties.toewijzingen(request.user)
    pagina = Bladzijde(nummer(request), gevonden.count(), _PER_BLAD)
    begin = (pagina.number - 1) * _PER_BLAD
    return render(
        request, "werkvoorraad/toewijzingen.html", {"rijen": gevonden[begin : begin + _PER_BLAD], "pagina": pagina}
    )


@require_POST
@recht("werk.toewijzen", "toewijzing")
def terugdraaien(request: Verzoek, pk: str) -> HttpResponse:
    """Geef terug wat sindsdien niet is gewijzigd."""
    toewijzing = selecties.toewijzingen(request.user).filter(pk=pk).first()
    if toewijzing is None:
        raise Http404
    formulier, uitkomst = forms.Form({}), []
    formulier.full_clean()
    if probeer(
        formulier, lambda: uitkomst.append(handelingen.toewijzing_terugdraaien(toewijzing, **wie_wanneer(request)))
    ):
        terug, gebleven = uitkomst[0]
        rest = f" {gebleven} zijn intussen gewijzigd of afgerond en blijven zoals ze zijn." if gebleven else ""
        messages.success(request, f"{terug} zaken zijn terug bij wie ze had.{rest}")
    else:
        messages.error(request, formulier.non_field_errors().as_text().lstrip("* "))
    return redirect("toewijzingen")
