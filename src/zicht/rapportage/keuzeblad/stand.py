"""Alles wat een keuzeblad mag tonen, en niets meer: de cijfers onder hun naam, de keuzes, en waar het vandaan komt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zicht.rapportage.cijferlijst import Cijferlijst
from zicht.rapportage.keuzeblad.tekening import Weekstand

MEESTE_KEUZES = 6  # meer past niet op twee bladzijden


@dataclass(frozen=True)
class Keuze:
    """Een keuze zoals zij op het blad staat; `letter` is de sleutel van haar cijfers (`…@a`)."""

    letter: str
    titel: str
    weg_op: date | None = None  # de dag waarop de achterstand de helft van de keren weg is
    niet_meegenomen: tuple[str, ...] = ()  # wat maar een van de twee modellen volgt

    @property
    def naam(self) -> str:
        """De letter met de titel."""
        return f"{self.letter.upper()}. {self.titel}"


@dataclass(frozen=True)
class Maatstaf:
    """Een termijnindicator met een norm."""

    code: str
    titel: str
    nummer: str = ""


@dataclass(frozen=True)
class Keuzestand:
    """De stand van een studie, klaar om te drukken; de eerste keuze is niets doen."""

    titel: str
    organisatie: str
    begin: date
    eind: date
    gegevens_tot: date
    keuzes: tuple[Keuze, ...]
    maatstaven: tuple[Maatstaf, ...]
    momenten: tuple[tuple[str, date], ...]  # sleutel en dag
    lijst: Cijferlijst
    verloop: Mapping[str, tuple[Weekstand, ...]]  # per letter
    aannames: tuple[tuple[str, str], ...]  # onderwerp en tekst
    herkomst: tuple[tuple[str, str], ...]
    intern: bool = False  # met exacte aantallen: dit blad verlaat de organisatie niet
    teruggekeken_naar: date | None = None  # de dag van de terugtoets

    @property
    def niets_doen(self) -> Keuze:
        """De keuze waar alle andere naast liggen."""
        return self.keuzes[0]
