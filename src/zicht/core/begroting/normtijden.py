"""Normtijden naast geregistreerde uren en doorlooptijd: welke zaken meetellen, en wat een andere normtijd zou doen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.normtijdtoets import Toets
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, effect, pas_toe

RIJP = 0.9
KEUZES = (
    "Alleen zaken die begonnen toen er al tijd werd geschreven: van eerdere ontbreekt een deel van de uren.",
    "Een startmaand telt mee zodra negen van de tien zaken klaar zijn: anders tellen eerst alleen de korte zaken mee.",
    "Een zaak die klaar is zonder geschreven uren telt niet mee en staat apart: nul uur en niet geschreven zijn niet te onderscheiden.",
    "Doorlooptijd is geen werktijd. Zij staat ernaast en leidt nooit tot een advies.",
)


@dataclass(frozen=True, slots=True)
class Zaaktijd:
    """Een zaak met haar begin, haar einde als zij klaar is, en de uren die erop zijn geschreven."""

    sleutel: str
    begin: date
    einde: date | None
    uren: float | None = None


@dataclass(frozen=True, slots=True)
class Rijp:
    """De uren die meetellen, en hoeveel zaken om welke reden niet."""

    uren: tuple[float, ...]
    te_vroeg: int
    onrijp: int
    lopend: int
    zonder_uren: int


@dataclass(frozen=True, slots=True)
class Doorloop:
    """De doorlooptijd van wat in twaalf maanden klaar kwam: hoeveel zaken, en de middelste in kalenderdagen."""

    aantal: int
    mediaan: float | None


@dataclass(frozen=True, slots=True)
class Gevolg:
    """Wat een andere normtijd doet met de formatie en het totaal; None als de begroting dat niet kan zeggen."""

    uren: Decimal | None
    fte: Decimal | None
    euro: Decimal | None


@dataclass(frozen=True, slots=True)
class Dienstregel:
    """Een dienst: haar normtijd, de toets als er tijd is geschreven, de doorlooptijd, en wat het voorstel zou doen."""

    code: str
    titel: str
    normtijd: Decimal
    rijp: Rijp | None
    toets: Toets | None
    doorloop: Doorloop
    doorloop_eerder: Doorloop
    gevolg: Gevolg | None


def rijpe(zaken: Iterable[Zaaktijd], eerste_tijd: date) -> Rijp:
    """Kies de zaken die eerlijk meetellen."""
    alle = list(zaken)
    gevolgd = [zaak for zaak in alle if zaak.begin >= eerste_tijd]
    per_maand: dict[date, list[Zaaktijd]] = defaultdict(list)
    for zaak in gevolgd:
        per_maand[zaak.begin.replace(day=1)].append(zaak)
    rijp = [zaak for maand in per_maand.values() if _is_rijp(maand) for zaak in maand]
    klaar = [zaak for zaak in rijp if zaak.einde is not None]
    uren = tuple(zaak.uren for zaak in sorted(klaar, key=_volgorde) if zaak.uren is not None)
    return Rijp(
        uren, len(alle) - len(gevolgd), len(gevolgd) - len(rijp), len(rijp) - len(klaar), len(klaar) - len(uren)
    )


def _is_rijp(maand: Sequence[Zaaktijd]) -> bool:
    return sum(zaak.einde is not None for zaak in maand) >= RIJP * len(maand)


def _volgorde(zaak: Zaaktijd) -> tuple[date, str]:
    return zaak.einde or zaak.begin, zaak.sleutel


def doorloop(zaken: Iterable[Zaaktijd], van: date, tot: date) -> Doorloop:
    """De doorlooptijd van wat vanaf `van` tot (niet op) `tot` klaar kwam."""
    dagen = sorted((z.einde - z.begin).days for z in zaken if z.einde is not None and van <= z.einde < tot)
    half = len(dagen) // 2
    mediaan = (dagen[half] + dagen[~half]) / 2 if dagen else None
    return Doorloop(len(dagen), mediaan)


def herziening(regels: Iterable[Dienstregel]) -> Scenario | None:
    """Alle voorgestelde normtijden als een scenario bij de begroting; None als er niets te herzien is."""
    wijzigingen = tuple(
        _wijziging(regel.code, regel.toets.voorstel, f"geregistreerd over {regel.toets.aantal} zaken")
        for regel in regels
        if regel.toets is not None and regel.toets.voorstel is not None
    )
    return Scenario("normtijden-herzien", "Normtijden herzien", wijzigingen) if wijzigingen else None


def gevolg(begroting: Begroting, basis: Model, code: str, nieuw: Decimal) -> Gevolg:
    """Wat de begroting zou zeggen met deze normtijd voor deze dienst."""
    return gevolg_van(begroting, basis, Scenario("normtijd", "Normtijd", (_wijziging(code, nieuw, "proef"),)))


def gevolg_van(begroting: Begroting, basis: Model, scenario: Scenario) -> Gevolg:
    """Wat een scenario doet met uren, formatie en totaal."""
    ander = reken(pas_toe(begroting, scenario))
    return Gevolg(_verschil(basis, ander, "uren"), _verschil(basis, ander, "fte.primair"), effect(basis, ander))


def _wijziging(code: str, nieuw: Decimal, waarom: str) -> Wijziging:
    return Wijziging(f"dienst.{code}.normtijd_uren", Wijze.ZET, nieuw, waarom)


def _verschil(basis: Model, ander: Model, code: str) -> Decimal | None:
    nu, toen = ander[code].waarde, basis[code].waarde
    return None if nu is None or toen is None else nu - toen
