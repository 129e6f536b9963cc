"""Normtijden bewaken in woorden: een regel per dienst, wat een voorstel doet, en wat er niet meetelt."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zicht.cijfers.normtijden import Bewaking
from zicht.core.begroting.normtijden import Dienstregel, Doorloop, Gevolg
from zicht.core.begroting.normtijdtoets import AFWIJKING, TREFKANS, Advies
from zicht.rapportage.getallen import euro, getal, met_teken, procent

ZONDER_TIJD = (
    "Er is geen geschreven tijd, dus over de normtijden zelf is niets te zeggen. Alleen de doorlooptijd staat ernaast; doorlooptijd is "
    "geen werktijd en leidt nooit tot een advies."
)
_GEEN = "–"
_ONZINNIG = 3.0


@dataclass(frozen=True, slots=True)
class Rij:
    """Een dienst in woorden; de cellen staan in de volgorde van de kop."""

    code: str
    titel: str
    cellen: tuple[str, ...]
    herzien: bool
    gevolg: str


def inleiding(bewaking: Bewaking) -> str:
    """Wat er is bekeken, met de aangekondigde kansen."""
    if not bewaking.met_tijd:
        return ZONDER_TIJD
    return (
        f"Elke maand kijken mag: klopt een normtijd, dan zegt de toets hoogstens 1 op de 20 keer ooit dat er een anders moet, over alle "
        f"{len(bewaking.regels)} diensten samen. Een afwijking van {procent(AFWIJKING)} komt er na het genoemde aantal zaken minstens "
        f"{getal(TREFKANS * 10)} van de 10 keer uit."
    )


def rijen(bewaking: Bewaking) -> list[Rij]:
    """Een regel per dienst."""
    return [_rij(regel) for regel in bewaking.regels]


def _rij(regel: Dienstregel) -> Rij:
    t = regel.toets
    doorlooptijd = f"{_doorloop(regel.doorloop)} ({_doorloop(regel.doorloop_eerder)})"
    norm = uren(regel.normtijd)
    if t is None:
        return Rij(
            regel.code,
            regel.titel,
            (norm, _GEEN, _GEEN, _GEEN, _GEEN, "geen geschreven tijd", doorlooptijd),
            herzien=False,
            gevolg="",
        )
    advies = f"{t.advies.value}: {uren(t.voorstel)}" if t.voorstel is not None else t.advies.value
    deel = procent(t.verhouding) if t.verhouding is not None else _GEEN
    band = _band(t.laag, t.hoog) if t.laag is not None and t.hoog is not None else _GEEN
    cellen = (norm, deel, band, getal(t.aantal), getal(max(t.nodig, t.nodig_minder)), advies, doorlooptijd)
    return Rij(regel.code, regel.titel, cellen, t.advies is Advies.HERZIEN, gevolgzin(regel.gevolg))


def _band(laag: float, hoog: float) -> str:
    """De band; ver boven de normtijd zegt de bovenkant niets meer."""
    return f"{procent(laag)} tot {procent(hoog)}" if hoog < _ONZINNIG else f"{procent(laag)} of meer"


def uren(waarde: Decimal) -> str:
    """Uren zonder overbodige nullen: 2,5 uur."""
    decimalen = (
        0 if waarde == waarde.to_integral_value() else 1 if waarde * 10 == (waarde * 10).to_integral_value() else 2
    )
    return f"{getal(waarde, decimalen)} uur"


def _doorloop(doorloop: Doorloop) -> str:
    return _GEEN if doorloop.mediaan is None else f"{getal(doorloop.mediaan)} dagen"


def gevolgzin(gevolg: Gevolg | None) -> str:
    """Wat een andere normtijd met de begroting doet."""
    if gevolg is None:
        return ""
    if gevolg.fte is None or gevolg.euro is None:
        return (
            "Wat dit met formatie en geld doet, zegt deze begroting niet: zij leidt de formatie niet uit normtijden af."
        )
    fte = met_teken(getal(gevolg.fte, 1), gevolg.fte)
    return f"In de begroting: {fte} fte en {met_teken(euro(gevolg.euro), gevolg.euro)}."


def toelichting(bewaking: Bewaking) -> Iterator[str]:
    """Wat de voorstellen doen, en wat er niet meetelt."""
    for regel, rij in zip(bewaking.regels, rijen(bewaking), strict=True):
        if rij.herzien and regel.toets is not None and regel.toets.voorstel is not None:
            yield f"{regel.titel}: van {uren(regel.normtijd)} naar {uren(regel.toets.voorstel)}. {rij.gevolg}"
    if sum(rij.herzien for rij in rijen(bewaking)) > 1:
        yield f"Alle voorstellen samen. {gevolgzin(bewaking.samen)}"
    if bewaking.met_tijd:
        yield _niet_meegeteld(bewaking)
    if bewaking.begroting.regio not in bewaking.regios:
        yield (
            f"Let op: de feiten zijn van {', '.join(bewaking.regios)} en deze begroting is van {bewaking.begroting.regio}. Wat een dienst "
            "vraagt kan daar anders zijn."
        )
    if bewaking.onbekend:
        yield f"{getal(bewaking.onbekend)} zaken in het bestand met geschreven tijd staan niet in de feiten; hun uren tellen nergens mee."


def _niet_meegeteld(bewaking: Bewaking) -> str:
    rijp = [regel.rijp for regel in bewaking.regels if regel.rijp is not None]
    return (
        f"Niet meegeteld: {getal(sum(r.te_vroeg for r in rijp))} zaken begonnen voor er tijd werd geschreven, "
        f"{getal(sum(r.onrijp for r in rijp))} uit een startmaand waarvan nog geen negen van de tien klaar zijn, "
        f"{getal(sum(r.lopend for r in rijp))} die nog lopen, en {getal(sum(r.zonder_uren for r in rijp))} die klaar zijn zonder uren."
    )
