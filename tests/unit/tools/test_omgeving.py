"""The set-up script: when it works, when it has nothing to do, and what it says when it cannot."""

from pathlib import Path

import pytest

from tools import omgeving


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "basis.txt").write_text("a==1")
    (tmp_path / "pyproject.toml").write_text("")
    return tmp_path


def test_fingerprint_changes_with_the_lock(root: Path) -> None:
    before = omgeving.fingerprint(root, "basis")
    (root / "requirements" / "basis.txt").write_text("a==2")
    assert omgeving.fingerprint(root, "basis") != before


def test_nothing_is_installed_when_the_stamp_fits(root: Path) -> None:
    stamp = root / ".venv" / "bin" / ".basis"
    stamp.parent.mkdir(parents=True)
    stamp.write_text(omgeving.fingerprint(root, "basis"))
    assert omgeving.set_up(root, "basis") == 0
    assert [path.name for path in stamp.parent.iterdir()] == [".basis"]


def test_a_folder_without_pip_is_not_an_environment(tmp_path: Path) -> None:
    assert not omgeving.has_pip(tmp_path)


def test_an_unknown_kind_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert omgeving.main(["alles"]) == 2
    assert "basis|ontwikkeling" in capsys.readouterr().err
