"""Brieven: bewaren wat is nagekeken, en vastleggen dat een brief is verstuurd."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zicht.rapportage.brieven import Brief, lezers_van, maak_tekst, soort_van
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import bronnen, post
from zicht.web.registratie.handelingen.kern import controleer_versie, eis, handeling
from zicht.web.registratie.handelingen.meldingen import terugkoppeling_vastleggen
from zicht.web.registratie.handelingen.overdrachten import overdracht_bevestigen


@dataclass(frozen=True)
class Waarover:
    """Bij welke rij een brief hoort, en welke mensen in het dossier hem krijgen."""

    melding: m.Melding | None = None
    overdracht: m.Overdracht | None = None
    informant: m.Informant | None = None
    lezers: Sequence[m.Betrokkene] = ()

    @property
    def betrokkene(self) -> m.Betrokkene | None:
        """De ene lezer uit het gezin; een overdracht is voor allen tegelijk en hoort bij niemand apart."""
        return self.lezers[0] if len(self.lezers) == 1 and self.overdracht is None else None


def voorbeeld(dossier: m.Dossier, brief: Brief, waarover: Waarover, *, door: Gebruiker, om: datetime) -> m.Document:
    """De brief zoals hij bewaard zou worden: al bewaakt, maar nog nergens opgeslagen."""
    eis(not (tegen := post.tegen_schrijven(dossier, waarover.lezers, om.date())), *tegen)
    document = zonder_tekst(dossier, brief, waarover, door=door, om=om)
    geheimen, bekend = bronnen.geheimen(dossier), bronnen.bekend(document)
    document.tekst = maak_tekst(brief, geheimen, eigen=bronnen.eigen(document), bekend=bekend)
    return document


def zonder_tekst(dossier: m.Dossier, brief: Brief, waarover: Waarover, *, door: Gebruiker, om: datetime) -> m.Document:
    """Waar de brief bij hoort en voor wie hij is."""
    return m.Document(
        kenmerk=m.nieuw_kenmerk("B", om.year),
        dossier=dossier,
        soort=soort_van(brief).code,
        lezer=",".join(lezer.value for lezer in lezers_van(brief)),
        melding=waarover.melding,
        overdracht=waarover.overdracht,
        informant=waarover.informant,
        betrokkene=waarover.betrokkene,
        gemaakt_op=brief.kop.datum,
        door=door,
    )


def brief_bewaren(dossier: m.Dossier, brief: Brief, waarover: Waarover, *, door: Gebruiker, om: datetime) -> m.Document:
    """Bewaar een brief als tekst. Wat de lezer niet mag weten of wie geen post mag krijgen, houdt hem tegen."""
    soort = soort_van(brief)
    with handeling("brief_bewaren", "brief.maken", door=door, om=om, dossier=dossier) as h:
        document = voorbeeld(dossier, brief, waarover, door=door, om=om)
        h.bewaar(document)
        h.gebeurtenis(f"brief gemaakt: {soort.naam[:1].lower()}{soort.naam[1:]}", om.date(), dossier=dossier,
                      kenmerk=document.kenmerk)  # fmt: skip
    return document


def brief_verstuurd(
    document: m.Document, *, op: date, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """Leg vast dat een brief weg is, en daarmee wat hij bevestigt: de overdracht, de terugkoppeling of de mededeling."""
    dossier = document.dossier
    with handeling("brief_verstuurd", "brief.maken", door=door, om=om, dossier=dossier) as h:
        controleer_versie(document, versie)
        eis(document.verstuurd_op is None, "Deze brief is al verstuurd.")
        eis(document.gemaakt_op <= op <= om.date(), "De dag ligt voor de datum van de brief of in de toekomst.")
        bronnen.kijk_na(document)
        lezers = [document.betrokkene] if document.betrokkene else []
        eis(not (tegen := post.tegen_schrijven(dossier, lezers, op)), *tegen)
        document.verstuurd_op = op
        h.bewaar(document)
        h.gebeurtenis("brief verstuurd", op, dossier=dossier, kenmerk=document.kenmerk)
        _gevolg(document, op, door, om)
        if document.soort == "vastlegging" and document.betrokkene and not document.betrokkene.geinformeerd_op:
            document.betrokkene.geinformeerd_op = op
            h.bewaar(document.betrokkene)


def _gevolg(document: m.Document, op: date, door: Gebruiker, om: datetime) -> None:
    melding, overdracht = document.melding, document.overdracht
    if document.soort == "overdracht" and overdracht is not None and overdracht.bevestigd_op is None:
        overdracht_bevestigen(overdracht, op=op, door=door, om=om)
    if document.soort == "terugkoppeling_melder" and melding is not None and melding.teruggekoppeld_op is None:
        terugkoppeling_vastleggen(melding, op=op, door=door, om=om)
