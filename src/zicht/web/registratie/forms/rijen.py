"""Een veld met rijen: een kleine tabel om in te vullen, zonder script, met altijd een paar lege regels onderaan."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LEEG_ONDERAAN, HOOGSTENS = 2, 40


class RijenInvoer(forms.Widget):
    """De tabel; elk vak heeft zijn kolom en regel als naam voor wie het scherm laat voorlezen."""

    template_name = "registratie/formulier/rijen.html"
    use_fieldset = True

    def __init__(self, kolommen: Sequence[str]) -> None:
        super().__init__()
        self.kolommen = kolommen

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        leeg = ("",) * len(self.kolommen)
        rijen = [*(value or ()), *[leeg] * LEEG_ONDERAAN]
        begin = context["widget"]["attrs"].get("id", name)
        context["widget"]["kolommen"] = self.kolommen
        context["widget"]["rijen"] = [
            [
                {
                    "naam": f"{name}-{nummer}-{k}",
                    "id": f"{begin}_{nummer * len(self.kolommen) + k}",
                    "label": f"{kolom}, regel {nummer + 1}",
                    "waarde": cel,
                }
                for k, (kolom, cel) in enumerate(zip(self.kolommen, rij, strict=True))
            ]
            for nummer, rij in enumerate(rijen)
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[tuple[str, ...]]:
        rijen: list[tuple[str, ...]] = []
        for nummer in range(HOOGSTENS):
            cellen = tuple(str(data.get(f"{name}-{nummer}-{k}", "")).strip() for k in range(len(self.kolommen)))
            if any(cellen):
                rijen.append(cellen)
        return rijen

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-0" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class Rijenveld(forms.Field):
    """Rijen van korte teksten; een rij is helemaal ingevuld of helemaal leeg."""

    def __init__(self, kolommen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(widget=RijenInvoer(kolommen), **kwargs)
        self.kolommen = kolommen

    def clean(self, value: Any) -> list[tuple[str, ...]]:
        rijen = super().clean(value) or []
        for nummer, rij in enumerate(rijen, 1):
            mist = [kolom.lower() for kolom, cel in zip(self.kolommen, rij, strict=True) if not cel]
            if mist:
                raise ValidationError(f"Vul in regel {nummer} ook in: {', '.join(mist)}.")
        return rijen
