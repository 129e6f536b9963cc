"""The same job by Splink, an optional extra (`pip install zicht[splink]`): weights learned from the rows themselves.

It gets our features and the same kinds of key, and gives the same result type. Its steps are its own, so its reasons name the
field and what Splink made of it.
"""

import logging
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from zicht.core.fouten import AanroepFout
from zicht.core.herkenning import MOGELIJK, Oordeel, Reden
from zicht.core.koppelen import Kandidaat, Koppeling
from zicht.engines.koppelen import maak_kenmerken

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TRAINPAREN = 1e6  # without a sample training takes six times as long, for nothing that shows in the result
_VELDEN = {"v1": "voornamen", "a1": "achternaam", "geboren": "geboortedatum", "geslacht": "geslacht", "adres": "adres"}


def is_aanwezig() -> bool:
    """Whether the extra is installed."""
    return find_spec("splink") is not None


class SplinkKoppeling(Koppeling):
    """Splink's outcome, kept in the connection: the tables `splinkpaar` and `splinkcluster`."""

    def __init__(self, verbinding: "DuckDBPyConnection", linker: Any, paren: Any, samen_vanaf: float) -> None:
        self._vraag, self._linker, self._predicted, self._paren = verbinding.execute, linker, paren, paren.physical_name
        self._clusters = ""
        self.opnieuw(samen_vanaf)

    def opnieuw(self, samen_vanaf: float) -> "SplinkKoppeling":
        """The same pairs with another threshold."""
        self._clusters = self._linker.clustering.cluster_pairwise_predictions_at_threshold(
            self._predicted, threshold_match_probability=samen_vanaf
        ).physical_name
        return self

    def clusters(self) -> Iterator[tuple[str, int]]:
        """Each row with the number of its person."""
        yield from self._vraag(
            f"SELECT p.id, c.cluster_id FROM ruw.persoon p JOIN {self._clusters} c ON c.unique_id = p.rij ORDER BY p.rij"
        ).fetchall()

    def kandidaten(self, hoogstens: int = 1_000_000) -> Iterator[Kandidaat]:
        """The pairs a human must look at, the likeliest first."""
        bewijs = ", ".join(f"mw_{naam}" for naam in _VELDEN)
        rijen = self._vraag(
            f"SELECT l.id, r.id, match_probability, {bewijs} {self._open()} "
            f"ORDER BY match_probability DESC, l.rij, r.rij LIMIT {int(hoogstens)}"
        ).fetchall()
        for een, ander, kans, *bits in rijen:
            redenen = tuple(_reden(veld, bit) for veld, bit in zip(_VELDEN.values(), bits, strict=True))
            yield Kandidaat(een, ander, kans, redenen)

    def aantal_kandidaten(self) -> int:
        """How many pairs a human must look at."""
        rij = self._vraag(f"SELECT count(*) {self._open()}").fetchone()
        return rij[0] if rij else 0

    def _open(self) -> str:
        return (
            f"FROM {self._paren} s JOIN ruw.persoon l ON l.rij = s.unique_id_l JOIN ruw.persoon r ON r.rij = s.unique_id_r "
            f"JOIN {self._clusters} c ON c.unique_id = l.rij JOIN {self._clusters} d ON d.unique_id = r.rij "
            "WHERE c.cluster_id <> d.cluster_id"
        )


def _reden(veld: str, bits: float | None) -> Reden:
    oordeel = Oordeel.ONBEKEND if not bits else Oordeel.LIJKT if bits > 0 else Oordeel.VERSCHILT
    uitleg = {
        Oordeel.ONBEKEND: "zegt niets",
        Oordeel.LIJKT: "wijst op dezelfde mens",
        Oordeel.VERSCHILT: "spreekt tegen",
    }
    return Reden(veld, oordeel, f"{veld} {uitleg[oordeel]} (Splink)", bits or 0.0)


