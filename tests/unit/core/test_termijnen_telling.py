"""Tellen: van begindag en duur naar uiterste datum, met schorsing, verlenging, stand en uitleg."""

from datetime import date, timedelta

import pytest

from zicht.catalogus import load
from zicht.core.bronnen import Bron
from zicht.core.fouten import AanroepFout
from zicht.core.termijnen import (
    Duur,
    Eenheid,
    Schorsing,
    Stand,
    StapSoort,
    Verlenging,
    bereken,
    stand,
    uiterste_datum,
    waarschuw_vanaf,
)

ATW = load.kalender()
BRON = Bron("zicht-keuze", "test")
WITTE_DONDERDAG = date(2025, 4, 17)


def _duur(aantal: int, eenheid: Eenheid, **overig: object) -> Duur:
    return Duur("proef", aantal, eenheid, BRON, **overig)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "code, begin, uiterlijk",
    [
        ("beoordeling", date(2025, 4, 17), date(2025, 4, 28)),
        ("onderzoek", date(2025, 2, 10), date(2025, 4, 22)),
        ("voorwaarden_en_vervolg", date(2025, 2, 10), date(2025, 4, 22)),
        ("onderzoek_start_wettelijk", date(2025, 4, 17), date(2025, 4, 23)),
        ("huisverbod", date(2025, 4, 17), date(2025, 4, 27)),
        ("huisverbod_verlengd", date(2025, 12, 28), date(2026, 1, 25)),
        ("eerste_contact", date(2025, 4, 10), date(2025, 4, 20)),
        ("klachtreactie", date(2025, 1, 31), date(2025, 2, 28)),
        ("dossier_vernietigen", date(2024, 11, 30), date(2025, 2, 28)),
    ],
)
def test_gouden_gevallen(code: str, begin: date, uiterlijk: date) -> None:
    assert uiterste_datum(load.duur(code), begin, ATW) == uiterlijk


def test_een_melding_in_het_weekend_begint_te_tellen_op_maandag() -> None:
    vijf = load.duur("beoordeling")
    assert uiterste_datum(vijf, date(2025, 3, 1), ATW) == date(2025, 3, 7)
    assert uiterste_datum(vijf, date(2025, 2, 28), ATW) == date(2025, 3, 7)


def test_met_de_ontvangstdag_erbij_is_de_termijn_een_werkdag_korter() -> None:
    duur = _duur(5, Eenheid.WERKDAGEN, telt_ontvangstdag=True)
    assert uiterste_datum(duur, date(2025, 3, 3), ATW) == date(2025, 3, 7)
    assert uiterste_datum(duur, date(2025, 3, 1), ATW) == date(2025, 3, 7)
    assert "de begindag telt mee" in duur.regel


def test_een_huisverbod_waarvan_de_eerste_dag_meetelt_is_een_dag_korter() -> None:
    duur = _duur(10, Eenheid.DAGEN, telt_ontvangstdag=True)
    assert uiterste_datum(duur, WITTE_DONDERDAG, ATW) == date(2025, 4, 26)


# ------------------------------------------------------------------------------------------------------------- schorsing


def test_een_schorsing_zet_werkdagen_stil_tot_de_dag_waarop_zij_eindigt() -> None:
    """Ma 3 maart; di 4 en wo 5 staan stil: do 6, vr 7, ma 10, di 11 en wo 12 tellen."""
    pauze = Schorsing(date(2025, 3, 4), date(2025, 3, 6), "ouders op reis")
    assert uiterste_datum(load.duur("beoordeling"), date(2025, 3, 3), ATW, [pauze]) == date(2025, 3, 12)


def test_een_schorsing_in_het_weekend_verandert_een_werkdagentermijn_niet() -> None:
    pauze = Schorsing(date(2025, 3, 8), date(2025, 3, 10), "weekend")
    assert uiterste_datum(load.duur("beoordeling"), date(2025, 3, 5), ATW, [pauze]) == date(2025, 3, 12)


