"""`zicht levering`: build the half-yearly delivery, check it, show what it changes, mark it as delivered, store the return."""

import getpass
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout, BlokkerendeFout
from zicht.core.periodes import Periode, lees_datum

if TYPE_CHECKING:
    from zicht.core.levering.indeling import Indeling
    from zicht.core.levering.perioden import Leververschil
    from zicht.rapportage.levering.gegevens import Leverstaat
    from zicht.uitwisseling.levering.leveringsmap import Leveringsmap


def run(args: Namespace) -> int:
    """One step of the delivery of a half-year; status 1 while something holds it back."""
    from zicht.core.levering.perioden import lees_halfjaar
    from zicht.uitwisseling.levering.leveringsmap import open_leveringsmap

    periode = lees_halfjaar(args.periode)
    op = lees_datum(args.op) if args.op else datetime.now(tz=ZoneInfo("Europe/Amsterdam")).date()
    map_ = open_leveringsmap(Path(args.uit), periode.code)
    if args.retour:
        print(map_.bewaar_retour(Path(args.retour), op))
        return 0
    if args.geleverd:
        return _lever(map_, periode, op)
    for tekst in args.verklaring or ():
        welke, gelijk, waarom = tekst.partition("=")
        if not gelijk or not waarom.strip():
            raise AanroepFout(f"Verwacht --verklaring BEVINDING=tekst; gevonden: {tekst[:60]}")
        map_.verklaar([welke.strip()], waarom.strip(), getpass.getuser(), op)
    return _bouw(args, map_, periode, op)


def _lever(map_: "Leveringsmap", periode: Periode, op: date) -> int:
    from zicht.core.levering.perioden import eis_open

    eis_open(periode, op)
    pad = map_.lever(op, getpass.getuser())
    print(f"{pad}\nHalfjaar {periode.code} staat als geleverd, op {op:%d-%m-%Y}. Upload dit bestand bij het CBS.")
    return 0


def _bouw(args: Namespace, map_: "Leveringsmap", periode: Periode, op: date) -> int:
    from zicht.cijfers.levering import licht_door
    from zicht.cli.feiten import open_cijfers
    from zicht.cli.voortgang import voortgang
    from zicht.core.levering.perioden import open_halfjaren, vorig_halfjaar
    from zicht.engines.levering import Bestand
    from zicht.rapportage.levering.gegevens import Leverstaat
    from zicht.rapportage.levering.maak import bestanden
    from zicht.uitwisseling.levering import leveringsmap as lm
    from zicht.uitwisseling.levering.bouwen import bouw, organisatie
    from zicht.uitwisseling.levering.indelingbestand import kies_indeling

    indeling = kies_indeling(args.indeling)
    if periode not in open_halfjaren(op):
        meld(
            [
                f"Let op: halfjaar {periode.code} staat op {op:%d-%m-%Y} niet open; alleen {', '.join(p.code for p in open_halfjaren(op))}."
            ]
        )
    with voortgang("levering") as stap:
        stap("de feiten")
        alle = open_cijfers(args)
        if len(alle) != 1:
            raise AanroepFout(
                f"{args.map}: verwacht de map van een organisatie, gevonden {len(alle)} mappen. Kies er een."
            )
        feiten = alle[0].feitenset
        stap("bouwen")
        bouwsel = bouw(feiten, periode, indeling, op=op, volgnummer=map_.volgnummer)
        inhoud = map_.schrijf({map_.bestand.name: bouwsel.inhoud})[0]
        stap("keuren")
        eerder = _eerder(args)
        bestand = Bestand(inhoud, periode, organisatie(feiten), eerder)
        doorlichting = licht_door(indeling, bestand, protocol=args.protocol)
        verklaringen = map_.verklaringen()
        verschil = _verschil(map_, indeling, bouwsel.inhoud)
        staat = Leverstaat(
            indeling, args.protocol, periode, bestand.organisatie, op, map_.volgnummer, lm.vingerafdruk(bouwsel.inhoud),
            bouwsel.aantallen, doorlichting, vorig_halfjaar(periode).code if eerder else "", verklaringen, verschil, bouwsel.ontbreekt,
        )  # fmt: skip
        stap("de rapporten")
        map_.schrijf({
            "bevindingen.csv": lm.bevindingenlijst(staat.keuring, verklaringen),
            **({"verwijderingen.csv": lm.verwijderlijst(verschil.verwijderd)} if verschil else {}), **dict(bestanden(staat)),
        })  # fmt: skip
    tegen = staat.keuring.open(verklaringen)
    map_.gebouwd = {
        "vingerafdruk": staat.vingerafdruk, "volgnummer": map_.volgnummer, "gemaakt_op": op.isoformat(), "indeling": indeling.naam,
        "protocol": args.protocol, "aantallen": staat.aantallen, "tegengehouden": len(tegen), "verwijderingen": verschil.verwijderingen if verschil else 0,
    }  # fmt: skip
    map_.bewaar()
    _vertel(args, staat, map_)
    return BlokkerendeFout.status if tegen else 0


