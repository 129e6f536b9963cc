"""Het dagplan: een voorstel wie vandaag welke wachtende zaak zou kunnen doen, met bij elke regel waarom.

Nooit een toewijzing: een teamleider neemt regels over of niet. De regel is na te doen met pen en papier: loop de zaken
langs van dringend naar minder dringend en van oud naar nieuw, en geef elke zaak aan wie haar kan doen en naar verhouding
de minste caseload heeft. Wat hier geen veld heeft, doet niet mee.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from zicht.core.fouten import AanroepFout

KEUZES = (
    "Wat nog niet op urgentie is gescreend, gaat met hoog mee: het kan hoog zijn. Zo staat het ook op de wachtlijst.",
    "Binnen een urgentie gaat de zaak die het langst wacht voor; de uiterste datum telt niet apart mee.",
    "Een zaak blijft bij haar team. Een ander team laten helpen is een besluit van de teamleider.",
    "Wie na de zaak het kleinste deel van zijn caseloadnorm vult, krijgt haar voorgesteld; zo telt deeltijd eerlijk mee.",
    "Bij gelijke stand is aan de beurt wie het langst geen zaak kreeg. Een naam, leeftijd, geslacht, verzuim of prestatie doet nooit mee.",
    "Past een zaak bij niemand, dan blijft zij liggen. Een minder dringende zaak neemt nooit de plaats in van een dringender zaak.",
)
VOORRANG: Mapping[str, int] = {"hoog": 0, "onbekend": 0, "": 0, "midden": 1, "laag": 2}


@dataclass(frozen=True, slots=True)
class Wachtzaak:
    """Een zaak die wacht op iemand: hoe dringend, hoe lang al, wat zij vraagt en wat zij weegt."""

    kenmerk: str
    dossier: str
    urgentie: str
    sinds: date
    team: str
    competentie: str
    uren: Decimal  # wat beginnen op de eerste dag kost
    gewicht: Decimal  # wat zij in de caseload telt


@dataclass(frozen=True, slots=True)
class Collega:
    """Iemand die vandaag misschien een zaak kan doen. Zonder naam: alleen wat het voorstel mag meewegen."""

    code: str
    beurt: int  # volgorde bij gelijke stand, voor iedereen anders
    team: str
    aanwezig: bool  # werkt op deze dag
    uren: Decimal  # voor nieuwe zaken, op deze dag
    caseload: Decimal  # gewogen
    norm: Decimal
    competenties: frozenset[str]
    niet: frozenset[str] = frozenset()  # dossiers die deze collega niet mag zien of niet mag doen


class Belemmering(Enum):
    """Waarom een collega een zaak vandaag niet kan krijgen; de eerste die geldt, telt."""

    MAG_NIET = "mag dit dossier niet doen", "mogen dit dossier niet doen"
    COMPETENTIE = "heeft deze competentie niet", "hebben deze competentie niet"
    AFWEZIG = "is er niet", "zijn er niet"
    UREN = "heeft te weinig uren over", "hebben te weinig uren over"
    NORM = "komt boven de caseloadnorm", "komen boven de caseloadnorm"

    def zin(self, aantal: int) -> str:
        """Hoeveel collega's dit hebben, in woorden."""
        return f"{aantal} {self.value[0 if aantal == 1 else 1]}"


@dataclass(frozen=True, slots=True)
class Regel:
    """Een voorstel: deze zaak zou deze collega kunnen doen, met waarop dat rust."""

    volgnummer: int
    zaak: Wachtzaak
    collega: str
    uren_over: Decimal
    caseload: Decimal
    norm: Decimal
    konden: int
    op_beurt: bool  # een ander vulde met deze zaak precies evenveel van zijn norm

    @property
    def caseload_na(self) -> Decimal:
        """De caseload als deze zaak erbij komt."""
        return self.caseload + self.zaak.gewicht


@dataclass(frozen=True, slots=True)
class Geplaatst:
    """Het dagplan: de voorgestelde regels, en wat niemand kan doen met waarom niet."""

    regels: tuple[Regel, ...]
    ongeplaatst: tuple["Ongeplaatst", ...]

    def van(self, collega: str) -> tuple[Regel, ...]:
        """De regels voor een collega."""
        return tuple(regel for regel in self.regels if regel.collega == collega)


@dataclass(frozen=True, slots=True)
class Ongeplaatst:
    """Een zaak die vandaag bij niemand past, met hoeveel collega's van het team waarom niet."""

    volgnummer: int
    zaak: Wachtzaak
    belemmeringen: tuple[tuple[Belemmering, int], ...]


@dataclass(slots=True)
class _Stand:
    """Wat een collega tijdens het plannen al kreeg."""

    uren: Decimal
    caseload: Decimal


