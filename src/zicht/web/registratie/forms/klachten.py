"""De formulieren van klachten."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zicht.core.codelijsten import OORDEEL
from zicht.web.registratie import models as m
from zicht.web.registratie.selecties.intake import gemeenten
from zicht.web.registratie.selecties.klachten import dossier_met
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

TEKST = forms.Textarea({"rows": 3})
_OORDELEN = [code for code in OORDEEL.codes if code[0] not in ("onbekend", "ingetrokken")]


class Gemeenteveld(forms.ChoiceField):
    """Een gemeente van de regio, of niet bekend."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"label": "Gemeente", "required": False, **kwargs}
        super().__init__(choices=lambda: [("", "niet bekend"), *gemeenten()], **kwargs)


class Klachtformulier(forms.Form):
    """Een nieuwe klacht."""

    op = Datumveld(label="Wanneer is de klacht ingediend?")
    omschrijving = forms.CharField(
        label="Waar gaat de klacht over?", widget=TEKST, help_text="In het kort, zonder namen van het gezin."
    )
    onderdelen = forms.CharField(
        label="Onderdelen", widget=forms.Textarea({"rows": 4}), required=False,
        help_text="Eén per regel. Leeg: de klacht is één geheel. Over elk onderdeel komt een oordeel.",
    )  # fmt: skip
    gemeente = Gemeenteveld()
    dossier = forms.CharField(
        label="Kenmerk van het dossier", required=False, max_length=14, widget=forms.TextInput({"class": "invoer-kort"}),
        help_text="Als de klager dat noemt, zoals D-26-K7M4QXRT.",
    )  # fmt: skip

    def clean_onderdelen(self) -> list[str]:
        """De regels die niet leeg zijn."""
        return [regel.strip() for regel in self.cleaned_data["onderdelen"].splitlines() if regel.strip()]

    def clean_dossier(self) -> m.Dossier | None:
        """Het dossier met dit kenmerk."""
        kenmerk = self.cleaned_data["dossier"]
        gevonden = dossier_met(kenmerk) if kenmerk else None
        if kenmerk and gevonden is None:
            raise ValidationError("Dit kenmerk is er niet. Kijk het na in de brief van de klager, of laat het leeg.")
        return gevonden


class Onderdeelformulier(forms.Form):
    """Het oordeel over een onderdeel."""

    oordeel = KeuzeVeld(label="Oordeel over dit onderdeel", choices=[*_OORDELEN, ("ingetrokken", "ingetrokken")])
    toelichting = forms.CharField(label="Waarom?", widget=TEKST, required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Oordeelformulier(forms.Form):
    """Het oordeel over de hele klacht."""

    oordeel = KeuzeVeld(label="Oordeel over de hele klacht", choices=_OORDELEN)
    op = Datumveld(label="Wanneer gaf de klachtencommissie het oordeel?")
    reden = forms.CharField(
        label="Waarom wijkt dit af van de onderdelen?", max_length=200, required=False,
        help_text="Alleen als u iets anders kiest dan uit de onderdelen volgt.",
    )  # fmt: skip
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Reactieformulier(forms.Form):
    """De reactie van Veilig Thuis op het oordeel."""

    op = Datumveld(label="Wanneer is de reactie verstuurd?")
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Intrekformulier(forms.Form):
    """De klager trekt de klacht in."""

    op = Datumveld(label="Wanneer is de klacht ingetrokken?")
    reden = forms.CharField(
        label="Hoe weet u dit?", max_length=200, help_text="Bijvoorbeeld: in een gesprek op 3 maart."
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)
