"""Wat het stijlblad toont: verzonnen werk, en een formulier met elk soort veld."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from zicht.web.vormgeving.pictogrammen import PICTOGRAMMEN
from zicht.web.vormgeving.standen import STANDEN, URGENTIES
from zicht.web.vormgeving.velden import BsnVeld, Datumveld, DeeldatumVeld, KeuzeVeld, Zoekveld

_VANDAAG = date(2025, 4, 22)
_WERK = (
    ("hoog", "M-25-K7M4QXRT", "veiligheidsbeoordeling", date(2025, 4, 17), "te_laat", "Sanne de Wit"),
    ("midden", "M-25-9TR2HA", "eerste contact", date(2025, 4, 24), "bijna_te_laat", "Youssef Amrani"),
    ("laag", "M-25-B3WZ6P", "onderzoek", date(2025, 6, 12), "op_tijd", "Sanne de Wit"),
    ("hoog", "M-25-P8NC5D", "onderzoek", date(2025, 5, 30), "geschorst", "Femke Postma"),
    ("", "M-25-X2LQ7V", "overdracht", date(2025, 4, 15), "gehaald", "Youssef Amrani"),
)
_KOLOMMEN = ("urgentie", "kenmerk", "dienst", "uiterlijk", "stand", "eigenaar")


class Voorbeeldformulier(forms.Form):
    """Elk soort veld een keer."""

    groepen: ClassVar = (
        ("Over de melding", ("ontvangen", "kanaal", "vorm", "acuut", "toelichting")),
        ("Over het kind", ("naam", "geboren", "bsn", "spoed")),
    )
    ontvangen = Datumveld(label="Wanneer is de melding ontvangen?")
    kanaal = KeuzeVeld(
        label="Hoe kwam de melding binnen?",
        choices=[("telefoon", "telefoon"), ("brief", "schriftelijk"), ("politie", "politie")],
        toelichting={"politie": "Ook een zorgmelding die in een bestand meekwam."},
    )
    vorm = forms.MultipleChoiceField(
        label="Wat is er aan de hand?",
        choices=[("l", "lichamelijk geweld"), ("p", "psychisch geweld"), ("v", "verwaarlozing")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies alles wat past.",
    )
    acuut = KeuzeVeld(
        label="Is er nu gevaar?",
        choices=[("ja", "ja"), ("nee", "nee"), ("onbekend", "onbekend")],
        naast_elkaar=True,
    )
    toelichting = forms.CharField(label="Wat vertelt de melder?", widget=forms.Textarea, required=False)
    naam = Zoekveld("vormgeving-zoek", label="Naam", required=False, help_text="Zicht zoekt of iemand al bekend is.")
    geboren = DeeldatumVeld(label="Geboortedatum")
    bsn = BsnVeld(label="Burgerservicenummer", required=False)
    team = forms.ChoiceField(label="Team", choices=[("", "Kies een team"), ("t", "Team Toegang"), ("n", "regio Noord")])
    spoed = forms.BooleanField(label="De gedragsdeskundige kijkt vandaag mee", required=False)


def alles(request: HttpRequest) -> dict[str, Any]:
    """De gegevens van het stijlblad; met `?fout` staat het formulier er met fouten."""
    gegevens = request.POST if request.method == "POST" else {"bsn": "123456789", "ontvangen": "31-2-25"}
    met_fouten = request.method == "POST" or "fout" in request.GET
    return {
        "vandaag": _VANDAAG,
        "form": Voorbeeldformulier(gegevens) if met_fouten else Voorbeeldformulier(),
        "werk": [dict(zip(_KOLOMMEN, rij, strict=True)) for rij in _WERK],
        "pictogrammen": sorted(PICTOGRAMMEN),
        "standen": list(STANDEN),
        "urgenties": list(URGENTIES),
        "pagina": Paginator(range(95), 10).get_page(request.GET.get("bladzijde", "3")),
        "naam_voorbeeld": "Roos van den Berg",
    }
