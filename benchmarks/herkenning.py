"""Wie is hier al bekend: `python -m benchmarks.herkenning [--mensen N] [--vragen N] [--paren N]`.

Meet op een verzonnen register in SQLite hoe lang een zoekvraag naar een mens duurt, hoeveel kandidaten hij oplevert en of de
gezochte erbij zit; en daarna op een kleiner register alle paren tegelijk, met precisie, vangst en F1.
"""

import argparse
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, fields
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple

from zicht.core.herkenning import Gelijkenis, Soort, vergelijk
from zicht.core.personen import Persoonsgegevens, zoeksleutels
from zicht.synthetisch.mensen import opnieuw_ingetypt, register

_STAP = 20_000
_VELDEN = [veld.name for veld in fields(Persoonsgegevens)]
_MEEGETELD = (Soort.ZEKER, Soort.WAARSCHIJNLIJK)


class Antwoord(NamedTuple):
    """Wat een zoekvraag opleverde: tijd, aantal kandidaten en de gelijkenis per rij."""

    milliseconden: float
    gevonden: dict[int, Gelijkenis]


def main() -> None:
    """Meet en druk de uitkomsten af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--mensen", type=int, default=1_000_000)
    vraag.add_argument("--vragen", type=int, default=2_000)
    vraag.add_argument("--paren", type=int, default=100_000)
    args = vraag.parse_args()
    with tempfile.TemporaryDirectory() as werkmap, sqlite3.connect(Path(werkmap) / "register.db") as db:
        _vul(db, args.mensen)
        _een_voor_een(db, args.mensen, args.vragen)
        db.commit()
    _allemaal(args.paren)


def _vul(db: sqlite3.Connection, aantal: int) -> None:
    begin = perf_counter()
    db.execute(f"CREATE TABLE persoon (rij INTEGER PRIMARY KEY, {', '.join(_VELDEN)})")
    db.execute("CREATE TABLE zoeksleutel (sleutel TEXT NOT NULL, rij INTEGER NOT NULL)")
    mensen, sleutels = [], []
    for rij, mens in enumerate(register(aantal)):
        mensen.append((rij, *astuple(mens)))
        sleutels += [(sleutel, rij) for sleutel in zoeksleutels(mens)]
        if len(mensen) == _STAP:
            _schrijf(db, mensen, sleutels)
            mensen, sleutels = [], []
    _schrijf(db, mensen, sleutels)
    db.execute("CREATE INDEX op_sleutel ON zoeksleutel (sleutel, rij)")
    db.commit()
    totaal = db.execute("SELECT count(*) FROM zoeksleutel").fetchone()[0]
    druk = db.execute("SELECT count(*) AS n FROM zoeksleutel GROUP BY sleutel ORDER BY n DESC LIMIT 1").fetchone()[0]
    print(
        f"register: {aantal} mensen, {totaal / aantal:.1f} sleutels per mens, drukste sleutel {druk} mensen, ", end=""
    )
    print(f"gevuld in {perf_counter() - begin:.0f} s")


def _schrijf(db: sqlite3.Connection, mensen: list[tuple[object, ...]], sleutels: list[tuple[str, int]]) -> None:
    plaatsen = ", ".join("?" * (1 + len(_VELDEN)))
    db.executemany(f"INSERT INTO persoon VALUES ({plaatsen})", mensen)
    db.executemany("INSERT INTO zoeksleutel VALUES (?, ?)", sleutels)


def _zoek(db: sqlite3.Connection, mens: Persoonsgegevens) -> Antwoord:
    """Een hele zoekvraag: sleutels maken, kandidaten ophalen, vergelijken."""
    begin = perf_counter()
    sleutels = list(zoeksleutels(mens))
    tekst = (
        "SELECT * FROM persoon WHERE rij IN (SELECT rij FROM zoeksleutel "
        f"WHERE sleutel IN ({', '.join('?' * len(sleutels))}))"
    )
    rijen = db.execute(tekst, sleutels).fetchall()
    gevonden = {rij: vergelijk(mens, Persoonsgegevens(*velden)) for rij, *velden in rijen}
    return Antwoord((perf_counter() - begin) * 1000, gevonden)


def _een_voor_een(db: sqlite3.Connection, mensen: int, vragen: int) -> None:
    """De helft van de gezochten staat in het register, de andere helft is nieuw."""
    kans = Random("vragen")
    gezocht = {kans.randrange(mensen) for _ in range(vragen // 2)}
    bekend = [
        opnieuw_ingetypt(Persoonsgegevens(*velden), rij, kans)
        for rij, *velden in db.execute(f"SELECT * FROM persoon WHERE rij IN ({', '.join(map(str, gezocht))})")
    ]
    vreemd = list(register(vragen // 2, zaad=2))
    antwoorden = [(paar, _zoek(db, paar.opnieuw)) for paar in bekend]
    nieuw = [_zoek(db, mens) for mens in vreemd]
    alle = [*(antwoord for _, antwoord in antwoorden), *nieuw]
    tijden, aantallen = sorted(a.milliseconden for a in alle), sorted(len(a.gevonden) for a in alle)
    print(f"een mens zoeken: p50 {median(tijden):.1f} ms, p95 {_p95(tijden):.1f} ms, langste {tijden[-1]:.1f} ms")
    print(f"kandidaten: mediaan {median(aantallen):.0f}, p95 {_p95(aantallen):.0f}, meeste {aantallen[-1]}")
    print(f"met een sleutel gevonden: {_deel(paar.rij in a.gevonden for paar, a in antwoorden)}")
    for soorten in (_MEEGETELD, (*_MEEGETELD, Soort.MOGELIJK)):
        vangst = _deel(paar.rij in a.gevonden and a.gevonden[paar.rij].soort in soorten for paar, a in antwoorden)
        vals = sum(g.soort in soorten for a in nieuw for g in a.gevonden.values())
        vals += sum(g.soort in soorten for paar, a in antwoorden for rij, g in a.gevonden.items() if rij != paar.rij)
        print(f"{soorten[-1].value} of meer: vangst {vangst}, anderen per vraag {vals / len(alle):.3f}")


def _allemaal(aantal: int) -> None:
    """Alle paren in een register waarin drie op de tien rijen een tweede beschrijving zijn."""
    kans = Random("paren")
    mensen = list(register(round(aantal * 0.7), zaad=3))
    dubbel = [opnieuw_ingetypt(mensen[rij], rij, kans) for rij in kans.sample(range(len(mensen)), aantal - len(mensen))]
    echt = {(paar.rij, len(mensen) + nr) for nr, paar in enumerate(dubbel)}
    mensen += [paar.opnieuw for paar in dubbel]
    begin = perf_counter()
    paren = _paren(mensen)
    gelijk = {paar: vergelijk(mensen[paar[0]], mensen[paar[1]]) for paar in paren}
    duur = perf_counter() - begin
    print(f"alle paren van {aantal} rijen: {len(paren)} vergeleken in {duur:.1f} s")
    print(f"paren met een gedeelde sleutel: vangst {_deel(paar in paren for paar in echt)}")
    _toon_f1("waarschijnlijk of meer", {paar for paar, g in gelijk.items() if g.soort in _MEEGETELD}, echt)
    _toon_f1("score 0,5 of meer", {paar for paar, g in gelijk.items() if g.score >= 0.5}, echt)


def _paren(mensen: list[Persoonsgegevens]) -> set[tuple[int, int]]:
    bakken: defaultdict[str, list[int]] = defaultdict(list)
    for rij, mens in enumerate(mensen):
        for sleutel in zoeksleutels(mens):
            bakken[sleutel].append(rij)
    return {paar for rijen in bakken.values() for paar in combinations(rijen, 2)}


def _toon_f1(naam: str, gekozen: set[tuple[int, int]], echt: set[tuple[int, int]]) -> None:
    goed = len(gekozen & echt)
    precisie, vangst = goed / len(gekozen), goed / len(echt)
    f1 = 2 * precisie * vangst / (precisie + vangst)
    print(f"{naam}: precisie {precisie:.4f}, vangst {vangst:.4f}, F1 {f1:.4f}")


def _p95(gesorteerd: list[float] | list[int]) -> float:
    return gesorteerd[int(len(gesorteerd) * 0.95)]


def _deel(gehaald: Iterable[bool]) -> str:
    lijst = list(gehaald)
    return f"{sum(lijst) / len(lijst):.4f}"


if __name__ == "__main__":
    main()
