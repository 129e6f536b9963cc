"""De bladzijden van dubbelbeeld, verborgen wachten, recidive, kanttekeningen en CBS in een echte browser: axe, en 320 breed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from support.bord import met_cijfers
from support.statlinebestand import ONDERWERPEN, als_lijst, getallen
from support.web import NU, maak_gebruiker
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.bord import handelingen

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]
BLADEN = (
    "dubbelbeeld",
    "verborgen-wachten",
    "recidive",
    "kanttekeningen",
    "kanttekeningen/schrijven",
    "statline",
    "statline/inlezen",
)


def _vul(coen: Gebruiker) -> None:
    cellen = [("Noord-Holland-Noord (VT)", "2025 1e halfjaar*", onderwerp, "120") for onderwerp in ONDERWERPEN]
    handelingen.statline_inlezen(naam="84847NED.csv", inhoud=als_lijst(getallen(cellen)), door=coen, om=NU)
    handelingen.kanttekening_schrijven(
        van=date(2025, 3, 3), tot=None, tekst="Staking.", bron="Bericht", code="", door=coen, om=NU
    )


def test_elke_bladzijde_is_zonder_bevinding_en_past_op_320(tabblad: Any, live_server: Any, tmp_path: Path):
    from axe_playwright_python.sync_playwright import Axe

    coen = maak_gebruiker("coen", Rol.CONTROLLER)
    _vul(coen)
    klant = Client()
    klant.force_login(coen)
    tabblad.set_default_timeout(60_000)
    tabblad.context.add_cookies([{"name": "zicht", "value": klant.cookies["zicht"].value, "url": live_server.url}])
    fouten: list[str] = []
    with override_settings(ALLOWED_HOSTS=["*"]), met_cijfers(tmp_path):
        for blad in BLADEN:
            tabblad.set_viewport_size({"width": 1280, "height": 900})
            assert tabblad.goto(f"{live_server.url}/bord/{blad}/").status == 200, blad
            tabblad.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            uitslag = Axe().run(tabblad)
            fouten += [f"{blad}: {uitslag.generate_report()}"] if uitslag.violations_count else []
            if tabblad.locator("style, [style], script:not([src])").count():
                fouten.append(f"{blad}: ingebouwde stijl of script")
            tabblad.set_viewport_size({"width": 320, "height": 800})
            breed = tabblad.evaluate("document.documentElement.scrollWidth")
            fouten += [f"{blad}: {breed} breed op 400 %"] if breed > 320 else []
    assert not fouten, "\n".join(fouten)
