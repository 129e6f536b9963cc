"""Gereedschap voor gouden gevallen: dezelfde vraag aan orakel en motor, en kleine mappen met met de hand bedachte feiten."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from support.maak import Rij, Tabellen, melding, met_dossiers, schrijf_map
from support.oracle import uitslagen
from support.oracle.aanroep import indicatoren

NA_ONTVANGST = "beoordeling-tijdig-na-ontvangst"
NA_OPPAKKEN = "beoordeling-tijdig-na-oppakken"
VV_START = "vv-tijdig-na-start"
Uitslag = dict[str, Any]
Teller = Callable[..., list[Uitslag]]


def met_orakel(
    map_: Path,
    periode: str,
    *,
    per: str | None = None,
    telling: str = "afgerond",
    peildatum: str | None = None,
    set_: str | None = "nhn-2022",
) -> list[Uitslag]:
    """De uitslagen volgens het orakel."""
    dag = date.fromisoformat(peildatum) if peildatum else None
    return uitslagen(map_, periode, per=per, telling=telling, peildatum=dag, set_=set_)


def met_motor(
    map_: Path,
    periode: str,
    *,
    per: str | None = None,
    telling: str = "afgerond",
    peildatum: str | None = None,
    set_: str | None = "nhn-2022",
) -> list[Uitslag]:
    """De uitslagen van `zicht indicatoren`."""
    argumenten = ["--periode", periode, "--telling", telling]
    for naam, waarde in (("--per", per), ("--peildatum", peildatum), ("--set", set_)):
        argumenten += [naam, waarde] if waarde else []
    return indicatoren(map_, *argumenten)["uitslagen"]


def een(uitslagen_: Sequence[Uitslag], code: str, gebied: str | None = "NHN", maand: str | None = None) -> Uitslag:
    """De ene uitslag van een code, gebied en maand."""
    [gevonden] = [u for u in uitslagen_ if (u["code"], u["gebied"], u["maand"]) == (code, gebied, maand)]
    return gevonden


def aantallen(uitslag: Uitslag) -> tuple[int, int | None, int, int]:
    """Noemer, teller, niet te bepalen, nog open."""
    return uitslag["noemer"], uitslag["teller"], uitslag["niet_te_bepalen"], uitslag["nog_open"]


def schrijf(pad: Path, peildatum: str = "2025-12-31", **tabellen: list[Rij]) -> Path:
    """Een feitenmap met de ontbrekende dossiers erbij."""
    return schrijf_map(pad, met_dossiers(tabellen), peildatum=peildatum)


def reeks(aantal: int, voorvoegsel: str, **vast: Any) -> list[Rij]:
    """Een aantal gelijke meldingen met een eigen id."""
    return [melding(f"{voorvoegsel}{n:03}", **vast) for n in range(aantal)]


def naast_elkaar(pad: Path, gevallen: Mapping[str, Tabellen]) -> Path:
    """Een map met elk geval in een eigen gemeente en met eigen ids, zodat een vraag ze allemaal beantwoordt."""
    samen: dict[str, list[Rij]] = {"gemeente": []}
    for nummer, (naam, tabellen) in enumerate(gevallen.items()):
        gemeente = f"GM{nummer:04}"
        samen["gemeente"].append({"gemeente": gemeente, "naam": naam, "jaar": 2025})
        for tabel, rijen in met_dossiers(tabellen).items():
            samen.setdefault(tabel, []).extend(_in_eigen_gemeente(rij, gemeente) for rij in rijen)
    return schrijf_map(pad, samen)


def _in_eigen_gemeente(rij: Rij, gemeente: str) -> Rij:
    eigen = {kolom: f"{gemeente}-{w}" if kolom.endswith("id") and w else w for kolom, w in rij.items()}
    return eigen | ({"gemeente": gemeente} if "gemeente" in rij else {})


def per_geval(uitslagen_: Sequence[Uitslag], gevallen: Mapping[str, Any], code: str) -> dict[str, Uitslag]:
    """De uitslag van een code voor elk geval van `naast_elkaar`."""
    return {naam: een(uitslagen_, code, f"GM{nummer:04}") for nummer, naam in enumerate(gevallen)}
