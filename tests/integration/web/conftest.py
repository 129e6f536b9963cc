"""Wat elke toets van de webapplicatie schoon aantreft."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _geen_tellers_van_een_ander():
    """De tellers die misbruik tegenhouden beginnen bij nul: anders remt de ene toets de andere."""
    cache.clear()
