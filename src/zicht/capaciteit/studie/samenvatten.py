"""Van een gespeeld model naar een keuzeverslag: banden, kansen, verschillen per herhaling, en wanneer de achterstand weg is."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import isnan

import numpy as np

from zicht.capaciteit.model import Model, Norm, Post
from zicht.capaciteit.studie.scenario import Toegepast
from zicht.capaciteit.studie.spelen import Spel
from zicht.capaciteit.studie.verslag import Keuzeverslag, Kosten, Normkans, Opgeteld, Reeks, Verschil, Wegwerken
from zicht.capaciteit.studie.zekerheid import Getallen, gepaard, rond, van_band, waarde, wilson
from zicht.capaciteit.uitkomst import INDICATOREN, Band, Jaarmaat, Maat, Uitkomst

KEUZES = (
    "Een norm wordt gehaald als het aandeel over het hele tijdvak minstens de norm is; zonder gevallen telt de herhaling niet mee.",
    "De achterstand is weg in de eerste week waarin er hooguit een gewone week instroom op oppakken wacht.",
    "Per gebied bewaart het verslag de wachtlijst, de leeftijd en de controles; alle andere reeksen gelden voor de regio.",
)
PER_GEBIED = (Maat.WACHT_BEOORDELING, Maat.WACHTDAGEN, Maat.CONTROLES)
_WEG = Jaarmaat.WEG_IN_WEEK.name.lower()
_EIND = Jaarmaat.WACHT_EIND.name.lower()


def vat_samen(keuze: Toegepast, spel: Spel, nul: Spel | None, kosten: Kosten, normen: Sequence[Norm]) -> Keuzeverslag:
    """Het verslag van een keuze; `nul` is niets doen, om per herhaling mee te vergelijken."""
    uit = spel.uitkomst
    return Keuzeverslag(
        scenario=keuze.scenario,
        kosten=kosten,
        opgeteld=tuple(_opgeteld(spel)),
        reeksen=tuple(_reeksen(uit)),
        teams=tuple(_teams(uit)),
        normkansen=tuple(normkans(spel, norm) for norm in normen),
        meer_dan_vandaag=wilson(int((spel.waarden[_EIND] > wacht_vandaag(keuze.model)).sum()), uit.herhalingen),
        wegwerken=wegwerken(spel.waarden[_WEG], uit.weekeinde),
        verschillen=tuple(_verschillen(spel, nul)) if nul else (),
        alleen_begroting=keuze.alleen_begroting,
        alleen_simulatie=keuze.alleen_simulatie,
    )


def wacht_vandaag(model: Model) -> int:
    """Hoeveel meldingen er op de eerste dag nog niet beoordeeld zijn."""
    return sum(zaak.post is Post.BEOORDELING for zaak in model.start)


def normkans(spel: Spel, norm: Norm) -> Normkans:
    """De kans dat een norm gehaald wordt."""
    aandelen = spel.waarden[norm.indicator]
    bekend = aandelen[~np.isnan(aandelen)]
    return Normkans(norm, wilson(int((bekend >= norm.waarde - 1e-12).sum()), len(bekend)))


def wegwerken(weken: Getallen, weekeinde: Sequence[date]) -> Wegwerken:
    """In welke week de achterstand weg is; een week na de laatste betekent: niet in dit tijdvak."""
    oplopend = np.sort(weken)
    n, lengte = len(oplopend), len(weekeinde)

    def datum(deel: float) -> date | None:
        week = int(oplopend[min(int(np.ceil(deel * n)), n) - 1])
        return weekeinde[week] if week < lengte else None

    return Wegwerken(wilson(int((oplopend < lengte).sum()), n), datum(0.5), datum(0.1), datum(0.9))


def _opgeteld(spel: Spel) -> Iterator[Opgeteld]:
    # Een jaarmaat komt uit dezelfde telling als de weken: het einde van de reeks en de stand aan het einde zijn hetzelfde getal.
    jaar = {
        maat.name.lower(): van_band(band) for maat, band in spel.uitkomst.jaar.items() if not isnan(band.gemiddelde)
    }
    for maat, getallen in spel.waarden.items():
        if maat != _WEG and (gevonden := jaar.get(maat) or waarde(getallen)):
            yield Opgeteld(maat, "", gevonden)
    for (indicator, groep), band in spel.uitkomst.tijdig.items():
        if groep is not None and not isnan(band.gemiddelde):
            yield Opgeteld(indicator, groep, van_band(band))


def _verschillen(spel: Spel, nul: Spel) -> Iterator[Verschil]:
    for maat, getallen in spel.waarden.items():
        if maat != _WEG:
            yield gepaard(maat, getallen - nul.waarden[maat])


def _reeksen(uit: Uitkomst) -> Iterator[Reeks]:
    yield from (_reeks(maat.name.lower(), "", uit.reeksen[maat, None]) for maat in Maat)
    yield from (
        _reeks(maat.name.lower(), groep, uit.reeksen[maat, groep]) for maat in PER_GEBIED for groep in uit.groepen
    )
    yield from (_reeks(code, "", uit.tijdig_per_week[code]) for code in INDICATOREN if code in uit.tijdig_per_week)


def _teams(uit: Uitkomst) -> Iterator[Reeks]:
    for maat, per_team in (("uren", uit.uren), ("bezet", uit.bezet), ("fte", uit.fte)):
        yield from (_reeks(maat, team, banden) for team, banden in per_team.items())


def _reeks(maat: str, over: str, banden: Sequence[Band]) -> Reeks:
    def kolom(naam: str) -> tuple[float | None, ...]:
        return tuple(None if isnan(band.gemiddelde) else rond(getattr(band, naam)) for band in banden)

    return Reeks(maat, over, kolom("midden"), kolom("laag"), kolom("hoog"))
