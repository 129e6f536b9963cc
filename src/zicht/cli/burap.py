"""`zicht burap`: the board report of a period as HTML, Word, PDF, Excel and JSON."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json
from zicht.core.periodes import lees_periode

if TYPE_CHECKING:
    from zicht.rapportage.stand import Stand


def run(args: Namespace) -> int:
    """Make the burap; nothing is written until everything is ready."""
    from zicht.catalogus.load import publicatiebeleid
    from zicht.cli.feiten import gevraagde_peildatum, open_cijfers
    from zicht.cli.voortgang import voortgang
    from zicht.rapportage.burap import maak
    from zicht.rapportage.burap.duiding import bind_duiding, lees_duiding
    from zicht.rapportage.burap.uitgave import bepaal, bevries
    from zicht.rapportage.burap.verbeterplan import lees_plannen
    from zicht.rapportage.opdracht import een_regio, map_voor, stand_van

    periode, uit = lees_periode(args.periode), map_voor(args.uit)
    map_ = Path(args.map)
    vooruit = _vooruitzicht(args.simulatie)
    plannen, geschreven = lees_plannen(map_, periode.code), lees_duiding(map_, periode.code)
    with voortgang("burap") as meld:
        meld("de feiten")
        alle = open_cijfers(args)
        cijfers = een_regio(alle)
        stand = stand_van(
            cijfers, periode, peildatum=gevraagde_peildatum(args, alle), indicatorset=args.indicatorset, map_=map_,
            beleid=None if args.intern else publicatiebeleid(periode.eind, cijfers.feitenset.regios[0]), meld=meld,
        )  # fmt: skip
        stand = vooruit(stand)
        duiding = bind_duiding(geschreven, stand.lijst)
        bevroren = bevries(stand)
        uitgave = bepaal(bevroren, uit)
        meld("de tekst en de grafieken")
        rapport = maak.rapport(stand, uitgave, duiding, plannen)
        inhoud = dict(maak.bestanden(rapport, stand, maak.inhoud_json(bevroren, uitgave), meld))
        paden = maak.plaats_bestanden(inhoud, uit, uitgave.oud)
    _vertel(args, paden, uitgave.nummer, len(uitgave.wijzigingen))
    return 0


def _vooruitzicht(naam: str | None) -> "Callable[[Stand], Stand]":
    """What adds the outlook of a simulation; without one nothing changes, and nothing of the simulation is loaded."""
    if naam is None:
        return lambda stand: stand
    from zicht.rapportage.vooruitzicht import lees_verslag, met_vooruitzicht

    verslag = lees_verslag(naam)
    return lambda stand: met_vooruitzicht(stand, verslag)


def _vertel(args: Namespace, paden: list[Path], uitgave: int, wijzigingen: int) -> None:
    if args.json:
        schrijf_json({"uitgave": uitgave, "wijzigingen": wijzigingen, "bestanden": [str(pad) for pad in paden]})
        return
    for pad in paden:
        print(pad)
    if uitgave > 1:
        print(f"Uitgave {uitgave}; {wijzigingen} cijfers zijn anders dan in de vorige uitgave.")
