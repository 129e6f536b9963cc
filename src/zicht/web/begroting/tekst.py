"""Een begroting of scenario als TOML-tekst: een regel erin veranderen zonder de rest aan te raken, en een nieuw stuk schrijven."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.scenario import Wijziging

_STUURTEKENS = re.compile(r"[\x00-\x1f\x7f]+")


def aanhaling(tekst: str) -> str:
    """Een tekst als TOML-waarde op een regel."""
    return json.dumps(_STUURTEKENS.sub(" ", tekst).strip(), ensure_ascii=False)


def cijfers(getal: Decimal) -> str:
    """Een getal als TOML-waarde, zonder nullen achteraan."""
    return f"{getal.normalize():f}"


@dataclass(frozen=True, slots=True)
class Regel:
    """Een waarde die anders wordt: onder welke kop, welke sleutel, en de nieuwe waarde."""

    kop: str
    sleutel: str
    waarde: str | Decimal

    @property
    def als_toml(self) -> str:
        """De waarde zoals zij in het bestand komt."""
        return cijfers(self.waarde) if isinstance(self.waarde, Decimal) else aanhaling(self.waarde)


def zet(tekst: str, regels: Iterable[Regel]) -> str:
    """De tekst met andere waarden; opmerkingen, volgorde en herkomst blijven staan."""
    for regel in regels:
        nieuw = _zet(tekst, regel)
        if _inhoud(nieuw) != _verwacht(_inhoud(tekst), regel):
            raise BegrotingFout(
                f"'{regel.kop}.{regel.sleutel}' staat op een manier in het bestand die hier niet te wijzigen is. "
                "Download het bestand, wijzig het daarin en lees het opnieuw in."
            )
        tekst = nieuw
    return tekst


def _zet(tekst: str, regel: Regel) -> str:
    regels = tekst.splitlines()
    begin, eind = _blok(regels, regel.kop)
    plek = next((n for n in range(begin, eind) if re.match(rf"\s*{re.escape(regel.sleutel)}\s*=", regels[n])), None)
    if plek is None:
        regels.insert(begin, f"{regel.sleutel} = {regel.als_toml}")
    elif re.search(r"=\s*\{", regels[plek]):
        regels[plek] = re.sub(r"(\bwaarde\s*=\s*)[-+0-9._e]+", lambda m: m[1] + regel.als_toml, regels[plek], count=1)
    else:
        regels[plek] = f"{regel.sleutel} = {regel.als_toml}"
    return "\n".join(regels) + "\n"


def _blok(regels: list[str], kop: str) -> tuple[int, int]:
    """Van de eerste regel onder een kop tot de volgende kop; zonder kop het begin van het bestand."""
    koppen = [n for n, regel in enumerate(regels) if regel.lstrip().startswith("[")]
    if not kop:
        return 0, koppen[0] if koppen else len(regels)
    patroon = re.compile(rf"\s*\[\s*{re.escape(kop)}\s*\]\s*(#.*)?$")
    begin = next((n for n in koppen if patroon.match(regels[n])), None)
    if begin is None:
        raise BegrotingFout(
            f"De kop [{kop}] staat niet als eigen regel in het bestand. Wijzig dit in het bestand zelf."
        )
    return begin + 1, next((n for n in koppen if n > begin), len(regels))


def is_wijziging(tekst: str) -> bool:
    """Of het bestand zegt dat het een ander stuk wijzigt."""
    inhoud = _inhoud(tekst)
    return inhoud.get("soort") == "wijziging" or "wijzigt" in inhoud


def _inhoud(tekst: str) -> dict[str, Any]:
    try:
        return tomllib.loads(tekst, parse_float=Decimal)
    except (ValueError, RecursionError):  # de lezer zegt straks wat eraan mankeert
        return {}


def _verwacht(inhoud: dict[str, Any], regel: Regel) -> dict[str, Any]:
    tabel: Any = inhoud
    for deel in regel.kop.split(".") if regel.kop else ():
        tabel = tabel.get(deel, {})
    waarde: Any = tomllib.loads(f"x = {regel.als_toml}", parse_float=Decimal)["x"]
    oud = tabel.get(regel.sleutel)
    tabel[regel.sleutel] = {**oud, "waarde": waarde} if isinstance(oud, dict) else waarde
    return inhoud


def scenariotekst(code: str, titel: str, wijzigingen: Iterable[Wijziging], *, reden: str, herkomst: str) -> str:
    """Een scenario als bestand, zoals `zicht` en deze applicatie het weer inlezen."""
    delen = [(f"[scenario.{code}]\ntitel = {aanhaling(titel)}\nomschrijving = {aanhaling(reden)}\n"
             f"vindplaats = {aanhaling(herkomst)}\n")]  # fmt: skip
    delen += [
        f"[[scenario.{code}.wijziging]]\npad = {aanhaling(w.pad)}\n{w.wijze.value} = {cijfers(w.getal)}\n"
        f"waarom = {aanhaling(w.waarom or reden)}\n"
        for w in wijzigingen
    ]
    return "\n".join(delen)


def wijzigingstekst(kop: Mapping[str, str | int], bedragen: Mapping[str, Decimal], *, vindplaats: str) -> str:
    """Een begrotingswijziging als bestand: alleen de posten die een ander bedrag krijgen."""
    boven = "\n".join(f"{naam} = {w if isinstance(w, int) else aanhaling(w)}" for naam, w in kop.items())
    posten = [f"[post.{code}]\nbedrag = {cijfers(bedrag)}\n" for code, bedrag in bedragen.items()]
    return "\n".join([f"{boven}\nvindplaats = {aanhaling(vindplaats)}\n", *posten])
