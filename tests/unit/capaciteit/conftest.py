"""Een organisatie met bekende waarheid en een synthetische regio, voor alle toetsen van dit deel samen."""

from datetime import date
from pathlib import Path

import pytest

from support.ijkfeiten import organisatie, tot
from support.maak import Rij, schrijf_map
from zicht.capaciteit.ijken.gevonden import Gevonden
from zicht.capaciteit.ijken.zoeken import zoek
from zicht.cijfers import Cijfers
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

PEILDATUM = date(2025, 6, 30)


@pytest.fixture(scope="session")
def tabellen() -> dict[str, list[Rij]]:
    """De rijen van de organisatie, ook die van na de peildatum."""
    return organisatie()


@pytest.fixture(scope="session")
def feiten(tmp_path_factory: pytest.TempPathFactory, tabellen: dict[str, list[Rij]]) -> Cijfers:
    """De organisatie, met alles wat er na de peildatum nog gebeurde."""
    return Cijfers(lees_feiten(schrijf_map(tmp_path_factory.mktemp("heel") / "feiten", tabellen)))


@pytest.fixture(scope="session")
def toen(tmp_path_factory: pytest.TempPathFactory, tabellen: dict[str, list[Rij]]) -> Cijfers:
    """Dezelfde organisatie zoals zij op de peildatum bekend was, en in een andere volgorde."""
    geknipt = {naam: rijen[::-1] for naam, rijen in tot(tabellen, PEILDATUM).items()}
    map_ = schrijf_map(tmp_path_factory.mktemp("toen") / "feiten", geknipt, peildatum=PEILDATUM)
    return Cijfers(lees_feiten(map_))


@pytest.fixture(scope="session")
def gevonden(feiten: Cijfers) -> Gevonden:
    """Wat het ijken op de peildatum vindt."""
    return zoek(feiten, PEILDATUM, None, 365, "gemeente")


@pytest.fixture(scope="session")
def regiomap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Een kleine synthetische regio, met rommel erin."""
    map_ = tmp_path_factory.mktemp("regio") / "nhn"
    maak("nhn", 3, 1, map_, 0.15, rommel=True)
    return map_


@pytest.fixture(scope="session")
def regio(regiomap: Path) -> Cijfers:
    """De cijfers van die regio; wat niet kan is onbekend."""
    return Cijfers(lees_feiten(regiomap, toch=True))
