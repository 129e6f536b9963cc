"""Elke kwaliteitsregel: haar voorbeelden, op de referentie en als SQL op echte bestanden."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from support.maak import Rij, schrijf_map
from zicht.catalogus import load
from zicht.catalogus.regels import LEESREGELS, REGELS, SAMENHANG
from zicht.core.bronnen import zoek_bron
from zicht.core.feiten import FEITEN, Feit
from zicht.core.reference import Omgeving, evalueer
from zicht.core.regels import Regel, Samenhangregel, Voorbeeld, plaatshouders
from zicht.core.voorwaarden import Constante, Soort, Veld
from zicht.engines.inlezen import lees_map
from zicht.engines.kwaliteit import overtreding, toets

OMGEVING = Omgeving(date(2025, 12, 31))
VOORBEELDEN = [
    pytest.param(regel, voorbeeld, is_fout, id=f"{regel.code}-{'fout' if is_fout else 'goed'}")
    for regel in REGELS
    for is_fout, voorbeelden in ((False, regel.goed), (True, regel.fout))
    for voorbeeld in voorbeelden
]
SAMENHANGEND = [
    pytest.param(regel, voorbeeld, is_fout, id=f"{regel.code}-{'fout' if is_fout else 'goed'}")
    for regel in SAMENHANG
    for is_fout, voorbeelden in ((False, regel.goed), (True, regel.fout))
    for voorbeeld in voorbeelden
]


def feit(regel: Regel, voorbeeld: Voorbeeld) -> dict[str, Constante | None]:
    """Het voorbeeld als volledig feit; wat er niet staat is leeg."""
    return {veld.naam: None for veld in regel.over.velden()} | dict(voorbeeld)


@pytest.mark.parametrize("regel, voorbeeld, is_fout", VOORBEELDEN)
def test_elk_voorbeeld_overtreedt_de_regel_wel_of_niet(regel: Regel, voorbeeld: Voorbeeld, *, is_fout: bool) -> None:
    assert (evalueer(overtreding(regel), feit(regel, voorbeeld), OMGEVING) is True) == is_fout


@pytest.mark.parametrize("soort", FEITEN, ids=lambda soort: soort.tabelnaam())
def test_sql_en_referentie_vinden_in_alle_voorbeelden_dezelfde_overtredingen(soort: type[Feit], tmp_path: Path) -> None:
    regels = [regel for regel in REGELS if regel.over is soort]
    rijen = [vul_aan(soort, voorbeeld, i) for i, voorbeeld in enumerate(v for r in regels for v in (*r.goed, *r.fout))]
    inlezing = lees_map(schrijf_map(tmp_path, {soort.tabelnaam(): [als_bestand(rij) for rij in rijen]}))
    gevonden = Counter((treffer.code, treffer.rij) for treffer in toets(inlezing, regels, ()))
    verwacht = Counter(
        (regel.code, nummer)
        for regel in regels
        for nummer, rij in enumerate(rijen, start=2)
        if evalueer(overtreding(regel), rij, OMGEVING) is True
    )
    assert gevonden == verwacht


def vul_aan(soort: type[Feit], voorbeeld: Voorbeeld, nummer: int) -> dict[str, Constante | None]:
    """Vul de verplichte kolommen, zodat het voorbeeld in een bestand past."""
    return {
        veld.naam: voorbeeld.get(veld.naam, standaard(veld, nummer) if veld.verplicht else None)
        for veld in soort.velden()
        if not veld.afgeleid
    }


def standaard(veld: Veld, nummer: int) -> Constante:
    """Een waarde die mag en bij geen regel opvalt."""
    if veld.soort is Soort.DATUM:
        return date(2016, 1, 1)
    if veld.soort is Soort.CODE and veld.codes:
        return veld.codes.codes[0][0]
    return {Soort.MAAND: "2020-01", Soort.GEHEEL: 5, Soort.GETAL: 5}.get(veld.soort, f"X{nummer}")


def als_bestand(rij: Voorbeeld) -> Rij:
    """Zoals het in een bestand staat: meer codes zonder puntkomma's aan de buitenkant."""
    return {naam: waarde.strip(";") if isinstance(waarde, str) else waarde for naam, waarde in rij.items()}


@pytest.mark.parametrize("regel, voorbeeld, is_fout", SAMENHANGEND)
def test_elk_voorbeeld_van_samenhang_geeft_de_bevinding_wel_of_niet(
    regel: Samenhangregel, voorbeeld: dict[str, list[Rij]], tmp_path: Path, *, is_fout: bool
) -> None:
    treffers = toets(lees_map(schrijf_map(tmp_path, voorbeeld)), (), [regel])
    assert bool(treffers) == is_fout
    for treffer in treffers:
        assert (treffer.code, treffer.tabel) == (regel.code, regel.over.tabelnaam())
        assert treffer.waarden.keys() == set(plaatshouders(regel.boodschap))
        assert None not in treffer.waarden.values()


def test_een_regel_over_een_kolom_die_nergens_is_gevuld_wordt_niet_getoetst(tmp_path: Path) -> None:
    beoordeeld = [{"melding_id": f"M{i}", "ontvangen_op": "2025-01-01", "beoordeeld_op": "2025-01-03"} for i in "12"]
    zonder = toets(lees_map(schrijf_map(tmp_path / "zonder", {"melding": beoordeeld})), REGELS, ())
    beoordeeld[0]["hoedanigheid"] = "politie"
    met = toets(lees_map(schrijf_map(tmp_path / "met", {"melding": beoordeeld})), REGELS, ())
    assert [treffer.code for treffer in zonder] == []
    assert [(treffer.code, treffer.id) for treffer in met] == [("M-016", "M2")]


def test_er_zijn_minstens_veertig_regels_met_elk_een_eigen_code_een_bron_en_voorbeelden() -> None:
    regels = (*REGELS, *SAMENHANG)
    assert len(regels) >= 40
    alle = [regel.code for regel in (*regels, *LEESREGELS)]
    assert len(set(alle)) == len(alle)
    for regel in regels:
        assert zoek_bron(load.bronnen(), regel.bron)
        assert regel.goed
        assert regel.fout


def test_elke_boodschap_noemt_alleen_kolommen_die_er_zijn() -> None:
    for regel in REGELS:
        assert set(plaatshouders(regel.boodschap)) <= {veld.naam for veld in regel.over.velden() if not veld.afgeleid}
