"""De synthetische regio maken: van seed naar een map met feiten."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from zicht.core.feiten import TABELLEN
from zicht.synthetisch import tabellen as t
from zicht.synthetisch.adviezen import maak_adviezen
from zicht.synthetisch.bedrijf import maak_boekingen, maak_inzet
from zicht.synthetisch.begroting import schrijf_begroting
from zicht.synthetisch.diensten import monitoren, overdrachten, vervolgdiensten
from zicht.synthetisch.dossiers import maak_dossiers
from zicht.synthetisch.gezinnen import maak_betrokkenen
from zicht.synthetisch.inhoud import maak_inhoud
from zicht.synthetisch.instroom import besluit, maak_meldingen
from zicht.synthetisch.kolommen import Tabel
from zicht.synthetisch.maatwerk import huisverboden, jeugdprostitutie, naast_de_dienst, ondersteuning
from zicht.synthetisch.map import nieuwe_map, schrijf_feiten_toml
from zicht.synthetisch.overig import maak_activiteiten, maak_gemeenten, maak_klachten, maak_tevredenheid
from zicht.synthetisch.regios import kies_regios
from zicht.synthetisch.rommel import MIGRATIE, Fout, Rommelaar, kies_soorten, schrijf_rommel
from zicht.synthetisch.schrijven import schrijf_tabel, verbinding, voeg_samen
from zicht.synthetisch.vervolgmeldingen import koppel
from zicht.synthetisch.wereld import Wereld, maak_wereld

Voortgang = Callable[[int, int, str], None]
"""Krijgt (gedaan, totaal, waaraan gewerkt wordt)."""


def maak(
    regio: str,
    jaren: int,
    seed: int,
    uit: Path,
    schaal: float = 1.0,
    *,
    rommel: bool | frozenset[str] = False,
    voortgang: Voortgang | None = None,
) -> None:
    """Maak een map met feiten van een regio over de laatste `jaren` jaar tot en met 2025; een enkele regio krijgt er een
    verzonnen begroting naast."""
    regios = kies_regios(regio)
    soorten = kies_soorten(rommel)
    parquet = len(regios) > 1
    fouten: list[Fout] = []
    meld = voortgang or (lambda _gedaan, _totaal, _wat: None)
    with nieuwe_map(uit) as map_:
        con = verbinding()
        for nummer, deel in enumerate(regios):
            meld(nummer, len(regios) + parquet, deel.naam)
            wereld = maak_wereld(deel, jaren, seed, schaal, migratie=MIGRATIE in soorten)
            rommelaar = Rommelaar(wereld, soorten, parquet=parquet)
            for naam, tabel in maak_tabellen(wereld):
                pad = map_ / _deelnaam(naam, nummer, parquet=parquet)
                schrijf_tabel(con, naam, rommelaar.maak_rommelig(naam, tabel), pad, parquet=parquet)
            fouten += rommelaar.fouten
            if not parquet:
                schrijf_begroting(wereld, map_)
        if parquet:
            meld(len(regios), len(regios) + 1, "samenvoegen")
            _voeg_samen(con, map_, len(regios))
        con.close()
        schrijf_feiten_toml(map_, [deel.code for deel in regios], jaren, seed, schaal)
        if soorten:
            schrijf_rommel(map_ / "rommel.json", soorten, fouten)
        meld(len(regios) + parquet, len(regios) + parquet, "klaar")


def _deelnaam(naam: str, nummer: int, *, parquet: bool) -> str:
    return f"{naam}.{nummer:02d}.deel" if parquet else f"{naam}.csv"


def _voeg_samen(con: Any, map_: Path, aantal: int) -> None:
    for naam in TABELLEN:
        delen = [map_ / _deelnaam(naam, nummer, parquet=True) for nummer in range(aantal)]
        delen = [deel for deel in delen if deel.exists()]
        voeg_samen(con, naam, delen, map_ / f"{naam}.parquet")
        for deel in delen:
            deel.unlink()


def maak_tabellen(wereld: Wereld) -> Iterator[tuple[str, Tabel]]:
    """Alle tabellen van een regio, een voor een."""
    meldingen = maak_meldingen(wereld)
    besluit(wereld, meldingen)
    direct = overdrachten(wereld, meldingen)
    diensten, pauzes = vervolgdiensten(wereld, meldingen)
    monitor, momenten = monitoren(wereld, meldingen, diensten, direct)
    koppel(wereld, meldingen, diensten, monitor)
    verboden, verbodsdiensten = huisverboden(wereld, meldingen)
    blokken = [*diensten, monitor, *verbodsdiensten, jeugdprostitutie(wereld, meldingen)]
    blokken += [*naast_de_dienst(wereld, diensten), ondersteuning(wereld, meldingen, direct)]
    dossiers, dossier_van = maak_dossiers(wereld, meldingen, blokken, direct)
    ijking = wereld.ijking
    aandelen = {
        j: (ijking.aandeel("aandeel_kindermishandeling", j), ijking.aandeel("aandeel_ex_partner", j))
        for j in wereld.jaren
    }
    jaar = wereld.raster.jaar_van(meldingen.ontvangen)
    inhoud = maak_inhoud(wereld.toeval("inhoud"), jaar, aandelen)
    betrokkenen = maak_betrokkenen(wereld, dossiers, inhoud.kind[dossiers.melding])
    nummers = t.nummer(wereld, dossiers, meldingen, dossier_van)
    yield "gemeente", maak_gemeenten(wereld)
    yield "dossier", t.tabel_dossier(wereld, dossiers, nummers)
    yield "betrokkene", t.tabel_betrokkene(wereld, betrokkenen, nummers)
    yield "advies", maak_adviezen(wereld)
    yield "melding", t.tabel_melding(wereld, meldingen, dossier_van, direct, inhoud, nummers)
    dienst, dienstnummers = t.tabel_dienst(wereld, blokken, dossier_van, nummers)
    yield "dienst", dienst
    yield "monitormoment", t.tabel_monitormoment(wereld, momenten, dienstnummers[len(diensten)])
    gemeente = dossiers.gemeente[dossier_van[verboden.melding]]
    yield "huisverbod", t.tabel_huisverbod(wereld, verboden, np.asarray(gemeente))
    yield "schorsing", t.tabel_schorsing(wereld, pauzes, dienstnummers)
    yield "klacht", maak_klachten(wereld)
    yield "tevredenheid", maak_tevredenheid(wereld)
    yield "activiteit", maak_activiteiten(wereld)
    yield "boeking", maak_boekingen(wereld)
    yield "inzet", maak_inzet(wereld)
