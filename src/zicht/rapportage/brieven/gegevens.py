"""Wat in een brief ingevuld wordt: de organisatie, de kop, en per soort brief de eigen gegevens."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from zicht.core.fouten import ZichtFout


class BriefFout(ZichtFout):
    """Een brief mist gegevens die erin moeten staan."""


@dataclass(frozen=True, slots=True)
class Vertrouwenspersoon:
    """Waar de onafhankelijke vertrouwenspersoon te vinden is."""

    organisatie: str
    telefoon: str
    website: str
    bereikbaar: str


@dataclass(frozen=True, slots=True)
class Organisatiegegevens:
    """De afzender: wat een organisatie een keer invult en in elke brief terugkomt."""

    naam: str
    postadres: str
    postcode_plaats: str
    telefoon: str
    bereikbaar: str
    website: str
    privacy_contact: str
    klachten_contact: str
    vertrouwenspersoon: Vertrouwenspersoon
    bewaarjaren: int = 15


@dataclass(frozen=True, slots=True)
class Medewerker:
    """Wie de brief ondertekent en vragen beantwoordt."""

    naam: str
    functie: str
    telefoon: str


@dataclass(frozen=True, slots=True)
class Geadresseerde:
    """Aan wie de brief gaat; de aanhef komt na 'Beste'."""

    naam: str
    adresregels: tuple[str, ...]
    aanhef: str


@dataclass(frozen=True, slots=True)
class Briefkop:
    """Wat boven en onder elke brief staat."""

    organisatie: Organisatiegegevens
    datum: date
    kenmerk: str
    medewerker: Medewerker


# ----------------------------------------------------------------------------------------------------------- overdracht
class Overdrachtsmoment(Enum):
    """Na welke stap Veilig Thuis overdraagt."""

    NA_BEOORDELING = "na de veiligheidsbeoordeling"
    NA_VOORWAARDEN = "na Voorwaarden & Vervolg"
    NA_ONDERZOEK = "na het onderzoek"


@dataclass(frozen=True, slots=True)
class Afspraak:
    """Wat er gebeurt, wie dat doet en wanneer."""

    wat: str
    wie: str
    wanneer: str


@dataclass(frozen=True, slots=True)
class Monitorafspraak:
    """Wanneer Veilig Thuis meekijkt, met wie, waarop, en wie het overleg regelt."""

    wanneer: str
    met_wie: str
    waarop: str
    wie_regelt: str


@dataclass(frozen=True, slots=True)
class Overdracht:
    """De afspraken, in een en hetzelfde document voor het gezin en de ontvangende partij."""

    kop: Briefkop
    moment: Overdrachtsmoment
    ontvangers: tuple[str, ...]
    besproken_op: date
    overdrachtspartij: str
    veiligheidsplan: str
    zicht_op_veiligheid: str
    regie: str
    wie_meldt: str
    afspraken: tuple[Afspraak, ...]
    opnieuw_melden: tuple[str, ...]
    veiligheidsvoorwaarden: tuple[str, ...] = ()
    doelen_risico: tuple[str, ...] = ()
    doelen_herstel: tuple[str, ...] = ()
    monitoring: tuple[Monitorafspraak, ...] = ()


# ------------------------------------------------------------------------------------------------- terugkoppeling melder
class Stap(Enum):
    """Een stap die de melder mag weten. Een gesloten lijst: in deze brief past geen vrije tekst."""

    BEOORDEELD = "Wij keken hoe veilig de situatie is."
    CONTACT = "Wij namen contact op met de mensen om wie het gaat."
    OVERGEDRAGEN = "Wij maakten afspraken met hulpverleners. Zij gaan nu verder."
    VOORWAARDEN = "Wij werken zelf verder aan de veiligheid."
    ONDERZOEK = "Wij deden of doen onderzoek."
    MONITOREN = "Wij kijken later of het goed blijft gaan."
    GEEN_VERVOLG = "Wij vinden nu geen andere stap van Veilig Thuis nodig."
    AFGESLOTEN = "Ons werk bij deze melding is klaar."


@dataclass(frozen=True, slots=True)
class TerugkoppelingMelder:
    """Welke stappen Veilig Thuis zette, en niets over het gezin."""

    kop: Briefkop
    aan: Geadresseerde
    gemeld_op: date
    stappen: tuple[Stap, ...]
    beroepsmatig: bool


# ----------------------------------------------------------------------------------------------------------- uitnodiging
class Gespreksdoel(Enum):
    """Waar het gesprek over gaat, zonder inhoud: een brief kan door een ander geopend worden."""

    KENNISMAKING = "In dit gesprek vertellen wij wie wij zijn en wat wij doen. Wij horen graag hoe u het ziet."
    VERVOLG = "In dit gesprek praten wij verder. Wij kijken samen wat er nodig is."
    UITKOMST = "In dit gesprek vertellen wij wat wij vonden. Wij horen graag wat u daarvan vindt."
    OVERDRACHT = "In dit gesprek maken wij afspraken over wie verdergaat. De hulpverlening is er dan bij, als dat kan."
    MONITOR = "In dit gesprek horen wij graag hoe het nu gaat."


@dataclass(frozen=True, slots=True)
class Uitnodiging:
    """Een gesprek: wanneer, waar, met wie en waarom."""

    kop: Briefkop
    aan: Geadresseerde
    gesprek_op: date
    tijd: str
    plaats: str
    duur: str
    met_wie: tuple[str, ...]
    doel: Gespreksdoel
    kinderen: bool = False


# --------------------------------------------------------------------------------------------------------------- rechten
class Rol(Enum):
    """Wie de informatie over rechten krijgt: iedereen die de wet betrokkene noemt."""

    DIRECT_BETROKKENE = "direct_betrokkene"
    MELDER = "melder"
    INFORMANT = "informant"
    ADVIESVRAGER = "adviesvrager"


@dataclass(frozen=True, slots=True)
class Rechten:
    """De informatie bij het eerste contact: werkwijze, gegevens, inzage, klachten, vertrouwenspersoon."""

    kop: Briefkop
    aan: Geadresseerde
    rol: Rol


# -------------------------------------------------------------------------------------------------- vastlegging, dossier
class Gegevens(Enum):
    """Wat voor gegevens zijn vastgelegd."""

    WIE = "wie u bent en hoe wij u bereiken"
    GEZIN = "wie er bij uw gezin horen"
    ZORGEN = "welke zorgen er zijn over de veiligheid"
    HULP = "welke hulp u krijgt"
    GEZONDHEID = "uw gezondheid"
    GESPREKKEN = "wat wij met elkaar bespreken"


@dataclass(frozen=True, slots=True)
class Vastlegging:
    """De mededeling dat gegevens zijn vastgelegd die een ander gaf."""

    kop: Briefkop
    aan: Geadresseerde
    vastgelegd_op: date
    gegevens: tuple[Gegevens, ...]


@dataclass(frozen=True, slots=True)
class DossierVernietigen:
    """Na een weerlegd vermoeden: u mag vragen uw dossier te vernietigen."""

    kop: Briefkop
    aan: Geadresseerde
    afgerond_op: date


Brief = Overdracht | TerugkoppelingMelder | Uitnodiging | Rechten | Vastlegging | DossierVernietigen
