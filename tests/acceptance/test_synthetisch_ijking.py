"""De synthetische regio's komen met elke seed op de gedrukte aantallen en aandelen uit, op 3 % na.

Welke telling bij welk gedrukt getal hoort, staat met de bron in src/zicht/synthetisch/ijking.toml.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from zicht.synthetisch import maak

Tel = Callable[[str], Any]
SEEDS = (1, 4711)
KIND = "aanleiding like '%kindermishandeling%'"
PARTNER = "aanleiding like '%ex_partnergeweld%'"

NOG = {
    "adviezen 2021": (5898, "count(*) from advies where year(gestart_op) = 2021"),
    "chats 2021": (620, "count(*) from advies where year(gestart_op) = 2021 and kanaal = 'chat'"),
    "meldingen 2021": (3023, "count(*) from melding where year(ontvangen_op) = 2021"),
    "politie 2021": (0.63, "avg((hoedanigheid = 'politie')::int) from melding where year(ontvangen_op) = 2021"),
    "kindermishandeling 2021": (0.53, f"avg(({KIND})::int) from melding where year(ontvangen_op) = 2021"),
    "(ex)partner 2021": (0.34, f"avg(({PARTNER})::int) from melding where year(ontvangen_op) = 2021"),
    "advies kindermishandeling 2021": (0.56, f"avg(({KIND})::int) from advies where year(gestart_op) = 2021"),
    "advies (ex)partner 2021": (0.23, f"avg(({PARTNER})::int) from advies where year(gestart_op) = 2021"),
    "onderzoek 2021": (218, "count(*) from dienst where soort = 'onderzoek' and year(toegewezen_op) = 2021"),
    "V&V 2021": (741, "count(*) from dienst where soort like 'voorw%' and year(toegewezen_op) = 2021"),
    "monitoren 2021": (1530, "count(*) from dienst where soort = 'monitoren' and year(toegewezen_op) = 2021"),
    "lasten 2021": (6_791_355, "sum(bedrag) from boeking where maand like '2021%'"),
    "formatie 2021": (71.74, "sum(formatie_fte) / 12 from inzet where maand like '2021%'"),
    "adviezen 2023": (6679, "count(*) from advies where year(gestart_op) = 2023"),
    "meldingen 2023": (3075, "count(*) from melding where year(ontvangen_op) = 2023"),
    "eerste contact 2023": (2010, "count(eerste_contact_op) from melding where year(beoordeeld_op) = 2023"),
    "V&V 2023": (655, "count(*) from dienst where soort like 'voorw%' and year(toegewezen_op) = 2023"),
    "verzuim 2023": (7.5, "avg(verzuim_pct) from inzet where maand like '2023%'"),
    "advies zonder ondersteuning 2025": (6600, "count(*) from advies where year(gestart_op) = 2025 and soort = 'advies'"),
    "ondersteuning 2025": (250, "count(*) from advies where year(gestart_op) = 2025 and soort = 'ondersteuning'"),
    "meldingen 2025": (3250, "count(*) from melding where year(ontvangen_op) = 2025"),
    "registratie 2025": (32.5, "count(*) from melding where year(beoordeeld_op) = 2025 and ter_registratie = 'ja'"),
    "meerdere 2025": (910, "count(*) from melding where year(ontvangen_op) = 2025 and tijdens <> 'geen'"),
    "eerste contact 2025": (2294, "count(eerste_contact_op) from melding where year(beoordeeld_op) = 2025"),
    "directe overdracht 2025": (1331, "count(*) from melding where year(beoordeeld_op) = 2025 and besluit = 'overdracht'"),
    "directe overdracht 2025, naar ontvangst": (
        1331, "count(*) from melding where year(ontvangen_op) = 2025 and besluit = 'overdracht'"
    ),
    "vervolg 2025": (963, "count(*) from melding where year(beoordeeld_op) = 2025 and besluit = 'vervolg_vt'"),
    "V&V 2025": (751, "count(*) from dienst where soort like 'voorw%' and year(toegewezen_op) = 2025"),
    "onderzoek 2025": (212, "count(*) from dienst where soort = 'onderzoek' and year(toegewezen_op) = 2025"),
    "monitoren 2025": (1520, "count(*) from dienst where soort = 'monitoren' and year(toegewezen_op) = 2025"),
    "zicht op veiligheid 2025": (200, "count(*) from dienst where soort like 'zicht%' and year(toegewezen_op) = 2025"),
    "huisverbod beoordeeld 2025": (115, "count(*) from huisverbod where year(beoordeeld_op) = 2025"),
    "huisverbod uitgevoerd 2025": (95, "count(*) from huisverbod where year(opgelegd_op) = 2025"),
    "jeugdprostitutie 2025": (35, "count(*) from dienst where soort like 'meldpunt%' and year(toegewezen_op) = 2025"),
    "casusoverleg 2025": (75, "sum(aantal) from activiteit where soort = 'casusoverleg' and year(datum) = 2025"),
    "voorlichting 2025": (90, "sum(aantal) from activiteit where soort = 'voorlichting' and year(datum) = 2025"),
    "lasten 2025": (8_677_500, "sum(bedrag) from boeking where maand like '2025%'"),
    "inwoners 2023": (842_065, "sum(inwoners) from gemeente where jaar = 2023"),
}  # fmt: skip
NHN = {
    "adviezen 2019": (5045, "count(*) from advies where year(gestart_op) = 2019"),
    "meldingen 2019": (4430, "count(*) from melding where year(ontvangen_op) = 2019"),
    "overdracht 2019": (1998, "count(*) from melding where year(beoordeeld_op) = 2019 and besluit = 'overdracht'"),
    "V&V 2019": (1016, "count(*) from dienst where soort like 'voorw%' and year(toegewezen_op) = 2019"),
    "onderzoek 2019": (618, "count(*) from dienst where soort = 'onderzoek' and year(toegewezen_op) = 2019"),
    "monitoren 2019": (1634, "count(*) from dienst where soort = 'monitoren' and year(toegewezen_op) = 2019"),
    "overdracht na bemoeienis 2019": (
        1634,
        "count(*) from dienst where soort in ('voorwaarden_en_vervolg', 'onderzoek') and year(overgedragen_op) = 2019",
    ),
    "huisverboden 2019": (61, "count(opgelegd_op) from huisverbod where year(opgelegd_op) = 2019"),
    "voorlichting 2019": (104, "sum(aantal) from activiteit where soort = 'voorlichting' and year(datum) = 2019"),
    "lasten 2019": (8_200_000, "sum(bedrag) from boeking where maand like '2019%'"),
}


def tel_in(map_: Path) -> Tel:
    """Telt in een map met feiten; de map is gewone CSV, gelezen met DuckDB zelf."""
    con = duckdb.connect()
    for tabel in map_.glob("*.csv"):
        con.execute(f"create table {tabel.stem} as select * from read_csv('{tabel}', sample_size = -1)")
    return lambda wat: con.execute(f"select {wat}").fetchall()[0][0]


@pytest.fixture(scope="module", params=SEEDS)
def nog(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tel:
    """NOG over 2021-2025."""
    map_ = tmp_path_factory.mktemp("synthetisch") / "nog"
    maak("nog", 5, request.param, map_)
    return tel_in(map_)


@pytest.fixture(scope="module", params=SEEDS)
def nhn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tel:
    """NHN over 2019-2025."""
    map_ = tmp_path_factory.mktemp("synthetisch") / "nhn"
    maak("nhn", 7, request.param, map_)
    return tel_in(map_)


def afwijkingen(tel: Tel, gedrukt: dict[str, tuple[float, str]]) -> dict[str, tuple[float, float]]:
    """Wat meer dan 3 % van het gedrukte getal afwijkt: (gedrukt, geteld)."""
    geteld = {naam: (waarde, float(tel(vraag) or 0)) for naam, (waarde, vraag) in gedrukt.items()}
    return {naam: paar for naam, paar in geteld.items() if abs(paar[1] / paar[0] - 1) > 0.03}


def test_nog_komt_op_het_jaarbeeld_2021_en_de_begroting_2025_uit(nog: Tel) -> None:
    assert afwijkingen(nog, NOG) == {}


def test_nhn_komt_op_de_programmabegroting_2019_uit(nhn: Tel) -> None:
    assert afwijkingen(nhn, NHN) == {}


def test_een_gedrukt_getal_dat_niet_klopt_valt_op(nog: Tel) -> None:
    fout = {"meldingen 2021": (3150, NOG["meldingen 2021"][1])}
    assert list(afwijkingen(nog, fout)) == ["meldingen 2021"]


def test_de_beoordelingen_zijn_naar_tijd_wisselend_op_tijd(nog: Tel) -> None:
    """Grof in kalenderdagen: zeven dagen is vijf werkdagen zonder feestdag."""
    kwartalen = nog(
        "list(op_tijd) from (select avg((beoordeeld_op <= ontvangen_op + 7)::int) op_tijd from melding"
        " where year(beoordeeld_op) >= 2021 group by year(beoordeeld_op), quarter(beoordeeld_op))"
    )
    assert 0.42 <= min(kwartalen) <= 0.62
    assert 0.66 <= max(kwartalen) <= 0.88


def test_vervolgdiensten_zijn_na_de_start_vaker_op_tijd_dan_na_ontvangst(nog: Tel) -> None:
    vraag = (
        "list_value(avg((d.afgerond_op <= m.ontvangen_op + 70)::int), avg((d.afgerond_op <= d.gestart_op + 70)::int))"
        " from dienst d join melding m using (melding_id) where year(d.afgerond_op) >= 2021 and d.soort = "
    )
    vv, onderzoek = nog(f"{vraag}'voorwaarden_en_vervolg'"), nog(f"{vraag}'onderzoek'")
    assert 0.43 <= vv[0] <= 0.62
    assert 0.30 <= onderzoek[0] <= 0.52
    assert min(vv[1], onderzoek[1]) >= 0.85
    assert onderzoek[0] < vv[0]


def test_dringende_meldingen_gaan_voor(nog: Tel) -> None:
    dagen = nog("map_from_entries(list((urgentie, dagen))) from (select urgentie, avg(opgepakt_op - ontvangen_op) dagen"
                " from melding group by urgentie)")  # fmt: skip
    assert dagen["hoog"] < 0.5 < dagen["midden"] < dagen["laag"]


def test_op_de_peildatum_wachten_er_meldingen(nog: Tel) -> None:
    assert nog("count(*) from melding where opgepakt_op is null") > 5
    assert nog("max(date '2025-12-31' - ontvangen_op) from melding where beoordeeld_op is null") > 5


RECIDIVE = """
    avg((route is not null)::int) from dossier d left join (
        select a.dossier_id, arg_max(e.sluitroute, e.gesloten_op) route
        from dossier a join betrokkene p using (dossier_id) join betrokkene q using (persoon_id)
        join dossier e on e.dossier_id = q.dossier_id and e.gesloten_op < a.geopend_op group by all
    ) using (dossier_id) where year(d.geopend_op) = 2025
