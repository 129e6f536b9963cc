"""Een ingevuld sjabloon: wat er mis kan gaan, met blad, rij en kolom in de melding."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import BegrotingFout
from zicht.uitwisseling.begroting.lezen import lees_sjabloon
from zicht.uitwisseling.begroting.schrijven import sjabloon
from zicht.uitwisseling.begroting.vorm import BLADEN

NOG = sjabloon(begrotingen.begroting("nog"))


def met(doe: Callable[[Any], object]) -> bytes:
    """Het sjabloon van NOG waarin iemand iets veranderde."""
    boek = openpyxl.load_workbook(io.BytesIO(NOG))
    doe(boek)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def zet(blad: str, cel: str, waarde: object, opmaak: str = "") -> Callable[[Any], None]:
    def doe(boek: Any) -> None:
        boek[blad][cel] = waarde
        if opmaak:
            boek[blad][cel].number_format = opmaak

    return doe


def fouten(inhoud: bytes) -> str:
    with pytest.raises(BegrotingFout) as gevangen:
        lees_sjabloon(inhoud, "nog.xlsx")
    return "\n".join(gevangen.value.regels)


@pytest.mark.parametrize(
    "doe, verwacht",
    [
        (zet("Kernprestaties", "F11", -40), "blad Kernprestaties, rij 11, kolom F (Normtijd (uren)): -40 uren kan niet"),
        (zet("Kernprestaties", "F11", "veertig"), "blad Kernprestaties, rij 11, kolom F (Normtijd (uren)): verwacht een getal (uren)"),
        (zet("Kernprestaties", "A11", "onderzok"), "blad Kernprestaties, rij 11: de dienst 'onderzok' is niet bekend. Bedoelt u 'onderzoek'?"),
        (zet("Kernprestaties", "A11", "adviezen"), "blad Kernprestaties, rij 11, kolom A (Code): de code ‘adviezen’ staat er twee keer"),
        (zet("Kernprestaties", "A11", None), "blad Kernprestaties, rij 11, kolom A (Code): deze regel heeft geen code"),
        (zet("Kernprestaties", "C11", None), "blad Kernprestaties, rij 11, kolom C (Titel): verwacht bij 'titel' een tekst"),
        (zet("Trechter", "F7", 120), "blad Trechter, rij 7, kolom F (Aandeel (procent)): 120 procent kan niet"),
        (zet("Trechter", "E7", 3000), "blad Trechter: van 'Meldingen' is"),
        (zet("Trechter", "D7", "misschien"), "blad Trechter, rij 7, kolom D (Vult aan): verwacht ja of nee, gevonden: 'misschien'"),
        (zet("Organisatie", "B6", None), "blad Organisatie, rij 6, kolom B (Waarde): het jaar ontbreekt"),
        (zet("Organisatie", "A4", "Regoi"), "blad Organisatie, rij 4, kolom A (Wat): ‘Regoi’ is hier niet bekend. Bedoelt u 'Regio'?"),
        (zet("Posten", "K4", None), "blad Posten, rij 4, kolom F (Bedrag (euro)): staat zonder vindplaats. Vul de kolom Vindplaats in"),
        (zet("Prijzen", "A5", "loonkosten.in_dinst"), "'in_dinst' is hier niet bekend. Bedoelt u 'in_dienst'?"),
        (zet("Gemeenten", "C5", None), "verschil: GM0200"),
        (zet("Posten", "F3", "Bedrag"), "blad Posten, rij 3, kolom F: de kolom ‘Bedrag’ is hier niet bekend. Bedoelt u 'Bedrag (euro)'?"),
        (zet("Posten", "F4", "=1+1"), "blad Posten, rij 4, kolom F: hier staat een formule zonder uitkomst"),
        (lambda boek: boek.remove(boek["Posten"]), "het blad ‘Posten’ ontbreekt"),
    ],
)  # fmt: skip
def test_een_fout_noemt_blad_rij_en_kolom(doe: Callable[[Any], object], verwacht: str) -> None:
    assert verwacht in fouten(met(doe))


def test_alle_fouten_komen_in_een_keer() -> None:
    def twee(boek: Any) -> None:
        boek["Kernprestaties"]["F11"] = -40
        boek["Prijzen"]["B5"] = -1.5
        boek["Prijzen"]["B8"] = 101

    assert len(fouten(met(twee)).splitlines()) == 2  # een bedrag onder nul mag, een percentage boven de honderd niet


@pytest.mark.parametrize(
    "waarde, opmaak, gelezen",
    [(0.58, "0%", "58"), ("58,5", "General", "58.5"), (58.25, "0.00", "58.25"), ("58.5", "General", "58.5")],
)
def test_een_percentage_mag_geschreven_worden_zoals_mensen_dat_doen(waarde: object, opmaak: str, gelezen: str) -> None:
    gevonden = lees_sjabloon(met(zet("Trechter", "F8", waarde, opmaak)), "nog.xlsx")
    assert gevonden.getallen["stroom.directe_overdracht.aandeel"].waarde == Decimal(gelezen)


def test_een_getal_met_een_punt_voor_duizendtallen_is_niet_te_raden() -> None:
    assert "verwacht een getal" in fouten(met(zet("Kernprestaties", "E4", "6.600")))


@pytest.mark.parametrize("inhoud", [b"", b"geen werkboek", NOG[:2000]])
def test_wat_geen_werkboek_is_zegt_hoe_er_een_te_maken_is(inhoud: bytes) -> None:
    assert "niet te lezen als Excel-bestand" in fouten(inhoud)
    assert "--sjabloon" in fouten(inhoud)


def test_een_leeg_sjabloon_heeft_alle_bladen_en_zegt_wat_er_nog_ontbreekt() -> None:
    leeg = sjabloon()
    assert openpyxl.load_workbook(io.BytesIO(leeg)).sheetnames == [blad.naam for blad in BLADEN]
    melding = fouten(leeg)
    for wat in ("het jaar ontbreekt", "'regio'", "'organisatie'", "'titel'", "'bron'"):
        assert wat in melding


def test_een_leeg_sjabloon_met_het_nodige_is_een_begroting() -> None:
    boek = openpyxl.load_workbook(io.BytesIO(sjabloon()))
    for rij, waarde in enumerate(("ABC", "Veilig Thuis Voorbeeld", 2026, "begroting", "Begroting 2026"), 4):
        boek["Organisatie"][f"B{rij}"] = waarde
    boek["Organisatie"]["B10"] = "onze-begroting"
    uit = io.BytesIO()
    boek.save(uit)
    begroting = lees_sjabloon(uit.getvalue(), "abc.xlsx")
    assert (begroting.jaar, begroting.regio) == (2026, "ABC")
    assert {dienst.code for dienst in begroting.diensten} == begrotingen.kernprestaties()
