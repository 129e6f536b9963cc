"""Formulieren: overslaan, ontbreken, voorstellen met redenen, en kiezen met een reden om af te wijken."""

import json
from datetime import date

import pytest

from zicht.core.formulierbestand import lees_formulier
from zicht.core.formulieren import (
    Antwoorden,
    Eis,
    Formulier,
    FormulierFout,
    Invulling,
    antwoordfouten,
    kies,
    leg_keuze_vast,
    ontbrekend,
    opgeschoond,
    stel_voor,
    te_stellen,
    uit_opslag,
    zichtbaar,
    zoek,
)

TEKST = """
soort = "toets"
code = "proef"
versie = 1
titel = "Proef"
toelichting = "Een proef."
bron = "zicht-keuze"
vindplaats = "toets"
geldig_vanaf = 2020-01-01

[[sectie]]
code = "een"
titel = "Een"
vraag = [
  { code = "geweld", tekst = "Is er geweld?", kort = "geweld", soort = "ja_nee" },
  { code = "wapen", tekst = "Is er een wapen?", kort = "wapen aanwezig", soort = "ja_nee", toon_als = [{ vraag = "geweld", is = ["ja"] }] },
  { code = "welk", tekst = "Welk wapen?", kort = "soort wapen", soort = "tekst", toon_als = [{ vraag = "wapen", is = ["ja"] }], verplicht = false },
  { code = "wat", tekst = "Wat speelt er?", kort = "problemen", soort = "meerkeuze", opties = { drank = "drank", geld = "geldzorgen", ziek = "ziekte", geen = "niets", onbekend = "weet ik niet" } },
  { code = "hoe_vaak", tekst = "Hoe vaak?", kort = "hoe vaak", soort = "keuze", opties = { eens = "een keer", vaak = "vaak" } },
  { code = "cijfer", tekst = "Welk cijfer?", kort = "cijfer", soort = "schaal" },
]

[[uitkomst]]
code = "acuut"
titel = "acuut"
waarden = ["ja", "nee"]
regel = [
  { waarde = "ja", als = [{ vraag = "wapen", is = ["ja"] }] },
  { waarde = "ja", als = [{ vraag = "geweld", is = ["ja"] }, { vraag = "cijfer", hoogstens = 3 }] },
]

[[uitkomst]]
code = "urgentie"
titel = "urgentie"
waarden = ["hoog", "midden", "laag"]
regel = [
  { waarde = "hoog", als = [{ uitkomst = "acuut", is = ["ja"] }] },
  { waarde = "midden", als = [{ vraag = "wat", is = ["drank", "geld"] }] },
]
"""
PROEF = lees_formulier(TEKST, "proef.toml")


def voorstellen(antwoorden: Antwoorden) -> dict[str, str]:
    return {voorstel.uitkomst: voorstel.zin() for voorstel in stel_voor(PROEF, antwoorden)}


# ----------------------------------------------------------------------------------------------------------- overslaan
@pytest.mark.parametrize(
    "antwoorden, gesteld",
    [
        ({}, {"wapen": None, "welk": None}),
        ({"geweld": "onbekend"}, {"wapen": None, "welk": None}),
        ({"geweld": "nee"}, {"wapen": False, "welk": False}),
        ({"geweld": "ja"}, {"wapen": True, "welk": None}),
        ({"geweld": "ja", "wapen": "ja"}, {"wapen": True, "welk": True}),
        ({"geweld": "nee", "wapen": "ja"}, {"wapen": False, "welk": False}),  # een oud antwoord telt niet meer
    ],
)
def test_een_vraag_wordt_gesteld_als_haar_eis_waar_is(antwoorden: Antwoorden, gesteld: dict[str, bool | None]) -> None:
    alles = te_stellen(PROEF, antwoorden)
    assert {code: alles[code] for code in gesteld} == gesteld
    assert {vraag.code for vraag in zichtbaar(PROEF, antwoorden)} >= {"geweld", "wat", "hoe_vaak", "cijfer"}


def test_wat_nog_moet_worden_beantwoord() -> None:
    antwoorden: Antwoorden = {"geweld": "ja", "wat": ("onbekend",), "cijfer": 0, "hoe_vaak": ""}
    assert [vraag.code for vraag in ontbrekend(PROEF, antwoorden)] == ["wapen", "hoe_vaak"]
    assert [vraag.code for vraag in ontbrekend(PROEF, {**antwoorden, "geweld": "nee"})] == ["hoe_vaak"]


def test_een_antwoord_op_een_verborgen_vraag_valt_weg() -> None:
    assert opgeschoond(PROEF, {"geweld": "nee", "wapen": "ja", "cijfer": 4}) == {"geweld": "nee", "cijfer": 4}


