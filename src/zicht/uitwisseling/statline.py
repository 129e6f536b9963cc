"""Een tabel van CBS StatLine lezen zoals zij is gedownload: als lijst of volgens de tabelindeling, met of zonder symbolen.

Elk getal krijgt zijn opschriften mee: die van zijn rij en die boven zijn kolom. Wat een periode is, een onderwerp of een
gebied, blijkt uit de inhoud; zo maakt het niet uit hoe de tabel gedraaid is. Een punt is onbekend of geheim, nooit nul.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zicht.catalogus.statline import REGIONAMEN, Maat, maat_van
from zicht.core.fouten import OnleesbaarFout

VERBORGEN = (".", "x", "-", "")
_GROOTSTE = 20_000_000  # bytes; een tabel van StatLine is veel kleiner
_PERIODE = re.compile(r"(?P<jaar>20\d\d)\s*(?:(?P<deel>[12])e\s+halfjaar|jaar)?\s*(?P<merk>\*{0,2})$", re.IGNORECASE)
_KWARTAAL = re.compile(r"20\d\d\s*[1-4]e\s+kwartaal", re.IGNORECASE)
_PERIODECODE = re.compile(r"(?P<jaar>20\d\d)(?P<soort>HJ|JJ)(?P<deel>\d\d)$")
_GETAL = re.compile(r"(\d{1,3}([. \u00a0]\d{3})+|\d+)(,0+)?\*{0,2}$")
_AFMETINGEN = {
    "perioden", "periode", "regios", "regio", "onderwerp", "onderwerpen", "eenheid", "id", "veiligthuisregio",
    "veiligthuisregios", "gemeenten", "gemeente", "regioaanduiding",
}  # fmt: skip
_IS_GEBIED = re.compile("regio|gemeente")
_EENHEDEN = {"aantal", "x1000", "%"}


@dataclass(frozen=True)
class Cel:
    """Een getal van StatLine met wat het is; zonder waarde is het onbekend of geheim."""

    maat: Maat
    gebied: str
    periode: str  # 2023, 2023-H1 of 2023-H2
    voorlopig: bool
    waarde: int | None


@dataclass(frozen=True)
class Statline:
    """Een gelezen tabel."""

    titel: str
    cellen: tuple[Cel, ...]

    @property
    def gebieden(self) -> tuple[str, ...]:
        """De gebieden in de volgorde van het bestand."""
        return tuple(dict.fromkeys(cel.gebied for cel in self.cellen))

    @property
    def perioden(self) -> tuple[str, ...]:
        """De perioden op volgorde."""
        return tuple(sorted({cel.periode for cel in self.cellen}))

    def zoek(self, maat: Maat, gebied: str, periode: str) -> Cel | None:
        """De cel van een maat, gebied en periode."""
        return next((c for c in self.cellen if (c.maat, c.gebied, c.periode) == (maat, gebied, periode)), None)


def lees_statline(pad: Path) -> Statline:
    """Lees een bestand; wat er niet aan klopt staat in gewone taal in de fout."""
    try:
        if pad.stat().st_size > _GROOTSTE:
            raise _fout(pad.name, "het bestand is groter dan 20 MB")
        inhoud = pad.read_bytes()
    except OSError:
        raise OnleesbaarFout(f"{pad}: het bestand is niet te openen. Kijk of de naam klopt.") from None
    return ontleed(inhoud, pad.name)


def ontleed(inhoud: bytes, naam: str) -> Statline:
    """De tabel uit de bytes van een bestand."""
    rijen = _rijen(inhoud, naam)
    kop = _kopregel(rijen)
    if kop is None:
        raise _fout(naam, "er is geen kopregel met perioden of regio’s")
    titel = next((rij[0].strip() for rij in rijen[:kop] if rij and rij[0].strip()), naam)
    opschriften = [_aangevuld(rij) for rij in rijen[:kop] if sum(bool(c.strip()) for c in rij) > 1]
    cellen = list(_cellen(rijen[kop], opschriften, rijen[kop + 1 :]))
    if not cellen:
        raise _fout(naam, "er staat geen onderwerp van Veilig Thuis met een periode en een regio in")
    return Statline(titel, _een_keer(cellen, naam))


def _fout(naam: str, wat: str) -> OnleesbaarFout:
    return OnleesbaarFout(
        f"{naam}: dit is geen tabel van StatLine over Veilig Thuis: {wat}.",
        "Download bij het CBS tabel 84847NED als CSV (met statistische symbolen of volgens tabelindeling) met de onderwerpen, "
        "de regio en de halfjaren.",
    )


def _rijen(inhoud: bytes, naam: str) -> list[list[str]]:
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    if "\0" in tekst:
        raise _fout(naam, "het is geen tekstbestand")
    monster = tekst[:20_000]
    scheiding = max((";", "\t", ","), key=monster.count)
    try:
        return list(csv.reader(tekst.splitlines(), delimiter=scheiding))
    except csv.Error:
        raise _fout(naam, "de regels zijn niet te lezen") from None


def _kopregel(rijen: Sequence[Sequence[str]]) -> int | None:
    """De laatste regel met namen van afmetingen: daaronder staan de getallen."""
    kandidaten = [nr for nr, rij in enumerate(rijen[:30]) if any(_kaal(cel) in _AFMETINGEN for cel in rij[:6])]
    return kandidaten[-1] if kandidaten else None


def _kaal(tekst: str) -> str:
    return re.sub(r"[^a-z0-9%]", "", tekst.lower())


def _aangevuld(rij: Sequence[str]) -> list[str]:
    """Een kop boven meer kolommen staat er soms een keer: dan geldt hij tot de volgende."""
    uit: list[str] = []
    for cel in rij:
        uit.append(cel.strip() or (uit[-1] if uit else ""))
    return uit


def _cellen(
    kop: Sequence[str], opschriften: Sequence[Sequence[str]], rijen: Sequence[Sequence[str]]
) -> Iterator[tuple[Cel, tuple[str, ...]]]:
    """Elke cel met de opschriften die geen periode, onderwerp of gebied zijn."""
    vooraan = _labelkolommen(kop, rijen)
    namen = [
        next((opschrift[nr] for nr in sorted(vooraan, reverse=True) if nr < len(opschrift)), "")
        for opschrift in opschriften
    ]
    for rij in rijen:
        if sum(bool(cel.strip()) for cel in rij) > 1:  # anders is het een lege regel of die met de bron
            van_rij = [(kop[nr], rij[nr].strip()) for nr in sorted(vooraan) if nr < len(rij) and _kaal(kop[nr]) != "id"]
            for nr, cel in enumerate(rij[: len(kop)]):
                boven = [(naam, o[nr]) for naam, o in zip(namen, opschriften, strict=True) if nr < len(o)]
                if nr not in vooraan and (gevonden := _cel(cel.strip(), [*van_rij, *boven, ("", kop[nr].strip())])):
                    yield gevonden


def _labelkolommen(kop: Sequence[str], rijen: Sequence[Sequence[str]]) -> frozenset[int]:
    """De kolommen vooraan met opschriften: van een afmeting, of zonder een enkel getal."""
    uit: set[int] = set()
    for nr, naam in enumerate(kop):
        waarden = [rij[nr].strip() for rij in rijen if nr < len(rij)]
        met_getal = any(_GETAL.match(waarde) for waarde in waarden)
        if _kaal(naam) in _AFMETINGEN or (not met_getal and not all(w in VERBORGEN for w in waarden)):
            uit.add(nr)
    return frozenset(uit)


def _cel(waarde: str, opschriften: Sequence[tuple[str, str]]) -> tuple[Cel, tuple[str, ...]] | None:
    """De cel bij paren van afmeting en opschrift; niets als er niet precies een periode, een maat en een gebied bij staat."""
    teksten = [tekst for _, tekst in opschriften]
    perioden = [gelezen for tekst in teksten if (gelezen := lees_periode(tekst))]
    maten = [maat for tekst in teksten if (maat := maat_van(_als_woorden(tekst)))]
    rest = [(naam, t) for naam, t in opschriften if _is_indeling(t)]
    gebieden = [t for naam, t in rest if _IS_GEBIED.search(_kaal(naam))] or [t for _, t in rest]
    if len(perioden) != 1 or not maten or not gebieden or not (waarde in VERBORGEN or _GETAL.match(waarde)):
        return None
    periode, voorlopig = perioden[0]
    getal = None if waarde in VERBORGEN else int(re.sub(r"[. \u00a0*]|,0+", "", waarde))
    overig = tuple(t for _, t in rest if t != gebieden[0])
    return Cel(maten[-1], gebieden[0], periode, voorlopig, getal), overig


def _is_indeling(tekst: str) -> bool:
    """Of een opschrift een gebied of een groep noemt: geen periode, onderwerp, eenheid of naam van een afmeting."""
    return bool(tekst) and not (lees_periode(tekst) or maat_van(_als_woorden(tekst)) or _is_naam(tekst))


def _lijkt_totaal(tekst: str) -> bool:
    return tekst.lower().startswith("totaal")


def _is_naam(tekst: str) -> bool:
    """Een naam van een afmeting of een eenheid: zegt niet waar het getal over gaat."""
    return _kaal(tekst) in _AFMETINGEN or _kaal(tekst) in _EENHEDEN


def _als_woorden(tekst: str) -> str:
    """`OntvangenMeldingen_2` van de onbewerkte gegevensset als woorden."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", tekst).replace("_", " ")


