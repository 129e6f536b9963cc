"""`zicht jaarbeeld`: the year in figures on one A4, as HTML and PDF."""

from argparse import Namespace
from pathlib import Path

from zicht.cli import schrijf_json
from zicht.core.periodes import lees_periode


def run(args: Namespace) -> int:
    """Make the annual page; nothing is written until everything is ready."""
    from zicht.catalogus.load import publicatiebeleid
    from zicht.cli.feiten import gevraagde_peildatum, open_cijfers
    from zicht.cli.voortgang import voortgang
    from zicht.rapportage.burap.maak import plaats_bestanden
    from zicht.rapportage.jaarbeeld import maak
    from zicht.rapportage.jaarbeeld.vakken import blad
    from zicht.rapportage.opdracht import een_regio, map_voor, stand_van

    periode, uit = lees_periode(args.periode), map_voor(args.uit)
    maak.controleer_jaar(periode)
    with voortgang("jaarbeeld") as meld:
        meld("de feiten")
        alle = open_cijfers(args)
        cijfers = een_regio(alle)
        beleid = None if args.intern else publicatiebeleid(periode.eind, cijfers.feitenset.regios[0])
        stand = stand_van(
            cijfers, periode, peildatum=gevraagde_peildatum(args, alle), indicatorset=args.indicatorset,
            map_=Path(args.map), beleid=beleid, meld=meld, trend=("instroom-meldingen",),
        )  # fmt: skip
        meld("het blad")
        jaarblad = blad(stand)
        inhoud = {"jaarbeeld.html": maak.html(jaarblad).encode(), "jaarbeeld.pdf": maak.pdf(jaarblad)}
        paden = plaats_bestanden(inhoud, uit)
    if args.json:
        schrijf_json({"bestanden": [str(pad) for pad in paden]})
    else:
        print("\n".join(str(pad) for pad in paden))
    return 0
