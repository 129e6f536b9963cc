"""Het JSON Schema van het Feitenformaat, gemaakt uit de getypeerde definitie.

Het beschrijft een map als een JSON-document: de kenmerken uit feiten.toml en per tabel een lijst rijen. De waarden
staan er als in Parquet: datums als jjjj-mm-dd, meer codes als lijst, een lege cel als null of weggelaten.
"""

from typing import assert_never

from zicht.core.codelijsten import CODELIJSTEN, JANEE
from zicht.core.feiten import FORMAAT, TABELLEN, Tabel
from zicht.core.voorwaarden import Codelijst, Soort, Veld

Schema = dict[str, object]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MAAND = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$"


def schema() -> Schema:
    """Het schema van een map met feiten."""
    verplicht = [naam for naam, tabel in TABELLEN.items() if tabel.verplicht]
    return {
        "$schema": DIALECT,
        "$id": f"urn:zicht:feitenformaat:{FORMAAT}",
        "title": f"Feitenformaat {FORMAAT}",
        "description": "Feiten van een Veilig Thuis-organisatie: de kenmerken uit feiten.toml en per tabel de rijen.",
        "type": "object",
        "required": ["feiten", *verplicht],
        "properties": {"feiten": _kenmerken()} | {naam: _rijen(tabel) for naam, tabel in TABELLEN.items()},
        "$defs": {naam: _rij(tabel) for naam, tabel in TABELLEN.items()}
        | {_lijstnaam(lijst): _codelijst(lijst) for lijst in CODELIJSTEN.values()},
    }


def _kenmerken() -> Schema:
    naam: Schema = {"type": "string", "minLength": 1}
    regio: list[Schema] = [naam, {"type": "array", "minItems": 1, "items": naam}]
    return {
        "description": "De inhoud van feiten.toml.",
        "type": "object",
        "required": ["formaat", "regio", "peildatum"],
        "properties": {
            "formaat": {"const": FORMAAT},
            "regio": {"anyOf": regio},
            "peildatum": {
                "description": "Laatste dag waarop de gegevens volledig zijn.",
                "type": "string",
                "format": "date",
            },
            "bron": {"type": "string"},
        },
    }


def _rijen(tabel: Tabel) -> Schema:
    sleutel = f" Uniek per {' + '.join(tabel.sleutel)}." if tabel.sleutel else ""
    return {
        "description": tabel.omschrijving + sleutel,
        "type": "array",
        "items": {"$ref": f"#/$defs/{tabel.naam}"},
    }


def _rij(tabel: Tabel) -> Schema:
    return {
        "type": "object",
        "required": [kolom.naam for kolom in tabel.kolommen if kolom.verplicht],
        "properties": {kolom.naam: _waarde(kolom) for kolom in tabel.kolommen},
    }


def _waarde(kolom: Veld) -> Schema:
    verwijst = f" Verwijst naar {kolom.verwijst}." if kolom.verwijst else ""
    of_leeg: list[Schema] = [_soort(kolom), {"type": "null"}]
    soort: Schema = _soort(kolom) if kolom.verplicht else {"anyOf": of_leeg}
    return {"description": kolom.omschrijving + verwijst} | soort


def _soort(kolom: Veld) -> Schema:
    match kolom.soort:
        case Soort.ID:
            return {"type": "string", "minLength": 1}
        case Soort.TEKST:
            return {"type": "string"}
        case Soort.DATUM:
            return {"type": "string", "format": "date"}
        case Soort.MAAND:
            return {"type": "string", "pattern": _MAAND}
        case Soort.GEHEEL:
            return {"type": "integer"} | _bereik(kolom)
        case Soort.GETAL:
            return {"type": "number"} | _bereik(kolom)
        case Soort.CODE | Soort.JANEE:
            return _verwijs(kolom.codes or JANEE)
        case Soort.CODES:
            return {"type": "array", "uniqueItems": True, "items": _verwijs(kolom.codes or JANEE)}
        case _:
            assert_never(kolom.soort)


def _bereik(kolom: Veld) -> Schema:
    return {"minimum": kolom.bereik[0], "maximum": kolom.bereik[1]} if kolom.bereik else {}


def _verwijs(lijst: Codelijst) -> Schema:
    return {"$ref": f"#/$defs/{_lijstnaam(lijst)}"}


def _lijstnaam(lijst: Codelijst) -> str:
    return "codelijst_" + lijst.naam.replace(" ", "_")


def _codelijst(lijst: Codelijst) -> Schema:
    return {"title": lijst.naam, "oneOf": [{"const": code, "title": titel} for code, titel in lijst.codes]}
