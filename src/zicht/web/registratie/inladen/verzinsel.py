"""Namen, adressen en zinnen die nergens bij een mens horen; dezelfde sleutel geeft altijd hetzelfde."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar
from zlib import crc32

from zicht.core.codelijsten import BEROEPSMATIG
from zicht.web.registratie.handelingen.meldingen import Meldergegevens
from zicht.web.registratie.handelingen.personen import Mens, Woonplek

_Keuze = TypeVar("_Keuze")
_POSTLETTERS = "BCDEFGHJKLMNPRTVWXZ"
ONGEBOREN = 9999


@cache
def lijsten() -> dict[str, Any]:
    """Alles uit verzonnen.toml."""
    return tomllib.loads((files("zicht.web.registratie.inladen") / "verzonnen.toml").read_text("utf-8"))


def getal(sleutel: str, onder: int) -> int:
    """Een getal van 0 tot `onder` dat alleen van de sleutel afhangt."""
    return crc32(sleutel.encode()) % onder


def kies(lijst: Sequence[_Keuze], sleutel: str) -> _Keuze:
    """Een uit de lijst."""
    return lijst[getal(sleutel, len(lijst))]


def zin(soort: str, sleutel: str) -> str:
    """Een zin van een soort."""
    return kies(lijsten()[soort], f"{soort} {sleutel}")


def mens(persoon: str, gezin: str, rol: str, jaar: int | None, geslacht: str) -> Mens:
    """Iemand met een verzonnen naam; kinderen heten als het gezin, van een op de tien is de dag niet bekend."""
    if jaar == ONGEBOREN:
        return Mens(ongeboren=True, geslacht=geslacht)
    namen = lijsten()["vrouw" if geslacht == "v" or (geslacht != "m" and getal(persoon, 2)) else "man"]
    voorvoegsel, achternaam = kies(lijsten()["achternaam"], gezin if rol != "pleger" else f"{gezin} ander")
    bekend = jaar is not None and getal(f"dag {persoon}", 10) > 0
    return Mens(
        voornamen=kies(namen, persoon), voorvoegsel=voorvoegsel, achternaam=achternaam, geslacht=geslacht, geboortejaar=jaar,
        geboortemaand=1 + getal(f"m {persoon}", 12) if bekend else None,
        geboortedag=1 + getal(f"d {persoon}", 28) if bekend else None,
    )  # fmt: skip


def woonplek(gezin: str, gemeente: str, plaats: str) -> Woonplek:
    """Een adres in een straat die niet bestaat."""
    nummer = getal(f"pc {gezin}", 9000 * len(_POSTLETTERS) ** 2)
    rest, laatste = divmod(nummer, len(_POSTLETTERS))
    cijfers, eerste = divmod(rest, len(_POSTLETTERS))
    return Woonplek(
        straat=kies(lijsten()["straat"], gezin), huisnummer=str(1 + getal(f"nr {gezin}", 180)),
        postcode=f"{1000 + cijfers}{_POSTLETTERS[eerste]}{_POSTLETTERS[laatste]}", plaats=plaats, gemeente=gemeente,
        geheim=getal(f"geheim {gezin}", 40) == 0,
    )  # fmt: skip


def melder(melding: str, hoedanigheid: str, *, anoniem: bool) -> Meldergegevens:
    """Een melder; wie anoniem wil blijven voor het gezin is bij Veilig Thuis wel bekend."""
    voorvoegsel, achternaam = kies(lijsten()["achternaam"], f"melder {melding}")
    voornaam = kies(lijsten()[kies(("vrouw", "man"), melding)], f"melder {melding}")
    beroep = hoedanigheid in BEROEPSMATIG
    return Meldergegevens(
        beroepsmatig=beroep, naam=" ".join(filter(None, (voornaam, voorvoegsel, achternaam))),
        functie=lijsten()["functie"].get(hoedanigheid, "medewerker") if beroep else "",
        organisatie=f"{hoedanigheid.replace('_', ' ')} in Verzonnen" if beroep else "",
        telefoon=f"06-12345{getal(melding, 1000):03d}", toestemming=not anoniem and getal(f"t {melding}", 4) == 0,
    )  # fmt: skip
