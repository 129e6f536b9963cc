"""Welke zaken meetellen bij een normtijd, de doorlooptijd, en wat een andere normtijd met de begroting doet."""

from datetime import date, timedelta
from decimal import Decimal

from zicht.catalogus import begrotingen
from zicht.core.begroting.normtijden import (
    Dienstregel,
    Doorloop,
    Zaaktijd,
    doorloop,
    gevolg,
    gevolg_van,
    herziening,
    rijpe,
)
from zicht.core.begroting.normtijdtoets import toets
from zicht.core.begroting.rekenen import reken

BEGIN = date(2025, 1, 1)
NOG = begrotingen.begroting("nog", 2025)


def zaak(nummer: int, begin: date = BEGIN, duur: int | None = 10, uren: float | None = 5.0) -> Zaaktijd:
    return Zaaktijd(f"D{nummer:03d}", begin, None if duur is None else begin + timedelta(days=duur), uren)


def test_wat_begon_voor_er_tijd_werd_geschreven_telt_niet_mee():
    gevonden = rijpe([zaak(1), zaak(2, date(2024, 12, 31))], BEGIN)
    assert (gevonden.uren, gevonden.te_vroeg) == ((5.0,), 1)


def test_een_startmaand_telt_pas_mee_als_negen_van_de_tien_klaar_zijn():
    negen = [zaak(n) for n in range(9)]
    bijna = [*negen[:8], zaak(8, duur=None), zaak(9, duur=None)]
    assert rijpe(bijna, BEGIN).onrijp == 10
    vol = rijpe([*negen, zaak(9, duur=None)], BEGIN)
    assert (len(vol.uren), vol.lopend, vol.onrijp) == (9, 1, 0)


def test_de_lange_zaken_van_een_maand_tellen_mee_en_de_korte_van_nu_nog_niet():
    """Anders leek werk steeds korter: van de nieuwste zaken zijn alleen de korte klaar."""
    oud = [zaak(n, uren=4.0 + n) for n in range(10)]
    nieuw = [zaak(100 + n, date(2025, 6, 1), None if n < 5 else 1, 1.0) for n in range(10)]
    assert rijpe([*oud, *nieuw], BEGIN).uren == tuple(4.0 + n for n in range(10))


def test_klaar_zonder_uren_is_niet_nul_maar_onbekend():
    gevonden = rijpe([zaak(n) for n in range(9)] + [zaak(9, uren=None)], BEGIN)
    assert (len(gevonden.uren), gevonden.zonder_uren) == (9, 1)


def test_elke_zaak_is_op_een_plek_geteld():
    zaken = [zaak(n, BEGIN + timedelta(days=17 * n - 40), None if n % 4 == 0 else 9, None if n % 7 == 0 else 2.0) for n in range(40)]  # fmt: skip
    g = rijpe(zaken, BEGIN)
    assert len(g.uren) + g.te_vroeg + g.onrijp + g.lopend + g.zonder_uren == 40


def test_de_doorlooptijd_is_de_middelste_van_wat_in_het_jaar_klaar_kwam():
    zaken = [zaak(1, duur=10), zaak(2, duur=30), zaak(3, duur=20), zaak(4, duur=None), zaak(5, duur=400)]
    assert doorloop(zaken, BEGIN, date(2026, 1, 1)) == Doorloop(3, 20)
    assert doorloop(zaken[:2], BEGIN, date(2026, 1, 1)) == Doorloop(2, 20)
    assert doorloop([], BEGIN, date(2026, 1, 1)) == Doorloop(0, None)


def test_een_hogere_normtijd_geeft_meer_uren_fte_en_euro_precies_zoals_de_begroting_rekent():
    basis = reken(NOG)
    doet = gevolg(NOG, basis, "voorwaarden_en_vervolg", Decimal(21))
    zaken = basis["uren.voorwaarden_en_vervolg"].waarde / 18
    assert round(doet.uren, 9) == round(zaken * 3, 9)
    assert round(doet.fte, 6) == round(zaken * 3 / NOG.getallen["formatie.productieve_uren"].waarde, 6)
    assert doet.euro > 0
    gelijk = gevolg(NOG, basis, "voorwaarden_en_vervolg", Decimal(18))
    assert (gelijk.uren, gelijk.fte, gelijk.euro) == (0, 0, 0)


def test_een_begroting_zonder_formatie_uit_normtijden_zegt_niet_wat_het_kost():
    nhn = begrotingen.begroting("nhn", 2019)
    doet = gevolg(nhn, reken(nhn), "monitoren", Decimal(18))
    assert doet.euro is None


def regel(code: str, maal: float) -> Dienstregel:
    norm = NOG.getallen[f"dienst.{code}.normtijd_uren"].waarde
    uitslag = toets([float(norm) * maal * (0.9, 1.1)[n % 2] for n in range(600)], norm, 0.005)
    leeg = Doorloop(0, None)
    return Dienstregel(code, code, norm, None, uitslag, leeg, leeg, None)


def test_de_herziening_is_een_scenario_met_alleen_wat_anders_moet():
    regels = [regel("voorwaarden_en_vervolg", 1.25), regel("onderzoek", 1.0), regel("monitoren", 0.75)]
    scenario = herziening(regels)
    assert {w.pad: w.getal for w in scenario.wijzigingen} == {
        "dienst.voorwaarden_en_vervolg.normtijd_uren": Decimal(23),
        "dienst.monitoren.normtijd_uren": Decimal("4.5"),
    }
    samen = gevolg_van(NOG, reken(NOG), scenario)
    los = [gevolg(NOG, reken(NOG), r.code, r.toets.voorstel) for r in regels if r.toets.voorstel]
    assert round(samen.fte, 9) == round(sum(g.fte for g in los), 9)
    assert herziening([regel("onderzoek", 1.0)]) is None
