"""The answers of `zicht simulatie` on the terminal or as JSON; each function says how to show, and shows when called."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json

if TYPE_CHECKING:
    from rich.console import Console

    from zicht.capaciteit.ijken import Ijkverslag
    from zicht.capaciteit.studie.uitvoeren import Studieverslag
    from zicht.capaciteit.terugtoets import Terugtoets
    from zicht.core.begroting.scenario import Scenario
    from zicht.core.publicatie import Beleid
    from zicht.rapportage.blokken import Tabel
    from zicht.rapportage.keuzeblad.stand import Keuzestand

_BREED = 150
Toon = Callable[[], None]


def verslag(args: Namespace, antwoord: "Studieverslag", beleid: "Beleid | None") -> Toon:
    """The run record: as JSON whole, on the terminal the tables of the choice paper and the other answers."""
    from zicht.capaciteit.studie.bewaren import plat
    from zicht.rapportage.keuzeblad import teksten
    from zicht.rapportage.keuzeblad.opbouw import keuzestand

    if args.json:
        return lambda: schrijf_json(plat(antwoord))
    stand = keuzestand(antwoord, beleid)
    regels = [alinea for blok in teksten.zekerheid(stand) for alinea in _alineas(blok)]
    return lambda: _druk(f"{stand.organisatie}: {stand.titel}", _tabellen(antwoord, stand), regels)


def _tabellen(antwoord: "Studieverslag", stand: "Keuzestand") -> "Iterator[Tabel]":
    from zicht.rapportage.keuzeblad import tabellen, vragen

    yield tabellen.keuzes(stand)
    yield tabellen.door_het_jaar(stand)
    yield from filter(None, (tabellen.op_tijd(stand),))
    yield from map(vragen.zoektocht, antwoord.zoektochten)
    if antwoord.grens:
        yield vragen.grens(antwoord.grens)
    if antwoord.beeld:
        yield from vragen.beeld(antwoord.beeld)


def _alineas(blok: object) -> Iterator[str]:
    from zicht.rapportage.blokken import Alinea, platte_tekst

    if isinstance(blok, Alinea):
        yield platte_tekst(blok.delen)


def keuzes(args: Namespace, aanbod: "Mapping[str, Scenario]") -> Toon:
    """The choices at hand, with what they are."""
    from zicht.rapportage.blokken import Kolom, Tabel, rij

    if args.json:
        gegevens = [{"code": k.code, "titel": k.titel, "omschrijving": k.omschrijving} for k in aanbod.values()]
        return lambda: schrijf_json(gegevens)
    kolommen = (Kolom("Code"), Kolom("Keuze"), Kolom("Wat het is"))
    rijen = tuple(rij(k.code, k.titel, k.omschrijving) for k in aanbod.values())
    return lambda: _druk("", [Tabel("Keuzes die klaarliggen", kolommen, rijen)], [])


def ijkverslag(args: Namespace, antwoord: "Ijkverslag") -> Toon:
    """How well the model fits the facts, part by part."""
    from zicht.rapportage.keuzeblad import vragen

    if args.json:
        return lambda: schrijf_json(antwoord.als_json())

    def toon() -> None:
        console = _console()
        _zeg(console, f"Model van {antwoord.regio}, zoals bekend op {antwoord.peildatum:%d-%m-%Y}\n")
        for titel, zinnen, tabel in vragen.ijkverslag(antwoord):
            console.print(titel, style="bold", markup=False, highlight=False)
            _zeg(console, *zinnen, "")
            _tabel(console, tabel)

    return toon


def terugtoets(args: Namespace, antwoord: "Terugtoets") -> Toon:
    """What the model would have said a year earlier, and what it became."""
    from zicht.rapportage.keuzeblad import vragen

    if args.json:
        return lambda: schrijf_json(antwoord.als_json())
    kop = f"Nagerekend op {antwoord.peildatum:%d-%m-%Y}, tot en met {antwoord.tot_en_met:%d-%m-%Y}"
    return lambda: _druk(kop, vragen.terugtoets(antwoord), [antwoord.zin])


# ----------------------------------------------------------------------------------------------------------- the terminal


def _druk(kop: str, tabellen: "Iterator[Tabel] | list[Tabel] | tuple[Tabel, ...]", regels: list[str]) -> None:
    console = _console()
    _zeg(console, *([f"{kop}\n"] if kop else []))
    for tabel in tabellen:
        _tabel(console, tabel)
    _zeg(console, *regels)


def _console() -> "Console":
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=_BREED)


def _zeg(console: "Console", *regels: str) -> None:
    for regel in regels:
        console.print(regel, markup=False, highlight=False)


def _tabel(console: "Console", tabel: "Tabel | None") -> None:
    from zicht.cli.begroting import als_rich

    if tabel is not None:
        console.print(als_rich(tabel))
        console.print()
