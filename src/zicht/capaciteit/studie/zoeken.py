"""De kleinste bezetting die de normen haalt, of de goedkoopste mix: zoeken op hetzelfde toeval, tot er zekerheid is.

Elke bezetting krijgt dezelfde herhalingen. Er wordt begonnen met weinig; laat het interval van de kans de gevraagde zekerheid open,
dan komen er meer bij, tot het hoogste aantal. Wat dan nog open is, staat als onbeslist in het verslag.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from zicht.capaciteit.draaien import Gestopt
from zicht.capaciteit.model import Model, Norm
from zicht.capaciteit.studie.kosten import opgeteld, rond
from zicht.capaciteit.studie.scenario import mensen
from zicht.capaciteit.studie.verslag import Proef, Stand, Zoekas, Zoekverslag, Zoekvraag
from zicht.capaciteit.studie.zekerheid import Z99, Getallen, wilson
from zicht.capaciteit.uitkomst import Kans
from zicht.core.begroting.inzet import Dienstverband, Inzet
from zicht.core.begroting.inzetkosten import WOORD, kort
from zicht.core.fouten import AanroepFout

KEUZES = (
    "Alle gevraagde normen moeten in dezelfde herhaling gehaald worden; een norm zonder gevallen geldt als gehaald.",
    "Omdat er vaker gekeken wordt, beslist het interval van 99 procent; het verslag toont dat van 95 procent.",
    "Meer mensen maken de kans nooit kleiner: met hetzelfde toeval klopt dat op een enkele herhaling na.",
    "Wat een mix kost, is de prijs van een heel jaar.",
)

Steekproef = Mapping[str, Getallen]  # per maat een getal per herhaling
Loper = Callable[[Model, int, int], Steekproef]  # een model, de eerste herhaling, en hoeveel
Punt = tuple[int, ...]  # stappen op elke as


@dataclass
class Zoektocht:
    """Een zoektocht die onthoudt wat zij geprobeerd heeft."""

    model: Model
    vraag: Zoekvraag
    loop: Loper
    prijzen: Mapping[Dienstverband, Decimal | None]
    meld: Callable[[float], None] = lambda _: None
    stop: Callable[[], bool] = lambda: False
    proeven: dict[Punt, Proef] = field(default_factory=dict[Punt, Proef])

    def __post_init__(self) -> None:
        """Weiger een vraag die niet te beantwoorden is."""
        vraag = self.vraag
        if (
            not vraag.normen
            or len(vraag.assen) not in (1, 2)
            or vraag.stap <= 0
            or min(map(self.stappen, vraag.assen)) < 1
        ):
            raise AanroepFout(
                f"Zoekvraag '{vraag.titel}': verwacht minstens een norm, een of twee soorten mensen om mee te zoeken, en een stap"
                " die kleiner is dan het meeste dat geprobeerd mag worden."
            )

    def stappen(self, as_: Zoekas) -> int:
        """Hoeveel stappen er op een as passen."""
        return int(as_.meeste / self.vraag.stap)

    # -------------------------------------------------------------------------------------------------------- een proef

    def proef(self, punt: Punt) -> Proef:
        """De kans bij een bezetting, met zoveel herhalingen als nodig is om te beslissen."""
        if punt not in self.proeven:
            self.proeven[punt] = self._probeer(punt)
            self.meld(min(len(self.proeven) / self._verwacht(), 0.99))
        return self.proeven[punt]

    def _probeer(self, punt: Punt) -> Proef:
        erbij = self._mensen(punt)
        model = replace(
            self.model, extra=(*self.model.extra, *(e for inzet in erbij for e in mensen(self.model, inzet)))
        )
        gehaald, klaar, oordeel, deel = 0, 0, None, self.vraag.herhalingen
        while oordeel is None and klaar < self.vraag.meeste_herhalingen:
            if self.stop():
                raise Gestopt("De zoektocht is gestopt.")
            deel = min(deel, self.vraag.meeste_herhalingen - klaar)
            gehaald += int(alle_gehaald(self.loop(model, klaar, deel), self.vraag.normen).sum())
            klaar += deel
            deel, oordeel = klaar, beslis(wilson(gehaald, klaar, Z99), self.vraag.zekerheid)
        fte = sum((inzet.fte for inzet in erbij), Decimal(0))
        return Proef(erbij, fte, self.kosten(punt), wilson(gehaald, klaar), klaar, oordeel)

    def _mensen(self, punt: Punt) -> tuple[Inzet, ...]:
        return tuple(
            Inzet(as_.team, self.vraag.stap * aantal, as_.soort, na_maanden=as_.na_maanden)
            for as_, aantal in zip(self.vraag.assen, punt, strict=True)
            if aantal
        )

    def kosten(self, punt: Punt) -> Decimal | None:
        """Wat een bezetting in een jaar kost."""
        prijzen = (self.prijzen.get(as_.soort) for as_ in self.vraag.assen)
        paren = zip(prijzen, punt, strict=True)
        return opgeteld(None if prijs is None else rond(prijs * self.vraag.stap * n) for prijs, n in paren if n)

    def gewicht(self, punt: Punt) -> Decimal:
        """Waarop de goedkoopste gekozen wordt: euro, of fte als een prijs onbekend is."""
        if any(self.prijzen.get(as_.soort) is None for as_ in self.vraag.assen):
            return Decimal(sum(punt))
        return self.kosten(punt) or Decimal(0)

    def _verwacht(self) -> float:
        lengten = [self.stappen(as_) for as_ in self.vraag.assen]
        return 3 + np.log2(lengten[0] + 1) + (sum(lengten[1:]) * 1.5)

    # -------------------------------------------------------------------------------------------------------------- zoeken

    def zoek(self) -> Zoekverslag:
        """De beste bezetting, met alles wat ervoor geprobeerd is."""
        try:
            beste = self._zoek()
        except Gestopt:
            bekend = [punt for punt, proef in self.proeven.items() if proef.haalt]
            return self._verslag(Stand.GESTOPT, min(bekend, key=self.gewicht, default=None))
        return self._verslag(self._stand(beste), beste)

    def _zoek(self) -> Punt | None:
        nul = (0,) * len(self.vraag.assen)
        if self.proef(nul).haalt:
            return nul
        return self._een_as() if len(self.vraag.assen) == 1 else self._trap()

    def _een_as(self) -> Punt | None:
        """Halveren: onder haalt het niet (of is onbeslist), boven wel."""
        kleinste = self._halveer(lambda n: (n,), self.stappen(self.vraag.assen[0]))
        return None if kleinste is None else (kleinste,)

    def _halveer(self, punt: Callable[[int], Punt], meeste: int) -> int | None:
        if not self.proef(punt(meeste)).haalt:
            return None
        onder, boven = 0, meeste
        while boven - onder > 1:
            midden = (onder + boven) // 2
            onder, boven = (onder, midden) if self.proef(punt(midden)).haalt else (midden, boven)
        return boven

    def _trap(self) -> Punt | None:
        """Langs de rand van wat haalbaar is: een stap meer van de tweede soort, dan zo min mogelijk van de eerste."""
        eerste, tweede = (self.stappen(as_) for as_ in self.vraag.assen)
        kleinste = self._halveer(lambda n: (n, 0), eerste)
        beste = None if kleinste is None else (kleinste, 0)
        for erbij in range(1, tweede + 1):
            if beste and self.gewicht((0, erbij)) >= self.gewicht(beste):
                break
            for aantal in self._goedkoper(eerste, erbij, beste):
                if not self.proef((aantal, erbij)).haalt:
                    break
                beste = (aantal, erbij)
        return beste

    def _goedkoper(self, meeste: int, erbij: int, beste: Punt | None) -> Iterator[int]:
        """Aflopend het aantal van de eerste soort waarmee de bezetting goedkoper is dan de beste tot nu toe."""
        for aantal in range(meeste, -1, -1):
            if beste is None or self.gewicht((aantal, erbij)) < self.gewicht(beste):
                yield aantal

    # ------------------------------------------------------------------------------------------------------------ antwoord

    def _stand(self, beste: Punt | None) -> Stand:
        onbeslist = [punt for punt, proef in self.proeven.items() if proef.haalt is None]
        if beste is None:
            return Stand.TE_WEINIG_HERHALINGEN if onbeslist else Stand.NIET_HAALBAAR
        if not any(beste):
            return Stand.NU_AL
        goedkoper = any(self.gewicht(punt) < self.gewicht(beste) for punt in onbeslist)
        return Stand.TE_WEINIG_HERHALINGEN if goedkoper else Stand.GEVONDEN

    def _verslag(self, stand: Stand, beste: Punt | None) -> Zoekverslag:
        proeven = tuple(self.proeven[punt] for punt in sorted(self.proeven))
        gevonden = self.proeven[beste] if beste is not None else None
        return Zoekverslag(self.vraag, stand, _zin(self, stand, gevonden), gevonden, proeven)


def alle_gehaald(steekproef: Steekproef, normen: tuple[Norm, ...]) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Per herhaling of alle normen gehaald zijn."""
    delen = [steekproef[norm.indicator] for norm in normen]
    gehaald = [np.isnan(deel) | (deel >= norm.waarde - 1e-12) for deel, norm in zip(delen, normen, strict=True)]
    return np.logical_and.reduce(gehaald)


