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


INSTROOM = tabel({"Alkmaar": (357,), "Texel": (27,), "Schagen": (80,)}, ("n",))
BETROKKEN = tabel({"Alkmaar": (300, 40, 17), "Texel": (24, 1, 2), "Schagen": (60, 12, 8)}, ("geen", "bij", "na"))


def test_een_totaal_dat_elders_staat_is_in_een_uitsplitsing_niet_verborgen():
    for publiek in (
        publiceer_samen([INSTROOM, BETROKKEN], BELEID),
        publiceer_samen([BETROKKEN, INSTROOM], BELEID)[::-1],
    ):
        instroom, betrokken = publiek
        for gemeente in ("Alkmaar", "Texel", "Schagen", None):
            assert betrokken[gemeente, None] == instroom[gemeente, None] == instroom[gemeente, "n"]
            assert instroom[gemeente, None].zichtbaar


def test_een_groep_die_elders_een_totaal_is_staat_op_beide_plaatsen_gelijk():
    besluit = tabel({"x": (40, 7), "y": (30, 25)}, ("overdracht", "anders"))
    aan_wie = tabel({"x": (38, 2), "y": (12, 18)}, ("wijkteam", "politie"))
    een, ander = publiceer_samen([besluit, aan_wie], BELEID)
    assert all(een[rij, "overdracht"] == ander[rij, None] for rij in ("x", "y", None))


def test_twee_groepen_die_toevallig_gelijk_zijn_blijven_twee_delen_van_hun_totaal():
    publiek, _ = publiceer_samen([tabel({"x": (20, 20), "y": (15, 15)}, ("a", "b")), INSTROOM], BELEID)
    assert [publiek["x", k].waarde for k in ("a", "b", None)] == [20, 20, 40]


def test_maanden_van_de_regio_verraden_niet_wat_het_totaal_van_de_gemeenten_verbergt():
    """April is 30 min de drie andere maanden; het totaal van de reeks is het totaal van de gemeenten."""
    gemeenten = tabel({"x": (18,), "y": (14,)}, ("n",))
    maanden = tabel({"januari": (0,), "februari": (28,), "maart": (0,), "april": (4,)}, ("n",))
    publiek, reeks = publiceer_samen([gemeenten, maanden], BELEID, [((1, None), (0, None))])
    assert publiek[None, None].waarde == 30
    assert not reeks["april", "n"].zichtbaar
    assert reeks[None, None] == publiek[None, None]
    assert sum(reeks[maand, "n"].waarde is None for maand in maanden.rijen) > 1


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
