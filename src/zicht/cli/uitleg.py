"""`zicht uitleg`: the definition of an indicator and, per case, why it counts or not."""

from argparse import Namespace
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import korte_datum, lees_periode
from zicht.core.uitleg import antwoordtekst, constantetekst, definitie, ja_of_nee

if TYPE_CHECKING:
    from zicht.cijfers import Cijfers, Geval

_TOON = 25


def run(args: Namespace) -> int:
    """Explain an indicator, or one case of it."""
    from zicht.cijfers.cijfers import lees_telling, zoek_indicator
    from zicht.cli.feiten import gevraagde_peildatum, open_cijfers

    periode, telling, indicator = lees_periode(args.periode), lees_telling(args.telling), zoek_indicator(args.code)
    alle = open_cijfers(args)
    peildatum = gevraagde_peildatum(args, alle)
    gevonden: list[tuple[Cijfers, Geval]] = [
        (cijfers, geval)
        for cijfers in alle
        for geval in cijfers.gevallen(args.code, periode, id_=args.id, telling=telling, peildatum=peildatum)
    ]
    if args.id and not gevonden:
        raise AanroepFout(
            f"Geen {indicator.telt.tabelnaam()} met kenmerk '{args.id[:80]}' bekend op de peildatum. "
            "Controleer het kenmerk of kies een latere peildatum."
        )
    regel, duren = alle[0].regel(indicator, telling), alle[0].duurteksten
    in_woorden = definitie(indicator, regel, duren)
    heeft_teller = bool(regel.teller)
    if args.json:
        schrijf_json({
            "code": indicator.code,
            "periode": periode.code,
            "peildatum": alle[0].peildatum(periode, peildatum).isoformat(),
            "telling": telling.value,
            "definitie": list(in_woorden.regels()),
            "gevallen": [_als_json(cijfers, geval, heeft_teller=heeft_teller) for cijfers, geval in gevonden],
        })  # fmt: skip
        return 0
    print("\n".join(in_woorden.regels()))
    print(f"\n{periode}, peildatum {korte_datum(alle[0].peildatum(periode, peildatum))}: {len(gevonden)} gevallen.")
    for cijfers, geval in gevonden[:_TOON]:
        print("\n" + zin(cijfers, geval, heeft_teller=heeft_teller))
    if len(gevonden) > _TOON:
        print(f"\n… en nog {len(gevonden) - _TOON} gevallen. Met --json staan ze er allemaal.")
    return 0


def zin(cijfers: "Cijfers", geval: "Geval", *, heeft_teller: bool) -> str:
    """One case in Dutch: what it does, why, and the dates and deadlines that decided it."""
    beslissend = [f"{vraag.naam} — {ja_of_nee(vraag.antwoord)}" for vraag in geval.vragen]
    datums = [f"{naam.replace('_', ' ')} {constantetekst(waarde)}" for naam, waarde in geval.velden.items()]
    uiterste = [cijfers.uiterste_zin(klok, geval) for klok in geval.uiterste_datums]
    return "\n".join(
        filter(
            None,
            (
                f"{geval.id} {antwoordtekst(geval.antwoord, heeft_teller=heeft_teller)}.",
                "  " + "; ".join(beslissend) + ".",
                "  " + ", ".join(datums) + ".",
                *("  " + regel for regel in uiterste if regel),
            ),
        )
    )


def _als_json(cijfers: "Cijfers", geval: "Geval", *, heeft_teller: bool) -> dict[str, object]:
    return {
        "id": geval.id,
        "gemeente": geval.gemeente,
        "antwoord": geval.antwoord.name.lower(),
        "telt_in_noemer": geval.antwoord >= 3,
        "telt_in_teller": geval.antwoord == 4 if heeft_teller else None,
        "uitleg": antwoordtekst(geval.antwoord, heeft_teller=heeft_teller),
        "voorwaarden": [{"vraag": v.deel, "naam": v.naam, "antwoord": v.antwoord} for v in geval.vragen],
        "waarden": {naam: None if w is None else str(w) for naam, w in geval.velden.items()},
        "uiterste_datums": {
            klok.replace("_", "-"): {"datum": datum and datum.isoformat(), "uitleg": cijfers.uiterste_zin(klok, geval)}
            for klok, datum in geval.uiterste_datums.items()
        },
    }
