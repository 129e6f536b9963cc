"""Elke rekenmachine naast SQL met de hand op dezelfde machine en dezelfde brede feiten, en of alles gelijk is.

Een burapperiode, per gemeente: `python -m benchmarks.rekenmachines [MAP]`, of `make bench-engines`. Zonder MAP wordt een jaar van
heel Nederland gemaakt. PostgreSQL komt uit een wheel; Spark doet mee als pyspark en Java er zijn. De tijden zijn die van
de vragen alleen: de feiten staan er dan al, en elke deelnemer is een keer warm gelopen.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.deelnemers import open_zonder_controles
from benchmarks.postgres import CODES, Antwoord, gevuld, klok, met_de_hand

RONDES = 7
NAMEN = {"duckdb": "DuckDB, ingebouwd", "postgres": "PostgreSQL", "spark": "Spark, op een machine"}


@dataclass(frozen=True)
class Regel:
    """Een rekenmachine: haar antwoord, dat van de SQL met de hand, en de tijden om en om."""

    naam: str
    ons: Antwoord
    hand: Antwoord
    tijden: tuple[tuple[float, float], ...]

    def als_tekst(self, maatstaf: Antwoord) -> str:
        """Een rij van de tabel."""
        gelijk = (
            "ja" if gevuld(self.ons) == gevuld(maatstaf) else "NEE",
            "ja" if gevuld(self.ons) == gevuld(self.hand) else "NEE",
        )
        onze, hand = (median(tijd[nr] for tijd in self.tijden) for nr in (0, 1))
        verhouding = median(een / ander for een, ander in self.tijden)
        return f"| {NAMEN[self.naam]} | {' | '.join(gelijk)} | {onze:.2f} | {hand:.2f} | {verhouding:.2f} |"


def main(map_: Path) -> None:
    """Meet wat er is, en druk de tabel af."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from support.postgres import server

    namen = ["duckdb", "postgres", *(["spark"] if find_spec("pyspark") and shutil.which("java") else [])]
    with ExitStack() as open_:
        os.environ["ZICHT_POSTGRES"] = open_.enter_context(server())
        regels = [_meet(naam, map_) for naam in namen]
    print("| rekenmachine | gelijk aan DuckDB | gelijk aan de hand | Zicht, s | met de hand, s | verhouding |")
    print("|---|---|---|---|---|---|")
    for regel in regels:
        print(regel.als_tekst(regels[0].ons))
    print(
        f"\n{len(gevuld(regels[0].ons))} gevulde antwoorden: {len(CODES)} indicatoren per gemeente, mediaan van {RONDES} rondes."
    )
    if "spark" not in namen:
        print("Spark doet niet mee: installeer pyspark en Java 17 (make test-spark zegt hoe).")


def _meet(naam: str, map_: Path) -> Regel:
    from zicht.catalogus.indicatoren import INDICATOREN
    from zicht.cijfers import Cijfers
    from zicht.core.indicatoren import Telling
    from zicht.core.periodes import lees_periode
    from zicht.engines.venster import Venster

    print(f"{naam} …", file=sys.stderr)
    rekenaar = Cijfers(open_zonder_controles(map_).feitenset, engine=naam).rekenaar  # pyright: ignore[reportArgumentType]
    periode = lees_periode("2025-burap1")
    venster, indicatoren = Venster(periode.eind, periode), [INDICATOREN[code] for code in CODES]
    motor: Any = rekenaar.motor(venster, volledig=True)

    def onze() -> Antwoord:
        geteld = rekenaar.tel(indicatoren, venster, "gemeente", Telling.AFGEROND)
        return {
            (g, code): (t.noemer, t.teller, t.niet_te_bepalen) for code, per in geteld.items() for g, t in per.items()
        }

    hand = _hand(motor)
    antwoorden = onze(), hand()
    return Regel(naam, *antwoorden, tuple((klok(onze), klok(hand)) for _ in range(RONDES)))


def _hand(motor: Any) -> Callable[[], Antwoord]:
    """De SQL met de hand, in de schrijfwijze van deze rekenmachine; drie kolommen per indicator."""
    from benchmarks.postgres import codes_van

    teken = "`" if motor.dialect == "spark" else '"'
    opdrachten = [(codes_van(opdracht), opdracht.replace('"', teken)) for opdracht in met_de_hand()]

    def doe() -> Antwoord:
        uit: Antwoord = {}
        for codes, opdracht in opdrachten:
            for gebied, *getallen in _vraag(motor, opdracht):
                for nr, code in enumerate(codes):
                    uit[gebied, code] = (getallen[3 * nr], getallen[3 * nr + 1], getallen[3 * nr + 2])
        return uit

    return doe


def _vraag(motor: Any, opdracht: str) -> list[tuple[Any, ...]]:
    """Rechtstreeks, zonder de vertaling van Zicht ertussen."""
    if motor.dialect == "spark":
        return [tuple(rij) for rij in motor.sessie.sql(opdracht).collect()]
    return motor.verbinding.execute(opdracht).fetchall()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        from zicht.synthetisch import maak

        with tempfile.TemporaryDirectory() as werkmap:
            maak("landelijk", 1, 1, Path(werkmap) / "land")
            main(Path(werkmap) / "land")
