"""A file as DuckDB reads it: per column the expression, its kind and the way it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zicht.core.voorwaarden import Veld
from zicht.engines.bestanden import Bestand
from zicht.engines.typering import Schrijfwijze, uit_getypeerd


@dataclass(frozen=True)
class Bron:
    """Een bestand zoals DuckDB het leest."""

    bestand: Bestand
    leest: str  # what stands after FROM
    ruw: Mapping[str, str]  # name of the column in the header -> expression
    soorten: Mapping[str, str]  # name -> DuckDB type
    wijzen: Mapping[str, Schrijfwijze] = field(default_factory=dict[str, Schrijfwijze])
    trim: bool = True  # False while no cell is seen that begins or ends with a space
    meervoud: bool = True  # False when no cell can hold more than one code
    gekeurd: bool = False  # True when every cell was found right before the table was made
    precies: bool = False  # True after a first look found something odd: slower, and right for every cell

    @property
    def kolommen(self) -> list[Veld]:
        """The columns of the Feitenformaat that the file has."""
        return [kolom for kolom in self.bestand.tabel.kolommen if kolom.naam in self.ruw]

    @property
    def onbekend(self) -> list[str]:
        """The columns that the Feitenformaat does not know."""
        bekend = {kolom.naam for kolom in self.bestand.tabel.kolommen}
        return [naam for naam in self.ruw if naam not in bekend]

    @property
    def eerste_rij(self) -> int:
        """The number of the first row of data: in CSV the header is row 1."""
        return 2 if self.bestand.is_csv else 1

    def is_tekst(self, kolom: Veld) -> bool:
        """Whether a column must be read from text; Parquet may have fitting types."""
        soort = self.soorten[kolom.naam]
        return soort == "VARCHAR" or uit_getypeerd(kolom, "x", soort) is None

    def tekst(self, kolom: Veld) -> str:
        """The text of a column, null when empty; trimmed when the file asks for it."""
        return self._getrimd(kolom.naam) if self.trim else self._als_tekst(kolom.naam)

    def teksten(self) -> dict[str, str]:
        """The trimmed text of every column in the file, known or not."""
        return {naam: self._getrimd(naam) for naam in self.ruw}

    def onbekende_teksten(self) -> dict[str, str]:
        """A safe name and the trimmed text of every column that the Feitenformaat does not know."""
        return {f"x_{nummer}": self._getrimd(naam) for nummer, naam in enumerate(self.onbekend)}

    def _getrimd(self, naam: str) -> str:
        return f"nullif(trim({self._als_tekst(naam)}), '')"

    def _als_tekst(self, naam: str) -> str:
        ruw, soort = self.ruw[naam], self.soorten[naam]
        if soort == "VARCHAR":
            return ruw
        return f"nullif(array_to_string({ruw}, ';'), '')" if soort.endswith("[]") else f"CAST({ruw} AS VARCHAR)"
