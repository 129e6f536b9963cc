"""De beschrijving van de koppeling in leesbare vorm: voor de pagina op de server en voor de naslag."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_GELUKT = {"200": "Gelukt", "201": "Gelukt, en nieuw vastgelegd"}


@dataclass(frozen=True)
class Veldregel:
    """Een veld van een bericht."""

    naam: str
    verplicht: bool
    soort: str
    uitleg: str


@dataclass(frozen=True)
class Bewerking:
    """Een bewerking: hoe je haar aanroept, wat je stuurt en wat je terugkrijgt."""

    methode: str
    pad: str
    titel: str
    uitleg: str
    vragen: tuple[Veldregel, ...]
    stuurt: str
    antwoorden: tuple[tuple[str, str], ...]

    @property
    def gewoon(self) -> str:
        """De uitleg zonder Markdown."""
        return self.uitleg.replace("`", "")


def bewerkingen(beschrijving: Mapping[str, Any]) -> list[Bewerking]:
    """Elke bewerking, in de volgorde van de beschrijving."""
    return [
        _bewerking(methode, pad, een)
        for pad, methoden in beschrijving["paths"].items()
        for methode, een in methoden.items()
    ]


def _bewerking(methode: str, pad: str, een: Mapping[str, Any]) -> Bewerking:
    inhoud = een.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Bewerking(
        methode.upper(),
        pad,
        een["summary"],
        een["description"],
        tuple(
            Veldregel(veld["name"], veld.get("required", False), soort(veld["schema"]), veld.get("description", ""))
            for veld in een.get("parameters", ())
        ),
        _verwijzing(inhoud),
        tuple(
            (status, str(_GELUKT.get(status, antwoord["description"])))
            for status, antwoord in sorted(een["responses"].items())
        ),
    )


def berichten(beschrijving: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Veldregel]]]:
    """Elk bericht met zijn velden; een lijst met codes heeft er geen."""
    for naam, schema in beschrijving["components"]["schemas"].items():
        verplicht = schema.get("required", ())
        yield (
            naam,
            schema.get("description", ""),
            [
                Veldregel(veld, veld in verplicht, soort(een), een.get("description", ""))
                for veld, een in schema.get("properties", {}).items()
            ],
        )


def soort(schema: Mapping[str, Any]) -> str:
    """Wat er in een veld mag staan, in het kort."""
    if "$ref" in schema:
        return _verwijzing(schema)
    keuzes = schema.get("anyOf") or schema.get("allOf")
    if keuzes:
        return " of ".join(dict.fromkeys(soort(keuze) for keuze in keuzes))
    if "const" in schema or "enum" in schema:
        return ", ".join(code or "leeg" for code in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"lijst van {soort(schema['items'])}{_grens('hoogstens', schema.get('maxItems'))}"
    return _enkel(schema)


_WOORDEN = {
    "string": "tekst",
    "boolean": "true of false",
    "integer": "getal",
    "object": "object",
    "null": "leeg (null)",
}


def _enkel(schema: Mapping[str, Any]) -> str:
    if schema.get("format") == "date":
        return "datum"
    return _WOORDEN.get(schema.get("type", ""), "tekst") + _grens("hoogstens", schema.get("maxLength"))


def _grens(woord: str, waarde: int | None) -> str:
    return f", {woord} {waarde}" if waarde else ""


def _verwijzing(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
