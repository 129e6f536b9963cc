"""Late invoer: een nieuw systeem geeft een kanttekening, een echte stijging niet."""

import csv
import random
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from zicht.cijfers import Cijfers
from zicht.cijfers.kanttekeningen import Herkomst, bij
from zicht.cijfers.registratieachterstand import (
    BRONNEN,
    KANS,
    LAAT,
    Vak,
    achterstand,
    automatische_kanttekeningen,
    is_ongewoon,
    registratieachterstanden,
    staartkans,
)
from zicht.cijfers.woorden import procent
from zicht.core.periodes import lees_periode
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

ADVIES = BRONNEN[0]


def _vakken(paren: Sequence[tuple[date, date]]) -> list[Vak]:
    """Vakken uit paren van gebeurtenis en invoer."""
    alle = Counter((f"{invoer:%Y-%m}", f"{dag:%Y-%m}") for dag, invoer in paren)
    laat = Counter((f"{invoer:%Y-%m}", f"{dag:%Y-%m}") for dag, invoer in paren if (invoer - dag).days > LAAT)
    return [Vak(invoer, gebeurd, n, laat[invoer, gebeurd]) for (invoer, gebeurd), n in sorted(alle.items())]


def _gewoon(rng: random.Random, per_dag: int = 4, vanaf: date = date(2022, 1, 1), tot: date = date(2024, 1, 1)):
    return [
        (dag, dag + timedelta(days=rng.choice((0, 0, 0, 1, 3, 20))))
        for nr in range((tot - vanaf).days)
        for dag in [vanaf + timedelta(days=nr)]
        for _ in range(per_dag)
    ]


def test_oktober_met_late_invoer_geeft_een_kanttekening_met_het_effect_op_het_jaar() -> None:
    rng = random.Random(1)
    paren = [p for p in _gewoon(rng) if p[0] < date(2022, 12, 1) or p[0] >= date(2023, 1, 1)]
    december = [(date(2022, 12, 1 + nr % 28), date(2023, 10, 1 + nr % 28)) for nr in range(90)]
    paren += [(dag, dag) for dag in (date(2022, 12, 5), date(2022, 12, 6))]

    gevonden = achterstand(ADVIES, _vakken([*paren, *december]))

    [notitie] = gevonden.kanttekeningen
    assert [m.maand for m in gevonden.maanden if m.valt_op] == ["2023-10"]
    assert (notitie.van, notitie.tot) == (date(2022, 12, 1), date(2023, 10, 31))
    assert notitie.herkomst is Herkomst.AUTOMATISCH
    invoer = next(m for m in gevonden.maanden if m.maand == "2023-10")
    assert (
        f"In oktober 2023 is {procent(invoer.laat, invoer.aantal)} (90 van {invoer.aantal} adviezen) later dan 30"
        in notitie.tekst
    )
    jaar = next(j for j in gevonden.jaren if j.jaar == "2022")
    eind = f"{jaar.gebeurd - jaar.pas_later:,}".replace(",", ".")
    nu = f"{jaar.gebeurd:,}".replace(",", ".")
    assert f"van 2022 was daardoor aan het eind van dat jaar {eind} en is nu {nu}." in notitie.tekst
    assert jaar.pas_later >= 90
    assert bij([notitie], lees_periode("2023-K1"), "instroom-adviezen") == (notitie,)
    assert bij([notitie], lees_periode("2023-K1"), "klachten-gegrond") == ()


def test_een_echte_stijging_geeft_geen_kanttekening() -> None:
    rng = random.Random(1)
    gewoon = _gewoon(rng)
    dubbel = _gewoon(rng, per_dag=6, vanaf=date(2023, 1, 1))

    gevonden = achterstand(ADVIES, _vakken(gewoon + dubbel))

    jaren = {j.jaar: j.gebeurd for j in gevonden.jaren}
    assert jaren["2023"] > 2 * jaren["2022"]
    assert gevonden.kanttekeningen == ()


