"""Een indeling als rekenblad, in de vorm waarin een statistisch bureau haar uitgeeft: een rij per veld, met andere kopjes."""

import io
from typing import Any

from zicht.core.levering.indeling import Indeling


def indelingboek(indeling: Indeling) -> bytes:
    """Het rekenblad, met een titel boven de tabel en kopjes zoals een ander ze schrijft."""
    import xlsxwriter

    uit = io.BytesIO()
    boek: Any = xlsxwriter.Workbook(uit, {"in_memory": True})
    with boek:
        blad = boek.add_worksheet("Recordindeling")
        blad.write_row(0, 0, ("Bestandsdefinitie", "verzonnen versie"))
        blad.write_row(
            2,
            0,
            (
                "Nr",
                "Recordcode",
                "Recordnaam",
                "Variabele",
                "Zicht gegeven",
                "Beginpositie",
                "Lengte",
                "Type",
                "Codelijst",
                "Verplicht veld",
                "Sleutel",
                "Toelichting",
                "Vindplaats",
            ),
        )
        velden = [(s, v) for s in indeling.recordsoorten for v in s.velden]
        for nummer, (s, v) in enumerate(velden, 3):
            blad.write_row(nummer, 0, (v.nummer, s.code, s.naam, v.naam, v.gegeven, v.begin, v.lengte, v.soort.value, v.codelijst,
                                       "ja" if v.verplicht else "", "ja" if v.sleutel else "", v.omschrijving, v.vindplaats))  # fmt: skip
        codes = boek.add_worksheet("Codes")
        codes.write_row(0, 0, ("Codelijst", "Code", "Betekenis", "Code van Zicht"))
        rijen = [(lijst.naam, *code) for lijst in indeling.codelijsten.values() for code in lijst.codes]
        for nummer, rij in enumerate(rijen, 1):
            codes.write_row(nummer, 0, rij)
        over = boek.add_worksheet("Over")
        over.write_row(0, 0, ("Naam", "Waarde"))
        for nummer, rij in enumerate(
            (("naam", indeling.naam), ("titel", indeling.titel), ("codering", indeling.codering)), 1
        ):
            over.write_row(nummer, 0, rij)
    return uit.getvalue()
