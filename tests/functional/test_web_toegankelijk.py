"""Elke pagina van elke rol, in een echte browser: axe, 400 % en geen ingebouwd script of stijl."""

import re
from collections import deque
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.urls import resolve

from support.begroting import kopie
from support.web import NU
from zicht.core.begroting.scenario import Wijze, Wijziging
from zicht.synthetisch import maak
from zicht.web.begroting import handelingen
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie.inladen import bron
from zicht.web.registratie.inladen.bezetting import accounts
from zicht.web.registratie.inladen.naspelen import laad_feiten

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]

# Meer pagina's van dezelfde soort zeggen weinig nieuws; de eerste van elke soort is een gevulde.
HOOGSTENS_PER_SOORT = 1
NIET_OPENEN = re.compile(r"/(logout|static|api/v1|bestand|vormgeving)/|\.(csv|docx|pdf|xlsx|json)$")


@pytest.fixture
def regio(tmp_path):
    """Een kleine nagespeelde regio met een account per rol."""
    maak("nhn", 2, 3, tmp_path / "bron", 0.01)
    laad_feiten(bron.lees(tmp_path / "bron", NU.date()), NU)
    begrotingen(Gebruiker.objects.get(username="controller"))
    return accounts()


def begrotingen(door: Gebruiker) -> None:
    """Een concept met een scenario, en een vastgestelde begroting met een wijziging."""
    concept, vast = kopie(door), kopie(door, "Begroting 2025 van ons")
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
    from axe_playwright_python.sync_playwright import Axe

    gezien: dict[str, int] = {}
    fouten: list[str] = []
    with override_settings(ALLOWED_HOSTS=["*"]):
        for _, naam, _ in regio:
            tabblad.context.clear_cookies()
            tabblad.context.add_cookies([{"name": "zicht", "value": sessie(naam), "url": live_server.url}])
            for url in _kruip(tabblad, live_server.url, gezien):
                tabblad.set_viewport_size({"width": 1280, "height": 900})
                uitslag = Axe().run(tabblad)
                if uitslag.violations_count:
                    fouten.append(f"{naam} {url}: {uitslag.generate_report()}")
                if tabblad.locator("style, [style], script:not([src]):not([type='application/json'])").count():
                    fouten.append(f"{naam} {url}: ingebouwde stijl of script")
                tabblad.set_viewport_size({"width": 320, "height": 800})
                if tabblad.evaluate("document.documentElement.scrollWidth") > 320:
                    fouten.append(f"{naam} {url}: schuift opzij op 400 %")
    assert not fouten, "\n".join(fouten)
    assert len(gezien) >= 40, sorted(gezien)


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
