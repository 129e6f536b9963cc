"""De cijfers van nu en van een vastgestelde periode, uit dezelfde definities als de burap.

Een antwoord wordt bewaard zolang de registratie niet verandert; een vastgestelde periode verandert nooit.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from django.db.models import Max
from django.utils import timezone

from zicht.cijfers import Cijfers, Uitkomst
from zicht.core.periodes import Periode, lees_periode
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.getallen import getal, procent
from zicht.uitwisseling.feiten import lees_feiten
from zicht.web import eigennormen
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import exporteer

_HOOGSTENS = 32
_bewaard: "OrderedDict[tuple[str, date, datetime | None, int, str], Uitkomst]" = OrderedDict()
_beurt = Lock()  # een voor een: rekenen gebruikt alle kernen al


@dataclass(frozen=True)
class Verschil:
    """Een indicator bij het vaststellen en nu."""

    uitslag: Uitslag
    toen: str
    nu: str
    toen_aantallen: str
    nu_aantallen: str

    @property
    def anders(self) -> bool:
        """Of het cijfer of een aantal erachter veranderde."""
        return (self.toen, self.toen_aantallen) != (self.nu, self.nu_aantallen)


def perioden(vandaag: date, aantal: int = 6) -> list[str]:
    """De burap-perioden tot en met die van nu, de nieuwste eerst."""
    jaar, deel, uit = vandaag.year, (vandaag.month - 1) // 4 + 1, list[str]()
    while len(uit) < aantal:
        uit.append(f"{jaar}-burap{deel}")
        jaar, deel = (jaar, deel - 1) if deel > 1 else (jaar - 1, 3)
    return uit


def uitkomst(periode: Periode, peildatum: date, stand_op: datetime | None = None) -> Uitkomst:
    """De indicatoren van een periode, uit de registratie van nu of zoals bekend op een tijdstip."""
    stand = 0 if stand_op else laatste_versie()
    sleutel = (periode.code, peildatum, stand_op, stand, eigennormen.tekst())
    with _beurt:
        if sleutel not in _bewaard:
            with _cijfers(peildatum, stand_op) as cijfers:
                _bewaard[sleutel] = cijfers.uitslagen(periode)
            while len(_bewaard) > _HOOGSTENS:
                _bewaard.popitem(last=False)
        _bewaard.move_to_end(sleutel)
        return _bewaard[sleutel]


@contextmanager
def _cijfers(peildatum: date, stand_op: datetime | None) -> Iterator[Cijfers]:
    with TemporaryDirectory(prefix="zicht-feiten-") as tijdelijk:
        map_ = Path(tijdelijk) / "feiten"
        exporteer(map_, peildatum=peildatum, stand_op=stand_op)
        yield Cijfers(lees_feiten(map_), eigen_normen=eigennormen.normen())


def vastgesteld() -> list[m.Vaststelling]:
    """Alle vastgestelde perioden, de nieuwste eerst."""
    return list(m.Vaststelling.objects.select_related("door").order_by("-om"))


def verschillen(vaststelling: m.Vaststelling, vandaag: date) -> list[Verschil]:
    """Per indicator het cijfer bij het vaststellen en het cijfer nu."""
    periode = lees_periode(vaststelling.periode)
    toen = uitkomst(periode, timezone.localdate(vaststelling.om), vaststelling.om).uitslagen
    nu = {(u.code, u.gebied): u for u in uitkomst(periode, vandaag).uitslagen}
    return [
        Verschil(oud, waarde(oud), waarde(nu[sleutel]), aantallen(oud), aantallen(nu[sleutel]))
        for oud in toen
        if (sleutel := (oud.code, oud.gebied)) in nu
    ]


def laatste_versie() -> int:
    """Het nummer van wat het laatst is vastgelegd: een ander nummer betekent dat er iets bij kwam."""
    return m.Versie.objects.aggregate(laatste=Max("id"))["laatste"] or 0


def waarde(uitslag: Uitslag) -> str:
    """De waarde met haar eenheid."""
    return _met_eenheid(uitslag.waarde, uitslag.eenheid)


def norm(uitslag: Uitslag) -> str:
    """De norm met haar eenheid; leeg zonder norm."""
    return "" if uitslag.norm is None else _met_eenheid(uitslag.norm, uitslag.eenheid)


def _met_eenheid(waarde: float | None, eenheid: str) -> str:
    if waarde is None:
        return "–"
    match eenheid:
        case "aandeel":
            return procent(waarde, 1)
        case "cijfer":
            return getal(waarde, 1)
        case "dagen":
            return f"{getal(waarde, 1)} dagen"
        case _:
            return getal(waarde)


def aantallen(uitslag: Uitslag) -> str:
    """De aantallen achter een aandeel of gemiddelde."""
    if uitslag.eenheid == "aantal":
        return ""
    noemer = getal(uitslag.noemer)
    return f"{getal(uitslag.teller)} van {noemer}" if uitslag.teller is not None else f"n = {noemer}"
