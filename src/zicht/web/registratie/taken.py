"""Taken: welk werk er volgt uit wat is vastgelegd, elk met zijn klok. Afgeleid, dus altijd opnieuw te maken.

De klokken komen uit catalogus/termijnen.py, dezelfde als die van de indicatoren: de werklijst en de cijfers kunnen
elkaar niet tegenspreken.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from zicht.catalogus import load
from zicht.catalogus import termijnen as klokken
from zicht.core import termijnen
from zicht.core.duur import Duur, Schorsing
from zicht.core.klokken import Termijn
from zicht.web.registratie import models as m
from zicht.web.registratie import uitgaand
from zicht.web.registratie.opslag import Opslag

DIENSTKLOK = {
    "voorwaarden_en_vervolg": klokken.VV_NA_BEOORDELING,
    "onderzoek": klokken.ONDERZOEK_NA_BEOORDELING,
}


@dataclass(frozen=True)
class Werk:
    """Een stuk werk zoals het uit de registratie volgt; de velden zijn die van Taak."""

    soort: str
    over_id: UUID
    kenmerk: str
    begint_op: date
    stap: str
    eigenaar_id: Any
    team_id: Any
    klok: str = ""
    uiterlijk_op: date | None = None
    waarschuw_op: date | None = None
    geschorst: bool = False
    geeindigd_op: date | None = None
    wacht: str = ""
    urgentie: str = ""
    laatste_controle_op: date | None = None
    volgende_controle_op: date | None = None
    gemeente: str = ""


def werk_bij(opslag: Opslag) -> None:
    """Breng de taken van elk geraakt dossier in overeenstemming met de registratie."""
    for dossier in opslag.geraakt.values():
        _werk_dossier_bij(opslag, dossier)
    if opslag.geraakt and opslag.om is not None:
        opslag.daarna("uitkomstberichten", lambda: uitgaand.zet_klaar(opslag.geraakt, opslag.om))


def _werk_dossier_bij(opslag: Opslag, dossier: m.Dossier) -> None:
    gewenst = {
        (w.over_id, w.soort, w.klok): w for w in van_dossier(opslag, dossier) if w.geeindigd_op or _is_open(dossier)
    }
    bestaand = [] if opslag.is_eigen(dossier) else list(m.Taak.objects.filter(dossier=dossier))
    for taak in bestaand:
        werk = gewenst.pop((taak.over_id, taak.soort, taak.klok), None)
        if werk is None:
            taak.delete()
        elif any(getattr(taak, naam) != waarde for naam, waarde in vars(werk).items()):
            for naam, waarde in vars(werk).items():
                setattr(taak, naam, waarde)
            taak.save()
    for werk in gewenst.values():
        opslag.voeg_toe(m.Taak(dossier=dossier, **vars(werk)))


def _is_open(dossier: m.Dossier) -> bool:
    """In een gesloten dossier is niets meer te doen; wat open mocht blijven, kreeg bij het sluiten een reden."""
    return dossier.gesloten_op is None


def van_dossier(opslag: Opslag, dossier: m.Dossier) -> Iterator[Werk]:
    """Al het werk van een dossier, ook wat klaar is: dat blijft met zijn klok op de tijdlijn staan."""
    meldingen = opslag.rijen(m.Melding, dossier)
    diensten = opslag.rijen(m.Dienst, dossier)
    pauzes: dict[Any, list[m.Schorsing]] = defaultdict(list)
    for pauze in opslag.rijen(m.Schorsing, dossier):
        pauzes[pauze.melding_id or pauze.dienst_id].append(pauze)
    beoordelingen = {
        b.melding_id: b for b in opslag.rijen(m.Veiligheidsbeoordeling, dossier) if b.stand != "vastgesteld"
    }
    for melding in meldingen:
        if melding.omgezet_op is None:
            for werk in _van_melding(melding, beoordelingen.get(melding.pk), pauzes.get(melding.pk, ())):
                yield replace(werk, urgentie=melding.urgentie, gemeente=dossier.gemeente)
    momenten = opslag.rijen(m.Monitormoment, dossier) if diensten else []
    op_id = {melding.pk: melding for melding in meldingen}
    for dienst in diensten:
        melding = op_id.get(dienst.melding_id)
        for werk in _van_dienst(dienst, melding, momenten, pauzes.get(dienst.pk, ())):
            yield replace(werk, urgentie=melding.urgentie if melding else "", gemeente=dossier.gemeente)
    for overdracht in opslag.rijen(m.Overdracht, dossier):
        yield _van_overdracht(overdracht, dossier, [*meldingen, *diensten])
    for huisverbod in opslag.rijen(m.Huisverbod, dossier):
        yield from van_huisverbod(huisverbod)


# ------------------------------------------------------------------------------------------------------------ melding


def _van_melding(melding: m.Melding, beoordeling: Any, pauzes: Sequence[m.Schorsing]) -> Iterator[Werk]:
    basis = _basis(melding)
    if melding.ter_registratie:
        # Keuze: de taxatie wordt ook bij een registratie gedaan (NOG, hoofdstuk 7), maar de cijfers tellen haar niet mee in
        # de termijn van de beoordeling en niet op de wachtlijst. Er is dus werk, zonder klok.
        stap = _stap_beoordeling(melding, beoordeling)
        yield replace(
            basis, soort="beoordeling", geeindigd_op=melding.beoordeeld_op,
            stap="veiligheidstaxatie invullen, ter registratie" if stap == "oppakken" else stap,
        )  # fmt: skip
    else:
        wacht = "" if melding.opgepakt_op or melding.beoordeeld_op else "beoordeling"
        yield _met_klok(
            replace(basis, soort="beoordeling", stap=_stap_beoordeling(melding, beoordeling), wacht=wacht),
            klokken.BEOORDELING_NA_ONTVANGST, melding.ontvangen_op, melding.beoordeeld_op, pauzes,
        )  # fmt: skip
    if beoordeling is not None and beoordeling.stand == "voorgelegd":
        lezing = replace(
            basis,
            soort="tweede_lezing",
            over_id=beoordeling.pk,
            stap="lezen en beslissen",
            begint_op=beoordeling.voorgelegd_op,
        )
        lezing = replace(
            lezing, eigenaar_id=beoordeling.voorgelegd_aan_id
        )  # leeg: wie het eerst kan, nooit de opsteller
        yield _met_klok(lezing, klokken.BEOORDELING_NA_ONTVANGST, melding.ontvangen_op, None, pauzes)
    if _contact_nodig(melding):
        yield _met_klok(
            replace(basis, soort="eerste_contact", stap="contact opnemen met de direct betrokkenen"),
            klokken.EERSTE_CONTACT, melding.ontvangen_op, melding.eerste_contact_op, pauzes,
        )  # fmt: skip
    if melding.beoordeeld_op is not None and not melding.ambtshalve:
        yield _met_klok(
            replace(basis, soort="terugkoppeling", stap="de melder laten weten wat er is gedaan", begint_op=melding.beoordeeld_op),
            klokken.TERUGKOPPELING_MELDER, melding.beoordeeld_op, melding.teruggekoppeld_op, pauzes,
        )  # fmt: skip


def _basis(zaak: m.Behandeld) -> Werk:
    begin = (
        zaak.ontvangen_op if isinstance(zaak, m.Melding) else getattr(zaak, "toegewezen_op", None) or zaak.beoordeeld_op
    )
    return Werk(
        soort="",
        over_id=zaak.pk,
        kenmerk=zaak.kenmerk,
        begint_op=begin,
        stap="",
        eigenaar_id=zaak.eigenaar_id,
        team_id=zaak.team_id,
        laatste_controle_op=zaak.laatste_controle_op,
        volgende_controle_op=zaak.volgende_controle_op,
    )


def _stap_beoordeling(melding: m.Melding, beoordeling: Any) -> str:
    if melding.beoordeeld_op:
        return "klaar"
    if beoordeling is None:
        return "veiligheidsbeoordeling invullen" if melding.opgepakt_op else "oppakken"
    return {
        "concept": "veiligheidsbeoordeling afmaken",
        "voorgelegd": "wacht op de tweede lezer",
        "terug": "opmerkingen van de tweede lezer verwerken",
    }[beoordeling.stand]


def _contact_nodig(melding: m.Melding) -> bool:
    """Bij een registratie en bij 'geen vervolg' is er geen eerste contact; was het er wel, dan blijft het staan."""
    return melding.eerste_contact_op is not None or (not melding.ter_registratie and melding.besluit != "geen_vervolg")


# ------------------------------------------------------------------------------------------------------------- dienst


def _van_dienst(
    dienst: m.Dienst, melding: m.Melding | None, momenten: Sequence[m.Monitormoment], pauzes: Sequence[m.Schorsing]
) -> Iterator[Werk]:
    einde = dienst.afgerond_op or dienst.ingetrokken_op
    wacht = "" if dienst.gestart_op or einde else dienst.soort
    stap = "klaar" if einde else ("uitvoeren" if dienst.gestart_op else "starten")
    werk = replace(_basis(dienst), soort=dienst.soort, stap=stap, wacht=wacht)
    klok = DIENSTKLOK.get(dienst.soort)
    begin = melding.beoordeeld_op if melding else None
    yield _met_klok(werk, klok, begin, einde, pauzes) if klok and begin else replace(werk, geeindigd_op=einde)
    for moment in momenten:
        if moment.dienst_id == dienst.pk:
            yield replace(
                werk, soort="monitormoment", over_id=moment.pk, wacht="", stap="contact: hoe is het met de veiligheid?",
                begint_op=dienst.toegewezen_op, uiterlijk_op=moment.gepland_op, waarschuw_op=_dag_ervoor(moment.gepland_op, 5),
                geeindigd_op=moment.uitgevoerd_op or moment.vervallen_op,
            )  # fmt: skip


def _van_overdracht(overdracht: m.Overdracht, dossier: m.Dossier, zaken: Iterable[m.Behandeld]) -> Werk:
    over = next(zaak for zaak in zaken if zaak.pk in (overdracht.melding_id, overdracht.dienst_id))
    einde = overdracht.hulp_gestart_op or (overdracht.antwoord_op if overdracht.antwoord == "geweigerd" else None)
    stap = (
        "vragen of de ontvanger de overdracht aanvaardt" if not overdracht.antwoord else "vragen of de hulp is begonnen"
    )
    return replace(
        _basis(over), soort="overdracht", over_id=overdracht.pk, begint_op=overdracht.aangeboden_op, stap=stap,
        geeindigd_op=einde, gemeente=dossier.gemeente,
    )  # fmt: skip


def van_huisverbod(huisverbod: m.Huisverbod) -> Iterator[Werk]:
    """Het werk aan een huisverbod; ook voor een huisverbod zonder dossier, dat geen taken heeft."""
    einde = huisverbod.beeindigd_op or huisverbod.niet_opgelegd_op
    basis = replace(_basis(huisverbod), soort="huisverbod", gemeente=huisverbod.gemeente)
    if huisverbod.opgelegd_op is None:
        yield replace(basis, stap="klaar" if einde else "besluit over opleggen vastleggen", geeindigd_op=einde)
        return
    begin = huisverbod.opgelegd_op
    advies = replace(basis, soort="huisverbodadvies", stap="de burgemeester adviseren over aflopen of verlengen")
    yield _met_duur(advies, "huisverbod_advies", load.duur("huisverbod_advies"), begin, huisverbod.advies_op or einde)
    naam = "huisverbod_verlengd" if huisverbod.verlengd_op else "huisverbod"
    yield _met_duur(replace(basis, stap="overleg, daarna afsluiten"), naam, load.duur(naam), begin, einde)


# -------------------------------------------------------------------------------------------------------------- klok


def _met_klok(werk: Werk, klok: Termijn, begin: date, einde: date | None, pauzes: Sequence[m.Schorsing]) -> Werk:
    duur = load.duur_of_niets(klok.duur, begin)
    if duur is None:  # de bronnen noemen geen aantal dagen
        return replace(werk, klok=klok.code, begint_op=begin, geeindigd_op=einde)
    eigen = [Schorsing(p.van, p.tot, p.grond) for p in pauzes if p.termijn == klok.schorsing]
    return _met_duur(werk, klok.code, duur, begin, einde, eigen)


def _met_duur(
    werk: Werk, code: str, duur: Duur, begin: date, einde: date | None, pauzes: Sequence[Schorsing] = ()
) -> Werk:
    """Zolang een schorsing loopt is er geen uiterste datum: de klok staat stil. Wat al te laat was, blijft dat."""
    kalender = load.kalender()
    lopend = min((pauze.van for pauze in pauzes if pauze.tot is None), default=None)
    uiterlijk = termijnen.uiterste_datum(duur, begin, kalender, pauzes, bekend_tot=einde or lopend)
    if einde is None and lopend is not None and lopend <= uiterlijk:
        return replace(werk, klok=code, begint_op=begin, geschorst=True)
    return replace(
        werk, klok=code, begint_op=begin, uiterlijk_op=uiterlijk,
        waarschuw_op=termijnen.waarschuw_vanaf(duur, uiterlijk, kalender), geeindigd_op=einde,
    )  # fmt: skip


def _dag_ervoor(dag: date, werkdagen: int) -> date:
    return load.kalender().plus_werkdagen(dag, -werkdagen)