def koppel(verbinding: "DuckDBPyConnection", samen_vanaf: float, minstens: float = MOGELIJK) -> SplinkKoppeling:
    """Compare the rows of `ruw.persoon` with Splink and put together what is at least `samen_vanaf` likely."""
    if not is_aanwezig():
        raise AanroepFout("Splink is niet geïnstalleerd. Installeer zicht[splink], of laat --met weg.")
    logging.getLogger("splink").setLevel(logging.ERROR)
    maak_kenmerken(verbinding)
    verbinding.execute(
        "CREATE TABLE invoer AS SELECT rij AS unique_id, jaar, dm, l1, a1k, v1k, v1, a1, geslacht, postcode, huisnummer, "
        "CASE WHEN jaar IS NOT NULL AND dm IS NOT NULL THEN printf('%04d-%02d-%02d', jaar, maand, dag) END AS geboren FROM kenmerk"
    )
    linker = _linker(verbinding)
    _leer(linker)
    paren = linker.inference.predict(threshold_match_probability=minstens)
    return SplinkKoppeling(verbinding, linker, paren, samen_vanaf)


def _splink(deel: str = "") -> Any:
    """Splink as it is installed; an extra, so nothing of it is known when types are checked."""
    return import_module(f"splink.{deel}" if deel else "splink")


def _linker(verbinding: "DuckDBPyConnection") -> Any:
    splink = _splink()
    block_on = splink.block_on
    regels = [
        block_on("jaar", "dm", "l1"), block_on("dm", "a1k"), block_on("jaar", "a1k", "l1"), block_on("postcode", "huisnummer", "l1"),
        block_on("postcode", "a1k"), "l.a1k = r.a1k AND l.v1k = r.v1k AND (l.geboren IS NULL OR r.geboren IS NULL)",
    ]  # fmt: skip
    keuzes = splink.SettingsCreator(
        link_type="dedupe_only", comparisons=_vergelijkingen(), blocking_rules_to_generate_predictions=regels,
        retain_intermediate_calculation_columns=True,
    )  # fmt: skip
    api = splink.DuckDBAPI(connection=verbinding)
    return splink.Linker(api.register("invoer"), keuzes, log_level=logging.ERROR)


def _vergelijkingen() -> list[Any]:
    cll, cl = _splink("comparison_level_library"), _splink("comparison_library")
    letter = cll.CustomLevel("(strlen(v1_l) = 1 OR strlen(v1_r) = 1) AND l1_l = l1_r", label_for_charts="voorletter")
    return [
        cl.CustomComparison(
            output_column_name="v1",
            comparison_levels=[
                cll.NullLevel("v1"), cll.ExactMatchLevel("v1"), letter, cll.CustomLevel("v1k_l = v1k_r"),
                cll.JaroWinklerLevel("v1", 0.88), cll.ElseLevel(),
            ],
        ),
        cl.CustomComparison(
            output_column_name="a1",
            comparison_levels=[
                cll.NullLevel("a1"), cll.ExactMatchLevel("a1"), cll.CustomLevel("a1k_l = a1k_r"), cll.JaroWinklerLevel("a1", 0.88),
                cll.ElseLevel(),
            ],
        ),
        cl.CustomComparison(
            output_column_name="geboren",
            comparison_levels=[
                cll.NullLevel("geboren"), cll.ExactMatchLevel("geboren"), cll.CustomLevel("jaar_l = jaar_r AND dm_l = dm_r"),
                cll.CustomLevel("dm_l = dm_r AND abs(jaar_l - jaar_r) = 1"), cll.DamerauLevenshteinLevel("geboren", 1),
                cll.CustomLevel("jaar_l = jaar_r"), cll.ElseLevel(),
            ],
        ),
        cl.ExactMatch("geslacht"),
        cl.CustomComparison(
            output_column_name="adres",
            comparison_levels=[
                cll.NullLevel("postcode"), cll.CustomLevel("postcode_l = postcode_r AND huisnummer_l = huisnummer_r"),
                cll.ExactMatchLevel("postcode"), cll.ElseLevel(),
            ],
        ),
    ]  # fmt: skip


def _leer(linker: Any) -> None:
    block_on = _splink().block_on
    zeker = [block_on("geboren", "v1", "a1"), block_on("v1", "a1", "postcode")]
    linker.training.estimate_probability_two_random_records_match(zeker, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=_TRAINPAREN)
    # A rule that mostly holds for one person teaches the fields it does not name: people who only share a name would teach it nonsense.
    for regel in (block_on("geboren", "v1"), block_on("geboren", "a1k"), block_on("a1", "v1", "huisnummer")):
        linker.training.estimate_parameters_using_expectation_maximisation(regel, max_pairs=_TRAINPAREN)