def stel_voor(zaken: Sequence[Wachtzaak], collegas: Sequence[Collega]) -> Geplaatst:
    """Stel voor wie welke zaak kan doen; de volgorde waarin zaken en collega's binnenkomen maakt niets uit."""
    _keur(zaken, collegas)
    stand = {collega.code: _Stand(collega.uren, collega.caseload) for collega in collegas}
    regels, ongeplaatst = list[Regel](), list[Ongeplaatst]()
    for volgnummer, zaak in enumerate(sorted(zaken, key=voorrang), 1):
        team = [collega for collega in collegas if collega.team == zaak.team]
        bezwaren = {collega.code: _belemmering(zaak, collega, stand[collega.code]) for collega in team}
        kunnen = [collega for collega in team if bezwaren[collega.code] is None]
        if kunnen:
            regels.append(_regel(volgnummer, zaak, kunnen, stand))
        else:
            geteld = Counter(bezwaar for bezwaar in bezwaren.values() if bezwaar is not None)
            per_soort = tuple((soort, geteld[soort]) for soort in Belemmering if geteld[soort])
            ongeplaatst.append(Ongeplaatst(volgnummer, zaak, per_soort))
    return Geplaatst(tuple(regels), tuple(ongeplaatst))


def voorrang(zaak: Wachtzaak) -> tuple[int, date, str]:
    """Waar een zaak in de rij staat: urgentie, dan hoe lang zij wacht, dan haar kenmerk."""
    return VOORRANG[zaak.urgentie], zaak.sinds, zaak.kenmerk


def _belemmering(zaak: Wachtzaak, collega: Collega, stand: _Stand) -> Belemmering | None:
    if zaak.dossier in collega.niet:
        return Belemmering.MAG_NIET
    if zaak.competentie not in collega.competenties:
        return Belemmering.COMPETENTIE
    if not collega.aanwezig:
        return Belemmering.AFWEZIG
    if zaak.uren > stand.uren:
        return Belemmering.UREN
    return Belemmering.NORM if stand.caseload + zaak.gewicht > collega.norm else None


def _regel(volgnummer: int, zaak: Wachtzaak, kunnen: Sequence[Collega], stand: dict[str, _Stand]) -> Regel:
    """Kies wie na deze zaak het kleinste deel van zijn norm vult, en boek de zaak bij."""
    deel = {c.code: Fraction(stand[c.code].caseload + zaak.gewicht) / Fraction(c.norm) for c in kunnen}
    gekozen = min(kunnen, key=lambda collega: (deel[collega.code], collega.beurt))
    zijn = stand[gekozen.code]
    gelijk = sum(waarde == deel[gekozen.code] for waarde in deel.values()) > 1
    regel = Regel(volgnummer, zaak, gekozen.code, zijn.uren, zijn.caseload, gekozen.norm, len(kunnen), gelijk)
    zijn.uren -= zaak.uren
    zijn.caseload += zaak.gewicht
    return regel


def _keur(zaken: Sequence[Wachtzaak], collegas: Sequence[Collega]) -> None:
    for wat, waarden in (
        ("zaak", [zaak.kenmerk for zaak in zaken]),
        ("collega", [collega.code for collega in collegas]),
        ("beurt", [collega.beurt for collega in collegas]),
    ):
        if len(set(waarden)) < len(waarden):
            raise AanroepFout(f"Elke {wat} komt in een dagplan een keer voor.")
    if any(zaak.gewicht <= 0 or zaak.uren < 0 for zaak in zaken):
        raise AanroepFout("Een zaak heeft een gewicht boven nul en geen negatieve uren.")


# -------------------------------------------------------------------------------------------------------------- waarom


def waarom(regel: Regel, competenties: Mapping[str, str]) -> tuple[str, ...]:
    """Waarom deze zaak bij deze collega is voorgesteld, in gewone zinnen."""
    zaak = regel.zaak
    urgentie = zaak.urgentie if zaak.urgentie in ("hoog", "midden", "laag") else "nog niet gescreend, telt als hoog"
    andere = "de enige die dit nu kan" if regel.konden == 1 else f"het laagst van de {regel.konden} die dit nu kunnen"
    return (
        f"Nummer {regel.volgnummer} in de rij: urgentie {urgentie}, wacht sinds {zaak.sinds:%d-%m-%Y}.",
        f"Kan dit werk doen: {competenties.get(zaak.competentie, zaak.competentie)}.",
        f"Heeft nog {getal(regel.uren_over)} uur voor nieuwe zaken; beginnen kost {getal(zaak.uren)} uur.",
        f"De caseload gaat van {getal(regel.caseload)} naar {getal(regel.caseload_na)}, bij een norm van {getal(regel.norm)}: "
        f"{andere}." + (" Bij gelijke stand is aan de beurt wie het langst geen zaak kreeg." if regel.op_beurt else ""),
    )  # fmt: skip


def waarom_niet(ongeplaatst: Ongeplaatst) -> str:
    """Waarom een zaak bij niemand past, in een zin zonder namen."""
    aantal = sum(hoeveel for _, hoeveel in ongeplaatst.belemmeringen)
    if not aantal:
        return "Voor dit team zijn geen collega's met werktijden bekend."
    delen = ", ".join(soort.zin(hoeveel) for soort, hoeveel in ongeplaatst.belemmeringen)
    return f"Van {'de ene collega' if aantal == 1 else f'de {aantal} collega’s'} in dit team: {delen}."


def getal(waarde: Decimal) -> str:
    """Een getal zonder overbodige nullen, met een komma."""
    return f"{waarde.quantize(Decimal('0.01')).normalize():f}".replace(".", ",")
