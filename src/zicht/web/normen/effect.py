"""Per maatregel: wat de toets op effect zegt, en de maanden erbij getekend."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from zicht.cijfers.effect import maandreeks
from zicht.cijfers.zinnen import VAST, effectzin
from zicht.core.effect import Effect, Maand, effect
from zicht.core.indicatoren import Aandeel, Gemiddelde
from zicht.core.periodes import lees_periode
from zicht.rapportage.bord.verloop import periodenaam
from zicht.rapportage.normkaart import Kaart, Kaartlijn, Kaartpunt
from zicht.web.cijferbron import Stand
from zicht.web.normen.keuze import indicator
from zicht.web.normen.models import Verbetermaatregel
from zicht.web.normen.selecties import richting_van


@dataclass(frozen=True)
class Gemeten:
    """De uitspraak in een zin, met de maanden als tekening en als tabel."""

    effect: Effect
    zin: str
    kaart: SafeString
    rijen: tuple[tuple[str, str, str], ...]


def gemeten(stand: Stand, maatregel: Verbetermaatregel) -> Gemeten | None:
    """De uitspraak over een maatregel; niets als zij nog niet is ingegaan of als er niets te toetsen is."""
    code, begin = maatregel.plan.indicator, maatregel.ingegaan_op
    gevraagd = indicator(code)
    if begin is None or not isinstance(gevraagd, Aandeel | Gemiddelde):
        return None
    maanden: tuple[Maand, ...] = stand.onthoud(("effect", code, begin), lambda c: maandreeks(c, code, begin))
    richting = richting_van(code, stand.regios[0], begin)
    gevonden, cijfer = effect(maanden, begin, richting), isinstance(gevraagd, Gemiddelde)
    zin = effectzin(gevonden, cijfer=cijfer)
    kaart = mark_safe(_kaart(maanden, begin, gevonden, zin, cijfer=cijfer).teken())  # noqa: S308 - eigen tekening
    return Gemeten(gevonden, zin, kaart, tuple(_rij(maand, begin, cijfer=cijfer) for maand in reversed(maanden)))


def _kaart(maanden: tuple[Maand, ...], begin: date, gevonden: Effect, zin: str, *, cijfer: bool) -> Kaart:
    punten = tuple(Kaartpunt(f"{m.maand:%m-%y}", m.waarde, _waarde(m, cijfer=cijfer), m.maand < begin) for m in maanden)
    plaats = next((nr for nr, m in enumerate(maanden) if m.maand >= begin.replace(day=1)), len(maanden))
    lijnen: list[Kaartlijn] = []
    if (moment := gevonden.laatste) is not None:
        lijnen = [
            Kaartlijn("ervoor", moment.ervoor, "nu"),
            Kaartlijn(
                "erna", moment.erna, "proef", plaats, min(plaats + moment.maanden + (begin.day > 1), len(maanden))
            ),
        ]
    return Kaart(
        zin, punten, tuple(lijnen), 10.0 if cijfer else 1.0, "cijfer" if cijfer else "procent", plaats, "maatregel"
    )


def _rij(maand: Maand, begin: date, *, cijfer: bool) -> tuple[str, str, str]:
    naam = periodenaam(lees_periode(f"{maand.maand:%Y-%m}"))
    return naam, _waarde(maand, cijfer=cijfer), _wanneer(maand, begin)


def _wanneer(maand: Maand, begin: date) -> str:
    if maand.maand < begin.replace(day=1):
        return "ervoor"
    return "erna" if maand.maand >= begin else "maand van de maatregel; telt niet mee"


def _waarde(maand: Maand, *, cijfer: bool) -> str:
    if maand.waarde is None:
        return "geen gevallen"
    if cijfer:
        return f"{maand.waarde:.1f} (n = {maand.aantal})".replace(".", ",", 1)
    return f"{maand.waarde * 100:.0f}{VAST}% ({maand.som:.0f} van {maand.aantal})"


__all__ = ["Gemeten", "gemeten"]
