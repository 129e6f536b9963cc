"""De kubus: welke vragen erin passen, en cijfers die later veranderen."""

from datetime import date
from pathlib import Path

import pytest

from support.gouden import schrijf
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.indicatoren.duiding import WACHTLIJST_LEEFTIJD
from zicht.cijfers import Cijfers
from zicht.core.feiten import Klacht, Melding
from zicht.core.indicatoren import Telling, Telregel, telregel
from zicht.core.periodes import Periode, lees_periode
from zicht.core.voorwaarden import Of
from zicht.engines.kubus import in_maanden, kolommen, maandnummer
from zicht.engines.tellen import Teltaak
from zicht.engines.wisseldagen import Groep, groepeer, past_in_kubus, plaats_in_tijd, wisseldagen
from zicht.uitwisseling.feiten import lees_feiten

LAATSTE = date(2025, 12, 17)  # een peildatum midden in een maand
JAN, DEC = 2025 * 12, 2025 * 12 + 11


@pytest.mark.parametrize(
    "periode, peildatum, verwacht",
    [
        ("2025-burap1", date(2025, 4, 30), (JAN, JAN + 3)),
        ("2025-burap1", date(2025, 4, 29), None),
        ("2025-12", LAATSTE, (DEC, DEC)),
        ("2025-12", date(2025, 12, 16), None),
        ("2025-01-02/2025-01-31", date(2025, 1, 31), None),
        ("2025", date(2025, 2, 28), (JAN, JAN + 1)),
    ],
)
def test_alleen_hele_maanden_en_de_peildatum_van_de_feiten_komen_uit_de_kubus(
    periode: str, peildatum: date, verwacht: tuple[int, int] | None
) -> None:
    assert in_maanden(lees_periode(periode), peildatum, LAATSTE) == verwacht


def test_het_maandnummer_loopt_door_over_de_jaargrens() -> None:
    assert maandnummer(date(2026, 1, 1)) - maandnummer(date(2025, 12, 31)) == 1


def test_een_geval_hoort_bij_zijn_datum_of_bij_het_einde_als_het_begin_ontbreekt() -> None:
    indicator = INDICATOREN["beoordeling-tijdig-na-oppakken"]
    assert plaats_in_tijd(telregel(indicator, Telling.AFGEROND)) == (Melding.beoordeeld_op,)
    assert plaats_in_tijd(telregel(indicator, Telling.ONTVANGEN)) == (Melding.opgepakt_op, Melding.beoordeeld_op)
    assert plaats_in_tijd(telregel(INDICATOREN["wachtlijst-beoordeling"], Telling.AFGEROND)) == ()


def test_een_periode_die_de_kubus_niet_kent_wordt_rechtstreeks_geteld() -> None:
    anders = Of((Melding.ontvangen_op.in_periode(), Melding.beoordeeld_op.in_periode()))
    regel = Telregel({"ontvangen of beoordeeld": anders}, {})
    assert plaats_in_tijd(regel) is None
    assert groepeer([(Melding, Teltaak("vreemd", regel))]) == []


def test_wat_elke_dag_verandert_past_niet_in_de_kubus() -> None:
    regel = Telregel({}, {groep.titel: groep.voorwaarde for groep in WACHTLIJST_LEEFTIJD.groepen})
    assert not past_in_kubus(Teltaak("leeftijd", regel))
    assert past_in_kubus(Teltaak("stand", Telregel({}, WACHTLIJST_LEEFTIJD.noemer)))


def test_een_klacht_verandert_op_de_dag_van_indienen_en_van_het_oordeel() -> None:
    regel = telregel(INDICATOREN["klachten-gegrond"], Telling.AFGEROND)
    groep = Groep(Klacht, (Klacht.ingediend_op,), (Teltaak("k", regel),))
    assert [dag.sql for dag in wisseldagen(groep, [])] == ['"ingediend_op"', '"afgehandeld_op"']


def test_een_antwoord_dat_een_indicator_niet_kan_geven_heeft_geen_kolom() -> None:
    namen = {
        code: [kolom.naam for kolom in kolommen(Teltaak(code, telregel(INDICATOREN[code], Telling.AFGEROND)))]
        for code in ("instroom-meldingen", "klachten-gegrond")
    }
    assert namen["instroom-meldingen"] == ["instroom-meldingen:3"]
    assert namen["klachten-gegrond"] == [
        *(f"klachten-gegrond:{n}" for n in (1, 2, 3, 4)),
        "klachten-gegrond:deels_gegrond",
    ]


def _klachten(cijfers: Cijfers, *maanden: str) -> list[tuple[int, int | None, int]]:
    perioden = [lees_periode(maand) for maand in maanden]
    uitkomsten = cijfers.reeks(perioden, codes=["klachten-gegrond"])
    return [(u.noemer, u.teller, u.nog_open) for uitkomst in uitkomsten for u in uitkomst.uitslagen]


def test_een_klacht_die_later_gegrond_blijkt_is_eerst_nog_open(tmp_path: Path) -> None:
    klacht = {"klacht_id": "K1", "gemeente": "GM0361", "ingediend_op": date(2025, 1, 20), "oordeel": "gegrond"}
    map_ = schrijf(tmp_path, klacht=[klacht | {"afgehandeld_op": date(2025, 3, 3)}])
    cijfers = Cijfers(lees_feiten(map_))
    assert _klachten(cijfers, "2025-01", "2025-K1", "2025-burap1") == [(0, 0, 1), (1, 1, 0), (1, 1, 0)]


def test_een_beoordeling_voor_de_ontvangst_bestaat_pas_vanaf_de_ontvangst_en_is_dan_niet_te_bepalen(
    tmp_path: Path,
) -> None:
    rij = {"melding_id": "M1", "dossier_id": "D1", "ontvangen_op": date(2025, 3, 10), "ter_registratie": "nee"}
    cijfers = Cijfers(lees_feiten(schrijf(tmp_path, melding=[rij | {"beoordeeld_op": date(2025, 1, 15)}])))
    perioden = [lees_periode(code) for code in ("2025-01", "2025-H1", "2025-03")]
    uitkomsten = cijfers.reeks(perioden, codes=["beoordeling-tijdig-na-ontvangst"])
    assert [u.uitslagen[0].niet_te_bepalen for u in uitkomsten] == [0, 1, 0]
    assert [u.uitslagen[0].noemer for u in uitkomsten] == [0, 0, 0]


def test_een_reeks_gaat_samen_met_een_periode_die_niet_uit_maanden_bestaat(tmp_path: Path) -> None:
    rij = {"melding_id": "M1", "dossier_id": "D1", "ontvangen_op": date(2025, 3, 10)}
    cijfers = Cijfers(lees_feiten(schrijf(tmp_path, melding=[rij])))
    los = Periode(date(2025, 3, 10), date(2025, 3, 10), "2025-03-10/2025-03-10")
    uitkomsten = cijfers.reeks([lees_periode("2025-03"), los, lees_periode("2025-02")], codes=["instroom-meldingen"])
    assert [u.uitslagen[0].noemer for u in uitkomsten] == [1, 1, 0]
