"""Werken in een dienst: beginnen, gesprekken, plan en voorwaarden, afronden."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from zicht.core.werkfeiten import Werkdienst
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen.beoordelingen import nieuwe_dienst
from zicht.web.registratie.handelingen.kern import NietToegestaan, Uitvoering, controleer_versie, eis, handeling


def dienst_inzetten(
    dossier: m.Dossier, *, soort: str, op: date, eigenaar: Gebruiker, door: Gebruiker, om: datetime, na: str = "",
    melding: m.Melding | None = None,
) -> m.Dienst:  # fmt: skip
    """Zet een dienst in die niet uit een beoordeling volgt, zoals monitoren of zicht op veiligheid."""
    with handeling("dienst_inzetten", "zaak.bewerken", door=door, om=om, dossier=dossier) as h:
        eis(dossier.gesloten_op is None, "Dit dossier is gesloten.")
        eis(dossier.geopend_op <= op <= om.date(), "De dag ligt voor het openen van het dossier of in de toekomst.")
        dienst = nieuwe_dienst(dossier, soort, op, eigenaar=eigenaar, melding=melding)
        h.bewaar(dienst)
        h.gebeurtenis(f"dienst toegewezen: {dienst.get_soort_display()}", op, dossier=dossier, kenmerk=dienst.kenmerk)
    return dienst


def dienst_starten(
    dienst: m.Dienst, *, op: date, door: Gebruiker, om: datetime, eigenaar: Gebruiker | None = None
) -> None:
    """De dienst begint echt."""
    with handeling("dienst_starten", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst) as h:
        _loopt(dienst)
        eis(dienst.gestart_op is None, "Deze dienst is al begonnen.")
        eis(dienst.toegewezen_op <= op <= om.date(), "De dag ligt voor de toewijzing of in de toekomst.")
        dienst.gestart_op, dienst.eigenaar = op, eigenaar or dienst.eigenaar
        h.bewaar(dienst)
        h.gebeurtenis(f"begonnen: {dienst.get_soort_display()}", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)


def _loopt(dienst: m.Dienst) -> None:
    eis(dienst.afgerond_op is None and dienst.ingetrokken_op is None, "Deze dienst is al klaar.")


def gesprek_vastleggen(
    dossier: m.Dossier, *, soort: str, op: date, verslag: str = "", reden: str = "", betrokkene: m.Betrokkene | None = None,
    informant: m.Informant | None = None,
    dienst: m.Dienst | None = None, door: Gebruiker, om: datetime,
) -> m.Gesprek:  # fmt: skip
    """Leg een gesprek vast, of waarom iemand niet is gesproken. Wie spreekt, kijkt ook naar de veiligheid."""
    with handeling("gesprek_vastleggen", "zaak.bewerken", door=door, om=om, dossier=dossier, over=dienst) as h:
        eis(op <= om.date(), "De dag ligt in de toekomst.")
        eis(soort != "niet" or reden.strip(), "Schrijf de zwaarwegende reden op.")
        eis(betrokkene is None or informant is None, "Kies iemand uit het gezin of een informant, niet allebei.")
        gesprek = m.Gesprek(
            dossier=dossier,
            dienst=dienst,
            betrokkene=betrokkene,
            informant=informant,
            soort=soort,
            op=op,
            verslag=verslag,
            reden=reden,
            door=door,
        )
        h.bewaar(gesprek)
        if dienst is not None and soort != "niet":
            dienst.laatste_controle_op = max(op, dienst.laatste_controle_op or op)
            h.bewaar(dienst)
        h.gebeurtenis("gesprek" if soort == "gesproken" else gesprek.get_soort_display(), op, dossier=dossier)
    return gesprek


def voorwaarde_vaststellen(
    dienst: m.Dienst,
    *,
    tekst: str,
    wie: str = "",
    uiterlijk_op: date | None = None,
    op: date,
    door: Gebruiker,
    om: datetime,
) -> m.Veiligheidsvoorwaarde:
    """Stel een veiligheidsvoorwaarde vast."""
    with handeling(
        "voorwaarde_vaststellen", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst
    ) as h:
        eis(tekst.strip(), "Schrijf op waaraan moet zijn voldaan.")
        voorwaarde = m.Veiligheidsvoorwaarde(dienst=dienst, tekst=tekst, wie=wie, uiterlijk_op=uiterlijk_op)
        h.bewaar(voorwaarde)
        h.gebeurtenis("veiligheidsvoorwaarde vastgesteld", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)
    return voorwaarde


def voorwaarde_nagaan(
    voorwaarde: m.Veiligheidsvoorwaarde, *, stand: str, op: date, door: Gebruiker, om: datetime
) -> None:
    """Leg vast of aan een voorwaarde is voldaan."""
    dienst = voorwaarde.dienst
    with handeling("voorwaarde_nagaan", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst) as h:
        voorwaarde.stand, voorwaarde.voldaan_op = stand, op if stand == "voldaan" else None
        h.bewaar(voorwaarde)
        h.gebeurtenis(
            f"veiligheidsvoorwaarde: {voorwaarde.get_stand_display()}",
            op,
            dossier=dienst.dossier,
            kenmerk=dienst.kenmerk,
        )


def veiligheidsplan_maken(
    dienst: m.Dienst,
    *,
    tekst: str,
    gemaakt_met: str,
    op: date,
    bekijken_op: date | None = None,
    door: Gebruiker,
    om: datetime,
) -> m.Veiligheidsplan:
    """Leg het veiligheidsplan vast; een nieuw plan vervangt het vorige niet maar komt erbij."""
    with handeling(
        "veiligheidsplan_maken", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst
    ) as h:
        eis(tekst.strip(), "Schrijf de afspraken op.")
        plan = m.Veiligheidsplan(
            dienst=dienst, tekst=tekst, gemaakt_met=gemaakt_met, gemaakt_op=op, bekijken_op=bekijken_op
        )
        h.bewaar(plan)
        h.gebeurtenis("veiligheidsplan gemaakt", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)
    return plan


def plan_van_aanpak_maken(dienst: m.Dienst, *, tekst: str, op: date, door: Gebruiker, om: datetime) -> None:
    """Leg het plan van aanpak van een onderzoek vast."""
    with handeling(
        "plan_van_aanpak_maken", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst
    ) as h:
        _loopt(dienst)
        dienst.plan_van_aanpak, dienst.plan_van_aanpak_op = tekst, op
        h.bewaar(dienst)
        h.gebeurtenis("plan van aanpak gemaakt", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)


def werkstand_bijwerken(
    zaak: m.Melding | m.Dienst | m.Huisverbod | m.Overdracht,
    *,
    gezegd: Mapping[str, Any],
    afwijkingen: Mapping[str, str],
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Leg vast wat is gedaan, en waarom een punt open mag blijven."""
    with handeling("werkstand_bijwerken", "zaak.bewerken", door=door, om=om, dossier=zaak.dossier, over=zaak) as h:
        controleer_versie(zaak, versie)
        zaak.werkstand = {**zaak.werkstand, **gezegd}
        zaak.afwijkingen = {**zaak.afwijkingen, **afwijkingen}
        h.bewaar(zaak)


