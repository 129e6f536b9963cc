"""De lezer: elke schrijfwijze geeft dezelfde getypeerde feiten en dezelfde vingerafdruk."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from support.kapot import regio
from support.maak import (
    Rij,
    advies,
    csv_bytes,
    dienst,
    gemeente,
    melding,
    met_dossiers,
    schorsing,
    schrijf_map,
    tevredenheid,
)
from zicht.core.bsn import bevat_bsn, is_bsn
from zicht.core.feiten import TABELLEN
from zicht.core.fouten import BlokkerendeFout, OnleesbaarFout
from zicht.engines.celtoetsen import bsn_sql
from zicht.engines.feitenset import Feitenset
from zicht.engines.inlezen import lees_map, open_verbinding
from zicht.uitwisseling.feiten import lees_feiten, lees_mappen


def rijen(feiten: Feitenset, vraag: str) -> list[tuple[Any, ...]]:
    return feiten.verbinding.execute(vraag).fetchall()


def met_melding(tmp_path: Path, tekst: str, naam: str = "feiten") -> Path:
    map_ = schrijf_map(tmp_path / naam, {"dossier": [{"dossier_id": "D1", "geopend_op": "2025-01-01"}]})
    (map_ / "melding.csv").write_bytes(tekst.encode())
    return map_


def test_elke_tabel_heeft_de_kolommen_van_het_formaat_en_de_rij(tmp_path: Path) -> None:
    feiten = lees_feiten(schrijf_map(tmp_path, regio()))
    for naam, tabel in TABELLEN.items():
        kolommen = [rij[0] for rij in rijen(feiten, f"DESCRIBE {naam}")]
        assert kolommen == [*(kolom.naam for kolom in tabel.kolommen), "rij"]


def test_een_tabel_die_er_niet_is_is_leeg_en_staat_bij_wat_ontbreekt(tmp_path: Path) -> None:
    feiten = lees_feiten(schrijf_map(tmp_path, {"inzet": []}))
    assert feiten.ontbrekend == {"monitormoment", "huisverbod", "schorsing", "activiteit", "boeking"}
    assert rijen(feiten, "SELECT count(*) FROM schorsing") == [(0,)]


@pytest.mark.parametrize("vorm", ["csv", "csv-nl", "parquet"])
def test_datums_getallen_en_codes_krijgen_hun_type(tmp_path: Path, vorm: str) -> None:
    tabellen: dict[str, list[Rij]] = regio() | {
        "boeking": [{"maand": "2025-03", "post": "personeel", "bedrag": 1234.56}],
        "melding": [melding("M0", "2025-01-06", aard=["psychisch_geweld", "anders_onveilig"], tijdens="onbekend")],
    }
    feiten = lees_feiten(schrijf_map(tmp_path, tabellen, vorm=vorm))
    assert rijen(feiten, "SELECT maand, post, bedrag FROM boeking") == [("2025-03", "personeel", Decimal("1234.56"))]
    assert rijen(feiten, "SELECT ontvangen_op, aard, aanleiding, tijdens, anoniem FROM melding") == [
        (date(2025, 1, 6), ";anders_onveilig;psychisch_geweld;", None, "onbekend", None)
    ]
    assert rijen(feiten, "SELECT cijfer FROM tevredenheid") == [(Decimal("7.5"),)]
    assert rijen(feiten, "SELECT rij FROM melding") == [(1 if vorm == "parquet" else 2,)]


@pytest.mark.parametrize(
    "codes, verwacht",
    [
        ("ouderenmishandeling", ";ouderenmishandeling;"),
        ("ouderenmishandeling;geweld_tegen_ouders", ";geweld_tegen_ouders;ouderenmishandeling;"),
        (" ouderenmishandeling ; geweld_tegen_ouders;", ";geweld_tegen_ouders;ouderenmishandeling;"),
        ("onbekend;onbekend", ";onbekend;"),
        (";", None),
        ("", None),
    ],
)
def test_meer_codes_in_een_cel_worden_geordend_en_ontdubbeld(tmp_path: Path, codes: str, verwacht: str | None) -> None:
    kop = "melding_id,dossier_id,ontvangen_op,aanleiding\n"
    feiten = lees_feiten(met_melding(tmp_path, f"{kop}M1,D1,2025-01-06,{codes}\n"))
    assert rijen(feiten, "SELECT aanleiding FROM melding") == [(verwacht,)]


@pytest.mark.parametrize(
    "tekst",
    [
        "melding_id,dossier_id,ontvangen_op\nM1,D1,2025-04-07\n",
        "\ufeffmelding_id,dossier_id,ontvangen_op\nM1,D1,2025-04-07\n",
        "melding_id;dossier_id;ontvangen_op\r\nM1;D1;07-04-2025\r\n",
        '"melding_id";"dossier_id";"ontvangen_op"\r\n"M1";"D1";"7-4-2025"\r\n',
        "ontvangen_op , dossier_id , melding_id\n 2025-04-07 , D1 , M1 \n",
        "melding_id,dossier_id,ontvangen_op,\nM1,D1,2025-04-07,\n",
        "melding_id,dossier_id,ontvangen_op\r\n\r\nM1,D1,2025-04-07\r\n\r\n",
        "melding_id,dossier_id,ontvangen_op\rM1,D1,2025-04-07\r",
        "melding_id,dossier_id,ontvangen_op\r\nM1,D1,2025-04-07\n",
        "melding_id,dossier_id,ontvangen_op\nM1,D1,2025-04-07\n,,\n",
    ],
    ids=["gewoon", "bom", "nederlands", "excel", "spaties", "lege kolom", "witregels", "mac", "gemengd", "lege rij"],
)
def test_elke_schrijfwijze_geeft_dezelfde_rij_en_vingerafdruk(tmp_path: Path, tekst: str) -> None:
    gewoon = lees_feiten(met_melding(tmp_path, "melding_id,dossier_id,ontvangen_op\nM1,D1,2025-04-07\n", "gewoon"))
    feiten = lees_feiten(met_melding(tmp_path, tekst))
    vraag = "SELECT melding_id, dossier_id, ontvangen_op FROM melding"
    assert rijen(feiten, vraag) == [("M1", "D1", date(2025, 4, 7))]
    assert feiten.vingerafdruk == gewoon.vingerafdruk


def test_per_kolom_wint_de_schrijfwijze_die_het_meest_voorkomt_ook_als_het_begin_anders_is(tmp_path: Path) -> None:
    kop = "melding_id,dossier_id,ontvangen_op\n"
    begin = "".join(f"M{i},D1,2025-01-0{i + 1}\n" for i in range(3))
    rest = "".join(f"N{i},D1,{i % 28 + 1:02}-03-2025\n" for i in range(3000))
    with pytest.raises(BlokkerendeFout) as fout:
        lees_feiten(met_melding(tmp_path, kop + begin + rest))
    assert [regel.split(":")[0] for regel in fout.value.regels] == [f"melding.csv, rij {i}" for i in (2, 3, 4)]


def test_een_komma_is_alleen_in_een_puntkommabestand_een_decimaalteken(tmp_path: Path) -> None:
    met_komma = b'id,datum,doelgroep,cijfer\nT1,2025-01-01,betrokkene,"7,5"\n'
    map_ = schrijf_map(tmp_path)
    (map_ / "tevredenheid.csv").write_bytes(met_komma)
    with pytest.raises(BlokkerendeFout, match="7,5"):
        lees_feiten(map_)
    (map_ / "tevredenheid.csv").write_bytes(met_komma.replace(b'"7,5"', b"7.5").replace(b",", b";").replace(b".", b","))
    assert rijen(lees_feiten(map_), "SELECT cijfer FROM tevredenheid") == [(Decimal("7.5"),)]


def test_een_geheel_getal_mag_als_kommagetal_zijn_weggeschreven(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path)
    (map_ / "gemeente.csv").write_bytes(b"gemeente,naam,jaar,inwoners\nGM0361,Alkmaar,2025.0,112000\n")
    assert rijen(lees_feiten(map_), "SELECT jaar, inwoners FROM gemeente") == [(2025, 112000)]


def test_parquet_met_tekst_tijdstempels_en_waarheidswaarden_geeft_dezelfde_feiten(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path / "a", {"dossier": [{"dossier_id": "1", "geopend_op": "2025-01-01"}]})
    gewoon = b"melding_id,dossier_id,ontvangen_op,beoordeeld_op,ter_registratie,aard\n"
    (map_ / "melding.csv").write_bytes(gewoon + b"7,1,2025-01-06,2025-01-08,ja,anders_onveilig\n")
    verwacht = lees_feiten(map_).vingerafdruk
    (map_ / "melding.csv").unlink()
    with open_verbinding() as verbinding:
        verbinding.execute(
            "COPY (SELECT 7 AS melding_id, ' 1 ' AS dossier_id, '06-01-2025' AS ontvangen_op, "
            "TIMESTAMP '2025-01-08' AS beoordeeld_op, true AS ter_registratie, ['anders_onveilig', ''] AS aard) "
            f"TO '{map_ / 'melding.parquet'}' (FORMAT parquet)"
        )
    assert lees_feiten(map_).vingerafdruk == verwacht


def test_volgorde_van_rijen_maakt_voor_de_vingerafdruk_niet_uit_een_dubbele_rij_wel(tmp_path: Path) -> None:
    pauzes = [schorsing("beoordeling", "M0", "2025-01-07"), schorsing("beoordeling", "M0", "2025-01-08")]
    afdrukken = [
        lees_feiten(schrijf_map(tmp_path / str(i), regio() | {"schorsing": deel})).vingerafdruk
        for i, deel in enumerate([pauzes, pauzes[::-1], [*pauzes, pauzes[0]], pauzes[:1]])
    ]
    assert afdrukken[0] == afdrukken[1]
    assert len(set(afdrukken)) == 3


def test_de_bron_telt_niet_mee_in_de_vingerafdruk_regio_en_peildatum_wel(tmp_path: Path) -> None:
    def afdruk(naam: str, **anders: Any) -> str:
        return lees_feiten(schrijf_map(tmp_path / naam, regio(), **anders)).vingerafdruk

    assert afdruk("a") == afdruk("b", bron="iets anders")
    assert len({afdruk("c"), afdruk("d", regio="NOG"), afdruk("e", peildatum="2025-12-30")}) == 3


def test_een_waarde_die_naar_een_andere_kolom_schuift_verandert_de_vingerafdruk(tmp_path: Path) -> None:
    links = [gemeente("GM0361", naam="A", regio="B")]
    rechts = [gemeente("GM0361", naam="AB", regio="")]
    afdrukken = {
        lees_feiten(schrijf_map(tmp_path / str(i), {"gemeente": deel})).vingerafdruk
        for i, deel in enumerate((links, rechts))
    }
    assert len(afdrukken) == 2


@pytest.mark.parametrize("vorm", ["csv", "parquet"])
def test_met_toch_is_een_cel_die_blokkeert_onbekend(tmp_path: Path, vorm: str) -> None:
    tabellen = regio()
    tabellen["melding"][0] |= {"besluit": "onzin", "aard": ["anders_onveilig", "mystiek"]}
    tabellen["melding"][1] |= {"dossier_id": "D-WEG"}
    tabellen["melding"].append(tabellen["melding"][2] | {"urgentie": "hoog"})
    tabellen["betrokkene"][0] |= {"persoon_id": "123456782"}
    map_ = schrijf_map(tmp_path, tabellen, vorm=vorm)
    with pytest.raises(BlokkerendeFout):
        lees_feiten(map_)
    feiten = lees_feiten(map_, toch=True)
    vraag = "SELECT melding_id, dossier_id, besluit, aard, urgentie FROM melding WHERE melding_id < 'M3' ORDER BY 1"
    assert rijen(feiten, vraag) == [
        ("M0", "D-M0", None, None, None),
        ("M1", None, "geen_vervolg", None, None),
        ("M2", "D-M2", "geen_vervolg", None, "hoog"),
    ]
    assert (None,) in rijen(feiten, "SELECT persoon_id FROM betrokkene")
    assert "5 bevindingen die blokkeren" in feiten.waarschuwingen[0]


@pytest.mark.parametrize(
    "kolom, cel",
    [("urgentie", "dringend"), ("ter_registratie", "misschien"), ("aard", ["mystiek"]), ("melding_id", ""),
     ("melding_id", None), ("melding_id", " M1"), ("melding_id", "M1 "), ("melding_id", "123456782"),
     ("dossier_id", "1234.56.782"), ("ontvangen_op", None), ("ontvangen_op", date(1850, 1, 1))],
)  # fmt: skip
def test_een_cel_die_opvalt_in_parquet_krijgt_een_tweede_blik(tmp_path: Path, kolom: str, cel: Any) -> None:
    tabellen = regio()
    assert lees_map(schrijf_map(tmp_path / "schoon", tabellen, vorm="parquet")).bronnen["melding"].gekeurd
    tabellen["melding"][3] |= {kolom: cel}
    assert not lees_map(schrijf_map(tmp_path / "vuil", tabellen, vorm="parquet")).bronnen["melding"].gekeurd


def test_welke_dubbele_rij_blijft_hangt_niet_af_van_de_volgorde(tmp_path: Path) -> None:
    tabellen = regio()
    tabellen["melding"].append(tabellen["melding"][2] | {"urgentie": "hoog"})
    recht = lees_feiten(schrijf_map(tmp_path / "recht", tabellen), toch=True)
    tabellen["melding"].reverse()
    assert lees_feiten(schrijf_map(tmp_path / "terug", tabellen), toch=True).vingerafdruk == recht.vingerafdruk


def test_bevindingen_over_rijen_worden_een_regel(tmp_path: Path) -> None:
    tabellen = regio()
    for rij in tabellen["melding"][:4]:
        rij["beoordeeld_op"] = "2025-01-02"
    [regel] = lees_feiten(schrijf_map(tmp_path, tabellen)).waarschuwingen
    assert regel.startswith("4 bevindingen die niet blokkeren")
    assert "(M-002): 4 keer" in regel


def test_een_map_met_regiomappen_geeft_een_set_per_map(tmp_path: Path) -> None:
    for naam in ("NHN", "NOG"):
        schrijf_map(tmp_path / naam, regio(), regio=naam)
    assert [feiten.regios for feiten in lees_mappen(tmp_path)] == [("NHN",), ("NOG",)]
    assert [feiten.regios for feiten in lees_mappen(tmp_path / "NOG")] == [("NOG",)]


def test_een_map_zonder_feiten_en_zonder_regiomappen_is_onleesbaar(tmp_path: Path) -> None:
    with pytest.raises(OnleesbaarFout, match=r"feiten\.toml"):
        lees_mappen(tmp_path)


@pytest.mark.parametrize("tekst", ["123456782", "123456783", "1234.56.782", "10000008", "000000000", "999999999",
                                   "M123456782", "x 123456782 y", "", "12345678", "kenmerk 5123456782", "111 222 333"])  # fmt: skip
def test_de_elfproef_in_sql_vindt_wat_de_elfproef_in_python_vindt(tekst: str) -> None:
    with open_verbinding() as verbinding:
        vraag = f"SELECT {bsn_sql('x', ook_in_tekst=False)}, {bsn_sql('x', ook_in_tekst=True)} FROM (SELECT ? AS x)"
        [(heel, ook_in_tekst)] = verbinding.execute(vraag, [tekst]).fetchall()
    assert heel == is_bsn(tekst)
    assert ook_in_tekst or not bevat_bsn(tekst)


def test_tevredenheid_met_een_cijfer_buiten_een_tot_tien_blokkeert(tmp_path: Path) -> None:
    with pytest.raises(BlokkerendeFout, match="1 tot en met 10"):
        lees_feiten(schrijf_map(tmp_path, {"tevredenheid": [tevredenheid("T1", "2025-01-01", 10.5)]}))


def test_een_afgebroken_parquet_bestand_wordt_geweigerd(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio(), vorm="parquet")
    heel = (map_ / "melding.parquet").read_bytes()
    for over in (len(heel) - 1, len(heel) // 2, 10, 1):
        (map_ / "melding.parquet").write_bytes(heel[:over])
        with pytest.raises(OnleesbaarFout, match=r"melding\.parquet"):
            lees_feiten(map_)


def test_een_kapotte_bladzijde_in_parquet_wordt_geweigerd(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio(), vorm="parquet")
    inhoud = bytearray((map_ / "melding.parquet").read_bytes())
    inhoud[4:60] = bytes(56)
    (map_ / "melding.parquet").write_bytes(inhoud)
    with pytest.raises((OnleesbaarFout, BlokkerendeFout), match=r"melding\.parquet"):
        lees_feiten(map_)


def test_lege_rijen_tellen_niet_mee_maar_worden_gemeld(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio())
    leeg = b"," * (len((map_ / "melding.csv").read_text().splitlines()[0].split(",")) - 1) + b"\n"
    (map_ / "melding.csv").write_bytes((map_ / "melding.csv").read_bytes() + leeg * 3)
    feiten = lees_feiten(map_)
    assert rijen(feiten, "SELECT count(*) FROM melding") == [(6,)]
    assert "L-206" in feiten.waarschuwingen[0]
    assert feiten.vingerafdruk == lees_feiten(schrijf_map(tmp_path / "zonder", regio())).vingerafdruk


def test_kolommen_in_andere_volgorde_en_een_onbekende_kolom_veranderen_niets(tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path / "a", regio())
    afdruk = lees_feiten(map_).vingerafdruk
    rijen_ = [rij | {"schoenmaat": 44} for rij in regio()["melding"]]
    kolommen = sorted(
        {kolom for rij in rijen_ for kolom in rij} | {"ter_registratie", "anoniem", "ambtshalve", "multiproblematiek"}
    )
    (map_ / "melding.csv").write_bytes(csv_bytes(kolommen, rijen_))
    feiten = lees_feiten(map_)
    assert feiten.vingerafdruk == afdruk
    assert any("schoenmaat" in regel for regel in feiten.waarschuwingen)


def test_feiten_zonder_invoerdag_houden_de_vingerafdruk_van_voor_die_kolom(tmp_path: Path) -> None:
    """Het getal is uitgerekend met Zicht 0.3.0, dat de kolom geregistreerd_op niet kende."""
    zonder = met_dossiers(
        {
            "melding": [melding("M1", "2025-01-06", "2025-01-13")],
            "dienst": [dienst("S1", "onderzoek", "2025-01-13")],
            "advies": [advies("A1", "2025-01-02")],
        }
    )
    toen = "86e80914b61d6723ff83fe8482f9e22daed55e78b84ae039cfda26c6b9c8f5d5"
    weg = {tabel: {"geregistreerd_op"} for tabel in zonder}
    met = zonder | {"melding": [zonder["melding"][0] | {"geregistreerd_op": "2025-01-07"}]}

    assert lees_feiten(schrijf_map(tmp_path / "leeg", zonder)).vingerafdruk == toen
    assert lees_feiten(schrijf_map(tmp_path / "weg", zonder, zonder=weg)).vingerafdruk == toen
    assert lees_feiten(schrijf_map(tmp_path / "met", met)).vingerafdruk != toen
