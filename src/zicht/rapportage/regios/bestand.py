"""Het regiobestand: de cijfers van een regio zoals zij ook in haar burap staan, en niets anders."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path
from typing import Any

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.load import publicatiebeleid
from zicht.cijfers import Cijfers, Uitkomst
from zicht.cijfers.cijfers import Per
from zicht.core.fouten import AanroepFout, OnleesbaarFout
from zicht.core.periodes import Periode
from zicht.core.regels import toon
from zicht.rapportage.cijferlijst import Cijfer
from zicht.rapportage.publiek import Drukker, van_indicator

SOORT, FORMAAT = "regiobestand", 1


@dataclass(frozen=True)
class Regiocijfer:
    """Een gepubliceerd cijfer van een regio; zonder waarde staat er een reden."""

    code: str
    soort: str
    waarde: float | None
    teller: int | None = None
    noemer: int | None = None
    reden: str = ""


@dataclass(frozen=True)
class Regiobestand:
    """Wat een regio levert."""

    regio: str
    periode: str
    peildatum: str
    definitieversie: str
    drempel: int
    afronding: int
    inwoners: int | None
    cijfers: tuple[Regiocijfer, ...]

    def van(self, code: str) -> Regiocijfer | None:
        """Het cijfer van een indicator, of niets."""
        return next((cijfer for cijfer in self.cijfers if cijfer.code == code), None)

    def als_json(self) -> str:
        """De tekst van het bestand."""
        kop = {"soort": SOORT, "formaat": FORMAAT} | {
            veld.name: getattr(self, veld.name) for veld in fields(self) if veld.name != "cijfers"
        }
        cijfers = [{v.name: getattr(c, v.name) for v in fields(c)} for c in self.cijfers]
        return json.dumps(kop | {"cijfers": cijfers}, ensure_ascii=False, indent=1) + "\n"


def regiobestanden(cijfers: Cijfers, periode: Periode) -> Iterator[Regiobestand]:
    """Een bestand per regio in deze feiten; een periode die nog loopt kan niet, want dan verschillen de peildata."""
    if cijfers.feitenset.peildatum < periode.eind:
        raise AanroepFout(
            f"De periode {periode.code} is nog niet voorbij: de feiten gaan tot en met {cijfers.feitenset.peildatum:%d-%m-%Y}. "
            "Regio's zijn alleen over een hele periode te vergelijken."
        )
    per_regio = cijfers.uitslagen(periode, per=Per.REGIO)
    per_gemeente = cijfers.uitslagen(periode, per=Per.GEMEENTE)
    gemeenten = cijfers.gemeenten(periode.eind.year)
    for regio in cijfers.feitenset.regios:
        eigen = {g.code for g in gemeenten if g.regio == regio or len(cijfers.feitenset.regios) == 1}
        beleid = publicatiebeleid(periode.eind, regio)
        inwoners = [g.inwoners for g in gemeenten if g.code in eigen]
        yield Regiobestand(
            regio, periode.code, per_regio.peildatum.isoformat(), per_regio.definitieversie, beleid.drempel, beleid.afronding,
            None if None in inwoners else sum(filter(None, inwoners)),
            tuple(_cijfers(regio, eigen, per_regio, per_gemeente, Drukker(beleid))),
        )  # fmt: skip


def _cijfers(
    regio: str, eigen: set[str], per_regio: Uitkomst, per_gemeente: Uitkomst, drukker: Drukker
) -> Iterator[Regiocijfer]:
    """Zoals in de burap: eerst het geheel veilig, de gemeenten tellen mee maar gaan niet mee."""
    for uitslag in per_regio.uitslagen:
        if uitslag.gebied == regio:
            delen = [u for u in per_gemeente.uitslagen if u.code == uitslag.code and u.gebied in eigen]
            cijfer = next(
                c for c in van_indicator(per_regio.periode, uitslag, delen, drukker) if c.sleutel == uitslag.code
            )
            yield _regiocijfer(cijfer)


def _regiocijfer(cijfer: Cijfer) -> Regiocijfer:
    waarde = None if cijfer.waarde is None else round(float(cijfer.waarde), 4 if cijfer.teller is not None else 1)
    return Regiocijfer(cijfer.sleutel, cijfer.soort.value, waarde, cijfer.teller, cijfer.noemer, cijfer.reden)


def lees_bestanden(map_: Path) -> list[Regiobestand]:
    """Alle regiobestanden in een map, op naam van de regio; ze moeten over hetzelfde gaan."""
    if not map_.is_dir():
        raise AanroepFout(f"MAP: verwacht een map met regiobestanden, gevonden: {toon(map_)}.")
    bestanden = sorted((_lees(pad) for pad in sorted(map_.glob("*.json"))), key=lambda bestand: bestand.regio)
    if len(bestanden) < 2:
        raise OnleesbaarFout(f"{toon(map_)}: verwacht twee of meer regiobestanden (.json), gevonden: {len(bestanden)}.")
    _keur_gelijk(bestanden)
    return bestanden


def _lees(pad: Path) -> Regiobestand:
    fout = OnleesbaarFout(
        f"{pad.name} is geen regiobestand. Verwacht: een bestand van `zicht regiobestand`, formaat {FORMAAT}."
    )
    try:
        inhoud: Any = json.loads(pad.read_text(encoding="utf-8"))
        if (inhoud["soort"], inhoud["formaat"]) != (SOORT, FORMAAT):
            raise fout
        cijfers = tuple(_cijfer(cijfer) for cijfer in inhoud["cijfers"])
        tekst = {naam: str(inhoud[naam]) for naam in ("regio", "periode", "peildatum", "definitieversie")}
        inwoners = None if inhoud["inwoners"] is None else int(inhoud["inwoners"])
        return Regiobestand(
            **tekst,
            drempel=int(inhoud["drempel"]),
            afronding=int(inhoud["afronding"]),
            inwoners=inwoners,
            cijfers=cijfers,
        )
    except (OSError, ValueError, KeyError, TypeError) as oorzaak:
        raise fout from oorzaak


def _cijfer(inhoud: Mapping[str, Any]) -> Regiocijfer:
    getallen = {naam: inhoud[naam] for naam in ("waarde", "teller", "noemer")}
    if inhoud["code"] not in INDICATOREN or not all(isinstance(g, int | float | None) for g in getallen.values()):
        raise ValueError("unknown indicator, or a number that is none")
    return Regiocijfer(str(inhoud["code"]), str(inhoud["soort"]), reden=str(inhoud["reden"]), **getallen)


def _keur_gelijk(bestanden: Sequence[Regiobestand]) -> None:
    namen = [bestand.regio for bestand in bestanden]
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    if dubbel:
        raise OnleesbaarFout(f"Van {', '.join(dubbel)} is er meer dan een bestand. Laat een bestand per regio staan.")
    for wat, waarden in (
        ("periode", {b.periode: b.regio for b in bestanden}),
        ("versie van de definities", {b.definitieversie[:12]: b.regio for b in bestanden}),
    ):
        if len(waarden) > 1:
            verschil = "; ".join(f"{waarde} ({regio})" for waarde, regio in sorted(waarden.items())[:4])
            raise OnleesbaarFout(
                f"De bestanden hebben niet dezelfde {wat}: {verschil}. Dan is er niets te vergelijken."
            )


def aandeel(cijfer: Regiocijfer) -> Fraction | None:
    """Het aandeel op de gedrukte aantallen."""
    if cijfer.teller is None or not cijfer.noemer:
        return None
    return min(Fraction(cijfer.teller, cijfer.noemer), Fraction(1))
