"""Velden die we zelf maken: een datum, een datum die deels bekend is, een keuze, een zoekveld en een BSN."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zicht.core.bsn import BsnFout, lees_bsn
from zicht.web.vormgeving.tekst import DatumFout, kort, lees_datum


class DatumInvoer(forms.TextInput):
    """Eén tekstvak; een bekende datum staat er als dd-mm-jjjj in, een typfout blijft staan zoals hij is getypt."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "invoer-kort", "autocomplete": "off", "spellcheck": "false", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return kort(value) if isinstance(value, date) else super().format_value(value)


class Datumveld(forms.Field):
    """Een datum, geschreven zoals mensen hem schrijven: 3-10-2024, 3/10/2024, 3 okt 2024."""

    widget = DatumInvoer
    default_error_messages: ClassVar = {"required": "Vul een datum in, zoals 3-10-2024."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 3-10-2024")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return lees_datum(str(value))
        except DatumFout as fout:
            raise ValidationError(str(fout), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


@dataclass(frozen=True, slots=True)
class Deeldatum:
    """Een geboortedatum voor zover bekend; alles leeg is 'onbekend'."""

    jaar: int | None = None
    maand: int | None = None
    dag: int | None = None
    ongeboren: bool = False

    @property
    def onbekend(self) -> bool:
        """Of er niets bekend is."""
        return not self.ongeboren and (self.jaar, self.maand, self.dag) == (None, None, None)


_ONBEKEND, _ONGEBOREN = "onbekend", "ongeboren"


class DeeldatumInvoer(forms.MultiWidget):
    """Drie vakken naast elkaar, met daaronder 'onbekend' en 'ongeboren'."""

    template_name = "zicht/formulier/deeldatum.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([_cijfers("dag", 2), _cijfers("maand", 2), _cijfers("jaar", 4), _vinkje(), _vinkje()], attrs)

    def decompress(self, value: Any) -> list[Any]:
        if value is None:
            return [None, None, None, False, False]
        return [value.dag, value.maand, value.jaar, value.onbekend, value.ongeboren]


def _cijfers(naam: str, lengte: int) -> forms.TextInput:
    return forms.TextInput(
        {"inputmode": "numeric", "autocomplete": "off", "maxlength": str(lengte), "class": f"invoer-{naam}"}
    )


def _vinkje() -> forms.CheckboxInput:
    return forms.CheckboxInput()


class DeeldatumVeld(forms.MultiValueField):
    """Dag, maand en jaar die elk mogen ontbreken, of 'onbekend', of 'ongeboren'; het antwoord is een Deeldatum."""

    widget = DeeldatumInvoer

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Vul in wat u weet. De dag of de maand mag leeg blijven.")
        # Niet `required` voor Django: 'onbekend' is een antwoord, en leeg mag elk vak apart.
        self.verplicht = kwargs.pop("required", True)
        velden = [*(_getalveld(*grens) for grens in (("de dag", 1, 31), ("de maand", 1, 12), ("het jaar", 1900, 2100)))]
        keuzes = [forms.BooleanField(required=False), forms.BooleanField(required=False)]
        super().__init__([*velden, *keuzes], required=False, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> Deeldatum | None:
        dag, maand, jaar, onbekend, ongeboren = [*(data_list or []), *[None] * 5][:5]
        if not any((dag, maand, jaar, onbekend, ongeboren)):
            return self._leeg()
        if ((onbekend or ongeboren) and any((dag, maand, jaar))) or (onbekend and ongeboren):
            raise ValidationError("Kies één antwoord: vul een datum in, of kies 'onbekend' of 'ongeboren'.")
        _bestaat(dag, maand, jaar)
        return Deeldatum(jaar, maand, dag, bool(ongeboren))

    def clean(self, value: Any) -> Deeldatum | None:
        schoon = super().clean(value)
        return self._leeg() if schoon is None else schoon

    def _leeg(self) -> None:
        if self.verplicht:
            raise ValidationError("Vul in wat u weet, of kies 'onbekend' of 'ongeboren'.", code="required")


def _getalveld(wat: str, laagst: int, hoogst: int) -> forms.IntegerField:
    zin = f"Vul voor {wat} een getal in van {laagst} tot en met {hoogst}."
    if hoogst > 31:
        zin = f"Schrijf {wat} met vier cijfers, zoals 2016."
    meldingen = {"invalid": zin, "min_value": zin, "max_value": zin}
    return forms.IntegerField(min_value=laagst, max_value=hoogst, required=False, error_messages=meldingen)


def _bestaat(dag: int | None, maand: int | None, jaar: int | None) -> None:
    """Een dag zonder maand zegt niets; een volledige of jaarloze dag moet bestaan (29 februari mag dan)."""
    if dag and not maand:
        raise ValidationError("Vul bij de dag ook de maand in, of laat de dag leeg.")
    if dag and maand:
        try:
            date(jaar or 2024, maand, dag)
        except ValueError:
            raise ValidationError("Deze dag bestaat niet in deze maand. Kijk de datum na.") from None


class KeuzeVeld(forms.ChoiceField):
    """Een keuze met rondjes; een korte rij mag naast elkaar staan en een keuze mag een toelichting hebben."""

    def __init__(
        self,
        *,
        choices: Iterable[tuple[Any, str]],
        naast_elkaar: bool = False,
        toelichting: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", Rondjes(naast_elkaar=naast_elkaar, toelichting=toelichting or {}))
        super().__init__(choices=list(choices), **kwargs)


class Rondjes(forms.RadioSelect):
    """Rondjes onder of naast elkaar, elk met een toelichting als die er is."""

    def __init__(self, *, naast_elkaar: bool = False, toelichting: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.naast_elkaar = naast_elkaar
        self.toelichting = toelichting

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["naast_elkaar"] = self.naast_elkaar
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        optie = super().create_option(name, value, *args, **kwargs)
        optie["toelichting"] = self.toelichting.get(str(value), "")
        if optie["toelichting"] and "id" in optie["attrs"]:
            optie["attrs"]["aria-describedby"] = f"{optie['attrs']['id']}_uitleg"
        return optie


class ZoekInvoer(forms.TextInput):
    """Zoekt tijdens het typen; met POST, want een naam hoort niet in een adres of een logboek."""

    template_name = "zicht/formulier/zoek.html"

    def __init__(self, route: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.route = route

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        vak = context["widget"]
        vak["type"] = "search"
        vak["attrs"] |= {
            "hx-post": reverse(self.route),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{vak['attrs'].get('id', name)}_antwoord",
            "hx-sync": "this:replace",
        }
        return context


class Zoekveld(forms.CharField):
    """Een zoekvak met antwoorden eronder; `route` is de naam van de view die het lijstje tekent."""

    def __init__(self, route: str, **kwargs: Any) -> None:
        super().__init__(widget=ZoekInvoer(route), **kwargs)


_BSN_FOUT = "Dit nummer kan geen BSN zijn. Kijk de negen cijfers na; er is er een verkeerd, verwisseld of vergeten."


class BsnVeld(forms.CharField):
    """Een BSN met elfproef; wat al vaststaat komt nooit in het vak, alleen afgeschermd in de uitleg."""

    def __init__(self, *, vastgelegd: str = "", **kwargs: Any) -> None:
        uitleg = "Negen cijfers. Onbekend is 000000000, ongeboren is 999999999."
        if vastgelegd:
            uitleg = f"Vastgelegd: {vastgelegd}. Laat leeg om dit zo te laten."
        kwargs.setdefault("help_text", uitleg)
        vak = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "class": "invoer-kort"}
        super().__init__(widget=forms.TextInput(vak), **kwargs)

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        veld = super().get_bound_field(form, field_name)
        veld.initial = None
        return veld

    def clean(self, value: Any) -> str:
        tekst = super().clean(value)
        if not tekst:
            return ""
        try:
            return lees_bsn(tekst)
        except BsnFout:
            raise ValidationError(_BSN_FOUT, code="invalid") from None
