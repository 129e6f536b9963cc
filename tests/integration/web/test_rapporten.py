"""De weg van een rapport: wie mag wat, wat houdt het tegen, en wat neemt handtekeningen terug."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from support.rapporten import (
    FOUT,
    OM,
    PERIODE,
    TEKST,
    Gemaakte,
    Mensen,
    begin,
    een_keer,
    keur_goed,
    maak_mensen,
    schrijf,
    teken,
    vers,
    zet,
)
from support.web import maak_gebruiker
from zicht.rapportage.burap.verbeterplan import Plan
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.rapporten import handelingen, selecties
from zicht.web.rapporten.gemaakt import pak_in, pak_uit, van
from zicht.web.rapporten.handelingen import Intussen
from zicht.web.rapporten.models import Bestand, Cijferstand, Handtekening, Opdracht, Rapport, Stap, Status, Tekst
from zicht.web.registratie import models as m

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemaakt() -> Gemaakte:
    return een_keer()


@pytest.fixture
def mensen() -> Mensen:
    return maak_mensen()


@pytest.fixture
def rapport(mensen: Mensen, gemaakt: Gemaakte) -> Rapport:
    return begin(mensen, gemaakt)


def anders(gemaakt: Gemaakte) -> Gemaakte:
    """Dezelfde cijfers, op een na."""
    cijfers = json.loads(json.dumps(gemaakt.cijfers.bevroren))
    cijfers["cijfers"]["instroom-meldingen"] |= {"waarde": 999, "tekst": "999"}
    return replace(gemaakt, cijfers=replace(gemaakt.cijfers, bevroren=cijfers))


# ------------------------------------------------------------------------------------------------------------------- de weg


def test_van_concept_tot_gepubliceerd_met_drie_mensen_en_een_regel_per_stap(rapport, mensen):
    keur_goed(rapport, mensen)
    handelingen.bevriezen(vers(rapport), door=mensen.dirk, om=OM)
    handelingen.rapport_publiceren(vers(rapport), door=mensen.coen, om=OM)
    klaar = vers(rapport)
    assert (klaar.status, klaar.bevroren_om, klaar.gepubliceerd_om) == (Status.GEPUBLICEERD, OM, OM)
    assert [(h.rol, h.door.username) for h in selecties.handtekeningen(klaar)] == [
        ("schrijver", "bea"), ("controller", "coen"), ("directeur", "dirk"),
    ]  # fmt: skip
    assert sorted(klaar.bestanden.values_list("soort", flat=True)) == ["docx", "html", "json", "pdf", "xlsx"]
    vaststelling = m.Vaststelling.objects.get()
    assert (vaststelling.periode, vaststelling.uitgave, vaststelling.om) == (PERIODE, 1, klaar.cijfers.stand_op)
    regels = list(Logregel.objects.order_by("nummer").values_list("handeling", "gebruiker", "kenmerk"))
    assert [regel for regel in regels if regel[0].startswith("rapport_")] == [
        ("rapport_beginnen", "bea", rapport.kenmerk), ("rapport_cijfers_zetten", "bea", rapport.kenmerk),
        ("rapport_schrijven", "bea", rapport.kenmerk), ("rapport_ondertekenen", "bea", rapport.kenmerk),
        ("rapport_ondertekenen", "coen", rapport.kenmerk), ("rapport_ondertekenen", "dirk", rapport.kenmerk),
        ("rapport_bevriezen", "dirk", rapport.kenmerk), ("rapport_publiceren", "coen", rapport.kenmerk),
    ]  # fmt: skip
    assert list(keten.breuken()) == []


def test_een_bevroren_rapport_staat_vast_en_de_bestanden_zijn_opnieuw_te_maken_tot_op_de_byte(rapport, mensen, gemaakt):
    keur_goed(rapport, mensen)
    handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
    vast = vers(rapport)
    for doe in (
        lambda: handelingen.tekst_bewaren(vast, "blok-1", "anders", versie=1, door=mensen.bea, om=OM),
        lambda: zet(vast, gemaakt, mensen),
        lambda: handelingen.opdracht_geven(vast, door=mensen.bea, om=OM),
    ):
        with pytest.raises(BeheerFout, match="bevroren"):
            doe()
    bewaard = {b.soort: bytes(b.inhoud) for b in vast.bestanden.all()}
    assert handelingen.maak_bestanden(vast) == bewaard
    inhoud = json.loads(bewaard["json"])
    assert inhoud["uitgave"] == 1
    assert {naam: inhoud[naam] for naam in gemaakt.cijfers.bevroren} == json.loads(json.dumps(gemaakt.cijfers.bevroren))
    html = bewaard["html"].decode()
    assert "CONCEPT" not in html
    assert "Goedgekeurd door de directeur" in html
    assert "Dirk" not in html


@pytest.mark.parametrize(
    "rol,naam", [("schrijver", "coen"), ("schrijver", "dirk"), ("controller", "bea"), ("controller", "dirk"), ("directeur", "bea"), ("directeur", "coen")]
)  # fmt: skip
def test_alleen_wie_de_rol_heeft_tekent_haar(rapport, mensen, rol, naam):
    for eerder, wie in (("schrijver", mensen.bea), ("controller", mensen.coen)):
        if rol == eerder:
            break
        teken(rapport, eerder, wie)
    with pytest.raises(GeenToegang):
        teken(rapport, rol, getattr(mensen, naam))
    assert rol not in {h.rol for h in selecties.handtekeningen(rapport)}


def test_niemand_tekent_in_twee_rollen(rapport, mensen):
    alles = maak_gebruiker("alles", Rol.BELEIDSMEDEWERKER, Rol.CONTROLLER, Rol.DIRECTEUR)
    teken(rapport, "schrijver", alles)
    with pytest.raises(BeheerFout, match="drie rollen, drie mensen"):
        teken(rapport, "controller", alles)
    teken(rapport, "controller", mensen.coen)
    with pytest.raises(BeheerFout, match="drie rollen, drie mensen"):
        teken(rapport, "directeur", alles)
    assert vers(rapport).status == Status.GETOETST


def test_ook_de_databank_weigert_een_tweede_handtekening_van_dezelfde_mens(rapport, mensen):
    teken(rapport, "schrijver", mensen.bea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handtekening.objects.create(rapport=rapport, rol="controller", door=mensen.bea, om=OM, afdruk="x")


def test_de_volgorde_staat_vast(rapport, mensen):
    for rol, wie in (("controller", mensen.coen), ("directeur", mensen.dirk)):
        with pytest.raises(Intussen, match="geen handtekening als"):
            teken(rapport, rol, wie)
    for doe in (handelingen.bevriezen, handelingen.rapport_publiceren):
        with pytest.raises(BeheerFout):
            doe(vers(rapport), door=mensen.coen, om=OM)
    assert not Bestand.objects.exists()
    assert not m.Vaststelling.objects.exists()


# --------------------------------------------------------------------------------------------------------- wat tegenhoudt


def test_met_een_zin_die_niet_klopt_is_er_niet_te_tekenen(rapport, mensen):
    schrijf(rapport, mensen, FOUT)
    with pytest.raises(BeheerFout, match="1 zin past niet bij de cijfers"):
        teken(rapport, "schrijver", mensen.bea)
    assert vers(rapport).status == Status.CONCEPT


def test_zonder_cijfers_zonder_duiding_en_voor_het_einde_van_de_periode_is_er_niet_te_tekenen(mensen, gemaakt):
    leeg = begin(mensen, None, tekst="")
    assert selecties.bezwaren_tegen(leeg, mensen.bea, OM.date()) == ["Er zijn nog geen cijfers. Haal ze eerst op."]
    zet(leeg, gemaakt, mensen)
    assert "Er is nog geen duiding" in selecties.bezwaren_tegen(vers(leeg), mensen.bea, OM.date())[0]
    schrijf(leeg, mensen, TEKST)
    vroeg = datetime(2025, 4, 30, 12, tzinfo=UTC)
    assert selecties.bezwaren_tegen(vers(leeg), mensen.bea, vroeg.date()) == [
        "De periode loopt nog. Tekenen kan als zij voorbij is."
    ]
    Cijferstand.objects.update(voorlopig=True)
    assert "opnieuw op" in selecties.bezwaren_tegen(vers(leeg), mensen.bea, OM.date())[0]


def test_wie_een_oudere_versie_las_tekent_niet(rapport, mensen):
    gelezen = selecties.inhoudsafdruk(rapport)
    schrijf(rapport, mensen, TEKST + " En verder.")
    with pytest.raises(Intussen, match="Lees het rapport opnieuw"):
        handelingen.ondertekenen(vers(rapport), rol="schrijver", afdruk=gelezen, door=mensen.bea, om=OM)


def test_een_andere_tekst_neemt_de_handtekeningen_terug_en_zegt_dat(rapport, mensen):
    keur_goed(rapport, mensen)
    handelingen.tekst_bewaren(
        vers(rapport), "blok-2", "De lasten zijn {{lasten-totaal}}.", versie=0, door=mensen.bea, om=OM
    )
    assert vers(rapport).status == Status.CONCEPT
    assert selecties.handtekeningen(rapport) == []
    assert rapport.handtekeningen.filter(vervallen_om=OM).count() == 3
    stap = Stap.objects.filter(rapport=rapport).first()
    assert stap.wat.startswith("handtekeningen vervallen: Bea Verzonnen (schrijver)")
    assert stap.reden == "de tekst van Blok 2. Financiën is gewijzigd"


def test_dezelfde_tekst_opnieuw_bewaren_laat_alles_staan(rapport, mensen):
    keur_goed(rapport, mensen)
    assert handelingen.tekst_bewaren(vers(rapport), "blok-1", f"{TEKST}\r\n", versie=1, door=mensen.bea, om=OM) is None
    assert vers(rapport).status == Status.GOEDGEKEURD
    assert Tekst.objects.filter(rapport=rapport).count() == 1


def test_andere_cijfers_nemen_de_handtekeningen_terug_en_gelijke_niet(rapport, mensen, gemaakt):
    keur_goed(rapport, mensen)
    assert zet(vers(rapport), gemaakt, mensen) is False
    assert vers(rapport).status == Status.GOEDGEKEURD
    later = replace(
        gemaakt, cijfers=replace(gemaakt.cijfers, bevroren=gemaakt.cijfers.bevroren | {"feiten_tot": "2026-02-01"})
    )
    assert zet(vers(rapport), later, mensen) is False
    assert zet(vers(rapport), anders(gemaakt), mensen) is True
    assert vers(rapport).status == Status.CONCEPT
    assert Stap.objects.filter(rapport=rapport).first().reden == "de cijfers zijn opnieuw opgehaald en zijn anders"


def test_een_ander_verbeterplan_is_een_ander_rapport(gemaakt):
    met = replace(gemaakt.cijfers, plannen=json.dumps([Plan("x", ()).indicator]))
    assert met.afdruk != gemaakt.cijfers.afdruk


def test_terugsturen_vraagt_een_reden_en_neemt_alles_terug(rapport, mensen):
    with pytest.raises(BeheerFout, match="niet terug te sturen"):
        handelingen.terugsturen(vers(rapport), reden="r", door=mensen.coen, om=OM)
    teken(rapport, "schrijver", mensen.bea)
    with pytest.raises(BeheerFout, match="Schrijf op"):
        handelingen.terugsturen(vers(rapport), reden="  ", door=mensen.coen, om=OM)
    with pytest.raises(GeenToegang):
        handelingen.terugsturen(vers(rapport), reden="r", door=mensen.dirk, om=OM)
    handelingen.terugsturen(vers(rapport), reden="De toelichting bij de wachtlijst ontbreekt.", door=mensen.coen, om=OM)
    assert vers(rapport).status == Status.CONCEPT
    assert selecties.handtekeningen(rapport) == []
    assert [s.reden for s in Stap.objects.filter(rapport=rapport)[:2]] == [
        "het rapport is teruggestuurd", "De toelichting bij de wachtlijst ontbreekt.",
    ]  # fmt: skip


# -------------------------------------------------------------------------------------------------------------- tegelijk


def test_twee_schrijvers_tegelijk_verliezen_geen_van_beiden_hun_tekst(rapport, mensen):
    ander = maak_gebruiker("els", Rol.BELEIDSMEDEWERKER)
    handelingen.tekst_bewaren(rapport, "blok-1", "Van Els.", versie=1, door=ander, om=OM)
    with pytest.raises(Intussen, match="Els Verzonnen heeft deze tekst intussen gewijzigd") as geweigerd:
        handelingen.tekst_bewaren(rapport, "blok-1", "Van Bea.", versie=1, door=mensen.bea, om=OM)
    assert geweigerd.value.ander.tekst == "Van Els."
    assert [t.tekst for t in selecties.versies(rapport, "blok-1")] == ["Van Els.", TEKST]


def test_over_een_periode_is_er_een_rapport_tegelijk_in_de_maak(rapport, mensen):
    with pytest.raises(Intussen, match="wordt al gewerkt"):
        handelingen.rapport_beginnen("burap", PERIODE, aanleiding="nog een", door=mensen.bea, om=OM)
    assert (("burap", PERIODE)) not in {(s, p) for s, p, _ in selecties.te_beginnen(OM.date())}


def test_er_loopt_hoogstens_een_opdracht_en_een_gestopte_houdt_niemand_op(rapport, mensen):
    eerste = handelingen.opdracht_geven(rapport, door=mensen.bea, om=OM)
    with pytest.raises(BeheerFout, match="worden al opgehaald"):
        handelingen.opdracht_geven(rapport, door=mensen.bea, om=OM + timedelta(seconds=30))
    later = OM + timedelta(minutes=4)  # geen levensteken meer: het proces is omgevallen
    tweede = handelingen.opdracht_geven(rapport, door=mensen.bea, om=later)
    eerste.refresh_from_db()
    assert "niets veranderd" in eerste.fout
    assert selecties.loopt(tweede, later)
    assert not selecties.loopt(eerste, later)


# -------------------------------------------------------------------------------------------------------------- uitgaven


def test_een_volgende_uitgave_zegt_waarom_begint_met_de_oude_tekst_en_noemt_wat_er_veranderde(rapport, mensen, gemaakt):
    keur_goed(rapport, mensen)
    handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
    with pytest.raises(BeheerFout, match="waarom er een nieuwe uitgave komt"):
        handelingen.rapport_beginnen("burap", PERIODE, door=mensen.bea, om=OM)
    tweede = begin(mensen, anders(gemaakt), tekst="", aanleiding="nagekomen meldingen")
    assert (tweede.uitgave, selecties.woorden(tweede)) == (2, {"blok-1": TEKST})
    uitgave = selecties.wijzigingen(tweede)
    assert [(w.sleutel, w.nu) for w in uitgave.wijzigingen] == [("instroom-meldingen", "999")]
    keur_goed(tweede, mensen)
    handelingen.bevriezen(vers(tweede), door=mensen.coen, om=OM)
    html = bytes(vers(tweede).bestanden.get(soort="html").inhoud).decode()
    assert "Wat er veranderde sinds de vorige uitgave" in html
    assert "Instroom meldingen" in html
    assert json.loads(bytes(vers(tweede).bestanden.get(soort="json").inhoud))["wijzigingen"][0]["nu"] == "999"
    assert [v.uitgave for v in m.Vaststelling.objects.order_by("uitgave")] == [1, 2]
    eerste = json.loads(bytes(vers(rapport).bestanden.get(soort="json").inhoud))
    assert eerste["cijfers"]["instroom-meldingen"]["tekst"] != "999"


def test_een_periode_die_eerder_zonder_rapport_is_vastgesteld_telt_mee_als_uitgave(mensen, gemaakt):
    m.Vaststelling.objects.create(periode=PERIODE, uitgave=1, om=OM, door=mensen.coen)
    rapport = begin(mensen, gemaakt, aanleiding="voor het eerst in Zicht")
    assert rapport.uitgave == 2
    assert selecties.wijzigingen(rapport).redenen == ("van de vorige uitgave zijn geen cijfers bewaard",)
    keur_goed(rapport, mensen)
    handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
    assert m.Vaststelling.objects.filter(periode=PERIODE, uitgave=2, toelichting="voor het eerst in Zicht").exists()


def test_een_handtekening_onder_iets_anders_wordt_niet_bevroren(rapport, mensen):
    """Ook als iemand buiten de handelingen om iets in de databank verandert."""
    keur_goed(rapport, mensen)
    Tekst.objects.filter(rapport=rapport).update(tekst="Stiekem anders.")
    with pytest.raises(Intussen):
        handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM)
    assert vers(rapport).status == Status.GOEDGEKEURD
    assert not Bestand.objects.exists()
    assert not m.Vaststelling.objects.exists()


def test_cijfers_gaan_ingepakt_in_de_databank_en_komen_er_gelijk_uit(rapport, gemaakt):
    terug = pak_uit(pak_in(gemaakt.cijfers))
    assert terug.afdruk == gemaakt.cijfers.afdruk
    assert van(rapport.cijfers).lijst.cijfers == gemaakt.cijfers.lijst.cijfers


def test_wie_niet_schrijft_begint_niets_en_haalt_niets_op(rapport, mensen):
    for doe in (
        lambda: handelingen.rapport_beginnen("burap", "2025-burap2", door=mensen.coen, om=OM),
        lambda: handelingen.tekst_bewaren(rapport, "blok-1", "x", versie=1, door=mensen.dirk, om=OM),
        lambda: handelingen.opdracht_geven(rapport, door=mensen.gert, om=OM),
    ):
        with pytest.raises(GeenToegang):
            doe()
    assert not Opdracht.objects.exists()


@pytest.mark.parametrize("soort,periode", [("burap", "2025"), ("burap", "2019-burap1"), ("jaarbeeld", "2025-burap1")])
def test_over_een_andere_periode_is_er_geen_rapport(mensen, soort, periode):
    with pytest.raises(BeheerFout, match="is hier geen"):
        handelingen.rapport_beginnen(soort, periode, door=mensen.bea, om=OM)
