"""De formulieren van rapporten."""

from typing import Any

from django import forms

from zicht.core.periodes import lees_periode
from zicht.web.rapporten.soorten import SOORTEN


class Beginformulier(forms.Form):
    """Welk rapport, en bij een volgende uitgave waarom."""

    wat = forms.ChoiceField(label="Wat gaat u maken?")
    aanleiding = forms.CharField(
        label="Waarom een nieuwe uitgave", max_length=200, required=False,
        help_text="Nodig als er over deze periode al een uitgave is. Het komt in het rapport te staan.",
    )  # fmt: skip

    def __init__(self, keuzes: list[tuple[str, str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wat"].choices = [
            (f"{soort}/{periode}", _woorden(soort, periode, uitgave)) for soort, periode, uitgave in keuzes
        ]

    def keuze(self) -> tuple[str, str]:
        """De soort en de periode."""
        soort, _, periode = self.cleaned_data["wat"].partition("/")
        return soort, periode


def _woorden(soort: str, periode: str, uitgave: str) -> str:
    erbij = f" ({uitgave})" if uitgave else ""
    return f"{SOORTEN[soort].titel} {periodenaam(periode)}: {lees_periode(periode)}{erbij}"


def periodenaam(code: str) -> str:
    """2026-burap2 als '2 van 2026'; een jaar blijft een jaar."""
    jaar, streep, deel = code.partition("-burap")
    return f"{deel} van {jaar}" if streep else code


class Tekstformulier(forms.Form):
    """De duiding bij een deel, met de versie die open was."""

    tekst = forms.CharField(
        label="Uw tekst", required=False, widget=forms.Textarea({"rows": 18, "class": "schrijfvak"})
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].verplicht = True  # leeg mag, maar ‘niet verplicht’ zou zeggen dat het er niet toe doet


class Tekenformulier(forms.Form):
    """Ja tegen precies wat er staat."""

    akkoord = forms.BooleanField()
    afdruk = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, vraag: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["akkoord"].label = vraag


class Terugstuurformulier(forms.Form):
    """Wat er moet gebeuren voor iemand kan tekenen."""

    reden = forms.CharField(label="Wat moet er anders?", max_length=500, widget=forms.Textarea({"rows": 4}))


class Bevestigformulier(forms.Form):
    """Alleen een knop: wat hij doet staat erboven."""
