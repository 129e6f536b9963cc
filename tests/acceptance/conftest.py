"""Een gouden geval wordt twee keer geteld: door het orakel en door de motor."""

import pytest

from support.gouden import Teller, met_motor, met_orakel


@pytest.fixture(params=[met_orakel, met_motor], ids=["orakel", "motor"])
def tel(request: pytest.FixtureRequest) -> Teller:
    """Tel met het orakel of met de motor: beide krijgen dezelfde vraag."""
    return request.param
