"""Hoe de bladzijden eruitzien en te bedienen zijn, in een echte browser."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from support import stijlblad
from support.browser import FLAGS

pytestmark = pytest.mark.browser

BLADZIJDEN = (
    "/vormgeving/",
    "/vormgeving/?fout",
    "/hulp/",
    "/fout/403/",
    "/fout/403-csrf/",
    "/fout/404/",
    "/fout/500/",
)


@pytest.fixture(scope="module")
def adres() -> Iterator[str]:
    with stijlblad.server() as url:
        yield url


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as spelen:
        programma = spelen.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield programma
        programma.close()


@pytest.fixture
def blad(browser: Any) -> Iterator[Any]:
    """Een leeg tabblad dat onthoudt wat de browser weigerde of misging."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    tabblad = context.new_page()
    tabblad.klachten = []
    tabblad.on("console", lambda bericht: tabblad.klachten.append(bericht.text) if bericht.type == "error" else None)
    tabblad.on("pageerror", lambda fout: tabblad.klachten.append(str(fout)))
    yield tabblad
    context.close()


def keur(tabblad: Any) -> None:
    """Geen bevinding van axe en geen zijwaarts schuiven, op een gewoon scherm en op 400 %."""
    from axe_playwright_python.sync_playwright import Axe

    for breedte in (1280, 320):
        tabblad.set_viewport_size({"width": breedte, "height": 800})
        uitslag = Axe().run(tabblad)
        assert uitslag.violations_count == 0, f"{tabblad.url} op {breedte}: {uitslag.generate_report()}"
        assert tabblad.evaluate("document.documentElement.scrollWidth") == breedte, f"{tabblad.url} op {breedte}"
    assert not tabblad.klachten


@pytest.mark.parametrize("pad", BLADZIJDEN)
def test_axe_vindt_niets_en_de_bladzijde_past_op_elk_scherm(blad: Any, adres: str, pad: str):
    assert blad.goto(adres + pad).status == 200
    keur(blad)


def test_ook_opengeklapt_vindt_axe_niets(blad: Any, adres: str):
    blad.goto(adres + "/vormgeving/")
    blad.evaluate("document.querySelectorAll('details').forEach(deel => deel.open = true)")
    keur(blad)
    blad.keyboard.press("Alt+Shift+KeyS")
    assert blad.locator("#sneltoetsen").is_visible()
    assert blad.locator("#sneltoetsen").get_by_text("Formulier met fouten").is_visible()
    keur(blad)


@pytest.mark.parametrize("pad", BLADZIJDEN)
def test_er_is_geen_script_of_stijl_in_de_bladzijde_en_niets_in_de_opslag_van_de_browser(
    blad: Any, adres: str, pad: str
):
    blad.goto(adres + pad)
    assert blad.locator("style, [style]").count() == 0
    assert blad.locator("script:not([src])").count() == 0
    # htmx onthoudt op welk adres het tabblad is; een adres bevat nooit een naam.
    assert set(blad.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)]")) <= {pad}


