"""Het formulier Nieuw contact: eerst luisteren en opschrijven, aan het eind kiezen of het een advies of een melding is."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList

from zicht.core.bsn import bevat_bsn
from zicht.core.codelijsten import AANLEIDING, AARD, BEROEPSMATIG, GESLACHT, HOEDANIGHEID, KANAAL, ROL, URGENTIE
from zicht.core.personen import Persoonsgegevens
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.radar import Radarvelden, registratie_uit
from zicht.web.registratie.handelingen.adviezen import BSN_IN_TEKST, NAAM_IN_TEKST, NieuwAdvies, namen_in
from zicht.web.registratie.handelingen.meldingen import Meldergegevens, NieuweMelding
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek
from zicht.web.vormgeving.velden import BsnVeld, Datumveld, Deeldatum, DeeldatumVeld, KeuzeVeld

ADVIES, ONDERSTEUNING, MELDING = "advies", "ondersteuning", "melding"
SCHRIFTELIJK, AMBTSHALVE = "schriftelijk", "ambtshalve"
HOOGSTENS_MENSEN = 20
# Keuze: mondeling is telefoon of gesprek; een chat is geschreven. Het Feitenformaat kent voor een melding geen kanaal.
BRON = {"telefoon": "telefoon", "face_to_face": "telefoon", AMBTSHALVE: "ambtshalve"}
_SOORTEN = (
    (ADVIES, "Advies"),
    (ONDERSTEUNING, "Ondersteuning van een professional"),
    (MELDING, "Melding"),
)
# Meerjarenbegroting 2025 Veilig Thuis NOG, hoofdstuk 7, dienst 2 en 3.
_UITLEG = {
    ADVIES: "De beller blijft zelf aan zet en bespreekt met u wat hij kan doen. Anoniem: namen worden niet bewaard.",
    ONDERSTEUNING: "U denkt mee of gaat mee, de professional blijft verantwoordelijk. Anoniem: namen worden niet bewaard.",
    MELDING: "Veilig Thuis neemt het over: er komt een dossier, een veiligheidsbeoordeling en contact met de betrokkenen.",
}


def _kies(lijst: Iterable[tuple[str, str]], leeg: str = "niet bekend") -> list[tuple[str, str]]:
    return [("", leeg), *((code, woorden) for code, woorden in lijst if code != "onbekend")]


def _wie_belt() -> list[tuple[str, Any]]:
    codes = [paar for paar in HOEDANIGHEID.codes if paar[0] != "onbekend"]
    beroep = [paar for paar in codes if paar[0] in BEROEPSMATIG]
    return [
        ("", "niet bekend"),
        ("beroepsmatig", beroep),
        ("niet beroepsmatig", [paar for paar in codes if paar not in beroep]),
    ]


class _Concept:
    """Een formulier dat ook half ingevuld te tonen is."""

    def zonder_fouten(self) -> Any:
        """Toon wat er getypt is zonder het na te kijken."""
        self._errors = ErrorDict()
        return self


class _Vinkjes(forms.MultipleChoiceField):
    """Meer antwoorden mogelijk."""

    def __init__(self, lijst: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        keuzes = [paar for paar in lijst if paar[0] != "onbekend"]
        super().__init__(choices=keuzes, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


def _regel(label: str, lengte: int = 120, **kwargs: Any) -> forms.CharField:
    vak = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=lengte, required=False, widget=vak, **kwargs)


def _tekst(label: str, hulp: str = "", *, rijen: int = 8) -> forms.CharField:
    vak = forms.Textarea({"rows": rijen})
    return forms.CharField(label=label, required=False, max_length=20_000, widget=vak, help_text=hulp)


class Intakeformulier(_Concept, Radarvelden):
    """Een contact, van de eerste zin tot de keuze."""

    op = Datumveld(label="Dag van het contact")
    kanaal = forms.ChoiceField(
        label="Hoe komt het binnen?",
        choices=[
            *(paar for paar in KANAAL.codes if paar[0] not in ("onbekend", "overig")),
            (SCHRIFTELIJK, "schriftelijk, zoals een brief of e-mail"),
            ("overig", "overig"),
            (AMBTSHALVE, "ambtshalve, door Veilig Thuis zelf"),
        ],
    )
    hoedanigheid = forms.ChoiceField(label="Wie neemt contact op?", choices=_wie_belt, required=False)
    situatie = _tekst(
        "Wat is er aan de hand?", "Schrijf mee terwijl u luistert. Namen horen bij de mensen hieronder.", rijen=6
    )
    aanleiding = _Vinkjes(AANLEIDING.codes, label="Waarover gaat het?")
    aard = _Vinkjes(AARD.codes, label="Wat gebeurt er?")
    gemeente = forms.ChoiceField(label="In welke gemeente wonen de mensen om wie het gaat?", required=False)

    straat = _regel("Straat")
    huisnummer = _regel("Huisnummer", 12)
    postcode = _regel("Postcode", 7)
    plaats = _regel("Plaats", 80)
    geheim = forms.BooleanField(label="Dit adres is geheim", required=False)

    vlaggen = _Vinkjes(m.Contactvlag.Soort.choices, label="Waar moet een collega op letten voor er contact is?")
    vlagtekst = _regel("Wat moet een collega daarover weten?", 200)

    urgentie = KeuzeVeld(
        label="Hoe dringend is het?",
        choices=[paar for paar in URGENTIE.codes if paar[0] != "onbekend"],
        naast_elkaar=True,
        required=False,
    )
    reden_urgentie = _tekst("Waarom?", rijen=2)

    melder_naam = _regel("Naam")
    melder_functie = _regel("Functie")
    melder_organisatie = _regel("Organisatie")
    melder_telefoon = _regel("Telefoon", 40)
    melder_email = _regel("E-mail")
    melder_adres = _regel("Adres", 200)
    toestemming = forms.BooleanField(label="Het gezin mag weten wie de melding deed", required=False)
    bedreiging = forms.BooleanField(
        label="Bekend worden geeft gevaar, of verstoort een vertrouwensrelatie", required=False
    )
    anoniem = forms.BooleanField(label="De melder wil voor het gezin anoniem blijven", required=False)

    reactie = _tekst("Wat heeft u geadviseerd?", "Bij een advies: zonder namen.", rijen=5)
    vervolg = forms.BooleanField(
        label="Er volgt nog een gesprek over deze vraag", required=False, help_text="Dan blijft het advies open."
    )
    soort = KeuzeVeld(label="Wat is het geworden?", choices=_SOORTEN, toelichting=_UITLEG)
    uit_advies = forms.CharField(required=False, widget=forms.HiddenInput, max_length=14)
    reden_omzetten = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    CONTACT = ("op", "kanaal", "hoedanigheid")
    VERHAAL = ("situatie", "aanleiding", "aard", "gemeente")
    ADRES = ("straat", "huisnummer", "postcode", "plaats", "geheim")
    VEILIG = ("vlaggen", "vlagtekst")
    DRINGEND = ("urgentie", "reden_urgentie")
    MELDER = (
        "melder_naam", "melder_functie", "melder_organisatie", "melder_telefoon", "melder_email", "melder_adres",
        "toestemming", "bedreiging", "anoniem",
    )  # fmt: skip
    SLOT = ("soort", "reactie", "vervolg")

    def __init__(self, *args: Any, gemeenten: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = _kies(gemeenten)
        # Nodig voor elke keuze aan het eind; Django kijkt het pas dan na, met een eigen zin.
        self.fields["situatie"].verplicht = True
        self.fields["situatie"].widget.attrs["aria-required"] = "true"

    def deel(self, namen: Iterable[str]) -> list[forms.BoundField]:
        """De velden van een deel van het scherm."""
        return [self[naam] for naam in namen]

    contact = property(lambda self: self.deel(self.CONTACT))
    verhaal = property(lambda self: self.deel(self.VERHAAL))
    adres = property(lambda self: self.deel(self.ADRES))
    veilig = property(lambda self: self.deel(self.VEILIG))
    dringend = property(lambda self: self.deel(self.DRINGEND))
    melder = property(lambda self: self.deel(self.MELDER))
    radar = property(lambda self: self.deel(self.RADAR))
    slot = property(lambda self: self.deel(self.SLOT))

    def clean_postcode(self) -> str:
        """De postcode zoals hij wordt opgeslagen: 1234AB."""
        return "".join(self.cleaned_data["postcode"].split()).upper()

    def clean(self) -> dict[str, Any]:
        """Wat alleen bij de keuze aan het eind te zeggen is."""
        velden = dict(self.cleaned_data)
        if velden.get("soort") == MELDING:
            self._keur_melding(velden)
        elif velden.get("soort"):
            self._keur_advies(velden)
        return self.cleaned_data

    def _keur_melding(self, velden: Mapping[str, Any]) -> None:
        if not velden.get("situatie"):
            self.add_error("situatie", "Schrijf op wat er aan de hand is.")
        if velden.get("urgentie") and not velden.get("reden_urgentie"):
            self.add_error("reden_urgentie", "Schrijf op waarom dit zo dringend is.")
        if velden.get("ter_registratie"):
            self.keur_registratie(velden, ambtshalve=velden.get("kanaal") == AMBTSHALVE)

    def _keur_advies(self, velden: Mapping[str, Any]) -> None:
        if velden.get("uit_advies"):
            self.add_error("soort", "Dit contact komt uit een advies dat een melding wordt. Kies ‘Melding’.")
        if velden.get("kanaal") == AMBTSHALVE:
            self.add_error("kanaal", "Ambtshalve past alleen bij een melding. Kies hoe het advies binnenkwam.")
        if not velden.get("situatie"):
            self.add_error("situatie", "Schrijf op wat de vraag is.")
        if not velden.get("reactie"):
            self.add_error("reactie", "Schrijf op wat u heeft geadviseerd.")
        for naam in ("situatie", "reactie"):
            if bevat_bsn(velden.get(naam) or ""):
                self.add_error(naam, BSN_IN_TEKST)

    def keur_namen(self, namen: Iterable[str]) -> None:
        """Weiger een advies waarin een naam staat die bij de mensen of de melder is getypt."""
        if self.cleaned_data.get("soort") in (None, "", MELDING):
            return
        alle = [*namen, self.cleaned_data.get("melder_naam", "")]
        for veld in ("situatie", "reactie"):
            gevonden = namen_in(self.cleaned_data.get(veld, ""), alle)
            if gevonden:
                self.add_error(veld, NAAM_IN_TEKST.format(", ".join(gevonden)))


class Persoonvelden(_Concept, forms.Form):
    """Wat van iemand bekend is; alles mag leeg zijn."""

    rol = forms.ChoiceField(label="Rol", choices=_kies(ROL.codes), required=False)
    voornamen = _regel("Voornamen")
    voorvoegsel = _regel("Voorvoegsel", 20)
    achternaam = _regel("Achternaam")
    geslacht = forms.ChoiceField(label="Geslacht", choices=_kies(GESLACHT.codes), required=False)
    geboren = DeeldatumVeld(label="Geboren", required=False)
    bsn = BsnVeld(label="BSN", required=False)
    toelichting = _regel("Relatie, in eigen woorden", 200)

    def mens(self) -> Mens:
        """De ingevulde gegevens, voor een handeling."""
        velden = self.cleaned_data
        geboren: Deeldatum = velden.get("geboren") or Deeldatum()
        return Mens(
            **{naam: velden[naam] for naam in ("voornamen", "voorvoegsel", "achternaam", "geslacht", "bsn")},
            geboortejaar=geboren.jaar,
            geboortemaand=geboren.maand,
            geboortedag=geboren.dag,
            ongeboren=geboren.ongeboren,
        )

    def zoekvraag(self, adres: Mapping[str, Any]) -> Persoonsgegevens | None:
        """Waarop te zoeken is; None zolang er te weinig staat. Een fout in een ander veld houdt zoeken niet tegen."""
        self.full_clean()
        velden = self.cleaned_data
        geboren: Deeldatum = velden.get("geboren") or Deeldatum()
        if not any((velden.get("achternaam"), velden.get("bsn"), velden.get("voornamen") and geboren.jaar)):
            return None
        return Persoonsgegevens(
            **{naam: velden.get(naam) for naam in ("voornamen", "voorvoegsel", "achternaam", "geslacht", "bsn")},
            jaar=geboren.jaar,
            maand=geboren.maand,
            dag=geboren.dag,
            postcode=adres.get("postcode"),
            huisnummer=adres.get("huisnummer"),
        )


class Mensformulier(Persoonvelden):
    """Een rij in Nieuw contact: iemand die nieuw is, of die hier al bekend is."""

    woont_hier = forms.BooleanField(label="Woont op dit adres", required=False, initial=True)
    persoon = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def betrokkenheid(self, bekend: Mapping[UUID, m.Persoon]) -> Betrokkenheid:
        """Deze rij voor een handeling."""
        velden = self.cleaned_data
        persoon = bekend.get(velden["persoon"]) if velden.get("persoon") else None
        return Betrokkenheid(
            rol=velden["rol"],
            mens=None if persoon else self.mens(),
            persoon=persoon,
            toelichting=velden["toelichting"],
            woont_hier=velden["woont_hier"],
        )


class _Mensen(forms.BaseFormSet):
    def zonder_fouten(self) -> Any:
        """Toon wat er getypt is zonder het na te kijken."""
        self._non_form_errors = ErrorList()
        self._errors = [formulier.zonder_fouten().errors for formulier in self.forms]
        return self

    @property
    def ingevuld(self) -> list[Mensformulier]:
        """De rijen waarin iets staat."""
        return [formulier for formulier in self.forms if formulier.has_changed()]

    def namen(self) -> list[str]:
        """Alle namen die hier getypt zijn."""
        return [
            formulier.cleaned_data.get(naam, "")
            for formulier in self.ingevuld
            for naam in ("voornamen", "achternaam")
            if hasattr(formulier, "cleaned_data")
        ]


Mensen = forms.formset_factory(
    Mensformulier, formset=_Mensen, extra=2, max_num=HOOGSTENS_MENSEN, absolute_max=HOOGSTENS_MENSEN + 1
)


def advies_uit(velden: Mapping[str, Any]) -> NieuwAdvies:
    """Wat er van een advies blijft: de vraag en het advies, nooit wie het zijn."""
    return NieuwAdvies(
        op=velden["op"],
        soort=velden["soort"],
        kanaal="overig" if velden["kanaal"] == SCHRIFTELIJK else velden["kanaal"],
        hoedanigheid=velden["hoedanigheid"],
        gemeente=velden["gemeente"],
        aanleiding=tuple(velden["aanleiding"]),
        aard=tuple(velden["aard"]),
        vraag=velden["situatie"],
        reactie=velden["reactie"],
        afgesloten=not velden["vervolg"],
    )


def melding_uit(
    velden: Mapping[str, Any], betrokkenen: Iterable[Betrokkenheid], eerdere: Iterable[m.Dossier] = ()
) -> NieuweMelding:
    """Alles wat van een melding wordt vastgelegd."""
    adres = Woonplek(*(velden[naam] for naam in ("straat", "huisnummer", "postcode", "plaats", "gemeente", "geheim")))
    return NieuweMelding(
        ontvangen_op=velden["op"],
        bron=BRON.get(velden["kanaal"], SCHRIFTELIJK),
        gemeente=velden["gemeente"],
        urgentie=velden["urgentie"],
        reden_urgentie=velden["reden_urgentie"],
        hoedanigheid=velden["hoedanigheid"],
        aanleiding=tuple(velden["aanleiding"]),
        aard=tuple(velden["aard"]),
        situatie="\n\nAdvies tijdens het gesprek: ".join(filter(None, (velden["situatie"], velden["reactie"]))),
        anoniem=velden["anoniem"],
        ambtshalve=velden["kanaal"] == AMBTSHALVE,
        melder=_melder(velden),
        betrokkenen=tuple(betrokkenen),
        adres=None if adres.leeg else adres,
        eerdere=tuple(eerdere),
        vlaggen=tuple((soort, velden["vlagtekst"]) for soort in velden["vlaggen"]),
        ter_registratie=registratie_uit(velden),
    )


def _melder(velden: Mapping[str, Any]) -> Meldergegevens | None:
    tekst = {n: velden[f"melder_{n}"] for n in ("naam", "functie", "organisatie", "telefoon", "email", "adres")}
    if not any(tekst.values()):
        return None
    beroep = velden["hoedanigheid"] in BEROEPSMATIG
    return Meldergegevens(beroep, **tekst, toestemming=velden["toestemming"], bedreiging=velden["bedreiging"])


class Dossierkeuze(forms.Form):
    """Bij welk dossier een nieuwe melding hoort, als er al een open dossier over deze mensen is."""

    NIEUW = "nieuw"
    dossier = KeuzeVeld(label="Bij welk dossier hoort deze melding?", choices=())

    def __init__(self, open_dossiers: Iterable[m.Dossier], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(d.kenmerk, f"Open dossier {d.kenmerk} ({d.team}): tweede melding") for d in open_dossiers]
        if not keuzes:
            del self.fields["dossier"]
            return
        self.fields["dossier"].choices = [*keuzes, (self.NIEUW, "Een nieuw dossier: het gaat om een ander gezin")]
        self.initial.setdefault("dossier", keuzes[0][0])


class Adviescontactformulier(_Concept, forms.Form):
    """Nog een contact over dezelfde vraag."""

    op = Datumveld(label="Dag van het contact")
    kanaal = forms.ChoiceField(label="Hoe?", choices=[p for p in KANAAL.codes if p[0] != "onbekend"])
    vraag = _tekst("Wat is de vraag?", "Anoniem: schrijf geen namen en geen BSN.", rijen=5)
    reactie = _tekst("Wat heeft u geadviseerd?", rijen=5)
    vervolg = forms.BooleanField(label="Er volgt nog een gesprek over deze vraag", required=False)

    def clean(self) -> dict[str, Any]:
        """Een advies is anoniem en heeft inhoud."""
        teksten = {naam: self.cleaned_data.get(naam) or "" for naam in ("vraag", "reactie")}
        if not any(teksten.values()):
            raise ValidationError("Schrijf op wat de vraag was, of wat u heeft geadviseerd.")
        for naam in (naam for naam, tekst in teksten.items() if bevat_bsn(tekst)):
            self.add_error(naam, BSN_IN_TEKST)
        return self.cleaned_data
