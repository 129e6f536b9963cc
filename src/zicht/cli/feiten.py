"""What every command on a folder of facts does first: open it, check it, and say what stood out."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_datum

if TYPE_CHECKING:
    from zicht.cijfers import Cijfers

ENGINES = ("duckdb", "postgres", "spark")


def open_cijfers(args: Namespace) -> list["Cijfers"]:
    """The figures of MAP, one for each region folder; findings that block stop here."""
    from zicht.uitwisseling.bewaard import open_mappen

    engine = getattr(args, "engine", "duckdb")
    if engine not in ENGINES:
        raise AanroepFout(f"Onbekende rekenmachine '{engine[:80]}' voor --engine. Kies uit: {', '.join(ENGINES)}.")
    zonder_cache = getattr(args, "zonder_cache", False)
    alle = open_mappen(Path(args.map), toch=args.toch, zonder_cache=zonder_cache, engine=engine)
    meld([regel for cijfers in alle for regel in cijfers.feitenset.waarschuwingen])
    return alle


def gevraagde_peildatum(args: Namespace, alle: Sequence["Cijfers"]) -> date | None:
    """The peildatum of the call; with several folders the earliest of theirs, so that figures can be compared."""
    gevraagd = lees_datum(args.peildatum) if args.peildatum else None
    if len(alle) == 1:
        return gevraagd
    return min(filter(None, (gevraagd, *(cijfers.feitenset.peildatum for cijfers in alle))))
