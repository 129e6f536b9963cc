"""De werkstand: rijen voor de controles, en hoe lang het stabiel veilig is."""

from datetime import date
from decimal import Decimal

import pytest

from zicht.core.feiten import Dienst, Melding
from zicht.core.werkfeiten import (
    WERKFEITEN,
    Werkdienst,
    Werkmelding,
    Werkmonitoring,
    stabiel_sinds,
    stabiel_tot,
    werkrij,
)

ZES = Decimal(6)
JAN, FEB, MEI = date(2025, 1, 15), date(2025, 2, 15), date(2025, 5, 15)


def test_een_veld_uit_het_feitenformaat_houdt_zijn_eigen_plaats() -> None:
    assert (Melding.besluit.feit, Werkmelding.besluit.feit) == ("melding", "werkmelding")
    assert (Dienst.resultaat.feit, Werkdienst.resultaat.feit) == ("dienst", "werkdienst")
    assert Werkdienst.resultaat.codes is Dienst.resultaat.codes


@pytest.mark.parametrize("feit", WERKFEITEN, ids=lambda feit: feit.__name__)
def test_een_werkfeit_heeft_een_sleutel_en_elk_veld_een_omschrijving(feit: type[Werkmelding]) -> None:
    namen = [veld.naam for veld in feit.velden()]
    assert feit.sleutel[0] == namen[0]
    assert all(veld.omschrijving.endswith(".") and veld.gedateerd_door is None for veld in feit.velden())


def test_wat_niet_is_genoemd_is_onbekend() -> None:
    rij = werkrij(Werkmelding, melding_id="m1", acuut=True, structureel=False, aanleiding=["b", "a"])
    assert len(rij) == len(Werkmelding.velden())
    assert (rij["acuut"], rij["structureel"], rij["multiproblematiek"]) == ("ja", "nee", None)
    assert rij["aanleiding"] == ";a;b;"


@pytest.mark.parametrize("waarden", [{"acuut": "onbekend"}, {"besluit": ""}, {"aanleiding": []}, {"opsteller": "  "}])
def test_leeg_en_onbekend_zijn_niets(waarden: dict[str, str | list[str]]) -> None:
    assert set(werkrij(Werkmelding, **waarden).values()) == {None}


def test_het_woord_onbekend_in_vrije_tekst_blijft_staan() -> None:
    assert werkrij(Werkmelding, besluit_toelichting="onbekend")["besluit_toelichting"] == "onbekend"


def test_een_onbekend_veld_of_een_vreemde_waarde_is_een_fout() -> None:
    with pytest.raises(LookupError, match="Werkmelding heeft geen veld bestaat_niet"):
        werkrij(Werkmelding, bestaat_niet=1)
    with pytest.raises(TypeError, match=r"werkmelding\.opsteller kan geen list zijn"):
        werkrij(Werkmelding, opsteller=["m1"])


@pytest.mark.parametrize(
    "metingen, sinds",
    [
        ([], None),
        ([(JAN, ZES)], JAN),
        ([(JAN, Decimal("5.9"))], None),
        ([(JAN, Decimal(8)), (FEB, Decimal(5)), (MEI, Decimal(7))], MEI),
        ([(MEI, Decimal(7)), (JAN, Decimal(6)), (FEB, Decimal(9))], JAN),  # de volgorde van vastleggen doet er niet toe
        ([(JAN, Decimal(8)), (FEB, Decimal(5))], None),
        ([(JAN, Decimal(4)), (JAN, Decimal(9))], None),  # op een dag geldt het laagste cijfer
        ([(JAN, Decimal(9)), (JAN, Decimal(4)), (FEB, ZES)], FEB),
    ],
)
def test_stabiel_sinds_de_eerste_dag_van_de_laatste_veilige_reeks(
    metingen: list[tuple[date, Decimal]], sinds: date | None
) -> None:
    assert stabiel_sinds(metingen, ZES) == sinds


def test_een_half_jaar_na_de_eerste_veilige_meting() -> None:
    assert stabiel_tot([(date(2025, 8, 31), ZES)], ZES, 6) == date(2026, 2, 28)
    assert stabiel_tot([], ZES, 6) is None
    assert {"stabiel_tot", "veilig_cijfer"} <= {veld.naam for veld in Werkmonitoring.velden()}
