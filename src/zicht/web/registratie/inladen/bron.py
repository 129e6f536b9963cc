"""De feiten die worden nagespeeld: gelezen, in de tijd verschoven, en aangevuld tot wat het werkproces toelaat.

Verschuiven gaat met hele weken, zodat weekdagen en weekritme kloppen; maanden van lasten en inzet schuiven met hele
maanden. Feestdagen schuiven niet mee: een handeling kan dus op een feestdag vallen.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from zicht.core.feiten import TABELLEN
from zicht.core.voorwaarden import Soort, Veld
from zicht.uitwisseling.feiten import lees_feiten
from zicht.uitwisseling.schrijven import Herkomst, schrijf_feiten
from zicht.web.registratie.werkstand import HUISELIJK

Rij = dict[str, Any]
WEEK = 7


@dataclass
class Feiten:
    """Alle rijen per tabel, met wat er is aangevuld."""

    tabellen: dict[str, list[Rij]]
    regio: str
    peildatum: date
    aangevuld: Counter[str] = field(default_factory=Counter)
    plekken: dict[tuple[str, str], str] = field(default_factory=dict)  # (tabel, id) -> bestand en rij

    def plek(self, tabel: str, sleutel: str) -> str:
        """In welk bestand en op welke rij iets staat."""
        return self.plekken.get((tabel, sleutel), tabel)

    def per(self, tabel: str, kolom: str) -> dict[str, list[Rij]]:
        """De rijen van een tabel bij elkaar per waarde van een kolom."""
        uit: dict[str, list[Rij]] = defaultdict(list)
        for rij in self.tabellen[tabel]:
            uit[rij[kolom]].append(rij)
        return uit

    def schrijf(self, uit: Path) -> None:
        """Schrijf deze feiten als map."""
        tabellen = ((naam, map(_als_tekst, rijen)) for naam, rijen in self.tabellen.items() if rijen)
        schrijf_feiten(uit, Herkomst(self.regio, self.peildatum, "zicht import: verschoven feiten"), tabellen)


def lees(map_: Path, vandaag: date | None = None) -> Feiten:
    """Lees een map; met `vandaag` schuift alles zo ver op dat de peildatum op of vlak voor die dag ligt."""
    feitenset = lees_feiten(map_)
    weken = (vandaag - feitenset.peildatum).days // WEEK if vandaag else 0
    tabellen = {naam: list(_rijen(feitenset.verbinding, naam, weken)) for naam in TABELLEN}
    feiten = Feiten(tabellen, feitenset.regios[0], feitenset.peildatum + timedelta(weeks=weken))
    feiten.plekken = dict(_plekken(feitenset.verbinding, map_))
    vul_aan(feiten)
    return feiten


def _plekken(verbinding: Any, map_: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Waar elke rij met een eigen sleutel staat, voor wie haar moet verbeteren."""
    for naam, feit in TABELLEN.items():
        if len(feit.sleutel) != 1:
            continue
        bestand = next((pad.name for pad in sorted(map_.glob(f"{naam}.*"))), naam)
        vraag = f'SELECT "{feit.sleutel[0]}", rij FROM {naam}'  # noqa: S608 - names from the definition
        for sleutel, rij in verbinding.execute(vraag).fetchall():
            yield (naam, str(sleutel)), f"{bestand}, rij {rij}"


def _rijen(verbinding: Any, naam: str, weken: int) -> Iterator[Rij]:
    kolommen = TABELLEN[naam].kolommen
    namen = ", ".join(f'"{kolom.naam}"' for kolom in kolommen)
    maanden = round(weken * WEEK / 30.44 - 0.5) if weken > 0 else 0
    for rij in verbinding.execute(f"SELECT {namen} FROM {naam} ORDER BY rij").fetchall():  # noqa: S608
        yield {kolom.naam: _waarde(kolom, waarde, weken, maanden) for kolom, waarde in zip(kolommen, rij, strict=True)}


def _waarde(kolom: Veld, waarde: Any, weken: int, maanden: int) -> Any:
    match kolom.soort:
        case Soort.CODES:
            return waarde.strip(";").split(";") if waarde else []
        case Soort.JANEE:
            return {"ja": True, "nee": False}.get(waarde)
        case Soort.DATUM:
            return waarde + timedelta(weeks=weken) if waarde else None
        case Soort.MAAND:
            jaar, maand = map(int, str(waarde).split("-"))
            jaar, maand = divmod(jaar * 12 + maand - 1 + maanden, 12)
            return f"{jaar:04d}-{maand + 1:02d}"
        case Soort.CODE | Soort.TEKST | Soort.ID:
            return waarde or ""
        case _:
            return waarde


def vul_aan(feiten: Feiten) -> None:
    """Vul aan wat het werkproces eist en de bron niet heeft; wat een medewerker pas later vastlegt gaat eraf."""
    meldingen = {rij["melding_id"]: rij for rij in feiten.tabellen["melding"]}
    for dienst in feiten.tabellen["dienst"]:
        klaar = dienst["afgerond_op"]
        if klaar is None and dienst["top3"] is not None:
            dienst["top3"] = None  # wordt bij het afronden vastgelegd
            feiten.aangevuld["TOP-3 van een lopende dienst is nog niet vastgelegd"] += 1
        if dienst["soort"] != "onderzoek" or klaar is None:
            continue
        if dienst["plan_van_aanpak_op"] is None:
            dienst["plan_van_aanpak_op"] = dienst["gestart_op"]
            feiten.aangevuld["onderzoek zonder plan van aanpak kreeg een plan"] += 1
        _vul_resultaat_aan(feiten, dienst, meldingen.get(dienst["melding_id"], {}))


def _vul_resultaat_aan(feiten: Feiten, dienst: Rij, melding: Rij) -> None:
    """Een onderzoek zegt iets over elke vorm van geweld waar het vermoeden over ging (controle WZ-03 en WZ-04)."""
    if any(code.startswith("voortijdig") for code in dienst["resultaat"]):
        return
    aanleiding = set(melding.get("aanleiding", ()))
    vermoed = {"hg": bool(aanleiding & HUISELIJK), "km": any(code.startswith("kinderm") for code in aanleiding)}
    for vorm, nodig in vermoed.items():
        if nodig and not any(code.startswith(vorm) for code in dienst["resultaat"]):
            dienst["resultaat"] = [*dienst["resultaat"], f"{vorm}_niet_bevestigd"]
            feiten.aangevuld["onderzoek zonder resultaat over het vermoeden kreeg 'niet bevestigd'"] += 1


def _als_tekst(rij: Mapping[str, Any]) -> dict[str, str]:
    return {naam: _tekst(waarde) for naam, waarde in rij.items()}


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return ";".join(waarde)
    if isinstance(waarde, Decimal):
        return f"{waarde.normalize():f}"
    return "" if waarde is None else str(waarde)


def bewaar_bedrijfsvoering(feiten: Feiten, map_: Path) -> None:
    """Zet lasten en inzet waar de uitvoer ze vindt: zij komen uit de administratie, niet uit de registratie."""
    map_.mkdir(parents=True, exist_ok=True)
    for naam in ("boeking", "inzet"):
        if feiten.tabellen[naam]:
            _schrijf_csv(map_ / f"{naam}.csv", feiten.tabellen[naam])


def _schrijf_csv(pad: Path, rijen: Iterable[Rij]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver: csv.DictWriter[str] | None = None
        for rij in map(_als_tekst, rijen):
            if schrijver is None:
                schrijver = csv.DictWriter(bestand, list(rij), lineterminator="\n")
                schrijver.writeheader()
            schrijver.writerow(rij)
