"""De kubus tegen de rechtstreekse telling: willekeurige, gemene datasets en een synthetische regio met rommel.

Standaard 4 datasets; met ZICHT_VEEL=1 tweeduizend, of een ander aantal met ZICHT_VEEL=500.
"""

import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from support.bladinhoud import inhoud
from support.willekeurig import SCHARNIEREN, maak_dataset
from zicht.cijfers import Cijfers
from zicht.cijfers.cijfers import Per
from zicht.core.indicatoren import Telling
from zicht.core.periodes import Periode, lees_periode
from zicht.engines import kubusbladbouw
from zicht.engines.kubusblad import uit_bytes
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

VEEL = int(os.environ.get("ZICHT_VEEL") or 0)
AANTAL = {0: 4, 1: 2000}.get(VEEL, VEEL)
CODES = [
    *(f"{jaar}-{deel}" for jaar in (2024, 2025) for deel in ("burap1", "burap2", "H2", "K2", "04", "06", "12")),
    "2024", "2025", "2024-11", "2025-01", "2025-02", "2025-08",
]  # fmt: skip
LOSSE_DAGEN = "2024-12-15/2025-03-31"  # begint midden in een maand: dat kan alleen rechtstreeks


def perioden(kans: Random, tot: date) -> list[Periode]:
    """Een paar perioden die voor de peildatum van de feiten beginnen, ook een die niet uit hele maanden bestaat."""
    alle = [periode for code in CODES if (periode := lees_periode(code)).begin <= tot]
    return [*kans.sample(alle, 3), lees_periode(LOSSE_DAGEN)]


def vergelijk(cijfers: Cijfers, vraag: Sequence[Periode], per: Per, telling: Telling, dag: date | None) -> None:
    """Alles in een keer geeft van elke periode hetzelfde als de periode apart, rechtstreeks geteld."""
    samen = cijfers.reeks(vraag, per=per, telling=telling, peildatum=dag)
    rechtstreeks = Cijfers(cijfers.feitenset)
    for periode, uitkomst in zip(vraag, samen, strict=True):
        apart = rechtstreeks.uitslagen(periode, per=per, telling=telling, peildatum=dag)
        assert uitkomst == apart, (periode.code, per, dag)
    assert not rechtstreeks.rekenaar.heeft_kubus, "wie een kubus heeft, telt er ook een periode uit"


@pytest.mark.parametrize("zaad", range(30_000, 30_000 + AANTAL))
def test_een_reeks_geeft_van_elke_periode_hetzelfde_als_de_periode_apart(zaad: int, tmp_path: Path) -> None:
    kans, data = Random(zaad), maak_dataset(zaad)
    cijfers = Cijfers(lees_feiten(data.schrijf(tmp_path / "feiten")))
    vraag = perioden(kans, data.peildatum)
    eerder = kans.choice((None, kans.choice(SCHARNIEREN), data.peildatum - timedelta(days=kans.randrange(90))))
    vergelijk(cijfers, vraag, Per.GEMEENTE, Telling.AFGEROND, None)
    vergelijk(cijfers, vraag, Per.REGIO, Telling.ONTVANGEN, eerder)


@pytest.mark.parametrize("zaad", range(30_000, 30_000 + AANTAL))
def test_een_bewaard_blad_en_een_krap_blad_geven_dezelfde_reeks(
    zaad: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Krap: vreemde datums maken te veel maanden, en dan staan de leegste maanden apart."""
    kans, data = Random(zaad), maak_dataset(zaad)
    map_ = data.schrijf(tmp_path / "feiten")
    cijfers, vraag = Cijfers(lees_feiten(map_)), perioden(kans, data.peildatum)
    for telling in Telling:
        cijfers.rekenaar.kubus(telling)
    krap = Cijfers(lees_feiten(map_))
    for telling in Telling:
        blad = cijfers.rekenaar.kubus(telling).blad
        assert blad is not None
        helft = len(blad.stroom.maanden) // 2
        monkeypatch.setattr(kubusbladbouw, "_HOOGSTENS_CELLEN", helft * len(blad.vakken) * len(blad.stroom.namen))
        eigen = krap.rekenaar.kubus(telling).blad
        assert eigen is not None
        assert len(eigen.stroom.maanden) == max(helft, 1)
        assert inhoud(eigen) == inhoud(blad)
    for per in (Per.GEMEENTE, Per.REGIO):
        for telling in Telling:
            uit_geheugen = cijfers.reeks(vraag, per=per, telling=telling)
            assert krap.reeks(vraag, per=per, telling=telling) == uit_geheugen
            for kubus in (cijfers.rekenaar.kubus(hoe) for hoe in Telling):
                assert kubus.blad is not None
                kubus.blad = uit_bytes(b"".join(kubus.blad.delen({"sleutel": "x"})), "x")
            assert cijfers.reeks(vraag, per=per, telling=telling) == uit_geheugen


@pytest.mark.parametrize("rommel", [False, True])
def test_een_synthetische_regio_geeft_in_een_reeks_dezelfde_cijfers(tmp_path: Path, *, rommel: bool) -> None:
    """Zonder rommel ligt er geen datum na de peildatum: dan telt de kubus in eenvoudiger stappen."""
    maak("nog", 1, 5, tmp_path / "nog", 0.03, rommel=rommel)
    cijfers = Cijfers(lees_feiten(tmp_path / "nog", toch=True))
    vraag = [lees_periode(code) for code in ("2025-burap1", "2025-burap2", "2025-06")]
    vergelijk(cijfers, vraag, Per.GEMEENTE, Telling.AFGEROND, None)
    vergelijk(cijfers, vraag, Per.REGIO, Telling.ONTVANGEN, None)


def test_elke_telling_van_de_catalogus_past_in_de_kubus_behalve_recidive_die_wisselt(tmp_path: Path) -> None:
    """Wat er niet in past wordt rechtstreeks geteld; dat mag, maar niet ongemerkt."""
    from zicht.catalogus.indicatoren import INDICATOREN

    cijfers = Cijfers(lees_feiten(maak_dataset(4).schrijf(tmp_path / "feiten")))
    assert cijfers.rekenaar.recidive_wisselt is False
    assert cijfers.rekenaar.kubus(Telling.AFGEROND).codes == set(INDICATOREN)
