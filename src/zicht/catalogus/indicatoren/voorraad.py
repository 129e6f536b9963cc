"""Wachtlijst en werkvoorraad op de peildatum; voorraden zijn niet op te tellen over de tijd."""

from zicht.catalogus.indicatoren.productie import VERVOLGDIENST
from zicht.catalogus.indicatoren.snelheid import GEEN_REGISTRATIE
from zicht.core.bronnen import Bron
from zicht.core.feiten import Dienst, Melding
from zicht.core.indicatoren import Indicator, Voorraad

_NOTITIE = "nhn-prestatie-indicatoren"

WACHTLIJST_BEOORDELING = Voorraad(
    code="wachtlijst-beoordeling",
    titel="Meldingen die wachten op een veiligheidsbeoordeling",
    bron=Bron(_NOTITIE, "Beschrijvende indicatoren, d (omvang wachtlijst)"),
    telt=Melding,
    noemer={
        "de melding is ontvangen": Melding.ontvangen_op.ingevuld(),
        "de melding is nog niet beoordeeld": ~Melding.beoordeeld_op.ingevuld(),
        **GEEN_REGISTRATIE,
    },
    apart={
        "niet_opgepakt": ~Melding.opgepakt_op.ingevuld(),
        "opgepakt": Melding.opgepakt_op.ingevuld(),
    },
    beschrijvend=True,
    keuzes=("Een melding wacht tot ze is beoordeeld, ook als ze al is opgepakt; de splitsing staat erbij.",),
)

WERKVOORRAAD_VERVOLGDIENSTEN = Voorraad(
    code="werkvoorraad-vervolgdiensten",
    titel="Vervolgdiensten die nog niet zijn afgerond",
    bron=Bron(_NOTITIE, "Beschrijvende indicatoren, e (omvang werkvoorraad)"),
    telt=Dienst,
    noemer={
        "de dienst is toegewezen": Dienst.toegewezen_op.ingevuld(),
        "de dienst is nog niet afgerond": ~Dienst.afgerond_op.ingevuld(),
        **VERVOLGDIENST,
    },
    apart={
        "wacht_op_start": ~Dienst.gestart_op.ingevuld(),
        "loopt": Dienst.gestart_op.ingevuld(),
    },
    beschrijvend=True,
    keuzes=("Een toegewezen dienst telt mee, ook als ze nog niet is gestart; de splitsing staat erbij.",),
)

INDICATOREN: tuple[Indicator, ...] = (WACHTLIJST_BEOORDELING, WERKVOORRAAD_VERVOLGDIENSTEN)
