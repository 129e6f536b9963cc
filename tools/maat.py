"""The score sheet of our own code: sizes, docstrings and suppressions per package. `make maat` prints it."""

import ast
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "zicht"
SUPPRESSIONS = ("# type: " + "ignore", "# pyright: " + "ignore", "# no" + "qa")  # split: this file is counted too
Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Unit:
    """One function or method."""

    name: str
    lines: int
    annotated: bool


@dataclass(frozen=True)
class File:
    """What is counted in one file."""

    path: Path
    lines: int
    functions: tuple[Unit, ...]
    undocumented: tuple[str, ...]
    suppressions: int


@dataclass(frozen=True)
class Row:
    """One line of the sheet."""

    package: str
    files: int
    lines: int
    longest_file: int
    functions: int
    median: float
    p90: float
    longest: int
    annotated: float
    undocumented: int
    suppressions: int


@cache
def read(path: Path) -> File:
    """Measure one file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = tuple(Unit(node.name, length(node), node.returns is not None) for node in definitions(tree))
    missing = tuple(name for name, node in public(tree) if ast.get_docstring(node) is None)
    return File(path, text.count("\n"), functions, missing, sum(text.count(mark) for mark in SUPPRESSIONS))


def definitions(tree: ast.AST) -> Iterator[Definition]:
    """Every function and method, nested ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, Definition))


def length(node: Definition) -> int:
    """Lines of a function, docstring included, decorators not."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def public(tree: ast.Module) -> Iterator[tuple[str, Definition | ast.ClassDef]]:
    """Public functions, classes and methods of public classes, by their dotted name."""
    for node in tree.body:
        if not is_public(node):
            continue
        yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{part.name}", part) for part in node.body if is_public(part))


def is_public(node: ast.stmt) -> TypeGuard[Definition | ast.ClassDef]:
    """Whether this defines a name that readers of other files may use."""
    return isinstance(node, Definition | ast.ClassDef) and not node.name.startswith("_")


def summarise(package: str, files: Sequence[File]) -> Row:
    """Add up the files of one package."""
    units = [unit for file in files for unit in file.functions]
    sizes = sorted(unit.lines for unit in units) or [0]
    return Row(
        package,
        len(files),
        sum(file.lines for file in files),
        max((file.lines for file in files), default=0),
        len(units),
        statistics.median(sizes),
        percentile(sizes, 0.9),
        sizes[-1],
        sum(unit.annotated for unit in units) / max(len(units), 1),
        sum(len(file.undocumented) for file in files),
        sum(file.suppressions for file in files),
    )


def percentile(sizes: Sequence[int], share: float) -> float:
    """The value below which this share lies (sizes are sorted)."""
    return sizes[min(len(sizes) - 1, int(len(sizes) * share))]


def packages(root: Path = PACKAGE) -> dict[str, list[File]]:
    """The files per top-level package."""
    found: dict[str, list[File]] = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).parts
        if "migrations" in parts:  # written by Django
            continue
        found.setdefault(parts[0] if len(parts) > 1 else "zicht", []).append(read(path))
    return found


def sheet(found: dict[str, list[File]]) -> Iterator[str]:
    """The table, line by line, and after it the longest functions."""
    yield (
        f"{'package':<14}{'files':>6}{'lines':>7}{'longest':>8}  {'func':>5}{'med':>5}{'p90':>5}{'max':>5}"
        f"{'typed':>7}{'undoc':>6}{'suppr':>6}"
    )
    everything = [file for files in found.values() for file in files]
    for package, files in [*sorted(found.items()), ("all", everything)]:
        row = summarise(package, files)
        yield (
            f"{row.package:<14}{row.files:>6}{row.lines:>7}{row.longest_file:>8}  {row.functions:>5}"
            f"{row.median:>5g}{row.p90:>5g}{row.longest:>5}{row.annotated:>7.0%}{row.undocumented:>6}"
            f"{row.suppressions:>6}"
        )
    units = sorted(((unit.lines, unit.name, file.path) for file in everything for unit in file.functions), reverse=True)
    yield ""
    yield from (f"{lines:>5}  {path.relative_to(PACKAGE)}  {name}" for lines, name, path in units[:10])


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in sheet(packages()))
