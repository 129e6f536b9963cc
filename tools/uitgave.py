"""Builds the package in dist/, after looking whether version, changelog and work tree fit. `make release` runs it."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from flit_core import buildapi

ROOT = Path(__file__).resolve().parent.parent
HEADING = re.compile(r"^## (?P<version>\S+) — (?P<date>\d{4}-\d{2}-\d{2})$", re.MULTILINE)
INIT = re.compile(r'^__version__ = "(?P<version>[^"]+)"$', re.MULTILINE)


def problems(project: str, changelog: str, init: str, *, changed: str) -> Iterator[str]:
    """Why this cannot be released yet."""
    version = tomllib.loads(project)["project"]["version"]
    heading = HEADING.search(changelog)
    if heading is None or heading["version"] != version:
        yield f"CHANGELOG.md should open with '## {version} — jjjj-mm-dd'"
    found = INIT.search(init)
    if found is None or found["version"] != version:
        yield f"zicht.__version__ should be {version}, as in pyproject.toml"
    if changed:
        yield f"there are changes that are not committed:\n{changed}"


def main() -> int:
    """Check, then build the source distribution and the wheel."""
    changed = subprocess.run(["git", "status", "--short"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = [
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("pyproject.toml", "CHANGELOG.md", "src/zicht/__init__.py")
    ]
    found = list(problems(*texts, changed=changed))
    if found:
        sys.stderr.writelines(f"{line}\n" for line in found)
        return 1
    (ROOT / "dist").mkdir(exist_ok=True)
    for build in (buildapi.build_sdist, buildapi.build_wheel):
        print(ROOT / "dist" / build(str(ROOT / "dist")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
