"""The flow chart of the services, drawn from the catalogue as SVG: legible on a screen, on paper and in grey.

Nothing is placed by hand. A service stands one column after the service it normally follows; the regional services stand in
a band below. Arrows are drawn between neighbouring columns; every other possible step stands in the text alternative.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from zicht.core.werkproces import SIGNALEN, Dienstsoort, Werkproces

INKT, GRIJS, LICHT, VLAK, ACCENT = "#1b2a41", "#5c6670", "#c8d0d8", "#f3f5f7", "#0b5a8a"
LETTER = "Liberation Sans, Arial, Helvetica, sans-serif"
BREED, HOOG, TUSSEN, RIJ, RAND = 178, 78, 36, 22, 20
TEKENS = 22  # characters on a line of a title
_REGEL = 16
_BEGIN = "Signalen van huiselijk geweld en kindermishandeling"
Lijnen = Iterator[str]


@dataclass(frozen=True)
class Vak:
    """A box with its place."""

    code: str
    titel: str
    onder: str
    x: float
    y: float
    regionaal: bool = False

    @property
    def midden(self) -> float:
        """The height at which an arrow comes in or leaves."""
        return self.y + HOOG / 2


@dataclass(frozen=True)
class Schema:
    """Everything that is drawn, and how large it is."""

    vakken: tuple[Vak, ...]
    pijlen: tuple[tuple[str, str], ...]
    breedte: float
    hoogte: float
    band: float  # where the band of regional services begins


def stroomschema(proces: Werkproces, duren: Mapping[str, str], titel: str = "Stroomschema Veilig Thuis") -> str:
    """The flow chart as one SVG document; `duren` gives the length of a term in words."""
    schema = indeling(proces, duren)
    maat = f'width="{schema.breedte:g}" height="{schema.hoogte:g}" viewBox="0 0 {schema.breedte:g} {schema.hoogte:g}"'
    regels = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {maat} role="img" aria-labelledby="sv-titel sv-uitleg">',
        f'<title id="sv-titel">{escape(titel)}</title>',
        f'<desc id="sv-uitleg">{escape(" ".join(stappen(proces, duren)))}</desc>',
        f'<rect width="{schema.breedte:g}" height="{schema.hoogte:g}" fill="white"/>',
        *_band(schema),
        *(lijn for van, naar in schema.pijlen for lijn in _pijl(schema, van, naar)),
        *(lijn for vak in schema.vakken for lijn in _vak(vak)),
        "</svg>",
    ]
    return "\n".join(regels) + "\n"


def stappen(proces: Werkproces, duren: Mapping[str, str]) -> tuple[str, ...]:
    """The text alternative: per service what may come next, in the order of the chart."""
    eerst = [soort.titel for soort in proces.diensten if SIGNALEN in soort.volgt_op]
    return (f"{_BEGIN} leiden tot: {_opsomming(eerst)}.", *(_stap(proces, soort, duren) for soort in proces.diensten))


def _stap(proces: Werkproces, soort: Dienstsoort, duren: Mapping[str, str]) -> str:
    volgende = [naar.titel for naar in proces.kan_leiden_tot(soort.code)]
    wat = f"kan leiden tot {_opsomming(volgende)}" if volgende else "heeft geen eigen vervolg"
    erbij = ", ".join(deel for deel in ("regionaal" if soort.regionaal else "", _lengte(soort, duren)) if deel)
    return f"{soort.titel}{f' ({erbij})' if erbij else ''} {wat}."


def _lengte(soort: Dienstsoort, duren: Mapping[str, str]) -> str:
    """The length of the first clock that has one."""
    return next((duren[klok.duur] for klok in soort.klokken if klok.duur in duren), "")


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} of {delen[-1]}"


# -------------------------------------------------------------------------------------------------------------- layout
def indeling(proces: Werkproces, duren: Mapping[str, str]) -> Schema:
    """Where every box stands and which arrows are drawn."""
    kolommen = _kolommen(proces)
    hoofd = [soort for soort in proces.diensten if not soort.regionaal]
    onder = [soort for soort in proces.diensten if soort.regionaal]
    per_kolom = [[s for s in hoofd if kolommen[s.code] == nummer] for nummer in range(1, max(kolommen.values()) + 1)]
    hoogste = max(len(kolom) for kolom in per_kolom)
    vakken = [Vak(SIGNALEN, _BEGIN, "", RAND, RAND + (_stapel(hoogste) - HOOG) / 2)]
    for nummer, kolom in enumerate(per_kolom, start=1):
        boven = RAND + (_stapel(hoogste) - _stapel(len(kolom))) / 2
        for rij, soort in enumerate(kolom):
            vakken.append(_maak(soort, duren, RAND + nummer * (BREED + TUSSEN), boven + rij * (HOOG + RIJ)))
    band = RAND + _stapel(hoogste) + RIJ
    vakken += _onderaan(onder, duren, len(per_kolom) + 1, band + 2 * RIJ)
    breedte = 2 * RAND + (len(per_kolom) + 1) * (BREED + TUSSEN) - TUSSEN
    return Schema(
        tuple(vakken), tuple(_pijlen(proces, kolommen)), breedte, max(v.y for v in vakken) + HOOG + RAND, band
    )


def _kolommen(proces: Werkproces) -> dict[str, int]:
    """The column of every service of the main road: one after the service it normally follows."""
    kolom: dict[str, int] = {SIGNALEN: 0}
    wacht = [soort for soort in proces.diensten if not soort.regionaal]
    while wacht:
        geplaatst = {s.code: kolom[s.volgt_op[0]] + 1 for s in wacht if s.volgt_op[0] in kolom}
        # A normal road that runs through a regional service leads nowhere here; then any other road will do.
        geplaatst = geplaatst or {s.code: kolom[van] + 1 for s in wacht for van in s.volgt_op if van in kolom}
        kolom |= geplaatst or {s.code: 1 for s in wacht}
        wacht = [soort for soort in wacht if soort.code not in kolom]
    return kolom


def _stapel(aantal: int) -> float:
    return aantal * (HOOG + RIJ) - RIJ


def _maak(soort: Dienstsoort, duren: Mapping[str, str], x: float, y: float) -> Vak:
    return Vak(soort.code, soort.titel, _lengte(soort, duren), x, y, soort.regionaal)


def _onderaan(soorten: list[Dienstsoort], duren: Mapping[str, str], naast: int, boven: float) -> Iterator[Vak]:
    for plaats, soort in enumerate(soorten):
        rij, kolom = divmod(plaats, naast)
        yield _maak(soort, duren, RAND + kolom * (BREED + TUSSEN), boven + rij * (HOOG + RIJ))


def _pijlen(proces: Werkproces, kolommen: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Arrows between neighbouring columns, and between regional services that stand beside each other."""
    vorige = ""
    for soort in proces.diensten:
        if soort.regionaal:
            if vorige in soort.volgt_op:
                yield vorige, soort.code
            vorige = soort.code
            continue
        for van in soort.volgt_op:
            if van in kolommen and kolommen[van] + 1 == kolommen[soort.code]:
                yield van, soort.code


