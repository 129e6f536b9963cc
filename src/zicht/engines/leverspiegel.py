"""What a delivery looks like: how each field is filled and with what, and two fields against each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zicht.core.levering.indeling import RECORDSOORT, Indeling, Leverveld, Recordsoort, Soort

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ONBEKEND: Mapping[Soort, str] = {
    Soort.CODE: "{g} = 'onbekend'", Soort.CODES: "{g} = ';onbekend;'", Soort.BSN: "{g} = '000000000'",
    Soort.GEMEENTE: "{g} = 'onbekend'", Soort.GEBOORTEDATUM: "{g}_t = '00000000'",
}  # fmt: skip
_VERDELING: Mapping[Soort, str] = {
    Soort.CODE: "{g}", Soort.CODES: "unnest(string_split(trim({g}, ';'), ';'))", Soort.DATUM: "strftime({g}, '%Y-%m')",
    Soort.GEMEENTE: "{g}", Soort.GEBOORTEDATUM: "CASE WHEN {g}_t = '99999999' THEN 'ongeboren' WHEN {g}_t = '00000000' THEN 'onbekend' "
    "ELSE left({g}_t, 3) || '0-' || left({g}_t, 3) || '9' END",
}  # fmt: skip


@dataclass(frozen=True)
class Veldspiegel:
    """How one field is filled: all rows, filled, of which unknown, and what cannot be; then each answer with its number."""

    soort: str
    gegeven: str
    veld: Leverveld
    alle: int
    gevuld: int
    onbekend: int
    fout: int
    verdeling: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def bekend(self) -> int:
        """Filled with an answer that says something."""
        return self.gevuld - self.onbekend - self.fout


def spiegel(
    verbinding: "DuckDBPyConnection", indeling: Indeling, levering: int = 0, voor: str = ""
) -> tuple[Veldspiegel, ...]:
    """Every field of every record kind; `voor` is the prefix of the tables of the period before."""
    return tuple(
        een
        for soort in indeling.recordsoorten
        if soort.naam not in ("voorloop", "sluitrecord")
        for een in _van_soort(verbinding, soort, levering, voor)
    )


def _van_soort(verbinding: "DuckDBPyConnection", soort: Recordsoort, levering: int, voor: str) -> Iterator[Veldspiegel]:
    velden = [(g, v[0]) for g, v in soort.gegevens.items() if g != RECORDSOORT]
    uit = ", ".join(_tellingen(gegeven, veld) for gegeven, veld in velden)
    waar = f"FROM {voor}{soort.naam} WHERE levering = {levering}"
    alle, *rest = verbinding.execute(f"SELECT count(*), {uit} {waar}").fetchone() or (0,)
    for plek, (gegeven, veld) in enumerate(velden):
        gevuld, onbekend, fout = rest[3 * plek : 3 * plek + 3]
        verdeling = dict[str, int]()
        if veld.soort in _VERDELING:
            woord = _VERDELING[veld.soort].format(g=gegeven)
            rijen = verbinding.execute(
                f"SELECT woord, count(*) FROM (SELECT {woord} AS woord {waar} AND ({_gevuld(gegeven, veld)})) WHERE woord IS NOT NULL GROUP BY ALL ORDER BY 2 DESC, 1"
            )
            verdeling = {str(w): int(n) for w, n in rijen.fetchall()}
        yield Veldspiegel(soort.naam, gegeven, veld, int(alle), int(gevuld), int(onbekend), int(fout), verdeling)


def _gevuld(gegeven: str, veld: Leverveld) -> str:
    if veld.soort is Soort.GEBOORTEDATUM:
        return f"{gegeven}_t <> ''"
    return f"{gegeven} IS NOT NULL" + ("" if veld.soort is Soort.TEKST else f" OR {gegeven}_fout")


def _tellingen(gegeven: str, veld: Leverveld) -> str:
    onbekend = _ONBEKEND.get(veld.soort, "false").format(g=gegeven)
    fout = "false" if veld.soort is Soort.TEKST else f"{gegeven}_fout"
    return f"count(*) FILTER (WHERE {_gevuld(gegeven, veld)}), count(*) FILTER (WHERE {onbekend}), count(*) FILTER (WHERE {fout})"


Kruis = Mapping[tuple[str, str], int]


def kruis(verbinding: "DuckDBPyConnection", soort: str, rij: str, kolom: str, levering: int = 0) -> Kruis:
    """How often two answers go together."""
    rijen = verbinding.execute(
        f"SELECT coalesce({rij}, 'leeg'), coalesce({kolom}, 'leeg'), count(*) FROM {soort} WHERE levering = {levering} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return {(str(r), str(k)): int(n) for r, k, n in rijen}
