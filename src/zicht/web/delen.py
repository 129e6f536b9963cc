"""Lange lijsten in stukken die een databank in een keer aankan."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")
# SQLite neemt standaard niet meer dan 999 waarden in een vraag aan (oudere versies); een rij kan er twee kosten.
TEGELIJK = 500


def in_delen(rijen: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """De lijst in opeenvolgende stukken van hooguit TEGELIJK."""
    for begin in range(0, len(rijen), TEGELIJK):
        yield rijen[begin : begin + TEGELIJK]
