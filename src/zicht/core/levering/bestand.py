"""Vaste breedte: records naar regels en terug, zonder verlies.

Een record houdt van elk veld de tekst zonder aanvulling. Wat is gelezen wordt teken voor teken weer zo geschreven, ook als
er onzin in staat: keuren is het werk van de regels.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from zicht.core.levering.indeling import RECORDSOORT, Indeling, Leverveld, Recordsoort
from zicht.core.levering.vertaling import LeverFout, Leverwaarde, naar_tekst, naar_waarde

AANTALLEN = {
    "aantal_adviezen": "advies", "aantal_meldingen": "melding", "aantal_diensten": "dienst", "aantal_personen": "persoon",
}  # fmt: skip


@dataclass(frozen=True)
class Leverrecord:
    """Een regel van het bestand: welke recordsoort, en van elk veld de tekst zonder aanvulling."""

    soort: str
    velden: Mapping[str, str]

    def tekst(self, veld: str) -> str:
        """Wat er in een veld staat."""
        return self.velden.get(veld, "")


def maak_record(indeling: Indeling, soort: str, gegevens: Mapping[str, Leverwaarde]) -> Leverrecord:
    """Een record uit waarden; een gegeven dat de indeling niet heeft valt weg, een die ontbreekt blijft leeg."""
    record = indeling.record(soort)
    velden: dict[str, str] = {}
    for gegeven, plaatsen in record.gegevens.items():
        waarde = record.code if gegeven == RECORDSOORT else gegevens.get(gegeven)
        velden |= _verdeel(indeling, plaatsen, waarde)
    return Leverrecord(soort, velden)


def _verdeel(indeling: Indeling, plaatsen: tuple[Leverveld, ...], waarde: Leverwaarde) -> Iterator[tuple[str, str]]:
    """Over een of meer velden; meer antwoorden dan velden is een fout."""
    if len(plaatsen) == 1:
        yield plaatsen[0].naam, naar_tekst(indeling, plaatsen[0], waarde)
        return
    delen = waarde if isinstance(waarde, tuple) else (() if waarde is None else (str(waarde),))
    if len(delen) > len(plaatsen):
        raise LeverFout(
            f"Gegeven {plaatsen[0].gegeven} heeft {len(plaatsen)} velden; er zijn {len(delen)} antwoorden. "
            "Er is niets weggelaten en niets geschreven."
        )
    for veld, deel in zip(plaatsen, (*delen, *[None] * (len(plaatsen) - len(delen))), strict=True):
        yield veld.naam, naar_tekst(indeling, veld, deel)


def waarden(indeling: Indeling, record: Leverrecord) -> dict[str, Leverwaarde]:
    """De waarden van een record, per gegeven; wat niet kan is een fout."""
    uit: dict[str, Leverwaarde] = {}
    for gegeven, plaatsen in indeling.record(record.soort).gegevens.items():
        gelezen = [naar_waarde(indeling, veld, record.tekst(veld.naam)) for veld in plaatsen]
        uit[gegeven] = gelezen[0] if len(plaatsen) == 1 else tuple(str(w) for w in gelezen if w is not None)
    return uit


Schrijver = Callable[[Leverrecord], str]


def schrijver(indeling: Indeling) -> Schrijver:
    """Een functie die een record als regel schrijft, zonder regeleinde."""
    vormen = {soort.naam: _vorm(soort) for soort in indeling.recordsoorten}

    def schrijf(record: Leverrecord) -> str:
        return vormen[record.soort](record.velden)

    return schrijf


def _vorm(soort: Recordsoort) -> Callable[[Mapping[str, str]], str]:
    plaatsen = [(veld.naam, veld.begin - 1, veld.lengte, veld.soort.rechts) for veld in soort.velden]
    aansluitend = all(voor.eind + 1 == na.begin for voor, na in zip(soort.velden, soort.velden[1:], strict=False))

    def vorm(velden: Mapping[str, str]) -> str:
        delen: list[str] = []
        kolom = 0
        for naam, begin, lengte, rechts in plaatsen:
            tekst = velden.get(naam, "")
            if len(tekst) > lengte or "\n" in tekst or "\r" in tekst:
                raise LeverFout(
                    f"Record {soort.naam}, veld {naam}: plaats voor {lengte} tekens op een regel, gevonden {len(tekst)}. "
                    "Er is niets afgekapt en niets geschreven."
                )
            if not aansluitend and begin > kolom:
                delen.append(" " * (begin - kolom))
            delen.append(tekst.rjust(lengte, "0") if rechts and tekst else tekst.ljust(lengte))
            kolom = begin + lengte
        return "".join(delen)

    return vorm


def schrijf(indeling: Indeling, records: Iterable[Leverrecord]) -> bytes:
    """Het hele bestand; een teken dat de codering niet kent is een fout."""
    regel = schrijver(indeling)
    tekst = "".join(f"{regel(record)}{indeling.regeleinde}" for record in records)
    try:
        return tekst.encode(indeling.codering)
    except UnicodeEncodeError as fout:
        nummer = tekst.count(indeling.regeleinde, 0, fout.start) + 1
        raise LeverFout(
            f"Regel {nummer}: het teken '{tekst[fout.start]}' bestaat niet in de codering {indeling.codering}. Er is niets geschreven."
        ) from None


def lees(indeling: Indeling, inhoud: bytes) -> Iterator[Leverrecord]:
    """De records van een bestand; een regel die niet te plaatsen is, is een fout met haar nummer."""
    try:
        tekst = inhoud.decode(indeling.codering)
    except UnicodeDecodeError as fout:
        nummer = inhoud.count(b"\n", 0, fout.start) + 1
        raise LeverFout(f"Regel {nummer}: hier staat een teken dat geen {indeling.codering} is.") from None
    for nummer, regel in enumerate(_regels(tekst), 1):
        yield _lees_regel(indeling, regel, nummer)


def _regels(tekst: str) -> list[str]:
    delen = [regel.removesuffix("\r") for regel in tekst.split("\n")]
    return delen[:-1] if delen and not delen[-1] else delen


def _lees_regel(indeling: Indeling, regel: str, nummer: int) -> Leverrecord:
    soort = indeling.op_code.get(regel[: indeling.codebreedte])
    if soort is None:
        raise LeverFout(f"Regel {nummer}: onbekende recordsoort '{regel[: indeling.codebreedte]}'.")
    if len(regel) != soort.lengte:
        raise LeverFout(
            f"Regel {nummer}: een record {soort.naam} is {soort.lengte} tekens lang, gevonden {len(regel)} tekens."
        )
    return Leverrecord(soort.naam, {veld.naam: _kaal(veld, regel[veld.begin - 1 : veld.eind]) for veld in soort.velden})


def _kaal(veld: Leverveld, tekst: str) -> str:
    """Zonder aanvulling; een getal is van voren aangevuld, daar is een spatie achteraan geen aanvulling."""
    return tekst if veld.soort.rechts and tekst.strip(" ") else tekst.rstrip(" ")


def sluitrecord(indeling: Indeling, records: Iterable[Leverrecord]) -> Leverrecord:
    """De laatste regel: hoeveel records er van elke soort zijn."""
    tel: dict[str, int] = {}
    for record in records:
        tel[record.soort] = tel.get(record.soort, 0) + 1
    return maak_record(indeling, "sluitrecord", {naam: tel.get(soort, 0) for naam, soort in AANTALLEN.items()})
