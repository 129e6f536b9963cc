"""Wat een rapport wil drukken, in de taal van het publicatieregister: maten, cellen, en exacte aantallen per maand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.indicatoren.duiding import UITSPLITSINGEN
from zicht.cijfers import Cijfers
from zicht.cijfers.cijfers import Per
from zicht.core.indicatoren import Voorraad
from zicht.core.periodes import Periode, lees_periode
from zicht.core.publicatie import Plaats
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Telling, Vak
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.publiek import TOTAAL, Reeksvraag, Tabelvraag, kruistabel
from zicht.rapportage.vragen import Vragen

Maandtabellen = Mapping[int, Mapping[tuple[str, str], int]]  # per maand: (gemeente, kolom) en het aantal

_OP_EEN_DAG = frozenset(
    [code for code, indicator in INDICATOREN.items() if isinstance(indicator, Voorraad)]
    + [uitsplitsing.code for uitsplitsing in UITSPLITSINGEN if uitsplitsing.periode_op is None]
)
_GEWOON = {"teller", "rest"}


@dataclass(frozen=True)
class InRegister:
    """Een tabel zoals zij in het register komt; `noemers` staan er alleen om een andere publicatie te laten zien wat zij telt."""

    tellingen: Mapping[str, Telling]
    cellen: Mapping[Plaats, Cel]
    noemers: tuple[Cel, ...] = ()


def in_register(vraag: Tabelvraag, maanden: Maandtabellen) -> InRegister:
    """Per maand als de maanden precies optellen; anders als maat van deze ene periode, en dan alleen de regio."""
    if vraag.per_maand:
        tellingen, cellen = _tellingen(vraag, maanden), _cellen(vraag)
        reeks = range(_vak(vraag).van, _vak(vraag).tot)
        if all(tellingen[cel.maat].aantal(cel.plaats, cel.deel, reeks) == vraag.tabel.aantal(plaats)
               for plaats, cel in cellen.items()):  # fmt: skip
            return InRegister(tellingen, cellen, tuple(_noemers(vraag)))
    return _alleen_regio(vraag)


def van_reeks(vraag: Reeksvraag, telling: Telling | None) -> Mapping[Plaats, Cel]:
    """De punten die precies de som van hun maanden zijn; een ander punt komt er niet in."""
    uit: dict[Plaats, Cel] = {}
    if telling is None:
        return uit
    for rij, vak in zip(vraag.tabel.rijen, vraag.vakken, strict=True):
        cellen: dict[Plaats, Cel] = {
            (rij, kolom): Cel(vraag.maat, REGIO, vak, NOEMER if len(vraag.tabel.kolommen) == 1 else kolom or NOEMER)
            for kolom in (*vraag.tabel.kolommen, None)
        }
        maanden = range(vak.van, vak.tot)
        if all(telling.aantal(REGIO, cel.deel, maanden) == vraag.tabel.aantal(p) for p, cel in cellen.items()):
            uit |= cellen
    return uit


# ------------------------------------------------------------------------------------------------------------ maten en cellen


def _vak(vraag: Tabelvraag) -> Vak:
    vak = Vak.uit(vraag.periode)
    return vak.laatste_maand if vraag.maat in _OP_EEN_DAG else vak


def _maten(vraag: Tabelvraag) -> Mapping[str, tuple[str, ...]]:
    """De maten in een tabel met hun kolommen. Andere delen zijn een andere maat; kolommen zonder totaal zijn elk een maat."""
    kolommen = vraag.tabel.kolommen
    if not vraag.tabel.rijtotalen:
        return {f"{vraag.maat}/{kolom}": (kolom,) for kolom in kolommen}
    if len(kolommen) == 1 or set(kolommen) == _GEWOON:
        return {vraag.maat: kolommen}
    return {f"{vraag.maat}/{crc32('+'.join(kolommen).encode()):08x}": kolommen}


def _cellen(vraag: Tabelvraag) -> Mapping[Plaats, Cel]:
    """De cel van elke plaats in de tabel."""
    uit: dict[Plaats, Cel] = {}
    for maat, kolommen in _maten(vraag).items():
        for rij in (None, *vraag.tabel.rijen):
            noemer = Cel(maat, rij or REGIO, _vak(vraag))
            uit |= {(rij, kolom): noemer if len(kolommen) == 1 else Cel(*_kort(noemer), kolom) for kolom in kolommen}
            if vraag.tabel.rijtotalen:
                uit[rij, None] = noemer
    return uit


def _kort(cel: Cel) -> tuple[str, str, Vak]:
    return cel.maat, cel.plaats, cel.vak


def _noemers(vraag: Tabelvraag) -> Iterator[Cel]:
    """De noemer van een maat met eigen delen ook onder de gewone naam: zo vindt een andere publicatie hem terug."""
    if vraag.tabel.rijtotalen and vraag.maat not in _maten(vraag):
        yield from (Cel(vraag.maat, plaats, _vak(vraag)) for plaats in (REGIO, *vraag.tabel.rijen))


def _alleen_regio(vraag: Tabelvraag) -> InRegister:
    """Alles staat in de eerste maand van het vak; voor een maat van een periode is dat genoeg."""
    achter, maanden = f" {vraag.periode.code}", {_vak(vraag).van: vraag.tabel.aantallen}
    tellingen = {
        maat + achter: telling for maat, telling in _tellingen(vraag, maanden).items() if maat in _maten(vraag)
    }
    cellen = {
        plaats: Cel(cel.maat + achter, cel.plaats, cel.vak, cel.deel)
        for plaats, cel in _cellen(vraag).items()
        if cel.plaats == REGIO
    }
    return InRegister(tellingen, cellen)


# ----------------------------------------------------------------------------------------------------------------- tellingen


def _tellingen(vraag: Tabelvraag, maanden: Maandtabellen) -> Mapping[str, Telling]:
    """De telling van elke maat in een tabel, en de noemer onder de gewone naam."""
    rijen = tuple(sorted({*vraag.tabel.rijen, *(rij for tabel in maanden.values() for rij, _ in tabel)}))
    uit = {
        maat: _telling(rijen, {k: NOEMER if len(kolommen) == 1 else k for k in kolommen}, maanden)
        for maat, kolommen in _maten(vraag).items()
    }
    if vraag.tabel.rijtotalen and vraag.maat not in uit:
        uit[vraag.maat] = _telling(rijen, dict.fromkeys(vraag.tabel.kolommen, NOEMER), maanden)
    return uit


def _telling(rijen: tuple[str, ...], deel_van: Mapping[str, str], maanden: Maandtabellen) -> Telling:
    aantallen: dict[tuple[str, str, int], int] = {}
    for maand, tabel in maanden.items():
        for (rij, kolom), aantal in tabel.items():
            if aantal and kolom in deel_van:
                sleutel = (rij, deel_van[kolom], maand)
                aantallen[sleutel] = aantallen.get(sleutel, 0) + aantal
    return Telling(rijen, tuple(dict.fromkeys(deel_van.values())), aantallen)


def per_maand(
    cijfers: Cijfers, vragen: Vragen, gevraagd: Sequence[Tabelvraag | Reeksvraag]
) -> Mapping[str, Maandtabellen]:
    """De exacte aantallen van elke maat in elke maand waar het rapport iets over wil drukken."""
    vakken = [vak for vraag in gevraagd for vak in ((_vak(vraag),) if isinstance(vraag, Tabelvraag) else vraag.vakken)]
    maanden = [
        lees_periode(f"{maand // 12}-{maand % 12 + 1:02}")
        for maand in range(min(vak.van for vak in vakken), max(vak.tot for vak in vakken))
    ]
    uit: dict[str, dict[int, Mapping[tuple[str, str], int]]] = {}
    for maat, maand, tabel in (*_van_indicatoren(cijfers, maanden), *_van_duiding(cijfers, vragen.periode)):
        uit.setdefault(maat, {})[Vak.uit(maand).van] = tabel
    return uit


_Maandtabel = tuple[str, Periode, Mapping[tuple[str, str], int]]


def _van_indicatoren(cijfers: Cijfers, maanden: Sequence[Periode]) -> Iterator[_Maandtabel]:
    regio, gemeenten = (cijfers.reeks(maanden, per=per) for per in (Per.REGIO, Per.GEMEENTE))
    for maand, een, per_gemeente in zip(maanden, regio, gemeenten, strict=True):
        van_maat: dict[str, list[Uitslag]] = {}
        for uitslag in per_gemeente.uitslagen:
            van_maat.setdefault(uitslag.code, []).append(uitslag)
        yield from ((u.code, maand, kruistabel(u, van_maat.get(u.code, ())).aantallen) for u in een.uitslagen)


def _van_duiding(cijfers: Cijfers, periode: Periode) -> Iterator[_Maandtabel]:
    for maand in periode.maanden():
        for uitgesplitst in cijfers.duiding(maand, per=Per.GEMEENTE):
            codes = (*(groep.code for groep in uitgesplitst.uitsplitsing.groepen), TOTAAL)
            tabel = {
                (gebied or "onbekend", kolom): aantal
                for gebied, delen in uitgesplitst.aantallen.items()
                for kolom, aantal in zip(codes, (*delen, uitgesplitst.totaal[gebied]), strict=True)
            }
            yield uitgesplitst.uitsplitsing.code, maand, tabel
