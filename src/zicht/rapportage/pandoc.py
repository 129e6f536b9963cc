"""The pandoc that came with the package."""

import os
import subprocess
from pathlib import Path


def pandoc(invoer: str, *opties: str, map_: Path | None = None, tijd: int = 0) -> bytes:
    """Run pandoc on text; `tijd` is the only clock it sees."""
    import pypandoc  # pyright: ignore[reportMissingTypeStubs]

    omgeving = os.environ | {"SOURCE_DATE_EPOCH": str(tijd)}
    opdracht = [pypandoc.get_pandoc_path(), *opties]
    return subprocess.run(
        opdracht, input=invoer.encode(), cwd=map_, env=omgeving, capture_output=True, check=True
    ).stdout
