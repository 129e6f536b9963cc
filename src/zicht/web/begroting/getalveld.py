"""Een getal zoals mensen het hier typen: 3.250, 3250, 1,95 of 20,0."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zicht.core.fouten import AanroepFout
from zicht.rapportage.getallen import MIN

_DUIZENDTALLEN = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_GROOTSTE = Decimal(10) ** 12


def lees_getal(tekst: str) -> Decimal:
    """Het getal; een punt is een duizendtal als er drie cijfers achter staan, anders een decimaal."""
    kaal = re.sub(r"[\s€%]", "", tekst).replace(MIN, "-")
    kaal = kaal.replace(".", "") if _DUIZENDTALLEN.fullmatch(kaal) else kaal
    kaal = kaal.replace(",", ".") if kaal.count(",") == 1 and "." not in kaal else kaal
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?|-?\.[0-9]+", kaal):
        raise AanroepFout(f"‘{tekst[:30]}’ is geen getal. Schrijf het zo: 3.250 of 1,95.")
    try:
        waarde = Decimal(kaal)
    except InvalidOperation as fout:
        raise AanroepFout(f"‘{tekst[:30]}’ is geen getal. Schrijf het zo: 3.250 of 1,95.") from fout
    if abs(waarde) > _GROOTSTE:
        raise AanroepFout("Dit getal is te groot om mee te rekenen.")
    return waarde


def schrijf_getal(waarde: Decimal) -> str:
    """Het getal met alle cijfers die het heeft: 3.250 of 1,95."""
    heel, _, deel = f"{abs(waarde).normalize():f}".partition(".")
    tekst = f"{int(heel):,}".replace(",", ".") + (f",{deel}" if deel else "")
    return f"{MIN}{tekst}" if waarde < 0 else tekst


class Getalveld(forms.CharField):
    """Een invoervak voor een getal; wat er getypt is blijft staan."""

    def __init__(self, **kwargs: Any) -> None:
        vak = {"inputmode": "decimal", "autocomplete": "off", "spellcheck": "false", "class": "invoer-kort"}
        super().__init__(widget=forms.TextInput(vak), max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return schrijf_getal(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            return lees_getal(tekst)
        except AanroepFout as fout:
            raise ValidationError(str(fout), code="invalid") from None
