"""Het model van de doorstroom: wat er binnenkomt, wie het werk doet, in welke volgorde, en wat er vandaag al ligt.

Een `Model` is een waarde: alles wat een herhaling nodig heeft staat erin, behalve het toeval. De tijd loopt in *werkdagen*:
werkdag 0 is de eerste werkdag van het tijdvak, en een moment is een kommagetal (2,5 is halverwege de derde werkdag). De kalender
maakt van een werkdag weer een datum, en de termijnen rekenen met die datum zoals overal in Zicht.

Regels van het spel, gelijk in de snelle kern en in de trage rechter:

1. *Aankomst.* Per stroom en kalenderdag is het aantal een Poissontrekking met het verwachte aantal van die dag, maal de ruis van
   die week en die van het tijdvak (lognormale factoren met gemiddelde 1). Wat op een vrije dag komt, staat er aan het begin van de
   eerstvolgende werkdag.
2. *Posten.* Er zijn drie posten: beoordeling, V&V en onderzoek. Een zaak wacht tot haar post ruimte heeft, neemt dan zoveel
   uren per werkdag in beslag als haar inspanning gedeeld door haar doorlooptijd, en laat die ruimte na de doorlooptijd vrij. Meer
   dan acht uur per werkdag vraagt een zaak nooit; is haar inspanning groter, dan duurt zij langer.
3. *Ruimte.* Een team heeft per werkdag een aantal uren (`Team.uren`, maal de bezetting van die dag, plus extra mensen). Daar gaan
   eerst de vaste lasten af: adviezen, controles bij wachtenden, nawerk, ander vast werk. Wat van de vaste lasten niet past, komt
   er de volgende werkdag bij. De rest is voor de zaken; een lopende zaak gaat altijd door, ook als er minder ruimte is. Een team
   met een `reactie` werkt zoveel harder per verdubbeling van wat er aan het begin van de dag op zijn posten wacht, tegenover
   `rij_gewoon`; tussen twee verdubbelingen een rechte lijn, hooguit twee verdubbelingen op of neer.
4. *Voorrang.* Wie wacht, staat op volgorde van `ontvangen - voorsprong[urgentie]` (in werkdagen), daarna op volgnummer. Een
   grote voorsprong is strikte voorrang, nul is wie het eerst komt. Past de eerste niet, dan wacht de rij van die post. Delen
   posten een team, dan gaat de post waarvan de eerste zaak vooraan staat voor; ieders gereserveerde deel blijft voor haar vrij.
   Een team dat niets omhanden heeft begint altijd aan de voorste, hoe groot zij ook is. Op elk moment gebeurt eerst alles wat op
   dat moment valt, en wordt daarna opgepakt.
5. *Na de beoordeling* loot een zaak haar vervolg naar urgentie. V&V en onderzoek worden op dat moment toegewezen en gaan met
   hun eigen ontvangstdag in de rij.
6. *Hermelding.* Een zaak die op de beoordeling wacht, kan een keer opnieuw gemeld worden. Dat is een tweede melding met een eigen
   ontvangstdag, die samen met de eerste wordt beoordeeld; de zaak kan er urgenter van worden.
7. *Controle.* Wie wacht, op welke post ook, krijgt om de zoveel werkdagen een controle, gerekend vanaf het begin van het wachten. Nawerk
   komt op zijn vroegst de werkdag na het besluit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from zicht.core.duur import Duur
from zicht.core.kalender import Kalender

URGENTIES = ("hoog", "midden", "laag")


class Post(IntEnum):
    """Waar een zaak op wacht en aan werkt."""

    BEOORDELING = 0
    VOORWAARDEN_EN_VERVOLG = 1
    ONDERZOEK = 2


class Vervolg(IntEnum):
    """Wat er na de veiligheidsbeoordeling gebeurt."""

    VOORWAARDEN_EN_VERVOLG = 0
    ONDERZOEK = 1
    OVERDRACHT = 2
    ANDERS = 3  # geen vervolg of regionaal maatwerk


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Een verdeling als gelijk verdeelde kwantielen van 0 tot en met 1; ertussen een rechte lijn.

    Een enkel getal is een vaste waarde.
    """

    kwantielen: tuple[float, ...]

    @property
    def gemiddelde(self) -> float:
        """Het gemiddelde van de verdeling."""
        if len(self.kwantielen) == 1:
            return self.kwantielen[0]
        paren = zip(self.kwantielen, self.kwantielen[1:], strict=False)
        return sum(links + rechts for links, rechts in paren) / 2 / (len(self.kwantielen) - 1)


