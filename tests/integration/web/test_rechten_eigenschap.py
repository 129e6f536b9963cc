"""Voor willekeurige gebruikers, teams en afscherming: elke uitgang laat precies dezelfde dossiers zien."""

from datetime import timedelta

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.web import NU, VANDAAG, maak_gebruiker
from support.wereld import maak_wereld, zaak
from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.models import Gebruiker, Roltoewijzing
from zicht.web.beheer.rechten import Bereik, Rol
from zicht.web.registratie import herkenning
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import dossier_of_404
from zicht.web.registratie.selecties import dossiers as dossierselecties
from zicht.web.registratie.selecties.wachtlijst import wachtlijst
from zicht.web.registratie.selecties.werk import Werkfilter, werklijst

pytestmark = pytest.mark.django_db
AANTAL = 5


def te_zien(wie: Gebruiker, code: str, rijen: list[m.Dossier], nood: set) -> set[str]:
    """Wat iemand mag zien, nog eens opgeschreven zonder databank: de regel van de poort in gewone woorden."""
    ruimte = wie.bereik(code)
    gezien = set()
    for dossier in rijen:
        binnen = ruimte is Bereik.ORGANISATIE or (
            (ruimte is Bereik.TEAM and dossier.team_id == wie.team_id) or dossier.eigenaar_id == wie.pk or dossier.pk in nood
        )  # fmt: skip
        toegelaten = not dossier.beschermd or dossier.toegelatenen.filter(gebruiker=wie).exists()
        if ruimte is not None and binnen and toegelaten:
            gezien.add(dossier.kenmerk)
    return gezien


@pytest.fixture
def klaar():
    wereld = maak_wereld()
    aannemer = Gebruiker.objects.get(username="aannemer")
    for nummer in range(3, AANTAL):
        zaak(wereld.zuid, aannemer, nummer)
    return wereld, maak_gebruiker("wie")


def uitgangen(wie: Gebruiker, rijen: list[m.Dossier]) -> dict[str, tuple[str, set[str]]]:
    """Elke uitgang, met het recht dat zij vraagt en de dossiers die zij laat zien."""

    def opent(dossier: m.Dossier, code: str) -> bool:
        try:
            return bool(dossier_of_404(wie, dossier.kenmerk, NU, code))
        except Http404:
            return False

    lijst = dossierselecties.dossierlijst(wie, NU, stand="alle")
    werk = werklijst(wie, Werkfilter(), 1, NU, VANDAAG)
    wacht = wachtlijst(wie, "", 1, NU, VANDAAG)
    gezocht = set()
    for dossier in rijen:
        gezocht |= {d.kenmerk for d in dossierselecties.dossierlijst(wie, NU, kenmerk=dossier.kenmerk)}
    bekenden = herkenning.zoek(Persoonsgegevens(bsn="123456782"), gebruiker=wie, nu=NU)
    mensen = {b.dossier.kenmerk for bekende in bekenden for b in bekende.betrokkenheden}
    assert lijst.count() == len(lijst)
    assert werk.totaal == len(werk.regels)
    assert wacht.totaal == len(wacht.regels)
    return {
        "lijst": ("zaak.inzien", {d.kenmerk for d in lijst}),
        "zoeken": ("zaak.inzien", gezocht),
        "pagina": ("zaak.inzien", {d.kenmerk for d in rijen if opent(d, "zaak.inzien")}),
        "bewerken": ("zaak.bewerken", {d.kenmerk for d in rijen if opent(d, "zaak.bewerken")}),
        "melding": ("zaak.inzien", {d.kenmerk for d in rijen if dossierselecties.melding_of_niets(wie, d.meldingen.get().kenmerk, NU)}),
        "melder": ("melder.inzien", {d.kenmerk for d in rijen if dossierselecties.melding_of_niets(wie, d.meldingen.get().kenmerk, NU, "melder.inzien")}),
        "werklijst": ("werk.inzien", {regel.taak.dossier.kenmerk for regel in werk.regels}),
        "wachtlijst": ("wachtlijst.inzien", {regel.klok.taak.dossier.kenmerk for regel in wacht.regels}),
        "mensen": ("persoon.zoeken", mensen),
    }  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    rollen=st.sets(st.sampled_from(list(Rol)), max_size=2),
    teams=st.lists(st.integers(0, 2), min_size=AANTAL, max_size=AANTAL),
    eigen=st.lists(st.booleans(), min_size=AANTAL, max_size=AANTAL),
    beschermd=st.lists(st.sampled_from(["nee", "ja", "toegelaten"]), min_size=AANTAL, max_size=AANTAL),
    nood=st.none() | st.integers(0, AANTAL - 1),
    team=st.integers(0, 2),
)
def test_elke_uitgang_laat_dezelfde_dossiers_zien(klaar, rollen, teams, eigen, beschermd, nood, team):
    wereld, wie = klaar
    plekken = (wereld.toegang, wereld.noord, wereld.zuid)
    Roltoewijzing.objects.filter(gebruiker=wie).delete()
    for rol in rollen:
        Roltoewijzing.objects.create(gebruiker=wie, rol=rol.value, van="2020-01-01")
    Gebruiker.objects.filter(pk=wie.pk).update(team=plekken[team])
    m.Toegelaten.objects.all().delete()
    m.Noodtoegang.objects.all().delete()
    for nummer, dossier in enumerate(m.Dossier.objects.order_by("pk")):
        m.Dossier.objects.filter(pk=dossier.pk).update(
            team=plekken[teams[nummer]], eigenaar=wie if eigen[nummer] else None, beschermd=beschermd[nummer] != "nee"
        )
        if beschermd[nummer] == "toegelaten":
            m.Toegelaten.objects.create(dossier=dossier, gebruiker=wie)
        if nood == nummer:
            m.Noodtoegang.objects.create(
                gebruiker=wie,
                dossier=dossier,
                reden="nu nodig",
                van=NU - timedelta(minutes=5),
                tot=NU + timedelta(minutes=5),
            )
    wie = Gebruiker.objects.get(pk=wie.pk)
    rijen = list(m.Dossier.objects.order_by("pk"))
    open_nood = {rijen[nood].pk} if nood is not None else set()
    for naam, (code, gezien) in uitgangen(wie, rijen).items():
        verwacht = te_zien(wie, code, rijen, set() if code == "melder.inzien" else open_nood)
        if naam == "mensen":  # de herkenning toont hoogstens acht mensen; meer dan te zien is nooit
            assert gezien <= verwacht, naam
            assert bool(gezien) == bool(verwacht), naam
        else:
            assert gezien == verwacht, naam
