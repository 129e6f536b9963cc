"""Een map met feiten, of een map met zulke mappen."""

from pathlib import Path

from zicht.engines.feitenset import BESTAND


def mappen_in(map_: Path) -> list[Path]:
    """De map zelf, of de mappen met een feiten.toml die er direct in staan."""
    if (map_ / BESTAND).exists() or not map_.is_dir():
        return [map_]
    return [deel for deel in sorted(map_.iterdir()) if (deel / BESTAND).exists()] or [map_]
