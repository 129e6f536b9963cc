"""De formulieren van begrotingen."""

import io
import zipfile
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from django import forms
from django.core.exceptions import ValidationError

from zicht.catalogus.begrotingen import kernprestaties
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.schrijven import als_toml
from zicht.core.begroting.uitkomst import HONDERD
from zicht.core.fouten import ZichtFout
from zicht.uitwisseling.begroting.lezen import lees_sjabloon
from zicht.web.begroting.getalveld import Getalveld, schrijf_getal
from zicht.web.begroting.tekst import Regel
from zicht.web.vormgeving.velden import Datumveld

UITGEPAKT = 30_000_000
GROOTSTE_BESTAND = 1_000_000  # tekens; een begroting is er vijfentwintigduizend
_REDEN = "Komt bij de versie te staan, zodat later te zien is waarom zij er is."


class Begrotingsbestand(forms.FileField):
    """Een begroting als TOML of als ingevuld sjabloon; het antwoord is de naam en de tekst in TOML."""

    default_error_messages = {"empty": "Dit bestand is leeg.", "required": "Kies een bestand."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            "Een bestand met .toml, of het ingevulde sjabloon (.xlsx). Elk getal staat er met zijn bron in.",
        )
        super().__init__(widget=forms.FileInput({"accept": ".toml,.xlsx"}), max_length=120, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> tuple[str, str] | None:
        bestand = super().clean(data, initial)
        if not bestand:
            return None
        if bestand.size > GROOTSTE_BESTAND:
            raise ValidationError(
                "Dit bestand is te groot voor een begroting. Kijk of u het goede bestand hebt gekozen."
            )
        inhoud = bestand.read()
        return bestand.name, uit_sjabloon(inhoud, bestand.name) if inhoud[:4] == b"PK\x03\x04" else _uit_tekst(inhoud)


def _uit_tekst(inhoud: bytes) -> str:
    try:
        return inhoud.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ValidationError(
            "Dit bestand is geen tekst in UTF-8. Bewaar het in uw tekstverwerker als platte tekst met codering UTF-8."
        ) from None


def uit_sjabloon(inhoud: bytes, naam: str) -> str:
    """De begroting uit een ingevuld sjabloon, als TOML; elke fout met blad en rij."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            uitgepakt = sum(deel.file_size for deel in pak.infolist())
        if uitgepakt > UITGEPAKT:
            raise ValidationError(
                "Dit rekenblad is te groot voor een begroting. Kijk of u het goede bestand hebt gekozen."
            )
        return als_toml(lees_sjabloon(inhoud, naam), kernprestaties())
    except ZichtFout as fout:
        raise ValidationError(list(fout.regels)) from None
    except (zipfile.BadZipFile, ParseError, LookupError, TypeError, ValueError, AttributeError, OSError):
        raise ValidationError(
            "Dit bestand is niet te lezen als Excel-bestand. Download het sjabloon en vul het opnieuw in."
        ) from None


class Redenveld(forms.CharField):
    """Waarom een versie er komt."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Waarom?", "max_length": 200, "help_text": _REDEN, **kwargs})


class Inleesformulier(forms.Form):
    """Een bestand inlezen."""

    bestand = Begrotingsbestand(label="Bestand")
    reden = Redenveld()


class Versieformulier(Inleesformulier):
    """Een nieuwe versie uit een bestand."""

    versie = forms.IntegerField(widget=forms.HiddenInput)


class Kopieerformulier(forms.Form):
    """Een begroting als begin voor een nieuwe."""

    titel = forms.CharField(label="Titel van de nieuwe begroting", max_length=200)
    organisatie = forms.CharField(label="Organisatie", max_length=200)
    reden = Redenveld(label="Waarvoor maakt u haar?")


class Vaststelformulier(forms.Form):
    """Het besluit van het bestuur."""

    op = Datumveld(label="Wanneer is de begroting vastgesteld?")
    besluit = forms.CharField(label="Door wie, en in welk besluit?", max_length=200,
                              help_text="Bijvoorbeeld: algemeen bestuur, besluit 2026-14.")  # fmt: skip
    versie = forms.IntegerField(widget=forms.HiddenInput)


