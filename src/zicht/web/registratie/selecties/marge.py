"""De marge tot de norm: hoeveel er nog te laat mogen komen, en welke lopende zaken dat beslissen.

Elk geval wordt beoordeeld door de referentie (core/reference.py) met de telregel van de indicator zelf; hier staat geen
tweede definitie. Keuzes: de cijfers gaan over de hele organisatie, net als de indicator; lopende zaken en hun aantal
gaan door de poort. Nieuwe zaken die nog binnenkomen zijn niet voorspeld. Een lopende zaak telt mee als haar klok
binnen de periode afloopt of al is afgelopen; de rest kan nog in een volgende periode worden afgerond.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.indicatoren import Aandeel, Antwoord
from zicht.core.parameters import Norm, Richting
from zicht.core.periodes import Periode, lees_periode
from zicht.web import eigennormen
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie.poort import zichtbaar
from zicht.web.registratie.selecties.margezaken import Lezing, Lopend, Zaken

__all__ = ["Lopend", "Marge", "Margestand", "burapperiode", "marges"]


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
    lezing = Lezing(
        [indicator for indicator, _, _ in gevraagd],
        periode,
        vandaag,
        zichtbaar(gebruiker, nu, "cijfers.inzien", "dossier__"),
    )
    gevonden = [
        _marge(indicator, nummer, norm, Zaken(indicator, regio, lezing)) for indicator, nummer, norm in gevraagd
    ]
    return Margestand(periode, vandaag, gevonden)


def _met_norm(regio: str, op: date) -> Iterator[tuple[Aandeel, str, Norm]]:
    verzameling = load.standaardset(regio, op)
    if verzameling is None:
        return
    eigen = eigennormen.normen()
    for code, nummer in verzameling.nummers.items():
        indicator = INDICATOREN[code]
        naam = verzameling.normen.get(code)
        norm = load.eigen_norm(eigen, code, op) or (load.parameters(regio).norm(naam, op) if naam else None)
        if isinstance(indicator, Aandeel) and indicator.klok and norm and norm.richting is Richting.MINIMAAL:
            yield indicator, nummer, norm


def _marge(indicator: Aandeel, nummer: str, norm: Norm, zaken: Zaken) -> Marge:
    geteld, open_ = zaken.geteld(), zaken.open()
    vandaag, eind = zaken.lezing.vandaag, zaken.lezing.periode.eind
    return Marge(
        indicator=indicator,
        nummer=nummer,
        norm=norm,
        noemer=geteld[Antwoord.NOEMER] + geteld[Antwoord.TELLER],
        teller=geteld[Antwoord.TELLER],
        niet_te_bepalen=geteld[Antwoord.NIET_TE_BEPALEN],
        lopend=[zaak for zaak in open_ if vandaag <= zaak.uiterlijk_op <= eind],
        te_laat=[zaak for zaak in open_ if zaak.uiterlijk_op < vandaag],
    )
