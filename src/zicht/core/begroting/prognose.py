"""De prognose van het jaar: wat tot nu toe gebeurde, gedeeld door het deel van het jaar dat in eerdere jaren dan voorbij was.

Het model erachter: elke maand van een jaar is een vast deel van dat jaar, met een schommeling die groter is naarmate de maand
groter is. De grootte van de schommeling (de *onrust*) volgt uit hoe ver de maanden van alle jaren van dat patroon afweken. Zij
bepaalt drie dingen: hoe serieus het geleerde ritme is, hoe zwaar het totaal van vorig jaar nog meeweegt, en hoe breed de band is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from statistics import NormalDist

from zicht.core.begroting.begroting import BegrotingFout

MAANDEN = 12
MEESTE_JAREN = 4
KLEINSTE_VRIJHEID = 3
JAARVERANDERING = Decimal("0.05")
TELLING = Decimal(1)  # aantallen schommelen minstens zoals losse gebeurtenissen dat doen
ZEKERHEID = Decimal(80)

KEUZES = (
    "Het deel van het jaar dat voorbij is, is geleerd van hoogstens de vier jaren ervoor, en alleen van jaren met alle twaalf maanden.",
    "Is het ritme van eerdere jaren niet groter dan toevallige schommeling, dan schuift het naar gelijke maanden, in die verhouding.",
    "Het totaal van vorig jaar weegt mee naar hoe zeker het is: vroeg in het jaar en bij onrustige reeksen meer, later niet meer.",
    "Hoe sterk een jaartotaal van jaar op jaar verandert, volgt uit de eerdere jaren, met een verandering van 5 procent erbij geteld.",
    "De band is die waar het jaartotaal met 80 procent zekerheid in valt, als het jaar op de jaren ervoor lijkt.",
    "Zonder eerder jaar is de prognose het gemiddelde per maand keer twaalf; dan telt het ritme van het jaar niet mee.",
    "Viel in eerdere jaren in deze maanden nog niets, dan is de prognose het totaal van vorig jaar.",
    "Er moeten minstens drie afwijkingen zijn om een band te geven; anders is de band onbekend.",
)


class Methode(Enum):
    """Hoe een prognose tot stand kwam."""

    SEIZOEN = "seizoensaandeel"
    GEMIDDELDE = "gemiddelde keer twaalf"
    VORIG_JAAR = "vorig jaar"
    GEREALISEERD = "gerealiseerd"


@dataclass(frozen=True, slots=True)
class Band:
    """Waar het jaartotaal met een zekerheid tussen valt."""

    laag: Decimal
    hoog: Decimal


@dataclass(frozen=True, slots=True)
class Prognose:
    """Het verwachte jaartotaal; zonder genoeg geschiedenis is de onzekerheid None en zegt `noot` waarom."""

    waarde: Decimal
    methode: Methode
    maanden: int  # hoeveel maanden van het jaar er zijn
    jaren: tuple[int, ...]  # de jaren waarvan het ritme geleerd is
    fout: Decimal | None  # de standaardfout van de prognose
    vrijheid: int = 0  # op hoeveel afwijkingen de fout steunt
    noot: str = ""
    gewicht: Decimal = Decimal(1)  # hoe zwaar dit jaar weegt; de rest is het totaal van vorig jaar

    def band(self, zekerheid: Decimal = ZEKERHEID) -> Band | None:
        """De band met deze zekerheid (procent), of None als de onzekerheid onbekend is."""
        if self.fout is None:
            return None
        marge = self.fout * _t(zekerheid, self.vrijheid)
        return Band(self.waarde - marge, self.waarde + marge)


def voorspel(
    tot_nu: Sequence[Decimal], eerder: Mapping[int, Sequence[Decimal]], minstens: Decimal = Decimal(0)
) -> Prognose:
    """De prognose uit de maanden tot nu toe (vanaf januari) en volle eerdere jaren op jaartal.

    Bij aantallen is `minstens` TELLING: dan is de onrust nooit kleiner dan die van losse gebeurtenissen.
    """
    if not 1 <= len(tot_nu) <= MAANDEN:
        raise BegrotingFout(f"Een prognose heeft 1 tot en met 12 maanden nodig, gevonden: {len(tot_nu)}.")
    if fout := [jaar for jaar, maanden in eerder.items() if len(maanden) != MAANDEN]:
        raise BegrotingFout(f"Een eerder jaar heeft twaalf maanden; dat klopt niet voor {', '.join(map(str, fout))}.")
    if len(tot_nu) == MAANDEN:
        return Prognose(_som(tot_nu), Methode.GEREALISEERD, MAANDEN, (), Decimal(0), 1)
    geleerd = {jaar: eerder[jaar] for jaar in sorted(eerder)[-MEESTE_JAREN:]}
    patroon = [_som(maand) for maand in zip(*geleerd.values(), strict=True)]
    if not patroon or _som(patroon[: len(tot_nu)]) <= 0 or _som(patroon) <= 0:
        return _zonder_ritme(tot_nu, geleerd)
    return _met_ritme(tot_nu, geleerd, patroon, minstens)


def optellen(delen: Iterable[Prognose], geheel: Prognose) -> Prognose:
    """De prognose van een totaal: de som van de delen, zo onzeker als het totaal zelf; delen schommelen niet los van elkaar."""
    return replace(geheel, waarde=_som(deel.waarde for deel in delen))


# --------------------------------------------------------------------------------------------------------- zonder ritme


def _zonder_ritme(tot_nu: Sequence[Decimal], eerder: Mapping[int, Sequence[Decimal]]) -> Prognose:
    vorig, som, aantal = _vorig(eerder), _som(tot_nu), len(tot_nu)
    if vorig and not som:
        noot = "in deze maanden valt gewoonlijk nog niets; het totaal van vorig jaar geldt"
        return Prognose(vorig, Methode.VORIG_JAAR, aantal, (max(eerder),), None, noot=noot)
    noot = "er is geen eerder vol jaar; het ritme van het jaar telt niet mee"
    prognose = Prognose(som * MAANDEN / aantal, Methode.GEMIDDELDE, aantal, (), None, aantal - 1, noot)
    if prognose.vrijheid < KLEINSTE_VRIJHEID:
        return prognose
    per_maand = _som([(maand - som / aantal) ** 2 for maand in tot_nu]) / prognose.vrijheid
    rest = MAANDEN - aantal
    return replace(prognose, fout=(per_maand * rest * (1 + Decimal(rest) / aantal)).sqrt())


# ------------------------------------------------------------------------------------------------------------ met ritme


def _met_ritme(tot_nu: Sequence[Decimal], eerder: Mapping[int, Sequence[Decimal]], patroon: Sequence[Decimal],
               minstens: Decimal) -> Prognose:  # fmt: skip
    onrust, vrijheid = _onrust(tot_nu, eerder, patroon)
    if onrust is None and minstens:
        vrijheid = KLEINSTE_VRIJHEID
    onrust = max(onrust or Decimal(0), minstens) if onrust is not None or minstens else None
    voorbij = _voorbij(patroon, len(tot_nu), onrust)
    eigen = Prognose(_som(tot_nu) / voorbij, Methode.SEIZOEN, len(tot_nu), tuple(sorted(eerder)), None, vrijheid)
    if onrust is None:
        return replace(eigen, noot="er zijn te weinig maanden om te weten hoe ver de prognose ernaast kan zitten")
    # De maanden die nog komen, de maanden tot nu toe en het geleerde deel schommelen alle drie; samen is dat deze formule.
    omvang = max(eigen.waarde, _vorig(eerder), Decimal(0))
    variantie = onrust * omvang * (1 - voorbij) / voorbij * (1 + omvang / _som(patroon))
    return _gewogen(eigen, max(variantie, Decimal(0)), eerder)


def _gewogen(eigen: Prognose, variantie: Decimal, eerder: Mapping[int, Sequence[Decimal]]) -> Prognose:
    """Weeg het totaal van vorig jaar mee, elk naar zijn zekerheid."""
    vorig, verandering = _vorig(eerder), _jaarverandering(eerder)
    speling = verandering * vorig**2
    gewicht = speling / (speling + variantie) if speling > 0 else Decimal(1)
    waarde = gewicht * eigen.waarde + (1 - gewicht) * vorig
    return replace(eigen, waarde=waarde, fout=(gewicht * variantie).sqrt(), gewicht=gewicht)


def _voorbij(patroon: Sequence[Decimal], maanden: int, onrust: Decimal | None) -> Decimal:
    """Welk deel van het jaar voorbij is; een ritme dat op schommeling lijkt telt minder dan gelijke maanden."""
    geheel = _som(patroon)
    geleerd, gelijk = _som(patroon[:maanden]) / geheel, Decimal(maanden) / MAANDEN
    uitslag = _som([(maand - geheel / MAANDEN) ** 2 for maand in patroon]) / (geheel / MAANDEN)
    toeval = (onrust or Decimal(0)) * (MAANDEN - 1)
    echt = max(Decimal(0), 1 - toeval / uitslag) if uitslag else Decimal(0)
    return echt * geleerd + (1 - echt) * gelijk


def _jaarverandering(eerder: Mapping[int, Sequence[Decimal]]) -> Decimal:
    """Het gemiddelde kwadraat van de verandering van jaar op jaar, met de gekozen 5 procent als een waarneming erbij."""
    totalen = [_som(eerder[jaar]) for jaar in sorted(eerder)]
    stappen = [(nu / toen - 1) ** 2 for toen, nu in pairwise(totalen) if toen > 0]
    return (JAARVERANDERING**2 + _som(stappen)) / (1 + len(stappen))


def _onrust(tot_nu: Sequence[Decimal], eerder: Mapping[int, Sequence[Decimal]],
            patroon: Sequence[Decimal]) -> tuple[Decimal | None, int]:  # fmt: skip
    """Hoe sterk maanden van hun patroon afwijken (kwadraat gedeeld door verwachting), en op hoeveel afwijkingen dat steunt."""
    som, vrijheid = Decimal(0), 1 - sum(1 for maand in patroon if maand > 0)
    for rij in (*eerder.values(), tot_nu):
        deel = _som(patroon[: len(rij)])
        verwacht = [_som(rij) * gewicht / deel for gewicht in patroon[: len(rij)]]
        afwijkingen = [(w - v) ** 2 / v for w, v in zip(rij, verwacht, strict=True) if v > 0]
        som, vrijheid = som + _som(afwijkingen), vrijheid + len(afwijkingen) - 1
    return (som / vrijheid, vrijheid) if vrijheid >= KLEINSTE_VRIJHEID else (None, max(vrijheid, 0))


def _vorig(eerder: Mapping[int, Sequence[Decimal]]) -> Decimal:
    return _som(eerder[max(eerder)]) if eerder else Decimal(0)


def _som(getallen: Iterable[Decimal]) -> Decimal:
    return sum(getallen, Decimal(0))


def _t(zekerheid: Decimal, vrijheid: int) -> Decimal:
    """Hoeveel standaardfouten de band breed is (naar elke kant), ruimer als hij op weinig afwijkingen steunt."""
    z, v = NormalDist().inv_cdf(0.5 + float(zekerheid) / 200), vrijheid
    reeks = (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )
    return Decimal(repr(reeks))
