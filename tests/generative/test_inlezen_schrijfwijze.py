"""Willekeurige feiten in willekeurige schrijfwijzen: altijd dezelfde feiten; kapot gemaakt: nooit een traceback."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from support.kapot import regio
from support.maak import Rij, schrijf_map
from support.willekeurig import maak_dataset
from zicht.core.fouten import ZichtFout
from zicht.uitwisseling.feiten import lees_feiten

SCHRIJFWIJZEN = 15
KAPOT = 30


def herschrijf(pad: Path, kans: Random) -> None:
    """Dezelfde rijen met andere volgorde, scheiding, regeleinden, aanhaling, spaties en datumvorm per kolom."""
    kop, *rijen = list(csv.reader(io.StringIO(pad.read_text(encoding="utf-8"), newline="")))
    kans.shuffle(rijen)
    volgorde = kans.sample(range(len(kop)), len(kop))
    dag_eerst = {nummer for nummer in volgorde if kans.random() < 0.5}
    spatie = kans.choice(("", "", " "))
    buffer = io.StringIO(newline="")
    schrijver = csv.writer(
        buffer,
        delimiter=kans.choice(",;"),
        lineterminator=kans.choice(("\n", "\r\n")),
        quoting=kans.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    )
    schrijver.writerow([kop[i] for i in volgorde])
    schrijver.writerows([spatie + _datum(rij[i], i in dag_eerst) + spatie for i in volgorde] for rij in rijen)
    pad.write_bytes(buffer.getvalue().encode(kans.choice(("utf-8", "utf-8-sig"))))


def _datum(tekst: str, dag_eerst: bool) -> str:
    if not dag_eerst or len(tekst) != 10 or tekst[4] != "-":
        return tekst
    return date.fromisoformat(tekst).strftime("%d-%m-%Y")


@pytest.mark.parametrize("zaad", range(SCHRIJFWIJZEN))
def test_elke_schrijfwijze_geeft_dezelfde_vingerafdruk_en_waarschuwingen(zaad: int, tmp_path: Path) -> None:
    kans = Random(f"schrijfwijze {zaad}")
    data = maak_dataset(zaad)
    gewoon = lees_feiten(data.schrijf(tmp_path / "gewoon"))
    anders = data.schrijf(tmp_path / "anders")
    for pad in anders.glob("*.csv"):
        herschrijf(pad, kans)
    assert lees_feiten(anders).vingerafdruk == gewoon.vingerafdruk


@pytest.mark.parametrize("zaad", range(KAPOT))
def test_een_willekeurig_beschadigd_bestand_geeft_feiten_of_een_nederlandse_fout(zaad: int, tmp_path: Path) -> None:
    kans = Random(f"kapot {zaad}")
    map_ = schrijf_map(tmp_path, regio())
    pad = map_ / f"{kans.choice(('melding', 'dossier', 'klacht', 'tevredenheid', 'gemeente'))}.csv"
    inhoud = bytearray(pad.read_bytes())
    for _ in range(kans.randint(1, 4)):
        plaats = kans.randrange(len(inhoud))
        match kans.randrange(4):
            case 0:
                inhoud[plaats] = kans.randrange(256)
            case 1:
                inhoud[plaats:plaats] = kans.choice((b'"', b";", b",", b"\n", b"\r", b"\xff", b"\xef\xbb\xbf", b"\\"))
            case 2:
                del inhoud[plaats : plaats + kans.randint(1, 30)]
            case _:
                inhoud += inhoud[plaats : plaats + 40]
    pad.write_bytes(inhoud)
    assert _afloop(map_) in (0, 1, 2)


def _afloop(map_: Path) -> int:
    try:
        return 0 if lees_feiten(map_) else 3
    except ZichtFout as fout:
        return fout.status if all(regel.strip() for regel in fout.regels) else 3


@pytest.mark.parametrize("tabel", ["melding", "dossier", "betrokkene"])
def test_op_elke_plaats_afgekapt_ontbreken_er_nooit_stil_cellen(tabel: str, tmp_path: Path) -> None:
    map_ = schrijf_map(tmp_path, regio())
    heel = (map_ / f"{tabel}.csv").read_bytes()
    kop = heel.index(b"\n")
    namen = [kop, *(plaats for plaats in range(kop) if heel[plaats : plaats + 1] == b",")]
    for over in Random(tabel).sample(range(len(heel)), 15):
        if over in namen or heel[over - 1 : over] == b"\n":
            continue  # na een hele rij, of na een hele naam in de kop, is niet te zien dat er meer was
        (map_ / f"{tabel}.csv").write_bytes(heel[:over])
        with pytest.raises(ZichtFout):
            lees_feiten(map_)


def test_honderden_willekeurige_datums_worden_gelezen_zoals_python_ze_leest(tmp_path: Path) -> None:
    kans = Random("datums")
    dagen = [date(2015, 1, 1) + timedelta(days=kans.randrange(4000)) for _ in range(400)]
    rijen: list[Rij] = [{"dossier_id": f"D{i}", "geopend_op": dag} for i, dag in enumerate(dagen)]
    for vorm in ("csv", "csv-nl", "parquet"):
        feiten = lees_feiten(schrijf_map(tmp_path / vorm, {"dossier": rijen}, vorm=vorm))
        gelezen = feiten.verbinding.execute("SELECT geopend_op FROM dossier ORDER BY rij").fetchall()
        assert [dag for (dag,) in gelezen] == dagen
