"""Verborgen wachten: gevonden als de start later wordt vastgelegd, niet als een team echt sneller is of als er niets gebeurt."""

import csv
import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from zicht.cijfers import Cijfers
from zicht.cijfers.verborgen_wachten import (
    EERDER,
    KANS,
    LAATSTE,
    Bevindingen,
    Maandtijd,
    grens,
    in_woorden,
    verborgen_wachten,
    zoek,
)
from zicht.uitwisseling.feiten import lees_feiten

VANAF = date(2025, 3, 1)
DAGEN = 12


def _reeks(paren: list[tuple[float, float]], dringend: tuple[int, int] = (0, 0)) -> list[Maandtijd]:
    """Maanden met 40 zaken, waarvan 5 dringend; `dringend` is hun wachttijd in de eerste twaalf maanden en daarna."""
    return [
        Maandtijd(
            f"20{20 + nr // 12}-{nr % 12 + 1:02d}", 40, voor, na, 20, 35, 5 * any(dringend), 5 * dringend[nr >= EERDER]
        )
        for nr, (voor, na) in enumerate(paren)
    ]


def _gewoon(rng: random.Random) -> tuple[float, float]:
    return 30 + rng.gauss(0, 3), 48 + rng.gauss(0, 2)


def test_een_later_vastgelegde_start_wordt_gevonden_en_uitgelegd() -> None:
    rng = random.Random(1)
    voor = [_gewoon(rng) for _ in range(EERDER)]
    na = [(w + 10, n - 10) for w, n in (_gewoon(rng) for _ in range(LAATSTE))]

    [signaal] = zoek(_reeks(voor + na, (2, 12)))

    assert signaal.maand == "2021-04"
    assert signaal.laatste.na < signaal.eerder.na - 8
    assert in_woorden(signaal).startswith("Na de start duurde het gemiddeld 48 dagen en nu ")
    assert "hoge urgentie, die voorgaan, wachten volgens de registratie langer: 2 dagen en nu 12." in in_woorden(
        signaal
    )
    assert (
        "Op tijd na de start: 88\N{NO-BREAK SPACE}% (420 van 480), nu 88\N{NO-BREAK SPACE}% (140 van 160)."
        in in_woorden(signaal)
    )


def test_een_echt_sneller_team_krijgt_geen_signaal() -> None:
    rng = random.Random(1)
    voor = [_gewoon(rng) for _ in range(EERDER)]
    sneller = [(w, n - 10) for w, n in (_gewoon(rng) for _ in range(LAATSTE))]
    ook_eerder_aan_de_beurt = [(w - 5, n - 10) for w, n in (_gewoon(rng) for _ in range(LAATSTE))]

    assert zoek(_reeks(voor + sneller)) == ()
    assert zoek(_reeks(voor + ook_eerder_aan_de_beurt)) == ()


def test_een_wachtlijst_die_echt_groeit_terwijl_het_werk_sneller_gaat_is_niet_verborgen() -> None:
    """De dringende zaken gaan voor: wachten zij niet langer, dan is de start niet later vastgelegd."""
    rng = random.Random(1)
    voor = [_gewoon(rng) for _ in range(EERDER)]
    na = [(w + 10, n - 10) for w, n in (_gewoon(rng) for _ in range(LAATSTE))]

    assert zoek(_reeks(voor + na, (2, 2))) == ()
    [zonder_urgentie] = zoek(_reeks(voor + na))
    assert zonder_urgentie.ook_dringend is None
    assert in_woorden(zonder_urgentie).endswith("dan eerst, of dat de wachtlijst echt is gegroeid.")


def test_langer_wachten_zonder_winst_na_de_start_is_niet_verborgen() -> None:
    rng = random.Random(1)
    voor = [_gewoon(rng) for _ in range(EERDER)]

    assert zoek(_reeks(voor + [(w + 15, n) for w, n in (_gewoon(rng) for _ in range(LAATSTE))])) == ()


