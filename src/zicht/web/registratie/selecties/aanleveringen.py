"""Wat een aanleveraar van zijn eigen melding mag weten: het kenmerk, de dag van ontvangst en de uitkomst als code.

De codes komen uit het koppelvlak JZV Meldingen van VNG Realisatie (catalogus/bronnen.toml, vng-jzv-meldingen). Keuzes waar dat
ruimte laat:
- VT-01-01 tot en met VT-01-04 zijn de besluiten na de veiligheidsbeoordeling, een op een.
- VT-02: de overdracht is ook echt belegd, of een vervolgdienst van Veilig Thuis eindigde in een aanvaarde overdracht.
- VT-03: het dossier sloot na een vervolgdienst van Veilig Thuis, zonder overdracht.
- VT-00: de melding is een advies geworden. Er is dan niets beoordeeld, dus VT-03 zou te veel zeggen.
- VT-99 geeft Zicht niet: of een melding in een andere regio hoort beslist een mens, die dan ook doorverwijst.
- Zonder besluit is er geen code. Bij een afgeschermd dossier ook niet: de terugkoppeling doet dan een mens, en het
  antwoord verraadt niet dat het dossier is afgeschermd.
"""

from dataclasses import dataclass
from datetime import date, datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import door_de_poort

STATUSSEN = {
    "VT-00": "niet ontvankelijk",
    "VT-01-01": "vervolgstappen bij Veilig Thuis",
    "VT-01-02": "overdracht",
    "VT-01-03": "geen vervolgstappen",
    "VT-01-04": "inzet van regionaal maatwerk",
    "VT-02": "overdracht",
    "VT-03": "afsluiting zonder overdracht",
    "VT-99": "onjuist geadresseerd",
}
BESLUITEN = {
    "vervolg_vt": "VT-01-01",
    "overdracht": "VT-01-02",
    "geen_vervolg": "VT-01-03",
    "regionaal_maatwerk": "VT-01-04",
}


@dataclass(frozen=True)
class Aangeleverd:
    """Een aangeleverde melding zoals de aanleveraar haar ziet."""

    kenmerk: str
    extern_kenmerk: str
    ontvangen_op: date
    status: str | None


def aangeleverd(gebruiker: Gebruiker, kenmerk: str, nu: datetime) -> Aangeleverd | None:
    """De eigen aanlevering met dit kenmerk; wat een ander aanleverde of iemand intypte is er niet."""
    eigen = m.Melding.objects.filter(kenmerk=kenmerk, aanlevering__door=gebruiker)
    melding = eigen.select_related("dossier").first()
    if melding is None:
        return None
    zichtbaar = door_de_poort(eigen, gebruiker, nu, "koppeling.melden").exists()
    return Aangeleverd(
        melding.kenmerk, melding.extern_kenmerk, melding.ontvangen_op, status(melding) if zichtbaar else None
    )


def status(melding: m.Melding) -> str | None:
    """De uitkomst van een melding in de woorden van het koppelvlak, of None zolang er geen is."""
    if melding.omgezet_op is not None:
        return "VT-00"
    if melding.beoordeeld_op is None:
        return None
    if melding.besluit == "overdracht" and melding.overgedragen_op is not None:
        return "VT-02"
    if melding.besluit == "vervolg_vt" and melding.dossier.gesloten_op is not None:
        return "VT-02" if _overgedragen(melding.dossier) else "VT-03"
    return BESLUITEN.get(melding.besluit)


def _overgedragen(dossier: m.Dossier) -> bool:
    return dossier.overdrachten.filter(dienst__isnull=False, antwoord=m.Overdracht.Antwoord.AANVAARD).exists()
