"""De indeling van een leveringsbestand als gegeven: recordsoorten, velden met begin en lengte, en codelijsten.

Een veld heeft een `gegeven`: wat het in Zicht betekent. Regels noemen gegevens, geen plaatsen, zodat zij voor elke indeling
gelden. Meer velden met hetzelfde gegeven in een recordsoort vormen samen een meervoudig antwoord.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from zicht.core.fouten import ZichtFout

RECORDSOORT = "recordsoort"
RECORDNAMEN = ("voorloop", "advies", "melding", "dienst", "persoon", "sluitrecord")
KOLOMMEN = ("nummer", "recordsoort", "record", "veld", "gegeven", "begin", "lengte", "soort", "codelijst", "verplicht",
            "sleutel", "omschrijving", "bron")  # fmt: skip
CODEKOLOMMEN = ("codelijst", "code", "betekenis", "zicht")
_CODERINGEN = ("ascii", "latin-1", "utf-8")


class IndelingFout(ZichtFout):
    """Een indeling die niet te gebruiken is."""


class Soort(Enum):
    """Wat er in een veld staat."""

    TEKST = "tekst"
    CODE = "code"
    CODES = "codes"
    DATUM = "datum"
    GEBOORTEDATUM = "geboortedatum"
    GETAL = "getal"
    BSN = "bsn"
    GEMEENTE = "gemeente"

    @property
    def rechts(self) -> bool:
        """Of het veld van voren met nullen wordt aangevuld; anders van achteren met spaties."""
        return self is Soort.GETAL


@dataclass(frozen=True)
class Leverveld:
    """Een regel van de indeling."""

    nummer: str
    recordsoort: str
    naam: str
    gegeven: str
    begin: int  # de eerste positie is 1
    lengte: int
    soort: Soort
    codelijst: str = ""
    verplicht: bool = False
    sleutel: bool = False
    omschrijving: str = ""
    vindplaats: str = ""

    @property
    def eind(self) -> int:
        """De laatste positie."""
        return self.begin + self.lengte - 1


@dataclass(frozen=True)
class Leverlijst:
    """Een codelijst: de code in het bestand, wat zij betekent, en hoe zij in Zicht heet."""

    naam: str
    codes: tuple[tuple[str, str, str], ...]

    @cached_property
    def naar_bestand(self) -> Mapping[str, str]:
        """Van het woord van Zicht naar de code; noemen twee codes hetzelfde woord, dan de eerste."""
        return {zicht: code for code, _, zicht in reversed(self.codes) if zicht}

    @cached_property
    def naar_zicht(self) -> Mapping[str, str]:
        """Van de code naar het woord van Zicht; kent Zicht haar niet, dan de code zelf."""
        return {code: zicht or f"code {code}" for code, _, zicht in self.codes}

    @cached_property
    def betekenis(self) -> Mapping[str, str]:
        """Wat elk woord van Zicht in deze lijst betekent."""
        return {self.naar_zicht[code]: tekst for code, tekst, _ in self.codes}

    @cached_property
    def breedte(self) -> int:
        """Hoeveel tekens een code heeft."""
        return max(len(code) for code, _, _ in self.codes)


@dataclass(frozen=True)
class Recordsoort:
    """Een soort regel in het bestand met haar velden, op volgorde van plaats."""

    code: str
    naam: str
    velden: tuple[Leverveld, ...]

    @cached_property
    def lengte(self) -> int:
        """Hoeveel tekens een regel heeft."""
        return max(veld.eind for veld in self.velden)

    @cached_property
    def gegevens(self) -> Mapping[str, tuple[Leverveld, ...]]:
        """Bij elk gegeven zijn velden."""
        uit: dict[str, tuple[Leverveld, ...]] = {}
        for veld in self.velden:
            uit[veld.gegeven] = (*uit.get(veld.gegeven, ()), veld)
        return uit

    @cached_property
    def sleutel(self) -> tuple[str, ...]:
        """De gegevens waaraan een record te herkennen is."""
        return tuple(dict.fromkeys(veld.gegeven for veld in self.velden if veld.sleutel))


@dataclass(frozen=True)
class Indeling:
    """Een hele bestandsdefinitie, met wat zij is en waar zij vandaan komt."""

    naam: str
    titel: str
    recordsoorten: tuple[Recordsoort, ...]
    codelijsten: Mapping[str, Leverlijst]
    codering: str = "ascii"
    regeleinde: str = "\r\n"
    bron: str = ""
    toelichting: tuple[str, ...] = field(default=())

    def record(self, naam: str) -> Recordsoort:
        """De recordsoort met deze naam."""
        return next(soort for soort in self.recordsoorten if soort.naam == naam)

    @cached_property
    def op_code(self) -> Mapping[str, Recordsoort]:
        """De recordsoorten op de code vooraan de regel."""
        return {soort.code: soort for soort in self.recordsoorten}

    @property
    def codebreedte(self) -> int:
        """Hoeveel tekens vooraan de recordsoort zeggen."""
        return len(self.recordsoorten[0].code)

    def heeft(self, record: str, gegevens: Iterable[str]) -> bool:
        """Of een recordsoort in deze indeling bestaat en al deze gegevens heeft."""
        soort = next((s for s in self.recordsoorten if s.naam == record), None)
        return soort is not None and set(gegevens) <= set(soort.gegevens)


Tabelrij = Mapping[str, str]


def lees_indeling(velden: Sequence[Tabelrij], codes: Sequence[Tabelrij], kenmerken: Mapping[str, str]) -> Indeling:
    """Een indeling uit haar tabellen: een rij per veld, een rij per code, en wat zij is."""
    lijsten = _codelijsten(codes)
    alle = [_veld(rij, plek) for plek, rij in enumerate(velden, 2)]
    soorten = _recordsoorten(alle, {rij["recordsoort"]: rij["record"] for rij in velden})
    codering = kenmerken.get("codering", "ascii").lower()
    if codering not in _CODERINGEN:
        raise IndelingFout(f"Onbekende codering '{codering[:40]}'. Kies uit: {', '.join(_CODERINGEN)}.")
    indeling = Indeling(
        kenmerken.get("naam", "zonder-naam"), kenmerken.get("titel", ""), soorten, lijsten, codering,
        {"LF": "\n", "CRLF": "\r\n"}[kenmerken.get("regeleinde", "CRLF").upper()], kenmerken.get("bron", ""),
        tuple(tekst for naam, tekst in kenmerken.items() if naam.startswith("toelichting")),
    )  # fmt: skip
    _keur(indeling)
    return indeling


def _veld(rij: Tabelrij, plek: int) -> Leverveld:
    def getal(naam: str) -> int:
        try:
            return int(rij[naam])
        except ValueError:
            raise IndelingFout(
                f"Indeling, rij {plek}: '{naam}' is een positief geheel getal; gevonden: '{rij[naam][:20]}'."
            ) from None

    try:
        soort = Soort(rij["soort"])
    except ValueError:
        raise IndelingFout(
            f"Indeling, rij {plek}: onbekende soort '{rij['soort'][:40]}'. Kies uit: {', '.join(s.value for s in Soort)}."
        ) from None
    return Leverveld(
        rij["nummer"], rij["recordsoort"], rij["veld"], rij["gegeven"] or rij["veld"], getal("begin"), getal("lengte"), soort,
        rij.get("codelijst", ""), rij.get("verplicht", "") == "ja", rij.get("sleutel", "") == "ja",
        rij.get("omschrijving", ""), rij.get("bron", ""),
    )  # fmt: skip


def _recordsoorten(velden: Sequence[Leverveld], namen: Mapping[str, str]) -> tuple[Recordsoort, ...]:
    return tuple(
        Recordsoort(code, naam, tuple(sorted((v for v in velden if v.recordsoort == code), key=lambda v: v.begin)))
        for code, naam in namen.items()
    )


def _codelijsten(codes: Sequence[Tabelrij]) -> Mapping[str, Leverlijst]:
    per: dict[str, list[tuple[str, str, str]]] = {}
    for rij in codes:
        per.setdefault(rij["codelijst"], []).append((rij["code"], rij["betekenis"], rij.get("zicht", "")))
    return {naam: Leverlijst(naam, tuple(rijen)) for naam, rijen in per.items()}


def _keur(indeling: Indeling) -> None:
    """Wat een indeling onbruikbaar maakt: een gat is geen fout, een overlap wel."""
    fouten = [*_recordfouten(indeling)]
    for soort in indeling.recordsoorten:
        fouten += _veldfouten(indeling, soort)
    if fouten:
        raise IndelingFout(*fouten[:10])


def _recordfouten(indeling: Indeling) -> Iterable[str]:
    if not indeling.recordsoorten:
        yield "De indeling heeft geen velden."
    for soort in indeling.recordsoorten:
        if soort.naam not in RECORDNAMEN:
            yield f"Onbekend record '{soort.naam[:40]}' bij recordsoort {soort.code}. Kies uit: {', '.join(RECORDNAMEN)}."
        if len(soort.code) != indeling.codebreedte:
            yield f"Recordsoort '{soort.code}' heeft een andere lengte dan '{indeling.recordsoorten[0].code}'."


def _veldfouten(indeling: Indeling, soort: Recordsoort) -> Iterable[str]:
    vorig = 0
    if soort.velden[0].gegeven != RECORDSOORT or soort.velden[0].begin != 1:
        yield f"Record {soort.naam}: het eerste veld is de recordsoort, op positie 1."
    for veld in soort.velden:
        if veld.begin <= vorig or veld.lengte < 1:
            yield f"Record {soort.naam}, veld {veld.naam}: positie {veld.begin} valt samen met het veld ervoor, of de lengte is 0."
        vorig = veld.eind
        if veld.soort in (Soort.CODE, Soort.CODES) and veld.codelijst not in indeling.codelijsten:
            yield f"Record {soort.naam}, veld {veld.naam}: codelijst '{veld.codelijst[:40]}' staat er niet bij."
        elif veld.soort is Soort.CODE and indeling.codelijsten[veld.codelijst].breedte > veld.lengte:
            yield f"Record {soort.naam}, veld {veld.naam}: de codes zijn langer dan het veld."
        if veld.soort in (Soort.DATUM, Soort.GEBOORTEDATUM) and veld.lengte != 8:
            yield f"Record {soort.naam}, veld {veld.naam}: een datum is acht tekens (JJJJMMDD)."
