"""Het schrijven: kolommen van het Feitenformaat, lege waarden, pseudoniemen."""

from pathlib import Path

import duckdb
import numpy as np
import pytest

from zicht.synthetisch import kolommen as k
from zicht.synthetisch.schrijven import schrijf_tabel, verbinding


def klachten(aantal: int = 2) -> k.Tabel:
    nummers = np.arange(aantal)
    return {
        "klacht_id": k.kenmerk(nummers + 1, "X-K"),
        "gemeente": k.code(nummers - 1, ("GM0001", "GM0002")),
        "ingediend_op": k.datum(np.full(aantal, 20_000)),
        "afgehandeld_op": k.datum(np.where(nummers == 0, k.LEEG, 20_010)),
        "oordeel": k.code(np.where(nummers == 0, -1, 0), ("gegrond",)),
    }


def test_een_csv_heeft_de_kolommen_in_volgorde_en_lege_cellen_voor_onbekend(tmp_path: Path) -> None:
    schrijf_tabel(verbinding(), "klacht", klachten(), tmp_path / "klacht.csv", parquet=False)
    assert (tmp_path / "klacht.csv").read_text(encoding="utf-8").splitlines() == [
        "klacht_id,gemeente,ingediend_op,afgehandeld_op,oordeel",
        "X-K000001,,2024-10-04,,",
        "X-K000002,GM0001,2024-10-04,2024-10-14,gegrond",
    ]


def test_een_lege_tabel_heeft_alleen_een_kopregel(tmp_path: Path) -> None:
    schrijf_tabel(verbinding(), "klacht", klachten(0), tmp_path / "klacht.csv", parquet=False)
    assert (tmp_path / "klacht.csv").read_text(encoding="utf-8").count("\n") == 1


def test_een_kolom_te_weinig_wordt_geweigerd(tmp_path: Path) -> None:
    tabel = klachten()
    del tabel["oordeel"]
    with pytest.raises(ValueError, match="klacht: verwacht"):
        schrijf_tabel(verbinding(), "klacht", tabel, tmp_path / "klacht.csv", parquet=False)


def test_meer_codes_staan_met_puntkommas_in_csv_en_als_lijst_in_parquet(tmp_path: Path) -> None:
    tabel = {
        "dienst_id": k.kenmerk(np.array([1, 2]), "D"),
        "dossier_id": k.kenmerk(np.array([1, 1]), "D"),
        "melding_id": k.kenmerk(np.array([-1, 1]), "M"),
        "soort": k.code(np.zeros(2), ("onderzoek",)),
        **{veld: k.datum(np.full(2, 20_000)) for veld in ("toegewezen_op", "gestart_op", "afgerond_op")},
        "resultaat": k.codes(np.array([0b101, 0]), ("een", "twee", "drie")),
        "overdracht_aan": k.codes(np.array([0, 0]), ("een",)),
        "overgedragen_op": k.datum(np.full(2, k.LEEG)),
        "plan_van_aanpak_op": k.datum(np.full(2, k.LEEG)),
        "top3": k.janee(np.array([True, False]), np.array([True, False])),
        "geregistreerd_op": k.datum(np.full(2, k.LEEG)),
    }
    for naam, parquet in (("d.csv", False), ("d.parquet", True)):
        schrijf_tabel(verbinding(), "dienst", tabel, tmp_path / naam, parquet=parquet)
    assert "een;drie" in (tmp_path / "d.csv").read_text(encoding="utf-8")
    rijen = duckdb.execute(f"select resultaat, top3, melding_id from '{tmp_path}/d.parquet'").fetchall()
    assert rijen == [(["een", "drie"], "ja", None), (None, None, "M000001")]


def test_een_pseudoniem_is_zeven_letters_zonder_cijfers_en_nooit_dubbel(tmp_path: Path) -> None:
    aantal = 50_000
    tabel = {
        "dossier_id": k.kenmerk(np.zeros(aantal), "D"),
        "persoon_id": k.persoon(np.arange(aantal), "X-"),
        "rol": k.code(np.zeros(aantal), ("kind",)),
        "geboortejaar": k.geheel(np.full(aantal, 2000)),
        "geslacht": k.code(np.zeros(aantal), ("v",)),
    }
    schrijf_tabel(verbinding(), "betrokkene", tabel, tmp_path / "b.csv", parquet=False)
    anders, uniek = duckdb.execute(
        "select count(*) filter (not regexp_full_match(persoon_id, 'X-[a-z]{7}')), count(distinct persoon_id)"
        f" from '{tmp_path}/b.csv'"
    ).fetchall()[0]
    assert (anders, uniek) == (0, aantal)
