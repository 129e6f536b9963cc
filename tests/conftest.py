"""Fixtures that more than one kind of test needs."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from support import browser, postgres
from support.volgorde import lang_eerst

# The same examples every time, so that a red build is red for everyone; more of them by hand: ZICHT_VOORBEELDEN=5000.
MORE = os.environ.get("ZICHT_VOORBEELDEN")
settings.register_profile("standaard", max_examples=100, derandomize=True, deadline=None, database=None)
settings.register_profile("meer", max_examples=int(MORE or 100), deadline=None)
settings.load_profile("meer" if MORE else "standaard")

# The web application reads its settings once, at import, so they stand here. A second factor is asked in the tests
# about signing in; elsewhere it would only be in the way.
_opruimen = ExitStack()
if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker takes over what the main process has set
    atexit.register(_opruimen.close)
    os.environ["DJANGO_SETTINGS_MODULE"] = "zicht.web.settings"
    os.environ["ZICHT_DATA"] = _opruimen.enter_context(tempfile.TemporaryDirectory(prefix="zicht-test-"))
    os.environ["ZICHT_TEST_GEDEELD"] = _opruimen.enter_context(tempfile.TemporaryDirectory(prefix="zicht-gedeeld-"))
    os.environ["ZICHT_TWEEDE_FACTOR"] = "nee"
    os.environ["ZICHT_HOSTS"] = "testserver,localhost,127.0.0.1"
    if os.environ.get("ZICHT_TEST_DATABANK") == "postgres":  # `make test` runs the web tests once on each database
        os.environ["ZICHT_DATABANK"] = _opruimen.enter_context(postgres.server())


# Compiling the simulation takes half a minute: keep it between runs. Its folder follows from the text of the kernel.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(__file__).parent.parent / ".cache" / "numba"))


def pytest_configure() -> None:
    """Read the settings before any test module imports a model; pytest-django does the rest."""
    from django.conf import settings

    # A file, as in real use: a database in memory locks whole tables when a page and a test read at the same time.
    databank = settings.DATABASES["default"]
    if databank["ENGINE"].endswith("sqlite3"):
        databank.setdefault("TEST", {})["NAME"] = os.path.join(os.environ["ZICHT_DATA"], "toets.sqlite3")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long starts first, on every worker; a browser takes longest."""

    def zwaarte(item: pytest.Item) -> int:
        return sum(zwaar for naam, zwaar in (("browser", 20), ("traag", 5)) if item.get_closest_marker(naam))

    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = lang_eerst(items, workers, lambda item: item.path, zwaarte)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real PostgreSQL, alone for this test process. An own one: ZICHT_TEST_POSTGRES."""
    own = os.environ.get("ZICHT_TEST_POSTGRES")
    if own:
        yield own
        return
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. In CI it must be there; elsewhere the test says why it skips."""
    browser.use_our_node()
    found = browser.find()
    if found is None and os.environ.get("CI"):
        pytest.fail("no Chromium on PATH: tools/install_system.sh should have installed one")
    if found is None:
        pytest.skip("no Chromium on PATH (chromium or google-chrome)")
    return found


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Caches that tests make are their own: never in the home folder, never left over from another run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZICHT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
