"""`zicht herstel`: een reservekopie terugzetten in een lege datamap, of alleen nakijken."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld as meld_regels
from zicht.cli import schrijf_json

if TYPE_CHECKING:
    from zicht.web.reserve.nakijken import Gelezen


def run(args: Namespace) -> int:
    """Kijk de kopie na en zet haar terug; wat niet klopt komt niet op zijn plek."""
    from datetime import UTC, datetime

    from zicht.cli.voortgang import voortgang
    from zicht.web.instellingen import lees
    from zicht.web.reserve.nakijken import kijk_na
    from zicht.web.reserve.terugzetten import lees_sleutels, zet_terug

    datamap, bestand = Path(args.data or lees().data), Path(args.backup)
    sleutels = lees_sleutels(datamap, args.sleutels)
    if args.alleen_nakijken:
        with voortgang("herstel") as meld:
            meld("uitpakken en nakijken")
            gelezen = kijk_na(bestand, sleutels)
        _vertel(args, gelezen, f"{bestand} is heel.")
        return 0
    with voortgang("herstel") as meld:
        uitslag = zet_terug(
            bestand, datamap, sleutels, vervang=args.vervang, om=datetime.now(tz=UTC), meld=meld
        )  # fmt: skip
    _vertel(args, uitslag.gelezen, f"Teruggezet en nagekeken: {datamap}.", opzij=str(uitslag.opzij or ""))
    if uitslag.opzij and not args.json:
        print(f"Wat er stond, staat nu in {uitslag.opzij}. Gooi het weg als alles klopt.")
    if uitslag.opgevallen:
        meld_regels(["Na deze kopie is er nog gewerkt; dat is er niet meer:", *uitslag.opgevallen])
    return 0


def _vertel(args: Namespace, gelezen: "Gelezen", begin: str, **meer: str) -> None:
    rijen, (nummer, afdruk) = sum(gelezen.stand.tabellen.values()), gelezen.stand.keten
    if args.json:
        schrijf_json({
            "gemaakt_om": gelezen.opschrift.gemaakt_om, "databank": gelezen.opschrift.databank, "rijen": rijen,
            "logregel": nummer, "afdruk": afdruk, "tabellen": dict(gelezen.stand.tabellen), **meer,
        })  # fmt: skip
        return
    print(begin)
    print(
        f"Kopie van {gelezen.opschrift.gemaakt_om}: {rijen} rijen, het logboek tot en met regel {nummer}, elk gelijk aan toen."
    )