@pytest.mark.parametrize(
    "code, antwoord, zin",
    [
        ("geweld", "misschien", "Is er geweld? Geef een van: ja, nee, weet ik niet."),
        ("cijfer", 11, "Welk cijfer? Geef een heel getal van 0 tot en met 10."),
        ("cijfer", True, "Welk cijfer? Geef een heel getal van 0 tot en met 10."),
        ("cijfer", "7", "Welk cijfer? Geef een heel getal van 0 tot en met 10."),
        ("hoe_vaak", "nooit", "Hoe vaak? Geef een van: een keer, vaak."),
        ("wat", "drank", "Wat speelt er? Geef een of meer van: drank, geldzorgen, ziekte, niets, weet ik niet."),
        (
            "wat",
            ("drank", "geen"),
            "Wat speelt er? Geef een of meer van: drank, geldzorgen, ziekte, niets, weet ik niet.",
        ),
        ("welk", 3, "Welk wapen? Geef tekst."),
        ("vreemd", "ja", "Dit formulier heeft geen vraag 'vreemd'."),
    ],
)
def test_een_antwoord_dat_niet_kan_krijgt_een_zin(code: str, antwoord: str | int, zin: str) -> None:
    [fout] = antwoordfouten(PROEF, {code: antwoord})
    assert (fout.vraag, fout.boodschap) == (code, zin)


def test_antwoorden_die_kunnen_geven_geen_fout() -> None:
    assert antwoordfouten(PROEF, {"geweld": "onbekend", "cijfer": 10, "wat": ("drank", "geld"), "welk": "mes"}) == ()
    assert antwoordfouten(PROEF, {"wat": ("geen",), "cijfer": "onbekend"}) == ()


# ----------------------------------------------------------------------------------------------------------- voorstel
def test_een_voorstel_noemt_de_reden_in_korte_woorden() -> None:
    zinnen = voorstellen({"geweld": "ja", "wapen": "ja", "cijfer": 2})
    assert zinnen["acuut"] == "acuut: ja, omdat wapen aanwezig = ja; geweld = ja en cijfer = 2."
    assert zinnen["urgentie"] == "urgentie: hoog, omdat acuut = ja."


def test_zonder_antwoorden_is_er_nog_niets_te_zeggen() -> None:
    [acuut, urgentie] = stel_voor(PROEF, {})
    assert (acuut.waarde, acuut.zin()) == (None, "acuut: nog niet te zeggen.")
    assert acuut.nog_nodig == ("wapen", "geweld", "cijfer")
    assert urgentie.nog_nodig == ("acuut", "wat")


def test_onbekend_is_geen_nee() -> None:
    assert voorstellen({"geweld": "onbekend", "cijfer": 5})["acuut"] == "acuut: nog niet te zeggen."
    assert voorstellen({"geweld": "nee", "cijfer": 5})["acuut"] == "acuut: nee."


def test_een_vraag_die_niet_is_gesteld_houdt_niets_tegen() -> None:
    assert stel_voor(PROEF, {"geweld": "nee"})[0].waarde == "nee"


def test_een_zekere_uitkomst_zegt_wat_haar_nog_zwaarder_kan_maken() -> None:
    urgentie = stel_voor(PROEF, {"wat": ("drank",)})[1]
    assert (urgentie.waarde, urgentie.nog_nodig) == ("midden", ("acuut",))
    assert urgentie.redenen == ("problemen = drank",)


def test_een_reden_bij_meer_antwoorden_noemt_alleen_wat_telt() -> None:
    assert stel_voor(PROEF, {"geweld": "nee", "wat": ("geld", "ziek", "drank")})[1].redenen == (
        "problemen = geldzorgen, drank",
    )


@pytest.mark.parametrize(
    "eis, antwoord, verwacht",
    [
        (Eis("x", is_=("ja",)), "ja", True),
        (Eis("x", is_=("ja",)), "nee", False),
        (Eis("x", is_=("ja",)), None, None),
        (Eis("x", is_=("ja",)), "onbekend", None),
        (Eis("x", is_=("ja", "onbekend")), "onbekend", True),
        (Eis("x", is_=("a",)), ("b", "a"), True),
        (Eis("x", is_=("a",)), ("b",), False),
        (Eis("x", is_=("a",)), ("onbekend",), None),
        (Eis("x", is_=("a",)), (), False),
        (Eis("x", is_=("7",)), 7, True),
        (Eis("x", is_=("7",)), 5, False),
        (Eis("x", minstens=3), 3, True),
        (Eis("x", minstens=3), 2, False),
        (Eis("x", hoogstens=3), 3, True),
        (Eis("x", hoogstens=3), 4, False),
        (Eis("x", minstens=2, hoogstens=3), 4, False),
        (Eis("x", minstens=3), "onbekend", None),
    ],
)
def test_een_eis_is_waar_onwaar_of_onbekend(eis: Eis, antwoord: str | int | None, verwacht: bool | None) -> None:
    assert eis.geldt(antwoord) is verwacht


