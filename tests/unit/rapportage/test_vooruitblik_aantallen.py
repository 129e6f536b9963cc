"""Waar de instroom van het jaar op uitkomt: op tientallen, met een band, en alleen zolang het jaar loopt."""

from decimal import Decimal

import pytest

from zicht.catalogus import begrotingen
from zicht.cijfers.maandreeksen import Maandreeks
from zicht.core.periodes import lees_periode
from zicht.rapportage.begroting.periode import Begroting
from zicht.rapportage.vooruitblik import aantalcijfers

NOG = (begrotingen.begroting("nog", 2025),)
EERDER = {
    jaar: tuple(Decimal(n) for n in range(200 + jaar - 2021, 212 + jaar - 2021)) for jaar in (2021, 2022, 2023, 2024)
}


def cijfers(maanden: int, per_maand: int = 271) -> dict[str, object]:
    """De cijfers als er zoveel maanden van dit jaar bekend zijn."""
    reeks = Maandreeks((Decimal(per_maand),) * maanden, EERDER)
    begroting = Begroting(NOG, lees_periode("2025-burap1"))
    return {c.sleutel: c.waarde for c in aantalcijfers({"instroom-meldingen": reeks}, begroting)}


def test_de_prognose_staat_op_tientallen_binnen_haar_band_en_naast_het_jaar_van_de_begroting() -> None:
    gevonden = cijfers(4)
    laag, midden, hoog = (gevonden[f"jaaraantal-instroom-meldingen{deel}"] for deel in ("|laag", "", "|hoog"))
    assert laag <= midden <= hoog  # type: ignore[operator]
    assert [getal % 10 for getal in (laag, midden, hoog)] == [0, 0, 0]  # type: ignore[operator]
    assert midden == pytest.approx(12 * 271, rel=0.05)
    assert gevonden["jaaraantal-instroom-meldingen|begroting"] == 3250


@pytest.mark.parametrize("maanden, per_maand", [(0, 271), (12, 271), (4, 0)])
def test_zonder_maand_na_het_jaar_en_bij_bijna_niets_is_er_geen_prognose(maanden: int, per_maand: int) -> None:
    assert cijfers(maanden, per_maand) == {}
