"""Een synthetische regio die de toetsen van dit deel samen gebruiken."""

from pathlib import Path

import pytest

from zicht.cijfers import Cijfers
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten


@pytest.fixture(scope="session")
def regiomap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """De map met feiten van vier jaar NHN."""
    map_ = tmp_path_factory.mktemp("regio") / "nhn"
    maak("nhn", 4, 1, map_)
    return map_


@pytest.fixture(scope="session")
def regio(regiomap: Path) -> Cijfers:
    """De cijfers van die regio."""
    return Cijfers(lees_feiten(regiomap))