def _eerder(args: Namespace) -> tuple[Path, ...]:
    if not args.vorige:
        return ()
    pad = Path(args.vorige)
    if pad.is_dir():
        gevonden = sorted((pad / "geleverd").glob("*.txt")) or sorted(pad.glob("levering-*.txt"))
        if not gevonden:
            raise AanroepFout(f"{pad}: hier staat geen levering.")
        return (gevonden[-1],)
    if not pad.is_file():
        raise AanroepFout(f"{pad}: dit bestand is er niet.")
    return (pad,)


def _verschil(map_: "Leveringsmap", indeling: "Indeling", inhoud: bytes) -> "Leververschil | None":
    from zicht.core.levering.bestand import lees
    from zicht.core.levering.perioden import vergelijk_leveringen

    if map_.laatst_geleverd is None:
        return None
    return vergelijk_leveringen(indeling, lees(indeling, map_.laatst_geleverd.read_bytes()), lees(indeling, inhoud))


def _vertel(args: Namespace, staat: "Leverstaat", map_: "Leveringsmap") -> None:
    tegen = staat.keuring.open(staat.verklaringen)
    if args.json:
        schrijf_json({
            "periode": staat.periode.code, "bestand": str(map_.bestand), "vingerafdruk": staat.vingerafdruk, "volgnummer": staat.volgnummer,
            "aantallen": staat.aantallen, "regels": len(staat.regels), "bevindingen": dict(sorted(staat.keuring.aantallen.items())),
            "tegengehouden": len(tegen), "verwijderingen": {s: list(k) for s, k in staat.verschil.verwijderd.items()} if staat.verschil else {},
            "ontbreekt": dict(staat.ontbreekt),
        })  # fmt: skip
        return
    print(map_.bestand)
    print("  " + ", ".join(f"{aantal} {soort}" for soort, aantal in staat.aantallen.items()))
    titels = {regel.code: (regel.niveau.value, regel.titel) for regel in staat.regels}
    for code, keer in sorted(staat.keuring.aantallen.items(), key=lambda p: (titels[p[0]][0] != "blokkeert", p[0])):
        niveau, titel = titels[code]
        print(f"  {code:<10}{niveau:<14}{keer:>6}  {titel}")
    if staat.verschil and staat.verschil.verwijderingen:
        meld([f"Let op: {staat.verschil.verwijderingen} records die eerder zijn geleverd ontbreken nu en worden bij het CBS verwijderd; zie verwijderingen.csv."])  # fmt: skip
    meld([f"{len(tegen)} bevindingen houden de levering tegen; zie bevindingen.csv en het kwaliteitsrapport."] if tegen else
         ["Niets houdt de levering tegen. Upload het bestand en draai daarna met --geleverd."])  # fmt: skip
