"""Zoeksleutels: ondoorzichtig, blijvend gelijk, en nooit zo ruim dat een sleutel duizenden mensen aanwijst."""

from dataclasses import replace

import pytest

from zicht.core.personen import SLEUTELVERSIE, Persoonsgegevens, zoeksleutels

MENS = Persoonsgegevens("Jan Peter", "van den", "Berg", "m", 1980, 4, 7, "1234 AB", "12a", "123456782")
GEHEIM = b"een geheim voor de test"


def soorten(mens: Persoonsgegevens, geheim: bytes = b"") -> set[str]:
    """De soort waarmee elke sleutel begint."""
    return {sleutel[:-12] for sleutel in zoeksleutels(mens, geheim)}


def test_elke_soort_sleutel_komt_voor_bij_wie_helemaal_bekend_is() -> None:
    assert soorten(MENS, GEHEIM) == {"b", "an", "va", "vv", "gl", "ja", "jv", "pa", "hl", "hj"}
    assert len(zoeksleutels(MENS, GEHEIM)) == 13


def test_de_sleutels_van_versie_1_blijven_wat_ze_zijn() -> None:
    assert SLEUTELVERSIE == 1
    assert sorted(zoeksleutels(Persoonsgegevens("Jan", None, "Smit", jaar=1980), GEHEIM)) == [
        "and7c4fd7fb083",
        "jaf5146c053be3",
    ]


def test_zonder_geheim_is_er_geen_sleutel_op_het_bsn() -> None:
    assert "b" not in soorten(MENS)
    assert "b" in soorten(MENS, GEHEIM)


def test_een_ander_geheim_geeft_andere_sleutels() -> None:
    assert not zoeksleutels(MENS, GEHEIM) & zoeksleutels(MENS, b"een ander geheim")


def test_in_een_sleutel_is_niets_te_lezen() -> None:
    for sleutel in zoeksleutels(MENS, GEHEIM):
        assert len(sleutel) <= 14
        assert not any(stuk in sleutel for stuk in ("jan", "berg", "1980", "1234", "123456782"))


@pytest.mark.parametrize("bsn", ["000000000", "999999999", "123456783", None])
def test_een_bsn_dat_niemand_aanwijst_is_geen_sleutel(bsn: str | None) -> None:
    assert "b" not in soorten(replace(MENS, bsn=bsn), GEHEIM)


def test_wie_helemaal_onbekend_is_heeft_geen_sleutels() -> None:
    assert zoeksleutels(Persoonsgegevens(), GEHEIM) == frozenset()


@pytest.mark.parametrize(
    "mens",
    [
        Persoonsgegevens(achternaam="Berg"), Persoonsgegevens(voornamen="Jan"), Persoonsgegevens(jaar=1980, maand=4, dag=7),
        Persoonsgegevens(postcode="1234AB", huisnummer="12"), Persoonsgegevens("J.", None, "Jansen"),
    ],
)  # fmt: skip
def test_een_los_gegeven_is_te_ruim_voor_een_sleutel(mens: Persoonsgegevens) -> None:
    assert zoeksleutels(mens) == frozenset()


@pytest.mark.parametrize(
    "anders",
    [
        Persoonsgegevens("Jan", None, "v.d. Bergh"), Persoonsgegevens("Berg", None, "Jan"),
        Persoonsgegevens("J.", None, "Berg", jaar=1980), Persoonsgegevens("Jan", None, "Zomer", jaar=1980, maand=7, dag=4),
        Persoonsgegevens("Piet", None, "Berg", jaar=1981, maand=4, dag=7),
        Persoonsgegevens("Piet", None, "Berg", maand=7, dag=4),
        Persoonsgegevens("J.", None, "Zomer", jaar=1980, maand=7, dag=4),
        Persoonsgegevens("Jan", None, "Zomer", jaar=1981, maand=4, dag=7),
        Persoonsgegevens("Jan", None, "Zomer", jaar=1980, maand=4, dag=21),
        Persoonsgegevens(None, None, "Berg", postcode="1234ab"),
        Persoonsgegevens("J", None, "Zomer", postcode="1234AB", huisnummer=12),
        Persoonsgegevens(None, None, "Zomer", jaar=1980, postcode="1234AB", huisnummer="12-b"),
    ],
)  # fmt: skip
def test_elke_beschadigde_beschrijving_deelt_nog_een_sleutel(anders: Persoonsgegevens) -> None:
    assert zoeksleutels(anders) & zoeksleutels(MENS)


def test_ook_de_tweede_voornaam_en_elk_deel_van_een_dubbele_naam_leiden_naar_iemand() -> None:
    dubbel = replace(MENS, achternaam="Zomerdijk-Berg")
    assert zoeksleutels(Persoonsgegevens("Peter", None, "Berg")) & zoeksleutels(dubbel)
    assert zoeksleutels(Persoonsgegevens("Peter", None, "Zomerdyk")) & zoeksleutels(dubbel)


def test_een_postcode_die_er_geen_is_telt_niet_mee() -> None:
    assert soorten(replace(MENS, postcode="onbekend")) == {"an", "va", "vv", "gl", "ja", "jv"}
