"""De tabellen van de registratie. Alleen deze app leest en schrijft ze; een ander vraagt selecties of handelingen."""

from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.registratie.models.aanleveringen import Aanlevering, Overgenomen
from zicht.web.registratie.models.basis import Geversioneerd
from zicht.web.registratie.models.berichten import Berichtvoorstel, Ontvanger, Uitkomstbericht
from zicht.web.registratie.models.diensten import (
    Dienst,
    Gesprek,
    Huisverbod,
    Monitormoment,
    Overdracht,
    Veiligheidsplan,
    Veiligheidsvoorwaarde,
)
from zicht.web.registratie.models.dossiers import (
    Advies,
    Adviescontact,
    Belang,
    Dossier,
    Dossierverband,
    Gemeente,
    Toegelaten,
)
from zicht.web.registratie.models.koppelen import Koppelkandidaat, Radarbetrokkenheid, Radarmelding
from zicht.web.registratie.models.meldingen import (
    Behandeld,
    Melding,
    Schorsing,
    TweedeLezing,
    Urgentie,
    Veiligheidsbeoordeling,
    ZichtDoor,
)
from zicht.web.registratie.models.overig import Activiteit, Klacht, Klachtonderdeel, Tevredenheidsvraag
from zicht.web.registratie.models.personen import (
    Adres,
    Betrokkene,
    Contactvlag,
    EerderBekend,
    Huishouden,
    Huishoudlid,
    Informant,
    Melder,
    Organisatie,
    Persoon,
    Persoonsverband,
    Professional,
    Zoeksleutel,
)
from zicht.web.registratie.models.werk import (
    Bulktoewijzing,
    Concept,
    Document,
    Gebeurtenis,
    Noodtoegang,
    Taak,
    Vaststelling,
    Versie,
    Zoekopdracht,
)

__all__ = [
    "Aanlevering",
    "Activiteit", "Adres", "Advies", "Adviescontact", "Behandeld", "Belang", "Berichtvoorstel", "Betrokkene", "Bulktoewijzing", "Concept", "Contactvlag",
    "Dienst", "Document", "Dossier", "Dossierverband", "EerderBekend", "Gebeurtenis", "Gemeente", "Gesprek", "Geversioneerd", "Huishouden",
    "Huishoudlid", "Huisverbod", "Informant", "Klacht", "Klachtonderdeel", "Koppelkandidaat", "Melder", "Melding", "Monitormoment",
    "Noodtoegang", "Ontvanger", "Organisatie", "Overdracht", "Overgenomen", "Persoon", "Persoonsverband", "Professional", "Radarbetrokkenheid", "Radarmelding", "Schorsing", "Taak",
    "Tevredenheidsvraag", "Toegelaten",
    "TweedeLezing", "Uitkomstbericht", "Urgentie", "Vaststelling", "Veiligheidsbeoordeling", "Veiligheidsplan", "Veiligheidsvoorwaarde",
    "Versie", "ZichtDoor", "Zoekopdracht", "Zoeksleutel", "nieuw_kenmerk",
]  # fmt: skip
