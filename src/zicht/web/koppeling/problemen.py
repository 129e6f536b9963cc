"""Fouten van de koppeling als problem+json (RFC 9457), in het Nederlands en zonder te herhalen wat iemand stuurde."""

import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

MEDIATYPE = "application/problem+json"
TITELS = {
    HTTPStatus.BAD_REQUEST: "Dit bericht is niet te lezen",
    HTTPStatus.UNAUTHORIZED: "Zonder geldige sleutel gaat dit niet",
    HTTPStatus.FORBIDDEN: "Dit mag met deze sleutel niet",
    HTTPStatus.NOT_FOUND: "Dit is hier niet bekend",
    HTTPStatus.METHOD_NOT_ALLOWED: "Dit kan op dit adres niet",
    HTTPStatus.CONFLICT: "Dit kenmerk is al gebruikt",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Dit bericht is te groot",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Stuur JSON",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Dit bericht klopt niet",
    HTTPStatus.TOO_MANY_REQUESTS: "Te veel verzoeken",
    HTTPStatus.SERVICE_UNAVAILABLE: "Nu even niet",
}
_MEER = {
    "missing": "ontbreekt",
    "string_type": "moet tekst zijn",
    "string_unicode": "bevat tekens die geen tekst zijn",
    "string_pattern_mismatch": "heeft niet de afgesproken vorm",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "list_type": "moet een lijst zijn",
    "extra_forbidden": "heeft een veld dat hier niet hoort",
}
_OBJECT = frozenset({"model_type", "model_attributes_type", "dict_type"})
# Sleutels die iemand zelf verzon zouden een naam of nummer kunnen zijn; die van ons zijn letters.
_EIGEN_NAAM = re.compile(r"[a-z][A-Za-z_]{1,40}")


def probleem(
    status: HTTPStatus,
    detail: str = "",
    *,
    fouten: Iterable[Mapping[str, str]] = (),
    koppen: Mapping[str, str] | None = None,
) -> JsonResponse:
    """Een antwoord dat zegt wat er mis is."""
    inhoud: dict[str, Any] = {"type": "about:blank", "title": TITELS[status], "status": status.value}
    inhoud |= {"detail": detail} if detail else {}
    gevonden = list(fouten)
    inhoud |= {"fouten": gevonden} if gevonden else {}
    return JsonResponse(
        inhoud, status=status, content_type=MEDIATYPE, headers=koppen, json_dumps_params={"ensure_ascii": False}
    )


def als_fouten(gevonden: Iterable[Mapping[str, Any]], vanaf: int = 0) -> list[dict[str, str]]:
    """Wat er niet klopt, per veld; nooit de waarde, en geen veldnaam die iemand zelf verzon."""
    uit: dict[tuple[str, str], None] = {}
    for fout in gevonden:
        plek: Sequence[Any] = fout["loc"][vanaf:]
        plek = plek[:-1] if fout["type"] == "extra_forbidden" else plek
        uit[_veld(plek), _reden(fout)] = None
    return [{"veld": veld, "reden": reden} for veld, reden in uit]


def _veld(plek: Sequence[Any]) -> str:
    delen = [
        f"[{deel}]" if isinstance(deel, int) else f".{deel if _EIGEN_NAAM.fullmatch(str(deel)) else '…'}"
        for deel in plek
    ]
    return "".join(delen).removeprefix(".") or "bericht"


def _reden(fout: Mapping[str, Any]) -> str:
    soort, gegeven = fout["type"], fout.get("ctx", {})
    if soort == "value_error":
        return str(gegeven.get("error", "klopt niet"))
    if soort == "literal_error":
        return f"moet een van deze zijn: {str(gegeven['expected']).replace(' or ', ' of ')}"
    if soort in ("too_long", "string_too_long"):
        return f"is te lang; hoogstens {gegeven['max_length']}"
    if soort in ("too_short", "string_too_short"):
        return f"is te kort; minstens {gegeven['min_length']}"
    return "moet een object zijn" if soort in _OBJECT else _MEER.get(soort, "klopt niet")
