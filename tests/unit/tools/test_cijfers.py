"""Figures that move are seen, and are stored only when the changelog says so."""

from typing import Any

from tools import cijfers

CHANGELOG = """\
# Changelog

## 0.2.0 — 2026-12-01

### Cijfers
- **klachten-gegrond** telt voortaan
  deels gegronde klachten mee.

### Werkproces

## 0.1.0 — 2026-11-22

### Cijfers
- Eerste uitgave.
"""
OLD: dict[str, Any] = {"feiten": ["a"], "cijfers": {"x NOG 2025": [4, 2, 0, 0, 0.5]}, "changelog": ["Eerste uitgave."]}
NEW: dict[str, Any] = {"feiten": ["a"], "cijfers": {"x NOG 2025": [4, 3, 0, 0, 0.75], "y NOG 2025": [1, 1, 0, 0, 1]}}


def test_a_figure_that_moves_or_appears_is_named_with_both_values() -> None:
    assert cijfers.moved(OLD, NEW) == [
        "x NOG 2025: [4, 2, 0, 0, 0.5] → [4, 3, 0, 0, 0.75]",
        "y NOG 2025: None → [1, 1, 0, 0, 1]",
    ]


def test_only_the_newest_entry_counts() -> None:
    assert cijfers.lines(CHANGELOG) == ["**klachten-gegrond** telt voortaan deels gegronde klachten mee."]


def test_moved_figures_with_a_new_line_may_be_stored() -> None:
    assert cijfers.refusal(OLD, NEW, CHANGELOG) is None


def test_moved_figures_without_a_new_line_are_refused() -> None:
    already = {**OLD, "changelog": cijfers.lines(CHANGELOG)}
    assert "figures moved" in (cijfers.refusal(already, NEW, CHANGELOG) or "")


def test_figures_that_stay_need_no_line() -> None:
    assert cijfers.refusal({**OLD, "changelog": cijfers.lines(CHANGELOG)}, OLD, CHANGELOG) is None


def test_a_row_is_one_figure_per_code_area_and_question() -> None:
    answer = {
        "code": "x",
        "gebied": "GM0197",
        "noemer": 4,
        "teller": 2,
        "niet_te_bepalen": 1,
        "nog_open": 0,
        "waarde": 0.5,
    }
    assert dict(cijfers.rows("--periode 2025", [answer])) == {"x GM0197 --periode 2025": [4, 2, 1, 0, 0.5]}
