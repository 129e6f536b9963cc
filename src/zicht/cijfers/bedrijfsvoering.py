"""Bedrijfsvoering: lasten per post, formatie tegen bezetting en verzuim. Beschrijvend, zonder kleur."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zicht.cijfers.maandreeksen import Maandreeks, lastenreeksen, samen
from zicht.core.begroting.prognose import Prognose, optellen
from zicht.core.periodes import Periode, laatste_dag
from zicht.engines.feitenset import Feitenset


@dataclass(frozen=True)
class Postregel:
    """Een begrotingspost: de lasten in de periode, en de maanden waar de prognose van het jaar uit volgt, in euro."""

    post: str
    realisatie: Decimal
    reeks: Maandreeks

    @property
    def prognose(self) -> Prognose | None:
        """De prognose voor het hele jaar; None als er nog geen volle maand is."""
        return self.reeks.prognose


@dataclass(frozen=True)
class Inzetregel:
    """Een functie: gemiddelde formatie en bezetting in fte over de maanden van de periode, en het verzuim in procenten."""

    functie: str
    formatie_fte: Decimal | None
    intern_fte: Decimal | None
    extern_fte: Decimal | None
    verzuim_pct: Decimal | None


@dataclass(frozen=True)
class Bedrijfsvoering:
    """`posten` of `inzet` is None als de tabel er niet is: dan is het onbekend, niet nul."""

    maanden: int
    posten: tuple[Postregel, ...] | None
    inzet: tuple[Inzetregel, ...] | None
    verzuim_pct: Decimal | None  # gewogen naar interne bezetting

    @property
    def totaalreeks(self) -> Maandreeks:
        """De lasten van alle posten samen, per maand."""
        return samen(regel.reeks for regel in self.posten or ())

    @property
    def prognose(self) -> Prognose | None:
        """De prognose van alle lasten samen: de som van de posten; None als er nog geen volle maand is."""
        geheel, delen = self.totaalreeks.prognose, [regel.prognose for regel in self.posten or ()]
        return optellen([deel for deel in delen if deel], geheel) if geheel else None


KEUZES = (
    "Alleen volle maanden tot en met de peildatum tellen mee.",
    "De prognose deelt de lasten vanaf januari door het deel van het jaar dat in eerdere jaren dan voorbij was.",
    "Verzuim is gewogen naar de interne bezetting per functie en maand.",
)


def bedrijfsvoering(feitenset: Feitenset, periode: Periode, peildatum: date) -> Bedrijfsvoering:
    """De cijfers over de volle maanden van de periode die op de peildatum bekend waren."""
    maanden = [m.code for m in periode.maanden() if laatste_dag(m.begin.year, m.begin.month) <= min(m.eind, peildatum)]
    tot = min(periode.eind, peildatum)
    posten = None if "boeking" in feitenset.ontbrekend else _posten(feitenset, maanden, tot)
    if "inzet" in feitenset.ontbrekend:
        return Bedrijfsvoering(len(maanden), posten, None, None)
    return Bedrijfsvoering(len(maanden), posten, _inzet(feitenset, maanden), _verzuim(feitenset, maanden))


def _posten(feitenset: Feitenset, maanden: Sequence[str], tot: date) -> tuple[Postregel, ...]:
    """De posten waarop in de periode geboekt is, en die waarop eerder dit jaar of in het vorige jaar geboekt is."""
    rijen = _vraag(
        feitenset,
        "SELECT post, sum(bedrag) FROM boeking WHERE maand IN (SELECT unnest(?::VARCHAR[])) "
        "AND post IS NOT NULL GROUP BY post ORDER BY min(rij), post",
        maanden,
    )
    geboekt: dict[str, Decimal] = dict(rijen)
    reeksen: Mapping[str, Maandreeks] = lastenreeksen(feitenset, tot) if maanden else {}
    loopt = [post for post, reeks in reeksen.items() if reeks.prognose and reeks.prognose.waarde]
    return tuple(
        Postregel(post, geboekt.get(post, Decimal(0)), reeksen[post]) for post in dict.fromkeys((*geboekt, *loopt))
    )


def _inzet(feitenset: Feitenset, maanden: Sequence[str]) -> tuple[Inzetregel, ...]:
    aantal = max(len(maanden), 1)
    rijen = _vraag(
        feitenset,
        "SELECT functie, sum(formatie_fte), sum(intern_fte), sum(extern_fte), "
        "sum(verzuim_pct * intern_fte), sum(intern_fte) FILTER (verzuim_pct IS NOT NULL) FROM inzet "
        "WHERE maand IN (SELECT unnest(?::VARCHAR[])) GROUP BY functie ORDER BY min(rij), functie",
        maanden,
    )
    return tuple(
        Inzetregel(
            functie, _per_maand(formatie, aantal), _per_maand(intern, aantal), _per_maand(extern, aantal),
            _deel(gewogen, weging),
        )
        for functie, formatie, intern, extern, gewogen, weging in rijen
    )  # fmt: skip


def _per_maand(som: Decimal | None, maanden: int) -> Decimal | None:
    return None if som is None else Decimal(som) / maanden


def _verzuim(feitenset: Feitenset, maanden: Sequence[str]) -> Decimal | None:
    rijen = _vraag(
        feitenset,
        "SELECT sum(verzuim_pct * intern_fte), sum(intern_fte) FILTER (verzuim_pct IS NOT NULL) FROM inzet "
        "WHERE maand IN (SELECT unnest(?::VARCHAR[]))",
        maanden,
    )
    return _deel(*rijen[0])


def _deel(som: Decimal | None, weging: Decimal | None) -> Decimal | None:
    return Decimal(som) / Decimal(weging) if som is not None and weging else None


def _vraag(feitenset: Feitenset, tekst: str, maanden: Sequence[str]) -> list[tuple[Any, ...]]:
    return feitenset.verbinding.execute(tekst, [list(maanden)]).fetchall()
