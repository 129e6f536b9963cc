"""De eigen telling naast die van het CBS: het verschil in genoemde oorzaken, met per oorzaak een bedrag, en een rest.

Eigen telling + oorzaken + afronding + rest = wat het CBS drukte, altijd precies. Een oorzaak waarvan de feiten het bedrag niet
geven staat er zonder bedrag bij; wat zij verklaart zit dan in de rest. De rest wordt nooit weggewerkt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zicht.catalogus import statline as s
from zicht.cijfers import Cijfers
from zicht.cijfers.onthouden import onthoud
from zicht.cijfers.woorden import aantal as getal
from zicht.core.bronnen import Bron
from zicht.core.periodes import korte_datum, lees_periode
from zicht.core.publicatie import Beleid, rond_af
from zicht.engines.cbstelling import ALLES, LATER, ONBEKEND_LATER, Deel, Halfjaar, tel_delen
from zicht.uitwisseling.statline import Cel, Statline, vind_gebied

BELEID = Beleid()
KEUZES = (
    f"Later ingevoerd is wat na de levering is ingevoerd; de levering is {s.LEVERING_DAGEN} dagen na het halfjaar gesteld. Wat daarna is verbeterd of verwijderd, is niet te zien en zit in de rest.",
    "Of het CBS meldingen ter registratie, jeugdprostitutie, huisverboden en ondersteuning meetelt, zeggen de openbare stukken niet. De bedragen zijn wat het scheelt als het dat niet doet; klopt dat niet, dan blijkt het aan een rest die even groot is met het omgekeerde teken.",
    "De delen overlappen niet: wie alleen ter registratie is, telt niet ook als huisverbod of als later ingevoerd.",
    "Het CBS rondt elk getal apart af op vijf; een getal onder de tien wordt niet gedrukt.",
)


@dataclass(frozen=True)
class Oorzaak:
    """Een reden voor verschil; zonder bedrag is zij uit de feiten niet te berekenen."""

    code: str
    titel: str
    bedrag: int | None
    uitleg: str
    bron: Bron


@dataclass(frozen=True)
class Vergelijking:
    """Een getal van het CBS naast de eigen telling."""

    maat: s.Maat
    gebied: str
    naam: str
    periode: str
    eigen: int
    cel: Cel
    oorzaken: tuple[Oorzaak, ...]

    @property
    def cbs(self) -> int | None:
        """Wat het CBS drukte; niets als het verborgen is."""
        return self.cel.waarde

    @property
    def verschil(self) -> int | None:
        """CBS min eigen telling."""
        return None if self.cbs is None else self.cbs - self.eigen

    @property
    def verklaard(self) -> int:
        """Wat de oorzaken met een bedrag samen verklaren, de afronding meegerekend."""
        return sum(oorzaak.bedrag or 0 for oorzaak in self.oorzaken)

    @property
    def rest(self) -> int | None:
        """Wat daarna nog overblijft: eigen + oorzaken + rest is precies het getal van het CBS."""
        return None if self.verschil is None else self.verschil - self.verklaard


@dataclass(frozen=True)
class Uitkomst:
    """Alle vergelijkingen van een bestand, en de gebieden waar geen getal bij te vinden was."""

    titel: str
    peildatum: date
    vingerafdruk: str
    vergelijkingen: tuple[Vergelijking, ...]
    niet_gevonden: tuple[str, ...]


def vergelijk(cijfers: Cijfers, tabel: Statline, regionaam: str | None = None) -> Uitkomst:
    """Elke cel van de tabel die over de eigen regio of een eigen gemeente gaat en waarvan de periode in de feiten valt."""
    perioden = [code for code in tabel.perioden if lees_periode(code).eind <= cijfers.feitenset.peildatum]
    delen = _delen(cijfers)
    rijen: list[Vergelijking] = []
    zonder: list[str] = []
    for gebied, naam, is_gemeente in _gebieden(cijfers):
        opschrift = vind_gebied(tabel, gebied, naam if is_gemeente else regionaam)
        if opschrift is None:
            zonder += [] if is_gemeente else [f"{naam} ({gebied})"]
            continue
        plaats = gebied if is_gemeente else ("regio", gebied)
        rijen += _van_gebied(tabel, opschrift, perioden, gebied, _Telling(delen, plaats))
    return Uitkomst(
        tabel.titel, cijfers.feitenset.peildatum, cijfers.feitenset.vingerafdruk, tuple(rijen), tuple(zonder)
    )


def _gebieden(cijfers: Cijfers) -> Iterator[tuple[str, str, bool]]:
    """Eerst de regio's, dan de gemeenten: code, naam, en of het een gemeente is."""
    for regio in cijfers.feitenset.regios:
        yield regio, s.REGIONAMEN.get(regio, regio), False
    for gemeente in cijfers.gemeenten(cijfers.feitenset.peildatum.year):
        yield gemeente.code, gemeente.naam, True


