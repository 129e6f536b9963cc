"""Een zaak van advies tot sluiten, in een echte browser en met alleen het toetsenbord."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from support.toetsenbord import Toetsenbord
from support.web import WACHTWOORD, maak_gebruiker, maak_team
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie import taxatie, werkstand

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def collegas():
    team = maak_team()
    tineke = maak_gebruiker("tineke", Rol.TOEGANG, wachtwoord=WACHTWOORD)
    maak_gebruiker("gerda", Rol.GEDRAGSDESKUNDIGE, wachtwoord=WACHTWOORD)
    team.verantwoordelijke = tineke
    team.save()


def meld_aan(toetsen: Toetsenbord, adres: str, naam: str) -> None:
    toetsen.blad.context.clear_cookies()
    toetsen.blad.goto(f"{adres}/aanmelden/login/")
    toetsen.vul("Gebruikersnaam", naam)
    toetsen.vul("Wachtwoord", WACHTWOORD)
    toetsen.volg("Inloggen")


def datum(dagen: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=dagen)).strftime("%d-%m-%Y")


def test_een_zaak_van_advies_tot_sluiten_met_alleen_het_toetsenbord(tabblad: Any, live_server: Any, collegas: None):
    toetsen = Toetsenbord(tabblad)
    with override_settings(ALLOWED_HOSTS=["*"]):
        meld_aan(toetsen, live_server.url, "tineke")
        een_advies(toetsen)
        een_melding(toetsen)
        beoordeel(toetsen)
        meld_aan(toetsen, live_server.url, "gerda")
        lees_mee(toetsen)
        meld_aan(toetsen, live_server.url, "tineke")
        voer_uit(toetsen, live_server.url)
        draag_over(toetsen, live_server.url)
        monitor_en_sluit(toetsen, live_server.url)
    dossier = m.Dossier.objects.get()
    assert dossier.gesloten_op == timezone.localdate()
    assert m.Advies.objects.count() == 1
    assert list(keten.breuken()) == []


def een_advies(t: Toetsenbord) -> None:
    t.volg("Nieuw contact")
    t.vul("Wat is er aan de hand?", "Een buurvrouw hoort vaak ruzie en wil weten wat zij kan doen.")
    t.rondje("Wat is het geworden?", "Advies")
    t.vul("Wat heeft u geadviseerd?", "Praat met de ouders op een rustig moment.")
    t.volg("Nakijken")
    bevestig(t)
    assert m.Advies.objects.count() == 1


def bevestig(t: Toetsenbord) -> None:
    """Op de pagina om na te kijken staat een knop om op te slaan."""
    knop = t.blad.locator("main form button.knop").first.inner_text().strip()
    t.volg(knop)


def een_melding(t: Toetsenbord) -> None:
    t.volg("Nieuw contact")
    t.kies("Wie neemt contact op?", "huisarts")
    t.vul("Wat is er aan de hand?", "Moeder vertelt dat vader dreigt. De kinderen zijn erbij.")
    t.vink("(ex-)partnergeweld")
    t.vink("psychisch geweld")
    t.kies("Rol", "slachtoffer")
    t.vul("Voornamen", "Anna")
    t.vul("Achternaam", "Verzonnen")
    t.vul("Jaar", "1990")
    t.rondje("Hoe dringend is het?", "midden")
    t.vul("Waarom?", "Dreiging, nu geen contact.")
    t.naar("Wie de melder is")
    t.blad.keyboard.press("Enter")
    t.vul("Naam", "Dokter Verzonnen")
    t.rondje("Wat is het geworden?", "Melding")
    t.volg("Nakijken")
    bevestig(t)
    melding = m.Melding.objects.get()
    assert melding.urgentie == "midden"
    assert melding.kenmerk in t.blad.content()
    t.blad.goto(re.sub(r"(https?://[^/]+).*", rf"\1/melding/{melding.kenmerk}/", t.blad.url))


def beoordeel(t: Toetsenbord) -> None:
    t.volg("Oppakken")
    t.volg("Oppakken")
    t.volg("Veiligheidsbeoordeling")
    for vraag in taxatie.geldend(timezone.localdate(), werkstand.regio()).vragen.values():
        teksten = dict(vraag.keuzes)
        if "nee" in teksten and t.blad.locator(f"[data-vraag=v_{vraag.code}]").is_visible():
            t.rondje(vraag.tekst, teksten["nee"])
    t.blad.wait_for_timeout(600)  # het voorstel komt na het invullen
    vul_de_rest(t)
    for vraag in ("In de eigen dossiers is gezocht", "Het landelijke Veilig Thuis-register is geraadpleegd"):
        t.rondje(vraag, "ja")
    t.rondje("Nagegaan is of de Raad", "ja")
    t.rondje("Is het acuut onveilig?", "nee")
    t.rondje("Is het structureel onveilig?", "ja")
    t.rondje("Spelen er meer problemen", "nee")
    t.vul("Wijkt u af van het voorstel?", "De huisarts ziet een patroon.")
    t.rondje("Wat is het besluit?", "vervolg door Veilig Thuis")
    t.vink("Voorwaarden & Vervolg")
    t.vul("Waarom dit besluit?", "Het gezin werkt mee.")
    t.volg("Bewaren en voorleggen")
    assert m.Veiligheidsbeoordeling.objects.get().stand == "voorgelegd", t.blad.inner_text("main")[:1500]


def vul_de_rest(t: Toetsenbord) -> None:
    """De vragen zonder 'nee': een keuze, een schaal of een vinkje."""
    t.opnieuw()
    for vraag in taxatie.geldend(timezone.localdate(), werkstand.regio()).vragen.values():
        vak = t.blad.locator(f"[data-vraag=v_{vraag.code}]")
        if "nee" in dict(vraag.keuzes) or not vak.is_visible():
            continue
        if vak.locator("select").count():
            t.kies(vraag.tekst, "6")
        elif vak.locator("input[type=radio]").count():
            t.rondje(vraag.tekst, vraag.keuzes[0][1])
        elif vak.locator("input[type=checkbox]").count():
            geen = next((tekst for code, tekst in vraag.keuzes if code == "geen"), vraag.keuzes[0][1])
            t.vink(geen, groep=vraag.tekst)


def lees_mee(t: Toetsenbord) -> None:
    t.volg("Meelezen")
    t.volg(m.Melding.objects.get().kenmerk)
    t.rondje("Bent u het eens", "ja")
    t.volg("Oordeel vastleggen")
    assert m.Melding.objects.get().besluit == "vervolg_vt"


def voer_uit(t: Toetsenbord, adres: str) -> None:
    dienst = m.Dienst.objects.get()
    t.blad.goto(f"{adres}/dienst/{dienst.kenmerk}/")
    t.volg("Beginnen")
    t.volg("Beginnen")
    t.volg("Gesprek vastleggen")
    t.kies("Met wie?", "Anna")
    t.vul("Verslag", "Anna vertelt wat zij nodig heeft.")
    t.volg("Opslaan")
    t.volg("Veiligheidsvoorwaarde")
    t.vul("Waaraan moet zijn voldaan?", "Vader komt niet onaangekondigd langs.")
    t.volg("Opslaan")
    t.volg("Veiligheidsplan")
    t.vul("Welke afspraken en acties?", "Anna belt haar zus.")
    t.vul("Met wie is het gemaakt?", "Anna en haar zus")
    t.volg("Opslaan")
    t.volg("Wat is er gedaan")
    t.rondje("Vastgelegd is of er schade is", "ja")
    t.vul("Wie de regie voert", "lokaal team")
    t.rondje("Er zijn afspraken over het monitoren", "ja")
    t.volg("Opslaan")
    t.volg("Afronden")
    t.vul("Conclusie", "De voorwaarden staan vast.")
    t.volg("Afronden")
    assert m.Dienst.objects.get().afgerond_op == timezone.localdate(), t.blad.inner_text("main")[:1500]


def draag_over(t: Toetsenbord, adres: str) -> None:
    t.volg("Overdragen")
    t.vul("Welke afspraken zijn er?", "Het lokale team volgt het veiligheidsplan.")
    t.vul("Wie houdt zicht op de veiligheid?", "het lokale team")
    t.volg("Opslaan")
    overdracht = m.Overdracht.objects.get()
    t.blad.goto(f"{adres}/overdracht/{overdracht.pk}/")
    t.volg("Antwoord vastleggen")
    t.rondje("Wat zegt de ontvanger?", "aanvaardt")
    t.volg("Opslaan")
    t.volg("Hulp is begonnen")
    t.volg("Opslaan")
    melding = m.Melding.objects.get()
    t.blad.goto(f"{adres}/melding/{melding.kenmerk}/")
    t.volg("Eerste contact vastleggen")
    t.volg("Opslaan")
    t.volg("Terugkoppeling vastleggen")
    t.volg("Opslaan")
    assert m.Melding.objects.get().teruggekoppeld_op == timezone.localdate()


def monitor_en_sluit(t: Toetsenbord, adres: str) -> None:
    dossier = m.Dossier.objects.get()
    t.blad.goto(f"{adres}/dossier/{dossier.kenmerk}/")
    t.volg("Dienst inzetten")
    t.volg("Opslaan")
    dienst = m.Dienst.objects.get(soort="monitoren")
    t.blad.goto(f"{adres}/dienst/{dienst.kenmerk}/")
    t.volg("Beginnen")
    t.volg("Beginnen")
    t.volg("Moment afspreken")
    t.vul("Op welke dag?", datum())
    t.rondje("Met wie?", "het gezin")
    t.volg("Opslaan")
    t.volg("vastleggen")
    t.vul("Veiligheidscijfer", "8")
    t.vul("Wat viel op?", "Rustig.")
    t.volg("Opslaan")
    t.volg("Intrekken")
    t.vul("Waarom stopt deze dienst?", "Verhuisd naar een andere regio.")
    t.volg("Intrekken")
    t.blad.goto(f"{adres}/dossier/{dossier.kenmerk}/")
    t.volg("Dossier sluiten")
    t.kies("Hoe sluit dit dossier?", "na een vervolgdienst")
    t.volg("Dossier sluiten")
