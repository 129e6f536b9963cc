"""Beschrijvende indicatoren a tot en met e: instroom en uitgevoerd werk. Ze hebben bewust geen norm en geen kleur."""

from zicht.core.bronnen import Bron
from zicht.core.feiten import Advies, Dienst, Melding
from zicht.core.indicatoren import Aantal, Indicator

_NOTITIE = "nhn-prestatie-indicatoren"
VERVOLGDIENST = {
    "de dienst is Voorwaarden & Vervolg of onderzoek": Dienst.soort.een_van("voorwaarden_en_vervolg", "onderzoek")
}
_MET_REGISTRATIES = "Ook meldingen die alleen ter registratie zijn aangenomen tellen mee."

INSTROOM_ADVIEZEN = Aantal(
    code="instroom-adviezen",
    titel="Instroom adviesaanvragen",
    bron=Bron(_NOTITIE, "Beschrijvende indicatoren, a"),
    telt=Advies,
    periode_op=Advies.gestart_op,
    beschrijvend=True,
    keuzes=("Advies en ondersteuning tellen samen; een advies met meer contacten telt een keer.",),
)

INSTROOM_MELDINGEN = Aantal(
    code="instroom-meldingen",
    titel="Instroom meldingen",
    bron=Bron(_NOTITIE, "Beschrijvende indicatoren, b"),
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    beschrijvend=True,
    keuzes=(_MET_REGISTRATIES, "Ook een tweede melding op een open dossier telt."),
)

INSTROOM_VERVOLGDIENSTEN = Aantal(
    code="instroom-vervolgdiensten",
    titel="Instroom vervolgdiensten",
    bron=Bron(_NOTITIE, "Beschrijvende indicatoren, c"),
    telt=Dienst,
    periode_op=Dienst.toegewezen_op,
    noemer=VERVOLGDIENST,
    beschrijvend=True,
    keuzes=("Telt op de dag van het besluit, niet op de dag van de start.",),
)

BEOORDELINGEN_UITGEVOERD = Aantal(
    code="beoordelingen-uitgevoerd",
    titel="Uitgevoerde veiligheidsbeoordelingen",
    bron=Bron(_NOTITIE, "Beschrijvende indicatoren, d"),
    telt=Melding,
    periode_op=Melding.beoordeeld_op,
    beschrijvend=True,
    keuzes=(_MET_REGISTRATIES,),
)

VERVOLGDIENSTEN_UITGEVOERD = Aantal(
    code="vervolgdiensten-uitgevoerd",
    titel="Uitgevoerde vervolgdiensten",
    bron=Bron(_NOTITIE, "Beschrijvende indicatoren, e"),
    telt=Dienst,
    periode_op=Dienst.afgerond_op,
    noemer=VERVOLGDIENST,
    beschrijvend=True,
    keuzes=("Uitgevoerd is afgerond: het besluit is genomen of de voorwaarden zijn gesteld.",),
)

INDICATOREN: tuple[Indicator, ...] = (
    INSTROOM_ADVIEZEN, INSTROOM_MELDINGEN, INSTROOM_VERVOLGDIENSTEN,
    BEOORDELINGEN_UITGEVOERD, VERVOLGDIENSTEN_UITGEVOERD,
)  # fmt: skip
