"""Een rapport naast het register: elk gedrukt aantal staat erin, en wie alles naast elkaar legt weet niet te veel."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from support.burapfeiten import burapfeiten
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid, Reden, reden_in_woorden, toon
from zicht.core.publicatie.aanvaller import val_aan
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Publicatie, Vak
from zicht.rapportage.opdracht import stand_naast_register
from zicht.rapportage.stand import Stand
from zicht.rapportage.vrijgave import Vrijgave
from zicht.uitwisseling.bewaard import open_map

BELEID = Beleid()
TREND = ("instroom-meldingen",)
MATEN = ("hoedanigheid-adviesvrager", "wachtlijst-beoordeling", "besluit")
REGIO_ALLEEN = reden_in_woorden(Reden.REGIO, BELEID)


@cache
def _eerste() -> tuple[Stand, Vrijgave]:
    return _burap("2025-burap1", ())


def _burap(periode: str, register: Sequence[Publicatie]) -> tuple[Stand, Vrijgave]:
    with TemporaryDirectory(prefix="zicht-test-") as tijdelijk:
        map_ = burapfeiten(Path(tijdelijk))
        return stand_naast_register(
            open_map(map_, zonder_cache=True), lees_periode(periode), periode, register, map_=map_, beleid=BELEID,
            meld=lambda _: None, trend=TREND,
        )  # fmt: skip


@cache
def _naast_elkaar() -> tuple[Publicatie, ...]:
    eerste = _eerste()[1].publicatie
    return eerste, _burap("2025-burap2", [eerste])[1].publicatie


def test_wat_gedrukt_wordt_is_precies_wat_in_het_register_komt():
    stand, vrijgave = _eerste()
    vak = Vak.uit(lees_periode("2025-burap1"))
    for plaats, sleutel in ((REGIO, ""), ("GM0361", "@GM0361"), ("GM0448", "@GM0448")):
        for code in ("instroom-meldingen", "instroom-adviezen", "beoordelingen-uitgevoerd"):
            getoond = vrijgave.publicatie.getoond[Cel(code, plaats, vak)]
            assert stand.lijst.zoek(code + sleutel).waarde == getoond.waarde
    voorraad = Cel("wachtlijst-beoordeling", REGIO, vak.laatste_maand)
    assert stand.lijst.zoek("wachtlijst-beoordeling").waarde == vrijgave.publicatie.getoond[voorraad].waarde
    aandeel = stand.lijst.zoek("beoordeling-tijdig-na-ontvangst")
    delen = [
        vrijgave.publicatie.getoond[Cel("beoordeling-tijdig-na-ontvangst", REGIO, vak, d)] for d in ("teller", NOEMER)
    ]
    assert [aandeel.teller, aandeel.noemer] == [deel.waarde for deel in delen]


def test_ook_vorig_jaar_de_trend_en_de_uitsplitsingen_staan_erin():
    stand, vrijgave = _eerste()
    getoond = vrijgave.publicatie.getoond
    vorig = Cel("instroom-meldingen", REGIO, Vak.uit(lees_periode("2024-burap1")))
    assert stand.lijst.zoek("instroom-meldingen", "vorig jaar").waarde == getoond[vorig].waarde
    for punt in stand.reeksen["instroom-meldingen"].punten:
        assert punt.waarde == getoond[Cel("instroom-meldingen", REGIO, Vak.uit(lees_periode(punt.maand)))].waarde
    groep = [cel for cel in getoond if cel.maat.startswith("hoedanigheid-melder/") and cel.deel == "politie"]
    assert {cel.plaats for cel in groep} == {REGIO, "GM0361", "GM0400", "GM0448"}


def test_elk_exact_aantal_in_het_register_is_dat_van_de_maanden():
    _, vrijgave = _eerste()
    voorstel = vrijgave.publicatie.voorstel
    for cel, getoond in vrijgave.publicatie.getoond.items():
        if getoond.waarde is not None:
            assert getoond == toon(voorstel.aantal(cel), BELEID)
    assert voorstel.aantal(Cel("instroom-meldingen", REGIO, Vak.uit(lees_periode("2025-02")))) > 0


def test_wat_over_de_tijd_niet_te_toetsen_is_staat_er_alleen_voor_de_regio():
    stand, vrijgave = _eerste()
    for sleutel in (
        "beoordeling-tijdig-na-ontvangst@GM0361|nog open naar ontvangst",
        "tevredenheid-betrokkenen@GM0361",
    ):
        assert (stand.lijst.zoek(sleutel).waarde, stand.lijst.zoek(sleutel).reden) == (None, REGIO_ALLEEN)
    assert stand.lijst.zoek("tevredenheid-betrokkenen").reden != REGIO_ALLEEN
    per_periode = [cel for cel in vrijgave.publicatie.getoond if cel.maat.endswith(" 2025-burap1")]
    assert per_periode
    assert {cel.plaats for cel in per_periode} == {REGIO}


def test_naast_het_register_krijgt_geen_aanvaller_een_klein_aantal_te_nauw():
    een, twee = _naast_elkaar()
    assert [poging for poging in val_aan([een, twee], MATEN) if poging.geslaagd] == []


def test_los_van_elkaar_gepubliceerd_lukt_het_een_aanvaller_wel():
    """De controle op de controle: dezelfde twee burappen, elke cel zoals hij los getoond zou worden."""
    los = [replace(p, getoond={cel: toon(p.aantal(cel), BELEID) for cel in p.getoond}) for p in _naast_elkaar()]
    assert [poging for poging in val_aan(los, MATEN) if poging.geslaagd]


def test_een_tweede_burap_verandert_niets_aan_wat_al_gedrukt_was():
    een, twee = _naast_elkaar()
    samen = [cel for cel, getoond in een.getoond.items() if cel in twee.getoond and getoond.zichtbaar]
    assert len(samen) > 10
    assert all(een.getoond[cel] == twee.getoond[cel] for cel in samen if een.aantal(cel) == twee.aantal(cel))
    assert een.voorstel.stand.peildatum == date(2025, 4, 30)
