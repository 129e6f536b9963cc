"""Wat klaar moet zijn voor het monitoren of zicht op veiligheid stopt, of een dossier sluit."""

from datetime import date
from decimal import Decimal

from zicht.catalogus.controles.maken import Maker
from zicht.core.bronnen import Bron
from zicht.core.voorwaarden import Of
from zicht.core.werkfeiten import Werkdienst, Werkdossier, Werkmonitoring
from zicht.core.werkproces import Controle

_NOG = "nog-meerjarenbegroting-2025"
_NHN = "nhn-programmabegroting-2019"
_HALF_JAAR = Bron(
    "nhn-prestatie-indicatoren", "Recidive: minimaal een half jaar veiligheid met een score van 6 of hoger"
)
_MONITOREN = Maker(Werkmonitoring, Bron(_NHN, "4.8 Monitoren"))
_ZICHT = Maker(Werkdienst, Bron(_NOG, "hoofdstuk 7, dienst 10"))
_DOSSIER = Maker(Werkdossier, Bron("nhn-prestatie-indicatoren", "Recidive: wanneer een dossier sluit"))

_GEHOUDEN = _MONITOREN.nul(
    "WN-01", "De geplande momenten zijn gehouden", Werkmonitoring.open_monitormomenten,
    "Houd de geplande momenten, of haal ze met een reden weg. Nog open: {open_monitormomenten}.",
)  # fmt: skip
_VOORWAARDEN = _MONITOREN.ja(
    "WN-02", "Aan de veiligheidsvoorwaarden is voldaan", Werkmonitoring.voorwaarden_nagekomen,
    "Ga na of aan de veiligheidsvoorwaarden is voldaan.",
)  # fmt: skip
_HERSTEL = _MONITOREN.ja(
    "WN-03", "Herstel van schade is nagegaan", Werkmonitoring.herstel_nagegaan,
    "Ga na of er aan herstel van de schade wordt gewerkt.",
)  # fmt: skip
_VERVOLGSTAP = Controle(
    code="WN-04",
    titel="Het is veilig genoeg, of er is een vervolgstap",
    over=Werkmonitoring,
    dan=Of((Werkmonitoring.laatste_cijfer >= Werkmonitoring.veilig_cijfer, Werkmonitoring.vervolgstap.ingevuld())),
    boodschap="Het laatste veiligheidscijfer is {laatste_cijfer}; veilig genoeg is {veilig_cijfer} of hoger. "
    "Leg de vervolgstap vast.",
    bron=Bron(_NOG, "hoofdstuk 7, dienst 9: de beste vervolgstap als het onvoldoende veilig is"),
    goed=(
        {"laatste_cijfer": Decimal(6), "veilig_cijfer": Decimal(6)},
        {"laatste_cijfer": Decimal(4), "veilig_cijfer": Decimal(6), "vervolgstap": "nieuwe melding"},
    ),
    fout=({"laatste_cijfer": Decimal("5.5"), "veilig_cijfer": Decimal(6)}, {"veilig_cijfer": Decimal(6)}),
)

MONITOREN: tuple[Controle, ...] = (
    _GEHOUDEN,
    _VOORWAARDEN,
    _HERSTEL,
    _VERVOLGSTAP,
    Controle(
        code="WN-05",
        titel="Het is lang genoeg stabiel veilig, of er is een vervolgstap",
        over=Werkmonitoring,
        dan=Of((Werkmonitoring.laatst_gemeten_op >= Werkmonitoring.stabiel_tot, Werkmonitoring.vervolgstap.ingevuld())),
        boodschap="Het monitoren stopt pas als het lang genoeg stabiel veilig is. "
        "Nodig: een meting op of na {stabiel_tot}. Laatste meting: {laatst_gemeten_op}.",
        bron=_HALF_JAAR,
        goed=(
            {"laatst_gemeten_op": date(2025, 9, 1), "stabiel_tot": date(2025, 9, 1)},
            {"laatst_gemeten_op": date(2025, 4, 1), "vervolgstap": "nieuwe melding"},
        ),
        fout=(
            {"laatst_gemeten_op": date(2025, 8, 31), "stabiel_tot": date(2025, 9, 1)},
            {"laatst_gemeten_op": date(2025, 4, 1), "stabiel_tot": None},
        ),
        te_overrulen=True,
    ),
)

