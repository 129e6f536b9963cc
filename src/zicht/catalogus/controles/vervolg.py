"""Wat klaar moet zijn voor een overdracht, Voorwaarden & Vervolg of een onderzoek eindigt."""

from zicht.catalogus.controles.maken import Alleen, Maker
from zicht.core.bronnen import Bron
from zicht.core.voorwaarden import En, Niet, Of
from zicht.core.werkfeiten import Werkdienst, Werkoverdracht
from zicht.core.werkproces import Controle

_NOG = "nog-meerjarenbegroting-2025"
_NHN = "nhn-programmabegroting-2019"
_OVERDRACHT = Maker(Werkoverdracht, Bron(_NOG, "hoofdstuk 7, dienst 5: afspraken, schriftelijk bevestigd aan beide"))
_NA_DIENST = Maker(Werkoverdracht, Bron(_NOG, "hoofdstuk 7, dienst 8: onderwerpen van het overdrachtsgesprek"))
_VV = Maker(Werkdienst, Bron(_NHN, "4.5 Voorwaarden en Vervolg"))
_REGIE = Maker(Werkdienst, Bron(_NOG, "hoofdstuk 7, dienst 6: afspraken over de regie"))
_KINDEREN = Maker(Werkdienst, Bron(_NOG, "hoofdstuk 7, dienst 6: kinderen vanaf vier jaar spreken, jongere zien"))
_ONDERZOEK = Maker(Werkdienst, Bron(_NOG, "hoofdstuk 7, dienst 7"))

_AANVAARD = (
    _OVERDRACHT.ingevuld(
        "WO-01", "Vastgelegd is aan wie wordt overgedragen", Werkoverdracht.overdracht_aan,
        "Leg vast aan wie u overdraagt: het gezin, lopende hulp of het lokale team.",
    ),
    _OVERDRACHT.ja(
        "WO-02", "De ontvanger heeft aanvaard", Werkoverdracht.overdracht_aanvaard,
        "Wacht tot de ontvanger de overdracht aanvaardt. Weigert de ontvanger, zoek dan een andere.",
    ),
    _OVERDRACHT.ja(
        "WO-03", "Afgesproken is wie het veiligheidsplan maakt", Werkoverdracht.afspraak_veiligheidsplan,
        "Spreek af wie het veiligheidsplan maakt.",
    ),
    _OVERDRACHT.ja(
        "WO-04", "Afgesproken is wie toezicht houdt", Werkoverdracht.afspraak_toezicht,
        "Spreek af wie het plan uitvoert en wie zicht op de veiligheid houdt.",
    ),
    _OVERDRACHT.ja(
        "WO-05", "Afgesproken is wie Veilig Thuis belt als het weer onveilig wordt", Werkoverdracht.afspraak_terugmelden,
        "Spreek af wie contact opneemt met Veilig Thuis als het weer onveilig wordt.",
    ),
    _OVERDRACHT.ingevuld(
        "WO-06", "Gezin en ontvanger kregen dezelfde bevestiging", Werkoverdracht.bevestigd_op,
        "Stuur het gezin en de ontvanger dezelfde schriftelijke bevestiging.",
    ),
    Maker(Werkoverdracht, Bron("nhn-prestatie-indicatoren", "Inhoudelijke doorontwikkeling, eerste punt")).ingevuld(
        "WO-07", "De dag waarop de hulp begon is bekend", Werkoverdracht.hulp_gestart_op,
        "Vraag na op welke dag de hulp echt is begonnen.", mag_zonder=True,
    ),
)  # fmt: skip

OVERDRACHT_NA_BEOORDELING: tuple[Controle, ...] = _AANVAARD

