"""One line of progress on standard error, so that a slow command does not look dead."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def voortgang(naam: str) -> Iterator[Callable[[str], None]]:
    """Give a function that shows the present step; on a terminal the line overwrites itself."""
    terminal = sys.stderr.isatty()

    def meld(stap: str) -> None:
        if terminal:
            print(f"\r\x1b[K{naam}: {stap} …", end="", file=sys.stderr, flush=True)
        else:
            print(f"{naam}: {stap} …", file=sys.stderr, flush=True)

    try:
        yield meld
    finally:
        if terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
