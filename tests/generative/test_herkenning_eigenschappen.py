"""Wat voor elke twee beschrijvingen geldt, hoe vreemd ook: beide kanten op gelijk, en niemand lijkt meer dan jezelf."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from zicht.core.herkenning import MOGELIJK, WAARSCHIJNLIJK, Soort, kan_halen, vergelijk
from zicht.core.namen import klank, letterverschil
from zicht.core.personen import Persoonsgegevens, zoeksleutels

NAMEN = [
    "Jan",
    "Johanna Maria",
    "J.",
    "J.M.",
    "JM",
    "IJsbrand",
    "Ysbrand",
    "Ali",
    "Ahmed",
    "Ali J.",
    "J. Ali",
    "Jan van der",
    "",
]
ACHTERNAMEN = [
    "Dijk", "Dyk", "van Dijk", "Dijk, van", "Berg-Dijk", "Dijk Berg", "Ahmed", "Ali", "Le", "Vandijk", "Bos", "Bosch", "Bosch-Dyk", "",
]  # fmt: skip


def of_iets_anders(*waarden: str) -> st.SearchStrategy[str | None]:
    """Een van deze waarden, niets, of een willekeurige tekst."""
    return st.one_of(st.sampled_from((*waarden, None)), st.text(max_size=12))


MENSEN = st.builds(
    Persoonsgegevens,
    of_iets_anders(*NAMEN),
    of_iets_anders("van", "van der", "v.d."),
    of_iets_anders(*ACHTERNAMEN),
    st.sampled_from(["v", "m", "x", "onbekend", None]),
    st.sampled_from([1980, 1981, 1908, 2010, 0, None]),
    st.sampled_from([1, 4, 7, 0, None]),
    st.sampled_from([1, 4, 7, 0, None]),
    of_iets_anders("1234AB", "1234 ab", "1235AB"),
    st.one_of(st.sampled_from(["12", "12a", 12, 14, None]), st.text(max_size=4)),
    of_iets_anders("123456782", "111222333", "000000000", "999999999"),
)


@given(MENSEN, MENSEN)
def test_vergelijken_is_beide_kanten_op_gelijk(een: Persoonsgegevens, ander: Persoonsgegevens) -> None:
    assert vergelijk(een, ander) == vergelijk(ander, een)


@given(MENSEN, MENSEN)
@example(Persoonsgegevens(jaar=1980, maand=1, dag=1), Persoonsgegevens(jaar=1980, maand=1))
@example(Persoonsgegevens("J. Ali", None, "Ali J"), Persoonsgegevens("Ali J", None, "J Ali"))
def test_niemand_lijkt_meer_op_iemand_dan_die_zelf(een: Persoonsgegevens, ander: Persoonsgegevens) -> None:
    assert vergelijk(een, ander).score <= vergelijk(een, een).score


@given(MENSEN, MENSEN, st.sampled_from([0.001, MOGELIJK, 0.5, WAARSCHIJNLIJK, 0.0, 1.0]))
@example(
    Persoonsgegevens("Jan", None, "Bos", "m", 1980, 4, 7),
    Persoonsgegevens("Jan", None, "Bos", "m", 2010, 1, 1),
    MOGELIJK,
)
def test_wie_vooraf_afvalt_had_het_nooit_gehaald(
    een: Persoonsgegevens, ander: Persoonsgegevens, minstens: float
) -> None:
    score = vergelijk(een, ander).score
    zonder_adres = replace(ander, postcode=None, huisnummer=None)
    assert score < minstens or kan_halen(een, zonder_adres, minstens)
    assert score < minstens or vergelijk(een, ander, minstens) == vergelijk(een, ander)


def test_wie_dezelfde_naam_heeft_en_een_heel_andere_datum_valt_vooraf_af() -> None:
    een, ander = (Persoonsgegevens("Jan", None, "Bos", "m", jaar, 4, dag) for jaar, dag in ((1980, 7), (2010, 9)))
    assert not kan_halen(een, ander, MOGELIJK)


@given(MENSEN, MENSEN)
def test_de_soort_past_bij_de_score_en_bij_de_redenen(een: Persoonsgegevens, ander: Persoonsgegevens) -> None:
    uitkomst = vergelijk(een, ander)
    assert 0 <= uitkomst.score <= 1
    if uitkomst.soort is Soort.GEEN:
        assert uitkomst.score < MOGELIJK
    if uitkomst.soort in (Soort.WAARSCHIJNLIJK, Soort.ZEKER):
        assert uitkomst.score >= WAARSCHIJNLIJK
        assert uitkomst.redenen[0].uitleg == "BSN gelijk" or not any(r.tegenspraak for r in uitkomst.redenen)


@given(MENSEN)
def test_dezelfde_beschrijving_geeft_dezelfde_paar_sleutels(mens: Persoonsgegevens) -> None:
    assert zoeksleutels(mens, b"g") == zoeksleutels(mens, b"g")
    assert zoeksleutels(mens) <= zoeksleutels(mens, b"")
    assert len(zoeksleutels(mens, b"g")) <= 30


@given(st.text(alphabet="abdehijlmnorstuvy", min_size=1, max_size=12))
@example("lij")
@example("vanabij")
def test_ij_en_y_geven_altijd_dezelfde_klanksleutel(woord: str) -> None:
    assert klank(woord.replace("ij", "y")) == klank(woord) != ""


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_letterverschil_is_een_afstand(een: str, ander: str, derde: str) -> None:
    assert letterverschil(een, ander) == letterverschil(ander, een)
    assert (letterverschil(een, ander) == 0) == (een == ander)
    assert letterverschil(een + derde, ander + derde) == letterverschil(een, ander)
    assert abs(len(een) - len(ander)) <= letterverschil(een, ander) <= max(len(een), len(ander))
