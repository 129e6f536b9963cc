"""Wat elke toets van de webapplicatie schoon aantreft."""

import pytest
from django.conf import settings
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _geen_tellers_van_een_ander(request: pytest.FixtureRequest):
    """De tellers die misbruik tegenhouden beginnen bij nul: anders remt de ene toets de andere."""
    in_databank = settings.INSTELLINGEN.tellers_in_databank
    if in_databank and not request.node.get_closest_marker("django_db"):
        return
    if in_databank:
        request.getfixturevalue("db")
    cache.clear()
