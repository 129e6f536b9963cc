"""Uitsplitsingen voor de inhoudelijke duiding: hoeveel gevallen van een periode of voorraad in welke groep vallen."""

from dataclasses import dataclass, field

from zicht.core.bronnen import Bron
from zicht.core.feiten import Feit
from zicht.core.indicatoren import Benoemd
from zicht.core.voorwaarden import Bevat, Codelijst, Gelijk, Ingevuld, Niet, Soort, Vast, Veld, Voorwaarde

NIET_INGEVULD = "niet_ingevuld"


@dataclass(frozen=True, eq=False)
class Groep:
    """Een groep met haar code, titel en de voorwaarde om erbij te horen."""

    code: str
    titel: str
    voorwaarde: Voorwaarde


@dataclass(frozen=True, eq=False, kw_only=True)
class Uitsplitsing:
    """Gevallen verdeeld over groepen; `meervoudig` als een geval in meer groepen kan vallen."""

    code: str
    titel: str
    noemer_titel: str
    bron: Bron
    telt: type[Feit]
    groepen: tuple[Groep, ...]
    periode_op: Veld | None = None  # zonder datum: de voorraad op de peildatum
    noemer: Benoemd = field(default_factory=dict[str, Voorwaarde])
    meervoudig: bool = False
    keuzes: tuple[str, ...] = ()


def naar(veld: Veld) -> tuple[Groep, ...]:
    """Een groep per code van het veld, en een voor wat niet is ingevuld."""
    if veld.codes is None:
        raise ValueError(f"{veld.naam} heeft geen codelijst om naar uit te splitsen")
    groepen = tuple(_groep(veld, veld.codes, code) for code, _ in veld.codes.codes if code != "onbekend")
    onbekend: Voorwaarde = Niet(Ingevuld(veld))
    if veld.soort is Soort.CODES:
        onbekend = onbekend | Bevat(veld, "onbekend")
    return (*groepen, Groep(NIET_INGEVULD, "onbekend", onbekend))


def _groep(veld: Veld, lijst: Codelijst, code: str) -> Groep:
    hoort_erbij = Bevat(veld, code) if veld.soort is Soort.CODES else Gelijk(veld, Vast(code))
    return Groep(code, lijst.titel(code), hoort_erbij)
