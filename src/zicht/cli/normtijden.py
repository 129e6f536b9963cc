"""`zicht normtijden`: norm hours beside recorded hours and lead time, with advice only when the evidence is strong enough."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_datum

if TYPE_CHECKING:
    from zicht.cijfers.normtijden import Bewaking, Tijd
    from zicht.core.begroting.begroting import Begroting
    from zicht.core.begroting.normtijden import Dienstregel, Gevolg
    from zicht.engines.feitenset import Feitenset

_KOP = ("dienst", "norm", "uren/norm", "band", "zaken", "nodig", "advies", "doorlooptijd (een jaar eerder)")


def run(args: Namespace) -> int:
    """Read the facts, the written time if there is any, and the budget; print one line per service."""
    from zicht.cijfers.normtijden import bewaak
    from zicht.uitwisseling.feiten import lees_feiten
    from zicht.uitwisseling.tijdschrijven import BESTAND

    feitenset = lees_feiten(Path(args.map), toch=args.toch)
    meld([regel for regel in feitenset.waarschuwingen if not regel.startswith(BESTAND)])  # it takes part here
    peildatum = lees_datum(args.peildatum) if args.peildatum else None
    bewaking = bewaak(feitenset, _begroting(args, feitenset), _tijd(args), peildatum)
    if args.json:
        schrijf_json(als_json(bewaking))
    else:
        print("\n".join(_regels(bewaking)))
    return 0


def _begroting(args: Namespace, feitenset: "Feitenset") -> "Begroting":
    from zicht.catalogus import load
    from zicht.cli.begroting import lees_begroting

    if args.begroting:
        return lees_begroting(args.begroting, args.jaar)
    regio = feitenset.regios[0].lower()
    if len(feitenset.regios) > 1 or regio not in load.regios():
        raise AanroepFout("Deze feiten horen niet bij een regio met een begroting. Geef er een met --begroting.")
    return lees_begroting(regio, args.jaar)


def _tijd(args: Namespace) -> "Tijd | None":
    """The file that was asked for, or the one beside the facts, or none."""
    from zicht.uitwisseling.tijdschrijven import BESTAND, lees_tijd

    gevonden = Path(args.tijd) if args.tijd else Path(args.map) / BESTAND
    return lees_tijd(gevonden) if args.tijd or gevonden.is_file() else None


def _regels(bewaking: "Bewaking") -> Iterator[str]:
    from zicht.rapportage import normtijden as woorden

    yield f"{bewaking.begroting.titel}, feiten tot en met {bewaking.peildatum:%d-%m-%Y}"
    yield woorden.inleiding(bewaking)
    yield ""
    rijen = [_KOP, *([rij.titel, *rij.cellen] for rij in woorden.rijen(bewaking))]
    breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(len(_KOP))]
    for rij in rijen:
        yield "  ".join(tekst.ljust(breedte) for tekst, breedte in zip(rij, breedtes, strict=True)).rstrip()
    for zin in woorden.toelichting(bewaking):
        yield ""
        yield zin


def als_json(bewaking: "Bewaking") -> dict[str, object]:
    """All numbers, unrounded."""
    return {
        "begroting": bewaking.begroting.titel,
        "peildatum": bewaking.peildatum.isoformat(),
        "met_tijd": bewaking.met_tijd,
        "loos_alarm_per_dienst": bewaking.alfa,
        "zaken_niet_in_de_feiten": bewaking.onbekend,
        "diensten": [_dienst(regel) for regel in bewaking.regels],
        "samen": _gevolg(bewaking.samen),
    }


def _dienst(regel: "Dienstregel") -> dict[str, object]:
    t, rijp = regel.toets, regel.rijp
    return {
        "dienst": regel.code,
        "normtijd_uren": float(regel.normtijd),
        "zaken": t.aantal if t else None,
        "verhouding": t.verhouding if t else None,
        "laag": t.laag if t else None,
        "hoog": t.hoog if t else None,
        "zaken_nodig": t.nodig if t else None,
        "zaken_nodig_minder": t.nodig_minder if t else None,
        "advies": t.advies.value if t else None,
        "voorstel_uren": float(t.voorstel) if t and t.voorstel is not None else None,
        "niet_meegeteld": None
        if rijp is None
        else {
            "te_vroeg": rijp.te_vroeg,
            "maand_niet_rijp": rijp.onrijp,
            "loopt": rijp.lopend,
            "zonder_uren": rijp.zonder_uren,
        },
        "doorlooptijd_dagen": regel.doorloop.mediaan,
        "doorlooptijd_eerder_dagen": regel.doorloop_eerder.mediaan,
        "gevolg": _gevolg(regel.gevolg),
    }


def _gevolg(gevolg: "Gevolg | None") -> dict[str, float | None] | None:
    if gevolg is None:
        return None
    delen = {"uren": gevolg.uren, "fte": gevolg.fte, "euro": gevolg.euro}
    return {naam: None if waarde is None else float(waarde) for naam, waarde in delen.items()}
