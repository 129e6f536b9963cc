"""Wie een dossier niet kan doen omdat die er een belang bij heeft: alleen voor de teamleider."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.handelingen import belangen as handelingen
from zicht.web.registratie.poort import dossier_of_404
from zicht.web.registratie.selecties import dagplan as selecties
from zicht.web.registratie.selecties.dossiers import collegas
from zicht.web.registratie.views.dossiers import naar
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer


class Belangformulier(forms.Form):
    """Wie, en waarom."""

    gebruiker = forms.ModelChoiceField(
        label="Welke collega kan dit dossier niet doen?", queryset=Gebruiker.objects.none(), empty_label="Kies een collega"
    )  # fmt: skip
    reden = forms.CharField(
        label="Waarom niet?", max_length=200, help_text="Bijvoorbeeld: buren. Alleen een teamleider leest dit."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = collegas(timezone.localdate())


@recht(handelingen.RECHT, "dossier")
def belangen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Vastleggen wie dit dossier niet kan doen, en zien wat er al staat."""
    dossier = dossier_of_404(request.user, kenmerk, timezone.now(), handelingen.RECHT)
    request.dossier_kenmerk = dossier.kenmerk

    def doe(f: Any) -> None:
        handelingen.belang_vastleggen(dossier, **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Belangformulier(request.POST or None), titel="Wie kan dit dossier niet doen?", doe=doe, terug=naar(dossier),
        gelukt="Deze collega krijgt zaken van dit dossier niet meer voorgesteld of toegewezen.", knop="Vastleggen",
        sjabloon="registratie/belangen.html",
        extra={"dossier": dossier, "belangen": selecties.belangen(dossier),
               "toelichting": "Het dossier blijft te zien voor wie het mag zien. Moet ook dat niet, scherm het dan af."},
    )  # fmt: skip


@require_POST
@recht(handelingen.RECHT, "dossier")
def beeindigen(request: Verzoek, pk: str) -> HttpResponse:
    """Een belang beëindigen."""
    belang = selecties.belang_of_niets(request.user, pk, timezone.now())
    if belang is None:
        raise Http404
    request.dossier_kenmerk = belang.dossier.kenmerk
    return formulierpagina(
        request, forms.Form(request.POST), titel="Belang beëindigen", terug=naar(belang.dossier), gelukt="Het belang is beëindigd.",
        doe=lambda _: handelingen.belang_beeindigen(belang, **wie_wanneer(request)), extra={"dossier": belang.dossier},
    )  # fmt: skip
