"""De enige naad naar de simulatie: een vraag voluit opschrijven, en haar laten doorrekenen."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zicht.capaciteit.draaien import Gestopt
from zicht.capaciteit.studie.bewaren import als_json, bol, plat
from zicht.capaciteit.studie.verslag import Studie, Studieverslag
from zicht.cijfers import Cijfers
from zicht.core.begroting.begroting import Begroting
from zicht.core.fouten import AanroepFout
from zicht.rapportage import getallen
from zicht.uitwisseling.bewaard import open_map
from zicht.web import cijferbron
from zicht.web.begroting.stukken import open_stuk
from zicht.web.capaciteit import aanbod, antwoord
from zicht.web.capaciteit.invoer import Invoer
from zicht.web.capaciteit.studies import studie
from zicht.web.cijferbron import plaats
from zicht.web.vormgeving.tekst import lang

if TYPE_CHECKING:
    from zicht.capaciteit.ijken import Ijkverslag
    from zicht.capaciteit.terugtoets import Terugtoets

__all__ = ["Gestopt", "Meld", "Reken", "Stop", "Uitslag", "maak_opdracht", "reken"]

IJKEN, TERUG, SPELEN = 0.02, 0.1, 0.2  # welk deel klaar is als elk van de stappen begint
TERUGHERHALINGEN = 200
Meld = Callable[[str, float], None]
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Uitslag:
    """Een verslag als tekst, met de hoofdzaken voor de lijst en de beginpagina."""

    tekst: str
    hoofdzaken: Mapping[str, Any]
    bijlagen: str = "{}"  # de ijking en de terugtoets voluit, met hun tabellen en weken

    @classmethod
    def van(
        cls, verslag: Studieverslag, ijking: "Ijkverslag | None" = None, toets: "Terugtoets | None" = None
    ) -> "Uitslag":
        """Zoals het wordt vastgelegd."""
        bijlagen = {
            "ijking": ijking.als_json() if ijking else None,
            "terugtoets": toets.als_json() if toets else None,
        }
        return cls(als_json(verslag).decode(), hoofdzaken(verslag), json.dumps(bijlagen, ensure_ascii=False))


Reken = Callable[[Mapping[str, Any], Meld, Stop], Uitslag]


def hoofdzaken(verslag: Studieverslag) -> dict[str, Any]:
    """Wat de lijst, de beginpagina en de marge van een verslag tonen."""
    return {
        "zin": antwoord.als_niets_verandert(verslag),
        "normen": antwoord.normregels(verslag),
        "kort": antwoord.kortzin(verslag),
        "marge": margezin(verslag),
        "peildatum": verslag.herkomst.peildatum.isoformat(),
        "terugtoets": verslag.terugblik.zin if verslag.terugblik else "",
    }


def margezin(verslag: Studieverslag) -> str:
    """In een regel wat er met de mensen van nu op tijd komt, en hoe lang de wachtlijst dan is."""
    tijdig = antwoord.tijdig(verslag.niets_doen, antwoord.BEOORDELING)
    wacht = getallen.getal(verslag.niets_doen.over(antwoord.WACHT_EIND).midden)
    eind = lang(verslag.studie.tot_en_met)
    if tijdig is None:
        return f"Met de mensen van nu wachten er op {eind} naar verwachting {wacht} meldingen."
    return (
        f"Met de mensen van nu is tot en met {eind} naar verwachting {getallen.procent(tijdig.midden)} van de beoordelingen op tijd, en "
        f"wachten er dan {wacht} meldingen."
    )


def maak_opdracht(invoer: Invoer) -> dict[str, Any]:
    """Alles wat het antwoord bepaalt: de studie voluit, en waaraan de feiten en de begroting te herkennen zijn.

    `waar` zegt alleen waar zij liggen, en hoort niet bij de afdruk.
    """
    stand, stuk = cijferbron.stand(), aanbod.stuk()
    begroting = stuk.begroting if stuk else None
    return {
        "studie": plat(studie(invoer, begroting, stand.peildatum + timedelta(days=1))),
        "feiten": stand.vingerafdruk,
        "begroting": sha256(stuk.tekst.encode()).hexdigest() if stuk else "",
        "waar": {"feiten": str(stand.map), "begroting": [stuk.kenmerk, stuk.nummer] if stuk else []},
    }


def reken(opdracht: Mapping[str, Any], meld: Meld, stop: Stop) -> Uitslag:
    """IJk het model op de feiten, kijk of het een jaar geleden geklopt had, en speel elke keuze na."""
    from zicht.capaciteit.ijken import (
        ijk,
    )  # pas hier: de rekenbibliotheken kosten een seconde, en alleen wie rekent heeft ze nodig
    from zicht.capaciteit.studie.uitvoeren import voer_uit

    vraag, begroting = bol(Studie, opdracht["studie"]), _begroting(opdracht)
    assert isinstance(vraag, Studie)
    meld("de cijfers lezen", 0.0)
    feiten = _feiten(opdracht)
    meld("het model afleiden uit de cijfers", IJKEN)
    model = ijk(feiten, begroting=begroting, dagen=vraag.dagen)
    _eis_door(stop)
    meld("nakijken of het een jaar geleden geklopt had", TERUG)
    toets = _terugtoets(feiten, begroting, vraag)
    _eis_door(stop)

    def verder(deel: float, wat: str) -> None:
        meld(f"naspelen: {wat}", SPELEN + (1 - SPELEN) * deel)

    return Uitslag.van(voer_uit(vraag, model, begroting, toets, verder, stop), model.verslag, toets)


def _eis_door(stop: Stop) -> None:
    if stop():
        raise Gestopt("Het rekenen is gestopt.")


def _feiten(opdracht: Mapping[str, Any]) -> Cijfers:
    """De feiten waar de vraag over ging; zijn zij er niet meer, dan moet de vraag opnieuw gesteld worden."""
    map_ = Path(opdracht["waar"]["feiten"])
    if map_.is_dir():
        cijfers = open_map(map_, voorraadmap=plaats.voorraadmap())  # een eigen verbinding: niemand wacht op dit rekenen
        if cijfers.feitenset.vingerafdruk == opdracht["feiten"]:
            return cijfers
    raise AanroepFout(
        "De cijfers waar deze vraag over ging, zijn intussen vernieuwd. Begin opnieuw; dan rekent Zicht met die van nu."
    )


def _begroting(opdracht: Mapping[str, Any]) -> Begroting | None:
    if not opdracht["waar"]["begroting"]:
        return None
    kenmerk, nummer = opdracht["waar"]["begroting"]
    return open_stuk(kenmerk, nummer or None).begroting


def _terugtoets(feiten: Cijfers, begroting: Begroting | None, vraag: Studie) -> "Terugtoets | None":
    """Een jaar terug; None als de feiten daar niet ver genoeg voor teruggaan."""
    from zicht.capaciteit.ijken import IjkFout
    from zicht.capaciteit.terugtoets import terugtoets

    try:
        return terugtoets(
            feiten, begroting=begroting, herhalingen=min(vraag.herhalingen, TERUGHERHALINGEN), zaad=vraag.zaad
        )
    except IjkFout:
        return None
