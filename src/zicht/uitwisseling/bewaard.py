"""De cijfers van een map: uit de voorraad als die er is, en anders gelezen, gecontroleerd en bewaard."""

from pathlib import Path

from zicht.cijfers import Cijfers
from zicht.cijfers.rekenaar import Engine
from zicht.engines.voorraad import voorraad_van
from zicht.uitwisseling.mappen import mappen_in


def open_mappen(map_: Path, *, toch: bool = False, zonder_cache: bool = False,
                engine: Engine = "duckdb") -> list[Cijfers]:  # fmt: skip
    """De cijfers van een map, of van elke map met een feiten.toml die er direct in staat."""
    return [open_map(deel, toch=toch, zonder_cache=zonder_cache, engine=engine) for deel in mappen_in(map_)]


def open_map(map_: Path, *, toch: bool = False, zonder_cache: bool = False, engine: Engine = "duckdb") -> Cijfers:
    """De cijfers van een map; `zonder_cache` leest en bouwt alles opnieuw en laat de voorraad zoals ze is."""
    voorraad = None if zonder_cache else voorraad_van(map_)
    bewaard = voorraad.open() if voorraad else None
    if bewaard is not None:
        return Cijfers(bewaard, engine=engine)
    from zicht.uitwisseling.feiten import lees_feiten  # dat leest alle controles: alleen als het nodig is

    feitenset = lees_feiten(map_, toch=toch)
    if voorraad is None:
        return Cijfers(feitenset, engine=engine)
    eerst = Cijfers(feitenset, engine=engine)
    bewaard = voorraad.bewaar(feitenset, recidive_wisselt=eerst.rekenaar.recidive_wisselt)
    return Cijfers(bewaard, engine=engine)
