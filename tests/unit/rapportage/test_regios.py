"""De trechter: eerlijk over toeval, en een vergelijking zonder rangorde uit bestanden waar niets geheims in staat."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from zicht.cijfers import Cijfers
from zicht.core.fouten import AanroepFout, OnleesbaarFout
from zicht.core.periodes import lees_periode
from zicht.rapportage.html import html
from zicht.rapportage.regios.bestand import Regiobestand, Regiocijfer, lees_bestanden, regiobestanden
from zicht.rapportage.regios.trechter import LOOS_ALARM, Punt, trechter
from zicht.rapportage.regios.vergelijking import rapport
from zicht.synthetisch import maak
from zicht.uitwisseling.bewaard import open_map

NAMEN = [f"R{nummer:02}" for nummer in range(26)]


def gelijke_regios(toeval: np.random.Generator, kans: float = 0.6) -> list[Punt]:
    noemers = toeval.integers(60, 3000, len(NAMEN))
    return [Punt(naam, float(toeval.binomial(n, kans)), float(n)) for naam, n in zip(NAMEN, noemers, strict=True)]


def test_bij_gelijke_regios_is_het_loos_alarm_wat_er_staat() -> None:
    toeval = np.random.default_rng(20261129)
    kaarten = [trechter(gelijke_regios(toeval, kans), is_aandeel=True) for kans in (0.1, 0.6, 0.9) for _ in range(300)]
    alarm = [any(kaart.buiten(punt) for punt in kaart.punten) for kaart in kaarten if kaart]
    assert len(alarm) == 900
    assert sum(alarm) / len(alarm) <= LOOS_ALARM
    assert any(alarm), "de grenzen zijn niet zo wijd dat er nooit iets buiten ligt"


def test_een_regio_die_echt_anders_is_ligt_erbuiten_en_een_kleine_niet() -> None:
    punten = gelijke_regios(np.random.default_rng(1))
    kaart = trechter([*punten, Punt("Anders", 900.0, 2000.0), Punt("Klein", 4.0, 10.0)], is_aandeel=True)
    assert kaart is not None
    assert {punt.naam: kaart.buiten(punt) for punt in kaart.punten if kaart.buiten(punt)} == {"Anders": "onder"}


def test_regios_die_onderling_veel_verschillen_krijgen_wijdere_grenzen() -> None:
    toeval = np.random.default_rng(2)
    punten = [
        Punt(naam, float(toeval.binomial(2000, k)), 2000.0)
        for naam, k in zip(NAMEN, toeval.uniform(0.4, 0.8, 26), strict=True)
    ]
    kaart = trechter(punten, is_aandeel=True)
    assert kaart is not None
    assert kaart.spreiding > 20
    assert not any(kaart.buiten(punt) for punt in kaart.punten)


@pytest.mark.parametrize(
    "punten", [[], gelijke_regios(np.random.default_rng(3))[:7], [Punt(n, 0.0, 50.0) for n in NAMEN]]
)
def test_zonder_genoeg_regios_of_gevallen_komen_er_geen_grenzen(punten: list[Punt]) -> None:
    assert trechter(punten, is_aandeel=True) is None


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    map_ = tmp_path_factory.mktemp("nog") / "feiten"
    maak("nog", 1, 1, map_, 0.03)
    return open_map(map_, zonder_cache=True)


@pytest.fixture(scope="module")
def eigen(cijfers: Cijfers) -> Regiobestand:
    (bestand,) = regiobestanden(cijfers, lees_periode("2025"))
    return bestand


def test_het_bestand_zegt_niet_meer_dan_de_burap(eigen: Regiobestand, cijfers: Cijfers) -> None:
    """Afgerond op vijf, niets kleins, geen gemeente, geen dossier; de burap drukt voor de regio dezelfde aantallen."""
    tekst = eigen.als_json()
    assert not re.search(r"GM\d{4}", tekst)
    aantallen = [n for c in eigen.cijfers for n in (c.teller, c.noemer) if n] + [
        c.waarde for c in eigen.cijfers if c.soort == "aantal" and c.waarde
    ]
    assert all(n >= eigen.drempel and n % eigen.afronding == 0 for n in aantallen)
    assert [c for c in eigen.cijfers if c.waarde is None and c.reden], "in een kleine regio is er iets verborgen"
    exact = cijfers.uitslagen(lees_periode(eigen.periode)).uitslagen
    assert {c.code for c in eigen.cijfers} == {u.code for u in exact}


def test_de_cijfers_zijn_die_van_de_burap(eigen: Regiobestand, cijfers: Cijfers) -> None:
    from zicht.catalogus.load import publicatiebeleid
    from zicht.cijfers.cijfers import Per
    from zicht.rapportage.publiek import Drukker, van_blik
    from zicht.rapportage.vragen import Blik

    periode = lees_periode(eigen.periode)
    blik = Blik(cijfers.uitslagen(periode, per=Per.REGIO), cijfers.uitslagen(periode, per=Per.GEMEENTE))
    gedrukt = {c.sleutel: c for c in van_blik(blik, Drukker(publicatiebeleid(periode.eind, eigen.regio)))}
    assert [(c.teller, c.noemer, c.reden) for c in eigen.cijfers] == [
        (gedrukt[c.code].teller, gedrukt[c.code].noemer, gedrukt[c.code].reden) for c in eigen.cijfers
    ]


def test_een_periode_die_nog_loopt_gaat_niet_mee(cijfers: Cijfers) -> None:
    with pytest.raises(AanroepFout, match="nog niet voorbij"):
        list(regiobestanden(cijfers, lees_periode("2026")))


def maak_regio(naam: str, **anders: object) -> Regiobestand:
    cijfers = (
        Regiocijfer("beoordeling-tijdig-na-ontvangst", "aandeel", 0.6, 600, 1000),
        Regiocijfer("instroom-meldingen", "aantal", 1500.0),
        Regiocijfer("klachten-gegrond", "aandeel", None, None, 15, "verborgen: minder dan 10"),
        Regiocijfer("tevredenheid-betrokkenen", "cijfer", 7.4, None, 120),
    )
    velden = {
        "periode": "2025",
        "peildatum": "2025-12-31",
        "definitieversie": "abc",
        "drempel": 10,
        "afronding": 5,
        "inwoners": 500_000,
    }
    return Regiobestand(naam, **(velden | {"cijfers": cijfers} | anders))  # pyright: ignore[reportArgumentType]


def schrijf(map_: Path, *regios: Regiobestand) -> Path:
    for nummer, regio in enumerate(regios):
        (map_ / f"{nummer}.json").write_text(regio.als_json(), "utf-8")
    return map_


def test_de_vergelijking_staat_op_naam_en_kent_geen_oordeel(tmp_path: Path) -> None:
    anders = (Regiocijfer("beoordeling-tijdig-na-ontvangst", "aandeel", 0.2, 200, 1000),)
    regios = [maak_regio(naam) for naam in reversed(NAMEN[:12])] + [maak_regio("AAA", cijfers=anders)]
    bladzijde = html(rapport(lees_bestanden(schrijf(tmp_path, *regios))))
    tabel = bladzijde.split("<caption>Veiligheidsbeoordeling binnen 5 werkdagen na ontvangst", 1)[1].split("</table>")[
        0
    ]
    assert re.findall(r'<th scope="row">(\w+)</th>', tabel) == ["AAA", *NAMEN[:12]]
    assert tabel.count("onder de grenzen") == 1
    assert "Alle regio&#x27;s samen: 57\N{NO-BREAK SPACE}%. Onder de grenzen: AAA." in bladzijde
    assert "20\N{NO-BREAK SPACE}% (200 van 1.000)" in tabel
    assert "<title>AAA: 20" in bladzijde
    assert not re.search(
        r"norm |gehaald|rangorde:|beste|slechtste|nummer 1\b",
        bladzijde.split("Inhoud", 1)[1].split("</main>")[0].replace("geen norm en", ""),
    )
    assert "minder dan 10" not in bladzijde, "een cijfer dat nergens zichtbaar is krijgt geen tabel"


@pytest.mark.parametrize(
    "regios, zin",
    [
        ([maak_regio("A")], "verwacht twee of meer"),
        ([maak_regio("A"), maak_regio("A")], "Van A is er meer dan een bestand"),
        ([maak_regio("A"), maak_regio("B", periode="2024")], "niet dezelfde periode"),
        ([maak_regio("A"), maak_regio("B", definitieversie="def")], "niet dezelfde versie van de definities"),
    ],
)
def test_wat_niet_te_vergelijken_is_wordt_geweigerd(regios: list[Regiobestand], zin: str, tmp_path: Path) -> None:
    with pytest.raises(OnleesbaarFout, match=zin):
        lees_bestanden(schrijf(tmp_path, *regios))


@pytest.mark.parametrize(
    "inhoud", ["", "[]", '{"soort": "burap"}', json.dumps(json.loads(maak_regio("A").als_json()) | {"cijfers": [{}]})]
)
def test_een_ander_bestand_is_een_zin(inhoud: str, tmp_path: Path) -> None:
    schrijf(tmp_path, maak_regio("A"), maak_regio("B"))
    (tmp_path / "vreemd.json").write_text(inhoud, "utf-8")
    with pytest.raises(OnleesbaarFout, match=r"vreemd\.json is geen regiobestand"):
        lees_bestanden(tmp_path)
