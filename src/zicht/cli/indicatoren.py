"""`zicht indicatoren`: every indicator of a period, as JSON or as a table in the terminal."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json
from zicht.core.periodes import korte_datum, lees_periode

if TYPE_CHECKING:
    from zicht.cijfers import Uitkomst
    from zicht.core.uitslagen import Uitslag


def run(args: Namespace) -> int:
    """Compute and print the indicators; a wrong call is refused before any fact is read."""
    from zicht.catalogus.load import indicatorset
    from zicht.cijfers.cijfers import lees_per, lees_telling
    from zicht.cli.feiten import gevraagde_peildatum, open_cijfers

    periode, per, telling = lees_periode(args.periode), lees_per(args.per), lees_telling(args.telling)
    if args.indicatorset:
        indicatorset(args.indicatorset)
    alle = open_cijfers(args)
    peildatum = gevraagde_peildatum(args, alle)
    uitkomsten = [
        cijfers.uitslagen(periode, per=per, telling=telling, indicatorset=args.indicatorset, peildatum=peildatum)
        for cijfers in alle
    ]
    if args.json:
        schrijf_json(als_json(uitkomsten, toch=any(cijfers.feitenset.toch for cijfers in alle)))
    else:
        print_tabel(uitkomsten)
    return 0


def als_json(uitkomsten: Sequence["Uitkomst"], *, toch: bool) -> dict[str, object]:
    """The stable form of the contract; `toch` says that cells with blocking findings were taken as unknown."""
    from zicht.cli.feiten import samen

    eerste = uitkomsten[0]
    return {
        "periode": eerste.periode.code,
        "peildatum": min(uitkomst.peildatum for uitkomst in uitkomsten).isoformat(),
        "vingerafdruk": samen([uitkomst.vingerafdruk for uitkomst in uitkomsten]),
        "definitieversie": eerste.definitieversie,
        "indicatorset": eerste.indicatorset,
        "telling": eerste.telling.value,
        "toch": toch,
        "uitslagen": [uitslag.als_dict() for uitkomst in uitkomsten for uitslag in uitkomst.uitslagen],
    }


def print_tabel(uitkomsten: Sequence["Uitkomst"]) -> None:
    """A table for the terminal, with counts beside every share."""
    from rich.console import Console
    from rich.table import Table

    eerste = uitkomsten[0]
    tabel = Table(
        title=f"{eerste.periode}, peildatum {korte_datum(eerste.peildatum)}",
        caption=f"definitieversie {eerste.definitieversie} · vingerafdruk {eerste.vingerafdruk[:12]}",
    )
    for kop in ("nr", "indicator", "gebied"):
        tabel.add_column(kop, no_wrap=kop != "indicator")
    for kop in ("waarde", "teller", "noemer", "n.t.b.", "open", "norm"):
        tabel.add_column(kop, justify="right", no_wrap=True)
    tabel.add_column("oordeel", no_wrap=True)
    for uitkomst in uitkomsten:
        for uitslag in uitkomst.uitslagen:
            tabel.add_row(*_cellen(uitslag))
    Console().print(tabel)


def _cellen(uitslag: "Uitslag") -> tuple[str, ...]:
    gebied = " ".join(filter(None, (uitslag.gebied or "onbekend", uitslag.maand)))
    aantallen = (uitslag.teller, uitslag.noemer, uitslag.niet_te_bepalen, uitslag.nog_open)
    return (
        uitslag.nummer or "",
        uitslag.titel,
        gebied,
        _waarde(uitslag.waarde, uitslag.eenheid),
        *("–" if aantal is None else f"{aantal:,}".replace(",", ".") for aantal in aantallen),
        _waarde(uitslag.norm, uitslag.eenheid) if uitslag.norm is not None else "",
        {"gehaald": "✓ gehaald", "niet_gehaald": "✗ niet gehaald", None: ""}[uitslag.oordeel],
    )


def _waarde(waarde: float | None, eenheid: str) -> str:
    if waarde is None:
        return "–"
    match eenheid:
        case "aandeel":
            return f"{waarde * 100:.1f} %".replace(".", ",")
        case "cijfer":
            return f"{waarde:.1f}".replace(".", ",")
        case "dagen":
            return f"{waarde:.1f} dagen".replace(".", ",")
        case _:
            return f"{waarde:,}".replace(",", ".")
