"""Verbeterplannen: een gemiste norm vraagt een plan, de burap leest het, en later zegt de toets of er iets veranderde."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.bord import met_cijfers
from support.web import maak_gebruiker
from zicht.cijfers.effect import effect_van
from zicht.cijfers.zinnen import effectzin
from zicht.core.fouten import ZichtFout
from zicht.core.parameters import Richting
from zicht.core.periodes import lees_periode
from zicht.rapportage.burap.verbeterplan import plan_blokken
from zicht.web import cijferbron
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.normen import plannen
from zicht.web.normen.models import Verbetermaatregel, Verbeterplan
from zicht.web.normen.selecties import Gemist, gemiste_normen, plannen_voor

pytestmark = pytest.mark.django_db
MAATREGEL = {
    "oorzaak": "te weinig beoordelaars in de zomer", "maatregel": "twee tijdelijke beoordelaars", "eigenaar": "teamleider",
    "verwacht_effect": "10 procentpunt hoger", "klaar_op": "01-09-2026", "ingegaan_op": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def datamap(tmp_path_factory):
    return tmp_path_factory.mktemp("plannen")


@pytest.fixture
def cijfers(datamap):
    with met_cijfers(datamap):
        yield cijferbron.stand()


def als(rol: Rol) -> Client:
    client, naam = Client(), f"plan-{rol.value}"
    client.force_login(Gebruiker.objects.filter(username=naam).first() or maak_gebruiker(naam, rol))
    return client


def tekst(antwoord) -> str:
    assert antwoord.status_code == 200, antwoord.status_code
    return antwoord.content.decode()


def gemist(cijfers) -> Gemist:
    return next(g for g in gemiste_normen(cijfers) if "tijdig" in g.uitslag.code)


def een_plan(client: Client, cijfers) -> Verbeterplan:
    eerste = gemist(cijfers)
    adres = reverse("verbeterplan_openen", args=[eerste.periode.code, eerste.uitslag.code])
    assert client.post(adres).status_code == 302
    return Verbeterplan.objects.get(indicator=eerste.uitslag.code, periode=eerste.periode.code)


def test_elke_gemiste_norm_staat_klaar_om_te_openen_en_geen_andere(cijfers):
    blad, gevonden = tekst(als(Rol.CONTROLLER).get(reverse("verbeterplannen"))), gemiste_normen(cijfers)
    assert gevonden
    for een in gevonden:
        [uitkomst] = cijfers.reeks([een.periode])
        assert uitkomst.van(een.uitslag.code).oordeel == "niet_gehaald"
        assert reverse("verbeterplan_openen", args=[een.periode.code, een.uitslag.code]) in blad
    assert not any(een.uitslag.code.startswith(("recidive", "instroom")) for een in gevonden)
    assert f"{len(gevonden)} gemiste normen hebben nog geen plan" in blad


def test_een_plan_openen_kan_een_keer_en_alleen_bij_een_gemiste_norm(cijfers):
    klant = als(Rol.CONTROLLER)
    plan = een_plan(klant, cijfers)
    assert " van " in plan.aanleiding
    assert "de norm is minimaal" in plan.aanleiding
    adres = reverse("verbeterplan_openen", args=[plan.periode, plan.indicator])
    assert "is er al een plan" in tekst(klant.post(adres, follow=True))
    assert klant.get(adres).status_code == 405
    for onzin in (("2025-burap1", "instroom-meldingen"), ("2019-burap1", plan.indicator)):
        assert klant.post(reverse("verbeterplan_openen", args=onzin)).status_code == 404


def test_een_maatregel_van_openen_tot_ingaan_en_de_burap_leest_haar(cijfers):
    klant = als(Rol.TEAMLEIDER)
    plan = een_plan(klant, cijfers)
    assert "nog leeg" in tekst(klant.get(reverse("verbeterplan", args=[plan.kenmerk])))
    assert klant.post(reverse("maatregel_nieuw", args=[plan.kenmerk]), MAATREGEL).status_code == 302
    [maatregel] = plan.maatregelen.all()
    blad = tekst(klant.get(reverse("verbeterplan", args=[plan.kenmerk])))
    assert "twee tijdelijke beoordelaars" in blad
    assert "Vul in sinds wanneer de maatregel werkt" in blad
    plan_ = plannen_voor(lees_periode(plan.periode))[plan.indicator]
    [rij] = plan_.maatregelen
    assert (rij["oorzaak"], rij["datum"]) == ("te weinig beoordelaars in de zomer", "1 september 2026")
    assert list(plan_blokken("1a", "x", plan.indicator, plan_))
    assert plannen_voor(lees_periode("2020-burap1")) == {}
    adres = reverse("maatregel", args=[plan.kenmerk, maatregel.pk])
    assert "twee tijdelijke beoordelaars" in tekst(klant.get(adres))
    assert klant.post(adres, MAATREGEL | {"ingegaan_op": "01-02-2025", "versie": "1"}).status_code == 302
    maatregel.refresh_from_db()
    assert (maatregel.ingegaan_op, maatregel.versie) == (date(2025, 2, 1), 2)


def test_de_uitspraak_op_de_bladzijde_is_die_van_de_toets(cijfers):
    klant = als(Rol.CONTROLLER)
    plan = een_plan(klant, cijfers)
    begin = date(2025, 2, 15)
    Verbetermaatregel.objects.create(plan=plan, oorzaak="x", maatregel="y", eigenaar="z", verwacht_effect="10", klaar_op=begin,
                                     ingegaan_op=begin, om=timezone.now(), door=plan.door)  # fmt: skip
    with cijfers.rekenen() as c:
        verwacht = effectzin(effect_van(c, plan.indicator, begin, Richting.MINIMAAL))
    blad = tekst(klant.get(reverse("verbeterplan", args=[plan.kenmerk])))
    assert verwacht in blad
    assert "maand van de maatregel; telt niet mee" in blad
    assert "hoogstens 1 op de 20 keer" in blad
    assert '<svg class="normkaart"' in blad


def test_een_keuze_voor_het_bestuur_komt_in_de_burap(cijfers):
    klant = als(Rol.BELEIDSMEDEWERKER)
    plan = een_plan(klant, cijfers)
    adres = reverse("verbeterplan_keuze", args=[plan.kenmerk])
    assert klant.post(adres, {"keuze": "Meer geld of een langere wachttijd.", "versie": "1"}).status_code == 302
    assert (
        plannen_voor(lees_periode(plan.periode))[plan.indicator].bestuurlijke_keuze
        == "Meer geld of een langere wachttijd."
    )
    assert "intussen gewijzigd" in tekst(klant.post(adres, {"keuze": "Anders.", "versie": "1"}))
    assert "Meer geld" in tekst(klant.get(reverse("verbeterplan", args=[plan.kenmerk])))


def test_een_leeg_plan_sluit_niet_en_een_gesloten_plan_verandert_niet(cijfers):
    klant = als(Rol.CONTROLLER)
    plan = een_plan(klant, cijfers)
    sluiten = reverse("verbeterplan_sluiten", args=[plan.kenmerk])
    assert "nog leeg" in tekst(klant.post(sluiten, {"conclusie": "x", "versie": "1"}))
    klant.post(reverse("maatregel_nieuw", args=[plan.kenmerk]), MAATREGEL)
    assert klant.post(sluiten, {"conclusie": "De wachttijd is weg.", "versie": "1"}).status_code == 302
    assert "Gesloten op" in tekst(klant.get(reverse("verbeterplan", args=[plan.kenmerk])))
    assert klant.get(reverse("maatregel_nieuw", args=[plan.kenmerk])).status_code == 404
    door, nu = Gebruiker.objects.get(username="plan-controller"), timezone.localtime()
    with pytest.raises(ZichtFout, match="gesloten en verandert niet meer"):
        plannen.keuze_voorleggen(plan, keuze="x", versie=2, door=door, om=nu)


def test_een_maatregel_die_nog_moet_ingaan_of_net_is_gewijzigd_wordt_tegengehouden(cijfers):
    klant = als(Rol.CONTROLLER)
    plan = een_plan(klant, cijfers)
    straks = f"{timezone.localdate() + timedelta(days=3):%d-%m-%Y}"
    adres = reverse("maatregel_nieuw", args=[plan.kenmerk])
    assert "in de toekomst" in tekst(klant.post(adres, MAATREGEL | {"ingegaan_op": straks}))
    klant.post(adres, MAATREGEL)
    [maatregel] = plan.maatregelen.all()
    een = reverse("maatregel", args=[plan.kenmerk, maatregel.pk])
    klant.post(een, MAATREGEL | {"versie": "1", "eigenaar": "directeur"})
    assert "intussen gewijzigd" in tekst(klant.post(een, MAATREGEL | {"versie": "1", "eigenaar": "iemand"}))
    maatregel.refresh_from_db()
    assert maatregel.eigenaar == "directeur"


def test_wie_mag_kijken_mag_nog_niet_openen(cijfers):
    kijker = als(Rol.DIRECTEUR)
    assert "Plan openen" not in tekst(kijker.get(reverse("verbeterplannen")))
    eerste = gemist(cijfers)
    adres = reverse("verbeterplan_openen", args=[eerste.periode.code, eerste.uitslag.code])
    assert kijker.post(adres).status_code == 403
    assert als(Rol.REGIOTEAM).get(reverse("verbeterplannen")).status_code == 403
