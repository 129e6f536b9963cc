"""Organisaties en professionals: een klein register, en wie in een dossier informatie geeft of hulp biedt.

Keuzes:
- Het register zegt wie waar werkt, en nergens over welk gezin. Dat staat alleen in het dossier, achter de poort.
- Een informant houdt de naam en functie van de dag waarop hem iets werd gevraagd, ook als hij later ergens anders werkt.
- Zonder toestemming van het gezin kan het, met de reden (Wmo 2015, artikel 5.1.6: als de melding daar reden toe geeft en
  het nodig is; artikel 5.2.6: een professional mag daarvoor zijn geheim doorbreken).
"""

from dataclasses import dataclass
from datetime import date, datetime

from zicht.core.bsn import bevat_bsn
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import controleer_versie, eis, handeling

RECHT = "netwerk.bewerken"


def organisatie_vastleggen(
    organisatie: m.Organisatie | None,
    *,
    naam: str,
    soort: str,
    gemeente: str = "",
    telefoon: str = "",
    email: str = "",
    gestopt_op: date | None = None,
    versie: int | None = None,
    door: Gebruiker,
    om: datetime,
) -> m.Organisatie:
    """Leg een organisatie vast, of verbeter wat van haar bekend is."""
    rij = organisatie or m.Organisatie()
    with handeling("organisatie_vastleggen", RECHT, door=door, om=om, over=rij) as h:
        eis(naam.strip(), "Vul de naam van de organisatie in.")
        ander = m.Organisatie.objects.filter(naam__iexact=naam.strip()).exclude(pk=rij.pk)
        eis(not ander.exists(), f"{naam.strip()} staat al in het register. Zoek haar op en vul haar aan.")
        controleer_versie(rij, versie)
        rij.naam, rij.soort, rij.gemeente = naam.strip(), soort, gemeente
        rij.telefoon, rij.email, rij.gestopt_op = telefoon, email, gestopt_op
        h.bewaar(rij)
    return rij


def professional_vastleggen(
    professional: m.Professional | None,
    *,
    naam: str,
    functie: str = "",
    organisatie: m.Organisatie | None = None,
    telefoon: str = "",
    email: str = "",
    gestopt_op: date | None = None,
    versie: int | None = None,
    door: Gebruiker,
    om: datetime,
) -> m.Professional:
    """Leg een professional vast, of verbeter wat van hem bekend is."""
    rij = professional or m.Professional()
    with handeling("professional_vastleggen", RECHT, door=door, om=om, over=rij) as h:
        eis(naam.strip(), "Vul de naam van de professional in.")
        controleer_versie(rij, versie)
        rij.naam, rij.functie, rij.organisatie = naam.strip(), functie, organisatie
        rij.telefoon, rij.email, rij.gestopt_op = telefoon, email, gestopt_op
        h.bewaar(rij)
    return rij


@dataclass(frozen=True)
class Informatie:
    """Wat iemand van buiten over een gezin is gevraagd, en of het gezin dat weet."""

    professional: m.Professional | None
    naam: str
    functie: str
    organisatie: m.Organisatie | None
    telefoon: str
    rol: str
    op: date
    gevraagd: str
    gehoord: str
    toestemming: str
    toestemming_reden: str
    geinformeerd: bool | None


def informant_vastleggen(
    dossier: m.Dossier,
    informatie: Informatie,
    *,
    informant: m.Informant | None = None,
    reden: str = "",
    versie: int | None = None,
    door: Gebruiker,
    om: datetime,
) -> m.Informant:
    """Leg vast wie over dit gezin is gesproken, of verbeter dat met een reden."""
    rij = informant or m.Informant(dossier=dossier)
    recht = "zaak.corrigeren" if informant else "zaak.bewerken"
    with handeling("informant_vastleggen", recht, door=door, om=om, dossier=dossier, over=rij, reden=reden[:200]) as h:
        eis(dossier.gesloten_op is None, "Dit dossier is gesloten.")
        eis(informant is None or reden.strip(), "Schrijf op waarom u dit verbetert.")
        eis(informatie.naam.strip(), "Kies een professional, of vul een naam in.")
        eis(informatie.op <= om.date(), "De dag ligt in de toekomst.")
        eis(
            informatie.toestemming == m.Informant.Toestemming.GEGEVEN or informatie.toestemming_reden.strip(),
            "Schrijf op waarom u dit vraagt zonder toestemming van het gezin.",
        )
        eis(
            not bevat_bsn(informatie.gevraagd),
            "In de vraag staat een BSN. Haal het weg: een professional heeft het niet nodig.",
        )
        controleer_versie(rij, versie)
        for naam, waarde in vars(informatie).items():
            setattr(rij, naam, waarde)
        h.bewaar(rij)
        tekst = "informant verbeterd" if informant else "informatie gevraagd aan een professional"
        h.gebeurtenis(tekst, informatie.op, dossier=dossier)
    return rij