def test_kleine_aantallen_en_een_kleine_daling_geven_geen_signaal() -> None:
    rng = random.Random(1)
    vast = [(30 + nr / 100, 48 + nr / 100) for nr in range(EERDER)]
    klein = _reeks(vast + [(34.0 + nr, 45.0 - nr / 10) for nr in range(LAATSTE)])
    groot = _reeks([_gewoon(rng) for _ in range(EERDER)] + [(45.0, 30.0)] * LAATSTE)
    weinig = [Maandtijd(m.maand, 4, m.voor, m.na, 2, 3) for m in groot]

    assert zoek(klein) == ()
    assert len(zoek(groot)) == 1
    assert zoek(weinig) == ()


def test_het_loze_alarm_blijft_onder_wat_er_is_aangekondigd() -> None:
    """Ook als het wachten voor de start golft: de kans hangt aan de tijd na de start, en die is hier gewoon."""
    rng = random.Random(20)
    reeksen, met_signaal = 400, 0
    for _ in range(reeksen):
        golf, paren = 30.0, list[tuple[float, float]]()
        for _ in range(EERDER + 15):
            golf += rng.gauss(0, 4) + (30 - golf) / 8
            paren.append((golf, 48 + rng.gauss(0, 6)))
        met_signaal += bool(zoek(_reeks(paren)))
    assert grens(LAATSTE, EERDER, KANS) == 13  # 7 van de 1.820 verdelingen
    assert met_signaal <= 0.05 * reeksen


# ------------------------------------------------------------------------------------------- ingebracht in een echte regio


def _met(regiomap: Path, doel: Path, pas_aan: Callable[[date, date], tuple[date, date]]) -> Cijfers:
    """Dezelfde regio, waarin van elke dienst vanaf een dag start en einde anders zijn vastgelegd."""
    shutil.copytree(regiomap, doel)
    with (doel / "dienst.csv").open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    for rij in rijen:
        if rij["soort"] == "voorwaarden_en_vervolg" and rij["gestart_op"] and rij["afgerond_op"]:
            start, einde = date.fromisoformat(rij["gestart_op"]), date.fromisoformat(rij["afgerond_op"])
            if start >= VANAF:
                start, einde = pas_aan(start, einde)
                rij["gestart_op"], rij["afgerond_op"] = start.isoformat(), einde.isoformat()
    with (doel / "dienst.csv").open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, list(rijen[0]), lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)
    return Cijfers(lees_feiten(doel))


def _van(cijfers: Cijfers, code: str) -> Bevindingen:
    return next(b for b in verborgen_wachten(cijfers) if b.paar.code == code)


def test_in_de_regio_zoals_zij_is_slaat_niets_aan(regio: Cijfers) -> None:
    gevonden = verborgen_wachten(regio)

    assert [b.signalen for b in gevonden] == [(), (), ()]
    assert all(len(b.maanden) > 36 and b.nu is None for b in gevonden)


@pytest.mark.parametrize("echt_sneller", [False, True])
def test_ingebracht_uitstel_van_de_start_wordt_gevonden_en_echte_winst_niet(
    regiomap: Path, tmp_path: Path, echt_sneller: bool
) -> None:
    def later_gestart(start: date, einde: date) -> tuple[date, date]:
        return min(start + timedelta(days=DAGEN), einde), einde

    def eerder_af(start: date, einde: date) -> tuple[date, date]:
        return start, max(einde - timedelta(days=DAGEN), start)

    cijfers = _met(regiomap, tmp_path / "anders", eerder_af if echt_sneller else later_gestart)

    if echt_sneller:
        assert _van(cijfers, "vv").signalen == ()
    else:
        eerste = _van(cijfers, "vv").signalen[0]
        assert eerste.maand in ("2025-06", "2025-07", "2025-08", "2025-09")
        assert eerste.ook_dringend is not None
    assert _van(cijfers, "onderzoek").signalen == ()
