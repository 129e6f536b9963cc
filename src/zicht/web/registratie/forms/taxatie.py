"""De veiligheidstaxatie als formulier: de vragen uit de catalogus, daarna uitkomst en besluit."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zicht.core.codelijsten import BESLUIT, OVERDRACHT_AAN
from zicht.core.formulieren import Antwoord, Antwoorden, Formulier, Vraag, Vraagsoort
from zicht.core.werkproces import Werkproces
from zicht.web.registratie.handelingen.beoordelingen import Uitkomst
from zicht.web.vormgeving.velden import KeuzeVeld

VOORVOEGSEL = "v_"
_UITKOMST = [("ja", "ja"), ("nee", "nee")]


class Taxatieformulier(forms.Form):
    """De vragen van een formulier; een vraag die er nog niet toe doet is niet verplicht en wordt niet bewaard."""

    def __init__(self, formulier: Formulier, *args: Any, antwoorden: Antwoorden | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formulier = formulier
        self.groepen: list[tuple[str, list[str]]] = []
        for sectie in formulier.secties:
            namen = []
            for vraag in sectie.vragen:
                naam = f"{VOORVOEGSEL}{vraag.code}"
                self.fields[naam] = _veld(vraag)
                self.fields[naam].verplicht = True  # pyright: ignore[reportAttributeAccessIssue] # voor het voorleggen, niet voor het bewaren
                if antwoorden and vraag.code in antwoorden:
                    self.initial[naam] = _begin(antwoorden[vraag.code])
                namen.append(naam)
            self.groepen.append((sectie.titel, namen))

    def antwoorden(self) -> dict[str, Antwoord]:
        """De gegeven antwoorden; wat leeg is is niet beantwoord."""
        gegeven: dict[str, Antwoord] = {}
        for code, vraag in self.formulier.vragen.items():
            waarde = self.cleaned_data.get(f"{VOORVOEGSEL}{code}")
            if waarde not in (None, "", []):
                gegeven[code] = _antwoord(vraag, waarde)
        return gegeven


def _veld(vraag: Vraag) -> forms.Field:
    basis: dict[str, Any] = {"label": vraag.tekst, "required": False, "help_text": vraag.uitleg}
    match vraag.soort:
        case Vraagsoort.JA_NEE | Vraagsoort.KEUZE:
            return KeuzeVeld(choices=list(vraag.keuzes), naast_elkaar=vraag.soort is Vraagsoort.JA_NEE, **basis)
        case Vraagsoort.MEERKEUZE:
            return forms.MultipleChoiceField(choices=list(vraag.keuzes), widget=forms.CheckboxSelectMultiple, **basis)
        case Vraagsoort.SCHAAL:
            keuzes = [("", "niet ingevuld"), *((str(n), str(n)) for n in range(11)), ("onbekend", "onbekend")]
            return forms.ChoiceField(choices=keuzes, **basis)
        case Vraagsoort.TEKST:
            return forms.CharField(widget=forms.Textarea({"rows": 2}), **basis)


def _begin(antwoord: Antwoord) -> Any:
    return list(antwoord) if isinstance(antwoord, tuple) else str(antwoord)


def _antwoord(vraag: Vraag, waarde: Any) -> Antwoord:
    if vraag.soort is Vraagsoort.MEERKEUZE:
        return tuple(waarde)
    if vraag.soort is Vraagsoort.SCHAAL and waarde != "onbekend":
        return int(waarde)
    return str(waarde)


class Besluitformulier(forms.Form):
    """Wat de medewerker vindt en besluit."""

    acuut = KeuzeVeld(label="Is het acuut onveilig?", choices=_UITKOMST, naast_elkaar=True, required=False)
    structureel = KeuzeVeld(label="Is het structureel onveilig?", choices=_UITKOMST, naast_elkaar=True, required=False)
    multiproblematiek = KeuzeVeld(
        label="Spelen er meer problemen tegelijk?", choices=_UITKOMST, naast_elkaar=True, required=False
    )
    afwijking = forms.CharField(
        label="Wijkt u af van het voorstel? Schrijf op waarom", widget=forms.Textarea({"rows": 2}), required=False
    )
    besluit = KeuzeVeld(
        label="Wat is het besluit?", choices=[c for c in BESLUIT.codes if c[0] != "onbekend"], required=False
    )
    vervolg = forms.MultipleChoiceField(
        label="Welke dienst van Veilig Thuis volgt?", widget=forms.CheckboxSelectMultiple, required=False
    )
    overdracht_aan = forms.MultipleChoiceField(
        label="Aan wie wordt overgedragen?", choices=[c for c in OVERDRACHT_AAN.codes if c[0] != "onbekend"],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    ter_registratie = forms.BooleanField(
        label="Alleen ter registratie: de professional pakt het zelf aan", required=False,
        help_text="Dan volgt er geen actie van Veilig Thuis. Beantwoord ook de twee vragen hieronder.",
    )  # fmt: skip
    professional_kan = KeuzeVeld(
        label="Kan de professional het probleem goed aanpakken?", choices=_UITKOMST, naast_elkaar=True, required=False,
    )  # fmt: skip
    professional_wil = KeuzeVeld(
        label="Wil de professional het zelf doen?", choices=_UITKOMST, naast_elkaar=True, required=False,
    )  # fmt: skip
    toelichting = forms.CharField(label="Waarom dit besluit?", widget=forms.Textarea({"rows": 4}), required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, proces: Werkproces, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("acuut", "structureel", "multiproblematiek", "besluit", "toelichting"):
            self.fields[naam].verplicht = True  # pyright: ignore[reportAttributeAccessIssue] # idem
        volgt = [s for s in proces.kan_leiden_tot("veiligheidsbeoordeling") if not s.code.startswith("overdracht")]
        codes = [(s.code, s.titel) for s in volgt if s.code not in ("eerste_contact", "monitoren")]
        self.fields["vervolg"].choices = codes

    def gezegd(self) -> dict[str, str]:
        """Wat de medewerker over de professional zegt; alleen bij een registratie."""
        namen = ("professional_kan", "professional_wil") if self.cleaned_data["ter_registratie"] else ()
        return {naam: self.cleaned_data[naam] for naam in namen if self.cleaned_data[naam]}

    def uitkomst(self) -> Uitkomst:
        """De uitkomst, zoals de handeling haar wil."""
        d = self.cleaned_data
        keuze: Mapping[str, bool | None] = {"ja": True, "nee": False}
        return Uitkomst(
            acuut=keuze.get(d["acuut"]),
            structureel=keuze.get(d["structureel"]),
            multiproblematiek=keuze.get(d["multiproblematiek"]),
            besluit=d["besluit"],
            overdracht_aan=tuple(d["overdracht_aan"]),
            vervolg=tuple(d["vervolg"]) if d["besluit"] in ("vervolg_vt", "regionaal_maatwerk") else (),
            ter_registratie=d["ter_registratie"],
            toelichting=d["toelichting"],
            afwijking=d["afwijking"],
        )
