"""Het blad van een kubus: getallen gaan als tekens uit de databank, ook waar tekens ophouden."""

import sys
from decimal import Decimal

import pytest
from duckdb import DuckDBPyConnection

from zicht.engines.kubus import Kubustabellen
from zicht.engines.kubusbladbouw import maak_blad
from zicht.engines.verbinding import open_verbinding

TABELLEN = Kubustabellen("stroom_x", "stand_x", "waarden_x")
MAAND = 2025 * 12
MEER_DAN_EEN_TEKEN = sys.maxunicode
STROOM = (
    ("GM1", MAAND, MAAND, 3, 0),
    ("GM1", MAAND + 1, MAAND + 1, MEER_DAN_EEN_TEKEN, 2),
    ("GM2", MAAND, MAAND, 5, 7),
    ("GM2", MAAND, MAAND + 1, -1, 1),
    ("GM1", MAAND, MAAND + 1, 6, 0),
    (None, MAAND + 1, MAAND + 1, -2, 4),
)
STAND = (("GM1", 0, MAAND, 4), ("GM1", 0, MAAND + 1, -3))
WAARDEN = (("GM1", MAAND, MAAND, "1.5", 9), ("GM2", MAAND, MAAND, "1.5", 4), ("GM2", MAAND, MAAND + 1, "1.5", -4))


def kubus(waarden: tuple[tuple[object, ...], ...] = WAARDEN) -> DuckDBPyConnection:
    """De tabellen van een kleine kubus."""
    verbinding = open_verbinding()
    vast = "gemeente VARCHAR, regio VARCHAR, xm INTEGER, dm INTEGER"
    verbinding.execute(
        f"CREATE TABLE stroom_x ({vast}, a INTEGER, b INTEGER); CREATE TABLE stand_x ({vast}, c INTEGER)"
    )
    verbinding.execute(f"CREATE TABLE waarden_x ({vast}, code VARCHAR, waarde DECIMAL(18,6), aantal INTEGER)")
    for gemeente, *rest in STROOM:
        verbinding.execute("INSERT INTO stroom_x VALUES (?, 'nog', ?, ?, ?, ?)", [gemeente, *rest])
    for gemeente, *rest in STAND:
        verbinding.execute("INSERT INTO stand_x VALUES (?, 'nog', ?, ?, ?)", [gemeente, *rest])
    for gemeente, *rest in waarden:
        verbinding.execute("INSERT INTO waarden_x VALUES (?, 'nog', ?, ?, 'w', ?, ?)", [gemeente, *rest])
    return verbinding


@pytest.mark.parametrize("stand", [False, True])
@pytest.mark.parametrize("begin, eind", [(MAAND, MAAND), (MAAND, MAAND + 1), (MAAND + 1, MAAND + 1)])
def test_elk_getal_komt_in_het_blad_zoals_het_in_de_tabel_staat(begin: int, eind: int, *, stand: bool) -> None:
    blad = maak_blad(kubus(), TABELLEN)
    assert blad is not None
    verwacht: dict[tuple[str, str | None], list[int]] = {vak: [0] if stand else [0, 0] for vak in blad.vakken}
    for gemeente, xm, dm, *getallen in STAND if stand else STROOM:
        if dm <= eind and (stand or begin <= xm <= eind):
            for vak in (("gemeente", gemeente), ("regio", "nog"), ("land", None)):
                verwacht[vak] = [een + twee for een, twee in zip(verwacht[vak], getallen, strict=True)]
    assert blad.tel(begin, eind, stand=stand).tolist() == [n for vak in blad.vakken for n in verwacht[vak]]


def test_een_waarde_die_later_vervalt_gaat_eraf() -> None:
    blad = maak_blad(kubus(), TABELLEN)
    assert blad is not None
    van_een_maand, van_twee = (blad.verdelingen("w", [(MAAND, tot)], "gemeente") for tot in (MAAND, MAAND + 1))
    assert van_een_maand == {(0, "GM1"): {Decimal("1.5"): 9}, (0, "GM2"): {Decimal("1.5"): 4}}
    assert van_twee == {(0, "GM1"): {Decimal("1.5"): 9}, (0, "GM2"): {}}


@pytest.mark.parametrize("aantal", [MEER_DAN_EEN_TEKEN, -MEER_DAN_EEN_TEKEN])
def test_een_waarde_die_vaker_voorkomt_dan_er_tekens_zijn_geeft_geen_blad(aantal: int) -> None:
    assert maak_blad(kubus((*WAARDEN, ("GM1", MAAND, MAAND, "2.5", aantal))), TABELLEN) is None
