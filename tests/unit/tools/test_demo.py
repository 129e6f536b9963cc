"""The demo shows what a newcomer needs, and opens a page only where someone can see it."""

import sys
from datetime import date

import pytest

from tools import demo


def test_the_demo_makes_a_region_before_it_reports_on_it() -> None:
    commands = [command[0] for _, command in demo.steps()]
    assert commands == [
        "synthetisch", "indicatoren", "termijn", "burap", "jaarbeeld", "simulatie", "demo", "export", "indicatoren", "burap", "logboek"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "today, expected",
    [
        (date(2026, 1, 15), "2025-burap3"),
        (date(2026, 2, 1), "2026-burap1"),
        (date(2026, 4, 30), "2026-burap1"),
        (date(2026, 5, 1), "2026-burap2"),
        (date(2026, 12, 31), "2026-burap3"),
    ],
)
def test_the_figures_of_the_registration_are_of_a_period_with_something_in_it(today: date, expected: str) -> None:
    assert demo.period(today) == expected
    assert sum(expected in command for _, command in demo.steps(today=today)) >= 2


@pytest.mark.parametrize(
    "environment, arguments, terminal, expected",
    [
        ({"DISPLAY": ":0"}, [], True, []),
        ({}, [], True, ["--geen-browser"]),
        ({"DISPLAY": ":0"}, ["--geen-browser"], True, ["--proef"]),
        ({"DISPLAY": ":0", "CI": "1"}, [], True, ["--proef"]),
        ({"DISPLAY": ":0"}, [], False, ["--proef"]),
    ],
)
def test_the_application_stays_open_only_where_someone_can_stop_it(
    environment: dict[str, str], arguments: list[str], *, terminal: bool, expected: list[str]
) -> None:
    if environment.get("DISPLAY") is None and sys.platform in {"darwin", "win32"}:
        pytest.skip("there is always a screen here")
    command = demo.last(environment, arguments, terminal=terminal)
    assert command[:3] == ["demo", "--data", str(demo.FOLDER / "registratie")]
    assert command[3:] == expected


def test_every_step_has_a_sentence() -> None:
    assert all(sentence.strip() for sentence, _ in demo.steps())


@pytest.mark.parametrize(
    "environment, platform, expected",
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({}, "darwin", True),
    ],
)
def test_the_burap_is_opened_only_where_there_is_a_screen(
    environment: dict[str, str], platform: str, *, expected: bool
) -> None:
    assert demo.has_screen(environment, platform) is expected
