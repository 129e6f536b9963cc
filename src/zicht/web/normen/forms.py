"""De formulieren van normen en verbeterplannen."""

from django import forms

from zicht.web.begroting.getalveld import Getalveld
from zicht.web.vormgeving.velden import Datumveld

_GEEN_NAMEN = "Schrijf geen namen van cliënten op; dit staat ook in de burap."


def _tekstvak(label: str, hulp: str = "", rijen: int = 4) -> forms.CharField:
    return forms.CharField(label=label, help_text=hulp, max_length=4_000, widget=forms.Textarea({"rows": rijen}))


class Voorstelformulier(forms.Form):
    """Een norm voorstellen."""

    waarde = Getalveld(label="Norm")
    vanaf = Datumveld(label="Vanaf wanneer zou de norm gelden?")
    evaluatie_op = Datumveld(label="Wanneer bespreekt u de norm opnieuw?", help_text="Hoogstens een jaar later: normen worden jaarlijks geëvalueerd.")  # fmt: skip
    toelichting = _tekstvak("Waarom deze norm?", "De geschiedenis komt er vanzelf bij te staan.")

    def __init__(self, eenheid: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["waarde"].label = {"procent": "Norm, in procenten", "cijfer": "Norm, als cijfer"}.get(
            eenheid, "Norm, in dagen"
        )


class Gespreksformulier(forms.Form):
    """Een gesprek vastleggen."""

    datum = Datumveld(label="Wanneer was het gesprek?")
    deelnemers = forms.CharField(label="Wie waren erbij?", max_length=400, help_text="Rollen en gemeenten, bijvoorbeeld: ambtelijke begeleidingscommissie, Alkmaar, Hoorn.")  # fmt: skip
    verslag = _tekstvak("Wat is er besproken?", _GEEN_NAMEN, 6)
    overeenstemming = forms.BooleanField(label="Gemeenten en Veilig Thuis zijn het eens over deze norm", required=False)


class Besluitformulier(forms.Form):
    """De norm vaststellen."""

    besloten_op = Datumveld(label="Wanneer is het besloten?")
    orgaan = forms.CharField(label="Door wie?", max_length=200, help_text="Bijvoorbeeld: algemeen bestuur, met instemming van de achttien gemeenten.")  # fmt: skip
    document = forms.CharField(label="In welk stuk staat het?", max_length=200, help_text="Bijvoorbeeld: besluitenlijst 12-01-2027, punt 4.")  # fmt: skip
    vanaf = Datumveld(label="Vanaf wanneer geldt de norm?", help_text="Niet eerder dan het besluit: een norm werkt niet terug.")  # fmt: skip
    evaluatie_op = Datumveld(label="Wanneer bespreekt u de norm opnieuw?", help_text="Hoogstens een jaar na de ingangsdatum.")  # fmt: skip


class Intrekformulier(forms.Form):
    """Een voorstel intrekken."""

    reden = forms.CharField(label="Waarom gaat dit voorstel niet door?", max_length=200)


class Maatregelformulier(forms.Form):
    """Een maatregel van een verbeterplan."""

    oorzaak = forms.CharField(label="Wat is de oorzaak?", max_length=400, help_text=_GEEN_NAMEN)
    maatregel = forms.CharField(label="Wat gaat u doen?", max_length=400)
    eigenaar = forms.CharField(
        label="Wie is ervoor verantwoordelijk?", max_length=100, help_text="Een functie of team."
    )
    verwacht_effect = forms.CharField(label="Welk effect verwacht u?", max_length=200, help_text="Bijvoorbeeld: 10 procentpunt hoger binnen acht maanden.")  # fmt: skip
    klaar_op = Datumveld(label="Wanneer is het klaar?")
    ingegaan_op = Datumveld(label="Sinds wanneer werkt de maatregel?", required=False, help_text="Laat leeg tot het zover is. Vanaf deze dag meet Zicht of er meer dan toeval verandert.")  # fmt: skip


class Maatregelwijziging(Maatregelformulier):
    """Een maatregel bijwerken."""

    versie = forms.IntegerField(widget=forms.HiddenInput)


class Keuzeformulier(forms.Form):
    """Een keuze voor het bestuur."""

    keuze = _tekstvak("Welke keuze legt u het bestuur voor?", _GEEN_NAMEN, 6)
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Sluitformulier(forms.Form):
    """Een plan sluiten."""

    conclusie = _tekstvak("Wat heeft het plan gebracht?", _GEEN_NAMEN)
    versie = forms.IntegerField(widget=forms.HiddenInput)
