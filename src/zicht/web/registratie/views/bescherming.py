"""Een dossier afschermen en de afscherming opheffen."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import bescherming as handelingen
from zicht.web.registratie.poort import dossier_of_404
from zicht.web.registratie.selecties.dossiers import collegas
from zicht.web.registratie.views.dossiers import naar
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer


class Beschermformulier(forms.Form):
    """Wie een afgeschermd dossier mag zien."""

    toegelaten = forms.ModelMultipleChoiceField(
        label="Wie mag dit dossier zien?", queryset=Gebruiker.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="Minstens een teamleider. Wie hier niet bij staat, ziet niet dat dit dossier bestaat.",
    )  # fmt: skip
    reden = forms.CharField(
        label="Waarom is dit dossier afgeschermd?", max_length=200, help_text="Schrijf geen namen op."
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["toegelaten"].queryset = collegas(timezone.localdate())


class Ophefformulier(forms.Form):
    """Waarom een dossier weer gewoon te zien is."""

    reden = forms.CharField(
        label="Waarom is afschermen niet meer nodig?", max_length=200, help_text="Schrijf geen namen op."
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)


def _haal(request: Verzoek, kenmerk: str) -> m.Dossier:
    dossier = dossier_of_404(request.user, kenmerk, timezone.now(), "zaak.beschermen")
    request.dossier_kenmerk = dossier.kenmerk
    return dossier


@recht("zaak.beschermen", "dossier")
def beschermen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een dossier afschermen, of kiezen wie een afgeschermd dossier ziet."""
    dossier = _haal(request, kenmerk)
    begin = {
        "toegelaten": list(dossier.toegelatenen.values_list("gebruiker", flat=True)) or [request.user.pk],
        "versie": dossier.versie,
    }

    def doe(f: Any) -> None:
        handelingen.dossier_beschermen(dossier, op=timezone.localdate(), **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Beschermformulier(request.POST or None, initial=begin), titel="Dossier afschermen", doe=doe,
        terug="/" if request.method == "POST" and str(request.user.pk) not in request.POST.getlist("toegelaten") else naar(dossier),
        gelukt="Alleen wie u koos ziet dit dossier nog.", knop="Afschermen",
        extra={"dossier": dossier, "toelichting": "Voor een dossier over een collega, familie van een collega of een bekende. "
               "Noodtoegang opent een afgeschermd dossier niet."},
    )  # fmt: skip


@recht("zaak.beschermen", "dossier")
def opheffen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De afscherming opheffen."""
    dossier = _haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.bescherming_opheffen(dossier, op=timezone.localdate(), **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Ophefformulier(request.POST or None, initial={"versie": dossier.versie}), titel="Afscherming opheffen", doe=doe,
        terug=naar(dossier), gelukt="Dit dossier is niet meer afgeschermd.", knop="Afscherming opheffen", extra={"dossier": dossier},
    )  # fmt: skip
