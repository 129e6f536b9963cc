"""Regels die uit de indeling volgen: een verplicht veld is gevuld, en wat er staat kan daar staan.

Elk veld geeft hoogstens twee regels, met het nummer van het veld erin; zij horen bij de indeling zoals zij is geladen.
"""

from collections.abc import Iterator, Mapping

from zicht.catalogus.levering.maken import BLOK, anders, erbij, nu, protocol
from zicht.core.bronnen import Bron
from zicht.core.levering.indeling import RECORDSOORT, Indeling, Leverveld, Soort
from zicht.core.levering.regels import Leverregel, Ruw, Voorbeeld

_LOS = ("voorloop", "sluitrecord")  # daarover gaan de regels van het bestand
# Het record van de voorbeeldlevering waarin een fout in dit veld nergens anders doorwerkt.
_PROEF: Mapping[str, str] = {"advies": "A1", "melding": "M2", "dienst": "D2", "persoon": "M3/03"}
_KAN_NIET: Mapping[Soort, str] = {
    Soort.CODE: "?", Soort.CODES: "?", Soort.DATUM: "20240230", Soort.GEBOORTEDATUM: "19801301", Soort.GETAL: "x",
    Soort.BSN: "123456789", Soort.GEMEENTE: "36A1",
}  # fmt: skip
_VERWACHT: Mapping[Soort, str] = {
    Soort.CODE: "een code uit lijst {lijst}", Soort.CODES: "codes uit lijst {lijst}", Soort.DATUM: "een dag, JJJJMMDD",
    Soort.GEBOORTEDATUM: "JJJJMMDD, of deels bekend met nullen", Soort.GETAL: "een getal",
    Soort.BSN: "negen cijfers die de elfproef doorstaan", Soort.GEMEENTE: "vier cijfers",
}  # fmt: skip


def veldregels(indeling: Indeling) -> tuple[Leverregel, ...]:
    """Bij elk veld de regels die uit de indeling volgen."""
    return tuple(
        een
        for soort in indeling.recordsoorten
        for naam, velden in soort.gegevens.items()
        if soort.naam not in _LOS and naam != RECORDSOORT
        for een in _regels(soort.naam, naam, velden[0])
    )


def _regels(soort: str, gegeven: str, veld: Leverveld) -> Iterator[Leverregel]:
    bron = protocol(veld.vindplaats) if veld.vindplaats else Bron("cbs-bestandsdefinitie", f"veld {veld.naam}")
    wat = f"{gegeven.replace('_', ' ')} ({soort})"
    if veld.verplicht:
        yield Leverregel(
            f"LV-{veld.nummer}-V", f"Gevuld: {wat}", BLOK, bron, soort, _leeg(gegeven, veld),
            f"Veld {veld.naam} is leeg. Is het niet bekend, vul dan de code voor onbekend in.", (Voorbeeld(),),
            (_planten(soort, gegeven, veld, ""),), (gegeven,), veld=True,
        )  # fmt: skip
    if veld.soort in _KAN_NIET:
        verwacht = _VERWACHT[veld.soort].format(lijst=veld.codelijst)
        yield Leverregel(
            f"LV-{veld.nummer}-W", f"Geldig: {wat}", BLOK, bron, soort, f"r.{gegeven}_fout",
            f"In veld {veld.naam} staat iets dat daar niet kan staan. Verwacht: {verwacht}.", (Voorbeeld(),),
            (_planten(soort, gegeven, veld, _KAN_NIET[veld.soort]),), (gegeven,), veld=True,
        )  # fmt: skip


def _leeg(gegeven: str, veld: Leverveld) -> str:
    if veld.soort is Soort.GEBOORTEDATUM:
        return f"r.{gegeven}_t = ''"
    return f"r.{gegeven} IS NULL" + ("" if veld.soort is Soort.TEKST else f" AND NOT r.{gegeven}_fout")


def _planten(soort: str, gegeven: str, veld: Leverveld, tekst: str) -> Voorbeeld:
    breed = tekst * veld.lengte if tekst == "?" and veld.soort is Soort.CODE else tekst
    if veld.sleutel and soort != "persoon":
        return nu(erbij(soort, _PROEF[soort], **{gegeven: Ruw(breed)}))
    return nu(anders(soort, _PROEF[soort], **{gegeven: Ruw(breed)}))
