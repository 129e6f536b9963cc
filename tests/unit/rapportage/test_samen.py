"""Een burap als geheel: wat op de ene bladzijde staat mag niet verraden wat op de andere verborgen is."""

from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from support.burapaanvaller import lees_burap
from zicht.cijfers import Cijfers
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid, Kruistabel, publiceer
from zicht.core.publicatie.cellen import Vak
from zicht.rapportage.cijferlijst import Cijferlijst
from zicht.rapportage.publiek import Drukker, Reeksvraag, Tabelvraag, geteld
from zicht.rapportage.samen import OPTELLINGEN, Verzamelaar, naast_elkaar, samen_veilig
from zicht.rapportage.vragen import Vragen, vraag
from zicht.rapportage.vrijgave import naast_register
from zicht.synthetisch import maak
from zicht.uitwisseling.bewaard import open_map

BELEID = Beleid()
PERIODE = "2025-burap1"
EVENVEEL = (
    ("instroom-adviezen", "hoedanigheid-adviesvrager", "kanaal-advies", "aanleiding-advies", "adviesvrager-grof"),
    ("instroom-meldingen", "hoedanigheid-melder", "betrokkenheid", "vormen-van-geweld"),
    ("beoordelingen-uitgevoerd", "besluit"),
    ("instroom-vervolgdiensten", "vervolgdienst-soort"),
    ("wachtlijst-beoordeling", "wachtlijst-urgentie", "wachtlijst-leeftijd"),
)  # wat op een bladzijde onder elkaar staat en hetzelfde telt


@cache
def _regio() -> tuple[Cijfers, Vragen]:
    with TemporaryDirectory(prefix="zicht-test-") as tijdelijk:
        map_ = Path(tijdelijk) / "nhn"
        maak("nhn", 2, 1, map_, 0.1)
        cijfers = open_map(map_, zonder_cache=True)
        return cijfers, vraag(cijfers, lees_periode(PERIODE), peildatum=None, indicatorset=None, meld=lambda _: None)


@cache
def _drukker(manier: str) -> Drukker:
    cijfers, vragen = _regio()
    if manier == "register":
        return naast_register(PERIODE, cijfers, vragen, BELEID, (), lambda _: None)
    return naast_elkaar(vragen, BELEID) if manier == "opdrachtregel" else Drukker(BELEID)


def test_de_maanden_van_de_trend_verraden_samen_met_de_periode_geen_kleine_maand():
    """April is januari tot en met april (60) min januari (60): 1 tot en met 4, terwijl april met augustus los genoeg gedekt is."""
    periode = lees_periode("2024-burap1")
    maanden = {"2024-01": 60, "2024-02": 0, "2024-03": 0, "2024-04": 1, "2024-05": 30, "2024-08": 3}
    punten = Kruistabel(tuple(maanden), ("rest",), {(maand, "rest"): n for maand, n in maanden.items()})
    gemeenten = Kruistabel(("x", "y"), ("rest",), {("x", "rest"): 31, ("y", "rest"): 30})
    gevraagd = Verzamelaar(BELEID)
    gevraagd.tabel(Tabelvraag("instroom-meldingen", periode, gemeenten))
    gevraagd.reeks(Reeksvraag("instroom-meldingen", tuple(Vak.uit(lees_periode(m)) for m in maanden), punten))
    tabel, reeks = samen_veilig(gevraagd, BELEID).values()
    los = publiceer(punten, BELEID)
    assert [los["2024-01", None].waarde, los["2024-04", None].waarde, tabel[None, None].waarde] == [60, None, 60]
    assert [reeks["2024-01", None].waarde, reeks["2024-04", None].waarde] == [None, None]


@pytest.mark.parametrize("manier", ["opdrachtregel", "register"])
def test_wie_de_hele_burap_naast_elkaar_legt_kent_geen_klein_aantal_te_nauw(manier: str):
    kennis = lees_burap(_regio()[1], _drukker(manier), BELEID)
    assert sum(BELEID.kleinste <= n < BELEID.drempel for n in kennis.exact.values()) > 1000
    assert kennis.te_nauw() == []


def test_met_elke_tabel_los_veilig_kent_hij_er_wel_te_nauw():
    """De controle op de controle: dezelfde burap, elke tabel alleen met zichzelf vergeleken."""
    assert len(lees_burap(_regio()[1], _drukker("los"), BELEID).te_nauw()) > 5


@pytest.mark.parametrize("manier", ["opdrachtregel", "register"])
def test_een_totaal_staat_boven_een_uitsplitsing_zoals_het_op_de_bladzijde_staat(manier: str):
    cijfers, vragen = _regio()
    lijst = Cijferlijst({cijfer.sleutel: cijfer for cijfer in geteld(vragen, _drukker(manier))})
    gemeenten = [f"@{gemeente.code}" for gemeente in cijfers.gemeenten(2025)]
    assert len(gemeenten) > 10
    for gemeente in ("", *gemeenten):
        for codes in EVENVEEL:
            gedrukt = {lijst.zoek(code + gemeente).waarde for code in codes if code + gemeente in lijst}
            assert len(gedrukt) == 1, (codes, gemeente)


def test_elke_optelling_van_twee_totalen_is_bekend():
    """Een nieuwe indicator die de som van twee andere is, hoort bij `OPTELLINGEN`."""
    gevraagd = Verzamelaar(BELEID)
    list(geteld(_regio()[1], gevraagd))
    totalen: dict[tuple[int, ...], list[str]] = {}
    rijen = sorted({rij for vraag in gevraagd.tabellen for rij in vraag.tabel.rijen})
    for gevonden in gevraagd.tabellen:
        if gevonden.periode.code == PERIODE and gevonden.tabel.rijtotalen:
            aantallen = tuple(gevonden.tabel.aantal((rij, None)) for rij in rijen)
            if sum(n > 0 for n in aantallen) > 8:
                totalen.setdefault(aantallen, []).append(gevonden.maat)
    bekend = {som for (som, kolom), _ in OPTELLINGEN if kolom is None}
    sommen = [(totalen[som], totalen[een], totalen[ander]) for een, ander in combinations(totalen, 2)
              if (som := tuple(a + b for a, b in zip(een, ander, strict=True))) in totalen]  # fmt: skip
    assert [som for som in sommen if bekend.isdisjoint(som[0])] == []
    assert sommen, "vervolgdiensten zijn onderzoeken en Voorwaarden & Vervolg"
