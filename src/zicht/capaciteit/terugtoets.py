"""De terugtoets: wat had dit model een tijd geleden gezegd, en wat werd het?

Het model wordt geijkt op wat toen bekend was en speelt de tijd tot nu. Wat er werkelijk gebeurde, komt van dezelfde indicatoren als
overal in Zicht.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from math import isnan
from statistics import fmean
from typing import Any

from zicht.capaciteit.ijken import IjkFout, Ijking, ijk
from zicht.capaciteit.uitkomst import INDICATOREN, Band, Maat, Uitkomst
from zicht.catalogus.indicatoren import INDICATOREN as DEFINITIES
from zicht.cijfers import Cijfers
from zicht.core.begroting.begroting import Begroting
from zicht.core.periodes import Periode, korte_datum, lange_datum
from zicht.core.uitslagen import Uitslag

FORMAAT = 1
HERHALINGEN, ZAAD = 200, 1
KORTST = 28  # dagen: korter terug zegt niets over een jaar vooruit

KEUZES = (
    "Het model van toen krijgt alleen de feiten zoals bekend op die dag, en geen beleid of personeel dat er later bij kwam.",
    "Meldingen en beoordelingen tellen zoals de indicator ze telt, dus met wat alleen ter registratie is; het model verhoogt zijn aantal met dat deel.",
    "De band bevat acht van de tien herhalingen; bij een goed model valt acht op de tien keer het werkelijke getal erin.",
)


@dataclass(frozen=True, slots=True)
class Punt:
    """Een week: wat er voorspeld was en wat het werd."""

    weekeinde: date
    laag: float
    midden: float
    hoog: float
    werkelijk: int

    @property
    def binnen(self) -> bool:
        """Of het werkelijke getal in de band lag."""
        return self.laag <= self.werkelijk <= self.hoog


@dataclass(frozen=True, slots=True)
class Reeks:
    """Een reeks weken van een indicator."""

    code: str
    titel: str
    punten: tuple[Punt, ...]

    @property
    def ernaast(self) -> float:
        """Hoeveel de mediaan er gemiddeld naast zat."""
        return fmean(abs(punt.midden - punt.werkelijk) for punt in self.punten)

    @property
    def scheef(self) -> float:
        """Hoeveel de mediaan gemiddeld te hoog (of, negatief, te laag) was."""
        return fmean(punt.midden - punt.werkelijk for punt in self.punten)

    @property
    def binnen(self) -> float:
        """Welk deel van de weken in de band lag."""
        return fmean(punt.binnen for punt in self.punten)

    @property
    def gemiddeld(self) -> float:
        """De gemiddelde werkelijke waarde."""
        return fmean(punt.werkelijk for punt in self.punten)


@dataclass(frozen=True, slots=True)
class Aandeel:
    """Het aandeel op tijd over het hele tijdvak, als deel van 1; zonder noemer is het werkelijke aandeel onbekend."""

    code: str
    titel: str
    laag: float
    midden: float
    hoog: float
    werkelijk: float | None
    noemer: int

    @property
    def binnen(self) -> bool | None:
        """Of het werkelijke aandeel in de band lag."""
        return None if self.werkelijk is None else self.laag <= self.werkelijk <= self.hoog

    @property
    def ernaast(self) -> float | None:
        """Hoeveel de mediaan ernaast zat: positief is te hoog."""
        return None if self.werkelijk is None else self.midden - self.werkelijk


@dataclass(frozen=True)
class Terugtoets:
    """Wat een model op een dag gezegd had over de tijd tot een latere dag, naast wat het werd."""

    regio: str
    peildatum: date
    tot_en_met: date
    vingerafdruk: str
    herhalingen: int
    zaad: int
    reeksen: tuple[Reeks, ...]
    aandelen: tuple[Aandeel, ...]
    aannames: tuple[str, ...] = ()

    def reeks(self, code: str) -> Reeks:
        """De reeks met deze code."""
        return next(reeks for reeks in self.reeksen if reeks.code == code)

    @property
    def zin(self) -> str:
        """De toets in een zin, voor onder elk stuk."""
        rij = self.reeks(WACHTLIJST)
        eind = rij.punten[-1]
        binnen = sum(punt.binnen for punt in rij.punten)
        return (
            f"{_geleden(self.peildatum, self.tot_en_met)} had dit model voor {korte_datum(eind.weekeinde)} een wachtlijst van "
            f"{eind.midden:.0f} gezegd (tussen {eind.laag:.0f} en {eind.hoog:.0f}); het werd {eind.werkelijk}. Per week zat het er "
            f"gemiddeld {rij.ernaast:.0f} naast, en lag het werkelijke getal in {binnen} van de {len(rij.punten)} weken in de band "
            "van acht op de tien."
        )

    def als_json(self) -> dict[str, Any]:
        """De vorm waarin de toets bewaard wordt."""
        velden = asdict(self) | {naam: getattr(self, naam).isoformat() for naam in ("peildatum", "tot_en_met")}
        velden["aannames"] = list(self.aannames)
        velden["aandelen"] = list(velden["aandelen"])
        velden["reeksen"] = [
            reeks | {"punten": [punt | {"weekeinde": punt["weekeinde"].isoformat()} for punt in reeks["punten"]]}
            for reeks in velden["reeksen"]
        ]
        return {"formaat": FORMAAT} | velden


def terugtoets_uit_json(gegevens: Mapping[str, Any]) -> Terugtoets:
    """De toets uit de vorm waarin hij bewaard is."""
    velden = {naam: waarde for naam, waarde in gegevens.items() if naam != "formaat"}
    return Terugtoets(**velden | {
        "peildatum": date.fromisoformat(velden["peildatum"]),
        "tot_en_met": date.fromisoformat(velden["tot_en_met"]),
        "reeksen": tuple(_reeks_uit_json(reeks) for reeks in velden["reeksen"]),
        "aandelen": tuple(Aandeel(**aandeel) for aandeel in velden["aandelen"]),
        "aannames": tuple(velden["aannames"]),
    })  # fmt: skip


def _reeks_uit_json(velden: Mapping[str, Any]) -> Reeks:
    punten = (Punt(**punt | {"weekeinde": date.fromisoformat(punt["weekeinde"])}) for punt in velden["punten"])
    return Reeks(velden["code"], velden["titel"], tuple(punten))


def _geleden(van: date, tot: date) -> str:
    maanden = round((tot - van).days / 30.44)
    if maanden == 12:
        return f"Een jaar geleden ({korte_datum(van)})"
    return f"Op {lange_datum(van)}"


# ------------------------------------------------------------------------------------------------------------ toetsen

WACHTLIJST, NIET_OPGEPAKT = "wachtlijst-beoordeling", "wachtlijst-beoordeling/niet-opgepakt"
_WERKVOORRAAD = "werkvoorraad-vervolgdiensten"
_CODES = (WACHTLIJST, _WERKVOORRAAD, "instroom-meldingen", "beoordelingen-uitgevoerd")


def terugtoets(feiten: Cijfers, peildatum: date | None = None, *, dagen: int = 365, begroting: Begroting | None = None,
               herhalingen: int = HERHALINGEN, zaad: int = ZAAD) -> Terugtoets:  # fmt: skip
    """De toets vanaf een dag, hoogstens `dagen` lang; zonder dag precies zo lang voor de peildatum van de feiten."""
    from zicht.capaciteit.draaien import simuleer

    nu = feiten.feitenset.peildatum
    van = peildatum or nu - timedelta(days=dagen)
    lengte = min(dagen, (nu - van).days)
    if lengte < KORTST:
        raise IjkFout(
            f"Een terugtoets begint minstens {KORTST} dagen voor {korte_datum(nu)}; gevraagd: {korte_datum(van)}."
        )
    toen = ijk(feiten, van, begroting, lengte, "regio")
    uitkomst = simuleer(toen.model, herhalingen, zaad)
    return vergelijk(feiten, toen, uitkomst)


def terugtoetsen(feiten: Cijfers, momenten: Sequence[date], *, dagen: int = 365, begroting: Begroting | None = None,
                 herhalingen: int = HERHALINGEN, zaad: int = ZAAD) -> tuple[Terugtoets, ...]:  # fmt: skip
    """De toets vanaf een paar dagen."""
    vaste: dict[str, Any] = {"dagen": dagen, "begroting": begroting, "herhalingen": herhalingen, "zaad": zaad}
    return tuple(terugtoets(feiten, moment, **vaste) for moment in momenten)


def vergelijk(feiten: Cijfers, toen: Ijking, uitkomst: Uitkomst) -> Terugtoets:
    """Een uitkomst naast wat de indicatoren over dezelfde weken zeggen."""
    begin, eind = toen.model.begin, toen.model.begin + timedelta(days=toen.model.dagen - 1)
    werkelijk = _per_week(feiten, begin, uitkomst.weekeinde)
    deel = toen.verslag.getallen["deel_registratie"]
    return Terugtoets(
        toen.verslag.regio, toen.verslag.peildatum, eind, feiten.feitenset.vingerafdruk, uitkomst.herhalingen,
        uitkomst.zaad, tuple(_reeksen(uitkomst, werkelijk, 1 / (1 - min(deel, 0.9)))),
        tuple(_aandelen(feiten, uitkomst, begin, eind)), toen.verslag.aannames,
    )  # fmt: skip


def _per_week(feiten: Cijfers, begin: date, weekeinde: Sequence[date]) -> list[Mapping[str, Uitslag]]:
    """Per week de uitslag van elke indicator, met als peildatum het einde van die week."""
    perioden: list[Periode] = []
    for eind in weekeinde:
        perioden.append(Periode(begin, eind, f"{begin.isoformat()}/{eind.isoformat()}"))
        begin = eind + timedelta(days=1)
    reeks = feiten.reeks(perioden, codes=_CODES)
    return [{uitslag.code: uitslag for uitslag in uitkomst.uitslagen} for uitkomst in reeks]


def _reeksen(uitkomst: Uitkomst, werkelijk: Sequence[Mapping[str, Uitslag]], erbij: float) -> Iterator[Reeks]:
    def reeks(code: str, maat: Maat, aantallen: Sequence[int], titel: str = "", factor: float = 1.0) -> Reeks:
        banden = uitkomst.reeksen[maat, None]
        punten = zip(uitkomst.weekeinde, banden, aantallen, strict=True)
        return Reeks(
            code, titel or DEFINITIES[code].titel,
            tuple(Punt(dag, b.laag * factor, b.midden * factor, b.hoog * factor, n) for dag, b, n in punten),
        )  # fmt: skip

    def noemers(code: str) -> list[int]:
        return [week[code].noemer for week in werkelijk]

    def apart(code: str, naam: str) -> list[int]:
        return [week[code].tellingen.apart[naam] for week in werkelijk]

    yield reeks(WACHTLIJST, Maat.WACHT_BEOORDELING, noemers(WACHTLIJST))
    niet = apart(WACHTLIJST, "niet_opgepakt")
    yield reeks(NIET_OPGEPAKT, Maat.NIET_OPGEPAKT, niet, "Waarvan nog niet opgepakt")
    yield reeks("instroom-meldingen", Maat.ONTVANGEN, noemers("instroom-meldingen"), factor=erbij)
    yield reeks("beoordelingen-uitgevoerd", Maat.BEOORDEELD, noemers("beoordelingen-uitgevoerd"), factor=erbij)
    yield _werkvoorraad(uitkomst, noemers(_WERKVOORRAAD))


def _werkvoorraad(uitkomst: Uitkomst, werkelijk: Sequence[int]) -> Reeks:
    """De werkvoorraad is de som van vier standen; de band is die van elk samen, en dus eerder te ruim dan te krap."""
    maten = (Maat.WACHT_VV, Maat.WACHT_ONDERZOEK, Maat.LOOPT_VV, Maat.LOOPT_ONDERZOEK)
    rijen = zip(uitkomst.weekeinde, *(uitkomst.reeksen[maat, None] for maat in maten), werkelijk, strict=True)
    punten: list[Punt] = []
    for dag, *banden, aantal in rijen:
        delen: list[Band] = list(banden)
        midden, laag, hoog = (sum(getattr(deel, naam) for deel in delen) for naam in ("midden", "laag", "hoog"))
        punten.append(Punt(dag, laag, midden, hoog, aantal))
    return Reeks(_WERKVOORRAAD, DEFINITIES[_WERKVOORRAAD].titel, tuple(punten))


def _aandelen(feiten: Cijfers, uitkomst: Uitkomst, begin: date, eind: date) -> Iterator[Aandeel]:
    periode = Periode(begin, eind, f"{begin.isoformat()}/{eind.isoformat()}")
    uitslagen = feiten.uitslagen(periode, codes=INDICATOREN)
    for code in INDICATOREN:
        band, uitslag = uitkomst.tijdig.get((code, None)), uitslagen.van(code)
        if band is None or isnan(band.midden):  # zonder zaken valt er niets te voorspellen
            continue
        werkelijk = None if uitslag.waarde is None else float(uitslag.waarde)
        yield Aandeel(code, uitslag.titel, band.laag, band.midden, band.hoog, werkelijk, uitslag.noemer)


__all__ = ["Aandeel", "Punt", "Reeks", "Terugtoets", "terugtoets", "terugtoets_uit_json", "terugtoetsen", "vergelijk"]
