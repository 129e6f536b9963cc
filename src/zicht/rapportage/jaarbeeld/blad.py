"""Het jaarbeeld als gegevens: een blad met vakken, voor er een bestandsvorm is."""

from dataclasses import dataclass

from zicht.rapportage.blokken import Regel


@dataclass(frozen=True)
class Groot:
    """Een groot getal met zijn woorden."""

    getal: str
    woorden: str

    @property
    def is_getal(self) -> bool:
        """Of er een getal staat en niet de reden dat het ontbreekt."""
        return self.getal[:1] in "0123456789€"


@dataclass(frozen=True)
class Aandeel:
    """Een aandeel met een balk; `deel` is de lengte van de balk (0 tot 1), of niets als er geen getal is."""

    tekst: str
    woorden: str
    deel: float | None


@dataclass(frozen=True)
class Vak:
    """Een vak van het blad."""

    titel: str
    uitleg: Regel
    groot: tuple[Groot, ...]
    aandelen: tuple[Aandeel, ...] = ()
    grafiek: str = ""
    alternatief: str = ""


@dataclass(frozen=True)
class Blad:
    """Het hele blad; `inleiding` is wat de schrijver over het jaar zegt, en mag ontbreken."""

    titel: str
    missie: str
    vakken: tuple[Vak, ...]
    voet: tuple[str, ...]
    datum: str
    inleiding: Regel = ()
    merk: str = ""
