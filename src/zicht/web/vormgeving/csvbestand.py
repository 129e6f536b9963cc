"""Een lijst als CSV-bestand, zonder dat een rekenblad er een formule in ziet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

_FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n")


def veilig(waarde: Any) -> str:
    """De tekst van een cel; wat als formule begint krijgt er een aanhalingsteken voor, zodat het tekst blijft."""
    tekst = "" if waarde is None else str(waarde)
    return f"'{tekst}" if tekst.lstrip(" ").startswith(_FORMULE) or tekst.startswith(_FORMULE) else tekst


class _Regel:
    def write(self, tekst: str) -> str:
        return tekst


def csv_antwoord(bestandsnaam: str, kop: Sequence[str], rijen: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Een bestand om te bewaren, rij voor rij verstuurd."""

    def regels() -> Iterator[bytes]:
        schrijver = csv.writer(_Regel(), delimiter=";")
        yield ("\ufeff" + schrijver.writerow(kop)).encode()
        for rij in rijen:
            yield schrijver.writerow([veilig(waarde) for waarde in rij]).encode()

    kopregels = {"Content-Disposition": f'attachment; filename="{bestandsnaam}"'}
    return StreamingHttpResponse(regels(), content_type="text/csv; charset=utf-8", headers=kopregels)
