"""De regio's en hun gemeenten, met inwoners per jaar."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from zicht.core.fouten import AanroepFout
from zicht.synthetisch.kolommen import Getallen, Kommagetallen

TELJAAR = 2019  # de inwoners in regios.toml zijn van dit jaar
_GROEI = 0.006  # keuze: groei van de bevolking per jaar
_JEUGD = 0.185  # keuze: deel van de inwoners dat minderjarig is; landelijk ongeveer zo, per gemeente gelijk gehouden
# Bron: meerjarenbegroting NOG 2025-2028, 4.2: 842.065 inwoners op 1 januari 2023.
_VAST_TOTAAL = {"NOG": (2023, 842_065)}
# Keuze: in grotere gemeenten wordt naar verhouding meer gemeld.
_STAD = 1.12


@dataclass(frozen=True)
class Gemeente:
    """Een gemeente met haar inwoners in het teljaar."""

    code: str
    naam: str
    inwoners: int


@dataclass(frozen=True)
class Regio:
    """Een Veilig Thuis-regio."""

    code: str
    naam: str
    vakantie: str
    gemeenten: tuple[Gemeente, ...]

    def gewichten(self) -> Kommagetallen:
        """Welk deel van de meldingen en adviezen uit elke gemeente komt."""
        gewicht = np.array([gemeente.inwoners for gemeente in self.gemeenten], np.float64) ** _STAD
        return gewicht / gewicht.sum()

    def omvang(self) -> float:
        """Het gewicht van de regio in het land."""
        return float(sum(gemeente.inwoners**_STAD for gemeente in self.gemeenten))

    def inwoners(self, jaar: int) -> Getallen:
        """De inwoners per gemeente op 1 januari; waar de bron een totaal drukt, telt het daarop precies op."""
        rauw = np.array([gemeente.inwoners for gemeente in self.gemeenten], np.float64)
        teljaar, totaal = _VAST_TOTAAL.get(self.code, (TELJAAR, int(rauw.sum())))
        doel = round(totaal * (1 + _GROEI) ** (jaar - teljaar))
        return verdeel_heel(rauw, doel)

    def jeugdigen(self, jaar: int) -> Getallen:
        """De minderjarigen per gemeente: een benadering."""
        return np.rint(self.inwoners(jaar) * _JEUGD).astype(np.int32)


def verdeel_heel(gewicht: Kommagetallen, totaal: int) -> Getallen:
    """Verdeel een geheel totaal naar gewicht, met de grootste resten naar boven."""
    rauw = gewicht / gewicht.sum() * totaal
    heel = np.floor(rauw).astype(np.int32)
    heel[np.argsort(heel - rauw, kind="stable")[: totaal - int(heel.sum())]] += 1
    return heel


@cache
def lees_regios() -> dict[str, Regio]:
    """Alle regio's op code, in de volgorde van regios.toml."""
    pad = resources.files("zicht.synthetisch") / "regios.toml"
    return {
        code: Regio(code, tabel["naam"], tabel["vakantie"], tuple(Gemeente(*rij) for rij in tabel["gemeenten"]))
        for code, tabel in tomllib.loads(pad.read_text(encoding="utf-8")).items()
    }


def kies_regios(naam: str) -> tuple[Regio, ...]:
    """De regio's achter `--regio`."""
    regios = lees_regios()
    match naam.lower():
        case "landelijk":
            return tuple(regios.values())
        case "nog" | "nhn":
            return (regios[naam.upper()],)
        case _:
            raise AanroepFout(f"--regio: verwacht nog, nhn of landelijk, gevonden '{naam[:80]}'.")
