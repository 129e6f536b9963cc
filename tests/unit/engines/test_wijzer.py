"""De wijzer vindt elke rij met een sleutel, ook als de tabel daarna verandert."""

import duckdb

from zicht.engines.wijzer import Wijzer


def _zoek(verbinding: duckdb.DuckDBPyConnection, wijzer: Wijzer, kolom: str, sleutel: str) -> list[str]:
    """De rijen zelf: wat de wijzer te veel aanwijst, valt hier af."""
    [(getal,)] = verbinding.execute("SELECT hash(?::VARCHAR)", [sleutel]).fetchall()
    gevonden = verbinding.execute(
        f"SELECT naam FROM t WHERE rowid IN (SELECT unnest(?::BIGINT[])) AND {kolom} = ? ORDER BY naam",
        [list(wijzer.rijen(kolom, [getal])), sleutel],
    ).fetchall()
    return [naam for (naam,) in gevonden]


def test_elke_rij_wordt_gevonden_ook_na_invoegen_wijzigen_en_weghalen() -> None:
    verbinding = duckdb.connect()
    verbinding.execute(
        "CREATE TABLE t AS SELECT 'n' || i AS naam, 'k' || (i % 100) AS k, NULL AS leeg FROM range(1000) r(i)"
    )
    wijzer = Wijzer(verbinding, "t", ("naam", "k"))
    assert _zoek(verbinding, wijzer, "k", "k7") == sorted(f"n{i}" for i in range(7, 1000, 100))
    assert _zoek(verbinding, wijzer, "naam", "n999") == ["n999"]
    assert _zoek(verbinding, wijzer, "k", "nergens") == []

    [(rij,)] = verbinding.execute("SELECT rowid FROM t WHERE naam = 'n7'").fetchall()
    verbinding.execute("UPDATE t SET k = 'anders' WHERE naam = 'n7'; DELETE FROM t WHERE naam = 'n107'")
    verbinding.execute("INSERT INTO t VALUES ('nieuw', 'k7', NULL)")
    assert _zoek(verbinding, wijzer, "k", "anders") == []
    wijzer.ververs([rij])
    assert _zoek(verbinding, wijzer, "k", "anders") == ["n7"]
    assert _zoek(verbinding, wijzer, "k", "k7") == [*sorted(f"n{i}" for i in range(207, 1000, 100)), "nieuw"]


def test_een_lege_tabel_heeft_geen_rijen_tot_er_een_bij_komt() -> None:
    verbinding = duckdb.connect()
    verbinding.execute("CREATE TABLE t (naam VARCHAR, k VARCHAR)")
    wijzer = Wijzer(verbinding, "t", ("k",))
    assert _zoek(verbinding, wijzer, "k", "x") == []
    verbinding.execute("INSERT INTO t VALUES ('eerste', 'x')")
    wijzer.ververs()
    assert _zoek(verbinding, wijzer, "k", "x") == ["eerste"]
