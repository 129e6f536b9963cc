"""Sprongen per bron als taken: over een maand van een groep melders of een gemeente, nooit over een mens of een dossier."""

from collections.abc import Iterator

from zicht.cijfers.sprongen import Sprong, sprongen
from zicht.web.cijferbron import Stand
from zicht.web.kwaliteit.models import Niveau
from zicht.web.kwaliteit.overnemen import Gevonden


def van(stand: Stand) -> tuple[Sprong, ...]:
    """De sprongen in de laatste volle maand."""
    return stand.onthoud(("sprongen",), sprongen)


def taken(stand: Stand) -> Iterator[Gevonden]:
    """Elke sprong als taak voor wie de registratie beheert."""
    for een in van(stand):
        feit = f"{een.soort} {een.bron} {een.maand}"
        yield Gevonden(f"sprong-{een.veld or 'aantal'}", feit, een.zin, Niveau.HINT)
