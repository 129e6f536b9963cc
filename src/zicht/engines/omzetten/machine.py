"""One conversion in DuckDB: reads sources, fills tables, counts; who uses it decides what happens when."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from zicht.core.feiten import TABELLEN
from zicht.core.fouten import OnleesbaarFout
from zicht.engines.inlezen import sql_pad
from zicht.engines.omzetten.bladen import Gelezen, lees_blad, lees_rijen
from zicht.engines.omzetten.sleutel import zet_sleutel
from zicht.engines.omzetten.telling import Onvertaald, Vultelling, ongenoemd, schrijf_tabel, tel_vulling, weiger_dubbele
from zicht.engines.omzetten.vorm import Blad, Vertaling, Vulling
from zicht.engines.omzetten.vullen import dubbel, maak_bronnen, maak_lijsten, maak_vulling
from zicht.engines.verbinding import open_verbinding


class Machine:
    """A connection with the key of the pseudonyms and the code lists of one mapping."""

    def __init__(self, vertaling: Vertaling, sleutel: bytes | None) -> None:
        self._vertaling = vertaling
        self._verbinding = open_verbinding()
        zet_sleutel(self._verbinding, sleutel)
        maak_lijsten(self._verbinding, vertaling.lijsten)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._verbinding.close()

    def lees(self, blad: Blad, bestand: Path, uit: Path) -> Gelezen:
        """Read one file of a source (or the rows in the mapping) to `uit`."""
        kolommen = self._vertaling.kolommen(blad.naam)
        if not blad.bestand:
            return lees_rijen(self._verbinding, blad, kolommen, uit)
        return lees_blad(self._verbinding, blad, bestand, kolommen, uit)

    def open(self, paden: Mapping[str, Sequence[Path]]) -> None:
        """Let the sources be these files."""
        maak_bronnen(self._verbinding, {naam: [sql_pad(pad) for pad in delen] for naam, delen in paden.items()})

    def ongenoemd(self, bron: str) -> dict[str, tuple[Onvertaald, ...]]:
        """What no condition names in the columns that conditions look at."""
        return ongenoemd(self._verbinding, self._vertaling, bron)

    def vul(self, naam: str, uit: Path, bronnen: Mapping[str, Sequence[Gelezen]]) -> tuple[int, list[Vultelling]]:
        """Write one table of the Feitenformaat to `uit`; gives its rows and what happened."""
        tabellen = {f"v{vulling.nummer}": vulling for vulling in self._vertaling.vullingen if vulling.tabel == naam}
        if not tabellen:
            verplicht = [kolom.naam for kolom in TABELLEN[naam].kolommen if kolom.verplicht]
            uit.write_text(",".join(verplicht) + "\n", encoding="utf-8")
            return 0, []
        for tabel, vulling in tabellen.items():
            self._keur_koppelingen(vulling)
            maak_vulling(self._verbinding, self._vertaling, vulling, tabel)
        weiger_dubbele(self._verbinding, TABELLEN[naam], list(tabellen))
        delen = [self._tel(tabel, vulling, bronnen[vulling.uit]) for tabel, vulling in tabellen.items()]
        rijen = schrijf_tabel(self._verbinding, TABELLEN[naam], tabellen, str(uit))
        for tabel in tabellen:
            self._verbinding.execute(f"DROP TABLE {tabel}")
        return rijen, delen

    def _tel(self, tabel: str, vulling: Vulling, delen: Sequence[Gelezen]) -> Vultelling:
        return tel_vulling(self._verbinding, self._vertaling, vulling, tabel, _plek(delen))

    def _keur_koppelingen(self, vulling: Vulling) -> None:
        fouten = [
            f"[[{vulling.tabel}]] {vulling.nummer}: in bron {bron} komen {aantal} sleutels meer keer voor, dus is niet duidelijk "
            "welke rij erbij hoort. Maak er met 'per' een eigen tabel van, of koppel op een kolom die uniek is."
            for bron, aantal in dubbel(self._verbinding, vulling, self._vertaling)
        ]
        if fouten:
            raise OnleesbaarFout(*fouten)


def _plek(delen: Sequence[Gelezen]) -> Callable[[int, int], str]:
    def plek(nummer: int, rij: int) -> str:
        waar = f"{delen[nummer].bestand} " if len(delen) > 1 else ""
        return f"{waar}rij {delen[nummer].bestandsrij(rij)}"

    return plek
