"""Wat klaar moet zijn voor een advies, melding, veiligheidsbeoordeling of eerste contact eindigt."""

from zicht.catalogus.controles.maken import Alleen, Maker
from zicht.core.bronnen import Bron
from zicht.core.voorwaarden import Gelijk, Niet, Of
from zicht.core.werkfeiten import Werkadvies, Werkmelding
from zicht.core.werkproces import Controle

_NOG = "nog-meerjarenbegroting-2025"
_NHN = "nhn-programmabegroting-2019"
_ADVIES = Maker(Werkadvies, Bron(_NOG, "hoofdstuk 7, dienst 2"))
_PROTOCOL_ADVIES = Maker(Werkadvies, Bron("informatieprotocol", "Advies: aanleiding, hoedanigheid adviesvrager"))
_MELDING = Maker(Werkmelding, Bron(_NHN, "4.2 Meldingen: altijd aannemen en vastleggen"))
_MELDER = Maker(
    Werkmelding, Bron("uitvoeringsbesluit-wmo-2015", "artikel 4.1.8: bronbescherming van een bekende melder")
)
_TAXATIE = Maker(Werkmelding, Bron(_NHN, "3.4 Nieuw triage-instrument; 4.3 Veiligheidsbeoordeling"))
_BRONNEN = Maker(
    Werkmelding, Bron(_NOG, "hoofdstuk 7, dienst 3: aangevuld met eigen systeem, register, Raad en politie")
)
_SAMENSPRAAK = Maker(
    Werkmelding, Bron(_NHN, "4.3: in samenspraak met een collega, gedragsdeskundige of vertrouwensarts")
)
_RADAR = Maker(
    Werkmelding, Bron(_NOG, "hoofdstuk 7, dienst 3: melding ter registratie, de professional kan en wil het aanpakken")
)
_ALLEEN_REGISTRATIE = Alleen(
    Werkmelding.ter_registratie.is_("ja"), {"ter_registratie": "ja"}, {"ter_registratie": "nee"}
)
_BESLUIT = Maker(Werkmelding, Bron(_NOG, "hoofdstuk 7, dienst 3: een besluit over het vervolg"))
_CONTACT = Maker(Werkmelding, Bron(_NOG, "hoofdstuk 7, dienst 4"))

ADVIES: tuple[Controle, ...] = (
    _PROTOCOL_ADVIES.ingevuld(
        "WA-01", "De hoedanigheid van de adviesvrager is vastgelegd", Werkadvies.hoedanigheid,
        "Leg vast wie er om advies vroeg: een beroep of een relatie, geen naam.",
    ),
    _PROTOCOL_ADVIES.ingevuld(
        "WA-02", "De aanleiding is vastgelegd", Werkadvies.aanleiding, "Leg vast waar het advies over ging.",
    ),
    _ADVIES.ja(
        "WA-03", "De adviesvrager weet dat hij zelf verantwoordelijk blijft", Werkadvies.rol_uitgelegd,
        "Leg uit dat de adviesvrager zelf verantwoordelijk blijft voor de stappen.",
    ),
    _ADVIES.ja(
        "WA-04", "Het verschil tussen advies en melding is uitgelegd", Werkadvies.verschil_uitgelegd,
        "Leg uit wat het verschil is tussen een advies en een melding.", mag_zonder=True,
    ),
)  # fmt: skip

ONDERSTEUNING: tuple[Controle, ...] = (
    *ADVIES[:2],
    Maker(Werkadvies, Bron(_NOG, "hoofdstuk 7, dienst 2a: de professional blijft zelf verantwoordelijk")).ja(
        "WA-05", "De professional weet dat hij zelf verantwoordelijk blijft", Werkadvies.rol_uitgelegd,
        "Leg uit dat de professional zelf verantwoordelijk blijft voor de aanpak.",
    ),
)  # fmt: skip

MELDING: tuple[Controle, ...] = (
    _MELDER.ja(
        "WM-01", "De melder is bekend bij Veilig Thuis", Werkmelding.melder_vastgelegd,
        "Leg vast wie meldt. De naam blijft apart; ook als de melder voor het gezin anoniem wil blijven.",
        mag_zonder=True,
    ),
    Maker(Werkmelding, Bron("informatieprotocol", "Melding: hoedanigheid melder")).ingevuld(
        "WM-02", "De hoedanigheid van de melder is vastgelegd", Werkmelding.hoedanigheid,
        "Leg vast in welke hoedanigheid de melder meldt.",
    ),
    Maker(Werkmelding, Bron("informatieprotocol", "Melding: aanleiding")).ingevuld(
        "WM-03", "De aanleiding is vastgelegd", Werkmelding.aanleiding, "Leg vast waar de melding over gaat.",
    ),
    Controle(
        code="WM-04",
        titel="Er is minstens een direct betrokkene vastgelegd",
        over=Werkmelding,
        dan=Werkmelding.aantal_betrokkenen > 0,
        boodschap="Leg vast over wie de melding gaat. Nu vastgelegd: {aantal_betrokkenen}.",
        bron=_MELDING.bron,
        goed=({"aantal_betrokkenen": 1},),
        fout=({"aantal_betrokkenen": 0}, {"aantal_betrokkenen": None}),
    ),
)  # fmt: skip

