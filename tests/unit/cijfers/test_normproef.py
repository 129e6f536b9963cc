"""De normproef: geschiedenis, drempels, weigering, en wat halen had gekost."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from support.maak import klacht, melding, met_dossiers, schrijf_map
from zicht.catalogus import begrotingen, load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.normen import geen_norm
from zicht.cijfers import Cijfers
from zicht.cijfers.cijfers import Per
from zicht.cijfers.normproef import DIENST_VAN, Korrel, begroting_van, geschiedenis, nodige_inzet, perioden, proef
from zicht.core.bronnen import Bron
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Telling
from zicht.core.normproef import Meting, drempels, kandidaat, meting, soort_norm, tekort
from zicht.core.parameters import Norm, Richting, Versie
from zicht.core.periodes import lees_periode
from zicht.core.uitslagen import Tellingen
from zicht.uitwisseling.feiten import lees_feiten

CODE = "beoordeling-tijdig-na-ontvangst"
VERSIE = Versie(date(2026, 1, 1), None, "procent", Bron("zicht-keuze", "een proef"), None)


def norm(getal: str, code: str = CODE, richting: Richting = Richting.MINIMAAL) -> Norm:
    return kandidaat(INDICATOREN[code], Decimal(getal), richting, VERSIE)


def een(periode: str, teller: int, noemer: int, code: str = CODE) -> Meting:
    return meting(INDICATOREN[code], lees_periode(periode), "NHN", Tellingen(noemer, teller))


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    meldingen = [
        melding("A1", "2024-02-01", "2024-02-02"), melding("A2", "2024-03-01", "2024-05-02"),
        melding("B1", "2025-02-03", "2025-02-04"), melding("B2", "2025-06-02", "2025-06-03"),
        melding("B3", "2025-06-02", "2025-08-03"),
    ]  # fmt: skip
    map_ = schrijf_map(tmp_path_factory.mktemp("feiten"), met_dossiers({"melding": meldingen}), peildatum="2025-09-30")
    return Cijfers(lees_feiten(map_))


def test_perioden_gaan_zoveel_jaar_terug_en_houden_op_bij_de_peildatum() -> None:
    codes = [periode.code for periode in perioden(date(2025, 5, 1), 1, Korrel.BURAP)]
    assert codes == ["2024-burap1", "2024-burap2", "2024-burap3", "2025-burap1", "2025-burap2", "2025-burap3"]
    assert [p.code for p in perioden(date(2025, 5, 1), 2, Korrel.JAAR)] == ["2023", "2024", "2025"]
    assert len(perioden(date(2025, 5, 1), 3, Korrel.MAAND)) == 41
    assert len(perioden(date(2025, 5, 1), 3, Korrel.KWARTAAL)) == 14


def test_de_geschiedenis_begint_bij_de_eerste_registratie(cijfers: Cijfers) -> None:
    gevonden = geschiedenis(cijfers, CODE)
    assert [(m.periode.code, m.tellingen.teller, m.tellingen.noemer, m.voorlopig) for m in gevonden] == [
        ("2024-burap1", 1, 1, False), ("2024-burap2", 1, 2, False), ("2024-burap3", 1, 2, False),
        ("2025-burap1", 1, 1, False), ("2025-burap2", 2, 3, False), ("2025-burap3", 2, 3, True),
    ]  # fmt: skip


def test_een_lopende_periode_telt_niet_in_de_proef(cijfers: Cijfers) -> None:
    gevonden = proef(geschiedenis(cijfers, CODE), norm("60"), "NHN")
    assert (gevonden.gehaald, gevonden.meetbaar) == (3, 5)


def test_per_gemeente_en_naar_ontvangst(cijfers: Cijfers) -> None:
    alle = geschiedenis(cijfers, CODE, per=Per.GEMEENTE, telling=Telling.ONTVANGEN, korrel=Korrel.JAAR)
    assert {m.gebied for m in alle} == {"GM0361", "GM0400"}
    leeg = proef(alle, norm("60"), "GM0400")
    assert (leeg.gehaald, leeg.meetbaar) == (0, 0)
    with pytest.raises(AanroepFout, match="maar op een manier geteld"):
        geschiedenis(cijfers, "klachten-gegrond", telling=Telling.ONTVANGEN)


def test_gelijk_aan_de_norm_is_gehaald_op_het_geval_nauwkeurig() -> None:
    precies, net_niet = een("2025-burap1", 3, 5), een("2025-burap1", 599, 999)
    assert (precies.gehaald(norm("60")), net_niet.gehaald(norm("60"))) == (True, False)
    assert een("2025-burap1", 0, 0).gehaald(norm("60")) is None


def test_drempels_zijn_de_strengste_norm_in_hele_procenten() -> None:
    metingen = [een("2023", 2, 3), een("2024", 1, 2), een("2025", 9, 10), een("2022", 0, 0)]
    assert [(d.keer, d.waarde) for d in drempels(metingen, Richting.MINIMAAL, "procent")] == [(3, 50), (2, 66), (1, 90)]
    assert [(d.keer, d.waarde) for d in drempels(metingen, Richting.MAXIMAAL, "procent")] == [(3, 90), (2, 67), (1, 50)]
    for drempel in drempels(metingen, Richting.MINIMAAL, "procent"):  # en een procent strenger is het te streng
        haalbaar, te_streng = (
            sum(m.gehaald(norm(str(drempel.waarde + erbij))) is True for m in metingen) for erbij in (0, 1)
        )
        assert (haalbaar >= drempel.keer, te_streng < drempel.keer) == (True, True)


def test_tekort_is_wat_er_precies_ontbrak() -> None:
    assert tekort(een("2025", 55, 101), norm("60")) == 6  # 60% van 101 is 60,6: 61 nodig
    assert tekort(een("2025", 61, 101), norm("60")) == 0
    assert tekort(een("2025", 0, 0), norm("60")) is None
    klachten = een("2025", 5, 10, "klachten-gegrond")
    assert tekort(klachten, norm("30", "klachten-gegrond", Richting.MAXIMAAL)) == 2
    assert tekort(klachten, Norm(Decimal(7), Richting.MINIMAAL, "cijfer", VERSIE)) is None


@pytest.mark.parametrize(
    "code, woorden",
    [
        ("recidive-na-overdracht", "bewust geen norm gekoppeld"),
        ("recidive-na-vervolgdienst", "een inhoudelijk gesprek"),
        ("instroom-meldingen", "sec niet stuurbaar"),
        ("instroom-adviezen", "beschrijvende indicatoren"),
        ("wachtlijst-beoordeling", "sec niet stuurbaar"),
        ("onderzoek-met-plan-van-aanpak", "in principe 100%"),
        ("top3-toegepast", "beschrijvend"),
        ("terugkoppeling-melder-tijdig", "geen termijn afgesproken"),
    ],
)
def test_wat_geen_norm_mag_krijgen_zegt_dat_in_de_woorden_van_de_notitie(
    cijfers: Cijfers, code: str, woorden: str
) -> None:
    with pytest.raises(AanroepFout, match=woorden):
        geschiedenis(cijfers, code)
    reden = geen_norm(INDICATOREN[code])
    assert reden is not None
    assert load.titel(reden.bron)


def test_elke_indicator_met_een_norm_in_een_set_mag_er_een_hebben_en_elke_beschrijvende_niet() -> None:
    for set_ in load.indicatorsets().values():
        assert all(geen_norm(INDICATOREN[code]) is None for code in set_.normen)
    assert all(geen_norm(i) is not None for i in INDICATOREN.values() if i.beschrijvend)


def test_een_norm_die_niet_kan_noemt_de_grenzen() -> None:
    with pytest.raises(AanroepFout, match="tussen 0 en 100; gevraagd is 101"):
        norm("101")
    with pytest.raises(AanroepFout, match="tussen 1 en 10"):
        norm("0.5", "tevredenheid-betrokkenen")
    with pytest.raises(AanroepFout, match="is een aantal"):
        soort_norm(INDICATOREN["instroom-meldingen"])
    assert norm("30", "overdracht-snelheid", Richting.MAXIMAAL).waarde == 30


# --------------------------------------------------------------------------------------------------------- eigen normen


def eigen(code: str, waarde: int, vanaf: str = "2025-01-01") -> str:
    return (
        f'["{code}"]\nomschrijving = "x"\neenheid = "procent"\nrichting = "minimaal"\n\n[["{code}".versie]]\n'
        f'vanaf = {vanaf}\nwaarde = {waarde}\nbron = "zicht-keuze"\nvindplaats = "besluit"\nnagekeken_op = {vanaf}\n'
    )


def test_een_eigen_norm_gaat_vanaf_haar_dag_voor_die_van_de_catalogus(cijfers: Cijfers) -> None:
    zelf = Cijfers(cijfers.feitenset, eigen_normen=load.lees_normen(eigen(CODE, 75), "organisatie"))
    for periode, waarde in (("2024-burap3", 0.6), ("2025-burap1", 0.75)):
        assert zelf.uitslagen(lees_periode(periode), codes=[CODE]).van(CODE).norm == waarde
    gewoon = cijfers.uitslagen(lees_periode("2025-burap1"), codes=[CODE])
    assert gewoon.van(CODE).norm == 0.6
    assert gewoon.definitieversie != zelf.uitslagen(lees_periode("2025-burap1"), codes=[CODE]).definitieversie


def test_een_eigen_norm_op_recidive_of_instroom_komt_er_nooit_in(cijfers: Cijfers) -> None:
    for code in ("recidive-na-overdracht", "instroom-meldingen"):
        with pytest.raises(AanroepFout, match="krijgt geen norm"):
            Cijfers(cijfers.feitenset, eigen_normen=load.lees_normen(eigen(code, 10), "organisatie"))


# --------------------------------------------------------------------------------------------------------------- inzet


def test_inzet_volgt_uit_normtijd_productieve_uren_en_loon() -> None:
    """NOG 2025: 18 uur per Voorwaarden & Vervolg, 1.312 uur per fte, 94.200 euro in dienst en 119.300 met inhuur."""
    inzet = nodige_inzet(een("2025", 40, 100, "vv-tijdig-na-ontvangst"), norm("60", "vv-tijdig-na-ontvangst"),
                         "vv-tijdig-na-ontvangst", begrotingen.begroting("nog"))  # fmt: skip
    assert (inzet.gevallen.getal, inzet.uren.getal) == (20, 360)
    assert inzet.fte.getal == Decimal(360) / 1312
    assert inzet.in_dienst.getal == inzet.fte.getal * 94_200
    assert inzet.inhuur.getal == inzet.fte.getal * 119_300
    assert {deel.bron.sleutel for deel in inzet.inhuur.alle() if deel.bron} == {"nog-meerjarenbegroting-2025"}


def test_zonder_normtijd_is_de_inzet_onbekend_en_zegt_waarom() -> None:
    """NHN 2019 drukt geen normtijden: dan is het onbekend, niet nul."""
    inzet = nodige_inzet(een("2025", 40, 100), norm("60"), CODE, begrotingen.begroting("nhn"))
    assert inzet.gevallen.getal == 20
    assert (inzet.uren.waarde, inzet.fte.waarde, inzet.in_dienst.waarde) == (None, None, None)
    assert "normtijd van de dienst is niet bekend in Programmabegroting 2019" in inzet.uren.noot


def test_zonder_begroting_of_zonder_dienst_is_de_inzet_onbekend() -> None:
    assert begroting_van("elders") is None
    assert begroting_van("NOG") is not None
    geen = nodige_inzet(een("2025", 40, 100), norm("60"), CODE, None)
    assert "er is geen begroting van deze regio" in geen.uren.noot
    klachten = nodige_inzet(een("2025", 5, 10, "klachten-gegrond"), norm("30", "klachten-gegrond", Richting.MAXIMAAL),
                            "klachten-gegrond", begrotingen.begroting("nog"))  # fmt: skip
    assert klachten.uren.waarde is None


def test_elke_dienst_bestaat_in_de_begroting_van_nog() -> None:
    codes = {dienst.code for dienst in begrotingen.begroting("nog").diensten}
    assert set(DIENST_VAN.values()) <= codes
    assert DIENST_VAN.keys() <= INDICATOREN.keys()


def test_een_klacht_van_voor_de_registratie_is_geen_geschiedenis(tmp_path: Path) -> None:
    leeg = Cijfers(lees_feiten(schrijf_map(tmp_path, {"klacht": [klacht("K", "2025-05-01", "gegrond")]})))
    assert [m.periode.code for m in geschiedenis(leeg, "klachten-gegrond", korrel=Korrel.KWARTAAL)] == [
        "2025-K2", "2025-K3", "2025-K4",
    ]  # fmt: skip
