"""The reference pages are made from the code, and the stored ones are current."""

from pathlib import Path

from tools import naslag
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cli import OPDRACHTEN
from zicht.core.feiten import FEITEN


def test_the_stored_pages_are_current() -> None:
    assert naslag.stale() == [], "run `make docs`"


def test_a_page_that_differs_is_stale(tmp_path: Path) -> None:
    for name, text in naslag.FILES.items():
        (tmp_path / name).write_text(text(), encoding="utf-8")
    (tmp_path / "bronnen.md").write_text("old", encoding="utf-8")
    (tmp_path / "termijnen.md").unlink()
    assert naslag.stale(tmp_path) == ["bronnen.md", "termijnen.md"]


def test_every_indicator_has_a_section_with_its_source() -> None:
    page = naslag.render(naslag.indicators)
    sections = page.split("\n## ")[1:]
    assert [section.splitlines()[0] for section in sections] == list(INDICATOREN)
    assert all("| bron | [" in section for section in sections)


def test_every_table_and_column_of_the_format_is_there() -> None:
    page = naslag.render(naslag.facts)
    for fact in FEITEN:
        assert f"\n## {fact.tabelnaam()}\n" in page
        assert all(f"`{column.naam}" in page for column in fact.tabel().kolommen)


def test_every_command_is_there() -> None:
    page = naslag.render(naslag.commands)
    assert [line[9:] for line in page.splitlines() if line.startswith("## zicht ")] == list(OPDRACHTEN)
    assert "| `--periode PERIODE` | ja |" in page


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert list(naslag.table(("a",), [("x|y",)]))[2] == r"| x\|y |"
