"""Een map met de levering van een halfjaar: het bestand, wat eraan mankeert, verklaringen, wat geleverd is en wat terugkwam.

`stand.json` houdt bij hoe ver de levering is. Wat geleverd is staat in `geleverd`, en verandert daarna niet meer.
"""

import csv
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from zicht.core.fouten import AanroepFout, BlokkerendeFout
from zicht.core.levering.bestand import lees
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.regels import Keuring, Leverbevinding, Niveau
from zicht.uitwisseling.levering.aansluiting import Geleverd

_STAND, _VERKLARINGEN, _BEVINDINGEN = "stand.json", "verklaringen.csv", "bevindingen.csv"
_GELEVERD, _RETOUR = "geleverd", "retour"


@dataclass
class Leveringsmap:
    """De map van een halfjaar."""

    map: Path
    periode: str
    geleverd: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    retour: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    gebouwd: dict[str, Any] | None = None

    @property
    def bestand(self) -> Path:
        """Waar het gebouwde bestand staat."""
        return self.map / f"levering-{self.periode}.txt"

    @property
    def laatst_geleverd(self) -> Path | None:
        """Het bestand dat als laatste is geleverd."""
        return self.map / _GELEVERD / str(self.geleverd[-1]["bestand"]) if self.geleverd else None

    @property
    def volgnummer(self) -> int:
        """Het nummer dat een nieuw bestand krijgt."""
        return len(self.geleverd) + 1

    def schrijf(self, bestanden: Mapping[str, bytes]) -> list[Path]:
        """Zet bestanden neer, elk in een keer."""
        self.map.mkdir(parents=True, exist_ok=True)
        return [_zet(self.map / naam, inhoud) for naam, inhoud in bestanden.items()]

    def bewaar(self) -> None:
        """Schrijf de stand."""
        stand = {
            "formaat": 1,
            "periode": self.periode,
            "gebouwd": self.gebouwd,
            "geleverd": self.geleverd,
            "retour": self.retour,
        }
        self.schrijf({_STAND: (json.dumps(stand, ensure_ascii=False, indent=1) + "\n").encode()})

    def verklaringen(self) -> dict[str, str]:
        """Wat mensen hebben verklaard: het kenmerk van een bevinding, of het nummer van een regel voor alles daarvan."""
        pad = self.map / _VERKLARINGEN
        if not pad.is_file():
            return {}
        with pad.open(encoding="utf-8-sig", newline="") as bestand:
            rijen = list(csv.DictReader(bestand))
        if rijen and not {"bevinding", "verklaring"} <= rijen[0].keys():
            raise AanroepFout(f"{pad}: verwacht de kolommen bevinding, verklaring, wie en wanneer.")
        return {r["bevinding"].strip(): r["verklaring"].strip() for r in rijen if (r["verklaring"] or "").strip()}

    def verklaar(self, welke: Iterable[str], tekst: str, wie: str, op: date) -> None:
        """Voeg een verklaring toe, met wie en wanneer."""
        pad = self.map / _VERKLARINGEN
        nieuw = not pad.is_file()
        self.map.mkdir(parents=True, exist_ok=True)
        with pad.open("a", encoding="utf-8", newline="") as bestand:
            schrijver = csv.writer(bestand, lineterminator="\n")
            if nieuw:
                schrijver.writerow(("bevinding", "verklaring", "wie", "wanneer"))
            schrijver.writerows((een, tekst, wie, op.isoformat()) for een in welke)

    def lever(self, op: date, wie: str) -> Path:
        """Merk het gebouwde bestand als geleverd. Het moet het bestand zijn dat is gekeurd, en niets mag het tegenhouden."""
        if self.gebouwd is None or not self.bestand.is_file():
            raise AanroepFout("Er is nog geen bestand gebouwd. Draai eerst zonder --geleverd.")
        inhoud = self.bestand.read_bytes()
        if vingerafdruk(inhoud) != self.gebouwd["vingerafdruk"]:
            raise BlokkerendeFout(
                f"{self.bestand.name} is na de controle veranderd. Bouw opnieuw, dan wordt het weer gekeurd."
            )
        if self.gebouwd["tegengehouden"]:
            raise BlokkerendeFout(
                f"Er zijn nog {self.gebouwd['tegengehouden']} bevindingen die de levering tegenhouden; zie {_BEVINDINGEN}."
            )
        naam = f"{self.gebouwd['volgnummer']:02}-{self.bestand.name}"
        (self.map / _GELEVERD).mkdir(exist_ok=True)
        pad = _zet(self.map / _GELEVERD / naam, inhoud)
        self.geleverd.append({**self.gebouwd, "bestand": naam, "op": op.isoformat(), "wie": wie})
        self.gebouwd = None
        self.bewaar()
        return pad

    def bewaar_retour(self, pad: Path, op: date) -> Path:
        """Bewaar wat het CBS terugstuurde bij de levering waar het over gaat."""
        if not self.geleverd:
            raise AanroepFout("Er is nog niets geleverd; een retour hoort bij een levering.")
        if not pad.is_file():
            raise AanroepFout(f"{pad}: dit bestand is er niet.")
        inhoud = pad.read_bytes()
        naam = f"{len(self.retour) + 1:02}-{Path(pad.name).name}"
        (self.map / _RETOUR).mkdir(parents=True, exist_ok=True)
        doel = _zet(self.map / _RETOUR / naam, inhoud)
        self.retour.append({"bestand": naam, "levering": len(self.geleverd), "op": op.isoformat(), "vingerafdruk": vingerafdruk(inhoud)})  # fmt: skip
        self.bewaar()
        return doel


