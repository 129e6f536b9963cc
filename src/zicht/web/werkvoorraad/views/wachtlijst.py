"""De wachtlijst per stap, en een wachtende zaak opnieuw screenen."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.core.codelijsten import URGENTIE
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.handelingen import werk as handelingen
from zicht.web.registratie.handelingen.meldingen import urgentie_bepalen
from zicht.web.registratie.selecties import wachtlijst as selecties
from zicht.web.registratie.selecties.dossiers import dienst_of_niets, melding_of_niets
from zicht.web.registratie.selecties.werk import PER_BLADZIJDE
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld
from zicht.web.werkvoorraad.views.bladen import Bladzijde, nummer


@recht("wachtlijst.inzien", "wachtlijst")
def wachtlijst(request: Verzoek) -> HttpResponse:
    """Wat er wacht, per stap van het werkproces; waarvan de veiligheid bekeken had moeten zijn staat boven."""
    gebruiker = request.user
    stap = request.GET.get("stap", "")[:30]
    lijst = selecties.wachtlijst(gebruiker, stap, nummer(request), timezone.now(), timezone.localdate())
    context = {
        "lijst": lijst,
        "banden": selecties.BANDEN,
        "urgenties": [("hoog", "hoog"), ("midden", "midden"), ("laag", "laag"), ("", "niet gescreend")],
        "pagina": Bladzijde(nummer(request), lijst.totaal, PER_BLADZIJDE),
        "mag_screenen": gebruiker.mag("zaak.bewerken"),
        "mag_verdelen": gebruiker.mag("werk.toewijzen"),
    }
    return render(request, "werkvoorraad/wachtlijst.html", context)


class Screening(forms.Form):
    """De veiligheid van een wachtende zaak opnieuw bekeken."""

    op = Datumveld(label="Op welke dag bekeken?")
    bevinding = forms.CharField(label="Wat hebt u over de veiligheid gehoord of gezien?", widget=forms.Textarea)
    zicht_door = KeuzeVeld(label="Wie houdt zicht op de veiligheid zolang deze zaak wacht?", choices=())
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, zaak: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zicht_door"].choices = type(zaak)._meta.get_field("zicht_door").choices
        self.initial |= {"op": timezone.localdate(), "zicht_door": zaak.zicht_door, "versie": zaak.versie}


class Urgentiescreening(Screening):
    """Bij een melding hoort bij elke screening ook de urgentie."""

    urgentie = KeuzeVeld(
        label="Hoe dringend is deze melding?", choices=[k for k in URGENTIE.codes if k[0] != "onbekend"]
    )
    field_order: ClassVar = ["urgentie", "bevinding", "op", "zicht_door"]

    def __init__(self, zaak: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(zaak, *args, **kwargs)
        self.initial["urgentie"] = zaak.urgentie


@recht("zaak.bewerken", "zaak")
def screenen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Screen een wachtende melding op urgentie, of bekijk de veiligheid van een wachtende dienst."""
    gebruiker, nu = request.user, timezone.now()
    melding = melding_of_niets(gebruiker, kenmerk, nu)
    zaak = melding or dienst_of_niets(gebruiker, kenmerk, nu)
    if zaak is None:
        raise Http404
    request.dossier_kenmerk = zaak.dossier.kenmerk
    soort = Urgentiescreening if melding else Screening
    return formulierpagina(
        request,
        soort(zaak, request.POST or None),
        titel=f"Opnieuw screenen: {kenmerk}",
        doe=lambda formulier: _screen(request, zaak, formulier.cleaned_data),
        terug=reverse("wachtlijst"),
        gelukt=f"De veiligheid van {kenmerk} is opnieuw bekeken; de dag voor de volgende keer staat erbij.",
        sjabloon="werkvoorraad/screenen.html",
        extra={"zaak": zaak},
    )


def _screen(request: Verzoek, zaak: Any, gegevens: dict[str, Any]) -> None:
    samen = {
        "op": gegevens["op"],
        "zicht_door": gegevens["zicht_door"],
        "versie": gegevens["versie"],
        **wie_wanneer(request),
    }
    if "urgentie" in gegevens:
        urgentie_bepalen(zaak, urgentie=gegevens["urgentie"], reden=gegevens["bevinding"], **samen)
    else:
        handelingen.dienst_screenen(zaak, bevinding=gegevens["bevinding"], **samen)
