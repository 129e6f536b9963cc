"""Is dit dezelfde mens: per gegeven de reden, en wat die samen zeggen."""

from dataclasses import replace

import pytest

from zicht.core.herkenning import Oordeel, Reden, Soort, vergelijk
from zicht.core.personen import Persoonsgegevens

MENS = Persoonsgegevens("Johanna Maria", "van", "Dijk", "v", 1980, 4, 7, "1234AB", "12", None)
VELDEN = ["bsn", "achternaam", "voornamen", "geboortedatum", "geslacht", "adres"]


def reden(veld: str, ander: Persoonsgegevens, een: Persoonsgegevens = MENS) -> Reden:
    """De reden over een veld; beide kanten op dezelfde."""
    heen, terug = vergelijk(een, ander), vergelijk(ander, een)
    assert heen == terug
    return next(r for r in heen.redenen if r.veld == veld)


def test_er_is_een_reden_per_gegeven_ook_als_niets_bekend_is() -> None:
    niets = vergelijk(Persoonsgegevens(), Persoonsgegevens())
    assert [r.veld for r in niets.redenen] == VELDEN
    assert {r.oordeel for r in niets.redenen} == {Oordeel.ONBEKEND}
    assert niets.soort is Soort.GEEN


@pytest.mark.parametrize(
    "achternaam, uitleg",
    [
        ("Dijk", "achternaam gelijk"),
        ("Dyk", "achternaam gelijk op 'ij' en 'y' na"),
        ("Deik", "achternaam gelijk op de spelling na"),
        ("Dijkk", "achternaam gelijk op de spelling na"),
        ("Dijlk", "achternaam scheelt een typefout"),
        ("Zomer", "achternaam anders"),
        ("Zomer-Dijk", "een deel van de dubbele achternaam gelijk"),
        ("Zomer Deik", "een deel van de dubbele achternaam lijkt"),
        (None, "achternaam niet van beide bekend"),
    ],
)
def test_de_achternaam_zegt_wat_er_anders_is(achternaam: str | None, uitleg: str) -> None:
    assert reden("achternaam", replace(MENS, achternaam=achternaam)).uitleg == uitleg


@pytest.mark.parametrize("voorvoegsel, achternaam", [(None, "Dijk"), ("van der", "Dijk"), (None, "Dijk, van de")])
def test_een_ander_voorvoegsel_wordt_gezegd(voorvoegsel: str | None, achternaam: str) -> None:
    ander = replace(MENS, voorvoegsel=voorvoegsel, achternaam=achternaam)
    assert reden("achternaam", ander).uitleg == "achternaam gelijk op het voorvoegsel na"


def test_een_naam_die_aan_zijn_voorvoegsel_vastzit_is_gelijk() -> None:
    ander = replace(MENS, voorvoegsel=None, achternaam="Vandijk")
    assert reden("achternaam", ander).uitleg == "achternaam gelijk op spaties na"


@pytest.mark.parametrize(
    "achternaam, uitleg",
    [
        ("Bos-Zomer", "dubbele achternaam in andere volgorde"),
        ("Bosch Zomer", "dubbele achternaam gelijk op de spelling na"),
        ("Zomer Bosch", "dubbele achternaam gelijk op de spelling na"),
        ("Winter-Bos", "een deel van de dubbele achternaam gelijk"),
    ],
)
def test_een_dubbele_naam_past_in_elke_volgorde(achternaam: str, uitleg: str) -> None:
    dubbel = replace(MENS, voorvoegsel=None, achternaam="Zomer-Bos")
    assert reden("achternaam", replace(dubbel, achternaam=achternaam), dubbel).uitleg == uitleg


def test_verwisselde_voor_en_achternaam_worden_herkend() -> None:
    een, ander = Persoonsgegevens("Ali", None, "Ahmed"), Persoonsgegevens("Ahmed", None, "Ali")
    assert reden("achternaam", ander, een).uitleg == "voornaam en achternaam verwisseld"
    assert reden("voornamen", ander, een).uitleg == "voornaam en achternaam verwisseld"


def test_een_naam_die_maar_een_kant_op_past_is_niet_verwisseld() -> None:
    een, ander = Persoonsgegevens("Ali", None, "Ahmed"), Persoonsgegevens("Omar", None, "Ali")
    assert reden("achternaam", ander, een).uitleg == "achternaam anders"


@pytest.mark.parametrize(
    "voornamen, uitleg",
    [
        ("JOHANNA MARIA", "voornamen gelijk"),
        ("Johanna", "eerste voornaam gelijk"),
        ("Johanna Petra", "eerste voornaam gelijk"),
        ("Johannamaria", "voornamen gelijk op spaties na"),
        ("Joanna", "voornaam gelijk op de spelling na"),
        ("Johanne", "voornaam scheelt een typefout"),
        ("Johnana", "voornaam scheelt een typefout"),
        ("Maria", "een van de voornamen gelijk"),
        ("Hanna", "voornaam lijkt een verkorte vorm"),
        ("J.", "voorletter past bij voornaam"),
        ("Joh.", "voorletter past bij voornaam"),
        ("J.M.", "voorletters passen bij voornamen"),
        ("J.P.", "voorletter past bij voornaam"),
        ("K.", "voorletter past niet bij voornaam"),
        ("Petra", "voornaam anders"),
        (None, "voornaam niet van beide bekend"),
    ],
)
def test_de_voornaam_zegt_wat_er_anders_is(voornamen: str | None, uitleg: str) -> None:
    assert reden("voornamen", replace(MENS, voornamen=voornamen)).uitleg == uitleg


