"""Lezen uit TOML met een bron bij elk getal; fouten worden verzameld, zodat iemand ze in een keer kan herstellen.

Een getal staat kaal in een tabel met een `vindplaats`, of als `{ waarde = 1312, vindplaats = "…", keuze = "…" }`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeAlias, cast

from zicht.core.begroting.begroting import BegrotingFout, Getal
from zicht.core.bronnen import Bron
from zicht.core.parameters import EENHEDEN

Tabel: TypeAlias = dict[str, Any]

HERKOMST = ("vindplaats", "bron", "keuze")
MEEST = 20  # zoveel regels leest iemand nog


@dataclass
class Bestand:
    """Een TOML-bestand dat gelezen wordt, met zijn standaardbron en de fouten tot nu toe."""

    naam: str
    inhoud: Tabel
    bronnen: frozenset[str] = frozenset()
    fouten: list[str] = field(default_factory=list[str])

    def fout(self, waar: str, tekst: str) -> None:
        """Onthoud een fout; `waar` is het pad in het bestand."""
        self.fouten.append(f"{self.naam}, {waar}: {tekst}" if waar else f"{self.naam}: {tekst}")

    def deel(self, waar: str, inhoud: Tabel) -> "Bestand":
        """Een deel van dit bestand dat apart gelezen wordt; de fouten komen bij elkaar."""
        return replace(self, naam=f"{self.naam}, {waar}", inhoud=inhoud)

    def klaar(self) -> None:
        """Geef de fouten als er zijn."""
        if self.fouten:
            meer = len(self.fouten) - MEEST
            slot = [f"En nog {meer} fouten."] if meer > 0 else []
            raise BegrotingFout(*self.fouten[:MEEST], *slot)

    def sleutels(self, waar: str, tabel: Tabel, bekend: Iterable[str]) -> None:
        """Meld sleutels die er niet horen, met wat er waarschijnlijk bedoeld is."""
        kent = list(bekend)
        for sleutel in tabel:
            if sleutel not in kent:
                self.fout(waar, f"'{sleutel}' is hier niet bekend.{bedoelt(sleutel, kent)}")

    def tabellen(self, naam: str) -> Iterator[tuple[str, Tabel]]:
        """De tabellen onder een kop, op code."""
        kop = als_tabel(self.inhoud.get(naam, {}))
        if kop is None:
            self.fout(naam, "verwacht een tabel, bijvoorbeeld [dienst.onderzoek].")
            return
        for code, tabel in kop.items():
            if (gevonden := als_tabel(tabel)) is not None:
                yield code, gevonden
            else:
                self.fout(f"{naam}.{code}", f"verwacht een tabel met een titel en getallen, gevonden: {toon(tabel)}.")

    def tekst(self, waar: str, tabel: Tabel, sleutel: str, verplicht: bool = False) -> str:
        """Een tekst uit een tabel; leeg als die er niet is."""
        waarde = tabel.get(sleutel, "")
        if not isinstance(waarde, str) or (verplicht and not waarde.strip()):
            self.fout(waar, f"verwacht bij '{sleutel}' een tekst, gevonden: {toon(waarde)}.")
            return ""
        return waarde.strip()

    def keus(self, waar: str, tabel: Tabel, sleutel: str, uit: Iterable[str]) -> str | None:
        """Een tekst uit een vaste lijst, of None met een fout."""
        mogelijk, waarde = list(uit), tabel.get(sleutel)
        if waarde not in mogelijk:
            self.fout(waar, f"'{sleutel}' is {' of '.join(mogelijk)}, gevonden: {toon(waarde)}.")
            return None
        return cast("str", waarde)

    def waar(self, waar: str, tabel: Tabel, sleutel: str) -> bool | None:
        """Ja of nee uit een tabel; None als het er niet staat."""
        waarde = tabel.get(sleutel)
        if waarde is not None and not isinstance(waarde, bool):
            self.fout(waar, f"'{sleutel}' is true of false, gevonden: {toon(waarde)}.")
            return None
        return waarde

    def teksten(self, waar: str, tabel: Tabel, sleutel: str) -> tuple[str, ...]:
        """Een lijst van teksten."""
        waarden = als_lijst(tabel.get(sleutel, []))
        if waarden is None or not all(isinstance(deel, str) for deel in waarden):
            self.fout(waar, f"verwacht bij '{sleutel}' een lijst van teksten, gevonden: {toon(tabel[sleutel])}.")
            return ()
        return tuple(waarden)

    def datum(self, tabel: Tabel, sleutel: str) -> date | None:
        """Een datum boven in het bestand; None als die er niet is."""
        waarde = tabel.get(sleutel)
        if waarde is not None and not isinstance(waarde, date):
            self.fout(sleutel, f"verwacht een datum (jjjj-mm-dd), gevonden: {toon(waarde)}.")
            return None
        return waarde

    def getal(self, waar: str, tabel: Tabel, sleutel: str, eenheid: str) -> Getal | None:
        """Een getal met zijn herkomst; None als het er niet staat of niet deugt."""
        ruw = tabel.get(sleutel)
        if ruw is None:
            return None
        los = als_tabel(ruw) or {"waarde": ruw}
        pad = f"{waar}.{sleutel}" if waar else sleutel
        self.sleutels(pad, los, ("waarde", *HERKOMST))
        waarde = los.get("waarde")
        if isinstance(waarde, bool) or not isinstance(waarde, int | Decimal) or not Decimal(waarde).is_finite():
            self.fout(pad, f"verwacht een getal ({eenheid}), met een punt voor de decimalen; gevonden: {toon(waarde)}.")
            return None
        laagste, hoogste = EENHEDEN.get(eenheid, (Decimal(0), Decimal(1_000_000_000)))
        if not laagste <= waarde <= hoogste:
            self.fout(pad, f"{waarde} {eenheid} kan niet: verwacht tussen {laagste} en {hoogste}.")
            return None
        return Getal(Decimal(waarde), eenheid, self.herkomst(pad, los, tabel), los.get("keuze", tabel.get("keuze", "")))

    def herkomst(self, pad: str, *tabellen: Tabel) -> Bron:
        """De bron bij een getal: van het getal zelf, anders van de tabel, anders van het bestand."""
        lagen = (*tabellen, self.inhoud)
        sleutel = next((laag["bron"] for laag in lagen if isinstance(laag.get("bron"), str)), "")
        plaats = next((laag["vindplaats"] for laag in lagen if isinstance(laag.get("vindplaats"), str)), "")
        if not plaats:
            self.fout(pad, 'staat zonder vindplaats. Zet erbij waar het getal vandaan komt: vindplaats = "…".')
        if self.bronnen and sleutel not in self.bronnen:
            self.fout(pad, f"de bron '{sleutel}' is niet bekend.{bedoelt(sleutel, self.bronnen)}")
        return Bron(sleutel, plaats)


def open_bestand(tekst: str, naam: str, bronnen: Iterable[str] = ()) -> Bestand:
    """Lees TOML-tekst; een schrijffout zegt op welke regel."""
    try:
        return Bestand(naam, tomllib.loads(tekst, parse_float=Decimal), frozenset(bronnen))
    except (
        ValueError,
        RecursionError,
    ) as fout:  # een datum die niet bestaat of haken zonder einde geven een andere fout
        raise BegrotingFout(f"{naam} is niet te lezen als TOML: {_schrijffout(str(fout), tekst)}") from fout


def _schrijffout(melding: str, tekst: str) -> str:
    """Waar de schrijfwijze niet klopt, met de regel zelf erbij."""
    gevonden = re.search(r"at line (\d+), column (\d+)", melding)
    regels = tekst.splitlines()
    if gevonden and int(gevonden[1]) <= len(regels):
        nummer, plaats = int(gevonden[1]), gevonden[2]
        return f"regel {nummer}, teken {plaats} klopt niet. Daar staat: {regels[nummer - 1].strip()[:80]}"
    if "end of document" in melding:
        return "het bestand houdt op voor een tekst, een lijst of een tabel af is. Kijk de laatste regels na."
    return "er staat een getal of datum in die niet kan, of er staan te veel haken in elkaar."


def als_tabel(waarde: object) -> Tabel | None:
    """De waarde als tabel, of None als zij iets anders is."""
    return cast("Tabel", waarde) if isinstance(waarde, dict) else None


def als_lijst(waarde: object) -> list[Any] | None:
    """De waarde als lijst, of None als zij iets anders is."""
    return cast("list[Any]", waarde) if isinstance(waarde, list) else None


def bedoelt(woord: str, bekend: Iterable[str]) -> str:
    """De zin die zegt wat iemand waarschijnlijk bedoelde, of wat er te kiezen is."""
    kent = sorted(bekend)
    if lijkt := get_close_matches(woord, kent, 1):
        return f" Bedoelt u '{lijkt[0]}'?"
    return f" Bekend zijn: {', '.join(kent)}." if kent else ""


def toon(waarde: object) -> str:
    """Een gevonden waarde, kort."""
    return "niets" if waarde is None or waarde == "" else repr(waarde)[:80]