def lees_periode(tekst: str) -> tuple[str, bool] | None:
    """`2023 1e halfjaar*` als 2023-H1 en voorlopig; een kwartaal of iets anders is geen periode van deze tabellen."""
    tekst = tekst.strip()
    if code := _PERIODECODE.match(tekst):
        deel = int(code["deel"])
        if code["soort"] == "HJ" and deel not in (1, 2):
            return None
        return (f"{code['jaar']}-H{deel}" if code["soort"] == "HJ" else code["jaar"]), False
    if _KWARTAAL.match(tekst) or not (gevonden := _PERIODE.match(tekst)):
        return None
    deel = gevonden["deel"]
    return (f"{gevonden['jaar']}-H{deel}" if deel else gevonden["jaar"]), bool(gevonden["merk"])


def _een_keer(cellen: Sequence[tuple[Cel, tuple[str, ...]]], naam: str) -> tuple[Cel, ...]:
    """Elke maat, gebied en periode een keer; van een uitgesplitste tabel alleen het totaal."""
    groepen: dict[tuple[str, str, str], list[tuple[Cel, tuple[str, ...]]]] = {}
    for cel, overig in cellen:
        groepen.setdefault((cel.maat.code, cel.gebied, cel.periode), []).append((cel, overig))
    uit: list[Cel] = []
    for groep in groepen.values():
        totaal = [cel for cel, overig in groep if all(_lijkt_totaal(tekst) for tekst in overig)]
        verschillend = {cel.waarde for cel in totaal}
        if len(verschillend) != 1:
            cel = groep[0][0]
            raise _fout(
                naam,
                f"{cel.maat.titel.lower()} van {cel.gebied} in {cel.periode} staat er vaker in; kies overal het totaal",
            )
        uit.append(totaal[0])
    return tuple(uit)


# --------------------------------------------------------------------------------------------------------------- gebieden

_LOSSE_WOORDEN = {"en", "vt", "veilig", "thuis", "regio", "vtregio"}


def zelfde_gebied(een: str, ander: str) -> bool:
    """Of twee schrijfwijzen hetzelfde gebied noemen: Veilig Thuis Noord-Holland-Noord is Noord-Holland Noord (VT)."""
    return bool(_woorden(een)) and _woorden(een) == _woorden(ander)


def _woorden(tekst: str) -> tuple[str, ...]:
    woorden = re.sub(r"\([^)]*\)", " ", tekst.lower().replace("’", "").replace("'", ""))
    return tuple(woord for woord in re.findall(r"[^\W_]+", woorden) if woord not in _LOSSE_WOORDEN)


def vind_gebied(tabel: Statline, code: str, naam: str | None = None) -> str | None:
    """Het opschrift in de tabel van een regio of gemeente, op code of op naam."""
    namen = [n for n in (naam, code, REGIONAMEN.get(code)) if n]
    for gebied in tabel.gebieden:
        if gebied.strip() == code or any(zelfde_gebied(gebied, n) for n in namen):
            return gebied
    return None
