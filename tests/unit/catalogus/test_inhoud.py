"""De inhoud van de catalogus: elke waarde heeft een bron, een eenheid, een volgorde en iemand die keek."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from zicht.catalogus import load
from zicht.core.bronnen import Bron, BronFout, zoek_bron
from zicht.core.fouten import AanroepFout
from zicht.core.parameters import Parameter, ParameterFout, gebreken
from zicht.core.termijnen import Eenheid

ALLES: list[Parameter] = [p for regio in (None, *load.regios()) for p in load.parameters(regio).alle()]
NHN = load.parameters("NHN")
EIND_2025 = date(2025, 12, 31)


def test_er_zijn_parameters_landelijk_en_van_twee_regios() -> None:
    assert load.regios() == ("nhn", "nog")
    assert [sorted(laag) for laag in load.parameters("nog").lagen] == [
        [],
        ["capaciteit", "kwaliteit", "monitoren", "publicatie", "signalering", "termijnen"],
    ]
    assert [len(laag) for laag in NHN.lagen] == [1, 6]


@pytest.mark.parametrize("parameter", ALLES, ids=lambda p: f"{p.bestand}:{p.naam}")
def test_een_parameter_heeft_geen_gebreken(parameter: Parameter) -> None:
    assert gebreken(parameter, load.bronnen()) == []


def test_niemand_loopt_meer_dan_twee_jaar_achter_met_nakijken() -> None:
    gekeken = [v.nagekeken_op for p in ALLES for v in p.versies if v.nagekeken_op]
    assert max(gekeken) - min(gekeken) <= timedelta(days=731)


def test_een_regio_zonder_eigen_bestanden_krijgt_de_landelijke_waarden() -> None:
    assert load.parameters("elders") is load.parameters(None)
    assert load.parameters("NHN") is load.parameters("nhn")


# ----------------------------------------------------------------------------------------------------------- termijnen


def test_een_duur_draagt_bron_omschrijving_en_signaal() -> None:
    duur = load.duur("beoordeling")
    assert (duur.aantal, duur.eenheid, duur.waarschuw) == (5, Eenheid.WERKDAGEN, 2)
    assert duur.omschrijving == "Veiligheidsbeoordeling na een melding"
    assert load.titel(duur.bron) == "Prestatie-Indicatoren Veilig Thuis NHN"


def test_terugkoppeling_heeft_met_opzet_geen_duur() -> None:
    assert load.duur_of_niets("terugkoppeling") is None
    with pytest.raises(ParameterFout, match="de bronnen noemen geen aantal dagen"):
        load.duur("terugkoppeling")


def test_voor_2015_bestond_veilig_thuis_niet() -> None:
    assert load.duur_of_niets("onderzoek", date(2014, 12, 31)) is None
    with pytest.raises(ParameterFout, match="vanaf 01-01-2015"):
        load.duur("onderzoek", date(2014, 12, 31))


def test_een_onbekende_termijn_noemt_de_bekende() -> None:
    with pytest.raises(AanroepFout, match=r"Onbekende termijn 'x'\. Kies uit: beoordeling, "):
        load.duur("x")
    with pytest.raises(AanroepFout, match="Onbekende termijn 'x'"):
        load.duur_of_niets("x")


def test_elke_termijn_met_een_waarde_heeft_een_signaal() -> None:
    zonder = [code for code in load.termijncodes() if (duur := load.duur_of_niets(code)) and not duur.waarschuw]
    assert zonder == []


def test_een_kenmerk_dat_de_telling_niet_kent_wordt_geweigerd() -> None:
    versie = replace(NHN.versie("termijnen.onderzoek", EIND_2025), kenmerken={"schuift": True})
    with pytest.raises(ParameterFout, match=r"termijnen\.onderzoek: onbekend kenmerk schuift"):
        load._duur("onderzoek", 10, 0, versie, "Onderzoek")


# ----------------------------------------------------------------------------------------------------- indicatorsets


def test_nhn_2022_is_de_gewone_set_van_nhn_en_bijlage_5_alleen_op_verzoek() -> None:
    gewoon = load.standaardset("NHN", EIND_2025)
    assert gewoon is not None
    assert gewoon.code == "nhn-2022"
    assert not load.indicatorset("nhn-bijlage5").standaard
    assert load.standaardset("NHN", date(2021, 12, 31)) is None
    assert load.standaardset("NOG", EIND_2025) is None


def test_de_twee_uitgaven_nummeren_zoals_gedrukt() -> None:
    een, twee = load.indicatorset("nhn-2022"), load.indicatorset("nhn-bijlage5")
    assert list(een.nummers.values()) == ["1a", "1b", "2a", "2b", "3a", "3b", "4", "5", "6", "7a", "7b"]
    assert list(twee.nummers.values()) == ["1", "2a", "2b", "3a", "3b", "4", "5", "6", "7a", "7b"]
    assert (een.nummer("tevredenheid-betrokkenen"), twee.nummer("tevredenheid-betrokkenen")) == ("4", "5")
    assert (een.nummer("klachten-gegrond"), twee.nummer("klachten-gegrond")) == ("5", "4")
    assert twee.nummer("beoordeling-tijdig-na-oppakken") is None


@pytest.mark.parametrize(
    "indicator, waarde",
    [
        ("beoordeling-tijdig-na-ontvangst", "0.6"),
        ("beoordeling-tijdig-na-oppakken", "0.8"),
        ("vv-tijdig-na-ontvangst", "0.5"),
        ("vv-tijdig-na-start", "0.9"),
        ("onderzoek-tijdig-na-ontvangst", "0.4"),
        ("onderzoek-tijdig-na-start", "0.9"),
        ("tevredenheid-betrokkenen", "7"),
        ("klachten-gegrond", "0.3"),
        ("tevredenheid-ketenpartners", "7"),
    ],
)
def test_de_norm_is_wat_de_notitie_drukt(indicator: str, waarde: str) -> None:
    naam = load.indicatorset("nhn-2022").norm(indicator)
    assert naam is not None
    norm = NHN.norm(naam, EIND_2025)
    assert norm is not None
    assert norm.waarde == Decimal(waarde)


@pytest.mark.parametrize("indicator", ["recidive-na-overdracht", "recidive-na-vervolgdienst"])
def test_recidive_heeft_bewust_geen_norm(indicator: str) -> None:
    assert all(s.norm(indicator) is None for s in load.indicatorsets().values())
    assert NHN.norm(f"prestatienormen.{indicator}", EIND_2025) is None


def test_alle_normen_van_een_set_bestaan_en_hebben_een_waarde() -> None:
    for s in load.indicatorsets().values():
        zoek_bron(load.bronnen(), s.bron)
        for norm in s.normen.values():
            assert load.parameters(s.regio).norm(norm, s.geldig_vanaf) is not None, (s.code, norm)


def test_een_bron_zonder_document_wordt_geweigerd() -> None:
    with pytest.raises(BronFout, match=r"staat niet in bronnen\.toml"):
        load.titel(Bron("bestaat-niet", "1"))
