"""De eigen velden: wat ze begrijpen, wat ze vragen, en dat wat getypt is blijft staan."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms

from zicht.web.vormgeving.velden import BsnVeld, Datumveld, Deeldatum, DeeldatumVeld, KeuzeVeld

JANEE = [("ja", "ja"), ("nee", "nee")]


class Proef(forms.Form):
    groepen = (("Over het kind", ("geboren", "naam")),)
    naam = forms.CharField(
        label="Naam", help_text="Zoals in het paspoort.", widget=forms.TextInput({"placeholder": "Naam"})
    )
    dag = Datumveld(label="Ontvangen op", required=False)
    geboren = DeeldatumVeld(label="Geboortedatum", required=False)
    gevaar = KeuzeVeld(label="Is er gevaar?", choices=JANEE, toelichting={"ja": "Bel dan 112."})
    bsn = BsnVeld(label="BSN", required=False, vastgelegd="••••••782")
    akkoord = forms.BooleanField(label="Gelezen")


class _Lezer(HTMLParser):
    """Elk element met zijn kenmerken."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elementen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((tag, dict(attrs)))

    def met(self, **kenmerken: str) -> dict[str, str | None]:
        """De kenmerken van het eerste element dat aan alles voldoet."""
        return next(alle for _, alle in self.elementen if kenmerken.items() <= alle.items())


def deeldatum(dag: str = "", maand: str = "", jaar: str = "", **vinkjes: str) -> dict[str, str]:
    delen = {"v_0": dag, "v_1": maand, "v_2": jaar}
    return delen | {f"v_{('onbekend', 'ongeboren').index(naam) + 3}": "on" for naam in vinkjes}


def vul(veld: forms.Field, gegevens: dict[str, str]) -> forms.Form:
    formulier = type("Formulier", (forms.Form,), {"v": veld})(gegevens)
    formulier.is_valid()
    return formulier


def test_een_datumveld_geeft_een_datum_en_toont_een_beginwaarde_zoals_hij_wordt_geschreven():
    assert vul(Datumveld(), {"v": "3 okt 2024"}).cleaned_data["v"] == date(2024, 10, 3)
    assert 'value="03-10-2024"' in str(Proef(initial={"dag": date(2024, 10, 3)})["dag"])


def test_een_leeg_datumveld_is_geen_datum_en_verplicht_zegt_wat_te_doen():
    assert vul(Datumveld(required=False), {"v": ""}).cleaned_data["v"] is None
    assert vul(Datumveld(), {"v": ""}).errors["v"] == ["Vul een datum in, zoals 3-10-2024."]


def test_een_datum_anders_geschreven_is_niet_gewijzigd():
    veld = Datumveld()
    assert not veld.has_changed(date(2024, 10, 3), "3 okt 2024")
    assert veld.has_changed(date(2024, 10, 3), "4-10-2024")
    assert veld.has_changed(date(2024, 10, 3), "onzin")


@pytest.mark.parametrize(
    "gegevens,verwacht",
    [
        (deeldatum("3", "10", "2016"), Deeldatum(2016, 10, 3)),
        (deeldatum("", "10", "2016"), Deeldatum(2016, 10)),
        (deeldatum(jaar="2016"), Deeldatum(2016)),
        (deeldatum("29", "2"), Deeldatum(None, 2, 29)),
        (deeldatum(onbekend="ja"), Deeldatum()),
        (deeldatum(ongeboren="ja"), Deeldatum(ongeboren=True)),
    ],
)
def test_een_geboortedatum_mag_deels_bekend_zijn(gegevens: dict[str, str], verwacht: Deeldatum):
    assert vul(DeeldatumVeld(), gegevens).cleaned_data["v"] == verwacht


@pytest.mark.parametrize(
    "gegevens,zin",
    [
        (deeldatum(), "Vul in wat u weet"),
        (deeldatum("3", "", "2016"), "ook de maand"),
        (deeldatum("31", "4", "2016"), "bestaat niet"),
        (deeldatum("29", "2", "2015"), "bestaat niet"),
        (deeldatum(jaar="16"), "vier cijfers"),
        (deeldatum("40", "1", "2016"), "van 1 tot en met 31"),
        (deeldatum(jaar="2016", onbekend="ja"), "Kies één antwoord"),
        (deeldatum(onbekend="ja", ongeboren="ja"), "Kies één antwoord"),
    ],
)
def test_een_onmogelijke_geboortedatum_zegt_wat_er_mis_is(gegevens: dict[str, str], zin: str):
    (fout,) = vul(DeeldatumVeld(), gegevens).errors["v"]
    assert zin in fout


