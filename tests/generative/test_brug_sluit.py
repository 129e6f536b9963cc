"""De brug tussen definities op willekeurige, gemene feiten: zij sluit, noemt haar gevallen en komt uit waar SQL uitkomt.

Standaard 2 datasets; met ZICHT_VEEL=1 duizend, of een ander aantal met ZICHT_VEEL=200.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from support.willekeurig import SCHARNIEREN, maak_dataset
from zicht.catalogus import load
from zicht.catalogus.definitieversies import VERSIES
from zicht.catalogus.termijnen import KLOKKEN
from zicht.cijfers import Cijfers
from zicht.cijfers.brug import Vergelijking, rekenwijze, vergelijk
from zicht.cijfers.rekenaar import feit_van
from zicht.core.brug import Blik, Rekenwijze, bouw_brug
from zicht.core.definities import Definitieversie
from zicht.core.feiten import FEITEN
from zicht.core.indicatoren import Telling
from zicht.core.periodes import Periode, lees_periode
from zicht.core.uitslagen import Tellingen
from zicht.engines.breed import Klok, bouw
from zicht.engines.duckdb import DuckDB
from zicht.engines.tellen import Teltaak, tel
from zicht.engines.venster import Venster
from zicht.uitwisseling.feiten import lees_feiten

VEEL = int(os.environ.get("ZICHT_VEEL") or 0)
AANTAL = {0: 2, 1: 1000}.get(VEEL, VEEL)
BRUGGEN = 6
IN_SQL = 2
PERIODEN = ("2025-burap1", "2025-burap2", "2025", "2025-04", "2024-12-15/2025-04-18")
PAREN = [
    (van, naar)
    for een in VERSIES.values()
    for van in een
    for ander in VERSIES.values()
    for naar in ander
    if van is not naar
    and van.definitie.telt is naar.definitie.telt
    and (van.definitie.klok is None) == (naar.definitie.klok is None)
]


def in_sql(cijfers: Cijfers, wijze: Rekenwijze, periode: Periode, dag: date) -> Tellingen:
    """Dezelfde rekenwijze op de tweede rekenmachine: brede feiten met haar termijn en kalender, geteld in SQL."""
    feiten, klok = cijfers.feitenset, wijze.definitie.klok
    klokken = [Klok(k, feit_van(k.begint_bij.feit), load.duur_of_niets(k.duur)) for k in KLOKKEN]
    klokken = [replace(k, duur=wijze.duur) if klok and k.termijn.duur == klok.duur else k for k in klokken]
    alles = frozenset(veld for feit in FEITEN for veld in feit.velden())
    bouw(feiten.verbinding, feiten.regios, klokken, wijze.kalender, feiten.peildatum, alles)
    if cijfers.rekenaar.recidive_wisselt:
        from zicht.engines.breed import herbereken_recidive

        herbereken_recidive(feiten.verbinding, feiten.regios, dag)
    taak = Teltaak("x", wijze.regel())
    geteld = tel(DuckDB(feiten.verbinding), wijze.definitie.telt, [taak], Venster(dag, periode), "gemeente")["x"]
    uit = Tellingen()
    for tellingen in geteld.values():
        uit += Tellingen(tellingen.noemer, tellingen.teller, tellingen.niet_te_bepalen, tellingen.nog_open)
    return uit


def maak_bruggen(zaad: int, map_: Path) -> list[tuple[Definitieversie, Definitieversie, Telling, Vergelijking]]:
    """Een paar willekeurige bruggen over een dataset."""
    kans, data = Random(f"bruggen {zaad}"), maak_dataset(zaad, ("NHN",))
    cijfers = Cijfers(lees_feiten(data.schrijf(map_)))
    passend = [p for p in map(lees_periode, PERIODEN) if p.begin <= data.peildatum]
    uit = []
    for van, naar in kans.sample(PAREN, BRUGGEN):
        telling, dag = kans.choice(list(Telling)), kans.choice((None, kans.choice(SCHARNIEREN)))
        uit.append(
            (van, naar, telling, vergelijk(cijfers, van, naar, kans.choice(passend), telling=telling, peildatum=dag))
        )
    return uit


@pytest.mark.parametrize("zaad", range(70_000, 70_000 + AANTAL))
def test_de_brug_sluit_noemt_haar_gevallen_en_komt_uit_waar_de_tweede_rekenmachine_telt(
    zaad: int, tmp_path: Path
) -> None:
    for nr, (van, naar, telling, gevonden) in enumerate(maak_bruggen(zaad, tmp_path / "feiten")):
        wat = (van.indicator, van.code, naar.indicator, naar.code, gevonden.periode.code)
        assert gevonden.brug.sluit, wat
        for kant in (gevonden.van, gevonden.naar):
            assert kant.gelijk_aan_cijfer is not False, wat
        for stap in gevonden.brug.stappen:
            assert stap.was != stap.wordt, wat
            assert len(stap.gevallen) == len(set(stap.gevallen)), wat
        if nr < IN_SQL:
            tegen_sql(Cijfers(lees_feiten(tmp_path / "feiten")), (van, naar), telling, gevonden)


def tegen_sql(cijfers: Cijfers, versies: tuple[Definitieversie, Definitieversie], telling: Telling,
              gevonden: Vergelijking) -> None:  # fmt: skip
    """Beide kanten van de brug, geteld door de tweede rekenmachine."""
    for versie, kant in zip(versies, (gevonden.brug.begin, gevonden.brug.eind), strict=True):
        geteld = in_sql(cijfers, rekenwijze(cijfers, versie, telling), gevonden.periode, gevonden.peildatum)
        assert geteld == kant, (versie.indicator, versie.code, gevonden.periode.code)


def test_de_paren_hebben_samen_elk_soort_stap(tmp_path: Path) -> None:
    """Anders bewijst de toets hierboven minder dan hij belooft."""
    cijfers = Cijfers(lees_feiten(maak_dataset(1, ("NHN",)).schrijf(tmp_path)))
    blik = Blik(lees_periode("2025"), date(2025, 12, 31), {}, date(2025, 12, 31))
    gezien = {
        stap.onderdeel
        for van, naar in PAREN
        for een, ander in ((rekenwijze(cijfers, v, Telling.AFGEROND) for v in (van, naar)),)
        for stap in bouw_brug([], een, ander, blik, naar.bron).stappen
    }
    assert gezien == {
        "klok", "lengte van de termijn", "einde op een vrije dag", "kalender", "wie meetelt", "teller", "telling",
        "wat nog open is",
    }  # fmt: skip
