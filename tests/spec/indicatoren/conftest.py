"""De fixture `spec`: elke alinea op de referentie en DuckDB, en nog eens op de referentie en PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest

from support.spec import maak_opgave, toets
from zicht.engines.duckdb import DuckDB
from zicht.engines.postgres import naar_postgres

Spec = Callable[..., None]


@pytest.fixture(params=["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)])
def spec(request: pytest.FixtureRequest) -> Iterator[Spec]:
    """Toets een indicator of voorwaarde op een teksttabel."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "postgres":
            patch.setenv("ZICHT_POSTGRES", request.getfixturevalue("postgres_url"))

        def toets_alinea(*delen: object, **rest: object) -> None:
            opgave = maak_opgave(*delen, **rest)  # type: ignore[arg-type]
            brede = opgave.brede()
            op_postgres = request.param == "postgres"
            toets(opgave, brede, naar_postgres(brede.verbinding) if op_postgres else DuckDB(brede.verbinding))

        yield toets_alinea