def open_leveringsmap(map_: Path, periode: str) -> Leveringsmap:
    """De map zoals zij is, of een nieuwe."""
    pad = map_ / _STAND
    if not pad.is_file():
        return Leveringsmap(map_, periode)
    stand = json.loads(pad.read_text("utf-8"))
    if stand["periode"] != periode:
        raise AanroepFout(f"{map_} is de map van halfjaar {stand['periode']}. Neem voor {periode} een andere map.")
    return Leveringsmap(map_, periode, stand["geleverd"], stand["retour"], stand["gebouwd"])


def vingerafdruk(inhoud: bytes) -> str:
    """Waaraan een bestand te herkennen is."""
    return hashlib.sha256(inhoud).hexdigest()


def bevindingenlijst(keuring: Keuring, verklaringen: Mapping[str, str]) -> bytes:
    """De bevindingen als CSV, de zwaarste eerst, met wat er verklaard is."""
    volgorde = list(Niveau)
    return _csv(
        ("niveau", "regel", "bevinding", "soort", "record", "regelnummer", "wat", "verklaring"),
        (
            (
                b.niveau.value,
                b.regel,
                b.kenmerk,
                b.soort,
                b.sleutel,
                b.rij or "",
                b.boodschap,
                _verklaring(b, verklaringen),
            )
            for b in sorted(keuring.bevindingen, key=lambda b: volgorde.index(b.niveau))
        ),
    )


def _verklaring(b: Leverbevinding, verklaringen: Mapping[str, str]) -> str:
    return verklaringen.get(b.kenmerk) or verklaringen.get(b.regel, "")


def verwijderlijst(verwijderd: Mapping[str, Iterable[str]]) -> bytes:
    """Wat bij het CBS verdwijnt, als CSV."""
    return _csv(("soort", "record"), ((soort, sleutel) for soort, alle in verwijderd.items() for sleutel in alle))


def _csv(kop: tuple[str, ...], rijen: Iterable[tuple[object, ...]]) -> bytes:
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\n")
    schrijver.writerow(kop)
    schrijver.writerows(tuple(_veilig(cel) for cel in rij) for rij in rijen)
    return uit.getvalue().encode()


def _veilig(cel: object) -> object:
    """Geen cel die een rekenblad als formule leest."""
    return f"'{cel}" if isinstance(cel, str) and cel[:1] in "=+-@\t" else cel


def _zet(pad: Path, inhoud: bytes) -> Path:
    with tempfile.NamedTemporaryFile(dir=pad.parent, prefix=".half-", delete=False) as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
    os.replace(bestand.name, pad)
    return pad


def lees_geleverd(map_: Path, indeling: Indeling) -> Geleverd:
    """Wat vanuit een leveringsmap het laatst is geleverd."""
    pad = map_ / _STAND
    if not pad.is_file():
        raise AanroepFout(f"{map_}: hier staat geen levering. Verwacht: een map van `zicht levering`.")
    stand = json.loads(pad.read_text("utf-8"))
    if not stand["geleverd"]:
        raise AanroepFout(f"{map_}: hieruit is nog niets geleverd. Draai eerst `zicht levering … --geleverd`.")
    laatste = stand["geleverd"][-1]
    if laatste["indeling"] != indeling.naam:
        raise AanroepFout(f"{map_}: geleverd in indeling {laatste['indeling']}; noem haar met --indeling.")
    records = tuple(lees(indeling, (map_ / _GELEVERD / laatste["bestand"]).read_bytes()))
    return Geleverd(stand["periode"], indeling, records, date.fromisoformat(laatste["op"]))
