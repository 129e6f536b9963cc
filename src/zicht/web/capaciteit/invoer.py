"""Wat iemand koos op de bladzijden van een nieuwe doorrekening, als waarden die te bewaren zijn."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any


class Vraag(Enum):
    """Waar een doorrekening antwoord op geeft."""

    KEUZES = "keuzes"
    FORMATIE = "formatie"
    GRENS = "grens"
    BEELD = "beeld"

    @property
    def titel(self) -> str:
        """De vraag zoals iemand haar stelt."""
        return _TITELS[self]

    @property
    def uitleg(self) -> str:
        """Wat u ervan terugkrijgt."""
        return _UITLEG[self]


_TITELS = {
    Vraag.KEUZES: "Wat gebeurt er met de wachtlijst als …?",
    Vraag.FORMATIE: "Hoeveel mensen zijn er minstens nodig om de normen te halen?",
    Vraag.GRENS: "Wat kost een hoger aandeel op tijd?",
    Vraag.BEELD: "Wat telt het zwaarst?",
}
_UITLEG = {
    Vraag.KEUZES: "U zet een paar keuzes naast elkaar, zoals twee fte extra voor vier maanden. De mensen van nu staan er altijd bij.",
    Vraag.FORMATIE: "U zegt welke norm met hoeveel zekerheid gehaald moet worden. Zicht zoekt de kleinste formatie.",
    Vraag.GRENS: "Zicht zet kosten en aandeel op tijd tegen elkaar af, van weinig naar veel mensen.",
    Vraag.BEELD: "U kiest een verandering. Zicht laat zien wat zij met fte, euro, wachten en op tijd samen doet, en welke aanname het meest doet. Dit duurt het langst.",
}


@dataclass(frozen=True, slots=True)
class Mensen:
    """Mensen erbij of eraf bij een team."""

    team: str
    fte: str  # een kommagetal als tekst, precies zoals het getypt is
    soort: str = "in_dienst"
    van: str = ""  # jjjj-mm-dd; leeg is meteen
    tot_en_met: str = ""  # leeg is blijvend


@dataclass(frozen=True, slots=True)
class Eigen:
    """Een keuze die iemand hier zelf maakte."""

    titel: str
    mensen: tuple[Mensen, ...] = ()
    voorrang: str = ""
    samen_oppakken: str = ""
    samen_inspanning: str = ""
    stilgelegd: str = ""
    groei: str = ""
    verzuim: str = ""

    @classmethod
    def van(cls, gegevens: Mapping[str, Any]) -> "Eigen":
        """Zoals zij bewaard is."""
        return cls(**{**gegevens, "mensen": tuple(Mensen(**een) for een in gegevens["mensen"])})

    @property
    def leeg(self) -> bool:
        """Of deze keuze niets verandert."""
        return not (
            self.mensen or self.voorrang or self.samen_oppakken or self.stilgelegd or self.groei or self.verzuim
        )


@dataclass(frozen=True)
class Invoer:
    """Alles wat er gekozen is."""

    vraag: Vraag = Vraag.KEUZES
    keuzes: tuple[str, ...] = ()  # bron en code, zoals catalogus:twee-fte of F-26-…:eigen-meer
    eigen: tuple[Eigen, ...] = ()
    maanden: int = 12
    herhalingen: int = 200
    zaad: int = 1
    normen: Mapping[str, str] = field(
        default_factory=dict[str, str]
    )  # indicator naar procenten; leeg: die van de regio
    zekerheid: int = 80
    team: str = "beoordeling"
    soort: str = "in_dienst"  # of inhuur, of mix
    meeste: str = "5"  # fte

    @classmethod
    def van(cls, gegevens: Mapping[str, Any]) -> "Invoer":
        """Zoals zij bewaard is."""
        delen = dict(gegevens)
        delen["vraag"] = Vraag(delen["vraag"])
        delen["keuzes"] = tuple(delen["keuzes"])
        delen["eigen"] = tuple(Eigen.van(een) for een in delen["eigen"])
        return cls(**delen)

    def als_json(self) -> dict[str, Any]:
        """Om te bewaren."""
        return asdict(self) | {"vraag": self.vraag.value}

    def met(self, **anders: Any) -> "Invoer":
        """Dezelfde invoer met een ander antwoord."""
        return replace(self, **anders)

    @property
    def titel(self) -> str:
        """De vraag in een regel, voor de lijst."""
        return self.vraag.titel


def dag(tekst: str) -> date | None:
    """Een bewaarde dag; leeg is geen dag."""
    return date.fromisoformat(tekst) if tekst else None


def getal(tekst: str) -> Decimal | None:
    """Een bewaard getal; leeg is geen getal."""
    return Decimal(tekst) if tekst else None
