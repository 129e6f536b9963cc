"""Datums en pseudoniemen van een andere export: streng gelezen, en gelijk aan wat Python ervan maakt."""

import duckdb
import pytest

from zicht.engines.omzetten.datums import jaar_sql, moment_sql, ontleed
from zicht.engines.omzetten.sleutel import pseudoniem, zet_sleutel
from zicht.engines.omzetten.telling import tonen


def vraag(uitdrukking: str, waarde: str) -> object:
    rij = duckdb.execute(f"SELECT CAST({uitdrukking} AS VARCHAR) FROM (SELECT ? AS x)", [waarde]).fetchone()
    assert rij is not None
    return rij[0]


@pytest.mark.parametrize(
    "vorm, tekst, moment",
    [
        ("dd-mm-jjjj", "31-12-2025", "2025-12-31 00:00:00"),
        ("dd-mm-jjjj", "31-02-2025", None),
        ("dd-mm-jjjj", "1-2-2025", None),
        ("d-m-jjjj", "1-2-2025", "2025-02-01 00:00:00"),
        ("dd-mm-jjjj", "12-31-2025", None),
        ("mm/dd/jjjj", "12/31/2025", "2025-12-31 00:00:00"),
        ("jjjjmmdd", "20251231", "2025-12-31 00:00:00"),
        ("jjjj-mm-dd uu:mm", "2025-03-04 09:05", "2025-03-04 09:05:00"),
        ("jjjj-mm-ddTuu:mm:ss", "2025-03-04T09:05:06", "2025-03-04 09:05:06"),
        ("dd.mm.jjjj", "04x03x2025", None),
    ],
)
def test_een_datum_is_precies_zo_geschreven_of_niet_te_lezen(vorm: str, tekst: str, moment: str | None) -> None:
    assert vraag(moment_sql("x", vorm, werkblad=False), tekst) == moment


def test_een_echte_datum_in_een_werkblad_mag_altijd() -> None:
    assert vraag(moment_sql("x", "dd-mm-jjjj", werkblad=True), "2025-12-31") == "2025-12-31 00:00:00"


@pytest.mark.parametrize("vorm", ["dd-mm-jj", "mm-jjjj", "vandaag", "dd-mm-jjjj'; DROP", ""])
def test_wat_geen_datumvorm_is(vorm: str) -> None:
    assert ontleed(vorm) is None


@pytest.mark.parametrize(
    "vorm, tekst, jaar",
    [
        ("jjjjmmdd", "19800000", "1980"),
        ("jjjjmmdd", "99999999", "9999"),
        ("dd-mm-jjjj", "00-00-1980", "1980"),
        ("d-m-jjjj", "3-4-1980", "1980"),
        ("dd-mm-jjjj", "1980", "1980"),
        ("dd-mm-jjjj", "rond 1980", None),
    ],
)
def test_van_een_geboortedatum_kan_alleen_het_jaar_bekend_zijn(vorm: str, tekst: str, jaar: str | None) -> None:
    assert vraag(jaar_sql("x", vorm, werkblad=False), tekst) == jaar


def test_een_pseudoniem_is_hmac_en_een_bsn_zonder_mens_is_leeg() -> None:
    sleutel = b"k" * 40
    with duckdb.connect() as verbinding:
        zet_sleutel(verbinding, sleutel)
        vragen = [
            ("pseudoniem", "dossier\x1fZ1"),
            ("burger", "9999.90.019"),
            ("burger", "000000000"),
            ("burger", "999999999"),
        ]
        gevonden = [verbinding.execute(f"SELECT {naam}(?)", [waarde]).fetchone() for naam, waarde in vragen]
    assert gevonden == [
        (pseudoniem(sleutel, "dossier", "Z1"),),
        (pseudoniem(sleutel, "bsn", "999990019"),),
        (None,),
        (None,),
    ]


@pytest.mark.parametrize(
    "waarde, aantal, code, getoond",
    [
        ("Spoed", 3, True, "Spoed"),
        ("Spoed", 2, True, "aaaaa"),
        ("Jan, tel. 06-1234", 5, False, "aaa, aaa. 99-9999"),
        ("999990019", 9, True, "(lijkt op een BSN, niet getoond)"),
    ],
)
def test_alleen_wat_vaak_voorkomt_staat_leesbaar_in_het_verslag(
    waarde: str, aantal: int, *, code: bool, getoond: str
) -> None:
    assert tonen(waarde, aantal, code=code) == getoond
