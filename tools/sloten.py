"""Checks the locks without a network: they fit pyproject.toml, every version has a hash, the small one is in the big."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
WANT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?\s*>=\s*(?P<version>[0-9.]+)")
Pins = dict[str, set[str]]


def normal(name: str) -> str:
    """The way package names are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> Pins:
    """Name to versions (several when they differ per Python or system)."""
    result: Pins = {}
    for line in text.splitlines():
        if match := PIN.match(line):
            result.setdefault(normal(match["name"]), set()).add(match["version"])
    return result


def without_hash(text: str) -> list[str]:
    """Locked packages that have no hash behind them."""
    blocks = re.split(r"\n(?=\S)", text.strip())
    return [block.split()[0] for block in blocks if block and "--hash=sha256:" not in block]


def wanted(project: dict[str, Any], *groups: str) -> Iterator[str]:
    """What pyproject.toml asks for directly: the package's own needs and these groups."""
    yield from project["project"]["dependencies"]
    for group in groups:
        for item in project["dependency-groups"][group]:
            if isinstance(item, str):
                yield item


def unfit(requirement: str, locked: Pins) -> str | None:
    """Why this requirement is not met by the lock."""
    match = WANT.match(requirement)
    if match is None:
        return f"{requirement!r} should read name>=version"
    versions = locked.get(normal(match["name"]), set())
    if not versions:
        return f"{match['name']} is not in the lock"
    too_low = [version for version in versions if numbers(version) < numbers(match["version"])]
    return f"{match['name']} is locked at {too_low[0]}, wanted {requirement!r}" if too_low else None


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers; what is not a number ends it."""
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+", maxsplit=1)[0]))


def problems(project: dict[str, Any], basis: str, ontwikkeling: str) -> Iterator[str]:
    """Everything that is wrong with the two locks."""
    small, big = pins(basis), pins(ontwikkeling)
    for name, text, asked in (
        ("basis", basis, wanted(project, "bouw")),
        ("ontwikkeling", ontwikkeling, wanted(project, "bouw", "dev")),
    ):
        yield from (f"{name}.txt: {pin} has no hash" for pin in without_hash(text))
        yield from (f"{name}.txt: {reason}" for item in asked if (reason := unfit(item, pins(text))))
    for name, versions in small.items():
        if versions != big.get(name):
            yield f"{name}: basis.txt and ontwikkeling.txt name different versions"


def main() -> int:
    """Print what is wrong."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    basis, ontwikkeling = ((ROOT / "requirements" / f"{name}.txt").read_text() for name in ("basis", "ontwikkeling"))
    found = list(problems(project, basis, ontwikkeling))
    sys.stderr.writelines(f"{line}; run `make lock`\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
