"""Een aanvaller die niets van de verdediging gebruikt: hij probeert elke werkelijkheid die bij de druk past.

Hij leest alleen wat getoond is (`grenzen` van elk getal of elke reden) en kent de optellingen van plaatsen, delen en
maanden. Hij werkt per maand, zonder het raster van `core.publicatie.stelsel`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from zicht.core.publicatie import Beleid, grenzen
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Publicatie, Stand, Telling, Vak, Voorstel

Atoom = tuple[str, str, int]  # (plaats, deel, maand)
Som = tuple[tuple[Atoom, ...], int, int]
NUL = 2024 * 12  # januari 2024


def vak(van: int, tot: int) -> Vak:
    """Maanden van 2024, geteld vanaf nul."""
    return Vak(NUL + van, NUL + tot)


def voorstel(
    dag: date, telling: Telling, vakken: Sequence[Vak], maat: str = "m", plaatsen: Sequence[str] = ()
) -> Voorstel:
    """Alle plaatsen en de regio (of alleen `plaatsen`), alle delen en de noemer, over deze tijdvakken."""
    delen = (*telling.delen, NOEMER) if telling.delen != (NOEMER,) else (NOEMER,)
    cellen = tuple(Cel(maat, p, v, d) for p in plaatsen or (*telling.plaatsen, REGIO) for v in vakken for d in delen)
    return Voorstel(Stand(dag, f"{dag}", "1"), {maat: telling}, cellen)


def atomen(telling: Telling, plaats: str, deel: str, maanden: Sequence[int]) -> tuple[Atoom, ...]:
    """De maanden van een plaats en een deel waarvan een aantal de som is."""
    plaatsen = telling.plaatsen if plaats == REGIO else (plaats,)
    delen = telling.delen if deel == NOEMER else (deel,)
    return tuple((p, d, m) for p in plaatsen for d in delen for m in maanden)


def gedrukt(publicaties: Sequence[Publicatie], verschil: Mapping[str, Mapping[Atoom, int]] | None = None) -> list[Som]:
    """Elk gedrukt aantal als som met grenzen; `verschil` telt per publicatie terug naar de eerste stand."""
    uit: list[Som] = []
    for publicatie in publicaties:
        for cel, getoond in publicatie.getoond.items():
            telling = publicatie.voorstel.tellingen[cel.maat]
            leden = atomen(telling, cel.plaats, cel.deel, range(cel.vak.van, cel.vak.tot))
            schuif = sum((verschil or {}).get(publicatie.kenmerk, {}).get(a, 0) for a in leden)
            laag, hoog = grenzen(getoond, publicatie.beleid)
            uit.append((leden, laag - schuif, hoog - schuif))
    return uit


def mogelijke_waarden(sommen: Sequence[Som], leden: Sequence[Atoom], hoogste: int) -> set[int]:
    """Elke waarde die een som kan hebben in een werkelijkheid (hele aantallen vanaf nul) die bij alle sommen past."""
    alle = sorted({a for som in sommen for a in som[0]} | set(leden))
    return {waarde for waarde in range(hoogste + 1) if _kan([*sommen, (tuple(leden), waarde, waarde)], alle, hoogste)}


def _kan(sommen: Sequence[Som], alle: Sequence[Atoom], hoogste: int) -> bool:
    ruimte = dict.fromkeys(alle, (0, hoogste))
    return _krimp(sommen, ruimte) and _zoek(sommen, ruimte)


def _zoek(sommen: Sequence[Som], ruimte: dict[Atoom, tuple[int, int]]) -> bool:
    open_ = [(hoog - laag, a) for a, (laag, hoog) in ruimte.items() if laag < hoog]
    if not open_:
        return True
    _, atoom = min(open_)
    laag, hoog = ruimte[atoom]
    for keuze in ((laag, (laag + hoog) // 2), ((laag + hoog) // 2 + 1, hoog)):
        proef = {**ruimte, atoom: keuze}
        if _krimp(sommen, proef) and _zoek(sommen, proef):
            return True
    return False


def _krimp(sommen: Sequence[Som], ruimte: dict[Atoom, tuple[int, int]]) -> bool:
    """Maak elke ruimte zo klein als de sommen zeggen; onwaar als er niets overblijft."""
    bezig = True
    while bezig:
        bezig = False
        for leden, laag, hoog in sommen:
            onder, boven = sum(ruimte[a][0] for a in leden), sum(ruimte[a][1] for a in leden)
            if onder > hoog or boven < laag:
                return False
            for a in leden:
                a_laag, a_hoog = ruimte[a]
                nieuw = (max(a_laag, laag - (boven - a_hoog)), min(a_hoog, hoog - (onder - a_laag)))
                if nieuw[0] > nieuw[1]:
                    return False
                if nieuw != (a_laag, a_hoog):
                    ruimte[a], bezig = nieuw, True
                    onder, boven = onder + nieuw[0] - a_laag, boven + nieuw[1] - a_hoog
    return True


def kleine_aantallen(
    publicatie: Publicatie, beleid: Beleid, maat: str = "m"
) -> Iterator[tuple[str, str, tuple[int, ...], int]]:
    """Elk klein aantal over een aaneengesloten reeks van de gepubliceerde maanden."""
    telling = publicatie.voorstel.tellingen[maat]
    maanden = sorted({m for cel in publicatie.getoond if cel.maat == maat for m in range(cel.vak.van, cel.vak.tot)})
    reeksen = [
        tuple(range(a, b + 1)) for a in maanden for b in maanden if a <= b and set(range(a, b + 1)) <= set(maanden)
    ]
    for plaats in (*telling.plaatsen, REGIO):
        for deel in {*telling.delen, NOEMER}:
            for reeks in reeksen:
                aantal = telling.aantal(plaats, deel, reeks)
                if beleid.kleinste <= aantal < beleid.drempel:
                    yield plaats, deel, reeks, aantal
