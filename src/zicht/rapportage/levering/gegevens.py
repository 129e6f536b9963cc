"""Waar de twee rapporten over een levering van gemaakt worden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zicht.catalogus.levering.combinaties import Combinatie
from zicht.cijfers.levering import Doorlichting
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.perioden import Leververschil
from zicht.core.levering.regels import Keuring, Leverregel
from zicht.core.periodes import Periode
from zicht.engines.leverspiegel import Kruis, Veldspiegel

INTERN = "Alleen voor de eigen organisatie: exacte aantallen, niet veilig gemaakt voor publicatie."


@dataclass(frozen=True)
class Leverstaat:
    """Een gekeurde levering: wat erin zit, wat eraan mankeert, en wat zij verandert."""

    indeling: Indeling
    protocol: str
    periode: Periode
    organisatie: str
    gemaakt_op: date
    volgnummer: int
    vingerafdruk: str
    aantallen: Mapping[str, int]
    doorlichting: Doorlichting
    eerdere_periode: str
    verklaringen: Mapping[str, str]
    verschil: Leververschil | None
    ontbreekt: Mapping[str, str]

    @property
    def spiegel(self) -> tuple[Veldspiegel, ...]:
        """Hoe elk veld gevuld is."""
        return self.doorlichting.spiegel

    @property
    def eerder(self) -> tuple[Veldspiegel, ...]:
        """Hoe elk veld in het vorige halfjaar gevuld was; leeg zonder die levering."""
        return self.doorlichting.eerder

    @property
    def keuring(self) -> Keuring:
        """Wat eraan mankeert."""
        return self.doorlichting.keuring

    @property
    def regels(self) -> tuple[Leverregel, ...]:
        """De regels waartegen is gekeurd."""
        return self.doorlichting.regels

    @property
    def combinaties(self) -> tuple[tuple[Combinatie, Kruis], ...]:
        """De velden naast elkaar."""
        return self.doorlichting.combinaties

    @property
    def kenmerken(self) -> tuple[tuple[str, str], ...]:
        """Wat een rapport bovenaan noemt."""
        return (
            ("Organisatie", self.organisatie), ("Halfjaar", self.periode.code), ("Levering", f"{self.volgnummer}e van dit halfjaar"),
            ("Bestand gemaakt op", f"{self.gemaakt_op:%d-%m-%Y}"), ("Indeling", self.indeling.naam), ("Protocol", self.protocol),
            ("Vingerafdruk van het bestand", self.vingerafdruk[:16]),
        )  # fmt: skip
