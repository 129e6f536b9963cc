"""Het verloop van een indicator: punten, grenzen, zin en tekening."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from zicht.core.parameters import Norm, Richting, Versie
from zicht.core.periodes import Periode, lees_periode
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.bord.bestand import csv_rijen, kop
from zicht.rapportage.bord.tekening import klein, lijnkaart
from zicht.rapportage.bord.verloop import MET_GRENZEN, Punt, Stap, Verloop, normtekst, perioden, periodenaam
from zicht.rapportage.bord.verloop import verloop as verloop_van
from zicht.rapportage.bord.zin import in_woorden, kopzin

NORM = Norm(Decimal("0.6"), Richting.MINIMAAL, "procent", Versie(date(2022, 1, 1), Decimal(60), "procent", None, None))
HERKOMST = {"gebied": "regio NHN", "peildatum": "31-12-2025", "definitieversie": "v", "feiten": "f"}


def een_punt(periode: Periode, teller: int, noemer: int, **anders: object) -> Punt:
    waarde = Fraction(teller, noemer) if noemer else None
    oordeel = None if waarde is None else "gehaald" if waarde >= Fraction(3, 5) else "niet_gehaald"
    return Punt(periode, "aandeel", waarde, teller, noemer, norm=NORM, oordeel=oordeel, **anders)  # type: ignore[arg-type]


def een_verloop(tellers: list[int], *, beschrijvend: bool = False, voorlopig: bool = False) -> Verloop:
    alle = perioden(Stap.MAAND, 2024, date(2025, 12, 31))[: len(tellers)]
    punten = tuple(
        een_punt(periode, teller, 20, voorlopig=voorlopig and periode is alle[-1])
        for periode, teller in zip(alle, tellers, strict=True)
    )
    uitslag = Uitslag("pi", "Op tijd <b>", None, "NHN", None, 1, 1, 0, 0, 1.0, "aandeel", 0.6, None, {})
    return verloop_van(uitslag, Stap.MAAND, punten, beschrijvend=beschrijvend)


RUSTIG = [12, 13, 12, 11, 12, 13, 11, 12, 13, 12, 11, 12, 13]


def test_de_perioden_van_elke_stap_lopen_tot_de_peildatum():
    tot = date(2026, 2, 10)
    assert [p.code for p in perioden(Stap.BURAP, 2025, tot)] == [
        "2025-burap1", "2025-burap2", "2025-burap3", "2026-burap1", "2026-burap2", "2026-burap3"]  # fmt: skip
    assert [p.code for p in perioden(Stap.KWARTAAL, 2025, tot)] == [
        "2025-K1",
        "2025-K2",
        "2025-K3",
        "2025-K4",
        "2026-K1",
    ]
    assert len(perioden(Stap.MAAND, 2025, tot)) == 14
    assert [p.code for p in perioden(Stap.JAAR, 2024, tot)] == ["2024", "2025", "2026"]
    assert Stap.BURAP not in MET_GRENZEN


@pytest.mark.parametrize(
    "code, naam",
    [("2025-03", "maart 2025"), ("2025-K2", "2e kwartaal 2025"), ("2025-H1", "1e halfjaar 2025"), ("2025-burap2", "burap 2 2025"), ("2025", "2025")],
)  # fmt: skip
def test_een_periode_heet_zoals_men_haar_noemt(code: str, naam: str):
    assert periodenaam(lees_periode(code)) == naam


def test_de_zin_noemt_het_cijfer_met_aantallen_de_norm_en_wat_opvalt():
    verloop = een_verloop([*RUSTIG, 2])
    zin = kopzin(verloop)
    assert "Februari 2025: 10,0\N{NO-BREAK SPACE}% (2 van 20)." in zin
    assert "minimaal 60\N{NO-BREAK SPACE}%; die is niet gehaald" in zin
    assert "het laatst februari 2025 (onder de ondergrens)" in zin
    gehaald = sum(teller >= 12 for teller in [*RUSTIG, 2])
    assert f"In {gehaald} van de 14 hele perioden" in zin


def test_wat_nog_loopt_telt_niet_voor_de_zin_en_niet_voor_de_grenzen():
    verloop = een_verloop([*RUSTIG, 2], voorlopig=True)
    assert verloop.kaart is not None
    assert not verloop.kaart.signalen
    assert kopzin(verloop).startswith("Januari 2025:")
    assert 'class="punt voorlopig"' in lijnkaart(verloop)


def test_zonder_een_hele_periode_zegt_de_zin_dat_het_cijfer_voorlopig_is():
    verloop = een_verloop([12], voorlopig=True)
    assert "voorlopig" in kopzin(verloop)


def test_een_beschrijvende_indicator_heeft_geen_norm_in_zin_of_tekening():
    verloop = een_verloop(RUSTIG, beschrijvend=True)
    assert "norm" not in kopzin(verloop)
    assert 'class="norm' not in lijnkaart(verloop)
    assert 'class="norm' not in klein(verloop)
    assert 'class="norm"' in lijnkaart(een_verloop(RUSTIG))


def test_de_tekening_is_een_geheel_zonder_stijl_en_met_elke_tekst_ontsnapt():
    for tekst in (lijnkaart(een_verloop([*RUSTIG, 2])), klein(een_verloop(RUSTIG))):
        wortel = ET.fromstring(tekst)
        assert "style" not in tekst
        assert "<b>" not in tekst
        assert wortel.tag == "svg"
    volledig = lijnkaart(een_verloop([*RUSTIG, 2]))
    assert volledig.count('class="signaal"') == 1
    assert volledig.count("<circle") == len(RUSTIG)
    assert "Op tijd &lt;b&gt;" in volledig


def test_een_gat_breekt_de_lijn_en_een_norm_die_verandert_maakt_een_trap():
    verloop = een_verloop(RUSTIG)
    andere = Norm(Decimal("0.7"), Richting.MINIMAAL, "procent", NORM.versie)
    punten = list(verloop.punten)
    punten[4] = Punt(punten[4].periode, "aandeel", None, 0, 0)
    punten[9:] = [Punt(p.periode, "aandeel", p.waarde, p.teller, p.noemer, norm=andere) for p in punten[9:]]
    tekst = lijnkaart(Verloop("pi", "t", "aandeel", Stap.MAAND, beschrijvend=False, punten=tuple(punten), kaart=None))
    assert tekst.count("<polyline") == 2
    hoogtes = set(re.findall(r'class="norm"[^>]* y1="([\d.]+)"', tekst))
    assert len(hoogtes) == 2
    assert "norm 70 %" in tekst


def test_in_woorden_staat_wat_iemand_die_de_tekening_niet_ziet_moet_weten():
    woorden = in_woorden(een_verloop([*RUSTIG, 2]))
    assert "Laagste 10,0\N{NO-BREAK SPACE}% (februari 2025)" in woorden
    assert "hoogste 65,0\N{NO-BREAK SPACE}%" in woorden
    assert (
        in_woorden(Verloop("c", "T", "aantal", Stap.JAAR, beschrijvend=True, punten=(), kaart=None))
        == "T: geen cijfers."
    )


def test_een_verborgen_punt_zegt_waarom_en_een_leeg_punt_ook():
    periode = lees_periode("2025")
    assert Punt(periode, "aantal", None, reden="verborgen: minder dan 10").voluit == "verborgen: minder dan 10"
    assert Punt(periode, "aandeel", None, 0, 0).tekst == "geen gevallen"


def test_het_bestand_heeft_elke_periode_met_haar_herkomst():
    rijen = [dict(zip(kop(), rij, strict=True)) for rij in csv_rijen(een_verloop([*RUSTIG, 2]), HERKOMST)]
    assert len(rijen) == 14
    assert rijen[0]["periode"] == "2025-02"
    assert rijen[0]["waarde"] == "0,1"
    assert rijen[0]["signaal"] == "onder de ondergrens"
    assert rijen[0]["feiten"] == "f"
    assert rijen[1]["oordeel"] == "gehaald"


def test_een_norm_in_woorden():
    assert normtekst(NORM) == "minimaal 60\N{NO-BREAK SPACE}%"
    klacht = Norm(Decimal("0.3"), Richting.MAXIMAAL, "procent", NORM.versie)
    assert normtekst(klacht) == "hoogstens 30\N{NO-BREAK SPACE}%"
    assert normtekst(None) == ""
