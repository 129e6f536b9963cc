"""Omzetten: bron voor bron en tabel voor tabel, zo dat wie halverwege stopt verder gaat waar hij was.

Alles komt eerst in een werkmap naast de uitkomst. Elk bestand wordt ernaast geschreven en dan hernoemd, en pas daarna
als klaar genoteerd; aan het eind wordt de werkmap in een keer de uitkomst. Verandert de export, de vertaling, de sleutel
of Zicht zelf, dan begint het werk opnieuw.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zicht.core.feiten import TABELLEN
from zicht.core.fouten import AanroepFout, OnleesbaarFout
from zicht.core.regels import toon
from zicht.engines.inlezen import sql_pad
from zicht.engines.kenmerken import BESTAND
from zicht.engines.omzetten.bladen import Gelezen, lees_blad, lees_rijen
from zicht.engines.omzetten.sleutel import merk, zet_sleutel
from zicht.engines.omzetten.telling import (
    Onvertaald,
    Vultelling,
    schrijf_tabel,
    tel_vulling,
    weiger_dubbele,
)
from zicht.engines.omzetten.telling import ongenoemd as tel_ongenoemd
from zicht.engines.omzetten.vorm import Blad, Vulling
from zicht.engines.omzetten.vullen import dubbel, maak_bronnen, maak_lijsten, maak_vulling
from zicht.engines.verbinding import open_verbinding
from zicht.uitwisseling.controle import controleer
from zicht.uitwisseling.omzetten.opdracht import Opdracht, lees_json, schrijf_json, telling_uit
from zicht.uitwisseling.omzetten.verslag import Verslag, tel_regels
from zicht.uitwisseling.schrijven import Herkomst, feiten_toml, keur_plek

if TYPE_CHECKING:
    from collections.abc import Generator

    from duckdb import DuckDBPyConnection

MAKER = "zicht omzetten"
VERSLAG = "omzetten.json"
Meld = Callable[[str], None]


def zet_om(opdracht: Opdracht, uit: Path | None, meld: Meld) -> Verslag:
    """Zet een export om; zonder `uit` is het een proef en blijft er niets staan."""
    if opdracht.vertaling.heeft_sleutels and opdracht.sleutel is None:
        raise AanroepFout("Deze vertaling maakt pseudoniemen. Geef de sleutel met --sleutel BESTAND.")
    if not opdracht.export.is_dir():
        raise AanroepFout(
            f"EXPORT: verwacht een map met de bestanden van het andere systeem, gevonden: {toon(opdracht.export)}."
        )
    if uit is None:
        with tempfile.TemporaryDirectory(prefix="zicht-proef-") as map_:
            return _Werk(opdracht, Path(map_), meld).doe()
    _keur_uit(opdracht, uit)
    map_ = uit.parent / f".{uit.name}.omzetten"
    verslag = _Werk(opdracht, map_, meld).doe()
    _zet_neer(map_, uit)
    return verslag


def _keur_uit(opdracht: Opdracht, uit: Path) -> None:
    keur_plek(uit, MAKER)
    eerder = lees_json(uit / VERSLAG).get("sleutelmerk", "")
    nu = merk(opdracht.sleutel) if opdracht.sleutel else ""
    if eerder and nu and eerder != nu:
        raise AanroepFout(
            f"{toon(uit)} is met een andere sleutel gemaakt ({eerder}, nu {nu}). Met een andere sleutel krijgt iedereen een ander "
            "pseudoniem. Gebruik de sleutel van toen, of kies een nieuwe map."
        )


def _zet_neer(werk: Path, uit: Path) -> None:
    """De nieuwe feiten op hun plek: de oude gaan pas weg als de nieuwe er staan."""
    oud = uit.parent / f".{uit.name}.oud"
    shutil.rmtree(oud, ignore_errors=True)
    if uit.exists():
        uit.rename(oud)
    (werk / "feiten").rename(uit)
    shutil.rmtree(oud, ignore_errors=True)
    shutil.rmtree(werk, ignore_errors=True)


class _Werk:
    """Een omzetting in haar werkmap."""

    def __init__(self, opdracht: Opdracht, map_: Path, meld: Meld) -> None:
        self._opdracht, self._map, self._meld = opdracht, map_, meld
        self._vertaling = opdracht.vertaling
        self._hervat: list[str] = []
        self._stand: dict[str, Any] = {}

    def doe(self) -> Verslag:
        """Alles wat nog niet klaar was."""
        self._begin()
        with _verbinding(self._opdracht.sleutel) as verbinding:
            bronnen = {naam: self._lees(verbinding, blad) for naam, blad in self._vertaling.bladen.items()}
            maak_bronnen(
                verbinding, {n: [sql_pad(self._pad(n, nr)) for nr in range(len(d))] for n, d in bronnen.items()}
            )
            maak_lijsten(verbinding, self._vertaling.lijsten)
            delen = [self._tabel(verbinding, naam, bronnen) for naam in self._tabelnamen()]
            over = {naam: tel_ongenoemd(verbinding, self._vertaling, naam) for naam in self._vertaling.bladen}
        return self._rond_af(bronnen, delen, {naam: per for naam, per in over.items() if per})

    def _begin(self) -> None:
        afdruk = self._opdracht.afdruk()
        self._stand = lees_json(self._map / "stand.json")
        if self._stand.get("afdruk") != afdruk:
            shutil.rmtree(self._map, ignore_errors=True)
            (self._map / "bron").mkdir(parents=True)
            (self._map / "feiten").mkdir()
            self._map.chmod(0o700)
            self._stand = {"afdruk": afdruk}
            self._noteer()

    def _noteer(self, **klaar: object) -> None:
        self._stand |= klaar
        schrijf_json(self._map / "stand.json", self._stand)

    def _pad(self, bron: str, nummer: int) -> Path:
        return self._map / "bron" / f"{list(self._vertaling.bladen).index(bron)}-{nummer}.parquet"

    def _lees(self, verbinding: "DuckDBPyConnection", blad: Blad) -> list[Gelezen]:
        """Elk bestand van een bron; wat al klaar was wordt overgeslagen."""
        kolommen, uit = self._vertaling.kolommen(blad.naam), list[Gelezen]()
        bestanden = self._opdracht.bestanden(blad) if blad.bestand else [Path(blad.naam)]
        for nummer, bestand in enumerate(bestanden):
            pad = self._pad(blad.naam, nummer)
            sleutel = f"bron {blad.naam} {nummer}"
            klaar = self._stand.get(sleutel)
            if klaar is not None and pad.exists():
                self._hervat.append(f"{blad.naam}: {bestand.name}")
                uit.append(Gelezen(klaar["bestand"], klaar["rijen"], tuple((r, t) for r, t in klaar["onleesbaar"])))
                continue
            self._meld(f"{blad.naam}: {bestand.name}")
            gelezen = (
                lees_blad(verbinding, blad, bestand, kolommen, pad)
                if blad.bestand
                else lees_rijen(verbinding, blad, kolommen, pad)
            )
            self._noteer(**{sleutel: asdict(gelezen)})
            uit.append(gelezen)
        return uit

    def _tabelnamen(self) -> list[str]:
        gevuld = {vulling.tabel for vulling in self._vertaling.vullingen}
        return [naam for naam in TABELLEN if naam in gevuld or naam in self._vertaling.leeg]

    def _tabel(
        self, verbinding: "DuckDBPyConnection", naam: str, bronnen: Mapping[str, list[Gelezen]]
    ) -> tuple[str, int, list[Vultelling]]:
        """Een tabel van het Feitenformaat; was zij al klaar, dan alleen wat erover genoteerd is."""
        pad, klaar = self._map / "feiten" / f"{naam}.csv", self._stand.get(f"tabel {naam}")
        if klaar is not None and pad.exists():
            self._hervat.append(naam)
            return naam, klaar["rijen"], [telling_uit(deel) for deel in klaar["delen"]]
        self._meld(naam)
        half = pad.with_name(f".{pad.name}.half")
        rijen, delen = self._vul(verbinding, naam, half, bronnen)
        half.replace(pad)
        self._noteer(**{f"tabel {naam}": {"rijen": rijen, "delen": [asdict(deel) for deel in delen]}})
        return naam, rijen, delen

    def _vul(
        self, verbinding: "DuckDBPyConnection", naam: str, pad: Path, bronnen: Mapping[str, list[Gelezen]]
    ) -> tuple[int, list[Vultelling]]:
        vullingen = [vulling for vulling in self._vertaling.vullingen if vulling.tabel == naam]
        if not vullingen:
            pad.write_text(
                ",".join(kolom.naam for kolom in TABELLEN[naam].kolommen if kolom.verplicht) + "\n", encoding="utf-8"
            )
            return 0, []
        tabellen = {f"v{vulling.nummer}": vulling for vulling in vullingen}
        for tabel, vulling in tabellen.items():
            self._keur_koppelingen(verbinding, vulling)
            maak_vulling(verbinding, self._vertaling, vulling, tabel)
        weiger_dubbele(verbinding, TABELLEN[naam], list(tabellen))
        delen = [tel_vulling(verbinding, self._vertaling, v, t, _plek(bronnen[v.uit])) for t, v in tabellen.items()]
        rijen = schrijf_tabel(verbinding, TABELLEN[naam], tabellen, str(pad))
        for tabel in tabellen:
            verbinding.execute(f"DROP TABLE {tabel}")
        return rijen, delen

    def _keur_koppelingen(self, verbinding: "DuckDBPyConnection", vulling: Vulling) -> None:
        fouten = [
            f"[[{vulling.tabel}]] {vulling.nummer}: in bron {bron} komen {aantal} sleutels meer keer voor, dus is niet duidelijk "
            "welke rij erbij hoort. Maak er met 'per' een eigen tabel van, of koppel op een kolom die uniek is."
            for bron, aantal in dubbel(verbinding, vulling, self._vertaling)
        ]
        if fouten:
            raise OnleesbaarFout(*fouten)

    def _rond_af(self, bronnen: Mapping[str, list[Gelezen]], delen: list[tuple[str, int, list[Vultelling]]],
                 over: Mapping[str, Mapping[str, tuple[Onvertaald, ...]]]) -> Verslag:  # fmt: skip
        vertaling, sleutel = self._vertaling, self._opdracht.sleutel
        herkomst = Herkomst(vertaling.regio, vertaling.peildatum, f"{MAKER}: {vertaling.bron}")
        (self._map / "feiten" / BESTAND).write_text(feiten_toml(herkomst), encoding="utf-8", newline="\n")
        self._meld("controleren")
        controle = tel_regels(controleer(self._map / "feiten"))
        tellingen = [telling for *_, deel in delen for telling in deel]
        geschreven = {naam: rijen for naam, rijen, _ in delen}
        vast = Verslag(bronnen, tellingen, geschreven, over, controle, merk(sleutel) if sleutel else "")
        schrijf_json(self._map / "feiten" / VERSLAG, vast.als_dict())
        return Verslag(bronnen, tellingen, geschreven, over, controle, vast.sleutelmerk, tuple(self._hervat))


@contextmanager
def _verbinding(sleutel: bytes | None) -> "Generator[DuckDBPyConnection]":
    verbinding = open_verbinding()
    try:
        zet_sleutel(verbinding, sleutel)
        yield verbinding
    finally:
        verbinding.close()


def _plek(delen: list[Gelezen]) -> Callable[[int, int], str]:
    def plek(nummer: int, rij: int) -> str:
        waar = f"{delen[nummer].bestand} " if len(delen) > 1 else ""
        return f"{waar}rij {delen[nummer].bestandsrij(rij)}"

    return plek
