"""Politiemeldingen in bulk: eerst op proef, per rij een oordeel, tweemaal inlezen is een keer."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from support.contact import in_de_databank
from support.web import NU, maak_gebruiker
from zicht.core.fouten import ZichtFout
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie import politiebestand
from zicht.web.registratie.handelingen.politie import Oordeel, politiemeldingen_inlezen

pytestmark = pytest.mark.django_db
BSN = "123456782"


@pytest.fixture
def tineke(client):
    gebruiker = maak_gebruiker("tineke", Rol.TOEGANG)
    client.force_login(gebruiker)
    return gebruiker


def rij(kenmerk="PL-1", **anders):
    mens = {"rol": "kind", "voornamen": "Zwaantje", "achternaam": "Geheimstra", "geboren": "2016-10", "bsn": BSN}
    return {
        "extern_kenmerk": kenmerk, "ontvangen_op": "2026-03-03", "gemeente": "GM0361", "urgentie": "hoog",
        "aanleiding": "ex_partnergeweld", "aard": "psychisch_geweld|getuige_van_geweld", "situatie": "Ruzie.",
        "straat": "", "huisnummer": "", "postcode": "", "plaats": "", "betrokkenen": [mens],
    } | anders  # fmt: skip


def bestand(*rijen, scheiding=";"):
    uit = StringIO()
    kolommen = ["extern_kenmerk", "ontvangen_op", "situatie", "betrokkene_1_rol", "betrokkene_1_achternaam"]
    schrijver = csv.writer(uit, delimiter=scheiding)
    schrijver.writerows([kolommen, *rijen])
    return uit.getvalue().encode()


def lees_in(*rijen, door, proef=False):
    return politiemeldingen_inlezen(rijen, proef=proef, door=door, om=NU)


def test_een_proef_legt_niets_vast_en_zegt_hetzelfde_als_het_echte_werk(tineke):
    rijen = [rij("PL-1"), rij("PL-2", aanleiding="vreemd"), rij("PL-1")]
    proef = lees_in(*rijen, door=tineke, proef=True)
    assert not m.Melding.objects.exists()
    echt = lees_in(*rijen, door=tineke)
    assert [o.oordeel for o in proef] == [o.oordeel for o in echt]
    assert [o.oordeel for o in echt] == [Oordeel.NIEUW, Oordeel.AFGEKEURD, Oordeel.AL_BEKEND]
    melding = m.Melding.objects.get()
    assert (melding.bron, melding.hoedanigheid, melding.aard) == (
        "politie", "politie", ["psychisch_geweld", "getuige_van_geweld"],
    )  # fmt: skip
    persoon = m.Persoon.objects.get()
    assert (persoon.geboortejaar, persoon.geboortemaand, persoon.geboortedag) == (2016, 10, None)
    assert in_de_databank(BSN) == []


def test_tweemaal_inlezen_is_een_keer_vastleggen(tineke):
    eerste = lees_in(rij(), door=tineke)
    tweede = lees_in(rij(), door=tineke)
    assert tweede[0].oordeel is Oordeel.AL_BEKEND
    assert tweede[0].kenmerk == eerste[0].kenmerk
    assert m.Melding.objects.count() == 1


def test_een_gelijk_bsn_komt_op_het_open_dossier_en_na_sluiten_op_een_nieuw_met_verband(tineke):
    lees_in(rij("PL-1"), door=tineke)
    assert lees_in(rij("PL-2"), door=tineke, proef=True)[0].op_open_dossier
    lees_in(rij("PL-2"), door=tineke)
    assert (m.Dossier.objects.count(), m.Melding.objects.count(), m.Persoon.objects.count()) == (1, 2, 1)
    m.Dossier.objects.update(gesloten_op=date(2026, 3, 4), sluitroute="overig")
    lees_in(rij("PL-3"), door=tineke)
    assert m.Dossierverband.objects.count() == 1
    assert m.Persoon.objects.count() == 1


def test_een_afgeschermd_dossier_wordt_niet_verraden_en_krijgt_er_niets_bij(tineke):
    lees_in(rij("PL-1"), door=tineke)
    m.Dossier.objects.update(beschermd=True)
    assert lees_in(rij("PL-2"), door=tineke)[0].op_open_dossier is False
    assert m.Dossier.objects.filter(beschermd=True).get().meldingen.count() == 1
    assert m.Persoon.objects.count() == 2  # niet verbonden: ook langs de mens is het afgeschermde dossier er niet
    in_beide = m.Betrokkene.objects.get(dossier__beschermd=True).persoon
    m.Betrokkene.objects.filter(dossier__beschermd=False).update(persoon=in_beide)
    m.Dossier.objects.filter(beschermd=False).update(gesloten_op=date(2026, 3, 4), sluitroute="overig")
    assert lees_in(rij("PL-3"), door=tineke)[0].op_open_dossier is False
    assert {str(verband.eerder.beschermd) for verband in m.Dossierverband.objects.all()} == {"False"}


@pytest.mark.parametrize(
    "fout, zin",
    [
        ({"extern_kenmerk": ""}, "extern_kenmerk: leeg"),
        ({"ontvangen_op": "3 maart"}, "geen datum"),
        ({"ontvangen_op": "2027-01-01"}, "in de toekomst"),
        ({"situatie": " "}, "situatie: leeg"),
        ({"urgentie": "hoog|laag"}, "maar een code"),
        ({"gemeente": "GM03611"}, "er passen er 6"),
        ({"betrokkenen": [{"bsn": "123456789"}]}, "betrokkene 1, bsn"),
        ({"betrokkenen": [{"geboren": "2016-13"}]}, "betrokkene 1, geboren"),
        ({"betrokkenen": [{"rol": "buur"}]}, "betrokkene 1, rol"),
        ({"betrokkenen": [{}] * 13}, "er passen er 12"),
    ],
)
def test_een_rij_die_niet_klopt_wordt_afgekeurd_met_de_reden_en_houdt_de_rest_niet_tegen(tineke, fout, zin):
    slecht, goed = lees_in(rij("PL-9", **fout) if "extern_kenmerk" not in fout else rij(""), rij("PL-2"), door=tineke)
    assert slecht.oordeel is Oordeel.AFGEKEURD
    assert zin in " ".join(slecht.redenen)
    assert BSN not in " ".join(slecht.redenen)
    assert goed.oordeel is Oordeel.NIEUW


def test_meer_dan_vijfhonderd_rijen_tegelijk_is_te_veel(tineke):
    with pytest.raises(ZichtFout, match="501 rijen"):
        lees_in(*[rij(f"PL-{n}") for n in range(501)], door=tineke, proef=True)


# ---------------------------------------------------------------------------------------------------------- bestand


@pytest.mark.parametrize("scheiding", [";", ","])
def test_een_bestand_met_punten_of_met_gewone_komma_wordt_gelezen(scheiding):
    regels = politiebestand.lees(
        bestand(["PL-1", "2026-03-03", "Ruzie, hard.", "kind", "Bedacht"], scheiding=scheiding)
    )
    assert politiebestand.als_rijen(regels)[0]["betrokkenen"] == [{"rol": "kind", "achternaam": "Bedacht"}]
    assert regels[0]["situatie"] == "Ruzie, hard."


@pytest.mark.parametrize(
    "inhoud, zin",
    [
        (b"", "ontbreekt extern_kenmerk"),
        (b"extern_kenmerk;ontvangen_op;situatie\n", "geen rijen"),
        (b"extern_kenmerk;ontvangen_op;situatie;naam\nx;x;x;x\n", "kent Zicht niet: naam"),
        (b"extern_kenmerk;ontvangen_op;situatie;situatie\nx;x;x;x\n", "twee keer"),
        (b"extern_kenmerk;ontvangen_op;situatie\nx;x\n", "ander aantal kolommen"),
        (b"extern_kenmerk;ontvangen_op;situatie\nx;x;x;x\n", "ander aantal kolommen"),
        (b"PK\x03\x04\x00", "geen tekstbestand"),
        (b"x" * 1_000_001, "groter dan 1 MB"),
        (b"extern_kenmerk;ontvangen_op;situatie\n" + b"x;x;x\n" * 501, "500 rijen tegelijk"),
        (b"extern_kenmerk;ontvangen_op;situatie\nx;x;" + b"y" * 200_000 + b"\n", "niet te lezen"),
    ],
)
def test_een_bestand_dat_niet_klopt_zegt_wat_er_mis_is(inhoud, zin):
    with pytest.raises(ZichtFout, match=zin):
        politiebestand.lees(inhoud)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_een_formule_wordt_in_het_bestand_met_afgekeurde_rijen_gewone_tekst(begin):
    assert politiebestand.veilig(f"{begin}SOM(A1)") == f"'{begin}SOM(A1)"
    assert politiebestand.veilig("gewoon") == "gewoon"


def test_het_voorbeeldbestand_is_zelf_in_te_lezen(client, tineke):
    inhoud = client.get(reverse("politie_voorbeeld")).content
    rijen = politiebestand.als_rijen(politiebestand.lees(inhoud))
    assert lees_in(*rijen, door=tineke)[0].oordeel is Oordeel.NIEUW
    assert m.Persoon.objects.filter(ongeboren=True).count() == 1


def test_de_pagina_proeft_leest_in_en_geeft_de_afgekeurde_rijen_terug_om_te_verbeteren(client, tineke):
    inhoud = bestand(
        ["PL-1", "2026-03-03", "Ruzie.", "kind", "Geheimstra"], ["PL-2", "gisteren", "=CMD()", "kind", "Geheimstra"]
    )
    antwoord = client.post(reverse("politie"), {"bestand": SimpleUploadedFile("p.csv", inhoud)})
    assert in_de_databank("Geheimstra") == []
    proef = client.get(antwoord.url).content.decode()
    assert "1 nieuw, 0 al bekend, 1 afgekeurd" in proef
    assert not m.Melding.objects.exists()
    assert "1 vastgelegd" in client.post(antwoord.url).content.decode()
    assert m.Melding.objects.count() == 1
    over = client.get(antwoord.url + "afgekeurd.csv")
    assert "attachment" in over["Content-Disposition"]
    terug = politiebestand.lees(over.content)
    assert "'=CMD()" in over.content.decode()
    assert [regel["extern_kenmerk"] for regel in terug] == ["PL-2"]
    assert terug[0]["situatie"] == "=CMD()"
    client.post(antwoord.url, {"weg": "1"})
    assert client.get(antwoord.url).status_code == 404
    assert not m.Concept.objects.exists()


def test_een_bestand_van_een_ander_is_niet_te_zien(client, tineke):
    inhoud = bestand(["PL-1", "2026-03-03", "Ruzie.", "kind", "Geheimstra"])
    antwoord = client.post(reverse("politie"), {"bestand": SimpleUploadedFile("p.csv", inhoud)})
    client.force_login(maak_gebruiker("ander", Rol.TOEGANG))
    assert client.get(antwoord.url).status_code == 404