def test_overlappende_schorsingen_tellen_een_keer() -> None:
    een = Schorsing(date(2025, 3, 4), date(2025, 3, 14), "a")
    twee = Schorsing(date(2025, 3, 10), date(2025, 3, 18), "b")
    samen = Schorsing(date(2025, 3, 4), date(2025, 3, 18), "a en b")
    duur = load.duur("onderzoek")
    assert uiterste_datum(duur, date(2025, 3, 3), ATW, [twee, een]) == uiterste_datum(
        duur, date(2025, 3, 3), ATW, [samen]
    )
    assert uiterste_datum(duur, date(2025, 3, 3), ATW, [samen]) == date(2025, 5, 26)


def test_na_een_schorsing_schuift_het_einde_nog_door() -> None:
    """Zeventig dagen na ma 10 februari is tweede paasdag; met vijf dagen stilstand zaterdag 26 april (Koningsdag)."""
    pauze = Schorsing(date(2025, 3, 3), date(2025, 3, 8), "ziekte")
    uiterlijk = bereken(load.duur("onderzoek"), date(2025, 2, 10), ATW, [pauze])
    assert uiterlijk.datum == date(2025, 4, 28)
    assert "van 03-03-2025 tot en met 07-03-2025 (ziekte)" in uiterlijk.uitleg()
    assert "doorgeschoven over Koningsdag (zaterdag) 26-04-2025, zondag 27-04-2025" in uiterlijk.uitleg()


def test_een_schorsing_na_de_laatste_getelde_dag_verandert_niets() -> None:
    """De zeventigste dag is zondag 20 april; op maandag gaat de klok niet alsnog stilstaan."""
    duur = load.duur("onderzoek")
    begin = date(2025, 2, 9)
    pauze = Schorsing(date(2025, 4, 21), date(2025, 6, 1), "te laat")
    assert uiterste_datum(duur, begin, ATW, [pauze]) == uiterste_datum(duur, begin, ATW) == date(2025, 4, 22)
    assert bereken(duur, begin, ATW, [pauze]).stappen == bereken(duur, begin, ATW).stappen


def test_een_schorsing_voor_het_begin_telt_alleen_voor_wat_na_het_begin_ligt() -> None:
    pauze = Schorsing(date(2025, 2, 1), date(2025, 3, 6), "a")
    assert uiterste_datum(load.duur("huisverbod"), date(2025, 3, 3), ATW, [pauze]) == date(2025, 3, 15)


def test_een_lopende_schorsing_duurt_tot_en_met_de_peildatum() -> None:
    pauze = Schorsing(date(2025, 3, 4), None, "wacht op de rechter")
    duur = load.duur("eerste_contact")
    assert uiterste_datum(duur, date(2025, 3, 3), ATW, [pauze], bekend_tot=date(2025, 3, 31)) == date(2025, 4, 10)
    uitleg = bereken(duur, date(2025, 3, 3), ATW, [pauze], bekend_tot=date(2025, 3, 31)).uitleg()
    assert "vanaf 04-03-2025, op 31-03-2025 nog niet voorbij (wacht op de rechter)" in uitleg


def test_een_einde_na_de_peildatum_is_nog_niet_bekend() -> None:
    dicht = Schorsing(date(2025, 3, 4), date(2025, 6, 1), "a")
    lopend = Schorsing(date(2025, 3, 4), None, "a")
    duur, begin, peildatum = load.duur("onderzoek"), date(2025, 3, 3), date(2025, 4, 30)
    assert uiterste_datum(duur, begin, ATW, [dicht], bekend_tot=peildatum) == uiterste_datum(
        duur, begin, ATW, [lopend], bekend_tot=peildatum
    )


def test_een_schorsing_die_op_de_peildatum_nog_niet_begonnen_is_bestaat_niet() -> None:
    later = Schorsing(date(2025, 3, 20), date(2025, 3, 25), "later")
    duur, begin = load.duur("onderzoek"), date(2025, 3, 3)
    assert uiterste_datum(duur, begin, ATW, [later], bekend_tot=date(2025, 3, 19)) == uiterste_datum(duur, begin, ATW)


def test_een_lopende_schorsing_zonder_peildatum_heeft_geen_uiterste_datum() -> None:
    with pytest.raises(AanroepFout, match="geef de peildatum mee"):
        uiterste_datum(load.duur("onderzoek"), date(2025, 3, 3), ATW, [Schorsing(date(2025, 3, 4), None, "a")])


