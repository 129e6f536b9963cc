"""Kleine delen van een vertaling lezen: voorwaarden en datumvormen."""

from zicht.core.regels import toon
from zicht.engines.omzetten.datums import ontleed
from zicht.engines.omzetten.vorm import Voorwaarde
from zicht.uitwisseling.omzetten.toets import Lezer, Tabel


def keur_datum(lezer: Lezer, waar: str, vorm: str) -> None:
    """Zeg het als dit geen datumvorm is."""
    if ontleed(vorm) is None:
        lezer.fout(
            waar,
            f"'{toon(vorm)}' is geen datumvorm. Gebruik d, dd, m, mm, jjjj, uu, mm en ss, zoals dd-mm-jjjj of jjjjmmdd. "
            "Een jaar heeft vier cijfers.",
        )


def lees_eisen(lezer: Lezer, deel: Tabel, sleutel: str, waar: str) -> tuple[Voorwaarde, ...]:
    """De voorwaarden onder `als` of `bij`; een tabel alleen mag ook."""
    lijst = lezer.tabellen(deel, sleutel, waar)
    return tuple(eis for een in lijst if (eis := _eis(lezer, een, f"{waar}, {sleutel}")))


def _eis(lezer: Lezer, een: Tabel, waar: str) -> Voorwaarde | None:
    lezer.sleutels(een, waar, ("kolom", "is", "niet", "gevuld"))
    kolom = lezer.tekst(een, "kolom", waar, verplicht=True)
    eisen = [naam for naam in ("is", "niet", "gevuld") if naam in een]
    if len(eisen) != 1:
        lezer.fout(waar, "een voorwaarde heeft 'kolom', en verder 'is', 'niet' of 'gevuld'.")
        return None
    if eisen == ["gevuld"]:
        return Voorwaarde(kolom, "gevuld" if lezer.haal(een, "gevuld", waar, bool, True) else "leeg")  # noqa: FBT003
    waarden = lezer.teksten(een, eisen[0], waar)
    if not waarden:
        lezer.fout(waar, f"'{eisen[0]}' is leeg.")
    return Voorwaarde(kolom, eisen[0], waarden)
