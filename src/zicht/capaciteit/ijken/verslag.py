"""Het ijkverslag: waar een model op rust, hoe goed het past, wat te dun was en wat er toen is aangenomen."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from zicht.core.periodes import korte_datum, lange_datum

FORMAAT = 1


@dataclass(frozen=True, slots=True)
class Tabel:
    """Een tabel in woorden, klaar om te tonen."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """Een deel van het model: wat ervoor gebruikt is, hoe het past, en wat er is aangenomen als het te dun was."""

    code: str
    titel: str
    aantal: int
    wat: str  # wat er geteld is: meldingen, besluiten
    van: date
    tot_en_met: date
    zinnen: tuple[str, ...]
    tabel: Tabel | None = None
    aannames: tuple[str, ...] = ()

    @property
    def gebruikt(self) -> str:
        """Waar het onderdeel op rust, in een zin."""
        hoeveel = f"Gebruikt: {getal(self.aantal)} {self.wat}"
        if self.van == self.tot_en_met:
            return f"{hoeveel} op {korte_datum(self.van)}."
        return f"{hoeveel} van {korte_datum(self.van)} tot en met {korte_datum(self.tot_en_met)}."


@dataclass(frozen=True)
class Ijkverslag:
    """Het hele verslag; `getallen` zijn de kerngetallen voor wie ermee verder rekent."""

    regio: str
    peildatum: date
    vingerafdruk: str
    dagen: int
    onderdelen: tuple[Onderdeel, ...]
    getallen: Mapping[str, float] = field(default_factory=dict[str, float])
    keuzes: tuple[str, ...] = ()

    @property
    def aannames(self) -> tuple[str, ...]:
        """Alles wat niet uit de feiten kwam."""
        return tuple(aanname for onderdeel in self.onderdelen for aanname in onderdeel.aannames)

    def onderdeel(self, code: str) -> Onderdeel:
        """Het onderdeel met deze code."""
        return next(onderdeel for onderdeel in self.onderdelen if onderdeel.code == code)

    def regels(self) -> Iterator[str]:
        """Het verslag in regels tekst, met tabellen als kolommen met streepjes ertussen."""
        yield f"Model van {self.regio}, geijkt op de feiten zoals bekend op {lange_datum(self.peildatum)}."
        for onderdeel in self.onderdelen:
            yield ""
            yield onderdeel.titel
            yield onderdeel.gebruikt
            yield from onderdeel.zinnen
            if onderdeel.tabel:
                yield " | ".join(onderdeel.tabel.koppen)
                yield from (" | ".join(rij) for rij in onderdeel.tabel.rijen)
            yield from (f"Aangenomen: {aanname}" for aanname in onderdeel.aannames)

    def als_json(self) -> dict[str, Any]:
        """De vorm waarin het verslag bewaard wordt."""
        velden = asdict(self) | {"peildatum": self.peildatum.isoformat(), "getallen": dict(self.getallen)}
        for onderdeel in velden["onderdelen"]:
            onderdeel |= {naam: onderdeel[naam].isoformat() for naam in ("van", "tot_en_met")}
        return {"formaat": FORMAAT} | _lijsten(velden)


def _lijsten(waarde: Any) -> Any:
    """Dezelfde waarde zoals JSON haar teruggeeft: een tupel is een lijst."""
    if isinstance(waarde, dict):
        return {naam: _lijsten(deel) for naam, deel in waarde.items()}
    return [_lijsten(deel) for deel in waarde] if isinstance(waarde, (tuple, list)) else waarde


def verslag_uit_json(gegevens: Mapping[str, Any]) -> Ijkverslag:
    """Het verslag uit de vorm waarin het bewaard is."""
    velden = {naam: waarde for naam, waarde in gegevens.items() if naam != "formaat"}
    return Ijkverslag(**velden | {
        "peildatum": date.fromisoformat(velden["peildatum"]),
        "onderdelen": tuple(_onderdeel(deel) for deel in velden["onderdelen"]),
        "keuzes": tuple(velden["keuzes"]),
    })  # fmt: skip


def _onderdeel(velden: Mapping[str, Any]) -> Onderdeel:
    tabel = velden["tabel"]
    return Onderdeel(**{**velden} | {
        "van": date.fromisoformat(velden["van"]), "tot_en_met": date.fromisoformat(velden["tot_en_met"]),
        "zinnen": tuple(velden["zinnen"]), "aannames": tuple(velden["aannames"]),
        "tabel": Tabel(tuple(tabel["koppen"]), tuple(tuple(rij) for rij in tabel["rijen"])) if tabel else None,
    })  # fmt: skip


def getal(waarde: float, cijfers: int = 0) -> str:
    """Een getal in het Nederlands: punt voor duizendtallen, komma voor het deel erachter."""
    return f"{waarde:,.{cijfers}f}".translate(str.maketrans(",.", ".,"))


def procent(deel: float, cijfers: int = 0) -> str:
    """Een deel van 1 als procenten."""
    return f"{getal(deel * 100, cijfers)} %"
