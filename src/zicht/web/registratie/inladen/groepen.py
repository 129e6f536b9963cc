"""Rijen in groepen naspelen: wat kan gaat door, wat niet mag wordt met zijn reden opzij gezet, en niets komt er dubbel bij.

Een groep is een transactie. Mag er iets niet, dan wordt de groep in tweeën opnieuw gespeeld tot alleen de rij overblijft
die het werkproces tegenhoudt. Met elke rij die erin komt wordt haar merk opgeschreven, in dezelfde transactie: wie
halverwege stopt gaat de volgende keer verder waar hij was.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from zicht.core.fouten import ZichtFout
from zicht.web.registratie import models as m
from zicht.web.registratie.inladen.bron import Feiten, Rij
from zicht.web.registratie.inladen.verhaal import Tegengehouden
from zicht.web.registratie.inladen.wereld import Wereld
from zicht.web.registratie.opslag import Opslag, in_bulk
from zicht.web.registratie.taken import werk_bij
from zicht.web.sleutels import kluis

SLEUTEL = {"dossier": "dossier_id", "advies": "advies_id", "klacht": "klacht_id", "tevredenheid": "id", "huisverbod": "huisverbod_id"}  # fmt: skip
_DOE = {
    "dossier": "Verbeter dit dossier in het vorige systeem, voer opnieuw uit en draai deze opdracht nog eens.",
    "": "Verbeter deze rij in het vorige systeem, voer opnieuw uit en draai deze opdracht nog eens.",
}
Speel = Callable[[Opslag, Rij], Any]


@dataclass(frozen=True)
class Geweigerd:
    """Wat niet mee kon: waar het staat, waarom, en wat te doen."""

    tabel: str
    sleutel: str
    plek: str
    reden: str
    doe: str


@dataclass
class Overnemen:
    """De stand van het overnemen."""

    feiten: Feiten
    wereld: Wereld
    onthoud: bool  # merken opschrijven; bij een verzonnen regio hoeft dat niet
    bekend: dict[str, UUID | None] = field(default_factory=dict)
    geweigerd: list[Geweigerd] = field(default_factory=list)
    gedaan: Counter[str] = field(default_factory=Counter)
    al: Counter[str] = field(default_factory=Counter)
    eerder_gezien: frozenset[str] = frozenset()

    def nog_te_doen(self, tabel: str, rijen: Sequence[Rij]) -> list[Rij]:
        """De rijen die er nog niet in staan."""
        nog = [rij for rij in rijen if merk(tabel, sleutel_van(tabel, rij)) not in self.bekend] if self.bekend else list(rijen)  # fmt: skip
        self.al[tabel] += len(rijen) - len(nog)
        return nog

    def speel(self, tabel: str, groep: Sequence[Rij], doe: Speel) -> None:
        """Speel een groep na; een rij die niet mag houdt de andere niet tegen."""
        if not groep:
            return
        try:
            with in_bulk(werk_bij) as opslag:
                for rij in groep:
                    self._een(opslag, tabel, rij, doe)
        except (ZichtFout, IntegrityError) as fout:
            self.wereld.terug()
            self._splits(tabel, groep, doe, fout)
        else:
            self.wereld.vast()
            self.gedaan[tabel] += len(groep)

    def _een(self, opslag: Opslag, tabel: str, rij: Rij, doe: Speel) -> None:
        gemaakt = doe(opslag, rij)
        self.schrijf_op(opslag, tabel, sleutel_van(tabel, rij), getattr(gemaakt, "pk", None))

    def schrijf_op(self, opslag: Opslag, tabel: str, sleutel: str, pk: UUID | None) -> None:
        """Schrijf op dat dit is overgenomen."""
        if self.onthoud:
            opslag.voeg_toe(m.Overgenomen(merk=merk(tabel, sleutel), rij=pk))

    def _splits(self, tabel: str, groep: Sequence[Rij], doe: Speel, fout: Exception) -> None:
        if not self.onthoud:
            raise fout
        if len(groep) == 1:
            self.geweigerd.append(self._weigering(tabel, groep[0], fout))
            return
        helft = len(groep) // 2
        self.speel(tabel, groep[:helft], doe)
        self.speel(tabel, groep[helft:], doe)

    def _weigering(self, tabel: str, rij: Rij, fout: Exception) -> Geweigerd:
        sleutel = sleutel_van(tabel, rij)
        bron = fout.bron if isinstance(fout, Tegengehouden) else (tabel, sleutel)
        return Geweigerd(
            tabel, str(rij.get(SLEUTEL.get(tabel, ""), "")), self.feiten.plek(*bron), _reden(fout), _DOE.get(tabel, _DOE[""])
        )  # fmt: skip


def _reden(fout: Exception) -> str:
    if isinstance(fout, Tegengehouden):
        return f"Op {fout.dag:%d-%m-%Y}: {fout.reden}"
    if isinstance(fout, ZichtFout):
        return " ".join(fout.regels)
    return "De databank houdt deze rij tegen: twee gegevens spreken elkaar tegen, zoals een einde voor een begin."


def sleutel_van(tabel: str, rij: Rij) -> str:
    """De sleutel van een rij; een activiteit heeft er geen en krijgt haar inhoud, met een volgnummer voor gelijke."""
    if tabel == "activiteit":
        return "|".join(str(rij.get(naam, "")) for naam in ("datum", "soort", "gemeente", "aantal", "_volgnummer"))
    return str(rij[SLEUTEL[tabel]])


def nummer(rijen: Sequence[Rij]) -> list[Rij]:
    """Geef gelijke rijen een volgnummer, zodat ook twee dezelfde activiteiten er twee blijven."""
    gezien: Counter[str] = Counter()
    uit: list[Rij] = []
    for rij in rijen:
        inhoud = sleutel_van("activiteit", rij)
        gezien[inhoud] += 1
        uit.append(rij | {"_volgnummer": gezien[inhoud]})
    return uit


def merk(tabel: str, sleutel: str) -> str:
    """Waaraan een rij van de bron later te herkennen is, zonder haar sleutel te bewaren."""
    return kluis().merk(f"overgenomen {tabel} {sleutel}")


def laad_bekend() -> dict[str, UUID | None]:
    """Alles wat een vorige keer al is overgenomen."""
    return dict(m.Overgenomen.objects.values_list("merk", "rij"))


def herinner(overnemen: Overnemen, dossiers: Sequence[Rij]) -> None:
    """Zet de wereld terug zoals zij was na wat een vorige keer is overgenomen."""
    bekend, wereld = overnemen.bekend, overnemen.wereld
    van_dossier = {rij["dossier_id"]: bekend.get(merk("dossier", rij["dossier_id"])) for rij in dossiers}
    op_pk = m.Dossier.objects.in_bulk([pk for pk in van_dossier.values() if pk])
    wereld.gezien |= {id_: op_pk[pk] for id_, pk in van_dossier.items() if pk}
    per_dossier = overnemen.feiten.per("betrokkene", "dossier_id")
    mensen = {rij["persoon_id"] for id_ in wereld.gezien for rij in per_dossier.get(id_, ())}
    van_persoon = {id_: pk for id_ in mensen if (pk := bekend.get(merk("persoon", id_)))}
    personen = m.Persoon.objects.in_bulk(van_persoon.values())
    wereld.personen |= {id_: personen[pk] for id_, pk in van_persoon.items()}
    for id_, dossier in wereld.gezien.items():
        for rij in per_dossier.get(id_, ()):
            wereld.kwam_voor(rij["persoon_id"], dossier)
    wereld.vast()