_ONVEILIG = Of((Werkmelding.acuut.is_("ja"), Werkmelding.structureel.is_("ja")))

VEILIGHEIDSBEOORDELING: tuple[Controle, ...] = (
    _TAXATIE.ja(
        "WB-01", "De veiligheidstaxatie is ingevuld", Werkmelding.triage_ingevuld, "Vul de veiligheidstaxatie in.",
    ),
    _TAXATIE.ingevuld(
        "WB-02", "Er is een oordeel over acute onveiligheid", Werkmelding.acuut, "Geef aan of het acuut onveilig is.",
    ),
    _TAXATIE.ingevuld(
        "WB-03", "Er is een oordeel over structurele onveiligheid", Werkmelding.structureel,
        "Geef aan of het structureel onveilig is.",
    ),
    _TAXATIE.ingevuld(
        "WB-04", "Er is een oordeel over multiproblematiek", Werkmelding.multiproblematiek,
        "Geef aan of er meer problemen spelen.",
    ),
    _TAXATIE.nul(
        "WB-05", "Wie afwijkt van het voorstel van de taxatie zegt waarom", Werkmelding.afwijkingen_zonder_reden,
        "Schrijf op waarom u afwijkt van het voorstel. Uitkomsten zonder reden: {afwijkingen_zonder_reden}.",
    ),
    _BRONNEN.ja(
        "WB-06", "De eigen dossiers zijn bekeken", Werkmelding.eigen_dossiers_bekeken,
        "Ga na of het gezin al bekend is bij de eigen organisatie.",
    ),
    _BRONNEN.ja(
        "WB-07", "Het landelijke register is bekeken", Werkmelding.register_bekeken,
        "Raadpleeg het landelijke Veilig Thuis-register.", mag_zonder=True,
    ),
    _BRONNEN.ja(
        "WB-08", "De Raad voor de Kinderbescherming is nagevraagd", Werkmelding.raad_bekeken,
        "Ga na of de Raad voor de Kinderbescherming het gezin kent.", mag_zonder=True,
    ),
    _BRONNEN.ja(
        "WB-09", "De politie is nagevraagd als dat nodig is", Werkmelding.politie_bekeken,
        "Volgens de taxatie is informatie van de politie nodig. Vraag die na.",
        Alleen(Werkmelding.politie_nodig.is_("ja"), {"politie_nodig": "ja"}, {"politie_nodig": "nee"}),
        mag_zonder=True,
    ),
    _BESLUIT.ingevuld("WB-10", "Er is een besluit", Werkmelding.besluit, "Neem een besluit over het vervolg."),
    _BESLUIT.ingevuld(
        "WB-11", "Het besluit is toegelicht", Werkmelding.besluit_toelichting, "Schrijf op waarom u dit besluit neemt.",
    ),
    Controle(
        code="WB-12",
        titel="Bij onveiligheid volgt er iets",
        over=Werkmelding,
        als=_ONVEILIG,
        dan=Niet(Werkmelding.besluit.is_("geen_vervolg")),
        boodschap="De taxatie zegt acuut of structureel onveilig, maar er komt geen vervolg. "
        "Kies een ander besluit, of schrijf op waarom dit veilig is.",
        bron=Bron(_NHN, "4.5: inzetten bij acute of structurele onveiligheid"),
        goed=(
            {"acuut": "ja", "besluit": "vervolg_vt"},
            {"acuut": "nee", "structureel": "nee", "besluit": "geen_vervolg"},
        ),
        fout=({"acuut": "ja", "besluit": "geen_vervolg"}, {"structureel": "ja", "besluit": None}),
        te_overrulen=True,
    ),
    Controle(
        code="WB-13",
        titel="Een tweede lezer is akkoord",
        over=Werkmelding,
        dan=Werkmelding.tweede_lezing.is_("akkoord"),
        boodschap="Het besluit telt pas als een tweede lezer akkoord is. Nu: {tweede_lezing}.",
        bron=_SAMENSPRAAK.bron,
        goed=({"tweede_lezing": "akkoord"},),
        fout=({"tweede_lezing": "terug"}, {"tweede_lezing": "geen"}, {"tweede_lezing": None}),
    ),
    Controle(
        code="WB-14",
        titel="De tweede lezer is een ander dan de opsteller",
        over=Werkmelding,
        dan=Niet(Gelijk(Werkmelding.tweede_lezer, Werkmelding.opsteller)),
        boodschap="Laat iemand anders dan de opsteller meelezen.",
        bron=_SAMENSPRAAK.bron,
        goed=({"tweede_lezer": "m2", "opsteller": "m1"},),
        fout=({"tweede_lezer": "m1", "opsteller": "m1"}, {"opsteller": "m1"}),
    ),
    _SAMENSPRAAK.ingevuld(
        "WB-15", "De tweede lezer is collega, gedragsdeskundige of vertrouwensarts", Werkmelding.tweede_lezer_rol,
        "Leg vast of een collega, gedragsdeskundige of vertrouwensarts meelas.",
    ),
    Controle(
        code="WB-16",
        titel="De tweede lezer las de laatste tekst",
        over=Werkmelding,
        dan=Werkmelding.gewijzigd_na_lezing.is_("nee"),
        boodschap="De beoordeling is veranderd nadat de tweede lezer haar las. Laat haar opnieuw lezen.",
        bron=_SAMENSPRAAK.bron,
        goed=({"gewijzigd_na_lezing": "nee"},),
        fout=({"gewijzigd_na_lezing": "ja"}, {"gewijzigd_na_lezing": None}),
    ),
    _RADAR.ja(
        "WB-17", "Bij een melding ter registratie kan de professional het aan", Werkmelding.professional_kan,
        "Een melding is alleen ter registratie als de professional het probleem goed kan aanpakken. Vraag dat na.",
        _ALLEEN_REGISTRATIE,
    ),
    _RADAR.ja(
        "WB-18", "Bij een melding ter registratie wil de professional het doen", Werkmelding.professional_wil,
        "Een melding is alleen ter registratie als de professional het probleem zelf wil aanpakken. Vraag dat na.",
        _ALLEEN_REGISTRATIE,
    ),
    Controle(
        code="WB-19",
        titel="Na een melding ter registratie volgt geen actie van Veilig Thuis",
        over=Werkmelding,
        als=Werkmelding.ter_registratie.is_("ja"),
        dan=Werkmelding.besluit.is_("geen_vervolg"),
        boodschap="De melding is alleen ter registratie, maar het besluit is {besluit}. "
        "Kies geen vervolg, of haal ‘ter registratie’ weg.",
        bron=_RADAR.bron,
        goed=({"ter_registratie": "ja", "besluit": "geen_vervolg"}, {"ter_registratie": "nee", "besluit": "vervolg_vt"}),
        fout=({"ter_registratie": "ja", "besluit": "vervolg_vt"}, {"ter_registratie": "ja", "besluit": None}),
    ),
)  # fmt: skip

