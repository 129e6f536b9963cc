"""Tabellen die cellen delen: wat de ene tabel zegt, mag niet verraden wat de andere verbergt."""

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from support.publicaties import Som, mogelijke_waarden
from zicht.core.publicatie import Beleid, Kruistabel, PubliekeTabel, grenzen, publiceer_met_totaal
from zicht.core.publicatie.samen import publiceer_samen

BELEID = Beleid()
KLEIN = Beleid(drempel=4, afronding=3, onzekerheid=2)  # klein genoeg om alle mogelijkheden uit te proberen
Werkelijkheid = Mapping[tuple[str, str, str], int]  # (gemeente, groep van de ene indeling, groep van de andere)
GEMEENTEN, EEN, ANDER = ("x", "y"), ("a", "b"), ("p", "q")


def tabel(rijen: Mapping[str, Sequence[int]], kolommen: Sequence[str]) -> Kruistabel:
    cellen = {(rij, k): n for rij, aantallen in rijen.items() for k, n in zip(kolommen, aantallen, strict=True)}
    return Kruistabel(tuple(rijen), tuple(kolommen), cellen)


INSTROOM = tabel({"x": (18,), "y": (28,), "z": (60,)}, ("n",))
SOORT = tabel({"x": (17, 1), "y": (9, 19), "z": (9, 51)}, ("ja", "nee"))


def test_een_totaal_dat_elders_staat_is_in_een_uitsplitsing_niet_verborgen():
    assert not publiceer_met_totaal(SOORT, BELEID)["x", None].zichtbaar, "los van de instroom kost het een totaal"
    for instroom, soort in (
        publiceer_samen([INSTROOM, SOORT], BELEID),
        publiceer_samen([SOORT, INSTROOM], BELEID)[::-1],
    ):
        for rij in ("x", "y", "z", None):
            assert soort[rij, None] == instroom[rij, None] == instroom[rij, "n"]
            assert instroom[rij, None].zichtbaar


def test_een_groep_die_elders_een_totaal_is_staat_op_beide_plaatsen_gelijk():
    besluit = tabel({"x": (12, 2), "y": (9, 20), "z": (26, 25)}, ("overdracht", "anders"))
    aan_wie = tabel({"x": (7, 5), "y": (8, 1), "z": (21, 5)}, ("wijkteam", "politie"))
    een, ander = publiceer_samen([besluit, aan_wie], BELEID)
    assert all(een[rij, "overdracht"] == ander[rij, None] for rij in ("x", "y", "z", None))


def test_twee_groepen_die_toevallig_gelijk_zijn_blijven_twee_delen_van_hun_totaal():
    """Een lezer weet niet dat zij gelijk zijn: wie dat wel aanneemt, houdt van 6 alleen 2, 4, 6 en 8 over en verbergt te veel."""
    rijen = {"x": (3, 3), "y": (20, 20), "z": (30, 30)}
    publiek, _ = publiceer_samen([tabel(rijen, ("a", "b")), tabel({"x": (6,), "y": (40,), "z": (60,)}, ("n",))], BELEID)
    assert publiek == publiceer_met_totaal(tabel(rijen, ("a", "b")), BELEID)


def test_wat_over_alle_rijen_samen_verborgen_is_staat_ook_niet_bij_de_maanden():
    """Een onderzoek en 100 keer Voorwaarden & Vervolg: 100 min 100 is 1 tot en met 4."""
    diensten = tabel({"x": (60, 1), "y": (40, 0)}, ("vv", "onderzoek"))
    maanden = tabel({"januari": (100,), "februari": (0,)}, ("n",))
    los = publiceer_met_totaal(diensten, BELEID), publiceer_met_totaal(maanden, BELEID)
    assert [los[0][None, "vv"].zichtbaar, los[0][None, None].zichtbaar, los[1][None, None].zichtbaar] == [
        False,
        True,
        True,
    ]
    publiek, reeks = publiceer_samen([diensten, maanden], BELEID, [((1, None), (0, "vv"))])
    assert reeks[None, None] == publiek[None, "vv"]
    assert not (publiek[None, "vv"].zichtbaar and publiek[None, None].zichtbaar)


# ------------------------------------------------------------------------------------------------------------- de aanvaller


def indelingen(aantallen: Werkelijkheid) -> list[Kruistabel]:
    """Het totaal per gemeente, en twee indelingen van dezelfde gevallen."""
    een = {(g, a): sum(aantallen[g, a, p] for p in ANDER) for g in GEMEENTEN for a in EEN}
    ander = {(g, p): sum(aantallen[g, a, p] for a in EEN) for g in GEMEENTEN for p in ANDER}
    totaal = {(g, "n"): sum(een[g, a] for a in EEN) for g in GEMEENTEN}
    return [
        Kruistabel(GEMEENTEN, ("n",), totaal),
        Kruistabel(GEMEENTEN, EEN, een),
        Kruistabel(GEMEENTEN, ANDER, ander),
    ]


def leden(rij: str | None, kolom: str | None) -> list[tuple[str, str, int]]:
    """De atomen van een cel: (gemeente, groep van beide indelingen, 0)."""
    return [
        (g, a + p, 0)
        for g in ((rij,) if rij else GEMEENTEN)
        for a, p in product(EEN, ANDER)
        if kolom in {None, "n", a, p}
    ]


def te_nauw(tabellen: Sequence[Kruistabel], publiek: Sequence[PubliekeTabel]) -> list[object]:
    """Elk klein aantal waarvan wie elke werkelijkheid naast alle tabellen probeert te weinig waarden overhoudt."""
    sommen: list[Som] = [
        (tuple(leden(*plaats)), *grenzen(getoond, KLEIN)) for druk in publiek for plaats, getoond in druk.items()
    ]
    return [
        plaats
        for gevraagd in tabellen
        for plaats in gevraagd.plaatsen()
        if KLEIN.kleinste <= gevraagd.aantal(plaats) < KLEIN.drempel
        and len(mogelijke_waarden(sommen, leden(*plaats), 12)) < KLEIN.onzekerheid
    ]


werkelijkheden = st.fixed_dictionaries({sleutel: st.integers(0, 4) for sleutel in product(GEMEENTEN, EEN, ANDER)})


@settings(max_examples=60)
@given(werkelijkheden)
def test_wie_alle_tabellen_naast_elkaar_legt_houdt_bij_elk_klein_aantal_genoeg_over(aantallen: Werkelijkheid):
    tabellen = indelingen(aantallen)
    assert te_nauw(tabellen, publiceer_samen(tabellen, KLEIN)) == []


def test_los_van_elkaar_gedrukt_lukt_het_de_aanvaller_wel():
    """De controle op de controle: van elke tabel los is niets te herleiden, van samen wel."""
    gevonden = 0
    for nr in range(3**6):
        cijfers = [nr // 3**i % 3 * 2 for i in range(6)]
        aantallen = dict(zip(product(GEMEENTEN, EEN, ANDER), (*cijfers, 4, 0), strict=True))
        tabellen = indelingen(aantallen)
        if te_nauw(tabellen, [publiceer_met_totaal(t, KLEIN) for t in tabellen]):
            gevonden += 1
            assert te_nauw(tabellen, publiceer_samen(tabellen, KLEIN)) == []
            if gevonden == 5:
                return
    raise AssertionError("geen enkele keer gelukt")
