"""Het hele verhaal op de opdrachtregel: 200 geplante fouten gevonden, hersteld, geleverd, gecorrigeerd en aangesloten."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.statlinebestand import ONDERWERPEN, als_lijst
from zicht.cli import main
from zicht.synthetisch import maak

pytestmark = pytest.mark.traag

Rij = dict[str, str]
PERIODE, BEGIN, EIND, OP = "2025-H1", "2025-01-01", "2025-06-30", "2025-07-08"


def _lees(pad: Path) -> list[Rij]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _schrijf(pad: Path, rijen: list[Rij]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, list(rijen[0]), lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)


def _later(dag: str, dagen: int) -> str:
    return (date.fromisoformat(dag) + timedelta(days=dagen)).isoformat()


def _zet(**velden: str) -> Callable[[Rij], None]:
    return lambda rij: rij.update(velden)


# tabel, regel die het moet vinden, welke rijen er geschikt voor zijn, wat er misgaat, hoe vaak
Fout = tuple[str, str, Callable[[Rij], bool], Callable[[Rij], None], int]


def _elke(_rij: Rij) -> bool:
    return True


def _rustig(rij: Rij) -> bool:
    """Een melding waarbij een andere aard of aanleiding nergens anders iets raakt."""
    veilig = (rij["acuut"], rij["structureel"]) == ("nee", "nee") and "anders_niet_onveilig" not in rij["aard"]
    return veilig and rij["aanleiding"] == "ex_partnergeweld"


def _rustig_en_vaker_gemeld(rij: Rij) -> bool:
    return _rustig(rij) and rij["tijdens"] not in ("", "geen")


FOUTEN: tuple[Fout, ...] = (
    ("advies", "LA-001", _elke, lambda r: r.update(gestart_op=_later(r["afgesloten_op"], 3)), 25),
    ("advies", "LA-003", _elke, lambda r: r.update(gestart_op=_later(r["afgesloten_op"], -300)), 15),
    ("advies", "LA-005", lambda r: r["aanleiding"] == "ex_partnergeweld", _zet(aanleiding="ex_partnergeweld;onbekend"), 15),
    ("advies", "LA-006", lambda r: r["aard"] == "psychisch_geweld", _zet(aard="psychisch_geweld;onbekend"), 10),
    ("advies", "LA-012", lambda r: r["soort"] == "advies" and r["hoedanigheid"] == "huisarts", _zet(soort="ondersteuning", kanaal="chat"), 5),
    ("melding", "LM-009", lambda r: _rustig(r) and r["besluit"] == "geen_vervolg", _zet(acuut="ja"), 3),
    ("melding", "LM-005", lambda r: r["overdracht_aan"] == "lokaal_veld", _zet(overdracht_aan=""), 40),
    ("melding", "LM-001", _rustig_en_vaker_gemeld, lambda r: r.update(ontvangen_op=_later(r["beoordeeld_op"], 2)), 3),
    ("melding", "LM-006", lambda r: r["besluit"] == "geen_vervolg", _zet(overdracht_aan="lokaal_veld"), 15),
    ("melding", "LM-012", lambda r: _rustig(r) and r["aard"] == "lichamelijke_mishandeling", _zet(aard="lichamelijke_mishandeling;onbekend"), 4),
    ("dienst", "LD-001", lambda r: r["soort"] == "voorwaarden_en_vervolg", lambda r: r.update(gestart_op=_later(r["afgerond_op"], 4)), 10),
    ("dienst", "LD-005", lambda r: r["soort"] == "onderzoek", _zet(resultaat=""), 15),
    ("dienst", "LD-006", lambda r: r["soort"] == "onderzoek" and "hg_bevestigd" in r["resultaat"], _zet(resultaat="hg_bevestigd;hg_niet_bevestigd"), 5),
    ("dienst", "LW-001", lambda r: r["soort"] == "voorwaarden_en_vervolg", _zet(resultaat="hg_niet_bevestigd"), 15),
    ("dienst", "LW-004", lambda r: r["soort"] == "voorwaarden_en_vervolg", _zet(overdracht_aan=""), 10),
    ("dienst", "LD-025", lambda r: r["soort"] == "voorwaarden_en_vervolg", lambda r: r.update(gestart_op=r["afgerond_op"]), 10),
)  # fmt: skip
KLAAR = {"advies": "afgesloten_op", "melding": "beoordeeld_op", "dienst": "afgerond_op"}


def plant(map_: Path) -> Counter[tuple[str, str]]:
    """Zet de fouten in de feiten, elk in een eigen rij; geeft welke regel bij welk record hoort."""
    verwacht, gebruikt = Counter[tuple[str, str]](), set[str]()
    tabellen = {naam: _lees(map_ / f"{naam}.csv") for naam in KLAAR}
    for tabel, regel, past, doe, keer in FOUTEN:
        sleutel = f"{tabel}_id"
        vrij = [
            r
            for r in tabellen[tabel]
            if BEGIN <= r[KLAAR[tabel]] <= EIND and r[sleutel] not in gebruikt and r.get("ter_registratie") != "ja"
        ]
        gekozen = [r for r in vrij if past(r)][:keer]
        assert len(gekozen) == keer, (regel, len(gekozen))
        for rij in gekozen:
            doe(rij)
            gebruikt.add(rij[sleutel])
            verwacht[regel, rij[sleutel]] += 1
    for naam, rijen in tabellen.items():
        _schrijf(map_ / f"{naam}.csv", rijen)
    return verwacht


@pytest.fixture
def feiten(tmp_path: Path) -> Path:
    maak("nhn", 2, 3, tmp_path / "feiten", 0.15)
    return tmp_path / "feiten"


def _levering(feiten: Path, uit: Path, *rest: str) -> int:
    return main(["levering", str(feiten), "--periode", PERIODE, "--uit", str(uit), "--op", OP, *rest])


def _gevonden(uit: Path) -> Counter[tuple[str, str]]:
    return Counter((r["regel"], r["record"]) for r in _lees(uit / "bevindingen.csv"))


def test_200_fouten_gevonden_hersteld_geleverd_gecorrigeerd_en_aangesloten(feiten, tmp_path, capsys):
    uit, gaaf = tmp_path / "2025-H1", {n: (feiten / f"{n}.csv").read_bytes() for n in KLAAR}
    assert sum(keer for *_, keer in FOUTEN) == 200

    # Gevonden: precies wat geplant is, met het goede regelnummer, bovenop wat er al was.
    _levering(feiten, uit)
    vooraf = _gevonden(uit)
    geplant = plant(feiten)
    assert _levering(feiten, uit) == 1
    nu = _gevonden(uit)
    assert nu - vooraf == geplant
    assert vooraf - nu == Counter()
    assert _levering(feiten, uit, "--geleverd") == 1
    assert not (uit / "geleverd").exists()

    # Hersteld in de bron, verklaard wat overblijft, en geleverd.
    for naam, inhoud in gaaf.items():
        (feiten / f"{naam}.csv").write_bytes(inhoud)
    te_verklaren = {r["regel"] for r in _lees(uit / "bevindingen.csv") if r["niveau"] == "moet verklaard"}
    te_verklaren |= {regel for regel, _ in vooraf}
    verklaard = [
        deel for regel in sorted(te_verklaren) for deel in ("--verklaring", f"{regel}=Nagekeken in het dossier.")
    ]
    assert _levering(feiten, uit, *verklaard) == 0
    assert _gevonden(uit) == vooraf
    assert _levering(feiten, uit, "--geleverd") == 0
    eerste = (uit / "geleverd" / f"01-levering-{PERIODE}.txt").read_bytes()

    # Gecorrigeerd: een melding blijkt alleen ter registratie, bij een andere hoort nog een aard.
    meldingen = _lees(feiten / "melding.csv")
    binnen = [
        r for r in meldingen if BEGIN <= r["beoordeeld_op"] <= EIND and _rustig(r) and r["besluit"] == "overdracht"
    ]
    weg, anders = binnen[0], binnen[1]
    weg["ter_registratie"], anders["aard"] = "ja", "psychisch_geweld;lichamelijke_mishandeling;financiele_uitbuiting"
    _schrijf(feiten / "melding.csv", meldingen)
    capsys.readouterr()
    assert _levering(feiten, uit) == 0
    assert "worden bij het CBS verwijderd" in capsys.readouterr().err
    verdwijnt = {(r["soort"], r["record"]) for r in _lees(uit / "verwijderingen.csv")}
    assert ("melding", weg["melding_id"]) in verdwijnt
    assert all(record.startswith(weg["melding_id"]) for _, record in verdwijnt)
    assert _levering(feiten, uit, "--geleverd") == 0
    assert (uit / "geleverd" / f"01-levering-{PERIODE}.txt").read_bytes() == eerste
    retour = tmp_path / "spiegel-van-cbs.pdf"
    retour.write_bytes(b"%PDF verzonnen")
    assert _levering(feiten, uit, "--retour", str(retour)) == 0
    stand = json.loads((uit / "stand.json").read_text("utf-8"))
    assert ([g["volgnummer"] for g in stand["geleverd"]], [r["levering"] for r in stand["retour"]]) == ([1, 2], [2])

    # Aangesloten: eigen telling, geleverd, gedrukt; elk been sluit.
    tabel = tmp_path / "84847NED.csv"
    tabel.write_bytes(als_lijst({("Noord-Holland Noord (VT)", "2025 1e halfjaar*", o): "330" for o in ONDERWERPEN}))
    capsys.readouterr()
    assert main(["cbs-vergelijking", str(feiten), "--statline", str(tabel), "--levering", str(uit), "--json"]) == 0
    rijen = json.loads(capsys.readouterr().out)["vergelijkingen"]
    assert len(rijen) == len(ONDERWERPEN)
    for rij in rijen:
        eerste_been, tweede = rij["aansluiting"]["eigen_naar_geleverd"], rij["aansluiting"]["geleverd_naar_cbs"]
        for been in (eerste_been, tweede):
            assert been["van"] + sum(o["bedrag"] for o in been["oorzaken"]) + been["rest"] == been["naar"]
        assert (eerste_been["van"], eerste_been["naar"], tweede["naar"]) == (rij["eigen"], tweede["van"], rij["cbs"])
        assert eerste_been["rest"] == 0, rij["maat"]


def test_een_dicht_halfjaar_gaat_niet_weg_en_een_veranderd_bestand_ook_niet(feiten, tmp_path, capsys):
    uit = tmp_path / "lev"
    _levering(feiten, uit, *(d for r in ("LA", "LM") for d in ("--verklaring", f"{r}=x")))
    assert (
        main(["levering", str(feiten), "--periode", PERIODE, "--uit", str(uit), "--op", "2026-08-01", "--geleverd"])
        == 2
    )
    assert "is dicht" in capsys.readouterr().err
    bestand = uit / f"levering-{PERIODE}.txt"
    bestand.write_bytes(bestand.read_bytes().replace(b"NHN", b"NOG", 1))
    assert _levering(feiten, uit, "--geleverd") == 1
    assert "na de controle veranderd" in capsys.readouterr().err
    assert main(["levering", str(feiten), "--periode", "2025-K1", "--uit", str(uit)]) == 2
    assert "per halfjaar" in capsys.readouterr().err
