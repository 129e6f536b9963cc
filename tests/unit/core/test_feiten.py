"""Het Feitenformaat in code: dezelfde tabellen en kolommen als de afspraak, en verwijzingen die kloppen."""

import pytest

from support import maak
from zicht.core.codelijsten import CODELIJSTEN, RECIDIVEROUTE
from zicht.core.feiten import FEITEN, FORMAAT, TABELLEN, Feit, Melding, Overdracht
from zicht.core.voorwaarden import Soort, Veld

ALLE: tuple[type[Feit], ...] = (*FEITEN, Overdracht)
VELDEN = [veld for feit in ALLE for veld in feit.velden()]


def test_de_tabellen_en_kolommen_zijn_die_van_de_afspraak() -> None:
    """Nog eens overgeschreven uit het Feitenformaat, in `support.maak`."""
    assert FORMAAT == 1
    assert {naam: tuple(k.naam for k in tabel.kolommen) for naam, tabel in TABELLEN.items()} == maak.KOLOMMEN
    assert tuple(naam for naam, tabel in TABELLEN.items() if tabel.verplicht) == maak.VERPLICHTE_TABELLEN


def test_de_soorten_zijn_die_van_de_afspraak() -> None:
    soorten: dict[Soort, set[str]] = {}
    for tabel in TABELLEN.values():
        for kolom in tabel.kolommen:
            soorten.setdefault(kolom.soort, set()).add(kolom.naam)
    assert soorten[Soort.DATUM] == maak.DATUMS
    assert soorten[Soort.CODES] == maak.MEERVOUDIG
    assert soorten[Soort.GEHEEL] == maak.GEHELEN
    assert soorten[Soort.GETAL] == maak.GETALLEN


@pytest.mark.parametrize("feit", ALLE)
def test_sleutel_en_begindatum_zijn_verplichte_kolommen(feit: type[Feit]) -> None:
    op_naam = {veld.naam: veld for veld in feit.velden()}
    for naam in feit.sleutel:
        assert op_naam[naam].verplicht or (feit.tabelnaam(), naam) == ("gemeente", "jaar")
    if feit.bestaat_op is not None:
        datum = op_naam[feit.bestaat_op]
        assert datum.soort is Soort.DATUM
        assert datum.verplicht or datum.afgeleid


@pytest.mark.parametrize("feit", ALLE)
def test_wat_gedateerd_is_heeft_een_datum_in_hetzelfde_feit(feit: type[Feit]) -> None:
    op_naam = {veld.naam: veld for veld in feit.velden()}
    for veld in feit.velden():
        if veld.gedateerd_door is not None:
            assert op_naam[veld.gedateerd_door].soort is Soort.DATUM


@pytest.mark.parametrize("veld", VELDEN, ids=lambda veld: f"{veld.feit}.{veld.naam}")
def test_elk_veld_zegt_wat_het_is(veld: Veld) -> None:
    assert veld.naam.isidentifier()
    assert veld.naam.islower()
    assert veld.omschrijving.endswith(".")
    assert veld.verwijst is None or veld.verwijst in TABELLEN
    assert (veld.codes is not None) == (veld.soort in (Soort.CODE, Soort.CODES))
    if veld.codes is not None and veld.codes is not RECIDIVEROUTE:
        assert CODELIJSTEN[veld.codes.naam] is veld.codes
    if veld.bereik is not None:
        assert veld.soort in (Soort.GETAL, Soort.GEHEEL)
        assert veld.bereik[0] < veld.bereik[1]


def test_een_tabel_heeft_geen_afgeleide_kolommen_en_een_omschrijving() -> None:
    tabel = TABELLEN["melding"]
    assert "recidiveroute" in {veld.naam for veld in Melding.velden()}
    assert "recidiveroute" not in {kolom.naam for kolom in tabel.kolommen}
    assert tabel.kolom("ontvangen_op") is Melding.ontvangen_op
    assert all(tabel.omschrijving for tabel in TABELLEN.values())
    assert (tabel.sleutel, tabel.bestaat_op) == (("melding_id",), "ontvangen_op")
