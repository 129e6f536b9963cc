"""De formulieren van publicaties."""

from collections.abc import Sequence

from django import forms

from zicht.core.periodes import lees_periode
from zicht.web.publicaties.models import Publicatie


class Klaarzetformulier(forms.Form):
    """Cijfers klaarzetten."""

    titel = forms.CharField(label="Titel voor de lezer", max_length=120, help_text="Bijvoorbeeld: Veilig Thuis, januari tot en met april 2026.")  # fmt: skip
    voor_wie = forms.ChoiceField(label="Voor wie?", choices=Publicatie.TE_KIEZEN, widget=forms.RadioSelect, help_text="Gemeenten zien hun eigen rijen en de regio. Open data is voor iedereen, en blijft bekend.")  # fmt: skip
    perioden = forms.MultipleChoiceField(label="Welke perioden?", widget=forms.CheckboxSelectMultiple, help_text="Alleen perioden die voorbij zijn.")  # fmt: skip
    toelichting = forms.CharField(label="Toelichting voor de lezer", required=False, max_length=2_000, widget=forms.Textarea({"rows": 3}), help_text="Bijvoorbeeld wat er in deze periode anders was. Geen namen.")  # fmt: skip

    def __init__(self, keuzes: Sequence[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["perioden"].choices = keuzes

    def clean_perioden(self) -> list[object]:
        """De perioden zelf."""
        return [lees_periode(code) for code in self.cleaned_data["perioden"]]


class Redenformulier(forms.Form):
    """Waarom cijfers niet (meer) naar buiten gaan."""

    reden = forms.CharField(
        label="Waarom?", max_length=300, help_text="Bij intrekken kan iedereen dit lezen. Geen namen."
    )


class Goedkeurformulier(forms.Form):
    """Ja zeggen, tegen precies wat er te zien was."""

    gezien = forms.CharField(widget=forms.HiddenInput)


class Leegformulier(forms.Form):
    """Alleen een knop."""
