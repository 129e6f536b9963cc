"""Het formulier van elke brief, al ingevuld met wat de registratie weet."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from zicht.core.codelijsten import ROL
from zicht.core.fouten import ZichtFout
from zicht.rapportage.brieven import Gegevens, Gespreksdoel, Stap
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import post, vooraf
from zicht.web.registratie.brieven.maken import Opdracht, adresregels
from zicht.web.registratie.brieven.organisatie import afzender
from zicht.web.registratie.forms.rijen import Rijenveld
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

KLEIN, GROOT = forms.Textarea({"rows": 2}), forms.Textarea({"rows": 4})
PER_REGEL = "Eén per regel."


def _woord(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


class Briefformulier(forms.Form):
    """Wat elke brief heeft: een datum en een nummer om terug te bellen."""

    datum = Datumveld(label="Datum op de brief")
    telefoon = forms.CharField(
        label="Op welk nummer bent u te bereiken?", max_length=20, widget=forms.TextInput({"class": "invoer-kort"})
    )

    def __init__(
        self, opdracht: Opdracht, *args: Any, verborgen: bool = False, telefoon: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.opdracht, self.verborgen = opdracht, verborgen
        self.initial = {"datum": opdracht.op, "telefoon": telefoon or _eigen_nummer(), **self.vooraf()}
        self.order_fields([naam for naam in self.fields if naam not in ("datum", "telefoon")])

    def vooraf(self) -> dict[str, Any]:
        """Wat de registratie al weet."""
        return {}

    def kies(self, naam: str, keuzes: Mapping[str, tuple[str, object]]) -> None:
        """Zet de keuzes van een veld: per waarde het woord en waar zij voor staat."""
        veld: Any = self.fields[naam]
        veld.choices = [(waarde, woord) for waarde, (woord, _) in keuzes.items()]
        veld.coerce = {waarde: rij for waarde, (_, rij) in keuzes.items()}.get

    def gezin(self) -> dict[str, tuple[str, object]]:
        """Wie uit het gezin een brief kan krijgen; wie niet geschreven mag worden staat erbij met die woorden."""
        dossier, op = self.opdracht.dossier, self.opdracht.op
        uit: dict[str, tuple[str, object]] = {}
        for lezer in post.lezers(dossier, op):
            rol = lezer.get_rol_display() or "rol niet bekend"
            wie = rol if self.verborgen else f"{lezer.persoon} ({rol})"
            niet = " – niet schrijven naar dit adres" if post.tegen_schrijven(dossier, [lezer], op) else ""
            uit[str(lezer.pk)] = (f"{wie}{niet}", lezer)
        return uit

    def _mag_post(self, naam: str) -> Any:
        gekozen = self.cleaned_data[naam]
        lezers = [
            lezer for lezer in (gekozen if isinstance(gekozen, list) else [gekozen]) if isinstance(lezer, m.Betrokkene)
        ]
        if tegen := post.tegen_schrijven(self.opdracht.dossier, lezers, self.opdracht.op):
            raise ValidationError([*map(ValidationError, tegen)])
        return gekozen

    def teksten(self) -> dict[str, str]:
        """Wat er in elk veld is getypt; de cellen van een rij elk op een eigen regel."""
        uit: dict[str, str] = {}
        for naam, waarde in self.cleaned_data.items():
            if isinstance(self.fields[naam], Rijenveld):
                uit[naam] = "\n\n".join(cel for rij in waarde for cel in rij)
            elif isinstance(waarde, str):
                uit[naam] = waarde
        return uit

    def clean_aan(self) -> Any:
        """Niemand krijgt post die dat niet mag krijgen."""
        return self._mag_post("aan")

    def clean_lezers(self) -> Any:
        """Ook in een brief voor meer mensen niet."""
        return self._mag_post("lezers")


def _eigen_nummer() -> str:
    try:
        return afzender().telefoon
    except ZichtFout:  # de pagina zegt al wat er ontbreekt
        return ""


def _lezer(label: str = "Aan wie is de brief?") -> forms.TypedChoiceField:
    veld = KeuzeVeld(label=label, choices=[])
    return forms.TypedChoiceField(label=label, widget=veld.widget)


class Overdrachtsbrief(Briefformulier):
    """De bevestiging van een overdracht, voor het gezin en de ontvanger dezelfde."""

    lezers = forms.TypedMultipleChoiceField(
        label="Wie uit het gezin krijgt deze brief?", widget=forms.CheckboxSelectMultiple,
        help_text="De ontvangende partij krijgt dezelfde brief. Zet hier dus niets in dat een van hen niet mag weten.",
    )  # fmt: skip
    besproken_op = Datumveld(label="Wanneer zijn de afspraken besproken?")
    overdrachtspartij = forms.CharField(label="Wie gaat verder met het gezin?", max_length=120)
    veiligheidsplan = forms.CharField(label="Wie maakt het veiligheidsplan en voert het uit?", max_length=120)
    zicht_op_veiligheid = forms.CharField(label="Wie houdt zicht op de veiligheid?", max_length=120)
    regie = forms.CharField(label="Wie heeft de regie?", max_length=120)
    wie_meldt = forms.CharField(label="Wie belt Veilig Thuis als het weer onveilig is?", max_length=120)
    veiligheidsvoorwaarden = forms.CharField(
        label="Veiligheidsvoorwaarden", widget=GROOT, help_text=PER_REGEL, required=False
    )
    afspraken = Rijenveld(("Afspraak", "Wie", "Wanneer"), label="Afspraken")
    doelen_risico = forms.CharField(
        label="Waar werkt de hulp aan, om nieuw geweld te voorkomen?", widget=KLEIN, help_text=PER_REGEL, required=False
    )
    doelen_herstel = forms.CharField(
        label="Waar werkt de hulp aan, om te herstellen?", widget=KLEIN, help_text=PER_REGEL, required=False
    )
    monitoring = Rijenveld(
        ("Wanneer", "Met wie", "Waar kijken wij naar", "Wie regelt het"),
        label="Momenten waarop Veilig Thuis meekijkt",
        required=False,
    )
    opnieuw_melden = forms.CharField(label="Bel Veilig Thuis weer als", widget=KLEIN, help_text=PER_REGEL)
    groepen: ClassVar = (
        ("Voor wie", ("lezers", "besproken_op")),
        ("Wie doet wat", ("overdrachtspartij", "veiligheidsplan", "zicht_op_veiligheid", "regie", "wie_meldt")),
        (
            "Afspraken",
            ("veiligheidsvoorwaarden", "afspraken", "doelen_risico", "doelen_herstel", "monitoring", "opnieuw_melden"),
        ),
        ("Ondertekening", ("datum", "telefoon")),
    )

    def vooraf(self) -> dict[str, Any]:
        """Alles uit de overdracht, de dienst en de momenten van monitoren."""
        assert self.opdracht.overdracht is not None
        self.kies("lezers", self.gezin())
        return vooraf.overdracht(self.opdracht.overdracht, str(self.opdracht.door), self.opdracht.op)


class Terugkoppelingsbrief(Briefformulier):
    """De terugkoppeling aan de melder: alleen welke stappen zijn gezet."""

    naam = forms.CharField(label="Naam van de melder", max_length=120)
    aanhef = forms.CharField(label="Beste …", max_length=120, help_text="Bijvoorbeeld: mevrouw De Vries")
    adres = forms.CharField(
        label="Adres van de melder",
        widget=KLEIN,
        required=False,
        help_text="Leeg als u de brief meegeeft of veilig mailt.",
    )
    stappen = forms.MultipleChoiceField(
        label="Welke stappen zijn gezet?", widget=forms.CheckboxSelectMultiple, choices=[(s.name, s.value) for s in Stap],
        help_text="Alleen deze zinnen kunnen in de brief: over het gezin komt er niets in.",
    )  # fmt: skip

    def vooraf(self) -> dict[str, Any]:
        """Wie de melder is, en de stappen uit de registratie."""
        melding = self.opdracht.melding
        assert melding is not None
        melder = melding.melder
        wie = {"naam": melder.naam, "aanhef": melder.naam, "adres": "\n".join(adresregels(melder.adres))}
        return {**wie, **vooraf.terugkoppeling(melding)}


class Uitnodigingsbrief(Briefformulier):
    """Een uitnodiging voor een gesprek."""

    aan = _lezer()
    doel = KeuzeVeld(
        label="Waar is het gesprek voor?", choices=[(d.name, _woord(d.name.lower())) for d in Gespreksdoel],
        toelichting={d.name: d.value for d in Gespreksdoel},
    )  # fmt: skip
    gesprek_op = Datumveld(label="Dag van het gesprek")
    tijd = forms.CharField(
        label="Hoe laat?",
        max_length=40,
        help_text="Bijvoorbeeld: 14.00 uur",
        widget=forms.TextInput({"class": "invoer-kort"}),
    )
    duur = forms.CharField(label="Hoe lang duurt het?", max_length=40, initial="ongeveer een uur")
    plaats = forms.CharField(label="Waar?", max_length=120)
    met_wie = forms.CharField(label="Met wie?", widget=KLEIN, help_text=PER_REGEL)
    kinderen = forms.BooleanField(label="Wij praten ook met de kinderen", required=False)

    def vooraf(self) -> dict[str, Any]:
        """Een gesprek met de maker van de brief, over een week."""
        self.kies("aan", self.gezin())
        kinderen = self.opdracht.dossier.betrokkenen.filter(rol=ROL.codes[3][0]).exists()
        over_een_week = self.opdracht.op + timedelta(days=7)
        return {"met_wie": str(self.opdracht.door), "gesprek_op": over_een_week, "doel": "KENNISMAKING",
                "duur": "ongeveer een uur", "kinderen": kinderen}  # fmt: skip


class Rechtenbrief(Briefformulier):
    """Informatie over rechten, voor iedereen die betrokkene is in de wet."""

    aan = _lezer()

    def vooraf(self) -> dict[str, Any]:
        """Het gezin, de melders en de informanten met een naam."""
        dossier = self.opdracht.dossier
        keuzes = self.gezin()
        for melder in m.Melder.objects.filter(melding__dossier=dossier).select_related("melding"):
            if melder.naam:
                keuzes[str(melder.pk)] = (f"de melder van {melder.melding.kenmerk}", melder)
        for informant in dossier.informanten.exclude(naam=""):
            wie = informant.functie or "naam verborgen" if self.verborgen else str(informant)
            keuzes[str(informant.pk)] = (f"{wie} (informant)", informant)
        self.kies("aan", keuzes)
        return {}


class Vastleggingsbrief(Briefformulier):
    """De mededeling dat gegevens zijn vastgelegd die een ander gaf."""

    aan = _lezer()
    vastgelegd_op = Datumveld(label="Wanneer zijn de gegevens vastgelegd?")
    gegevens = forms.MultipleChoiceField(
        label="Welke gegevens zijn vastgelegd?", widget=forms.CheckboxSelectMultiple,
        choices=[(g.name, _woord(g.value)) for g in Gegevens],
    )  # fmt: skip

    def vooraf(self) -> dict[str, Any]:
        """De eerste melding, en wie het nog niet weet."""
        self.kies("aan", self.gezin())
        return vooraf.vastlegging(self.opdracht.dossier, self.opdracht.op)


class Vernietigingsbrief(Briefformulier):
    """Wijzen op het recht het dossier te laten vernietigen."""

    aan = _lezer()

    def vooraf(self) -> dict[str, Any]:
        """Alleen de lezer is te kiezen."""
        self.kies("aan", self.gezin())
        return {}


FORMULIEREN: dict[str, Callable[..., Briefformulier]] = {
    "overdracht": Overdrachtsbrief,
    "terugkoppeling_melder": Terugkoppelingsbrief,
    "uitnodiging": Uitnodigingsbrief,
    "rechten": Rechtenbrief,
    "vastlegging": Vastleggingsbrief,
    "dossier_vernietigen": Vernietigingsbrief,
}
