"""Hoe goed de prognose is: `python -m benchmarks.terugtoets [--jaren 6] [--seeds 3]`.

Maakt verzonnen regio's van een aantal jaren, voorspelt elk jaar na elke maand uit alleen de jaren ervoor, en zet de fout naast die van
twee eenvoudige manieren. Druk af in Markdown, klaar voor docs/achtergrond/prognose-en-waarschuwing.md.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from zicht.cijfers import Cijfers
from zicht.cijfers.maandreeksen import Maandreeks, aantalreeksen, lastenreeksen, samen
from zicht.core.begroting.prognose import TELLING
from zicht.core.begroting.terugtoets import Manier, Terugtoets, toets
from zicht.core.begroting.terugtoets import samen as alle_toetsen
from zicht.rapportage.vragen import INSTROOM, UITGEVOERD
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

EINDE = date(2026, 1, 31)  # een maand na het laatste jaar, zodat ook dat als vol telt
REGIOS = ("nog", "nhn")
GROEPEN = ("aantallen per dienst", "lasten per post", "lasten samen")


def main() -> None:
    """Druk per groep de tabel af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("--jaren", type=int, default=6)
    vraag.add_argument("--seeds", type=int, default=3)
    args = vraag.parse_args()
    gevonden: dict[str, list[Terugtoets]] = {groep: [] for groep in GROEPEN}
    for regio in REGIOS:
        for seed in range(1, args.seeds + 1):
            print(f"{regio}, seed {seed} …", file=sys.stderr)
            for groep, uitslag in toets_regio(regio, args.jaren, seed):
                gevonden[groep].append(uitslag)
    for groep in GROEPEN:
        print("\n".join(tabel(groep, alle_toetsen(gevonden[groep]))))


def toets_regio(regio: str, jaren: int, seed: int, schaal: float = 1.0) -> Iterator[tuple[str, Terugtoets]]:
    """De terugtoets van een verzonnen regio: per dienst, per post en van alle lasten samen."""
    with tempfile.TemporaryDirectory() as map_:
        maak(regio, jaren, seed, Path(map_) / "feiten", schaal)
        cijfers = Cijfers(lees_feiten(Path(map_) / "feiten"))
        posten = lastenreeksen(cijfers.feitenset, EINDE)
        yield GROEPEN[0], toets(_vol(aantalreeksen(cijfers, (*INSTROOM, *UITGEVOERD), EINDE)), TELLING)
        yield GROEPEN[1], toets(_vol(posten))
        yield GROEPEN[2], toets(_vol({"samen": samen(posten.values())}))


def _vol(reeksen: Mapping[str, Maandreeks]) -> Mapping[str, Mapping[int, Sequence[Decimal]]]:
    return {code: reeks.eerder for code, reeks in reeksen.items()}


def tabel(groep: str, uitslag: Terugtoets) -> Iterator[str]:
    """De fout per aantal maanden als Markdown: gemiddelde (mediaan), in procenten van het jaartotaal."""
    yield f"\n**{groep[0].upper()}{groep[1:]}** ({len(uitslag.proeven)} voorspellingen; {_nl(uitslag.in_band)} % viel in de band van 80 %)\n"
    yield f"| na maand | {' | '.join(manier.value for manier in Manier)} |"
    yield "|---|---|---|---|"
    for rij in uitslag.tabel():
        cellen = (f"{_nl(maat.gemiddeld)} ({_nl(maat.mediaan)})" for maat in rij)
        yield f"| {rij[0].maanden or 'alle'} | {' | '.join(cellen)} |"


def _nl(getal: Decimal | None) -> str:
    return "–" if getal is None else f"{getal:.1f}".replace(".", ",")


if __name__ == "__main__":
    main()
