"""De tags en filters van de bladzijden."""

import re
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from zicht.core.fouten import AanroepFout
from zicht.web import vormgeving
from zicht.web.vormgeving.aanmeldzinnen import ACCOUNTZINNEN, MFAZINNEN
from zicht.web.vormgeving.pictogrammen import PICTOGRAMMEN
from zicht.web.vormgeving.standen import STANDEN, URGENTIES
from zicht.web.vormgeving.velden import Deeldatum

MAP = Path(vormgeving.__file__).parent
VAST = "\N{NO-BREAK SPACE}"


def toon(sjabloon: str, vraag: str = "/", **gegevens: Any) -> str:
    return engines["django"].from_string(sjabloon).render(gegevens, RequestFactory().get(vraag)).strip()


@pytest.mark.parametrize(
    "sjabloon,verwacht",
    [
        ("{{ dag|datum }}", "03-10-2024"),
        ("{{ dag|datum_lang }}", "3 oktober 2024"),
        ("{{ laat|datum }}", "03-10-2024"),
        ("{{ laat|tijdstip }}", "03-10-2024 00:30"),
        ("{{ niets|datum }}{{ niets|datum_lang }}{{ niets|tijdstip }}", "–––"),
        ("{{ dag|over_werkdagen:dag }}", "vandaag (do 3 oktober)"),
        ("{{ niets|over_werkdagen:dag }}", "–"),
        ("{{ dag|hoe_lang:dag }} {{ niets|hoe_lang:dag }}", "vandaag –"),
        ("{{ dag|weekdag:dag }} {{ niets|weekdag:dag }}", "do 3 oktober –"),
        ("{{ 'medewerker_regioteam'|woorden }}", "medewerker regioteam"),
        ("{{ '2026-burap3'|periodenaam }}, {{ '2026'|periodenaam }}", "burap 3 van 2026, 2026"),
        ("{{ 1234|aantal }} {{ 0|aantal }} {{ 3.25|aantal:1 }} {{ niets|aantal }}", "1.234 0 3,3 –"),
        ("{% procent 11 18 %}", f"61{VAST}% (11 van 18)"),
        ("{% procent 1100 1800 %}", f"61{VAST}% (1.100 van 1.800)"),
        ("{% procent 0 0 %}", "– (0 van 0)"),
        ("{{ '123456782'|bsn }}", "••••••782"),
    ],
)
def test_datums_en_getallen_staan_er_zoals_een_nederlandse_lezer_ze_leest(sjabloon: str, verwacht: str):
    laat = datetime(2024, 10, 2, 22, 30, tzinfo=UTC)  # hier al de volgende dag
    assert toon(sjabloon, dag=date(2024, 10, 3), laat=laat, niets=None) == verwacht


@pytest.mark.parametrize(
    "deel,verwacht",
    [
        (Deeldatum(2016, 10, 3), "3 oktober 2016"),
        (Deeldatum(2016, 10), "oktober 2016"),
        (Deeldatum(2016), "2016"),
        (Deeldatum(None, 10, 3), "3 oktober jaar onbekend"),
        (Deeldatum(), "onbekend"),
        (Deeldatum(ongeboren=True), "ongeboren"),
        (None, "onbekend"),
    ],
)
def test_een_deels_bekende_datum_zegt_wat_bekend_is(deel: Deeldatum | None, verwacht: str):
    assert toon("{{ deel|deeldatum }}", deel=deel) == verwacht


class _Stand(Enum):
    LAAT = "te_laat"


@pytest.mark.parametrize("tabel,tag", [(STANDEN, "stand"), (URGENTIES, "urgentie")])
def test_elk_teken_heeft_een_woord_een_pictogram_en_een_toon(tabel: dict[str, Any], tag: str):
    for code, teken in tabel.items():
        html = toon(f"{{% {tag} code %}}", code=code)
        assert f"<span>{teken.woord}</span>" in html
        assert f"#{teken.pictogram}" in html
        assert f"toon-{teken.toon}" in html
    assert len({(teken.pictogram, teken.woord) for teken in tabel.values()}) == len(tabel)


@pytest.mark.parametrize("code", ["te_laat", "te laat", "te-laat", "Te laat", _Stand.LAAT])
def test_een_stand_mag_op_elke_manier_worden_genoemd(code: object):
    assert "<span>te laat</span>" in toon("{% stand code %}", code=code)


def test_een_onbekende_stand_urgentie_of_tekening_is_een_fout_met_de_keuzes():
    for sjabloon in ("{% stand 'rood' %}", "{% urgentie 'rood' %}", "{% pictogram 'rood' %}"):
        with pytest.raises(AanroepFout, match="Kies uit"):
            toon(sjabloon)


