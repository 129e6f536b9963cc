"""De gesloten codelijsten van het Feitenformaat, met hun Nederlandse omschrijving.

Bron: Feitenformaat 1; de lijsten hoedanigheid, aanleiding, aard, overdracht en resultaat volgen bijlage A van de
Uitvoeringsregeling Wmo 2015 (Informatieprotocol Beleidsinformatie Veilig Thuis). `onbekend` mag overal.
"""

from zicht.core.voorwaarden import Codelijst

ONBEKEND = "onbekend"


def _lijst(naam: str, **codes: str) -> Codelijst:
    return Codelijst(naam, (*codes.items(), (ONBEKEND, "onbekend")))


JANEE = _lijst("janee", ja="ja", nee="nee")

SLUITROUTE = _lijst(
    "sluitroute",
    directe_overdracht="directe overdracht na de veiligheidsbeoordeling",
    vervolgdienst="na een vervolgdienst van Veilig Thuis",
    geen_vervolg="geen vervolg",
    regionaal_maatwerk="regionaal maatwerk",
    overig="overig",
)

RECIDIVEROUTE = Codelijst(
    "recidiveroute",
    (
        ("geen", "geen eerder gesloten dossier"),
        ("directe_overdracht", "eerder dossier gesloten na directe overdracht"),
        ("vervolgdienst", "eerder dossier gesloten na een vervolgdienst"),
        ("overig", "eerder dossier langs een andere weg gesloten"),
    ),
)

ROL = _lijst("rol", slachtoffer="slachtoffer", pleger="pleger", getuige="getuige", kind="kind", overig="overig")

GESLACHT = _lijst("geslacht", v="vrouw", m="man", x="x")

SOORT_ADVIES = _lijst("soort advies", advies="advies", ondersteuning="ondersteuning van professionals")

KANAAL = _lijst("kanaal", telefoon="telefoon", chat="chat", face_to_face="persoonlijk gesprek", overig="overig")

URGENTIE = _lijst("urgentie", hoog="hoog", midden="midden", laag="laag")

BESLUIT = _lijst(
    "besluit",
    vervolg_vt="vervolg door Veilig Thuis",
    overdracht="overdracht",
    geen_vervolg="geen vervolg nodig",
    regionaal_maatwerk="regionaal maatwerk",
)

TIJDENS = _lijst(
    "tijdens",
    geen="Veilig Thuis was niet betrokken",
    beoordeling="tijdens een veiligheidsbeoordeling",
    na_beoordeling="tijdens een vervolgdienst",
    monitoring="tijdens het monitoren",
)

DIENST = _lijst(
    "dienst",
    voorwaarden_en_vervolg="Voorwaarden & Vervolg",
    onderzoek="onderzoek",
    monitoren="monitoren",
    ondersteuning_professional="ondersteuning van een professional",
    zicht_op_veiligheid="zicht op veiligheid",
    huisverbod_beoordeling="beoordeling tijdelijk huisverbod",
    huisverbod_uitvoering="uitvoering tijdelijk huisverbod",
    meldpunt_jeugdprostitutie="meldpunt jeugdprostitutie",
    mda="MDA++",
)

RESULTAAT = _lijst(
    "resultaat van onderzoek",
    hg_bevestigd="huiselijk geweld bevestigd",
    hg_niet_bevestigd="huiselijk geweld niet bevestigd",
    hg_weerlegd="huiselijk geweld weerlegd",
    km_bevestigd="kindermishandeling bevestigd",
    km_niet_bevestigd="kindermishandeling niet bevestigd",
    km_weerlegd="kindermishandeling weerlegd",
    voortijdig_vertrokken="voortijdig gestopt: vertrokken met onbekende bestemming",
    voortijdig_verhuisd="voortijdig gestopt: verhuisd naar een andere regio",
    voortijdig_overleden="voortijdig gestopt: overleden",
)

MONITOREN_MET = _lijst(
    "monitoren met", gezin="het gezin", volwassenen_en_hulp="de volwassenen en de hulp", hulp="alleen de hulp"
)

OORDEEL = _lijst(
    "oordeel",
    gegrond="gegrond",
    deels_gegrond="deels gegrond",
    ongegrond="ongegrond",
    niet_ontvankelijk="niet ontvankelijk",
    ingetrokken="ingetrokken",
)

DOELGROEP = _lijst("doelgroep", betrokkene="direct betrokkene", ketenpartner="ketenpartner")

MOMENT = _lijst(
    "moment",
    advies="advies",
    melding="melding",
    vervolgdienst="vervolgdienst",
    monitoring="monitoring",
    samenwerking="samenwerking",
)

ACTIVITEIT = _lijst(
    "activiteit",
    voorlichting="voorlichting",
    casusoverleg="casusoverleg",
    lokaal_overleg="lokaal overleg",
    bereikbaarheidsdag="dag bereikbaar buiten kantoortijd",
)

