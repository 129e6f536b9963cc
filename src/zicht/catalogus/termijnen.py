"""Alle klokken op een bladzijde: wat ze laat beginnen en eindigen, en welke termijn geldt.

Vier klokken dragen in het veld hetzelfde label "tien weken"; hier heeft elk een eigen naam.
"""

from zicht.core.bronnen import Bron
from zicht.core.feiten import Dienst, Huisverbod, Melding
from zicht.core.klokken import Termijn

_NOTITIE = "nhn-prestatie-indicatoren"
_PROTOCOL = "handelingsprotocol-2019"
_HUISVERBOD = "wet-tijdelijk-huisverbod"
_GEEN_SCHORSING = ""  # de wet kent geen pauze van een huisverbod

BEOORDELING_NA_ONTVANGST = Termijn(
    code="beoordeling-na-ontvangst",
    titel="veiligheidsbeoordeling, vanaf ontvangst van de melding",
    begint_bij=Melding.ontvangen_op,
    eindigt_bij=Melding.beoordeeld_op,
    duur="beoordeling",
    schorsing="beoordeling",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 1a"),
)

BEOORDELING_NA_OPPAKKEN = Termijn(
    code="beoordeling-na-oppakken",
    titel="veiligheidsbeoordeling, vanaf oppakken van de melding",
    begint_bij=Melding.opgepakt_op,
    eindigt_bij=Melding.beoordeeld_op,
    duur="beoordeling",
    schorsing="beoordeling",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 1b"),
)

EERSTE_CONTACT = Termijn(
    code="eerste-contact",
    titel="eerste contact met direct betrokkenen, vanaf ontvangst van de melding",
    begint_bij=Melding.ontvangen_op,
    eindigt_bij=Melding.eerste_contact_op,
    duur="eerste_contact",
    schorsing="eerste_contact",
    bron=Bron("nog-meerjarenbegroting-2025", "Hoofdstuk 7, 4. Eerste contact met direct betrokkenen"),
)

TERUGKOPPELING_MELDER = Termijn(
    code="terugkoppeling-melder",
    titel="terugkoppeling aan de melder, vanaf ontvangst van de melding",
    begint_bij=Melding.ontvangen_op,
    eindigt_bij=Melding.teruggekoppeld_op,
    duur="terugkoppeling",
    schorsing="terugkoppeling",
    bron=Bron(_NOTITIE, "Inhoudelijke doorontwikkeling van prestatie-indicatoren"),
)

VV_NA_ONTVANGST = Termijn(
    code="vv-na-ontvangst",
    titel="Voorwaarden & Vervolg, vanaf ontvangst van de melding",
    begint_bij=Dienst.melding_ontvangen_op,
    eindigt_bij=Dienst.afgerond_op,
    duur="voorwaarden_en_vervolg",
    schorsing="voorwaarden_en_vervolg",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 2a"),
)

VV_NA_BEOORDELING = Termijn(
    code="vv-na-beoordeling",
    titel="Voorwaarden & Vervolg, vanaf de veiligheidsbeoordeling",
    begint_bij=Dienst.melding_beoordeeld_op,
    eindigt_bij=Dienst.afgerond_op,
    duur="voorwaarden_en_vervolg",
    schorsing="voorwaarden_en_vervolg",
    bron=Bron(_PROTOCOL, "Voorwaarden en Vervolg: tien weken na de veiligheidsbeoordeling"),
)

VV_NA_START = Termijn(
    code="vv-na-start",
    titel="Voorwaarden & Vervolg, vanaf de start van de dienst",
    begint_bij=Dienst.gestart_op,
    eindigt_bij=Dienst.afgerond_op,
    duur="voorwaarden_en_vervolg",
    schorsing="voorwaarden_en_vervolg",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 2b"),
)

ONDERZOEK_NA_ONTVANGST = Termijn(
    code="onderzoek-na-ontvangst",
    titel="onderzoek, vanaf ontvangst van de melding",
    begint_bij=Dienst.melding_ontvangen_op,
    eindigt_bij=Dienst.afgerond_op,
    duur="onderzoek",
    schorsing="onderzoek",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 3a"),
)

ONDERZOEK_NA_BEOORDELING = Termijn(
    code="onderzoek-na-beoordeling",
    titel="onderzoek, vanaf de veiligheidsbeoordeling",
    begint_bij=Dienst.melding_beoordeeld_op,
    eindigt_bij=Dienst.afgerond_op,
    duur="onderzoek",
    schorsing="onderzoek",
    bron=Bron(_PROTOCOL, "Onderzoek: tien weken na de veiligheidsbeoordeling"),
)

ONDERZOEK_NA_START = Termijn(
    code="onderzoek-na-start",
    titel="onderzoek, vanaf de start van de dienst",
    begint_bij=Dienst.gestart_op,
    eindigt_bij=Dienst.afgerond_op,
    duur="onderzoek",
    schorsing="onderzoek",
    bron=Bron(_NOTITIE, "Snelheid van dienstverlening, 3b"),
)

KLOKKEN: tuple[Termijn, ...] = (
    BEOORDELING_NA_ONTVANGST, BEOORDELING_NA_OPPAKKEN, EERSTE_CONTACT, TERUGKOPPELING_MELDER,
    VV_NA_ONTVANGST, VV_NA_BEOORDELING, VV_NA_START,
    ONDERZOEK_NA_ONTVANGST, ONDERZOEK_NA_BEOORDELING, ONDERZOEK_NA_START,
)  # fmt: skip

# Klokken van het huisverbod staan alleen op de werklijst; er is geen indicator die ernaar vraagt.
HUISVERBOD_ADVIES = Termijn(
    code="huisverbod-advies",
    titel="advies over aflopen of verlengen, vanaf het opleggen van het huisverbod",
    begint_bij=Huisverbod.opgelegd_op,
    eindigt_bij=Huisverbod.advies_op,
    duur="huisverbod_advies",
    schorsing=_GEEN_SCHORSING,
    bron=Bron("nog-meerjarenbegroting-2025", "hoofdstuk 7, dienst 12a: op dag zeven of acht"),
)

HUISVERBOD_EINDE = Termijn(
    code="huisverbod-einde",
    titel="einde van het huisverbod, vanaf het opleggen",
    begint_bij=Huisverbod.opgelegd_op,
    eindigt_bij=Huisverbod.beeindigd_op,
    duur="huisverbod",
    schorsing=_GEEN_SCHORSING,
    bron=Bron(_HUISVERBOD, "artikel 2: tien dagen"),
)

HUISVERBOD_VERLENGD_EINDE = Termijn(
    code="huisverbod-verlengd-einde",
    titel="einde van een verlengd huisverbod, vanaf het opleggen",
    begint_bij=Huisverbod.opgelegd_op,
    eindigt_bij=Huisverbod.beeindigd_op,
    duur="huisverbod_verlengd",
    schorsing=_GEEN_SCHORSING,
    bron=Bron(_HUISVERBOD, "artikel 9: hoogstens vier weken vanaf het opleggen"),
)

WERKKLOKKEN: tuple[Termijn, ...] = (*KLOKKEN, HUISVERBOD_ADVIES, HUISVERBOD_EINDE, HUISVERBOD_VERLENGD_EINDE)
