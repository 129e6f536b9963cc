"""Een browser op de webapplicatie, voor elke toets die haar zo gebruikt als een mens."""

from collections.abc import Iterator
from typing import Any

import pytest

from support.browser import FLAGS


@pytest.fixture
def tabblad(chromium: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Een leeg tabblad in een echte Chromium."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright laat in deze draad een lus achter
    with sync_playwright() as spelen:
        programma = spelen.chromium.launch(executable_path=chromium, args=list(FLAGS))
        blad = programma.new_page()
        blad.set_default_timeout(15_000)
        yield blad
        programma.close()
