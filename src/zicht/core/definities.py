"""Definitieversies: dezelfde indicator zoals hij vroeger gold, nu geldt, of ook gelezen kan worden.

Een definitie staat een keer opgeschreven. Verandert zij, dan komt er een tweede constante met een latere begindag; de
oude blijft staan. Een *lezing* heeft nooit gegolden: zij laat zien wat een andere uitleg van de bron met het cijfer doet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

from zicht.core.bronnen import Bron
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Aandeel, Telling

_EEN_DAG = timedelta(days=1)


@dataclass(frozen=True, eq=False, kw_only=True)
class Definitieversie:
    """Een versie van een definitie: welke constante telt, met welke termijn en kalender, en volgens welke bron.

    `vanaf` is de eerste dag waarop zij gold; zonder die dag is het een lezing. Wat leeg blijft, is het gewone.
    """

    indicator: str
    code: str
    titel: str
    definitie: Aandeel
    bron: Bron
    vanaf: date | None = None
    tot_en_met: date | None = None
    termijn: str | None = None  # een andere termijn dan die van de klok
    zonder_termijnenwet: bool = False
    kalender: str | None = None
    telling: Telling | None = None
    indicatorset: str | None = None

    @property
    def is_lezing(self) -> bool:
        """Of deze versie nooit heeft gegolden."""
        return self.vanaf is None

    def geldt_op(self, dag: date) -> bool:
        """Of deze versie op een dag gold."""
        return self.vanaf is not None and self.vanaf <= dag and (self.tot_en_met is None or dag <= self.tot_en_met)


Versies = Mapping[str, tuple[Definitieversie, ...]]


def register(versies: Sequence[Definitieversie]) -> Versies:
    """De versies per indicator, op begindag; een gat, een overlap of een dubbele naam is een fout in de catalogus."""
    per_indicator: dict[str, list[Definitieversie]] = {}
    for versie in versies:
        per_indicator.setdefault(versie.indicator, []).append(versie)
    return MappingProxyType({code: _keten(code, groep) for code, groep in per_indicator.items()})


def _keten(code: str, versies: Sequence[Definitieversie]) -> tuple[Definitieversie, ...]:
    if len({versie.code for versie in versies}) != len(versies):
        raise ValueError(f"{code}: twee versies van de definitie heten hetzelfde.")
    if len({versie.definitie.telt for versie in versies}) != 1:
        raise ValueError(f"{code}: de versies tellen niet allemaal hetzelfde.")
    geldend = sorted((v for v in versies if not v.is_lezing), key=lambda versie: versie.vanaf or date.min)
    if not geldend or geldend[-1].tot_en_met is not None:
        raise ValueError(f"{code}: er is geen versie die nu geldt.")
    for eerder, later in pairwise(geldend):
        _sluit_aan(code, eerder, later)
    return (*geldend, *(versie for versie in versies if versie.is_lezing))


def _sluit_aan(code: str, eerder: Definitieversie, later: Definitieversie) -> None:
    assert later.vanaf is not None
    if eerder.tot_en_met is None or eerder.tot_en_met >= later.vanaf:
        raise ValueError(f"{code}: de versies '{eerder.code}' en '{later.code}' overlappen.")
    if eerder.tot_en_met + _EEN_DAG != later.vanaf:
        raise ValueError(f"{code}: tussen de versies '{eerder.code}' en '{later.code}' zit een gat.")


def geldende(versies: Sequence[Definitieversie], op: date) -> Definitieversie | None:
    """De versie die op een dag gold, of None als er toen nog geen was."""
    return next((versie for versie in versies if versie.geldt_op(op)), None)


def zoek_versie(versies: Sequence[Definitieversie], gevraagd: str) -> Definitieversie:
    """De versie met deze naam, of de versie die op deze dag gold; anders een fout die de namen noemt."""
    gevonden = next((versie for versie in versies if versie.code == gevraagd), None) or _op_datum(versies, gevraagd)
    if gevonden is None:
        namen = ", ".join(versie.code for versie in versies)
        raise AanroepFout(
            f"Onbekende versie '{gevraagd[:80]}' van de definitie. Kies uit: {namen}, of een dag (jjjj-mm-dd)."
        )
    return gevonden


def _op_datum(versies: Sequence[Definitieversie], tekst: str) -> Definitieversie | None:
    try:
        return geldende(versies, date.fromisoformat(tekst))
    except ValueError:
        return None