def test_een_voornaam_die_gelijk_klinkt_wordt_zo_genoemd() -> None:
    een, ander = replace(MENS, voornamen="Fatima"), replace(MENS, voornamen="Fatma")
    assert reden("voornamen", ander, een).uitleg == "voornaam klinkt gelijk"


def test_ij_en_y_in_een_voornaam_worden_gezegd() -> None:
    een, ander = replace(MENS, voornamen="IJsbrand"), replace(MENS, voornamen="Ysbrand")
    assert reden("voornamen", ander, een).uitleg == "voornaam gelijk op 'ij' en 'y' na"
    assert reden("voornamen", replace(MENS, voornamen="IJ."), ander).uitleg == "voorletter past bij voornaam"


def test_gelijke_voorletters_wegen_minder_dan_een_gelijke_voornaam() -> None:
    letters = replace(MENS, voornamen="J.M.")
    assert reden("voornamen", letters, letters).uitleg == "voorletters gelijk"
    assert reden("voornamen", letters, letters).gewicht < reden("voornamen", MENS).gewicht


@pytest.mark.parametrize(
    "jaar, maand, dag, uitleg",
    [
        (1980, 4, 7, "geboortedatum gelijk"),
        (1980, 7, 4, "dag en maand verwisseld"),
        (1981, 4, 7, "geboortejaar scheelt een"),
        (1981, 7, 4, "geboortejaar scheelt een"),
        (1930, 4, 7, "geboortejaar scheelt een cijfer"),
        (1908, 4, 7, "geboortejaar scheelt een cijfer"),
        (1955, 4, 7, "geboortejaar anders"),
        (1980, 4, 9, "alleen de geboortedag anders"),
        (1980, 9, 7, "alleen de geboortemaand anders"),
        (1980, 9, 8, "geboortejaar gelijk, dag en maand anders"),
        (1955, 9, 8, "geboortedatum anders"),
        (1981, 9, 8, "geboortedatum anders"),
        (1980, 1, 1, "geboortejaar gelijk; 1 januari staat ook vaak voor onbekend"),
        (1981, 1, 1, "geboortedatum anders"),
        (1980, None, None, "geboortejaar gelijk, de rest niet van beide bekend"),
        (1980, 0, 0, "geboortejaar gelijk, de rest niet van beide bekend"),
        (1980, 4, 0, "geboortejaar en -maand gelijk, dag niet van beide bekend"),
        (1980, 5, None, "geboortejaar gelijk, maand anders"),
        (1981, None, None, "geboortejaar scheelt een"),
        (1955, None, None, "geboortejaar anders"),
        (None, 4, 7, "dag en maand van geboorte gelijk, jaar niet van beide bekend"),
        (None, 4, 8, "geboortedatum niet van beide bekend"),
        (None, None, None, "geboortedatum niet van beide bekend"),
    ],
)
def test_de_geboortedatum_zegt_wat_er_anders_is(
    jaar: int | None, maand: int | None, dag: int | None, uitleg: str
) -> None:
    assert reden("geboortedatum", replace(MENS, jaar=jaar, maand=maand, dag=dag)).uitleg == uitleg


def test_een_januari_bij_beide_weegt_minder_dan_een_gewone_datum() -> None:
    nieuwjaar = replace(MENS, maand=1, dag=1)
    assert reden("geboortedatum", nieuwjaar, nieuwjaar).gewicht < reden("geboortedatum", MENS).gewicht


@pytest.mark.parametrize(
    "geslacht, oordeel",
    [("v", Oordeel.GELIJK), ("vrouw", Oordeel.GELIJK), ("m", Oordeel.VERSCHILT), ("onbekend", Oordeel.ONBEKEND),
     (None, Oordeel.ONBEKEND)],
)  # fmt: skip
def test_geslacht_onbekend_zegt_niets(geslacht: str | None, oordeel: Oordeel) -> None:
    assert reden("geslacht", replace(MENS, geslacht=geslacht)).oordeel is oordeel


