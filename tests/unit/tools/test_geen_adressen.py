"""No committed file names a package registry or a path of one machine."""

import pytest

from tools import geen_adressen

REGISTRY = "py" + "pi.org"


def test_committed_files_hold_no_addresses_and_no_machine_paths() -> None:
    assert list(geen_adressen.inspect(geen_adressen.committed())) == []


@pytest.mark.parametrize(
    "line",
    [
        f"see https://{REGISTRY}/project/zicht",
        "resolved: https://registry.npm" + "js.org/x",
        "path = /wor" + "k/main/src",
        "cache in /ro" + "ot/.cache",
        "data = '/ho" + "me/anna/zicht'",
        "pip install --extra-index" + "-url X",
    ],
)
def test_an_address_or_a_machine_path_is_found(line: str) -> None:
    assert [number for number, _ in geen_adressen.found(["clean", line])] == [2]


@pytest.mark.parametrize(
    "line",
    [
        "uv pip compile --no-emit-index-url",
        "requirements/basis.txt and docs/wor" + "k/this",
        "https://wetten.overheid.nl/BWBR0035362",
        "~/.cache/zicht",
        "the folder $HOME/demo",
    ],
)
def test_ordinary_text_is_left_alone(line: str) -> None:
    assert list(geen_adressen.found([line])) == []
