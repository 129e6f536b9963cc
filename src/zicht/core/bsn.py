"""Het burgerservicenummer: de elfproef, wat onbekend en ongeboren is, en hoe het op een scherm staat."""

import re

from zicht.core.fouten import AanroepFout

# Informatieprotocol Beleidsinformatie Veilig Thuis: deze twee nummers wijzen niemand aan.
BSN_ONBEKEND = "000000000"
BSN_ONGEBOREN = "999999999"

_ELFPROEF = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NEGEN_CIJFERS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_ALLEEN_CIJFERS = re.compile(r"[0-9]{8}|[0-9](?:[ .]?[0-9]){8}")


class BsnFout(AanroepFout):
    """Wat is ingevuld kan geen burgerservicenummer zijn."""


def is_bsn(tekst: str) -> bool:
    """Of een tekst een burgerservicenummer kan zijn: acht of negen cijfers die de elfproef doorstaan.

    Negen cijfers mogen punten of spaties hebben; acht cijfers met punten zijn een datum.

    Allemaal nullen (onbekend) is geen BSN; 999999999 (ongeboren) doorstaat de elfproef niet.
    """
    kaal = tekst.strip()
    return bool(_ALLEEN_CIJFERS.fullmatch(kaal)) and _elfproef(_cijfers(kaal))


def bevat_bsn(tekst: str) -> bool:
    """Of ergens in een tekst negen cijfers staan die een burgerservicenummer kunnen zijn."""
    return is_bsn(tekst) or any(_elfproef(cijfers) for cijfers in _NEGEN_CIJFERS.findall(tekst))


def lees_bsn(tekst: str) -> str:
    """De negen cijfers van een ingevuld BSN, ook van onbekend en ongeboren; iets anders is een fout."""
    if is_bsn(tekst):
        return _cijfers(tekst).zfill(9)
    if (kaal := tekst.strip()) in ("", BSN_ONBEKEND, BSN_ONGEBOREN):
        return kaal or BSN_ONBEKEND
    # De waarde zelf staat niet in de fout: een fout kan in een logboek komen.
    raise BsnFout(
        f"Dit BSN klopt niet. Verwacht: negen cijfers die de elfproef doorstaan; gevonden: {len(_cijfers(tekst))} "
        f"cijfers{' die de elfproef niet doorstaan' if len(_cijfers(tekst)) == 9 else ''}. Kijk het nummer na, of vul "
        f"{BSN_ONBEKEND} in (onbekend) of {BSN_ONGEBOREN} (ongeboren)."
    )


def wijst_aan(bsn: str | None) -> str | None:
    """De negen cijfers als dit BSN een mens aanwijst; leeg, onbekend, ongeboren en ongeldig wijzen niemand aan."""
    return _cijfers(bsn).zfill(9) if bsn is not None and is_bsn(bsn) else None


def masker_bsn(bsn: str | None) -> str:
    """Hoe een BSN standaard op het scherm staat: ••••••782."""
    cijfers = _cijfers(bsn or "").zfill(9)
    if cijfers == BSN_ONBEKEND:
        return "onbekend"
    return "ongeboren" if cijfers == BSN_ONGEBOREN else "•" * 6 + cijfers[-3:]


def _cijfers(tekst: str) -> str:
    return "".join(teken for teken in tekst if teken in "0123456789")


def _elfproef(cijfers: str) -> bool:
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip(_ELFPROEF, cijfers.zfill(9), strict=True))
    return som % 11 == 0 and int(cijfers) > 0
