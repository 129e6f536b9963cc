"""Een zaak van melding tot sluiten, door de pagina's heen, zoals een medewerker het doet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from support.web import maak_gebruiker, maak_team
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek import keten
from zicht.web.registratie import models as m
from zicht.web.registratie import taxatie, werkstand
from zicht.web.registratie.handelingen import meldingen
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek

pytestmark = pytest.mark.django_db


@pytest.fixture
def collegas():
    team = maak_team()
    tineke, gerda = maak_gebruiker("tineke", Rol.TOEGANG), maak_gebruiker("gerda", Rol.GEDRAGSDESKUNDIGE)
    team.verantwoordelijke = tineke
    team.save()
    return tineke, gerda


@pytest.fixture
def melding(collegas):
    op = timezone.localdate() - timedelta(days=2)
    invoer = meldingen.NieuweMelding(
        ontvangen_op=op, gemeente="GM0361", urgentie="midden", hoedanigheid="huisarts", aanleiding=("ex_partnergeweld",),
        aard=("psychisch_geweld",), situatie="Ruzie.", melder=meldingen.Meldergegevens(naam="Dokter Verzonnen"),
        betrokkenen=(
            Betrokkenheid("slachtoffer", Mens("Anna", "de", "Verzonnen", "v", 1990, 4, 12)),
            Betrokkenheid("pleger", Mens("Bert", "", "Bedacht", "m", 1988, 2, 3)),
            Betrokkenheid("kind", Mens("Cas", "", "Bedacht", "m", op.year - 7, 1, 1)),
            Betrokkenheid("kind", Mens("Dirk", "", "Bedacht", "m", op.year - 1, 1, 1)),
        ),
        adres=Woonplek("Dorpsstraat", "1", "1234AB", "Verzinhoven", "GM0361"),
    )  # fmt: skip
    return meldingen.melding_registreren(invoer, door=collegas[0], om=timezone.now())


def post(client, url, **velden):
    antwoord = client.post(url, velden)
    if antwoord.status_code != 302:
        formulieren = [w for deel in antwoord.context or () for w in deel.flatten().values() if hasattr(w, "errors")]
        pytest.fail(f"{url} {antwoord.status_code}: {[dict(formulier.errors) for formulier in formulieren]}")
    return antwoord


def vandaag():
    return timezone.localdate().strftime("%d-%m-%Y")


def alle_antwoorden(op):
    """Een ingevulde taxatie: overal nee, tenzij een vraag iets anders wil."""
    velden = {}
    for code, vraag in taxatie.geldend(op, werkstand.regio()).vragen.items():
        keuzes = [keuze for keuze, _ in vraag.keuzes]
        velden[f"v_{code}"] = (
            "nee" if "nee" in keuzes else ("geen" if "geen" in keuzes else keuzes[0] if keuzes else "5")
        )
    return velden


def beoordeel(client, melding, **anders):
    velden = alle_antwoorden(melding.ontvangen_op) | {
        "b-eigen_dossiers_bekeken": "ja", "b-register_bekeken": "ja", "b-raad_bekeken": "ja",
        "acuut": "nee", "structureel": "ja", "multiproblematiek": "nee", "afwijking": "De huisarts ziet een patroon.",
        "besluit": "vervolg_vt", "vervolg": ["voorwaarden_en_vervolg"], "toelichting": "Het gezin werkt mee.", "voorleggen": "ja",
    } | anders  # fmt: skip
    return post(client, f"/melding/{melding.kenmerk}/beoordeling/", **velden)


def test_een_zaak_van_melding_tot_en_met_sluiten(client, collegas, melding):
    tineke, gerda = collegas
    client.force_login(tineke)
    dossier = melding.dossier
    for url in (
        "/dossiers/",
        f"/dossier/{dossier.kenmerk}/",
        f"/melding/{melding.kenmerk}/",
        f"/melding/{melding.kenmerk}/beoordeling/",
    ):
        assert client.get(url).status_code == 200, url
    post(client, f"/melding/{melding.kenmerk}/oppakken/", op=vandaag())
    beoordeel(client, melding)
    post(client, f"/melding/{melding.kenmerk}/eerste-contact/", op=vandaag(), melding_besproken="ja", visie_gevraagd="ja",
         veiligheid_nu_besproken="ja", hulp_nagegaan="ja", besluit_besproken="ja", rechten_verteld="ja")  # fmt: skip
    b = m.Veiligheidsbeoordeling.objects.get()
    melding.refresh_from_db()
    assert melding.beoordeeld_op is None, "zonder tweede lezer telt het besluit niet"
    assert client.get("/meelezen/").content.decode().count(melding.kenmerk) == 0

    client.force_login(gerda)
    assert melding.kenmerk in client.get("/meelezen/").content.decode()
    assert client.get(f"/meelezen/{b.pk}/").status_code == 200
    post(client, f"/meelezen/{b.pk}/", akkoord="ja", toelichting="", versie=b.versie)
    melding.refresh_from_db()
    assert (melding.beoordeeld_op, melding.besluit) == (timezone.localdate(), "vervolg_vt")

    client.force_login(tineke)
    dienst = m.Dienst.objects.get(soort="voorwaarden_en_vervolg")
    pad = f"/dienst/{dienst.kenmerk}"
    post(client, f"{pad}/starten/", op=vandaag())
    te_vroeg = client.post(f"{pad}/afronden/", {"op": vandaag(), "versie": m.Dienst.objects.get(pk=dienst.pk).versie})
    assert "Spreek elk kind vanaf vier jaar" in te_vroeg.content.decode()
    for betrokkene in dossier.betrokkenen.all():
        post(client, f"{pad}/gesprek/", betrokkene=betrokkene.pk, op=vandaag(), verslag="Gesproken.",
             soort="gezien" if betrokkene.persoon.voornamen == "Dirk" else "gesproken")  # fmt: skip
    post(client, f"{pad}/voorwaarde/", tekst="Geen contact zonder afspraak.", wie="Bert")
    post(client, f"{pad}/veiligheidsplan/", tekst="Wie belt wie.", gemaakt_met="het gezin", op=vandaag())
    post(client, f"{pad}/punten/", schade_bekeken="ja", regie_bij="lokaal team", monitoring_afgesproken="ja",
         versie=m.Dienst.objects.get(pk=dienst.pk).versie)  # fmt: skip
    post(
        client,
        f"{pad}/afronden/",
        op=vandaag(),
        top3="ja",
        toelichting="Klaar.",
        versie=m.Dienst.objects.get(pk=dienst.pk).versie,
    )

    post(client, f"/zaak/{dienst.kenmerk}/overdragen/", soort="lokaal_veld", afspraken="Het plan wordt gevolgd.",
         zicht_door="lokaal team", op=vandaag())  # fmt: skip
    overdracht = m.Overdracht.objects.get()
    assert client.get(f"/overdracht/{overdracht.pk}/").status_code == 200
    post(client, f"/overdracht/{overdracht.pk}/antwoord/", aanvaard="ja", op=vandaag())
    post(client, f"/overdracht/{overdracht.pk}/hulp/", op=vandaag())
    post(client, f"/melding/{melding.kenmerk}/terugkoppeling/", op=vandaag())

    post(client, f"/dossier/{dossier.kenmerk}/dienst/", soort="monitoren", op=vandaag(), eigenaar=tineke.pk)
    monitoren = m.Dienst.objects.get(soort="monitoren")
    post(client, f"/dienst/{monitoren.kenmerk}/starten/", op=vandaag())
    post(client, f"/dienst/{monitoren.kenmerk}/moment/", gepland_op=vandaag(), met="gezin")
    moment = m.Monitormoment.objects.get()
    post(client, f"/moment/{moment.pk}/", op=vandaag(), cijfer="7,5", verslag="Rustig.")
    assert "half jaar" in client.get(f"/dienst/{monitoren.kenmerk}/").content.decode() or client.get(
        f"/dienst/{monitoren.kenmerk}/"
    ).content.decode().count("Nog te doen")
    dicht = client.post(f"/dossier/{dossier.kenmerk}/sluiten/", {"sluitroute": "vervolgdienst", "op": vandaag()})
    assert dicht.status_code == 200, "monitoren loopt nog"
    post(client, f"/dienst/{monitoren.kenmerk}/intrekken/", op=vandaag(), reden="Verhuisd naar een andere regio.")
    post(client, f"/dossier/{dossier.kenmerk}/sluiten/", sluitroute="vervolgdienst", op=vandaag())
    dossier.refresh_from_db()
    assert dossier.gesloten_op == timezone.localdate()
    assert not m.Taak.objects.filter(dossier=dossier, geeindigd_op=None).exclude(soort="terugkoppeling").exists()
    assert list(keten.breuken()) == []
    assert client.get(f"/dossier/{dossier.kenmerk}/").status_code == 200


def test_de_tweede_lezer_stuurt_terug_en_de_opsteller_verwerkt(client, collegas, melding):
    tineke, gerda = collegas
    client.force_login(tineke)
    beoordeel(client, melding)
    b = m.Veiligheidsbeoordeling.objects.get()
    client.force_login(gerda)
    post(client, f"/meelezen/{b.pk}/", akkoord="nee", toelichting="Vraag de school nog.", versie=b.versie)
    client.force_login(tineke)
    pagina = client.get(f"/melding/{melding.kenmerk}/beoordeling/").content.decode()
    assert "Vraag de school nog." in pagina
    b.refresh_from_db()
    assert b.stand == "terug"
    beoordeel(client, melding, toelichting="School gevraagd.", versie=b.versie)
    client.force_login(gerda)
    b.refresh_from_db()
    post(client, f"/meelezen/{b.pk}/", akkoord="ja", toelichting="", versie=b.versie)
    melding.refresh_from_db()
    assert melding.besluit == "vervolg_vt"


def test_wie_opslaat_na_een_ander_ziet_beide_versies(client, collegas, melding):
    client.force_login(collegas[0])
    oud = melding.versie
    post(
        client,
        f"/melding/{melding.kenmerk}/urgentie/",
        urgentie="hoog",
        reden="Dreiging.",
        zicht_door="veilig_thuis",
        op=vandaag(),
        versie=oud,
    )
    antwoord = client.post(
        f"/melding/{melding.kenmerk}/urgentie/",
        {"urgentie": "laag", "reden": "Rustig.", "zicht_door": "politie", "op": vandaag(), "versie": oud},
    )
    tekst = antwoord.content.decode()
    assert "Iemand anders heeft" in tekst
    assert "Rustig." in tekst, "wat u typte staat er nog"
    melding.refresh_from_db()
    assert melding.urgentie == "hoog"
