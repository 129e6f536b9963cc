"""De tijdlijn van een dossier: elke klok als balk van begin tot uiterste datum, met wat er gebeurde als punten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zicht.web.registratie import models as m
from zicht.web.registratie.klokken import Klok, Klokstand

BREED, LINKS, RIJ, BOVEN = 840, 200, 30, 34
_KORT = {
    "beoordeling": "beoordeling",
    "eerste_contact": "eerste contact",
    "terugkoppeling": "terugkoppeling",
    "voorwaarden_en_vervolg": "Voorwaarden & Vervolg",
    "onderzoek": "onderzoek",
    "monitormoment": "monitormoment",
    "huisverbod": "huisverbod",
    "huisverbodadvies": "advies huisverbod",
}
_MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Balk:
    """Een klok op de tijdlijn."""

    titel: str
    kenmerk: str
    y: int
    x: float
    breed: float
    uiterlijk_x: float | None
    einde_x: float | None
    stand: str
    tekst: str


@dataclass(frozen=True)
class Punt:
    """Een gebeurtenis op de tijdlijn."""

    x: float
    tekst: str


@dataclass(frozen=True)
class Streep:
    """Het begin van een maand."""

    x: float
    tekst: str


@dataclass(frozen=True)
class Tijdlijn:
    """De tekening: balken, punten, maanden en vandaag."""

    hoog: int
    breed: int
    balken: Sequence[Balk]
    punten: Sequence[Punt]
    strepen: Sequence[Streep]
    vandaag_x: float | None
    links: int = LINKS


def teken_tijdlijn(
    dossier: m.Dossier, klokken: Sequence[Klok], gebeurtenissen: Sequence[m.Gebeurtenis], vandaag: date
) -> Tijdlijn:
    """De tijdlijn van het openen tot de laatste uiterste datum of vandaag."""
    met_datum = [k for k in klokken if k.taak.uiterlijk_op and k.taak.soort != "tweede_lezing"]
    begin = dossier.geopend_op - timedelta(days=3)
    einde = max([dossier.gesloten_op or vandaag, *(k.taak.uiterlijk_op or vandaag for k in met_datum)]) + timedelta(
        days=5
    )
    dagen = max((einde - begin).days, 14)

    def x(dag: date) -> float:
        return round(LINKS + (BREED - LINKS - 16) * min(max((dag - begin).days, 0), dagen) / dagen, 1)

    volgorde = sorted(met_datum, key=lambda k: (k.taak.begint_op, k.taak.uiterlijk_op or vandaag))
    balken = [_balk(k, BOVEN + RIJ * nummer, x, vandaag) for nummer, k in enumerate(volgorde)]
    punten = [Punt(x(g.op), f"{g.op:%d-%m-%Y}: {g.tekst}") for g in gebeurtenissen]
    return Tijdlijn(
        hoog=BOVEN + RIJ * len(balken) + 44,
        breed=BREED,
        balken=balken,
        punten=punten,
        strepen=[Streep(x(dag), f"{_MAANDEN[dag.month - 1]} {dag.year}") for dag in _maanden(begin, einde, dagen)],
        vandaag_x=x(vandaag) if begin <= vandaag <= einde else None,
    )


def _balk(klok: Klok, y: int, plek: Callable[[date], float], vandaag: date) -> Balk:
    taak = klok.taak
    assert taak.uiterlijk_op is not None
    tot = taak.geeindigd_op or max(min(vandaag, taak.uiterlijk_op), taak.begint_op)
    links = plek(taak.begint_op)
    return Balk(
        titel=_KORT.get(taak.soort, klok.titel),
        kenmerk=taak.kenmerk,
        y=y,
        x=links,
        breed=max(plek(max(tot, taak.uiterlijk_op)) - links, 3),
        uiterlijk_x=plek(taak.uiterlijk_op),
        einde_x=plek(taak.geeindigd_op) if taak.geeindigd_op else None,
        stand=klok.stand.value,
        tekst=_in_woorden(klok),
    )


def _in_woorden(klok: Klok) -> str:
    taak = klok.taak
    assert taak.uiterlijk_op is not None
    einde = f"klaar op {taak.geeindigd_op:%d-%m-%Y}" if taak.geeindigd_op else "loopt nog"
    woord = {Klokstand.GEHAALD: "op tijd", Klokstand.TE_LAAT: "te laat"}.get(
        klok.stand, klok.stand.value.replace("_", " ")
    )
    return f"{klok.titel} ({taak.kenmerk}): van {taak.begint_op:%d-%m-%Y}, uiterlijk {taak.uiterlijk_op:%d-%m-%Y}, {einde}, {woord}"


def _maanden(begin: date, einde: date, dagen: int) -> list[date]:
    """Zoveel eerste dagen van een maand dat de namen elkaar niet raken."""
    stap = 1 + dagen // 330
    eerste = [date(jaar, maand, 1) for jaar in range(begin.year, einde.year + 1) for maand in range(1, 13, stap)]
    return [
        dag for dag in eerste if begin < dag < einde - timedelta(days=dagen // 10)
    ]  # de naam moet er nog naast passen
