"""Kleine aantallen: drempel, afronding, percentages en tweede verberging, met voorbeelden die met de hand na te rekenen zijn."""

from fractions import Fraction

import pytest

from zicht.core.publicatie import (
    Beleid,
    Getoond,
    Kruistabel,
    Reden,
    bereik,
    grenzen,
    percentage,
    publiceer,
    publiceer_met_totaal,
    reden_in_woorden,
    rond_af,
    toon,
)

BELEID = Beleid()


def kruis(rijen: dict[str, tuple[int, ...]], *, rijtotalen: bool = True, kolomtotalen: bool = True) -> Kruistabel:
    kolommen = tuple("abcdefghij"[: len(next(iter(rijen.values())))])
    cellen = {(rij, kolom): n for rij, aantallen in rijen.items() for kolom, n in zip(kolommen, aantallen, strict=True)}
    return Kruistabel(tuple(rijen), kolommen, cellen, rijtotalen, kolomtotalen)


@pytest.mark.parametrize(
    "aantal,getoond",
    [(0, 0), (1, None), (9, None), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (127_412, 127_410)],
)
def test_een_aantal_wordt_afgerond_op_vijf_en_onder_de_tien_verborgen(aantal: int, getoond: int | None):
    assert toon(aantal, BELEID).waarde == getoond


def test_zonder_beleid_blijft_een_aantal_exact():
    assert toon(3, None) == Getoond(3)


def test_de_reden_staat_er_in_woorden():
    assert reden_in_woorden(Reden.KLEIN, BELEID) == "verborgen: minder dan 10"
    assert reden_in_woorden(Reden.BESCHERMT, BELEID) == "verborgen om een andere cel te beschermen"
    assert reden_in_woorden(Reden.SAMEN, BELEID) == "verborgen: dit of een ander aantal is minder dan 10"
    assert "in dezelfde rij of kolom" in reden_in_woorden(Reden.GEHEEL, BELEID)
    assert reden_in_woorden(Reden.REGIO, BELEID) == "alleen voor de regio"


def test_het_exacte_aantal_ligt_altijd_binnen_wat_een_lezer_weet():
    for aantal in range(400):
        laag, hoog = grenzen(toon(aantal, BELEID), BELEID)
        assert laag <= aantal <= hoog


@pytest.mark.parametrize("afronding", [1, 2, 3, 4, 5, 10])
def test_de_grenzen_kloppen_bij_elke_afronding(afronding: int):
    beleid = Beleid(afronding=afronding, drempel=10)
    for aantal in range(10, 200):
        laag, hoog = grenzen(toon(aantal, beleid), beleid)
        assert laag <= aantal <= hoog
        assert rond_af(aantal, beleid) % afronding == 0


def test_een_percentage_vraagt_drie_zichtbare_aantallen():
    veilig = [toon(n, BELEID) for n in (490, 315, 805)]
    assert percentage(*veilig, BELEID) is not None
    for plaats in range(3):
        deels = [Getoond(None, Reden.KLEIN) if i == plaats else g for i, g in enumerate(veilig)]
        assert percentage(*deels, BELEID) is None


def test_zonder_gevallen_is_er_geen_percentage():
    assert percentage(toon(0, BELEID), toon(0, BELEID), toon(0, BELEID), BELEID) is None


@pytest.mark.parametrize("teller,noemer", [(11, 22), (13, 27), (490, 803), (0, 40), (40, 40), (10, 1000)])
def test_het_exacte_aandeel_ligt_binnen_het_gedrukte_bereik(teller: int, noemer: int):
    p = percentage(toon(teller, BELEID), toon(noemer - teller, BELEID), toon(noemer, BELEID), BELEID)
    assert p is not None
    assert p.laag <= Fraction(teller, noemer) <= p.hoog
    assert p.laag <= p.waarde <= p.hoog


