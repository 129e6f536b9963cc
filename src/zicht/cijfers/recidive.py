"""Recidive: komt er na het sluiten van een dossier een nieuwe melding over iemand uit dat dossier, en na hoe lang?

De indicatoren 7a en 7b tellen meldingen in een periode. Hier wordt elk gesloten dossier gevolgd tot de eerste nieuwe melding
of tot de peildatum. Een dossier dat pas kort dicht is, telt mee zolang het is gevolgd (`overleving`). Ernaast staat de
indeling van het CBS, die iets anders meet. Nergens een norm of een kleur: dat is afgesproken, en de reden staat erbij.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from zicht.catalogus.indicatoren.hermelding import KLASSEN, Meldingklasse, klasse_van
from zicht.cijfers.onthouden import onthoud
from zicht.cijfers.overleving import Kromme, Punt, Waarneming, kromme
from zicht.core.bronnen import Bron
from zicht.core.periodes import Periode
from zicht.core.publicatie import Beleid, Getoond, Kruistabel, is_klein, publiceer_met_totaal, rond_af
from zicht.engines.herhaling import Bekendheid, Herhaling, Teruggekeerd

if TYPE_CHECKING:
    from zicht.cijfers.cijfers import Cijfers

MOMENTEN: Mapping[int, int] = MappingProxyType({6: 183, 12: 365, 18: 548, 24: 730})  # maanden en hun dagen
LANGSTE = 730

BRON = Bron("nhn-prestatie-indicatoren", "Bijlage 1, kwaliteit van samenwerking in de keten: recidive")
WAAROM_GEEN_NORM = (
    "Geweld in huis stoppen kost tijd, en terugkeer hoort bij het probleem. Daarom is er met opzet geen norm afgesproken.",
    "Voor een eerste melding zijn er vaak al tientallen incidenten geweest. Meer meldingen kunnen ook betekenen dat mensen eerder durven melden of dat het geweld beter zichtbaar is.",
    "Het cijfer zegt iets over hoe zwaar en ingewikkeld de problemen zijn, zoals armoede of psychische problemen, en over hoe goed de hele keten werkt. Veilig Thuis is verantwoordelijk voor het eigen deel, niet voor de hulp van anderen.",
    "De uitkomst is een reden voor een gesprek en voor onderzoek in dossiers, samen met de ketenpartners: is de nodige hulp ingezet, en hielp zij?",
)
KEUZES = (
    "De eenheid is het gesloten dossier, zoals NHN haar omschrijft: een melding over een betrokkene van wie het dossier is gesloten, zodat er een nieuw dossier komt.",
    "De tijd loopt van de dag van sluiten tot de ontvangst van de eerste melding die een ander dossier opent met minstens een van dezelfde personen; een melding op de dag van sluiten telt niet.",
    "Alleen dossiers die zijn geopend vanaf 1 januari 2019, het begin van het Handelingsprotocol 2019.",
    "Wie op de peildatum nog geen nieuwe melding heeft, is gevolgd tot de peildatum. Verhuizing naar een andere regio en overlijden staan niet in de feiten: dan loopt de waarneming door.",
    "Een nieuwe melding kan bij twee gesloten dossiers horen, als daar twee van de betrokkenen in voorkwamen; de indicatoren 7a en 7b rekenen haar alleen tot het laatst gesloten dossier.",
    "Zes maanden zijn 183 dagen, twaalf 365, achttien 548 en vierentwintig 730.",
    "Per gemeente is elk percentage afgerond op een stap van minstens vijf dossiers, zodat een los dossier niet te herkennen is.",
)


class Route(Enum):
    """Hoe een dossier sloot; alleen deze twee wegen kent de notitie."""

    OVERDRACHT = "directe_overdracht"
    VERVOLGDIENST = "vervolgdienst"

    @property
    def titel(self) -> str:
        """De weg in woorden."""
        return "Na directe overdracht" if self is Route.OVERDRACHT else "Na een vervolgdienst"

    @property
    def nummer(self) -> str:
        """Het nummer in de notitie."""
        return "7a" if self is Route.OVERDRACHT else "7b"


@dataclass(frozen=True)
class Terugkeer:
    """De gesloten dossiers van een route, gevolgd tot een nieuwe melding of tot de peildatum."""

    route: Route
    kromme: Kromme

    @property
    def punten(self) -> Mapping[int, Punt | None]:
        """De stand na 6, 12, 18 en 24 maanden."""
        return {maanden: self.kromme.op(dagen) for maanden, dagen in MOMENTEN.items()}


def terugkeer(cijfers: "Cijfers", gemeente: str | None = None) -> tuple[Terugkeer, ...]:
    """Per route hoe lang het duurde, van de hele gegevensset of van een gemeente."""
    return onthoud(cijfers, ("terugkeer", gemeente), lambda: _terugkeer(_waarnemingen(cijfers), gemeente))


_Waarnemingen = Mapping[tuple[str | None, str | None], list[Waarneming]]  # per gemeente en sluitroute


def _terugkeer(waarnemingen: _Waarnemingen, gemeente: str | None) -> tuple[Terugkeer, ...]:
    def van(route: Route) -> Iterator[Waarneming]:
        for (plaats, sluitroute), eigen in waarnemingen.items():
            if sluitroute == route.value and gemeente in (None, plaats):
                yield from eigen

    return tuple(Terugkeer(route, kromme(van(route))) for route in Route)


def _waarnemingen(cijfers: "Cijfers") -> _Waarnemingen:
    return onthoud(cijfers, "waarnemingen", lambda: _per_plaats(_rijen(cijfers)[0]))


def _per_plaats(rijen: Iterable[Teruggekeerd]) -> _Waarnemingen:
    uit: dict[tuple[str | None, str | None], list[Waarneming]] = {}
    for rij in rijen:
        eigen = uit.setdefault((rij.gemeente, rij.sluitroute), [])
        eigen.append(Waarneming(max(rij.dagen, 0), rij.terug, rij.aantal))
    return uit


def _rijen(cijfers: "Cijfers") -> tuple[list[Teruggekeerd], list[Bekendheid]]:
    return onthoud(cijfers, "herhaling", lambda: _lees(cijfers))


_BEWAARD = "herhaling.json"


def _lees(cijfers: "Cijfers") -> tuple[list[Teruggekeerd], list[Bekendheid]]:
    """De aantallen achter alles hier: het zoeken naar personen is het dure deel en wordt bij de feiten bewaard."""
    feiten = cijfers.feitenset
    tekst = feiten.voorraad.haal_tekst(_BEWAARD) if feiten.voorraad else None
    if tekst is not None:
        terug, bekend = json.loads(tekst)
        return [Teruggekeerd(*rij) for rij in terug], [Bekendheid(*rij) for rij in bekend]
    herhaling = Herhaling(feiten.verbinding, feiten.regios, feiten.peildatum)
    terug, bekend = herhaling.teruggekeerd(), herhaling.bekendheid()
    if feiten.voorraad:
        rijen = [[list(vars(rij).values()) for rij in deel] for deel in (terug, bekend)]
        feiten.voorraad.bewaar_tekst(_BEWAARD, json.dumps(rijen))
    return terug, bekend


# ------------------------------------------------------------------------------------------------- de indeling van het CBS


def meldingklassen(cijfers: "Cijfers", periode: Periode, gemeente: str | None = None) -> Mapping[Meldingklasse, int]:
    """Hoeveel meldingen in de hele maanden van de periode in elke klasse vallen."""
    per_maand = onthoud(cijfers, ("meldingklassen", gemeente), lambda: _per_maand(_rijen(cijfers)[1], gemeente))
    maanden = {int(m.code[:4]) * 12 + int(m.code[5:]) - 1 for m in periode.maanden()}
    return {klasse: sum(per_maand.get((maand, klasse), 0) for maand in maanden) for klasse in KLASSEN}


def _per_maand(rijen: Iterable[Bekendheid], gemeente: str | None) -> Mapping[tuple[int, Meldingklasse], int]:
    uit: dict[tuple[int, Meldingklasse], int] = {}
    for rij in rijen:
        if gemeente is None or rij.gemeente == gemeente:
            vak = rij.maand, klasse_van(rij.tijdens, bekend=rij.bekend)
            uit[vak] = uit.get(vak, 0) + rij.aantal
    return uit


# -------------------------------------------------------------------------------------------------------- veilig getoond


@dataclass(frozen=True)
class VeiligPunt:
    """Een punt zoals het naar buiten mag; zonder waarde staat er een reden."""

    maanden: int
    wel: float | None  # deel met een nieuwe melding, afgerond
    laag: float | None
    hoog: float | None
    onder_risico: int | None
    reden: str = ""


@dataclass(frozen=True)
class VeiligeTerugkeer:
    """Een rij van de tabel per gemeente: dossiers met en zonder nieuwe melding, en de punten die te tonen zijn."""

    gebied: str | None
    gevolgd: Getoond
    terug: Getoond
    punten: tuple[VeiligPunt, ...]


def veilig_per_gemeente(
    cijfers: "Cijfers", route: Route, gemeenten: Iterable[str], beleid: Beleid
) -> tuple[VeiligeTerugkeer, ...]:
    """Per gemeente, met de hele regio het eerst; kleine aantallen verborgen, en wat nodig is om ze verborgen te houden."""
    codes = tuple(gemeenten)
    return onthoud(cijfers, ("veilig", route, codes, beleid), lambda: _veilig(cijfers, route, codes, beleid))


def _veilig(
    cijfers: "Cijfers", route: Route, gemeenten: tuple[str, ...], beleid: Beleid
) -> tuple[VeiligeTerugkeer, ...]:
    krommen = {code: _van(terugkeer(cijfers, code), route) for code in gemeenten}
    geteld = {code: (k.gebeurd, k.aantal - k.gebeurd) for code, k in krommen.items()}
    cellen = {
        (code, kolom): n for code, paar in geteld.items() for kolom, n in zip(("terug", "niet"), paar, strict=True)
    }
    tabel = publiceer_met_totaal(Kruistabel(tuple(krommen), ("terug", "niet"), cellen), beleid)
    samen = {None: _van(terugkeer(cijfers), route), **krommen}
    return tuple(
        VeiligeTerugkeer(
            code, tabel[code, None], tabel[code, "terug"], _veilige_punten(kr, tabel[code, "terug"], beleid)
        )
        for code, kr in samen.items()
    )


def _van(alle: Iterable[Terugkeer], route: Route) -> Kromme:
    return next(deel.kromme for deel in alle if deel.route is route)


def _veilige_punten(kr: Kromme, terug: Getoond, beleid: Beleid) -> tuple[VeiligPunt, ...]:
    return tuple(veilig_punt(kr, maanden, beleid, getoond=terug.zichtbaar) for maanden in MOMENTEN)


def veilig_punt(kr: Kromme, maanden: int, beleid: Beleid, *, getoond: bool = True) -> VeiligPunt:
    """Een punt op hele procenten (of grover), alleen als er genoeg dossiers en gebeurtenissen achter zitten."""
    punt, stap = kr.op(MOMENTEN[maanden]), afrondstap(kr.aantal, beleid)
    if punt is None:
        return _zonder(maanden, "nog geen dossier is zo lang gevolgd")
    if not getoond or stap is None or is_klein(punt.gebeurd, beleid):
        return _zonder(maanden, f"verborgen: minder dan {beleid.drempel} dossiers, of te weinig om veilig te tonen")
    if punt.onder_risico < beleid.drempel:
        return _zonder(maanden, "te weinig dossiers zijn zo lang gevolgd")
    laag = None if punt.hoog is None else _op(1 - punt.hoog, stap)
    hoog = None if punt.laag is None else _op(1 - punt.laag, stap)
    return VeiligPunt(maanden, _op(punt.wel, stap), laag, hoog, rond_af(punt.onder_risico, beleid))


def afrondstap(aantal: int, beleid: Beleid) -> int | None:
    """In stappen van zoveel procent is een deel te tonen zonder dat een los dossier te herkennen is; niets als dat niet kan."""
    return next((stap for stap in _STAPPEN if stap * aantal >= 100 * beleid.onzekerheid), None)


_STAPPEN = (1, 2, 5, 10)


def _zonder(maanden: int, reden: str) -> VeiligPunt:
    return VeiligPunt(maanden, None, None, None, None, reden)


def _op(deel: float, stap: int) -> float:
    return round(round(deel * 100 / stap) * stap / 100, 2)
