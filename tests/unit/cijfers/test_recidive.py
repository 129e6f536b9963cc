"""Recidive: gesloten dossiers gevolgd tot een nieuwe melding, de indeling van het CBS ernaast, en veilig per gemeente."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support.maak import betrokkene, dossier, melding, schrijf_map
from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.indicatoren.hermelding import KLASSEN
from zicht.cijfers import Cijfers
from zicht.cijfers.overleving import Waarneming, kromme
from zicht.cijfers.recidive import (
    BRON,
    MOMENTEN,
    WAAROM_GEEN_NORM,
    Route,
    Terugkeer,
    afrondstap,
    meldingklassen,
    terugkeer,
    veilig_per_gemeente,
    veilig_punt,
)
from zicht.core.bronnen import zoek_bron
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.uitwisseling.feiten import lees_feiten

BELEID = Beleid()


def _zaak(
    naam: str, geopend: str, gesloten: str | None, route: str | None, *personen: str, **rest: Any
) -> dict[str, Any]:
    return {
        "dossier": dossier(naam, geopend, gesloten_op=gesloten, sluitroute=route, **rest),
        "melding": melding(f"M-{naam}", geopend, dossier_id=naam, tijdens="geen"),
        "betrokkene": [betrokkene(naam, persoon) for persoon in personen],
    }


def _map(pad: Path, zaken: list[dict[str, Any]], *meldingen: dict[str, Any], peildatum: str = "2025-12-31") -> Cijfers:
    tabellen = {
        "dossier": [zaak["dossier"] for zaak in zaken],
        "melding": [*(zaak["melding"] for zaak in zaken), *meldingen],
        "betrokkene": [rij for zaak in zaken for rij in zaak["betrokkene"]],
    }
    return Cijfers(lees_feiten(schrijf_map(pad, tabellen, peildatum=peildatum)))


def _duren(alle: tuple[Terugkeer, ...], route: Route) -> tuple[tuple[int, int], ...]:
    return next(deel.kromme.gevolgd for deel in alle if deel.route is route)


@pytest.fixture
def gezinnen(tmp_path: Path) -> Cijfers:
    return _map(
        tmp_path,
        [
            _zaak("A1", "2024-01-01", "2024-02-01", "directe_overdracht", "anna", "bram"),
            _zaak("A2", "2024-03-02", "2024-12-01", "vervolgdienst", "bram", "cees"),  # 30 dagen na A1
            _zaak("A3", "2025-12-11", None, None, "cees"),  # 375 dagen na A2
            _zaak("B1", "2024-01-01", "2025-12-21", "directe_overdracht", "dora"),  # nog 10 dagen gevolgd
            _zaak("C1", "2024-01-01", "2024-06-01", "directe_overdracht", "emma"),
            _zaak("C2", "2024-06-01", "2024-07-01", "geen_vervolg", "emma"),  # op de dag van sluiten: telt niet
            _zaak("D1", "2018-12-31", "2024-02-01", "vervolgdienst", "fons"),  # geopend voor 2019
            _zaak("D2", "2024-05-01", "2024-06-01", "vervolgdienst", "fons", gemeente="GM0400"),
            _zaak("E1", "2024-01-01", "2026-01-05", "directe_overdracht", "gijs"),  # sluit na de peildatum
        ],
    )


def test_elk_gesloten_dossier_is_gevolgd_tot_een_nieuw_dossier_of_de_peildatum(gezinnen: Cijfers) -> None:
    alle = terugkeer(gezinnen)
    tot_het_eind = (date(2025, 12, 31) - date(2024, 6, 1)).days

    assert _duren(alle, Route.OVERDRACHT) == ((10, 1), (30, 1), (tot_het_eind, 1))
    assert _duren(alle, Route.VERVOLGDIENST) == ((375, 1), (tot_het_eind, 1))
    assert [deel.kromme.gebeurd for deel in alle] == [1, 1]
    assert _duren(terugkeer(gezinnen, "GM0400"), Route.VERVOLGDIENST) == ((tot_het_eind, 1),)
    overdracht = alle[0].punten
    assert overdracht[6] is not None
    assert overdracht[6].wel == pytest.approx(1 / 2)  # van de twee die na 30 dagen nog worden gevolgd
    assert overdracht[24] is None


def test_de_tijd_is_die_van_een_naieve_telling_over_de_hele_regio(regio: Cijfers, regiomap: Path) -> None:
    def lees(naam: str) -> list[dict[str, str]]:
        with (regiomap / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
            return list(csv.DictReader(bestand))

    begin: dict[str, str] = {}
    for rij in lees("melding"):
        begin[rij["dossier_id"]] = min(rij["ontvangen_op"], begin.get(rij["dossier_id"], "9"))
    van, met = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for rij in lees("betrokkene"):
        van[rij["dossier_id"]].append(rij["persoon_id"])
        met[rij["persoon_id"]].append(rij["dossier_id"])
    geteld: Counter[tuple[str, int, bool]] = Counter()
    for rij in lees("dossier"):
        if rij["gesloten_op"] and rij["geopend_op"] >= "2019":
            later = [
                begin[ander]
                for persoon in van[rij["dossier_id"]]
                for ander in met[persoon]
                if ander != rij["dossier_id"] and ander in begin and begin[ander] > rij["gesloten_op"]
            ]
            einde = date.fromisoformat(min(later)) if later else date(2025, 12, 31)
            dagen = (einde - date.fromisoformat(rij["gesloten_op"])).days
            geteld[rij["sluitroute"], dagen, bool(later)] += 1

    for deel in terugkeer(regio):
        eigen = [Waarneming(d, terug, n) for (route, d, terug), n in geteld.items() if route == deel.route.value]
        assert deel.kromme == kromme(eigen)
        assert deel.kromme.gebeurd > 100


# ------------------------------------------------------------------------------------------------- de indeling van het CBS


def test_elke_melding_valt_in_een_klasse_van_het_cbs(tmp_path: Path) -> None:
    zaken = [
        _zaak("A1", "2025-01-06", "2025-02-01", "directe_overdracht", "anna"),
        _zaak("A2", "2025-03-03", None, None, "anna"),
        _zaak("B1", "2025-01-06", None, None, "bram"),
        _zaak("C1", "2025-01-06", None, None),
    ]
    losse = [
        melding("V1", "2025-01-08", dossier_id="A1", tijdens="beoordeling"),
        melding("V2", "2025-01-20", dossier_id="A1", tijdens="na_beoordeling"),
        melding("V3", "2025-04-01", dossier_id="A2", tijdens="monitoring"),
        melding("V4", "2025-05-01", dossier_id="B1", tijdens="geen"),  # bekend van dit dossier zelf
        melding("V5", "2025-05-01", dossier_id="B1", tijdens="onbekend"),
    ]
    geteld = meldingklassen(_map(tmp_path, zaken, *losse), lees_periode("2025"))

    assert {klasse.code: aantal for klasse, aantal in geteld.items()} == {
        "eerste-melding": 2, "hermelding": 2, "vervolgmelding-beoordeling": 1, "vervolgmelding-na-beoordeling": 1,
        "vervolgmelding-monitoring": 1, "onbekend": 2,
    }  # fmt: skip


def test_de_klassen_tellen_op_tot_alle_meldingen(regio: Cijfers) -> None:
    for code in ("2023", "2025-H1", "2025-03"):
        periode = lees_periode(code)
        instroom = regio.uitslagen(periode, codes=["instroom-meldingen"]).uitslagen[0].noemer
        assert sum(meldingklassen(regio, periode).values()) == instroom
    per_gemeente = [meldingklassen(regio, lees_periode("2025"), g) for g in regio.gemeentecodes]
    samen = meldingklassen(regio, lees_periode("2025"))
    assert {k: sum(deel[k] for deel in per_gemeente) for k in KLASSEN} == dict(samen)
    assert all(samen[klasse] for klasse in KLASSEN[:-1])


# ------------------------------------------------------------------------------------------------------------ veilig


def test_per_gemeente_staat_er_geen_klein_aantal_en_geen_te_fijn_percentage(regio: Cijfers) -> None:
    rijen = veilig_per_gemeente(regio, Route.VERVOLGDIENST, regio.gemeentecodes, BELEID)

    assert rijen[0].gebied is None
    assert len(rijen) == 1 + len(regio.gemeentecodes)
    for rij in rijen:
        exact = next(d.kromme for d in terugkeer(regio, rij.gebied) if d.route is Route.VERVOLGDIENST)
        for punt in rij.punten:
            echt = exact.op(MOMENTEN[punt.maanden])
            assert (punt.wel is None) == bool(punt.reden)
            if punt.wel is not None:
                assert echt is not None
                assert echt.gebeurd == 0 or echt.gebeurd >= BELEID.drempel
                assert (punt.onder_risico or 0) % BELEID.afronding == 0
                stap = afrondstap(exact.aantal, BELEID)
                assert stap is not None
                assert round(punt.wel * 100) % stap == 0
    assert any(punt.wel is not None for punt in rijen[0].punten)
    assert any(punt.reden for rij in rijen for punt in rij.punten)


def test_een_stap_is_minstens_vijf_dossiers() -> None:
    assert [afrondstap(n, BELEID) for n in (500, 499, 250, 100, 50, 49)] == [1, 2, 2, 5, 10, None]


def test_een_kleine_groep_en_een_korte_waarneming_worden_gezegd() -> None:
    klein = kromme([Waarneming(100, gebeurd=True, aantal=4), Waarneming(900, gebeurd=False, aantal=600)])
    kort = kromme(
        [
            Waarneming(100, gebeurd=True, aantal=40),
            Waarneming(200, gebeurd=False, aantal=600),
            Waarneming(900, gebeurd=False, aantal=5),
        ]
    )

    assert veilig_punt(klein, 12, BELEID).reden.startswith("verborgen: minder dan 10 dossiers")
    assert veilig_punt(kort, 12, BELEID).reden == "te weinig dossiers zijn zo lang gevolgd"
    assert veilig_punt(kort, 6, BELEID).wel == pytest.approx(0.06)
    assert (
        veilig_punt(kromme([Waarneming(10, gebeurd=True, aantal=20)]), 6, BELEID).reden
        == "nog geen dossier is zo lang gevolgd"
    )


def test_er_is_geen_norm_en_de_reden_staat_erbij() -> None:
    assert "geen norm" in WAAROM_GEEN_NORM[0]
    assert zoek_bron(load.bronnen(), BRON).titel
    assert all(INDICATOREN[f"recidive-na-{naam}"].beschrijvend for naam in ("overdracht", "vervolgdienst"))
