"""Van gevallen naar uitslagen: dezelfde lijst als `uitslagen` in het contract, zonder titel, eenheid en interval."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from support.oracle.gevallen import Geval, Vraag, alle_gevallen
from support.oracle.lezen import Feiten, lees, op_peildatum
from support.oracle.normen import nummer_en_norm, oordeel

AANDELEN = (
    "beoordeling-tijdig-na-ontvangst",
    "beoordeling-tijdig-na-oppakken",
    "vv-tijdig-na-ontvangst",
    "vv-tijdig-na-beoordeling",
    "vv-tijdig-na-start",
    "onderzoek-tijdig-na-ontvangst",
    "onderzoek-tijdig-na-beoordeling",
    "onderzoek-tijdig-na-start",
    "klachten-gegrond",
    "recidive-na-overdracht",
    "recidive-na-vervolgdienst",
    "eerste-contact-tijdig",
    "onderzoek-met-plan-van-aanpak",
    "top3-toegepast",
)
ZONDER_TELLER = ("terugkoppeling-melder-tijdig",)
GEMIDDELDEN = ("tevredenheid-betrokkenen", "tevredenheid-ketenpartners")
DOORLOOPTIJDEN = ("overdracht-snelheid",)
AANTALLEN = (
    "instroom-adviezen",
    "instroom-meldingen",
    "instroom-vervolgdiensten",
    "beoordelingen-uitgevoerd",
    "vervolgdiensten-uitgevoerd",
)
VOORRADEN = {
    "wachtlijst-beoordeling": ("niet_opgepakt", "opgepakt"),
    "werkvoorraad-vervolgdiensten": ("wacht_op_start", "loopt"),
}
CODES = (*AANDELEN, *ZONDER_TELLER, *GEMIDDELDEN, *DOORLOOPTIJDEN, *AANTALLEN, *VOORRADEN)


def uitslagen(
    map_: str | Path,
    periode: str,
    *,
    per: str | None = None,
    telling: str = "afgerond",
    peildatum: date | None = None,
    set_: str | None = None,
) -> list[dict[str, Any]]:
    """Alle uitslagen van een map, zoals `zicht indicatoren` ze hoort te geven.

    Zonder set geldt per gebied de set van zijn regio: NHN heeft die van 2022, een andere regio heeft er geen.
    """
    feiten = lees(map_)
    begin, eind = lees_periode(periode)
    if begin > feiten.peildatum:
        raise ValueError("de periode ligt geheel na de peildatum van de gegevens")
    uit = []
    for maand, van, tot in _stukken(begin, eind, per):
        if van <= feiten.peildatum:
            peil = min(tot, feiten.peildatum, peildatum or tot)
            vraag = Vraag(op_peildatum(feiten, peil), feiten, van, tot, telling)
            uit += [
                _rij(groep, maand, set_ or _set_van(feiten, groep[1]))
                for groep in _groepen(feiten, list(alle_gevallen(vraag)), per)
            ]
    return uit


def _set_van(feiten: Feiten, gebied: str | None) -> str | None:
    regio_van = {rij["gemeente"]: rij.get("regio") for rij in feiten["gemeente"]}
    regio = feiten.regios[0] if len(feiten.regios) == 1 else regio_van.get(gebied, gebied)
    return "nhn-2022" if regio == "NHN" else None


def lees_periode(code: str) -> tuple[date, date]:
    """Eerste en laatste dag van een periode."""
    if "/" in code:
        begin, eind = code.split("/")
        return date.fromisoformat(begin), date.fromisoformat(eind)
    jaar, _, deel = code.partition("-")
    eerste, laatste = {
        "": (1, 12), "burap1": (1, 4), "burap2": (1, 8), "burap3": (1, 12), "H1": (1, 6), "H2": (7, 12),
        "K1": (1, 3), "K2": (4, 6), "K3": (7, 9), "K4": (10, 12),
    }.get(deel) or (int(deel), int(deel))  # fmt: skip
    return date(int(jaar), eerste, 1), _laatste_dag(int(jaar), laatste)


def _laatste_dag(jaar: int, maand: int) -> date:
    return date(jaar, maand, calendar.monthrange(jaar, maand)[1])


def _stukken(begin: date, eind: date, per: str | None) -> Iterator[tuple[str | None, date, date]]:
    """De periode zelf, of elke maand als eigen periode."""
    if per != "maand":
        yield None, begin, eind
        return
    dag = begin
    while dag <= eind:
        laatste = min(_laatste_dag(dag.year, dag.month), eind)
        yield f"{dag:%Y-%m}", dag, laatste
        dag = laatste + timedelta(days=1)


Groep = tuple[str, str | None, Sequence[Geval]]


def _groepen(feiten: Feiten, gevallen: list[Geval], per: str | None) -> Iterator[Groep]:
    """Per code en gebied de gevallen; onbekend gebied alleen waar er gevallen zijn."""
    for code in CODES:
        van_code = [g for g in gevallen if g.code == code]
        gebieden = list(feiten.regios)
        if per == "gemeente":
            gebieden = sorted({g["gemeente"] for g in feiten["gemeente"]})
        for gebied in [*gebieden, None]:
            hier = [g for g in van_code if (g.gemeente if per == "gemeente" else g.regio) == gebied]
            if gebied is not None or hier:
                yield code, gebied, hier


def _rij(groep: Groep, maand: str | None, set_: str | None) -> dict[str, Any]:
    code, gebied, gevallen = groep
    noemer = [g for g in gevallen if g.uitkomst == "noemer"]
    teller = sum(g.in_teller for g in noemer) if code in AANDELEN else None
    waarde, extra = _waarde_en_extra(code, noemer)
    nummer, norm = nummer_en_norm(code, set_)
    return {
        "code": code,
        "nummer": nummer,
        "gebied": gebied,
        "maand": maand,
        "noemer": len(noemer),
        "teller": teller,
        "niet_te_bepalen": sum(g.uitkomst == "niet_te_bepalen" for g in gevallen),
        "nog_open": sum(g.uitkomst == "nog_open" for g in gevallen),
        "waarde": None if waarde is None else float(waarde),
        "norm": None if norm is None else float(norm),
        "oordeel": oordeel(code, waarde, norm),
        "extra": extra,
    }


def _waarde_en_extra(code: str, noemer: list[Geval]) -> tuple[Fraction | None, dict[str, Any]]:
    n = len(noemer)
    if code in AANTALLEN:
        return Fraction(n), {}
    if code in VOORRADEN:
        return Fraction(n), {k: sum(g.kenmerk == k for g in noemer) for k in VOORRADEN[code]}
    if code in DOORLOOPTIJDEN:
        dagen = sorted(Fraction(g.waarde or 0) for g in noemer)
        p90 = percentiel(dagen, Fraction(9, 10))
        return percentiel(dagen, Fraction(1, 2)), {"n": n, "p90": None if p90 is None else float(p90)}
    if code in GEMIDDELDEN:
        return Fraction(sum(Fraction(g.waarde or 0) for g in noemer), n) if n else None, {"n": n}
    if code in ZONDER_TELLER:
        return None, {}
    extra = {"deels_gegrond": sum(g.kenmerk == "deels_gegrond" for g in noemer)} if code == "klachten-gegrond" else {}
    return Fraction(sum(g.in_teller for g in noemer), n) if n else None, extra


def percentiel(gesorteerd: list[Fraction], deel: Fraction) -> Fraction | None:
    """Lineaire interpolatie tussen de twee dichtstbijzijnde waarnemingen."""
    if not gesorteerd:
        return None
    plek = deel * (len(gesorteerd) - 1)
    laag = int(plek)
    hoog = min(laag + 1, len(gesorteerd) - 1)
    return gesorteerd[laag] + (plek - laag) * (gesorteerd[hoog] - gesorteerd[laag])
