"""De brug tussen twee rekenwijzen: het verschil in stappen, elk met een regel en de gevallen die erdoor verschuiven.

Elke stap verandert een ding. De tellingen na een stap komen uit de gevallen zelf; het eind van de brug wordt apart geteld.
Zo valt op wat niet klopt: `Brug.sluit` zegt of begin en stappen samen precies het eind zijn.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add
from typing import TypedDict

from zicht.core.bronnen import Bron
from zicht.core.duur import Duur, Schorsing
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Aandeel, Antwoord, Telling, Telregel, telregel
from zicht.core.kalender import Kalender
from zicht.core.klokken import Termijn
from zicht.core.periodes import Periode
from zicht.core.reference import Omgeving, Rij, antwoord
from zicht.core.termijnen import uiterste_datum
from zicht.core.uitslagen import Tellingen
from zicht.core.voorwaarden import UitersteDatum

Pauzes = Mapping[tuple[str, str], Sequence[Schorsing]]
_LANGST = 200  # dagen: verder dan dit reikt geen termijn, zie ook de brede feiten

KEUZES = (
    (
        "De stappen staan in een vaste volgorde: begin van de klok, lengte, doorschuiven, kalender, wie meetelt, wat er in de "
        "teller komt, en dan de telling. In een andere volgorde kan een geval bij een andere stap horen; het totaal blijft gelijk."
    ),
    "Een geval staat bij elke stap waarin zijn antwoord verandert.",
)


@dataclass(frozen=True, eq=False)
class Rekenwijze:
    """Alles waarvan het antwoord op een geval afhangt: definitie, telling, termijn en kalender."""

    definitie: Aandeel
    telling: Telling
    duur: Duur | None
    kalender: Kalender

    def regel(self) -> Telregel:
        """De vragen per geval."""
        return telregel(self.definitie, self.telling, heeft_termijn=self.definitie.klok is None or bool(self.duur))


@dataclass(frozen=True)
class Geval:
    """Een geval zoals het op de peildatum bekend was."""

    id: str
    rij: Rij


@dataclass(frozen=True)
class Blik:
    """De periode, de peildatum en de pauzes waarmee de gevallen worden bekeken; pauzes lopen tot `bekend_tot`."""

    periode: Periode
    peildatum: date
    pauzes: Pauzes
    bekend_tot: date


@dataclass(frozen=True)
class Verschuiving:
    """De gevallen die in een stap van het ene antwoord naar het andere gaan."""

    van: Antwoord
    naar: Antwoord
    gevallen: tuple[str, ...]

    @property
    def verschil(self) -> Tellingen:
        """Wat deze gevallen aan de tellingen veranderen."""
        erbij, eraf = _als_telling(self.naar), _als_telling(self.van)
        n = len(self.gevallen)
        return Tellingen(
            n * (erbij.noemer - eraf.noemer), n * (erbij.teller - eraf.teller),
            n * (erbij.niet_te_bepalen - eraf.niet_te_bepalen), n * (erbij.nog_open - eraf.nog_open),
        )  # fmt: skip


@dataclass(frozen=True)
class Stap:
    """Een verandering: wat er stond, wat er staat, waar dat uit volgt, en wie er verschuift."""

    onderdeel: str
    was: str
    wordt: str
    bron: Bron
    verschuivingen: tuple[Verschuiving, ...]

    @property
    def verschil(self) -> Tellingen:
        """Het verschil van deze stap, opgeteld uit de gevallen."""
        return reduce(add, (v.verschil for v in self.verschuivingen), Tellingen())

    @property
    def gevallen(self) -> tuple[str, ...]:
        """Elk geval dat in deze stap verschuift."""
        return tuple(id_ for verschuiving in self.verschuivingen for id_ in verschuiving.gevallen)


@dataclass(frozen=True)
class Brug:
    """Van de ene rekenwijze naar de andere."""

    begin: Tellingen
    stappen: tuple[Stap, ...]
    eind: Tellingen

    @property
    def sluit(self) -> bool:
        """Of het begin en de gevallen van alle stappen samen precies het eind geven."""
        return reduce(add, (stap.verschil for stap in self.stappen), self.begin) == self.eind


def bouw_brug(gevallen: Sequence[Geval], van: Rekenwijze, naar: Rekenwijze, blik: Blik, bron: Bron) -> Brug:
    """De brug over deze gevallen; `bron` is de bron van de nieuwe versie."""
    vergelijkbaar(van, naar)
    nu = begin = antwoorden(gevallen, van, blik)
    stappen: list[Stap] = []
    for onderdeel, was, wordt, uit, wijze in _wissels(van, naar):
        straks = antwoorden(gevallen, wijze, blik)
        stappen.append(Stap(onderdeel, was, wordt, uit or bron, _verschuivingen(gevallen, nu, straks)))
        nu = straks
    return Brug(tel_op(begin), tuple(stappen), tel_op(antwoorden(gevallen, naar, blik)))


def vergelijkbaar(van: Rekenwijze, naar: Rekenwijze) -> None:
    """Een fout als er geen brug kan zijn: een andere eenheid die telt, of de een met en de ander zonder klok."""
    een, ander = van.definitie, naar.definitie
    if een.telt is not ander.telt:
        raise AanroepFout(
            f"Tussen deze definities is geen brug: de ene telt per {een.telt.tabelnaam()}, de andere per "
            f"{ander.telt.tabelnaam()}. Kies twee versies die hetzelfde tellen."
        )
    if (een.klok is None) != (ander.klok is None):
        raise AanroepFout("Tussen deze definities is geen brug: de ene meet een termijn en de andere niet.")


def antwoorden(gevallen: Sequence[Geval], wijze: Rekenwijze, blik: Blik) -> list[Antwoord]:
    """Het antwoord op elk geval onder een rekenwijze, in volgorde."""
    regel = wijze.regel()
    uit: list[Antwoord] = []
    for geval in gevallen:
        omgeving = Omgeving(blik.peildatum, blik.periode, _uiterste(wijze, blik, geval.id))
        uit.append(antwoord(regel, geval.rij, omgeving))
    return uit


def _uiterste(wijze: Rekenwijze, blik: Blik, id_: str) -> Callable[[UitersteDatum, Rij], date | None]:
    """De uiterste datum van een geval; een begin buiten de kalender heeft er geen."""

    def uiterste(knoop: UitersteDatum, rij: Rij) -> date | None:
        begin, kalender = rij[knoop.begin.naam], wijze.kalender
        if wijze.duur is None or not isinstance(begin, date) or begin < kalender.eerste:
            return None
        if (kalender.laatste - begin).days < _LANGST:
            return None
        eigen = blik.pauzes.get((knoop.schorsing, id_), ())
        return uiterste_datum(wijze.duur, begin, kalender, eigen, bekend_tot=blik.bekend_tot)

    return uiterste


def tel_op(antwoorden_: Sequence[Antwoord]) -> Tellingen:
    """De tellingen van een reeks antwoorden."""
    aantal = Counter(antwoorden_)
    return Tellingen(
        aantal[Antwoord.NOEMER] + aantal[Antwoord.TELLER], aantal[Antwoord.TELLER],
        aantal[Antwoord.NIET_TE_BEPALEN], aantal[Antwoord.NOG_OPEN],
    )  # fmt: skip


def _als_telling(een: Antwoord) -> Tellingen:
    return Tellingen(
        noemer=int(een >= Antwoord.NOEMER),
        teller=int(een is Antwoord.TELLER),
        niet_te_bepalen=int(een is Antwoord.NIET_TE_BEPALEN),
        nog_open=int(een is Antwoord.NOG_OPEN),
    )


def _verschuivingen(gevallen: Sequence[Geval], nu: Sequence[Antwoord],
                    straks: Sequence[Antwoord]) -> tuple[Verschuiving, ...]:  # fmt: skip
    groepen: dict[tuple[Antwoord, Antwoord], list[str]] = {}
    for geval, oud, nieuw in zip(gevallen, nu, straks, strict=True):
        if oud is not nieuw:
            groepen.setdefault((oud, nieuw), []).append(geval.id)
    return tuple(Verschuiving(van, naar, tuple(sorted(ids))) for (van, naar), ids in sorted(groepen.items()))


# ------------------------------------------------------------------------------------------------- van stap naar stap

_Wissel = tuple[str, str, str, Bron | None, Rekenwijze]
_ZONDER = "geen vraag"


def _wissels(van: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    """Elke verandering op de weg van `van` naar `naar`, met de rekenwijze erna."""
    nu = van
    for onderdeel in (_klok, _lengte, _doorschuiven, _kalender, _noemer, _bepaalbaar, _teller, _open, _datum, _telling):
        for wissel in onderdeel(nu, naar):
            nu = wissel[-1]
            yield wissel


def tussenwijzen(van: Rekenwijze, naar: Rekenwijze) -> tuple[Rekenwijze, ...]:
    """Elke rekenwijze op de brug, van begin tot eind."""
    return (van, *(wissel[-1] for wissel in _wissels(van, naar)), naar)


def _klok(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    oud, nieuw = nu.definitie.klok, naar.definitie.klok
    if oud is None or nieuw is None or _loopt(oud) == _loopt(nieuw):
        return
    yield ("klok", oud.titel, nieuw.titel, nieuw.bron, replace(nu, definitie=replace(nu.definitie, klok=nieuw)))


def _loopt(klok: Termijn) -> tuple[object, ...]:
    return klok.begint_bij, klok.eindigt_bij, klok.schorsing


def _lengte(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    """Hoe lang; wat er op een vrije dag gebeurt is een eigen stap."""
    oud, nieuw = nu.duur, naar.duur
    if oud is None or nieuw is None:
        if oud is not nieuw:
            was, wordt = (een.lengte if een else "geen termijn" for een in (oud, nieuw))
            yield ("lengte van de termijn", was, wordt, nieuw.bron if nieuw else None, replace(nu, duur=nieuw))
        return
    if (oud.aantal, oud.eenheid, oud.telt_ontvangstdag) == (nieuw.aantal, nieuw.eenheid, nieuw.telt_ontvangstdag):
        return
    if not _mag(nieuw, oud):  # werkdagen kennen geen doorschuiven: dat gaat er dan eerst af
        zonder = replace(oud, verlengt_bij_vrije_dag=False, minstens_gewone_dagen=0)
        nu = replace(nu, duur=zonder)
        yield ("einde op een vrije dag", _vrij(oud), _vrij(zonder), nieuw.bron, nu)
        oud = zonder
    kort = replace(nieuw, **_wet(oud))
    yield ("lengte van de termijn", oud.lengte, kort.lengte, nieuw.bron, replace(nu, duur=kort))


class _Wet(TypedDict):
    """Wat de Algemene termijnenwet aan een termijn toevoegt."""

    verlengt_bij_vrije_dag: bool
    minstens_gewone_dagen: int


def _wet(duur: Duur) -> _Wet:
    return _Wet(verlengt_bij_vrije_dag=duur.verlengt_bij_vrije_dag, minstens_gewone_dagen=duur.minstens_gewone_dagen)


def _mag(duur: Duur, zoals: Duur) -> bool:
    """Of de regel voor vrije dagen van de oude termijn ook bij de nieuwe lengte kan."""
    try:
        replace(duur, **_wet(zoals))
    except AanroepFout:
        return False
    return True


def _doorschuiven(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    oud, nieuw = nu.duur, naar.duur
    if oud is None or nieuw is None or _wet(oud) == _wet(nieuw):
        return
    yield ("einde op een vrije dag", _vrij(oud), _vrij(nieuw), nieuw.bron, replace(nu, duur=nieuw))


def _vrij(duur: Duur) -> str:
    if not duur.onder_termijnenwet:
        return "een vrije dag verschuift niets"
    gewoon = f", met minstens {duur.minstens_gewone_dagen} gewone dagen" if duur.minstens_gewone_dagen else ""
    return f"schuift door naar de eerstvolgende werkdag{gewoon}"


def _kalender(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    if nu.kalender.naam != naar.kalender.naam and naar.definitie.klok is not None:
        oud, nieuw = nu.kalender, naar.kalender
        yield ("kalender", oud.omschrijving or oud.naam, nieuw.omschrijving or nieuw.naam, None,
               replace(nu, kalender=nieuw))  # fmt: skip


def _per_vraag(deel: str, onderdeel: str) -> Callable[[Rekenwijze, Rekenwijze], Iterator[_Wissel]]:
    """Elke vraag die erbij komt, verdwijnt of verandert is een eigen stap."""

    def wissels(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
        nieuw = dict(getattr(naar.definitie, deel))
        for naam in dict.fromkeys((*getattr(nu.definitie, deel), *nieuw)):
            vragen = dict(getattr(nu.definitie, deel))
            if vragen.get(naam) == nieuw.get(naam):
                continue
            was = naam if naam in vragen else _ZONDER
            vragen.pop(naam, None)
            vragen |= {naam: nieuw[naam]} if naam in nieuw else {}
            nu = replace(nu, definitie=replace(nu.definitie, **{deel: vragen}))
            yield (onderdeel, was, naam if naam in nieuw else _ZONDER, None, nu)

    return wissels


_noemer = _per_vraag("noemer", "wie meetelt")
_bepaalbaar = _per_vraag("bepaalbaar", "wat te bepalen is")
_open = _per_vraag("open", "wat nog open is")


def _teller(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    """De teller wisselt in een keer: een lege teller ertussen zou elk geval twee keer laten verschuiven."""
    if naar.definitie.klok is None and dict(nu.definitie.teller) != dict(naar.definitie.teller):
        was, wordt = (" en ".join(d.teller) or _ZONDER for d in (nu.definitie, naar.definitie))
        yield ("teller", was, wordt, None,
               replace(nu, definitie=replace(nu.definitie, teller=naar.definitie.teller)))  # fmt: skip


def _datum(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    oud, nieuw = nu.definitie.periode_op, naar.definitie.periode_op
    if oud is not None and nieuw is not None and oud != nieuw:
        yield ("datum", oud.naam.replace("_", " "), nieuw.naam.replace("_", " "), None,
               replace(nu, definitie=replace(nu.definitie, periode_op=nieuw)))  # fmt: skip


def _telling(nu: Rekenwijze, naar: Rekenwijze) -> Iterator[_Wissel]:
    """In welke periode een geval hoort; telt een van beide niet op twee manieren, dan telt zij naar afronding."""
    oud, nieuw = (_hoe(wijze) for wijze in (nu, naar))
    anders = replace(
        nu, telling=naar.telling, definitie=replace(nu.definitie, twee_tellingen=naar.definitie.twee_tellingen)
    )
    if oud is not nieuw:
        yield ("telling", f"naar {_BIJ[oud]}", f"naar {_BIJ[nieuw]}", None, anders)


_BIJ = {Telling.AFGEROND: "afronding", Telling.ONTVANGEN: "ontvangst"}


def _hoe(wijze: Rekenwijze) -> Telling:
    return wijze.telling if wijze.definitie.twee_tellingen else Telling.AFGEROND
