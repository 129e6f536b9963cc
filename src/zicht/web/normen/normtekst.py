"""De vastgestelde normen als parameterbestand, in dezelfde vorm als die van de catalogus."""

import json
from collections.abc import Iterator
from decimal import Decimal

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.normproef import soort_norm
from zicht.web.normen.models import Normbesluit

BRON = "organisatiebesluit"


def normtekst() -> str:
    """De tekst met alle vastgestelde normen; leeg als er geen zijn."""
    besluiten = list(Normbesluit.objects.all())
    codes = dict.fromkeys(besluit.indicator for besluit in besluiten)
    return "\n".join(regel for code in codes for regel in _norm(code, [b for b in besluiten if b.indicator == code]))


def _norm(code: str, besluiten: list[Normbesluit]) -> Iterator[str]:
    indicator = INDICATOREN[code]
    yield f"[{_tekst(code)}]"
    yield f"omschrijving = {_tekst(indicator.titel)}"
    yield f'eenheid = "{soort_norm(indicator)}"'
    yield f'richting = "{besluiten[-1].richting}"'
    for besluit in besluiten:
        yield from _versie(code, besluit)


def _versie(code: str, besluit: Normbesluit) -> Iterator[str]:
    yield f"[[{_tekst(code)}.versie]]"
    yield f"vanaf = {besluit.vanaf.isoformat()}"
    yield f"waarde = {kaal(besluit.waarde)}"
    yield f'bron = "{BRON}"'
    yield f"vindplaats = {_tekst(f'{besluit.document} ({besluit.orgaan})')}"
    yield f"vastgesteld_op = {besluit.besloten_op.isoformat()}"
    yield f"nagekeken_op = {besluit.besloten_op.isoformat()}"


def kaal(waarde: Decimal) -> str:
    """Een getal zonder nullen achteraan: 65 en 7.5."""
    return f"{waarde.normalize():f}"


def _tekst(tekst: str) -> str:
    """Een tekst tussen aanhalingstekens; die van JSON zijn ook die van TOML, op het teken DEL na."""
    return json.dumps(tekst.replace("\x7f", ""), ensure_ascii=False)