_TWEE_MOMENTEN = Bron(_NOG, "hoofdstuk 7, dienst 9: twee monitormomenten")
MONITOREN_TWEE_MOMENTEN: tuple[Controle, ...] = (
    _GEHOUDEN,
    _VOORWAARDEN,
    _HERSTEL,
    _VERVOLGSTAP,
    Controle(
        code="WN-06",
        titel="Een moment was met alle direct betrokkenen",
        over=Werkmonitoring,
        dan=Werkmonitoring.momenten_met_gezin > 0,
        boodschap="Houd een moment met alle direct betrokkenen. Nu gehouden: {momenten_met_gezin}.",
        bron=_TWEE_MOMENTEN,
        goed=({"momenten_met_gezin": 1},),
        fout=({"momenten_met_gezin": 0}, {}),
        te_overrulen=True,
    ),
    Controle(
        code="WN-07",
        titel="Een moment was met de volwassenen en de hulp",
        over=Werkmonitoring,
        dan=Werkmonitoring.momenten_met_hulp > 0,
        boodschap="Houd een moment met de volwassenen en de hulp. Nu gehouden: {momenten_met_hulp}.",
        bron=_TWEE_MOMENTEN,
        goed=({"momenten_met_hulp": 1},),
        fout=({"momenten_met_hulp": 0}, {}),
        te_overrulen=True,
    ),
)

ZICHT_OP_VEILIGHEID: tuple[Controle, ...] = (
    _ZICHT.ingevuld(
        "WR-01", "Er zijn veiligheidsafspraken", Werkdienst.veiligheidsafspraken_op,
        "Maak veiligheidsafspraken met de betrokkenen en de hulp.",
    ),
    _ZICHT.ingevuld(
        "WR-02", "De reden van het einde is vastgelegd", Werkdienst.einde_zicht,
        "Leg vast of de hulp of de maatregel het zicht op veiligheid heeft overgenomen.",
    ),
    _ZICHT.ingevuld(
        "WR-03", "Vastgelegd is wie zicht op de veiligheid houdt", Werkdienst.zicht_bij,
        "Leg vast wie vanaf nu zicht op de veiligheid houdt.",
    ),
)  # fmt: skip

DOSSIER_SLUITEN: tuple[Controle, ...] = (
    _DOSSIER.nul(
        "WD-01", "Elke melding heeft een besluit", Werkdossier.open_meldingen,
        "Neem een besluit over elke melding. Nog open: {open_meldingen}.",
    ),
    _DOSSIER.nul(
        "WD-02", "Elke dienst is afgerond", Werkdossier.open_diensten,
        "Rond elke dienst af. Nog open: {open_diensten}.",
    ),
    _DOSSIER.nul(
        "WD-03", "Elke overdracht is aanvaard", Werkdossier.open_overdrachten,
        "Wacht tot elke overdracht is aanvaard. Nog open: {open_overdrachten}.",
    ),
    _DOSSIER.nul(
        "WD-04", "Er staat geen moment van monitoren meer open", Werkdossier.open_monitormomenten,
        "Houd de geplande momenten van monitoren. Nog open: {open_monitormomenten}.",
    ),
    _DOSSIER.nul(
        "WD-05", "Er loopt geen huisverbod meer", Werkdossier.open_huisverboden,
        "Sluit eerst het huisverbod af. Nog open: {open_huisverboden}.",
    ),
    Maker(Werkdossier, Bron(_NHN, "4.8 Monitoren: altijd na Voorwaarden en Vervolg en na onderzoek")).nul(
        "WD-06", "Na elke vervolgdienst is gemonitord", Werkdossier.zonder_monitoren,
        "Monitor na Voorwaarden & Vervolg en na een onderzoek. Diensten zonder monitoren: {zonder_monitoren}.",
        mag_zonder=True,
    ),
    Maker(Werkdossier, Bron("wmo-2015", "artikel 4.1.1: de melder op de hoogte stellen van de stappen")).nul(
        "WD-07", "Elke melder kreeg een terugkoppeling", Werkdossier.niet_teruggekoppeld,
        "Laat elke melder weten welke stappen zijn gezet. Nog te doen: {niet_teruggekoppeld}.", mag_zonder=True,
    ),
    Maker(Werkdossier, Bron("wmo-2015", "artikel 5.3.1: betrokkene laten weten dat gegevens zijn vastgelegd")).nul(
        "WD-08", "Elke betrokkene weet dat er gegevens zijn vastgelegd", Werkdossier.niet_geinformeerd,
        "Laat elke betrokkene weten dat er gegevens zijn vastgelegd. Nog te doen: {niet_geinformeerd}.",
        mag_zonder=True,
    ),
    Maker(Werkdossier, Bron("zicht-keuze", "een klacht houdt het dossier niet open, maar wie sluit ziet haar")).nul(
        "WD-09", "Er loopt geen klacht", Werkdossier.open_klachten,
        "Er loopt nog een klacht. Nog open: {open_klachten}.", mag_zonder=True,
    ),
    Maker(Werkdossier, Bron("zicht-feitenformaat", "tabel dossier, sluitroute")).ingevuld(
        "WD-10", "De sluitroute is vastgelegd", Werkdossier.sluitroute, "Leg vast hoe het dossier sluit.",
    ),
)  # fmt: skip
