"""De vooruitblik in de burap: een slecht jaar geeft een waarschuwing met bedrag en oorzaak, een gewoon jaar niet."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from support.burapfeiten import burapfeiten
from zicht.cijfers import Cijfers
from zicht.cli import main
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.rapportage.blokken import Alinea
from zicht.rapportage.burap.blok2 import blok2
from zicht.rapportage.cijferlijst import BindingFout, Cijferlijst
from zicht.rapportage.opdracht import stand_van
from zicht.rapportage.stand import Stand
from zicht.rapportage.zinnen import bind
from zicht.uitwisseling.feiten import lees_feiten

JAREN = (2022, 2023, 2024, 2025)
BEGROOT = {"personeel": 6_600_000, "huisvesting": 240_000}
EIGEN = (
    'formaat = 1\nregio = "X"\norganisatie = "Verzonnen"\njaar = 2025\nsoort = "begroting"\ntitel = "Eigen begroting"\n'
    'bron = "besluit"\nvindplaats = "bladzijde 1"\n'
)
RITME = (1.0, 1.0, 1.0, 1.0, 1.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.5)


def boekingen(duurder: float = 1.0, vanaf: int = 3) -> list[dict[str, Any]]:
    """Vier jaren met vakantiegeld en eindejaarsuitkering; in 2025 vanaf een maand duurder personeel. Maanden wiebelen licht."""
    rijen: list[dict[str, Any]] = []
    for jaar in JAREN:
        for maand in range(1, 13):
            wiebel = 1 + 0.01 * ((maand * 7 + jaar) % 5 - 2)
            extra = duurder if jaar == 2025 and maand >= vanaf else 1.0
            rijen += [
                {"maand": f"{jaar}-{maand:02d}", "post": "personeel",
                 "bedrag": round(BEGROOT["personeel"] / 13 * RITME[maand - 1] * wiebel * extra)},
                {"maand": f"{jaar}-{maand:02d}", "post": "huisvesting", "bedrag": BEGROOT["huisvesting"] // 12},
            ]  # fmt: skip
    return rijen


def map_met(pad: Path, rijen: list[dict[str, Any]], *, begroting: bool = True) -> Path:
    map_ = burapfeiten(pad / "feiten", boeking=rijen)
    posten = (
        f'[post.{post}]\ntitel = "{post.capitalize()}"\ngroep = "personeel"\nbedrag = {bedrag}\n'
        for post, bedrag in BEGROOT.items()
    )
    if begroting:
        (map_ / "begroting.toml").write_text(EIGEN + "".join(posten), "utf-8")
    return map_


def stand(map_: Path, periode: str) -> Stand:
    cijfers = Cijfers(lees_feiten(map_))
    return stand_van(
        cijfers,
        lees_periode(periode),
        peildatum=None,
        indicatorset=None,
        map_=map_,
        beleid=Beleid(),
        meld=lambda _: None,
    )


def burap(pad: Path, rijen: list[dict[str, Any]], periode: str, *, begroting: bool = True) -> tuple[str, Cijferlijst]:
    """De zinnen van blok 2 en de cijfers."""
    gezien = stand(map_met(pad, rijen, begroting=begroting), periode)
    alineas = (blok for blok in blok2(gezien) if isinstance(blok, Alinea))
    tekst = " ".join("".join(deel.tekst for deel in alinea.delen) for alinea in alineas)
    return tekst.replace("\N{NO-BREAK SPACE}", " "), gezien.lijst


def waarde(lijst: Cijferlijst, sleutel: str) -> float:
    gevonden = lijst.zoek(sleutel).waarde
    assert gevonden is not None
    return float(gevonden)


def test_een_slecht_jaar_waarschuwt_in_burap_2_met_bedrag_en_oorzaak(tmp_path: Path):
    tekst, cijfers = burap(tmp_path, boekingen(1.06), "2025-burap2")
    assert "Oordeel over het jaar: waarschuwing; " in tekst
    tekort = waarde(cijfers, "jaarlasten|tekort")
    assert 200_000 < tekort < 450_000
    assert waarde(cijfers, "jaarlasten|laag") > waarde(cijfers, "jaarlasten|begroting") == 6_840_000
    assert f"Het verwachte tekort is € {tekort:,.0f}".replace(",", ".") in tekst
    assert re.search(
        r"Het meeste komt van Personeel \(€ [\d.]+\)\. Dit", tekst
    )  # huisvesting past en wordt niet genoemd
    assert "met 80 % zekerheid tussen € " in tekst
    assert "Zij volgt het ritme van 2022 tot en met 2024" in tekst
    assert "Dit oordeel geldt sinds 30 april 2025." in tekst


def test_een_gewoon_jaar_waarschuwt_niet_en_mist_het_vakantiegeld_niet(tmp_path: Path):
    tekst, cijfers = burap(tmp_path, boekingen(), "2025-burap1")
    assert "Oordeel over het jaar: geen waarschuwing; de prognose past bij de begroting." in tekst
    prognose = waarde(cijfers, "jaarlasten")
    assert abs(prognose - 6_840_000) < 0.01 * 6_840_000
    doorgetrokken = waarde(cijfers, "lasten-totaal") * 3
    assert doorgetrokken < 0.95 * prognose  # keer twaalf zou het vakantiegeld missen
    fout, naief = waarde(cijfers, "prognosefout"), waarde(cijfers, "prognosefout|keer twaalf")
    assert 0 < fout < 0.02 < 0.05 < naief
    assert "Op de eerdere jaren nagerekend" in tekst


def test_het_jaar_is_om(tmp_path: Path):
    tekst, cijfers = burap(tmp_path, boekingen(1.06), "2025")
    assert "Het jaar is om" in tekst
    assert waarde(cijfers, "jaarlasten") == waarde(cijfers, "lasten-totaal")
    assert "Oordeel over het jaar: waarschuwing; " in tekst
    assert "sinds 30 april 2025" in tekst


def test_zonder_eerdere_jaren_staat_erbij_dat_het_een_gemiddelde_is(tmp_path: Path):
    dit_jaar = [rij for rij in boekingen() if rij["maand"].startswith("2025")]
    tekst, cijfers = burap(tmp_path, dit_jaar, "2025-K1")
    assert "Zij is het gemiddelde per maand, keer twaalf: er is geen eerder vol jaar" in tekst
    assert "Hoe ver zij ernaast kan zitten, is niet bekend" in tekst
    assert "jaarlasten|laag" not in cijfers
    assert "prognosefout" not in cijfers


def test_zonder_begroting_van_elke_post_is_er_een_prognose_en_geen_oordeel(tmp_path: Path):
    tekst, cijfers = burap(tmp_path, boekingen(1.06), "2025-burap2", begroting=False)
    assert "De prognose voor het hele jaar is € " in tekst
    assert "jaarlasten|oordeel" not in cijfers
    assert "Oordeel over het jaar" not in tekst


def test_een_maand_die_nog_niet_geboekt_is_telt_niet_als_nul(tmp_path: Path):
    """Op 30 april is april nog niet geboekt: de prognose rekent met drie maanden."""
    laat = [rij for rij in boekingen() if rij["maand"] < "2025-04"]
    _, cijfers = burap(tmp_path, laat, "2025-burap1")
    assert abs(waarde(cijfers, "jaarlasten") - 6_840_000) < 0.015 * 6_840_000


def test_een_duiding_mag_het_oordeel_noemen_maar_niet_verzinnen(tmp_path: Path):
    lijst = stand(map_met(tmp_path, boekingen()), "2025-burap1").lijst
    with pytest.raises(
        BindingFout, match="'waarschuwing' klopt niet: het oordeel over jaarlasten is geen waarschuwing"
    ):
        bind("Het is {{waarschuwing jaarlasten}}.", lijst)
    assert bind("Het is {{geen waarschuwing jaarlasten}}.", lijst)[1].tekst == "geen waarschuwing"
    with pytest.raises(BindingFout, match="'boven' klopt niet"):
        bind("De prognose ligt {{boven jaarlasten ten opzichte van hoog}} de band.", lijst)


def test_het_papier_telt_dezelfde_prognose_op(tmp_path: Path):
    map_, uit = map_met(tmp_path, boekingen(1.06)), tmp_path / "uit"
    assert main(["burap", str(map_), "--periode", "2025-burap2", "--uit", str(uit)]) == 0
    gedrukt = json.loads((uit / "burap.json").read_text("utf-8"))["cijfers"]
    posten = [gedrukt[f"lasten-{post}|prognose"]["waarde"] for post in BEGROOT]
    assert sum(posten) == pytest.approx(gedrukt["lasten-totaal|prognose"]["waarde"])
    assert gedrukt["jaarlasten"]["waarde"] == gedrukt["lasten-totaal|prognose"]["waarde"]
    html = (uit / "burap.html").read_text("utf-8")
    assert html.count('data-cijfer="waarschuwing jaarlasten"') == 2  # in blok 2 en in de samenvatting
    assert html.index("Financiën: ") < html.index('id="blok-1"')
