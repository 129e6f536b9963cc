"""De cijfers van een map: uit de voorraad als die er is, en anders gelezen, gecontroleerd en bewaard."""

from pathlib import Path

from zicht.cijfers import Cijfers
from zicht.cijfers.rekenaar import Engine
from zicht.engines.feitenset import Feitenset
from zicht.engines.voorraad import Voorraad, voorraad_van
from zicht.uitwisseling.mappen import mappen_in


def open_mappen(map_: Path, *, toch: bool = False, zonder_cache: bool = False,
                engine: Engine = "duckdb") -> list[Cijfers]:  # fmt: skip
    """De cijfers van een map, of van elke map met een feiten.toml die er direct in staat."""
    return [open_map(deel, toch=toch, zonder_cache=zonder_cache, engine=engine) for deel in mappen_in(map_)]


def open_map(map_: Path, *, toch: bool = False, zonder_cache: bool = False, engine: Engine = "duckdb",
             voorraadmap: Path | None = None) -> Cijfers:  # fmt: skip
    """De cijfers van een map; `zonder_cache` leest en bouwt alles opnieuw en laat de voorraad zoals ze is.

    `voorraadmap` is een eigen plaats voor de voorraad, in plaats van die van de gebruiker.
    """
    voorraad = None if zonder_cache else voorraad_van(map_, voorraadmap)
    bewaard = voorraad.open(lambda: _lees(map_, voorraad, toch=toch)) if voorraad else None
    return Cijfers(bewaard or _lees(map_, voorraad, toch=toch), engine=engine)


def _lees(map_: Path, voorraad: Voorraad | None, *, toch: bool) -> Feitenset:
    """De feiten gelezen en gecontroleerd; met een voorraad ook met brede feiten, en bewaard."""
    from zicht.uitwisseling.feiten import lees_feiten  # dat leest alle controles: alleen als het nodig is

    feitenset = lees_feiten(map_, toch=toch)
    if voorraad is None:
        return feitenset
    return voorraad.bewaar(feitenset, recidive_wisselt=Cijfers(feitenset).rekenaar.recidive_wisselt)
