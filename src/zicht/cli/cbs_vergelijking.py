"""`zicht cbs-vergelijking`: own counts next to those of the statistics office, with named causes and a rest."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import korte_datum, lees_periode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zicht.uitwisseling.cbsvergelijking import Uitkomst, Vergelijking
    from zicht.uitwisseling.levering.aansluiting import Aansluiting, Been, Geleverd

_BREED = 44


def run(args: Namespace) -> int:
    """Compare every figure of the file that is about the own region or one of its municipalities."""
    from zicht.cli.feiten import open_cijfers
    from zicht.uitwisseling.cbsvergelijking import alleen, vergelijk
    from zicht.uitwisseling.levering.aansluiting import sluit_aan
    from zicht.uitwisseling.statline import lees_statline

    tabel = lees_statline(Path(args.statline))
    periode = lees_periode(args.periode).code if args.periode else None
    alle = open_cijfers(args)
    if len(alle) != 1:
        raise AanroepFout(f"{args.map}: verwacht de map van een regio, gevonden {len(alle)} mappen. Kies er een.")
    uitkomst = vergelijk(alle[0], tabel, args.regio)
    rijen = alleen(uitkomst.vergelijkingen, periode=periode)
    if not rijen:
        raise AanroepFout(
            f"{args.statline}: er staat geen getal in over deze regio of haar gemeenten in een periode die in de feiten valt.",
            f"Gebieden in het bestand: {', '.join(tabel.gebieden[:10])}. Noem de regio zoals zij daar heet met --regio.",
        )
    aansluitingen = {a.vergelijking: a for a in sluit_aan(alle[0], rijen, _geleverd(args))}
    meld([f"Niet in het bestand gevonden: {naam}." for naam in uitkomst.niet_gevonden])
    if args.json:
        schrijf_json(_gegevens(uitkomst, rijen, aansluitingen))
    else:
        print(f"{uitkomst.titel}\nFeiten met peildatum {korte_datum(uitkomst.peildatum)}.")
        print("\n".join(regel for rij in rijen for regel in regels(rij, aansluitingen.get(rij))))
    return 0


def _geleverd(args: Namespace) -> dict[str, "Geleverd"]:
    if not args.levering:
        return {}
    from zicht.uitwisseling.levering.indelingbestand import kies_indeling
    from zicht.uitwisseling.levering.leveringsmap import lees_geleverd

    indeling = kies_indeling(args.indeling)
    return {een.periode: een for een in (lees_geleverd(Path(map_), indeling) for map_ in args.levering)}


def regels(rij: "Vergelijking", aansluiting: "Aansluiting | None" = None) -> list[str]:
    """One comparison in lines that add up, through what was delivered when that is known."""
    kop = f"\n{rij.naam}, {rij.periode}: {rij.maat.titel.lower()}"
    if aansluiting is not None:
        return [kop, *_benen(rij, aansluiting)]
    if rij.cbs is None or rij.rest is None:
        return [kop, _regel("eigen telling", f"{rij.eigen}"), "  Het CBS drukt dit getal niet (onbekend of geheim)."]
    oorzaken = [_regel(o.titel, "niet te berekenen" if o.bedrag is None else f"{o.bedrag:+d}") for o in rij.oorzaken]
    cbs = "CBS, voorlopig" if rij.cel.voorlopig else "CBS"
    return [
        kop, _regel("eigen telling", f"{rij.eigen}"), *oorzaken, _regel("rest", f"{rij.rest:+d}"), _regel(cbs, f"{rij.cbs}"),
    ]  # fmt: skip


def _benen(rij: "Vergelijking", aansluiting: "Aansluiting") -> list[str]:
    eerste, tweede = aansluiting.eerste, aansluiting.tweede
    uit = [_regel("eigen telling", f"{eerste.van}"), *_been(eerste), _regel("geleverd", f"{eerste.naar}")]
    if tweede is None:
        return [*uit, "  Het CBS drukt dit getal niet (onbekend of geheim)."]
    cbs = "CBS, voorlopig" if rij.cel.voorlopig else "CBS"
    return [*uit, *_been(tweede), _regel(cbs, f"{tweede.naar}")]


def _been(been: "Been") -> list[str]:
    bedragen = [_regel(o.titel, "niet te berekenen" if o.bedrag is None else f"{o.bedrag:+d}") for o in been.oorzaken]
    return [*bedragen, _regel("rest", f"{been.rest:+d}")]


def _regel(wat: str, getal: str) -> str:
    return f"  {wat:<{_BREED}}{getal:>18}"


def _gegevens(
    uitkomst: "Uitkomst", rijen: "tuple[Vergelijking, ...]", aansluitingen: "Mapping[Vergelijking, Aansluiting]"
) -> dict[str, object]:
    return {
        "titel": uitkomst.titel,
        "peildatum": uitkomst.peildatum.isoformat(),
        "vingerafdruk": uitkomst.vingerafdruk,
        "niet_gevonden": list(uitkomst.niet_gevonden),
        "vergelijkingen": [
            {
                "maat": rij.maat.code, "gebied": rij.gebied, "naam": rij.naam, "periode": rij.periode, "eigen": rij.eigen,
                "cbs": rij.cbs, "voorlopig": rij.cel.voorlopig, "rest": rij.rest,
                "oorzaken": [{"code": o.code, "titel": o.titel, "bedrag": o.bedrag, "uitleg": o.uitleg} for o in rij.oorzaken],
                **({"aansluiting": _aansluiting(aansluitingen[rij])} if rij in aansluitingen else {}),
            }
            for rij in rijen
        ],
    }  # fmt: skip


def _aansluiting(een: "Aansluiting") -> dict[str, object]:
    benen = {"eigen_naar_geleverd": een.eerste, **({"geleverd_naar_cbs": een.tweede} if een.tweede else {})}
    return {
        naam: {
            "van": b.van,
            "naar": b.naar,
            "rest": b.rest,
            "oorzaken": [{"code": o.code, "bedrag": o.bedrag} for o in b.oorzaken],
        }
        for naam, b in benen.items()
    }
