"""De zaken achter de marge: een keer gelezen voor alle indicatoren, en elk patroon van datums een keer beoordeeld.

Het oordeel is van de referentie (core/reference.py) met de telregel van de indicator. Wat zij over een patroon van
datums zegt, verandert op een dag niet meer: dat wordt onthouden. Welke zaken er zijn wordt elke keer gelezen.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.duur import Schorsing
from zicht.core.feiten import Feit, Melding
from zicht.core.indicatoren import Aandeel, Antwoord, Telling, telregel
from zicht.core.periodes import Periode, lees_periode
from zicht.core.reference import Omgeving, Rij, alle, antwoord, bekend, evalueer
from zicht.core.termijnen import uiterste_datum
from zicht.core.voorwaarden import UitersteDatum, velden
from zicht.web.registratie import models as m

Patroon = tuple[Any, ...]
_Pauzes = Mapping[tuple[str, str], tuple[Schorsing, ...]]

# Hoe een kolom van het Feitenformaat heet in de registratie; de rest heet gelijk.
_MELDING = {"melding_id": "kenmerk"}
_DIENST = {
    "dienst_id": "kenmerk",
    "melding_ontvangen_op": "melding__ontvangen_op",
    "melding_beoordeeld_op": "melding__beoordeeld_op",
}
_ERBIJ = ("eigenaar__first_name", "eigenaar__last_name")
_HOOGSTENS = 32  # zoveel keer een indicator op een dag onthouden: een handvol per dag


@dataclass(frozen=True)
class Lopend:
    """Een zaak die nog niet is afgerond en over de norm meebeslist."""

    kenmerk: str
    uiterlijk_op: date
    eigenaar: str


class Lezing:
    """De rijen van een verzoek: per tabel en einddatum een vraag, hoeveel indicatoren er ook op tellen."""

    def __init__(self, indicatoren: Sequence[Aandeel], periode: Periode, vandaag: date, poort: Q) -> None:
        self.periode, self.vandaag, self._poort = periode, vandaag, poort
        self._indicatoren = indicatoren
        self._gelezen: dict[tuple[type[Feit], str, bool], list[Patroon]] = {}

    def kolommen(self, telt: type[Feit]) -> tuple[str, ...]:
        """De kolommen die voor deze tabel worden gelezen: de sleutel, en waar een indicator naar kijkt."""
        nodig = {naam for i in self._indicatoren if i.telt is telt for naam in beslissend(i)}
        return (telt.sleutel[0], *(veld.naam for veld in telt.velden() if veld.naam in nodig - {telt.sleutel[0]}))

    def afgerond(self, telt: type[Feit], einde: str) -> list[Patroon]:
        """Wat in de periode is afgerond, in de hele organisatie."""
        kolom = _naam(telt, einde)
        binnen = Q(**{f"{kolom}__gte": self.periode.begin, f"{kolom}__lte": self.periode.eind})
        return self._lees((telt, einde, False), binnen, ())

    def open(self, telt: type[Feit], einde: str) -> list[Patroon]:
        """Wat nog loopt en door de poort mag, met achteraan zijn eigenaar."""
        return self._lees((telt, einde, True), self._poort & Q(**{f"{_naam(telt, einde)}__isnull": True}), _ERBIJ)

    def _lees(self, wat: tuple[type[Feit], str, bool], welke: Q, erbij: Sequence[str]) -> list[Patroon]:
        if wat not in self._gelezen:
            uitdrukkingen = [_uitdrukking(wat[0], naam) for naam in self.kolommen(wat[0])]
            self._gelezen[wat] = list(_tabel(wat[0]).filter(welke).values_list(*uitdrukkingen, *erbij))
        return self._gelezen[wat]

    @cached_property
    def pauzes(self) -> _Pauzes:
        """De schorsingen die vandaag bekend zijn, per klok en zaak."""
        uit: dict[tuple[str, str], list[Schorsing]] = defaultdict(list)
        kolommen = ("termijn", "melding__kenmerk", "dienst__kenmerk", "van", "tot", "grond")
        rijen = m.Schorsing.objects.filter(van__lte=self.vandaag).values_list(*kolommen)
        for termijn, melding, dienst, van, tot, grond in rijen:
            uit[termijn, melding or dienst].append(Schorsing(van, tot, grond))
        return {zaak: tuple(pauzes) for zaak, pauzes in uit.items()}


def _tabel(telt: type[Feit]) -> QuerySet[Any]:
    if telt is Melding:
        return m.Melding.objects.filter(omgezet_op=None)
    return m.Dienst.objects.filter(ingetrokken_op=None)


def _naam(telt: type[Feit], kolom: str) -> str:
    return (_MELDING if telt is Melding else _DIENST).get(kolom, kolom)


def _uitdrukking(telt: type[Feit], kolom: str) -> Any:
    naam = _naam(telt, kolom)
    if not naam.startswith("melding__"):
        return F(naam)
    # Een melding die een advies werd is geen feit, dus weet de dienst er ook niets van (registratie/feiten.py).
    return Case(When(melding__omgezet_op=None, then=F(naam)), default=Value(None))


@lru_cache(maxsize=64)
def beslissend(indicator: Aandeel) -> tuple[str, ...]:
    """De velden waar de klok en de noemer naar kijken; de rest wordt niet gelezen."""
    gevraagd = velden(*telregel(indicator, Telling.AFGEROND).voorwaarden())
    return tuple(sorted({veld.naam for veld in gevraagd} | {indicator.telt.bestaat_op or ""} - {""}))


class Oordeel:
    """Wat een indicator op een dag over een patroon van datums zegt, onthouden per patroon."""

    def __init__(self, indicator: Aandeel, regio: str, periode: Periode, vandaag: date) -> None:
        assert indicator.klok is not None
        self.indicator, self.klok, self.vandaag, self.namen = indicator, indicator.klok, vandaag, beslissend(indicator)
        self._duur = load.duur_of_niets(self.klok.duur, regio=regio)
        self._peildatum, self._periode = min(vandaag, periode.eind), periode
        self._telregel = telregel(indicator, Telling.AFGEROND)
        self._antwoorden: dict[tuple[Patroon, tuple[Schorsing, ...]], Antwoord] = {}
        self._dagen: dict[tuple[Patroon, tuple[Schorsing, ...]], date | None] = {}

    def antwoord(self, patroon: Patroon, pauzes: tuple[Schorsing, ...] = ()) -> Antwoord:
        """Wat een zaak die is afgerond in de indicator doet."""
        gevonden = self._antwoorden.get((patroon, pauzes))
        if gevonden is None:
            gevonden = self._antwoorden[patroon, pauzes] = self._beoordeel(patroon, pauzes)
        return gevonden

    def uiterlijk(self, patroon: Patroon, pauzes: tuple[Schorsing, ...]) -> date | None:
        """De uiterste datum van een lopende zaak die meetelt, of niets."""
        sleutel = (patroon, pauzes)
        if sleutel not in self._dagen:
            self._dagen[sleutel] = self._reken(patroon, pauzes)
        return self._dagen[sleutel]

    def _beoordeel(self, patroon: Patroon, pauzes: tuple[Schorsing, ...]) -> Antwoord:
        nu_bekend = bekend(self._deel, self._rij(patroon), self._peildatum)
        return Antwoord.TELT_NIET if nu_bekend is None else antwoord(self._telregel, nu_bekend, self._omgeving(pauzes))

    def _reken(self, patroon: Patroon, pauzes: tuple[Schorsing, ...]) -> date | None:
        rij, omgeving = self._rij(patroon), self._omgeving(pauzes)
        telt = alle(evalueer(voorwaarde, rij, omgeving) for voorwaarde in self.indicator.noemer.values())
        return omgeving.uiterste(self.klok.uiterste_datum, rij) if telt is True else None

    def _rij(self, patroon: Patroon) -> dict[str, Any]:
        return {naam: _janee(waarde) for naam, waarde in zip(self.namen, patroon, strict=True)}

    def _omgeving(self, pauzes: tuple[Schorsing, ...]) -> Omgeving:
        def uiterste(knoop: UitersteDatum, rij: Rij) -> date | None:
            begin = rij[knoop.begin.naam]
            if self._duur is None or not isinstance(begin, date):
                return None
            return uiterste_datum(self._duur, begin, load.kalender(), pauzes, bekend_tot=self._peildatum)

        return Omgeving(self._peildatum, self._periode, uiterste)

    @cached_property
    def _deel(self) -> type[Feit]:
        """Het feit met alleen de velden die beslissen: de andere nakijken kost de meeste tijd en verandert niets."""
        velden_ = tuple(veld for veld in self.indicator.telt.velden() if veld.naam in self.namen)
        beperkt = {"bestaat_op": self.indicator.telt.bestaat_op, "velden": classmethod(lambda _klasse: velden_)}
        return type("Deel", (Feit,), beperkt)


@lru_cache(maxsize=_HOOGSTENS)
def oordeel(code: str, regio: str, periode: str, vandaag: date) -> Oordeel:
    """Het oordeel van een indicator op een dag; het vorige van dezelfde dag, als dat er is."""
    indicator = INDICATOREN[code]
    assert isinstance(indicator, Aandeel)
    return Oordeel(indicator, regio, lees_periode(periode), vandaag)


class Zaken:
    """De zaken waar een indicator over gaat."""

    def __init__(self, indicator: Aandeel, regio: str, lezing: Lezing) -> None:
        assert indicator.klok is not None
        self.indicator, self.klok, self.lezing = indicator, indicator.klok, lezing
        self.oordeel = oordeel(indicator.code, regio, lezing.periode.code, lezing.vandaag)
        kolommen = lezing.kolommen(indicator.telt)
        self._patroon = _pak([kolommen.index(naam) for naam in self.oordeel.namen])
        self._begin = kolommen.index(self.klok.begint_bij.naam)
        self._pauzes = {zaak: p for (termijn, zaak), p in lezing.pauzes.items() if termijn == self.klok.schorsing}

    def geteld(self) -> Counter[Antwoord]:
        """Hoeveel zaken die in de periode zijn afgerond wat in de indicator doen."""
        rijen = self.lezing.afgerond(self.indicator.telt, self.klok.eindigt_bij.naam)
        met_pauze = [rij for rij in rijen if rij[0] in self._pauzes] if self._pauzes else []
        zonder = (rij for rij in rijen if rij[0] not in self._pauzes) if met_pauze else rijen
        uit: Counter[Antwoord] = Counter()
        for patroon, aantal in Counter(map(self._patroon, zonder)).items():
            uit[self.oordeel.antwoord(patroon)] += aantal
        for rij in met_pauze:
            uit[self.oordeel.antwoord(self._patroon(rij), self._pauzes[rij[0]])] += 1
        return uit

    def open(self) -> list[Lopend]:
        """De lopende zaken waarvan de klok in of voor deze periode afloopt, de eerste boven; geschorste niet."""
        rijen = self.lezing.open(self.indicator.telt, self.klok.eindigt_bij.naam)
        gevonden = filter(None, (self._lopend(rij) for rij in rijen if rij[self._begin] is not None))
        return sorted(gevonden, key=lambda zaak: (zaak.uiterlijk_op, zaak.kenmerk))

    def _lopend(self, rij: Patroon) -> Lopend | None:
        pauzes = self._pauzes.get(rij[0], ())
        uiterlijk = self.oordeel.uiterlijk(self._patroon(rij), pauzes)
        if uiterlijk is None or uiterlijk > self.lezing.periode.eind:
            return None
        if uiterlijk >= self.lezing.vandaag and any(pauze.loopt_op(self.lezing.vandaag) for pauze in pauzes):
            return None
        *_, voornaam, achternaam = rij
        return Lopend(rij[0], uiterlijk, f"{voornaam or ''} {achternaam or ''}".strip())


def _pak(plaatsen: Sequence[int]) -> Any:
    """Een functie die deze kolommen uit een rij neemt, altijd als rijtje."""
    if len(plaatsen) == 1:
        return lambda rij: (rij[plaatsen[0]],)
    return itemgetter(*plaatsen)


def _janee(waarde: Any) -> Any:
    return ("ja" if waarde else "nee") if isinstance(waarde, bool) else waarde or None