def test_elke_tekening_bestaat_en_elke_tekening_heeft_een_naam():
    svg = (MAP / "static/zicht/pictogrammen.svg").read_text("utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', svg)) == PICTOGRAMMEN


def test_een_tekening_zonder_woorden_wordt_niet_voorgelezen_en_met_woorden_wel():
    assert 'aria-hidden="true"' in toon("{% pictogram 'klok' %}")
    assert 'role="img" aria-label="de &lt;klok&gt;"' in toon("{% pictogram 'klok' woorden %}", woorden="de <klok>")


def test_een_naam_is_te_verbergen_en_zonder_bladzijde_altijd_verborgen():
    sjabloon = "{% naam wie 'moeder' %}"
    assert toon(sjabloon, privacy=False, wie="Roos <b>") == '<span class="naam">Roos &lt;b&gt;</span>'
    assert "Roos" not in toon(sjabloon, privacy=True, wie="Roos <b>")
    assert "moeder (naam verborgen)" in toon(sjabloon, privacy=True, wie="Roos <b>")
    kaal = engines["django"].from_string("{% naam 'Roos' %}").render()
    assert kaal == '<span class="naam verborgen">naam verborgen</span>'
    assert "naam onbekend" in toon("{% naam niemand %}", privacy=False, niemand=None)


def test_een_uitklap_een_tabel_en_een_melding_dragen_hun_inhoud():
    assert toon("{% uitklap x %}{{ x }}{% einduitklap %}", x="Waarom <b>?").count("Waarom &lt;b&gt;?") == 2
    html = toon("{% tabel 'Mijn werk' %}<tbody></tbody>{% eindtabel %}")
    assert 'tabindex="0" aria-labelledby="tabel-mijn-werk-bijschrift"' in html
    assert "<span>Mijn werk</span></caption><tbody></tbody></table>" in html
    assert 'aria-label="fout"' in toon("{% melding 'fout' %}x{% eindmelding %}")
    assert '<p class="melding-kop">Kop</p>x' in toon("{% melding 'goed' 'Kop' %}x{% eindmelding %}")


def test_bladeren_houdt_de_filters_vast():
    pagina = Paginator(range(30), 10).page(2)
    html = toon("{% bladeren pagina %}", vraag="/?stand=te_laat&bladzijde=2", pagina=pagina)
    assert 'href="?stand=te_laat&amp;bladzijde=1"' in html
    assert 'href="?stand=te_laat&amp;bladzijde=3"' in html
    assert "Bladzijde 2 van 3" in html


def test_een_bladzijde_alleen_heeft_geen_bladeren():
    assert toon("{% bladeren pagina %}", pagina=Paginator(range(3), 10).page(1)) == ""


class _Formulier(forms.Form):
    naam = forms.CharField(label="Naam")
    soort = forms.ChoiceField(label="Welke soort?", choices=[("a", "a")], widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("Samen klopt het niet.")


def test_het_foutenoverzicht_verwijst_naar_elk_veld_en_noemt_wat_samen_niet_klopt():
    html = toon("{% foutenoverzicht form %}{{ form }}", form=_Formulier({}))
    assert '<a href="#id_naam">Naam: Vul dit in.</a>' in html
    assert '<a href="#id_soort_0">Welke soort? Kies een antwoord.</a>' in html
    assert "<li>Samen klopt het niet.</li>" in html
    assert html.count('id="foutenoverzicht"') == 1
    assert 'id="id_soort_0"' in html


def test_zonder_fouten_is_er_geen_overzicht():
    assert "foutenoverzicht" not in toon("{% formulier form %}{% eindformulier %}", form=_Formulier())


def test_een_formulier_vraagt_de_browser_niets_en_kent_zijn_concept_en_knoppen():
    html = toon(
        "{% formulier form knop='Vastleggen' concept='/concept/1/' annuleren='/terug/' %}<i>x</i>{% eindformulier %}",
        form=_Formulier(),
    )
    assert re.search(
        r'<form method="post" class="formulier" novalidate data-concept-url="/concept/1/" data-bewaak>', html
    )
    assert 'name="csrfmiddlewaretoken"' in html
    assert '<button type="submit" class="knop">Vastleggen</button>' in html
    assert 'href="/terug/"' in html
    assert "<i>x</i>" in html


def test_geen_sjabloon_heeft_een_script_stijl_of_opdracht_in_de_bladzijde():
    for pad in MAP.rglob("*.html"):
        tekst = pad.read_text("utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", tekst), pad
        for script in re.findall(r"<script[^>]*>", tekst):
            assert 'src="' in script or 'type="application/json"' in script, (pad, script)


def test_elke_zin_bij_het_aanmelden_hoort_bij_een_fout_van_allauth():
    assert set(ACCOUNTZINNEN) <= set(DefaultAccountAdapter.error_messages)
    assert set(MFAZINNEN) <= set(DefaultMFAAdapter.error_messages)


def test_geen_bladzijde_haalt_iets_van_buiten():
    for pad in [*MAP.rglob("*.html"), *MAP.rglob("*.css"), *MAP.rglob("*.js")]:
        assert "//" not in re.sub(r"/\*.*?\*/", "", pad.read_text("utf-8"), flags=re.DOTALL), pad