OVERDRACHT_NA_DIENST: tuple[Controle, ...] = (
    *_AANVAARD,
    _NA_DIENST.ingevuld(
        "WO-08", "Er is een overdrachtsgesprek geweest", Werkoverdracht.gesprek_op,
        "Houd een overdrachtsgesprek; telefonisch mag.",
    ),
    _NA_DIENST.ja(
        "WO-09", "De betrokkenen waren bij het gesprek", Werkoverdracht.betrokkenen_bij_gesprek,
        "Betrek de betrokkenen bij het gesprek, of leg vast waarom niet.", mag_zonder=True,
    ),
    _NA_DIENST.ja(
        "WO-10", "De veiligheidsvoorwaarden zijn overgedragen", Werkoverdracht.voorwaarden_overgedragen,
        "Draag de veiligheidsvoorwaarden over.",
    ),
    _NA_DIENST.ja(
        "WO-11", "De doelen voor zorg en herstel zijn besproken", Werkoverdracht.doelen_besproken,
        "Bespreek de doelen voor risicogestuurde en herstelgerichte zorg.",
    ),
    _NA_DIENST.ja(
        "WO-12", "Het monitoren is afgesproken", Werkoverdracht.afspraak_monitoren,
        "Spreek af wie monitort, waarop en wanneer.",
    ),
)  # fmt: skip

_KIND = (
    _KINDEREN.nul(
        "WK-01", "Kinderen vanaf vier jaar zijn gesproken", Werkdienst.kinderen_vanaf_vier_niet_gesproken,
        "Spreek elk kind vanaf vier jaar, of leg per kind de zwaarwegende reden vast. "
        "Nog te doen: {kinderen_vanaf_vier_niet_gesproken}.",
    ),
    _KINDEREN.nul(
        "WK-02", "Kinderen tot vier jaar zijn gezien", Werkdienst.kinderen_onder_vier_niet_gezien,
        "Zie elk kind tot vier jaar, of leg per kind de reden vast. Nog te doen: {kinderen_onder_vier_niet_gezien}.",
    ),
)  # fmt: skip

_MINSTENS_EEN = Werkdienst.aantal_voorwaarden > 0

VOORWAARDEN_EN_VERVOLG: tuple[Controle, ...] = (
    *_KIND,
    Controle(
        code="WV-01",
        titel="Er zijn veiligheidsvoorwaarden",
        over=Werkdienst,
        dan=_MINSTENS_EEN,
        boodschap="Stel veiligheidsvoorwaarden vast. Nu vastgesteld: {aantal_voorwaarden}.",
        bron=Bron(_NHN, "4.5: bij deze dienst altijd veiligheidsvoorwaarden"),
        goed=({"aantal_voorwaarden": 1},),
        fout=({"aantal_voorwaarden": 0}, {"aantal_voorwaarden": None}),
    ),
    _VV.ingevuld(
        "WV-02", "Er is een veiligheidsplan", Werkdienst.veiligheidsplan_op,
        "Maak een veiligheidsplan met de betrokkenen en hun netwerk, en leg de dag vast.",
    ),
    _VV.ja(
        "WV-03", "Schade en herstel zijn bekeken", Werkdienst.schade_bekeken,
        "Leg vast of er schade is en wat er voor herstel nodig is.",
    ),
    _REGIE.ingevuld(
        "WV-04", "Vastgelegd is wie de regie voert", Werkdienst.regie_bij,
        "Spreek af wie de regie voert over de leefgebieden.",
    ),
    _VV.ja(
        "WV-05", "Het monitoren is afgesproken", Werkdienst.monitoring_afgesproken,
        "Maak afspraken over het monitoren en plan de momenten.",
    ),
)  # fmt: skip


def _met_uitkomst(vorm: str) -> Of:
    return Of(tuple(Werkdienst.resultaat.bevat(f"{vorm}_{uit}") for uit in ("bevestigd", "niet_bevestigd", "weerlegd")))


