"""The recipes list themselves, CI runs what the README names, and the bans of the centre really bite."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)


def run(*command: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout; recipes inside recipes do not inherit make's own variables."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        [*command], cwd=ROOT, env=environment, input=text, capture_output=True, text=True, check=False
    )


def test_make_alone_lists_every_recipe_with_one_line() -> None:
    listed = re.findall(r"^  make ([a-z-]+) +\S", run("make").stdout, re.MULTILINE)
    assert listed == TARGETS


def test_every_recipe_is_phony() -> None:
    declared = re.search(r"^\.PHONY:((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)
    assert declared is not None
    assert set(declared.group(1).replace("\\\n", " ").split()) == set(TARGETS)


def test_recipes_are_short() -> None:
    blocks = re.split(r"\n(?=\S)", MAKEFILE)
    assert max(block.count("\n\t") for block in blocks) <= 10


def test_ci_runs_the_checks_and_every_test_once_and_the_web_on_both_databases() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make --keep-going check test" in script.read_text(encoding="utf-8")
    plan = run("make", "--dry-run", "check", "test").stdout
    everything, on_postgresql = re.findall(r"^.*bin/pytest.*$", plan, re.MULTILINE)
    assert "tests/" not in everything
    assert on_postgresql.startswith("ZICHT_TEST_DATABANK=postgres ")


def test_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_import_contracts_have_no_exceptions() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert [contract["name"] for contract in contracts if contract.get("ignore_imports")] == []


BANNED = {
    "clock": "from datetime import date\n\nVANDAAG = date.today()\n",
    "now": "from datetime import datetime\n\nNU = datetime.now()\n",
    "path": "from pathlib import Path\n\nMAP = Path()\n",
    "chance": "import random\n\nWORP = random.random()\n",
    "environment": "import os\n\nTHUIS = os.environ\n",
    "print": 'print("a")\n',
}


@pytest.mark.parametrize("kind", BANNED)
@pytest.mark.parametrize("package", ["core", "catalogus"])
def test_the_centre_may_not_touch_the_world(package: str, kind: str) -> None:
    place = f"src/zicht/{package}/proef.py"
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--stdin-filename",
        place,
        "--output-format=concise",
        "-",
    ]
    result = run(*command, text=f'"""Proef."""\n\n{BANNED[kind]}')
    assert result.returncode == 1
    assert re.search(r"TID251|T201", result.stdout)


def test_the_centre_opens_no_files_and_asks_nothing() -> None:
    calls = [
        f"{path.name}:{node.lineno}"
        for package in ("core", "catalogus")
        for path in (ROOT / "src" / "zicht" / package).rglob("*.py")
        if path.name != "load.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"open", "input", "eval", "exec", "__import__"}
    ]
    assert calls == []


def test_the_shell_may_use_the_clock() -> None:
    text = '"""Proef."""\n\nfrom datetime import UTC, datetime\n\nNU = datetime.now(tz=UTC)\n'
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--stdin-filename", "src/zicht/cli/proef.py", "-"]
    assert run(*command, text=text).returncode == 0


def test_unit_tests_use_no_mocks() -> None:
    users = [
        path.name
        for path in (ROOT / "tests" / "unit").rglob("*.py")
        if re.search(r"unittest\.mock|from unittest import mock|\bmocker\b", path.read_text(encoding="utf-8"))
    ]
    assert users == []


def test_help_loads_no_heavy_library() -> None:
    heavy = [
        "duckdb",
        "numpy",
        "pyarrow",
        "polars",
        "pandas",
        "rich",
        "sqlglot",
        "typst",
        "pypandoc",
        "vl_convert",
        "xlsxwriter",
        "psycopg",
    ]
    code = (
        "import sys\n"
        "from zicht.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print('loaded', sorted(set(sys.modules) & set({heavy!r})))"
    )
    assert run(sys.executable, "-c", code).stdout.splitlines()[-1] == "loaded []"
