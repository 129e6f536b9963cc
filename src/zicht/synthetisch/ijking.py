"""De ijking: hoeveel er per regio en jaar van alles is, met de bron in ijking.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zicht.synthetisch.regios import lees_regios

LANDELIJK = "landelijk"
_EIGEN = ("NOG", "NHN")  # regio's met eigen gedrukte getallen


@dataclass(frozen=True)
class Reeks:
    """Een onderwerp door de jaren: ijkpunten, groei erbuiten, en eventueel een deel van een andere reeks."""

    punten: tuple[tuple[int, float], ...]
    groei: float
    van: str | None

    def waarde(self, jaar: int) -> float:
        """De waarde in een jaar: recht tussen de punten, met groei erbuiten."""
        (eerste, begin), (laatste, eind) = self.punten[0], self.punten[-1]
        if jaar <= eerste:
            return begin * (1 + self.groei) ** (jaar - eerste)
        if jaar >= laatste:
            return eind * (1 + self.groei) ** (jaar - laatste)
        (j0, w0), (j1, w1) = next(
            (a, b) for a, b in zip(self.punten, self.punten[1:], strict=False) if a[0] <= jaar < b[0]
        )
        return w0 + (w1 - w0) * (jaar - j0) / (j1 - j0)


@cache
def lees_reeksen() -> dict[str, dict[str, Reeks]]:
    """Alle reeksen per gebied."""
    pad = resources.files("zicht.synthetisch") / "ijking.toml"
    inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    return {gebied: {naam: _reeks(tabel) for naam, tabel in reeksen.items()} for gebied, reeksen in inhoud.items()}


def _reeks(tabel: dict) -> Reeks:
    punten = tuple((punt["jaar"], float(punt["waarde"])) for punt in tabel["punten"])
    return Reeks(punten, float(tabel.get("groei", 0.0)), tabel.get("van"))


@dataclass(frozen=True)
class IJking:
    """De ijking van een regio op een schaal."""

    regio: str
    schaal: float = 1.0

    def aandeel(self, naam: str, jaar: int) -> float:
        """Een verhouding, zoals het deel van de meldingen dat van de politie komt."""
        return self._reeks(naam)[0].waarde(jaar)

    def aantal(self, naam: str, jaar: int) -> int:
        """Hoeveel er in een jaar van zijn, afgerond op helen en op schaal."""
        return round(self.volume(naam, jaar) * self.schaal)

    def volume(self, naam: str, jaar: int) -> float:
        """Hoeveel er in een jaar van zijn, op schaal 1 en niet afgerond."""
        reeks, landelijk = self._reeks(naam)
        if reeks.van:
            return reeks.waarde(jaar) * self.volume(reeks.van, jaar)
        if not landelijk:
            return reeks.waarde(jaar)
        rest = reeks.waarde(jaar) - sum(IJking(eigen).volume(naam, jaar) for eigen in _EIGEN)
        return rest * _deel_van_de_rest(self.regio)

    def _reeks(self, naam: str) -> tuple[Reeks, bool]:
        eigen = lees_reeksen().get(self.regio, {}).get(naam)
        return (eigen, False) if eigen else (lees_reeksen()[LANDELIJK][naam], True)


def _deel_van_de_rest(regio: str) -> float:
    regios = lees_regios()
    rest = sum(r.omvang() for code, r in regios.items() if code not in _EIGEN)
    return regios[regio].omvang() / rest
