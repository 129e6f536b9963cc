"""The back-test on synthetic regions: what the model would have said a year earlier, from several days. Run by hand.

    nice -n 19 .venv/bin/python benchmarks/terugtoets_demo.py [herhalingen]

Prints the tables of docs/achtergrond/ijken-en-terugtoets.md.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import fmean

from zicht.capaciteit.terugtoets import NIET_OPGEPAKT, WACHTLIJST, Terugtoets, terugtoetsen
from zicht.cijfers import Cijfers
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

REGIOS = (("nhn", 1), ("nhn", 2), ("nog", 1))
MOMENTEN = (date(2022, 12, 31), date(2023, 6, 30), date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31))
REEKSEN = (WACHTLIJST, NIET_OPGEPAKT, "instroom-meldingen", "beoordelingen-uitgevoerd", "werkvoorraad-vervolgdiensten")


def toetsen(regio: str, zaad: int, herhalingen: int) -> tuple[Terugtoets, ...]:
    """The back-tests of one synthetic region."""
    with tempfile.TemporaryDirectory() as map_:
        maak(regio, 5, zaad, Path(map_) / "feiten")
        return terugtoetsen(Cijfers(lees_feiten(Path(map_) / "feiten")), MOMENTEN, herhalingen=herhalingen)


def reekstabel(alle: list[Terugtoets]) -> Iterator[str]:
    """Per series the mean, the error, the bias and how often the band held."""
    yield "| reeks per week | gemiddeld | ernaast | scheef | in de band |"
    yield "|---|---|---|---|---|"
    for code in REEKSEN:
        reeksen = [toets.reeks(code) for toets in alle]
        maten = [
            fmean(getattr(reeks, naam) for reeks in reeksen) for naam in ("gemiddeld", "ernaast", "scheef", "binnen")
        ]
        yield f"| {reeksen[0].titel} | {maten[0]:.0f} | {maten[1]:.1f} | {maten[2]:+.1f} | {maten[3] * 100:.0f} % |".replace(
            ".", ","
        )


def aandeeltabel(alle: list[Terugtoets]) -> Iterator[str]:
    """Per share on time the error in percentage points."""
    yield "| op tijd over het jaar | werkelijk | ernaast (punt) | scheef (punt) | in de band |"
    yield "|---|---|---|---|---|"
    for nummer, eerste in enumerate(alle[0].aandelen):
        delen = [toets.aandelen[nummer] for toets in alle]
        verschil = [(deel.ernaast or 0.0) * 100 for deel in delen]
        regel = (
            f"| {eerste.titel} | {fmean(deel.werkelijk or 0.0 for deel in delen) * 100:.0f} % | {fmean(map(abs, verschil)):.1f} | "
            f"{fmean(verschil):+.1f} | {sum(bool(deel.binnen) for deel in delen)} van {len(delen)} |"
        )
        yield regel.replace(".", ",")


def main() -> None:
    """Print the sentences of the demo region, and the tables over all regions and days."""
    herhalingen = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    per_regio = {paar: toetsen(*paar, herhalingen) for paar in REGIOS}
    for regels in (reekstabel, aandeeltabel):
        for wat, alle in (("demo", per_regio[REGIOS[0]]), ("samen", [t for deel in per_regio.values() for t in deel])):
            print(f"\n{wat}\n", *regels(list(alle)), sep="\n")
    print("", *(toets.zin for toets in per_regio[REGIOS[0]]), sep="\n")


if __name__ == "__main__":
    main()