EERSTE_CONTACT: tuple[Controle, ...] = (
    _CONTACT.ingevuld(
        "WC-01", "De dag van het contact is vastgelegd", Werkmelding.eerste_contact_op,
        "Leg de dag van het eerste contact vast.",
    ),
    _CONTACT.ja(
        "WC-02", "De inhoud van de melding is besproken", Werkmelding.melding_besproken,
        "Bespreek de inhoud van de melding. Noem de melder alleen als dat mag.",
    ),
    _CONTACT.ja(
        "WC-03", "De visie van de betrokkenen is gevraagd", Werkmelding.visie_gevraagd,
        "Vraag hoe de betrokkenen zelf naar de melding kijken.",
    ),
    _CONTACT.ja(
        "WC-04", "De veiligheid van nu is besproken", Werkmelding.veiligheid_nu_besproken,
        "Bespreek hoe het nu met de veiligheid is.",
    ),
    _CONTACT.ja(
        "WC-05", "De betrokken hulp is nagegaan", Werkmelding.hulp_nagegaan,
        "Ga na welke hulp er al is, en zeg dat Veilig Thuis daarmee contact zoekt.",
    ),
    _CONTACT.ja(
        "WC-06", "Het besluit en het vervolg zijn besproken", Werkmelding.besluit_besproken,
        "Bespreek het besluit en wat de betrokkenen kunnen verwachten.",
    ),
    Maker(Werkmelding, Bron("uitvoeringsbesluit-wmo-2015", "artikel 4.1.8, tweede lid")).ja(
        "WC-07", "De rechten en het AKJ zijn uitgelegd", Werkmelding.rechten_verteld,
        "Leg uit welke rechten de betrokkenen hebben en dat het AKJ kan helpen.",
    ),
)  # fmt: skip
