"""De momenten van monitoren: afspreken, houden, verzetten."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils import timezone

from zicht.core.codelijsten import MONITOREN_MET
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import overdrachten
from zicht.web.registratie.views.diensten import GROOT, dienstpagina, haal
from zicht.web.registratie.views.pagina import wie_wanneer
from zicht.web.vormgeving.tekst import lang
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld


class Momentformulier(forms.Form):
    """Een moment van monitoren afspreken."""

    gepland_op = Datumveld(label="Op welke dag?")
    met = KeuzeVeld(label="Met wie?", choices=[c for c in MONITOREN_MET.codes if c[0] != "onbekend"])


@recht("zaak.bewerken", "dienst")
def moment(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een monitormoment afspreken."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        overdrachten.monitormoment_plannen(dienst, **f.cleaned_data, **wie_wanneer(request))

    return dienstpagina(
        request,
        dienst,
        Momentformulier(request.POST or None),
        "Monitormoment afspreken",
        doe,
        "Het moment staat gepland.",
    )


class Houdformulier(forms.Form):
    """Een gehouden moment."""

    op = Datumveld(label="Gehouden op")
    cijfer = forms.DecimalField(
        label="Veiligheidscijfer", min_value=0, max_value=10, max_digits=3, decimal_places=1, required=False, localize=True,
        help_text="Van 0 (helemaal niet veilig) tot 10 (helemaal veilig). Het laagste cijfer van het gezin telt.",
    )  # fmt: skip
    verslag = forms.CharField(label="Wat viel op?", widget=GROOT, required=False)
    reden_eerder = forms.CharField(
        label="Waarom eerder dan afgesproken?", max_length=200, required=False,
        help_text=f"Alleen nodig als dit meer dan {overdrachten.RUIM_VOOR} dagen voor de afgesproken dag was.",
    )  # fmt: skip


@recht("zaak.bewerken", "monitormoment")
def moment_houden(request: Verzoek, pk: str) -> HttpResponse:
    """Een gehouden moment vastleggen."""
    rij = _moment(pk)
    dienst = haal(request, rij.dienst.kenmerk)

    def doe(f: Any) -> None:
        overdrachten.monitormoment_houden(rij, **f.cleaned_data, **wie_wanneer(request))

    formulier = Houdformulier(request.POST or None, initial={"op": timezone.localdate()})
    vlaggen = dienst.dossier.contactvlaggen.filter(tot=None)
    return dienstpagina(
        request, dienst, formulier, "Monitormoment", doe, "Het moment is vastgelegd.", sjabloon="registratie/contactpagina.html",
        extra={"vlaggen": vlaggen, "toelichting": f"Afgesproken voor {lang(rij.gepland_op)}."},
    )  # fmt: skip


class Vervalformulier(forms.Form):
    """Een moment verzetten of laten vervallen."""

    reden = forms.CharField(label="Waarom gaat dit moment niet door?", max_length=200)
    nieuw_op = Datumveld(label="Nieuwe dag", required=False, help_text="Laat leeg als er geen nieuw moment komt.")


@recht("zaak.bewerken", "monitormoment")
def moment_verzetten(request: Verzoek, pk: str) -> HttpResponse:
    """Een moment verzetten of laten vervallen; het oude blijft zichtbaar."""
    rij = _moment(pk)
    dienst = haal(request, rij.dienst.kenmerk)

    def doe(f: Any) -> None:
        overdrachten.monitormoment_laten_vervallen(
            rij, op=timezone.localdate(), **f.cleaned_data, **wie_wanneer(request)
        )

    return dienstpagina(
        request, dienst, Vervalformulier(request.POST or None), "Moment verzetten", doe, "Dat is vastgelegd."
    )


def _moment(pk: str) -> m.Monitormoment:
    rij = m.Monitormoment.objects.filter(pk=pk).select_related("dienst__dossier").first()
    if rij is None:
        raise Http404
    return rij
