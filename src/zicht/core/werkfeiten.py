"""De werkstand: wat er op dit moment vastligt over een advies, melding, dienst, overdracht, monitoring of dossier.

Een werkfeit is een feit voor de voorwaardentaal, geen tabel van het Feitenformaat. De registratie vult de rij, de controles
van het werkproces lezen haar. Een veld dat ook in het Feitenformaat staat, komt daaruit; alleen de datering vervalt,
want een werkstand is altijd die van nu.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from zicht.core.codelijsten import JANEE, ONBEKEND
from zicht.core.feiten import Advies, Dienst, Dossier, Feit, Huisverbod, Melding
from zicht.core.termijnen import plus_maanden
from zicht.core.voorwaarden import Codelijst, Constante, Soort, Veld

Werkrij = Mapping[str, Constante | None]
Meting = tuple[date, Decimal]

TWEEDE_LEZING = Codelijst(
    "tweede lezing", (("geen", "nog niet gelezen"), ("akkoord", "akkoord"), ("terug", "teruggegeven met opmerkingen"))
)
TWEEDE_LEZER = Codelijst(
    "tweede lezer",
    (("collega", "collega"), ("gedragsdeskundige", "gedragsdeskundige"), ("vertrouwensarts", "vertrouwensarts")),
)
EINDE_ZICHT = Codelijst(
    "einde van zicht op veiligheid",
    (
        ("hulp", "overgedragen aan de hulpverlening"),
        ("maatregel", "de uitvoering van de maatregel is begonnen"),
        ("nieuwe_melding", "een nieuwe melding neemt het over"),
    ),
)


def _zoals(veld: Veld) -> Veld:
    return replace(veld, gedateerd_door=None, afgeleid=False, verplicht=False)


def _datum(omschrijving: str) -> Veld:
    return Veld(Soort.DATUM, omschrijving)


def _janee(omschrijving: str) -> Veld:
    return Veld(Soort.JANEE, omschrijving, codes=JANEE)


def _tekst(omschrijving: str) -> Veld:
    return Veld(Soort.TEKST, omschrijving)


def _aantal(omschrijving: str) -> Veld:
    return Veld(Soort.GEHEEL, omschrijving, bereik=(0, 1000))


class Werkadvies(Feit):
    """De werkstand van een advies of ondersteuning; zonder enig gegeven dat naar een persoon leidt."""

    sleutel = ("advies_id",)
    advies_id = _zoals(Advies.advies_id)
    soort = _zoals(Advies.soort)
    kanaal = _zoals(Advies.kanaal)
    hoedanigheid = _zoals(Advies.hoedanigheid)
    aanleiding = _zoals(Advies.aanleiding)
    gestart_op = _zoals(Advies.gestart_op)
    afgesloten_op = _zoals(Advies.afgesloten_op)
    gemeente = _zoals(Advies.gemeente)
    rol_uitgelegd = _janee("De adviesvrager hoorde dat hij zelf verantwoordelijk blijft.")
    verschil_uitgelegd = _janee("De adviesvrager hoorde wat het verschil is tussen een advies en een melding.")


class Werkmelding(Feit):
    """De werkstand van een melding, van binnenkomst tot en met het eerste contact."""

    sleutel = ("melding_id",)
    melding_id = _zoals(Melding.melding_id)
    dossier_id = _zoals(Melding.dossier_id)
    ontvangen_op = _zoals(Melding.ontvangen_op)
    opgepakt_op = _zoals(Melding.opgepakt_op)
    beoordeeld_op = _zoals(Melding.beoordeeld_op)
    eerste_contact_op = _zoals(Melding.eerste_contact_op)
    teruggekoppeld_op = _zoals(Melding.teruggekoppeld_op)
    hoedanigheid = _zoals(Melding.hoedanigheid)
    aanleiding = _zoals(Melding.aanleiding)
    urgentie = _zoals(Melding.urgentie)
    ter_registratie = _zoals(Melding.ter_registratie)
    acuut = _zoals(Melding.acuut)
    structureel = _zoals(Melding.structureel)
    multiproblematiek = _zoals(Melding.multiproblematiek)
    besluit = _zoals(Melding.besluit)
    melder_vastgelegd = _janee("De melder is bekend bij Veilig Thuis, ook als hij voor het gezin anoniem blijft.")
    aantal_betrokkenen = _aantal("Direct betrokkenen die zijn vastgelegd.")
    vervolgdienst = _janee("Voor deze melding is een dienst van Veilig Thuis ingezet.")
    triage_ingevuld = _janee("De veiligheidstaxatie is helemaal ingevuld.")
    afwijkingen_zonder_reden = _aantal("Uitkomsten die zonder reden afwijken van het voorstel van de taxatie.")
    eigen_dossiers_bekeken = _janee("In de eigen dossiers is gezocht.")
    register_bekeken = _janee("Het landelijke Veilig Thuis-register is geraadpleegd.")
    raad_bekeken = _janee("Nagegaan is of de Raad voor de Kinderbescherming het gezin kent.")
    politie_nodig = _janee("Volgens de taxatie is informatie van de politie nodig.")
    politie_bekeken = _janee("De informatie van de politie is geraadpleegd.")
    besluit_toelichting = _tekst("Waarom dit besluit is genomen.")
    opsteller = _tekst("Kenmerk van de medewerker die de beoordeling schreef.")
    tweede_lezer = _tekst("Kenmerk van de medewerker die meelas.")
    tweede_lezer_rol = Veld(Soort.CODE, "Als wat de tweede lezer meelas.", codes=TWEEDE_LEZER)
    tweede_lezing = Veld(Soort.CODE, "Oordeel van de tweede lezer over de laatste tekst.", codes=TWEEDE_LEZING)
    gewijzigd_na_lezing = _janee("De beoordeling is veranderd nadat de tweede lezer haar las.")
    professional_kan = _janee("De professional die meldt kan het probleem goed aanpakken.")
    professional_wil = _janee("De professional die meldt wil het probleem zelf aanpakken.")
    melding_besproken = _janee("De inhoud van de melding is met de betrokkenen besproken.")
    visie_gevraagd = _janee("De visie van de betrokkenen is gevraagd.")
    veiligheid_nu_besproken = _janee("Besproken is hoe het nu met de veiligheid is.")
    hulp_nagegaan = _janee("Nagegaan is welke hulp er al is, en gezegd dat Veilig Thuis daarmee contact zoekt.")
    besluit_besproken = _janee("Het besluit en wat de betrokkenen kunnen verwachten zijn besproken.")
    rechten_verteld = _janee("De betrokkenen kregen uitleg over hun rechten en over het AKJ.")


class Werkdienst(Feit):
    """De werkstand van een vervolgdienst: Voorwaarden & Vervolg, onderzoek, of een regionale dienst."""

    sleutel = ("dienst_id",)
    dienst_id = _zoals(Dienst.dienst_id)
    dossier_id = _zoals(Dienst.dossier_id)
    soort = _zoals(Dienst.soort)
    toegewezen_op = _zoals(Dienst.toegewezen_op)
    gestart_op = _zoals(Dienst.gestart_op)
    afgerond_op = _zoals(Dienst.afgerond_op)
    melding_ontvangen_op = _zoals(Dienst.melding_ontvangen_op)
    melding_beoordeeld_op = _zoals(Dienst.melding_beoordeeld_op)
    resultaat = _zoals(Dienst.resultaat)
    plan_van_aanpak_op = _zoals(Dienst.plan_van_aanpak_op)
    overdracht_aan = _zoals(Dienst.overdracht_aan)
    vermoeden_huiselijk_geweld = _janee("Het vermoeden gaat over huiselijk geweld.")
    vermoeden_kindermishandeling = _janee("Het vermoeden gaat over kindermishandeling.")
    aantal_voorwaarden = _aantal("Veiligheidsvoorwaarden die zijn vastgesteld.")
    veiligheidsplan_op = _datum("Dag waarop het veiligheidsplan is vastgesteld.")
    schade_bekeken = _janee("Vastgelegd is of er schade is en wat er voor herstel nodig is.")
    regie_bij = _tekst("Wie de regie voert over de leefgebieden.")
    zicht_bij = _tekst("Wie zicht op de veiligheid houdt.")
    volwassenen_niet_gesproken = _aantal("Volwassen betrokkenen die niet zijn gesproken en zonder reden daarvoor.")
    kinderen_vanaf_vier_niet_gesproken = _aantal(
        "Kinderen vanaf vier jaar, niet gesproken en zonder zwaarwegende reden."
    )
    kinderen_onder_vier_niet_gezien = _aantal("Kinderen tot vier jaar, niet gezien en zonder reden daarvoor.")
    informanten_gesproken = _aantal("Informanten en professionals die zijn gesproken.")
    rapport_besproken_op = _datum("Dag waarop de onderzoeksrapportage met de betrokkenen is besproken.")
    gewezen_op_vernietiging = _janee("De betrokkenen zijn gewezen op hun recht het dossier te laten vernietigen.")
    monitoring_afgesproken = _janee("Er zijn afspraken over het monitoren.")
    veiligheidsafspraken_op = _datum("Dag waarop veiligheidsafspraken zijn gemaakt.")
    einde_zicht = Veld(Soort.CODE, "Waarom zicht op veiligheid kan stoppen.", codes=EINDE_ZICHT)
    vraag_professional = _tekst("De vraag waarmee de professional komt.")
    doorverwezen_naar = _tekst("Naar wie de melding van jeugdprostitutie is doorverwezen.")
    zorgcoordinatie = _janee("Veilig Thuis doet de zorgcoördinatie, volgens de afspraak met de gemeente.")
    casemanager = _tekst("Wie het casemanagement van de MDA++ doet.")


class Werkoverdracht(Feit):
    """De werkstand van een overdracht, na een veiligheidsbeoordeling of na een dienst."""

    sleutel = ("overdracht_id",)
    overdracht_id = Veld(Soort.ID, "Kenmerk van de overdracht.")
    besluit_op = _datum("Dag van het besluit om over te dragen.")
    overdracht_aan = _zoals(Dienst.overdracht_aan)
    overgedragen_op = _zoals(Dienst.overgedragen_op)
    overdracht_aanvaard = _janee("De ontvanger heeft de overdracht aanvaard.")
    gesprek_op = _datum("Dag van het overdrachtsgesprek.")
    betrokkenen_bij_gesprek = _janee("De betrokkenen waren bij het overdrachtsgesprek, of er is een reden waarom niet.")
    afspraak_veiligheidsplan = _janee("Afgesproken is wie het veiligheidsplan maakt.")
    afspraak_toezicht = _janee("Afgesproken is wie het plan uitvoert en wie zicht op veiligheid houdt.")
    afspraak_terugmelden = _janee("Afgesproken is wie Veilig Thuis belt als het weer onveilig wordt.")
    afspraak_monitoren = _janee("Afgesproken is wie monitort, waarop en wanneer.")
    voorwaarden_overgedragen = _janee("De veiligheidsvoorwaarden zijn overgedragen.")
    doelen_besproken = _janee("De doelen voor risicogestuurde en herstelgerichte zorg zijn besproken.")
    bevestigd_op = _datum("Dag waarop gezin en ontvanger dezelfde schriftelijke bevestiging kregen.")
    hulp_gestart_op = _datum("Dag waarop de hulp echt begon.")


class Werkmonitoring(Feit):
    """De werkstand van een dienst monitoren met haar geplande momenten."""

    sleutel = ("dienst_id",)
    dienst_id = _zoals(Dienst.dienst_id)
    toegewezen_op = _zoals(Dienst.toegewezen_op)
    gestart_op = _zoals(Dienst.gestart_op)
    afgerond_op = _zoals(Dienst.afgerond_op)
    open_monitormomenten = _aantal("Geplande momenten die niet zijn gehouden.")
    gehouden_monitormomenten = _aantal("Momenten die zijn gehouden.")
    momenten_met_gezin = _aantal("Gehouden momenten met alle direct betrokkenen.")
    momenten_met_hulp = _aantal("Gehouden momenten met de volwassenen en de hulp.")
    laatst_gemeten_op = _datum("Dag van het laatste moment met een veiligheidscijfer.")
    laatste_cijfer = Veld(Soort.GETAL, "Laagste veiligheidscijfer van het laatste moment.", bereik=(0, 10))
    veilig_cijfer = Veld(Soort.GETAL, "Cijfer vanaf welk het veilig genoeg is.", bereik=(0, 10))
    stabiel_tot = _datum("Dag waarop het lang genoeg stabiel veilig is, als het zo blijft.")
    voorwaarden_nagekomen = _janee("Aan de veiligheidsvoorwaarden is voldaan.")
    herstel_nagegaan = _janee("Nagegaan is of er aan herstel van schade wordt gewerkt.")
    vervolgstap = _tekst("Wat er gebeurt nu de veiligheid niet genoeg is.")


class Werkhuisverbod(Feit):
    """De werkstand van een tijdelijk huisverbod, van beoordeling tot afsluiting."""

    sleutel = ("huisverbod_id",)
    huisverbod_id = _zoals(Huisverbod.huisverbod_id)
    beoordeeld_op = _zoals(Huisverbod.beoordeeld_op)
    opgelegd_op = _zoals(Huisverbod.opgelegd_op)
    advies_op = _zoals(Huisverbod.advies_op)
    verlengd_op = _zoals(Huisverbod.verlengd_op)
    beeindigd_op = _zoals(Huisverbod.beeindigd_op)
    einde_op = _datum("Laatste dag van het huisverbod volgens het besluit.")
    uiterste_einde_op = _datum("Laatste dag waarop het huisverbod mag duren.")
    opgelegd = _janee("Het huisverbod is opgelegd.")
    betrokkenen_gesproken = _janee("De uithuisgeplaatste, de achterblijver en de kinderen zijn gesproken.")
    advies_hulpofficier = _janee("Veilig Thuis adviseerde de hulpofficier bij de risicotaxatie.")
    veiligheidsafspraken_op = _datum("Dag waarop veiligheidsafspraken zijn gemaakt.")
    hulp_geregeld = _janee("De passende hulp is op gang gebracht.")
    overleg_op = _datum("Dag van het multidisciplinair overleg.")


class Werkdossier(Feit):
    """De werkstand van een dossier dat iemand wil sluiten."""

    sleutel = ("dossier_id",)
    dossier_id = _zoals(Dossier.dossier_id)
    geopend_op = _zoals(Dossier.geopend_op)
    gesloten_op = _zoals(Dossier.gesloten_op)
    sluitroute = _zoals(Dossier.sluitroute)
    open_meldingen = _aantal("Meldingen zonder besluit.")
    open_diensten = _aantal("Diensten die niet zijn afgerond.")
    open_overdrachten = _aantal("Overdrachten die niet zijn aanvaard.")
    open_monitormomenten = _aantal("Geplande momenten van monitoren die niet zijn gehouden.")
    open_huisverboden = _aantal("Huisverboden die nog lopen.")
    open_klachten = _aantal("Klachten zonder oordeel.")
    niet_teruggekoppeld = _aantal("Meldingen waarvan de melder nog geen terugkoppeling kreeg.")
    niet_geinformeerd = _aantal("Betrokkenen die niet weten dat hun gegevens zijn vastgelegd, zonder reden daarvoor.")
    zonder_monitoren = _aantal("Afgeronde diensten waarop monitoren hoort te volgen en waarbij het ontbreekt.")


WERKFEITEN: tuple[type[Feit], ...] = (
    Werkadvies, Werkmelding, Werkdienst, Werkoverdracht, Werkmonitoring, Werkhuisverbod, Werkdossier,
)  # fmt: skip


def werkrij(feit: type[Feit], **waarden: Constante | Iterable[str] | None) -> dict[str, Constante | None]:
    """Een volledige rij van een werkfeit: wat niet is genoemd is onbekend, en een onbekende naam is een fout."""
    velden = {veld.naam: veld for veld in feit.velden()}
    if vreemd := waarden.keys() - velden.keys():
        raise LookupError(f"{feit.__name__} heeft geen veld {', '.join(sorted(vreemd))}.")
    return {naam: _waarde(veld, waarden.get(naam)) for naam, veld in velden.items()}


def _waarde(veld: Veld, waarde: Constante | Iterable[str] | None) -> Constante | None:
    """De waarde zoals de voorwaardentaal haar kent: `ja` en `nee`, `;a;b;`, en onbekend is niets."""
    if veld.soort is Soort.JANEE and isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if veld.soort is Soort.CODES and waarde is not None and not isinstance(waarde, str | date | int | Decimal):
        codes = sorted(waarde)
        return f";{';'.join(codes)};" if codes else None
    if not (waarde is None or isinstance(waarde, str | date | int | Decimal)):
        raise TypeError(f"{veld.feit}.{veld.naam} kan geen {type(waarde).__name__} zijn.")
    leeg = isinstance(waarde, str) and not waarde.strip()
    onbekend = waarde == ONBEKEND and veld.soort in (Soort.CODE, Soort.JANEE)
    return None if leeg or onbekend else waarde


def stabiel_sinds(metingen: Iterable[Meting], veilig_cijfer: Decimal) -> date | None:
    """De eerste dag van de reeks die tot nu toe ononderbroken veilig genoeg is; per dag geldt het laagste cijfer."""
    laagste: dict[date, Decimal] = {}
    for dag, cijfer in metingen:
        laagste[dag] = min(cijfer, laagste.get(dag, cijfer))
    begin: date | None = None
    for dag in sorted(laagste):
        begin = None if laagste[dag] < veilig_cijfer else begin or dag
    return begin


def stabiel_tot(metingen: Iterable[Meting], veilig_cijfer: Decimal, maanden: int) -> date | None:
    """De dag waarop het zo veel maanden stabiel veilig is, als geen meting meer zakt; None als het nu niet veilig is."""
    begin = stabiel_sinds(metingen, veilig_cijfer)
    return None if begin is None else plus_maanden(begin, maanden)
