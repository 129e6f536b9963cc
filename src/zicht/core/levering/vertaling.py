"""Van waarde naar de tekst in een veld en terug. Wat niet past is een fout; er wordt nooit iets afgekapt."""

import re
from dataclasses import dataclass
from datetime import date

from zicht.core.bsn import BSN_ONBEKEND, BSN_ONGEBOREN, is_bsn
from zicht.core.fouten import ZichtFout
from zicht.core.levering.indeling import Indeling, Leverveld, Soort

ONBEKEND, ONGEBOREN = "onbekend", "ongeboren"
GEBOORTE_ONBEKEND, GEBOORTE_ONGEBOREN = "00000000", "99999999"
GEMEENTE_ONBEKEND = "0000"
DEELS = r"(18|19|20)[0-9]{2}(0[1-9]|1[0-2])00|(18|19|20)[0-9]{2}0000|00000000|99999999"


class LeverFout(ZichtFout):
    """Een waarde die niet in haar veld past of daar niet kan staan."""

    status = 1


@dataclass(frozen=True, order=True)
class Deeldatum:
    """Een geboortedatum waarvan alleen het jaar, of het jaar en de maand bekend is."""

    jaar: int
    maand: int | None = None


Leverwaarde = str | int | date | Deeldatum | tuple[str, ...] | None


def naar_tekst(indeling: Indeling, veld: Leverveld, waarde: Leverwaarde) -> str:
    """De tekst van een waarde, zonder aanvulling; leeg als er niets bekend is."""
    if waarde is None or waarde == ():
        return ""
    tekst = _tekst(indeling, veld, waarde)
    if len(tekst) > veld.lengte:
        raise LeverFout(
            f"Veld {veld.naam} heeft plaats voor {veld.lengte} tekens; deze waarde heeft er {len(tekst)}. "
            "Er is niets afgekapt en niets geschreven."
        )
    return tekst


def _tekst(indeling: Indeling, veld: Leverveld, waarde: Leverwaarde) -> str:
    match veld.soort:
        case Soort.CODE:
            return _code(indeling, veld, str(waarde))
        case Soort.CODES:
            assert isinstance(waarde, tuple)
            return "".join(sorted(_code(indeling, veld, woord) for woord in waarde))
        case Soort.DATUM | Soort.GEBOORTEDATUM:
            return _datum(veld, waarde)
        case Soort.BSN:
            return {ONBEKEND: BSN_ONBEKEND, ONGEBOREN: BSN_ONGEBOREN}.get(str(waarde), str(waarde))
        case Soort.GEMEENTE:
            return GEMEENTE_ONBEKEND if waarde == ONBEKEND else str(waarde).removeprefix("GM")
        case Soort.GETAL:
            return str(waarde).zfill(veld.lengte)
        case Soort.TEKST:
            return str(waarde)


def _code(indeling: Indeling, veld: Leverveld, woord: str) -> str:
    code = indeling.codelijsten[veld.codelijst].naar_bestand.get(woord)
    if code is None:
        raise LeverFout(f"Veld {veld.naam}: codelijst {veld.codelijst} heeft geen code voor '{woord[:40]}'.")
    return code


def _datum(veld: Leverveld, waarde: Leverwaarde) -> str:
    match waarde:
        case date():
            return f"{waarde:%Y%m%d}" if waarde.year >= 1000 else f"{waarde.year:04}{waarde:%m%d}"
        case Deeldatum(jaar=jaar, maand=maand) if veld.soort is Soort.GEBOORTEDATUM:
            return f"{jaar:04}{maand or 0:02}00"
        case "onbekend" if veld.soort is Soort.GEBOORTEDATUM:
            return GEBOORTE_ONBEKEND
        case "ongeboren" if veld.soort is Soort.GEBOORTEDATUM:
            return GEBOORTE_ONGEBOREN
        case _:
            raise LeverFout(f"Veld {veld.naam}: hier hoort een hele datum.")


def naar_waarde(indeling: Indeling, veld: Leverveld, tekst: str) -> Leverwaarde:
    """De waarde van een tekst; wat niet kan is een fout."""
    if not tekst:
        return () if veld.soort is Soort.CODES else None
    match veld.soort:
        case Soort.CODE:
            return _woord(indeling, veld, tekst)
        case Soort.CODES:
            breed = indeling.codelijsten[veld.codelijst].breedte
            return tuple(_woord(indeling, veld, tekst[i : i + breed]) for i in range(0, len(tekst), breed))
        case Soort.DATUM | Soort.GEBOORTEDATUM:
            return _dag(veld, tekst)
        case Soort.BSN:
            return _bsn(veld, tekst)
        case Soort.GEMEENTE:
            return ONBEKEND if tekst == GEMEENTE_ONBEKEND else f"GM{tekst}"
        case Soort.GETAL:
            return _getal(veld, tekst)
        case Soort.TEKST:
            return tekst


def _fout(veld: Leverveld, wat: str) -> LeverFout:
    return LeverFout(f"Veld {veld.naam}: {wat}.")


def _woord(indeling: Indeling, veld: Leverveld, code: str) -> str:
    woord = indeling.codelijsten[veld.codelijst].naar_zicht.get(code)
    if woord is None:
        raise _fout(veld, f"code '{code}' staat niet in codelijst {veld.codelijst}")
    return woord


def _dag(veld: Leverveld, tekst: str) -> Leverwaarde:
    if veld.soort is Soort.GEBOORTEDATUM and re.fullmatch(DEELS, tekst):
        if tekst in (GEBOORTE_ONBEKEND, GEBOORTE_ONGEBOREN):
            return ONBEKEND if tekst == GEBOORTE_ONBEKEND else ONGEBOREN
        return Deeldatum(int(tekst[:4]), int(tekst[4:6]) or None)
    try:
        return date(int(tekst[:4]), int(tekst[4:6]), int(tekst[6:]))
    except ValueError:
        raise _fout(veld, "dit is geen dag van de kalender") from None


def _bsn(veld: Leverveld, tekst: str) -> str:
    if tekst in (BSN_ONBEKEND, BSN_ONGEBOREN):
        return ONBEKEND if tekst == BSN_ONBEKEND else ONGEBOREN
    if not is_bsn(tekst):
        raise _fout(veld, "dit nummer doorstaat de elfproef niet")
    return tekst


def _getal(veld: Leverveld, tekst: str) -> int:
    if not re.fullmatch("[0-9]+", tekst):
        raise _fout(veld, "hier hoort een getal")
    return int(tekst)
