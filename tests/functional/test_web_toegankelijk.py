"""Elke pagina van elke rol, in een echte browser: axe, 400 % en geen ingebouwd script of stijl."""

import re
from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.urls import resolve

from support.begroting import TITEL, kopie
from support.bord import instellingen
from support.web import NU
from zicht.core.begroting.scenario import Wijze, Wijziging
from zicht.core.periodes import lees_periode
from zicht.synthetisch import maak
from zicht.web import cijferbron
from zicht.web.begroting import handelingen
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.beheer.models import Gebruiker
from zicht.web.kwaliteit.overnemen import Gevonden, neem_over
from zicht.web.publicaties import handelingen as publicaties
from zicht.web.publicaties.models import Publicatie
from zicht.web.registratie.inladen import bron
from zicht.web.registratie.inladen.bezetting import accounts
from zicht.web.registratie.inladen.naspelen import laad_feiten

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]

# Meer pagina's van dezelfde soort zeggen weinig nieuws; de eerste van elke soort is een gevulde.
HOOGSTENS_PER_SOORT = 1
STURING = {"bord", "bord_indicator", "bord_gevallen", "bord_geval", "bord_duiding", "bord_dubbelbeeld", "bord_recidive", "bord_vrijgegeven",
           "normen", "normwerkbank", "tijdmachine",
           "dagplan", "werktijden", "bevindingen", "bevinding", "kwaliteit_overzicht", "kwaliteit_sprongen", "kwaliteit_invoer", "inrichting", "berichten", "wijzigingen", "verbeterplannen", "publicaties", "publicatie", "open_data", "rapporten", "capaciteit"}  # fmt: skip
# Dezelfde soort bladzijde, maar voor deze rol met iets anders erop dan voor wie er het eerst kwam.
EIGEN_BLIK = {
    "controller": ("/bord/indicator/instroom-meldingen/", "/bord/indicator/instroom-meldingen/gevallen/?periode=2025-burap3"),
    "gemeente": ("/bord/", "/bord/vrijgegeven/instroom-meldingen/"),
}  # fmt: skip
VAST = "Begroting 2025 van ons"
# Begrotingen staan hier voluit: een concept, een vaste en een voorbeeld uit een bron zien er elk anders uit.
VAN_HET_CONCEPT = ("", "kopieren/", "bijwerken/", "taakvelden/", "vaststellen/", "versies/", "opbouw/?code=totaal",
                   "werkbank/?scenario=eigen-meer", "gevoeligheid/", "vergelijken/", "risicos/", "normtijden/")  # fmt: skip
VAN_VOORBEELDEN = ("nhn-2019/", "nhn-2019/werkbank/", "nhn-2019/risicos/", "nog-2021-realisatie/vergelijken/")
NIET_OPENEN = re.compile(
    r"^/begrotingen/.|/(logout|static|api/v1|api/open|bestand|vormgeving)/|\.(csv|docx|pdf|xlsx|json)$"
)


@pytest.fixture
def regio(tmp_path):
    """Een kleine nagespeelde regio met een account per rol, met cijfers en met iets dat is vrijgegeven."""
    maak("nhn", 2, 3, tmp_path / "bron", 0.01)
    laad_feiten(bron.lees(tmp_path / "bron", NU.date()), NU)
    begrotingen(Gebruiker.objects.get(username="controller"))
    with instellingen(data=str(tmp_path / "data")):
        vrijgegeven(cijferbron.bijwerken(NU))
        neem_over("levering", [Gevonden("UIT-001", "melding verzonnen", "Het resultaat ontbreekt.")], om=NU)
        yield accounts()


def vrijgegeven(cijfers: cijferbron.Stand) -> None:
    """Een publicatie die iedereen mag zien."""
    wie = {naam: Gebruiker.objects.get(username=naam) for naam in ("beleid", "directeur")}
    rij = publicaties.publicatie_klaarzetten(
        cijfers, titel="Burap 3", toelichting="", voor_wie=Publicatie.OPENBAAR, perioden=[lees_periode("2025-burap3")],
        door=wie["beleid"], om=NU,
    )  # fmt: skip
    publicaties.publicatie_goedkeuren(rij, gezien=publicaties.gezien_als(rij), door=wie["directeur"], om=NU)


