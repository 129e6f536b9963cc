"""De marge tot de norm: hoeveel er nog te laat mogen komen, en welke lopende zaken dat beslissen.

Elk geval wordt beoordeeld door de referentie (core/reference.py) met de telregel van de indicator zelf; hier staat geen
tweede definitie. Keuzes: de cijfers gaan over de hele organisatie, net als de indicator; lopende zaken en hun aantal
gaan door de poort. Nieuwe zaken die nog binnenkomen zijn niet voorspeld. Een lopende zaak telt mee als haar klok
binnen de periode afloopt of al is afgelopen; de rest kan nog in een volgende periode worden afgerond.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet

from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.duur import Schorsing
from zicht.core.feiten import Feit, Melding
from zicht.core.indicatoren import Aandeel, Antwoord, Telling, Telregel, telregel
from zicht.core.parameters import Norm, Richting
from zicht.core.periodes import Periode, lees_periode
from zicht.core.reference import Omgeving, Rij, alle, antwoord, bekend, evalueer
from zicht.core.termijnen import uiterste_datum
from zicht.core.voorwaarden import UitersteDatum, velden
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import zichtbaar

_Pauzes = Mapping[tuple[str, str], Sequence[Schorsing]]

# Hoe een kolom van het Feitenformaat heet in de registratie; de rest heet gelijk.
_MELDING = {"melding_id": "kenmerk", "dossier_id": "dossier__kenmerk"}
_DIENST = {
    "dienst_id": "kenmerk",
    "dossier_id": "dossier__kenmerk",
    "melding_ontvangen_op": "melding__ontvangen_op",
    "melding_beoordeeld_op": "melding__beoordeeld_op",
}
_OMGEZET = "melding__omgezet_op"
_VAN_DE_MELDING = ("melding_ontvangen_op", "melding_beoordeeld_op")


@dataclass(frozen=True)
class Lopend:
    """Een zaak die nog niet is afgerond en over de norm meebeslist."""

    kenmerk: str
    dossier: str
    uiterlijk_op: date
    eigenaar: str


@dataclass(frozen=True)
class Marge:
    """Een prestatie-indicator met norm: de stand, en wat er nog kan."""

    indicator: Aandeel
    nummer: str
    norm: Norm
    noemer: int
    teller: int
    niet_te_bepalen: int
    lopend: Sequence[Lopend]
    te_laat: Sequence[Lopend]

    @property
    def gehaald(self) -> bool | None:
        """Of de norm nu wordt gehaald; zonder gevallen is er geen oordeel."""
        return self.norm.gehaald(self.teller, self.noemer) if self.noemer else None

    @property
    def normprocent(self) -> int:
        """De norm in procenten."""
        return int(self.norm.waarde * 100)

    @cached_property
    def ruimte(self) -> int:
        """Hoeveel van de lopende zaken te laat mogen komen; negatief: zoveel komen er tekort, ook als alles lukt."""
        noemer = self.noemer + len(self.lopend) + len(self.te_laat)
        te_missen = range(len(self.lopend), -1, -1)
        best = self.teller + len(self.lopend)
        gehaald = next((n for n in te_missen if self.norm.gehaald(best - n, noemer)), None)
        return -self._tekort(best, noemer) if gehaald is None else gehaald

    @property
    def tekort(self) -> int:
        """Hoeveel zaken er op tijd te weinig zijn, ook als alles lukt."""
        return max(0, -self.ruimte)

    def _tekort(self, best: int, noemer: int) -> int:
        return next(n for n in range(1, noemer + 1) if self.norm.gehaald(best + n, noemer))


@dataclass(frozen=True)
class Margestand:
    """De marges van een periode, op een dag."""

    periode: Periode
    peildatum: date
    marges: Sequence[Marge]


def burapperiode(vandaag: date) -> Periode:
    """De burapperiode waarin een dag valt: vanaf januari tot en met april, augustus of december."""
    return lees_periode(f"{vandaag.year}-burap{(vandaag.month + 3) // 4}")


def marges(gebruiker: Gebruiker, regio: str, nu: datetime, vandaag: date) -> Margestand:
    """De marge van elke prestatie-indicator met een klok en een norm; een vast aantal vragen."""
    periode = burapperiode(vandaag)
    gevraagd = list(_met_norm(regio, periode.eind))
    schorsingen = _schorsingen(vandaag)
    gevonden = [
        _marge(indicator, nummer, norm, _Zaken(indicator, regio, periode, vandaag, schorsingen), gebruiker, nu)
        for indicator, nummer, norm in gevraagd
    ]
    return Margestand(periode, vandaag, gevonden)


def _met_norm(regio: str, op: date) -> Iterator[tuple[Aandeel, str, Norm]]:
    verzameling = load.standaardset(regio, op)
    if verzameling is None:
        return
    for code, nummer in verzameling.nummers.items():
        indicator = INDICATOREN[code]
        naam = verzameling.normen.get(code)
        norm = load.parameters(regio).norm(naam, op) if naam else None
        if isinstance(indicator, Aandeel) and indicator.klok and norm and norm.richting is Richting.MINIMAAL:
            yield indicator, nummer, norm


def _marge(indicator: Aandeel, nummer: str, norm: Norm, zaken: "_Zaken", gebruiker: Gebruiker, nu: datetime) -> Marge:
    geteld = Counter(zaken.antwoorden())
    open_ = list(zaken.open(zichtbaar(gebruiker, nu, "cijfers.inzien", "dossier__")))
    return Marge(
        indicator=indicator,
        nummer=nummer,
        norm=norm,
        noemer=geteld[Antwoord.NOEMER] + geteld[Antwoord.TELLER],
        teller=geteld[Antwoord.TELLER],
        niet_te_bepalen=geteld[Antwoord.NIET_TE_BEPALEN],
        lopend=[zaak for zaak in open_ if zaken.vandaag <= zaak.uiterlijk_op <= zaken.periode.eind],
        te_laat=[zaak for zaak in open_ if zaak.uiterlijk_op < zaken.vandaag],
    )


class _Zaken:
    """De zaken waar een indicator over gaat, gelezen als rijen van het Feitenformaat."""

    def __init__(self, indicator: Aandeel, regio: str, periode: Periode, vandaag: date, pauzes: _Pauzes) -> None:
        assert indicator.klok is not None
        self.indicator, self.klok, self.periode, self.vandaag, self._pauzes = (
            indicator, indicator.klok, periode, vandaag, pauzes,
        )  # fmt: skip
        self._duur = load.duur_of_niets(indicator.klok.duur, regio=regio)
        self.is_melding = indicator.telt is Melding
        self._namen = _MELDING if self.is_melding else _DIENST
        self.omgeving = Omgeving(min(vandaag, periode.eind), periode, self._uiterste)

    def antwoorden(self) -> Iterator[Antwoord]:
        """Wat elk geval dat in de periode is afgerond in de indicator doet."""
        regel = telregel(self.indicator, Telling.AFGEROND)
        einde = self._naam(self.klok.eindigt_bij.naam)
        binnen = Q(**{f"{einde}__gte": self.periode.begin, f"{einde}__lte": self.periode.eind})
        eerder: dict[tuple[Any, ...], Antwoord] = {}  # zaken met dezelfde datums krijgen hetzelfde antwoord
        for rij in self._rijen(self._tabel().filter(binnen)):
            patroon = self._patroon(rij)
            if patroon not in eerder:
                eerder[patroon] = self._antwoord(regel, rij)
            yield eerder[patroon]

    def _patroon(self, rij: Rij) -> tuple[Any, ...]:
        return (*(rij.get(naam) for naam in self._beslissend), *self._eigen_pauzes(self.klok.schorsing, rij))

    def _antwoord(self, regel: Telregel, rij: Rij) -> Antwoord:
        nu_bekend = bekend(self._deel, rij, self.omgeving.peildatum)
        return Antwoord.TELT_NIET if nu_bekend is None else antwoord(regel, nu_bekend, self.omgeving)

    def open(self, poort: Q) -> Iterator[Lopend]:
        """De lopende zaken waarvan de klok in of voor deze periode afloopt, de eerste boven; geschorste niet."""
        begin, einde = self._naam(self.klok.begint_bij.naam), self._naam(self.klok.eindigt_bij.naam)
        loopt = self._tabel().filter(poort, **{f"{einde}__isnull": True, f"{begin}__isnull": False})
        gevonden = (zaak for rij in self._rijen(loopt) if (zaak := self._lopend(rij)) is not None)
        yield from sorted(gevonden, key=lambda zaak: (zaak.uiterlijk_op, zaak.kenmerk))

    def _lopend(self, rij: dict[str, Any]) -> Lopend | None:
        telt = alle(evalueer(voorwaarde, rij, self.omgeving) for voorwaarde in self.indicator.noemer.values())
        uiterlijk = self._uiterste(self.klok.uiterste_datum, rij)
        if telt is not True or uiterlijk is None or uiterlijk > self.periode.eind:
            return None
        if uiterlijk >= self.vandaag and self._staat_stil(rij):
            return None
        eigenaar = f"{rij['eigenaar__first_name'] or ''} {rij['eigenaar__last_name'] or ''}".strip()
        return Lopend(rij[self.indicator.telt.sleutel[0]], rij["dossier_id"], uiterlijk, eigenaar)

    def _staat_stil(self, rij: Rij) -> bool:
        return any(pauze.loopt_op(self.vandaag) for pauze in self._eigen_pauzes(self.klok.schorsing, rij))

    def _tabel(self) -> QuerySet[Any]:
        if self.is_melding:
            return m.Melding.objects.filter(omgezet_op=None)
        return m.Dienst.objects.filter(ingetrokken_op=None)

    def _naam(self, veld: str) -> str:
        return self._namen.get(veld, veld)

    def _rijen(self, vraag: QuerySet[Any]) -> Iterator[dict[str, Any]]:
        kenmerken = {"dossier_id", *self.indicator.telt.sleutel, *self._beslissend}
        kolommen = [veld.naam for veld in self.indicator.telt.velden() if veld.naam in kenmerken]
        namen = ["eigenaar__first_name", "eigenaar__last_name", *([] if self.is_melding else [_OMGEZET])]
        gelezen = vraag.values_list(*(F(self._naam(naam)) for naam in kolommen), *namen)
        for waarden in gelezen.iterator(chunk_size=2_000):
            rij = {naam: _janee(waarde) for naam, waarde in zip((*kolommen, *namen), waarden, strict=True)}
            # Een melding die een advies werd is geen feit, dus weet de dienst er ook niets van (registratie/feiten.py).
            yield rij | dict.fromkeys(_VAN_DE_MELDING) if rij.get(_OMGEZET) else rij

    @cached_property
    def _deel(self) -> type[Feit]:
        """Het feit met alleen de velden die beslissen: de andere nakijken kost de meeste tijd en verandert niets."""
        nodig = {*self._beslissend, *self.indicator.telt.sleutel}
        velden_ = tuple(veld for veld in self.indicator.telt.velden() if veld.naam in nodig)
        beperkt = {"bestaat_op": self.indicator.telt.bestaat_op, "velden": classmethod(lambda _klasse: velden_)}
        return type("Deel", (Feit,), beperkt)

    @cached_property
    def _beslissend(self) -> tuple[str, ...]:
        """De velden waar de klok en de noemer naar kijken; de rest wordt niet gelezen."""
        gevraagd = velden(*telregel(self.indicator, Telling.AFGEROND).voorwaarden())
        return tuple(sorted({veld.naam for veld in gevraagd} | {self.indicator.telt.bestaat_op or ""}))

    def _eigen_pauzes(self, code: str, rij: Rij) -> Sequence[Schorsing]:
        return self._pauzes.get((code, str(rij[self.indicator.telt.sleutel[0]])), ())

    def _uiterste(self, knoop: UitersteDatum, rij: Rij) -> date | None:
        begin = rij[knoop.begin.naam]
        if self._duur is None or not isinstance(begin, date):
            return None
        pauzes = self._eigen_pauzes(knoop.schorsing, rij)
        return uiterste_datum(self._duur, begin, load.kalender(), pauzes, bekend_tot=self.omgeving.peildatum)


def _janee(waarde: Any) -> Any:
    return ("ja" if waarde else "nee") if isinstance(waarde, bool) else waarde or None


def _schorsingen(vandaag: date) -> _Pauzes:
    uit: dict[tuple[str, str], list[Schorsing]] = defaultdict(list)
    kolommen = ("termijn", "melding__kenmerk", "dienst__kenmerk", "van", "tot", "grond")
    for termijn, melding, dienst, van, tot, grond in m.Schorsing.objects.filter(van__lte=vandaag).values_list(
        *kolommen
    ):
        uit[termijn, melding or dienst].append(Schorsing(van, tot, grond))
    return uit
