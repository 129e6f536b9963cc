"""De getypeerde belofte van elke feitentabel: het Feitenformaat, versie 1, plus de afgeleide velden.

Hieruit komen het JSON Schema, de controle bij het inlezen, de naslagpagina en de velden van de voorwaardentaal.
De afgeleide velden (`afgeleid=True`) staan niet in een bestand: ze worden een keer per gegevensset bepaald, zodat
indicatoren geen koppelingen nodig hebben.
"""

from dataclasses import dataclass
from typing import ClassVar

from zicht.core.codelijsten import (
    AANLEIDING,
    AARD,
    ACTIVITEIT,
    BESLUIT,
    DIENST,
    DOELGROEP,
    GESLACHT,
    HOEDANIGHEID,
    KANAAL,
    MOMENT,
    MONITOREN_MET,
    OORDEEL,
    OVERDRACHT_AAN,
    RECIDIVEROUTE,
    RESULTAAT,
    ROL,
    SLUITROUTE,
    SOORT_ADVIES,
    TERMIJN,
    TIJDENS,
    URGENTIE,
)
from zicht.core.voorwaarden import Codelijst, Soort, Veld

FORMAAT = 1


def _id(omschrijving: str, *, verplicht: bool = False, verwijst: str | None = None) -> Veld:
    return Veld(Soort.ID, omschrijving, verplicht=verplicht, verwijst=verwijst)


def _datum(omschrijving: str, *, verplicht: bool = False, afgeleid: bool = False) -> Veld:
    return Veld(Soort.DATUM, omschrijving, verplicht=verplicht, afgeleid=afgeleid)


def _code(codes: Codelijst, omschrijving: str, *, verplicht: bool = False, gedateerd_door: str | None = None) -> Veld:
    return Veld(Soort.CODE, omschrijving, verplicht=verplicht, codes=codes, gedateerd_door=gedateerd_door)


def _codes(codes: Codelijst, omschrijving: str, *, gedateerd_door: str | None = None) -> Veld:
    return Veld(Soort.CODES, omschrijving, codes=codes, gedateerd_door=gedateerd_door)


def _janee(omschrijving: str, *, gedateerd_door: str | None = None) -> Veld:
    return Veld(Soort.JANEE, omschrijving, gedateerd_door=gedateerd_door)


def _afgeleid(
    soort: Soort, omschrijving: str, codes: Codelijst | None = None, gedateerd_door: str | None = None
) -> Veld:
    return Veld(soort, omschrijving, codes=codes, gedateerd_door=gedateerd_door, afgeleid=True)


def _geregistreerd() -> Veld:
    return _datum("Dag waarop de rij in de registratie is ingevoerd; leeg als die dag niet is bewaard.")


def _gemeente() -> Veld:
    return _id("Gemeente, als CBS-code.", verwijst="gemeente")


def _regio(gedateerd_door: str | None = None) -> Veld:
    uitleg = "Regio van het feit: eigen kolom, anders die van de gemeente of de gegevensset."
    return _afgeleid(Soort.TEKST, uitleg, gedateerd_door=gedateerd_door)


def _gemeente_van_dossier() -> Veld:
    return _afgeleid(Soort.ID, "Gemeente van het dossier.", gedateerd_door="gemeente_bekend_op")


def _bekend_op(wat: str) -> Veld:
    return _datum(f"Dag vanaf welke de {wat} bekend is: de opening van het dossier.", afgeleid=True)


@dataclass(frozen=True)
class Tabel:
    """Een tabel van het Feitenformaat: kolommen in de volgorde van het formaat, sleutel, en of ze er moet zijn."""

    naam: str
    kolommen: tuple[Veld, ...]
    sleutel: tuple[str, ...]
    verplicht: bool
    omschrijving: str
    bestaat_op: str | None  # verplichte datum vanaf welke de rij bestaat

    def kolom(self, naam: str) -> Veld:
        """De kolom met deze naam."""
        return next(kolom for kolom in self.kolommen if kolom.naam == naam)


Kolom = Veld


class Feit:
    """Basis van alle feiten; een subklasse is een tabel, haar velden zijn de kolommen."""

    sleutel: ClassVar[tuple[str, ...]] = ()
    tabel_verplicht: ClassVar[bool] = False
    bestaat_op: ClassVar[str | None] = None

    @classmethod
    def tabelnaam(cls) -> str:
        """De naam van de tabel."""
        return cls.__name__.lower()

    @classmethod
    def velden(cls) -> tuple[Veld, ...]:
        """Alle velden, ook de afgeleide, in de volgorde van het formaat."""
        return tuple(waarde for waarde in vars(cls).values() if isinstance(waarde, Veld))

    @classmethod
    def tabel(cls) -> Tabel:
        """De tabel in het Feitenformaat."""
        kolommen = tuple(veld for veld in cls.velden() if not veld.afgeleid)
        omschrijving = (cls.__doc__ or "").strip()
        return Tabel(cls.tabelnaam(), kolommen, cls.sleutel, cls.tabel_verplicht, omschrijving, cls.bestaat_op)


