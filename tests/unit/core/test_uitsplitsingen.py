"""Uitsplitsen: een groep per code, en een voor wat niet is ingevuld."""

from datetime import date

import pytest

from zicht.core.feiten import Melding
from zicht.core.reference import Omgeving, evalueer
from zicht.core.uitsplitsingen import NIET_INGEVULD, naar
from zicht.core.voorwaarden import Constante, Veld

OMGEVING = Omgeving(date(2025, 4, 30))


def groepen_van(veld: Veld, waarde: Constante | None) -> list[str]:
    """De groepen waarin een melding met deze waarde valt."""
    return [groep.code for groep in naar(veld) if evalueer(groep.voorwaarde, {veld.naam: waarde}, OMGEVING)]


def test_een_code_valt_in_precies_een_groep() -> None:
    assert groepen_van(Melding.urgentie, "hoog") == ["hoog"]
    assert groepen_van(Melding.urgentie, None) == [NIET_INGEVULD]
    assert [groep.titel for groep in naar(Melding.urgentie)] == ["hoog", "midden", "laag", "onbekend"]


def test_meer_codes_vallen_in_meer_groepen_en_onbekend_bij_niet_ingevuld() -> None:
    assert groepen_van(Melding.aard, ";anders_onveilig;psychisch_geweld;") == ["psychisch_geweld", "anders_onveilig"]
    assert groepen_van(Melding.aard, ";onbekend;") == [NIET_INGEVULD]
    assert groepen_van(Melding.aard, None) == [NIET_INGEVULD]


def test_zonder_codelijst_valt_er_niets_uit_te_splitsen() -> None:
    with pytest.raises(ValueError, match="ontvangen_op heeft geen codelijst"):
        naar(Melding.ontvangen_op)
