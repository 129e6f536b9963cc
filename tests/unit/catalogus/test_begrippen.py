"""De begrippenlijst: elk woord in een openbare naam van core en catalogus staat erin, met bron."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import zicht
from zicht.catalogus import load
from zicht.core.begrippen import lees_begrippen
from zicht.core.bronnen import BronFout, zoek_bron

PAKKET = Path(zicht.__file__).parent
LIJST = load.begrippen()


def _doelen(knoop: ast.stmt) -> Iterator[str]:
    match knoop:
        case ast.FunctionDef(name=naam) | ast.ClassDef(name=naam):
            yield naam
        case ast.AnnAssign(target=ast.Name(id=naam)) | ast.Assign(targets=[ast.Name(id=naam)]):
            yield naam
        case _:
            pass


def openbare_namen(tekst: str) -> set[str]:
    """Functies, klassen, constanten, en wat er in een openbare klasse staat."""
    namen: set[str] = set()
    for knoop in ast.parse(tekst).body:
        eigen = list(_doelen(knoop))
        namen |= set(eigen)
        if isinstance(knoop, ast.ClassDef) and not knoop.name.startswith("_"):
            namen |= {naam for lid in knoop.body for naam in _doelen(lid)}
    return {naam for naam in namen if not naam.startswith("_")}


def woorden(naam: str) -> set[str]:
    """De woorden in een naam, los van onderstreping en hoofdletters."""
    return {woord.lower() for woord in re.findall(r"[A-Z]?[a-z]+\d?|[A-Z]+(?![a-z])", naam)}


def _onbeschreven() -> dict[str, str]:
    bestanden = [b for deel in ("core", "catalogus") for b in sorted((PAKKET / deel).rglob("*.py"))]
    return {
        woord: f"{bestand.relative_to(PAKKET)}: {naam}"
        for bestand in bestanden
        for naam in sorted(openbare_namen(bestand.read_text("utf-8")))
        for woord in sorted(woorden(naam) - LIJST.woorden)
    }


def test_namen_worden_in_woorden_geknipt() -> None:
    assert woorden("eerstvolgende_werkdag") == {"eerstvolgende", "werkdag"}
    assert woorden("KalenderRij") == {"kalender", "rij"}
    assert woorden("STANDAARD_SET") == {"standaard", "set"}
    assert openbare_namen("class A:\n  b: int\n  _c = 1\n  def d(self): ...\nE = 1\n_f = 2\n") == {"A", "b", "d", "E"}


def test_elk_woord_in_een_openbare_naam_is_beschreven() -> None:
    assert [f"{woord} ({waar})" for woord, waar in _onbeschreven().items()] == []


@pytest.mark.parametrize("term", sorted(LIJST.begrippen))
def test_een_begrip_heeft_betekenis_bron_en_engelse_naam(term: str) -> None:
    begrip = LIJST.begrippen[term]
    assert zoek_bron(load.bronnen(), begrip.bron).titel
    assert begrip.bron.vindplaats
    assert begrip.engels
    assert begrip.betekenis.endswith(".")


def test_een_woord_staat_op_een_plaats() -> None:
    vakwoorden = {w for b in LIJST.begrippen.values() for w in (*b.term.split(), *b.vormen) if " " not in b.term}
    assert vakwoorden & (LIJST.gewoon | LIJST.techniek) == set()
    assert LIJST.gewoon & LIJST.techniek == set()


def test_een_begrip_zonder_betekenis_wordt_geweigerd() -> None:
    with pytest.raises(BronFout, match="betekenis, vindplaats ontbreekt"):
        lees_begrippen('[begrip.x]\nbron = "y"\nengels = "x"')
