"""Van exacte uitslagen naar gedrukte cijfers: de regio gaat voor, kleine gemeenten verbergen zich, delen kloppen met het geheel."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from zicht.cijfers import Uitkomst
from zicht.core.indicatoren import Telling
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.cijferlijst import Cijfer
from zicht.rapportage.publiek import Drukker, oordelen, van_blik
from zicht.rapportage.vragen import Blik


def uitslag(gebied: str | None, noemer: int, teller: int | None = None, **anders: Any) -> Uitslag:
    waarde = None if teller is None or not noemer else teller / noemer
    vast: dict[str, Any] = {
        "code": "tijdig", "titel": "Tijdig", "nummer": "1", "gebied": gebied, "maand": None, "noemer": noemer, "teller": teller,
        "niet_te_bepalen": 0, "nog_open": 0, "waarde": waarde, "eenheid": "aandeel" if teller is not None else "aantal",
        "norm": None, "oordeel": None, "extra": {},
    }  # fmt: skip
    return Uitslag(**(vast | anders))


def uitkomst(*uitslagen: Uitslag) -> Uitkomst:
    periode = lees_periode("2025-burap1")
    return Uitkomst(periode, date(2025, 4, 30), "x" * 64, "v", "nhn-2022", Telling.AFGEROND, uitslagen)


def cijfers(regio: Uitslag, *gemeenten: Uitslag, beleid: Beleid | None = Beleid()) -> Mapping[str, Cijfer]:  # noqa: B008
    blik = Blik(uitkomst(regio), uitkomst(*gemeenten))
    return {cijfer.sleutel: cijfer for cijfer in van_blik(blik, Drukker(beleid))}


def test_elf_van_achttien_wordt_een_bereik_en_de_rest_is_klein():
    """De valkuil uit de notities: eerst afronden maakt van 61 % een 50 %. Met een rest van 7 staat er dus geen percentage."""
    gedrukt = cijfers(uitslag("NHN", 18, 11), uitslag("GM1", 18, 11))["tijdig"]
    assert gedrukt.waarde is None
    assert gedrukt.tekst == "verborgen: minder dan 10"
    assert gedrukt.in_zin == "te klein aantal", "minder dan 10 leest bij een percentage als minder dan 10 %"


def test_bij_weinig_gevallen_staat_er_een_bereik_dat_het_exacte_percentage_bevat():
    gedrukt = cijfers(uitslag("NHN", 27, 13), uitslag("GM1", 27, 13))["tijdig"]
    assert gedrukt.tekst.replace("\N{NO-BREAK SPACE}", " ") == "46 tot 55 % (15 van 25)" or gedrukt.is_bereik
    assert gedrukt.laag is not None
    assert gedrukt.hoog is not None
    assert gedrukt.laag <= 13 / 27 <= gedrukt.hoog


def test_de_regio_blijft_zichtbaar_als_elke_gemeente_klein_is():
    gemeenten = [uitslag(f"GM{nr}", 4, 3) for nr in range(12)]
    gedrukt = cijfers(uitslag("NHN", 48, 36), *gemeenten)
    assert gedrukt["tijdig"].noemer == 50
    assert gedrukt["tijdig"].waarde is not None
    assert all(gedrukt[f"tijdig@GM{nr}"].waarde is None for nr in range(12))


def test_de_delen_van_een_voorraad_worden_samen_met_het_geheel_gepubliceerd():
    def voorraad(gebied: str, wacht: int, loopt: int) -> Uitslag:
        return uitslag(gebied, wacht + loopt, extra={"wacht": wacht, "loopt": loopt})

    gedrukt = cijfers(voorraad("NHN", 33, 61), voorraad("GM1", 30, 40), voorraad("GM2", 3, 21))
    assert gedrukt["tijdig/wacht"].waarde == 35
    assert gedrukt["tijdig@GM2/wacht"].waarde is None
    assert gedrukt["tijdig@GM2/wacht"].reden == "verborgen: minder dan 10"


def test_deels_gegrond_telt_in_de_rest_en_niet_dubbel():
    klachten = uitslag("NHN", 60, 20, extra={"deels_gegrond": 15})
    gedrukt = cijfers(klachten, uitslag("GM1", 60, 20, extra={"deels_gegrond": 15}))
    assert (gedrukt["tijdig"].teller, gedrukt["tijdig"].noemer) == (20, 60)
    assert gedrukt["tijdig/deels_gegrond"].waarde == 15


def test_een_geval_zonder_gemeente_staat_op_een_eigen_rij():
    gedrukt = cijfers(uitslag("NHN", 50, 30), uitslag("GM1", 30, 20), uitslag(None, 20, 10))
    assert gedrukt["tijdig@onbekend"].noemer == 20


def test_een_geval_van_buiten_de_gemeenten_maakt_de_tabel_toch_sluitend():
    gedrukt = cijfers(uitslag("NHN", 80, 50), uitslag("GM1", 40, 25))
    assert gedrukt["tijdig"].noemer == 80
    assert gedrukt["tijdig@GM1"].noemer == 40


def test_niet_te_bepalen_en_nog_open_gaan_ook_door_het_beleid():
    gedrukt = cijfers(
        uitslag("NHN", 100, 50, niet_te_bepalen=13, nog_open=24),
        uitslag("GM1", 60, 30, niet_te_bepalen=12, nog_open=20),
        uitslag("GM2", 40, 20, niet_te_bepalen=1, nog_open=4),
    )
    assert gedrukt["tijdig|niet te bepalen"].waarde == 15
    assert gedrukt["tijdig@GM2|niet te bepalen"].waarde is None
    assert gedrukt["tijdig@GM2|nog open"].waarde is None


def test_een_gemiddelde_op_weinig_metingen_blijft_verborgen():
    def gemiddelde(gebied: str, n: int) -> Uitslag:
        return uitslag(gebied, n, eenheid="cijfer", waarde=7.25, extra={"n": n, "interval": [6.0, 8.0]})

    gedrukt = cijfers(gemiddelde("NHN", 46), gemiddelde("GM1", 40), gemiddelde("GM2", 6))
    assert gedrukt["tijdig"].tekst == "7,3"
    assert gedrukt["tijdig"].noemer == 45
    assert gedrukt["tijdig@GM2"].waarde is None


def test_zonder_gevallen_staat_dat_er():
    assert cijfers(uitslag("NHN", 0, 0), uitslag("GM1", 0, 0))["tijdig"].tekst == "geen gevallen"


def test_intern_is_alles_exact():
    gedrukt = cijfers(uitslag("NHN", 18, 11), uitslag("GM1", 18, 11), beleid=None)["tijdig"]
    assert gedrukt.tekst.replace("\N{NO-BREAK SPACE}", " ") == "61 % (11 van 18)"


@pytest.mark.parametrize(
    "oordeel,woorden", [("gehaald", "gehaald"), ("niet_gehaald", "niet gehaald"), (None, "niet te bepalen")]
)
def test_het_oordeel_komt_van_de_exacte_uitslag(oordeel: str | None, woorden: str):
    gedrukt = {c.sleutel: c for c in oordelen(uitkomst(uitslag("NHN", 18, 11, norm=0.6, oordeel=oordeel)))}
    assert gedrukt["tijdig|oordeel"].tekst == woorden
    assert gedrukt["tijdig|norm"].kort == "60\N{NO-BREAK SPACE}%"


def test_zonder_norm_is_er_geen_oordeel():
    assert list(oordelen(uitkomst(uitslag("NHN", 18, 11)))) == []