_Plaats = str | tuple[str, str]
_Delen = Mapping[tuple[_Plaats, str, str, str], int]  # gebied, maat, halfjaar, deel


@dataclass(frozen=True)
class _Telling:
    """De eigen telling van een gebied."""

    delen: _Delen
    plaats: _Plaats

    def som(self, maat: s.Maat, periode: str, deel: str) -> int:
        """Een jaar is de som van zijn halfjaren, behalve bij casussen: een casus met meldingen in beide telt een keer."""
        los = "-" in periode or maat is s.CASUSSEN
        codes = (periode,) if los else (f"{periode}-H1", f"{periode}-H2")
        return sum(self.delen.get((self.plaats, maat.code, code, deel), 0) for code in codes)


def _delen(cijfers: Cijfers) -> _Delen:
    return onthoud(cijfers, "cbs", lambda: _tel(cijfers))


def _tel(cijfers: Cijfers) -> _Delen:
    feiten = cijfers.feitenset
    halfjaren = list(_halfjaren(feiten.peildatum))
    uit: dict[tuple[_Plaats, str, str, str], int] = {}
    for deel in tel_delen(feiten.verbinding, feiten.regios, halfjaren, feiten.peildatum):
        for plaats in _plaatsen(deel):
            sleutel = (plaats, deel.maat, deel.halfjaar, deel.deel)
            uit[sleutel] = uit.get(sleutel, 0) + deel.aantal
    return uit


def _plaatsen(deel: Deel) -> Iterator[_Plaats]:
    if deel.regio is not None:
        yield ("regio", deel.regio)
    if deel.gemeente is not None:
        yield deel.gemeente


def _halfjaren(peildatum: date) -> Iterator[Halfjaar]:
    for jaar in range(2015, peildatum.year + 1):
        for code in (f"{jaar}-H1", f"{jaar}-H2", f"{jaar}"):
            periode = lees_periode(code)
            yield Halfjaar(code, periode.begin, periode.eind, levering(periode.eind))


def levering(eind: date) -> date:
    """De dag waarop de levering over een halfjaar dat op deze dag eindigt uiterlijk klaar was."""
    return eind + timedelta(days=s.LEVERING_DAGEN)


def _van_gebied(
    tabel: Statline, opschrift: str, perioden: Sequence[str], gebied: str, telling: _Telling
) -> Iterator[Vergelijking]:
    for maat in s.MATEN:
        for periode in perioden:
            cel = tabel.zoek(maat, opschrift, periode)
            if cel is not None:
                eigen = {naam: telling.som(maat, periode, naam) for naam in (ALLES, LATER, ONBEKEND_LATER, *_DELEN)}
                yield Vergelijking(
                    maat, gebied, opschrift, periode, eigen[ALLES], cel, tuple(_oorzaken(maat, periode, eigen, cel))
                )


