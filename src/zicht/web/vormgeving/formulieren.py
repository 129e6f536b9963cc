"""Hoe een formulier eruitziet: een zichtbaar label, 'niet verplicht' in woorden, en een fout bij het veld."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

# Onze eigen bladzijden voor wat Django tekent, ongeacht de volgorde van de apps.
_EIGEN = {
    "django/forms/errors/list/ul.html": "zicht/formulier/fouten.html",
    "django/forms/errors/list/default.html": "zicht/formulier/fouten.html",
    "django/forms/label.html": "zicht/formulier/label.html",
    "django/forms/widgets/radio.html": "zicht/formulier/keuzes.html",
    "django/forms/widgets/checkbox_select.html": "zicht/formulier/keuzes.html",
}


class Veld(BoundField):
    """Een veld met zijn uitleg, zijn fout en of het verplicht is, ook voor wie het scherm laat voorlezen."""

    def __init__(self, form: Any, field: Any, name: str) -> None:
        super().__init__(form, field, name)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _verplichtzin(field.widget)

    @property
    def is_vinkje(self) -> bool:
        """Of het veld één losse keuze is; het label staat dan achter het vakje."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_keuzegroep(self) -> bool:
        """Of het veld uit rondjes bestaat, waarvan er één gekozen wordt."""
        return isinstance(self.field.widget, forms.RadioSelect)

    @property
    def use_fieldset(self) -> bool:
        """Of het veld uit meer vakken bestaat, die samen één vraag zijn."""
        return bool(getattr(self.field.widget, "use_fieldset", False))

    @property
    def verplicht(self) -> bool:
        """Of hier een antwoord moet staan."""
        return getattr(self.field, "verplicht", self.field.required)

    @property
    def eerste_id(self) -> str:
        """Het id van het eerste invulvak, waar een verwijzing heen springt."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.id_for_label or self.auto_id)

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> dict[str, Any]:
        """Verplicht en fout als aria, want een ballon van de browser zegt het niet in gewone woorden."""
        klaar = super().build_widget_attrs(attrs, widget)
        verplicht = klaar.pop("required", False)
        if "placeholder" in (widget or self.field.widget).attrs:
            klaar["placeholder"] = False  # verdwijnt bij het typen, dus hij kan niets uitleggen
        if self.use_fieldset:
            klaar.pop("aria-invalid", None)
        elif verplicht:
            klaar["aria-required"] = "true"
        return klaar


def _verplichtzin(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "Zet hier een vinkje."
    return "Kies een antwoord." if isinstance(widget, forms.widgets.ChoiceWidget) else "Vul dit in."


class Weergave(TemplatesSetting):
    """De tekenaar van elk formulier (FORM_RENDERER)."""

    form_template_name = "zicht/formulier/formulier.html"
    field_template_name = "zicht/formulier/veld.html"
    bound_field_class = Veld

    def get_template(self, template_name: str) -> Any:
        """Ons eigen sjabloon als dat er is."""
        return super().get_template(_EIGEN.get(template_name, template_name))


def groepen(formulier: forms.BaseForm) -> list[tuple[str, list[Any]]]:
    """De zichtbare velden in de groepen van het formulier (`groepen`), en wat overblijft zonder kop."""
    zichtbaar = {veld.name: veld for veld in formulier.visible_fields()}
    verdeeld: list[tuple[str, list[Any]]] = []
    for kop, namen in getattr(formulier, "groepen", ()):
        velden = [zichtbaar.pop(naam) for naam in namen if naam in zichtbaar]
        verdeeld += [(kop, velden)] if velden else []
    return [*verdeeld, ("", list(zichtbaar.values()))] if zichtbaar else verdeeld