class Gemeente(Feit):
    """Een gemeente met haar inwoners en jeugdigen op 1 januari van een jaar."""

    sleutel = ("gemeente", "jaar")
    tabel_verplicht = True
    gemeente = Veld(Soort.ID, "CBS-code, zoals GM0197.", verplicht=True)
    naam = Veld(Soort.TEKST, "Naam van de gemeente.", verplicht=True)
    regio = Veld(Soort.TEKST, "Veilig Thuis-regio.")
    inwoners = Veld(Soort.GEHEEL, "Inwoners op 1 januari van `jaar`.", bereik=(0, 20_000_000))
    jeugdigen = Veld(Soort.GEHEEL, "Minderjarigen op 1 januari van `jaar`.", bereik=(0, 5_000_000))
    jaar = Veld(Soort.GEHEEL, "Jaar waarvoor de aantallen gelden.", bereik=(1990, 2100))


class Dossier(Feit):
    """Een dossier over een gezin of huishouden."""

    sleutel = ("dossier_id",)
    tabel_verplicht = True
    bestaat_op = "geopend_op"
    dossier_id = _id("Kenmerk van het dossier.", verplicht=True)
    regio = Veld(Soort.TEKST, "Veilig Thuis-regio.")
    gemeente = _gemeente()
    geopend_op = _datum("Dag waarop het dossier openging.", verplicht=True)
    gesloten_op = _datum("Dag waarop het dossier sloot.")
    sluitroute = _code(SLUITROUTE, "Hoe het dossier sloot.", gedateerd_door="gesloten_op")


class Betrokkene(Feit):
    """Een persoon in een dossier, onder pseudoniem."""

    sleutel = ("dossier_id", "persoon_id")
    tabel_verplicht = True
    dossier_id = _id("Dossier waarin de persoon voorkomt.", verplicht=True, verwijst="dossier")
    persoon_id = _id("Pseudoniem van de persoon, binnen een regio.", verplicht=True)
    rol = _code(ROL, "Rol in het dossier.")
    geboortejaar = Veld(Soort.GEHEEL, "Geboortejaar; 9999 is ongeboren.", bereik=(1890, 9999))
    geslacht = _code(GESLACHT, "Geslacht.")


class Advies(Feit):
    """Een advies of ondersteuning; anoniem, verwijst nooit naar een persoon of dossier."""

    sleutel = ("advies_id",)
    tabel_verplicht = True
    bestaat_op = "gestart_op"
    advies_id = _id("Kenmerk van het advies.", verplicht=True)
    regio = Veld(Soort.TEKST, "Veilig Thuis-regio.")
    gemeente = _gemeente()
    gestart_op = _datum("Dag van het eerste contact.", verplicht=True)
    afgesloten_op = _datum("Dag van het laatste contact.")
    soort = _code(SOORT_ADVIES, "Advies of ondersteuning.")
    kanaal = _code(KANAAL, "Hoe het contact liep.")
    hoedanigheid = _code(HOEDANIGHEID, "Hoedanigheid van de adviesvrager.")
    aanleiding = _codes(AANLEIDING, "Aanleiding van het advies.")
    aard = _codes(AARD, "Aard van het geweld.")
    geregistreerd_op = _geregistreerd()