@pytest.mark.parametrize(
    "postcode, huisnummer, uitleg",
    [
        ("1234 ab", "12", "adres gelijk"),
        ("1234AB", "12-bis", "adres gelijk"),
        ("1234AB", 12, "adres gelijk"),
        ("1235AB", "12", "postcode scheelt een teken, huisnummer gelijk"),
        ("1234AB", "14", "postcode gelijk, huisnummer anders"),
        ("1234AB", None, "postcode gelijk, huisnummer niet van beide bekend"),
        ("9999ZZ", "12", "adres anders"),
        ("9999ZZ", None, "adres anders"),
        (None, "12", "adres niet van beide bekend"),
        ("onzin", "12", "adres niet van beide bekend"),
    ],
)
def test_het_adres_zegt_wat_er_anders_is(postcode: str | None, huisnummer: str | int | None, uitleg: str) -> None:
    assert reden("adres", replace(MENS, postcode=postcode, huisnummer=huisnummer)).uitleg == uitleg


# ---------------------------------------------------------------------------------------------------------------- samen


def test_een_gelijk_bsn_is_zeker_wat_de_rest_ook_zegt() -> None:
    een = replace(MENS, bsn="123456782")
    ander = Persoonsgegevens("Piet", None, "Zomer", "m", 1950, 9, 9, bsn="1234.56.782")
    uitkomst = vergelijk(een, ander)
    assert (uitkomst.soort, uitkomst.redenen[0].uitleg) == (Soort.ZEKER, "BSN gelijk")
    assert 0.99 <= uitkomst.score <= 1
    assert reden("voornamen", ander, een).tegenspraak


def test_een_ander_geldig_bsn_drukt_de_score_en_wordt_gezegd() -> None:
    een, ander = replace(MENS, bsn="123456782"), replace(MENS, bsn="111222333")
    uitkomst = vergelijk(een, ander)
    assert uitkomst.redenen[0] == Reden("bsn", Oordeel.VERSCHILT, "ander geldig BSN", -20.0, tegenspraak=True)
    assert uitkomst.score < vergelijk(MENS, MENS).score
    assert uitkomst.soort is Soort.MOGELIJK


@pytest.mark.parametrize("bsn", ["000000000", "999999999", "123456783", ""])
def test_twee_keer_onbekend_ongeboren_of_ongeldig_is_geen_gelijk_bsn(bsn: str) -> None:
    zelfde = replace(MENS, bsn=bsn)
    assert reden("bsn", zelfde, zelfde).oordeel is Oordeel.ONBEKEND


def test_zonder_bsn_is_iemand_zeker_als_naam_datum_en_adres_gelijk_zijn() -> None:
    assert vergelijk(MENS, replace(MENS, voorvoegsel=None)).soort is Soort.ZEKER
    assert vergelijk(MENS, replace(MENS, geslacht=None)).soort is Soort.ZEKER


@pytest.mark.parametrize("veld", ["geslacht", "dag", "huisnummer"])
def test_zonder_bsn_en_met_een_verschil_is_niemand_zeker(veld: str) -> None:
    ander = replace(MENS, geslacht="m") if veld == "geslacht" else replace(MENS, **{veld: 9})
    assert vergelijk(MENS, ander).soort is Soort.WAARSCHIJNLIJK


@pytest.mark.parametrize(
    "anders",
    [
        {"achternaam": "Dyk", "postcode": None}, {"voornamen": "J.", "postcode": "9999ZZ"}, {"maand": 7, "dag": 4, "postcode": None},
        {"achternaam": "Zomer", "voorvoegsel": None, "bsn": "000000000"},
        {"jaar": 1981, "achternaam": "Dijlk"},
    ],
)  # fmt: skip
def test_een_mens_met_een_kleine_afwijking_is_waarschijnlijk_dezelfde(anders: dict[str, str | int | None]) -> None:
    assert vergelijk(MENS, replace(MENS, **anders)).soort is Soort.WAARSCHIJNLIJK


def test_een_tweeling_is_hoogstens_mogelijk() -> None:
    uitkomst = vergelijk(MENS, replace(MENS, voornamen="Petra"))
    assert uitkomst.soort is Soort.MOGELIJK
    assert uitkomst.score < 0.9


def test_broer_en_zus_en_ouder_en_kind_op_een_adres_zijn_geen_dezelfde_mens() -> None:
    assert vergelijk(MENS, replace(MENS, voornamen="Petra", jaar=1983, maand=9, dag=20)).soort is Soort.GEEN
    assert vergelijk(MENS, replace(MENS, jaar=2010, maand=9, dag=20)).soort is Soort.GEEN


def test_alleen_dezelfde_naam_is_mogelijk() -> None:
    een = Persoonsgegevens("Johanna", "van", "Dijk")
    assert vergelijk(een, MENS).soort is Soort.MOGELIJK


def test_in_de_uitleg_staat_nooit_het_gegeven_zelf() -> None:
    een = replace(MENS, bsn="123456782")
    for ander in (
        een,
        replace(een, achternaam="Zomer", voornamen="Petra", jaar=1955, postcode="9999ZZ", bsn="111222333"),
    ):
        uitleg = " ".join(r.uitleg for r in vergelijk(een, ander).redenen)
        assert not any(
            stuk in uitleg.lower() for stuk in ("johanna", "petra", "zomer", "1980", "1955", "1234", "9999", "782")
        )
