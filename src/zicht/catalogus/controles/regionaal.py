"""Wat klaar moet zijn voor een tijdelijk huisverbod of een andere regionale dienst eindigt."""

from datetime import date

from zicht.catalogus.controles.maken import Alleen, Maker
from zicht.core.bronnen import Bron
from zicht.core.voorwaarden import Of
from zicht.core.werkfeiten import Werkdienst, Werkhuisverbod
from zicht.core.werkproces import Controle

_NOG = "nog-meerjarenbegroting-2025"
_BEOORDELING = Maker(Werkhuisverbod, Bron(_NOG, "hoofdstuk 7, dienst 12"))
_UITVOERING = Maker(Werkhuisverbod, Bron(_NOG, "hoofdstuk 7, dienst 12a"))
_WET = Bron("wet-tijdelijk-huisverbod", "artikel 9: hoogstens vier weken vanaf het opleggen")
_OPGELEGD = Alleen(Werkhuisverbod.opgelegd.is_("ja"), {"opgelegd": "ja"}, {"opgelegd": "nee"})

HUISVERBOD_BEOORDELING: tuple[Controle, ...] = (
    _BEOORDELING.ja(
        "WT-01", "De betrokkenen zijn gesproken", Werkhuisverbod.betrokkenen_gesproken,
        "Spreek met de hulpofficier de uithuisgeplaatste, de achterblijver en de kinderen.", mag_zonder=True,
    ),
    _BEOORDELING.ja(
        "WT-02", "De hulpofficier kreeg advies bij de risicotaxatie", Werkhuisverbod.advies_hulpofficier,
        "Adviseer de hulpofficier bij de risicotaxatie.",
    ),
    _BEOORDELING.ingevuld(
        "WT-03", "Vastgelegd is of het huisverbod is opgelegd", Werkhuisverbod.opgelegd,
        "Leg vast of de burgemeester het huisverbod heeft opgelegd.",
    ),
    _BEOORDELING.ingevuld(
        "WT-04", "De dag van oplegging is vastgelegd", Werkhuisverbod.opgelegd_op,
        "Leg de dag van oplegging vast; dan beginnen de termijnen.", _OPGELEGD,
    ),
)  # fmt: skip

HUISVERBOD_UITVOERING: tuple[Controle, ...] = (
    _UITVOERING.ingevuld(
        "WT-05", "Er zijn veiligheidsafspraken", Werkhuisverbod.veiligheidsafspraken_op,
        "Maak veiligheidsafspraken voor de duur van het huisverbod.",
    ),
    _UITVOERING.ingevuld(
        "WT-06", "De burgemeester kreeg advies", Werkhuisverbod.advies_op,
        "Adviseer de burgemeester op dag zeven of acht over aflopen of verlengen.",
    ),
    _UITVOERING.ja(
        "WT-07", "De hulp is op gang gebracht", Werkhuisverbod.hulp_geregeld, "Breng passende hulp op gang.",
    ),
    Controle(
        code="WT-08",
        titel="Het multidisciplinair overleg was voor het einde",
        over=Werkhuisverbod,
        dan=Werkhuisverbod.overleg_op <= Werkhuisverbod.beeindigd_op,
        boodschap="Houd het multidisciplinair overleg voor u het huisverbod afsluit. "
        "Overleg: {overleg_op}; einde: {beeindigd_op}.",
        bron=_UITVOERING.bron,
        goed=({"overleg_op": date(2025, 3, 12), "beeindigd_op": date(2025, 3, 13)},),
        fout=(
            {"overleg_op": date(2025, 3, 14), "beeindigd_op": date(2025, 3, 13)},
            {"beeindigd_op": date(2025, 3, 13)},
        ),
        te_overrulen=True,
    ),
    Controle(
        code="WT-09",
        titel="Het huisverbod duurt niet langer dan de wet toelaat",
        over=Werkhuisverbod,
        dan=Werkhuisverbod.einde_op <= Werkhuisverbod.uiterste_einde_op,
        boodschap="Het huisverbod loopt tot en met {einde_op}; het mag duren tot en met {uiterste_einde_op}.",
        bron=_WET,
        goed=({"einde_op": date(2025, 3, 31), "uiterste_einde_op": date(2025, 3, 31)},),
        fout=(
            {"einde_op": date(2025, 4, 1), "uiterste_einde_op": date(2025, 3, 31)},
            {"uiterste_einde_op": date(2025, 3, 31)},
        ),
    ),
)  # fmt: skip

MELDPUNT_JEUGDPROSTITUTIE: tuple[Controle, ...] = (
    Controle(
        code="WR-04",
        titel="De melding is doorverwezen, of Veilig Thuis doet de zorgcoördinatie",
        over=Werkdienst,
        dan=Of((Werkdienst.doorverwezen_naar.ingevuld(), Werkdienst.zorgcoordinatie.is_("ja"))),
        boodschap="Verwijs door, of leg vast dat Veilig Thuis de zorgcoördinatie doet.",
        bron=Bron(_NOG, "hoofdstuk 7, dienst 13 en 13a"),
        goed=({"doorverwezen_naar": "procesregisseur"}, {"zorgcoordinatie": "ja"}),
        fout=({"zorgcoordinatie": "nee"}, {}),
    ),
)

MDA: tuple[Controle, ...] = (
    Maker(Werkdienst, Bron("nhn-programmabegroting-2019", "2.2 Maatschappijgericht: MDA++ met casemanagement")).ingevuld(
        "WR-05", "Vastgelegd is wie het casemanagement doet", Werkdienst.casemanager,
        "Leg vast wie het casemanagement doet.",
    ),
    Maker(Werkdienst, Bron("nhn-programmabegroting-2019", "2.2 Maatschappijgericht: MDA++ tegen herhaling")).ingevuld(
        "WR-06", "Vastgelegd is wie zicht op de veiligheid houdt", Werkdienst.zicht_bij,
        "Leg vast wie zicht op de veiligheid houdt.",
    ),
)  # fmt: skip
