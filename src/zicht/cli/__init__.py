"""The command line: declares every command and hands over to `zicht.cli.<command>.run`, imported only when called."""

import argparse
import importlib
import json
import keyword
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from zicht.cli import kolommen
from zicht.core.fouten import ZichtFout

MAX_REGELS = 20


OPDRACHTEN = {
    "indicatoren": ("de indicatoren van een periode, met norm en oordeel", kolommen.indicatoren),
    "uitleg": ("waarom elk geval wel of niet meetelt in een indicator", kolommen.uitleg),
    "brug": (
        "een periode onder twee versies van een definitie, met de gevallen die verschuiven",
        kolommen.brug,
    ),
    "publicatie-aanval": (
        "wat iemand uit alle publicaties samen herleidt, met en zonder register",
        kolommen.publicatie_aanval,
    ),
    "termijn": ("de uiterste datum van een termijn, met elke overgeslagen dag", kolommen.termijn),
    "check": ("controleer een map met feiten, of de inrichting", kolommen.check),
    "omzetten": ("zet een export van een ander systeem om in het Feitenformaat", kolommen.omzetten),
    "synthetisch": ("maak een regio met verzonnen mensen en echte aantallen", kolommen.synthetisch),
    "burap": ("maak de bestuursrapportage van een periode", kolommen.burap),
    "jaarbeeld": ("maak het jaar op een pagina", kolommen.rapport),
    "levering": ("bouw, keur en bewaar de halfjaarlijkse levering aan het CBS", kolommen.levering),
    "regiobestand": (
        "zet de veilige cijfers van een regio in een bestand, om te vergelijken",
        kolommen.regiobestand,
    ),
    "regiovergelijking": (
        "leg regio’s naast elkaar uit hun regiobestanden, zonder rangorde",
        kolommen.regiovergelijking,
    ),
    "cbs-vergelijking": (
        "leg de eigen telling naast StatLine, met de oorzaken van het verschil",
        kolommen.cbs_vergelijking,
    ),
    "begroting": ("reken een begroting door, naast wat gedrukt staat, met scenario’s", kolommen.begroting),
    "normtijden": (
        "bewaak normtijden met geschreven uren en doorlooptijd, met advies als het bewijs sterk genoeg is",
        kolommen.normtijden,
    ),
    "simulatie": (
        "reken keuzes over de wachtlijst een jaar vooruit door, en zet ze naast elkaar op een keuzeblad",
        kolommen.simulatie,
    ),
    "demo": ("start de applicatie met een verzonnen regio en kant-en-klare accounts", kolommen.demo),
    "serve": ("start de applicatie op een datamap", kolommen.serve),
    "export": ("schrijf de feiten uit de registratie, zonder namen", kolommen.export),
    "import": (
        "neem eigen feiten zonder namen over in een lege registratie; twee keer draaien kan geen kwaad",
        kolommen.import_,
    ),
    "beheerder": ("maak de eerste beheerder van een nieuwe installatie", kolommen.beheerder),
    "backup": ("maak een versleutelde reservekopie, ook terwijl er gewerkt wordt", kolommen.backup),
    "herstel": ("zet een reservekopie terug, of kijk haar na", kolommen.herstel),
    "sleutels": ("bekijk, maak en vernieuw de sleutels van de versleuteling", kolommen.sleutels),
    "daglijst": ("maak de daglijst van elke medewerker, voor als het systeem niet werkt", kolommen.daglijst),
    "koppelen": (
        "zoek wie dezelfde is in een lijst mensen zonder gedeelde sleutel, met per gegeven waarom",
        kolommen.koppelen,
    ),
    "radar": (
        "deel met het VT-register bij wie u betrokken bent, en haal op wie dat elders is",
        kolommen.radar,
    ),
    "register": (
        "start of beheer het VT-register: wie bij wie betrokken is, onder pseudoniem",
        kolommen.register,
    ),
    "onderhoud": ("ruim op wat zijn tijd heeft gehad; elke nacht", kolommen.data),
    "berichten": ("bezorg de uitkomsten die voor aanleveraars klaarstaan", kolommen.berichten),
    "logboek": ("kijk na of het logboek heel is, en zet een anker", kolommen.logboek),
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

    _HULP = (
        ("usage: ", "gebruik: "),
        ("positional arguments:", "onderdelen:"),
        ("options:", "opties:"),
        ("show this help message and exit", "toon deze hulp"),
    )

    def format_help(self) -> str:
        tekst = super().format_help()
        for engels, nederlands in self._HULP:
            tekst = tekst.replace(engels, nederlands)
        return tekst

    def error(self, message: str) -> NoReturn:
        for engels, nederlands in self._VERTAALD:
            message = message.replace(engels, nederlands)
        self.exit(2, f"{message}\nHulp: {self.prog} --help\n")


def _ontleder() -> argparse.ArgumentParser:
    ontleder = _Ontleder(prog="zicht", description="Zicht: van registratie tot burap, elk cijfer uitgelegd.")
    deel = ontleder.add_subparsers(dest="opdracht", required=True, metavar="OPDRACHT", title="opdrachten")
    for naam, (hulp, neem) in OPDRACHTEN.items():
        sub = deel.add_parser(naam, help=hulp, description=hulp[0].upper() + hulp[1:] + ".")
        neem(sub)
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
    naam = f"{args.opdracht}_" if keyword.iskeyword(args.opdracht) else args.opdracht.replace("-", "_")
    module = importlib.import_module(f"zicht.cli.{naam}")
    try:
        return module.run(args)
    except ZichtFout as fout:
        meld(fout.regels)
        return fout.status
    except BrokenPipeError:  # `zicht … | head` is no error
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return 0
