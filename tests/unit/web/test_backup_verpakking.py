"""De verpakking van een reservekopie: alles terug, of een fout; nooit iets anders."""

from io import BytesIO
from random import Random

import pytest
from cryptography.fernet import Fernet

from zicht.web.reserve import verpakking
from zicht.web.reserve.verpakking import Inpakker, KapotteBackup, Opschrift, Uitpakker, VreemdeSleutel, nagaan

NIEUW, OUD, VREEMD = (Fernet.generate_key().decode() for _ in range(3))


def pak(inhoud: bytes, *sleutels: str) -> bytes:
    opschrift = Opschrift("2026-03-04T10:30:00", "0", "sqlite", tuple(map(nagaan, sleutels)), "00" * 16)
    uit = BytesIO()
    inpakker = Inpakker(uit, sleutels[0], opschrift)
    dobbel, plek = Random(len(inhoud)), 0
    while plek < len(inhoud):
        stap = dobbel.randrange(1, 5_000)
        inpakker.write(inhoud[plek : plek + stap])
        plek += stap
    inpakker.voltooi()
    return uit.getvalue()


def lees(bytes_: bytes, *sleutels: str) -> bytes:
    return Uitpakker(BytesIO(bytes_), sleutels).readall() or b""


@pytest.fixture(autouse=True)
def kleine_stukken(monkeypatch):
    monkeypatch.setattr(verpakking, "STUK", 1_000)


@pytest.mark.parametrize("lengte", [0, 1, 999, 1_000, 1_001, 2_000, 12_345])
def test_wat_erin_ging_komt_eruit(lengte):
    inhoud = Random(lengte).randbytes(lengte)
    verpakt = pak(inhoud, NIEUW, OUD)
    assert lees(verpakt, OUD, NIEUW) == inhoud, "de volgorde van de sleutels maakt niet uit"
    assert inhoud[:40] not in verpakt or lengte < 8


def test_een_afgebroken_bestand_is_altijd_een_fout():
    verpakt = pak(Random(1).randbytes(5_000), NIEUW)
    for einde in [*range(0, len(verpakt), 37), len(verpakt) - 1, *(len(verpakt) - k * 1_016 for k in range(5))]:
        if einde < len(verpakt):
            with pytest.raises(KapotteBackup):
                lees(verpakt[:einde], NIEUW)


def test_een_veranderd_verplaatst_of_dubbel_stuk_is_altijd_een_fout():
    verpakt, dobbel = pak(Random(2).randbytes(4_500), NIEUW), Random(3)
    for _ in range(300):
        plek = dobbel.randrange(len(verpakt))
        kapot = bytearray(verpakt)
        kapot[plek] ^= 1 << dobbel.randrange(8)
        with pytest.raises((KapotteBackup, VreemdeSleutel)):
            lees(bytes(kapot), NIEUW)
    begin = verpakt.index(b"}\n") + 2
    een, twee = verpakt[begin : begin + 1_016], verpakt[begin + 1_016 : begin + 2_032]
    for stukken in (twee + een, een + een, een):
        with pytest.raises(KapotteBackup):
            lees(verpakt[:begin] + stukken + verpakt[begin + 2_032 :], NIEUW)


def test_zonder_de_goede_sleutels_zegt_de_fout_welke_ontbreekt():
    verpakt = pak(b"iets", NIEUW, OUD)
    for sleutels, mist in (((NIEUW,), OUD), ((OUD,), NIEUW), ((VREEMD,), NIEUW)):
        with pytest.raises(VreemdeSleutel, match=nagaan(mist)):
            lees(verpakt, *sleutels)
    assert NIEUW.encode() not in verpakt


def test_een_ander_bestand_is_geen_reservekopie():
    with pytest.raises(KapotteBackup, match="geen reservekopie"):
        lees(b"PK\x03\x04 iets heel anders", NIEUW)
    with pytest.raises(KapotteBackup, match="opschrift"):
        lees(verpakking.MERK + b"{}\n", NIEUW)
