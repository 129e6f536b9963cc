"""De formulieren van de levering."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zicht.web.levering.models import Indelingbestand, Retour

GROOTSTE = 20_000_000  # bytes


class Beginformulier(forms.Form):
    """Aan een levering beginnen."""

    periode = forms.ChoiceField(label="Over welk halfjaar?", widget=forms.RadioSelect)
    indeling = forms.ModelChoiceField(
        Indelingbestand.objects.all(), label="In welke indeling?", required=False, empty_label="referentie-indeling van Zicht (niet voor het CBS)",
        help_text="De geldende bestandsdefinitie komt van het CBS; lees haar eerst in.",
    )  # fmt: skip

    def __init__(self, perioden: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = perioden  # type: ignore[attr-defined]


class Verklaarformulier(forms.Form):
    """Waarom een bevinding zo is."""

    tekst = forms.CharField(
        label="Waarom is dit zo?", max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text="Zonder namen of nummers van mensen. Uw naam en de dag komen erbij.",
    )  # fmt: skip


class Leverformulier(forms.Form):
    """Als geleverd merken, tegen precies dit bestand."""

    gezien = forms.CharField(widget=forms.HiddenInput)
    verwijderingen = forms.BooleanField(required=False)

    def __init__(self, aantal: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if aantal:
            self.fields["verwijderingen"].label = f"Ik heb gezien dat {aantal} records bij het CBS verdwijnen"
        else:
            del self.fields["verwijderingen"]


class _Bestandveld(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> Any:
        bestand = super().clean(data, initial)
        if bestand.size > GROOTSTE:
            raise ValidationError(f"Dit bestand is te groot; ten hoogste {GROOTSTE // 1_000_000} MB.")
        return bestand.name, bestand.read()


class Retourformulier(forms.Form):
    """Wat het CBS terugstuurde."""

    bestand = _Bestandveld(label="Bestand van het CBS", max_length=120, error_messages={"empty": "Dit bestand is leeg.", "required": "Kies een bestand."})  # fmt: skip
    soort = forms.ChoiceField(label="Wat is het?", choices=Retour.SOORTEN, widget=forms.RadioSelect)
    toelichting = forms.CharField(label="Toelichting", required=False, max_length=300, help_text="Bijvoorbeeld wat er beter moet. Geen namen.")  # fmt: skip


class Indelingformulier(forms.Form):
    """Een bestandsdefinitie inlezen."""

    bestand = _Bestandveld(
        label="Bestandsdefinitie", max_length=120, widget=forms.FileInput({"accept": ".xlsx"}),
        error_messages={"empty": "Dit bestand is leeg.", "required": "Kies een bestand."},
        help_text="Een rekenblad (.xlsx) met een rij per veld en een blad met codes. Er gaat niets naar het CBS.",
    )  # fmt: skip