def test_zonder_voorgeschiedenis_of_met_weinig_rijen_blijft_het_stil() -> None:
    kort = [(date(2023, 1, 1 + nr % 28), date(2023, 6, 1)) for nr in range(200)]

    assert achterstand(ADVIES, _vakken(kort)).kanttekeningen == ()
    assert not achterstand(ADVIES, []).bekend
    assert not is_ongewoon(19, 19, 0.01)
    assert not is_ongewoon(40, 9, 0.01)
    assert is_ongewoon(40, 12, 0.01)
    assert not is_ongewoon(1000, 119, 0.03)


def test_de_staartkans_is_die_van_de_binomiale_verdeling() -> None:
    assert staartkans(3, 2, 0.5) == pytest.approx(0.5)
    assert staartkans(10, 0, 0.1) == 1
    assert staartkans(1001, 20, 0.01) == pytest.approx(staartkans(1000, 20, 0.01), rel=0.02)


def test_het_loze_alarm_blijft_onder_wat_er_is_aangekondigd() -> None:
    """Maanden met gewone vertraging van 5%: hoe vaak valt er een op?"""
    rng = random.Random(7)
    aantal, raak = 20_000, 0
    for _ in range(aantal):
        n = rng.randint(20, 80)
        raak += is_ongewoon(n, sum(rng.random() < 0.05 for _ in range(n)), 0.05)
    assert raak <= KANS * aantal * 1.5


# ------------------------------------------------------------------------------------------------ in een synthetische regio


def test_de_regio_zoals_zij_is_heeft_invoerdagen_en_geen_kanttekening(regio: Cijfers) -> None:
    gevonden = registratieachterstanden(regio)

    assert [a.bron.tabel for a in gevonden] == ["advies", "melding", "dienst"]
    assert all(a.bekend and not a.kanttekeningen and not a.overgezet for a in gevonden)


def test_een_nagebootste_overgang_naar_een_ander_systeem_geeft_kanttekeningen(tmp_path: Path) -> None:
    maak("nog", 4, 1, tmp_path / "nog", rommel=frozenset({"systeemmigratie"}))
    cijfers = Cijfers(lees_feiten(tmp_path / "nog"))

    notities = automatische_kanttekeningen(cijfers)

    assert notities[0].codes == {"instroom-adviezen"}
    assert all(k.van < date(2024, 4, 1) <= k.laatste for k in notities)
    assert notities[0].tekst.startswith("Van april 2024 tot en met juni 2024 is ")
    assert "van februari 2024 tot en met maart 2024 was daardoor eind maart 2024 nog " in notities[0].tekst


def _schrijf(regiomap: Path, doel: Path, tabel: str, rijen: list[dict[str, str]]) -> Cijfers:
    shutil.copytree(regiomap, doel)
    with (doel / f"{tabel}.csv").open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, list(rijen[0]), lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)
    return Cijfers(lees_feiten(doel))


def _adviezen(regiomap: Path) -> list[dict[str, str]]:
    with (regiomap / "advies.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def test_een_verdubbeling_in_de_regio_die_echt_is_geeft_niets(regiomap: Path, tmp_path: Path) -> None:
    rijen = _adviezen(regiomap)
    rijen += [rij | {"advies_id": f"X{rij['advies_id']}"} for rij in rijen if rij["gestart_op"] >= "2025"]

    assert automatische_kanttekeningen(_schrijf(regiomap, tmp_path / "dubbel", "advies", rijen)) == ()


def test_alles_op_een_dag_overgezet_zegt_niets_over_achterstand(regiomap: Path, tmp_path: Path) -> None:
    rijen = _adviezen(regiomap)
    rijen = [rij | {"geregistreerd_op": "2024-07-01"} if rij["gestart_op"] < "2024-07" else rij for rij in rijen]

    advies = registratieachterstanden(_schrijf(regiomap, tmp_path / "over", "advies", rijen))[0]

    assert advies.overgezet > 10_000
    assert advies.kanttekeningen == ()


def test_zonder_invoerdagen_is_het_onbekend(regiomap: Path, tmp_path: Path) -> None:
    rijen = [{k: w for k, w in rij.items() if k != "geregistreerd_op"} for rij in _adviezen(regiomap)]

    advies = registratieachterstanden(_schrijf(regiomap, tmp_path / "zonder", "advies", rijen))[0]

    assert not advies.bekend
    assert advies.zonder_invoerdag == len(rijen)
