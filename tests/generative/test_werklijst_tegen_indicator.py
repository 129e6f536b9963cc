"""De werklijst en de cijfers kunnen elkaar niet tegenspreken: wat de lijst zegt is wat de indicator straks telt."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from support.werk import maak_melding, taken_van
from zicht.catalogus import load
from zicht.catalogus.indicatoren.snelheid import (
    BEOORDELING_TIJDIG_NA_ONTVANGST,
    EERSTE_CONTACT_TIJDIG,
    ONDERZOEK_TIJDIG_NA_BEOORDELING,
    VV_TIJDIG_NA_BEOORDELING,
)
from zicht.core.duur import Schorsing
from zicht.core.feiten import Dienst, Melding
from zicht.core.indicatoren import Aandeel, Antwoord, Telling, telregel
from zicht.core.periodes import Periode
from zicht.core.reference import Omgeving, antwoord, bekend
from zicht.core.termijnen import uiterste_datum
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie import klokken
from zicht.web.registratie import models as m
from zicht.web.registratie.klokken import Klokstand

BEGIN = date(2025, 11, 1)
dagen = st.integers(0, 130).map(lambda n: BEGIN + timedelta(days=n))
WERKER = Gebruiker(username="anne", team=Team(naam="Toegang"))
HOORT_BIJ = {
    Antwoord.TELLER: {Klokstand.GEHAALD},
    Antwoord.NOEMER: {Klokstand.TE_LAAT},
    Antwoord.NOG_OPEN: {Klokstand.OP_TIJD, Klokstand.BIJNA_TE_LAAT, Klokstand.GESCHORST},
}


@st.composite
def pauzes(draw: st.DrawFn, vanaf: date, vandaag: date) -> list[tuple[date, date | None]]:
    """Losse pauzes na elkaar, de laatste misschien nog open; geen begint na vandaag, en wat dicht is, is voorbij."""
    grenzen = sorted(set(draw(st.lists(st.integers(0, 60), max_size=4))))
    stukken = [
        (vanaf + timedelta(days=van), vanaf + timedelta(days=tot))
        for van, tot in zip(grenzen[::2], grenzen[1::2], strict=False)
    ]
    gehad: list[tuple[date, date | None]] = [(van, tot) for van, tot in stukken if tot <= vandaag]
    laatste = max([vanaf, *(tot for _van, tot in gehad if tot)])
    if draw(st.booleans()) and laatste <= vandaag:
        gehad.append((laatste + timedelta(days=draw(st.integers(0, (vandaag - laatste).days))), None))
    return gehad


def oordeel(indicator: Aandeel, feit: type, rij: dict, stil: list[Schorsing], vandaag: date) -> Antwoord:
    """Wat de referentie over dit ene geval zegt, naar ontvangst geteld en met alles wat vandaag bekend is."""
    duur = load.duur(indicator.klok.duur)

    def uiterste(_knoop, bekende):
        begin = bekende[indicator.klok.begint_bij.naam]
        return uiterste_datum(duur, begin, load.kalender(), stil, bekend_tot=vandaag)

    alles = Periode(date(2020, 1, 1), date(2030, 1, 1), "alles")
    wereld = Omgeving(vandaag, alles, uiterste)
    bekende = bekend(feit, rij, vandaag)
    assert bekende is not None
    return antwoord(telregel(indicator, Telling.ONTVANGEN), bekende, wereld)


@st.composite
def gevallen(draw: st.DrawFn) -> tuple[date, date, date | None, list[tuple[date, date | None]]]:
    """Vandaag, het begin van een klok, haar einde of niets, en haar pauzes."""
    begin = draw(dagen)
    vandaag = begin + timedelta(days=draw(st.integers(0, 130)))
    einde = draw(st.none() | st.integers(0, (vandaag - begin).days).map(lambda n: begin + timedelta(days=n)))
    return vandaag, begin, einde, draw(pauzes(begin, einde or vandaag))


def vergelijk(indicator: Aandeel, feit: type, rij: dict, taak: m.Taak, stil: list[Schorsing], vandaag: date) -> None:
    doet = oordeel(indicator, feit, rij, stil, vandaag)
    stand = klokken.stand(taak, vandaag)
    assert stand in HOORT_BIJ[doet], (doet, stand, taak.uiterlijk_op)
    assert klokken.stand(taak, vandaag) is not Klokstand.GESCHORST or any(p.tot is None for p in stil)


@given(gevallen())
def test_de_stand_van_een_beoordeling_is_het_oordeel_van_indicator_1a(geval):
    vandaag, ontvangen, beoordeeld, stukken = geval
    melding = maak_melding(WERKER, ontvangen_op=ontvangen, beoordeeld_op=beoordeeld)
    stil = [m.Schorsing(termijn="beoordeling", melding=melding, van=van, tot=tot, grond="x") for van, tot in stukken]
    [taak] = [t for t in taken_van(melding, *stil) if t.soort == "beoordeling"]
    rij = {"melding_id": "M", "ontvangen_op": ontvangen, "beoordeeld_op": beoordeeld, "ter_registratie": "nee"}
    pauzes_ = [Schorsing(van, tot, "x") for van, tot in stukken]
    vergelijk(BEOORDELING_TIJDIG_NA_ONTVANGST, Melding, rij, taak, pauzes_, vandaag)


@given(gevallen())
def test_de_stand_van_het_eerste_contact_is_het_oordeel_van_zijn_indicator(geval):
    vandaag, ontvangen, contact, stukken = geval
    melding = maak_melding(WERKER, ontvangen_op=ontvangen, eerste_contact_op=contact)
    stil = [m.Schorsing(termijn="eerste_contact", melding=melding, van=van, tot=tot, grond="x") for van, tot in stukken]
    [taak] = [t for t in taken_van(melding, *stil) if t.soort == "eerste_contact"]
    regel = {"melding_id": "M", "ontvangen_op": ontvangen, "eerste_contact_op": contact}
    einde = EERSTE_CONTACT_TIJDIG.klok.duur
    stil_ = [Schorsing(van, tot, "x") for van, tot in stukken]
    uiterlijk = uiterste_datum(load.duur(einde), ontvangen, load.kalender(), stil_, bekend_tot=contact or vandaag)
    stand = klokken.stand(taak, vandaag)
    if contact is not None:
        assert (stand is Klokstand.GEHAALD) is (oordeel_afgerond(regel, stil_, vandaag) is Antwoord.TELLER)
    else:
        assert (stand is Klokstand.TE_LAAT) is (uiterlijk < vandaag)


def oordeel_afgerond(rij: dict, stil: list[Schorsing], vandaag: date) -> Antwoord:
    """Het eerste contact telt alleen in de periode van het contact."""
    return oordeel(EERSTE_CONTACT_TIJDIG, Melding, rij, stil, vandaag)


@given(gevallen(), st.sampled_from(["voorwaarden_en_vervolg", "onderzoek"]))
def test_de_stand_van_een_dienst_is_het_oordeel_van_haar_indicator(geval, soort):
    vandaag, beoordeeld, afgerond, stukken = geval
    melding = maak_melding(WERKER, ontvangen_op=beoordeeld, beoordeeld_op=beoordeeld)
    dienst = m.Dienst(
        kenmerk="V-1", dossier=melding.dossier, melding=melding, soort=soort, toegewezen_op=beoordeeld,
        afgerond_op=afgerond, team=melding.team, eigenaar=WERKER,
    )  # fmt: skip
    stil = [m.Schorsing(termijn=soort, dienst=dienst, van=van, tot=tot, grond="x") for van, tot in stukken]
    [taak] = [t for t in taken_van(melding, *stil, diensten=(dienst,)) if t.soort == soort]
    rij = {
        "dienst_id": "V", "soort": soort, "toegewezen_op": beoordeeld, "afgerond_op": afgerond,
        "melding_ontvangen_op": beoordeeld, "melding_beoordeeld_op": beoordeeld,
    }  # fmt: skip
    indicator = VV_TIJDIG_NA_BEOORDELING if soort == "voorwaarden_en_vervolg" else ONDERZOEK_TIJDIG_NA_BEOORDELING
    vergelijk(indicator, Dienst, rij, taak, [Schorsing(van, tot, "x") for van, tot in stukken], vandaag)


@given(gevallen())
def test_de_uitleg_noemt_dezelfde_uiterste_datum_als_de_lijst(geval):
    _vandaag, ontvangen, beoordeeld, _stukken = geval
    melding = maak_melding(WERKER, ontvangen_op=ontvangen, beoordeeld_op=beoordeeld)
    [taak] = [t for t in taken_van(melding) if t.soort == "beoordeling"]
    duur = load.duur(BEOORDELING_TIJDIG_NA_ONTVANGST.klok.duur)
    assert taak.uiterlijk_op == uiterste_datum(duur, taak.begint_op, load.kalender())
    assert taak.waarschuw_op <= taak.uiterlijk_op
    assert klokken.stand(taak, taak.uiterlijk_op) is not Klokstand.TE_LAAT or beoordeeld is not None
