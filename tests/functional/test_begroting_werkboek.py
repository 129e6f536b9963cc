"""Het rekenblad van de begroting, nagerekend door LibreOffice: gelijk aan het model, ook als er iets in verandert."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from support.rekenblad import Cells, recalculated, split, values
from zicht.catalogus import begrotingen
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, begroot_totaal, effect, pas_toe
from zicht.core.begroting.schrijven import als_toml
from zicht.core.begroting.verdeling import verdeel
from zicht.rapportage.begroting.stuk import Stuk, maak_stuk, uit_catalogus
from zicht.rapportage.begroting.werkboek import werkboek
from zicht.rapportage.begroting.werkboek.maak import bouw
from zicht.rapportage.begroting.werkboek.varianten import Opbouw

CENT = 0.005
ALLES = (
    ("stroom.meldingen.aantal", "3600"),
    ("stroom.directe_overdracht.aandeel", "50"),
    ("stroom.onderzoek.aantal", "150"),
    ("dienst.chat.aantal", "541"),
    ("dienst.monitoren.aantal", "1400"),
    ("dienst.onderzoek.normtijd_uren", "44.5"),
    ("formatie.productieve_uren", "1290"),
    ("loonkosten.aandeel_inhuur", "12.5"),
    ("index.loon.procent", "5.25"),
    ("verzuim.verwacht", "7.5"),
    ("verloop.verwacht", "23.4"),
    ("overhead.procent", "21"),
    ("post.leiding_en_ondersteuning.bedrag", "600000"),
)
VOLUME, AANDEEL, NORM = ALLES[0], ALLES[1], ALLES[5]
PER_KEER = {"volume": (VOLUME,), "aandeel": (AANDEEL,), "norm": (NORM,), "rest": ALLES[6:], "alles-tegelijk": ALLES}
pytestmark = pytest.mark.traag


@cache
def stuk(regio: str, jaar: int | None = None) -> Stuk:
    return uit_catalogus(regio, jaar, begrotingen.scenarios(regio) if jaar is None else ())


@cache
def opgebouwd(regio: str) -> Opbouw:
    return bouw(stuk(regio))


def met_latere_jaren() -> Stuk:
    """De begroting van NOG met een index, een aantal en een normtijd die in latere jaren anders zijn."""
    kaal = begrotingen.begroting("nog")
    tekst = als_toml(kaal, begrotingen.kernprestaties()).split("\n[jaren.2026]")[0]
    tekst += (
        '\n[jaren.2026]\nvindplaats = "proef"\nindex.loon.procent = 2.5\nstroom.meldingen.aantal = 3400\n'
        "[jaren.2027]\n"
        '[jaren.2028]\nvindplaats = "proef"\nindex.loon.procent = 3.1\nindex.inflatie.procent = 1\ndienst.onderzoek.normtijd_uren = 42\n'
    )
    return maak_stuk(begrotingen.lees(tekst, "proef.toml"))


@pytest.fixture(scope="module")
def nagerekend(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """Elk boek in een keer door LibreOffice: de stukken zoals ze zijn, en NOG met telkens iets anders erin."""
    boek, invoer = werkboek(stuk("nog")), opgebouwd("nog").varianten["nu"].invoer
    boeken: dict[str, tuple[bytes, Mapping[str, object]]] = {
        "nog": (boek, {}),
        "nhn": (werkboek(stuk("nhn")), {}),
        "nog-2024": (werkboek(stuk("nog", 2024)), {}),
        "jaren": (werkboek(met_latere_jaren()), {}),
    }
    for naam, wijzigingen in PER_KEER.items():
        boeken[naam] = (boek, {invoer[pad]: float(getal) for pad, getal in wijzigingen})
    nhn = opgebouwd("nhn")
    boeken["nhn-meer"] = (boeken["nhn"][0], {nhn.varianten["nu"].invoer["stroom.meldingen.aantal"]: 5000})
    return recalculated(boeken, tmp_path_factory.mktemp("rekenblad"))


@pytest.mark.parametrize(
    "naam, maak",
    [
        ("nog", lambda: stuk("nog")),
        ("nhn", lambda: stuk("nhn")),
        ("nog-2024", lambda: stuk("nog", 2024)),
        ("jaren", met_latere_jaren),
    ],
)
def test_elke_cel_rekent_op_de_cent_uit_wat_het_model_geeft(
    nagerekend: dict[str, Cells], naam: str, maak: object
) -> None:
    bewaard = values(werkboek(maak()))  # type: ignore[operator]
    assert len(bewaard) > 1000
    assert [
        verschil for plek, waarde in bewaard.items() if (verschil := anders(plek, waarde, nagerekend[naam].get(plek)))
    ] == []


def anders(plek: tuple[str, str], bewaard: object, nu: object) -> str:
    if isinstance(bewaard, int | float) and isinstance(nu, int | float):
        return "" if abs(bewaard - nu) < CENT else f"{plek}: {bewaard} is {nu}"
    return "" if bewaard == nu or (bewaard, nu) == ("", None) else f"{plek}: {bewaard!r} is {nu!r}"


@pytest.mark.parametrize("naam, wijzigingen", PER_KEER.items(), ids=PER_KEER)
def test_een_andere_aanname_geeft_hetzelfde_als_het_scenario(nagerekend: dict[str, Cells], naam: str,
                                                           wijzigingen: tuple[tuple[str, str], ...]) -> None:  # fmt: skip
    opbouw = opgebouwd("nog")
    scenario = Scenario(
        "proef", "proef", tuple(Wijziging(pad, Wijze.ZET, Decimal(getal)) for pad, getal in wijzigingen)
    )
    ander = pas_toe(opbouw.begroting, scenario)
    basis, model = reken(opbouw.begroting), reken(ander)
    cellen = nagerekend[naam]
    verwacht = {code: uitkomst.waarde for code, uitkomst in model.uitkomsten.items()}
    verwacht |= {"effect": effect(basis, model), "begroot_totaal": begroot_totaal(basis, model)}
    gevonden = {code: lees(opbouw, cellen, "nu", code) for code in verwacht}
    assert [
        (c, v, gevonden[c])
        for c, v in verwacht.items()
        if v is not None and abs(float(v) - as_float(gevonden[c])) > CENT
    ] == []
    assert verwacht["totaal"] != basis["totaal"].waarde
    # Een scenario begint bij de veranderde aannames.
    verder = reken(pas_toe(ander, begrotingen.scenarios("nog")[0]))["totaal"].getal
    assert as_float(lees(opbouw, cellen, "laag", "totaal")) == pytest.approx(float(verder), abs=CENT)
    # En de bijdragen van de gemeenten zijn samen precies het nieuwe totaal.
    assert bijdragen(cellen) == {
        d.gemeente: d.bedrag_euro for d in verdeel(opbouw.begroting, verwacht["begroot_totaal"] or Decimal(0))
    }


def test_zonder_normtijden_zegt_het_rekenblad_niet_wat_meer_meldingen_kosten(nagerekend: dict[str, Cells]) -> None:
    opbouw = opgebouwd("nhn")
    cellen = nagerekend["nhn-meer"]
    assert lees(opbouw, cellen, "nu", "stroom.meldingen") == 5000
    assert lees(opbouw, cellen, "nu", "effect") == "onbekend"
    assert lees(opbouw, cellen, "nu", "begroot.totaal") == 8_200_000


def lees(opbouw: Opbouw, cellen: Cells, variant: str, code: str) -> object:
    return cellen.get(split(opbouw.bord.plaats(variant, code)))


def as_float(waarde: object) -> float:
    assert isinstance(waarde, int | float), waarde
    return float(waarde)


def bijdragen(cellen: Cells) -> dict[str, object]:
    """Wat er in het blad Gemeenten bij elke gemeente als bijdrage staat."""
    rijen = {
        rij
        for (blad, rij), waarde in cellen.items()
        if blad == "Gemeenten" and rij.startswith("A") and str(waarde).startswith("GM")
    }
    return {str(cellen["Gemeenten", rij]): cellen["Gemeenten", f"H{rij[1:]}"] for rij in rijen}


def test_elk_getal_dat_volgt_is_een_formule_en_elke_invoer_heeft_een_bron(tmp_path: Path) -> None:
    import openpyxl

    pad = tmp_path / "boek.xlsx"
    pad.write_bytes(werkboek(stuk("nog")))
    boek = openpyxl.load_workbook(pad)
    assert boek.sheetnames == ["Aannames", "Trechter", "Kernprestaties", "Formatie", "Lasten", "Meerjaren", "Gemeenten",
                               "Scenario's", "Afwijkingen"]  # fmt: skip
    for naam in ("Trechter", "Kernprestaties", "Formatie", "Lasten"):
        assert [
            cel.coordinate for rij in boek[naam].iter_rows() for cel in rij if isinstance(cel.value, int | float)
        ] == []
    for rij in boek["Aannames"].iter_rows(min_row=5, values_only=True):
        assert rij[1] is None or rij[4], rij


def test_een_begroting_zonder_lasten_of_jaren_geeft_ook_een_rekenblad() -> None:
    realisatie = begrotingen.stukken("nog")["2023-realisatie"]
    assert values(werkboek(maak_stuk(realisatie)))["Aannames", "A1"] == "Aannames: Realisatie 2023"
    kaal = replace(begrotingen.begroting("nog"), maten=(), jaren={})
    assert ("Gemeenten", "A1") not in values(werkboek(maak_stuk(kaal)))
