"""Geschreven tijd lezen: uren per zaak, en elke fout met haar rij in gewoon Nederlands."""

from datetime import date

import pytest

from zicht.core.fouten import OnleesbaarFout
from zicht.uitwisseling.tijdschrijven import Tijdregel, lees_regels, lees_tijd

GOED = "soort,id,datum,uren\nmelding,M1,2025-01-02,2.5\ndienst,D1,2025-01-01,3\ndienst,D1,2025-01-03,1.25\n"


def test_uren_tellen_op_per_zaak_en_de_eerste_dag_is_bekend(tmp_path):
    pad = tmp_path / "tijd.csv"
    pad.write_text(GOED, "utf-8")
    tijd = lees_tijd(pad)
    assert tijd.uren == {("melding", "M1"): 2.5, ("dienst", "D1"): 4.25}
    assert (tijd.eerste, tijd.bestand) == (date(2025, 1, 1), "tijd.csv")


def test_een_nederlands_rekenblad_mag_ook():
    (regel,) = lees_regels("uren;soort;id;datum\n1,5;dienst;D1;2025-01-01\n", "t.csv")
    assert regel == Tijdregel("dienst", "D1", date(2025, 1, 1), 1.5)


@pytest.mark.parametrize(
    "rij, zin",
    [
        ("advies,A1,2025-01-01,1", "verwacht melding of dienst als soort; gevonden: 'advies'"),
        ("dienst,,2025-01-01,1", "het id van de melding of dienst ontbreekt"),
        ("dienst,D1,1-1-2025,1", "verwacht een datum als jjjj-mm-dd; gevonden: '1-1-2025'"),
        ("dienst,D1,2025-01-01,0", "verwacht uren boven 0 en hoogstens 24; gevonden: '0'"),
        ("dienst,D1,2025-01-01,-2", "gevonden: '-2'"),
        ("dienst,D1,2025-01-01,25", "gevonden: '25'"),
        ("dienst,D1,2025-01-01,nan", "gevonden: 'nan'"),
        ("dienst,D1,2025-01-01", "verwacht 4 waarden; er staan er meer of minder"),
        ("dienst,D1,2025-01-01,1,piet", "verwacht 4 waarden; er staan er meer of minder"),
    ],
)
def test_een_fout_noemt_rij_verwacht_en_gevonden(rij, zin):
    with pytest.raises(OnleesbaarFout) as fout:
        lees_regels(GOED + rij + "\n", "t.csv")
    assert fout.value.regels[0].startswith("t.csv, rij 5: ")
    assert zin in fout.value.regels[0]


def test_alle_fouten_komen_samen_en_veel_worden_geteld():
    with pytest.raises(OnleesbaarFout) as fout:
        lees_regels("soort,id,datum,uren\n" + "x,D1,2025-01-01,1\n" * 12, "t.csv")
    assert len(fout.value.regels) == 11
    assert fout.value.regels[-1] == "En nog 2 fouten."


@pytest.mark.parametrize("tekst", ["", "wie,uren\npiet,3\n", "soort,id,datum,uren,wie\n"])
def test_andere_kolommen_worden_geweigerd_ook_wie_de_uren_maakte(tekst):
    with pytest.raises(OnleesbaarFout, match="verwacht de kolommen soort, id, datum, uren"):
        lees_regels(tekst, "t.csv")


def test_een_leeg_of_onvindbaar_bestand(tmp_path):
    with pytest.raises(OnleesbaarFout, match="er staan geen regels in"):
        lees_regels("soort,id,datum,uren\n", "t.csv")
    with pytest.raises(OnleesbaarFout, match="is er niet"):
        lees_tijd(tmp_path / "weg.csv")
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OnleesbaarFout, match="niet te lezen als tekst"):
        lees_tijd(tmp_path / "b.csv")