def dienst_afronden(
    dienst: m.Dienst,
    *,
    op: date,
    resultaat: Sequence[str] = (),
    overdracht_aan: Sequence[str] = (),
    toelichting: str = "",
    top3: bool | None = None,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Rond een dienst af. Wat het werkproces eist moet klaar zijn; de zinnen zeggen wat er nog ontbreekt."""
    with handeling("dienst_afronden", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst) as h:
        controleer_versie(dienst, versie)
        _loopt(dienst)
        eis(dienst.gestart_op is not None, "Deze dienst is nog niet begonnen.")
        eis(
            dienst.gestart_op is None or dienst.gestart_op <= op <= om.date(),
            "De dag ligt voor het begin of in de toekomst.",
        )
        dienst.afgerond_op, dienst.resultaat, dienst.top3 = op, list(resultaat), top3
        dienst.toelichting = toelichting or dienst.toelichting
        dienst.overdracht_aan = [*dict.fromkeys((*dienst.overdracht_aan, *overdracht_aan))]
        punten = werkstand.open_punten(dienst.soort, _werkstand(h, dienst, op), dienst, op)
        if punten:
            dienst.afgerond_op = None
            raise NietToegestaan(*(punt.boodschap for punt in punten))
        h.bewaar(dienst)
        h.gebeurtenis(f"afgerond: {dienst.get_soort_display()}", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)


def _werkstand(h: Uitvoering, dienst: m.Dienst, op: date) -> dict[str, Any]:
    if dienst.soort == "monitoren":
        return werkstand.van_monitoring(h.opslag, dienst, op)
    over = werkstand.soort(dienst.soort, op).over
    if over is not Werkdienst:  # huisverbod en ondersteuning: in een dossier staat alleen wat de medewerker zegt
        return werkstand.van_gezegd(over, dienst)
    return werkstand.van_dienst(h.opslag, dienst, op)


def dienst_intrekken(dienst: m.Dienst, *, op: date, reden: str, door: Gebruiker, om: datetime) -> None:
    """Trek een dienst in, bijvoorbeeld omdat een nieuwe melding tot een ander besluit leidt."""
    with handeling(
        "dienst_intrekken", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst, reden=reden[:200]
    ) as h:
        _loopt(dienst)
        eis(reden.strip(), "Schrijf op waarom deze dienst stopt.")
        dienst.ingetrokken_op, dienst.reden_ingetrokken = op, reden[:200]
        h.bewaar(dienst)
        h.gebeurtenis(f"ingetrokken: {dienst.get_soort_display()}", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)


def zaak_toewijzen(
    zaak: m.Melding | m.Dienst | m.Huisverbod, *, naar: Gebruiker, reden: str, door: Gebruiker, om: datetime
) -> None:
    """Wijs een zaak toe aan een collega."""
    with handeling(
        "zaak_toewijzen", "werk.toewijzen", door=door, om=om, dossier=zaak.dossier, over=zaak, reden=reden[:200]
    ) as h:
        eis(naar.is_active, "Deze collega werkt hier niet meer.")
        zaak.eigenaar = naar
        h.bewaar(zaak)
