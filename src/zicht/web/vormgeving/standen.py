"""Wat een klok of een melding uitstraalt: altijd een woord, een pictogram en een toon samen."""

from dataclasses import dataclass
from enum import Enum

from zicht.core.fouten import AanroepFout


@dataclass(frozen=True, slots=True)
class Teken:
    """Een woord met zijn pictogram en toon; de toon alleen zegt nooit iets."""

    woord: str
    pictogram: str
    toon: str


# De toon kiest alleen de kleur (zicht.css); wat er aan de hand is staat in het woord.
STANDEN: dict[str, Teken] = {
    "op_tijd": Teken("op tijd", "klok", "goed"),
    "bijna_te_laat": Teken("bijna te laat", "zandloper", "letop"),
    "te_laat": Teken("te laat", "waarschuwing", "fout"),
    "geschorst": Teken("geschorst", "pauze", "rust"),
    "gehaald": Teken("gehaald", "ok", "goed"),
}
URGENTIES: dict[str, Teken] = {
    "acuut": Teken("acuut", "alarm", "fout"),
    "hoog": Teken("hoog", "pijl-omhoog", "fout"),
    "midden": Teken("midden", "streep", "letop"),
    "laag": Teken("laag", "pijl-omlaag", "rust"),
    "": Teken("nog niet gescreend", "vraag", "leeg"),
    "onbekend": Teken("onbekend", "vraag", "leeg"),
}


def stand(code: object) -> Teken:
    """Het teken bij de stand van een klok."""
    return _kies(STANDEN, code, "stand van een klok")


def urgentie(code: object) -> Teken:
    """Het teken bij een urgentie; geen urgentie is 'nog niet gescreend'."""
    return _kies(URGENTIES, code, "urgentie")


def _kies(tabel: dict[str, Teken], code: object, wat: str) -> Teken:
    naam = str(code.value if isinstance(code, Enum) else code or "").strip().lower().replace(" ", "_").replace("-", "_")
    if naam not in tabel:
        raise AanroepFout(f"Onbekende {wat}: '{naam}'. Kies uit: {', '.join(filter(None, tabel))}.")
    return tabel[naam]