@dataclass(frozen=True, slots=True)
class Stroom:
    """Een bron van meldingen: het verwachte aantal per kalenderdag en hoe zij over urgentie en gebied verdelen."""

    code: str
    titel: str
    per_dag: tuple[float, ...]  # zoveel als het tijdvak kalenderdagen heeft
    urgentie: tuple[float, float, float]  # samen 1, in de volgorde van URGENTIES
    groepen: tuple[float, ...]  # samen 1, in de volgorde van Model.groepen
    weekruis: float = 0.0  # standaardafwijking van de logaritme van de weekfactor
    jaarruis: float = 0.0  # idem van een factor die het hele tijdvak geldt: hoe onzeker peil en groei zijn


@dataclass(frozen=True, slots=True)
class Werk:
    """Het werk aan een zaak op een post."""

    post: Post
    team: int
    doorlooptijd: Verdeling  # werkdagen, van oppakken of starten tot het besluit
    inspanning: Verdeling  # uren per zaak
    vast_beslag: float = 0.0  # uren per werkdag per zaak; groter dan nul gaat voor inspanning / doorlooptijd
    reserve: float = 0.0  # deel van de ruimte van het team dat voor deze post vrij blijft


@dataclass(frozen=True, slots=True)
class Nawerk:
    """Uren die op een vast moment na een besluit ontstaan en voor gaan, zoals een overdracht of een monitormoment."""

    team: int
    uren: float
    na_werkdagen: int = 0


@dataclass(frozen=True, slots=True)
class Vastwerk:
    """Uren per werkdag die een team altijd kwijt is; `uitstelbaar` werk kan stilgelegd worden (beleid)."""

    titel: str
    team: int
    per_dag: tuple[float, ...]  # uren per kalenderdag van het tijdvak; een vrije dag telt bij de eerstvolgende werkdag
    uitstelbaar: bool = False
    ruis: bool = False  # of het aantal keren wisselt (Poisson), met `uren_per_keer` als stap
    uren_per_keer: float = 1.0


@dataclass(frozen=True, slots=True)
class Team:
    """Wie het werk doet: uren per werkdag bij de verwachte bezetting, en hoe die bezetting schommelt."""

    code: str
    titel: str
    fte: float
    personen: int
    uren: tuple[float, ...]  # per werkdag van het tijdvak, bij het verwachte verzuim en verloop
    verzuim: float = 0.0  # verwacht deel van de tijd, 0 tot 1
    verloop: float = 0.0  # deel van de mensen dat in een jaar vertrekt
    werving_werkdagen: int = 0  # van vertrek tot de opvolger begint
    inwerk_werkdagen: int = 0  # zo lang werkt een nieuwe mee voor het inwerkdeel
    inwerkdeel: float = 0.5
    reactie: float = 0.0  # hoeveel harder het team werkt als er meer ligt: deel erbij per verdubbeling van de rij
    rij_gewoon: float = 0.0  # de rij waarbij het team zijn gewone uren maakt; nul: geen reactie


class Soort(IntEnum):
    """Hoe iemand meewerkt."""

    IN_DIENST = 0
    INHUUR = 1


