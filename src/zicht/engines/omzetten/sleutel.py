"""Pseudonyms: HMAC-SHA-256 in SQL, with a key that never stands in the text of a query."""

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LENGTE = 32  # hex digits, 128 bits: no two of a hundred million people meet
_BLOK = 64
SCHEIDING = "\x1f"


def zet_sleutel(verbinding: "DuckDBPyConnection", sleutel: bytes | None) -> None:
    """Let `pseudoniem(x)` and `burger(x)` exist in this connection, with this key."""
    blok = (sleutel or b"").ljust(_BLOK, b"\0")
    verbinding.execute("SET VARIABLE binnen = ?", [bytes(teken ^ 0x36 for teken in blok)])
    verbinding.execute("SET VARIABLE buiten = ?", [bytes(teken ^ 0x5C for teken in blok)])
    verbinding.execute(
        "CREATE OR REPLACE MACRO pseudoniem(x) AS substr(sha256(getvariable('buiten') || "
        f"unhex(sha256(getvariable('binnen') || encode(x)))), 1, {LENGTE})"
    )
    # a number of all zeros is unknown, of all nines an unborn child: they point at nobody
    verbinding.execute(
        "CREATE OR REPLACE MACRO burger(x) AS CASE WHEN regexp_full_match(regexp_replace(x, '[ .]', '', 'g'), '0+|9{9}') "
        f"THEN NULL ELSE pseudoniem('bsn{SCHEIDING}' || lpad(regexp_replace(x, '[ .]', '', 'g'), 9, '0')) END"
    )


def pseudoniem(sleutel: bytes, *delen: str) -> str:
    """The same in Python, for who wants to check one."""
    return hmac.new(sleutel, SCHEIDING.join(delen).encode(), "sha256").hexdigest()[:LENGTE]


def merk(sleutel: bytes) -> str:
    """A few digits by which a key is recognised, and from which it cannot be found."""
    return pseudoniem(sleutel, "merk")[:8]
