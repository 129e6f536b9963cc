"""Een aanvaller die alle tabellen probeert die bij de druk passen, mag een verborgen cel nooit te klein krijgen."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from zicht.core.publicatie import (
    Beleid,
    Getoond,
    Kruistabel,
    Plaats,
    PubliekeTabel,
    Reden,
    bereik,
    grenzen,
    publiceer,
    publiceer_met_totaal,
    toon,
)

KLEIN = Beleid(drempel=4, afronding=3, onzekerheid=2)  # klein genoeg om alle mogelijkheden uit te proberen
HOOGSTENS = 9  # grootste exacte aantal in deze proeven


@st.composite
def kruistabellen(draw: st.DrawFn, hoogste: int = HOOGSTENS, maat: int = 3) -> Kruistabel:
    rijen = tuple("xyzuvw"[: draw(st.integers(1, maat))])
    kolommen = tuple("abcdef"[: draw(st.integers(1, maat))])
    cellen = {plaats: draw(st.integers(0, hoogste)) for plaats in product(rijen, kolommen)}
    return Kruistabel(rijen, kolommen, cellen, draw(st.booleans()), draw(st.booleans()))


def past(publiek: PubliekeTabel, beleid: Beleid, cellen: dict[tuple[str, str], int], tabel: Kruistabel) -> bool:
    """Of deze exacte tabel tot precies deze druk had kunnen leiden, gegeven het beleid en de redenen."""
    proef = Kruistabel(tabel.rijen, tabel.kolommen, cellen, tabel.rijtotalen, tabel.kolomtotalen)
    for plaats, getoond in publiek.items():
        laag, hoog = grenzen(getoond, beleid)
        if not laag <= proef.aantal(plaats) <= hoog:
            return False
    return True


def alle_waarden(tabel: Kruistabel, publiek: PubliekeTabel, beleid: Beleid, hoogste: int) -> dict[Plaats, set[int]]:
    """De aanvaller: elke combinatie van celwaarden die bij de druk past, met de waarden die elke plaats dan heeft."""
    plaatsen = list(product(tabel.rijen, tabel.kolommen))
    ruimte = [range(grenzen(publiek[p], beleid)[0], min(grenzen(publiek[p], beleid)[1], hoogste) + 1) for p in plaatsen]
    uit: dict[Plaats, set[int]] = {plaats: set() for plaats in publiek}
    for keuze in product(*ruimte):
        cellen = dict(zip(plaatsen, keuze, strict=True))
        if past(publiek, beleid, cellen, tabel):
            proef = Kruistabel(tabel.rijen, tabel.kolommen, cellen, tabel.rijtotalen, tabel.kolomtotalen)
            for plaats in publiek:
                uit[plaats].add(proef.aantal(plaats))
    return uit


@given(kruistabellen(maat=2))
def test_wie_alles_uitprobeert_houdt_bij_elke_kleine_cel_genoeg_over(tabel: Kruistabel):
    publiek = publiceer(tabel, KLEIN)
    gezien = alle_waarden(tabel, publiek, KLEIN, 16)
    for plaats, getoond in publiek.items():
        assert tabel.aantal(plaats) in gezien[plaats]
        if getoond.reden is Reden.KLEIN or 0 < tabel.aantal(plaats) < KLEIN.drempel:
            assert len(gezien[plaats]) >= KLEIN.onzekerheid, (plaats, gezien[plaats])


@given(kruistabellen(hoogste=5, maat=2), st.integers(0, 8))
def test_het_berekende_bereik_is_precies_dat_van_wie_alles_uitprobeert(tabel: Kruistabel, verberg: int):
    """Ook bij een druk die niet door `publiceer` is gemaakt: alleen de eerste verberging."""
    publiek = {plaats: toon(tabel.aantal(plaats), KLEIN) for plaats in tabel.plaatsen()}
    for plaats in list(publiek)[:verberg]:
        if publiek[plaats].waarde:
            publiek[plaats] = Getoond(None, Reden.GEHEEL)
    gezien = alle_waarden(tabel, publiek, KLEIN, 10)
    for plaats in publiek:
        laag, hoog = bereik(tabel, publiek, KLEIN, plaats)
        assert laag == min(gezien[plaats])
        if hoog <= 8:  # daarboven heeft de aanvaller in deze proef niet alles geprobeerd
            assert hoog == max(gezien[plaats])


@given(kruistabellen(hoogste=60, maat=6))
def test_bij_het_echte_beleid_houdt_elke_kleine_cel_vijf_mogelijkheden(tabel: Kruistabel):
    beleid = Beleid()
    publiek = publiceer(tabel, beleid)
    for plaats, getoond in publiek.items():
        aantal = tabel.aantal(plaats)
        laag, hoog = bereik(tabel, publiek, beleid, plaats)
        assert laag <= aantal <= hoog
        assert 0 < aantal < beleid.drempel or getoond.reden is not Reden.KLEIN
        if 0 < aantal < beleid.drempel:
            assert not getoond.zichtbaar
            assert hoog - laag + 1 >= beleid.onzekerheid


@given(kruistabellen(hoogste=60, maat=4))
def test_wat_zichtbaar_is_klopt_en_wat_groot_is_wordt_alleen_met_reden_verborgen(tabel: Kruistabel):
    beleid = Beleid()
    publiek = publiceer(tabel, beleid)
    heeft_kleine = any(0 < tabel.aantal(plaats) < beleid.drempel for plaats in publiek)
    for plaats, getoond in publiek.items():
        if getoond.zichtbaar:
            assert getoond == toon(tabel.aantal(plaats), beleid)
        else:
            assert heeft_kleine


@given(kruistabellen(hoogste=14, maat=5))
def test_ook_met_vaste_totalen_van_de_regio_houdt_elke_cel_vijf_mogelijkheden(tabel: Kruistabel):
    beleid = Beleid()
    publiek = publiceer_met_totaal(tabel, beleid)
    for plaats in publiek:
        aantal = tabel.aantal(plaats)
        laag, hoog = bereik(tabel, publiek, beleid, plaats)
        assert laag <= aantal <= hoog
        if 0 < aantal < beleid.drempel:
            assert hoog - laag + 1 >= beleid.onzekerheid
