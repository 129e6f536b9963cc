"""Het geraamte van elke handeling: recht, regels, rijen met versies, gebeurtenis en logregel, in een transactie."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from zicht.core.fouten import ZichtFout
from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker
from zicht.web.logboek import verzoek
from zicht.web.logboek.keten import Regel
from zicht.web.registratie import models as m
from zicht.web.registratie.opslag import Opslag, Versieverschil, eenheid
from zicht.web.registratie.poort import vereis
from zicht.web.registratie.taken import werk_bij


class NietToegestaan(ZichtFout):
    """Een regel van het werkproces houdt deze handeling tegen; de tekst zegt wat eerst moet."""

    status = 1


class Uitvoering:
    """Een handeling die gaande is."""

    def __init__(self, opslag: Opslag, naam: str, door: Gebruiker, om: datetime, reden: str) -> None:
        self.opslag, self.naam, self.door, self.om, self.reden = opslag, naam, door, om, reden

    def bewaar(self, *rijen: m.Geversioneerd) -> None:
        """Bewaar nieuwe of gewijzigde rijen, met hun versie."""
        for rij in rijen:
            self.opslag.bewaar(rij, handeling=self.naam, door=self.door, om=self.om, reden=self.reden)

    def gebeurtenis(
        self,
        tekst: str,
        op: date,
        *,
        dossier: m.Dossier | None = None,
        advies: m.Advies | None = None,
        kenmerk: str = "",
    ) -> None:
        """Zet iets op de tijdlijn: wat er gebeurde, zonder namen."""
        self.opslag.voeg_toe(
            m.Gebeurtenis(
                dossier=dossier,
                advies=advies,
                soort=self.naam,
                op=op,
                om=self.om,
                door=self.door,
                tekst=tekst,
                kenmerk=kenmerk,
            )
        )
        if dossier is not None:
            self.opslag.geraakt[dossier.pk] = dossier


@contextmanager
def handeling(
    naam: str,
    recht: str,
    *,
    door: Gebruiker,
    om: datetime,
    dossier: m.Dossier | None = None,
    over: m.Geversioneerd | None = None,
    reden: str = "",
) -> Iterator[Uitvoering]:
    """Voer een handeling uit: alles of niets, en nooit zonder logregel."""
    vereis(door, recht, dossier if dossier is None or dossier.versie else None, om)
    with eenheid(werk_bij) as opslag:
        yield Uitvoering(opslag, naam, door, om, reden)
        if dossier is not None:
            opslag.geraakt[dossier.pk] = dossier
        opslag.log(
            Regel(
                om=om,
                handeling=naam,
                gebruiker=door.username,
                rollen=",".join(sorted(rol.value for rol in door.rollen)),
                doel=rechten.recht(recht).doel.value,
                soort=over._meta.model_name or "" if over else "",
                kenmerk=getattr(over, "kenmerk", "") or "",
                dossier=dossier.kenmerk if dossier else "",
                herkomst=verzoek.herkomst.get(),
            )
        )
    verzoek.geschreven.set(True)


def controleer_versie(rij: m.Geversioneerd, verwacht: int | None) -> None:
    """Weiger op te slaan als iemand anders deze rij wijzigde nadat zij in beeld kwam."""
    if verwacht is not None and rij.versie != verwacht:
        raise Versieverschil(rij)


def eis(voorwaarde: object, *regels: str) -> None:
    """Houd de handeling tegen, met wat er eerst moet gebeuren."""
    if not voorwaarde:
        raise NietToegestaan(*regels)
