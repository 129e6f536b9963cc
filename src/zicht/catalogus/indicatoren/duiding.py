"""Inhoudelijke duiding: de zeven onderwerpen van de notitie, en de opbouw van de wachtlijst."""

from zicht.catalogus.indicatoren.jaarbeeld import JAARBEELD
from zicht.catalogus.indicatoren.productie import VERVOLGDIENST
from zicht.catalogus.indicatoren.snelheid import ONDERZOEK
from zicht.catalogus.indicatoren.voorraad import WACHTLIJST_BEOORDELING
from zicht.core.bronnen import Bron
from zicht.core.feiten import Activiteit, Advies, Dienst, Huisverbod, Melding
from zicht.core.uitsplitsingen import Groep, Uitsplitsing, naar
from zicht.core.voorwaarden import DagenTussen, Peildatum, Voorwaarde

_DUIDING = Bron("nhn-prestatie-indicatoren", "Inhoudelijke beleidsontwikkeling en duiding")
_MEER = "Een geval kan in meer groepen vallen; de groepen tellen op tot meer dan het totaal."
_WACHT = DagenTussen(Melding.ontvangen_op, Peildatum())

HOEDANIGHEID_ADVIESVRAGER = Uitsplitsing(
    code="hoedanigheid-adviesvrager",
    titel="Hoedanigheid van de adviesvrager",
    noemer_titel="adviezen",
    bron=_DUIDING,
    telt=Advies,
    periode_op=Advies.gestart_op,
    groepen=naar(Advies.hoedanigheid),
)

KANAAL_ADVIES = Uitsplitsing(
    code="kanaal-advies",
    titel="Hoe het advies werd gevraagd",
    noemer_titel="adviezen",
    bron=Bron("nog-jaarbeeld-2021", "Advies en ondersteuning (chatgesprekken)"),
    telt=Advies,
    periode_op=Advies.gestart_op,
    groepen=naar(Advies.kanaal),
)

AANLEIDING_ADVIES = Uitsplitsing(
    code="aanleiding-advies",
    titel="Waar het advies over ging",
    noemer_titel="adviezen",
    bron=Bron("nog-jaarbeeld-2021", "Advies en ondersteuning"),
    telt=Advies,
    periode_op=Advies.gestart_op,
    groepen=naar(Advies.aanleiding),
    meervoudig=True,
    keuzes=(_MEER,),
)

HOEDANIGHEID_MELDER = Uitsplitsing(
    code="hoedanigheid-melder",
    titel="Hoedanigheid van de melder",
    noemer_titel="meldingen",
    bron=_DUIDING,
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    groepen=naar(Melding.hoedanigheid),
)

AANLEIDING_MELDING = Uitsplitsing(
    code="aanleiding-melding",
    titel="Vormen van geweld: aanleiding van de melding",
    noemer_titel="meldingen",
    bron=_DUIDING,
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    groepen=naar(Melding.aanleiding),
    meervoudig=True,
    keuzes=(_MEER,),
)

VORMEN_VAN_GEWELD = Uitsplitsing(
    code="vormen-van-geweld",
    titel="Vormen van geweld: aard van het geweld",
    noemer_titel="meldingen",
    bron=_DUIDING,
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    groepen=naar(Melding.aard),
    meervoudig=True,
    keuzes=(_MEER,),
)

BETROKKENHEID = Uitsplitsing(
    code="betrokkenheid",
    titel="Meldingen tijdens eerdere betrokkenheid van Veilig Thuis",
    noemer_titel="meldingen",
    bron=Bron("cbs-statline", "85361NED, meldingen naar eerdere betrokkenheid"),
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    groepen=naar(Melding.tijdens),
)

RESULTAAT_ONDERZOEK = Uitsplitsing(
    code="resultaat-onderzoek",
    titel="Resultaten van onderzoek",
    noemer_titel="afgeronde onderzoeken",
    bron=_DUIDING,
    telt=Dienst,
    periode_op=Dienst.afgerond_op,
    noemer=ONDERZOEK,
    groepen=naar(Dienst.resultaat),
    meervoudig=True,
    keuzes=(_MEER,),
)

BESLUIT = Uitsplitsing(
    code="besluit",
    titel="Vervolg na de veiligheidsbeoordeling",
    noemer_titel="beoordeelde meldingen",
    bron=_DUIDING,
    telt=Melding,
    periode_op=Melding.beoordeeld_op,
    groepen=naar(Melding.besluit),
)

OVERGEDRAGEN_AAN = Uitsplitsing(
    code="overgedragen-aan",
    titel="Aan wie is overgedragen na de veiligheidsbeoordeling",
    noemer_titel="meldingen met besluit overdracht",
    bron=_DUIDING,
    telt=Melding,
    periode_op=Melding.beoordeeld_op,
    noemer={"het besluit is overdracht": Melding.besluit.is_("overdracht")},
    groepen=naar(Melding.overdracht_aan),
    meervoudig=True,
    keuzes=(_MEER,),
)

