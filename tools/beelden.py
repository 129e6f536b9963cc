"""Makes the pictures of the README from the demo of this moment: `make pictures`, after `make demo`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
FACTS, REPORT, PICTURES = ROOT / "demo" / "feiten", ROOT / "demo" / "rapport", ROOT / "docs" / "beeld"
WIDTH = 136
PAGE = """\
<!doctype html><meta charset="utf-8">
<style>body{{margin:0;background:#1e2430}}pre{{margin:16px;color:#e6e6e6;font:13px/15px "DejaVu Sans Mono",monospace}}</style>
<pre>{code}</pre>"""


def terminal(name: str, *commands: Sequence[str]) -> None:
    """A picture of what these commands print."""
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
    zicht = Path(sys.executable).with_name("zicht")
    for command in commands:
        console.print(f"[bold green]$ zicht {' '.join(command)}")
        result = subprocess.run(
            [zicht, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        console.print(Text.from_ansi(result.stdout))
    lines = len(console.export_text(clear=False).splitlines())
    code = console.export_html(inline_styles=True, code_format="{code}")
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as page:
        page.write(PAGE.format(code=code))
        page.flush()
        screenshot(name, Path(page.name).as_uri(), WIDTH * 8 + 32, lines * 15 + 40)


def screenshot(name: str, address: str, width: int, height: int) -> None:
    """A picture of a page, in the browser that the tests use."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support import browser

    found = browser.find()
    if found is None:
        raise SystemExit("no Chromium on PATH")
    with tempfile.TemporaryDirectory() as profile:
        flags = [*browser.FLAGS, f"--user-data-dir={profile}", "--hide-scrollbars", f"--window-size={width},{height}"]
        target = f"--screenshot={PICTURES / f'{name}.png'}"
        subprocess.run([found, *flags, target, address], capture_output=True, check=True)


def document(name: str, path: Path, page: int = 1) -> None:
    """A picture of one page of a PDF."""
    target = PICTURES / name
    options = ["-png", "-r", "70", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run(["pdftoppm", *options, path, target], check=True)


def main() -> int:
    """Make every picture."""
    PICTURES.mkdir(exist_ok=True)
    facts = str(FACTS.relative_to(ROOT))
    terminal("indicatoren", ["indicatoren", facts, "--periode", "2025-burap3"])
    terminal("termijn", ["termijn", "beoordeling", "--vanaf", "2025-04-17"])
    screenshot("burap", (REPORT / "burap.html").as_uri(), 1100, 1500)
    document("jaarbeeld", REPORT / "jaarbeeld.pdf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
