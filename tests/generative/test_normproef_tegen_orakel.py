"""‘Hoe vaak zou deze norm gehaald zijn’: hetzelfde aantal als een hertelling door de tweede, losse implementatie.

Standaard 3 datasets; met ZICHT_VEEL=1 vijfhonderd, of een ander aantal met ZICHT_VEEL=50.
"""

import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from support.oracle import uitslagen
from support.willekeurig import maak_dataset
from zicht.cijfers import Cijfers
from zicht.cijfers.cijfers import Per, zoek_indicator
from zicht.cijfers.normproef import Korrel, geschiedenis, proef
from zicht.core.bronnen import Bron
from zicht.core.indicatoren import Telling
from zicht.core.normproef import kandidaat, tekort
from zicht.core.parameters import Richting, Versie
from zicht.uitwisseling.feiten import lees_feiten

VEEL = int(os.environ.get("ZICHT_VEEL") or 0)
AANTAL = {0: 3, 1: 500}.get(VEEL, VEEL)
VERSIE = Versie(date(2027, 1, 1), None, "procent", Bron("zicht-keuze", "een proef"), None)
CODES = {
    "beoordeling-tijdig-na-ontvangst": Richting.MINIMAAL,
    "vv-tijdig-na-start": Richting.MINIMAAL,
    "klachten-gegrond": Richting.MAXIMAAL,
    "tevredenheid-betrokkenen": Richting.MINIMAAL,
}
KORRELS = {Korrel.BURAP: 4, Korrel.KWARTAAL: 3, Korrel.JAAR: 1}


@pytest.mark.parametrize("zaad", range(80_000, 80_000 + AANTAL))
def test_hoe_vaak_gehaald_is_wat_een_hertelling_ook_vindt(zaad: int, tmp_path: Path) -> None:
    kans, map_ = Random(zaad), maak_dataset(zaad, ("NHN",)).schrijf(tmp_path / "feiten")
    cijfers = Cijfers(lees_feiten(map_))
    code, korrel, per = kans.choice(list(CODES)), kans.choice(list(KORRELS)), kans.choice((Per.REGIO, Per.GEMEENTE))
    telling = kans.choice(list(Telling)) if "tijdig" in code else Telling.AFGEROND
    indicator, richting = zoek_indicator(code), CODES[code]
    getal = Decimal(kans.choice((7, 8))) if "tevredenheid" in code else Decimal(kans.randint(5, 95))
    norm = kandidaat(indicator, getal, richting, VERSIE)
    alle = geschiedenis(cijfers, code, jaren=1, korrel=korrel, telling=telling, per=per)
    for gebied in dict.fromkeys(meting.gebied for meting in alle):
        gevonden = proef(alle, norm, gebied)
        herteld = [_rij(map_, meting.periode.code, per, telling, code, gebied) for meting in gevonden.metingen]
        waarden = [Fraction(rij["teller"], rij["noemer"]) if rij["teller"] is not None and rij["noemer"] else rij["exact"]
                   for rij in herteld]  # fmt: skip
        meetbaar = [waarde for waarde in waarden if waarde is not None]
        assert gevonden.meetbaar == len(meetbaar)
        assert gevonden.gehaald == sum(_haalt(waarde, getal, code, richting) for waarde in meetbaar)
        for meting, rij in zip(gevonden.metingen, herteld, strict=True):
            assert meting.tellingen.noemer == rij["noemer"]
            _is_precies_genoeg(tekort(meting, norm), rij, norm.waarde, richting)


def _rij(map_: Path, periode: str, per: Per, telling: Telling, code: str, gebied: str | None) -> dict[str, object]:
    soort = "gemeente" if per is Per.GEMEENTE else None
    [rij] = [
        rij for rij in uitslagen(map_, periode, per=soort, telling=telling.value)
        if rij["code"] == code and rij["gebied"] == gebied
    ]  # fmt: skip
    return rij | {"exact": None if rij["waarde"] is None else Fraction(rij["waarde"]).limit_denominator(10_000)}


def _haalt(waarde: Fraction, getal: Decimal, code: str, richting: Richting) -> bool:
    grens = Fraction(getal) / (1 if "tevredenheid" in code else 100)
    return waarde >= grens if richting is Richting.MINIMAAL else waarde <= grens


def _is_precies_genoeg(aantal: int | None, rij: dict[str, object], norm: Decimal, richting: Richting) -> None:
    """Met zoveel gevallen anders wordt de norm gehaald, en met een minder niet."""
    if aantal is None:
        return
    teller, noemer, grens = rij["teller"], rij["noemer"], Fraction(norm)
    assert isinstance(teller, int)
    assert isinstance(noemer, int)
    if richting is Richting.MINIMAAL:
        assert Fraction(teller + aantal) >= grens * noemer
        assert aantal == 0 or Fraction(teller + aantal - 1) < grens * noemer
    else:
        assert Fraction(teller - aantal) <= grens * noemer
        assert aantal == 0 or Fraction(teller - aantal + 1) > grens * noemer
