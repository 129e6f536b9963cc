"""Every command in the manual works, in the order of the page, and prints what the page shows."""

import fnmatch
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from zicht import cli

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page, with the lines that the page shows under it."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = example.splitlines()
            yield command, shown


def fits(output: str, shown: list[str]) -> bool:
    """Whether the output is what the page shows; a line with only … stands for any lines."""
    pattern = "\n".join("*" if line == "…" else re.sub(r"([*?[])", r"[\1]", line) for line in shown)
    return fnmatch.fnmatchcase(output.rstrip("\n"), pattern)


PAGES = [page for page in sorted(DOCS.rglob("*.md")) if list(examples(page))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_on_the_page_work(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, shown in examples(page):
        program, *arguments = shlex.split(command)
        assert program == "zicht"
        status, printed = cli.main(arguments), capsys.readouterr()
        assert status == 0, f"{command}\n{printed.err}"
        assert not shown or fits(printed.out, shown), f"{command}\n{printed.out}"


def test_the_tutorial_is_tested() -> None:
    assert "eerste-kwartier" in [page.stem for page in PAGES]


@pytest.mark.parametrize(
    "output, expected",
    [("one\ntwo\nthree\n", True), ("one\n\nthree\n", True), ("one\nthree\n", False), ("two\nthree\n", False)],
)
def test_three_dots_stand_for_any_lines_between(output: str, *, expected: bool) -> None:
    assert fits(output, ["one", "…", "three"]) is expected
