"""Reads `feiten.toml`: the format, region, peildatum and origin of a folder of facts."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zicht.core.feiten import FORMAAT
from zicht.core.regels import Leesfout, Vondst, toon
from zicht.engines.feitenset import BESTAND


@dataclass(frozen=True)
class Kenmerken:
    """Wat `feiten.toml` over de map zegt."""

    regios: tuple[str, ...]
    peildatum: date
    bron: str


def lees_kenmerken(map_: Path, vondsten: list[Vondst]) -> Kenmerken | None:
    """Read feiten.toml; faults are added to `vondsten` and give None."""
    gegevens = _toml(map_ / BESTAND, vondsten)
    if gegevens is None:
        return None
    regios = _regios(gegevens.get("regio"))
    peildatum = gegevens.get("peildatum")
    if gegevens.get("formaat") != FORMAAT or isinstance(gegevens.get("formaat"), bool):
        vondsten.append(_vondst(Leesfout.FORMAAT, gegevens.get("formaat")))
    if not regios:
        vondsten.append(_vondst(Leesfout.REGIO, gegevens.get("regio")))
    if not isinstance(peildatum, date) or isinstance(peildatum, datetime):
        vondsten.append(_vondst(Leesfout.PEILDATUM, peildatum))
        return None
    return Kenmerken(regios, peildatum, str(gegevens.get("bron", "")))


def _toml(pad: Path, vondsten: list[Vondst]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(pad.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except FileNotFoundError:
        vondsten.append(Vondst(Leesfout.GEEN_FEITEN_TOML, gegevens={"map": toon(pad.parent)}))
    except OSError as fout:
        vondsten.append(Vondst(Leesfout.NIET_TE_OPENEN, gegevens={"bestand": BESTAND, "reden": reden(fout)}))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        vondsten.append(Vondst(Leesfout.FEITEN_TOML_KAPOT, rij=_regel(fout), gegevens={"plaats": _plaats(fout)}))
    return None


def reden(fout: OSError) -> str:
    """Why a file cannot be opened, in Dutch."""
    if isinstance(fout, PermissionError):
        return "u hebt er geen leesrechten op"
    return "het is een map" if isinstance(fout, IsADirectoryError) else "het bestand is niet te lezen"


def _regel(fout: UnicodeDecodeError | tomllib.TOMLDecodeError) -> int | None:
    if isinstance(fout, UnicodeDecodeError):
        return fout.object[: fout.start].count(b"\n") + 1
    woorden = str(fout).rstrip(")").split()
    plaats = [woorden[i + 1] for i, woord in enumerate(woorden[:-1]) if woord == "line"]
    return int(plaats[-1].strip(",")) if plaats else None


def _plaats(fout: UnicodeDecodeError | tomllib.TOMLDecodeError) -> str:
    regel = _regel(fout)
    return f"regel {regel}" if regel else "het einde van het bestand"


def _regios(waarde: object) -> tuple[str, ...]:
    if isinstance(waarde, str):
        return (waarde.strip(),) if waarde.strip() else ()
    if isinstance(waarde, list):
        delen: list[object] = list(waarde)  # pyright: ignore[reportUnknownArgumentType]
        if all(isinstance(deel, str) and deel.strip() for deel in delen):
            return tuple(str(deel).strip() for deel in delen)
    return ()


def _vondst(fout: Leesfout, waarde: object) -> Vondst:
    return Vondst(fout, gegevens={"waarde": "niets" if waarde is None else toon(repr(waarde).strip("'"))})
