"""De bouwstenen van de berichten: tekst, dagen, codes en nummers, zo streng dat de registratie er niet op stuk kan lopen."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints, WithJsonSchema
from pydantic.alias_generators import to_camel
from pydantic_core import core_schema

from zicht.core.bsn import BSN_ONBEKEND, BsnFout, lees_bsn
from zicht.core.voorwaarden import Codelijst

_REGEL = r"^[^\x00-\x1f\x7f]*$"
_VERHAAL = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_DAG = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")


class Bericht(BaseModel):
    """Een deel van een bericht: namen als in het koppelvlak (camelCase), en geen veld dat we niet kennen."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid")


class Antwoord(BaseModel):
    """Een deel van een antwoord."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


def _gevuld(tekst: str) -> str:
    if not tekst.strip():
        raise ValueError("is leeg")
    return tekst


def _regel(lengte: int) -> StringConstraints:
    return StringConstraints(max_length=lengte, pattern=_REGEL)


def _verhaal(lengte: int, *, minstens: int | None = None) -> StringConstraints:
    return StringConstraints(min_length=minstens, max_length=lengte, pattern=_VERHAAL)


def _dag(ruw: object) -> object:
    if not isinstance(ruw, str) or not _DAG.fullmatch(ruw):
        raise ValueError("moet een datum zijn als 2026-03-04")
    try:
        return date.fromisoformat(ruw)
    except ValueError:
        raise ValueError("is geen bestaande dag") from None


def _deeldatum(tekst: str) -> str:
    jaar, maand, dag = ([*map(int, tekst.split("-")), 1, 1])[:3]
    try:
        date(jaar, maand, dag)
    except ValueError:
        raise ValueError("is geen bestaande dag") from None
    return tekst


def _bsn(tekst: str) -> str:
    try:
        return lees_bsn(tekst)
    except BsnFout:
        raise ValueError(f"doorstaat de elfproef niet; onbekend is {BSN_ONBEKEND}") from None


Dag = Annotated[date, BeforeValidator(_dag), WithJsonSchema({"type": "string", "format": "date"})]
Deeldatum = Annotated[
    str,
    StringConstraints(pattern=r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_deeldatum),
]
Tijd = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Bsn = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$"), AfterValidator(_bsn)]
Postcode = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{3}[A-Z]{2}$")]
Gemeente = Annotated[str, StringConstraints(pattern=r"^GM[0-9]{4}$")]
Kenmerk = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$")]
JaOfNee = Annotated[bool, Strict()]


Regel12 = Annotated[str, _regel(12)]
Regel20 = Annotated[str, _regel(20)]
Regel80 = Annotated[str, _regel(80)]
Regel120 = Annotated[str, _regel(120)]
Verhaal2000 = Annotated[str, _verhaal(2_000)]
Verhaal8000 = Annotated[str, _verhaal(8_000)]
Gevuld8000 = Annotated[str, _verhaal(8_000, minstens=1), AfterValidator(_gevuld)]
Gevuld20000 = Annotated[str, _verhaal(20_000, minstens=1), AfterValidator(_gevuld)]


@dataclass(frozen=True)
class Code:
    """Een code uit een lijst van het Feitenformaat; de beschrijving noemt ze allemaal."""

    lijst: Codelijst

    def __get_pydantic_core_schema__(self, bron: Any, verder: Any) -> Any:
        return core_schema.no_info_after_validator_function(self._keur, core_schema.str_schema())

    def __get_pydantic_json_schema__(self, schema: Any, verder: Any) -> dict[str, Any]:
        return {"type": "string", "enum": [code for code, _ in self.lijst.codes]}

    def _keur(self, code: str) -> str:
        if code not in dict(self.lijst.codes):
            raise ValueError(f"staat niet in de codelijst {self.lijst.naam}")
        return code
