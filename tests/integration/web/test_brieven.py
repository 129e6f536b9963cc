"""Brieven uit de registratie: wat de melder aan ons gaf en wat geheim is, komt in geen brief voor gezin of ontvanger."""

import io
import re
import zipfile
from datetime import date

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from support.web import NU, VANDAAG, maak_gebruiker, maak_team
from support.zaken import AFZENDER, GEHEIMSPOREN, MELDERSPOREN, afzender, draag_over, maak_zaak
from zicht.core.bronbescherming import BronbeschermingFout
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import bronnen, keuze
from zicht.web.registratie.brieven.maken import opdracht
from zicht.web.registratie.forms.brieven import FORMULIEREN
from zicht.web.registratie.handelingen import brieven as handelingen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.handelingen.personen import contactvlag_zetten

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_afzender", "_vandaag")]
GEZIN = ("uitnodiging", "rechten", "vastlegging")


@pytest.fixture
def _afzender():
    with afzender():
        yield


@pytest.fixture
def _vandaag(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)


@pytest.fixture
def zaak():
    return maak_zaak()


@pytest.fixture
def client(zaak):
    client = Client()
    client.force_login(zaak.door)
    return client


def pad(zaak, soort, over=""):
    return reverse("brief_maken", args=[zaak.dossier.kenmerk, soort]) + (f"?over={over}" if over else "")


def ingevuld(zaak, soort, over="", **anders):
    """Wat het formulier al weet, als velden om te versturen."""
    wat = opdracht(zaak.dossier, soort, over, zaak.door, VANDAAG)
    velden = {}
    for naam, waarde in FORMULIEREN[soort](wat).initial.items():
        if naam in ("afspraken", "monitoring"):
            velden |= {f"{naam}-{r}-{k}": cel for r, rij in enumerate(waarde) for k, cel in enumerate(rij)}
        elif isinstance(waarde, date):
            velden[naam] = waarde.strftime("%d-%m-%Y")
        elif waarde not in (None, False):
            velden[naam] = waarde
    return velden | anders


def uitnodiging(zaak, achternaam="Bedacht", **anders):
    vast = {"aan": str(zaak.betrokkene(achternaam).pk), "tijd": "14.00 uur", "plaats": "Marktplein 2, Verzinhoven"}
    return ingevuld(zaak, "uitnodiging", **(vast | anders))


def bewaar(client, zaak, soort, velden, over=""):
    antwoord = client.post(pad(zaak, soort, over), velden | {"bewaren": "ja"})
    assert antwoord.status_code == 302, re.findall(r"<li>.*?</li>", antwoord.content.decode())
    return m.Document.objects.get(dossier=zaak.dossier, soort=soort)


def woorden_van(inhoud, vorm):
    if vorm == "pdf":
        return "\n".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(inhoud)).pages)
    with zipfile.ZipFile(io.BytesIO(inhoud)) as boek:
        return "\n".join(boek.read(naam).decode() for naam in boek.namelist() if naam.endswith((".xml", ".rels")))


def test_de_overdracht_is_al_ingevuld_uit_de_registratie_en_bevestigt_zichzelf(client, zaak):
    rij = draag_over(zaak)
    document = bewaar(client, zaak, "overdracht", ingevuld(zaak, "overdracht", str(rij.pk)), str(rij.pk))
    for verwacht in ("Anna de Verzonnen", "Bert Bedacht", "Wijkteam Verzinhoven", "Het wijkteam komt elke week langs",
                     "Sanne Bruinsma", "er weer wordt gedreigd", "Veilig Thuis stopt nu"):  # fmt: skip
        assert verwacht in document.tekst
    assert "Cas" not in document.tekst
    client.post(reverse("brief_verstuurd", args=[document.kenmerk]), {"op": "4-3-2026", "versie": document.versie})
    rij.refresh_from_db()
    document.refresh_from_db()
    assert (rij.bevestigd_op, document.verstuurd_op) == (VANDAAG, VANDAAG)
    assert list(keten.breuken()) == []


