"""Wie alle publicaties naast elkaar legt, mag een klein aantal nooit te nauw krijgen; zonder register lukt dat wel."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.publicaties import (
    NUL,
    atomen,
    gedrukt,
    kleine_aantallen,
    mogelijke_waarden,
    vak,
    voorstel,
)
from zicht.core.publicatie import Beleid, Getoond, Reden, toon
from zicht.core.publicatie.aanvaller import val_aan
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Publicatie, Stand, Telling, Voorstel
from zicht.core.publicatie.getuigen import Getuigen, past
from zicht.core.publicatie.stelsel import Raster, Stelsel, samenhang
from zicht.core.publicatie.veilig import maak_veilig, te_beschermen, wegens_register

KLEIN = Beleid(drempel=4, afronding=3, onzekerheid=2)  # klein genoeg om alle mogelijkheden uit te proberen
BELEID = Beleid()
HOOGSTENS = 14
MINDER = settings().max_examples // 3  # een voorbeeld is hier een hele geschiedenis

Geschiedenis = list[tuple[Telling, list[tuple[int, int]]]]  # per publicatie de stand en de tijdvakken


@st.composite
def geschiedenissen(draw: st.DrawFn, *, plaatsen: int, maanden: int, hoogste: int, publicaties: int) -> Geschiedenis:
    namen = tuple("xyzuvw"[: draw(st.integers(1, plaatsen))])
    delen = draw(st.sampled_from([("teller", "rest"), (NOEMER,)]))
    sleutels = [(p, d, NUL + m) for p in namen for d in delen for m in range(maanden)]
    aantallen = {sleutel: draw(st.integers(0, hoogste)) for sleutel in sleutels}
    vakken = [(van, tot) for van in range(maanden) for tot in range(van + 1, maanden + 1)]
    uit: Geschiedenis = []
    for _ in range(draw(st.integers(1, publicaties))):
        gekozen = draw(st.lists(st.sampled_from(vakken), min_size=1, max_size=2, unique=True))
        uit.append((Telling(namen, delen, dict(aantallen)), gekozen))
        if draw(st.booleans()):  # nagekomen en vervallen gevallen
            for sleutel in draw(st.lists(st.sampled_from(sleutels), max_size=3)):
                aantallen[sleutel] = max(0, aantallen[sleutel] + draw(st.sampled_from([-1, 1, 2])))
    return uit


def publiceer_alles(geschiedenis: Geschiedenis, beleid: Beleid, *, met_register: bool = True) -> list[Publicatie]:
    register: list[Publicatie] = []
    stand, vorige = 0, None
    for nr, (telling, vakken) in enumerate(geschiedenis):
        stand += telling != vorige
        vorige = telling
        dag = date(2024, 12, 31) + timedelta(days=stand)
        eerder = register if met_register else []
        voor = voorstel(dag, telling, [vak(*v) for v in vakken])
        register.append(maak_veilig(f"p{nr}", voor, beleid, eerder).publicatie)
    return register


@given(geschiedenissen(plaatsen=2, maanden=2, hoogste=5, publicaties=3))
@settings(deadline=None, max_examples=MINDER)
def test_wie_elke_werkelijkheid_probeert_houdt_bij_elk_klein_aantal_genoeg_over(geschiedenis: Geschiedenis):
    """De lezer: alles van dezelfde stand bij elkaar, zonder iets van de verdediging te gebruiken."""
    register = publiceer_alles(geschiedenis, KLEIN)
    for publicatie in register:
        zelfde = [p for p in register if p.voorstel.stand == publicatie.voorstel.stand]
        sommen = gedrukt(zelfde)
        for plaats, deel, reeks, aantal in kleine_aantallen(publicatie, KLEIN):
            leden = atomen(publicatie.voorstel.tellingen["m"], plaats, deel, reeks)
            kan = mogelijke_waarden(sommen, leden, HOOGSTENS)
            assert aantal in kan
            assert len(kan) >= KLEIN.onzekerheid, (plaats, deel, reeks, aantal, kan)


@given(geschiedenissen(plaatsen=2, maanden=3, hoogste=12, publicaties=3))
@settings(deadline=None, max_examples=MINDER)
def test_elke_getuige_past_bij_alles_wat_getoond_is(geschiedenis: Geschiedenis):
    """Ook als er te weinig getuigen zijn gevonden: een getuige is altijd een werkelijkheid die kan."""
    register = publiceer_alles(geschiedenis, BELEID)
    raster = Raster(register, ["m"], samenhang(register, ["m"], [cel.vak for p in register for cel in p.getoond]))
    stelsel = Stelsel(raster, register)
    getuigen = Getuigen(stelsel)
    getuigen.pogingen = 0
    for groep in te_beschermen(raster):
        getuigen.waarden(raster.atomen(groep), BELEID.onzekerheid)
    assert all(past(stelsel, getuige) for getuige in getuigen.alle())


@given(geschiedenissen(plaatsen=2, maanden=3, hoogste=12, publicaties=3))
@settings(deadline=None, max_examples=MINDER)
def test_geen_van_beide_aanvallers_krijgt_een_klein_aantal_te_nauw(geschiedenis: Geschiedenis):
    register = publiceer_alles(geschiedenis, BELEID)
    assert [poging for poging in val_aan(register) if poging.geslaagd] == []


@given(geschiedenissen(plaatsen=2, maanden=3, hoogste=30, publicaties=3))
@settings(deadline=None, max_examples=MINDER)
def test_wat_zichtbaar_is_klopt_en_wat_zichtbaar_was_blijft_zo_tot_het_aantal_verandert(geschiedenis: Geschiedenis):
    register = publiceer_alles(geschiedenis, BELEID)
    for nr, publicatie in enumerate(register):
        for cel, getoond in publicatie.getoond.items():
            if getoond.zichtbaar:
                assert getoond == toon(publicatie.aantal(cel), BELEID)
            if getoond.reden is Reden.KLEIN:
                assert 0 < publicatie.aantal(cel) < BELEID.drempel
            for eerder in register[:nr]:
                if (
                    cel in eerder.getoond
                    and eerder.getoond[cel].zichtbaar
                    and eerder.aantal(cel) == publicatie.aantal(cel)
                ):
                    assert getoond == eerder.getoond[cel]


def _pogingen(publicaties: Sequence[Publicatie]) -> int:
    return min(poging.over for poging in val_aan(publicaties))


def twee(x: Sequence[int], y: Sequence[int], vakken: Sequence[list[tuple[int, int]]]) -> Geschiedenis:
    aantallen = {(p, NOEMER, NUL + m): n for p, rij in (("x", x), ("y", y)) for m, n in enumerate(rij)}
    telling = Telling(("x", "y"), (NOEMER,), aantallen)
    return [(telling, lijst) for lijst in vakken]


GEPLANT = {
    "januari-april van januari-augustus af": twee([10, 2], [40, 40], [[(0, 1)], [(0, 2)]]),
    "de gemeenten van de regio af": twee([10, 1], [10, 1], [[(0, 1)], [(0, 2)]]),
}


def test_zonder_register_slaagt_dezelfde_aanval_op_geplante_gevallen():
    for naam, geschiedenis in GEPLANT.items():
        los = publiceer_alles(geschiedenis, BELEID, met_register=False)
        samen = publiceer_alles(geschiedenis, BELEID)
        assert any(poging.geslaagd for poging in val_aan(los)), naam
        assert not any(poging.geslaagd for poging in val_aan(samen)), naam
        assert _pogingen(los) < BELEID.onzekerheid <= _pogingen(samen), naam


def test_zonder_register_verraadt_de_regio_van_vandaag_de_gemeente_van_gisteren():
    telling = Telling(
        ("x", "y", "z"), (NOEMER,), {("x", NOEMER, NUL): 10, ("y", NOEMER, NUL): 10, ("z", NOEMER, NUL): 1}
    )
    gemeenten = voorstel(date(2024, 12, 31), telling, [vak(0, 1)], plaatsen=("x", "y", "z"))
    regio = voorstel(date(2024, 12, 31), telling, [vak(0, 1)], plaatsen=(REGIO,))
    eerst = maak_veilig("gemeenten", gemeenten, BELEID).publicatie
    assert _pogingen([eerst, maak_veilig("regio", regio, BELEID).publicatie]) == 2
    assert _pogingen([eerst, maak_veilig("regio", regio, BELEID, [eerst]).publicatie]) >= BELEID.onzekerheid


def test_twee_maten_die_hetzelfde_tellen_verraden_elkaar_niet():
    """De noemer is verborgen bij de ene maat; bij de andere, met dezelfde noemer, mag hij er dan ook niet staan."""
    delen = ("teller", "rest")
    tellers = {"a": {"x": 10, "y": 30}, "b": {"x": 0, "y": 20}}
    tellingen = {
        maat: Telling(("x", "y"), delen, {
            (p, deel, NUL): n if deel == "teller" else {"x": 12, "y": 40}[p] - n for p, n in t.items() for deel in delen
        })
        for maat, t in tellers.items()
    }  # fmt: skip
    cellen = tuple(Cel(m, p, vak(0, 1), d) for m in tellingen for p in ("x", "y", REGIO) for d in (*delen, NOEMER))
    samen = Voorstel(Stand(date(2024, 12, 31), "f", "1"), tellingen, cellen)
    publicatie = maak_veilig("samen", samen, BELEID).publicatie
    for plaats in ("x", "y", REGIO):
        a, b = (publicatie.getoond[Cel(maat, plaats, vak(0, 1))] for maat in ("a", "b"))
        assert a == b, plaats
    assert not any(poging.geslaagd for poging in val_aan([publicatie]))
    verklikt = {cel: toon(samen.aantal(cel), BELEID) for cel in cellen}
    verklikt[Cel("a", "x", vak(0, 1))] = Getoond(None, Reden.BESCHERMT)
    assert any(poging.geslaagd for poging in val_aan([Publicatie("los", samen, BELEID, verklikt)]))


def regio_van_achttien(schaal: int, zaad: int) -> Geschiedenis:
    """Drie buraps van een regio met grote en kleine gemeenten, elk met nagekomen gevallen."""
    toeval = random.Random(zaad)
    namen, delen = tuple(f"gemeente {nr:02}" for nr in range(18)), ("teller", "rest")
    kans = {naam: schaal * toeval.choice([0.05, 0.1, 0.2, 0.5, 1, 2]) for naam in namen}
    aantallen = {
        (naam, deel, NUL + maand): round(toeval.expovariate(1 / kans[naam]))
        for naam in namen for deel in delen for maand in range(12)
    }  # fmt: skip
    uit: Geschiedenis = []
    for tot in (4, 8, 12):
        uit.append((Telling(namen, delen, dict(aantallen)), [(0, tot)]))
        for sleutel in toeval.sample(sorted(aantallen), 40):
            aantallen[sleutel] = max(0, aantallen[sleutel] + toeval.choice([1, 1, 1, -1]))
    return uit


@pytest.mark.parametrize("schaal", [3, 12])
def test_een_jaar_van_drie_buraps_blijft_bruikbaar_en_is_helemaal_bewezen(schaal: int):
    """Bruikbaar: het register verbergt hoogstens een op de tien cellen die zonder register zichtbaar waren."""
    geschiedenis = regio_van_achttien(schaal, zaad=schaal)
    register: list[Publicatie] = []
    zichtbaar = extra = 0
    for nr, (telling, vakken) in enumerate(geschiedenis):
        veilig = maak_veilig(
            f"{nr}", voorstel(date(2024, 4, 30 - nr), telling, [vak(*v) for v in vakken]), BELEID, register
        )
        assert veilig.lekken == ()
        extra += len(wegens_register(veilig))
        zichtbaar += sum(getoond.zichtbaar for getoond in veilig.publicatie.getoond.values())
        register.append(veilig.publicatie)
    assert not any(poging.geslaagd for poging in val_aan(register))
    assert zichtbaar > 60
    assert extra <= zichtbaar / 10