def beslis(kans: Kans, zekerheid: float) -> bool | None:
    """Of een kans groot genoeg is; None als het interval beide openlaat."""
    if kans.laag >= zekerheid:
        return True
    return False if kans.hoog < zekerheid else None


def _zin(zoektocht: Zoektocht, stand: Stand, gevonden: Proef | None) -> str:
    vraag = zoektocht.vraag
    zeker = f"{vraag.zekerheid * 100:.0f} procent zekerheid"
    meeste = " en ".join(f"{kort(as_.meeste)} fte {WOORD[as_.soort]}" for as_ in vraag.assen)
    met = f"Met {_woorden(gevonden)} is de kans {_kans(gevonden.kans)}." if gevonden else ""
    match stand:
        case Stand.NU_AL:
            return f"Met de mensen van nu wordt het al gehaald: de kans is {_kans(gevonden.kans)}." if gevonden else ""
        case Stand.GEVONDEN:
            return met
        case Stand.NIET_HAALBAAR:
            return f"Niet haalbaar met {zeker} binnen {meeste}."
        case Stand.TE_WEINIG_HERHALINGEN:
            open_ = [proef for proef in zoektocht.proeven.values() if proef.haalt is None]
            krap = min(open_, key=lambda proef: proef.fte)
            rest = f"Of {_woorden(krap)} genoeg is, is met {krap.herhalingen} herhalingen niet te zeggen: de kans is {_kans(krap.kans)}."
            return f"{met} {rest}".strip()
        case Stand.GESTOPT:
            return f"De zoektocht is gestopt. {met}".strip()


def _woorden(proef: Proef) -> str:
    delen = [f"{kort(inzet.fte)} fte {WOORD[inzet.soort]}" for inzet in proef.mensen]
    return f"{' en '.join(delen)} erbij" if delen else "de mensen van nu"


def _kans(kans: Kans) -> str:
    return f"{kans.waarde * 100:.0f} procent (tussen {kans.laag * 100:.0f} en {kans.hoog * 100:.0f})"