def test_de_terugkoppeling_noemt_alleen_stappen_en_stopt_haar_klok(client, zaak):
    m.Melding.objects.update(beoordeeld_op=date(2026, 3, 3), eerste_contact_op=date(2026, 3, 3))
    over = str(zaak.melding.pk)
    velden = ingevuld(zaak, "terugkoppeling_melder", over)
    assert velden["stappen"] == ["BEOORDEELD", "CONTACT"]
    document = bewaar(client, zaak, "terugkoppeling_melder", velden, over)
    assert "Willemijn van der Zijden" in document.tekst
    assert zaak.melding.kenmerk in document.tekst
    for woord in ("Bedacht", "Anna", "Cas", zaak.dossier.kenmerk, *GEHEIMSPOREN):
        assert woord not in document.tekst
    client.post(reverse("brief_verstuurd", args=[document.kenmerk]), {"op": "4-3-2026", "versie": document.versie})
    zaak.melding.refresh_from_db()
    assert zaak.melding.teruggekoppeld_op == VANDAAG


def test_de_mededeling_van_vastlegging_zegt_het_de_lezer(client, zaak):
    vader = zaak.betrokkene("Bedacht")
    document = bewaar(client, zaak, "vastlegging", ingevuld(zaak, "vastlegging", aan=str(vader.pk)))
    client.post(reverse("brief_verstuurd", args=[document.kenmerk]), {"op": "4-3-2026", "versie": document.versie})
    vader.refresh_from_db()
    assert vader.geinformeerd_op == VANDAAG
    assert zaak.betrokkene("Verzonnen").geinformeerd_op is None


@pytest.mark.parametrize("soort", [*GEZIN, "overdracht"])
@pytest.mark.parametrize("achternaam", ["Verzonnen", "Bedacht"])
def test_geen_brief_voor_gezin_of_ontvanger_bevat_de_melder_of_een_geheim_adres(client, zaak, soort, achternaam):
    over = str(draag_over(zaak).pk) if soort == "overdracht" else ""
    velden = uitnodiging(zaak, achternaam) if soort == "uitnodiging" else ingevuld(zaak, soort, over)
    if soort != "overdracht":
        velden["aan"] = str(zaak.betrokkene(achternaam).pk)
    document = bewaar(client, zaak, soort, velden, over)
    delen = [document.tekst, client.get(reverse("brief", args=[document.kenmerk])).content.decode()]
    bestanden = {vorm: reverse("brief_bestand", args=[document.kenmerk, vorm]) for vorm in ("docx", "pdf")}
    delen += [woorden_van(client.get(bestand).content, vorm) for vorm, bestand in bestanden.items()]
    for tekst in delen:
        assert [spoor for spoor in (*MELDERSPOREN, *GEHEIMSPOREN) if spoor in tekst] == []


def test_een_lek_in_een_rij_van_de_tabel_wijst_naar_die_tabel(client, zaak):
    over = str(draag_over(zaak).pk)
    velden = ingevuld(zaak, "overdracht", over) | {"afspraken-1-1": "mevrouw Van der Zijden"}
    antwoord = client.post(pad(zaak, "overdracht", over), velden | {"bewaren": "ja"})
    assert "afspraken" in antwoord.context["formulier"].errors
    assert 'href="#id_afspraken_0"' in antwoord.content.decode()


def test_een_halve_rij_wordt_gezegd_en_blijft_staan(client, zaak):
    over = str(draag_over(zaak).pk)
    velden = ingevuld(zaak, "overdracht", over) | {"afspraken-1-2": "", "monitoring-0-0": "juni 2026"}
    antwoord = client.post(pad(zaak, "overdracht", over), velden | {"bewaren": "ja"})
    fouten = antwoord.context["formulier"].errors
    assert fouten["afspraken"] == ["Vul in regel 2 ook in: wanneer."]
    assert fouten["monitoring"] == ["Vul in regel 1 ook in: met wie, waar kijken wij naar, wie regelt het."]
    assert 'value="juni 2026"' in antwoord.content.decode()


LEKKEN = [
    "Mevrouw Van der Zijden komt ook.", "W. v.d. Zijden", "Bel 06-98 76 54 32.", "w.zijden@bronschool.example",
    "Basisschool De Regenboogvlinder", "Bronlaan 17 b", "9876ZX", "Schuilweg 8", "1357 AC Verzwegenstad",
]  # fmt: skip


