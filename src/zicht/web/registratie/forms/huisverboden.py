"""De formulieren van het tijdelijk huisverbod."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from zicht.web.registratie import models as m
from zicht.web.registratie.forms.klachten import Gemeenteveld
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

JANEE = [("ja", "ja"), ("nee", "nee")]
_REDEN = "reden_"


class Beoordelingformulier(forms.Form):
    """De beoordeling ter plaatse, na een telefoontje van de politie."""

    op = Datumveld(label="Wanneer bent u ter plaatse geweest?")
    rihg_advies = KeuzeVeld(
        label="Wat was uw advies volgens de RiHG?", choices=m.Huisverbod.RiHG.choices, naast_elkaar=True,
        help_text="Het risicotaxatie-instrument huiselijk geweld. De burgemeester besluit.",
    )  # fmt: skip
    gemeente = Gemeenteveld()
    dossier = forms.CharField(
        label="Kenmerk van het dossier", required=False, max_length=14, widget=forms.TextInput({"class": "invoer-kort"}),
        help_text="Als het gezin al een dossier heeft. Het kan ook later.",
    )  # fmt: skip


class Stapformulier(forms.Form):
    """Een dag, en de versie die u zag."""

    op = Datumveld(label="Op welke dag?")
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Redenen(Stapformulier):
    """Een stap die iets afrondt: wat is gedaan, en waarom iets open mag blijven."""

    def __init__(self, *args: Any, punten: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for regel, titel in punten.items():
            label = f"Als dit niet is gebeurd, waarom: {titel[:1].lower()}{titel[1:]}"
            self.fields[f"{_REDEN}{regel}"] = forms.CharField(label=label, max_length=200, required=False)

    def redenen(self) -> dict[str, str]:
        """Per punt waarom het open mag blijven."""
        return {n.removeprefix(_REDEN): w for n, w in self.cleaned_data.items() if n.startswith(_REDEN) and w}


class Besluitformulier(Redenen):
    """Het besluit van de burgemeester."""

    opgelegd = KeuzeVeld(label="Is het huisverbod opgelegd?", choices=JANEE, naast_elkaar=True)
    betrokkenen_gesproken = KeuzeVeld(
        label="Hebt u de uithuisgeplaatste, de achterblijver en de kinderen gesproken?",
        choices=JANEE,
        naast_elkaar=True,
    )
    field_order: ClassVar = ["opgelegd", "op", "betrokkenen_gesproken"]


class Adviesformulier(Stapformulier):
    """Het advies aan de burgemeester."""

    advies = forms.CharField(label="Wat adviseert u, en waarom?", widget=forms.Textarea({"rows": 4}))


class Verlengformulier(Stapformulier):
    """Verlengen."""

    tot = Datumveld(label="Tot en met welke dag?")
    field_order: ClassVar = ["op", "tot"]


class Afsprakenformulier(forms.Form):
    """Veiligheidsafspraken en hulp."""

    veiligheidsafspraken_op = Datumveld(label="Wanneer zijn er veiligheidsafspraken gemaakt?", required=False)
    hulp_geregeld = KeuzeVeld(label="Is de passende hulp op gang?", choices=JANEE, naast_elkaar=True, required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Koppelformulier(forms.Form):
    """Het dossier van het gezin."""

    dossier = forms.CharField(
        label="Kenmerk van het dossier", max_length=14, widget=forms.TextInput({"class": "invoer-kort"})
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)
