"""Waarden als JSON en terug, zonder verlies: het type van elk veld zegt hoe het gelezen wordt.

Gelijke waarden geven gelijke bytes. Een veld dat zijn standaard heeft, staat er niet in; een bedrag staat er als tekst.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

from zicht.core.fouten import OnleesbaarFout

Plat = None | bool | int | float | str | list["Plat"] | dict[str, "Plat"]
T = TypeVar("T")


def als_json(waarde: object) -> bytes:
    """De waarde als JSON."""
    return (json.dumps(plat(waarde), ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()


def uit_json(soort: type[T], bytes_: bytes | str) -> T:
    """De waarde die `als_json` kreeg; wat niet te lezen is, is een fout in woorden."""
    try:
        return cast("T", bol(soort, json.loads(bytes_)))
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError) as fout:
        raise OnleesbaarFout(
            f"Verwacht een bewaard {soort.__name__.lower()} van Zicht; dit is het niet of niet heel."
        ) from fout


def vingerafdruk(waarde: object) -> str:
    """Een vaste, korte naam voor een waarde: gelijke waarden hebben dezelfde."""
    return sha256(als_json(waarde)).hexdigest()


# ------------------------------------------------------------------------------------------------------------- schrijven


def plat(waarde: object) -> Plat:
    """De waarde in lijsten, tabellen, getallen en teksten."""
    match waarde:
        case Enum():
            return waarde.name
        case None | bool() | int() | float() | str():
            return waarde
        case Decimal():
            return str(waarde)
        case date():
            return waarde.isoformat()
        case _ if is_dataclass(waarde):
            return {veld.name: plat(getattr(waarde, veld.name)) for veld in fields(waarde) if _telt(veld, waarde)}
        case _:
            return _verzameling(waarde)


def _verzameling(waarde: object) -> Plat:
    if isinstance(waarde, Mapping):
        tabel = cast("Mapping[object, object]", waarde)
        return {str(plat(sleutel)): plat(deel) for sleutel, deel in tabel.items()}
    if isinstance(waarde, tuple | list):
        return [plat(deel) for deel in cast("tuple[object, ...]", waarde)]
    raise TypeError(f"{type(waarde).__name__} is niet te bewaren")


def _telt(veld: Field[object], waarde: object) -> bool:
    """Of een veld in het verslag komt: het hoort bij de vergelijking en wijkt af van zijn standaard."""
    inhoud = getattr(waarde, veld.name)
    standaard = veld.default_factory() if veld.default_factory is not MISSING else veld.default
    return veld.compare and (standaard is MISSING or inhoud != standaard)


# ----------------------------------------------------------------------------------------------------------------- lezen


def bol(soort: object, waarde: Plat) -> object:
    """De waarde van een soort uit haar platte vorm."""
    if get_origin(soort) in (Union, types.UnionType):
        return _een_van(get_args(soort), waarde)
    if get_origin(soort) is tuple:
        return _rij(get_args(soort), cast("list[Plat]", waarde))
    if get_origin(soort) is not None:
        return _tabel(get_args(soort), cast("dict[str, Plat]", waarde))
    if is_dataclass(soort):
        return _waarde(cast("type[object]", soort), cast("dict[str, Plat]", waarde))
    return _enkel(cast("type[object]", soort), waarde)


def _enkel(soort: type[object], waarde: Plat) -> object:
    if issubclass(soort, Enum):
        return soort[str(waarde)]
    if soort is Decimal:
        return Decimal(str(waarde))
    if soort is date:
        return date.fromisoformat(str(waarde))
    if soort is float and isinstance(waarde, int | float):
        return float(waarde)
    if not isinstance(waarde, soort) or (soort is int and isinstance(waarde, bool)):
        raise TypeError(f"verwacht {soort.__name__}")
    return waarde


def _een_van(soorten: tuple[object, ...], waarde: Plat) -> object:
    if waarde is None:
        return None
    mogelijk = [soort for soort in soorten if soort is not type(None)]
    # Van getal of bedrag is een tekst het bedrag.
    if len(mogelijk) > 1:
        mogelijk = [soort for soort in mogelijk if (soort is Decimal) == isinstance(waarde, str)]
    return bol(mogelijk[0], waarde)


def _rij(soorten: tuple[object, ...], waarde: list[Plat]) -> tuple[object, ...]:
    if len(soorten) == 2 and soorten[1] is Ellipsis:
        return tuple(bol(soorten[0], deel) for deel in waarde)
    return tuple(bol(soort, deel) for soort, deel in zip(soorten, waarde, strict=True))


def _tabel(soorten: tuple[object, ...], waarde: dict[str, Plat]) -> Mapping[object, object]:
    sleutel, inhoud = soorten
    return MappingProxyType({bol(sleutel, naam): bol(inhoud, deel) for naam, deel in waarde.items()})


@cache
def _soorten(soort: type[object]) -> dict[str, object]:
    return get_type_hints(soort)


def _waarde(soort: type[object], waarde: dict[str, Plat]) -> object:
    soorten = _soorten(soort)
    return soort(**{naam: bol(soorten[naam], deel) for naam, deel in waarde.items()})
