"""De twee rapporten als bestanden: HTML, PDF en XLSX."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from zicht.rapportage.blokken import Rapport, Tabel
from zicht.rapportage.html import html
from zicht.rapportage.levering.gegevens import Leverstaat
from zicht.rapportage.levering.kwaliteit import kwaliteitsrapport
from zicht.rapportage.levering.spiegel import spiegelrapport
from zicht.rapportage.pdf import pdf


def werkboek(rapport: Rapport) -> bytes:
    """Elke tabel een blad, met getallen als getallen; vooraan wat het is. Een tekst wordt nooit een formule."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    uit = io.BytesIO()
    boek: Any = xlsxwriter.Workbook(uit, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    with boek:
        vet = boek.add_format({"bold": True})
        voor = boek.add_worksheet("Over dit rapport")
        for nummer, (naam, waarde) in enumerate(
            (("Rapport", rapport.titel), ("", rapport.ondertitel), *rapport.kenmerken)
        ):
            voor.write_row(nummer, 0, (naam, waarde))
        voor.autofit()
        gebruikt = {"over dit rapport"}
        for tabel in (blok for blok in rapport.blokken if isinstance(blok, Tabel)):
            _blad(boek.add_worksheet(_naam(tabel.titel, gebruikt)), tabel, vet)
    return uit.getvalue()


def _blad(blad: Any, tabel: Tabel, vet: Any) -> None:
    blad.write_string(0, 0, tabel.titel, vet)
    blad.write_row(2, 0, [kolom.titel for kolom in tabel.kolommen], vet)
    for nummer, cellen in enumerate(tabel.rijen, 3):
        for plek, cel in enumerate(cellen):
            if cel.waarde is None:
                blad.write_string(nummer, plek, cel.tekst)
            else:
                blad.write_number(nummer, plek, round(float(cel.waarde), 6))
    if tabel.noot:
        blad.write_string(len(tabel.rijen) + 4, 0, tabel.noot)
    blad.freeze_panes(3, 1)
    blad.autofit()


def _naam(titel: str, gebruikt: set[str]) -> str:
    """Hoogstens 31 tekens, zonder tekens die een blad niet mag hebben, en elk een keer."""
    kaal = re.sub(r"[\[\]:*?/\\']", " ", titel)[:28].strip()
    naam, nummer = kaal, 2
    while naam.lower() in gebruikt:
        naam, nummer = f"{kaal[:26]} {nummer}", nummer + 1
    gebruikt.add(naam.lower())
    return naam


SOORTEN: dict[str, Callable[[Leverstaat], Rapport]] = {"spiegelrapport": spiegelrapport, "kwaliteitsrapport": kwaliteitsrapport}  # fmt: skip
VORMEN: dict[str, Callable[[Rapport], bytes]] = {
    "html": lambda rapport: html(rapport).encode(), "pdf": pdf, "xlsx": werkboek,
}  # fmt: skip


def bestanden(staat: Leverstaat) -> Iterator[tuple[str, bytes]]:
    """Naam en inhoud van elk bestand."""
    for naam, maak in SOORTEN.items():
        rapport = maak(staat)
        for vorm, schrijf in VORMEN.items():
            yield f"{naam}.{vorm}", schrijf(rapport)
