"""Wat de controller doet met begrotingen en scenario's: elke verandering is een nieuwe versie met een reden, en niets verdwijnt."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.scenario import Scenario, Wijziging, lees_scenarios
from zicht.core.fouten import ZichtFout
from zicht.web.begroting import tekst as t
from zicht.web.begroting.models import Begrotingsscenario, Begrotingsstuk, Begrotingsversie, Scenarioversie
from zicht.web.begroting.rekenwerk import Rekenwerk, keur_teksten
from zicht.web.begroting.stukken import Stuk, teksten_onder, versie_van
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer, eis
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.vormgeving.tekst import kort

RECHT = "begroting.bewerken"


class Intussen(ZichtFout):
    """Iemand anders heeft dit intussen gewijzigd."""

    status = 1


def begroting_inlezen(
    *, tekst: str, naam: str, reden: str, door: Gebruiker, om: datetime, afkomst: str = ""
) -> Begrotingsstuk:
    """Maak een concept van een bestand; wat niet deugt komt er helemaal niet in."""
    eis(
        not t.is_wijziging(tekst),
        "Dit bestand is een begrotingswijziging. Maak eerst een wijziging bij de vastgestelde begroting; lees het bestand "
        "daar in als nieuwe versie.",
    )
    rekenwerk = keur_teksten(naam, tekst)
    return _nieuw(rekenwerk, tekst, reden, handeling="begroting_inlezen", door=door, om=om, afkomst=afkomst or naam)


def begroting_kopieren(
    van: Stuk, *, titel: str, organisatie: str, reden: str, door: Gebruiker, om: datetime
) -> Begrotingsstuk:
    """Maak een concept van een andere begroting, met een eigen titel."""
    eis(van.kopieerbaar, "Alleen een volledige begroting is een begin voor een andere.")
    tekst = t.zet(van.tekst, [t.Regel("", "titel", titel), t.Regel("", "organisatie", organisatie)])
    rekenwerk = keur_teksten(titel, tekst)
    afkomst = f"{van.begroting.titel} van {van.begroting.organisatie}"[:200]
    return _nieuw(rekenwerk, tekst, reden, handeling="begroting_kopieren", door=door, om=om, afkomst=afkomst)


def wijziging_maken(
    van: Begrotingsstuk, *, titel: str, vindplaats: str, bedragen: Mapping[str, Decimal], door: Gebruiker, om: datetime
) -> Begrotingsstuk:
    """Maak een begrotingswijziging: een nieuw stuk dat alleen noemt welke posten een ander bedrag krijgen."""
    eis(van.vast, "Alleen een vastgestelde begroting krijgt een wijziging. Een concept past u zelf aan.")
    onder = (*teksten_onder(van), versie_van(van).tekst)
    basis = keur_teksten(van.titel, *onder).begroting
    anders = {
        code: bedrag for code, bedrag in bedragen.items() if _bedrag(basis.getal(f"post.{code}.bedrag")) != bedrag
    }
    eis(anders, "Er is nog geen bedrag anders dan in de begroting. Wijzig minstens een post.")
    kop = {
        "formaat": 1, "regio": basis.regio, "organisatie": basis.organisatie, "jaar": basis.jaar, "soort": "wijziging",
        "titel": titel, "bron": basis.bron.sleutel, "wijzigt": basis.titel,
    }  # fmt: skip
    tekst = t.wijzigingstekst(kop, anders, vindplaats=vindplaats)
    rekenwerk = keur_teksten(titel, *onder, tekst)
    return _nieuw(rekenwerk, tekst, vindplaats, handeling="begroting_wijziging_maken", door=door, om=om, wijzigt=van)


def _bedrag(getal: object) -> Decimal | None:
    return getattr(getal, "waarde", None)


def begroting_bijwerken(
    stuk: Begrotingsstuk, *, tekst: str, reden: str, versie: int, door: Gebruiker, om: datetime, naam: str = ""
) -> None:
    """Een nieuwe versie van een concept, met de hele tekst."""
    with beheer("begroting_bijwerken", RECHT, door=door, om=om, soort="begroting", over=stuk.kenmerk):
        rij = _op_slot(stuk, versie)
        _nog_concept(rij)
        oud = versie_van(rij)
        eis(tekst != oud.tekst, "Er is niets anders dan in de versie die er al is.")
        rekenwerk = keur_teksten(naam or rij.titel, *teksten_onder(rij), tekst)
        eis(
            bool(rekenwerk.begroting.wijzigt) == (rij.wijzigt is not None),
            "Dit bestand is een ander soort stuk dan wat er staat: een begroting of een begrotingswijziging.",
        )
        _vul(rij, rekenwerk)
        _bewaar(rij, tekst, reden, door, om)


def begroting_regels_zetten(
    stuk: Begrotingsstuk, *, regels: Iterable[t.Regel], reden: str, versie: int, door: Gebruiker, om: datetime
) -> None:
    """Een nieuwe versie met andere waarden op een paar plaatsen, zoals taakvelden of de gewichten van de sleutel."""
    _op_slot(stuk, versie)
    anders = t.zet(versie_van(stuk, versie).tekst, regels)
    begroting_bijwerken(stuk, tekst=anders, reden=reden, versie=versie, door=door, om=om)


def begroting_vaststellen(
    stuk: Begrotingsstuk, *, op: date, besluit: str, versie: int, door: Gebruiker, om: datetime
) -> None:
    """Leg vast dat het bestuur de begroting heeft vastgesteld; daarna verandert zij niet meer."""
    with beheer("begroting_vaststellen", RECHT, door=door, om=om, soort="begroting", over=stuk.kenmerk):
        rij = _op_slot(stuk, versie)
        _nog_concept(rij)
        eis(op <= om.date(), "De dag van vaststellen ligt in de toekomst.")
        rij.stand, rij.vastgesteld_op, rij.besluit = Begrotingsstuk.VASTGESTELD, op, besluit
        rij.save()


def scenario_bewaren(
    stuk: Begrotingsstuk,
    *,
    titel: str,
    wijzigingen: Iterable[Wijziging],
    reden: str,
    op_versie: int,
    versie: int | None,
    door: Gebruiker,
    om: datetime,
) -> Begrotingsscenario:
    """Bewaar een scenario met een naam; onder dezelfde naam wordt het een nieuwe versie.

    `versie` is de versie van het scenario die open was; None als het een nieuw scenario is.
    """
    code = f"eigen-{slugify(titel)}"[:60].rstrip("-")
    with beheer("scenario_bewaren", RECHT, door=door, om=om, soort="begroting", over=stuk.kenmerk):
        eis(code != "eigen", "Geef het scenario een naam met letters of cijfers.")
        rij = Begrotingsscenario.objects.select_for_update().filter(stuk=stuk, code=code).first()
        eis(rij is not None or versie is None or versie == 0, "Dit scenario bestaat niet meer.")
        if rij is not None and rij.versie != versie:
            raise Intussen(_wie_deed_wat(rij.versies.select_related("door").first(), f"het scenario ‘{rij.titel}’"))
        tekst = t.scenariotekst(code, titel, wijzigingen, reden=reden, herkomst=f"scenariowerkbank, {kort(om.date())}")
        _keur_scenario(stuk, op_versie, tekst)
        rij = rij or Begrotingsscenario(stuk=stuk, code=code)
        rij.titel, rij.versie = titel, rij.versie + 1
        _sla_op(rij)
        Scenarioversie.objects.create(
            scenario=rij, nummer=rij.versie, tekst=tekst, op_versie=op_versie, reden=reden, om=om, door=door
        )
    return rij


def _keur_scenario(stuk: Begrotingsstuk, op_versie: int, tekst: str) -> Scenario:
    (scenario,) = lees_scenarios(tekst, "het scenario")
    werk = keur_teksten(stuk.titel, *teksten_onder(stuk), versie_van(stuk, op_versie).tekst)
    werk.uitslag(scenario)
    return scenario


def _nieuw(
    rekenwerk: Rekenwerk,
    tekst: str,
    reden: str,
    *,
    handeling: str,
    door: Gebruiker,
    om: datetime,
    afkomst: str = "",
    wijzigt: Begrotingsstuk | None = None,
) -> Begrotingsstuk:
    rij = Begrotingsstuk(
        kenmerk=nieuw_kenmerk("F", om.year), stand=Begrotingsstuk.CONCEPT, wijzigt=wijzigt, afkomst=afkomst
    )
    with beheer(handeling, RECHT, door=door, om=om, soort="begroting", over=rij.kenmerk):
        _vul(rij, rekenwerk)
        _bewaar(rij, tekst, reden, door, om)
    return rij


def _vul(rij: Begrotingsstuk, rekenwerk: Rekenwerk) -> None:
    b = rekenwerk.begroting
    lang = next((veld for veld in ("titel", "organisatie", "regio")
                 if len(getattr(b, veld)) > (Begrotingsstuk._meta.get_field(veld).max_length or 0)), "")  # fmt: skip
    if lang:
        raise BegrotingFout(f"{b.bestand}, {lang}: deze tekst is te lang. Maak haar korter.")
    rij.titel, rij.organisatie, rij.regio, rij.jaar = b.titel, b.organisatie, b.regio, b.jaar


def _bewaar(rij: Begrotingsstuk, tekst: str, reden: str, door: Gebruiker, om: datetime) -> None:
    rij.versie += 1
    _sla_op(rij)
    Begrotingsversie.objects.create(stuk=rij, nummer=rij.versie, tekst=tekst, reden=reden, om=om, door=door)


def _sla_op(rij: Begrotingsstuk | Begrotingsscenario) -> None:
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError as fout:
        raise Intussen("Iemand anders bewaarde net hetzelfde. Probeer het nog een keer.") from fout


def _op_slot(stuk: Begrotingsstuk, versie: int) -> Begrotingsstuk:
    with transaction.atomic():
        rij = Begrotingsstuk.objects.select_for_update(of=("self",)).select_related("wijzigt").get(pk=stuk.pk)
    if rij.versie != versie:
        raise Intussen(_wie_deed_wat(versie_van(rij), "deze begroting"))
    return rij


def _wie_deed_wat(laatste: Begrotingsversie | Scenarioversie | None, wat: str) -> str:
    assert laatste is not None
    return (f"{laatste.door} heeft {wat} intussen gewijzigd (versie {laatste.nummer}: {laatste.reden}). Wat u typte staat nog "
            "hieronder. Open de nieuwe versie in een ander tabblad en kijk of uw wijziging er nog bij past.")  # fmt: skip


def _nog_concept(rij: Begrotingsstuk) -> None:
    eis(not rij.vast, f"{rij.titel} is vastgesteld en verandert niet meer. Maak een begrotingswijziging.")