def begrotingen(door: Gebruiker) -> None:
    """Een concept met een scenario, en een vastgestelde begroting met een wijziging."""
    concept, vast = kopie(door), kopie(door, VAST)
    meer = [Wijziging("stroom.meldingen.aantal", Wijze.ZET, Decimal(3575))]
    handelingen.scenario_bewaren(
        concept, titel="Meer", wijzigingen=meer, reden="r", op_versie=1, versie=None, door=door, om=NU
    )
    handelingen.begroting_vaststellen(vast, op=NU.date(), besluit="besluit 1", versie=1, door=door, om=NU)
    vast.refresh_from_db()
    handelingen.wijziging_maken(
        vast, titel="Wijziging", vindplaats="v", bedragen={"tolken": Decimal(40000)}, door=door, om=NU
    )


def test_geen_pagina_heeft_een_bevinding_van_axe(tabblad: Any, live_server: Any, regio: Any):
    gezien: dict[str, int] = {}
    fouten: list[str] = []
    with override_settings(ALLOWED_HOSTS=["*"]):
        for _, naam, _ in regio:
            tabblad.context.clear_cookies()
            tabblad.context.add_cookies([{"name": "zicht", "value": sessie(naam), "url": live_server.url}])
            for url in _kruip(tabblad, live_server.url, gezien):
                fouten += [f"{naam} {url}: {fout}" for fout in bevindingen(tabblad)]
            for url in (*EIGEN_BLIK.get(naam, ()), *(begrotingspaden() if naam == "controller" else ())):
                assert tabblad.goto(live_server.url + url).status == 200, url
                gezien[resolve(urlsplit(url).path).url_name] = 1
                fouten += [f"{naam} {url}: {fout}" for fout in bevindingen(tabblad)]
    assert not fouten, "\n".join(fouten)
    assert gezien.keys() >= STURING, STURING - gezien.keys()
    assert len(gezien) >= 60, sorted(gezien)


def test_een_bladzijde_met_gebreken_valt_op(tabblad: Any):
    tabblad.set_content("<p style='width: 900px'>breed</p><details><img src='x.png'></details>")
    axe, stijl, breed = bevindingen(tabblad)
    assert "image-alt" in axe, "ook wat is ingeklapt telt"
    assert stijl == "ingebouwde stijl of script"
    assert "op 400 %" in breed


def begrotingspaden() -> list[str]:
    """De bladzijden van een concept, van een vaste begroting en van voorbeelden."""
    concept, vast = (Begrotingsstuk.objects.get(titel=titel).kenmerk for titel in (TITEL, VAST))
    delen = [*(f"{concept}/{deel}" for deel in VAN_HET_CONCEPT), f"{vast}/wijziging/", "inlezen/", *VAN_VOORBEELDEN]
    return [f"/begrotingen/{deel}" for deel in delen]


def bevindingen(tabblad: Any) -> Iterator[str]:
    """Wat er aan de open bladzijde niet goed is; ook wat is ingeklapt telt."""
    from axe_playwright_python.sync_playwright import Axe

    tabblad.set_viewport_size({"width": 1280, "height": 900})
    tabblad.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    if tabblad.locator("[hx-trigger*=revealed]").count():
        tabblad.wait_for_load_state("networkidle")
    uitslag = Axe().run(tabblad)
    if uitslag.violations_count:
        yield uitslag.generate_report()
    if tabblad.locator("style, [style], script:not([src]):not([type='application/json'])").count():
        yield "ingebouwde stijl of script"
    tabblad.set_viewport_size({"width": 320, "height": 800})
    breed = tabblad.evaluate("document.documentElement.scrollWidth")
    if breed > 320:
        yield f"{breed} breed op 400 %"


def sessie(naam: str) -> str:
    """Een sessie zonder het aanmelden zelf, dat zijn eigen toets heeft."""
    klant = Client()
    klant.force_login(Gebruiker.objects.get(username=naam))
    return klant.cookies["zicht"].value


def _kruip(tabblad: Any, basis: str, gezien: dict[str, int]):
    """Alle pagina's die vanaf het begin te bereiken zijn, hoogstens een paar van elke soort."""
    rij, bekend = deque(["/"]), {"/"}
    while rij:
        pad = rij.popleft()
        soort = resolve(urlsplit(pad).path).url_name or pad
        if gezien.get(soort, 0) >= HOOGSTENS_PER_SOORT and pad != "/":
            continue
        antwoord = tabblad.goto(basis + pad)
        assert antwoord.status == 200, f"{pad}: {antwoord.status}"
        gezien[soort] = gezien.get(soort, 0) + 1
        yield pad
        for doel in tabblad.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))"):
            kort = urlsplit(doel)
            pad_van_doel = kort.path + (f"?{kort.query}" if kort.query else "")
            if doel.startswith("/") and not NIET_OPENEN.search(kort.path) and pad_van_doel not in bekend:
                bekend.add(pad_van_doel)
                rij.append(pad_van_doel)
