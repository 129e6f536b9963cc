"""`zicht demo`: de applicatie met een verzonnen regio, klaar om in te loggen."""

import threading
import webbrowser
from argparse import Namespace
from pathlib import Path
from urllib.request import urlopen

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Maak de demo een keer, noem de accounts en start."""
    from zicht.cli.serve import luister
    from zicht.cli.voortgang import voortgang
    from zicht.web.dienst import maak_demo, stopcontact

    contact = None if args.alleen_maken else stopcontact("127.0.0.1", 0 if args.proef else args.poort)
    try:
        with voortgang("demo") as meld:
            maak_demo(Path(args.data), meld)
        _vertel(args)
        if contact is None:
            return 0
        adres = f"http://localhost:{contact.getsockname()[1]}/"
        if args.proef:
            return _proef(contact, adres)
        print(f"\nZicht luistert op {adres}  (stoppen: Ctrl+C)", flush=True)
        if not args.geen_browser:
            threading.Timer(1, webbrowser.open, [adres]).start()
        return luister(contact)
    finally:
        if contact is not None:
            contact.close()


def _vertel(args: Namespace) -> None:
    from zicht.web.registratie.inladen.bezetting import accounts

    if args.json:
        schrijf_json([dict(zip(("rol", "gebruiker", "wachtwoord"), account, strict=True)) for account in accounts()])
        return
    print((Path(args.data) / "demo.txt").read_text("utf-8").strip())
    rijen = [("rol", "gebruiker", "wachtwoord"), *accounts()]
    breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(3)]
    print()
    for rij in rijen:
        print("  " + "  ".join(tekst.ljust(breedte) for tekst, breedte in zip(rij, breedtes, strict=True)).rstrip())


def _proef(contact: object, adres: str) -> int:
    """Start, vraag de eerste bladzijde en stop: zo ziet een machine zonder scherm dat het werkt."""
    from zicht.web.dienst import server

    webserver = server(contact)  # pyright: ignore[reportArgumentType]
    threading.Thread(target=webserver.run, daemon=True).start()
    with urlopen(adres, timeout=30) as antwoord:  # noqa: S310  (ons eigen adres)
        goed = antwoord.status == 200 and "Zicht" in antwoord.read().decode()
    webserver.close()
    print(
        f"\nDe applicatie startte en {'toonde de aanmeldpagina' if goed else 'gaf geen aanmeldpagina'}. Start haar met: zicht demo"
    )
    return 0 if goed else 1
