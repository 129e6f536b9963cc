"""Politiemeldingen in bulk: eerst op proef, per rij een uitslag, en tweemaal aanleveren is een keer."""

import pytest

from support.koppeling import BULK, RIJ, Systeem, maak_sleutel, met
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m

pytestmark = pytest.mark.django_db


@pytest.fixture
def systeem():
    return Systeem(maak_sleutel())


def stuur(systeem, *rijen, vraag=""):
    antwoord = systeem.stuur({"meldingen": list(rijen)}, BULK + vraag)
    assert antwoord.status_code == 200, antwoord.content
    return antwoord.json()


def uitslagen(antwoord):
    return [rij["uitslag"] for rij in antwoord["rijen"]]


def test_goede_rijen_worden_meldingen_en_een_foute_houdt_ze_niet_tegen(systeem):
    antwoord = stuur(systeem, RIJ, met(RIJ, extern_kenmerk="PV-2", situatie=""), met(RIJ, extern_kenmerk="PV-3"))
    assert uitslagen(antwoord) == ["nieuw", "afgekeurd", "nieuw"]
    assert (antwoord["vastgelegd"], antwoord["afgekeurd"]) == (2, 1)
    assert antwoord["rijen"][1]["redenen"] == ["situatie: is te kort; minstens 1"]
    assert m.Melding.objects.filter(bron="politie", aanleveraar="politie-noord").count() == 2


def test_een_proef_legt_niets_vast_en_zegt_hetzelfde(systeem):
    rijen = [RIJ, RIJ, met(RIJ, situatie="anders"), met(RIJ, extern_kenmerk="PV-2", gemeente="Schagen")]
    proef = stuur(systeem, *rijen, vraag="?proef=true")
    assert m.Melding.objects.count() == m.Persoon.objects.count() == m.Aanlevering.objects.count() == 0
    echt = stuur(systeem, *rijen)
    assert uitslagen(proef) == uitslagen(echt) == ["nieuw", "al bekend", "afgekeurd", "afgekeurd"]
    assert (proef["vastgelegd"], echt["vastgelegd"]) == (0, 1)
    assert m.Melding.objects.count() == 1


def test_nog_eens_aanleveren_geeft_dezelfde_kenmerken(systeem):
    rijen = [met(RIJ, extern_kenmerk=f"PV-{nummer}") for nummer in range(3)]
    eerste, tweede = stuur(systeem, *rijen), stuur(systeem, *rijen)
    assert uitslagen(tweede) == ["al bekend"] * 3
    assert [r["kenmerk"] for r in eerste["rijen"]] == [r["kenmerk"] for r in tweede["rijen"]]
    assert m.Melding.objects.count() == 3


def test_andere_inhoud_onder_hetzelfde_kenmerk_wordt_afgekeurd(systeem):
    stuur(systeem, RIJ)
    antwoord = stuur(systeem, met(RIJ, situatie="Iets heel anders."))
    assert uitslagen(antwoord) == ["afgekeurd"]
    assert m.Melding.objects.get().situatie == "Ruzie op straat."


@pytest.mark.parametrize("fout", [{"situatie": ""}, {"bsn": "x"}, {"ontvangen_op": "2099-01-01"}])
def test_alles_of_niets_legt_niets_vast_als_een_rij_fout_is(systeem, fout):
    rijen = [RIJ, met(RIJ, extern_kenmerk="PV-2", **fout)]
    antwoord = stuur(systeem, *rijen, vraag="?allesOfNiets=true")
    assert uitslagen(antwoord) == ["niet vastgelegd", "afgekeurd"]
    assert antwoord["vastgelegd"] == 0
    assert [rij["kenmerk"] for rij in antwoord["rijen"]] == [None, None]
    assert m.Melding.objects.count() == m.Persoon.objects.count() == m.Aanlevering.objects.count() == 0
    assert not Logregel.objects.filter(handeling="melding_registreren").exists()
    goed = stuur(systeem, RIJ, met(RIJ, extern_kenmerk="PV-2"), vraag="?allesOfNiets=true")
    assert uitslagen(goed) == ["nieuw", "nieuw"]
    assert m.Melding.objects.count() == 2


def test_een_reden_herhaalt_nooit_wat_er_stond(systeem):
    mens = {"bsn": "123456789", "achternaam": "G" * 200, "rol": "geheimerol"}
    antwoord = systeem.stuur({"meldingen": [met(RIJ, betrokkenen=[mens], Geheimveld="x"), {"Geheim": 1}]}, BULK)
    tekst = antwoord.content.decode()
    assert antwoord.json()["afgekeurd"] == 2
    for waarde in ("123456789", "GGG", "geheimerol", "Geheim"):
        assert waarde not in tekst


def test_het_antwoord_verraadt_niet_wie_bekend_of_afgeschermd_is(systeem):
    stuur(systeem, RIJ)
    bekend = stuur(systeem, met(RIJ, extern_kenmerk="PV-2"))
    m.Dossier.objects.update(beschermd=True)
    afgeschermd = stuur(systeem, met(RIJ, extern_kenmerk="PV-3"))
    onbekend = stuur(systeem, met(RIJ, extern_kenmerk="PV-4", betrokkenen=[]))
    zonder = [
        [{naam: waarde for naam, waarde in rij.items() if naam not in ("kenmerk", "uwKenmerk")} for rij in een["rijen"]]
        for een in (bekend, afgeschermd, onbekend)
    ]
    assert zonder[0] == zonder[1] == zonder[2]


def test_de_status_van_een_bulkmelding_is_ook_op_te_vragen(systeem):
    kenmerk = stuur(systeem, RIJ)["rijen"][0]["kenmerk"]
    assert systeem.status(kenmerk).json()["uwKenmerk"] == "PV-1"


@pytest.mark.parametrize("inhoud", [{"meldingen": []}, {"meldingen": [RIJ] * 501}, {"meldingen": "x"}, {}, [RIJ]])
def test_een_aanlevering_zonder_rijen_of_met_te_veel_wordt_geweigerd(systeem, inhoud):
    assert systeem.stuur(inhoud, BULK).status_code == 422


@pytest.mark.parametrize("vraag", ["?profe=true", "?proef=misschien", "?proef=true&x=1", "?Proef=true"])
def test_een_verschreven_vraag_legt_niets_vast(systeem, vraag):
    antwoord = systeem.stuur({"meldingen": [RIJ]}, BULK + vraag)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (422, "application/problem+json")
    assert m.Melding.objects.count() == 0
