"""Sleutels vernieuwen: alles leesbaar met de nieuwe, een oude kopie alleen met de oude, en nooit tekst met een verkeerde."""

from collections.abc import Iterator

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet
from django.db import connection

from support.web import maak_gebruiker
from support.wereld import BSN, MELDERNAAM, maak_wereld
from zicht.core.fouten import AanroepFout
from zicht.web import sleutels
from zicht.web.registratie import models as m
from zicht.web.registratie.sleutelwissel import sleutels_vernieuwen, versleutelde_velden
from zicht.web.sleutels import Kluis, kluis

pytestmark = pytest.mark.django_db
OUD, NIEUW, VREEMD = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture(autouse=True)
def weer_gewoon() -> Iterator[None]:
    kluis.cache_clear()
    yield
    kluis.cache_clear()


def met_sleutels(monkeypatch: pytest.MonkeyPatch, *gekozen: str) -> None:
    monkeypatch.setenv("ZICHT_SLEUTELS", ",".join(gekozen))
    sleutels.kluis.cache_clear()


def alles_ruw() -> dict[str, list[str]]:
    """De cijferteksten zoals zij in de databank staan."""
    gevonden: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for soort, veld in versleutelde_velden():
            cursor.execute(f'SELECT "{veld}" FROM "{soort._meta.db_table}" WHERE "{veld}" <> %s', [""])
            gevonden[f"{soort.__name__}.{veld}"] = [rij[0] for rij in cursor.fetchall()]
    for versie in m.Versie.objects.filter(tabel__in=("melder", "persoon")):
        for naam in ("naam", "telefoon", "organisatie", "bsn"):
            if versie.inhoud.get(naam) and versie.tabel + naam != "organisatienaam":
                gevonden.setdefault(f"versie.{versie.tabel}.{naam}", []).append(versie.inhoud[naam])
    return gevonden


def test_na_vernieuwen_leest_de_nieuwe_sleutel_alles_en_de_oude_niets_meer(monkeypatch):
    met_sleutels(monkeypatch, OUD)
    maak_wereld()
    wie = maak_gebruiker("sanne")
    geheim = generate_totp_secret()
    TOTP.activate(wie, geheim)
    codes = RecoveryCodes.activate(wie).get_unused_codes()
    kopie = alles_ruw()
    assert {"Melder.naam", "Persoon.bsn", "versie.melder.naam", "versie.persoon.bsn"} <= {
        naam for naam, rij in kopie.items() if rij
    }

    met_sleutels(monkeypatch, NIEUW, OUD)
    assert {melder.naam for melder in m.Melder.objects.all()} == {MELDERNAAM}, "voor het vernieuwen werkt alles al"
    assert sleutels_vernieuwen() > 0
    assert sleutels_vernieuwen() == 0

    alleen_nieuw, alleen_oud = Kluis((NIEUW,)), Kluis((OUD,))
    for naam, cijferteksten in alles_ruw().items():
        for nu, toen in zip(
            sorted(map(alleen_nieuw.ontsleutel, cijferteksten)),
            sorted(map(alleen_oud.ontsleutel, kopie[naam])),
            strict=True,
        ):
            assert nu == toen, naam
        for cijfertekst in cijferteksten:
            with pytest.raises(AanroepFout, match="andere sleutel"):
                alleen_oud.ontsleutel(cijfertekst)
        for cijfertekst in kopie[naam]:
            with pytest.raises(AanroepFout, match="andere sleutel"):
                alleen_nieuw.ontsleutel(cijfertekst)

    met_sleutels(monkeypatch, NIEUW)
    assert {melder.naam for melder in m.Melder.objects.all()} == {MELDERNAAM}
    assert m.Persoon.objects.exclude(bsn_merk="").first().bsn == BSN
    assert decrypt(wie.authenticator_set.get(type="totp").data["secret"]) == geheim
    assert RecoveryCodes(wie.authenticator_set.get(type="recovery_codes")).get_unused_codes() == codes


def test_een_verkeerde_sleutel_geeft_nooit_tekst(monkeypatch):
    met_sleutels(monkeypatch, OUD)
    maak_wereld()
    met_sleutels(monkeypatch, VREEMD)
    with pytest.raises(AanroepFout, match="andere sleutel"):
        m.Melder.objects.first()
    with pytest.raises(AanroepFout, match="andere sleutel"):
        sleutels_vernieuwen()
    met_sleutels(monkeypatch, OUD)
    assert m.Melder.objects.first().naam == MELDERNAAM, "een mislukte poging heeft niets gewijzigd"


def test_een_bsn_blijft_na_vernieuwen_te_vinden(monkeypatch):
    met_sleutels(monkeypatch, OUD)
    maak_wereld()
    met_sleutels(monkeypatch, NIEUW, OUD)
    sleutels_vernieuwen()
    assert m.Persoon.objects.filter(bsn_merk=kluis().merk(BSN)).count() == 3


def test_wie_tijdens_het_vernieuwen_iets_opslaat_raakt_het_niet_kwijt(monkeypatch):
    met_sleutels(monkeypatch, OUD)
    maak_wereld()
    met_sleutels(monkeypatch, NIEUW, OUD)
    eerste = m.Melder.objects.order_by("pk").first()
    eigenlijk = Kluis.vernieuw

    def met_storing(zelf: Kluis, cijfertekst: str) -> str:
        if zelf.ontsleutel(cijfertekst) == MELDERNAAM:
            m.Melder.objects.filter(pk=eerste.pk).update(naam="Net Gewijzigd")
        return eigenlijk(zelf, cijfertekst)

    monkeypatch.setattr(Kluis, "vernieuw", met_storing)
    sleutels_vernieuwen()
    eerste.refresh_from_db()
    assert eerste.naam == "Net Gewijzigd"


def test_bsn_en_melder_staan_nergens_leesbaar_in_de_databank():
    maak_wereld()
    tekst = ""
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{tabel}"')
            tekst += str(cursor.fetchall())
    assert "Verzinhoven" in tekst
    assert BSN not in tekst
    assert MELDERNAAM not in tekst