"""


def test_een_op_de_tien_tot_vijf_dossiers_gaat_over_bekende_mensen(nog: Tel) -> None:
    assert 0.08 <= nog(RECIDIVE) <= 0.22
    direct = nog(f"{RECIDIVE} and (route is null or route = 'directe_overdracht')")
    na_dienst = nog(f"{RECIDIVE} and (route is null or route = 'vervolgdienst')")
    assert min(direct, na_dienst) > 0.03


def test_een_kind_kan_in_de_dossiers_van_twee_huishoudens_staan(nog: Tel) -> None:
    andere_ouder = nog(
        "count(distinct k.persoon_id) from betrokkene k join betrokkene a on a.dossier_id = k.dossier_id"
        " join betrokkene k2 on k2.persoon_id = k.persoon_id and k2.dossier_id <> k.dossier_id"
        " where k.geboortejaar between 2008 and 2025 and a.geboortejaar < 2003 and not exists"
        " (from betrokkene z where z.dossier_id = k2.dossier_id and z.persoon_id = a.persoon_id)"
    )
    assert andere_ouder > 50


@pytest.mark.parametrize("regio", ["landelijk"])
def test_landelijk_volgt_de_verhoudingen_van_cbs(regio: str, tmp_path: Path) -> None:
    maak(regio, 1, 5, tmp_path / "land", 0.05)
    con = duckdb.connect()
    meldingen = f"from '{tmp_path}/land/melding.parquet' where year(ontvangen_op) = 2025"
    aantal, tijdens, politie = con.execute(
        f"select count(*), avg((tijdens <> 'geen')::int), avg((hoedanigheid = 'politie')::int) {meldingen}"
    ).fetchall()[0]
    assert aantal == pytest.approx(132_540 * 0.05, rel=0.03)
    assert tijdens == pytest.approx(0.285, rel=0.05)
    assert politie == pytest.approx(0.642, rel=0.03)
    regios, gemeenten = con.execute(
        f"select count(distinct regio), count(distinct gemeente) from '{tmp_path}/land/gemeente.parquet'"
    ).fetchall()[0]
    assert (regios, gemeenten) == (25, 342)
