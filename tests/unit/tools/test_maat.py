"""The score sheet counts right, and the centre keeps its targets."""

import ast
from pathlib import Path

import pytest

from tools import maat

EXAMPLE = (
    '''\
"""A module."""

def one() -> int:
    """Documented."""
    return 1

@decorated
def two():
    def inner(): pass
    return inner  # no'''
    '''qa

class Thing:
    """Documented."""

    def method(self) -> None:
        pass

    def _private(self) -> None:
        pass
'''
)


@pytest.fixture
def example(tmp_path: Path) -> maat.File:
    path = tmp_path / "example.py"
    path.write_text(EXAMPLE)
    return maat.read(path)


def test_functions_are_measured_without_their_decorator(example: maat.File) -> None:
    assert {unit.name: unit.lines for unit in example.functions} == {
        "one": 3,
        "two": 3,
        "inner": 1,
        "method": 2,
        "_private": 2,
    }


def test_public_names_without_docstring_are_named(example: maat.File) -> None:
    assert example.undocumented == ("two", "Thing.method")


def test_suppressions_and_annotations_are_counted(example: maat.File) -> None:
    row = maat.summarise("example", [example])
    assert row.suppressions == 1
    assert row.annotated == pytest.approx(3 / 5)
    assert (row.median, row.p90, row.longest) == (2, 3, 3)


def test_sheet_has_a_line_per_package_and_one_for_all(example: maat.File) -> None:
    lines = list(maat.sheet(maat.packages()))
    assert lines[1].startswith("capaciteit") or lines[1].startswith("catalogus")
    assert any(line.startswith("all ") for line in lines)


# The targets. They are the score sheet's own; a longer piece that reads better is a reason to talk, not to loosen.
CENTRE = ("core", "catalogus")


def test_core_functions_are_short() -> None:
    row = maat.summarise("core", maat.packages()["core"])
    assert row.median <= 8
    assert row.p90 <= 25
    assert row.longest <= 40


def test_functions_everywhere_are_short() -> None:
    row = maat.summarise("all", [file for files in maat.packages().values() for file in files])
    assert row.median <= 9
    assert row.p90 <= 30
    assert row.longest <= 60


def test_no_file_is_longer_than_400_lines_outside_the_catalogue() -> None:
    long = [
        str(file.path.relative_to(maat.ROOT))
        for package, files in maat.packages().items()
        for file in files
        if file.lines > 400 and package != "catalogus"
    ]
    assert long == []


def test_public_names_of_the_centre_have_a_docstring() -> None:
    missing = [
        f"{file.path.relative_to(maat.PACKAGE)}: {name}"
        for package in CENTRE
        for file in maat.packages()[package]
        for name in file.undocumented
    ]
    assert missing == []


def test_core_functions_say_what_they_return() -> None:
    assert maat.summarise("core", maat.packages()["core"]).annotated == 1


def test_suppressions_in_the_core_are_rare() -> None:
    assert maat.summarise("core", maat.packages()["core"]).suppressions <= 3


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(path.relative_to(maat.ROOT))
        for folder in ("src", "tests", "tools")
        for path in (maat.ROOT / folder).rglob("*.py")
        if path.stat().st_size
        and "migrations" not in path.parts
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []
