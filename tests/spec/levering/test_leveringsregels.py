"""Elke regel van de levering met haar voorbeelden: haar fout geeft precies haar nummer en niets anders, wat goed is geeft niets."""

from pathlib import Path

import pytest

from zicht.catalogus import load
from zicht.catalogus.levering import protocollen
from zicht.catalogus.levering.voorbeeldlevering import BASIS, EERDER, ORGANISATIE, PERIODE
from zicht.cijfers.levering import keur_bestanden
from zicht.core.bronnen import zoek_bron
from zicht.core.levering.regels import Keuring, Leverregel, Niveau, Voorbeeld
from zicht.core.levering.voorbeeld import voorbeeldbestand
from zicht.core.periodes import lees_periode
from zicht.engines.levering import Bestand

INDELING = load.leverindeling()
NIEUW = protocollen.regelset("informatieprotocol-2.0", INDELING).regels()
OUD = protocollen.regelset("bijlage-a", INDELING).regels()
_BIJLAGE_A = ("dienst", "D2")  # Voorwaarden & Vervolg, dat bijlage A niet kent


def _bestand(map_: Path, nummer: int, voorbeeld: Voorbeeld) -> Bestand:
    pad, eerder = map_ / f"{nummer}.txt", map_ / f"{nummer}-eerder.txt"
    pad.write_bytes(voorbeeldbestand(INDELING, BASIS, voorbeeld.nu))
    eerder.write_bytes(voorbeeldbestand(INDELING, EERDER, voorbeeld.eerder))
    return Bestand(pad, lees_periode(PERIODE), ORGANISATIE, (eerder,))


def _gevallen(regels: tuple[Leverregel, ...]) -> list[tuple[Leverregel, Voorbeeld, bool]]:
    return [(r, v, fout) for r in regels for fout, deel in ((True, r.fout), (False, r.goed)) for v in deel]


@pytest.fixture(scope="module")
def gekeurd(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Leverregel, bool, Keuring]]:
    """Alle voorbeelden van alle regels, in een keer gekeurd."""
    map_, gevallen = tmp_path_factory.mktemp("voorbeelden"), _gevallen(NIEUW)
    bestanden = [_bestand(map_, nummer, voorbeeld) for nummer, (_, voorbeeld, _) in enumerate(gevallen)]
    keuringen = keur_bestanden(INDELING, bestanden)
    return [(regel, fout, k) for (regel, _, fout), k in zip(gevallen, keuringen, strict=True)]


def test_elke_geplante_fout_geeft_precies_haar_regel_en_niets_anders(gekeurd):
    anders = {r.code: dict(k.aantallen) for r, fout, k in gekeurd if fout and set(k.aantallen) != {r.code}}
    assert anders == {}


def test_wat_goed_is_geeft_geen_enkele_bevinding(gekeurd):
    assert {r.code: dict(k.aantallen) for r, fout, k in gekeurd if not fout and k.aantallen} == {}


def test_een_bevinding_noemt_niveau_plaats_en_een_zin(gekeurd):
    gezien = [b for _, _, keuring in gekeurd for b in keuring.bevindingen]
    assert all(b.boodschap.endswith((".", "?")) and "{" not in b.boodschap for b in gezien)
    assert all(b.rij for b in gezien if b.soort != "levering")


def test_bijlage_a_kent_wat_de_nieuwe_versie_laat_vervallen(tmp_path):
    eigen = [regel for regel in OUD if regel.code.startswith("LX")]
    bestanden = [_bestand(tmp_path, n, r.fout[0]) for n, r in enumerate(eigen)]
    for regel, keuring in zip(eigen, keur_bestanden(INDELING, bestanden, protocol="bijlage-a"), strict=True):
        assert set(keuring.aantallen) <= {regel.code, "LX-001"}  # in de voorbeeldlevering staat een dienst V&V
        assert regel.code in keuring.aantallen


def test_een_nieuwe_versie_erft_en_laat_vervallen():
    oud, nieuw = {r.code for r in OUD}, {r.code for r in NIEUW}
    assert set(oud - nieuw) == {"LX-001", "LX-002", "LX-003"}
    assert all(code.startswith("LW-") for code in nieuw - oud)


def test_het_zijn_er_meer_dan_120_en_meer_dan_de_helft_gaat_over_inhoud():
    inhoud = [regel for regel in NIEUW if not regel.veld]
    assert len(NIEUW) >= 120
    assert len(inhoud) * 2 > len(NIEUW)
    assert {regel.niveau for regel in inhoud} == set(Niveau)


def test_elke_regel_is_een_eenheid_met_bron_titel_en_voorbeelden():
    codes = [regel.code for regel in NIEUW]
    assert len(codes) == len(set(codes))
    for regel in (*NIEUW, *OUD):
        assert zoek_bron(load.bronnen(), regel.bron).titel
        assert regel.bron.vindplaats, regel.code
        assert regel.goed, regel.code
        assert regel.fout, regel.code
        assert regel.titel, regel.code