def test_een_schorsing_eindigt_niet_voor_ze_begint() -> None:
    with pytest.raises(AanroepFout, match="begint op 04-03-2025 en eindigt op 03-03-2025"):
        Schorsing(date(2025, 3, 4), date(2025, 3, 3), "a")


# ------------------------------------------------------------------------------------------------------------- verlenging


def test_een_huisverbod_wordt_verlengd_tot_hoogstens_achtentwintig_dagen() -> None:
    duur = load.duur("huisverbod")
    verlenging = Verlenging(18, Eenheid.DAGEN, "dreiging duurt voort")
    uiterlijk = bereken(duur, WITTE_DONDERDAG, ATW, verlengingen=[verlenging])
    assert uiterlijk.datum == uiterste_datum(load.duur("huisverbod_verlengd"), WITTE_DONDERDAG, ATW)
    assert "verlengd met 18 dagen (dreiging duurt voort)" in uiterlijk.uitleg()
    assert uiterlijk.stappen[0].soort is StapSoort.VERLENGING


def test_meer_dan_achtentwintig_dagen_huisverbod_wordt_geweigerd() -> None:
    twee = [Verlenging(18, Eenheid.DAGEN, "a"), Verlenging(1, Eenheid.DAGEN, "b")]
    with pytest.raises(AanroepFout, match="hoogstens 28 dagen vanaf het begin; gevraagd is 29 dagen"):
        uiterste_datum(load.duur("huisverbod"), WITTE_DONDERDAG, ATW, verlengingen=twee)


def test_informeren_wordt_telkens_met_hoogstens_twee_weken_verlengd() -> None:
    duur = load.duur("betrokkene_informeren")
    drie = [Verlenging(2, Eenheid.WEKEN, "veiligheid")] * 3
    assert uiterste_datum(duur, date(2025, 3, 3), ATW, verlengingen=drie) == date(2025, 5, 12)
    with pytest.raises(AanroepFout, match="per keer met hoogstens 2 weken worden verlengd; gevraagd is 3 weken"):
        uiterste_datum(duur, date(2025, 3, 3), ATW, verlengingen=[Verlenging(3, Eenheid.WEKEN, "a")])
    with pytest.raises(AanroepFout, match="gevraagd is 1 dag"):
        uiterste_datum(duur, date(2025, 3, 3), ATW, verlengingen=[Verlenging(1, Eenheid.DAGEN, "a")])


def test_wat_niet_verlengd_kan_worden_zegt_dat() -> None:
    with pytest.raises(AanroepFout, match="kan niet worden verlengd; gevraagd is 1 week"):
        uiterste_datum(load.duur("onderzoek"), date(2025, 3, 3), ATW, verlengingen=[Verlenging(1, Eenheid.WEKEN, "a")])


# ------------------------------------------------------------------------------------------------------------------ duur


@pytest.mark.parametrize(
    "aantal, eenheid",
    [(91, Eenheid.DAGEN), (13, Eenheid.WEKEN), (4, Eenheid.MAANDEN), (5, Eenheid.WERKDAGEN)],
)
def test_de_termijnenwet_geldt_niet_voor_lange_termijnen_en_niet_voor_werkdagen(aantal: int, eenheid: Eenheid) -> None:
    with pytest.raises(AanroepFout, match="valt niet onder de Algemene termijnenwet"):
        _duur(aantal, eenheid, verlengt_bij_vrije_dag=True)


@pytest.mark.parametrize("aantal, eenheid", [(90, Eenheid.DAGEN), (12, Eenheid.WEKEN), (3, Eenheid.MAANDEN)])
def test_tot_en_met_de_grens_geldt_de_termijnenwet_wel(aantal: int, eenheid: Eenheid) -> None:
    assert _duur(aantal, eenheid, verlengt_bij_vrije_dag=True).onder_termijnenwet


def test_een_termijn_duurt_minstens_een_dag() -> None:
    with pytest.raises(AanroepFout, match="verwacht minstens 1"):
        _duur(0, Eenheid.DAGEN)


