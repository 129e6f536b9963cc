"""`zicht synthetisch`: maak een regio met verzonnen mensen en echte aantallen."""

import argparse
import json
import sys
from pathlib import Path
from typing import Self

from zicht.core.fouten import AanroepFout

_MEESTE_JAREN = 20


def run(args: argparse.Namespace) -> int:
    """Maak de map met feiten."""
    _keur(args)
    from zicht.synthetisch import maak

    uit = Path(args.uit)
    with _Voortgang() as voortgang:
        maak(args.regio, args.jaren, args.seed, uit, args.schaal, rommel=args.rommel, voortgang=voortgang)
    if args.tijdschrijven:
        _schrijf_tijd(args, uit)
    if args.json:
        print(json.dumps({"map": str(uit), "regio": args.regio, "jaren": args.jaren, "seed": args.seed}))
    else:
        print(f"Klaar: {uit}. Kijk ernaar met: zicht indicatoren {uit} --periode 2025-burap1")
    return 0


def _schrijf_tijd(args: argparse.Namespace, uit: Path) -> None:
    """Beside the facts, so that no byte of them changes."""
    from zicht.synthetisch.tijdschrijven import schrijf_bij
    from zicht.uitwisseling.feiten import lees_feiten
    from zicht.uitwisseling.tijdschrijven import BESTAND

    schrijf_bij(lees_feiten(uit, toch=True), uit / BESTAND, args.seed)


def _keur(args: argparse.Namespace) -> None:
    if not 1 <= args.jaren <= _MEESTE_JAREN:
        raise AanroepFout(f"--jaren: verwacht een getal van 1 tot en met {_MEESTE_JAREN}, gevonden {args.jaren}.")
    if args.seed < 0:
        raise AanroepFout(f"--seed: verwacht een getal van 0 of meer, gevonden {args.seed}.")
    if not 0.005 <= args.schaal <= 10:
        raise AanroepFout(f"--schaal: verwacht een getal van 0.005 tot en met 10, gevonden {args.schaal}.")


class _Voortgang:
    """A progress bar on a terminal, one line per step elsewhere; both on standard error."""

    def __init__(self) -> None:
        self._balk = None
        self._taak = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._balk = Progress(console=Console(stderr=True), transient=True)
            self._balk.start()
            self._taak = self._balk.add_task("")
        return self

    def __call__(self, gedaan: int, totaal: int, wat: str) -> None:
        if self._balk is not None and self._taak is not None:
            self._balk.update(self._taak, completed=gedaan, total=totaal, description=wat)
        elif gedaan < totaal:
            print(f"[{gedaan + 1}/{totaal}] {wat}", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self._balk is not None:
            self._balk.stop()
