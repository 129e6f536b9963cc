"""Een model zo vaak spelen als nodig is, en modellen vergelijken die hun geluk delen.

Herhalingen lopen in blokken over twee draden. Een herhaling hangt alleen af van model, zaad en haar nummer, en alles wordt in hele
getallen opgeteld: het antwoord is gelijk bij elk aantal draden en elke grootte van een blok. Het geheugen van `simuleer` groeit niet
met het aantal herhalingen; `vergelijk` bewaart daarnaast 136 bytes per herhaling en model.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

from zicht.capaciteit.model import Model
from zicht.capaciteit.uitkomst import INDICATOREN, Jaarmaat, Uitkomst
from zicht.core.fouten import AanroepFout, ZichtFout

if TYPE_CHECKING:
    from zicht.capaciteit.kern.blok import Blok
    from zicht.capaciteit.kern.tafels import Kommagetallen

BLOK = 25  # herhalingen per blok: klein genoeg om gauw te kunnen stoppen
DRADEN = 2
MEESTE_HERHALINGEN = 65_000  # de vakken tellen tot 65.535

Meld: TypeAlias = Callable[[int, int], None]
Stop: TypeAlias = Callable[[], bool]


class Gestopt(ZichtFout):
    """De gebruiker heeft de berekening gestopt."""

    status = 1


@dataclass(frozen=True, slots=True)
class Verschil:
    """Hoeveel een model hoger uitkomt dan het eerste, met dezelfde tegenvallers; de fout is de standaardfout van het gemiddelde."""

    gemiddelde: float
    fout: float


@dataclass(frozen=True)
class Vergelijking:
    """De uitkomst per model, en per model behalve het eerste het verschil met het eerste."""

    uitkomsten: Mapping[str, Uitkomst]
    jaar: Mapping[str, Mapping[Jaarmaat, Verschil]]
    tijdig: Mapping[str, Mapping[str, Verschil]]  # een indicator zonder zaken ontbreekt


@dataclass(frozen=True)
class Gespeeld:
    """Een model met wat elke herhaling zelf zei: [herhaling, Jaarmaat] en [herhaling, indicator]; een indicator zonder zaken is NaN."""

    uitkomst: Uitkomst
    jaar: "Kommagetallen"
    tijdig: "Kommagetallen"


def speel(
    model: Model, herhalingen: int, zaad: int = 1, eerste: int = 0, meld: Meld | None = None, stop: Stop | None = None
) -> Gespeeld:
    """Zoals `simuleer`, met ook elke herhaling apart; `eerste` is het nummer van de eerste, om later verder te gaan."""
    return Gespeeld(*_draai(model, herhalingen, zaad, _Voortgang(herhalingen, meld, stop), eerste))


def simuleer(
    model: Model, herhalingen: int = 1000, zaad: int = 1, meld: Meld | None = None, stop: Stop | None = None
) -> Uitkomst:
    """Speel het tijdvak zo vaak; bij hetzelfde model en zaad altijd met hetzelfde antwoord."""
    voortgang = _Voortgang(herhalingen, meld, stop)
    return _draai(model, herhalingen, zaad, voortgang)[0]


def vergelijk(
    modellen: Mapping[str, Model],
    herhalingen: int = 1000,
    zaad: int = 1,
    meld: Meld | None = None,
    stop: Stop | None = None,
) -> Vergelijking:
    """Speel elk model met hetzelfde geluk; de verschillen met het eerste zijn per herhaling genomen."""
    voortgang = _Voortgang(herhalingen * len(modellen), meld, stop)
    gedraaid = {naam: _draai(model, herhalingen, zaad, voortgang) for naam, model in modellen.items()}
    (_, eerste_jaar, eerste_tijdig), *_ = gedraaid.values()
    rest = dict(islice(gedraaid.items(), 1, None))
    return Vergelijking(
        {naam: uitkomst for naam, (uitkomst, _, _) in gedraaid.items()},
        {
            naam: {maat: _verschil(jaar[:, maat] - eerste_jaar[:, maat]) for maat in Jaarmaat}
            for naam, (_, jaar, _) in rest.items()
        },
        {naam: _verschil_tijdig(tijdig - eerste_tijdig) for naam, (_, _, tijdig) in rest.items()},
    )


@dataclass(slots=True)
class _Voortgang:
    totaal: int
    meld: Meld | None
    stop: Stop | None
    gedaan: int = 0

    def erbij(self, aantal: int) -> None:
        self.gedaan += aantal
        if self.meld:
            self.meld(self.gedaan, self.totaal)

    def kijk(self) -> None:
        if self.stop and self.stop():
            raise Gestopt(f"De berekening is gestopt na {self.gedaan} van {self.totaal} herhalingen.")


def _draai(
    model: Model, herhalingen: int, zaad: int, voortgang: _Voortgang, eerste: int = 0
) -> "tuple[Uitkomst, Kommagetallen, Kommagetallen]":
    import numpy as np

    from zicht.capaciteit.kern.tafels import maak_tafels
    from zicht.capaciteit.vegers import Verzameling

    if not 1 <= herhalingen <= MEESTE_HERHALINGEN:
        raise AanroepFout(f"Verwacht 1 tot {MEESTE_HERHALINGEN} herhalingen, gevonden: {herhalingen}.")
    begin = perf_counter()
    verzameling = Verzameling(model, tafels := maak_tafels(model))
    jaren, aandelen = list["Kommagetallen"](), list["Kommagetallen"]()
    for blok in _blokken(tafels, herhalingen, zaad, voortgang, eerste):
        jaar, tijdig = verzameling.erbij(blok)
        jaren.append(jaar)
        aandelen.append(tijdig)
        voortgang.erbij(len(jaar))
    uitkomst = verzameling.uitkomst(herhalingen, zaad, perf_counter() - begin)
    return uitkomst, np.concatenate(jaren), np.concatenate(aandelen)


def _blokken(tafels, herhalingen: int, zaad: int, voortgang: _Voortgang, vanaf: int) -> "Iterator[Blok]":
    """De blokken op volgorde; er zijn er nooit meer onderweg dan er draden zijn, en een."""
    from zicht.capaciteit.kern.blok import draai_blok

    stukken = iter([(vanaf + al, min(BLOK, herhalingen - al)) for al in range(0, herhalingen, BLOK)])
    with ThreadPoolExecutor(DRADEN) as draden:

        def nieuw(aantal: int):
            return [draden.submit(draai_blok, tafels, zaad, *stuk) for stuk in islice(stukken, aantal)]

        onderweg = nieuw(DRADEN + 1)
        while onderweg:
            voortgang.kijk()
            yield onderweg.pop(0).result()
            onderweg += nieuw(1)


def _verschil(verschillen: "Kommagetallen") -> Verschil:
    n = len(verschillen)
    fout = float(verschillen.std(ddof=1)) / n**0.5 if n > 1 else float("nan")
    return Verschil(float(verschillen.mean()), fout)


def _verschil_tijdig(verschillen: "Kommagetallen") -> dict[str, Verschil]:
    import numpy as np

    kolommen = ((code, verschillen[:, n]) for n, code in enumerate(INDICATOREN))
    bekend = ((code, kolom[~np.isnan(kolom)]) for code, kolom in kolommen)
    return {code: _verschil(kolom) for code, kolom in bekend if len(kolom)}
