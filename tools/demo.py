"""The demo: a synthetic region, its figures and its burap, and the same from a registration that then opens in the browser.

`make demo` runs it. Where nobody can see or stop a page (CI, no terminal, --geen-browser) the application is started,
asked for its first page and stopped again.
"""

import os
import shutil
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("demo")
PERIOD, YEAR = "2025-burap3", "2025"


def steps(folder: Path = FOLDER, today: date | None = None) -> Iterator[tuple[str, list[str]]]:
    """What the demo shows: a sentence and the command behind it."""
    facts, reports = str(folder / "feiten"), str(folder / "rapport")
    data, live = str(folder / "registratie"), str(folder / "uit-registratie")
    now = period(today or datetime.now(tz=UTC).date())
    yield (
        "Een verzonnen regio Noord-Holland Noord, vijf jaar lang, met een verzonnen begroting (er komen geen echte mensen in voor)",
        ["synthetisch", "--regio", "nhn", "--jaren", "5", "--seed", "1", "--uit", facts],
    )
    yield "De indicatoren van 2025", ["indicatoren", facts, "--periode", PERIOD]
    yield "De klok: waarom deze melding op 28 april af moet zijn", ["termijn", "beoordeling", "--vanaf", "2025-04-17"]
    yield "De bestuursrapportage", ["burap", facts, "--periode", PERIOD, "--uit", reports]
    yield "Het jaarbeeld", ["jaarbeeld", facts, "--periode", YEAR, "--uit", reports]
    yield (
        "Wat doen we aan de wachtlijst? Keuzes, een jaar vooruit doorgerekend, op twee bladzijden",
        ["simulatie", facts, "--herhalingen", "200", "--uit", reports],
    )
    yield (
        "De applicatie: drie jaar zaken, handeling voor handeling vastgelegd, met vandaag als vandaag",
        ["demo", "--alleen-maken", "--data", data],
    )
    yield "De feiten uit de registratie", ["export", "--data", data, "--uit", live]
    yield "Dezelfde indicatoren, nu uit wat is vastgelegd", ["indicatoren", live, "--periode", now]
    yield "En de burap daarvan", ["burap", live, "--periode", now, "--uit", str(folder / "rapport-registratie")]
    yield "Is het logboek heel?", ["logboek", "--data", data]


def period(today: date) -> str:
    """The burap period that has begun at least a month ago, so that there is something to see."""
    year, part = (today.year, (today.month - 1) // 4 + 1) if today.month > 1 else (today.year - 1, 3)
    return f"{year}-burap{part}"


def last(environment: Mapping[str, str], arguments: Sequence[str], *, terminal: bool) -> list[str]:
    """How the application starts: to be used, or only to be seen starting."""
    command = ["demo", "--data", str(FOLDER / "registratie")]
    if "--geen-browser" in arguments or environment.get("CI") or not terminal:
        return [*command, "--proef"]
    return command if has_screen(environment) else [*command, "--geen-browser"]


def main(environment: Mapping[str, str] = os.environ, arguments: Sequence[str] = sys.argv[1:]) -> int:
    """Run the steps; stop at the first that fails; end with the application."""
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
    command = last(environment, arguments, terminal=sys.stdin.isatty())
    print(f"\n— De applicatie\n$ zicht {' '.join(command)}\n", flush=True)
    return subprocess.run([zicht, *command], cwd=ROOT, check=False).returncode


def finish(folder: Path, seconds: float, environment: Mapping[str, str]) -> None:
    """Say where everything stands, and open the burap where someone can see it."""
    print(f"\nKlaar in {seconds:.0f} seconden. Dit is gemaakt:")
    for path in sorted(folder.glob("rapport*/*")):
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
