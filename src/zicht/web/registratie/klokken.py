"""Een klok in woorden: haar stand op een dag, en waarom haar uiterste datum die dag is."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from zicht.catalogus import load
from zicht.catalogus import termijnen as catalogus
from zicht.core import termijnen
from zicht.core.duur import Schorsing
from zicht.web.registratie import models as m

_OP_CODE = {klok.code: klok for klok in catalogus.KLOKKEN}


class Klokstand(Enum):
    """Hoe een klok ervoor staat, in de woorden van de werklijst."""

    OP_TIJD = "op_tijd"
    BIJNA_TE_LAAT = "bijna_te_laat"
    TE_LAAT = "te_laat"
    GESCHORST = "geschorst"
    GEHAALD = "gehaald"
    GEEN = ""


@dataclass(frozen=True)
class Klok:
    """Een taak met de stand van haar klok op een dag."""

    taak: m.Taak
    stand: Klokstand
    titel: str


def titel(taak: m.Taak) -> str:
    """Wat deze klok meet, in woorden."""
    klok = _OP_CODE.get(taak.klok)
    if klok is not None:
        return klok.titel
    return {
        "huisverbod_advies": "advies aan de burgemeester",
        "huisverbod": "einde van het huisverbod",
        "huisverbod_verlengd": "einde van het verlengde huisverbod",
    }.get(taak.klok, taak.soort.replace("_", " "))


def stand(taak: m.Taak, vandaag: date) -> Klokstand:
    """De stand van de klok van een taak; de uiterste datum zelf is nog op tijd."""
    if taak.geschorst:
        return Klokstand.GESCHORST
    if taak.uiterlijk_op is None:
        return Klokstand.GEEN
    if taak.geeindigd_op is not None:
        return Klokstand.GEHAALD if taak.geeindigd_op <= taak.uiterlijk_op else Klokstand.TE_LAAT
    if taak.uiterlijk_op < vandaag:
        return Klokstand.TE_LAAT
    return Klokstand.BIJNA_TE_LAAT if taak.waarschuw_op and taak.waarschuw_op <= vandaag else Klokstand.OP_TIJD


def klok(taak: m.Taak, vandaag: date) -> Klok:
    """De taak met haar stand en titel."""
    return Klok(taak, stand(taak, vandaag), titel(taak))


def uitleg(taak: m.Taak, vandaag: date) -> str:
    """De hele telling in een zin: begin, regel, elke overgeslagen dag met naam, pauzes en bron."""
    bekend = _OP_CODE.get(taak.klok)
    code = bekend.duur if bekend else taak.klok
    if not code or code not in load.termijncodes():
        return "Dit is een afgesproken dag, geen termijn die wordt geteld."
    duur = load.duur_of_niets(code, taak.begint_op)
    if duur is None:
        return "De bronnen noemen geen aantal dagen voor deze stap. De regio kan er zelf een afspreken."
    pauzes = [Schorsing(p.van, p.tot, p.grond) for p in _pauzes(taak) if bekend and p.termijn == bekend.schorsing]
    uiterlijk = termijnen.bereken(
        duur, taak.begint_op, load.kalender(), pauzes, bekend_tot=taak.geeindigd_op or vandaag
    )
    return uiterlijk.uitleg(load.titel(duur.bron))


def _pauzes(taak: m.Taak) -> list[m.Schorsing]:
    return [*m.Schorsing.objects.filter(melding=taak.over_id), *m.Schorsing.objects.filter(dienst=taak.over_id)]
