"""The documents of the house are complete, point to things that exist, and say what the project file says."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
LINK = re.compile(r"!?\[[^]]*\]\(([^)\s]+)\)|src=\"([^\"]+)\"")


def name(path: Path) -> str:
    """How a page is called in the test report."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file_that_exists(page: Path) -> None:
    targets = ["".join(link).split("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8"))]
    broken = [target for target in targets if target and ":" not in target and not (page.parent / target).exists()]
    assert broken == []


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_has_a_date_and_its_three_parts(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {page.name[:4]} ")
    assert re.match(r"\d{4}-\d{2}-\d{2} · (accepted|replaced by \d{4})$", lines[2])
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]


def test_every_decision_is_listed_with_its_own_title() -> None:
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    for page in DECISIONS:
        title = page.read_text(encoding="utf-8").splitlines()[0][7:]
        assert f"| [{page.name[:4]}]({page.name}) | {title} |" in index


def test_every_run_time_dependency_has_a_row_in_decision_0012() -> None:
    rows = (ROOT / "docs" / "adr" / "0012-run-time-dependencies.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([A-Za-z0-9-]+) \|(?! what for)", rows, re.MULTILINE))
    asked = {re.split(r"[>=\[]", item)[0] for item in PROJECT["project"]["dependencies"]}
    assert listed == asked


def test_the_newest_changelog_entry_is_this_version_and_opens_with_the_figures() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    released = [entry for entry in entries if not entry.startswith("Onuitgebracht\n")]
    assert entries[-len(released) :] == released, "what is not released yet stands on top"
    assert released[0].startswith(f"{PROJECT['project']['version']} — ")
    for entry in entries:
        assert re.findall(r"^### (.+)$", entry, re.MULTILINE) == ["Cijfers", "Werkproces", "Techniek"]


def test_publiccode_names_this_version_and_licence() -> None:
    text = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f'softwareVersion: "{PROJECT["project"]["version"]}"' in text
    assert f"license: {PROJECT['project']['license']}" in text


def test_the_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert all(f"\n{article}." in text for article in range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are" in text


def test_every_picture_is_shown_and_says_what_it_shows() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    shown = set(re.findall(r"beeld/([a-z-]+\.png)", text))
    assert shown == {picture.name for picture in (ROOT / "docs" / "beeld").iterdir()}
    descriptions = re.findall(r"!\[([^]]*)\]\([^)]*beeld/|<img [^>]*alt=\"([^\"]*)\"", text)
    assert all(len("".join(alternatives)) > 20 for alternatives in descriptions)


def test_contributing_stays_one_page() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 80