_VOORTIJDIG = Of(
    tuple(Werkdienst.resultaat.bevat(f"voortijdig_{hoe}") for hoe in ("vertrokken", "verhuisd", "overleden"))
)
_BEVESTIGD = Of((Werkdienst.resultaat.bevat("hg_bevestigd"), Werkdienst.resultaat.bevat("km_bevestigd")))
_WEERLEGD = Of((Werkdienst.resultaat.bevat("hg_weerlegd"), Werkdienst.resultaat.bevat("km_weerlegd")))
# Wie weg is kan niet meer worden gesproken; dan vragen alleen plan en resultaat nog iets.
_NIET_VOORTIJDIG = Alleen(Niet(_VOORTIJDIG), {"resultaat": ";hg_bevestigd;"}, {"resultaat": ";voortijdig_overleden;"})
_BIJ_BEVESTIGD = Alleen(_BEVESTIGD, {"resultaat": ";km_bevestigd;"}, {"resultaat": ";km_weerlegd;"})
_BIJ_WEERLEGD = Alleen(
    En((_WEERLEGD, Niet(_BEVESTIGD))), {"resultaat": ";hg_weerlegd;"}, {"resultaat": ";hg_weerlegd;km_bevestigd;"}
)

ONDERZOEK: tuple[Controle, ...] = (
    Maker(Werkdienst, Bron("toetsingskader-stap-2", "Onderzoek heeft altijd een plan van aanpak")).ingevuld(
        "WZ-01", "Er is een plan van aanpak", Werkdienst.plan_van_aanpak_op, "Maak een plan van aanpak.",
    ),
    Maker(Werkdienst, Bron("informatieprotocol", "Onderzoek: uitkomst")).ingevuld(
        "WZ-02", "Er is een resultaat", Werkdienst.resultaat, "Leg het resultaat van het onderzoek vast.",
    ),
    Controle(
        code="WZ-03",
        titel="Er is een resultaat over huiselijk geweld als het vermoeden daarover gaat",
        over=Werkdienst,
        als=Werkdienst.vermoeden_huiselijk_geweld.is_("ja"),
        dan=Of((_met_uitkomst("hg"), _VOORTIJDIG)),
        boodschap="Leg vast of huiselijk geweld is bevestigd, niet bevestigd of weerlegd.",
        bron=Bron("informatieprotocol", "Onderzoek: uitkomst per vorm van geweld"),
        goed=(
            {"vermoeden_huiselijk_geweld": "ja", "resultaat": ";hg_niet_bevestigd;"},
            {"vermoeden_huiselijk_geweld": "ja", "resultaat": ";voortijdig_verhuisd;"},
            {"vermoeden_huiselijk_geweld": "nee", "resultaat": ";km_bevestigd;"},
        ),
        fout=({"vermoeden_huiselijk_geweld": "ja", "resultaat": ";km_bevestigd;"}, {"vermoeden_huiselijk_geweld": "ja"}),
    ),
    Controle(
        code="WZ-04",
        titel="Er is een resultaat over kindermishandeling als het vermoeden daarover gaat",
        over=Werkdienst,
        als=Werkdienst.vermoeden_kindermishandeling.is_("ja"),
        dan=Of((_met_uitkomst("km"), _VOORTIJDIG)),
        boodschap="Leg vast of kindermishandeling is bevestigd, niet bevestigd of weerlegd.",
        bron=Bron("informatieprotocol", "Onderzoek: uitkomst per vorm van geweld"),
        goed=(
            {"vermoeden_kindermishandeling": "ja", "resultaat": ";km_weerlegd;"},
            {"vermoeden_kindermishandeling": "ja", "resultaat": ";voortijdig_vertrokken;"},
            {"vermoeden_kindermishandeling": "nee", "resultaat": ";hg_bevestigd;"},
        ),
        fout=(
            {"vermoeden_kindermishandeling": "ja", "resultaat": ";hg_bevestigd;"},
            {"vermoeden_kindermishandeling": None, "resultaat": ";hg_bevestigd;"},
        ),
    ),
    _ONDERZOEK.nul(
        "WZ-05", "De volwassenen zijn gesproken", Werkdienst.volwassenen_niet_gesproken,
        "Spreek elke volwassen betrokkene, of leg vast waarom niet. Nog te doen: {volwassenen_niet_gesproken}.",
        _NIET_VOORTIJDIG,
    ),
    _ONDERZOEK.nul(
        "WZ-06", "Kinderen vanaf vier jaar zijn gesproken", Werkdienst.kinderen_vanaf_vier_niet_gesproken,
        "Spreek elk kind vanaf vier jaar, of leg per kind de zwaarwegende reden vast. "
        "Nog te doen: {kinderen_vanaf_vier_niet_gesproken}.", _NIET_VOORTIJDIG,
    ),
    _ONDERZOEK.nul(
        "WZ-07", "Kinderen tot vier jaar zijn gezien", Werkdienst.kinderen_onder_vier_niet_gezien,
        "Zie elk kind tot vier jaar, of leg per kind de reden vast. Nog te doen: {kinderen_onder_vier_niet_gezien}.",
        _NIET_VOORTIJDIG,
    ),
    Controle(
        code="WZ-08",
        titel="Er is minstens een informant gesproken",
        over=Werkdienst,
        als=_NIET_VOORTIJDIG.als,
        dan=Werkdienst.informanten_gesproken > 0,
        boodschap="Spreek de professionals die contact hebben met het gezin. Nu gesproken: {informanten_gesproken}.",
        bron=_ONDERZOEK.bron,
        goed=(
            {"resultaat": ";hg_bevestigd;", "informanten_gesproken": 1},
            {"resultaat": ";voortijdig_overleden;", "informanten_gesproken": 0},
        ),
        fout=({"resultaat": ";hg_bevestigd;", "informanten_gesproken": 0},),
        te_overrulen=True,
    ),
    _ONDERZOEK.ingevuld(
        "WZ-09", "De rapportage is met de betrokkenen besproken", Werkdienst.rapport_besproken_op,
        "Bespreek de hele onderzoeksrapportage in een persoonlijk gesprek.", _NIET_VOORTIJDIG,
    ),
    Controle(
        code="WZ-10",
        titel="Bij een bevestigd vermoeden zijn er veiligheidsvoorwaarden",
        over=Werkdienst,
        als=_BEVESTIGD,
        dan=_MINSTENS_EEN,
        boodschap="Het geweld is bevestigd. Stel veiligheidsvoorwaarden vast; nu vastgesteld: {aantal_voorwaarden}.",
        bron=Bron(_NHN, "4.6 Onderzoek: bij bevestiging veiligheidsvoorwaarden"),
        goed=(
            {"resultaat": ";hg_bevestigd;", "aantal_voorwaarden": 2},
            {"resultaat": ";hg_weerlegd;", "aantal_voorwaarden": 0},
        ),
        fout=(
            {"resultaat": ";hg_bevestigd;", "aantal_voorwaarden": 0},
            {"resultaat": ";hg_weerlegd;km_bevestigd;", "aantal_voorwaarden": None},
        ),
    ),
    Maker(Werkdienst, Bron(_NHN, "4.6 Onderzoek: afspraken over het monitoren")).ja(
        "WZ-11", "Bij een bevestigd vermoeden is het monitoren afgesproken", Werkdienst.monitoring_afgesproken,
        "Het geweld is bevestigd. Maak afspraken over het monitoren.", _BIJ_BEVESTIGD,
    ),
    Maker(Werkdienst, Bron(_NOG, "hoofdstuk 7, dienst 7: wijzen op het recht het dossier te vernietigen")).ja(
        "WZ-12", "Bij een weerlegd vermoeden is gewezen op vernietigen", Werkdienst.gewezen_op_vernietiging,
        "Het vermoeden is weerlegd. Wijs de betrokkenen op hun recht om het dossier te laten vernietigen.",
        _BIJ_WEERLEGD,
    ),
)  # fmt: skip