# -------------------------------------------------------------------------------------------------------------- kiezen
def test_wie_afwijkt_zegt_waarom() -> None:
    acuut = stel_voor(PROEF, {"geweld": "ja", "wapen": "ja"})[0]
    assert not leg_keuze_vast(PROEF, acuut, "ja").wijkt_af
    with pytest.raises(FormulierFout, match=r"acuut: het formulier stelt 'ja' voor en u kiest 'nee'\. Schrijf op"):
        leg_keuze_vast(PROEF, acuut, "nee", "  ")
    keuze = leg_keuze_vast(PROEF, acuut, "nee", " wapen is al ingenomen ")
    assert (keuze.wijkt_af, keuze.voorgesteld, keuze.reden) == (True, "ja", "wapen is al ingenomen")


def test_zonder_voorstel_kiest_de_medewerker_vrij_maar_alleen_wat_bestaat() -> None:
    leeg = stel_voor(PROEF, {})[1]
    assert not leg_keuze_vast(PROEF, leeg, "laag").wijkt_af
    with pytest.raises(FormulierFout, match="urgentie: kies uit hoog, midden, laag; gevonden is 'spoed'"):
        leg_keuze_vast(PROEF, leeg, "spoed")


def test_een_invulling_komt_uit_json_terug_zoals_ze_was() -> None:
    invulling = Invulling("proef", 1, {"geweld": "ja", "wat": ("drank", "geld"), "cijfer": 4})
    assert uit_opslag(json.loads(json.dumps(invulling.als_opslag()))) == invulling


# ------------------------------------------------------------------------------------------------------------- versies
def versie(nummer: int, vanaf: str, regio: str | None = None) -> Formulier:
    tekst = TEKST.replace("versie = 1", f"versie = {nummer}").replace("2020-01-01", vanaf)
    return lees_formulier(tekst, "proef.toml", regio)


def test_de_regio_gaat_voor_en_dan_de_nieuwste_die_geldt() -> None:
    alle = (PROEF, versie(2, "2024-01-01"), versie(3, "2020-01-01", "nog"), versie(4, "2030-01-01"))
    assert kies(alle, "toets", date(2023, 12, 31)).versie == 1
    assert kies(alle, "toets", date(2024, 1, 1)).versie == 2
    assert kies(alle, "toets", date(2024, 1, 1), "NOG").versie == 3
    assert kies(alle, "toets", date(2024, 1, 1), "nhn").versie == 2
    with pytest.raises(FormulierFout, match=r"Er is op 31-12-2019 geen formulier 'toets'"):
        kies(alle, "toets", date(2019, 12, 31))


def test_een_oude_versie_blijft_te_vinden() -> None:
    alle = (PROEF, versie(2, "2024-01-01"))
    assert zoek(alle, "proef", 1) is PROEF
    with pytest.raises(FormulierFout, match="Het formulier 'proef', versie 9, staat niet in de catalogus"):
        zoek(alle, "proef", 9)


@pytest.mark.parametrize(
    "oud, nieuw, zin",
    [
        ('code = "wapen"', 'code = "geweld"', "De code 'geweld' staat er twee keer."),
        ('code = "acuut"', 'code = "cijfer"', "De code 'cijfer' staat er twee keer."),
        ('[{ vraag = "wapen", is = ["ja"] }], verplicht', '[{ vraag = "cijfer", is = ["ja"] }], verplicht',
         "De vraag 'welk' verwijst naar 'cijfer', dat er niet voor staat."),
        ('is = ["drank", "geld"]', 'is = ["drank", "ruzie"]',
         "De uitkomst 'urgentie' vraagt een antwoord dat 'wat' niet kent: ruzie."),
        ('opties = { eens = "een keer", vaak = "vaak" } ', "",
         "De vraag 'hoe_vaak': opties horen bij een keuze of meerkeuze, en alleen daar."),
        ('{ waarde = "midden"', '{ waarde = "laag"',
         "De uitkomst 'urgentie': een regel geeft een waarde boven de laatste, en heeft minstens een eis."),
        ('code = "proef"\n', "", "code ontbreekt"),
        ('soort = "schaal"', 'soort = "vinkje"', "'vinkje'"),
        ('kort = "cijfer", soort', 'kort = "cijfer", kleur = "rood", soort', "onbekend kenmerk kleur"),
        ('{ vraag = "cijfer", hoogstens = 3 }', '{ vraag = "cijfer" }', "een eis noemt een vraag of uitkomst"),
        ("versie = 1", "versie = ", "geen geldige TOML"),
    ],
)  # fmt: skip
def test_elk_gebrek_in_een_bestand_wordt_gezegd(oud: str, nieuw: str, zin: str) -> None:
    assert oud in TEKST
    tekst = TEKST.replace(oud, nieuw, 1).replace(
        'kort = "hoe vaak", soort = "keuze", }', 'kort = "hoe vaak", soort = "keuze" }'
    )
    with pytest.raises(FormulierFout) as fout:
        lees_formulier(tekst, "proef.toml")
    assert zin in str(fout.value)
    assert "proef.toml" in str(fout.value)