def test_bij_maanden_kan_de_begindag_niet_meetellen() -> None:
    with pytest.raises(AanroepFout, match="telt in maanden"):
        _duur(1, Eenheid.MAANDEN, telt_ontvangstdag=True)


def test_een_begin_buiten_de_kalender_is_een_duidelijke_fout() -> None:
    with pytest.raises(AanroepFout, match="01-01-1999 valt daarbuiten"):
        uiterste_datum(load.duur("beoordeling"), date(1999, 1, 1), ATW)


# ----------------------------------------------------------------------------------------------------------------- uitleg


def test_de_uitleg_staat_op_een_regel_en_noemt_elke_overgeslagen_dag() -> None:
    uiterlijk = bereken(load.duur("beoordeling"), WITTE_DONDERDAG, ATW)
    assert uiterlijk.uitleg("Notitie") == (
        "Begint op donderdag 17-04-2025; 5 werkdagen; de begindag telt niet mee; overgeslagen: Goede Vrijdag "
        "18-04-2025, zaterdag 19-04-2025, zondag 20-04-2025, Tweede paasdag 21-04-2025, Koningsdag (zaterdag) "
        "26-04-2025, zondag 27-04-2025; uiterste datum maandag 28-04-2025 (bron: Notitie, Snelheid van "
        "dienstverlening, indicator 1; ook Programmabegroting 2019 NHN, 4.3: binnen vijf werkdagen; kalender: atw)."
    )


def test_de_uitleg_noemt_waarom_er_een_dag_bij_komt() -> None:
    uiterlijk = bereken(load.duur("onderzoek_start_wettelijk"), WITTE_DONDERDAG, ATW)
    assert "verlengd tot 23-04-2025 voor minstens 2 gewone dagen (vrij zijn Goede Vrijdag 18-04-2025," in (
        uiterlijk.uitleg()
    )


def test_een_huisverbod_slaat_geen_dag_over() -> None:
    uiterlijk = bereken(load.duur("huisverbod"), WITTE_DONDERDAG, ATW)
    assert uiterlijk.overgeslagen == ()
    assert "weekend en feestdagen verschuiven niets" in uiterlijk.uitleg()


# ------------------------------------------------------------------------------------------------------------------ stand


UITERLIJK = date(2025, 3, 12)


@pytest.mark.parametrize(
    "geeindigd_op, vandaag, verwacht",
    [
        (date(2025, 3, 12), date(2025, 3, 20), Stand.GEHAALD),
        (date(2025, 3, 13), date(2025, 3, 20), Stand.TE_LAAT),
        (None, date(2025, 3, 13), Stand.VERSTREKEN),
        (None, date(2025, 3, 12), Stand.NADERT),
        (None, date(2025, 3, 10), Stand.NADERT),
        (None, date(2025, 3, 9), Stand.LOOPT),
        (date(2025, 3, 10), date(2025, 3, 9), Stand.LOOPT),
    ],
)
def test_de_stand_van_een_termijn(geeindigd_op: date | None, vandaag: date, verwacht: Stand) -> None:
    vanaf = waarschuw_vanaf(load.duur("beoordeling"), UITERLIJK, ATW)
    assert vanaf == date(2025, 3, 10)
    assert stand(UITERLIJK, geeindigd_op, vandaag, vanaf) is verwacht


def test_een_termijn_die_stilstaat_is_geschorst_tot_de_klok_weer_loopt() -> None:
    pauze = Schorsing(date(2025, 3, 4), date(2025, 3, 6), "a")
    standen = [stand(UITERLIJK, None, date(2025, 3, 3) + timedelta(days=n), None, [pauze]) for n in range(4)]
    assert standen == [Stand.LOOPT, Stand.GESCHORST, Stand.GESCHORST, Stand.LOOPT]


def test_een_verstreken_termijn_wordt_niet_alsnog_geschorst() -> None:
    pauze = Schorsing(date(2025, 3, 20), None, "a")
    assert stand(UITERLIJK, None, date(2025, 3, 21), None, [pauze]) is Stand.VERSTREKEN
