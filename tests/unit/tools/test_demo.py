"""The demo shows what a newcomer needs, and opens a page only where someone can see it."""

import pytest

from tools import demo


def test_the_demo_makes_a_region_before_it_reports_on_it() -> None:
    commands = [command[0] for _, command in demo.steps()]
    assert commands == ["synthetisch", "indicatoren", "termijn", "burap", "jaarbeeld"]


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