class Postenformulier(forms.Form):
    """Een veld per post; welke dat zijn zegt de begroting."""

    def __init__(self, begroting: Begroting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begroting = begroting


class Taakveldformulier(Postenformulier):
    """Het taakveld van elke post en het gewicht van elke maat van de verdeelsleutel."""

    reden = Redenveld()
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, begroting: Begroting, *args: Any, **kwargs: Any) -> None:
        super().__init__(begroting, *args, **kwargs)
        posten = {f"taakveld_{p.code}": forms.CharField(label=p.titel, max_length=10, required=False, initial=p.taakveld,
                  widget=forms.TextInput({"class": "invoer-kort"})) for p in begroting.posten}  # fmt: skip
        maten = {f"gewicht_{maat.code}": Getalveld(label=f"{maat.titel} (procent)", initial=self._gewicht(maat.code))
                 for maat in begroting.maten}  # fmt: skip
        per = {
            f"aantal_{maat.code}_{gemeente}": Getalveld(
                label=f"{maat.titel}: {naam}", initial=maat.per_gemeente[gemeente]
            )
            for maat in begroting.maten
            for gemeente, naam in begroting.gemeenten.items()
        }
        self.fields = {**posten, **maten, **per, **self.fields}
        self.groepen = [("Taakveld per post", list(posten)), ("Gewichten van de verdeelsleutel", list(maten)),
                        ("Aantallen per gemeente", list(per)), ("Bewaren", ["reden"])]  # fmt: skip

    def _gewicht(self, code: str) -> Any:
        getal = self.begroting.getal(f"verdeelsleutel.{code}.gewicht")
        return getal.waarde if getal else None

    def clean(self) -> dict[str, Any]:
        """De gewichten zijn samen honderd."""
        gegevens = super().clean() or {}
        namen = [f"gewicht_{maat.code}" for maat in self.begroting.maten]
        gewichten = [gegevens[naam] for naam in namen if gegevens.get(naam) is not None]
        if namen and len(gewichten) == len(namen) and sum(gewichten) != HONDERD:
            samen = schrijf_getal(sum(gewichten, Decimal(0)))
            self.add_error(namen[-1], f"De gewichten zijn samen {samen} procent; samen moeten zij 100 zijn.")
        return gegevens

    def regels(self) -> list[Regel]:
        """Wat er anders is, als regels van het bestand."""
        schoon = self.cleaned_data
        uit = [Regel(f"post.{p.code}", "taakveld", schoon[f"taakveld_{p.code}"])
               for p in self.begroting.posten if schoon[f"taakveld_{p.code}"] != p.taakveld]  # fmt: skip
        for maat in self.begroting.maten:
            gewicht = schoon[f"gewicht_{maat.code}"]
            if gewicht != self._gewicht(maat.code):
                uit.append(Regel(f"verdeelsleutel.{maat.code}", "gewicht", gewicht))
            uit += [
                Regel(f"verdeelsleutel.{maat.code}.per_gemeente", gemeente, schoon[f"aantal_{maat.code}_{gemeente}"])
                for gemeente in self.begroting.gemeenten
                if schoon[f"aantal_{maat.code}_{gemeente}"] != maat.per_gemeente[gemeente]
            ]
        return uit


class Wijzigingsformulier(Postenformulier):
    """Een begrotingswijziging: het nieuwe bedrag van elke post."""

    titel = forms.CharField(
        label="Titel van de wijziging",
        max_length=200,
        help_text="Bijvoorbeeld: Eerste wijziging van de begroting 2025.",
    )
    vindplaats = forms.CharField(
        label="Waar staat dit?",
        max_length=200,
        help_text="Bijvoorbeeld: voorstel aan het bestuur van 12 juni, bijlage 2.",
    )

    def __init__(self, begroting: Begroting, *args: Any, **kwargs: Any) -> None:
        super().__init__(begroting, *args, **kwargs)
        self.bedragvelden = {
            f"bedrag_{p.code}": p.code for p in begroting.posten if begroting.getal(f"post.{p.code}.bedrag")
        }
        posten = {p.code: p for p in begroting.posten}
        for naam, code in self.bedragvelden.items():
            getal = begroting.getallen[f"post.{code}.bedrag"]
            self.fields[naam] = Getalveld(label=f"{posten[code].titel} (euro)", initial=getal.waarde)
        self.groepen = [("De wijziging", ["titel", "vindplaats"]), ("Bedrag per post", list(self.bedragvelden))]

    def bedragen(self) -> dict[str, Any]:
        """Het bedrag van elke post."""
        return {code: self.cleaned_data[naam] for naam, code in self.bedragvelden.items()}
