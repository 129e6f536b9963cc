"""De twee rapporten van een jaar: welke tekst erin komt, over welke perioden zij gaan en als welke bestanden zij bestaan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_periode
from zicht.rapportage.burap.duiding import KOPPEN

TEKENS = 40_000  # een blok van dertig bladzijden; meer is een vergissing bij het plakken
BURAP, JAARBEELD = "burap", "jaarbeeld"


@dataclass(frozen=True)
class Deel:
    """Een stuk van het rapport waar de schrijver tekst bij schrijft."""

    code: str  # in het adres
    kop: str
    titel: str
    vraag: str
    kiest_uit: str  # van welk blok de cijfers te kiezen zijn
    hoogstens: int = TEKENS


@dataclass(frozen=True)
class Soort:
    """Een soort rapport."""

    code: str
    titel: str
    delen: tuple[Deel, ...]
    bestanden: tuple[str, ...]
    perioden: Callable[[date], list[str]]

    def deel(self, code: str) -> Deel | None:
        """Het deel met deze code."""
        return next((deel for deel in self.delen if deel.code == code), None)


def _burapperioden(vandaag: date, aantal: int = 6) -> list[str]:
    """De burap-perioden tot en met die van nu, de nieuwste eerst."""
    jaar, deel, uit = vandaag.year, (vandaag.month - 1) // 4 + 1, list[str]()
    while len(uit) < aantal:
        uit.append(f"{jaar}-burap{deel}")
        jaar, deel = (jaar, deel - 1) if deel > 1 else (jaar - 1, 3)
    return uit


def _jaren(vandaag: date, aantal: int = 3) -> list[str]:
    return [str(vandaag.year - terug) for terug in range(aantal)]


_BURAPDELEN = (
    Deel("samenvatting", KOPPEN[0], "Samenvatting", "Wat moet wie alleen dit leest, weten?", KOPPEN[0]),
    Deel("blok-1", KOPPEN[1], "Blok 1. Beschrijvende indicatoren",
         "Wat verklaart de instroom en de voorraad? Deze aantallen zijn niet te sturen; beoordeel ze niet.", KOPPEN[1]),
    Deel("blok-2", KOPPEN[2], "Blok 2. Financiën", "Wat verklaart de lasten, de bezetting en het verzuim?", KOPPEN[2]),
    Deel("blok-3", KOPPEN[3], "Blok 3. Inhoudelijke duiding", "Welke trends ziet u, en wat adviseert u de gemeenten?", KOPPEN[3]),
    Deel("blok-4", KOPPEN[4], "Blok 4. Prestatie-indicatoren", "Wat verklaart de uitkomsten, en wat gaat u doen?", KOPPEN[4]),
)  # fmt: skip
INLEIDING = 260  # wat onder de titel past zonder dat het blad een tweede bladzijde krijgt
_JAARDELEN = (
    Deel("inleiding", "Inleiding", "Inleiding", "Wat was dit voor jaar, in twee zinnen?", KOPPEN[0], INLEIDING),
)

SOORTEN = {
    BURAP: Soort(BURAP, "Burap", _BURAPDELEN, ("html", "docx", "pdf", "xlsx", "json"), _burapperioden),
    JAARBEELD: Soort(JAARBEELD, "Jaarbeeld", _JAARDELEN, ("html", "pdf", "json"), _jaren),
}


def soort(code: str) -> Soort:
    """De soort met deze code."""
    if code not in SOORTEN:
        raise AanroepFout(f"Onbekend rapport '{code[:40]}'. Kies uit: {', '.join(SOORTEN)}.")
    return SOORTEN[code]


def naam(code: str, periode: str) -> str:
    """Burap 2 van 2026, of jaarbeeld 2025."""
    jaar, streep, deel = periode.partition("-burap")
    return f"{soort(code).titel} {f'{deel} van {jaar}' if streep else periode}"


def voorbij(periode: str, vandaag: date) -> bool:
    """Of een periode voor deze dag is geëindigd."""
    return lees_periode(periode).eind < vandaag
