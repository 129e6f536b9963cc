"""Het formulier van Zicht: eigen vragen, elke uitkomst te halen, elke vraag die telt in een regel."""

from dataclasses import replace
from datetime import date

import pytest

from zicht.catalogus import load
from zicht.core.bronnen import zoek_bron
from zicht.core.codelijsten import URGENTIE
from zicht.core.formulieren import (
    Antwoorden,
    Uitkomst,
    Uitkomstregel,
    Vraagsoort,
    antwoordfouten,
    kies,
    ontbrekend,
    stel_voor,
)
from zicht.core.werkfeiten import Werkmelding

TAXATIE = kies(load.formulieren(), "veiligheidstaxatie", date(2025, 1, 1))
RUSTIG: Antwoorden = {
    **{vraag.code: "nee" for vraag in TAXATIE.vragen.values() if vraag.soort is Vraagsoort.JA_NEE},
    "cijfer_nu": 8, "eerder": "nee", "problemen": ("geen",), "hulpverleners": "geen",
}  # fmt: skip


def uitkomst(**anders: str | int | tuple[str, ...]) -> dict[str, str | None]:
    """De voorgestelde waarden bij een rustige situatie met deze antwoorden anders."""
    antwoorden = {**RUSTIG, **anders}
    assert antwoordfouten(TAXATIE, antwoorden) == ()
    return {voorstel.uitkomst: voorstel.waarde for voorstel in stel_voor(TAXATIE, antwoorden)}


def test_het_formulier_zegt_dat_de_vragen_van_zicht_zijn() -> None:
    assert TAXATIE.kenmerk == "zicht-referentie-1"
    assert TAXATIE.bron.sleutel == "zicht-keuze"
    assert zoek_bron(load.bronnen(), TAXATIE.bron).titel
    assert "Eigen vragen van Zicht" in TAXATIE.toelichting


def test_alle_uitkomsten_passen_in_het_feitenformaat() -> None:
    assert {u.code for u in TAXATIE.uitkomsten} == {"acuut", "structureel", "multiproblematiek", "urgentie"}
    velden = {veld.naam for veld in Werkmelding.velden()}
    assert {u.code for u in TAXATIE.uitkomsten} <= velden
    urgentie = next(u for u in TAXATIE.uitkomsten if u.code == "urgentie")
    assert set(urgentie.waarden) <= {code for code, _ in URGENTIE.codes}


def test_een_rustige_situatie_is_nergens_zwaar() -> None:
    assert ontbrekend(TAXATIE, RUSTIG) == ()
    assert uitkomst() == {"acuut": "nee", "structureel": "nee", "multiproblematiek": "nee", "urgentie": "laag"}


@pytest.mark.parametrize(
    "anders, acuut",
    [
        ({"wapen": "ja"}, "ja"),
        ({"keel": "ja"}, "ja"),
        ({"gewond": "ja", "medische_hulp": "ja"}, "ja"),
        ({"gewond": "ja"}, "nee"),
        ({"gewond": "ja", "jong_kind": "ja"}, "ja"),
        ({"bedreiging": "ja"}, "nee"),
        ({"bedreiging": "ja", "pleger_bereikt": "ja", "bescherming": "ja"}, "ja"),
        ({"kind_geraakt": "ja"}, "nee"),  # de pleger kan er niet bij, dus bescherming is niet gevraagd
        ({"kind_geraakt": "ja", "pleger_bereikt": "ja"}, "ja"),
        ({"afhankelijk": "ja", "pleger_bereikt": "ja"}, "ja"),
        ({"cijfer_nu": 3}, "ja"),
        ({"cijfer_nu": 4}, "nee"),
        ({"keel": "onbekend"}, None),
        ({"keel": "onbekend", "wapen": "ja"}, "ja"),
    ],
)
def test_acuut_onveilig(anders: dict[str, str | int], acuut: str | None) -> None:
    assert uitkomst(**anders)["acuut"] == acuut


