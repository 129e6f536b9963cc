"""Een publicatie zoals zij op een bladzijde staat: per periode en indicator een tabel, met wat er anders is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zicht.core.publicatie.cellen import REGIO
from zicht.rapportage.bord.verloop import periodenaam
from zicht.rapportage.getallen import getal
from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import Cijfer, cijfers_van, verschillen, zichtbaar_voor


@dataclass(frozen=True)
class Regel:
    """Een rij van een tabel."""

    cijfer: Cijfer
    eerder: dict[str, str]  # per deel wat er in de vorige publicatie stond
    om_register: bool

    @property
    def is_regio(self) -> bool:
        """Of dit de regio is."""
        return self.cijfer.plaats == REGIO

    @property
    def aantal(self) -> str:
        """Het aantal, of waarom het er niet staat."""
        return self._toon("noemer")

    @property
    def teller(self) -> str:
        """De teller, of waarom hij er niet staat."""
        return self._toon("teller")

    def _toon(self, deel: str) -> str:
        getoond = dict(self.cijfer.delen())[deel]
        return getal(getoond.waarde) if getoond.waarde is not None else self.cijfer.waarom(deel)

    @property
    def aandeel(self) -> str:
        """Het percentage, of waarom het er niet staat."""
        return self.cijfer.aandeel

    @property
    def anders(self) -> str:
        """Wat er in de vorige publicatie stond, als dat anders was."""
        woorden = {"noemer": "aantal", "teller": "teller", "rest": "rest"}
        return ", ".join(f"{woorden[deel]} was {toen}" for deel, toen in self.eerder.items())


@dataclass(frozen=True)
class Tabel:
    """De cijfers van een indicator in een periode."""

    code: str
    titel: str
    periode: str
    is_aandeel: bool
    regels: tuple[Regel, ...]

    @property
    def kop(self) -> str:
        """De titel met de periode, en hoeveel rijen iets verbergen."""
        weg = f" ({self.verborgen} van {len(self.regels)} rijen met iets verborgen)" if self.verborgen else ""
        return f"{self.titel}, {self.periode}{weg}"

    @property
    def verborgen(self) -> int:
        """Hoeveel rijen iets verbergen."""
        return sum(any(not getoond.zichtbaar for _, getoond in regel.cijfer.delen()) for regel in self.regels)


@dataclass(frozen=True)
class Beeld:
    """Alle tabellen, met wat er in het geheel te zien en te missen is."""

    tabellen: tuple[Tabel, ...]
    zichtbaar: int
    verborgen: int
    om_register: int
    anders: int


def beeld(rij: Publicatie, *, met_verschil: bool = True, gemeente: str | None = None) -> Beeld:
    """Maak de tabellen; een gemeente ziet zichzelf en de regio."""
    eerder: dict[tuple[str, str, str], dict[str, str]] = {}
    for v in verschillen(rij) if met_verschil else ():
        toen = v.toen.waarde if v.toen.waarde is not None else "verborgen"
        eerder.setdefault(_sleutel(v.cijfer), {})[v.deel] = f"{toen} in {v.eerder}"
    om_register = (
        {(maat, plaats, van, tot) for maat, plaats, van, tot, _ in rij.wegens_register} if met_verschil else set()
    )
    cijfers = [cijfer for cijfer in cijfers_van(rij) if zichtbaar_voor(cijfer, gemeente)]
    tabellen = tuple(_tabellen(cijfers, eerder, om_register))
    getoond = [g.zichtbaar for cijfer in cijfers for _, g in cijfer.delen()]
    return Beeld(
        tabellen, sum(getoond), len(getoond) - sum(getoond), len(rij.wegens_register) if met_verschil else 0,
        sum(map(len, eerder.values())),
    )  # fmt: skip


def _sleutel(cijfer: Cijfer) -> tuple[str, str, str]:
    return cijfer.periode.code, cijfer.indicator, cijfer.plaats


def _tabellen(
    cijfers: Sequence[Cijfer],
    eerder: dict[tuple[str, str, str], dict[str, str]],
    om_register: set[tuple[str, str, int, int]],
) -> Iterator[Tabel]:
    groepen: dict[tuple[str, str], list[Cijfer]] = {}
    for cijfer in cijfers:
        groepen.setdefault((cijfer.periode.code, cijfer.indicator), []).append(cijfer)
    for groep in groepen.values():
        regels = tuple(
            Regel(c, eerder.get(_sleutel(c), {}), (c.indicator, c.plaats, c.vak.van, c.vak.tot) in om_register)
            for c in sorted(groep, key=lambda c: (c.plaats != REGIO, c.plaatsnaam))
        )
        yield Tabel(
            f"{groep[0].indicator}-{groep[0].periode.code}",
            groep[0].titel,
            periodenaam(groep[0].periode),
            groep[0].is_aandeel,
            regels,
        )
