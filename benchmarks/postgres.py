"""PostgreSQL: dezelfde definities naast SQL met de hand, op dezelfde brede feiten in dezelfde server.

Een burapperiode, per gemeente. Aanroep: `python -m benchmarks.postgres MAP`; de server komt uit een wheel.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.deelnemers import open_zonder_controles
from benchmarks.vraag import AANTALLEN, RECIDIVE, TERMIJNEN

CODES = (*TERMIJNEN, *RECIDIVE, *AANTALLEN)
BEGIN, EIND = "2025-01-01", "2025-04-30"
RONDES = 7
Antwoord = dict[tuple[str | None, str], tuple[int, int, int]]


def _in(dag: str) -> str:
    return f"{dag} BETWEEN DATE '{BEGIN}' AND DATE '{EIND}'"


def _drie(code: str, noemer: str, teller: str, onbepaald: str) -> str:
    delen = {"noemer": noemer, "teller": teller, "onbepaald": onbepaald}
    return ", ".join(f'count(*) FILTER (WHERE {als}) AS "{code}:{naam}"' for naam, als in delen.items())


def _termijn(code: str, wie: str, begin: str, eind: str) -> str:
    uiterste = "uiterste_" + code.replace("-tijdig", "").replace("-", "_")
    f = f"{wie} AND {_in(eind)}"
    goed = f"{f} AND {begin} <= {eind}"
    return _drie(code, goed, f"{goed} AND {eind} <= {uiterste}", f"{f} AND ({begin} IS NULL OR {begin} > {eind})")


def _recidive(code: str, route: str) -> str:
    f = f"opent_dossier = 'ja' AND {_in('ontvangen_op')}"
    return _drie(
        code,
        f"{f} AND recidiveroute IS NOT NULL",
        f"{f} AND recidiveroute = '{route}'",
        f"{f} AND recidiveroute IS NULL",
    )


def _aantal(code: str, als: str) -> str:
    return _drie(code, als, "false", "false")


def met_de_hand() -> list[str]:
    """Een opdracht per tabel, met alles wat een SQL-schrijver erover weet; schone feiten."""
    vervolg, vv, oz = (
        "soort IN ('voorwaarden_en_vervolg', 'onderzoek')", "soort = 'voorwaarden_en_vervolg'", "soort = 'onderzoek'",
    )  # fmt: skip
    begin = {"ontvangst": "melding_ontvangen_op", "beoordeling": "melding_beoordeeld_op", "start": "gestart_op"}
    melding = [
        _termijn("beoordeling-tijdig-na-ontvangst", "ter_registratie = 'nee'", "ontvangen_op", "beoordeeld_op"),
        _termijn("beoordeling-tijdig-na-oppakken", "ter_registratie = 'nee'", "opgepakt_op", "beoordeeld_op"),
        _recidive("recidive-na-overdracht", "directe_overdracht"),
        _recidive("recidive-na-vervolgdienst", "vervolgdienst"),
        _aantal("instroom-meldingen", _in("ontvangen_op")),
        _aantal("beoordelingen-uitgevoerd", _in("beoordeeld_op")),
    ]
    dienst = [
        _termijn(f"{naam}-tijdig-na-{van}", wie, kolom, "afgerond_op")
        for naam, wie in (("vv", vv), ("onderzoek", oz))
        for van, kolom in begin.items()
    ]
    dienst += [
        _aantal("instroom-vervolgdiensten", f"{vervolg} AND {_in('toegewezen_op')}"),
        _aantal("vervolgdiensten-uitgevoerd", f"{vervolg} AND {_in('afgerond_op')}"),
    ]
    per_tabel = {
        "melding": melding,
        "dienst": dienst,
        "advies": [_aantal("instroom-adviezen", _in("gestart_op"))],
    }
    return [f"SELECT gemeente, {', '.join(d)} FROM feit_{t} GROUP BY gemeente" for t, d in per_tabel.items()]


def codes_van(opdracht: str) -> list[str]:
    """De indicatoren van een opdracht, op volgorde; elk heeft drie kolommen."""
    return [deel.partition(":")[0] for deel in opdracht.split('"')[1::2]][::3]


def main(map_: Path) -> None:
    """Vergelijk, en druk de verhouding af."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from support.postgres import server

    with server() as adres:
        os.environ["ZICHT_POSTGRES"] = adres
        onze, hand = _deelnemers(map_)
        gelijk = gevuld(onze()) == gevuld(hand())
        tijden = [(klok(onze), klok(hand)) for _ in range(RONDES)]
    print(f"Antwoorden gelijk: {'ja' if gelijk else 'NEE'}")
    print(f"Zicht op PostgreSQL tegen SQL met de hand: {median(a / b for a, b in tijden):.2f}")
    print(f"mediaan {median(a for a, _ in tijden):.2f} s tegen {median(b for _, b in tijden):.2f} s")


def _deelnemers(map_: Path) -> tuple[Callable[[], Antwoord], Callable[[], Antwoord]]:
    from zicht.catalogus.indicatoren import INDICATOREN
    from zicht.cijfers import Cijfers
    from zicht.core.indicatoren import Telling
    from zicht.core.periodes import lees_periode
    from zicht.engines.venster import Venster

    rekenaar = Cijfers(open_zonder_controles(map_).feitenset, engine="postgres").rekenaar
    periode = lees_periode("2025-burap1")
    venster, indicatoren = Venster(periode.eind, periode), [INDICATOREN[code] for code in CODES]
    server: Any = rekenaar.motor(venster)

    def onze() -> Antwoord:
        geteld = rekenaar.tel(indicatoren, venster, "gemeente", Telling.AFGEROND)
        return {
            (gebied, code): (t.noemer, t.teller, t.niet_te_bepalen)
            for code, per in geteld.items()
            for gebied, t in per.items()
        }

    return onze, lambda: _lees([server.verbinding.execute(opdracht) for opdracht in met_de_hand()])


def _lees(uitkomsten: list[Any]) -> Antwoord:
    uit: Antwoord = {}
    for uitkomst in uitkomsten:
        codes = [kolom.name.split(":")[0] for kolom in uitkomst.description[1::3]]
        for gebied, *getallen in uitkomst.fetchall():
            for nr, code in enumerate(codes):
                uit[gebied, code] = (getallen[3 * nr], getallen[3 * nr + 1], getallen[3 * nr + 2])
    return uit


def gevuld(antwoord: Antwoord) -> Antwoord:
    """Zonder wat overal nul is; een aantal heeft geen teller."""
    zonder_teller = {sleutel: (n, 0 if sleutel[1] in AANTALLEN else t, o) for sleutel, (n, t, o) in antwoord.items()}
    return {sleutel: drie for sleutel, drie in zonder_teller.items() if any(drie)}


def klok(doe: Callable[[], object]) -> float:
    """De seconden die iets duurt."""
    begin = perf_counter()
    doe()
    return perf_counter() - begin


if __name__ == "__main__":
    main(Path(sys.argv[1]))
