"""Omzetten: bron voor bron en tabel voor tabel, zo dat wie halverwege stopt verder gaat waar hij was.

Alles komt eerst in een werkmap naast de uitkomst. Elk bestand wordt ernaast geschreven en dan hernoemd, en pas daarna
als klaar genoteerd; aan het eind wordt de werkmap in een keer de uitkomst. Verandert de export, de vertaling, de sleutel
of Zicht zelf, dan begint het werk opnieuw.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from zicht.core.feiten import TABELLEN
from zicht.core.fouten import AanroepFout
from zicht.core.regels import toon
from zicht.engines.feitenset import BESTAND
from zicht.engines.omzetten.bladen import Gelezen
from zicht.engines.omzetten.machine import Machine
from zicht.engines.omzetten.sleutel import merk
from zicht.engines.omzetten.telling import Onvertaald, Vultelling
from zicht.engines.omzetten.vorm import Blad
from zicht.uitwisseling.controle import controleer
from zicht.uitwisseling.omzetten.opdracht import Opdracht, lees_json, schrijf_json, telling_uit
from zicht.uitwisseling.omzetten.verslag import Verslag, tel_regels
from zicht.uitwisseling.schrijven import Herkomst, feiten_toml, keur_plek

MAKER = "zicht omzetten"
VERSLAG = "omzetten.json"
Meld = Callable[[str], None]
Gevuld = tuple[str, int, list[Vultelling]]  # tabel, rijen, wat er gebeurde


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
        with Machine(self._vertaling, self._opdracht.sleutel) as machine:
            bronnen = {naam: self._lees(machine, blad) for naam, blad in self._vertaling.bladen.items()}
            machine.open({naam: [self._pad(naam, nr) for nr in range(len(deel))] for naam, deel in bronnen.items()})
            delen = [self._tabel(machine, naam, bronnen) for naam in self._tabelnamen()]
            over = {naam: machine.ongenoemd(naam) for naam in self._vertaling.bladen}
        return self._rond_af(bronnen, delen, {naam: per for naam, per in over.items() if per})

    def _begin(self) -> None:
        """Verder met wat er al was, als het hierbij hoort."""
        afdruk = self._opdracht.afdruk()
        self._stand = lees_json(self._map / "stand.json")
        if self._stand.get("afdruk") != afdruk:
            shutil.rmtree(self._map, ignore_errors=True)
            self._map.mkdir(parents=True, mode=0o700)
            self._stand = {"afdruk": afdruk}
            self._noteer()
        for deel in ("bron", "feiten"):  # they may be gone: who was stopped while putting the result down
            (self._map / deel).mkdir(exist_ok=True)

    def _noteer(self, **klaar: object) -> None:
        self._stand |= klaar
        schrijf_json(self._map / "stand.json", self._stand)

    def _pad(self, bron: str, nummer: int) -> Path:
        return self._map / "bron" / f"{list(self._vertaling.bladen).index(bron)}-{nummer}.parquet"

    def _lees(self, machine: Machine, blad: Blad) -> list[Gelezen]:
        """Elk bestand van een bron; wat al klaar was wordt overgeslagen."""
        bestanden = self._opdracht.bestanden(blad) if blad.bestand else [Path(blad.naam)]
        return [self._lees_een(machine, blad, bestand, nummer) for nummer, bestand in enumerate(bestanden)]

    def _lees_een(self, machine: Machine, blad: Blad, bestand: Path, nummer: int) -> Gelezen:
        pad, sleutel = self._pad(blad.naam, nummer), f"bron {blad.naam} {nummer}"
        klaar = self._stand.get(sleutel)
        if klaar is not None and pad.exists():
            self._hervat.append(f"{blad.naam}: {bestand.name}")
            weg = tuple((rij, reden) for rij, reden in klaar["onleesbaar"])
            return Gelezen(klaar["bestand"], klaar["rijen"], weg, klaar["kopregel"])
        self._meld(f"{blad.naam}: {bestand.name}")
        gelezen = machine.lees(blad, bestand, pad)
        self._noteer(**{sleutel: asdict(gelezen)})
        return gelezen

    def _tabelnamen(self) -> list[str]:
        gevuld = {vulling.tabel for vulling in self._vertaling.vullingen}
        return [naam for naam in TABELLEN if naam in gevuld or naam in self._vertaling.leeg]

    def _tabel(self, machine: Machine, naam: str, bronnen: Mapping[str, list[Gelezen]]) -> Gevuld:
        """Een tabel van het Feitenformaat; was zij al klaar, dan alleen wat erover genoteerd is."""
        pad, klaar = self._map / "feiten" / f"{naam}.csv", self._stand.get(f"tabel {naam}")
        if klaar is not None and pad.exists():
            self._hervat.append(naam)
            return naam, klaar["rijen"], [telling_uit(deel) for deel in klaar["delen"]]
        self._meld(naam)
        half = pad.with_name(f".{pad.name}.half")
        rijen, delen = machine.vul(naam, half, bronnen)
        half.replace(pad)
        self._noteer(**{f"tabel {naam}": {"rijen": rijen, "delen": [asdict(deel) for deel in delen]}})
        return naam, rijen, delen

    def _rond_af(self, bronnen: Mapping[str, list[Gelezen]], delen: list[Gevuld],
                 over: Mapping[str, Mapping[str, tuple[Onvertaald, ...]]]) -> Verslag:  # fmt: skip
        vertaling, sleutel = self._vertaling, self._opdracht.sleutel
        herkomst = Herkomst(vertaling.regio, vertaling.peildatum, f"{MAKER}: {vertaling.bron}")
        (self._map / "feiten" / BESTAND).write_text(feiten_toml(herkomst), encoding="utf-8", newline="\n")
        self._meld("controleren")
        verslag = Verslag(
            bronnen, [telling for *_, deel in delen for telling in deel], {naam: rijen for naam, rijen, _ in delen}, over,
            tel_regels(controleer(self._map / "feiten")), merk(sleutel) if sleutel else "",
        )  # fmt: skip
        schrijf_json(self._map / "feiten" / VERSLAG, verslag.als_dict())
        return replace(verslag, hervat=tuple(self._hervat))
