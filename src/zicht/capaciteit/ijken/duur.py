"""Doorlooptijden ijken in werkdagen; wie nog loopt telt mee zolang hij gevolgd is (Kaplan en Meier)."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from zicht.capaciteit.ijken.raster import werkdagnummers
from zicht.capaciteit.ijken.rekenvormen import LEEG, Getallen, Kommagetallen, Waarheden
from zicht.capaciteit.model import Verdeling
from zicht.cijfers.overleving import Kromme, Waarneming, kromme
from zicht.core.kalender import Kalender

MINSTENS = 30  # afgeronde zaken waaronder een doorlooptijd niet te ijken is
STAPPEN = 100
KORTST = 0.05  # werkdagen: ook wat op dezelfde dag klaar is, kost tijd
TOON = (0.1, 0.25, 0.5, 0.75, 0.9)

KEUZES = (
    "Een doorlooptijd telt in werkdagen; klaar op dezelfde dag is gemiddeld een kwart dag, een dag later een hele.",
    "Wat nog loopt telt mee zolang het gevolgd is; zonder die zaken zou een doorlooptijd te kort lijken.",
    "Een schorsing zit in de doorlooptijd: het werk ligt dan ook stil.",
)


@dataclass(frozen=True)
class Duurijking:
    """Een geijkte doorlooptijd en waar zij op rust."""

    verdeling: Verdeling
    klaar: int
    loopt: int
    tegenstrijdig: int  # klaar voor het begin: niet meegeteld
    waargenomen: tuple[float, ...]  # kwantielen TOON van wat klaar is
    geijkt: tuple[float, ...]  # dezelfde kwantielen met wat nog loopt erbij
    aangenomen: bool


def ijk_duur(
    begin: Getallen, eind: Getallen, welke: Waarheden, dag: int, kalender: Kalender, termijn: float
) -> Duurijking:
    """De doorlooptijd van wat begonnen is; te weinig gevallen geeft een gok rond de termijn."""
    begonnen = welke & (begin > LEEG) & (begin <= dag)
    fout = begonnen & (eind > LEEG) & (eind < begin)
    begonnen &= ~fout
    klaar = eind[begonnen] > LEEG
    tot = np.where(klaar, eind[begonnen], dag)
    werkdagen = werkdagnummers(tot, kalender) - werkdagnummers(begin[begonnen], kalender)
    kort, lang = werkdagen[klaar], werkdagen[~klaar]
    dun = len(kort) < MINSTENS
    verdeling = _gok(termijn) if dun else uit_kromme(_kromme(kort, lang))
    gezien = tuple(float(waarde) for waarde in np.quantile(kort, TOON)) if len(kort) else ()
    geijkt = tuple(float(waarde) for waarde in _kwantiel(verdeling, np.array(TOON)))
    return Duurijking(verdeling, len(kort), len(lang), int(fout.sum()), gezien, geijkt, dun)


def _kromme(kort: Getallen, lang: Getallen) -> Kromme:
    klaar = [Waarneming(dagen, gebeurd=True, aantal=aantal) for dagen, aantal in sorted(Counter(kort.tolist()).items())]
    loopt = [
        Waarneming(dagen, gebeurd=False, aantal=aantal) for dagen, aantal in sorted(Counter(lang.tolist()).items())
    ]
    return kromme([*klaar, *loopt])


def uit_kromme(kromme: Kromme) -> Verdeling:
    """De verdeling bij een kromme: wat op dag d klaar is, ligt gelijk verdeeld van een halve dag ervoor tot een halve erna."""
    stappen = kromme.stappen
    deel = [0.0, *(1 - stap.over for stap in stappen)]
    plaats = [max(stappen[0].dag - 0.5, KORTST), *(stap.dag + 0.5 for stap in stappen)]
    deel[-1] = 1.0  # wat langer loopt dan wie ook klaar was, krijgt de langste duur die gezien is
    return Verdeling(tuple(np.interp(np.linspace(0, 1, STAPPEN + 1), deel, plaats).tolist()))


def _gok(termijn: float) -> Verdeling:
    """Zonder genoeg gevallen: rond de termijn, van de helft tot anderhalf keer."""
    return Verdeling((termijn / 2, termijn, termijn * 1.5))


def _kwantiel(verdeling: Verdeling, delen: Kommagetallen) -> Kommagetallen:
    return np.interp(delen, np.linspace(0, 1, len(verdeling.kwantielen)), verdeling.kwantielen)
