"""De formulieren van organisaties, professionals en informanten."""

from typing import Any

from django import forms

from zicht.core.codelijsten import OVERDRACHT_AAN
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.netwerk import Informatie
from zicht.web.registratie.selecties import netwerk as selecties
from zicht.web.registratie.selecties.intake import gemeenten
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

KLEIN, GROOT = forms.Textarea({"rows": 2}), forms.Textarea({"rows": 4})


def _regel(label: str, lengte: int, *, verplicht: bool = False) -> forms.CharField:
    vak = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=lengte, required=verplicht, widget=vak)


class Organisatieformulier(forms.Form):
    """Een organisatie in het register."""

    naam = _regel("Naam", 140, verplicht=True)
    soort = forms.ChoiceField(
        label="Soort organisatie", choices=[c for c in OVERDRACHT_AAN.codes if c[0] != "onbekend"]
    )
    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    telefoon = _regel("Telefoon", 20)
    email = forms.EmailField(label="E-mail", max_length=140, required=False)
    gestopt_op = Datumveld(label="Bestaat niet meer sinds", required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, rij: m.Organisatie | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = [("", "niet bekend of meer dan een"), *gemeenten()]
        _vul(self, rij)


class Professionalformulier(forms.Form):
    """Een professional in het register."""

    naam = _regel("Naam", 140, verplicht=True)
    functie = _regel("Functie", 80)
    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=m.Organisatie.objects.none(), required=False, empty_label="geen of nog onbekend"
    )
    telefoon = _regel("Telefoon", 20)
    email = forms.EmailField(label="E-mail", max_length=140, required=False)
    gestopt_op = Datumveld(label="Werkt daar niet meer sinds", required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, rij: m.Professional | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = selecties.organisaties()
        _vul(self, rij)


def _vul(formulier: forms.Form, rij: Any) -> None:
    if rij is None:
        del formulier.fields["gestopt_op"], formulier.fields["versie"]
        return
    formulier.initial = {naam: getattr(rij, naam) for naam in formulier.fields} | formulier.initial


class Informantformulier(forms.Form):
    """Wie iets over een gezin is gevraagd, wat, en of het gezin dat weet."""

    professional = forms.ModelChoiceField(
        label="Professional", queryset=m.Professional.objects.none(), required=False,
        empty_label="iemand die niet in het register staat",
    )  # fmt: skip
    naam = _regel("Naam, als die niet in het register staat", 140)
    functie = _regel("Functie", 80)
    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=m.Organisatie.objects.none(), required=False, empty_label="geen of nog onbekend"
    )
    telefoon = _regel("Telefoon", 20)
    rol = KeuzeVeld(label="Wat doet deze professional in dit dossier?", choices=m.Informant.Rol.choices)
    op = Datumveld(label="Gevraagd op")
    gevraagd = forms.CharField(
        label="Wat hebt u gevraagd?", widget=KLEIN, help_text="Alleen wat nodig is om te weten of het veilig is."
    )
    gehoord = forms.CharField(label="Wat hebt u gehoord?", widget=GROOT, required=False)
    toestemming = KeuzeVeld(label="Vindt het gezin dit goed?", choices=m.Informant.Toestemming.choices)
    toestemming_reden = forms.CharField(
        label="Zonder toestemming: waarom is het nodig?", max_length=200, required=False
    )
    geinformeerd = forms.BooleanField(label="De professional weet wat er met de informatie gebeurt", required=False)
    bewaar = forms.BooleanField(
        label="Zet deze professional ook in het register, voor een volgende keer", required=False
    )
    reden = forms.CharField(label="Waarom verbetert u dit?", max_length=200)
    versie = forms.IntegerField(widget=forms.HiddenInput)
    groepen = (
        ("Wie", ("professional", "naam", "functie", "organisatie", "telefoon", "bewaar", "rol")),
        ("Wat", ("op", "gevraagd", "gehoord")),
        ("Toestemming", ("toestemming", "toestemming_reden", "geinformeerd")),
    )

    def __init__(self, rij: m.Informant | None, *args: Any, mag_register: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["professional"].queryset = selecties.professionals()
        self.fields["organisatie"].queryset = selecties.organisaties()
        if not mag_register or rij is not None:
            del self.fields["bewaar"]
        if rij is None:
            del self.fields["reden"], self.fields["versie"]
        else:
            namen = [naam for naam in self.fields if naam not in ("reden", "bewaar")]
            self.initial = {naam: getattr(rij, naam) for naam in namen} | self.initial

    def clean(self) -> dict[str, Any]:
        """Er is iemand gekozen of genoemd, en zonder toestemming is er een reden."""
        velden = self.cleaned_data
        if not velden.get("professional") and not velden.get("naam"):
            self.add_error("naam", "Kies een professional, of vul een naam in.")
        zonder = velden.get("toestemming") not in (None, "", m.Informant.Toestemming.GEGEVEN)
        if zonder and not velden.get("toestemming_reden"):
            self.add_error("toestemming_reden", "Schrijf op waarom u dit vraagt zonder toestemming van het gezin.")
        return velden

    def informatie(self) -> Informatie:
        """Wat is ingevuld, voor een handeling; wie uit het register komt, komt met zijn gegevens van nu."""
        velden, wie = self.cleaned_data, self.cleaned_data["professional"]
        eigen = {naam: velden[naam] for naam in ("naam", "functie", "organisatie", "telefoon")}
        if wie is not None:
            eigen = {naam: velden[naam] or getattr(wie, naam) for naam in eigen}
        rest = ("professional", "rol", "op", "gevraagd", "gehoord", "toestemming", "toestemming_reden", "geinformeerd")
        return Informatie(**eigen, **{naam: velden[naam] for naam in rest})
