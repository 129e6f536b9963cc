"""`zicht termijn`: the last day of a term, with every skipped day by name, the rule and its source."""

from argparse import Namespace
from datetime import date

from zicht.catalogus import load
from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.kalender import Kalender, weekdag
from zicht.core.periodes import korte_datum, lees_datum
from zicht.core.termijnen import Duur, Uiterlijk, bereken

MET_BESLUITEN = "atw_met_besluiten"


def run(args: Namespace) -> int:
    """Print the last day of one term that starts on a given day."""
    vanaf = lees_datum(args.vanaf)
    duur = _zoek(args.code, vanaf)
    uiterlijk = bereken(duur, vanaf, load.kalender())
    anders = bereken(duur, vanaf, load.kalender(MET_BESLUITEN))
    if args.json:
        schrijf_json(_gegevens(uiterlijk, anders))
    else:
        print("\n".join(_regels(uiterlijk, anders)))
    return 0


def _zoek(code: str, vanaf: date) -> Duur:
    bekend = [naam for naam in load.termijncodes() if load.duur_of_niets(naam)]
    if code not in load.termijncodes():
        raise AanroepFout(f"Onbekende termijn '{code[:80]}'. Kies uit: {', '.join(bekend)}.")
    return load.duur(code, vanaf)


def _regels(uiterlijk: Uiterlijk, anders: Uiterlijk) -> list[str]:
    duur = uiterlijk.duur
    regels = [
        f"{duur.omschrijving}: uiterlijk {weekdag(uiterlijk.datum)} {korte_datum(uiterlijk.datum)}",
        uiterlijk.uitleg(load.titel(duur.bron)),
        *(f"Keuze: {keuze}" for keuze in duur.keuzes),
    ]
    if anders.datum != uiterlijk.datum:
        regels.append(f"Let op: {_verschil(anders)}")
    return regels


def _verschil(anders: Uiterlijk) -> str:
    kalender = load.kalender(anders.kalender)
    return (
        "in deze termijn ligt een dag die bij koninklijk besluit met een feestdag is gelijkgesteld; "
        f"met de kalender {kalender.naam} is de uiterste datum {korte_datum(anders.datum)}."
    )


def _gegevens(uiterlijk: Uiterlijk, anders: Uiterlijk) -> dict[str, object]:
    duur, kalender = uiterlijk.duur, load.kalender(uiterlijk.kalender)
    return {
        "code": duur.code,
        "omschrijving": duur.omschrijving,
        "vanaf": uiterlijk.begin.isoformat(),
        "uiterste_datum": uiterlijk.datum.isoformat(),
        "regel": duur.regel,
        "overgeslagen": [_dag(kalender, stap.van) for stap in uiterlijk.overgeslagen],
        "vrije_dagen": [_dag(kalender, dag) for dag, _ in kalender.vrije_dagen(uiterlijk.begin, uiterlijk.datum)],
        "stappen": [
            {
                "soort": stap.soort.value,
                "van": stap.van.isoformat(),
                "tot_en_met": stap.tot_en_met.isoformat(),
                "omschrijving": stap.omschrijving,
            }
            for stap in uiterlijk.stappen
        ],
        "bron": {"sleutel": duur.bron.sleutel, "titel": load.titel(duur.bron), "vindplaats": duur.bron.vindplaats},
        "kalender": uiterlijk.kalender,
        "met_besluiten": anders.datum.isoformat(),
        "keuzes": list(duur.keuzes),
        "uitleg": uiterlijk.uitleg(load.titel(duur.bron)),
    }


def _dag(kalender: Kalender, dag: date) -> dict[str, str | None]:
    return {"datum": dag.isoformat(), "naam": kalender.naam_vrije_dag(dag)}
