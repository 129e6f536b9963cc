"""De toets op een normtijd: wijken de geregistreerde uren af, meer dan toeval, ook als er elke maand naar gekeken wordt?

De toets is een weddenschap. Wie gelooft dat een normtijd te krap is, zet bij elke zaak een vast deel van zijn inzet op meer uren
dan de norm. Klopt de normtijd, dan wordt niemand daar gemiddeld rijker van, en de kans dat de inzet ooit tot 1/alfa groeit is
hoogstens alfa (Ville). Dat geldt op elk moment dat er gekeken wordt en voor elke verdeling van uren, hoe scheef ook. Een
gewone band van 95 procent kan dat niet: wie elke maand kijkt, krijgt daarmee vroeg of laat altijd een loos alarm. De band is
elke normtijd die nog niet is verworpen. `tests/spec/begroting/test_normtijdtoets.py` meet de kansen na.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from math import exp, log, log1p, sqrt
from statistics import NormalDist, fmean, pstdev

from zicht.core.bronnen import Bron

BRON = Bron("waudby-smith-ramdas-2024", "de band uit een weddenschap, met een vaste menging van inzetten")
LOOS_ALARM = 0.05  # over alle diensten en alle momenten samen
TREFKANS = 0.9
_RUIM = 0.93  # waarmee het aantal zaken wordt berekend: uren zijn scheef, en hun spreiding is ook maar geschat
AFWIJKING = 0.2  # wat gevonden moet worden, als deel van de normtijd
GEMETEN = 50  # zaken, voor de spreiding uit de eigen zaken komt
VARIATIE = 0.6  # spreiding van de uren als deel van hun gemiddelde, zolang zij niet is gemeten
GRENS = 8.0  # in de weddenschap op minder uren telt een zaak hoogstens acht keer de normtijd
OMHOOG = (
    0.1,
    0.2,
    0.4,
    0.8,
)  # delen van de inzet; welke het beste is hangt van de spreiding af, dus alle vier een deel
OMLAAG = (0.05, 0.09, 0.14)  # kleiner dan 1 / (GRENS - 1): de inzet gaat nooit onder nul
NOOIT = 1_000_000
_TIEN = Decimal(10)
_STAPPEN = 26

KEUZES = (
    "Verandert er niets, dan zegt de toets hoogstens 1 op de 20 keer ooit dat een normtijd anders moet, over alle diensten samen.",
    "Het genoemde aantal zaken is zo gekozen dat een afwijking van 20 procent naar boven er dan minstens 9 van de 10 keer uit komt.",
    "Zolang er minder dan 50 zaken zijn, rekent dat aantal met uren die 60 procent om hun gemiddelde spreiden.",
    "Klopt: de hele band ligt binnen 20 procent van de normtijd, en het voorstel is na afronden de normtijd, of het verschil kan toeval zijn.",
    "Een voorstel is op halve uren afgerond, vanaf 10 uur op hele: zo staan op een na alle normtijden in de begroting van 2025.",
    "Een zaak van meer dan acht keer de normtijd telt als acht keer in de vraag of de normtijd te ruim is; voor te krap telt zij helemaal.",
)


class Advies(Enum):
    """Wat de toets van een normtijd zegt."""

    HERZIEN = "herzien"
    TE_WEINIG = "niet genoeg bewijs"
    KLOPT = "klopt"


@dataclass(frozen=True, slots=True)
class Toets:
    """De uitslag: de verhouding van uren tot normtijd met haar band, hoeveel zaken er nodig zijn, en het advies."""

    aantal: int
    verhouding: float | None
    laag: float | None
    hoog: float | None
    nodig: int  # om 20 procent meer te zien
    nodig_minder: int  # om 20 procent minder te zien
    advies: Advies
    voorstel: Decimal | None  # de nieuwe normtijd, alleen bij herzien


def toets(uren: Sequence[float], normtijd: Decimal, alfa: float) -> Toets:
    """Het advies over een normtijd uit de uren van zaken; `alfa` is de kans op loos alarm van deze dienst."""
    delen = [uur / float(normtijd) for uur in uren]
    nodig = zaken_nodig(delen, alfa), zaken_nodig(delen, alfa, -AFWIJKING)
    if not delen:
        return Toets(0, None, None, None, *nodig, Advies.TE_WEINIG, None)
    verhouding, (laag, hoog) = fmean(delen), band(delen, alfa)
    nieuw = rond_normtijd(normtijd * Decimal(verhouding))
    advies = _advies(laag, hoog, anders=nieuw != normtijd)
    return Toets(len(delen), verhouding, laag, hoog, *nodig, advies, nieuw if advies is Advies.HERZIEN else None)


def _advies(laag: float, hoog: float, *, anders: bool) -> Advies:
    if anders and not laag <= 1 <= hoog:
        return Advies.HERZIEN
    return Advies.KLOPT if laag >= 1 - AFWIJKING and hoog <= 1 + AFWIJKING else Advies.TE_WEINIG


def te_krap(delen: Sequence[float], norm: float = 1.0) -> float:
    """De inzet, als logaritme, van wie erop wedt dat een zaak gemiddeld meer kost dan deze norm."""
    return _meng([sum(log1p(deel * (waarde / norm - 1)) for waarde in delen) for deel in OMHOOG])


def te_ruim(delen: Sequence[float], norm: float = 1.0) -> float:
    """De inzet, als logaritme, van wie erop wedt dat een zaak gemiddeld minder kost dan deze norm."""
    return _meng([sum(log1p(-deel * (min(waarde / norm, GRENS) - 1)) for waarde in delen) for deel in OMLAAG])


def _meng(inzetten: Sequence[float]) -> float:
    """De logaritme van het gemiddelde van inzetten die als logaritme zijn gegeven."""
    hoogste = max(inzetten)
    return hoogste + log(fmean(exp(inzet - hoogste) for inzet in inzetten))


def band(delen: Sequence[float], alfa: float) -> tuple[float, float]:
    """Elke verhouding die deze uren nog niet verwerpen; naar boven en naar beneden elk de helft van de kans."""
    grens, midden = log(2 / alfa), max(fmean(delen), 1e-9)
    laag = _zoek(lambda norm: te_krap(delen, norm) >= grens, 1e-9, midden)
    hoog = _zoek(lambda norm: te_ruim(delen, norm) < grens, midden, 100 * midden)
    return laag, hoog


def _zoek(geldt: Callable[[float], bool], van: float, tot: float) -> float:
    """De grens tot waar iets geldt, van laag naar hoog; geldt het nergens, dan het begin."""
    laag, hoog = log(van), log(tot)
    for _ in range(_STAPPEN):
        midden = (laag + hoog) / 2
        laag, hoog = (midden, hoog) if geldt(exp(midden)) else (laag, midden)
    return exp(laag)


def zaken_nodig(delen: Sequence[float], alfa: float, afwijking: float = AFWIJKING, trefkans: float = _RUIM) -> int:
    """Na hoeveel zaken een afwijking van deze grootte minstens met de afgesproken kans gevonden is."""
    gemeten = delen if len(delen) >= GEMETEN and sum(delen) > 0 else _voorbeeld(VARIATIE)
    maal = (1 + afwijking) / fmean(gemeten)
    anders = [waarde * maal for waarde in gemeten]
    inzetten = OMHOOG if afwijking > 0 else tuple(-deel for deel in OMLAAG)
    if afwijking < 0:
        anders = [min(waarde, GRENS) for waarde in anders]
    grens, z = log(2 * len(inzetten) / alfa), NormalDist().inv_cdf(trefkans)
    groei = ([log1p(deel * (waarde - 1)) for waarde in anders] for deel in inzetten)
    return min(_tot(grens, fmean(per_zaak), z * pstdev(per_zaak)) for per_zaak in groei)


def _tot(grens: float, groei: float, marge: float) -> int:
    """Het aantal n waarbij n groei - wortel(n) marge de grens haalt; zonder groei komt dat nooit."""
    if groei <= 0:
        return NOOIT
    return int(((marge + sqrt(marge**2 + 4 * groei * grens)) / (2 * groei)) ** 2) + 1


def _voorbeeld(variatie: float) -> list[float]:
    """Uren met deze spreiding en de scheefheid die werk heeft (lognormaal), als 199 even waarschijnlijke waarden."""
    sigma = sqrt(log1p(variatie**2))
    return [exp(sigma * NormalDist().inv_cdf(nummer / 200)) for nummer in range(1, 200)]


def rond_normtijd(uren: Decimal) -> Decimal:
    """Een normtijd zoals zij in een begroting staat: op halve uren, vanaf tien op hele; nooit nul."""
    stap = Decimal(1) if uren >= _TIEN else Decimal("0.5")
    return max((uren / stap).quantize(Decimal(1), ROUND_HALF_UP) * stap, Decimal("0.5"))
