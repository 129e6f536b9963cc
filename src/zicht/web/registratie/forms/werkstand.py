"""De punten van het werkproces als formulier: wat is gedaan, en waarom iets open mag blijven. Gemaakt uit de catalogus."""

from datetime import date
from typing import Any

from django import forms

from zicht.core.voorwaarden import Soort, Veld
from zicht.core.werkproces import Dienstsoort
from zicht.web.registratie.werkstand import GEZEGD
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

_REDEN = "reden_"


class Werkstandformulier(forms.Form):
    """Een veld per punt dat een medewerker zelf moet zeggen, met een reden waar het werkproces dat toestaat."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, soort: Dienstsoort, zaak: Any, *args: Any, alleen: frozenset[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("versie", getattr(zaak, "versie", None))
        gezegd, redenen = zaak.werkstand or {}, zaak.afwijkingen or {}
        for controle in soort.controles:
            for veld in controle.vraagt:
                if (
                    veld.naam in GEZEGD.get(soort.over, ())
                    and veld.naam not in self.fields
                    and _past(alleen, veld.naam)
                ):
                    self.fields[veld.naam] = _veld(veld)
                    self.initial.setdefault(veld.naam, _begin(gezegd.get(veld.naam), veld))
            if controle.te_overrulen and any(veld.naam in self.fields for veld in controle.vraagt):
                self.fields[f"{_REDEN}{controle.code}"] = forms.CharField(
                    label=f"Als dit niet kan, waarom: {controle.titel[:1].lower()}{controle.titel[1:]}",
                    required=False,
                    max_length=200,
                )
                self.initial.setdefault(f"{_REDEN}{controle.code}", redenen.get(controle.code, ""))

    def gezegd(self) -> dict[str, Any]:
        """Wat is gezegd, zoals het bewaard wordt."""
        waarden = {n: w for n, w in self.cleaned_data.items() if not n.startswith(_REDEN) and n != "versie"}
        return {
            naam: waarde.isoformat() if isinstance(waarde, date) else waarde
            for naam, waarde in waarden.items()
            if waarde
        }

    def afwijkingen(self) -> dict[str, str]:
        """Waarom een punt open mag blijven, per controle."""
        return {n.removeprefix(_REDEN): w for n, w in self.cleaned_data.items() if n.startswith(_REDEN)}


def _past(alleen: frozenset[str] | None, naam: str) -> bool:
    return alleen is None or naam in alleen


def _veld(veld: Veld) -> forms.Field:
    tekst = veld.omschrijving.rstrip(".")
    match veld.soort:
        case Soort.JANEE:
            return KeuzeVeld(label=tekst, choices=[("ja", "ja"), ("nee", "nee")], naast_elkaar=True, required=False)
        case Soort.DATUM:
            return Datumveld(label=tekst, required=False)
        case Soort.CODE:
            assert veld.codes is not None
            return KeuzeVeld(label=tekst, choices=list(veld.codes.codes), required=False)
        case _:
            return forms.CharField(label=tekst, required=False, max_length=200)


def _begin(waarde: Any, veld: Veld) -> Any:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return date.fromisoformat(waarde) if veld.soort is Soort.DATUM and waarde else waarde
