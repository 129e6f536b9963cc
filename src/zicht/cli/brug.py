"""`zicht brug`: the same period under two versions of a definition, and the steps and cases between them."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import korte_datum, lees_periode

if TYPE_CHECKING:
    from zicht.cijfers.brug import Kant, Vergelijking
    from zicht.core.brug import Stap
    from zicht.core.definities import Definitieversie
    from zicht.core.uitslagen import Tellingen

_TOON = 20


def run(args: Namespace) -> int:
    """Print the bridge, or the versions to choose from when none were asked for."""
    from zicht.cijfers.brug import lees_versie, vergelijk, versies
    from zicht.cijfers.cijfers import lees_telling
    from zicht.cli.feiten import gevraagde_peildatum, open_cijfers

    periode, telling, bekend = lees_periode(args.periode), lees_telling(args.telling), versies(args.indicator)
    if not args.van or not args.naar:
        _kies(args, bekend)
        return 0
    van, naar = lees_versie(args.indicator, args.van), lees_versie(args.indicator, args.naar)
    alle = open_cijfers(args)
    if len(alle) > 1:
        raise AanroepFout("Een brug gaat over een regio. Geef de map van een regio, niet de map met mappen.")
    gevonden = vergelijk(alle[0], van, naar, periode, telling=telling, peildatum=gevraagde_peildatum(args, alle),
                         gemeente=args.gemeente)  # fmt: skip
    if args.json:
        schrijf_json(als_json(gevonden))
    else:
        print("\n".join(_regels(gevonden)))
    return 0


def _kies(args: Namespace, bekend: "Sequence[Definitieversie]") -> None:
    """The versions of the indicator, with what they mean and where they stand."""
    if args.json:
        schrijf_json({"indicator": args.indicator, "versies": [_versie_als_json(versie) for versie in bekend]})
        return
    print(f"Versies van {args.indicator}; kies er twee met --van en --naar:\n")
    for versie in bekend:
        print(f"  {versie.code}: {versie.titel} ({_geldigheid(versie)})")


def _geldigheid(versie: "Definitieversie") -> str:
    if versie.vanaf is None:
        return "een lezing, heeft nooit gegolden"
    tot = f" tot en met {korte_datum(versie.tot_en_met)}" if versie.tot_en_met else ""
    return f"geldt vanaf {korte_datum(versie.vanaf)}{tot}"


def _regels(gevonden: "Vergelijking") -> Iterator[str]:
    from zicht.cijfers.brug import bron_in_woorden
    from zicht.cijfers.zinnen import afspraakzin, brugzin

    yield f"{gevonden.naar.versie.definitie.titel}\n{gevonden.periode}, peildatum {korte_datum(gevonden.peildatum)}\n"
    yield f"{brugzin(gevonden)}\n"
    yield _kantregel("Van", gevonden.van)
    for nr, stap in enumerate(gevonden.brug.stappen, start=1):
        yield from _stapregels(nr, stap)
    for nr, afspraak in enumerate(gevonden.afspraken, start=len(gevonden.brug.stappen) + 1):
        yield f"\n{nr}. {afspraakzin(afspraak)}\n   bron: {bron_in_woorden(afspraak.bron)}\n"
    yield _kantregel("Naar", gevonden.naar)
    yield (
        "\nBegin en stappen samen zijn precies het eind." if gevonden.brug.sluit else "\nDE BRUG SLUIT NIET; meld dit."
    )


def _kantregel(woord: str, kant: "Kant") -> str:
    from zicht.cijfers.zinnen import aandeeltekst, normzin

    u = kant.uitslag
    gelijk = {
        True: "; gelijk aan het cijfer in de rapportage",
        False: "; WIJKT AF van het cijfer in de rapportage",
        None: "",
    }
    open_ = ", ".join(f"{n} {w}" for n, w in ((u.niet_te_bepalen, "niet te bepalen"), (u.nog_open, "nog open")) if n)
    return (
        f"{woord} ‘{kant.versie.code}’: {aandeeltekst(u.tellingen)}{', ' + open_ if open_ else ''}; {normzin(kant)}"
        f"{gelijk[kant.gelijk_aan_cijfer]}"
    )


def _stapregels(nr: int, stap: "Stap") -> Iterator[str]:
    from zicht.cijfers.brug import bron_in_woorden
    from zicht.cijfers.zinnen import ANTWOORD, met_teken, stapzin

    yield f"\n{nr}. {stapzin(stap)}"
    yield f"   teller {met_teken(stap.verschil.teller)}, noemer {met_teken(stap.verschil.noemer)}"
    yield f"   bron: {bron_in_woorden(stap.bron)}"
    for verschuiving in stap.verschuivingen:
        getoond = ", ".join(verschuiving.gevallen[:_TOON])
        rest = len(verschuiving.gevallen) - _TOON
        meer = f" … en nog {rest} (alles: --json)" if rest > 0 else ""
        yield f"   {ANTWOORD[verschuiving.van]} → {ANTWOORD[verschuiving.naar]}: {getoond}{meer}"
    yield ""


def als_json(gevonden: "Vergelijking") -> dict[str, object]:
    """The bridge with every case of every step."""
    return {
        "periode": gevonden.periode.code,
        "peildatum": gevonden.peildatum.isoformat(),
        "telling": gevonden.telling.value,
        "gemeente": gevonden.gemeente,
        "van": _kant_als_json(gevonden.van),
        "stappen": [_stap_als_json(stap) for stap in gevonden.brug.stappen],
        "afspraken": [
            {
                "onderdeel": a.onderdeel,
                "was": a.was,
                "wordt": a.wordt,
                "bron": a.bron.sleutel,
                "vindplaats": a.bron.vindplaats,
            }
            for a in gevonden.afspraken
        ],
        "naar": _kant_als_json(gevonden.naar),
        "sluit": gevonden.brug.sluit,
    }


def _kant_als_json(kant: "Kant") -> dict[str, object]:
    return {
        **_versie_als_json(kant.versie),
        "nummer": kant.uitslag.nummer,
        **_tellingen(kant.uitslag.tellingen),
        "norm": kant.uitslag.norm,
        "oordeel": kant.uitslag.oordeel,
        "gelijk_aan_cijfer": kant.gelijk_aan_cijfer,
    }


def _versie_als_json(versie: "Definitieversie") -> dict[str, object]:
    return {
        "versie": versie.code,
        "titel": versie.titel,
        "vanaf": versie.vanaf and versie.vanaf.isoformat(),
        "tot_en_met": versie.tot_en_met and versie.tot_en_met.isoformat(),
        "bron": versie.bron.sleutel,
        "vindplaats": versie.bron.vindplaats,
    }


def _stap_als_json(stap: "Stap") -> dict[str, object]:
    return {
        "onderdeel": stap.onderdeel,
        "was": stap.was,
        "wordt": stap.wordt,
        "bron": stap.bron.sleutel,
        "vindplaats": stap.bron.vindplaats,
        "verschil": _tellingen(stap.verschil),
        "verschuivingen": [
            {"van": v.van.name.lower(), "naar": v.naar.name.lower(), "gevallen": list(v.gevallen)}
            for v in stap.verschuivingen
        ],
    }


def _tellingen(tellingen: "Tellingen") -> dict[str, int]:
    namen = ("noemer", "teller", "niet_te_bepalen", "nog_open")
    return {naam: getattr(tellingen, naam) for naam in namen}
