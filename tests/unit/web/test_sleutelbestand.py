"""Een geheim dat nog niet bestaat wordt een keer gemaakt, ook als velen er tegelijk om vragen."""

import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from zicht.web import sleutels


def test_wie_tegelijk_begint_leest_hetzelfde_hele_geheim(tmp_path):
    for ronde in range(30):
        pad, begin = tmp_path / f"{ronde}" / "geheim", Barrier(6)

        def lees(nummer, pad=pad, begin=begin):
            begin.wait()
            return sleutels._uit_bestand(pad, lambda: f"{nummer}" * 5_000)

        with ThreadPoolExecutor(6) as draden:
            gelezen = set(draden.map(lees, range(6)))
        assert len(gelezen) == 1
        assert len(gelezen.pop()) == 5_000
        assert stat.S_IMODE(pad.stat().st_mode) == 0o600
        assert list(pad.parent.iterdir()) == [pad]
