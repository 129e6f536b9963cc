"""`zicht check`: what is wrong with a folder of facts, or with how Zicht is set up, in Dutch lines or as JSON."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout, BlokkerendeFout

if TYPE_CHECKING:
    from zicht.core.inrichting import Gebrek, Inrichtingscontrole
    from zicht.core.regels import Bevinding


def run(args: Namespace) -> int:
    """Check MAP, or each region folder in it; 0 when nothing blocks, 1 when something does, 2 when unreadable."""
    if args.inrichting:
        return _inrichting(args)
    if args.map is None:
        raise AanroepFout("Geef een map met feiten, of --inrichting.")
    from zicht.uitwisseling.controle import controleer_mappen, status

    gevonden = controleer_mappen(Path(args.map))
    if args.json:
        schrijf_json({"bevindingen": [asdict(bevinding) for bevinding in gevonden]})
    else:
        meld([_regel(bevinding) for bevinding in gevonden])
        _vat_samen(args.map, gevonden)
    return status(gevonden)


def _inrichting(args: Namespace) -> int:
    """Check the set-up: of an installation with --data, otherwise of the catalogue alone."""
    gevonden = _van_datamap(args.data) if args.data else _van_catalogus()
    if args.json:
        rijen = [
            {"controle": controle.code, "waar": gebrek.waar, "boodschap": gebrek.zin, "blokkeert": controle.blokkeert}
            for controle, gebrek in gevonden
        ]
        schrijf_json({"gebreken": rijen})
    else:
        meld(
            [
                f"{controle.code} {'BLOKKEERT' if controle.blokkeert else 'let op'}: {gebrek.zin}"
                for controle, gebrek in gevonden
            ]
        )
        waar = "de installatie" if args.data else "de catalogus; met --data ook rollen, teams en sleutels"
        print(f"{len(gevonden)} dingen kloppen niet in {waar}." if gevonden else f"Alles klopt in {waar}.")
    return BlokkerendeFout.status if any(controle.blokkeert for controle, _ in gevonden) else 0


def _van_datamap(data: str) -> "list[tuple[Inrichtingscontrole, Gebrek]]":
    from zicht.web.dienst import bestaand

    bestaand(data)
    from django.utils import timezone

    from zicht.web.kwaliteit.inrichting import gevonden

    return gevonden(timezone.localdate())


def _van_catalogus() -> "list[tuple[Inrichtingscontrole, Gebrek]]":
    from datetime import date

    from zicht.catalogus.inrichting import CONTROLES, van_catalogus
    from zicht.core.inrichting import gebreken
    from zicht.web.instellingen import lees

    return list(gebreken(CONTROLES, van_catalogus(date.today(), lees().regio, None)))  # noqa: DTZ011 - a day on this machine


def _regel(bevinding: "Bevinding") -> str:
    soort = "BLOKKEERT" if bevinding.blokkeert else "let op"
    return f"{bevinding.regel} {soort}: {bevinding.boodschap}"


def _vat_samen(map_: str, gevonden: Sequence["Bevinding"]) -> None:
    if not gevonden:
        print(f"{map_}: geen bevindingen. De feiten zijn klaar voor gebruik.")
        return
    blokkeert = sum(bevinding.blokkeert for bevinding in gevonden)
    aantal = "1 bevinding" if len(gevonden) == 1 else f"{len(gevonden)} bevindingen"
    hoeveel = {0: "geen blokkeert", 1: "1 blokkeert"}.get(blokkeert, f"{blokkeert} blokkeren")
    print(f"{map_}: {aantal}, {hoeveel}.")
    for (regel, titel), aantal in sorted(Counter((b.regel, _titel(b.regel)) for b in gevonden).items()):
        print(f"  {regel}  {aantal:>7}  {titel}")
    print(
        "Herstel eerst wat blokkeert; tot dan komen er geen cijfers."
        if blokkeert
        else "Niets blokkeert: cijfers kunnen. Gevallen met een onbekende waarde tellen als niet te bepalen."
    )


def _titel(code: str) -> str:
    from zicht.uitwisseling.controle import titel

    return titel(code)
