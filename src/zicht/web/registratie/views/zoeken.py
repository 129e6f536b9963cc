"""Zoeken op naam, geboortedatum, adres, BSN of kenmerk, buiten een gesprek om."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.core.personen import Persoonsgegevens, zoeksleutels
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.selecties import zoeken as selecties
from zicht.web.vormgeving.velden import BsnVeld, Deeldatum, DeeldatumVeld

TE_WEINIG = (
    "Dit is te weinig om op te zoeken. Vul bij een achternaam ook een voornaam, een geboortejaar of een postcode in."
)


def _regel(label: str, lengte: int = 140, **kwargs: Any) -> forms.CharField:
    vak = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=lengte, required=False, widget=vak, **kwargs)


class Zoekformulier(forms.Form):
    """Wat iemand weet; een kenmerk gaat voor."""

    kenmerk = _regel("Kenmerk", 14, help_text="Van een dossier, melding of dienst, zoals M-26-K7M4QXRT.")
    voornamen = _regel("Voornamen of voorletters")
    voorvoegsel = _regel("Voorvoegsel", 20)
    achternaam = _regel("Achternaam")
    geboren = DeeldatumVeld(label="Geboren", required=False)
    postcode = _regel("Postcode", 7)
    huisnummer = _regel("Huisnummer", 14)
    bsn = BsnVeld(label="BSN", required=False)
    mens = property(lambda self: [veld for veld in self if veld.name != "kenmerk"])

    def __init__(self, *args: Any, mag_bsn: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mag_bsn:
            del self.fields["bsn"]

    def clean_kenmerk(self) -> str:
        """Een kenmerk in zijn vaste vorm."""
        kenmerk = self.cleaned_data["kenmerk"].strip().upper()
        if kenmerk and not selecties.is_kenmerk(kenmerk):
            raise forms.ValidationError("Een kenmerk is een letter, het jaar en acht tekens, zoals M-26-K7M4QXRT.")
        return kenmerk

    def clean(self) -> dict[str, Any]:
        """Er is genoeg om op te zoeken."""
        velden = self.cleaned_data
        if not self.errors and not velden.get("kenmerk") and not zoeksleutels(self.vraag(), b"zoek"):
            raise forms.ValidationError(TE_WEINIG)
        return velden

    def vraag(self) -> Persoonsgegevens:
        """Wat er getypt is, zoals de herkenning het vergelijkt."""
        velden = self.cleaned_data
        geboren: Deeldatum = velden.get("geboren") or Deeldatum()
        namen = ("voornamen", "voorvoegsel", "achternaam", "postcode", "huisnummer", "bsn")
        return Persoonsgegevens(
            **{naam: velden.get(naam) or None for naam in namen},
            jaar=geboren.jaar,
            maand=geboren.maand,
            dag=geboren.dag,
        )


@recht("persoon.zoeken", "persoon")
def zoeken(request: Verzoek) -> HttpResponse:
    """Zoek iemand of een zaak. Met POST: een naam hoort niet in een adres of een logboek."""
    nu, gebruiker = timezone.now(), request.user
    formulier = Zoekformulier(request.POST or None, mag_bsn=gebruiker.mag("persoon.bsn"))
    context: dict[str, Any] = {"formulier": formulier, "gezocht": False}
    if request.method == "POST" and formulier.is_valid():
        kenmerk = formulier.cleaned_data["kenmerk"]
        dossier = selecties.op_kenmerk(kenmerk, gebruiker, nu) if kenmerk else None
        if dossier is not None:
            return redirect("dossier", dossier.kenmerk)
        treffers = [] if kenmerk else selecties.op_persoon(formulier.vraag(), gebruiker, nu)
        context |= {"gezocht": True, "treffers": treffers, "kenmerk": kenmerk, "hoogstens": selecties.HOOGSTENS}
    return render(request, "registratie/zoeken.html", context)
