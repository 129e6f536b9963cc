"""De wijzer vindt elke rij met een sleutel, ook als de tabel daarna verandert."""

import duckdb
import pytest

from zicht.engines.wijzer import GEEN, Wijzer, sleutels_van


def _zoek(verbinding: duckdb.DuckDBPyConnection, wijzer: Wijzer, kolom: str, sleutel: str) -> list[str]:
    rijen = wijzer.rijen(kolom, sleutels_van(verbinding, [sleutel]))
    return sorted(rij["naam"] for rij in wijzer.lees(rijen, {"naam": "naam"}))


def test_precies_de_rijen_die_er_zijn_worden_gevonden_ook_na_invoegen_wijzigen_en_weghalen() -> None:
    verbinding = duckdb.connect()
    verbinding.execute(
        "CREATE TABLE t AS SELECT 'n' || i AS naam, 'k' || (i % 10) AS k, NULL::VARCHAR AS leeg FROM range(1000) r(i)"
    )
    wijzer = Wijzer(verbinding, "t", ("naam", "k", "leeg"), {"lengte": "length(naam)"})
    assert _zoek(verbinding, wijzer, "k", "k7") == sorted(f"n{i}" for i in range(7, 1000, 10))
    assert _zoek(verbinding, wijzer, "naam", "n999") == ["n999"]
    assert _zoek(verbinding, wijzer, "k", "nergens") == []
    assert wijzer.rijen("leeg", [GEEN]) == []

    rijen = wijzer.rijen("naam", sleutels_van(verbinding, ["n7", "n17"]))
    assert wijzer.waarden("lengte", rijen) == [2, 3]
    verbinding.execute(
        "UPDATE t SET k = 'anders', naam = naam || '__' WHERE naam = 'n7'; DELETE FROM t WHERE naam = 'n17'"
    )
    verbinding.execute("INSERT INTO t VALUES ('nieuw', 'k7', NULL)")
    assert _zoek(verbinding, wijzer, "k", "anders") == []
    gelezen = wijzer.ververs(rijen, {"naam": "naam", "leeg": "leeg"})
    assert sorted((rij["naam"], rij["leeg"]) for rij in gelezen) == [("n7__", None), ("nieuw", None)]
    assert wijzer.waarden("lengte", rijen)[0] == 4
    assert _zoek(verbinding, wijzer, "k", "anders") == ["n7__"]
    assert _zoek(verbinding, wijzer, "naam", "n17") == _zoek(verbinding, wijzer, "naam", "n7") == []
    assert _zoek(verbinding, wijzer, "k", "k7") == sorted(["nieuw", *(f"n{i}" for i in range(27, 1000, 10))])


def test_veel_rijen_tegelijk_en_meer_dan_er_plaats_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zicht.engines.wijzer._RUIMTE", 1)
    verbinding = duckdb.connect()
    verbinding.execute("CREATE TABLE t AS SELECT 'n' || i AS naam FROM range(100) r(i)")
    wijzer = Wijzer(verbinding, "t", ("naam",))
    oud = wijzer.rijen("naam", sleutels_van(verbinding, [f"n{i}" for i in range(50)]))
    verbinding.execute("INSERT INTO t SELECT 'm' || i FROM range(1000) r(i); UPDATE t SET naam = 'x' WHERE naam = 'n9'")
    assert len(wijzer.ververs(oud)) == 1050
    assert [_zoek(verbinding, wijzer, "naam", naam) for naam in ("n9", "x", "m999", "n8")] == [
        [],
        ["x"],
        ["m999"],
        ["n8"],
    ]
    wijzer.verwijder(oud)
    assert wijzer.ververs(oud) == []
    assert [_zoek(verbinding, wijzer, "naam", naam) for naam in ("x", "n8", "n60")] == [[], [], ["n60"]]


def test_een_lege_tabel_heeft_geen_rijen_tot_er_een_bij_komt() -> None:
    verbinding = duckdb.connect()
    verbinding.execute("CREATE TABLE t (naam VARCHAR, k VARCHAR)")
    wijzer = Wijzer(verbinding, "t", ("k",))
    assert _zoek(verbinding, wijzer, "k", "x") == []
    verbinding.execute("INSERT INTO t VALUES ('eerste', 'x')")
    wijzer.ververs()
    assert _zoek(verbinding, wijzer, "k", "x") == ["eerste"]
