"""Bij welke indicatoren een norm kan horen, en waarom bij andere met opzet niet; in de woorden van de notitie."""

from dataclasses import dataclass

from zicht.catalogus import load
from zicht.core.bronnen import Bron
from zicht.core.indicatoren import Aandeel, Aantal, Doorlooptijd, Gemiddelde, Indicator, Voorraad

_NOTITIE = "nhn-prestatie-indicatoren"


@dataclass(frozen=True)
class GeenNorm:
    """Waarom er bij een indicator geen norm kan staan, en waar dat staat."""

    reden: str
    bron: Bron


_RECIDIVE = GeenNorm(
    "Recidive krijgt geen norm. De notitie zegt: ‘Aan deze prestatie-indicator is daarom bewust geen norm gekoppeld.’ "
    "Recidive ‘is kenmerkend voor HG/KM’ en zegt iets over ‘de effectiviteit van de aanpak in de gehele keten’; de cijfers "
    "zijn ‘vooral een reden voor een inhoudelijk gesprek’.",
    Bron(_NOTITIE, "Bijlage 1, Kwaliteit van samenwerking in de keten"),
)
_INSTROOM = GeenNorm(
    "Een aantal krijgt geen norm. De notitie zegt dat instroom ‘sec niet stuurbaar’ is en ‘daarom niet opgenomen als "
    "prestatie-indicator’: het zijn ‘beschrijvende indicatoren, die een verklaring kunnen zijn’.",
    Bron(_NOTITIE, "1. Beschrijvende indicatoren, en Overig: wat is geen prestatie-indicator"),
)
_VANZELF = GeenNorm(
    "Dit is een eis die ‘inmiddels vanzelfsprekend’ is: ‘daarop is de score in principe 100%’, en daarom voegt een norm "
    "volgens de notitie weinig toe.",
    Bron(_NOTITIE, "Overig: wat is geen prestatie-indicator"),
)
_LATER = GeenNorm(
    "Deze indicator is beschrijvend. De notitie noemt hem bij wat Veilig Thuis en gemeenten nog ‘nader’ uitzoeken; eerst "
    "moet er een afspraak zijn dat het een prestatie-indicator is.",
    Bron(_NOTITIE, "Inhoudelijke doorontwikkeling van prestatie-indicatoren"),
)
_ZONDER_TERMIJN = GeenNorm(
    "Bij deze indicator is nog geen termijn afgesproken, en zonder termijn is er niets op tijd of te laat. Spreek eerst "
    "een termijn af.",
    Bron(_NOTITIE, "Inhoudelijke doorontwikkeling van prestatie-indicatoren"),
)


def geen_norm(indicator: Indicator, regio: str | None = None) -> GeenNorm | None:
    """Waarom deze indicator geen norm kan krijgen, of None als een norm kan."""
    if indicator.code.startswith("recidive"):
        return _RECIDIVE
    match indicator:
        case Aantal() | Voorraad():
            return _INSTROOM
        case Aandeel(klok=klok) if klok is not None and load.duur_of_niets(klok.duur, regio=regio) is None:
            return _ZONDER_TERMIJN
        case Aandeel(code="onderzoek-met-plan-van-aanpak"):
            return _VANZELF
        case Aandeel() | Gemiddelde() | Doorlooptijd():
            return _LATER if indicator.beschrijvend else None
