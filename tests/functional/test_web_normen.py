"""Een norm van proberen tot vastleggen, en een plan openen, in een echte browser met alleen het toetsenbord; axe kijkt elke bladzijde na."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from support.bord import met_cijfers
from support.toetsenbord import Toetsenbord
from support.web import maak_gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.normen.models import Normvoorstel, Verbeterplan

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]


def test_van_proberen_tot_gesprek_en_een_plan_met_alleen_het_toetsenbord(tabblad: Any, live_server: Any, tmp_path: Any):
    tabblad.set_default_timeout(60_000)
    klant = Client()
    klant.force_login(maak_gebruiker("coen", Rol.CONTROLLER))
    cookie = {"name": "zicht", "value": klant.cookies["zicht"].value, "url": live_server.url}
    tabblad.context.add_cookies([cookie])
    t = Toetsenbord(tabblad)
    with override_settings(ALLOWED_HOSTS=["*"]), met_cijfers(tmp_path):
        tabblad.goto(f"{live_server.url}/normen/")
        fouten = [
            *bevindingen(tabblad, "normen"),
            *stel_voor(t),
            *vergelijk(t, live_server.url),
            *plan(t, live_server.url),
        ]
    assert not fouten, "\n".join(fouten)


def stel_voor(t: Toetsenbord) -> Iterator[str]:
    """Kies een indicator, probeer een norm, stel haar voor en leg het gesprek vast."""
    t.volg("Veiligheidsbeoordeling binnen 5 werkdagen na ontvangst")
    t.vul("Norm om te proberen", "71")
    t.volg("Proberen")
    assert "minimaal 71" in t.blad.inner_text("main")
    yield from bevindingen(t.blad, "werkbank")
    t.volg("Deze norm voorstellen")
    t.vul("Waarom deze norm?", "Drie jaar geschiedenis.")
    t.volg("Voorstellen")
    rij = Normvoorstel.objects.get()
    assert (rij.waarde, rij.proef["meetbaar"] > 3) == (71, True)
    t.volg("Gesprek vastleggen")
    t.vul("Wanneer was het gesprek?", f"{timezone.localdate():%d-%m-%Y}")
    t.vul("Wie waren erbij?", "begeleidingscommissie")
    t.vul("Wat is er besproken?", "Besproken.")
    t.volg("Opslaan")
    assert rij.gesprekken.count() == 1
    yield from bevindingen(t.blad, "voorstel")


def vergelijk(t: Toetsenbord, basis: str) -> Iterator[str]:
    t.blad.goto(f"{basis}/normen/indicator/vv-tijdig-na-start/definities/?periode=2025")
    assert "vanaf de veiligheidsbeoordeling" in t.blad.inner_text("main")
    yield from bevindingen(t.blad, "tijdmachine")


def plan(t: Toetsenbord, basis: str) -> Iterator[str]:
    t.blad.goto(f"{basis}/verbeterplannen/")
    yield from bevindingen(t.blad, "verbeterplannen")
    t.opnieuw()
    t.volg("Plan openen")
    rij = Verbeterplan.objects.get()
    t.volg("Maatregel toevoegen")
    for vraag, antwoord in (("Wat is de oorzaak?", "drukte"), ("Wat gaat u doen?", "extra mensen"), ("Wie is ervoor", "teamleider"),
                            ("Welk effect", "10 punten"), ("Wanneer is het klaar?", "1-2-2025"),
                            ("Sinds wanneer werkt", "1-2-2025")):  # fmt: skip
        t.vul(vraag, antwoord)
    t.volg("Opslaan")
    assert rij.maatregelen.get().eigenaar == "teamleider"
    assert "Effect of toeval" in t.blad.inner_text("main")
    yield from bevindingen(t.blad, "plan")


def bevindingen(tabblad: Any, waar: str) -> Iterator[str]:
    """Wat axe vindt, en of de bladzijde op 320 breed past; ook wat is ingeklapt telt."""
    from axe_playwright_python.sync_playwright import Axe

    tabblad.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    uitslag = Axe().run(tabblad)
    if uitslag.violations_count:
        yield f"{waar}: {uitslag.generate_report()}"
    maat = tabblad.viewport_size
    tabblad.set_viewport_size({"width": 320, "height": 800})
    breed = tabblad.evaluate("document.documentElement.scrollWidth")
    if breed > 320:
        yield f"{waar}: {breed} breed op 400 %"
    tabblad.set_viewport_size(maat)
