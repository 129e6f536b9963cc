"""Een scenario verandert het model van de doorstroom en de begroting tegelijk, in dezelfde verhouding, en zegt wat niet meebeweegt."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from support.kleine_doorstroom import BEGIN, doorstroom
from zicht.capaciteit.ijken import vastwerk
from zicht.capaciteit.model import Model, Soort, Vervolg
from zicht.capaciteit.studie.paden import MONITOREN_LOPEND, VAST_WERK, urgentiemix, verschuif
from zicht.capaciteit.studie.scenario import Toegepast, pas_toe
from zicht.capaciteit.studie.verslag import NIETS_DOEN
from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.inzet import Beleidskeuze, Deel, Dienstverband, Groei, Inzet, Tempo, Voorrang
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging

MODEL = doorstroom()
NOG = reken(begrotingen.begroting("nog", 2025))


def met(*wijzigingen: tuple[str, Wijze, str]) -> Toegepast:
    delen = tuple(Wijziging(pad, wijze, Decimal(getal)) for pad, wijze, getal in wijzigingen)
    return pas_toe(MODEL, NOG, Scenario("x", "X", delen))


def per_jaar(model: Model) -> float:
    return sum(sum(stroom.per_dag) for stroom in model.stromen)


def aandelen(model: Model) -> list[float]:
    mix = urgentiemix(model)
    return [sum(m * rij[v] for m, rij in zip(mix, model.vervolg, strict=True)) for v in Vervolg]


def test_zonder_wijzigingen_komt_hetzelfde_model_terug() -> None:
    assert pas_toe(MODEL, NOG, NIETS_DOEN) == Toegepast(NIETS_DOEN, MODEL, NOG)
    assert met(("stroom.meldingen.aantal", Wijze.PLUS, "0")).model == MODEL


# ------------------------------------------------------------------------------------------------ paden van de begroting


def test_meer_meldingen_is_overal_evenveel_meer_instroom_en_dezelfde_routes() -> None:
    anders = met(("stroom.meldingen.aantal", Wijze.PROCENT, "10"))
    assert per_jaar(anders.model) == pytest.approx(per_jaar(MODEL) * 1.1)
    assert anders.model.vervolg == MODEL.vervolg
    assert anders.alleen_begroting == ()
    assert anders.rekening is not None
    assert anders.rekening["stroom.meldingen"].waarde == 3575


def test_minder_directe_overdracht_verschuift_de_routes_zoals_in_de_begroting() -> None:
    anders = met(("stroom.directe_overdracht.aandeel", Wijze.ZET, "50"))
    toen, nu = aandelen(MODEL), aandelen(anders.model)
    assert anders.rekening is not None
    for vervolg, code in (
        (Vervolg.OVERDRACHT, "directe_overdracht"),
        (Vervolg.VOORWAARDEN_EN_VERVOLG, "voorwaarden_en_vervolg"),
    ):
        factor = anders.rekening[f"stroom.{code}"].getal / NOG[f"stroom.{code}"].getal
        assert nu[vervolg] / toen[vervolg] == pytest.approx(float(factor), rel=1e-6)
    assert all(sum(rij) == pytest.approx(1) for rij in anders.model.vervolg)
    assert per_jaar(anders.model) == per_jaar(MODEL)


def test_verschuiven_zonder_verandering_laat_elke_kans_staan() -> None:
    gelijk = verschuif(MODEL.vervolg, urgentiemix(MODEL), {})
    assert [kans for rij in gelijk for kans in rij] == pytest.approx([kans for rij in MODEL.vervolg for kans in rij])


def test_een_normtijd_verandert_het_werk_in_dezelfde_verhouding() -> None:
    anders = met(
        ("dienst.meldingen.normtijd_uren", Wijze.PROCENT, "20"), ("dienst.onderzoek.normtijd_uren", Wijze.PLUS, "4")
    )
    assert [werk.inspanning.gemiddelde for werk in anders.model.werk] == pytest.approx([3.0, 22.0, 48.0])


def test_eerste_contact_en_overdracht_horen_bij_een_zaak_en_bij_het_nawerk_van_een_overdracht() -> None:
    anders = met(
        ("dienst.eerste_contact.normtijd_uren", Wijze.PLUS, "1"),
        ("dienst.overdracht_na_bemoeienis.normtijd_uren", Wijze.PLUS, "2"),
    )
    assert [werk.inspanning.gemiddelde for werk in anders.model.werk] == pytest.approx([2.5, 25.0, 47.0])
    assert [deel.uren for deel in anders.model.nawerk_beoordeling[Vervolg.OVERDRACHT]] == pytest.approx([2.5, 2.5, 1.0])


def test_monitoren_is_het_late_nawerk_en_wat_al_loopt() -> None:
    anders = met(
        ("dienst.monitoren.normtijd_uren", Wijze.PROCENT, "50"), ("dienst.monitoren.aantal", Wijze.PROCENT, "10")
    )
    assert [deel.uren for deel in anders.model.nawerk_beoordeling[Vervolg.OVERDRACHT]] == pytest.approx(
        [2.0, 2.0, 1.65]
    )
    assert [deel.uren for deel in anders.model.nawerk_dienst] == pytest.approx([4.95])
    assert sum(anders.model.vastwerk[2].per_dag) == pytest.approx(1.5 * sum(MODEL.vastwerk[2].per_dag))


def test_meer_adviezen_is_meer_vast_werk_naar_de_uren_van_de_begroting() -> None:
    anders = met(("dienst.adviezen.aantal", Wijze.PROCENT, "10"))
    uren = 6600 * 1.95
    factor = (uren * 1.1 + 1000) / (uren + 1000)  # de ondersteuning van professionals groeit niet mee
    oud, nieuw = (sum(model.vastwerk[0].per_dag) for model in (MODEL, anders.model))
    assert nieuw / oud == pytest.approx(factor)


def test_verzuim_kost_uren_en_verloop_ook() -> None:
    ziek = met(("verzuim.verwacht", Wijze.ZET, "7.5")).model.teams[0]
    assert ziek.verzuim == pytest.approx(0.075)
    assert ziek.uren[0] / MODEL.teams[0].uren[0] == pytest.approx(0.925 / 0.95)
    assert met(("verzuim.verwacht", Wijze.PLUS, "1")).model.teams[0].verzuim == pytest.approx(0.06)
    weg = met(("verloop.verwacht", Wijze.PLUS, "10")).model.teams[0]
    assert weg.verloop == pytest.approx(0.2)
    assert 0.9 < weg.uren[0] / MODEL.teams[0].uren[0] < 1


def test_een_verzuim_dat_gelijk_is_aan_de_begroting_verandert_een_team_dat_anders_is() -> None:
    zieker = replace(MODEL, teams=tuple(replace(team, verzuim=0.08) for team in MODEL.teams))
    norm = Scenario("x", "X", (Wijziging("verzuim.verwacht", Wijze.ZET, Decimal(5)),))
    team = pas_toe(zieker, NOG, norm).model.teams[0]
    assert team.verzuim == pytest.approx(0.05)
    assert team.uren[0] / MODEL.teams[0].uren[0] == pytest.approx(0.95 / 0.92)


def test_inhuur_in_plaats_van_in_dienst_wisselt_mensen() -> None:
    extra = met(("loonkosten.aandeel_inhuur", Wijze.ZET, "10")).model.extra
    assert [(deel.team, deel.soort, round(deel.fte, 6)) for deel in extra] == [
        (0, Soort.IN_DIENST, -0.4), (0, Soort.INHUUR, 0.4), (1, Soort.IN_DIENST, -1.2), (1, Soort.INHUUR, 1.2),
    ]  # fmt: skip


def test_een_formatieblok_met_de_naam_van_een_team_zet_er_mensen_bij() -> None:
    (deel,) = met(("formatie.team_toegang.fte", Wijze.PLUS, "1")).model.extra
    assert (deel.team, deel.fte, deel.uren_per_werkdag) == (0, 1.0, 5.0)


@pytest.mark.parametrize(
    "pad, wijze, getal, zin",
    [
        ("overhead.procent", Wijze.PLUS, "1", "alleen een prijs of een bedrag"),
        ("index.loon.procent", Wijze.ZET, "5.25", "alleen een prijs of een bedrag"),
        ("loonkosten.inhuur", Wijze.PROCENT, "10", "alleen een prijs of een bedrag"),
        ("dienst.huisverbod_uitvoering.normtijd_uren", Wijze.PLUS, "1", "de simulatie rekent dit werk niet apart"),
        ("dienst.chat.aantal", Wijze.ZET, "541", ""),
    ],
)
def test_wat_de_simulatie_niet_volgt_staat_er_met_de_reden(pad: str, wijze: Wijze, getal: str, zin: str) -> None:
    anders = met((pad, wijze, getal))
    gezegd = [deel.waarom for deel in anders.alleen_begroting if deel.wat == pad]
    assert bool(gezegd) == bool(zin)
    assert (anders.model == MODEL) == bool(zin), "wat er niet staat, verandert ook iets"
    assert all(deel.startswith("Deze wijziging verandert alleen de begroting: ") and zin in deel for deel in gezegd)


# --------------------------------------------------------------------------------------------- mensen, beleid, instroom


def test_mensen_komen_bij_het_team_van_de_dienst_met_hun_inwerktijd() -> None:
    inzet = Inzet("beoordeling", Decimal(2), Dienstverband.INHUUR, date(2025, 1, 20), maanden=1)
    vast = Inzet("regioteam", Decimal(1), Dienstverband.IN_DIENST, na_maanden=1)
    extra = pas_toe(MODEL, NOG, Scenario("x", "X", mensen=(inzet, vast))).model.extra
    assert [(deel.team, deel.fte, deel.van, deel.tot_en_met, deel.inwerk_werkdagen) for deel in extra] == [
        (0, 2.0, date(2025, 1, 20), date(2025, 2, 19), 10),
        (1, 1.0, date(2025, 2, 6), date(2025, 3, 30), 20),
    ]
    assert [deel.uren_per_werkdag for deel in extra] == [5.0, 5.0]


def test_een_onbekend_team_zegt_wat_er_bedoeld_kan_zijn() -> None:
    with pytest.raises(BegrotingFout, match=r"het team 'toegnag' is er niet\. Bedoelt u 'toegang'"):
        pas_toe(MODEL, NOG, Scenario("x", "X", mensen=(Inzet("toegnag", Decimal(1), Dienstverband.INHUUR),)))


def test_beleid_verandert_de_volgorde_en_wat_stilligt_en_de_begroting_niet() -> None:
    keuze = Beleidskeuze(
        Voorrang.ONTVANGST, samen_oppakken=Decimal(15), samen_inspanning=Decimal(60),
        reserve=(Deel("onderzoek", Decimal(20)),), stilgelegd=Decimal(50), stil_maanden=1,
    )  # fmt: skip
    anders = pas_toe(MODEL, NOG, Scenario("x", "X", beleid=keuze))
    beleid = anders.model.beleid
    assert (beleid.voorsprong, beleid.samen_oppakken, beleid.samen_inspanning) == ((0.0, 0.0, 0.0), 0.15, 0.6)
    assert (beleid.stilgelegd, beleid.stil_van, beleid.stil_tot_en_met) == (0.5, BEGIN, date(2025, 2, 5))
    assert [werk.reserve for werk in anders.model.werk] == [0.0, 0.0, 0.2]
    assert [deel.wat for deel in anders.alleen_simulatie] == [
        "voorrang en reserve",
        "samen oppakken",
        "ander werk stil",
    ]
    assert anders.rekening is not None
    assert anders.rekening["totaal"].waarde == NOG["totaal"].waarde


def test_geleidelijke_groei_begint_bij_niets_en_de_begroting_volgt_het_gemiddelde() -> None:
    anders = pas_toe(MODEL, NOG, Scenario("x", "X", instroom=(Groei(Decimal(20), tempo=Tempo.GELEIDELIJK),)))
    oud, nieuw = (model.stromen[0].per_dag for model in (MODEL, anders.model))
    assert nieuw[0] == oud[0]
    assert nieuw[-3] / oud[-3] == pytest.approx(1 + 0.2 * 81 / 83)
    assert anders.rekening is not None
    groei = per_jaar(anders.model) / per_jaar(MODEL)
    assert float(anders.rekening["stroom.meldingen"].getal) == pytest.approx(3250 * groei, rel=1e-6)


def test_groei_van_een_bron_laat_de_andere_staan() -> None:
    anders = pas_toe(MODEL, None, Scenario("x", "X", instroom=(Groei(Decimal(50), "politie"),)))
    assert sum(anders.model.stromen[0].per_dag) == pytest.approx(1.5 * sum(MODEL.stromen[0].per_dag))
    assert anders.model.stromen[1] == MODEL.stromen[1]
    assert [deel.wat for deel in anders.alleen_simulatie] == ["instroom"]
    with pytest.raises(BegrotingFout, match=r"de stroom 'politei' is er niet\. Bedoelt u 'politie'"):
        pas_toe(MODEL, None, Scenario("x", "X", instroom=(Groei(Decimal(50), "politei"),)))


def test_zonder_begroting_kan_een_wijziging_niet_en_mensen_wel() -> None:
    with pytest.raises(BegrotingFout, match=r"verandert de begroting \(overhead\.procent\), en die is er niet"):
        pas_toe(MODEL, None, Scenario("x", "X", (Wijziging("overhead.procent", Wijze.PLUS, Decimal(1)),)))
    assert pas_toe(
        MODEL, None, Scenario("x", "X", mensen=(Inzet("toegang", Decimal(1), Dienstverband.INHUUR),))
    ).model.extra


def test_het_vaste_werk_heet_zoals_het_ijken_het_noemt() -> None:
    tekst = Path(vastwerk.__file__).read_text("utf-8")
    assert set(re.findall(r'Vastwerk\(\s*"([^"]+)"', tekst)) == {*VAST_WERK, MONITOREN_LOPEND}
