"""De formulieren van het beheer."""

import re
from typing import Any

from django import forms

from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.beheer.rechten import Rol
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

ROLLEN = [(rol.value, rol.titel) for rol in Rol]
_GEMEENTE = re.compile(r"GM\d{4}")


class Naamformulier(forms.Form):
    """Hoe iemand heet en bij welk team hij hoort."""

    voornaam = forms.CharField(label="Voornaam", max_length=60)
    achternaam = forms.CharField(label="Achternaam", max_length=80)
    team = forms.ModelChoiceField(label="Team", queryset=None, required=False, empty_label="geen team")
    gemeente = forms.CharField(
        label="Gemeente", required=False, max_length=6, help_text="Alleen voor wie bij een gemeente werkt: de CBS-code, zoals GM0361."
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.all()

    def clean_gemeente(self) -> str:
        """De code, nagekeken op vorm."""
        code = self.cleaned_data["gemeente"].strip().upper()
        return _juist(code) if code else ""


class Nieuwformulier(Naamformulier):
    """Een nieuwe gebruiker."""

    gebruikersnaam = forms.CharField(label="Gebruikersnaam", max_length=40, help_text="Kleine letters, zoals s.dewit.")
    rollen = forms.MultipleChoiceField(label="Rollen", choices=ROLLEN, widget=forms.CheckboxSelectMultiple)
    van = Datumveld(label="Vanaf")
    tot = Datumveld(
        label="Tot", required=False, help_text="Voor wie tijdelijk werkt. De rol geldt op deze dag niet meer."
    )
    alleen_organisatie = forms.BooleanField(
        label="Logt alleen in via de organisatie", required=False, help_text="Dan is er geen wachtwoord."
    )
    groepen = (
        ("Wie", ("voornaam", "achternaam", "gebruikersnaam", "team", "gemeente")),
        ("Wat mag deze gebruiker", ("rollen", "van", "tot")),
        ("Inloggen", ("alleen_organisatie",)),
    )


class Rolformulier(forms.Form):
    """Een rol erbij."""

    rol = KeuzeVeld(label="Welke rol?", choices=ROLLEN)
    van = Datumveld(label="Vanaf")
    tot = Datumveld(label="Tot", required=False, help_text="Op deze dag geldt de rol niet meer.")


class Dagformulier(forms.Form):
    """Alleen een dag."""

    op = Datumveld(label="Op welke dag geldt de rol niet meer?")


class Bevestiging(forms.Form):
    """Niets in te vullen: de knop is het antwoord."""


class Teamformulier(forms.Form):
    """Een team."""

    naam = forms.CharField(label="Naam", max_length=80)
    toegang = forms.BooleanField(label="Dit team neemt meldingen aan", required=False)
    gemeenten = forms.CharField(
        label="Gemeenten", required=False, help_text="CBS-codes met komma's ertussen, zoals GM0361, GM0373."
    )
    verantwoordelijke = forms.ModelChoiceField(
        label="Verantwoordelijke", queryset=None, required=False, empty_label="niemand",
        help_text="Eigenaar van werk dat nog niemand heeft.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verantwoordelijke"].queryset = Gebruiker.objects.filter(is_active=True, koppeling=False)

    def clean_gemeenten(self) -> list[str]:
        """De codes, elk nagekeken op vorm."""
        return [_juist(code.strip().upper()) for code in self.cleaned_data["gemeenten"].split(",") if code.strip()]


def _juist(code: str) -> str:
    if not _GEMEENTE.fullmatch(code):
        raise forms.ValidationError(f"'{code}' is geen CBS-code. Een code is GM met vier cijfers, zoals GM0361.")
    return code
