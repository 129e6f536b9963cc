"""Van blokken herhalingen naar een `Uitkomst`: welke reeksen er zijn, op welke schaal zij geteld worden, en hun banden."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from zicht.capaciteit.kern.blok import Blok
from zicht.capaciteit.kern.stand import BESCHIKBAAR, BEZET, MENSEN, WACHT_AANTAL, WACHT_SOM
from zicht.capaciteit.kern.tafels import MICRO, Kommagetallen, Tafels
from zicht.capaciteit.kern.vegen import breedte_voor, veeg, zoek_kwantielen
from zicht.capaciteit.model import Model
from zicht.capaciteit.uitkomst import INDICATOREN, KWANTIELEN, Band, Jaarmaat, Maat, Uitkomst

FIJN = 10  # gemiddelden, uren en fte worden op tienden geteld
PROMILLE = 1000  # aandelen op tienden van een procent
_RUIM = 4  # zoveel keer het verwachte past in de vakken

Sleutel = TypeVar("Sleutel", bound=Hashable)
Waarden: TypeAlias = npt.NDArray[np.int64]


@dataclass(slots=True)
class Veger:
    """Een groep reeksen met dezelfde soort vakken."""

    vakken: npt.NDArray[np.uint16]
    sommen: Waarden
    kwadraten: Waarden
    aantal: Waarden
    recht: bool

    @classmethod
    def nieuw(cls, reeksen: int, hoogste: int, *, recht: bool = False) -> "Veger":
        """Lege vakken voor zoveel reeksen die niet boven `hoogste` komen."""
        breedte = hoogste + 1 if recht else breedte_voor(hoogste)
        sommen, kwadraten, aantal = (np.zeros(reeksen, np.int64) for _ in range(3))
        return cls(np.zeros((reeksen, breedte), np.uint16), sommen, kwadraten, aantal, recht)

    def erbij(self, waarden: Waarden) -> None:
        """Tel waarden [herhaling, ...] op; -1 telt niet mee."""
        plat = np.ascontiguousarray(waarden.reshape(len(waarden), -1))
        veeg(plat, self.vakken, self.sommen, self.kwadraten, self.aantal, self.recht)

    def banden(self, schaal: float = 1.0) -> Iterator[Band]:
        """De band van elke reeks, op volgorde."""
        kwantielen = zoek_kwantielen(self.vakken, self.aantal, np.array(KWANTIELEN), self.recht) / schaal
        for rij, som, kwadraat, n in zip(kwantielen.tolist(), self.sommen, self.kwadraten, self.aantal, strict=True):
            yield _band(rij, int(som), int(kwadraat), int(n), schaal)


def _band(kwantielen: list[float], som: int, kwadraat: int, n: int, schaal: float) -> Band:
    if n == 0:
        return Band(tuple(kwantielen), float("nan"), float("nan"))
    spreiding = (n * kwadraat - som * som) / (n * (n - 1)) if n > 1 else 0.0
    return Band(tuple(kwantielen), som / n / schaal, sqrt(spreiding / n) / schaal)


class Verzameling:
    """Alle reeksen van een model, die met elk blok meegroeien in aantal en niet in omvang."""

    def __init__(self, model: Model, tafels: Tafels) -> None:
        self._model, self._tafels = model, tafels
        weken, groepen, teams = tafels.weken, tafels.groepen, len(model.teams)
        oudste = (model.dagen + tafels.voor) * FIJN
        self._regio = Veger.nieuw(weken * len(Maat), max(_hoogste(model, 1.0), oudste))
        grootste = max((max(stroom.groepen) for stroom in model.stromen), default=1.0)
        self._groepen = Veger.nieuw(weken * len(Maat) * groepen, max(_hoogste(model, grootste), oudste))
        self._uren = Veger.nieuw(weken * teams * 3, 1 << 24)
        self._tijdig = Veger.nieuw((groepen + 1) * len(INDICATOREN), PROMILLE, recht=True)
        self._tijdig_week = Veger.nieuw(weken * len(INDICATOREN), PROMILLE, recht=True)
        self._jaar = Veger.nieuw(len(Jaarmaat), 1 << 24)
        self._boven = np.zeros((len(INDICATOREN), 101), np.int64)
        self._gewone_week = gewone_week(model)

    def erbij(self, blok: Blok) -> tuple[Kommagetallen, Kommagetallen]:
        """Tel een blok mee; geeft per herhaling de jaarmaten en de aandelen op tijd, om modellen te vergelijken."""
        regio = blok.week.sum(axis=3, dtype=np.int64)
        regio[:, :, Maat.OUDSTE] = blok.week[:, :, Maat.OUDSTE].max(axis=2)
        jaar = self._jaarmaten(blok, regio)
        self._regio.erbij(_leeftijd(regio))
        self._groepen.erbij(_leeftijd(blok.week))
        self._uren.erbij(self._urenreeksen(blok))
        self._tijdig_week.erbij(_promille(blok.termijn_week))
        alle = blok.termijn_groep.sum(axis=1, keepdims=True)
        self._tijdig.erbij(_promille(np.concatenate([blok.termijn_groep, alle], axis=1)))
        self._tel_boven(alle[:, 0])
        schaal = np.array([FIJN if maat in _OP_TIENDEN else 1 for maat in Jaarmaat])
        self._jaar.erbij(_rond(jaar * schaal))
        return jaar, _aandeel(alle[:, 0])

    def uitkomst(self, herhalingen: int, zaad: int, rekentijd: float) -> Uitkomst:
        """Wat er na zoveel herhalingen staat."""
        model, tafels = self._model, self._tafels
        return Uitkomst(
            herhalingen=herhalingen,
            zaad=zaad,
            weekeinde=tuple(model.begin + timedelta(days=int(dag)) for dag in tafels.week["dag"]),
            groepen=model.groepen,
            reeksen=self._reeksen(),
            tijdig=self._tijdig_banden(),
            tijdig_per_week=self._per_week(self._tijdig_week.banden(PROMILLE), INDICATOREN),
            jaar=self._jaarbanden(),
            **self._urenbanden(),
            boven={code: tuple(self._boven[n].tolist()) for n, code in enumerate(INDICATOREN)},
            rekentijd=rekentijd,
        )

    # -------------------------------------------------------------------------------------------------------- waarden

    def _jaarmaten(self, blok: Blok, regio: Waarden) -> Kommagetallen:
        """Per herhaling de maten over het hele tijdvak, in de volgorde van Jaarmaat."""
        wacht = regio[:, :, Maat.WACHT_BEOORDELING]
        weg = regio[:, :, Maat.NIET_OPGEPAKT] <= self._gewone_week
        kolommen = [
            wacht.mean(axis=1),
            wacht[:, -1],
            blok.som[:, WACHT_SOM] / np.maximum(blok.som[:, WACHT_AANTAL], 1),
            *(regio[:, :, maat].sum(axis=1) for maat in _OPGETELD),
            np.where(weg.any(axis=1), weg.argmax(axis=1), self._tafels.weken),
        ]
        return np.stack([np.asarray(kolom, dtype=np.float64) for kolom in kolommen], axis=1)

    def _urenreeksen(self, blok: Blok) -> Waarden:
        """Per week en team: beschikbare uren, bezette uren en werkende fte, op tienden; fte op duizendsten."""
        uit = np.zeros(blok.team.shape)
        uit[..., BESCHIKBAAR] = blok.team[..., BESCHIKBAAR] / MICRO * FIJN
        uit[..., BEZET] = blok.team[..., BEZET] / MICRO * FIJN
        uit[..., MENSEN] = self._fte(blok.team[..., MENSEN]) * PROMILLE
        return _rond(uit)

    def _fte(self, mensdagen: Waarden) -> Kommagetallen:
        """De werkende fte, gemiddeld over de werkdagen van de week, met de extra mensen erbij."""
        model, tafels = self._model, self._tafels
        per_mens = np.array([team.fte / team.personen if team.personen else 0.0 for team in model.teams])
        week = tafels.werkdag["week"]
        werkdagen = np.bincount(week[week >= 0], minlength=tafels.weken)
        extra = np.zeros((tafels.weken, len(model.teams)))
        for mensen in model.extra:
            dagen = (model.begin + timedelta(days=int(dag)) for dag in tafels.werkdag["dag"])
            er = np.array([mensen.van <= dag <= mensen.tot_en_met for dag in dagen])
            extra[:, mensen.team] += mensen.fte * np.bincount(week[er & (week >= 0)], minlength=tafels.weken)
        return np.maximum((mensdagen * per_mens + extra) / np.maximum(werkdagen, 1)[:, None], 0.0)

    def _tel_boven(self, tellingen: Waarden) -> None:
        """Hoeveel herhalingen op elk heel procent of hoger uitkwamen."""
        for indicator in range(len(INDICATOREN)):
            alle, tijdig = tellingen[:, indicator, 0], tellingen[:, indicator, 1]
            procent = 100 * tijdig[alle > 0] // alle[alle > 0]
            aantallen = np.bincount(procent, minlength=101)
            self._boven[indicator] += aantallen[::-1].cumsum()[::-1]

    # --------------------------------------------------------------------------------------------------------- banden

    def _reeksen(self) -> dict[tuple[Maat, str | None], tuple[Band, ...]]:
        regio_sleutels: list[tuple[Maat, str | None]] = [(maat, None) for maat in Maat]
        regio = self._per_week(_geschaald(self._regio, 1), regio_sleutels)
        sleutels: list[tuple[Maat, str | None]] = [(maat, groep) for maat in Maat for groep in self._model.groepen]
        return regio | self._per_week(_geschaald(self._groepen, len(self._model.groepen)), sleutels)

    def _per_week(self, banden: Iterator[Band], sleutels: Sequence[Sleutel]) -> dict[Sleutel, tuple[Band, ...]]:
        alle = list(banden)
        breedte = len(sleutels)
        return {sleutel: tuple(alle[n::breedte]) for n, sleutel in enumerate(sleutels)}

    def _tijdig_banden(self) -> dict[tuple[str, str | None], Band]:
        sleutels = [(code, groep) for groep in (*self._model.groepen, None) for code in INDICATOREN]
        return dict(zip(sleutels, self._tijdig.banden(PROMILLE), strict=True))

    def _urenbanden(self) -> dict[str, dict[str, tuple[Band, ...]]]:
        op_tienden, op_duizendsten = list(self._uren.banden(FIJN)), list(self._uren.banden(PROMILLE))
        breedte, uit = 3 * len(self._model.teams), dict[str, dict[str, tuple[Band, ...]]]()
        for kolom, naam in ((BESCHIKBAAR, "uren"), (BEZET, "bezet"), (MENSEN, "fte")):
            banden = op_duizendsten if kolom == MENSEN else op_tienden
            uit[naam] = {team.code: tuple(banden[3 * n + kolom :: breedte]) for n, team in enumerate(self._model.teams)}
        return uit

    def _jaarbanden(self) -> dict[Jaarmaat, Band]:
        fijn, heel = list(self._jaar.banden(FIJN)), list(self._jaar.banden())
        uit = {maat: (fijn if maat in _OP_TIENDEN else heel)[maat] for maat in Jaarmaat}
        weg, niet = uit[Jaarmaat.WEG_IN_WEEK], self._tafels.weken
        kwantielen = tuple(-1.0 if waarde >= niet else waarde for waarde in weg.kwantielen)
        uit[Jaarmaat.WEG_IN_WEEK] = Band(kwantielen, weg.gemiddelde, weg.fout)
        return uit


_OP_TIENDEN = (Jaarmaat.WACHT_GEMIDDELD, Jaarmaat.WACHTTIJD)
_OPGETELD = (Maat.ONTVANGEN, Maat.BEOORDEELD, Maat.AF_VV, Maat.AF_ONDERZOEK, Maat.CONTROLES)


def gewone_week(model: Model) -> float:
    """Wat er in een gewone week binnenkomt: het verwachte aantal van de getelde dagen, per zeven dagen."""
    verwacht = sum(sum(stroom.per_dag[model.opwarmdagen :]) for stroom in model.stromen)
    return 7 * verwacht / (model.dagen - model.opwarmdagen)


def _hoogste(model: Model, deel: float) -> int:
    """Een ruime bovengrens voor een aantal zaken of controles in een gebied."""
    verwacht = sum(sum(stroom.per_dag) for stroom in model.stromen) * deel
    return int(_RUIM * (verwacht + len(model.start)) + PROMILLE)


def _leeftijd(waarden: npt.NDArray[np.int32] | Waarden) -> Waarden:
    """Maak van de som van de leeftijden het gemiddelde, op tienden; wie niemand heeft wachten staat op nul."""
    uit = waarden.astype(np.int64)
    wachtend = np.maximum(uit[:, :, Maat.NIET_OPGEPAKT], 1)
    uit[:, :, Maat.WACHTDAGEN] = (2 * FIJN * uit[:, :, Maat.WACHTDAGEN] + wachtend) // (2 * wachtend)
    return uit


def _geschaald(veger: Veger, groepen: int) -> Iterator[Band]:
    """De banden, met het gemiddelde aantal wachtdagen terug op zijn eigen schaal."""
    for nummer, (heel, fijn) in enumerate(zip(veger.banden(), veger.banden(FIJN), strict=True)):
        yield fijn if nummer // groepen % len(Maat) == Maat.WACHTDAGEN else heel


def _promille(tellingen: Waarden) -> Waarden:
    alle, tijdig = tellingen[..., 0], tellingen[..., 1]
    return np.where(alle > 0, (2 * PROMILLE * tijdig + alle) // np.maximum(2 * alle, 1), -1)


def _aandeel(tellingen: Waarden) -> Kommagetallen:
    alle, tijdig = tellingen[..., 0], tellingen[..., 1]
    return np.where(alle > 0, tijdig / np.maximum(alle, 1), np.nan)


def _rond(waarden: Kommagetallen) -> Waarden:
    return np.floor(waarden + 0.5).astype(np.int64)
