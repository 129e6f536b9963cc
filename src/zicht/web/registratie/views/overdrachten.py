"""Een overdracht aanbieden, en wat de ontvanger antwoordt."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.core.codelijsten import OVERDRACHT_AAN
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.forms.werkstand import Werkstandformulier
from zicht.web.registratie.handelingen import diensten as dienstwerk
from zicht.web.registratie.handelingen import overdrachten as handelingen
from zicht.web.registratie.poort import door_de_poort
from zicht.web.registratie.selecties import netwerk
from zicht.web.registratie.views.diensten import haal as haal_dienst
from zicht.web.registratie.views.meldingen import Dagformulier
from zicht.web.registratie.views.meldingen import haal as haal_melding
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld


class Overdrachtformulier(forms.Form):
    """Wat met de ontvanger is afgesproken; gezin en ontvanger krijgen dit in dezelfde brief."""

    soort = forms.ChoiceField(
        label="Aan wie draagt u over?", choices=[c for c in OVERDRACHT_AAN.codes if c[0] != "onbekend"]
    )
    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=None, required=False, empty_label="geen of nog onbekend"
    )
    professional = forms.ModelChoiceField(
        label="Contactpersoon uit het register", queryset=None, required=False, empty_label="niemand of iemand anders"
    )
    ontvanger = forms.CharField(
        label="Contactpersoon, als die niet in het register staat", max_length=120, required=False
    )
    afspraken = forms.CharField(label="Welke afspraken zijn er?", widget=forms.Textarea({"rows": 5}))
    zicht_door = forms.CharField(label="Wie houdt zicht op de veiligheid?", max_length=120)
    opnieuw_melden = forms.CharField(
        label="Wanneer en door wie opnieuw contact met Veilig Thuis?",
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )
    op = Datumveld(label="Aangeboden op")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = netwerk.organisaties()
        self.fields["professional"].queryset = netwerk.professionals()


@recht("zaak.bewerken", "overdracht")
def aanbieden(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een melding of dienst overdragen."""
    zaak = haal_melding(request, kenmerk) if kenmerk.startswith("M") else haal_dienst(request, kenmerk)
    terug = reverse("melding" if kenmerk.startswith("M") else "dienst", args=[kenmerk])

    def doe(f: Any) -> None:
        handelingen.overdracht_aanbieden(zaak, **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Overdrachtformulier(request.POST or None, initial={"op": timezone.localdate()}), titel="Overdragen", doe=doe,
        terug=terug, gelukt="De overdracht is aangeboden. Veilig Thuis houdt zicht tot de ontvanger aanvaardt.",
        extra={"dossier": zaak.dossier, "zaak": zaak},
    )  # fmt: skip


def _haal(request: Verzoek, pk: str) -> m.Overdracht:
    rijen = m.Overdracht.objects.filter(pk=pk).select_related(
        "dossier", "melding__dossier", "dienst__dossier", "organisatie"
    )
    overdracht = door_de_poort(rijen, request.user, timezone.now()).first()
    if overdracht is None:
        raise Http404
    request.dossier_kenmerk = overdracht.dossier.kenmerk
    return overdracht


def _soort(overdracht: m.Overdracht) -> str:
    return "overdracht_na_beoordeling" if overdracht.melding_id else "overdracht_na_dienst"


@recht("zaak.inzien", "overdracht")
def overdracht(request: Verzoek, pk: str) -> HttpResponse:
    """De pagina van een overdracht."""
    gevonden = _haal(request, pk)
    punten = werkstand.open_punten(_soort(gevonden), werkstand.van_overdracht(gevonden), gevonden, timezone.localdate())
    return render(request, "registratie/overdracht.html", {"o": gevonden, "punten": punten})


class Antwoordformulier(forms.Form):
    """Wat de ontvanger zegt."""

    aanvaard = KeuzeVeld(
        label="Wat zegt de ontvanger?", choices=[("ja", "aanvaardt de overdracht"), ("nee", "weigert de overdracht")]
    )
    op = Datumveld(label="Op welke dag?")
    reden = forms.CharField(label="Waarom weigert de ontvanger?", max_length=200, required=False)


@recht("zaak.bewerken", "overdracht")
def antwoord(request: Verzoek, pk: str) -> HttpResponse:
    """Het antwoord van de ontvanger vastleggen."""
    o = _haal(request, pk)

    def doe(f: Any) -> None:
        d = f.cleaned_data
        handelingen.overdracht_beantwoorden(
            o, aanvaard=d["aanvaard"] == "ja", op=d["op"], reden=d["reden"], **wie_wanneer(request)
        )

    formulier = Antwoordformulier(request.POST or None, initial={"op": timezone.localdate()})
    return _pagina(request, o, formulier, "Antwoord van de ontvanger", doe, "Het antwoord is vastgelegd.")


@recht("zaak.bewerken", "overdracht")
def bevestigd(request: Verzoek, pk: str) -> HttpResponse:
    """Vastleggen dat gezin en ontvanger dezelfde brief kregen."""
    o = _haal(request, pk)

    def doe(f: Any) -> None:
        handelingen.overdracht_bevestigen(o, op=f.cleaned_data["op"], **wie_wanneer(request))

    return _pagina(
        request,
        o,
        Dagformulier(request.POST or None, initial={"op": timezone.localdate()}),
        "Schriftelijk bevestigd",
        doe,
        "Dat is vastgelegd.",
    )


@recht("zaak.bewerken", "overdracht")
def hulp(request: Verzoek, pk: str) -> HttpResponse:
    """Vastleggen wanneer de hulp echt begon."""
    o = _haal(request, pk)

    def doe(f: Any) -> None:
        handelingen.hulp_begonnen(o, op=f.cleaned_data["op"], **wie_wanneer(request))

    return _pagina(
        request,
        o,
        Dagformulier(request.POST or None, initial={"op": timezone.localdate()}),
        "Hulp begonnen",
        doe,
        "Dat is vastgelegd.",
    )


@recht("zaak.bewerken", "overdracht")
def punten(request: Verzoek, pk: str) -> HttpResponse:
    """Vastleggen wat bij de overdracht is besproken en afgesproken."""
    o = _haal(request, pk)
    formulier = Werkstandformulier(werkstand.soort(_soort(o), timezone.localdate()), o, request.POST or None)

    def doe(f: Any) -> None:
        dienstwerk.werkstand_bijwerken(
            o, gezegd=f.gezegd(), afwijkingen=f.afwijkingen(), versie=f.cleaned_data["versie"], **wie_wanneer(request)
        )

    return _pagina(request, o, formulier, "Wat is er afgesproken", doe, "Dat is vastgelegd.")


def _pagina(request: Verzoek, o: m.Overdracht, formulier: Any, titel: str, doe: Any, gelukt: str) -> HttpResponse:
    return formulierpagina(
        request,
        formulier,
        titel=titel,
        doe=doe,
        terug=reverse("overdracht", args=[o.pk]),
        gelukt=gelukt,
        extra={"dossier": o.dossier},
    )
