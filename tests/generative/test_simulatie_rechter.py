"""De snelle kern tegen de trage rechter: op elk klein model, in elke herhaling, tot op de laatste telling gelijk."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.doorstroom import modellen
from zicht.capaciteit import rechter
from zicht.capaciteit.kern.tafels import maak_tafels
from zicht.capaciteit.model import Model
from zicht.capaciteit.uitkomst import Maat

pytestmark = pytest.mark.traag


@given(modellen(), st.integers(0, 3), st.integers(0, 2))
@settings(max_examples=120)
def test_kern_en_rechter_zijn_het_eens(model: Model, zaad: int, herhaling: int) -> None:
    from zicht.capaciteit.kern.lus import speel
    from zicht.capaciteit.kern.trekken import trek

    tafels = maak_tafels(model)
    snel = speel(tafels, trek(tafels, zaad, herhaling))
    recht = rechter.tel(rechter.speel(model, zaad, herhaling))
    for naam in snel._fields:
        assert getattr(snel, naam).tolist() == getattr(recht, naam), naam


@given(modellen(), st.integers(0, 3))
@settings(max_examples=40)
def test_er_verdwijnt_niets_en_er_komt_niets_bij(model: Model, herhaling: int) -> None:
    from zicht.capaciteit.kern.lus import speel
    from zicht.capaciteit.kern.trekken import trek

    tafels = maak_tafels(model)
    uit = speel(tafels, trek(tafels, 5, herhaling))
    week = uit.week.sum(axis=2).astype(np.int64)
    erbij = week[1:, Maat.ONTVANGEN] - week[1:, Maat.BEOORDEELD]
    assert np.diff(week[:, Maat.WACHT_BEOORDELING]).tolist() == erbij.tolist()
    for dienst in range(2):
        binnen = week[:, Maat.WACHT_VV + dienst] + week[:, Maat.LOOPT_VV + dienst]
        erbij = uit.vervolg[1:, dienst] - week[1:, Maat.AF_VV + dienst]
        assert np.diff(binnen).tolist() == erbij.tolist()
    assert (week[:, Maat.NIET_OPGEPAKT] <= week[:, Maat.WACHT_BEOORDELING]).all()
