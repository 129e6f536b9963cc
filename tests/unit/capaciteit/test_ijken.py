"""Van feiten naar een model: de waarheid die erin ligt komt eruit, en alleen wat op de peildatum bekend was telt."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from math import log, sqrt
from pathlib import Path

import numpy as np
import pytest

from support.ijkfeiten import DUUR, DUUR_DIENST, MAANDAG, ROUTES, WACHT, WACHT_DIENST, organisatie, tot
from support.maak import Rij, melding, met_dossiers, schrijf_map
from unit.capaciteit.conftest import PEILDATUM
from zicht.capaciteit.ijken import IjkFout, ijk, verslag_uit_json
from zicht.capaciteit.ijken.duur import ijk_duur
from zicht.capaciteit.ijken.gevonden import Gevonden
from zicht.capaciteit.ijken.maken import maak_model
from zicht.capaciteit.ijken.rekenvormen import LEEG
from zicht.capaciteit.ijken.routes import wachtdagen, wachtdagen_diensten
from zicht.capaciteit.keuren import keur
from zicht.capaciteit.model import URGENTIES, Post, Verdeling, Vervolg
from zicht.catalogus import load
from zicht.cijfers import Cijfers
from zicht.core.kalender import dagnummer
from zicht.core.periodes import Periode
from zicht.uitwisseling.feiten import lees_feiten

TIJDPERK = date(1970, 1, 1).toordinal()
Z = 4.0  # standaardfouten: bij toeval valt hooguit een op de tienduizend erbuiten


def test_de_politie_meldt_op_maandag_twee_keer_zo_vaak(gevonden: Gevonden):
    model = maak_model(gevonden)
    politie = next(stroom for stroom in model.stromen if stroom.code == "politie")
    dagen = np.array([(model.begin + timedelta(days=n)).weekday() for n in range(model.dagen)])
    werkdagen = np.array([model.kalender.is_werkdag(model.begin + timedelta(days=n)) for n in range(model.dagen)])
    per_dag = np.array(politie.per_dag)
    verhouding = per_dag[(dagen == 0) & werkdagen].mean() / per_dag[(dagen > 0) & (dagen < 5) & werkdagen].mean()
    gezien = gevonden.ritmes[0].waargenomen.sum()
    fout = sqrt(
        1 / (gezien / 4) + 1 / (gezien / 2)
    )  # op maandag komt ongeveer een kwart, van dinsdag tot en met vrijdag de helft
    assert abs(log(verhouding / MAANDAG)) < Z * fout
    assert abs(log(verhouding)) > Z * fout  # en niet gewoon overal evenveel


def test_wat_er_verwacht_wordt_is_samen_wat_er_was(gevonden: Gevonden):
    for ritme in gevonden.ritmes[:2]:
        assert ritme.verwacht.sum() == pytest.approx(ritme.waargenomen.sum(), rel=1e-4)
        jaar = ritme.waargenomen[-365:].sum()
        assert abs(ritme.vooruit.sum() - jaar) < Z * jaar * (ritme.jaarruis + 1 / sqrt(jaar))
        per_week = ritme.verwacht.sum() / (len(ritme.verwacht) / 7)
        weken = len(ritme.verwacht) / 7  # er ligt geen ruis per week in: wat er is, is toeval van losse meldingen
        assert ritme.weekruis**2 < Z * sqrt((2 * per_week**2 + per_week) / weken) / per_week**2


def test_op_feestdagen_melden_anderen_niet(gevonden: Gevonden):
    ritme, raster = gevonden.ritmes[1], gevonden.kijk.toekomst
    feestdagen = raster.feestdag
    gewone = raster.werkdag
    assert feestdagen.sum() >= 5
    assert ritme.vooruit[feestdagen].mean() < 0.1 * ritme.vooruit[gewone].mean()


def _deel(verdeling: Verdeling, kans: float, grenzen: tuple[int, int]) -> float:
    """Welk deel van de ware doorlooptijden onder het geijkte kwantiel ligt; een hele dag ligt verdeeld van een half ervoor tot erna."""
    plaats = np.interp(kans, np.linspace(0, 1, len(verdeling.kwantielen)), verdeling.kwantielen)
    return float(np.clip((plaats - (grenzen[0] - 0.5)) / (grenzen[1] - grenzen[0] + 1), 0, 1))


@pytest.mark.parametrize("post, grenzen", [(0, DUUR), (1, DUUR_DIENST), (2, DUUR_DIENST)])
def test_de_kwantielen_van_de_doorlooptijd_komen_terug(gevonden: Gevonden, post: int, grenzen: tuple[int, int]):
    ijking = gevonden.duren[post]
    for kans in (0.1, 0.25, 0.5, 0.75, 0.9):
        fout = sqrt(kans * (1 - kans) / ijking.klaar)
        assert abs(_deel(ijking.verdeling, kans, grenzen) - kans) < Z * fout


def test_wie_nog_loopt_telt_mee_zolang_hij_gevolgd_is():
    """Bij een team dat pas een paar maanden bezig is zijn vooral de korte zaken klaar: die alleen geven een te korte doorlooptijd."""
    rng, kalender, dag = np.random.default_rng(5), load.kalender(), dagnummer(PEILDATUM)
    begin = np.sort(dag - rng.integers(1, 60, 3000))
    duur = rng.integers(20, 41, 3000)
    eind = np.array(
        [
            dagnummer(kalender.plus_werkdagen(date.fromordinal(TIJDPERK + b), int(d)))
            for b, d in zip(begin, duur, strict=True)
        ]
    )
    bekend = np.where(eind <= dag, eind, LEEG)
    op_werkdag = np.array([kalender.is_werkdag(date.fromordinal(TIJDPERK + int(b))) for b in begin])
    ijking = ijk_duur(begin, bekend, op_werkdag, dag, kalender, 50)
    assert ijking.loopt > 500
    fout = 2 * sqrt(0.25 / ijking.klaar)  # tweemaal: wie nog loopt zegt minder dan wie klaar is
    assert abs(_deel(ijking.verdeling, 0.5, (20, 40)) - 0.5) < Z * fout
    alleen_klaar = float(np.median(duur[op_werkdag & (bekend > LEEG)]))
    assert abs((alleen_klaar - 19.5) / 21 - 0.5) > Z * fout


def test_de_routes_per_urgentie_komen_terug(gevonden: Gevonden):
    for urgentie, kansen, aantallen in zip(URGENTIES, gevonden.routes.kansen, gevonden.routes.aantallen, strict=True):
        for kans, waar in zip(kansen, ROUTES[urgentie], strict=True):
            assert abs(kans - waar) < Z * sqrt(waar * (1 - waar) / sum(aantallen))


def test_wie_voorgaat_volgt_uit_de_wachttijd(gevonden: Gevonden):
    hoog, midden, laag = gevonden.voorrang.wachttijd
    assert hoog is not None
    assert midden is not None
    assert laag is not None
    assert hoog < 0.5  # een melding uit het weekend wordt op maandag opgepakt
    verwacht = sum(WACHT["laag"]) / 2 - sum(WACHT["midden"]) / 2
    assert gevonden.voorrang.voorsprong[1] == pytest.approx(verwacht, abs=0.3)
    assert gevonden.voorrang.voorsprong[0] > 1000
    assert gevonden.voorrang.voorsprong[2] == 0


def test_gebieden_en_urgentie_zijn_die_van_de_feiten(gevonden: Gevonden, tabellen: dict[str, list[Rij]]):
    model = maak_model(gevonden)
    gemeente = {rij["dossier_id"]: rij["gemeente"] for rij in tabellen["dossier"]}
    sinds = [rij for rij in tabellen["melding"] if gevonden.tijdvak.van <= rij["ontvangen_op"] <= PEILDATUM]
    for stroom, bron in zip(model.stromen, ("politie", "huisarts"), strict=True):
        eigen = [rij for rij in sinds if rij["hoedanigheid"] == bron]
        per = Counter(gemeente[rij["dossier_id"]] for rij in eigen)
        assert stroom.groepen == pytest.approx([per[code] / len(eigen) for code in model.groepen])
        assert stroom.urgentie[0] == pytest.approx(sum(rij["urgentie"] == "hoog" for rij in eigen) / len(eigen))


def test_de_geleverde_uren_zijn_de_normtijd_van_wat_er_begon(gevonden: Gevonden, tabellen: dict[str, list[Rij]]):
    """Met een rij in elke week is het tempo wat er per werkdag is opgepakt, keer de normtijd."""
    team = gevonden.teams[0]
    assert team.tempo.met_rij == team.tempo.weken == 52
    eerste = PEILDATUM - timedelta(days=7 * 52 - 1)
    opgepakt = [
        r for r in tabellen["melding"] if eerste <= r["opgepakt_op"] <= PEILDATUM and r["ontvangen_op"] <= PEILDATUM
    ]
    werkdagen = load.kalender().aantal_werkdagen(eerste, PEILDATUM + timedelta(days=1))
    assert team.tempo.zaken == pytest.approx(len(opgepakt) * gevonden.norm["meldingen"] / werkdagen, rel=1e-9)


def test_controles_bij_wie_wacht_zitten_in_de_uren(gevonden: Gevonden, tabellen: dict[str, list[Rij]]):
    """Ook wie op een dienst wacht houdt Veilig Thuis in het oog; die uren gaan bij Team Toegang voor, net als de adviezen."""
    vanaf = dagnummer(gevonden.werk_vanaf)
    bij_dienst = wachtdagen_diensten(gevonden.stand, vanaf).sum()
    toegewezen = [rij for rij in tabellen["dienst"] if gevonden.werk_vanaf <= rij["toegewezen_op"] <= PEILDATUM]
    gemiddeld = sum(WACHT_DIENST) / 2
    assert (
        abs(bij_dienst / len(toegewezen) - gemiddeld) < Z * 3.2 / sqrt(len(toegewezen)) + 0.2
    )  # wie er al of nog wacht
    werkdagen = gevonden.kijk.verleden.werkdag[-365:].sum()
    om, uren = np.array(gevonden.controle.om_werkdagen), gevonden.controle.uren
    dagen = wachtdagen(gevonden.stand, vanaf) + wachtdagen_diensten(gevonden.stand, vanaf)
    verwacht = (gevonden.vast.gedaan[0] + (dagen / om).sum() * uren) / werkdagen
    assert gevonden.teams[0].vast == pytest.approx(verwacht)


# ------------------------------------------------------------------------------------------ zoals bekend op de peildatum


def test_wat_na_de_peildatum_kwam_verandert_niets(feiten: Cijfers, toen: Cijfers):
    """Meer rijen, latere datums en een andere volgorde van de rijen: hetzelfde model."""
    nu, eerder = ijk(feiten, PEILDATUM), ijk(toen)
    assert nu.model == eerder.model
    assert nu.verslag.onderdelen == eerder.verslag.onderdelen
    assert ijk(feiten).model != nu.model  # op de latere peildatum wel


def test_dezelfde_feiten_geven_hetzelfde_model(feiten: Cijfers):
    een, twee = ijk(feiten, PEILDATUM, groepen="regio"), ijk(feiten, PEILDATUM, groepen="regio")
    assert een == twee
    assert een.model.groepen == ("NHN",)


def test_het_model_is_goed_om_mee_te_rekenen(feiten: Cijfers, regio: Cijfers):
    for bron, dagen in ((feiten, 365), (regio, 90)):
        keur(ijk(bron, dagen=dagen).model)


# ------------------------------------------------------------------------------------------------------- startlijst


@pytest.mark.parametrize("dag", [date(2024, 2, 29), date(2025, 1, 12), date(2025, 12, 31)])
def test_de_startlijst_is_de_voorraad_van_de_indicatoren(regio: Cijfers, dag: date):
    """Dezelfde telling als de engine, ook met rommel in de feiten: totaal, wel en niet opgepakt, wacht en loopt."""
    start = ijk(regio, dag).model.start
    codes = ("wachtlijst-beoordeling", "werkvoorraad-vervolgdiensten")
    uitkomst = regio.uitslagen(Periode(dag, dag, f"{dag}/{dag}"), codes=codes)
    lijst, voorraad = (uitkomst.van(code).tellingen for code in codes)
    beoordeling = [zaak for zaak in start if zaak.post is Post.BEOORDELING]
    diensten = [zaak for zaak in start if zaak.post is not Post.BEOORDELING]
    assert lijst.noemer > 0
    assert voorraad.noemer > 0
    assert len(beoordeling) == lijst.noemer
    assert sum(zaak.gestart_op is None for zaak in beoordeling) == lijst.apart["niet_opgepakt"]
    assert sum(zaak.gestart_op is not None for zaak in beoordeling) == lijst.apart["opgepakt"]
    assert len(diensten) == voorraad.noemer
    assert sum(zaak.gestart_op is None for zaak in diensten) == voorraad.apart["wacht_op_start"]
    assert sum(zaak.gestart_op is not None for zaak in diensten) == voorraad.apart["loopt"]


def test_wat_aan_een_zaak_ontbreekt_wordt_geteld_en_niet_weggelaten(tmp_path: Path):
    gewoon = [_melding(nr, date(2025, 1, 6) + timedelta(days=nr)) for nr in range(60)]
    vreemd = [
        _melding(900, date(2025, 3, 3), beoordeeld_op=None, urgentie=None),
        _melding(901, date(2025, 3, 3), beoordeeld_op=None, opgepakt_op=date(2025, 2, 1)),
        _melding(902, date(2025, 3, 3), beoordeeld_op=None, ter_registratie=None),
    ]
    dienst = {"dienst_id": "V1", "dossier_id": "D-los", "soort": "onderzoek", "toegewezen_op": date(2025, 2, 3)}
    tabellen = met_dossiers({"melding": [*gewoon, *vreemd], "dienst": [dienst]})
    verslag = ijk(_lees(tmp_path, tabellen, date(2025, 3, 20))).verslag.onderdeel("startlijst")
    tekst = " ".join(verslag.zinnen)
    assert "1 keer: dienst zonder melding." in tekst
    assert "1 keer: zonder urgentie." in tekst
    assert "1 keer: een stap voor de vorige, of onbekend." in tekst
    assert "1 open meldingen" in tekst
    assert verslag.aantal == 3


# ------------------------------------------------------------------------------------------------- dunne en lege feiten


def test_een_dunne_organisatie_krijgt_een_model_met_waarschuwingen(tmp_path: Path):
    tabellen = met_dossiers(
        {"melding": [_melding(nr, date(2025, 1, 6) + timedelta(days=nr // 2)) for nr in range(300)]}
    )
    ijking = ijk(_lees(tmp_path, tabellen, date(2025, 6, 4), regio="Elders"))
    keur(ijking.model)
    tekst = " ".join(ijking.verslag.aannames)
    assert "Zonder tabel inzet" in tekst
    assert "Voorwaarden en vervolg: maar 0 afgerond" in tekst
    assert "Normtijden van" in tekst
    assert "geen dienst monitoren" in tekst
    assert "korter dan twee jaar" in tekst
    assert "De regio heeft geen begroting" in ijking.verslag.onderdeel("normtijden").zinnen[0]


def test_zonder_meldingen_is_er_geen_model(tmp_path: Path):
    with pytest.raises(IjkFout, match="geen meldingen in de feiten"):
        ijk(_lees(tmp_path, {}, date(2025, 6, 4)))


def test_te_weinig_meldingen_is_een_fout_die_zegt_hoeveel_er_nodig_zijn(tmp_path: Path):
    tabellen = met_dossiers({"melding": [_melding(nr, date(2025, 1, 6) + timedelta(days=nr)) for nr in range(20)]})
    with pytest.raises(IjkFout, match="minder dan 50 meldingen"):
        ijk(_lees(tmp_path, tabellen, date(2025, 6, 4)))


def test_een_vreemde_vraag_wordt_geweigerd(feiten: Cijfers):
    with pytest.raises(IjkFout, match="Kies uit: gemeente, regio"):
        ijk(feiten, PEILDATUM, groepen="wijk")
    with pytest.raises(IjkFout, match="minstens een week"):
        ijk(feiten, PEILDATUM, dagen=3)


# --------------------------------------------------------------------------------------------------------- hermelding


def test_een_melding_tijdens_het_wachten_is_een_hermelding_en_geen_instroom(tmp_path: Path):
    """Wie er al wacht en opnieuw gemeld wordt telt per dag wachten; was de eerste al opgepakt, dan is het gewone instroom."""
    begin = date(2025, 1, 6)
    gewoon = [_melding(nr, begin + timedelta(days=nr), opgepakt_op=begin + timedelta(days=nr + 7)) for nr in range(100)]
    wachtend, later = (
        [
            _melding(
                nummer + nr, begin + timedelta(days=nr + na), dossier_id=f"D-M{nr}", tijdens="beoordeling",
                opgepakt_op=begin + timedelta(days=nr + max(na, 7)),
            )
            for nr in range(aantal)
        ]
        for nummer, na, aantal in ((200, 3, 10), (300, 8, 5))
    )  # fmt: skip
    tabellen = met_dossiers({"melding": [*gewoon, *wachtend, *later]})
    ijking = ijk(_lees(tmp_path, tabellen, date(2025, 5, 30)))
    assert ijking.verslag.onderdeel("hermeldingen").aantal == 10
    assert ijking.verslag.onderdeel("instroom").aantal == 105
    assert ijking.model.hermelding.per_werkdag[1] == pytest.approx(
        10 / (100 * 5), rel=0.1
    )  # een week wachten is vijf werkdagen


def _melding(nummer: int, ontvangen: date, **anders: object) -> Rij:
    vast: Rij = {
        "opgepakt_op": None, "beoordeeld_op": load.kalender().plus_werkdagen(ontvangen, 4), "urgentie": "midden",
        "hoedanigheid": "politie", "besluit": "geen_vervolg",
    }  # fmt: skip
    return melding(f"M{nummer}", ontvangen) | vast | anders


def _lees(map_: Path, tabellen: dict[str, list[Rij]], peildatum: date, regio: str = "NHN") -> Cijfers:
    geknipt = tot(tabellen, peildatum)
    return Cijfers(lees_feiten(schrijf_map(map_ / "feiten", geknipt, peildatum=peildatum, regio=regio)))


# ------------------------------------------------------------------------------------------------------------ verslag


def test_het_verslag_komt_heel_terug_uit_json(feiten: Cijfers, regio: Cijfers):
    for bron in (feiten, regio):
        verslag = ijk(bron).verslag
        assert verslag_uit_json(json.loads(json.dumps(verslag.als_json()))) == verslag
        assert replace(verslag, dagen=7) != verslag


def test_het_verslag_is_te_lezen(feiten: Cijfers):
    regels = list(ijk(feiten, PEILDATUM).verslag.regels())
    assert regels[0] == "Model van NHN, geijkt op de feiten zoals bekend op 30 juni 2025."
    assert any(regel.startswith("Politie: ") and "per jaar" in regel for regel in regels)
    assert any(regel.startswith("Aangenomen: ") for regel in regels)


def test_een_andere_organisatie_geeft_een_ander_model(tmp_path: Path, feiten: Cijfers):
    """De toets op gelijkheid hierboven kan dus ook ongelijk zeggen."""
    ander = tot(organisatie(zaad=2), PEILDATUM)
    assert ijk(_lees(tmp_path, ander, PEILDATUM)).model != ijk(feiten, PEILDATUM).model


def test_nawerk_hoort_bij_een_besluit(gevonden: Gevonden):
    """Contact en overdracht na een besluit tot overdracht zijn samen hun normtijden; bij V&V zitten zij in de zaak."""
    model, norm = maak_model(gevonden), gevonden.norm
    overdracht = model.nawerk_beoordeling[Vervolg.OVERDRACHT]
    contact = norm["eerste_contact"] + norm["overdracht_na_veiligheidsbeoordeling"]
    assert sum(nawerk.uren for nawerk in overdracht) == pytest.approx(contact)  # deze organisatie monitort niet
    assert model.werk[1].inspanning == Verdeling((18.0 + 2.0 + 2.0,))
