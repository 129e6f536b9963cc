"""Makes the pictures of the README from the demo of this moment: `make pictures`, after `make demo`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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


def document(name: str, path: Path, page: int = 1, resolution: int = 70) -> None:
    """A picture of one page of a PDF."""
    target = PICTURES / name
    options = ["-png", "-r", str(resolution), "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run(["pdftoppm", *options, path, target], check=True)


# name, who signs in, where to go, and which links to follow then
SCREENS = (
    ("mijn-werk", "toegang", "/", ()),
    ("werklijst", "teamleider", "/werklijst/", ()),
    ("wachtlijst", "teamleider", "/wachtlijst/", ()),
    ("marge", "teamleider", "/marge/", ()),
    ("nieuw-contact", "toegang", "/nieuw-contact/?nieuw", ()),
    ("dossier", "toegang", "/dossiers/", ("tbody th a >> nth=2",)),
    (
        "beoordeling",
        "toegang",
        "/wachtlijst/?stap=beoordeling",
        (
            "tbody th.kenmerk a >> nth=0",
            "main a[href$='/beoordeling/'] >> nth=0",
        ),
    ),
    ("meelezen", "gedragsdeskundige", "/meelezen/", ("tbody th a >> nth=0",)),
    ("cijfers", "controller", "/cijfers/", ()),
    ("bord", "controller", "/bord/", ()),
    ("indicator", "controller", "/bord/indicator/beoordeling-tijdig-na-ontvangst/", ()),
    ("dubbelbeeld", "controller", "/bord/dubbelbeeld/", ()),
    ("normwerkbank", "beleid", "/normen/indicator/beoordeling-tijdig-na-ontvangst/", ()),
    ("begroting", "controller", "/begrotingen/nog-2025/", ()),
    ("werkbank", "controller", "/begrotingen/nog-2025/werkbank/?scenario=volume-plus-10", ()),
    ("scenarios", "controller", "/begrotingen/nog-2025/vergelijken/?s=laag&s=midden&s=hoog#blok-4", ()),
    ("risicos", "controller", "/begrotingen/nog-2025/risicos/", ()),
    ("logboek", "fg", "/logboek/", ()),
    ("levering", "controller", "/levering/", ("main a[href^='/levering/C-'] >> nth=0",)),
    ("kwaliteit", "teamleider", "/kwaliteit/", ()),
    ("capaciteit", "controller", "/capaciteit/", ("main a[href^='/capaciteit/W-'] >> nth=0",)),
    ("dagplan", "teamleider", "/dagplan/", ()),
)


def screens() -> None:
    """Pictures of the application, with the demo inside, as the people with these roles see it."""
    sys.path.insert(0, str(ROOT / "tests"))
    from playwright.sync_api import sync_playwright

    from support import browser

    browser.use_our_node()
    port = free_port()
    zicht = Path(sys.executable).with_name("zicht")
    server = subprocess.Popen(
        [zicht, "demo", "--data", ROOT / "demo" / "registratie", "--geen-browser", "--poort", str(port)]
    )
    try:
        with sync_playwright() as play:
            program = play.chromium.launch(executable_path=browser.find(), args=list(browser.FLAGS))
            for name, account, address, clicks in SCREENS:
                page = program.new_page(viewport={"width": 1280, "height": 860})
                sign_in(page, f"http://127.0.0.1:{port}", account)
                page.goto(f"http://127.0.0.1:{port}{address}")
                for click in clicks:
                    page.goto(f"http://127.0.0.1:{port}{page.locator(click).get_attribute('href')}")
                page.screenshot(path=PICTURES / f"{name}.png")
                page.context.close()
            program.close()
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return plug.getsockname()[1]


def sign_in(page: Any, address: str, account: str) -> None:
    """Sign in as a person of the demo, once the application listens."""
    for _ in range(120):
        try:
            page.goto(f"{address}/aanmelden/login/")
            break
        except Exception:  # noqa: BLE001  (the browser says the same in several ways)
            time.sleep(0.5)
    page.fill("input[name=login]", account)
    page.fill("input[name=password]", "alles-is-verzonnen")
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def main() -> int:
    """Make every picture."""
    PICTURES.mkdir(exist_ok=True)
    facts = str(FACTS.relative_to(ROOT))
    terminal("indicatoren", ["indicatoren", facts, "--periode", "2025-burap3"])
    terminal("termijn", ["termijn", "beoordeling", "--vanaf", "2025-04-17"])
    screenshot("burap", (REPORT / "burap.html").as_uri(), 1100, 1500)
    document("jaarbeeld", REPORT / "jaarbeeld.pdf")
    for page, name in enumerate(("keuzeblad", "keuzeblad-achterkant"), 1):
        document(name, REPORT / "keuzeblad.pdf", page, 75)
    screens()
    return 0


if __name__ == "__main__":
    sys.exit(main())
