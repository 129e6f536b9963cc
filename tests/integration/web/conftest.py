"""Wat elke toets van de webapplicatie schoon aantreft."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache


@pytest.fixture(scope="session", autouse=True)
def _eigen_cijfers() -> Iterator[None]:
    """Elk proces heeft zijn eigen map met cijfers: anders is die van een ander opeens de nieuwste."""
    from zicht.web.cijferbron import plaats

    naam = f"cijfers-{os.environ.get('PYTEST_XDIST_WORKER', 'een')}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plaats, "wortel", lambda: settings.INSTELLINGEN.datamap / naam)
        yield


@pytest.fixture(autouse=True)
def _geen_tellers_van_een_ander(request: pytest.FixtureRequest):
    """De tellers die misbruik tegenhouden beginnen bij nul: anders remt de ene toets de andere."""
    in_databank = settings.INSTELLINGEN.tellers_in_databank
    if in_databank and not request.node.get_closest_marker("django_db"):
        return
    if in_databank:
        request.getfixturevalue("db")
    cache.clear()
