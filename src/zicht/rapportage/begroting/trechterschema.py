"""De trechter van meldingen als tekening: links wat binnenkomt, rechts wat ervan wordt; met dezelfde boodschap in woorden."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from zicht.core.begroting.begroting import Begroting, Stroom
from zicht.core.begroting.rekenen import Model
from zicht.rapportage.begroting.namen import klein, waarde
from zicht.rapportage.blokken import Grafiek
from zicht.rapportage.getallen import VAST, getal
from zicht.rapportage.stroomschema import ACCENT, GRIJS, INKT, LETTER, VLAK

BREED, HOOG, TUSSEN, RIJ, RAND = 196, 84, 32, 14, 4
TEKENS, REGEL = 23, 18


@dataclass(frozen=True)
class _Vak:
    titel: str
    aantal: str
    aandeel: str
    kolom: int
    y: float
    rest: bool = False

    @property
    def x(self) -> float:
        return RAND + self.kolom * (BREED + TUSSEN)

    @property
    def midden(self) -> float:
        return self.y + HOOG / 2


def grafiek(model: Model) -> Grafiek | None:
    """De tekening als blok van een rapport; None zonder trechter."""
    if not any(stroom.van for stroom in model.begroting.stromen):
        return None
    return Grafiek("trechter", "Opvolging van de meldingen", svg(model), " ".join(zinnen(model)))


def svg(model: Model) -> str:
    """De tekening."""
    vakken, lijnen = _indeling(model)
    breedte = RAND + max(vak.x for vak in vakken) + BREED
    hoogte = RAND + max(vak.y for vak in vakken) + HOOG
    maat = f'width="{breedte:g}" height="{hoogte:g}" viewBox="0 0 {breedte:g} {hoogte:g}"'
    delen = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {maat}>',
        f'<rect width="{breedte:g}" height="{hoogte:g}" fill="white"/>',
        *(_lijn(van, naar) for van, naar in lijnen),
        *(deel for vak in vakken for deel in _vak(vak)),
        "</svg>",
    ]
    return "\n".join(delen) + "\n"


def zinnen(model: Model) -> Iterator[str]:
    """De trechter in woorden: per stap wat ervan wordt, en wat nergens staat."""
    b = model.begroting
    for ouder in (stroom for stroom in b.stromen if _kinderen(b, stroom)):
        delen = [f"{waarde(model[f'stroom.{kind.code}'].waarde, 'aantal')} {klein(kind.titel)} ({_procent(model, kind)})"
                 for kind in _kinderen(b, ouder)]  # fmt: skip
        rest = _rest(model, ouder)
        slot = f"; {rest} staan nergens" if rest else ""
        yield f"{ouder.titel}: {waarde(model[f'stroom.{ouder.code}'].waarde, 'aantal')}, waarvan {'; '.join(delen)}{slot}."


# --------------------------------------------------------------------------------------------------------------- indeling


def _kinderen(begroting: Begroting, ouder: Stroom) -> list[Stroom]:
    return [stroom for stroom in begroting.stromen if stroom.van == ouder.code]


def _procent(model: Model, stroom: Stroom) -> str:
    deel = model[f"aandeel.{stroom.code}"].waarde
    return "" if deel is None else f"{getal(deel, 1)}{VAST}%"


def _rest(model: Model, stroom: Stroom) -> str:
    """Wat van een stroom nergens staat; leeg als alles geplaatst is."""
    rest = model.uitkomsten.get(f"rest.{stroom.code}")
    return waarde(rest.waarde, "aantal") if rest and rest.waarde and round(rest.waarde) else ""


def _indeling(model: Model) -> tuple[list[_Vak], list[tuple[_Vak, _Vak]]]:
    """Elk vak een kolom na zijn ouder; een ouder staat in het midden van zijn kinderen."""
    vakken, lijnen, onder = list[_Vak](), list[tuple[_Vak, _Vak]](), float(RAND)

    def plaats(stroom: Stroom, kolom: int) -> _Vak:
        nonlocal onder
        kinderen = [plaats(kind, kolom + 1) for kind in _kinderen(model.begroting, stroom)]
        if kinderen and (rest := _rest(model, stroom)):
            kinderen.append(_Vak("Niet geplaatst in de bron", rest, "", kolom + 1, onder, rest=True))
            onder += HOOG + RIJ
            vakken.append(kinderen[-1])
        y = (kinderen[0].y + kinderen[-1].y) / 2 if kinderen else onder
        onder += 0 if kinderen else HOOG + RIJ
        vak = _Vak(stroom.titel, waarde(model[f"stroom.{stroom.code}"].waarde, "aantal"),
                   _procent(model, stroom) if stroom.van else "", kolom, y)  # fmt: skip
        vakken.append(vak)
        lijnen.extend((vak, kind) for kind in kinderen)
        return vak

    for begin in (stroom for stroom in model.begroting.stromen if stroom.van is None):
        plaats(begin, 0)
    return vakken, lijnen


# --------------------------------------------------------------------------------------------------------------- tekenen


def _vak(vak: _Vak) -> Iterator[str]:
    streep = ' stroke-dasharray="5 4"' if vak.rest else ""
    vlak = VLAK if vak.kolom == 0 else "white"
    yield (f'<rect x="{vak.x:g}" y="{vak.y:g}" width="{BREED}" height="{HOOG}" rx="6" fill="{vlak}" '
           f'stroke="{GRIJS if vak.rest else INKT}" stroke-width="1.4"{streep}/>')  # fmt: skip
    titel = textwrap.wrap(vak.titel, TEKENS, break_long_words=False)[:2]
    boven = vak.midden - (len(titel) * REGEL + 14) / 2 + 8
    for nummer, regel in enumerate(titel):
        yield _tekst(regel, vak.x + 12, boven + nummer * REGEL, 15, GRIJS if vak.rest else INKT, 400)
    onder = boven + len(titel) * REGEL + 6
    yield _tekst(vak.aantal, vak.x + 12, onder, 19, INKT, 700)
    if vak.aandeel:
        yield _tekst(vak.aandeel, vak.x + BREED - 12, onder, 16, GRIJS, 400, "end")


def _tekst(tekst: str, x: float, y: float, maat: int, kleur: str, dikte: int, anker: str = "start") -> str:
    return (f'<text x="{x:g}" y="{y:g}" font-family="{LETTER}" font-size="{maat}" font-weight="{dikte}" '
            f'fill="{kleur}" text-anchor="{anker}">{escape(tekst)}</text>')  # fmt: skip


def _lijn(van: _Vak, naar: _Vak) -> str:
    begin, eind = van.x + BREED, naar.x
    return (f'<path d="M{begin:g} {van.midden:g}H{begin + TUSSEN / 2:g}V{naar.midden:g}H{eind:g}" fill="none" '
            f'stroke="{GRIJS if naar.rest else ACCENT}" stroke-width="1.6"/>')  # fmt: skip