def test_een_enkele_kleine_cel_in_een_rij_krijgt_gezelschap():
    """CBS 2023: 285 − 35 − 245 verried een verborgen 5. Zonder afronding moet er dus een tweede cel dicht."""
    beleid = Beleid(afronding=1)
    tabel = kruis({"Gelderland": (35, 245, 5)}, kolomtotalen=False)
    publiek = publiceer(tabel, beleid)
    assert publiek["Gelderland", "c"].reden is Reden.KLEIN
    assert publiek["Gelderland", "a"].reden is Reden.BESCHERMT
    assert publiek["Gelderland", "b"].waarde == 245
    laag, hoog = bereik(tabel, publiek, beleid, ("Gelderland", "c"))
    assert hoog - laag + 1 >= beleid.onzekerheid


def test_zonder_kleine_cellen_blijft_alles_zichtbaar():
    publiek = publiceer(kruis({"x": (20, 30), "y": (40, 50)}), BELEID)
    assert all(getoond.zichtbaar for getoond in publiek.values())
    assert publiek[None, None].waarde == 140


def test_zonder_gedrukte_totalen_hoeft_er_niets_extra_dicht():
    publiek = publiceer(kruis({"x": (3, 30), "y": (40, 50)}, rijtotalen=False, kolomtotalen=False), Beleid(afronding=1))
    assert [plaats for plaats, getoond in publiek.items() if not getoond.zichtbaar] == [("x", "a")]


def test_nullen_blijven_zichtbaar_en_worden_niet_gebruikt_als_dekmantel():
    publiek = publiceer(kruis({"x": (4, 0, 60), "y": (70, 0, 80), "z": (90, 0, 95)}), Beleid(afronding=1))
    assert all(publiek[rij, "b"] == Getoond(0) for rij in "xyz")


def test_negen_enen_met_een_klein_totaal_gaan_in_hun_geheel_dicht():
    """Elke cel minstens 1 en het totaal hoogstens 9: zonder dit redmiddel is elke cel precies 1."""
    tabel = kruis({"x": (1,) * 9, "y": (50,) * 9})
    publiek = publiceer(tabel, BELEID)
    for kolom in tabel.kolommen:
        laag, hoog = bereik(tabel, publiek, BELEID, ("x", kolom))
        assert hoog - laag + 1 >= BELEID.onzekerheid


def test_twee_verborgen_cellen_die_elkaar_verraden_zijn_niet_genoeg():
    """Een rij met 1 en 1 verborgen en totaal 42 zonder afronding: samen 2, dus allebei precies 1."""
    beleid = Beleid(afronding=1)
    tabel = kruis({"x": (1, 1, 40, 60), "y": (20, 30, 50, 70)})
    publiek = publiceer(tabel, beleid)
    for kolom in "ab":
        laag, hoog = bereik(tabel, publiek, beleid, ("x", kolom))
        assert hoog - laag + 1 >= beleid.onzekerheid


def test_intern_blijft_de_tabel_exact():
    tabel = kruis({"x": (3, 30)})
    assert publiceer(tabel, None)["x", "a"] == Getoond(3)
    assert publiceer(tabel, None)["x", None] == Getoond(33)


def test_dezelfde_tabel_geeft_altijd_hetzelfde_patroon():
    tabel = kruis({"x": (3, 30, 12, 15), "y": (8, 14, 11, 70), "z": (25, 9, 33, 41)})
    assert publiceer(tabel, BELEID) == publiceer(tabel, BELEID)


def test_de_regio_blijft_zichtbaar_als_alleen_de_gemeenten_klein_zijn():
    """Veertien klachten in zeven gemeenten van twee: het totaal van de regio gaat voor."""
    tabel = kruis({f"g{i}": (2, 0) for i in range(7)})
    publiek = publiceer_met_totaal(tabel, BELEID)
    assert publiek[None, None].waarde == 15
    assert publiek[None, "a"].waarde == 15
    assert not any(publiek[rij, "a"].zichtbaar for rij in tabel.rijen)


def test_een_kleine_cel_en_haar_dekking_krijgen_dezelfde_reden_als_de_reden_te_veel_verraadt():
    """2 en 10, samen 12: wie weet dat de dekking minstens 10 is, weet dat de kleine hoogstens 2 is."""
    tabel = kruis({"wachtlijst": (2, 10)}, kolomtotalen=False)
    publiek = publiceer(tabel, BELEID)
    assert {publiek["wachtlijst", kolom].reden for kolom in "ab"} == {Reden.SAMEN}
    assert publiek["wachtlijst", None].waarde == 10
