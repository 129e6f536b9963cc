"""De formulieren van het dashboard."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.kanttekeningen import LANGSTE_TEKST
from zicht.web.vormgeving.velden import Datumveld

GROOTSTE_TABEL = 5_000_000  # bytes; een tabel van StatLine over een regio is honderd keer kleiner


class Kanttekeningformulier(forms.Form):
    """Een kanttekening bij een dag of een periode."""

    van = Datumveld(label="Vanaf")
    tot = Datumveld(label="Tot en met", required=False, help_text="Leeg als het om een dag gaat.")
    tekst = forms.CharField(
        label="Wat moet een lezer weten?", max_length=LANGSTE_TEKST, widget=forms.Textarea({"rows": 3}),
        help_text="Zonder namen van mensen. Bijvoorbeeld: overgang naar een nieuw systeem, invoer liep drie weken achter.",
    )  # fmt: skip
    bron = forms.CharField(
        label="Waar is dit na te lezen?", max_length=200, required=False, help_text="Een besluit, bericht of verslag."
    )
    code = forms.ChoiceField(
        label="Bij welk cijfer hoort het?", required=False,
        choices=[("", "alle cijfers"), *((code, indicator.titel) for code, indicator in INDICATOREN.items())],
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "Deze dag ligt voor de eerste dag. Draai de twee datums om.")
        return gegevens


class Statlineformulier(forms.Form):
    """Een tabel van StatLine als CSV."""

    bestand = forms.FileField(
        label="Tabel van StatLine", max_length=120, widget=forms.FileInput({"accept": ".csv,.txt"}),
        error_messages={"empty": "Dit bestand is leeg.", "required": "Kies een bestand."},
        help_text="Tabel 84847NED als CSV, zoals u haar bij het CBS downloadt.",
    )  # fmt: skip

    def clean_bestand(self) -> tuple[str, bytes]:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > GROOTSTE_TABEL:
            raise ValidationError("Dit bestand is te groot. Kies bij het CBS alleen uw eigen regio en haar gemeenten.")
        return bestand.name, bestand.read()