@pytest.mark.parametrize("lek", LEKKEN)
@pytest.mark.parametrize("soort", ["uitnodiging", "overdracht"])
@pytest.mark.parametrize("knop", ["bekijken", "bewaren"])
def test_een_getypt_lek_wordt_geweigerd_met_de_plaats_en_de_tekst_blijft_staan(client, zaak, lek, soort, knop):
    if soort == "overdracht":
        over = str(draag_over(zaak).pk)
        velden = ingevuld(zaak, soort, over, veiligheidsvoorwaarden=lek)
    else:
        over, velden = "", uitnodiging(zaak, plaats=lek)
    antwoord = client.post(pad(zaak, soort, over), velden | {knop: "ja"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Deze tekst is niet gemaakt." in tekst
    assert re.search(r"in alinea \d+ \(regel \d+\)", tekst)
    veld = "plaats" if soort == "uitnodiging" else "veiligheidsvoorwaarden"
    assert antwoord.context["formulier"][veld].value() == lek
    assert antwoord.context["formulier"].errors[veld] == ["Hier staat iets dat de lezer niet mag weten."]
    assert not m.Document.objects.exists()
    assert 'class="brief"' not in tekst


def test_een_geheim_adres_staat_ook_niet_in_het_adresblok_van_wie_er_woont(client, zaak):
    document = bewaar(client, zaak, "uitnodiging", uitnodiging(zaak, "Verzonnen"))
    assert "Mevrouw Anna de Verzonnen" in document.tekst
    assert "Beste mevrouw De Verzonnen," in document.tekst
    assert not any(spoor in document.tekst for spoor in GEHEIMSPOREN)
    assert "Dorpsstraat 1" in bewaar_tekst_van_vader(zaak)


def bewaar_tekst_van_vader(zaak):
    client = Client()
    client.force_login(zaak.door)
    client.post(
        pad(zaak, "rechten"), ingevuld(zaak, "rechten", aan=str(zaak.betrokkene("Bedacht").pk)) | {"bewaren": "ja"}
    )
    return m.Document.objects.get(soort="rechten").tekst


def vlag(zaak, soort, betrokkene=None):
    return contactvlag_zetten(
        zaak.dossier, soort=soort, tekst="", betrokkene=betrokkene, op=date(2026, 3, 2), door=zaak.door, om=NU
    )


def test_een_adres_met_een_aanwijzing_geheim_is_geheim_ook_al_zegt_het_adres_dat_niet(client, zaak):
    vlag(zaak, "geheim_adres", zaak.betrokkene("Bedacht"))
    assert "Dorpsstraat" not in bewaar(client, zaak, "uitnodiging", uitnodiging(zaak)).tekst
    antwoord = client.post(pad(zaak, "uitnodiging"), uitnodiging(zaak, plaats="Dorpsstraat 1") | {"bekijken": "ja"})
    assert "Deze tekst is niet gemaakt." in antwoord.content.decode()


@pytest.mark.parametrize("wie", [None, "Bedacht"])
def test_niet_schrijven_naar_dit_adres_houdt_de_brief_tegen_met_uitleg(client, zaak, wie):
    vlag(zaak, "niet_schrijven", zaak.betrokkene(wie) if wie else None)
    antwoord = client.post(pad(zaak, "uitnodiging"), uitnodiging(zaak) | {"bewaren": "ja"})
    assert "niet schrijven naar dit adres" in antwoord.content.decode()
    assert "Bespreek de inhoud in een gesprek" in antwoord.content.decode()
    assert not m.Document.objects.exists()


def test_niet_schrijven_geldt_voor_iedereen_op_dat_adres_en_voor_niemand_elders(client, zaak):
    vlag(zaak, "niet_schrijven", zaak.betrokkene("Kleintje"))  # woont bij moeder
    antwoord = client.post(pad(zaak, "uitnodiging"), uitnodiging(zaak, "Verzonnen") | {"bewaren": "ja"})
    assert antwoord.status_code == 200
    assert bewaar(client, zaak, "uitnodiging", uitnodiging(zaak, "Bedacht"))


def test_een_aanwijzing_die_na_het_bewaren_komt_houdt_het_versturen_tegen(client, zaak):
    document = bewaar(client, zaak, "uitnodiging", uitnodiging(zaak))
    vlag(zaak, "niet_schrijven", zaak.betrokkene("Bedacht"))
    with pytest.raises(NietToegestaan, match="niet schrijven"):
        handelingen.brief_verstuurd(document, op=VANDAAG, door=zaak.door, om=NU)


def test_een_adres_dat_na_het_bewaren_geheim_wordt_houdt_ophalen_en_versturen_tegen(client, zaak):
    document = bewaar(client, zaak, "uitnodiging", uitnodiging(zaak))
    assert "Dorpsstraat 1" in document.tekst
    m.Adres.objects.filter(straat="Dorpsstraat").update(geheim=True)
    for vorm in ("docx", "pdf"):
        assert client.get(reverse("brief_bestand", args=[document.kenmerk, vorm])).status_code == 302
    assert "Deze brief mag niet meer weg" in client.get(reverse("brief", args=[document.kenmerk])).content.decode()
    with pytest.raises(BronbeschermingFout):
        handelingen.brief_verstuurd(document, op=VANDAAG, door=zaak.door, om=NU)


def test_een_melder_van_een_eerder_dossier_blijft_ook_geheim(client, zaak):
    later = m.Dossier.objects.create(kenmerk="D-26-LATER1", team=zaak.dossier.team, geopend_op=VANDAAG, versie=1)
    m.Dossierverband.objects.create(dossier=later, eerder=zaak.dossier, versie=1)
    assert any("Zijden" in geheim.waarde for geheim in bronnen.geheimen(later))
    los = m.Dossier.objects.create(kenmerk="D-26-LOS111", team=zaak.dossier.team, geopend_op=VANDAAG, versie=1)
    assert bronnen.geheimen(los) == []


def test_een_melder_die_het_goedvindt_mag_genoemd_worden_tenzij_er_gevaar_is(client, zaak):
    m.Melder.objects.update(toestemming=True)
    assert bewaar(client, zaak, "uitnodiging", uitnodiging(zaak, plaats="Bronlaan 17b"))
    for anders in ({"bedreiging": True}, {"bedreiging": False, "toestemming": False}):
        m.Melder.objects.update(**anders)
        antwoord = client.post(pad(zaak, "uitnodiging"), uitnodiging(zaak, plaats="Bronlaan 17b") | {"bewaren": "ja"})
        assert "Deze tekst is niet gemaakt." in antwoord.content.decode()


def test_de_tekst_staat_versleuteld_in_de_databank(client, zaak):
    from django.db import connection

    document = bewaar(client, zaak, "uitnodiging", uitnodiging(zaak))
    with connection.cursor() as cursor:
        cursor.execute("SELECT tekst FROM registratie_document")
        (ruw,) = cursor.fetchone()
    assert "Bedacht" in document.tekst
    assert "Bedacht" not in ruw
    assert not any("Bedacht" in str(v.inhoud) for v in m.Versie.objects.filter(tabel="document"))
    assert not any("Bedacht" in g.tekst for g in m.Gebeurtenis.objects.all())


def test_de_naam_van_het_bestand_is_het_kenmerk_en_ophalen_staat_in_het_logboek(client, zaak):
    document = bewaar(client, zaak, "uitnodiging", uitnodiging(zaak))
    for vorm in ("docx", "pdf"):
        antwoord = client.get(reverse("brief_bestand", args=[document.kenmerk, vorm]))
        assert antwoord["Content-Disposition"] == f'attachment; filename="{document.kenmerk}.{vorm}"'
        assert antwoord["Cache-Control"] == "no-store"
    laatste = Logregel.objects.order_by("-nummer").first()
    assert laatste is not None
    assert (laatste.handeling, laatste.kenmerk, laatste.dossier) == (
        "brief.maken:brief_bestand", document.kenmerk, zaak.dossier.kenmerk,
    )  # fmt: skip


def test_het_voorbeeld_bewaart_niets_en_heeft_geen_opmaak_in_de_tekst(client, zaak):
    over = str(draag_over(zaak).pk)
    velden = ingevuld(
        zaak, "overdracht", over, veiligheidsvoorwaarden='<script>alert(1)</script> {{ 7*7 }} <b style="x">'
    )
    tekst = client.post(pad(zaak, "overdracht", over), velden | {"bekijken": "ja"}).content.decode()
    (brief,) = re.findall(r'<div class="brief">(.*?)<p class="knoppen">', tekst, re.DOTALL)
    assert "Dit spreken wij af over de veiligheid" in brief
    assert "<script" not in brief
    assert not re.search(r"\sstyle=", re.sub(r"&lt;.*?&gt;", "", brief))
    assert "&lt;script&gt;" in brief
    assert not m.Document.objects.exists()


def test_een_andere_organisatie_zonder_gegevens_krijgt_te_horen_wat_er_ontbreekt(client, zaak):
    (settings.INSTELLINGEN.datamap / "organisatie.toml").write_text(AFZENDER.replace("postadres", "oud_adres"), "utf-8")
    tekst = client.get(pad(zaak, "uitnodiging")).content.decode()
    assert "Nog invullen in organisatie.toml in de datamap: postadres." in tekst
    antwoord = client.post(pad(zaak, "uitnodiging"), uitnodiging(zaak) | {"bewaren": "ja", "telefoon": "1"})
    assert "Brieven kunnen nog niet worden gemaakt" in antwoord.content.decode()
    assert not m.Document.objects.exists()


def test_wie_geen_brieven_mag_maken_of_het_dossier_niet_mag_zien_komt_er_niet_in(client, zaak):
    document = bewaar(client, zaak, "uitnodiging", uitnodiging(zaak))
    paden = [pad(zaak, "uitnodiging"), reverse("brief", args=[document.kenmerk]),
             reverse("brief_bestand", args=[document.kenmerk, "pdf"])]  # fmt: skip
    arts, ander = (
        maak_gebruiker("arts", Rol.VERTROUWENSARTS),
        maak_gebruiker("regio", Rol.REGIOTEAM, team=maak_team("Noord")),
    )
    for wie, status in ((arts, 403), (ander, 404)):
        client.force_login(wie)
        assert [client.get(p).status_code for p in paden] == [status] * 3
    client.force_login(zaak.door)
    m.Dossier.objects.update(beschermd=True)
    assert [client.get(p).status_code for p in paden] == [404] * 3


def test_alleen_brieven_die_in_dit_dossier_kunnen_zijn_te_kiezen(client, zaak):
    soorten = {mag.soort for mag in keuze.mogelijkheden(zaak.dossier)}
    assert soorten == set(GEZIN)
    assert client.get(pad(zaak, "dossier_vernietigen")).status_code == 404
    assert client.get(pad(zaak, "overdracht", "x")).status_code == 404
    tekst = client.get(reverse("brief_kiezen", args=[zaak.dossier.kenmerk])).content.decode()
    assert "Uitnodiging voor een gesprek" in tekst
    assert not any(spoor in tekst for spoor in (*MELDERSPOREN, *GEHEIMSPOREN))


def test_een_brief_wordt_maar_een_keer_verstuurd_en_niet_in_de_toekomst(client, zaak):
    document = bewaar(client, zaak, "uitnodiging", uitnodiging(zaak))
    with pytest.raises(NietToegestaan, match="toekomst"):
        handelingen.brief_verstuurd(document, op=date(2026, 3, 5), door=zaak.door, om=NU)
    handelingen.brief_verstuurd(document, op=VANDAAG, door=zaak.door, om=NU)
    with pytest.raises(NietToegestaan, match="al verstuurd"):
        handelingen.brief_verstuurd(document, op=VANDAAG, door=zaak.door, om=NU)


def test_verborgen_namen_blijven_verborgen_in_keuzes_en_voorbeeld(client, zaak):
    sessie = client.session
    sessie["privacy"] = True
    sessie.save()
    tekst = client.get(pad(zaak, "uitnodiging")).content.decode()
    assert "Bedacht" not in tekst
    assert "pleger" in tekst
    m.Melding.objects.update(beoordeeld_op=date(2026, 3, 3))
    tekst = client.get(pad(zaak, "terugkoppeling_melder", zaak.melding.pk)).content.decode()
    assert "Namen zijn verborgen" in tekst
    assert not any(spoor in tekst for spoor in MELDERSPOREN)
