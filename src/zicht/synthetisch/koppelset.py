"""Persoonsrijen waarvan bekend is wie dezelfde mens is: het register van mensen.py met daarin geplant waar koppelen op stukloopt.

Geplant: een mens die opnieuw is ingetypt, een heel gezin dat verhuisde, een huwelijk of scheiding (andere achternaam), alleen
voorletters, een tweeling, en een vreemde met dezelfde naam. Dezelfde `zaad` geeft dezelfde rijen.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

from zicht.core.koppelen import KOLOMMEN
from zicht.core.personen import Persoonsgegevens
from zicht.synthetisch.mensen import opnieuw_ingetypt, register, typefout_achternaam, verhuisd, voorletters

BEKEND = "een keer"
OPNIEUW, GEZIN, HUWELIJK, LETTERS, TWEELING, NAAMGENOOT = (
    "opnieuw ingetypt", "gezin verhuisd", "andere achternaam", "alleen voorletters", "tweeling", "naamgenoot",
)  # fmt: skip
# Kans per mens (bij een gezin: per huishouden) dat er een rij bij komt; samen ongeveer drie op de tien rijen, zoals in het
# ijkpunt van docs/achtergrond/herkennen.md. Keuze: hoe vaak het in een echt register gebeurt weet niemand.
_KANSEN = {OPNIEUW: 0.30, HUWELIJK: 0.03, LETTERS: 0.03, TWEELING: 0.01, NAAMGENOOT: 0.03}
_GEZIN_VERHUIST = 0.06


class Koppelrij(NamedTuple):
    """Een rij van de verzameling, met welke mens het is en waarom zij er staat."""

    id: str
    gegevens: Persoonsgegevens
    mens: int
    soort: str


def koppelset(aantal: int, zaad: int = 1) -> Iterator[Koppelrij]:
    """Zoveel rijen, in willekeurige volgorde genummerd."""
    kans = Random(f"koppelset {zaad}")
    rijen: list[tuple[Persoonsgegevens, int, str]] = []
    mens = 0
    for _, huishouden in groupby(register(aantal, zaad), key=lambda m: (m.postcode, m.huisnummer)):
        leden = list(huishouden)
        eerste, mens = mens, mens + len(leden)
        rijen += [(lid, eerste + nr, BEKEND) for nr, lid in enumerate(leden)]
        if kans.random() < _GEZIN_VERHUIST:
            rijen += [(lid, eerste + nr, GEZIN) for nr, lid in enumerate(_verhuis(leden, kans))]
        for nr, lid in enumerate(leden):
            for gegevens, soort in _erbij(lid, kans):
                ander = soort in (TWEELING, NAAMGENOOT)
                rijen.append((gegevens, mens if ander else eerste + nr, soort))
                mens += ander
        if len(rijen) >= aantal:
            break
    rijen = rijen[:aantal]
    kans.shuffle(rijen)
    for nr, (gegevens, wie, soort) in enumerate(rijen, 1):
        yield Koppelrij(f"P{nr:07d}", gegevens, wie, soort)


def _erbij(lid: Persoonsgegevens, kans: Random) -> Iterator[tuple[Persoonsgegevens, str]]:
    for soort, maak in _MAKERS.items():
        if kans.random() < _KANSEN[soort]:
            yield maak(lid, kans), soort


def _verhuis(leden: list[Persoonsgegevens], kans: Random) -> list[Persoonsgegevens]:
    """Het hele gezin op een nieuw adres, een enkele naam met een typefout."""
    nieuw = verhuisd(leden[0], kans)
    samen = [replace(lid, postcode=nieuw.postcode, huisnummer=nieuw.huisnummer) for lid in leden]
    return [typefout_achternaam(lid, kans) if kans.random() < 0.2 else lid for lid in samen]


def _huwelijk(lid: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    ander = _ander(kans)
    dubbel = f"{ander.achternaam}-{lid.achternaam}" if kans.random() < 0.5 else ander.achternaam
    return verhuisd(replace(lid, voorvoegsel=ander.voorvoegsel, achternaam=dubbel), kans)


def _tweeling(lid: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    ander = _ander(kans)
    while (ander.voornamen or "").split()[0] == (lid.voornamen or "").split()[0]:
        ander = _ander(kans)
    return replace(lid, voornamen=ander.voornamen, geslacht=ander.geslacht)


def _naamgenoot(lid: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Een vreemde met dezelfde naam en hetzelfde geboortejaar, elders."""
    return verhuisd(replace(lid, maand=kans.randint(1, 12), dag=kans.randint(1, 28)), kans)


_ANDEREN: list[Persoonsgegevens] = []


def _ander(kans: Random) -> Persoonsgegevens:
    if not _ANDEREN:
        _ANDEREN.extend(register(2_000, zaad=99))
    return kans.choice(_ANDEREN)


_MAKERS: dict[str, Callable[[Persoonsgegevens, Random], Persoonsgegevens]] = {
    OPNIEUW: lambda lid, kans: opnieuw_ingetypt(lid, 0, kans).opnieuw,
    HUWELIJK: _huwelijk,
    LETTERS: voorletters,
    TWEELING: _tweeling,
    NAAMGENOOT: _naamgenoot,
}


def schrijf_csv(rijen: Iterable[Koppelrij], pad: Path) -> None:
    """De rijen als bestand voor `zicht koppelen`, met de echte mens achteraan."""
    with pad.open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.writer(stroom, lineterminator="\n")
        schrijver.writerow(KOLOMMEN)
        schrijver.writerows(_csvrij(rij) for rij in rijen)


def _csvrij(rij: Koppelrij) -> tuple[object, ...]:
    g = rij.gegevens
    return (
        rij.id, g.voornamen, g.voorvoegsel, g.achternaam, g.geslacht, g.jaar, g.maand, g.dag, g.postcode, g.huisnummer, g.bsn, rij.mens,
    )  # fmt: skip


class Soortuitkomst(NamedTuple):
    """Van een soort geplante rijen hoeveel er goed uitkwamen: bij de eigen mens, of juist apart van een ander."""

    soort: str
    goed: int
    aantal: int
    apart: bool


def per_soort(rijen: Iterable[Koppelrij], cluster: Mapping[str, int]) -> list[Soortuitkomst]:
    """Per soort: een tweede rij hoort bij de eerste van die mens; bij een tweeling of naamgenoot hoort niemand anders."""
    alle = list(rijen)
    eerste = {rij.mens: rij.id for rij in alle if rij.soort == BEKEND}
    mensen: defaultdict[int, set[int]] = defaultdict(set)
    for rij in alle:
        mensen[cluster[rij.id]].add(rij.mens)
    uit: list[Soortuitkomst] = []
    for soort in (OPNIEUW, GEZIN, HUWELIJK, LETTERS):
        rest = [rij for rij in alle if rij.soort == soort and rij.mens in eerste]
        uit.append(
            Soortuitkomst(soort, sum(cluster[r.id] == cluster[eerste[r.mens]] for r in rest), len(rest), apart=False)
        )
    for soort in (TWEELING, NAAMGENOOT):
        rest = [rij for rij in alle if rij.soort == soort]
        uit.append(Soortuitkomst(soort, sum(len(mensen[cluster[r.id]]) == 1 for r in rest), len(rest), apart=True))
    return uit
