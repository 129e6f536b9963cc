"""Open data: dezelfde rijen als CSV en in de API, met een beschrijving die een programma kan lezen.

De beschrijving volgt het W3C (Metadata Vocabulary for Tabular Data) en, voor de lijst, DCAT 2.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import Cijfer, cijfers_van
from zicht.web.vormgeving.csvbestand import veilig

LICENTIE = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
KOLOMMEN: dict[str, tuple[str, str, str]] = {  # naam: kop, soort, uitleg
    "publicatie": (
        "publicatie",
        "string",
        "Het kenmerk van de publicatie; het adres van dit bestand blijft hetzelfde.",
    ),
    "indicator": ("indicator", "string", "De code van de indicator in de catalogus van Zicht."),
    "titel": ("titel", "string", "De titel van de indicator."),
    "onderdeel": ("onderdeel", "string", "noemer: alle gevallen; teller: de gevallen die voldoen; rest: de andere."),
    "gebied": ("gebied", "string", "De CBS-code van een gemeente, of 'regio' voor alle gemeenten samen."),
    "gebiedsnaam": ("gebiedsnaam", "string", "De naam van de gemeente of de regio."),
    "periode": ("periode", "string", "De code van de periode, zoals 2026-burap1 (januari tot en met april 2026)."),
    "vanaf": ("vanaf", "date", "De eerste dag van de periode."),
    "tot_en_met": ("tot en met", "date", "De laatste dag van de periode."),
    "aantal": ("aantal", "integer", "Het aantal, afgerond; leeg als het verborgen is."),
    "waarom_leeg": ("waarom leeg", "string", "De reden waarom er geen aantal staat, in woorden."),
}


def rijen(cijfers: Iterable[Cijfer]) -> Iterator[dict[str, Any]]:
    """Elk aantal als rij, met een reden als het er niet staat."""
    for cijfer in cijfers:
        for deel, getoond in cijfer.delen():
            yield {
                "publicatie": cijfer.publicatie, "indicator": cijfer.indicator, "titel": cijfer.titel, "onderdeel": deel,
                "gebied": cijfer.plaats, "gebiedsnaam": cijfer.plaatsnaam, "periode": cijfer.periode.code,
                "vanaf": f"{cijfer.periode.begin}", "tot_en_met": f"{cijfer.periode.eind}", "aantal": getoond.waarde,
                "waarom_leeg": cijfer.waarom(deel) or None,
            }  # fmt: skip


def als_csv(cijfers: Iterable[Cijfer]) -> str:
    """De rijen als CSV: komma's, UTF-8, een kop met kolomnamen."""
    uit = io.StringIO()
    schrijver = csv.writer(uit)
    schrijver.writerow(KOLOMMEN)
    schrijver.writerows([veilig(rij[kolom]) for kolom in KOLOMMEN] for rij in rijen(cijfers))
    return uit.getvalue()


def csvw(rij: Publicatie, adres: str) -> dict[str, Any]:
    """De beschrijving van het CSV-bestand, volgens CSVW."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": "cijfers.csv",
        "dc:title": rij.titel,
        "dc:description": rij.toelichting or f"Veilige cijfers van {rij.regio}.",
        "dc:license": {"@id": LICENTIE},
        "dc:identifier": rij.kenmerk,
        "dc:issued": {"@value": f"{rij.besloten_om:%Y-%m-%d}", "@type": "xsd:date"},
        "dc:source": {"@id": adres},
        "notes": [
            {"peildatum": f"{rij.peildatum}", "definitieversie": rij.definitieversie, "feiten": rij.vingerafdruk},
        ],
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {"name": naam, "titles": naam, "datatype": soort, "dc:description": uitleg,
                 "required": naam not in ("aantal", "waarom_leeg")}
                for naam, (_, soort, uitleg) in KOLOMMEN.items()
            ],
            "primaryKey": ["indicator", "onderdeel", "gebied", "periode"],
        },
    }  # fmt: skip


def metadata(rij: Publicatie, adres: str, api: str) -> dict[str, Any]:
    """Een publicatie in het kort, voor de lijst van de API."""
    return {
        "kenmerk": rij.kenmerk, "titel": rij.titel, "toelichting": rij.toelichting, "regio": rij.regio,
        "perioden": rij.perioden, "peildatum": f"{rij.peildatum}", "definitieversie": rij.definitieversie,
        "gepubliceerd_op": f"{rij.besloten_om:%Y-%m-%d}", "licentie": LICENTIE, "bladzijde": adres,
        "csv": f"{adres}cijfers.csv", "beschrijving": f"{adres}cijfers.csv-metadata.json", "api": api,
    }  # fmt: skip


def dcat(publicaties: Iterable[tuple[Publicatie, str]], uitgever: str, adres: str) -> dict[str, Any]:
    """De lijst van alles wat open is, in de woorden van DCAT."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": adres,
        "@type": "dcat:Catalog",
        "dct:title": f"Open cijfers van {uitgever}",
        "dct:language": "nl",
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": uitgever},
        "dct:license": {"@id": LICENTIE},
        "dcat:dataset": [_dataset(rij, eigen, uitgever) for rij, eigen in publicaties],
    }  # fmt: skip


def _dataset(rij: Publicatie, adres: str, uitgever: str) -> dict[str, Any]:
    return {
        "@id": adres,
        "@type": "dcat:Dataset",
        "dct:identifier": rij.kenmerk,
        "dct:title": rij.titel,
        "dct:description": rij.toelichting or f"Veilige cijfers van {rij.regio}.",
        "dct:issued": {"@type": "xsd:date", "@value": f"{rij.besloten_om:%Y-%m-%d}"},
        "dct:spatial": rij.regio,
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": uitgever},
        "dct:license": {"@id": LICENTIE},
        "dcat:landingPage": {"@id": adres},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution", "dct:format": "CSV", "dcat:mediaType": "text/csv",
                "dcat:downloadURL": {"@id": f"{adres}cijfers.csv"},
                "dct:conformsTo": {"@id": f"{adres}cijfers.csv-metadata.json"},
            }
        ],
    }  # fmt: skip


def gekozen(rij: Publicatie, **filters: str) -> list[Cijfer]:
    """De cijfers van een publicatie, op indicator, gebied en periode; een filter dat leeg is telt niet."""
    return [
        cijfer
        for cijfer in cijfers_van(rij)
        if filters.get("indicator", "") in ("", cijfer.indicator)
        and filters.get("gebied", "") in ("", cijfer.plaats)
        and filters.get("periode", "") in ("", cijfer.periode.code)
    ]