def test_een_niet_verplichte_geboortedatum_mag_leeg_zijn():
    formulier = vul(DeeldatumVeld(required=False), deeldatum())
    assert formulier.is_valid()
    assert formulier.cleaned_data["v"] is None


def test_de_delen_van_een_bekende_geboortedatum_staan_in_hun_vakken():
    lezer = _Lezer(str(Proef(initial={"geboren": Deeldatum(2016, 10)})["geboren"]))
    assert lezer.met(name="geboren_1")["value"] == "10"
    assert lezer.met(name="geboren_2")["value"] == "2016"
    assert "value" not in lezer.met(name="geboren_0")
    assert "checked" not in lezer.met(name="geboren_3")


def test_een_bsn_moet_door_de_elfproef_en_de_fout_noemt_het_nummer_niet():
    assert vul(BsnVeld(), {"v": "123456782"}).cleaned_data["v"] == "123456782"
    assert vul(BsnVeld(), {"v": "999999999"}).cleaned_data["v"] == "999999999"
    (fout,) = vul(BsnVeld(), {"v": "123456789"}).errors["v"]
    assert "123456789" not in fout


def test_een_vastgelegd_bsn_komt_niet_in_het_vak_maar_wat_getypt_is_blijft_staan():
    assert "123456782" not in str(Proef(initial={"bsn": "123456782"}))
    assert "Vastgelegd: ••••••782" in str(Proef())
    assert 'value="123456789"' in str(Proef({"bsn": "123456789"}))


# ------------------------------------------------------------------------------------------------------ weergave


def test_label_uitleg_en_fout_zijn_aan_het_vak_verbonden():
    lezer = _Lezer(str(Proef({})))
    vak = lezer.met(name="naam")
    assert vak["aria-describedby"] == "id_naam_helptext id_naam_error"
    assert vak["aria-invalid"] == vak["aria-required"] == "true"
    assert {"id_naam_helptext", "id_naam_error"} <= {alle.get("id") for _, alle in lezer.elementen}
    assert lezer.met(**{"for": "id_naam"})


def test_niet_verplicht_staat_in_woorden_en_nergens_vraagt_de_browser_iets():
    html = str(Proef())
    assert html.count("(niet verplicht)") == 3
    assert not [alle for _, alle in _Lezer(html).elementen if "required" in alle or "placeholder" in alle]


def test_rondjes_zijn_een_groep_met_een_legenda_en_een_toelichting_bij_de_keuze():
    lezer = _Lezer(str(Proef({})))
    groep = lezer.met(id="id_gevaar_groep")
    assert groep["role"] == "radiogroup"
    assert groep["aria-required"] == groep["aria-invalid"] == "true"
    assert groep["aria-describedby"] == "id_gevaar_error"
    assert lezer.met(value="ja")["aria-describedby"] == "id_gevaar_0_uitleg"
    assert "aria-describedby" not in lezer.met(value="nee")


def test_een_vergeten_antwoord_zegt_wat_te_doen():
    fouten = Proef({}).errors
    assert fouten["naam"] == ["Vul dit in."]
    assert fouten["gevaar"] == ["Kies een antwoord."]
    assert fouten["akkoord"] == ["Zet hier een vinkje."]


def test_een_eigen_zin_bij_een_vergeten_antwoord_blijft():
    veld = forms.CharField(error_messages={"required": "Hoe heet u?"})
    assert vul(veld, {"v": ""}).errors["v"] == ["Hoe heet u?"]


def test_velden_staan_in_de_volgorde_van_hun_groepen():
    html = str(Proef())
    plaatsen = [html.index(f'name="{naam}"') for naam in ("geboren_0", "naam", "dag", "gevaar")]
    assert plaatsen == sorted(plaatsen)
    assert html.count("<legend>Over het kind</legend>") == 1


def test_een_getypte_tekst_wordt_nooit_opmaak():
    html = str(Proef({"naam": "<script>alert(1)</script>", "dag": '"><b>'}))
    assert "<script>" not in html
    assert "<b>" not in html


def velden_met_fout(html: str) -> Any:
    return html.count('class="veldfout"')


def test_elke_fout_staat_bij_haar_veld_en_een_keer_boven_aan():
    html = str(Proef({}))
    assert velden_met_fout(html) == 3
    assert html.count('id="foutenoverzicht"') == 1