@dataclass(frozen=True, slots=True)
class Extra:
    """Mensen bovenop (of, met een negatief getal, onder) de gewone bezetting, van en tot en met een dag."""

    team: int
    fte: float
    soort: Soort
    van: date
    tot_en_met: date
    uren_per_werkdag: float  # per fte
    inwerk_werkdagen: int = 0
    inwerkdeel: float = 0.5


@dataclass(frozen=True, slots=True)
class Hermelding:
    """Hoe vaak een wachtende zaak opnieuw gemeld wordt, en wat dat doet."""

    per_werkdag: tuple[float, float, float] = (0.0, 0.0, 0.0)  # kans per werkdag wachten, per urgentie
    wordt_hoog: float = 0.0  # kans dat de zaak er urgentie hoog van krijgt
    extra_uren: float = 0.0


@dataclass(frozen=True, slots=True)
class Controle:
    """Zicht op veiligheid bij wie wacht: om de zoveel werkdagen een controle, die tijd kost."""

    om_werkdagen: tuple[float, float, float]
    uren: float
    team: int


@dataclass(frozen=True, slots=True)
class Beleid:
    """Wat een organisatie kan kiezen zonder er mensen bij te zetten."""

    voorsprong: tuple[float, float, float] = (10_000.0, 10.0, 0.0)  # werkdagen, per urgentie
    samen_oppakken: float = 0.0  # deel van de beoordelingen dat samen met het lokale team gaat
    samen_inspanning: float = 1.0  # deel van de gewone uren dat zo'n beoordeling Veilig Thuis kost
    stilgelegd: float = 0.0  # deel van het uitstelbare werk dat stilligt
    stil_van: date | None = None
    stil_tot_en_met: date | None = None


@dataclass(frozen=True, slots=True)
class Startzaak:
    """Een zaak die er op de eerste dag al is: zij wacht op haar post (`gestart_op` leeg) of loopt daar al."""

    post: Post
    urgentie: int
    groep: int
    ontvangen_op: date
    beoordeeld_op: date | None = None  # voor V&V en onderzoek: het besluit waaruit de dienst volgde
    gestart_op: date | None = None  # voor de beoordeling: opgepakt


@dataclass(frozen=True, slots=True)
class Norm:
    """De norm van een termijnindicator, als deel van 1."""

    indicator: str
    waarde: float


@dataclass(frozen=True)
class Model:
    """Alles wat een tijdvak bepaalt, behalve het toeval."""

    begin: date  # eerste dag van het tijdvak
    dagen: int
    kalender: Kalender
    termijnen: Mapping[str, Duur]  # beoordeling, voorwaarden_en_vervolg, onderzoek
    groepen: tuple[str, ...]  # gebieden waarvoor apart geteld wordt, zoals gemeenten
    teams: tuple[Team, ...]
    stromen: tuple[Stroom, ...]
    werk: tuple[Werk, Werk, Werk]  # in de volgorde van Post
    vervolg: tuple[tuple[float, float, float, float], ...]  # per urgentie de kansen in de volgorde van Vervolg
    nawerk_beoordeling: Mapping[Vervolg, tuple[Nawerk, ...]] = field(default_factory=dict[Vervolg, tuple[Nawerk, ...]])
    nawerk_dienst: tuple[Nawerk, ...] = ()  # na elke afgeronde V&V of onderzoek
    vastwerk: tuple[Vastwerk, ...] = ()
    extra: tuple[Extra, ...] = ()
    hermelding: Hermelding = Hermelding()
    controle: Controle | None = None
    beleid: Beleid = Beleid()
    start: tuple[Startzaak, ...] = ()
    opwarmdagen: int = 0  # kalenderdagen die niet meetellen, voor een model zonder startlijst

    @property
    def weken(self) -> int:
        """Het aantal weken dat geteld wordt; een laatste week van minder dan zeven dagen telt mee."""
        return -(-(self.dagen - self.opwarmdagen) // 7)
