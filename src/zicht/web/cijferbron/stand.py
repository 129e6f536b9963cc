"""De stand van de cijfers die nu geldt, met haar antwoorden."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from typing import Any

from django.conf import settings

from zicht.cijfers import Cijfers, Gemeente, Uitkomst
from zicht.cijfers.cijfers import Per
from zicht.cijfers.onthouden import onthoud
from zicht.core.fouten import ZichtFout
from zicht.core.indicatoren import Telling
from zicht.core.periodes import Periode
from zicht.uitwisseling.bewaard import open_map
from zicht.web import eigennormen
from zicht.web.cijferbron import plaats

_ANDERS = "Laat iemand die de cijfers beheert op 'Cijfers bijwerken' drukken, of draai: zicht onderhoud"


class GeenStand(ZichtFout):
    """Er zijn nog geen cijfers."""


@dataclass
class Stand:
    """Een map met feiten en wat daarover gevraagd is.

    `cijfers` is een verbinding met een databank en dus van een draad tegelijk: reken altijd binnen `rekenen`, of vraag
    met `reeks`, dat antwoorden onthoudt.
    """

    map: Path
    om: datetime | None  # wanneer zij uit de registratie kwam; None als een ander systeem de feiten leverde
    _cijfers: Cijfers = field(repr=False)
    _slot: RLock = field(default_factory=RLock, repr=False)
    _normen: str = field(default="", repr=False)

    def met_normen(self, inhoud: str) -> "Stand":
        """Reken met deze eigen normen; zij horen bij de versie van de definities, en dus bij wat onthouden wordt."""
        with self._slot:
            if inhoud != self._normen:
                self._cijfers.neem_normen_over(eigennormen.lees(inhoud))
                self._normen = inhoud
        return self

    @property
    def definitieversie(self) -> str:
        """De versie van definities en normen waarmee hier gerekend wordt."""
        return self._cijfers.definitieversie

    @property
    def peildatum(self) -> date:
        """Tot en met welke dag de feiten gaan."""
        return self._cijfers.feitenset.peildatum

    @property
    def regios(self) -> tuple[str, ...]:
        """De regio's in de feiten."""
        return self._cijfers.feitenset.regios

    @cached_property
    def vingerafdruk(self) -> str:
        """Waaraan deze feiten te herkennen zijn."""
        with self.rekenen() as cijfers:
            return cijfers.feitenset.vingerafdruk

    @contextmanager
    def rekenen(self) -> Iterator[Cijfers]:
        """De cijfers, voor een vraag tegelijk."""
        with self._slot:
            yield self._cijfers

    def reeks(self, perioden: Sequence[Periode], *, per: Per = Per.REGIO, telling: Telling = Telling.AFGEROND,
              codes: Sequence[str] | None = None, gebieden: Sequence[str] | None = None) -> tuple[Uitkomst, ...]:  # fmt: skip
        """Van elke periode de exacte uitslagen, zoals `Cijfers.reeks`; een antwoord wordt onthouden."""
        alles = (
            tuple(periode.code for periode in perioden),
            per,
            telling,
            codes and tuple(codes),
            gebieden and tuple(gebieden),
        )
        return self.onthoud(
            ("reeks", *alles), lambda c: c.reeks(perioden, per=per, telling=telling, codes=codes, gebieden=gebieden)
        )

    def onthoud(self, sleutel: Any, vraag: Any) -> Any:
        """Het antwoord op `vraag(cijfers)`, een keer uitgerekend per sleutel."""
        with self._slot:
            return onthoud(self._cijfers, sleutel, lambda: vraag(self._cijfers))

    def gemeenten(self, jaar: int) -> tuple[Gemeente, ...]:
        """De gemeenten met hun inwoners in een jaar."""
        return self.onthoud(("gemeenten", jaar), lambda c: c.gemeenten(jaar))

    @property
    def eerste_jaar(self) -> int:
        """Het jaar van de eerste melding of het eerste advies."""
        return self.onthoud(("eerste jaar",), lambda c: c.eerste_jaar)


_open: dict[Path, Stand] = {}
_deur = Lock()


def stand() -> Stand:
    """De stand die nu geldt; de eerste vraag leest haar, daarna staat zij klaar."""
    if settings.INSTELLINGEN.feiten:
        return open_stand(Path(settings.INSTELLINGEN.feiten)).met_normen(eigennormen.tekst())
    mappen = plaats.standen()
    if not mappen:
        raise GeenStand("Er zijn nog geen cijfers.", _ANDERS)
    return open_stand(mappen[0]).met_normen(eigennormen.tekst())


def open_stand(map_: Path) -> Stand:
    """De stand in deze map; een map die opnieuw is gevuld wordt opnieuw gelezen."""
    with _deur:
        bestaand = _open.get(map_)
        if bestaand is None or _is_anders(bestaand):
            eigen = map_.parent == plaats.wortel()
            cijfers = open_map(map_, voorraadmap=plaats.voorraadmap())
            _open[map_] = Stand(map_, plaats.gemaakt_om(map_) if eigen else None, cijfers)
            for oud in [pad for pad in _open if pad != map_ and not pad.exists()]:
                del _open[oud]
        return _open[map_]


def _is_anders(stand_: Stand) -> bool:
    with stand_.rekenen() as cijfers:
        voorraad = cijfers.feitenset.voorraad
        return stand_.om is None and voorraad is not None and not voorraad.geldt_nog
