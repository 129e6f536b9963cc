"""De levering in de applicatie: bouwen uit de registratie, keuren, verklaren, leveren, corrigeren en de retour."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.leveringsboek import indelingboek
from support.rondgang import maak_volle_wereld
from support.web import maak_gebruiker
from zicht.catalogus import load
from zicht.core.levering.bestand import lees, waarden
from zicht.core.levering.perioden import laatste_voltooide, open_halfjaren
from zicht.core.levering.regels import Niveau
from zicht.web.beheer.rechten import Rol
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.beheer.uitvoeren import BeheerFout
from zicht.web.kwaliteit import nakijken
from zicht.web.kwaliteit.models import OPEN, Bevinding
from zicht.web.levering import handelingen, selecties
from zicht.web.levering.models import Levering, Retour, Verklaring
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m

pytestmark = pytest.mark.django_db
INDELING = load.leverindeling()


@pytest.fixture
def wereld():
    """Een melding die in het laatste halfjaar is beoordeeld, met drie mensen en een ongeboren kind."""
    wereld = maak_volle_wereld()
    periode = laatste_voltooide(timezone.localdate())
    dag = periode.begin.replace(day=12)
    melding = m.Melding.objects.filter(dossier=wereld.van_noord).earliest("ontvangen_op")
    m.Melding.objects.filter(pk=melding.pk).update(
        ontvangen_op=dag, opgepakt_op=dag, beoordeeld_op=dag, eerste_contact_op=None, besluit="geen_vervolg", ter_registratie=False,
        omgezet_op=None, overdracht_aan=[], aanleiding=["ex_partnergeweld"], aard=["psychisch_geweld"], hoedanigheid="politie",
    )  # fmt: skip
    persoon = wereld.van_noord.betrokkenen.exclude(persoon__achternaam="").first().persoon
    persoon.zet_bsn("123456782")
    persoon.geboortejaar, persoon.geboortemaand, persoon.geboortedag, persoon.geslacht = 1987, 9, 2, "v"
    persoon.save()
    ongeboren = m.Persoon.objects.create(ongeboren=True, versie=1)
    m.Betrokkene.objects.create(dossier=wereld.van_noord, persoon=ongeboren, rol="kind", versie=1)
    return wereld


@pytest.fixture
def maker():
    return maak_gebruiker("lev-beleid", Rol.BELEIDSMEDEWERKER)


@pytest.fixture
def controller():
    return maak_gebruiker("lev-controller", Rol.CONTROLLER)


def _nu() -> datetime:
    return timezone.localtime()


def _begin(door, periode: str | None = None) -> Levering:
    code = periode or laatste_voltooide(timezone.localdate()).code
    return handelingen.levering_beginnen(code, None, door=door, om=_nu())


def _gebouwd(door) -> Levering:
    levering = _begin(door)
    handelingen.levering_bouwen(levering, door=door, om=_nu())
    return levering


def _verklaar_alles(levering: Levering, door) -> None:
    open_ = levering.keuring.open(selecties.verklaringen(levering.periode))
    assert all(b.niveau is Niveau.VERKLAREN for b in open_), [b for b in open_ if b.niveau is Niveau.BLOKKEERT]
    if open_:
        handelingen.bevindingen_verklaren(
            levering, [b.kenmerk for b in open_], "Nagekeken in het dossier.", door=door, om=_nu()
        )


def _lever(levering: Levering, door) -> None:
    handelingen.levering_leveren(levering, gezien=levering.vingerafdruk, verwijderingen=True, door=door, om=_nu())


def test_uit_de_registratie_komen_bsn_geboortedatum_en_ongeboren(wereld, maker):
    levering = _gebouwd(maker)
    mensen = [waarden(INDELING, r) for r in lees(INDELING, levering.bytes) if r.soort == "persoon"]
    assert {"bsn": "123456782", "geboortedatum": date(1987, 9, 2), "geslacht": "v"}.items() <= next(
        w for w in mensen if w["bsn"] == "123456782"
    ).items()
    assert any(w["bsn"] == "ongeboren" and w["geboortedatum"] == "ongeboren" for w in mensen)
    assert "123456782" not in str(levering.bevindingen)


def test_het_bestand_staat_versleuteld_en_een_nieuwe_sleutel_vindt_het(wereld, maker):
    from django.db import connection

    from zicht.web.registratie.sleutelwissel import versleutelde_velden

    levering = _gebouwd(maker)
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud FROM levering_levering")
        (ruw,) = cursor.fetchone()
    assert "123456782" in levering.inhoud
    assert "123456782" not in ruw
    assert {(Levering, "inhoud"), (Retour, "inhoud")} <= set(versleutelde_velden())


def test_wat_de_levering_vraagt_wordt_werk_en_is_klaar_als_het_is_verklaard(wereld, maker):
    van_noord = m.Melding.objects.filter(dossier=wereld.van_noord)
    van_noord.update(aard=["anders_niet_onveilig", "psychisch_geweld"])  # niet onveilig, en toch geweld
    levering = _gebouwd(maker)
    nakijken.alles(_nu())
    open_ = Bevinding.objects.filter(bron="levering", stand__in=OPEN)
    vragen = [b for b in levering.keuring.bevindingen if b.soort != "persoon"]
    assert {(b.regel, b.feit.split(" ", 1)[1]) for b in open_.exclude(feit__contains=" persoon ")} == {
        (b.regel, f"{b.soort} {b.sleutel}") for b in vragen
    }
    bij_zaak = [b for b in open_ if " melding " in b.feit or " persoon " in b.feit]
    assert bij_zaak
    assert {b.dossier_id for b in bij_zaak} == {wereld.van_noord.pk}
    _verklaar_alles(levering, maker)
    nakijken.alles(_nu())
    assert not open_.filter(niveau="uitleg").exists()


def test_de_hele_weg_van_bouwen_tot_retour(wereld, maker, controller):
    levering = _gebouwd(maker)
    _verklaar_alles(levering, maker)
    _lever(levering, controller)
    handelingen.retour_bewaren(levering, naam="spiegel.pdf", inhoud=b"\x00\xff retour", soort="spiegelrapport", toelichting="",
                               door=controller, om=_nu())  # fmt: skip
    assert Retour.objects.get().inhoud.encode("latin-1") == b"\x00\xff retour"
    assert [r.handeling for r in Logregel.objects.order_by("pk") if r.soort == "levering"] == [
        "levering_beginnen", "levering_bouwen", *(["bevindingen_verklaren"] if Verklaring.objects.exists() else []),
        "levering_leveren", "retour_bewaren",
    ]  # fmt: skip
    with pytest.raises(BeheerFout, match="verandert niet meer"):
        handelingen.levering_bouwen(levering, door=maker, om=_nu())


def test_wat_blokkeert_houdt_leveren_en_ophalen_tegen(wereld, maker, controller):
    melding = m.Melding.objects.filter(dossier=wereld.van_noord).earliest("ontvangen_op")
    m.Melding.objects.filter(pk=melding.pk).update(besluit="overdracht", overdracht_aan=[])
    levering = _gebouwd(maker)
    assert "LM-005" in levering.tellingen
    with pytest.raises(BeheerFout, match="tegenhouden"):
        _lever(levering, controller)
    client = Client()
    client.force_login(controller)
    assert client.get(reverse("levering_bestand", args=[levering.kenmerk])).status_code == 302
    m.Melding.objects.filter(pk=melding.pk).update(overdracht_aan=["lokaal_veld"])
    handelingen.levering_bouwen(levering, door=maker, om=_nu())
    assert "LM-005" not in levering.tellingen
    _verklaar_alles(levering, maker)
    antwoord = client.get(reverse("levering_bestand", args=[levering.kenmerk]))
    assert antwoord.content == levering.bytes
    assert antwoord["Cache-Control"] == "no-store"
    _lever(levering, controller)


def test_wat_verklaard_moet_worden_vraagt_een_verklaring_met_wie_en_wanneer(wereld, maker, controller):
    melding = m.Melding.objects.filter(dossier=wereld.van_noord).earliest("ontvangen_op")
    m.Melding.objects.filter(pk=melding.pk).update(acuut=True)
    levering = _gebouwd(maker)
    (bevinding,) = [b for b in levering.keuring.bevindingen if b.regel == "LM-009"]
    with pytest.raises(BeheerFout, match="tegenhouden"):
        _lever(levering, controller)
    _verklaar_alles(levering, maker)
    verklaring = Verklaring.objects.filter(bevinding=bevinding.kenmerk).get()
    assert (verklaring.door, verklaring.om.date()) == (maker, timezone.now().date())
    _lever(levering, controller)


def test_een_correctie_laat_zien_wat_verdwijnt_en_vraagt_bevestiging(wereld, maker, controller):
    eerste = _gebouwd(maker)
    _verklaar_alles(eerste, maker)
    _lever(eerste, controller)
    melding = m.Melding.objects.filter(dossier=wereld.van_noord).earliest("ontvangen_op")
    m.Melding.objects.filter(pk=melding.pk).update(ter_registratie=True)
    correctie = _gebouwd(maker)
    assert (correctie.volgnummer, correctie.verwijderd["melding"]) == (2, [melding.kenmerk])
    _verklaar_alles(correctie, maker)
    client = Client()
    client.force_login(controller)
    bladzijde = client.get(reverse("levering_verwijderingen", args=[correctie.kenmerk])).content.decode()
    assert melding.kenmerk in bladzijde
    with pytest.raises(BeheerFout, match="verdwijnen"):
        handelingen.levering_leveren(
            correctie, gezien=correctie.vingerafdruk, verwijderingen=False, door=controller, om=_nu()
        )
    _lever(correctie, controller)


def test_bouwen_op_de_knop_geeft_een_logregel_zonder_inhoud(wereld, maker):
    levering = _begin(maker)
    client = Client()
    client.force_login(maker)
    antwoord = client.post(reverse("levering_bouwen", args=[levering.kenmerk]), follow=True)
    assert "gebouwd en gekeurd" in antwoord.content.decode()
    regel = Logregel.objects.filter(handeling="levering_bouwen").get()
    assert (regel.doel, regel.soort, regel.kenmerk) == ("statistiek", "levering", levering.kenmerk)


def test_een_dicht_halfjaar_en_een_ander_bestand_dan_gezien_kunnen_niet_weg(wereld, maker, controller):
    oud = open_halfjaren(timezone.localdate())[-1].begin
    from zicht.core.fouten import AanroepFout

    with pytest.raises(AanroepFout, match="dicht"):
        _begin(maker, f"{oud.year - 1}-H1")
    levering = _gebouwd(maker)
    _verklaar_alles(levering, maker)
    with pytest.raises(BeheerFout, match="opnieuw gebouwd"):
        handelingen.levering_leveren(levering, gezien="iets anders", verwijderingen=True, door=controller, om=_nu())
    with pytest.raises(BeheerFout, match="al een levering in voorbereiding"):
        _begin(maker)


def test_wie_mag_wat(wereld, maker, controller):
    levering = _gebouwd(maker)
    _verklaar_alles(levering, maker)
    with pytest.raises(GeenToegang):
        _lever(levering, maker)
    directeur = maak_gebruiker("lev-directeur", Rol.DIRECTEUR)
    with pytest.raises(GeenToegang):
        handelingen.bevindingen_verklaren(levering, [b.kenmerk for b in levering.keuring.bevindingen][:1] or ["x"], "x", door=directeur, om=_nu())  # fmt: skip
    for wie, mag in ((maker, False), (directeur, False), (controller, True)):
        client = Client()
        client.force_login(wie)
        assert (client.get(reverse("levering_bestand", args=[levering.kenmerk])).status_code == 200) is mag


def test_de_bladzijden_en_rapporten_gaan_open(wereld, maker, controller):
    levering = _gebouwd(maker)
    client = Client()
    client.force_login(controller)
    for naam, rest in (
        ("leveringen", []),
        ("levering_indelingen", []),
        ("levering", [levering.kenmerk]),
        ("levering_verwijderingen", [levering.kenmerk]),
    ):
        assert client.get(reverse(naam, args=rest)).status_code == 200, naam
    for soort in ("spiegelrapport", "kwaliteitsrapport"):
        antwoord = client.get(reverse("levering_rapport", args=[levering.kenmerk, soort, "html"]))
        assert "123456782" not in antwoord.content.decode()
        assert antwoord.status_code == 200
    code = next(iter(levering.tellingen))
    assert client.get(reverse("levering_regel", args=[levering.kenmerk, code])).status_code == 200


def test_een_indeling_wordt_ingelezen_en_gebruikt(wereld, maker):
    client = Client()
    client.force_login(maker)
    bestand = SimpleUploadedFile("cbs.xlsx", indelingboek(replace(INDELING, naam="andere-indeling")))
    client.post(reverse("levering_indeling_inlezen"), {"bestand": bestand})
    fout = client.post(reverse("levering_indeling_inlezen"), {"bestand": BytesIO(b"geen rekenblad")})
    assert "niet te lezen als Excel" in fout.content.decode()
    antwoord = client.get(reverse("levering_beginnen"))
    assert "andere-indeling" in antwoord.content.decode()
    gekozen = antwoord.context["formulier"].initial["indeling"]
    levering = handelingen.levering_beginnen(
        laatste_voltooide(timezone.localdate()).code, gekozen, door=maker, om=_nu()
    )
    handelingen.levering_bouwen(levering, door=maker, om=_nu())
    assert b"andere-indeling" in levering.bytes.split(b"\r\n")[0]


def test_het_bestand_is_hetzelfde_als_uit_alle_feiten(wereld, tmp_path):
    """Bouwen haalt alleen op wat in het halfjaar klaar was; uit de hele registratie komt hetzelfde."""
    from zicht.uitwisseling.feiten import lees_feiten
    from zicht.uitwisseling.levering.bouwen import bouw
    from zicht.web.registratie.feiten import exporteer
    from zicht.web.registratie.selecties.levering import exporteer_klaar_in

    vandaag = timezone.localdate()
    periode = laatste_voltooide(vandaag)
    exporteer(tmp_path / "alles", peildatum=vandaag)
    exporteer_klaar_in(tmp_path / "deel", periode, peildatum=vandaag)
    uit = [
        bouw(lees_feiten(tmp_path / naam), periode, INDELING, op=vandaag, mensen={}).inhoud
        for naam in ("alles", "deel")
    ]
    assert uit[0] == uit[1]
    assert len(uit[0]) > 200
