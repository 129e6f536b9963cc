"""Het publicatieregister als tekst: elke publicatie met wat getoond is en, voor de toets, waaruit.

De tekst blijft binnen de organisatie: er staan exacte aantallen in. Wie een publicatie uit het register haalt, maakt
eerder gepubliceerde cijfers niet onbekend; daarom kan dat hier niet.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from zicht.core.bronnen import Bron
from zicht.core.fouten import ZichtFout
from zicht.core.publicatie.beleid import Beleid, Nulregel
from zicht.core.publicatie.cellen import Cel, Publicatie, Stand, Telling, Vak, Voorstel
from zicht.core.publicatie.getoond import Getoond, Reden

_VERSIE = 1


class RegisterFout(ZichtFout):
    """Een register is niet te lezen."""


def schrijf(publicatie: Publicatie) -> str:
    """Een publicatie als JSON; dezelfde publicatie geeft dezelfde tekst."""
    voorstel, beleid = publicatie.voorstel, publicatie.beleid
    stand = voorstel.stand
    inhoud = {
        "versie": _VERSIE,
        "kenmerk": publicatie.kenmerk,
        "stand": [f"{stand.peildatum}", stand.vingerafdruk, stand.definitieversie],
        "beleid": {
            "drempel": beleid.drempel, "afronding": beleid.afronding, "onzekerheid": beleid.onzekerheid,
            "smal": f"{beleid.smal}", "nulregel": beleid.nulregel.value,
            "bron": [beleid.bron.sleutel, beleid.bron.vindplaats],
        },
        "tellingen": {maat: _schrijf_telling(telling) for maat, telling in voorstel.tellingen.items()},
        "cellen": [_schrijf_cel(cel, publicatie.getoond[cel]) for cel in voorstel.cellen],
    }  # fmt: skip
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":"))


def _schrijf_telling(telling: Telling) -> dict[str, object]:
    aantallen = sorted((*sleutel, n) for sleutel, n in telling.aantallen.items() if n)
    return {"plaatsen": list(telling.plaatsen), "delen": list(telling.delen), "aantallen": aantallen}


def _schrijf_cel(cel: Cel, getoond: Getoond) -> list[object]:
    wat = getoond.reden.value if getoond.reden else getoond.waarde
    return [cel.maat, cel.plaats, cel.vak.van, cel.vak.tot, cel.deel, wat]


def lees(tekst: str, waar: str = "het publicatieregister") -> Publicatie:
    """Lees een publicatie die `schrijf` maakte."""
    try:
        inhoud = json.loads(tekst)
        if inhoud["versie"] != _VERSIE:
            raise RegisterFout(
                f"In {waar} staat een publicatie van versie {inhoud['versie']}; dit programma leest {_VERSIE}."
            )
        return _lees(inhoud)
    except (ValueError, KeyError, TypeError) as fout:
        raise RegisterFout(
            f"Een publicatie in {waar} is niet te lezen ({fout}). Zet een kopie terug; publiceer niet zonder het register."
        ) from None


def _lees(inhoud: Mapping[str, Any]) -> Publicatie:
    stand, ruw = inhoud["stand"], inhoud["beleid"]
    beleid = Beleid(
        ruw["drempel"], ruw["afronding"], ruw["onzekerheid"], Fraction(ruw["smal"]), Bron(*ruw["bron"]),
        Nulregel(ruw["nulregel"]),
    )  # fmt: skip
    cellen = {Cel(maat, plaats, Vak(van, tot), deel): _lees_getoond(wat)
              for maat, plaats, van, tot, deel, wat in inhoud["cellen"]}  # fmt: skip
    voorstel = Voorstel(
        Stand(date.fromisoformat(stand[0]), stand[1], stand[2]),
        {maat: _lees_telling(telling) for maat, telling in inhoud["tellingen"].items()},
        tuple(cellen),
    )
    return Publicatie(inhoud["kenmerk"], voorstel, beleid, cellen)


def _lees_telling(ruw: Mapping[str, Any]) -> Telling:
    aantallen = {(plaats, deel, maand): n for plaats, deel, maand, n in ruw["aantallen"]}
    return Telling(tuple(ruw["plaatsen"]), tuple(ruw["delen"]), aantallen)


def _lees_getoond(wat: int | str) -> Getoond:
    return Getoond(None, Reden(wat)) if isinstance(wat, str) else Getoond(wat)


def schrijf_register(publicaties: Iterable[Publicatie]) -> str:
    """Een heel register: een publicatie per regel, de oudste vooraan."""
    return "".join(f"{schrijf(publicatie)}\n" for publicatie in publicaties)


def lees_register(tekst: str, waar: str = "het publicatieregister") -> Sequence[Publicatie]:
    """Lees een heel register."""
    return tuple(lees(regel, f"{waar}, regel {nr}") for nr, regel in enumerate(tekst.splitlines(), start=1) if regel)
