"""Snelheid van dienstverlening: de wettelijke termijnen."""

from zicht.catalogus import termijnen
from zicht.core.bronnen import Bron
from zicht.core.feiten import Dienst, Melding, Overdracht
from zicht.core.indicatoren import Aandeel, Doorlooptijd, Indicator
from zicht.core.voorwaarden import DagenTussen

_NOTITIE = "nhn-prestatie-indicatoren"

GEEN_REGISTRATIE = {"de melding is niet alleen ter registratie": Melding.ter_registratie.is_("nee")}
VOORWAARDEN_EN_VERVOLG = {"de dienst is Voorwaarden & Vervolg": Dienst.soort.is_("voorwaarden_en_vervolg")}
ONDERZOEK = {"de dienst is een onderzoek": Dienst.soort.is_("onderzoek")}

_KEUZE_PERIODE = (
    "Telt in de periode waarin is afgerond; bij de telling naar ontvangst in de periode waarin de klok begon. "
    "De notitie laat open welke van de twee bedoeld is."
)
_KEUZE_REGISTRATIE = (
    "Meldingen die alleen ter registratie zijn aangenomen tellen niet mee: daarop volgt geen beoordeling."
)
_KEUZE_WERKDAGEN = (
    "Vijf werkdagen (protocol en notitie) en niet vijf dagen (Uitvoeringsbesluit Wmo 2015); "
    "de dag van ontvangst telt niet mee."
)
_KEUZE_ROL = "Tien weken zijn zeventig dagen; valt de laatste op een vrije dag, dan geldt de eerstvolgende werkdag."
_KEUZE_DOSSIER = "Een dienst hoort bij de gemeente van het eigen dossier; zonder melding is deze klok niet te bepalen."


BEOORDELING_TIJDIG_NA_ONTVANGST = Aandeel(
    code="beoordeling-tijdig-na-ontvangst",
    titel="Veiligheidsbeoordeling binnen 5 werkdagen na ontvangst van de melding",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 1a"),
    telt=Melding,
    klok=termijnen.BEOORDELING_NA_ONTVANGST,
    twee_tellingen=True,
    noemer=GEEN_REGISTRATIE,
    keuzes=(_KEUZE_PERIODE, _KEUZE_REGISTRATIE, _KEUZE_WERKDAGEN),
)

BEOORDELING_TIJDIG_NA_OPPAKKEN = Aandeel(
    code="beoordeling-tijdig-na-oppakken",
    titel="Veiligheidsbeoordeling binnen 5 werkdagen na oppakken van de melding",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 1b"),
    telt=Melding,
    klok=termijnen.BEOORDELING_NA_OPPAKKEN,
    twee_tellingen=True,
    noemer=GEEN_REGISTRATIE,
    keuzes=(_KEUZE_PERIODE, _KEUZE_REGISTRATIE, _KEUZE_WERKDAGEN),
)

VV_TIJDIG_NA_ONTVANGST = Aandeel(
    code="vv-tijdig-na-ontvangst",
    titel="Voorwaarden & Vervolg afgerond binnen 10 weken na ontvangst van de melding",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 2a"),
    telt=Dienst,
    klok=termijnen.VV_NA_ONTVANGST,
    twee_tellingen=True,
    noemer=VOORWAARDEN_EN_VERVOLG,
    keuzes=(_KEUZE_PERIODE, _KEUZE_ROL, _KEUZE_DOSSIER),
)

VV_TIJDIG_NA_BEOORDELING = Aandeel(
    code="vv-tijdig-na-beoordeling",
    titel="Voorwaarden & Vervolg afgerond binnen 10 weken na de veiligheidsbeoordeling",
    bron=Bron("handelingsprotocol-2019", "Voorwaarden en Vervolg: tien weken na de veiligheidsbeoordeling"),
    telt=Dienst,
    klok=termijnen.VV_NA_BEOORDELING,
    twee_tellingen=True,
    noemer=VOORWAARDEN_EN_VERVOLG,
    keuzes=(_KEUZE_PERIODE, _KEUZE_ROL, _KEUZE_DOSSIER),
)

VV_TIJDIG_NA_START = Aandeel(
    code="vv-tijdig-na-start",
    titel="Voorwaarden & Vervolg afgerond binnen 10 weken na de start van de dienst",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 2b"),
    telt=Dienst,
    klok=termijnen.VV_NA_START,
    twee_tellingen=True,
    noemer=VOORWAARDEN_EN_VERVOLG,
    keuzes=(_KEUZE_PERIODE, _KEUZE_ROL),
)

