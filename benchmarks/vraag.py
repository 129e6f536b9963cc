"""De vraag waar alle deelnemers hetzelfde antwoord op moeten geven: welke maten, perioden en gebieden."""

from dataclasses import dataclass
from datetime import date

from zicht.core.periodes import Periode, lees_periode

TERMIJNEN = (
    "beoordeling-tijdig-na-ontvangst", "beoordeling-tijdig-na-oppakken", "vv-tijdig-na-ontvangst",
    "vv-tijdig-na-beoordeling", "vv-tijdig-na-start", "onderzoek-tijdig-na-ontvangst",
    "onderzoek-tijdig-na-beoordeling", "onderzoek-tijdig-na-start",
)  # fmt: skip
RECIDIVE = ("recidive-na-overdracht", "recidive-na-vervolgdienst")
AANTALLEN = (
    "instroom-adviezen", "instroom-meldingen", "instroom-vervolgdiensten", "beoordelingen-uitgevoerd",
    "vervolgdiensten-uitgevoerd",
)  # fmt: skip
CODES = (
    *TERMIJNEN,
    *RECIDIVE,
    *AANTALLEN,
    "klachten-gegrond",
    "wachtlijst-beoordeling",
    "werkvoorraad-vervolgdiensten",
)

# noemer, teller, niet te bepalen; n, t en o (nog open) achter de code
MATEN = (
    *(f"{code}:{deel}" for code in (*TERMIJNEN, *RECIDIVE) for deel in ("noemer", "teller", "onbepaald")),
    *(f"{code}:noemer" for code in AANTALLEN),
    "klachten-gegrond:noemer", "klachten-gegrond:teller", "klachten-gegrond:open",
    "wachtlijst-beoordeling:noemer", "wachtlijst-beoordeling:niet_opgepakt",
    "werkvoorraad-vervolgdiensten:noemer", "werkvoorraad-vervolgdiensten:wacht_op_start",
)  # fmt: skip
NIVEAUS = ("gemeente", "regio", "land")


@dataclass(frozen=True)
class Vraag:
    """De perioden van alle jaren in de feiten: elke maand en elke burapperiode."""

    perioden: tuple[Periode, ...]
    peildatum: date

    @property
    def vensters(self) -> list[tuple[int, int, int]]:
        """Nummer, eerste en laatste maand van elke periode, in maanden sinds het jaar nul."""
        return [(nr, _maand(p.begin), _maand(p.eind)) for nr, p in enumerate(self.perioden)]


def maak_vraag(eerste_jaar: int, peildatum: date) -> Vraag:
    """Alle maanden en burapperioden van het eerste jaar tot en met dat van de peildatum."""
    delen = [f"{maand:02}" for maand in range(1, 13)] + ["burap1", "burap2", "burap3"]
    jaren = range(eerste_jaar, peildatum.year + 1)
    return Vraag(tuple(lees_periode(f"{jaar}-{deel}") for jaar in jaren for deel in delen), peildatum)


def _maand(dag: date) -> int:
    return dag.year * 12 + dag.month - 1
