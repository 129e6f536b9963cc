"""Bevindingen overnemen: wat nieuw is, wat er nog is, wat weg is, en wat terugkomt.

Keuzes:
- Bron, regel en feit zijn de identiteit; de rest mag van nacht op nacht veranderen.
- Een geaccepteerde bevinding komt terug als verandert wat de regel ziet, of als de dag van de acceptatie voorbij is.
- Wie iets herstelt hoeft niets af te vinken: wat de volgende controle niet meer vindt, is hersteld.
- Kapt een bron haar lijst af, dan zegt ontbreken niets: de bevindingen van die regel blijven zoals zij zijn.
- Zolang niemand een bevinding toewees, volgt haar eigenaar de eigenaar van het dossier.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zicht.catalogus import load
from zicht.web.delen import TEGELIJK, in_delen
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.kwaliteit.models import Bevinding, Nagekeken, Niveau, Stand, Stap

_VELDEN = ("niveau", "boodschap", "merk", "tabel", "dossier_id", "team_id", "eigenaar_id")
_BIJ = (*_VELDEN, "stand", "weg_op", "uiterlijk_op", "reden", "geaccepteerd_door_id", "geaccepteerd_tot", "versie")


@dataclass(frozen=True)
class Gevonden:
    """Een bevinding zoals een bron haar geeft; zonder eigenaar is zij voor het functioneel beheer."""

    regel: str
    feit: str
    boodschap: str
    niveau: str = Niveau.UITLEG
    tabel: str = ""
    dossier: UUID | None = None
    team: UUID | None = None
    eigenaar: UUID | None = None

    @property
    def merk(self) -> str:
        """Waaraan te zien is dat de regel iets anders ziet dan eerst."""
        return sha256(f"{self.niveau} {self.boodschap}".encode()).hexdigest()

    def velden(self) -> dict[str, Any]:
        """De velden van de taak die van de bron komen."""
        return dict(
            zip(
                _VELDEN,
                (self.niveau, self.boodschap, self.merk, self.tabel, self.dossier, self.team, self.eigenaar),
                strict=True,
            )
        )


@dataclass(frozen=True)
class Overgenomen:
    """Hoeveel er nieuw, terug, hersteld en gebleven zijn."""

    nieuw: int = 0
    terug: int = 0
    hersteld: int = 0
    gebleven: int = 0


def neem_over(
    bron: str,
    bevindingen: Iterable[Gevonden],
    *,
    om: datetime,
    over: Collection[str] | None = None,
    afgekapt: Collection[str] = (),
) -> Overgenomen:
    """Neem alle bevindingen van een bron over; `over` beperkt het tot deze feiten, en dan komt er niets bij.

    `afgekapt` zijn regels waarvan de lijst niet volledig is.
    """
    gevonden = {(een.regel, een.feit): een for een in bevindingen}
    with transaction.atomic():
        stand, _ = Nagekeken.objects.select_for_update().get_or_create(bron=bron)
        rijen = Bevinding.objects.filter(bron=bron)
        if over is not None:
            rijen = rijen.filter(feit__in=over)
        ronde = _Ronde(bron, om, gevonden, frozenset(afgekapt))
        for rij in rijen.iterator(chunk_size=TEGELIJK):
            ronde.bekend(rij)
        if over is None:
            ronde.nieuw()
            stand.om = om
            stand.save()
        ronde.schrijf()
    return ronde.uitslag()


class _Ronde:
    """Een keer overnemen: eerst alles bedenken, dan in een paar opdrachten schrijven."""

    def __init__(
        self, bron: str, om: datetime, gevonden: dict[tuple[str, str], Gevonden], afgekapt: frozenset[str]
    ) -> None:
        self.bron, self.om, self.afgekapt = bron, om, afgekapt
        self.rest = gevonden
        self.dag = timezone.localdate(om)
        self.gewijzigd: list[Bevinding] = []
        self.gemaakt: list[Bevinding] = []
        self.stappen: list[Stap] = []
        self.gezien: list[UUID] = []
        self.terug = self.hersteld = self.gebleven = 0

    def bekend(self, rij: Bevinding) -> None:
        """Een bevinding die er al was."""
        een = self.rest.pop((rij.regel, rij.feit), None)
        if een is None:
            if rij.stand != Stand.WEG and rij.regel not in self.afgekapt:
                self._weg(rij)
            return
        voor = {naam: getattr(rij, naam) for naam in _BIJ}
        reden = self._waarom_open(rij, een)
        _neem_velden(rij, een)
        self.gezien.append(rij.pk)
        if reden:
            self._open(rij, reden)
        elif rij.stand == Stand.NIEUW:
            rij.stand = Stand.OPEN
        self.gebleven += not reden
        if any(getattr(rij, naam) != waarde for naam, waarde in voor.items()):
            self.gewijzigd.append(rij)

    def _waarom_open(self, rij: Bevinding, een: Gevonden) -> str:
        if rij.stand == Stand.WEG:
            return "teruggekomen: de controle vindt haar weer"
        if rij.stand != Stand.GEACCEPTEERD:
            return ""
        if rij.merk != een.merk:
            return "acceptatie vervallen: wat de regel ziet is veranderd"
        if rij.geaccepteerd_tot is not None and rij.geaccepteerd_tot < self.dag:
            return "acceptatie vervallen: de afgesproken dag is voorbij"
        return ""

    def _open(self, rij: Bevinding, reden: str) -> None:
        rij.stand, rij.weg_op, rij.uiterlijk_op = Stand.OPEN, None, uiterlijk(rij.niveau, self.dag)
        rij.reden, rij.geaccepteerd_door, rij.geaccepteerd_tot = "", None, None
        rij.versie += 1
        self._stap(rij, reden)
        self.terug += 1

    def _weg(self, rij: Bevinding) -> None:
        rij.stand, rij.weg_op = Stand.WEG, self.dag
        rij.versie += 1
        self._stap(rij, "hersteld: de controle vindt haar niet meer")
        self.gewijzigd.append(rij)
        self.hersteld += 1

    def nieuw(self) -> None:
        """Wat er nog niet was."""
        for een in self.rest.values():
            rij = Bevinding(
                kenmerk=nieuw_kenmerk("Q", self.dag.year), bron=self.bron, regel=een.regel, feit=een.feit, stand=Stand.NIEUW,
                eerst_op=self.dag, laatst_op=self.dag, uiterlijk_op=uiterlijk(een.niveau, self.dag), **een.velden(),
            )  # fmt: skip
            self.gemaakt.append(rij)
            self._stap(rij, "gevonden")

    def _stap(self, rij: Bevinding, tekst: str) -> None:
        self.stappen.append(Stap(bevinding=rij, om=self.om, tekst=tekst))

    def schrijf(self) -> None:
        """Alles in een paar opdrachten."""
        Bevinding.objects.bulk_create(self.gemaakt, batch_size=TEGELIJK)
        for deel in in_delen(self.gewijzigd):
            Bevinding.objects.bulk_update(deel, _BIJ)
        for deel in in_delen(self.gezien):
            Bevinding.objects.filter(pk__in=deel).update(laatst_op=self.dag)
        Stap.objects.bulk_create(self.stappen, batch_size=TEGELIJK)

    def uitslag(self) -> Overgenomen:
        """Wat er gebeurde, in aantallen."""
        return Overgenomen(len(self.gemaakt), self.terug, self.hersteld, self.gebleven)


def _neem_velden(rij: Bevinding, een: Gevonden) -> None:
    for naam, waarde in een.velden().items():
        if naam != "eigenaar_id" or not rij.toegewezen:
            setattr(rij, naam, waarde)


def uiterlijk(niveau: str, vanaf: date) -> date:
    """De dag waarop een bevinding van dit niveau hersteld of uitgelegd hoort te zijn."""
    dagen = load.parameters(settings.INSTELLINGEN.regio).getal(f"kwaliteit.{niveau}", vanaf)
    return load.kalender().plus_werkdagen(vanaf, int(dagen))
