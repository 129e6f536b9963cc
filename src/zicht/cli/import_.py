"""`zicht import`: eigen feiten zonder namen overnemen, door ze na te spelen; wat niet mag wordt met zijn reden genoemd."""

import csv
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout

if TYPE_CHECKING:
    from zicht.web.registratie.inladen.naspelen import Uitslag


def run(args: Namespace) -> int:
    """Speel een map met feiten na; 0 als alles mee kon, 1 als er iets is geweigerd."""
    from zicht.cli.voortgang import voortgang
    from zicht.web.dienst import klaar, weiger_demo

    if args.verslag and Path(args.verslag).exists():
        raise AanroepFout(f"{args.verslag} bestaat al. Kies een andere naam met --verslag.")
    weiger_demo(klaar(args.data))
    from django.utils import timezone

    from zicht.web.registratie.inladen.naspelen import laad

    with voortgang("import") as voort:
        uitslag = laad(Path(args.map), timezone.now(), verzin=False, verschuif=False, proef=args.proef, meld=voort)
    if args.verslag:
        _schrijf_verslag(Path(args.verslag), uitslag)
    _vertel(args, uitslag)
    return 1 if uitslag.geweigerd else 0


def _schrijf_verslag(pad: Path, uitslag: "Uitslag") -> None:
    with pad.open("x", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand, lineterminator="\n")
        schrijver.writerow(("tabel", "id", "waar", "reden", "wat te doen"))
        schrijver.writerows((g.tabel, g.sleutel, g.plek, g.reden, g.doe) for g in uitslag.geweigerd)


def _vertel(args: Namespace, uitslag: "Uitslag") -> None:
    meld(_weigeringen(args, uitslag))
    if args.json:
        schrijf_json(asdict(uitslag) | {"proef": args.proef})
        return
    begin = "Proef, er is niets bewaard" if args.proef else "Klaar"
    print(f"{begin}: {uitslag.meldingen} meldingen in {uitslag.dossiers} dossiers en {uitslag.adviezen} adviezen.")
    if uitslag.al_overgenomen:
        delen = ", ".join(f"{tabel} {aantal}" for tabel, aantal in uitslag.al_overgenomen.items())
        print(f"Al eerder overgenomen, en dus overgeslagen: {delen}.")
    for wat, aantal in uitslag.aangevuld.items() if uitslag.dossiers else ():
        print(f"  {aantal} keer: {wat}")


def _weigeringen(args: Namespace, uitslag: "Uitslag") -> Sequence[str]:
    if not uitslag.geweigerd:
        return []
    waar = f"Alles staat in {args.verslag}." if args.verslag else "Alles in een bestand: --verslag BESTAND."
    regels = [f"{len(uitslag.geweigerd)} keer kon iets niet mee; de rest wel. {waar} {uitslag.geweigerd[0].doe}"]
    return [*regels, *(f"{g.plek}: {g.tabel} {g.sleutel}. {g.reden}" for g in uitslag.geweigerd)]
