"""The locks fit pyproject.toml; the check sees it when they do not."""

from typing import Any

import pytest

from tools import sloten

PROJECT: dict[str, Any] = {
    "project": {"dependencies": ["Rich>=14"]},
    "dependency-groups": {"bouw": ["pip>=25"], "dev": [{"include-group": "bouw"}, "psycopg[binary]>=3.2"]},
}
HASH = " \\\n    --hash=sha256:00\n"
BASIS = f"pip==26.0{HASH}rich==15.0.0{HASH}"
ONTWIKKELING = f"{BASIS}psycopg==3.2{HASH}"


def test_our_own_locks_fit() -> None:
    assert sloten.main() == 0


def test_a_fitting_pair_has_no_problems() -> None:
    assert list(sloten.problems(PROJECT, BASIS, ONTWIKKELING)) == []


@pytest.mark.parametrize(
    "basis, ontwikkeling, expected",
    [
        (BASIS.replace("rich==15.0.0", "rich==13.9"), ONTWIKKELING, "Rich is locked at 13.9"),
        (f"pip==26.0{HASH}", ONTWIKKELING, "Rich is not in the lock"),
        (BASIS, f"{BASIS}psycopg==3.2\n", "psycopg==3.2 has no hash"),
        (BASIS, BASIS, "psycopg is not in the lock"),
        (BASIS, ONTWIKKELING.replace("15.0.0", "15.1"), "rich: basis.txt and ontwikkeling.txt name different versions"),
    ],
)
def test_a_lock_that_does_not_fit_is_named(basis: str, ontwikkeling: str, expected: str) -> None:
    assert expected in "\n".join(sloten.problems(PROJECT, basis, ontwikkeling))


def test_versions_compare_as_numbers() -> None:
    assert sloten.numbers("1.10") > sloten.numbers("1.9")
    assert sloten.numbers("2.9.0.post0") >= sloten.numbers("2.9")
