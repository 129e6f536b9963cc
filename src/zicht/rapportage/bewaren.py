"""Reports and figures as JSON and back, without loss: what was signed can be printed again without computing anything."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import Enum
from fractions import Fraction
from typing import Any

from zicht.rapportage.blokken import (
    Alinea,
    Cel,
    Grafiek,
    Kader,
    Kolom,
    Kop,
    Lijst,
    Rapport,
    Tabel,
    Tekst,
    Uitlijning,
)
from zicht.rapportage.cijferlijst import Cijfer, Cijferlijst, Soort
from zicht.rapportage.jaarbeeld.blad import Aandeel, Blad, Groot, Vak

_SOORTEN: dict[str, type[Any]] = {
    soort.__name__: soort
    for soort in (
        Aandeel, Alinea, Blad, Cel, Cijfer, Grafiek, Groot, Kader, Kolom, Kop, Lijst, Rapport, Tabel, Tekst, Vak,
    )
}  # fmt: skip
_ENUMS: dict[str, type[Enum]] = {"Uitlijning": Uitlijning, "Soort": Soort}
_SLEUTEL = "_"


def als_json(waarde: Any) -> Any:
    """A report, a block or a figure as plain lists, dicts, numbers and strings."""
    match waarde:
        case Fraction():
            return {_SLEUTEL: "Fraction", "waarde": str(waarde)}
        case Enum():
            return {_SLEUTEL: type(waarde).__name__, "waarde": waarde.value}
        case tuple():
            return [als_json(deel) for deel in waarde]  # pyright: ignore[reportUnknownVariableType]
        case _ if type(waarde).__name__ in _SOORTEN:
            return _velden(waarde)
        case _:
            return waarde


def _velden(waarde: Any) -> dict[str, Any]:
    """The fields that differ from their default."""
    uit: dict[str, Any] = {_SLEUTEL: type(waarde).__name__}
    for veld in fields(waarde):
        inhoud = getattr(waarde, veld.name)
        if _anders(veld, inhoud):
            uit[veld.name] = als_json(inhoud)
    return uit


def _anders(veld: Field[Any], inhoud: Any) -> bool:
    return veld.default is MISSING or inhoud != veld.default


def uit_json(waarde: Any) -> Any:
    """The report, block or figure that `als_json` was given."""
    match waarde:
        case list():
            return tuple(uit_json(deel) for deel in waarde)  # pyright: ignore[reportUnknownVariableType]
        case {"_": "Fraction", "waarde": getal}:
            return Fraction(str(getal))  # pyright: ignore[reportUnknownArgumentType]
        case {"_": str(naam), "waarde": inhoud} if naam in _ENUMS:
            return _ENUMS[naam](inhoud)
        case {"_": str(naam)}:
            delen = {sleutel: uit_json(inhoud) for sleutel, inhoud in waarde.items() if sleutel != _SLEUTEL}  # pyright: ignore[reportUnknownVariableType]
            return _SOORTEN[naam](**delen)
        case _:
            return waarde


def lijst_als_json(lijst: Cijferlijst) -> list[Any]:
    """Every figure, in order of its key."""
    return [als_json(cijfer) for cijfer in sorted(lijst, key=lambda cijfer: cijfer.sleutel)]


def lijst_uit_json(cijfers: list[Mapping[str, Any]]) -> Cijferlijst:
    """The figures that `lijst_als_json` was given."""
    gelezen: list[Cijfer] = [uit_json(cijfer) for cijfer in cijfers]
    return Cijferlijst({cijfer.sleutel: cijfer for cijfer in gelezen})