ONDERZOEK_TIJDIG_NA_ONTVANGST = Aandeel(
    code="onderzoek-tijdig-na-ontvangst",
    titel="Onderzoek afgerond binnen 10 weken na ontvangst van de melding",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 3a"),
    telt=Dienst,
    klok=termijnen.ONDERZOEK_NA_ONTVANGST,
    twee_tellingen=True,
    noemer=ONDERZOEK,
    keuzes=(_KEUZE_PERIODE, _KEUZE_ROL, _KEUZE_DOSSIER),
)

ONDERZOEK_TIJDIG_NA_BEOORDELING = Aandeel(
    code="onderzoek-tijdig-na-beoordeling",
    titel="Onderzoek afgerond binnen 10 weken na de veiligheidsbeoordeling",
    bron=Bron("handelingsprotocol-2019", "Onderzoek: tien weken na de veiligheidsbeoordeling"),
    telt=Dienst,
    klok=termijnen.ONDERZOEK_NA_BEOORDELING,
    twee_tellingen=True,
    noemer=ONDERZOEK,
    keuzes=(_KEUZE_PERIODE, _KEUZE_ROL, _KEUZE_DOSSIER),
)

ONDERZOEK_TIJDIG_NA_START = Aandeel(
    code="onderzoek-tijdig-na-start",
    titel="Onderzoek afgerond binnen 10 weken na de start van de dienst",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 3b"),
    telt=Dienst,
    klok=termijnen.ONDERZOEK_NA_START,
    twee_tellingen=True,
    noemer=ONDERZOEK,
    keuzes=(_KEUZE_PERIODE, _KEUZE_ROL),
)

EERSTE_CONTACT_TIJDIG = Aandeel(
    code="eerste-contact-tijdig",
    titel="Eerste contact met direct betrokkenen binnen 10 dagen na ontvangst van de melding",
    bron=Bron("nog-meerjarenbegroting-2025", "Hoofdstuk 7, 4. Eerste contact met direct betrokkenen"),
    telt=Melding,
    klok=termijnen.EERSTE_CONTACT,
    keuzes=("Tien kalenderdagen, zonder opschuiven naar een werkdag.", "Telt in de periode van het contact."),
)

TERUGKOPPELING_MELDER_TIJDIG = Aandeel(
    code="terugkoppeling-melder-tijdig",
    titel="Terugkoppeling aan de melder binnen de afgesproken termijn",
    bron=Bron(_NOTITIE, "Inhoudelijke doorontwikkeling van prestatie-indicatoren"),
    telt=Melding,
    klok=termijnen.TERUGKOPPELING_MELDER,
    keuzes=("De bronnen noemen geen aantal dagen; zolang de regio geen termijn vaststelt is er geen teller.",),
)

OVERDRACHT_SNELHEID = Doorlooptijd(
    code="overdracht-snelheid",
    titel="Dagen van besluit tot overdracht (mediaan)",
    bron=Bron(_NOTITIE, "Inhoudelijke doorontwikkeling van prestatie-indicatoren"),
    telt=Overdracht,
    periode_op=Overdracht.overgedragen_op,
    duur=DagenTussen(Overdracht.besluit_op, Overdracht.overgedragen_op),
    keuzes=(
        (
            "Telt elke melding en dienst die in de periode is overgedragen; het besluit is de veiligheidsbeoordeling "
            "of de afronding van de dienst."
        ),
        "Mediaan en negentigste percentiel, lineair tussen de twee dichtstbijzijnde waarden.",
    ),
)

INDICATOREN: tuple[Indicator, ...] = (
    BEOORDELING_TIJDIG_NA_ONTVANGST, BEOORDELING_TIJDIG_NA_OPPAKKEN,
    VV_TIJDIG_NA_ONTVANGST, VV_TIJDIG_NA_BEOORDELING, VV_TIJDIG_NA_START,
    ONDERZOEK_TIJDIG_NA_ONTVANGST, ONDERZOEK_TIJDIG_NA_BEOORDELING, ONDERZOEK_TIJDIG_NA_START,
    EERSTE_CONTACT_TIJDIG, TERUGKOPPELING_MELDER_TIJDIG, OVERDRACHT_SNELHEID,
)  # fmt: skip
