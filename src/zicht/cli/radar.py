"""`zicht radar`: de kant van de organisatie bij het VT-register."""

import time
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout

if TYPE_CHECKING:
    from zicht.web.instellingen import Instellingen
    from zicht.web.registratie.vtregister import Verloop


def run(args: Namespace) -> int:
    """Een ronde, of elke zoveel seconden een; opnieuw draaien kan geen kwaad."""
    from zicht.web.dienst import bestaand

    instellingen = bestaand(args.data)
    if args.nieuw:
        return _nieuw(instellingen)
    if not instellingen.vtregister or not instellingen.vtregister_organisatie:
        raise AanroepFout("Zet ZICHT_VTREGISTER (het adres) en ZICHT_VTREGISTER_ORGANISATIE (uw code) om mee te doen.")
    while True:
        verloop = _ronde(args)
        if args.elke is None:
            return 1 if verloop.fouten else 0
        time.sleep(max(1, args.elke))


def _ronde(args: Namespace) -> "Verloop":
    from django.utils import timezone

    from zicht.web.registratie.vtregister import ronde

    verloop = ronde(timezone.now())
    meld(verloop.fouten)
    if args.json:
        schrijf_json(asdict(verloop))
    else:
        print(
            f"{verloop.klaargezet} klaargezet, {verloop.aangeleverd} aangeleverd, {verloop.berichten} nieuwe berichten, "
            f"{verloop.wacht} wachten nog.", flush=True,
        )  # fmt: skip
    return verloop


def _nieuw(instellingen: "Instellingen") -> int:
    from zicht.uitwisseling.vtregister.ondertekening import nieuwe_ondertekening, publiek_van
    from zicht.web.registratie.vtregister import ONDERTEKENING

    pad = instellingen.datamap / ONDERTEKENING
    if not pad.exists():
        pad.touch(mode=0o600)
        pad.write_text(nieuwe_ondertekening(), "utf-8")
    print(
        f"Geef deze publieke sleutel aan de beheerder van het register: {publiek_van(pad.read_text('utf-8').strip())}"
    )
    return 0
