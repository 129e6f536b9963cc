"""Wat een levering in voorbereiding tegenhoudt of vraagt, als taken bij wie het dossier heeft.

Wat in de levering is verklaard vraagt niets meer, en een levering die de deur uit is ook niet.
"""

from collections.abc import Iterator, Mapping

from zicht.core.levering.regels import Leverbevinding
from zicht.core.levering.regels import Niveau as Leverniveau
from zicht.web.kwaliteit.models import Niveau
from zicht.web.kwaliteit.overnemen import Gevonden
from zicht.web.levering.models import Levering
from zicht.web.levering.selecties import verklaringen, zonder_inhoud
from zicht.web.registratie.selecties.kwaliteit import Thuis, thuis_van

_NIVEAU = {
    Leverniveau.BLOKKEERT: Niveau.BLOKKEERT, Leverniveau.VERKLAREN: Niveau.UITLEG, Leverniveau.HINT: Niveau.HINT,
}  # fmt: skip
_MET_DOSSIER = frozenset({"melding", "dienst", "persoon"})
_TABEL = frozenset({"advies", "melding", "dienst"})


def taken() -> list[Gevonden]:
    """De bevindingen van elke levering in voorbereiding."""
    bezig = zonder_inhoud().filter(stand=Levering.BEZIG).exclude(gebouwd_om=None)
    return [gevonden for levering in bezig for gevonden in _van(levering)]


def _van(levering: Levering) -> Iterator[Gevonden]:
    verklaard = verklaringen(levering.periode)
    over = [b for b in levering.keuring.bevindingen if not {b.kenmerk, b.regel} & verklaard.keys()]
    thuis = _thuis(over)
    for een in over:
        plek = _plek(een)
        van = thuis.get(plek) if plek else None
        if een.soort in _MET_DOSSIER and van is None:
            continue  # van welk dossier het is, is niet te zeggen: dan ook niet wie het mag zien
        yield Gevonden(
            een.regel, f"{levering.periode} {een.soort} {een.sleutel}"[:120], een.boodschap, _NIVEAU[een.niveau],
            een.soort if een.soort in _TABEL else "", *((van.dossier, van.team, van.eigenaar) if van else ()),
        )  # fmt: skip


def _plek(een: Leverbevinding) -> tuple[str, str] | None:
    """De tabel en de sleutel waarmee het dossier te vinden is; een persoon hoort bij een melding of een dienst."""
    if een.soort in ("melding", "dienst"):
        return een.soort, een.sleutel
    if een.soort == "persoon":
        kenmerk = een.sleutel.partition("/")[0]
        return ("melding" if kenmerk.startswith("M") else "dienst"), kenmerk
    return None


def _thuis(bevindingen: list[Leverbevinding]) -> Mapping[tuple[str, str], Thuis | None]:
    per_soort: dict[str, set[str]] = {}
    for een in bevindingen:
        if plek := _plek(een):
            per_soort.setdefault(plek[0], set()).add(plek[1])
    return {
        (soort, sleutel): thuis
        for soort, sleutels in per_soort.items()
        for sleutel, thuis in thuis_van(soort, sleutels).items()
    }
