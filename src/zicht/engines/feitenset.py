"""An opened fact set: one typed table per table of the Feitenformaat in a DuckDB connection."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from zicht.engines.bijwerken import Bijwerker
    from zicht.engines.voorraad import Voorraad


BESTAND = "feiten.toml"  # what makes a folder one with facts


@dataclass
class Bouw:
    """Hoe ver de brede feiten zijn: gebouwd met wat de indicatoren vragen, of volledig met elk veld."""

    gebouwd: bool = False
    volledig: bool = False
    bijwerker: "Bijwerker | None" = None  # weet na een wijziging nog waar de rijen staan


@dataclass(frozen=True)
class Feitenset:
    """De getypeerde, gecontroleerde feiten van een map.

    De tabellen heten als in `TABELLEN`, met de kolommen in de volgorde van het formaat en daarachter `rij`: het
    nummer van de rij in het bestand (CSV: de kopregel is 1, Parquet: de eerste rij is 1). Codes met meer waarden
    staan als `;a;b;`, gesorteerd. Een tabel die er niet is, is leeg en staat in `ontbrekend`.
    """

    verbinding: "DuckDBPyConnection"
    regios: tuple[str, ...]
    peildatum: date
    bron: str
    map: Path
    ontbrekend: frozenset[str] = frozenset()
    waarschuwingen: tuple[str, ...] = ()
    toch: bool = field(default=False)
    recidive_wisselt: bool | None = None  # None: de brede feiten zijn nog niet gebouwd
    bekende_vingerafdruk: str | None = None
    voorraad: "Voorraad | None" = None  # waar kubussen van deze feiten bewaard mogen worden
    # Van de verbinding, dus gedeeld: wie opnieuw zou bouwen, haalt de kolommen van een ander weg.
    bouw: Bouw = field(default_factory=Bouw, compare=False, repr=False)

    @cached_property
    def vingerafdruk(self) -> str:
        """De vingerafdruk van de getypeerde feiten: gelijk voor elke schrijfwijze en rijvolgorde."""
        if self.bekende_vingerafdruk is not None:
            return self.bekende_vingerafdruk
        from zicht.engines.afdruk import vingerafdruk

        return vingerafdruk(self.verbinding, self.regios, self.peildatum)
