"""De terugtoets: hoe ver de prognose er in eerdere jaren naast gezeten zou hebben, naast twee eenvoudige manieren."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from statistics import median

from zicht.core.begroting.prognose import MAANDEN, Prognose, voorspel
from zicht.core.begroting.uitkomst import HONDERD

KEUZES = (
    "Elk jaar na het eerste wordt voorspeld uit alleen de jaren ervoor, na elke maand van januari tot en met november.",
    "De fout is het verschil met het werkelijke jaartotaal, als percentage daarvan, zonder teken.",
)


class Manier(Enum):
    """Waarmee voorspeld is."""

    ZICHT = "seizoensaandeel"
    KEER_TWAALF = "gemiddelde keer twaalf"
    VORIG_JAAR = "totaal van vorig jaar"


@dataclass(frozen=True, slots=True)
class Proef:
    """Een voorspelling achteraf: van welke reeks en welk jaar, na hoeveel maanden, en hoe ver elke manier ernaast zat."""

    reeks: str
    jaar: int
    maanden: int
    fouten: Mapping[Manier, Decimal]  # procent van het jaartotaal
    in_band: bool | None


@dataclass(frozen=True, slots=True)
class Foutmaat:
    """De fout van een manier over een aantal proeven, in procenten van het jaartotaal."""

    manier: Manier
    maanden: int | None  # None: alle maanden samen
    proeven: int
    gemiddeld: Decimal
    mediaan: Decimal


@dataclass(frozen=True, slots=True)
class Terugtoets:
    """Alle proeven, en wat eruit te zeggen is."""

    proeven: tuple[Proef, ...]

    def maat(self, manier: Manier, maanden: int | None = None) -> Foutmaat | None:
        """De gemiddelde en middelste fout van een manier, na zoveel maanden of over alles; None zonder proeven."""
        fouten = [p.fouten[manier] for p in self.proeven if maanden in (None, p.maanden)]
        if not fouten:
            return None
        return Foutmaat(manier, maanden, len(fouten), sum(fouten, Decimal(0)) / len(fouten), median(fouten))

    def tabel(self) -> tuple[tuple[Foutmaat, ...], ...]:
        """Per aantal maanden de drie manieren, en als laatste over alles."""
        rijen = (tuple(m for manier in Manier if (m := self.maat(manier, k))) for k in (*range(1, MAANDEN), None))
        return tuple(rij for rij in rijen if rij)

    def beter(self, dan: Manier) -> tuple[int, ...]:
        """Na welke aantallen maanden de prognose gemiddeld een kleinere fout heeft dan de andere manier."""
        return tuple(k for k in range(1, MAANDEN) if self._wint(k, dan))

    @property
    def in_band(self) -> Decimal | None:
        """Welk deel van de jaartotalen in de band viel (procent); zonder banden onbekend."""
        met_band = [proef.in_band for proef in self.proeven if proef.in_band is not None]
        return Decimal(sum(met_band)) / len(met_band) * HONDERD if met_band else None

    def _wint(self, maanden: int, dan: Manier) -> bool:
        eigen, ander = self.maat(Manier.ZICHT, maanden), self.maat(dan, maanden)
        return eigen is not None and ander is not None and eigen.gemiddeld < ander.gemiddeld


def toets(reeksen: Mapping[str, Mapping[int, Sequence[Decimal]]], minstens: Decimal = Decimal(0)) -> Terugtoets:
    """Voorspel elk jaar van elke reeks alsof het nog liep; een jaar zonder totaal doet niet mee. `minstens` als bij `voorspel`."""
    return Terugtoets(tuple(proef for naam, jaren in reeksen.items() for proef in _proeven(naam, jaren, minstens)))


def samen(toetsen: Iterable[Terugtoets]) -> Terugtoets:
    """De proeven van meer regio's bij elkaar."""
    return Terugtoets(tuple(proef for een in toetsen for proef in een.proeven))


def _proeven(naam: str, jaren: Mapping[int, Sequence[Decimal]], minstens: Decimal) -> Iterator[Proef]:
    for jaar in sorted(jaren):
        eerder = {ander: maanden for ander, maanden in jaren.items() if ander < jaar}
        werkelijk = sum(jaren[jaar], Decimal(0))
        if eerder and werkelijk > 0:
            for maanden in range(1, MAANDEN):
                tot_nu = jaren[jaar][:maanden]
                yield _proef(naam, jaar, voorspel(tot_nu, eerder, minstens), _geraden(tot_nu, eerder), werkelijk)


def _geraden(tot_nu: Sequence[Decimal], eerder: Mapping[int, Sequence[Decimal]]) -> Mapping[Manier, Decimal]:
    return {
        Manier.KEER_TWAALF: sum(tot_nu, Decimal(0)) * MAANDEN / len(tot_nu),
        Manier.VORIG_JAAR: sum(eerder[max(eerder)], Decimal(0)),
    }


def _proef(reeks: str, jaar: int, prognose: Prognose, geraden: Mapping[Manier, Decimal], werkelijk: Decimal) -> Proef:
    band, alle = prognose.band(), {Manier.ZICHT: prognose.waarde, **geraden}
    return Proef(
        reeks=reeks,
        jaar=jaar,
        maanden=prognose.maanden,
        fouten={manier: abs(waarde - werkelijk) / werkelijk * HONDERD for manier, waarde in alle.items()},
        in_band=band.laag <= werkelijk <= band.hoog if band else None,
    )
