"""Een lijst mensen zonder gedeelde sleutel koppelen: het bestand nakijken, koppelen, en de kwaliteit als de waarheid erbij staat."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from zicht.core.fouten import AanroepFout, OnleesbaarFout
from zicht.core.koppelen import KOLOMMEN, Koppeling, Kwaliteit, kwaliteit
from zicht.engines import koppelen, koppelen_splink
from zicht.engines.verbinding import open_verbinding

MANIEREN: dict[str, Callable[[Any, float, float], Koppeling]] = {
    "regels": koppelen.koppel,
    "splink": koppelen_splink.koppel,
}
_NODIG = ("id", "achternaam")


@dataclass(frozen=True)
class Uitslag:
    """Wat er uit een bestand kwam."""

    koppeling: Koppeling
    rijen: int
    mensen: int
    kandidaten: int
    kwaliteit: Kwaliteit | None

    def cijfers(self) -> dict[str, object]:
        """De aantallen, en de kwaliteit als die te bepalen was."""
        k = self.kwaliteit
        goed = (
            None
            if k is None
            else {
                "precisie": k.precisie,
                "vangst": k.vangst,
                "f1": k.f1,
                "goed": k.goed,
                "gevonden": k.gevonden,
                "echt": k.echt,
            }
        )
        return {"rijen": self.rijen, "mensen": self.mensen, "kandidaten": self.kandidaten, "kwaliteit": goed}


def koppel_bestand(pad: Path, manier: str, samen_vanaf: float, kandidaat_vanaf: float) -> Uitslag:
    """Koppel de mensen van een CSV-bestand."""
    if manier not in MANIEREN:
        raise AanroepFout(f"Onbekende manier '{manier}'. Kies uit: {', '.join(MANIEREN)}.")
    pad = pad / "personen.csv" if pad.is_dir() else pad
    kolommen = _kijk_na(pad)
    verbinding = open_verbinding()
    koppelen.laad_csv(verbinding, str(pad))
    _unieke_ids(verbinding, pad)
    koppeling = MANIEREN[manier](verbinding, samen_vanaf, kandidaat_vanaf)
    clusters = list(koppeling.clusters())
    echt = koppelen.waarheid(verbinding) if "mens" in kolommen else None
    return Uitslag(
        koppeling, len(clusters), len({cluster for _, cluster in clusters}), koppeling.aantal_kandidaten(),
        None if echt is None else kwaliteit((cluster, echt[id_]) for id_, cluster in clusters),
    )  # fmt: skip


def _kijk_na(pad: Path) -> list[str]:
    if not pad.is_file():
        raise OnleesbaarFout(f"{pad} is er niet. Verwacht een CSV-bestand met mensen, of een map met personen.csv.")
    try:
        with pad.open(encoding="utf-8-sig", newline="") as stroom:
            kop = [naam.strip() for rij in islice(csv.reader(stroom), 1) for naam in rij]
    except UnicodeDecodeError:
        raise OnleesbaarFout(f"{pad} is geen UTF-8. Sla het bestand opnieuw op als CSV UTF-8.") from None
    mist = [naam for naam in _NODIG if naam not in kop]
    if mist:
        raise OnleesbaarFout(
            f"{pad}: de kolom {mist[0]} ontbreekt; gevonden: {', '.join(kop) or 'niets'}.",
            f"Herkend worden: {', '.join(KOLOMMEN)}. Wat niet bekend is mag ontbreken.",
        )
    return kop


def _unieke_ids(verbinding: Any, pad: Path) -> None:
    dubbel = koppelen.dubbele_id(verbinding)
    if dubbel is not None:
        raise OnleesbaarFout(
            f"{pad}: elke rij heeft een eigen id nodig; {dubbel} keer staat er een die leeg is of al voorkwam."
        )
