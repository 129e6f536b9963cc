"""A release is refused while version, changelog and work tree do not fit."""

import pytest

from tools import uitgave

PROJECT = '[project]\nversion = "0.2.0"'
CHANGELOG = "# Changelog\n\n## 0.2.0 — 2026-12-01\n### Cijfers\n\n## 0.1.0 — 2026-11-22\n"
INIT = '__version__ = "0.2.0"\n'


def test_a_fitting_release_has_no_problems() -> None:
    assert list(uitgave.problems(PROJECT, CHANGELOG, INIT, changed="")) == []


@pytest.mark.parametrize(
    "changelog, init, changed, expected",
    [
        ("## 0.1.0 — 2026-11-22\n", INIT, "", "CHANGELOG.md should open with '## 0.2.0"),
        (CHANGELOG, '__version__ = "0.1.0"\n', "", "__version__ should be 0.2.0"),
        (CHANGELOG, INIT, " M README.md", "not committed"),
    ],
)
def test_what_does_not_fit_is_named(changelog: str, init: str, changed: str, expected: str) -> None:
    (message,) = uitgave.problems(PROJECT, changelog, init, changed=changed)
    assert expected in message
