"""`zicht berichten`: deliver the outcomes that wait for linked systems, once or until stopped."""

from argparse import Namespace
from dataclasses import asdict

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Deliver what waits; any number of these may run at the same time."""
    from zicht.web.dienst import bestaand

    bestaand(args.data)
    from zicht.web.koppeling.bezorgen import bezorg

    if args.blijf:
        return _blijf()
    ronde = bezorg()
    if args.json:
        schrijf_json(asdict(ronde))
    else:
        print(f"{ronde.bezorgd} bezorgd, {ronde.later} later nog eens, {ronde.vastgelopen} vastgelopen.")
    return 0


def _blijf() -> int:
    from threading import Event

    from zicht.web.koppeling.bezorgen import blijf_bezorgen

    print("Zicht bezorgt berichten.  (stoppen: Ctrl+C)", flush=True)
    try:
        blijf_bezorgen(Event())
    except KeyboardInterrupt:
        print("Gestopt.")
    return 0
