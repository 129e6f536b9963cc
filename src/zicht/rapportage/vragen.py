"""Wat een rapport van `Cijfers` vraagt: exact en nog niet gepubliceerd. Niets van hier komt zonder beleid in druk."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from zicht.cijfers import Cijfers, Gemeente, Uitgesplitst, Uitkomst
from zicht.cijfers.bedrijfsvoering import Bedrijfsvoering
from zicht.cijfers.cijfers import Per
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Telling, heeft_twee_tellingen
from zicht.core.periodes import Periode, lees_periode

JAREN_TREND = 3  # kalenderjaren in de trend, het jaar van het rapport meegeteld
INSTROOM = ("instroom-adviezen", "instroom-meldingen", "instroom-vervolgdiensten")
AANMELDINGEN = INSTROOM[:2]  # wat van buiten komt; een vervolgdienst kan in een kleine regio een maand ontbreken
UITGEVOERD = ("beoordelingen-uitgevoerd", "vervolgdiensten-uitgevoerd")
VOORRAAD = ("wachtlijst-beoordeling", "werkvoorraad-vervolgdiensten")
BESCHRIJVEND = (*INSTROOM, *UITGEVOERD, *VOORRAAD)

Voortgang = Callable[[str], None]


class Blik(NamedTuple):
    """Een telling van de indicatoren: voor de regio en per gemeente."""

    regio: Uitkomst
    gemeenten: Uitkomst


@dataclass(frozen=True)
class Vragen:
    """De exacte antwoorden voor een rapport over een periode."""

    regio: str
    periode: Periode
    peildatum: date
    feiten_tot: date
    vingerafdruk: str
    definitieversie: str
    indicatorset: str | None
    toch: bool
    bevindingen: tuple[str, ...]
    gemeenten: tuple[Gemeente, ...]
    afgerond: Blik
    ontvangen: Blik
    vorig: Blik | None
    maanden: tuple[Uitkomst, ...]
    duiding: tuple[Uitgesplitst, ...]
    bedrijfsvoering: Bedrijfsvoering
    vorige_bedrijfsvoering: Bedrijfsvoering | None

    @property
    def voorlopig(self) -> bool:
        """Of de periode op de peildatum nog niet voorbij was."""
        return self.peildatum < self.periode.eind


def regionaam(cijfers: Cijfers) -> str:
    """De naam van de regio; een rapport gaat over een regio."""
    regios = cijfers.feitenset.regios
    if len(regios) != 1:
        raise AanroepFout(
            f"Een burap of jaarbeeld gaat over een regio; in deze map staan er {len(regios)}: "
            f"{', '.join(regios[:5])}{' …' if len(regios) > 5 else ''}.",
            "Geef de map van een regio.",
        )
    return regios[0]


@dataclass(frozen=True)
class _Vrager:
    """Stelt vragen met steeds dezelfde indicatorset."""

    cijfers: Cijfers
    indicatorset: str | None

    def blik(self, van: Periode, dag: date | None, telling: Telling = Telling.AFGEROND,
             codes: Iterable[str] | None = None) -> Blik:  # fmt: skip
        regio, gemeenten = (
            self.cijfers.uitslagen(
                van, per=per, telling=telling, indicatorset=self.indicatorset, peildatum=dag, codes=codes
            )
            for per in (Per.REGIO, Per.GEMEENTE)
        )
        return Blik(regio, gemeenten)


def vraag(cijfers: Cijfers, periode: Periode, *, peildatum: date | None, indicatorset: str | None,
          meld: Voortgang, trend: Sequence[str] | None = None) -> Vragen:  # fmt: skip
    """Stel alle vragen; `meld` krijgt per stap een korte zin."""
    vrager, regio = _Vrager(cijfers, indicatorset), regionaam(cijfers)
    meld("de indicatoren van de periode")
    afgerond = vrager.blik(periode, peildatum)
    eerste = afgerond.regio
    meld("de telling naar ontvangst")
    ontvangen = vrager.blik(periode, peildatum, Telling.ONTVANGEN, _twee_tellingen())
    meld("dezelfde periode een jaar eerder")
    soorten = _geregistreerd(eerste)
    vorig = _vorig(vrager, periode, eerste.peildatum, soorten)
    meld("de trend over de jaren")
    codes = trend or (*BESCHRIJVEND, *_met_norm(eerste))
    maanden = _maanden(cijfers, periode, peildatum, indicatorset, codes, soorten)
    meld("de uitsplitsingen")
    eerder = cijfers.bedrijfsvoering(jaar_eerder(periode), vorig.regio.peildatum) if vorig else None
    feiten = cijfers.feitenset
    return Vragen(
        regio, periode, eerste.peildatum, feiten.peildatum, eerste.vingerafdruk, eerste.definitieversie,
        eerste.indicatorset, feiten.toch, feiten.waarschuwingen, cijfers.gemeenten(periode.eind.year),
        afgerond, ontvangen, vorig, maanden,
        cijfers.duiding(periode, per=Per.GEMEENTE, peildatum=peildatum),
        cijfers.bedrijfsvoering(periode, peildatum), eerder,
    )  # fmt: skip


def _vorig(vrager: _Vrager, periode: Periode, peildatum: date, soorten: Collection[str]) -> Blik | None:
    """Een jaar eerder, tot en met dezelfde dag; niets als er toen nog niet volledig geregistreerd werd."""
    dag = None if peildatum == periode.eind else _dag_jaar_eerder(peildatum)
    blik = vrager.blik(jaar_eerder(periode), dag)
    return blik if _heeft_instroom(blik.regio, soorten) else None


def jaar_eerder(periode: Periode) -> Periode:
    """Dezelfde periode een jaar eerder."""
    jaar = str(periode.begin.year)
    if "/" not in periode.code:
        return lees_periode(periode.code.replace(jaar, str(periode.begin.year - 1), 1))
    begin, eind = (_dag_jaar_eerder(dag) for dag in (periode.begin, periode.eind))
    return Periode(begin, eind, f"{begin.isoformat()}/{eind.isoformat()}")


def _dag_jaar_eerder(dag: date) -> date:
    return dag.replace(year=dag.year - 1, day=28 if (dag.month, dag.day) == (2, 29) else dag.day)


def _twee_tellingen() -> list[str]:
    from zicht.catalogus.indicatoren import INDICATOREN

    return [code for code, indicator in INDICATOREN.items() if heeft_twee_tellingen(indicator)]


def _met_norm(uitkomst: Uitkomst) -> tuple[str, ...]:
    return tuple(u.code for u in uitkomst.uitslagen if u.nummer is not None)


def _maanden(cijfers: Cijfers, periode: Periode, peildatum: date | None, indicatorset: str | None,
             codes: Iterable[str], soorten: Collection[str]) -> tuple[Uitkomst, ...]:  # fmt: skip
    """Elke maand vanaf januari, twee jaar terug, als eigen periode; maanden van voor de registratie vallen weg."""
    begin = date(periode.eind.year - JAREN_TREND + 1, 1, 1)
    if periode.eind < begin:
        return ()
    reeks = Periode(begin, periode.eind, f"{begin}/{periode.eind}")
    alles = cijfers.uitslagen(reeks, per=Per.MAAND, indicatorset=indicatorset, peildatum=peildatum, codes=codes)
    volle = [
        Uitkomst(alles.periode, alles.peildatum, alles.vingerafdruk, alles.definitieversie, alles.indicatorset,
                 alles.telling, tuple(u for u in alles.uitslagen if u.maand == maand.code))
        for maand in reeks.maanden()
    ]  # fmt: skip
    return _zonder_aanloop([uitkomst for uitkomst in volle if uitkomst.uitslagen], soorten)


def _zonder_aanloop(maanden: list[Uitkomst], soorten: Collection[str]) -> tuple[Uitkomst, ...]:
    gevuld = [plaats for plaats, uitkomst in enumerate(maanden) if _heeft_instroom(uitkomst, soorten)]
    return tuple(maanden[gevuld[0] :]) if gevuld else ()


def _geregistreerd(uitkomst: Uitkomst) -> tuple[str, ...]:
    """Wat er in deze periode binnenkwam: daaraan is te zien of een eerder tijdvak al volledig is."""
    return tuple(u.code for u in uitkomst.uitslagen if u.code in AANMELDINGEN and u.noemer)


def _heeft_instroom(uitkomst: Uitkomst, soorten: Collection[str]) -> bool:
    """Of alles binnenkwam wat nu binnenkomt; zo niet, dan is dit van voor de registratie, of een aanloop van oude zaken."""
    if not soorten:
        return any(u.noemer for u in uitkomst.uitslagen if u.code in INSTROOM)
    return all(u.noemer for u in uitkomst.uitslagen if u.code in soorten)
