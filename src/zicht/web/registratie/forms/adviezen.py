"""De formulieren bij een advies: filteren, afsluiten en omzetten."""

from typing import Any

from django import forms

from zicht.core.codelijsten import SOORT_ADVIES
from zicht.web.vormgeving.velden import Datumveld

_GROOT = forms.Textarea({"rows": 4})


class Adviesfilter(forms.Form):
    """Welke adviezen op de lijst staan."""

    kenmerk = forms.CharField(label="Kenmerk", required=False, max_length=14)
    van = Datumveld(label="Vanaf", required=False, help_text="")
    tot = Datumveld(label="Tot en met", required=False, help_text="")
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "alle soorten"), *(paar for paar in SOORT_ADVIES.codes if paar[0] != "onbekend")],
    )
    stand = forms.ChoiceField(
        label="Welke",
        required=False,
        choices=[("", "open en afgesloten"), ("open", "open"), ("gesloten", "afgesloten")],
    )

    def vraag(self) -> dict[str, Any]:
        """De filters die kloppen; wat niet klopt telt niet mee en staat als fout bij het veld."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}


class Sluitformulier(forms.Form):
    """Wanneer het laatste contact was."""

    op = Datumveld(label="Afgesloten op")
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Redenformulier(forms.Form):
    """Waarom een advies een melding wordt."""

    reden = forms.CharField(
        label="Waarom wordt dit een melding?",
        max_length=200,
        help_text="Zoals: het is niet veilig en de beller kan niet zelf verder.",
    )


class Naaradviesformulier(forms.Form):
    """Waarom een melding een advies wordt, en wat er dan anoniem is geadviseerd."""

    reden = forms.CharField(label="Waarom wordt dit een advies?", max_length=200)
    op = Datumveld(label="Dag van het advies")
    vraag = forms.CharField(
        label="Wat was de vraag?",
        widget=_GROOT,
        max_length=20_000,
        help_text="Schrijf dit opnieuw op, zonder namen en zonder BSN.",
    )
    reactie = forms.CharField(label="Wat heeft u geadviseerd?", widget=_GROOT, max_length=20_000)
