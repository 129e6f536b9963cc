"""Van cijfers naar een voorstel om te publiceren: exacte aantallen per maand, gemeente en deel, en welke cellen eruit gaan.

Alleen wat over de maanden optelt kan mee: dan zijn alle verbanden tussen perioden bekend waarmee een lezer iets zou
kunnen herleiden. Een gemiddelde, een mediaan en een aandeel dat achteraf nog verandert gaan niet mee; de bladzijde zegt
welke en waarom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.cijfers import Cijfers, Per, Uitkomst
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Aandeel, Aantal, Indicator, Voorraad
from zicht.core.periodes import Periode
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Stand, Telling, Vak, Voorstel
from zicht.core.uitslagen import Uitslag

ONBEKEND = "onbekend"
_METING = "een gemiddelde of een mediaan: daarvan is niet te toetsen wat de lezer uit twee perioden samen afleidt"
_TELT_NIET_OP = "de maanden tellen niet op tot de periode, omdat een geval later nog van uitkomst verandert"
_GEEN_TERMIJN = "de termijn is niet vastgesteld"


@dataclass(frozen=True)
class Geteld:
    """Een voorstel met wat niet mee kan, en de namen van de gemeenten."""

    voorstel: Voorstel
    weggelaten: Mapping[str, str]
    namen: Mapping[str, str]
    regio: str


def tel(cijfers: Cijfers, perioden: Sequence[Periode], codes: Sequence[str] | None = None) -> Geteld:
    """Tel alles (of alleen deze indicatoren) wat in deze perioden naar buiten kan."""
    if len(cijfers.feitenset.regios) != 1:
        raise AanroepFout("Publiceren gaat per regio, en in deze feiten staan er meer. Kies feiten van een regio.")
    peildatum = cijfers.feitenset.peildatum
    te_laat = [periode.code for periode in perioden if periode.eind > peildatum]
    if te_laat:
        raise AanroepFout(
            f"De periode {', '.join(te_laat)} is nog niet voorbij: de cijfers gaan tot en met {peildatum:%d-%m-%Y}. "
            "Publiceer haar als zij klaar is, of werk de cijfers bij."
        )
    maanden = sorted({maand for periode in perioden for maand in periode.maanden()})
    per_maand = dict(zip(maanden, cijfers.reeks(maanden, per=Per.GEMEENTE, codes=codes), strict=True))
    geheel = cijfers.reeks(perioden, per=Per.GEMEENTE, codes=codes)
    regio = cijfers.reeks(perioden, per=Per.REGIO, codes=codes)
    namen = {g.code: g.naam for g in cijfers.gemeenten(maanden[-1].begin.year)}
    tellingen: dict[str, Telling] = {}
    weggelaten: dict[str, str] = {}
    cellen: list[Cel] = []
    for code, indicator in INDICATOREN.items():
        if codes is not None and code not in codes:
            continue
        telling = _telling(indicator, per_maand, namen)
        reden = _kan_niet(indicator, geheel)
        if not reden and not _telt_op(indicator, telling, perioden, geheel, regio):
            reden = _TELT_NIET_OP
        if reden:
            weggelaten[code] = reden
        else:
            tellingen[code] = telling
            cellen += _cellen(indicator, telling, perioden)
    stand = Stand(peildatum, cijfers.feitenset.vingerafdruk, cijfers.definitieversie)
    return Geteld(Voorstel(stand, tellingen, tuple(cellen)), weggelaten, namen, cijfers.feitenset.regios[0])


def _kan_niet(indicator: Indicator, geheel: Sequence[Uitkomst]) -> str:
    if not isinstance(indicator, Aandeel | Aantal | Voorraad):
        return _METING
    zonder_teller = any(u.teller is None for uitkomst in geheel for u in uitkomst.uitslagen if u.code == indicator.code)
    return _GEEN_TERMIJN if isinstance(indicator, Aandeel) and zonder_teller else ""


def _telling(indicator: Indicator, per_maand: Mapping[Periode, Uitkomst], namen: Mapping[str, str]) -> Telling:
    delen = ("teller", "rest") if isinstance(indicator, Aandeel) else (NOEMER,)
    aantallen: dict[tuple[str, str, int], int] = {}
    plaatsen = dict.fromkeys(namen)
    for maand, uitkomst in per_maand.items():
        for uitslag in uitkomst.uitslagen:
            if uitslag.code == indicator.code:
                plaats = uitslag.gebied or ONBEKEND
                plaatsen[plaats] = None
                for deel, aantal in _delen(uitslag, delen).items():
                    aantallen[plaats, deel, Vak.uit(maand).van] = aantal
    return Telling(tuple(sorted(plaatsen)), delen, aantallen)


def _delen(uitslag: Uitslag, delen: tuple[str, ...]) -> dict[str, int]:
    if delen == (NOEMER,):
        return {NOEMER: uitslag.noemer}
    teller = uitslag.teller or 0
    return {"teller": teller, "rest": uitslag.noemer - teller}


def _vak(indicator: Indicator, periode: Periode) -> Vak:
    """Een voorraad hoort bij de laatste maand; al het andere bij de hele periode."""
    vak = Vak.uit(periode)
    return vak.laatste_maand if isinstance(indicator, Voorraad) else vak


def vak_van(code: str, periode: Periode) -> Vak:
    """Het tijdvak van een indicator in een periode."""
    return _vak(INDICATOREN[code], periode)


def _cellen(indicator: Indicator, telling: Telling, perioden: Sequence[Periode]) -> list[Cel]:
    delen = (*telling.delen, NOEMER) if telling.delen != (NOEMER,) else (NOEMER,)
    vakken = dict.fromkeys(_vak(indicator, periode) for periode in perioden)
    plaatsen = [plaats for plaats in telling.plaatsen if plaats != ONBEKEND]
    return [Cel(indicator.code, plaats, vak, deel) for vak in vakken for plaats in (REGIO, *plaatsen) for deel in delen]


def _telt_op(indicator: Indicator, telling: Telling, perioden: Sequence[Periode], geheel: Sequence[Uitkomst],
             regio: Sequence[Uitkomst]) -> bool:  # fmt: skip
    """Of elke gemeente en de regio precies de som van hun maanden zijn."""
    for periode, *uitkomsten in zip(perioden, geheel, regio, strict=True):
        vak = _vak(indicator, periode)
        for per_gebied, uitkomst in zip((True, False), uitkomsten, strict=True):
            for uitslag in uitkomst.uitslagen:
                if uitslag.code == indicator.code:
                    plaats = (uitslag.gebied or ONBEKEND) if per_gebied else REGIO
                    geteld = {d: telling.aantal(plaats, d, range(vak.van, vak.tot)) for d in telling.delen}
                    if geteld != _delen(uitslag, telling.delen):
                        return False
    return True
