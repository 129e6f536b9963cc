"""Het bestand met politiemeldingen: van CSV naar rijen, en de afgekeurde rijen terug naar CSV.

Een rij heeft de kolommen van handelingen/politie.py, en voor elke betrokkene kolommen als `betrokkene_1_rol`.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from zicht.core.fouten import ZichtFout
from zicht.web.registratie.handelingen.politie import (
    HOOGSTENS_MENSEN,
    HOOGSTENS_RIJEN,
    MENSVELDEN,
    VELDEN,
    Oordeel,
    Rijoordeel,
)

HOOGSTENS_BYTES = 1_000_000
REDEN = "reden"  # staat in het bestand met afgekeurde rijen, en mag daarin blijven staan
VERPLICHT = ("extern_kenmerk", "ontvangen_op", "situatie")
# Een rekenblad voert een cel uit die zo begint; met een aanhalingsteken ervoor blijft het tekst.
_FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n")
_MENSKOLOM = re.compile(rf"betrokkene_([1-9]|1[0-{HOOGSTENS_MENSEN - 10}])_({'|'.join(MENSVELDEN)})")


def lees(inhoud: bytes) -> list[dict[str, str]]:
    """De rijen van een bestand, per kolom een tekst; een bestand dat niet klopt zegt wat er mis is."""
    if len(inhoud) > HOOGSTENS_BYTES:
        raise ZichtFout(f"Dit bestand is groter dan {HOOGSTENS_BYTES // 1_000_000} MB. Splits het bestand.")
    tekst = _ontcijfer(inhoud)
    kop = tekst.partition("\n")[0]
    lezer = csv.DictReader(StringIO(tekst, newline=""), delimiter=";" if kop.count(";") >= kop.count(",") else ",")
    _keur_kolommen([naam.strip() for naam in lezer.fieldnames or ()])
    rijen: list[dict[str, str]] = []
    try:
        for rij in lezer:
            if None in rij or None in rij.values():
                raise ZichtFout(f"Regel {lezer.line_num} heeft een ander aantal kolommen dan de kopregel.")
            schoon = {naam.strip(): _zonder_teken(waarde.strip()) for naam, waarde in rij.items()}
            rijen.append({naam: waarde for naam, waarde in schoon.items() if naam != REDEN})
            if len(rijen) > HOOGSTENS_RIJEN:
                raise ZichtFout(f"Zicht leest {HOOGSTENS_RIJEN} rijen tegelijk in. Splits het bestand.")
    except csv.Error:
        raise ZichtFout(f"Regel {lezer.line_num} is niet te lezen. Kijk de aanhalingstekens na.") from None
    if not rijen:
        raise ZichtFout("Dit bestand heeft geen rijen onder de kopregel.")
    return rijen


def _ontcijfer(inhoud: bytes) -> str:
    if b"\x00" in inhoud:
        raise ZichtFout("Dit is geen tekstbestand. Sla het rekenblad op als CSV en kies dat bestand.")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def _keur_kolommen(kolommen: Sequence[str]) -> None:
    ontbreekt = [naam for naam in VERPLICHT if naam not in kolommen]
    if ontbreekt:
        raise ZichtFout(f"In de kopregel ontbreekt {', '.join(ontbreekt)}. Gebruik het voorbeeldbestand.")
    vreemd = [naam for naam in kolommen if naam not in (*VELDEN, REDEN) and not _MENSKOLOM.fullmatch(naam)]
    if vreemd:
        raise ZichtFout(f"Deze kolommen kent Zicht niet: {', '.join(vreemd[:5])}. Gebruik het voorbeeldbestand.")
    if len(set(kolommen)) != len(kolommen):
        raise ZichtFout("Een kolom staat twee keer in de kopregel.")


def als_rijen(regels: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """De rijen van een bestand, met de kolommen van de betrokkenen als lijst."""
    return [{naam: regel.get(naam, "") for naam in VELDEN} | {"betrokkenen": _mensen(regel)} for regel in regels]


def _mensen(regel: Mapping[str, str]) -> list[dict[str, str]]:
    mensen: dict[int, dict[str, str]] = {}
    for naam, waarde in regel.items():
        if waarde and (gevonden := _MENSKOLOM.fullmatch(naam)):
            mensen.setdefault(int(gevonden[1]), {})[gevonden[2]] = waarde
    return [mensen[nummer] for nummer in sorted(mensen)]


def afgekeurd(regels: Sequence[Mapping[str, str]], oordelen: Iterable[Rijoordeel]) -> str:
    """De afgekeurde rijen als CSV, met de reden erachter: verbeter ze en lees dit bestand opnieuw in."""
    uit = StringIO(newline="")
    kolommen = [*regels[0]] if regels else [*VELDEN]
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([*kolommen, REDEN])
    for oordeel in oordelen:
        if oordeel.oordeel is Oordeel.AFGEKEURD:
            regel = regels[oordeel.nummer - 1]
            schrijver.writerow([veilig(regel[naam]) for naam in kolommen] + [veilig(" ".join(oordeel.redenen))])
    return "\ufeff" + uit.getvalue()


def veilig(waarde: str) -> str:
    """Een cel die een rekenblad niet als formule uitvoert."""
    return f"'{waarde}" if waarde.startswith(_FORMULE) else waarde


def _zonder_teken(waarde: str) -> str:
    return waarde[1:] if waarde.startswith("'") and waarde[1:].startswith(_FORMULE) else waarde


def voorbeeld() -> str:
    """Een leeg bestand met de kopregel en een verzonnen rij."""
    kolommen = [*VELDEN, *(f"betrokkene_{nummer}_{naam}" for nummer in (1, 2) for naam in MENSVELDEN)]
    rij = [
        "PL-VERZONNEN-1", "2026-03-04", "GM0361", "midden", "ex_partnergeweld", "psychisch_geweld", "Ruzie in een woning.",
        "Dorpsstraat", "1", "1234AB", "Verzinhoven", "slachtoffer", "Anna", "de", "Verzonnen", "v", "1990-04-12", "",
        "kind", "", "", "", "", "ongeboren", "",
    ]  # fmt: skip
    uit = StringIO(newline="")
    csv.writer(uit, delimiter=";", lineterminator="\r\n").writerows([kolommen, rij])
    return "\ufeff" + uit.getvalue()
