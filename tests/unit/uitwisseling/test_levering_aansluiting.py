"""Eigen telling, geleverd en gedrukt: elk verschil heeft een oorzaak of zit in de rest, en het sluit altijd."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zicht.core.periodes import lees_periode
from zicht.engines.leveraansluiting import Eigenrij
from zicht.uitwisseling.levering.aansluiting import (
    DEFINITIE,
    NA_LEVERING,
    REST,
    UITGESLOTEN,
    Been,
    Leverrij,
    casusbeen,
    rijbeen,
)

PERIODE = lees_periode("2024-H1")
OP = {"2024-H1": date(2024, 7, 15)}
PEILDATUM = date(2025, 3, 1)
DAGEN = st.none() | st.dates(date(2023, 10, 1), date(2024, 12, 31))
GEMEENTEN = st.sampled_from([None, "GM0001", "GM0002"])
KENMERKEN = st.integers(0, 12).map(lambda n: f"M{n}")
CASUSSEN = st.integers(0, 5).map(lambda n: f"C{n}")


def _eigen(kenmerk: str) -> st.SearchStrategy[Eigenrij]:
    deel = st.sampled_from([None, "ter registratie", "huisverbod"])
    return st.builds(Eigenrij, st.just(kenmerk), CASUSSEN, GEMEENTEN, DAGEN, DAGEN, DAGEN, deel)


RIJEN = (
    st.lists(KENMERKEN, unique=True)
    .flatmap(lambda ks: st.tuples(*map(_eigen, ks)))
    .map(lambda rs: {r.kenmerk: r for r in rs})
)
GELEVERD = st.lists(
    st.builds(Leverrij, KENMERKEN, CASUSSEN, GEMEENTEN, DAGEN, st.none()), unique_by=lambda r: r.kenmerk
).map(lambda rs: {r.kenmerk: r for r in rs})


@given(RIJEN, GELEVERD, st.sampled_from([None, "GM0001"]))
def test_het_been_sluit_altijd(rijen, geleverd, gebied):
    """De rest is geteld, niet uitgerekend als wat overblijft: toch komt het precies uit."""
    weg = {k: r for k, r in geleverd.items() if gebied in (None, r.gemeente)}
    een = rijbeen(rijen, weg, PERIODE, gebied, OP, PEILDATUM)
    casus = casusbeen(rijen, weg, PERIODE, gebied, OP, PEILDATUM)
    assert een.sluit
    assert casus.sluit
    assert een.naar == len(weg)


def _rij(kenmerk: str, dag: date | None, klaar: date | None, **anders: object) -> Eigenrij:
    vast = {"casus": f"C{kenmerk}", "gemeente": "GM0001", "invoer": dag, "deel": None}
    return Eigenrij(kenmerk=kenmerk, dag=dag, klaar=klaar, **{**vast, **anders})  # type: ignore[arg-type]


def _bedragen(been: Been) -> dict[str, int]:
    return {o.code: o.bedrag or 0 for o in been.oorzaken} | {REST: been.rest}


def test_elke_oorzaak_bij_haar_geval():
    mei, juli, aug = date(2024, 5, 6), date(2024, 7, 3), date(2024, 8, 1)
    rijen = [
        _rij("geleverd", mei, mei),
        _rij("nog-niet-klaar", mei, juli),
        _rij("registratie", mei, None, deel="ter registratie"),
        _rij("later-ingevoerd", mei, mei, invoer=aug),
        _rij("vergeten", mei, mei),
        _rij("van-vorig", date(2023, 12, 28), date(2024, 1, 8)),
        _rij("verhuisd", mei, mei, gemeente="GM0002"),
    ]
    geleverd = {
        k: Leverrij(k, f"C{k}", "GM0001", mei, None) for k in ("geleverd", "van-vorig", "verwijderd", "verhuisd")
    }
    been = rijbeen({r.kenmerk: r for r in rijen}, geleverd, PERIODE, "GM0001", OP, PEILDATUM)
    # later ingevoerd -1, verwijderd en verhuisd +2; nog niet klaar -1, van vorig +1
    assert _bedragen(been) == {NA_LEVERING: 1, DEFINITIE: 0, UITGESLOTEN: -1, REST: -1}
    assert (been.van, been.naar, been.sluit) == (5, 4, True)


def test_een_casus_met_twee_meldingen_telt_een_keer():
    mei = date(2024, 5, 6)
    rijen = {k: _rij(k, mei, mei, casus="C1") for k in ("M1", "M2")}
    geleverd = {k: Leverrij(k, "C1", "GM0001", mei, None) for k in ("M1", "M2")}
    assert casusbeen(rijen, geleverd, PERIODE, None, OP, PEILDATUM).van == 1
    assert casusbeen(rijen, {}, PERIODE, None, OP, PEILDATUM).rest == -1
