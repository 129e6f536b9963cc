"""Alle diensten op een bladzijde: wat ze begint en eindigt, waarop ze volgen, welke klok loopt en wat klaar moet zijn.

De samenhang is die van het Stroomschema Veilig Thuis 2019. Een regio die het anders doet, heeft een eigen beschrijving met
dezelfde code; die gaat voor.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from zicht.catalogus import load, termijnen
from zicht.catalogus.controles import later, regionaal, vervolg, voordeur
from zicht.core.bronnen import Bron
from zicht.core.feiten import Activiteit, Advies, Dienst, Huisverbod, Melding
from zicht.core.werkfeiten import (
    Meting,
    Werkadvies,
    Werkdienst,
    Werkhuisverbod,
    Werkmelding,
    Werkmonitoring,
    Werkoverdracht,
    stabiel_tot,
)
from zicht.core.werkproces import SIGNALEN, Dienstsoort, Werkproces, keur, werkproces

DOSSIER_SLUITEN = later.DOSSIER_SLUITEN
_NOG = "nog-meerjarenbegroting-2025"
_NHN = "nhn-programmabegroting-2019"
_BEGIN = date(2015, 1, 1)
_PROTOCOL_2019 = date(2019, 1, 1)

ADVIES = Dienstsoort(
    code="advies",
    titel="Advies",
    omschrijving="Meedenken met iemand die zich zorgen maakt, per telefoon, chat of in een gesprek. Zonder naam van het gezin.",
    bron=Bron(_NHN, "4.1 Advies en ondersteuning; Stroomschema Veilig Thuis 2019"),
    over=Werkadvies,
    begint=Advies.gestart_op,
    eindigt=Advies.afgesloten_op,
    volgt_op=(SIGNALEN, "melding"),
    telt_als="adviezen",
    controles=voordeur.ADVIES,
    geldig_vanaf=_BEGIN,
    keuzes=(
        "Meer contacten over dezelfde vraag zijn een advies; het eindigt met het laatste contact.",
        "Een melding kan met een reden alsnog een advies worden, en andersom.",
    ),
)
ONDERSTEUNING_PROFESSIONAL = Dienstsoort(
    code="ondersteuning_professional",
    titel="Ondersteuning van een professional",
    omschrijving="Meedenken en meegaan met een professional, die zelf verantwoordelijk blijft. Veilig Thuis monitort niet.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 2a"),
    over=Werkadvies,
    begint=Advies.gestart_op,
    eindigt=Advies.afgesloten_op,
    volgt_op=("advies", "overdracht_na_beoordeling", "overdracht_na_dienst", "monitoren"),
    telt_als="ondersteuning_professional",
    controles=voordeur.ONDERSTEUNING,
    geldig_vanaf=_BEGIN,
)
MELDING = Dienstsoort(
    code="melding",
    titel="Melding",
    omschrijving="Een melding aannemen en vastleggen. Het zicht op veiligheid gaat over naar Veilig Thuis.",
    bron=Bron(_NHN, "4.2 Meldingen; Stroomschema Veilig Thuis 2019"),
    over=Werkmelding,
    begint=Melding.ontvangen_op,
    eindigt=Melding.opgepakt_op,
    volgt_op=(SIGNALEN, "advies", "monitoren", "zicht_op_veiligheid", "huisverbod_uitvoering"),
    telt_als="meldingen",
    klokken=(termijnen.TERUGKOPPELING_MELDER,),
    controles=voordeur.MELDING,
    geldig_vanaf=_BEGIN,
    keuzes=(
        "Het aannemen eindigt als iemand de melding oppakt; het wachten zit dus in deze stap.",
        "Een tweede melding op een open dossier is een eigen melding met een eigen klok.",
        "Wie de melder is mag met een reden open blijven, zoals bij een melding die de politie aanlevert.",
    ),
)
VEILIGHEIDSBEOORDELING = Dienstsoort(
    code="veiligheidsbeoordeling",
    titel="Veiligheidsbeoordeling",
    omschrijving="Beoordelen of het acuut of structureel onveilig is, en besluiten over het vervolg. Een tweede lezer leest mee.",
    bron=Bron(_NHN, "4.3 Veiligheidsbeoordeling; Stroomschema Veilig Thuis 2019"),
    over=Werkmelding,
    begint=Melding.opgepakt_op,
    eindigt=Melding.beoordeeld_op,
    volgt_op=("melding",),
    klokken=(termijnen.BEOORDELING_NA_ONTVANGST, termijnen.BEOORDELING_NA_OPPAKKEN),
    controles=voordeur.VEILIGHEIDSBEOORDELING,
    geldig_vanaf=_BEGIN,
    vraagt_tweede_lezer=True,
    keuzes=(
        "Het besluit telt op de dag waarop de tweede lezer akkoord is, niet op de dag van schrijven.",
        "Register en Raad raadplegen mag met een reden later; de eigen dossiers zijn altijd te bekijken.",
        "Geen bron zegt wat te doen als een besluit niet past bij de taxatie; hier mag het, met een reden.",
    ),
)
EERSTE_CONTACT = Dienstsoort(
    code="eerste_contact",
    titel="Eerste contact",
    omschrijving="De betrokkenen bellen: wat is er gemeld, hoe is het nu, welke hulp is er, welk besluit, welke rechten.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 4"),
    over=Werkmelding,
    begint=Melding.ontvangen_op,
    eindigt=Melding.eerste_contact_op,
    volgt_op=("melding", "veiligheidsbeoordeling"),
    telt_als="eerste_contact",
    klokken=(termijnen.EERSTE_CONTACT,),
    controles=voordeur.EERSTE_CONTACT,
    geldig_vanaf=_BEGIN,
    keuzes=(
        "Het eerste contact loopt naast de beoordeling: de bron laat het de beoordeling aanvullen en het besluit bespreken.",
        "Alleen Noord Oost Gelderland telt deze stap apart in de begroting; elders is het een klok van de melding.",
    ),
)
OVERDRACHT_NA_BEOORDELING = Dienstsoort(
    code="overdracht_na_beoordeling",
    titel="Overdracht na veiligheidsbeoordeling",
    omschrijving="Het zicht op veiligheid overdragen aan het gezin, lopende hulp of het lokale team.",
    bron=Bron(_NHN, "4.4 Overdracht na Veiligheidsbeoordeling; Stroomschema Veilig Thuis 2019"),
    over=Werkoverdracht,
    begint=Melding.beoordeeld_op,
    eindigt=Melding.overgedragen_op,
    volgt_op=("veiligheidsbeoordeling",),
    telt_als="overdracht_na_veiligheidsbeoordeling",
    controles=vervolg.OVERDRACHT_NA_BEOORDELING,
    geldig_vanaf=_BEGIN,
    keuzes=(
        "Veilig Thuis houdt zicht op veiligheid tot de ontvanger aanvaardt; de beoordeling is dan al klaar.",
        "De dag waarop de hulp begon mag met een reden open blijven: die weet soms alleen de ontvanger.",
    ),
)
VOORWAARDEN_EN_VERVOLG = Dienstsoort(
    code="voorwaarden_en_vervolg",
    titel="Voorwaarden & Vervolg",
    omschrijving="Het geweld is duidelijk en het gezin werkt mee: veiligheidsvoorwaarden, een veiligheidsplan en vervolghulp.",
    bron=Bron(_NHN, "4.5 Voorwaarden en Vervolg; Stroomschema Veilig Thuis 2019"),
    over=Werkdienst,
    begint=Dienst.gestart_op,
    eindigt=Dienst.afgerond_op,
    volgt_op=("veiligheidsbeoordeling",),
    telt_als="voorwaarden_en_vervolg",
    klokken=(termijnen.VV_NA_ONTVANGST, termijnen.VV_NA_BEOORDELING, termijnen.VV_NA_START),
    controles=vervolg.VOORWAARDEN_EN_VERVOLG,
    geldig_vanaf=_PROTOCOL_2019,
    keuzes=(
        "De dienst is klaar als de voorwaarden vastliggen en het vervolg is geregeld; de overdracht is een eigen stap.",
    ),
)
ONDERZOEK = Dienstsoort(
    code="onderzoek",
    titel="Onderzoek",
    omschrijving="Het vermoeden bevestigen of weerleggen, met een plan van aanpak en gesprekken met gezin en informanten.",
    bron=Bron(_NHN, "4.6 Onderzoek; Stroomschema Veilig Thuis 2019"),
    over=Werkdienst,
    begint=Dienst.gestart_op,
    eindigt=Dienst.afgerond_op,
    volgt_op=("veiligheidsbeoordeling", "voorwaarden_en_vervolg"),
    telt_als="onderzoek",
    klokken=(termijnen.ONDERZOEK_NA_ONTVANGST, termijnen.ONDERZOEK_NA_BEOORDELING, termijnen.ONDERZOEK_NA_START),
    controles=vervolg.ONDERZOEK,
    geldig_vanaf=_BEGIN,
    keuzes=(
        "De grens van vier jaar noemt de bron bij Voorwaarden & Vervolg; hier geldt dezelfde.",
        "Werkt het gezin bij Voorwaarden & Vervolg niet meer mee, dan kan een onderzoek volgen.",
        "Stopt het onderzoek voortijdig, dan vragen alleen het plan en het resultaat nog iets.",
        "Is een vorm van geweld weerlegd en een andere bevestigd, dan blijft het dossier nodig en vervalt het wijzen.",
    ),
)
OVERDRACHT_NA_DIENST = Dienstsoort(
    code="overdracht_na_dienst",
    titel="Overdracht na bemoeienis",
    omschrijving="De veiligheidsvoorwaarden overdragen in een gesprek met gezin en ontvanger, en hetzelfde document sturen.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 8; ook Programmabegroting 2019 NHN, 4.7 Overdracht"),
    over=Werkoverdracht,
    begint=Dienst.afgerond_op,
    eindigt=Dienst.overgedragen_op,
    volgt_op=("voorwaarden_en_vervolg", "onderzoek"),
    telt_als="overdracht_na_bemoeienis",
    controles=vervolg.OVERDRACHT_NA_DIENST,
    geldig_vanaf=_BEGIN,
)
MONITOREN = Dienstsoort(
    code="monitoren",
    titel="Monitoren",
    omschrijving="Op afgesproken momenten nagaan of het veilig is en blijft, en of de schade herstelt.",
    bron=Bron(_NHN, "4.8 Monitoren; Stroomschema Veilig Thuis 2019"),
    over=Werkmonitoring,
    begint=Dienst.gestart_op,
    eindigt=Dienst.afgerond_op,
    volgt_op=("overdracht_na_dienst", "voorwaarden_en_vervolg", "onderzoek", "huisverbod_uitvoering"),
    telt_als="monitoren",
    controles=later.MONITOREN,
    geldig_vanaf=_PROTOCOL_2019,
    keuzes=(
        "De momenten zijn een lijst die met het gezin en de ontvanger wordt gemaakt; er is geen vast ritme.",
        "Stoppen kan als het een half jaar veilig is met een 6 of hoger, of als een andere stap het overneemt.",
    ),
)
MONITOREN_NOG = replace(
    MONITOREN,
    omschrijving="Twee momenten: een met alle betrokkenen, een met de volwassenen en de hulp. Een extra moment mag.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 9"),
    controles=later.MONITOREN_TWEE_MOMENTEN,
    regios=("nog",),
    keuzes=("De bron noemt geen cijfer en geen tijd waarna het monitoren stopt; het gaat om de twee momenten.",),
)
ZICHT_OP_VEILIGHEID = Dienstsoort(
    code="zicht_op_veiligheid",
    titel="Zicht op veiligheid",
    omschrijving="Zicht houden zolang niemand anders dat doet: wachten op een maatregel, de Beschermingstafel of een aanbieder.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 10"),
    over=Werkdienst,
    begint=Dienst.gestart_op,
    eindigt=Dienst.afgerond_op,
    volgt_op=("voorwaarden_en_vervolg", "onderzoek", "veiligheidsbeoordeling"),
    telt_als="zicht_op_veiligheid",
    controles=later.ZICHT_OP_VEILIGHEID,
    geldig_vanaf=_PROTOCOL_2019,
    regionaal=True,
)
HUISVERBOD_BEOORDELING = Dienstsoort(
    code="huisverbod_beoordeling",
    titel="Beoordeling tijdelijk huisverbod",
    omschrijving="Met de hulpofficier ter plaatse spreken en adviseren bij de risicotaxatie; de burgemeester besluit.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 12"),
    over=Werkhuisverbod,
    begint=Huisverbod.beoordeeld_op,
    eindigt=Huisverbod.beoordeeld_op,
    volgt_op=(SIGNALEN, "melding"),
    telt_als="huisverbod_beoordeling",
    controles=regionaal.HUISVERBOD_BEOORDELING,
    geldig_vanaf=_BEGIN,
    regionaal=True,
)
HUISVERBOD_UITVOERING = Dienstsoort(
    code="huisverbod_uitvoering",
    titel="Uitvoering tijdelijk huisverbod",
    omschrijving="Veiligheidsafspraken, hulp op gang, advies aan de burgemeester op dag zeven of acht, en een overleg voor het einde.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 12a; ook Programmabegroting 2019 NHN, 4.9 Tijdelijk Huisverbod"),
    over=Werkhuisverbod,
    begint=Huisverbod.opgelegd_op,
    eindigt=Huisverbod.beeindigd_op,
    volgt_op=("huisverbod_beoordeling",),
    telt_als="huisverbod_uitvoering",
    klokken=(termijnen.HUISVERBOD_EINDE, termijnen.HUISVERBOD_ADVIES, termijnen.HUISVERBOD_VERLENGD_EINDE),
    controles=regionaal.HUISVERBOD_UITVOERING,
    geldig_vanaf=_BEGIN,
    regionaal=True,
    keuzes=(
        "Een huisverbod schuift niet door om een weekend of feestdag: de Algemene termijnenwet geldt niet.",
        "Dag zeven is de dag om te beginnen met het advies; dag acht is de uiterste dag.",
    ),
)
MELDPUNT_JEUGDPROSTITUTIE = Dienstsoort(
    code="meldpunt_jeugdprostitutie",
    titel="Meldpunt jeugdprostitutie",
    omschrijving="Een melding over jeugdprostitutie beoordelen en doorverwijzen, of de zorg coördineren.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 13 en 13a"),
    over=Werkdienst,
    begint=Dienst.toegewezen_op,
    eindigt=Dienst.afgerond_op,
    volgt_op=(SIGNALEN, "melding"),
    telt_als="jeugdprostitutie_melding",
    controles=regionaal.MELDPUNT_JEUGDPROSTITUTIE,
    geldig_vanaf=_BEGIN,
    regionaal=True,
    keuzes=("De beoordeling door het meldpunt is in de begroting een tweede telling; hier is het dezelfde dienst.",),
)
MDA = Dienstsoort(
    code="mda",
    titel="MDA++",
    omschrijving="Een aanpak met straf, zorg en artsen samen, voor zeer onveilige gezinnen waar veel tegelijk speelt.",
    bron=Bron(_NHN, "2.2 Maatschappijgericht: Multi Disciplinaire Aanpak ++"),
    over=Werkdienst,
    begint=Dienst.gestart_op,
    eindigt=Dienst.afgerond_op,
    volgt_op=("voorwaarden_en_vervolg", "onderzoek", "monitoren"),
    controles=regionaal.MDA,
    geldig_vanaf=_BEGIN,
    regionaal=True,
)
CASUSOVERLEG = Dienstsoort(
    code="casusoverleg",
    titel="Casusoverleg",
    omschrijving="Meedoen aan een overleg over een gezin, zoals in de veiligheidskamer of het Veiligheidshuis.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 14"),
    over=Activiteit,
    begint=Activiteit.datum,
    eindigt=None,
    volgt_op=(SIGNALEN, "advies"),
    telt_als="casusoverleg",
    geldig_vanaf=_BEGIN,
    regionaal=True,
)
VOORLICHTING = Dienstsoort(
    code="voorlichting",
    titel="Voorlichting",
    omschrijving="Professionals en inwoners uitleggen hoe je geweld herkent en wat Veilig Thuis doet.",
    bron=Bron(_NHN, "4.10 Voorlichting"),
    over=Activiteit,
    begint=Activiteit.datum,
    eindigt=None,
    volgt_op=(SIGNALEN,),
    telt_als="voorlichting",
    geldig_vanaf=_BEGIN,
    regionaal=True,
)
BEREIKBAARHEID = Dienstsoort(
    code="bereikbaarheid",
    titel="Bereikbaarheid",
    omschrijving="Dag en nacht bereikbaar zijn voor advies, ondersteuning en veiligheidsbeoordeling.",
    bron=Bron("uitvoeringsbesluit-wmo-2015", "artikel 4.1.1; ook Meerjarenbegroting NOG, hoofdstuk 7, dienst 1 en 11"),
    over=Activiteit,
    begint=Activiteit.datum,
    eindigt=None,
    volgt_op=(SIGNALEN,),
    telt_als="team_toegang",
    geldig_vanaf=_BEGIN,
    regionaal=True,
    keuzes=(
        "Bereikbaar zijn is wettelijk; hoe een regio het regelt, verschilt. Daarom staat het bij de regionale diensten.",
    ),
)

DIENSTEN: tuple[Dienstsoort, ...] = (
    ADVIES, MELDING, ONDERSTEUNING_PROFESSIONAL, VEILIGHEIDSBEOORDELING, EERSTE_CONTACT, OVERDRACHT_NA_BEOORDELING,
    VOORWAARDEN_EN_VERVOLG, ONDERZOEK, OVERDRACHT_NA_DIENST, MONITOREN, MONITOREN_NOG, ZICHT_OP_VEILIGHEID,
    HUISVERBOD_BEOORDELING, HUISVERBOD_UITVOERING, MELDPUNT_JEUGDPROSTITUTIE, MDA, CASUSOVERLEG, VOORLICHTING, BEREIKBAARHEID,
)  # fmt: skip


_GEKEURD: dict[
    tuple[tuple[str, date], ...], Werkproces
] = {}  # per keuze uit DIENSTEN: er zijn veel dagen en weinig keuzes


@cache
def diensten(op: date, regio: str | None = None) -> Werkproces:
    """Het werkproces van een regio op een dag, gekeurd."""
    proces = werkproces(DIENSTEN, op, regio)
    keuze = tuple((f"{soort.code} {' '.join(soort.regios)}", soort.geldig_vanaf) for soort in proces.diensten)
    if keuze not in _GEKEURD:
        _GEKEURD[keuze] = keur(proces)
    return _GEKEURD[keuze]


def stabiel(metingen: Iterable[Meting], op: date, regio: str | None = None) -> dict[str, date | Decimal | None]:
    """De velden `veilig_cijfer` en `stabiel_tot` van een Werkmonitoring, volgens de regel van de regio op die dag."""
    lagen = load.parameters(regio)
    cijfer, maanden = lagen.getal("monitoren.veilig_cijfer", op), int(lagen.getal("monitoren.stabiel", op))
    return {"veilig_cijfer": cijfer, "stabiel_tot": stabiel_tot(metingen, cijfer, maanden)}
