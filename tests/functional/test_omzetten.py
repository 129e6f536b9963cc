"""Drie exports van een ander systeem, elk met hun vertaling: omgezet, nageteld met de hand, en tot een burap gemaakt."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.oracle.aanroep import indicatoren
from zicht.cli import main
from zicht.core.fouten import AanroepFout, OnleesbaarFout
from zicht.engines.omzetten.sleutel import pseudoniem
from zicht.uitwisseling.omzetten.lezen import lees_vertaling
from zicht.uitwisseling.omzetten.opdracht import Opdracht
from zicht.uitwisseling.omzetten.uitvoeren import zet_om
from zicht.uitwisseling.omzetten.voorbeelden import VOORBEELDEN, schrijf_voorbeeld

SLEUTEL = b"0123456789abcdef" * 4

# Met de hand geteld in de voorbeelden zelf, over januari tot en met april 2025: teller en noemer, of een aantal.
GETELD: dict[str, dict[str, tuple[int | None, int]]] = {
    "brede-lijst": {
        "beoordeling-tijdig-na-ontvangst": (5, 6),  # Z1 Z3 Z4 Z6 Z9 op tijd, Z2 een dag te laat; Z8 is registratie
        "beoordeling-tijdig-na-oppakken": (5, 5),  # Z6 is op 31 februari opgepakt: niet te bepalen
        "vv-tijdig-na-ontvangst": (0, 1),
        "vv-tijdig-na-beoordeling": (0, 1),
        "vv-tijdig-na-start": (1, 1),
        "onderzoek-tijdig-na-ontvangst": (1, 1),
        "recidive-na-overdracht": (1, 8),  # Z9 heeft hetzelfde BSN als Z1
        "instroom-adviezen": (None, 3),  # A4 is van mei
        "instroom-meldingen": (None, 8),  # Z7 heeft geen datum
        "instroom-vervolgdiensten": (None, 2),
        "beoordelingen-uitgevoerd": (None, 7),
        "wachtlijst-beoordeling": (None, 1),  # Z5
    },
    "gebeurtenissen": {
        "beoordeling-tijdig-na-ontvangst": (2, 3),  # zaak 101: het laatste besluit telt, 30 januari
        "beoordeling-tijdig-na-oppakken": (2, 3),
        "onderzoek-tijdig-na-beoordeling": (0, 1),
        "onderzoek-tijdig-na-start": (1, 1),
        "instroom-adviezen": (None, 2),
        "instroom-meldingen": (None, 4),
        "wachtlijst-beoordeling": (None, 1),
    },
    "werkboek": {
        "beoordeling-tijdig-na-ontvangst": (2, 3),
        "beoordeling-tijdig-na-oppakken": (3, 3),
        "vv-tijdig-na-ontvangst": (1, 1),  # tien weken na 10 februari is 22 april, na Pasen
        "top3-toegepast": (1, 1),
        "klachten-gegrond": (1, 2),
        "tevredenheid-betrokkenen": (None, 3),
        "instroom-meldingen": (None, 4),
        "beoordelingen-uitgevoerd": (None, 4),
    },
}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    map_ = tmp_path_factory.mktemp("exports")
    for naam in VOORBEELDEN:
        schrijf_voorbeeld(naam, map_ / naam)
    return {naam: map_ / naam for naam in VOORBEELDEN}


@pytest.fixture(scope="module")
def feiten(exports: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    map_ = tmp_path_factory.mktemp("feiten")
    for naam, export in exports.items():
        zet_om(opdracht(export), map_ / naam, zwijg)
    return {naam: map_ / naam for naam in exports}


def zwijg(_: str) -> None:
    """Geen voortgang."""


def opdracht(export: Path, sleutel: bytes = SLEUTEL, van: str = "", naar: str = "") -> Opdracht:
    """De vertaling van een voorbeeld, met een stuk tekst vervangen."""
    tekst = (export / "vertaling.toml").read_text("utf-8")
    assert van in tekst
    tekst = tekst.replace(van, naar) if van else tekst
    ander = export.parent / f"{export.name}.toml"
    ander.write_text(tekst, "utf-8")
    return Opdracht(lees_vertaling(ander), tekst.encode(), export, sleutel)


def inhoud(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in sorted(map_.iterdir())}


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_de_cijfers_zijn_die_van_de_handtelling(naam: str, feiten: dict[str, Path]) -> None:
    uitslagen = indicatoren(feiten[naam], "--periode", "2025-burap1")["uitslagen"]
    gevonden = {u["code"]: (u["teller"], u["noemer"]) for u in uitslagen if u["code"] in GETELD[naam]}
    assert gevonden == GETELD[naam]


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_de_export_eindigt_in_een_burap(naam: str, feiten: dict[str, Path], tmp_path: Path) -> None:
    assert main(["burap", str(feiten[naam]), "--periode", "2025-burap1", "--uit", str(tmp_path), "--intern"]) == 0
    assert (tmp_path / "burap.pdf").read_bytes().startswith(b"%PDF")
    melding = GETELD[naam]["instroom-meldingen"][1]
    cijfers = json.loads((tmp_path / "burap.json").read_text("utf-8"))["cijfers"]
    assert cijfers["instroom-meldingen"]["waarde"] == melding


def test_een_bsn_en_een_zaaknummer_komen_er_alleen_als_pseudoniem_uit(
    exports: dict[str, Path], feiten: dict[str, Path]
) -> None:
    alles = b"".join(inhoud(feiten["brede-lijst"]).values())
    assert b"999990019" in (exports["brede-lijst"] / "zaken.csv").read_bytes()
    assert b"99999" not in alles
    assert b"Z1" not in alles
    wie = pseudoniem(SLEUTEL, "persoon", pseudoniem(SLEUTEL, "bsn", "999990019"))
    assert alles.count(wie.encode()) == 2, "dezelfde persoon in twee dossiers"
    assert pseudoniem(SLEUTEL, "dossier", "Z1").encode() in alles
    kinderen = [
        regel for regel in (feiten["brede-lijst"] / "betrokkene.csv").read_text().splitlines() if ",kind," in regel
    ]
    assert [regel[-4:] for regel in kinderen] == ["2016", "9999"], "dag onbekend, en ongeboren"


def test_het_verslag_noemt_wat_niet_mee_kon_zonder_wat_van_iemand_is(feiten: dict[str, Path]) -> None:
    verslag = json.loads((feiten["brede-lijst"] / "omzetten.json").read_text("utf-8"))
    assert (verslag["status"], verslag["geweigerd"]) == (1, 2)
    (melding,) = [deel for deel in verslag["tabellen"] if deel["tabel"] == "melding"]
    assert melding["geweigerd"] == [{"reden": "ontvangen_op: leeg, en verplicht", "aantal": 1, "rijen": ["rij 8"]}]
    velden = {veld["veld"]: veld for veld in melding["velden"]}
    assert velden["hoedanigheid"]["waarden"] == [{"waarde": "aaaaaaaaa", "aantal": 1, "rijen": ["rij 7"]}]
    assert velden["opgepakt_op"]["waarden"][0]["waarde"] == "99-99-9999"
    assert "Sportclub" not in json.dumps(verslag)
    assert {regel["regel"] for regel in verslag["controle"]} == {"L-204"}
    logboek = json.loads((feiten["gebeurtenissen"] / "omzetten.json").read_text("utf-8"))["ongenoemd"]["logboek"]
    assert list(logboek) == ["gebeurtenis"], "de brief past nergens"


def test_een_proef_schrijft_niets_en_zegt_hetzelfde(
    exports: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], feiten: dict[str, Path]
) -> None:
    export, sleutel = exports["gebeurtenissen"], tmp_path / "sleutel"
    sleutel.write_bytes(SLEUTEL)
    voor = inhoud(export)
    aanroep = ["omzetten", str(export / "vertaling.toml"), str(export), "--sleutel", str(sleutel), "--proef", "--json"]
    assert main(aanroep) == 0
    gezegd = json.loads(capsys.readouterr().out)
    assert gezegd.pop("proef") is True
    assert gezegd == json.loads((feiten["gebeurtenissen"] / "omzetten.json").read_text("utf-8"))
    assert (inhoud(export), list(tmp_path.iterdir())) == (voor, [sleutel])


class Omgevallen(Exception):
    """De stekker eruit."""


@pytest.mark.parametrize("naam", ["gebeurtenissen"])
def test_waar_het_ook_omvalt_de_uitkomst_is_gelijk(
    naam: str, exports: dict[str, Path], feiten: dict[str, Path], tmp_path: Path
) -> None:
    uit, stappen = tmp_path / "uit", list[str]()
    zet_om(opdracht(exports[naam]), tmp_path / "heel", stappen.append)
    for keer in range(1, len(stappen)):
        gezien: list[str] = []

        def meld(stap: str, gezien: list[str] = gezien, keer: int = keer) -> None:
            gezien.append(stap)
            if len(gezien) == 2:
                raise Omgevallen(keer)

        with pytest.raises(Omgevallen):  # elke keer komt er een stap bij
            zet_om(opdracht(exports[naam]), uit, meld)
        assert not uit.exists(), "er staat nooit een halve uitkomst"
        assert gezien[0] == stappen[keer - 1], "wat klaar was is niet opnieuw gedaan"
    verslag = zet_om(opdracht(exports[naam]), uit, zwijg)
    assert len(verslag.hervat) == len(stappen) - 1
    assert inhoud(uit) == inhoud(feiten[naam])
    assert [pad.name for pad in tmp_path.iterdir() if pad.name.startswith(".")] == []


def test_een_proces_dat_wordt_afgeschoten_gaat_verder(
    exports: dict[str, Path], feiten: dict[str, Path], tmp_path: Path
) -> None:
    """Afgeschoten terwijl er een half bestand ligt; ook een andere export begint niet met wat van de vorige was."""
    export, uit = exports["gebeurtenissen"], tmp_path / "uit"
    code = (
        "import os, sys; from pathlib import Path; from functional.test_omzetten import opdracht, zet_om\n"
        "zet_om(opdracht(Path(sys.argv[1])), Path(sys.argv[2]), lambda stap: stap == 'dossier' and os.kill(os.getpid(), 9))"
    )
    omgeving = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    klaar = subprocess.run([sys.executable, "-c", code, str(export), str(uit)], env=omgeving, check=False)
    assert klaar.returncode == -9
    werk = tmp_path / ".uit.omzetten"
    assert (werk / "feiten" / "gemeente.csv").exists()
    (werk / "feiten" / ".dossier.csv.half").write_text("dossier_id,ge")
    shutil.copytree(werk, tmp_path / "werk")
    verslag = zet_om(opdracht(export), uit, zwijg)
    assert "gemeente" in verslag.hervat
    assert inhoud(uit) == inhoud(feiten["gebeurtenissen"])
    shutil.copytree(
        tmp_path / "werk", werk
    )  # afgeschoten tijdens het neerzetten: de feiten zijn dan al weg uit de werkmap
    shutil.rmtree(werk / "feiten")
    assert zet_om(opdracht(export), uit, zwijg).hervat == (
        "logboek: logboek-2025-01.csv",
        "logboek: logboek-2025-02.csv",
        "gemeenten: gemeenten",
    )
    assert inhoud(uit) == inhoud(feiten["gebeurtenissen"])


def test_na_een_andere_vertaling_begint_het_werk_opnieuw_en_een_andere_sleutel_mag_niet(
    exports: dict[str, Path], tmp_path: Path
) -> None:
    uit, export = tmp_path / "uit", exports["gebeurtenissen"]

    def val_om(stap: str) -> None:
        if stap == "melding":
            raise Omgevallen

    with pytest.raises(Omgevallen):
        zet_om(opdracht(export), uit, val_om)
    anders = opdracht(export, van="voorbeeld, gebeurtenissen", naar="een andere bron")
    assert zet_om(anders, uit, zwijg).hervat == ()
    with pytest.raises(AanroepFout, match="met een andere sleutel gemaakt"):
        zet_om(opdracht(export, b"x" * 32), uit, zwijg)
    assert zet_om(opdracht(export), uit, zwijg).sleutelmerk  # dezelfde sleutel: de map wordt vervangen


@pytest.mark.parametrize(
    "bestand, van, naar, zin",
    [
        ("Meldingen.csv", "Opgepakt", "Gestart", "kolom 'Opgepakt', maar die is er niet"),
        ("Gemeenten.csv", "Epe", "Zutphen", "1 sleutels meer keer voor"),
    ],
)
def test_een_export_die_niet_past_is_een_zin_en_geen_half_bestand(
    bestand: str, van: str, naar: str, zin: str, exports: dict[str, Path], tmp_path: Path
) -> None:
    import openpyxl

    export = tmp_path / "export"
    schrijf_voorbeeld("werkboek", export)
    boek = openpyxl.load_workbook(export / "werkboek.xlsx")
    for rij in boek[bestand.removesuffix(".csv")].iter_rows():
        for cel in rij:
            cel.value = naar if cel.value == van else cel.value  # pyright: ignore[reportAttributeAccessIssue]
    boek.save(export / "werkboek.xlsx")
    with pytest.raises(OnleesbaarFout, match=zin):
        zet_om(opdracht(export), tmp_path / "uit", zwijg)
    assert not (tmp_path / "uit").exists()


def test_rafelige_rijen_een_lek_en_dubbele_sleutels_worden_geweigerd_met_hun_rij(tmp_path: Path) -> None:
    export = tmp_path / "export"
    schrijf_voorbeeld("brede-lijst", export)
    with (export / "adviezen.csv").open("a", encoding="utf-8") as stroom:
        stroom.write("A5;Ermelo\nA6;Ermelo;01-04-2025;telefoon;Huisarts;te veel\nA1;Ermelo;02-04-2025;chat;Huisarts\n")
    van, naar = 'advies_id = { sleutel = "Nummer" }', 'advies_id = "Nummer"'
    verslag = zet_om(opdracht(export, van=van, naar=naar), tmp_path / "uit", zwijg)
    (deel,) = verslag.bronnen["adviezen"]
    assert deel.onleesbaar == ((6, "te weinig kolommen"), (7, "te veel kolommen"))
    (advies,) = [deel for deel in verslag.tabellen if deel.tabel == "advies"]
    assert [(w.reden, w.rijen) for w in advies.geweigerd] == [("zelfde advies_id als een eerdere rij", ("rij 8",))]
    (export / "adviezen.csv").write_text("Nummer;Gemeente;Datum;Soort;Wie\n999990019;Ermelo;02-04-2025;chat;Huisarts\n")
    verslag = zet_om(opdracht(export, van=van, naar=naar), tmp_path / "uit", zwijg)
    (advies,) = [deel for deel in verslag.tabellen if deel.tabel == "advies"]
    assert [w.reden for w in advies.geweigerd] == ["advies_id: lijkt op een burgerservicenummer"]
    assert b"999990019" not in (tmp_path / "uit" / "advies.csv").read_bytes()
