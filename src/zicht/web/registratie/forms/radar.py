"""Melding ter registratie: de velden bij het aannemen, als een professional meldt en het zelf aanpakt."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zicht.core.codelijsten import BEROEPSMATIG
from zicht.web.registratie.handelingen.meldingen import Registratie
from zicht.web.vormgeving.velden import KeuzeVeld

_JA_NEE = [("ja", "ja"), ("nee", "nee")]


class Radarvelden(forms.Form):
    """De vragen die bepalen of een melding alleen ter registratie is."""

    ter_registratie = forms.BooleanField(
        label="De professional pakt het zelf aan: neem dit alleen ter registratie aan", required=False,
        help_text="Alleen bij een melding van een professional. Veilig Thuis doet de veiligheidstaxatie en neemt verder geen "
        "contact op; de termijn van de beoordeling geldt dan niet.",
    )  # fmt: skip
    professional_kan = KeuzeVeld(
        label="Kan de professional het probleem goed aanpakken?", choices=_JA_NEE, naast_elkaar=True, required=False
    )
    professional_wil = KeuzeVeld(
        label="Wil de professional het zelf doen?", choices=_JA_NEE, naast_elkaar=True, required=False
    )
    reden_registratie = forms.CharField(
        label="Hoe pakt de professional het aan, en hoe weet u dat?", required=False, max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    RADAR = ("ter_registratie", "professional_kan", "professional_wil", "reden_registratie")

    def keur_registratie(self, velden: Mapping[str, Any], *, ambtshalve: bool) -> None:
        """Wijs bij elk veld aan wat er nog aan ontbreekt."""
        if velden.get("hoedanigheid") not in BEROEPSMATIG or ambtshalve:
            self.add_error("ter_registratie", "Dit kan alleen als een professional meldt. Kies bovenaan wie dat is.")
        for naam, woord in (("professional_kan", "kan"), ("professional_wil", "wil")):
            if velden.get(naam) != "ja":
                self.add_error(naam, f"Ter registratie kan alleen als de professional het {woord}.")
        if not velden.get("reden_registratie"):
            self.add_error("reden_registratie", "Schrijf op hoe de professional het aanpakt.")


def registratie_uit(velden: Mapping[str, Any]) -> Registratie | None:
    """Waarom een melding alleen ter registratie is, of niets als zij dat niet is."""
    if not velden["ter_registratie"]:
        return None
    kan, wil = (velden[naam] == "ja" for naam in ("professional_kan", "professional_wil"))
    return Registratie(velden["reden_registratie"], kan=kan, wil=wil)
