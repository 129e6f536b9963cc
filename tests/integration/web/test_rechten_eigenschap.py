"""Voor willekeurige gebruikers, teams en afscherming: elke uitgang laat precies dezelfde dossiers zien."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.web import NU, VANDAAG, maak_gebruiker
from support.wereld import BSN, MELDERNAAM, maak_wereld, zaak
from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.models import Gebruiker, Roltoewijzing
from zicht.web.beheer.rechten import Bereik, Rol
from zicht.web.registratie import herkenning
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import Stand
from zicht.web.registratie.poort import ZONDER_NOOD, dossier_of_404
from zicht.web.registratie.selecties import dossiers as dossierselecties
from zicht.web.registratie.selecties import dubbelen, intake, zoeken
from zicht.web.registratie.selecties.aanleveringen import aangeleverd
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
    systeem = maak_gebruiker("politiesysteem")
    Gebruiker.objects.filter(pk=systeem.pk).update(koppeling=True)
    m.Melding.objects.update(beoordeeld_op=VANDAAG, besluit="overdracht", opgepakt_op=VANDAAG)
    m.Aanlevering.objects.bulk_create(
        m.Aanlevering(melding=melding, door=systeem, afdruk="x", om=NU) for melding in m.Melding.objects.all()
    )
    kind = m.Persoon.objects.filter(ongeboren=True).order_by("pk").first()
    for dossier in m.Dossier.objects.exclude(betrokkenen__persoon=kind):  # een rij die in elk dossier staat
        m.Betrokkene.objects.create(dossier=dossier, persoon=kind, rol="kind", versie=1)
    vrouwen = sorted(m.Persoon.objects.exclude(achternaam="").values_list("pk", flat=True))
    m.Persoonsverband.objects.bulk_create(
        m.Persoonsverband(een_id=een, ander_id=ander, zelfde=True, reden="x", op=VANDAAG, door=systeem, versie=1)
        for een, ander in combinations(vrouwen, 2)
    )  # alle vrouwen zijn er een: wie een rij niet mag zien, mag haar ook niet langs een andere rij vinden
    return wereld, maak_gebruiker("wie"), Gebruiker.objects.get(pk=systeem.pk), feiten()


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
    vraag = Persoonsgegevens(bsn=BSN)
    bekenden = herkenning.zoek(vraag, gebruiker=wie, nu=NU)
    treffers = zoeken.op_persoon(vraag, wie, NU)
    kenmerken = {d.kenmerk: (d.kenmerk, d.meldingen.get().kenmerk) for d in rijen}
    op_kenmerk = {d for d, namen in kenmerken.items() if all(zoeken.op_kenmerk(naam, wie, NU) for naam in namen)}
    personen = {d.kenmerk: d.betrokkenen.exclude(persoon__achternaam="").get().persoon for d in rijen}
    te_verbinden = {d for d, p in personen.items() if dubbelen.persoon_of_niets(p.pk, wie, NU)}
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
        "mensen": ("persoon.zoeken", {b.dossier.kenmerk for bekende in bekenden for b in bekende.betrokkenheden}),
        "zoeken op naam": ("persoon.zoeken", {b.dossier.kenmerk for t in treffers for b in t.gevonden.betrokkenheden}),
        "openen na zoeken": ("zaak.inzien", {k for t in treffers for k in t.te_openen}),
        "zoeken op kenmerk": ("zaak.inzien", op_kenmerk),
        "bij intake": ("persoon.zoeken", {d.kenmerk for d in intake.dossiers_van(personen.values(), wie, NU)}),
        "verbinden": ("persoon.verbinden", te_verbinden),
        "naast elkaar": ("persoon.verbinden", _paren(personen, wie)),
    }  # fmt: skip


def _paren(personen: dict[str, m.Persoon], wie: Gebruiker) -> set[str]:
    """Wie in een vergelijking voorkomt; is er maar een te zien, dan is er niets te vergelijken en is zij het zelf."""
    samen = {
        frozenset((een, ander))
        for een, ander in combinations(personen, 2)
        if dubbelen.paar(personen[een].pk, personen[ander].pk, wie, NU)
    }
    gezien = {kenmerk for paar in samen for kenmerk in paar}
    assert len(samen) == len(gezien) * (len(gezien) - 1) // 2
    alleen = {d for d, p in personen.items() if dubbelen.persoon_of_niets(p.pk, wie, NU)}
    return gezien or (alleen if len(alleen) == 1 else set())


def elders_te_zien(wie: Gebruiker, rijen: list[m.Dossier]) -> dict[str, set[str]]:
    """Per dossier dat open gaat: in welke andere dossiers zijn mensen volgens de pagina nog meer staan."""
    uit = {}
    for dossier in dossierselecties.dossierlijst(wie, NU, stand="alle"):
        vrouw = dossier.betrokkenen.exclude(persoon__achternaam="").get().persoon_id
        kind = m.Persoon.objects.filter(ongeboren=True).order_by("pk").first().pk
        gevonden = dubbelen.elders(dossier, [vrouw, kind], wie, NU)
        assert {b.dossier_id for b in gevonden[vrouw].betrokkenheden} == {
            b.dossier_id for b in gevonden[kind].betrokkenheden
        }
        uit[dossier.kenmerk] = {b.dossier.kenmerk for b in gevonden[kind].betrokkenheden}
    return uit


def feiten() -> dict[str, list]:
    """De uitvoer van de feiten, zoals zij in een bestand komt."""
    return {naam: sorted(rijen, key=repr) for naam, rijen in Stand(VANDAAG).tabellen()}


def van_het_systeem(systeem: Gebruiker, rijen: list[m.Dossier]) -> dict[str, str | None]:
    """Wat een aanleveraar van zijn eigen meldingen hoort."""
    eigen = {d.kenmerk: aangeleverd(systeem, d.meldingen.get().kenmerk, NU) for d in rijen}
    assert all(eigen.values())  # dat hij aanleverde weet hij zelf; afgeschermd of niet maakt daarin niets uit
    return {kenmerk: gevonden.status for kenmerk, gevonden in eigen.items() if gevonden}


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
    wereld, wie, systeem, uitvoer = klaar
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
        verwacht = te_zien(wie, code, rijen, set() if code in ZONDER_NOOD else open_nood)
        assert gezien == verwacht, naam
    te_openen = te_zien(wie, "zaak.inzien", rijen, open_nood)
    assert elders_te_zien(wie, rijen) == {kenmerk: te_openen - {kenmerk} for kenmerk in te_openen}
    # Een aanleveraar hoort de uitkomst van een afgeschermd dossier niet, en een ander hoort langs deze weg niets.
    statussen = van_het_systeem(systeem, rijen)
    assert {k for k, status in statussen.items() if status} == te_zien(systeem, "koppeling.melden", rijen, set())
    assert not any(aangeleverd(wie, d.meldingen.get().kenmerk, NU) for d in rijen)
    # De uitvoer van de feiten telt alles mee: wie kijkt en wat is afgeschermd maakt daarin geen verschil.
    assert feiten() == uitvoer


def test_de_uitvoer_van_de_feiten_heeft_geen_namen_en_zegt_niet_wat_is_afgeschermd(klaar):
    wereld, _, _, uitvoer = klaar
    tekst = repr(uitvoer)
    assert len(uitvoer["dossier"]) == AANTAL
    assert {rij["dossier_id"] for rij in uitvoer["dossier"]} >= {wereld.beschermd.kenmerk}
    persoon = m.Persoon.objects.exclude(achternaam="").first()
    for geheim in (
        "Verzonnen",
        "Anna",
        BSN,
        "Dorpsstraat",
        "1234AB",
        MELDERNAAM,
        "situatie",
        "beschermd",
        str(persoon.pk),
    ):
        assert geheim not in tekst, geheim
