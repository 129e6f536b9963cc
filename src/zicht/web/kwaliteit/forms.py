"""De formulieren bij een bevinding."""

from typing import Any

from django import forms

from zicht.web.beheer.models import Gebruiker
from zicht.web.vormgeving.velden import Datumveld


class _MetCollega(forms.Form):
    """Een formulier dat om een collega vraagt."""

    naar = forms.ChoiceField(label="Naar wie?")

    def __init__(self, *args: Any, collegas: list[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mensen = {str(mens.pk): mens for mens in collegas}
        paren = [(pk, f"{mens} ({mens.team or 'geen team'})") for pk, mens in self._mensen.items()]
        self.fields["naar"].choices = [("", "Kies een collega"), *paren]  # pyright: ignore[reportAttributeAccessIssue]

    def clean_naar(self) -> Gebruiker:
        """De collega zelf."""
        return self._mensen[self.cleaned_data["naar"]]


class Toewijsformulier(_MetCollega):
    """Naar wie, en tot wanneer."""

    uiterlijk_op = Datumveld(label="Uiterlijk op")
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Verdeelformulier(_MetCollega):
    """Meer bevindingen tegelijk: naar wie, en waarom."""

    reden = forms.CharField(label="Waarom?", max_length=200, help_text="Een keer, voor alle bevindingen.")
    keuze = forms.CharField(widget=forms.HiddenInput)

    def clean_keuze(self) -> list[str]:
        """De gekozen kenmerken."""
        return list(dict.fromkeys(self.cleaned_data["keuze"].split()))


class Accepteerformulier(forms.Form):
    """Waarom iets zo mag blijven, en tot wanneer."""

    reden = forms.CharField(
        label="Waarom mag dit zo blijven?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Schrijf geen namen van mensen op.",
    )
    tot = Datumveld(
        label="Tot en met",
        required=False,
        help_text="Leeg: tot er aan het feit iets verandert. Daarna komt de bevinding terug.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Versieformulier(forms.Form):
    """Alleen de versie die iemand zag."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
