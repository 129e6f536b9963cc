"""`zicht omzetten`: een export van een ander systeem in het Feitenformaat, met een vertaling in een bestand."""

import secrets
from argparse import Namespace
from pathlib import Path

from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout

MINSTENS, HOOGSTENS = 32, 64  # tekens; een blok van SHA-256 is 64


def run(args: Namespace) -> int:
    """Zet om, of doe het op proef; 0 als alles mee kon, 1 als er iets is geweigerd of de controle blokkeert."""
    from zicht.cli.voortgang import voortgang
    from zicht.uitwisseling.omzetten.lezen import lees_vertaling
    from zicht.uitwisseling.omzetten.opdracht import Opdracht
    from zicht.uitwisseling.omzetten.uitvoeren import zet_om
    from zicht.uitwisseling.omzetten.verslag import in_woorden

    if args.voorbeeld:
        return _voorbeeld(args)
    if not args.export:
        raise AanroepFout("Noem de vertaling en de map met de export, of --voorbeeld NAAM met --uit MAP2.")
    if bool(args.uit) is args.proef:
        raise AanroepFout("Geef --uit MAP2 om de feiten te schrijven, of --proef om alleen te kijken.")
    vertaling = lees_vertaling(Path(args.vertaling))
    sleutel = _sleutel(Path(args.sleutel)) if args.sleutel else None
    opdracht = Opdracht(vertaling, Path(args.vertaling).read_bytes(), Path(args.export), sleutel)
    with voortgang("omzetten") as meld:
        verslag = zet_om(opdracht, Path(args.uit) if args.uit else None, meld)
    if args.json:
        schrijf_json(verslag.als_dict() | {"proef": args.proef})
        return verslag.status
    if verslag.hervat:
        print(f"Verder gegaan waar het stopte; dit was al klaar: {', '.join(verslag.hervat)}.")
    for regel in in_woorden(verslag):
        print(regel)
    print(
        "Proef: er is niets geschreven."
        if args.proef
        else f"Klaar: {args.uit}. Het verslag staat daar in omzetten.json."
    )
    return verslag.status


def _voorbeeld(args: Namespace) -> int:
    from zicht.uitwisseling.omzetten.voorbeelden import schrijf_voorbeeld

    if not args.uit:
        raise AanroepFout("Zeg met --uit waar het voorbeeld komt.")
    schrijf_voorbeeld(args.voorbeeld, Path(args.uit))
    print(
        f"Klaar: {args.uit}. Zet om met: zicht omzetten {args.uit}/vertaling.toml {args.uit} --uit feiten --sleutel sleutel"
    )
    return 0


def _sleutel(pad: Path) -> bytes:
    """De sleutel uit een bestand; is het er nog niet, dan een nieuwe."""
    if not pad.exists():
        pad.touch(mode=0o600, exist_ok=False)
        pad.write_text(secrets.token_hex(HOOGSTENS // 2) + "\n", encoding="ascii")
        print(f"Nieuwe sleutel: {pad}. Bewaar haar goed: alleen met deze sleutel houdt iedereen hetzelfde pseudoniem.")
    sleutel = pad.read_bytes().strip()
    if not MINSTENS <= len(sleutel) <= HOOGSTENS:
        raise AanroepFout(
            f"--sleutel: verwacht {MINSTENS} tot en met {HOOGSTENS} tekens, gevonden: {len(sleutel)}. Noem een bestand dat er nog niet "
            "is, dan maakt Zicht er een."
        )
    return sleutel
