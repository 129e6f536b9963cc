"""Wetten van het begrotingsmodel op willekeurige scenario's, en een tweede implementatie in breuken."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import zicht.catalogus
from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.gevoeligheid import knoppen
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, pas_toe
from zicht.core.begroting.verdeling import hele_euros

NOG = begrotingen.begroting("nog", 2025)
RUW = tomllib.loads((Path(zicht.catalogus.__file__).parent / "parameters/nog/begroting/2025.toml").read_text("utf-8"))
PADEN = [knop.pad for knop in knoppen(NOG) if not knop.pad.startswith("index.")]
FACTOREN = st.decimals(-40, 60, places=1)
SCENARIOS = st.lists(st.tuples(st.sampled_from(PADEN), FACTOREN), max_size=6, unique_by=lambda paar: paar[0])


def scenario(wijzigingen: list[tuple[str, Decimal]]) -> Scenario:
    """Een scenario met deze procenten meer."""
    return Scenario("w", "Willekeurig", tuple(Wijziging(pad, Wijze.PROCENT, procent) for pad, procent in wijzigingen))


class Tweede:
    """Hetzelfde model, opnieuw geschreven met breuken en rechtstreeks uit het bestand."""

    def __init__(self, meer: Mapping[str, Decimal]) -> None:
        self.meer = meer

    def getal(self, *delen: str) -> Fraction:
        waarde: object = RUW
        for deel in delen:
            waarde = waarde.get(deel) if isinstance(waarde, dict) else None
        if isinstance(waarde, dict):
            waarde = waarde["waarde"]
        if waarde is None:
            return Fraction(0)
        return Fraction(str(waarde)) * (1 + Fraction(self.meer.get(".".join(delen), Decimal(0))) / 100)

    def is_anders(self, *delen: str) -> bool:
        return bool(self.meer.get(".".join(delen)))

    def stroom(self, code: str) -> Fraction:
        tabel, van = RUW["stroom"][code], RUW["stroom"][code].get("van")
        if van is None:
            return self.getal("stroom", code, "aantal")
        if self.is_anders("stroom", code, "aandeel"):
            return self.stroom(van) * self.getal("stroom", code, "aandeel") / 100
        if tabel.get("vult_aan"):
            broers = [c for c, t in RUW["stroom"].items() if t.get("van") == van and c != code]
            return self.stroom(van) - sum(self.stroom(c) for c in broers)
        return self.getal("stroom", code, "aantal") * self.stroom(van) / Tweede({}).stroom(van)

    def dienst(self, code: str) -> Fraction:
        tabel = RUW["dienst"][code]
        if "stroom" in tabel:
            return self.stroom(tabel["stroom"])
        aantal = self.getal("dienst", code, "aantal")
        mee = tabel.get("beweegt_met")
        if mee is None or self.is_anders("dienst", code, "aantal"):
            return aantal
        return aantal * self.stroom(mee) / Tweede({}).stroom(mee)

    def totaal(self) -> Fraction:
        uren = sum(self.dienst(c) * self.getal("dienst", c, "normtijd_uren") for c in RUW["dienst"])
        fte = uren / self.getal("formatie", "productieve_uren") + (self.getal("formatie", "team_toegang", "fte"))
        inhuur = self.getal("loonkosten", "aandeel_inhuur") / 100
        loon, huur = self.getal("loonkosten", "in_dienst"), self.getal("loonkosten", "inhuur")
        anderen = [
            self.getal("post", p, "bedrag") for p in ("primair_uitvoerend_en_ondersteunend", "leiding_en_ondersteuning")
        ]
        vast = fte * (1 - inhuur) * loon + fte * inhuur * huur + sum(anderen)
        mensen = fte + (sum(anderen) / loon if loon else 0)
        verzuim = self.getal("verzuim", "verwacht") - self.getal("verzuim", "begroot")
        verloop = self.getal("verloop", "verwacht") - self.getal("verloop", "begroot")
        extra = mensen * verzuim / 100 * huur + mensen * verloop / 100 * Fraction(3, 12) * (huur - loon)
        return vast * (1 + self.getal("overhead", "procent") / 100) + extra


@given(SCENARIOS)
def test_het_model_is_gelijk_aan_de_tweede_implementatie(wijzigingen: list[tuple[str, Decimal]]) -> None:
    try:
        model = reken(pas_toe(NOG, scenario(wijzigingen)))
    except BegrotingFout:
        return  # een aandeel boven 100 procent; dat zegt een andere test
    verwacht = Tweede(dict(wijzigingen)).totaal()
    assert abs(Fraction(model["totaal"].getal) - verwacht) < Fraction(1, 10**9)


@given(SCENARIOS)
def test_alles_wat_in_de_trechter_gaat_komt_eruit_of_is_rest(wijzigingen: list[tuple[str, Decimal]]) -> None:
    try:
        model = reken(pas_toe(NOG, scenario(wijzigingen)))
    except BegrotingFout:
        return
    for stroom in ("meldingen", "eerste_contact", "vervolg"):
        assert model[f"rest.{stroom}"].getal >= 0
        assert model[f"geplaatst.{stroom}"].getal + model[f"rest.{stroom}"].getal == model[f"stroom.{stroom}"].getal


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=4), st.decimals("0.000001", 10**6, places=6), min_size=1, max_size=40
    ),
)
def test_hele_euros_zijn_samen_het_bedrag_en_nooit_een_euro_naast_het_exacte(
    bedrag: Decimal, gewichten: dict[str, Decimal]
) -> None:
    euros, som = hele_euros(bedrag, gewichten), sum(gewichten.values())
    heel = sum(euros.values())
    assert abs(heel - bedrag) <= Decimal("0.5")
    for sleutel, gewicht in gewichten.items():
        assert abs(euros[sleutel] - heel * gewicht / som) < 1
