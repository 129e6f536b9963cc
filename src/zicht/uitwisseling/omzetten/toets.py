"""Streng lezen: elke onbekende sleutel, verkeerde soort en dode verwijzing is een fout met de plaats erbij."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar, cast

from zicht.core.fouten import OnleesbaarFout
from zicht.core.regels import toon

T = TypeVar("T")
Tabel = Mapping[str, Any]
_SOORTEN: Mapping[type[Any], str] = {
    str: "tekst",
    int: "een heel getal",
    bool: "true of false",
    dict: "een tabel",
    list: "een lijst",
}


def lijkt_op(woord: str, bekend: Sequence[str]) -> str:
    """Een tip als er iets bekends op lijkt, en anders wat er mag."""
    lijkt = get_close_matches(woord, bekend, n=1, cutoff=0.6)
    return f"Bedoelt u '{lijkt[0]}'?" if lijkt else f"Kies uit: {', '.join(bekend)}."


@dataclass
class Lezer:
    """Verzamelt alle fouten van een bestand, zodat ze in een keer te herstellen zijn."""

    naam: str
    fouten: list[str] = field(default_factory=list[str])

    def fout(self, waar: str, tekst: str) -> None:
        """Onthoud een fout."""
        self.fouten.append(f"{self.naam}, {waar}: {tekst}" if waar else f"{self.naam}: {tekst}")

    def klaar(self) -> None:
        """Stop als er iets fout was."""
        if self.fouten:
            raise OnleesbaarFout(*self.fouten)

    def sleutels(self, tabel: Tabel, waar: str, bekend: Sequence[str]) -> None:
        """Alleen deze sleutels mogen."""
        for naam in tabel:
            if naam not in bekend:
                self.fout(waar, f"'{toon(naam)}' bestaat niet. {lijkt_op(naam, bekend)}")

    def haal(self, tabel: Tabel, sleutel: str, waar: str, soort: type[T], standaard: T) -> T:
        """Een waarde van deze soort, of de standaard."""
        if sleutel not in tabel:
            return standaard
        waarde = tabel[sleutel]
        if isinstance(waarde, soort) and (soort is bool or not isinstance(waarde, bool)):
            return waarde
        self.fout(waar, f"'{sleutel}' moet {_SOORTEN[soort]} zijn, en is {toon(repr(waarde))}.")
        return standaard

    def als_tabel(self, waarde: object, waar: str) -> Tabel:
        """De waarde als tabel; iets anders is een fout en telt als leeg."""
        if isinstance(waarde, dict):
            return cast("Tabel", waarde)
        self.fout(waar, f"moet een tabel zijn, en is {toon(repr(waarde))}.")
        return {}

    def tekst(self, tabel: Tabel, sleutel: str, waar: str, *, verplicht: bool = False) -> str:
        """Een tekst die niet leeg is."""
        waarde = self.haal(tabel, sleutel, waar, str, "")
        if verplicht and not waarde:
            self.fout(waar, f"'{sleutel}' ontbreekt.")
        return waarde

    def teksten(self, tabel: Tabel, sleutel: str, waar: str) -> tuple[str, ...]:
        """Een tekst, of een lijst teksten."""
        waarde = tabel.get(sleutel, [])
        lijst = [waarde] if isinstance(waarde, str) else self._lijst(waarde)
        if all(isinstance(deel, str) for deel in lijst):
            return tuple(str(deel) for deel in lijst)
        self.fout(waar, f"'{sleutel}' moet tekst zijn, of een lijst teksten.")
        return ()

    def tabel(self, tabel: Tabel, sleutel: str, waar: str) -> Tabel:
        """Een tabel, leeg als zij er niet is."""
        return self.als_tabel(tabel[sleutel], f"{waar}, '{sleutel}'" if waar else sleutel) if sleutel in tabel else {}

    def tabellen(self, tabel: Tabel, sleutel: str, waar: str) -> list[Tabel]:
        """Een lijst tabellen."""
        lijst = self._lijst(tabel.get(sleutel, []))
        if all(isinstance(deel, dict) for deel in lijst):
            return [cast("Tabel", deel) for deel in lijst]
        self.fout(waar, f"'{sleutel}' moet een lijst tabellen zijn: schrijf {{ … }}, {{ … }} of [[{sleutel}]].")
        return []

    @staticmethod
    def _lijst(waarde: object) -> list[object]:
        return cast("list[object]", waarde) if isinstance(waarde, list) else [waarde]

    def keuze(self, tabel: Tabel, sleutel: str, waar: str, mag: Sequence[str]) -> str:
        """Een van deze woorden; het eerste is de standaard."""
        waarde = self.haal(tabel, sleutel, waar, str, mag[0])
        if waarde not in mag:
            self.fout(waar, f"'{sleutel}' is '{toon(waarde)}'. {lijkt_op(waarde, mag)}")
            return mag[0]
        return waarde
