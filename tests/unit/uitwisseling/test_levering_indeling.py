"""Een indeling als gegeven: die van Zicht, en een van een ander uit een rekenblad of CSV."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from support.leveringsboek import indelingboek
from zicht.catalogus import load
from zicht.catalogus.levering.voorbeeldlevering import BASIS, ORGANISATIE, PERIODE
from zicht.cijfers.levering import keur_bestanden
from zicht.core.levering.bestand import lees
from zicht.core.levering.indeling import IndelingFout, Leverveld, Recordsoort, Soort
from zicht.core.levering.voorbeeld import voorbeeldbestand
from zicht.core.periodes import lees_periode
from zicht.engines.levering import Bestand
from zicht.uitwisseling.levering.indelingbestand import kies_indeling, lees_indelingboek

INDELING = load.leverindeling()


def test_de_referentie_is_volledig_beschreven():
    for soort in INDELING.recordsoorten:
        assert all(een.eind + 1 == ander.begin for een, ander in zip(soort.velden, soort.velden[1:], strict=False)), (
            soort.naam
        )
        for veld in soort.velden:
            assert veld.omschrijving.endswith(".")
            assert veld.soort not in (Soort.CODE, Soort.CODES) or veld.codelijst in INDELING.codelijsten
    assert any("CBS" in zin and "gevraagd" in zin for zin in INDELING.toelichting)


def test_een_rekenblad_met_andere_kopjes_geeft_dezelfde_indeling():
    gelezen = lees_indelingboek(indelingboek(INDELING), "cbs.xlsx")
    assert gelezen.recordsoorten == INDELING.recordsoorten
    assert gelezen.codelijsten == INDELING.codelijsten


def _verschoven() -> list[Recordsoort]:
    """Een andere volgorde van velden, een andere breedte, een gat, en losse velden voor elk antwoord."""
    uit = []
    for soort in INDELING.recordsoorten:
        kop, *rest = soort.velden
        velden, plek = [kop], 4  # positie 3 blijft leeg
        for veld in reversed(rest):
            if veld.gegeven == "aanleiding":
                delen = [replace(veld, naam=f"aanleiding_{n}", soort=Soort.CODE, lengte=2) for n in range(1, 11)]
            else:
                delen = [replace(veld, lengte=veld.lengte + 3) if veld.soort is Soort.TEKST else veld]
            for deel in delen:
                velden.append(replace(deel, begin=plek))
                plek += deel.lengte
        uit.append(Recordsoort(soort.code, soort.naam, tuple(velden)))
    return uit


def test_dezelfde_regels_gelden_in_een_heel_andere_indeling(tmp_path: Path):
    ander = lees_indelingboek(
        indelingboek(replace(INDELING, naam="ander", recordsoorten=tuple(_verschoven()))), "ander.xlsx"
    )
    pad = tmp_path / "l.txt"
    pad.write_bytes(voorbeeldbestand(ander, BASIS, ()))
    fout = tmp_path / "f.txt"
    fout.write_bytes(pad.read_bytes().replace(b"20240209", b"20240201"))
    periode = lees_periode(PERIODE)
    goed, mis = keur_bestanden(ander, [Bestand(p, periode, ORGANISATIE) for p in (pad, fout)])
    assert goed.aantallen == {}
    assert set(mis.aantallen) == {"LM-001"} or set(mis.aantallen) == {"LM-001", "LD-021"}
    records = list(lees(ander, pad.read_bytes()))
    assert next(r for r in records if r.soort == "melding").tekst("aanleiding_2") == "08"


def test_een_map_met_csv_kan_ook(tmp_path: Path):
    velden = [("recordcode", "recordnaam", "veldnaam", "beginpositie", "lengte", "type")]
    velden += [("10", "advies", "recordsoort", "1", "2", "tekst"), ("10", "advies", "advies_id", "3", "9", "tekst")]
    with (tmp_path / "indeling.csv").open("w", newline="") as bestand:
        csv.writer(bestand, delimiter=";").writerows(velden)
    indeling = kies_indeling(str(tmp_path))
    assert [(v.naam, v.begin, v.lengte) for v in indeling.record("advies").velden] == [
        ("recordsoort", 1, 2),
        ("advies_id", 3, 9),
    ]


@pytest.mark.parametrize(
    "veld, wat",
    [
        (Leverveld("1", "10", "aard", "aard", 30, 4, Soort.CODES, "aard"), "valt samen met het veld ervoor"),
        (
            Leverveld("1", "10", "x", "x", 91, 2, Soort.CODE, "bestaat-niet"),
            "codelijst 'bestaat-niet' staat er niet bij",
        ),
        (Leverveld("1", "10", "x", "x", 91, 6, Soort.DATUM), "een datum is acht tekens"),
        (Leverveld("1", "10", "x", "x", 91, 1, Soort.CODE, "aard"), "de codes zijn langer dan het veld"),
    ],
)
def test_een_indeling_die_niet_kan_wordt_geweigerd(veld: Leverveld, wat: str):
    advies = INDELING.record("advies")
    kapot = replace(INDELING, recordsoorten=(replace(advies, velden=(*advies.velden, veld)),))
    with pytest.raises(IndelingFout, match=wat):
        lees_indelingboek(indelingboek(kapot), "kapot.xlsx")


def test_geen_rekenblad_en_geen_velden_zijn_nette_fouten(tmp_path: Path):
    with pytest.raises(IndelingFout, match="niet te lezen als Excel"):
        lees_indelingboek(b"PK geen zip", "x.xlsx")
    with pytest.raises(IndelingFout, match="geen tabel met velden"):
        kies_indeling(str(tmp_path))
    with pytest.raises(IndelingFout, match="is er niet"):
        kies_indeling(str(tmp_path / "weg.xlsx"))
