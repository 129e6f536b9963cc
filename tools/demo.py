"""The demo: a synthetic region, its indicators in the terminal, its burap and its jaarbeeld. `make demo` runs it."""

import os
import shutil
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("demo")
PERIOD, YEAR = "2025-burap3", "2025"


def steps(folder: Path = FOLDER) -> Iterator[tuple[str, list[str]]]:
    """What the demo shows: a sentence and the command behind it."""
    facts, reports = str(folder / "feiten"), str(folder / "rapport")
    yield (
        "Een verzonnen regio Noord-Holland Noord, vijf jaar lang (er komen geen echte mensen in voor)",
        ["synthetisch", "--regio", "nhn", "--jaren", "5", "--seed", "1", "--uit", facts],
    )
    yield "De indicatoren van 2025", ["indicatoren", facts, "--periode", PERIOD]
    yield "De klok: waarom deze melding op 28 april af moet zijn", ["termijn", "beoordeling", "--vanaf", "2025-04-17"]
    yield "De bestuursrapportage", ["burap", facts, "--periode", PERIOD, "--uit", reports]
    yield "Het jaarbeeld", ["jaarbeeld", facts, "--periode", YEAR, "--uit", reports]


def main(environment: Mapping[str, str] = os.environ) -> int:
    """Run the steps; stop at the first that fails; open the burap where there is a screen."""
    zicht = Path(sys.executable).with_name("zicht")
    shutil.rmtree(ROOT / FOLDER, ignore_errors=True)
    (ROOT / FOLDER).mkdir()
    begin = time.monotonic()
    for sentence, command in steps():
        print(f"\n— {sentence}\n$ zicht {' '.join(command)}\n", flush=True)
        status = subprocess.run([zicht, *command], cwd=ROOT, check=False).returncode
        if status:
            return status
    finish(ROOT / FOLDER, time.monotonic() - begin, environment)
    return 0


def finish(folder: Path, seconds: float, environment: Mapping[str, str]) -> None:
    """Say where everything stands, and open the burap where someone can see it."""
    print(f"\nKlaar in {seconds:.0f} seconden. Dit is gemaakt:")
    for path in sorted(folder.glob("rapport/*")):
        print(f"  {path.relative_to(ROOT)}")
    page = folder / "rapport" / "burap.html"
    if has_screen(environment) and page.exists():
        webbrowser.open(page.as_uri())
    print("Verder kijken: zicht uitleg demo/feiten beoordeling-tijdig-na-ontvangst --periode 2025-03")
    print("(zicht staat in .venv/bin)")


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether opening a page makes sense here."""
    if environment.get("CI"):
        return False
    return platform in {"darwin", "win32"} or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
