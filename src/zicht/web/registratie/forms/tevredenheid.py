"""De formulieren van tevredenheid."""

from decimal import Decimal
from typing import Any

from django import forms

from zicht.core.codelijsten import DOELGROEP, MOMENT
from zicht.web.registratie.forms.klachten import Gemeenteveld
from zicht.web.registratie.handelingen.tevredenheid import SAMENWERKING
from zicht.web.vormgeving.velden import KeuzeVeld

_KEUZES = [("betrokkene", code, titel) for code, titel in MOMENT.codes if code not in (SAMENWERKING, "onbekend")]
_KEUZES.append(("ketenpartner", SAMENWERKING, MOMENT.titel(SAMENWERKING)))


class Vraagformulier(forms.Form):
    """Een nieuwe link: aan wie en waarover."""

    waarover = KeuzeVeld(
        label="Aan wie vraagt u een oordeel, en waarover?",
        choices=[(f"{wie}:{code}", f"{DOELGROEP.titel(wie)}, over {titel}") for wie, code, titel in _KEUZES],
    )
    gemeente = Gemeenteveld()

    def gekozen(self) -> dict[str, Any]:
        """De gegevens van de vraag."""
        doelgroep, moment = self.cleaned_data["waarover"].split(":")
        return {"doelgroep": doelgroep, "moment": moment, "gemeente": self.cleaned_data["gemeente"]}


class Antwoordformulier(forms.Form):
    """Wat iemand zonder account invult."""

    cijfer = KeuzeVeld(
        label="Hoe tevreden bent u?", choices=[(str(n), str(n)) for n in range(1, 11)], naast_elkaar=True,
        help_text="1 is heel ontevreden, 10 is heel tevreden.", error_messages={"required": "Kies een cijfer van 1 tot en met 10."},
    )  # fmt: skip
    toelichting = forms.CharField(
        label="Wilt u er iets bij zeggen?", widget=forms.Textarea({"rows": 4, "autocomplete": "off"}), required=False,
        max_length=2000, help_text="Schrijf geen namen op.",
    )  # fmt: skip

    def clean_cijfer(self) -> Decimal:
        """Het cijfer als getal."""
        return Decimal(self.cleaned_data["cijfer"])
