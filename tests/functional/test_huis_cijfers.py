"""The figures of the demo region are the stored ones; moving them takes a line under Cijfers in the changelog."""

import json

from tools import cijfers


def test_the_figures_of_the_demo_region_have_not_moved() -> None:
    stored = json.loads(cijfers.SNAPSHOT.read_text(encoding="utf-8"))
    assert cijfers.moved(stored, cijfers.compute()) == [], "see docs/adr/0011"
