"""Wat er omgezet moet worden, en wat daarvan al klaar is genoteerd."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import zicht
from zicht.core.fouten import OnleesbaarFout
from zicht.core.regels import toon
from zicht.engines.omzetten.sleutel import merk
from zicht.engines.omzetten.telling import Onvertaald, Veldtelling, Vultelling, Weigering
from zicht.engines.omzetten.vorm import Blad, Vertaling


@dataclass(frozen=True)
class Opdracht:
    """Wat er omgezet moet worden, en waarheen."""

    vertaling: Vertaling
    tekst: bytes  # de vertaling zoals zij in het bestand staat
    export: Path
    sleutel: bytes | None = None

    def bestanden(self, blad: Blad) -> list[Path]:
        """De bestanden van een bron, op naam."""
        kandidaten = self.export.glob(blad.bestand) if set("*?[") & set(blad.bestand) else [self.export / blad.bestand]
        gevonden = sorted(pad for pad in kandidaten if pad.is_file())
        if not gevonden:
            raise OnleesbaarFout(f"Bron {blad.naam}: in {toon(self.export)} staat geen bestand '{toon(blad.bestand)}'.")
        return gevonden

    def afdruk(self) -> str:
        """Waaraan te zien is of eerder werk nog past."""
        som = sha256(f"{zicht.__version__}\n{merk(self.sleutel) if self.sleutel else ''}\n".encode() + self.tekst)
        for blad in self.vertaling.bladen.values():
            for pad in self.bestanden(blad) if blad.bestand else ():
                with pad.open("rb") as stroom:
                    while stuk := stroom.read(1 << 20):
                        som.update(stuk)
                som.update(pad.name.encode())
        return som.hexdigest()


def lees_json(pad: Path) -> dict[str, Any]:
    """De inhoud van een bestand, leeg als er niets te lezen valt."""
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", inhoud) if isinstance(inhoud, dict) else {}


def schrijf_json(pad: Path, gegevens: object) -> None:
    """Schrijf ernaast, en hernoem dan."""
    half = pad.with_name(f".{pad.name}.half")
    half.write_text(json.dumps(gegevens, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half.replace(pad)


def telling_uit(klaar: Mapping[str, Any]) -> Vultelling:
    """De telling die eerder is genoteerd."""
    velden = tuple(
        Veldtelling(v["veld"], v["gevuld"], v["leeg"], v["niet_vertaald"],
                    tuple(Onvertaald(w["waarde"], w["aantal"], tuple(w["rijen"])) for w in v["waarden"]))
        for v in klaar["velden"]
    )  # fmt: skip
    geweigerd = tuple(Weigering(w["reden"], w["aantal"], tuple(w["rijen"])) for w in klaar["geweigerd"])
    return Vultelling(klaar["vulling"], klaar["tabel"], klaar["uit"], klaar["rijen"], klaar["mee"], velden, geweigerd)
