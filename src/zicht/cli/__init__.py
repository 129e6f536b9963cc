"""The command line: declares every command and hands over to `zicht.cli.<command>.run`, imported only when called."""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from zicht.core.fouten import ZichtFout

MAX_REGELS = 20


def _kolommen_indicatoren(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP", help="map met feiten, of een map met mappen per regio")
    p.add_argument("--periode", required=True, help="bijvoorbeeld 2025-burap1, 2025, 2025-H1, 2025-K3 of 2025-03")
    p.add_argument("--per", help="gemeente, regio of maand")
    p.add_argument("--set", dest="indicatorset", help="nhn-2022 of nhn-bijlage5")
    p.add_argument("--telling", default="afgerond", help="afgerond (standaard) of ontvangen")
    p.add_argument("--peildatum", help="reken met wat op deze dag bekend was (jjjj-mm-dd)")
    p.add_argument("--engine", default="duckdb", help="duckdb (standaard), postgres of spark")
    p.add_argument("--toch", action="store_true", help="geef cijfers ondanks bevindingen die blokkeren")
    p.add_argument("--zonder-cache", action="store_true", help="bouw alles opnieuw op")


def _kolommen_uitleg(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP")
    p.add_argument("code", metavar="CODE", help="de code van de indicator")
    p.add_argument("id", metavar="ID", nargs="?", help="een geval: het id van de melding, dienst, klacht …")
    p.add_argument("--periode", required=True)
    p.add_argument("--telling", default="afgerond")
    p.add_argument("--peildatum")
    p.add_argument("--toch", action="store_true", help="leg uit ondanks bevindingen die blokkeren")


def _kolommen_termijn(p: argparse.ArgumentParser) -> None:
    p.add_argument("code", metavar="CODE", help="beoordeling, voorwaarden_en_vervolg, onderzoek, huisverbod …")
    p.add_argument("--vanaf", required=True, metavar="D", help="de dag waarop de klok begint (jjjj-mm-dd)")


def _kolommen_check(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP")


def _kolommen_synthetisch(p: argparse.ArgumentParser) -> None:
    p.add_argument("--regio", required=True, help="nog, nhn of landelijk")
    p.add_argument("--jaren", type=int, default=3, metavar="N", help="de N jaren tot en met 2025")
    p.add_argument("--seed", type=int, default=1, metavar="S", help="hetzelfde getal geeft dezelfde regio")
    p.add_argument("--uit", required=True, metavar="MAP")
    p.add_argument("--schaal", type=float, default=1.0, metavar="F", help="0.1 geeft een tiende van de aantallen")
    p.add_argument("--rommel", action="store_true", help="met registratiefouten, om de controles te oefenen")


def _kolommen_rapport(p: argparse.ArgumentParser) -> None:
    p.add_argument("map", metavar="MAP")
    p.add_argument("--periode", required=True)
    p.add_argument("--uit", required=True, metavar="MAP2")
    p.add_argument("--peildatum")
    p.add_argument("--set", dest="indicatorset")
    p.add_argument("--toch", action="store_true", help="maak het rapport ondanks bevindingen die blokkeren")
    p.add_argument("--intern", action="store_true", help="met exacte aantallen; alleen voor de eigen organisatie")


OPDRACHTEN = {
    "indicatoren": ("de indicatoren van een periode, met norm en oordeel", _kolommen_indicatoren),
    "uitleg": ("waarom elk geval wel of niet meetelt in een indicator", _kolommen_uitleg),
    "termijn": ("de uiterste datum van een termijn, met elke overgeslagen dag", _kolommen_termijn),
    "check": ("controleer een map met feiten", _kolommen_check),
    "synthetisch": ("maak een regio met verzonnen mensen en echte aantallen", _kolommen_synthetisch),
    "burap": ("maak de bestuursrapportage van een periode", _kolommen_rapport),
    "jaarbeeld": ("maak het jaar op een pagina", _kolommen_rapport),
}


class _Ontleder(argparse.ArgumentParser):
    """Argparse with its few fixed phrases in Dutch."""

    _VERTAALD = (
        ("the following arguments are required", "deze onderdelen ontbreken"),
        ("unrecognized arguments", "onbekende onderdelen"),
        ("invalid choice", "onbekende keuze"),
        ("choose from", "kies uit"),
        ("expected one argument", "verwacht een waarde"),
        ("invalid int value", "geen geheel getal"),
        ("invalid float value", "geen getal"),
        ("argument ", "onderdeel "),
    )

    def error(self, message: str) -> NoReturn:
        for engels, nederlands in self._VERTAALD:
            message = message.replace(engels, nederlands)
        self.exit(2, f"{message}\nHulp: {self.prog} --help\n")


def _ontleder() -> argparse.ArgumentParser:
    ontleder = _Ontleder(prog="zicht", description="Zicht: van registratie tot burap, elk cijfer uitgelegd.")
    deel = ontleder.add_subparsers(dest="opdracht", required=True, metavar="OPDRACHT", title="opdrachten")
    for naam, (hulp, kolommen) in OPDRACHTEN.items():
        sub = deel.add_parser(naam, help=hulp, description=hulp[0].upper() + hulp[1:] + ".")
        kolommen(sub)
        sub.add_argument("--json", action="store_true", help="uitvoer voor een ander programma")
    return ontleder


def meld(regels: Sequence[str]) -> None:
    """Print at most MAX_REGELS lines on standard error, then how many were left out."""
    for regel in regels[:MAX_REGELS]:
        print(regel, file=sys.stderr)
    if len(regels) > MAX_REGELS:
        print(f"… en nog {len(regels) - MAX_REGELS} regels.", file=sys.stderr)


def schrijf_json(gegevens: object) -> None:
    """Print stable JSON: same facts, same bytes."""
    json.dump(gegevens, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 1 findings that block, 2 wrong call or unreadable input."""
    args = _ontleder().parse_args(argv)
    module = importlib.import_module(f"zicht.cli.{args.opdracht}")
    try:
        return module.run(args)
    except ZichtFout as fout:
        meld(fout.regels)
        return fout.status
    except BrokenPipeError:  # `zicht … | head` is no error
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return 0