class Melding(Feit):
    """Een melding; ook een tweede melding op een open dossier is een eigen rij."""

    sleutel = ("melding_id",)
    tabel_verplicht = True
    bestaat_op = "ontvangen_op"
    melding_id = _id("Kenmerk van de melding.", verplicht=True)
    dossier_id = _id("Dossier waar de melding bij hoort.", verplicht=True, verwijst="dossier")
    ontvangen_op = _datum("Dag van binnenkomst.", verplicht=True)
    opgepakt_op = _datum("Dag waarop de melding van de wachtlijst is gehaald.")
    beoordeeld_op = _datum("Dag van het besluit van de veiligheidsbeoordeling.")
    urgentie = _code(URGENTIE, "Urgentie volgens de screening.")
    acuut = _janee("Acute onveiligheid volgens de veiligheidstaxatie.", gedateerd_door="beoordeeld_op")
    structureel = _janee("Structurele onveiligheid volgens de veiligheidstaxatie.", gedateerd_door="beoordeeld_op")
    multiproblematiek = _janee("Multiproblematische leefsituatie.", gedateerd_door="beoordeeld_op")
    besluit = _code(BESLUIT, "Besluit na de veiligheidsbeoordeling.", gedateerd_door="beoordeeld_op")
    overdracht_aan = _codes(OVERDRACHT_AAN, "Aan wie is overgedragen.", gedateerd_door="beoordeeld_op")
    ter_registratie = _janee("Alleen ter registratie aangenomen; er volgt geen actie.")
    anoniem = _janee("De melder wil anoniem blijven voor het gezin.")
    ambtshalve = _janee("Veilig Thuis meldde zelf.")
    tijdens = _code(TIJDENS, "Betrokkenheid van Veilig Thuis toen de melding kwam.")
    hoedanigheid = _code(HOEDANIGHEID, "Hoedanigheid van de melder.")
    aanleiding = _codes(AANLEIDING, "Aanleiding van de melding.")
    aard = _codes(AARD, "Aard van het geweld.")
    eerste_contact_op = _datum("Eerste contact met de direct betrokkenen.")
    teruggekoppeld_op = _datum("Terugkoppeling aan de melder.")
    overgedragen_op = _datum("Dag waarop het vervolg echt is belegd.")
    geregistreerd_op = _geregistreerd()
    gemeente = _gemeente_van_dossier()
    regio = _regio("regio_bekend_op")
    gemeente_bekend_op = _bekend_op("gemeente")
    regio_bekend_op = _bekend_op("regio")
    opent_dossier = _afgeleid(
        Soort.JANEE, "Eerst ontvangen melding van het dossier; bij gelijke dag het laagste kenmerk."
    )
    recidiveroute = _afgeleid(
        Soort.CODE, "Hoe het laatst gesloten eerdere dossier van een van de betrokkenen sloot.", RECIDIVEROUTE
    )


class Dienst(Feit):
    """Een dienst die in een dossier is ingezet."""

    sleutel = ("dienst_id",)
    tabel_verplicht = True
    bestaat_op = "toegewezen_op"
    dienst_id = _id("Kenmerk van de dienst.", verplicht=True)
    dossier_id = _id("Dossier waarin de dienst loopt.", verplicht=True, verwijst="dossier")
    melding_id = _id("Melding waarvan de beoordeling tot de dienst leidde.", verwijst="melding")
    soort = _code(DIENST, "Welke dienst.", verplicht=True)
    toegewezen_op = _datum("Dag van het besluit om de dienst in te zetten.", verplicht=True)
    gestart_op = _datum("Dag waarop de dienst echt begon.")
    afgerond_op = _datum("Dag van het besluit of de vastgestelde voorwaarden, niet van de overdracht.")
    resultaat = _codes(RESULTAAT, "Resultaat van het onderzoek.", gedateerd_door="afgerond_op")
    overdracht_aan = _codes(OVERDRACHT_AAN, "Aan wie is overgedragen.", gedateerd_door="afgerond_op")
    overgedragen_op = _datum("Dag waarop het vervolg echt is belegd.")
    plan_van_aanpak_op = _datum("Datum van het plan van aanpak.")
    top3 = _janee("TOP-3-methodiek toegepast.")
    geregistreerd_op = _geregistreerd()
    gemeente = _gemeente_van_dossier()
    regio = _regio("regio_bekend_op")
    gemeente_bekend_op = _bekend_op("gemeente")
    regio_bekend_op = _bekend_op("regio")
    melding_ontvangen_op = _datum("Ontvangst van de melding waaruit de dienst volgde.", afgeleid=True)
    melding_beoordeeld_op = _afgeleid(
        Soort.DATUM,
        "Beoordeling van de melding waaruit de dienst volgde.",
        gedateerd_door="melding_ontvangen_op",
    )


class Monitormoment(Feit):
    """Een gepland moment van monitoren."""

    dienst_id = _id("Dienst monitoren.", verplicht=True, verwijst="dienst")
    gepland_op = _datum("Afgesproken dag.", verplicht=True)
    uitgevoerd_op = _datum("Dag waarop het moment is gehouden.")
    met = _code(MONITOREN_MET, "Met wie.")
    veiligheidscijfer = Veld(
        Soort.GETAL, "Veiligheidscijfer, 0 tot en met 10.", bereik=(0, 10), gedateerd_door="uitgevoerd_op"
    )


class Huisverbod(Feit):
    """Een beoordeling voor een tijdelijk huisverbod en wat daarop volgde."""

    sleutel = ("huisverbod_id",)
    bestaat_op = "beoordeeld_op"
    huisverbod_id = _id("Kenmerk.", verplicht=True)
    gemeente = _gemeente()
    beoordeeld_op = _datum("Dag van de risicotaxatie.", verplicht=True)
    opgelegd_op = _datum("Dag van oplegging.")
    advies_op = _datum("Advies van Veilig Thuis over beëindigen of verlengen.")
    verlengd_op = _datum("Dag van verlenging.")
    beeindigd_op = _datum("Dag van beëindiging.")
    regio = _regio()


