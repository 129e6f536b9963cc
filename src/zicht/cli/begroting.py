"""`zicht begroting`: a budget worked out, beside what is printed, with its scenarios; as tables, JSON, papers or a template."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout, OnleesbaarFout

if TYPE_CHECKING:
    from zicht.core.begroting.begroting import Begroting
    from zicht.core.begroting.scenario import Scenario
    from zicht.rapportage.begroting.stuk import Stuk
    from zicht.rapportage.blokken import Tabel

LEEG = "leeg"  # no budget yet, only for a template to fill in
_BREED = 140


def run(args: Namespace) -> int:
    """Read the budget, work it out, and give what was asked."""
    if args.sjabloon:
        return _sjabloon(args)
    from zicht.rapportage.begroting.stuk import maak_stuk

    bron = lees_begroting(args.begroting, args.jaar)
    gekozen = list(_scenarios(bron, args.scenario))
    stuk = maak_stuk(bron, args.jaar, gekozen)
    if args.uitleg:
        return _uitleg(args, stuk)
    if args.uit:
        return _papieren(args, stuk)
    if args.json:
        from zicht.rapportage.begroting.gegevens import gegevens

        schrijf_json(gegevens(stuk))
    else:
        _toon(stuk)
    return _status(stuk)


def _status(stuk: "Stuk") -> int:
    """A difference without an explanation is a finding: the budget is not ready to be decided on."""
    open_ = [deel for deel in stuk.afwijkingen if deel.onverklaard]
    meld([f"{deel.controle.titel}: er is een verschil zonder verklaring." for deel in open_])
    return 1 if open_ else 0


# -------------------------------------------------------------------------------------------------------------- reading


def lees_begroting(naam: str, jaar: int | None) -> "Begroting":
    """The budget of a region in the catalogue, or that of a file."""
    from zicht.catalogus import begrotingen, load
    from zicht.core.begroting.bestand import bedoelt

    if naam.lower() in load.regios():
        return begrotingen.begroting(naam.lower(), jaar)
    pad = Path(naam)
    if pad.suffix.lower() == ".xlsx" and pad.is_file():
        from zicht.uitwisseling.begroting.lezen import lees_sjabloon

        return lees_sjabloon(pad.read_bytes(), naam)
    if pad.is_file():
        return begrotingen.lees(lees_tekst(pad), naam)
    raise AanroepFout(f"'{naam[:80]}' is geen regio met een begroting en geen bestand."
                      f"{bedoelt(naam.lower(), load.regios())} Of geef een bestand (.toml of .xlsx).")  # fmt: skip


def lees_tekst(pad: Path) -> str:
    """The text of a file, or a clear word about why it is none."""
    try:
        return pad.read_text("utf-8-sig")
    except (UnicodeDecodeError, OSError) as fout:
        raise OnleesbaarFout(
            f"{pad} is niet te lezen als tekst. Verwacht: een begroting in TOML (UTF-8) of een ingevuld sjabloon (.xlsx)."
        ) from fout


def _scenarios(bron: "Begroting", gevraagd: str | None) -> "Iterator[Scenario]":
    """The scenario that was asked for: a code of the region, or every scenario of a file."""
    from zicht.catalogus import begrotingen
    from zicht.core.begroting.bestand import bedoelt
    from zicht.core.begroting.scenario import lees_scenarios

    if not gevraagd:
        return
    bekend = {scenario.code: scenario for scenario in begrotingen.scenarios(bron.regio.lower())}
    if gevraagd in bekend:
        yield bekend[gevraagd]
    elif Path(gevraagd).is_file():
        yield from lees_scenarios(lees_tekst(Path(gevraagd)), gevraagd)
    else:
        raise AanroepFout(f"Onbekend scenario '{gevraagd[:80]}' voor {bron.regio}.{bedoelt(gevraagd, bekend)}"
                          " Of geef een bestand met scenario’s (.toml).")  # fmt: skip


# -------------------------------------------------------------------------------------------------------------- showing


def _toon(stuk: "Stuk") -> None:
    from rich.console import Console

    console = Console()
    console = console if console.is_terminal else Console(width=_BREED)
    b = stuk.begroting
    jaar = f", het jaar {b.jaar}" if b.jaar != stuk.bron.jaar else ""
    console.print(f"{b.organisatie}: {b.titel}{jaar}\n", markup=False, highlight=False)
    for tabel in _tabellen(stuk):
        console.print(als_rich(tabel))
        console.print()
    for keuze in b.keuzes:
        console.print(f"Keuze: {keuze}", markup=False, highlight=False)


def _tabellen(stuk: "Stuk") -> "Iterator[Tabel]":
    from zicht.rapportage.begroting import tabellen as t
    from zicht.rapportage.begroting import vergelijking as v

    yield from filter(None, (t.trechter(stuk),))
    if stuk.begroting.diensten:
        yield t.kernprestaties(stuk)
    yield t.formatie(stuk)
    if stuk.heeft_lasten:
        yield from (t.lasten(stuk), t.taakvelden(stuk))
    yield from filter(None, (t.indexatie(stuk), t.meerjaren(stuk), v.vragen(stuk)))
    if stuk.standen:
        yield v.scenarios(stuk)
        yield from (v.wijzigingen(stuk, stand) for stand in stuk.standen)
        yield v.gevoeligheid(stuk)
    yield from filter(None, (v.bijdragen(stuk),))
    if stuk.afwijkingen:
        yield v.afwijkingen(stuk)


def als_rich(tabel: "Tabel") -> object:
    """A table of a report for the terminal."""
    from rich.table import Table
    from rich.text import Text

    from zicht.rapportage.blokken import Uitlijning

    uit = Table(
        title=tabel.titel, caption=Text(tabel.noot, justify="left") if tabel.noot else None, title_justify="left"
    )
    for kolom in tabel.kolommen:
        rechts = kolom.uitlijning is Uitlijning.RECHTS
        uit.add_column(kolom.titel, justify="right" if rechts else "left", no_wrap=rechts)
    for rij in tabel.rijen:
        uit.add_row(*(Text(cel.tekst, style="bold" if cel.vet else "dim" if cel.grijs else "") for cel in rij))
    return uit


def _uitleg(args: Namespace, stuk: "Stuk") -> int:
    """How one number came about, in the budget or in the scenario."""
    from zicht.rapportage.begroting.gegevens import opbouw
    from zicht.rapportage.begroting.opbouw import regels

    deel = stuk.zoek(args.uitleg)
    gekozen = [(f"Scenario ‘{stand.scenario.titel}’", stand.model[args.uitleg]) for stand in stuk.standen
               if args.uitleg in stand.model.uitkomsten] or [("", deel)]  # fmt: skip
    if args.json:
        bomen = [opbouw(boom) for _, boom in gekozen]
        schrijf_json(bomen[0] if len(bomen) == 1 else bomen)
        return 0
    for kop, boom in gekozen:
        print("\n".join([*([kop] if kop else []), *regels(boom)]))
    return 0


# -------------------------------------------------------------------------------------------------------------- writing


def _papieren(args: Namespace, stuk: "Stuk") -> int:
    from dataclasses import replace

    from zicht.catalogus import begrotingen
    from zicht.cli.voortgang import voortgang
    from zicht.rapportage.begroting.papier import bestanden
    from zicht.rapportage.burap.maak import plaats_bestanden
    from zicht.rapportage.opdracht import map_voor

    uit = map_voor(args.uit)
    if not args.scenario:
        stuk = replace(stuk, scenarios=begrotingen.passend(stuk.begroting))
    with voortgang("begroting") as stap:
        paden = plaats_bestanden(dict(bestanden(stuk, stap)), uit)
    if args.json:
        schrijf_json({"bestanden": [str(pad) for pad in paden]})
    else:
        print("\n".join(map(str, paden)))
    return _status(stuk)


def _sjabloon(args: Namespace) -> int:
    from zicht.uitwisseling.begroting.schrijven import sjabloon

    doel = Path(args.sjabloon)
    if doel.suffix.lower() != ".xlsx" or doel.is_dir():
        raise AanroepFout(f"Verwacht bij --sjabloon: een bestand dat eindigt op .xlsx; gevonden: {args.sjabloon}.")
    if doel.exists():
        raise AanroepFout(f"{doel} bestaat al. Kies een andere naam, zodat ingevulde getallen niet verloren gaan.")
    bron = None if args.begroting == LEEG else lees_begroting(args.begroting, args.jaar)
    inhoud = sjabloon(bron)
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(inhoud)
    if args.json:
        schrijf_json({"bestanden": [str(doel)]})
    else:
        print(doel)
    return 0