@pytest.mark.parametrize(
    "anders, structureel",
    [
        ({"eerder": "vaker", "hoe_lang": "weken"}, "ja"),
        ({"eerder": "een_keer", "hoe_lang": "weken"}, "nee"),
        ({"eerder": "een_keer", "hoe_lang": "jaar"}, "ja"),
        ({"eerder": "een_keer", "hoe_lang": "weken", "erger": "ja"}, "ja"),
        ({"eerder": "een_keer", "hoe_lang": "weken", "eerder_gemeld": "ja"}, "ja"),
        ({"controle": "ja"}, "ja"),
        ({"verwaarlozing": "ja"}, "ja"),
        ({"eerder_gemeld": "ja"}, "nee"),
    ],
)
def test_structureel_onveilig(anders: dict[str, str | int], structureel: str) -> None:
    assert uitkomst(**anders)["structureel"] == structureel


@pytest.mark.parametrize(
    "anders, multi",
    [
        ({"problemen": ("schulden", "verslaving"), "aantal_zwaar": "ja"}, "ja"),
        ({"problemen": ("schulden",)}, "nee"),
        ({"hulpverleners": "meer"}, "nee"),
        ({"hulpverleners": "meer", "hulp_mislukt": "ja"}, "ja"),
    ],
)
def test_multiproblematiek(anders: dict[str, str | tuple[str, ...]], multi: str) -> None:
    assert uitkomst(**anders)["multiproblematiek"] == multi


@pytest.mark.parametrize(
    "anders, urgentie",
    [
        ({"wapen": "ja"}, "hoog"),
        ({"controle": "ja", "jong_kind": "ja"}, "hoog"),
        ({"controle": "ja"}, "midden"),
        ({"hulpverleners": "meer", "hulp_mislukt": "ja"}, "midden"),
        ({"cijfer_nu": 5}, "midden"),
        ({"cijfer_nu": 6}, "laag"),
    ],
)
def test_urgentie(anders: dict[str, str | int], urgentie: str) -> None:
    assert uitkomst(**anders)["urgentie"] == urgentie


def test_elke_gesloten_vraag_doet_mee_in_een_regel_of_stuurt_een_andere_vraag() -> None:
    genoemd = {eis.vraag for u in TAXATIE.uitkomsten for regel in u.regels for eis in regel.als}
    genoemd |= {eis.vraag for vraag in TAXATIE.vragen.values() for eis in vraag.toon_als}
    los = {"politie_nodig", "opmerking"}  # de eerste leest de controle van de beoordeling, de tweede is voor de lezer
    assert set(TAXATIE.vragen) - genoemd == los


REGELS = [pytest.param(u, r, id=f"{u.code}-{i}") for u in TAXATIE.uitkomsten for i, r in enumerate(u.regels)]
ZO_KOMT_HET: dict[str, Antwoorden] = {
    "acuut": {"wapen": "ja"}, "structureel": {"controle": "ja"},
    "multiproblematiek": {"problemen": ("verslaving",), "aantal_zwaar": "ja"},
    "bescherming": {"pleger_bereikt": "ja"}, "medische_hulp": {"gewond": "ja"},
    "aantal_zwaar": {"problemen": ("verslaving",)},
    "erger": {"eerder": "een_keer", "hoe_lang": "weken"}, "hoe_lang": {"eerder": "een_keer"},
    "eerder": {"hoe_lang": "weken"},
}  # fmt: skip


@pytest.mark.parametrize("uitkomst_, regel", REGELS)
def test_elke_regel_beslist_in_een_situatie_alleen(uitkomst_: Uitkomst, regel: Uitkomstregel) -> None:
    antwoorden = dict(RUSTIG)
    for eis in regel.als:
        antwoorden |= ZO_KOMT_HET.get(eis.vraag, {})
        if eis.vraag in TAXATIE.vragen:
            antwoorden[eis.vraag] = eis.is_[0] if eis.is_ else eis.hoogstens or 0
    zonder = replace(uitkomst_, regels=tuple(r for r in uitkomst_.regels if r is not regel))
    uitkomsten = tuple(zonder if u is uitkomst_ else u for u in TAXATIE.uitkomsten)
    met, kaal = (
        next(v.waarde for v in stel_voor(f, antwoorden) if v.uitkomst == uitkomst_.code)
        for f in (TAXATIE, replace(TAXATIE, uitkomsten=uitkomsten))
    )
    assert met == regel.waarde
    assert kaal != regel.waarde
