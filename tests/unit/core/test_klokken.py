"""Een klok: op tijd, verstreken en op volgorde, met de dag zelf steeds aan de goede kant."""

from datetime import date, timedelta

import pytest

from zicht.catalogus.termijnen import BEOORDELING_NA_OPPAKKEN, KLOKKEN
from zicht.core.feiten import Melding
from zicht.core.reference import Omgeving, evalueer

KLOK = BEOORDELING_NA_OPPAKKEN
UITERLIJK = date(2025, 3, 10)


def rij(begin: date | None, einde: date | None) -> dict[str, date | None]:
    return {**dict.fromkeys(veld.naam for veld in Melding.velden()), "opgepakt_op": begin, "beoordeeld_op": einde}


def omgeving(peildatum: date) -> Omgeving:
    return Omgeving(peildatum, uiterste=lambda _knoop, _rij: UITERLIJK)


@pytest.mark.parametrize("dagen, gehaald", [(-1, True), (0, True), (1, False)])
def test_op_de_uiterste_datum_zelf_is_op_tijd(dagen: int, gehaald: bool) -> None:
    geval = rij(date(2025, 3, 3), UITERLIJK + timedelta(days=dagen))
    assert evalueer(KLOK.gehaald, geval, omgeving(date(2025, 4, 30))) is gehaald


@pytest.mark.parametrize("dagen, verstreken", [(-1, False), (0, False), (1, True)])
def test_op_de_uiterste_datum_zelf_is_de_termijn_nog_niet_verstreken(dagen: int, verstreken: bool) -> None:
    geval = rij(date(2025, 3, 3), None)
    assert evalueer(KLOK.verstreken, geval, omgeving(UITERLIJK + timedelta(days=dagen))) is verstreken


@pytest.mark.parametrize(
    "begin, einde, verwacht",
    [
        (date(2025, 3, 3), date(2025, 3, 3), True),
        (date(2025, 3, 3), date(2025, 3, 2), False),
        (date(2025, 3, 3), None, True),  # zolang de klok loopt klopt de volgorde
        (None, date(2025, 3, 2), None),
        (None, None, True),
    ],
)
def test_het_einde_ligt_niet_voor_het_begin(begin: date | None, einde: date | None, verwacht: bool | None) -> None:
    assert evalueer(KLOK.op_volgorde, rij(begin, einde), omgeving(date(2025, 4, 30))) is verwacht


def test_zonder_begin_is_niets_gehaald_of_verstreken() -> None:
    geval = rij(None, UITERLIJK)
    assert evalueer(KLOK.gehaald, geval, omgeving(UITERLIJK)) is None
    assert evalueer(KLOK.verstreken, geval, omgeving(UITERLIJK)) is None


def test_klokken_hebben_elk_een_eigen_code_en_een_feit() -> None:
    assert len({klok.code for klok in KLOKKEN}) == len(KLOKKEN)
    for klok in KLOKKEN:
        assert klok.begint_bij.feit == klok.eindigt_bij.feit
        assert klok.uiterste_datum.begin is klok.begint_bij