HOEDANIGHEID = _lijst(
    "hoedanigheid",
    huisarts="huisarts",
    kinderarts="kinderarts",
    geriater="geriater",
    ggz="ggz",
    gezondheidszorg_anders="gezondheidszorg, anders",
    onderwijs_basis="basisonderwijs",
    onderwijs_voortgezet="voortgezet onderwijs",
    onderwijs_anders="onderwijs, anders",
    lokaal_veld="lokaal veld en wijkteams",
    gecertificeerde_instelling="gecertificeerde instelling",
    jeugdzorg_anders="jeugdzorg, anders",
    kinderopvang="kinderopvang",
    politie="politie",
    justitie="justitie",
    beroepsmatig_anders="beroepsmatig, anders",
    direct_betrokkene_jeugdige="direct betrokkene, jeugdige",
    direct_betrokkene_volwassene="direct betrokkene, volwassene",
    familielid="familielid",
    sociaal_netwerk="sociaal netwerk",
    buurtbewoner="buurtbewoner",
    vrijwilliger="vrijwilliger",
    niet_beroepsmatig_anders="niet beroepsmatig, anders",
)

BEROEPSMATIG: frozenset[str] = frozenset(code for code, _ in HOEDANIGHEID.codes[:15])

AANLEIDING = _lijst(
    "aanleiding",
    ex_partnergeweld="(ex-)partnergeweld",
    eergerelateerd_geweld="eergerelateerd geweld",
    ouderenmishandeling="ouderenmishandeling of ontspoorde zorg",
    geweld_tegen_ouders="geweld tegen ouders door kinderen",
    huwelijksdwang_en_achterlating="huwelijksdwang en achterlating",
    kindermishandeling_kindcheck="kindermishandeling: kindcheck",
    kindermishandeling_vechtscheiding="kindermishandeling: complexe scheiding",
    kindermishandeling_anders="kindermishandeling, anders",
    huiselijk_geweld_anders="huiselijk geweld, anders",
    andere_problematiek="andere problematiek",
)

AARD = _lijst(
    "aard",
    lichamelijke_mishandeling="lichamelijke mishandeling",
    lichamelijke_verwaarlozing="lichamelijke verwaarlozing",
    psychisch_geweld="psychisch geweld",
    affectieve_verwaarlozing="affectieve verwaarlozing",
    pedagogische_verwaarlozing="pedagogische verwaarlozing",
    seksueel_misbruik="seksueel misbruik",
    financiele_uitbuiting="financiële uitbuiting",
    getuige_van_geweld="getuige van geweld",
    munchhausen_by_proxy="münchhausen by proxy",
    vrouwelijke_genitale_verminking="vrouwelijke genitale verminking",
    anders_onveilig="anders, onveilig",
    anders_niet_onveilig="anders, niet onveilig",
)

OVERDRACHT_AAN = _lijst(
    "overdracht aan",
    lokaal_veld="lokaal veld en wijkteams",
    clientsysteem="het cliëntsysteem zelf",
    raad_voor_de_kinderbescherming="Raad voor de Kinderbescherming",
    politie_om="politie of Openbaar Ministerie",
    jeugdhulpaanbieder="jeugdhulpaanbieder",
    gecertificeerde_instelling="gecertificeerde instelling",
    vrouwenopvang="vrouwenopvang",
    maatschappelijke_opvang="maatschappelijke opvang",
    jeugd_ggz="jeugd-ggz",
    volwassenen_ggz="volwassenen-ggz",
    thuiszorg="thuiszorg",
    verslavingszorg="verslavingszorg",
    huisarts_poh="huisarts of praktijkondersteuner",
    ambulante_hulp_volwassenen="ambulante hulp voor volwassenen",
    hulp_al_aanwezig="hulp al aanwezig",
    bovenwettelijke_taak="bovenwettelijke taak",
    anders="anders",
)

TERMIJN = _lijst(
    "termijn",
    beoordeling="veiligheidsbeoordeling",
    eerste_contact="eerste contact",
    voorwaarden_en_vervolg="Voorwaarden & Vervolg",
    onderzoek="onderzoek",
    terugkoppeling="terugkoppeling aan de melder",
)

CODELIJSTEN: dict[str, Codelijst] = {
    lijst.naam: lijst
    for lijst in (
        JANEE, SLUITROUTE, ROL, GESLACHT, SOORT_ADVIES, KANAAL, URGENTIE, BESLUIT, TIJDENS, DIENST, RESULTAAT,
        MONITOREN_MET, OORDEEL, DOELGROEP, MOMENT, ACTIVITEIT, HOEDANIGHEID, AANLEIDING, AARD, OVERDRACHT_AAN, TERMIJN,
    )
}  # fmt: skip
