"""Koppelen met Splink; alleen als het extra is geïnstalleerd (make test-splink)."""

from pathlib import Path

import pytest

from zicht.core.fouten import AanroepFout
from zicht.engines import koppelen_splink
from zicht.synthetisch.koppelset import koppelset, schrijf_csv
from zicht.uitwisseling.koppelen import koppel_bestand


@pytest.fixture(scope="module")
def bestand(tmp_path_factory) -> Path:
    pad = tmp_path_factory.mktemp("koppelen") / "personen.csv"
    schrijf_csv(koppelset(8_000, zaad=5), pad)
    return pad


@pytest.mark.skipif(koppelen_splink.is_aanwezig(), reason="Splink is hier geïnstalleerd")
def test_zonder_splink_zegt_de_fout_wat_te_doen(bestand: Path):
    with pytest.raises(AanroepFout, match=r"zicht\[splink\]"):
        koppel_bestand(bestand, "splink", 0.9, 0.1)


@pytest.mark.skipif(not koppelen_splink.is_aanwezig(), reason="Splink is een extra: make test-splink")
@pytest.mark.filterwarnings("ignore")  # what Splink warns about is not ours
def test_splink_geeft_dezelfde_soort_uitkomst(bestand: Path):
    eigen, splink = (koppel_bestand(bestand, manier, 0.9, 0.1) for manier in ("regels", "splink"))
    assert splink.rijen == eigen.rijen == 8_000
    assert splink.kwaliteit is not None
    assert splink.kwaliteit.f1 is not None
    assert splink.kwaliteit.f1 > 0.6
    kandidaat = next(splink.koppeling.kandidaten(1))
    assert {reden.veld for reden in kandidaat.redenen} == {
        "voornamen",
        "achternaam",
        "geboortedatum",
        "geslacht",
        "adres",
    }