_DELEN: Mapping[str, tuple[s.Maat, str, str]] = {
    "ter registratie": (s.MELDINGEN, "Alleen ter registratie", "Hierop volgt geen beoordeling; het CBS telt mogelijk alleen meldingen die worden beoordeeld."),
    "jeugdprostitutie": (s.MELDINGEN, "Meldpunt jeugdprostitutie", "Een regionale taak, die niet in het informatieprotocol staat."),
    "huisverbod": (s.MELDINGEN, "Tijdelijk huisverbod", "Een bovenwettelijke taak, die niet als gewone melding geleverd hoeft te zijn."),
    "ondersteuning": (s.ADVIEZEN, "Ondersteuning van professionals", "Andere definitie: ondersteuning is in eigen tellingen een advies; het CBS telt mogelijk alleen adviesgesprekken."),
}  # fmt: skip
_BRON_DEEL = {
    "ter registratie": Bron("nog-meerjarenbegroting-2025", "5.2 Schema opvolging meldingen"),
    "jeugdprostitutie": Bron("nog-meerjarenbegroting-2025", "5.2 Schema opvolging meldingen"),
    "huisverbod": Bron("uitvoeringsregeling-wmo-2015", "Bijlage A: werkzaamheden voor de Wet tijdelijk huisverbod"),
    "ondersteuning": Bron("nog-meerjarenbegroting-2025", "hoofdstuk 7, dienst 2"),
}


def _oorzaken(maat: s.Maat, periode: str, eigen: Mapping[str, int], cel: Cel) -> Iterator[Oorzaak]:
    """De oorzaken die bij de maat horen, en als laatste de afronding over wat er dan staat."""
    gevonden = [
        _later(maat, periode, eigen),
        *(
            Oorzaak(code.replace(" ", "-"), titel, -eigen[code], uitleg, _BRON_DEEL[code])
            for code, (van, titel, uitleg) in _DELEN.items()
            if van is maat
        ),
    ]
    yield from gevonden
    verwacht = eigen[ALLES] + sum(oorzaak.bedrag or 0 for oorzaak in gevonden)
    if cel.waarde is not None:
        uitleg = f"Het CBS drukt veelvouden van {BELEID.afronding}: {getal(verwacht)} wordt {getal(rond_af(verwacht, BELEID))}."
        yield Oorzaak("afronding", "Afronding op vijf", rond_af(verwacht, BELEID) - verwacht, uitleg, s.BRON_DREMPEL)


def _later(maat: s.Maat, periode: str, eigen: Mapping[str, int]) -> Oorzaak:
    titel, code = "Ingevoerd of verbeterd na de levering", "na-levering"
    dag = korte_datum(levering(lees_periode(periode).eind))
    if maat in (s.ONDERZOEK, s.VOORWAARDEN):
        uitleg = "De feiten zeggen niet wanneer de afronding is ingevoerd."
        return Oorzaak(code, titel, None, uitleg, s.BRON_LEVERING)
    if eigen[ONBEKEND_LATER] == eigen[ALLES] and eigen[ALLES]:
        uitleg = "De feiten hebben geen dag van invoer (kolom geregistreerd_op)."
        return Oorzaak(code, titel, None, uitleg, s.BRON_LEVERING)
    zonder = f" Van {eigen[ONBEKEND_LATER]} is de dag van invoer onbekend." if eigen[ONBEKEND_LATER] else ""
    hoe = f"Ingevoerd na {dag}." if "-" in periode else "Per halfjaar ingevoerd na de levering daarvan."
    return Oorzaak(code, titel, -eigen[LATER], hoe + zonder, s.BRON_LEVERING)


def alleen(vergelijkingen: Iterable[Vergelijking], *, periode: str | None = None, gebied: str | None = None,
           maat: str | None = None) -> tuple[Vergelijking, ...]:  # fmt: skip
    """De vergelijkingen van een periode, gebied of maat."""
    return tuple(
        v
        for v in vergelijkingen
        if periode in (None, v.periode) and gebied in (None, v.gebied) and maat in (None, v.maat.code)
    )
