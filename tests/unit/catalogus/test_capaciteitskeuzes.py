"""De landelijke keuzes over capaciteit: elk met een bron, en voor elke regio door te rekenen."""

from decimal import Decimal

import pytest

from zicht.catalogus import begrotingen, load
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, effect, pas_toe
from zicht.core.bronnen import zoek_bron

KEUZES = {keuze.code: keuze for keuze in begrotingen.keuzes()}


@pytest.mark.parametrize("keuze", KEUZES.values(), ids=list(KEUZES))
def test_elke_keuze_heeft_een_bron_en_verandert_iets(keuze: Scenario) -> None:
    assert keuze.bron is not None
    assert zoek_bron(load.bronnen(), keuze.bron).titel
    assert not keuze.leeg
    voorbeeld = any("voorbeeld van Zicht" in regel or "Zicht kiest" in regel for regel in keuze.keuzes)
    assert voorbeeld or not keuze.mensen or keuze.bron.sleutel == "zicht-keuze", (
        "een eigen getal staat er als keuze bij"
    )


def test_noord_oost_gelderland_kent_ze_alle_en_een_regio_zonder_verzuim_minder() -> None:
    nog, nhn = (begrotingen.passende_keuzes(begrotingen.begroting(regio)) for regio in ("nog", "nhn"))
    assert {keuze.code for keuze in nog} >= KEUZES.keys()
    assert KEUZES.keys() - {keuze.code for keuze in nhn} == {"verzuim-5", "verzuim-7-5", "inhuur-10"}
    codes = [keuze.code for keuze in nog]
    assert len(codes) == len(set(codes)), "wat de regio zelf heeft, staat er een keer"


def test_vier_maanden_twee_fte_inhuur_kost_in_noord_oost_gelderland_79533_euro() -> None:
    nog = begrotingen.begroting("nog", 2025)
    erbij = effect(reken(nog), reken(pas_toe(nog, KEUZES["twee-fte-inhuur"])))
    assert round(erbij or 0, 2) == Decimal("79533.33")  # 2 × 119.300 × 4/12