VERVOLGDIENST_SOORT = Uitsplitsing(
    code="vervolgdienst-soort",
    titel="Ingezette vervolgdiensten",
    noemer_titel="vervolgdiensten",
    bron=_DUIDING,
    telt=Dienst,
    periode_op=Dienst.toegewezen_op,
    noemer=VERVOLGDIENST,
    groepen=tuple(
        Groep(code, titel, Dienst.soort.is_(code))
        for code, titel in (("voorwaarden_en_vervolg", "Voorwaarden & Vervolg"), ("onderzoek", "onderzoek"))
    ),
)

HUISVERBODEN = Uitsplitsing(
    code="huisverboden",
    titel="Tijdelijke huisverboden",
    noemer_titel="beoordelingen voor een huisverbod",
    bron=_DUIDING,
    telt=Huisverbod,
    periode_op=Huisverbod.beoordeeld_op,
    groepen=(
        Groep("opgelegd", "opgelegd", Huisverbod.opgelegd_op.ingevuld()),
        Groep("verlengd", "verlengd", Huisverbod.verlengd_op.ingevuld()),
        Groep("niet_opgelegd", "niet opgelegd", ~Huisverbod.opgelegd_op.ingevuld()),
    ),
    meervoudig=True,
    keuzes=("Telt in de periode van de beoordeling; een verlengd huisverbod telt ook als opgelegd.",),
)

MDA = Uitsplitsing(
    code="mda",
    titel="MDA++ en casusoverleg",
    noemer_titel="diensten MDA++",
    bron=_DUIDING,
    telt=Dienst,
    periode_op=Dienst.toegewezen_op,
    noemer={"de dienst is MDA++": Dienst.soort.is_("mda")},
    groepen=(
        Groep("loopt", "loopt nog", ~Dienst.afgerond_op.ingevuld()),
        Groep("afgerond", "afgerond", Dienst.afgerond_op.ingevuld()),
    ),
)

ACTIVITEITEN = Uitsplitsing(
    code="activiteiten",
    titel="Voorlichting en overleg",
    noemer_titel="geregistreerde activiteiten",
    bron=Bron("nog-meerjarenbegroting-2025", "Kernprestaties, 11, 14 en 15"),
    telt=Activiteit,
    periode_op=Activiteit.datum,
    groepen=naar(Activiteit.soort),
    keuzes=("Telt registraties; het aantal bijeenkomsten staat in het veld aantal.",),
)

WACHTLIJST_URGENTIE = Uitsplitsing(
    code="wachtlijst-urgentie",
    titel="Wachtlijst naar urgentie",
    noemer_titel="wachtende meldingen",
    bron=Bron("nhn-prestatie-indicatoren", "Toelichting, screenen op urgentie"),
    telt=Melding,
    noemer=WACHTLIJST_BEOORDELING.noemer,
    groepen=naar(Melding.urgentie),
)

_GRENZEN = (8, 15, 29, 57)  # keuze: tot een week, twee weken, vier weken, acht weken, langer


def _leeftijd(van: int, tot: int | None) -> Voorwaarde:
    vanaf = van <= _WACHT
    return vanaf if tot is None else vanaf & (tot > _WACHT)


WACHTLIJST_LEEFTIJD = Uitsplitsing(
    code="wachtlijst-leeftijd",
    titel="Wachtlijst naar wachttijd",
    noemer_titel="wachtende meldingen",
    bron=Bron("nhn-prestatie-indicatoren", "Beschrijvende indicatoren, d (omvang wachtlijst)"),
    telt=Melding,
    noemer=WACHTLIJST_BEOORDELING.noemer,
    groepen=tuple(
        Groep(f"vanaf_{van}", titel, _leeftijd(van, tot))
        for van, tot, titel in zip(
            (0, *_GRENZEN),
            (*_GRENZEN, None),
            ("tot en met 7 dagen", "8 tot en met 14 dagen", "15 tot en met 28 dagen", "29 tot en met 56 dagen",
             "57 dagen of langer"),
            strict=True,
        )
    ),
    keuzes=("Kalenderdagen van ontvangst tot de peildatum; de grenzen zijn een keuze van Zicht.",),
)  # fmt: skip

UITSPLITSINGEN: tuple[Uitsplitsing, ...] = (
    HOEDANIGHEID_ADVIESVRAGER, KANAAL_ADVIES, AANLEIDING_ADVIES, HOEDANIGHEID_MELDER, AANLEIDING_MELDING,
    VORMEN_VAN_GEWELD, BETROKKENHEID, RESULTAAT_ONDERZOEK, BESLUIT, OVERGEDRAGEN_AAN, VERVOLGDIENST_SOORT,
    HUISVERBODEN, MDA, ACTIVITEITEN, WACHTLIJST_URGENTIE, WACHTLIJST_LEEFTIJD, *JAARBEELD,
)  # fmt: skip