def test_met_tab_is_elk_onderdeel_te_bereiken_en_altijd_te_zien(blad: Any, adres: str):
    blad.set_viewport_size({"width": 1280, "height": 500})
    blad.goto(adres + "/vormgeving/")
    gezien = []
    for _ in range(120):
        blad.keyboard.press("Tab")
        staat = blad.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
              const midden = document.elementFromPoint(Math.min(r.left + r.width / 2, innerWidth - 1),
                Math.min(Math.max(r.top + Math.min(r.height, 44) / 2, 0), innerHeight - 1));
              return {naam: e.id || e.textContent.trim().slice(0, 30), lichaam: e === document.body,
                ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                inBeeld: r.bottom > 0 && r.top < innerHeight, vrij: !!midden && (e.contains(midden) || midden.contains(e)),
                hoog: r.height, breed: r.width}; }"""
        )
        if staat.pop("lichaam"):
            break
        gezien.append(staat)
    assert len(gezien) > 25
    assert [wat for wat in gezien if not (wat["ring"] and wat["inBeeld"] and wat["vrij"])] == []
    assert [wat for wat in gezien if min(wat["hoog"], wat["breed"]) < 24 and wat["naam"] != "Naar de inhoud"] == []


def test_het_foutenoverzicht_krijgt_de_aandacht_en_brengt_naar_het_veld(blad: Any, adres: str):
    blad.goto(adres + "/vormgeving/?fout")
    assert blad.evaluate("document.activeElement.id") == "foutenoverzicht"
    blad.locator(".foutenoverzicht a", has_text="Is er nu gevaar?").press("Enter")
    assert blad.evaluate("document.activeElement.id") == "id_acuut_0"


def test_wat_getypt_is_blijft_staan_na_een_fout(blad: Any, adres: str):
    blad.goto(adres + "/vormgeving/")
    blad.fill("#id_toelichting", "Ze belde om tien over negen.\nDe buurvrouw was erbij.")
    blad.fill("#id_geboren_2", "2016")
    blad.get_by_role("button", name="Melding opslaan").click()
    blad.wait_for_selector("#foutenoverzicht")
    assert blad.input_value("#id_toelichting") == "Ze belde om tien over negen.\nDe buurvrouw was erbij."
    assert blad.input_value("#id_geboren_2") == "2016"


def test_zoeken_gebeurt_tijdens_het_typen_en_nooit_in_het_adres(blad: Any, adres: str):
    verzoeken = []
    blad.on("request", lambda verzoek: verzoeken.append((verzoek.method, verzoek.url)))
    blad.goto(adres + "/vormgeving/")
    blad.locator("#id_naam").press_sequentially("Jansen")
    blad.wait_for_selector("#id_naam_antwoord p")
    assert "Jansen" in blad.inner_text("#id_naam_antwoord")
    assert verzoeken[-1] == ("POST", adres + "/vormgeving/zoek/")
    assert not [url for _, url in verzoeken if "Jansen" in url]
    assert not blad.klachten


def test_namen_verbergen_werkt_op_elke_bladzijde_en_ook_zonder_script(browser: Any, adres: str):
    context = browser.new_context(java_script_enabled=False)
    tabblad = context.new_page()
    tabblad.goto(adres + "/vormgeving/?bladzijde=2")
    assert "Roos van den Berg" in tabblad.inner_text("main")
    tabblad.get_by_role("button", name="Namen verbergen").click()
    assert tabblad.url == adres + "/vormgeving/?bladzijde=2"
    assert "Roos van den Berg" not in tabblad.inner_text("main")
    assert "meisje van 8 (naam verborgen)" in tabblad.inner_text("main")
    assert tabblad.get_by_role("button", name="Namen verbergen").get_attribute("aria-pressed") == "true"
    context.close()


def test_na_namen_verbergen_gaat_niemand_naar_een_ander_adres(blad: Any, adres: str):
    blad.goto(adres + "/vormgeving/")
    blad.evaluate("document.querySelector('input[name=next]').value = 'https://voorbeeld.nl/'")
    with blad.expect_response(lambda antwoord: "/privacy/" in antwoord.url) as antwoord:
        blad.get_by_role("button", name="Namen verbergen").click()
    assert antwoord.value.headers["location"] == "/"


# ------------------------------------------------------------------------------------------------ concept en sessie


def test_een_concept_wordt_bewaard_terwijl_iemand_typt(blad: Any, adres: str):
    blad.route("**/concept/", lambda route: route.fulfill(status=204))
    blad.goto(adres + "/vormgeving/")
    blad.evaluate("document.querySelector('main form[data-bewaak]').dataset.conceptUrl = '/concept/'")
    with blad.expect_request("**/concept/") as verzoek:
        blad.fill("#id_toelichting", "Ze belde.")
    assert "Ze belde." in (verzoek.value.post_data or "")
    assert verzoek.value.headers["x-csrftoken"]
    blad.wait_for_function(
        "document.querySelector('[data-concept-stand]').textContent.startsWith('Concept bewaard om')"
    )


def test_wie_weggaat_met_onbewaarde_tekst_krijgt_een_vraag(blad: Any, adres: str):
    vragen = []
    blad.on("dialog", lambda vraag: (vragen.append(vraag.type), vraag.accept()))
    blad.goto(adres + "/vormgeving/")
    blad.locator("#id_toelichting").press_sequentially("Ze belde.")
    blad.goto(adres + "/hulp/")
    assert vragen == ["beforeunload"]


def test_voor_de_sessie_afloopt_komt_er_een_vraag_en_op_slot_blijft_de_tekst_staan(blad: Any, adres: str):
    blad.clock.install()
    blad.goto(adres + "/vormgeving/")
    blad.fill("#id_toelichting", "Ze belde.")
    seconden = int(blad.get_attribute("body", "data-sessie"))
    blad.clock.fast_forward((seconden - 100) * 1000)
    assert blad.locator("#sessie-bijna").is_visible()
    keur(blad)
    blad.get_by_role("button", name="Blijf ingelogd").click()
    blad.wait_for_selector("#sessie-bijna", state="hidden")
    blad.clock.fast_forward((seconden + 5) * 1000)
    assert blad.locator("#sessie-voorbij").is_visible()
    assert not blad.locator("#id_toelichting").is_visible()
    keur(blad)
    blad.get_by_role("button", name="Verder werken").click()
    blad.wait_for_selector("#sessie-voorbij", state="hidden")
    assert blad.input_value("#id_toelichting") == "Ze belde."


def test_wie_als_iemand_anders_terugkomt_ziet_de_tekst_van_een_ander_niet(blad: Any, adres: str):
    blad.clock.install()
    blad.goto(adres + "/vormgeving/")
    blad.evaluate("document.body.dataset.sessieWie = 'een ander'")
    blad.clock.fast_forward((int(blad.get_attribute("body", "data-sessie")) + 5) * 1000)
    with blad.expect_navigation():
        blad.get_by_role("button", name="Verder werken").click()
    assert blad.url == adres + "/"


def test_wie_nog_niet_is_ingelogd_blijft_buiten(blad: Any, adres: str):
    blad.clock.install()
    blad.goto(adres + "/vormgeving/")
    blad.route("**/sessie/", lambda route: route.fulfill(status=403, body="{}"))
    blad.clock.fast_forward((int(blad.get_attribute("body", "data-sessie")) + 5) * 1000)
    blad.get_by_role("button", name="Verder werken").click()
    blad.wait_for_function("document.querySelector('[data-sessie-antwoord]').textContent.includes('nog niet ingelogd')")
    assert not blad.locator("#id_toelichting").is_visible()


# ------------------------------------------------------------------------------------------------ lezen op papier


def test_op_papier_staat_alleen_het_werk(blad: Any, adres: str):
    blad.goto(adres + "/vormgeving/")
    blad.emulate_media(media="print")
    for keus in (".hoofdmenu", ".gebruiker", ".voet", ".filters"):
        assert not blad.locator(keus).is_visible(), keus
    assert blad.locator("table").is_visible()
    assert blad.evaluate("getComputedStyle(document.querySelector('.badge')).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_de_demobalk_de_taal_en_een_titel_zonder_naam(blad: Any, adres: str):
    blad.goto(adres + "/vormgeving/")
    assert blad.title() == "Stijlblad – Zicht"
    assert blad.get_attribute("html", "lang") == "nl"
    assert "verzonnen mensen" in blad.inner_text(".demobalk")
    assert json.loads(blad.get_attribute("meta[name=htmx-config]", "content"))["historyCacheSize"] == 0
