"""Het schrijven van tabellen naar CSV of Parquet, met DuckDB: dezelfde tabellen geven dezelfde bytes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from zicht.core.feiten import TABELLEN
from zicht.engines.geheugen import geheugen
from zicht.synthetisch.kolommen import LEEG, Kolom, Tabel, lengte

# Zonder klinkers ontstaan er geen woorden, zonder cijfers niets dat op een BSN lijkt.
_LETTERS = "bcdfghjkmnpqrstvwxyz"
_PERSOONLENGTE = 7


def verbinding() -> Any:
    """Een lege DuckDB in het geheugen; een draad, zodat de bytes vaststaan."""
    return geheugen(threads=1)


def schrijf_tabel(con: Any, naam: str, tabel: Tabel, pad: Path, *, parquet: bool) -> None:
    """Schrijf een tabel met de kolommen in de volgorde van het Feitenformaat."""
    kolommen = [kolom.naam for kolom in TABELLEN[naam].kolommen]
    if set(kolommen) != set(tabel):
        raise ValueError(f"{naam}: verwacht {kolommen}, gemaakt {sorted(tabel)}")
    rauw = {kolom: _waarden(tabel[kolom]) for kolom in kolommen}
    rauw |= {f"{kolom} afwijking": _afwijkingen(tabel[kolom]) for kolom in kolommen if tabel[kolom].afwijking}
    velden = ", ".join(f'{_veld(k, tabel[k], parquet=parquet)} as "{k}"' for k in kolommen)
    if lengte(tabel) == 0:
        rauw = {kolom: np.zeros(1, waarden.dtype) for kolom, waarden in rauw.items()}
        velden += " from rauw where false"
    else:
        velden += " from rauw"
    con.register("rauw", rauw)
    con.execute(f"copy (select {velden}) to '{_aanhaal(str(pad))}' ({_vorm(parquet=parquet)})")
    con.unregister("rauw")


# Lasten en inzet noemen geen regio; in een landelijke set zijn ze daarom een som over de regio's.
_OPTELLEN = {
    "boeking": "maand, post, round(sum(bedrag), 2) as bedrag",
    "inzet": "maand, functie, round(sum(formatie_fte), 2) as formatie_fte, round(sum(intern_fte), 2) as intern_fte,"
    " round(sum(extern_fte), 2) as extern_fte, round(sum(verzuim_pct * intern_fte) / sum(intern_fte), 1) as verzuim_pct",
}


def voeg_samen(con: Any, naam: str, delen: Sequence[Path], pad: Path) -> None:
    """Voeg Parquet-delen in deze volgorde samen tot een bestand."""
    samen = con.read_parquet([str(deel) for deel in delen])
    if naam in _OPTELLEN:
        samen = samen.aggregate(_OPTELLEN[naam]).order("all")
    samen.write_parquet(str(pad), compression="zstd")


def _vorm(*, parquet: bool) -> str:
    return "format parquet, compression zstd" if parquet else "format csv, header true"


def _waarden(kolom: Kolom) -> np.ndarray:
    if kolom.soort == "codes":  # het nummer van de combinatie: er zijn er weinig, de rijen zijn met veel
        return np.unique(kolom.waarden, return_inverse=True)[1].astype(np.int32) + 1
    return np.ascontiguousarray(kolom.waarden)


def _afwijkingen(kolom: Kolom) -> np.ndarray:
    """Per rij het nummer van de afwijkende tekst, nul als er geen is."""
    nummers = np.zeros(len(kolom.waarden), np.int32)
    nummers[[rij for rij, _ in kolom.afwijking]] = np.arange(1, len(kolom.afwijking) + 1)
    return nummers


def _veld(naam: str, kolom: Kolom, *, parquet: bool) -> str:
    gewoon = _uitdrukking(naam, kolom, parquet=parquet)
    if not kolom.afwijking:
        return gewoon
    teksten = _labels([tekst for _, tekst in kolom.afwijking])
    return f'coalesce({teksten}["{naam} afwijking"], ({gewoon})::varchar)'


def _lijsten(kolom: Kolom, *, parquet: bool) -> str:
    """Elke combinatie van codes die voorkomt, als lijst (Parquet) of als tekst met puntkomma's (CSV)."""
    lijsten = [_lijst(int(bits), kolom.labels, parquet=parquet) for bits in np.unique(kolom.waarden)]
    return "[" + ", ".join(lijsten) + "]"


def _lijst(bits: int, labels: Sequence[str], *, parquet: bool) -> str:
    gekozen = [label for nummer, label in enumerate(labels) if bits & (1 << nummer)]
    if not gekozen:
        return "null::varchar[]" if parquet else "null::varchar"
    return _labels(gekozen) if parquet else f"'{_aanhaal(';'.join(gekozen))}'"


def _aanhaal(tekst: str) -> str:
    return tekst.replace("'", "''")


def _labels(labels: Sequence[str]) -> str:
    return "[" + ", ".join(f"'{_aanhaal(label)}'" for label in labels) + "]"


def _uitdrukking(naam: str, kolom: Kolom, *, parquet: bool) -> str:
    veld = f'"{naam}"'
    match kolom.soort:
        case "datum":
            return f"case when {veld} > {LEEG} then date '1970-01-01' + {veld}::integer end"
        case "code":
            return f"{_labels(kolom.labels)}[{veld} + 1]"
        case "codes":
            return f"{_lijsten(kolom, parquet=parquet)}[{veld}]"
        case "id":
            return f"case when {veld} >= 0 then '{kolom.voorvoegsel}' || lpad({veld}::varchar, 6, '0') end"
        case "persoon":
            return f"'{kolom.voorvoegsel}' || {_pseudoniem(veld)}"
        case "maand":
            return f"printf('%04d-%02d', {veld} // 12, {veld} % 12 + 1)"
        case "getal":
            heel = f"case when {veld} = floor({veld}) then {veld}::bigint::varchar else {veld}::varchar end"
            return f"case when not isnan({veld}) then {veld if parquet else heel} end"
        case _:
            return f"case when {veld} > {LEEG} then {veld} end"


def _pseudoniem(veld: str) -> str:
    """Zeven letters die niets zeggen: het nummer door elkaar geschud, een op een."""
    ruimte = len(_LETTERS) ** _PERSOONLENGTE
    # 7.368.787 is priem en deelt de ruimte niet, dus elk nummer krijgt een eigen pseudoniem.
    schud = f"(({veld}::bigint + 1) * 7368787 + 314159) % {ruimte}"
    letters = [
        f"substr('{_LETTERS}', (({schud}) // {len(_LETTERS) ** n} % {len(_LETTERS)} + 1)::bigint, 1)"
        for n in range(_PERSOONLENGTE)
    ]
    return " || ".join(letters)
