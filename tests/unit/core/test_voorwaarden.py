"""De voorwaardentaal: hoe ze geschreven wordt, en dat knopen gewone waarden zijn."""

from datetime import date
from decimal import Decimal
from operator import gt, le, lt

import pytest

from zicht.core.codelijsten import OORDEEL
from zicht.core.feiten import Dienst, Klacht, Melding
from zicht.core.voorwaarden import (
    Bevat,
    Constante,
    DagenTussen,
    EenVan,
    En,
    Gelijk,
    Ingevuld,
    InPeriode,
    Kleiner,
    Niet,
    Of,
    Peildatum,
    Soort,
    UitersteDatum,
    Vast,
    Veld,
    Voorwaarde,
    klokken,
    velden,
)

BEGIN, EINDE = Melding.ontvangen_op, Melding.beoordeeld_op
KLOK = UitersteDatum("beoordeling", BEGIN, "beoordeling", "beoordeling")
DAG = date(2025, 3, 3)


def test_een_veld_kent_zijn_feit_en_naam() -> None:
    assert (BEGIN.feit, BEGIN.naam) == ("melding", "ontvangen_op")
    assert (Klacht.oordeel.feit, Klacht.oordeel.naam) == ("klacht", "oordeel")


def test_vergelijkingen_zijn_twee_knopen_en_hun_ontkenning() -> None:
    assert (BEGIN < EINDE) == Kleiner(BEGIN, EINDE)
    assert (BEGIN > EINDE) == Kleiner(EINDE, BEGIN)
    assert (BEGIN <= EINDE) == Niet(Kleiner(EINDE, BEGIN))
    assert (BEGIN >= EINDE) == Niet(Kleiner(BEGIN, EINDE))
    assert BEGIN.is_(EINDE) == Gelijk(BEGIN, EINDE)


@pytest.mark.parametrize("constante", [DAG, "gegrond", 5, Decimal("7.5"), True])
def test_een_constante_wordt_een_vaste_waarde(constante: Constante) -> None:
    assert lt(BEGIN, constante) == Kleiner(BEGIN, Vast(constante))
    assert gt(BEGIN, constante) == Kleiner(Vast(constante), BEGIN)
    assert Klacht.oordeel.is_(constante) == Gelijk(Klacht.oordeel, Vast(constante))


def test_een_constante_mag_ook_links_staan() -> None:
    dagen = DagenTussen(BEGIN, Peildatum())
    assert le(8, dagen) == (dagen >= 8)
    assert gt(8, dagen) == (dagen < 8)


def test_vragen_aan_een_veld() -> None:
    assert BEGIN.ingevuld() == Ingevuld(BEGIN)
    assert BEGIN.in_periode() == InPeriode(BEGIN)
    assert Melding.aard.bevat("psychisch_geweld") == Bevat(Melding.aard, "psychisch_geweld")
    assert Dienst.soort.een_van("onderzoek", "mda") == EenVan(Dienst.soort, ("onderzoek", "mda"))


def test_en_of_niet_houden_de_volgorde() -> None:
    a, b = BEGIN.ingevuld(), EINDE.ingevuld()
    assert (a & b) == En((a, b))
    assert (a | b) == Of((a, b))
    assert ~a == Niet(a)


def test_gelijkheid_blijft_gewoon_en_knopen_zijn_sleutels() -> None:
    assert BEGIN != EINDE
    assert {BEGIN.ingevuld(): 1}[Ingevuld(BEGIN)] == 1


@pytest.mark.parametrize("iets", [None, 1.5, object(), BEGIN.ingevuld()])
def test_iets_anders_dan_een_waarde_wordt_geweigerd(iets: object) -> None:
    with pytest.raises(TypeError, match="Geen waarde van de voorwaardentaal"):
        BEGIN.is_(iets)  # type: ignore[arg-type]


def test_iets_anders_dan_een_voorwaarde_wordt_geweigerd() -> None:
    """Wie een eigen knoop maakt die niet in de union staat, merkt het meteen."""

    class Eigen(type(BEGIN.ingevuld()).__mro__[1]):  # type: ignore[misc]
        pass

    with pytest.raises(TypeError, match="Geen voorwaarde"):
        _ = Eigen() & BEGIN.ingevuld()


def test_een_van_zonder_codes_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="minstens een code"):
        Dienst.soort.een_van()


@pytest.mark.parametrize(
    "voorwaarde, verwacht",
    [
        (BEGIN < EINDE, (BEGIN, EINDE)),
        (EINDE <= KLOK, (BEGIN, EINDE)),  # een klok vraagt naar haar begin
        (Kleiner(DagenTussen(BEGIN, EINDE), Vast(5)), (BEGIN, EINDE)),
        (Kleiner(DagenTussen(BEGIN, Peildatum()), Vast(5)), (BEGIN,)),
        (Klacht.oordeel.een_van("gegrond"), (Klacht.oordeel,)),
        (Melding.aard.bevat("anders_onveilig"), (Melding.aard,)),
        (~(BEGIN.in_periode() | BEGIN.ingevuld()), (BEGIN,)),
        (Gelijk(Vast(1), Vast(2)), ()),
    ],
)
def test_velden_zijn_elk_een_keer_op_volgorde_van_voorkomen(voorwaarde: Voorwaarde, verwacht: tuple[Veld, ...]) -> None:
    assert velden(voorwaarde) == verwacht


def test_klokken_zijn_elk_een_keer() -> None:
    assert klokken((EINDE <= KLOK) & Kleiner(KLOK, Peildatum()), BEGIN.ingevuld()) == (KLOK,)
    assert klokken(BEGIN.ingevuld()) == ()


def test_een_codelijst_kent_haar_codes_en_titels() -> None:
    assert "gegrond" in OORDEEL
    assert "goed" not in OORDEEL
    assert OORDEEL.titel("deels_gegrond") == "deels gegrond"
    assert OORDEEL.titel("goed") == "goed"


def test_een_veld_zonder_plaats_heeft_nog_geen_naam() -> None:
    assert Veld(Soort.DATUM, "los").naam == ""