class Schorsing(Feit):
    """Een pauze van een klok van een melding of dienst; de klok loopt weer op `tot`."""

    bestaat_op = "van"
    termijn = _code(TERMIJN, "Welke klok stilstaat.", verplicht=True)
    over_id = _id("Melding of dienst.", verplicht=True)
    van = _datum("Eerste dag die niet meetelt.", verplicht=True)
    tot = _datum("Eerste dag die weer meetelt; leeg zolang de schorsing duurt.")
    grond = Veld(Soort.TEKST, "Waarom de klok stilstaat.", verplicht=True)


class Klacht(Feit):
    """Een ingediende klacht."""

    sleutel = ("klacht_id",)
    tabel_verplicht = True
    bestaat_op = "ingediend_op"
    klacht_id = _id("Kenmerk van de klacht.", verplicht=True)
    gemeente = _gemeente()
    ingediend_op = _datum("Dag van indienen.", verplicht=True)
    afgehandeld_op = _datum("Dag van het oordeel.")
    oordeel = _code(OORDEEL, "Oordeel over de klacht.", gedateerd_door="afgehandeld_op")
    regio = _regio()


class Tevredenheid(Feit):
    """Een cijfer dat een betrokkene of ketenpartner gaf."""

    sleutel = ("id",)
    tabel_verplicht = True
    bestaat_op = "datum"
    id = _id("Kenmerk van de meting.", verplicht=True)
    gemeente = _gemeente()
    datum = _datum("Dag van de meting.", verplicht=True)
    doelgroep = _code(DOELGROEP, "Wie het cijfer gaf.", verplicht=True)
    moment = _code(MOMENT, "Bij welk moment van de dienstverlening.")
    cijfer = Veld(Soort.GETAL, "Cijfer, 1 tot en met 10.", verplicht=True, bereik=(1, 10))
    regio = _regio()


class Activiteit(Feit):
    """Voorlichting, overleg of een dag bereikbaarheid."""

    bestaat_op = "datum"
    datum = _datum("Dag van de activiteit.", verplicht=True)
    soort = _code(ACTIVITEIT, "Soort activiteit.", verplicht=True)
    aantal = Veld(Soort.GEHEEL, "Aantal.", verplicht=True, bereik=(0, 1_000_000))
    gemeente = _gemeente()
    regio = _regio()


class Boeking(Feit):
    """Werkelijke lasten per begrotingspost en maand."""

    maand = Veld(Soort.MAAND, "Maand, zoals 2025-03.", verplicht=True)
    post = Veld(Soort.TEKST, "Post uit de begroting van de regio.", verplicht=True)
    bedrag = Veld(Soort.GETAL, "Bedrag in euro.", verplicht=True)


class Inzet(Feit):
    """Formatie, bezetting en verzuim per functie en maand."""

    maand = Veld(Soort.MAAND, "Maand, zoals 2025-03.", verplicht=True)
    functie = Veld(Soort.TEKST, "Functie.", verplicht=True)
    formatie_fte = Veld(Soort.GETAL, "Begrote formatie in fte.", bereik=(0, 10_000))
    intern_fte = Veld(Soort.GETAL, "Bezetting in loondienst in fte.", bereik=(0, 10_000))
    extern_fte = Veld(Soort.GETAL, "Ingehuurde bezetting in fte.", bereik=(0, 10_000))
    verzuim_pct = Veld(Soort.GETAL, "Ziekteverzuim in procenten.", bereik=(0, 100))


class Overdracht(Feit):
    """Afgeleid feit: een melding of dienst waarvan het vervolg echt is belegd."""

    bestaat_op = "bekend_vanaf"
    overdracht_id = _afgeleid(Soort.ID, "Kenmerk van de melding of dienst.")
    herkomst = _afgeleid(Soort.TEKST, "melding of dienst.")
    bekend_vanaf = _datum("Dag vanaf welke de melding of dienst bestaat.", afgeleid=True)
    besluit_op = _datum("Beoordeling van de melding of afronding van de dienst.", afgeleid=True)
    overgedragen_op = _datum("Dag waarop het vervolg echt is belegd.", afgeleid=True)
    gemeente = _gemeente_van_dossier()
    regio = _regio("regio_bekend_op")
    gemeente_bekend_op = _bekend_op("gemeente")
    regio_bekend_op = _bekend_op("regio")


FEITEN: tuple[type[Feit], ...] = (
    Gemeente, Dossier, Betrokkene, Advies, Melding, Dienst, Monitormoment, Huisverbod, Schorsing,
    Klacht, Tevredenheid, Activiteit, Boeking, Inzet,
)  # fmt: skip

TABELLEN: dict[str, Tabel] = {feit.tabelnaam(): feit.tabel() for feit in FEITEN}
