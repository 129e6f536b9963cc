"""`zicht indicatoren`: every indicator of a period, as JSON or as a table in the terminal."""

from argparse import Namespace
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json
from zicht.core.periodes import korte_datum, lees_periode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zicht.cijfers import Uitkomst
    from zicht.core.uitslagen import Uitslag


def run(args: Namespace) -> int:
    """Compute and print the indicators; a wrong call is refused before any fact is read."""
    from zicht.catalogus.load import indicatorset
    from zicht.cijfers.cijfers import lees_per, lees_telling
    from zicht.cijfers.samen import voeg_samen
    from zicht.cli.feiten import gevraagde_peildatum, open_cijfers

    periode, per, telling = lees_periode(args.periode), lees_per(args.per), lees_telling(args.telling)
    if args.indicatorset:
        indicatorset(args.indicatorset)
    alle = open_cijfers(args)
    peildatum = gevraagde_peildatum(args, alle)
    uitkomst = voeg_samen([
        cijfers.uitslagen(periode, per=per, telling=telling, indicatorset=args.indicatorset, peildatum=peildatum)
        for cijfers in alle
    ])  # fmt: skip
    if args.json:
        schrijf_json(als_json(uitkomst, toch=any(cijfers.feitenset.toch for cijfers in alle)))
    else:
        print_tabel(uitkomst)
    return 0


def als_json(uitkomst: "Uitkomst", *, toch: bool) -> dict[str, object]:
    """The stable form of the contract; `toch` says that cells with blocking findings were taken as unknown."""
    return {
        "periode": uitkomst.periode.code,
        "peildatum": uitkomst.peildatum.isoformat(),
        "vingerafdruk": uitkomst.vingerafdruk,
        "definitieversie": uitkomst.definitieversie,
        "indicatorset": uitkomst.indicatorset,
        "telling": uitkomst.telling.value,
        "toch": toch,
        "uitslagen": [uitslag.als_dict() for uitslag in uitkomst.uitslagen],
    }


def print_tabel(uitkomst: "Uitkomst") -> None:
    """A table for the terminal, with counts beside every share; wide enough to read also in a file or a pipe."""
    from rich.console import Console
    from rich.table import Table

    tabel = Table(
        title=f"{uitkomst.periode}, peildatum {korte_datum(uitkomst.peildatum)}",
        caption=f"definitieversie {uitkomst.definitieversie} · vingerafdruk {uitkomst.vingerafdruk[:12]}",
    )
    rijen = [_cellen(uitslag) for uitslag in _op_nummer(uitkomst.uitslagen)]
    een_gebied = len({rij[2] for rij in rijen}) == 1
    toon = [nr for nr, kop in enumerate(_KOPPEN) if not (een_gebied and kop == "gebied")]
    for nr in toon:
        kop = _KOPPEN[nr]
        tabel.add_column(kop, no_wrap=kop != "indicator", justify="right" if kop in _RECHTS else "left")
    for rij in rijen:
        tabel.add_row(*(rij[nr] for nr in toon))
    console = Console()
    console = console if console.is_terminal else Console(width=140)
    console.print(tabel)


def _op_nummer(uitslagen: "Sequence[Uitslag]") -> "list[Uitslag]":
    """The order of the catalogue, with the numbered ones in the order of their set: 4 before 5 in both."""
    op_nummer = iter(sorted((u for u in uitslagen if u.nummer), key=lambda u: u.nummer or ""))
    return [next(op_nummer) if uitslag.nummer else uitslag for uitslag in uitslagen]


_KOPPEN = ("nr", "indicator", "gebied", "waarde", "aantallen", "norm", "oordeel", "niet meegeteld")
_RECHTS = ("waarde", "norm")


def _cellen(uitslag: "Uitslag") -> tuple[str, ...]:
    return (
        uitslag.nummer or "",
        uitslag.titel,
        " ".join(filter(None, (uitslag.gebied or "onbekend", uitslag.maand))),
        _waarde(uitslag.waarde, uitslag.eenheid),
        _aantallen(uitslag),
        _waarde(uitslag.norm, uitslag.eenheid) if uitslag.norm is not None else "",
        {"gehaald": "✓ gehaald", "niet_gehaald": "✗ niet gehaald", None: ""}[uitslag.oordeel],
        _niet_meegeteld(uitslag),
    )


def _aantallen(uitslag: "Uitslag") -> str:
    if uitslag.eenheid == "aantal":
        return ""
    noemer = getal(uitslag.noemer)
    return f"{getal(uitslag.teller)} van {noemer}" if uitslag.teller is not None else f"n = {noemer}"


def _niet_meegeteld(uitslag: "Uitslag") -> str:
    delen = [(uitslag.niet_te_bepalen, "niet te bepalen"), (uitslag.nog_open, "nog open")]
    return ", ".join(f"{getal(aantal)} {wat}" for aantal, wat in delen if aantal)


def getal(aantal: int) -> str:
    """A count with a full stop for thousands."""
    return f"{aantal:,}".replace(",", ".")


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
            return getal(int(waarde))