# ------------------------------------------------------------------------------------------------------------- drawing
def _vak(vak: Vak) -> Lijnen:
    streep = ' stroke-dasharray="5 4"' if vak.regionaal else ""
    vlak = VLAK if vak.code == SIGNALEN else "white"
    yield (
        f'<rect x="{vak.x:g}" y="{vak.y:g}" width="{BREED}" height="{HOOG}" rx="6" '
        f'fill="{vlak}" stroke="{INKT}" stroke-width="1.4"{streep}/>'
    )
    titel = textwrap.wrap(vak.titel, TEKENS, break_long_words=False)
    regels = [(tekst, 13, INKT, 600) for tekst in titel] + ([(vak.onder, 12, GRIJS, 400)] if vak.onder else [])
    boven = vak.midden - (len(regels) - 1) * _REGEL / 2 + 4
    for nummer, (tekst, grootte, kleur, dikte) in enumerate(regels):
        yield _tekst(tekst, vak.x + BREED / 2, boven + nummer * _REGEL, grootte, kleur, dikte)


def _tekst(tekst: str, x: float, y: float, grootte: int, kleur: str, dikte: int, anker: str = "middle") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{LETTER}" font-size="{grootte}" font-weight="{dikte}" '
        f'fill="{kleur}" text-anchor="{anker}">{escape(tekst)}</text>'
    )


def _pijl(schema: Schema, van: str, naar: str) -> Lijnen:
    """A line with right angles, and a solid point."""
    plaats = {vak.code: vak for vak in schema.vakken}
    a, b = plaats[van], plaats[naar]
    begin, eind = a.x + BREED, b.x
    bocht = (begin + eind) / 2
    kleur = GRIJS if b.regionaal else ACCENT
    yield (
        f'<path d="M{begin:g} {a.midden:g}H{bocht:g}V{b.midden:g}H{eind - 8:g}" '
        f'fill="none" stroke="{kleur}" stroke-width="1.6"/>'
    )
    yield f'<path d="M{eind:g} {b.midden:g}l-9 -5v10z" fill="{kleur}"/>'


def _band(schema: Schema) -> Lijnen:
    if not any(vak.regionaal for vak in schema.vakken):
        return
    einde = schema.breedte - RAND
    yield f'<path d="M{RAND} {schema.band:g}H{einde:g}" stroke="{LICHT}" stroke-width="1"/>'
    yield _tekst("Regionale diensten", RAND, schema.band + 1.3 * RIJ, 13, GRIJS, 600, "start")
