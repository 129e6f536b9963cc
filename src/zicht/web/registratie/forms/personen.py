"""De formulieren bij mensen in een dossier: iemand erbij, verbeteren, verhuizen, en waar op te letten bij contact."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from zicht.core.bsn import masker_bsn
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.intake import Persoonvelden
from zicht.web.registratie.handelingen.personen import Woonplek
from zicht.web.vormgeving.velden import BsnVeld, Datumveld, Deeldatum, KeuzeVeld

NIEUW_ADRES, ONBEKEND = "nieuw", "onbekend"


def _regel(label: str, lengte: int) -> forms.CharField:
    vak = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=lengte, required=False, widget=vak)


class Toevoegformulier(Persoonvelden):
    """Iemand die bij dit dossier komt."""

    huis = forms.ChoiceField(label="Woont bij", required=False)

    def __init__(self, huizen: Iterable[m.Huishouden], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["huis"].choices = [("", "niet bekend"), *((str(huis.pk), str(huis)) for huis in huizen)]


class Wijzigformulier(Persoonvelden):
    """Verbeteren wat van iemand bekend is, met de reden."""

    reden = forms.CharField(label="Waarom wijzigt u dit?", max_length=200, help_text="Zoals: naam verkeerd verstaan.")
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, betrokkene: m.Betrokkene, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persoon = betrokkene.persoon
        if persoon.bsn:
            self.fields["bsn"] = BsnVeld(label="BSN", required=False, vastgelegd=masker_bsn(persoon.bsn))
        velden = ("voornamen", "voorvoegsel", "achternaam", "geslacht", "versie")
        self.initial |= {naam: getattr(persoon, naam) for naam in velden}
        geboren = (persoon.geboortejaar, persoon.geboortemaand, persoon.geboortedag, persoon.ongeboren)
        self.initial |= {
            "rol": betrokkene.rol, "toelichting": betrokkene.toelichting,
            "geboren": Deeldatum(*geboren) if any(geboren) else None,
        }  # fmt: skip


class Verhuisformulier(forms.Form):
    """Wie er op welke dag waarheen gaat."""

    wie = forms.MultipleChoiceField(label="Wie verhuist er?", widget=forms.CheckboxSelectMultiple)
    op = Datumveld(label="Vanaf welke dag?")
    naar = KeuzeVeld(label="Waarheen?", choices=())
    straat = _regel("Straat", 120)
    huisnummer = _regel("Huisnummer", 12)
    postcode = _regel("Postcode", 7)
    plaats = _regel("Plaats", 80)
    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    geheim = forms.BooleanField(label="Dit adres is geheim", required=False)
    groepen = (("Het nieuwe adres", ("straat", "huisnummer", "postcode", "plaats", "gemeente", "geheim")),)

    def __init__(
        self,
        betrokkenen: Sequence[tuple[str, str]],
        huizen: Sequence[m.Huishouden],
        gemeenten: Sequence[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.huizen = {str(huis.pk): huis for huis in huizen}
        adressen = [(pk, "geheim adres" if huis.adres.geheim else str(huis)) for pk, huis in self.huizen.items()]
        self.fields["wie"].choices = list(betrokkenen)
        self.fields["naar"].choices = [
            *adressen, (NIEUW_ADRES, "een ander adres, hieronder"), (ONBEKEND, "adres niet bekend"),
        ]  # fmt: skip
        self.fields["gemeente"].choices = [("", "niet bekend"), *gemeenten]

    def clean_postcode(self) -> str:
        """De postcode zoals hij wordt opgeslagen: 1234AB."""
        return "".join(self.cleaned_data["postcode"].split()).upper()

    def doel(self) -> Woonplek | m.Huishouden | None:
        """Waar zij heen gaan."""
        velden = self.cleaned_data
        if velden["naar"] == NIEUW_ADRES:
            namen = ("straat", "huisnummer", "postcode", "plaats", "gemeente", "geheim")
            return Woonplek(*(velden[naam] for naam in namen))
        return self.huizen.get(velden["naar"])


class Vlagformulier(forms.Form):
    """Waar een collega op moet letten voor er contact is."""

    soort = KeuzeVeld(label="Waar moet een collega op letten?", choices=m.Contactvlag.Soort.choices)
    tekst = _regel("Wat moet een collega daarover weten?", 200)
    wie = forms.ChoiceField(label="Voor wie geldt dit?", required=False)
    op = Datumveld(label="Vanaf")

    def __init__(self, betrokkenen: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [("", "iedereen in dit dossier"), *betrokkenen]


class Eindeformulier(forms.Form):
    """Waarom een aanwijzing niet meer nodig is."""

    op = Datumveld(label="Tot")
    reden = forms.CharField(label="Waarom is dit niet meer nodig?", max_length=200)
