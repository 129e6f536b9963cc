"""Overdragen en monitoren: het zicht op veiligheid goed achterlaten, en later nagaan of het hielp."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen.kern import NietToegestaan, Uitvoering, eis, handeling

# Keuze, want de bronnen noemen geen speling: twee weken. Afgesproken momenten liggen maanden uit elkaar; wie een moment van
# over een half jaar vandaag vastlegt, heeft meestal het verkeerde gekozen.
RUIM_VOOR = 14


def overdracht_aanbieden(
    zaak: m.Melding | m.Dienst,
    *,
    soort: str,
    afspraken: str,
    zicht_door: str,
    op: date,
    organisatie: m.Organisatie | None = None,
    ontvanger: str = "",
    professional: m.Professional | None = None,
    opnieuw_melden: str = "",
    gezegd: Mapping[str, Any] | None = None,
    door: Gebruiker,
    om: datetime,
) -> m.Overdracht:
    """Bied een zaak aan bij de ontvanger; tot die aanvaardt houdt Veilig Thuis zicht op de veiligheid."""
    over = {"melding": zaak} if isinstance(zaak, m.Melding) else {"dienst": zaak}
    with handeling("overdracht_aanbieden", "zaak.bewerken", door=door, om=om, dossier=zaak.dossier, over=zaak) as h:
        eis(afspraken.strip(), "Schrijf de afspraken op die gezin en ontvanger in dezelfde brief krijgen.")
        eis(zicht_door.strip(), "Schrijf op wie zicht op de veiligheid houdt.")
        overdracht = m.Overdracht(
            dossier=zaak.dossier, soort=soort, professional=professional,
            organisatie=organisatie or (professional.organisatie if professional else None),
            ontvanger=ontvanger or (professional.naam if professional else ""), afspraken=afspraken,
            zicht_door=zicht_door, opnieuw_melden=opnieuw_melden, aangeboden_op=op, werkstand=dict(gezegd or {}), **over,
        )  # fmt: skip
        h.bewaar(overdracht)
        h.gebeurtenis("overdracht aangeboden", op, dossier=zaak.dossier, kenmerk=zaak.kenmerk)
    return overdracht


def overdracht_beantwoorden(
    overdracht: m.Overdracht, *, aanvaard: bool, op: date, reden: str = "", door: Gebruiker, om: datetime
) -> None:
    """Leg vast of de ontvanger aanvaardt. Bij aanvaarden is het vervolg belegd; bij weigeren blijft Veilig Thuis aan zet."""
    zaak = overdracht.melding or overdracht.dienst
    assert zaak is not None
    with handeling(
        "overdracht_beantwoorden", "zaak.bewerken", door=door, om=om, dossier=overdracht.dossier, over=zaak
    ) as h:
        eis(not overdracht.antwoord, "Het antwoord is al vastgelegd.")
        eis(aanvaard or reden.strip(), "Schrijf op waarom de ontvanger weigert.")
        eis(overdracht.aangeboden_op <= op, "De ontvanger kan niet antwoorden voor de overdracht is aangeboden.")
        overdracht.antwoord, overdracht.antwoord_op = ("aanvaard" if aanvaard else "geweigerd"), op
        overdracht.reden = "" if aanvaard else reden[:200]
        h.bewaar(overdracht)
        if aanvaard:
            zaak.overgedragen_op = op
            if overdracht.soort and overdracht.soort not in zaak.overdracht_aan:
                zaak.overdracht_aan = [*zaak.overdracht_aan, overdracht.soort]
            h.bewaar(zaak)
        h.gebeurtenis(
            "overdracht aanvaard" if aanvaard else "overdracht geweigerd",
            op,
            dossier=overdracht.dossier,
            kenmerk=zaak.kenmerk,
        )


def overdracht_bevestigen(overdracht: m.Overdracht, *, op: date, door: Gebruiker, om: datetime) -> None:
    """Gezin en ontvanger kregen dezelfde schriftelijke bevestiging."""
    with handeling("overdracht_bevestigen", "zaak.bewerken", door=door, om=om, dossier=overdracht.dossier) as h:
        overdracht.bevestigd_op = op
        h.bewaar(overdracht)
        h.gebeurtenis("overdracht schriftelijk bevestigd", op, dossier=overdracht.dossier)


def hulp_begonnen(overdracht: m.Overdracht, *, op: date, door: Gebruiker, om: datetime) -> None:
    """De hulp is echt begonnen."""
    with handeling("hulp_begonnen", "zaak.bewerken", door=door, om=om, dossier=overdracht.dossier) as h:
        eis(overdracht.antwoord == "aanvaard", "De ontvanger heeft de overdracht nog niet aanvaard.")
        overdracht.hulp_gestart_op = op
        h.bewaar(overdracht)
        h.gebeurtenis("hulp begonnen", op, dossier=overdracht.dossier)


def monitormoment_plannen(
    dienst: m.Dienst, *, gepland_op: date, met: str, door: Gebruiker, om: datetime
) -> m.Monitormoment:
    """Spreek een moment van monitoren af."""
    with handeling(
        "monitormoment_plannen", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst
    ) as h:
        eis(dienst.soort == "monitoren", "Dit is geen dienst monitoren.")
        eis(dienst.afgerond_op is None, "Het monitoren is al afgerond.")
        moment = m.Monitormoment(dienst=dienst, gepland_op=gepland_op, met=met)
        h.bewaar(moment)
        h.gebeurtenis("monitormoment afgesproken", om.date(), dossier=dienst.dossier, kenmerk=dienst.kenmerk)
    return moment


def monitormoment_houden(
    moment: m.Monitormoment,
    *,
    op: date,
    cijfer: Decimal | None,
    verslag: str,
    door: Gebruiker,
    om: datetime,
    met: str | None = None,
    reden_eerder: str = "",
) -> None:
    """Leg een gehouden moment vast met het veiligheidscijfer; ruim voor de afgesproken dag alleen met een reden."""
    dienst = moment.dienst
    with handeling(
        "monitormoment_houden", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst,
        reden=reden_eerder[:200],
    ) as h:  # fmt: skip
        eis(moment.uitgevoerd_op is None and moment.vervallen_op is None, "Dit moment is al vastgelegd of vervallen.")
        eis(op <= om.date(), "De dag ligt in de toekomst.")
        eis(
            not ruim_voor(moment, op) or reden_eerder.strip(),
            f"Dit moment is afgesproken voor {moment.gepland_op:%d-%m-%Y}. Schrijf op waarom het zoveel eerder was, of leg "
            "een ander moment vast. Het afgesproken moment vervalt dan niet.",
        )
        moment.uitgevoerd_op, moment.veiligheidscijfer, moment.verslag, moment.met = (
            op,
            cijfer,
            verslag,
            met or moment.met,
        )
        dienst.laatste_controle_op = op
        h.bewaar(moment, dienst)
        eerder = ", eerder dan afgesproken" if ruim_voor(moment, op) else ""
        h.gebeurtenis(f"monitormoment gehouden{eerder}", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)


def ruim_voor(moment: m.Monitormoment, op: date) -> bool:
    """Of een dag zo ver voor de afgesproken dag ligt dat het waarschijnlijk om een ander moment gaat."""
    return op < moment.gepland_op - timedelta(days=RUIM_VOOR)


def monitormoment_laten_vervallen(
    moment: m.Monitormoment, *, reden: str, op: date, nieuw_op: date | None = None, door: Gebruiker, om: datetime
) -> m.Monitormoment | None:
    """Laat een moment vervallen, of verzet het: het oude moment blijft met de reden zichtbaar."""
    dienst = moment.dienst
    with handeling(
        "monitormoment_vervalt",
        "zaak.bewerken",
        door=door,
        om=om,
        dossier=dienst.dossier,
        over=dienst,
        reden=reden[:200],
    ) as h:
        eis(reden.strip(), "Schrijf op waarom dit moment niet doorgaat.")
        eis(moment.uitgevoerd_op is None and moment.vervallen_op is None, "Dit moment is al vastgelegd of vervallen.")
        moment.vervallen_op, moment.reden_vervallen = op, reden[:200]
        h.bewaar(moment)
        nieuw = m.Monitormoment(dienst=dienst, gepland_op=nieuw_op, met=moment.met) if nieuw_op else None
        if nieuw is not None:
            h.bewaar(nieuw)
        h.gebeurtenis(
            "monitormoment verzet" if nieuw else "monitormoment vervallen",
            op,
            dossier=dienst.dossier,
            kenmerk=dienst.kenmerk,
        )
    return nieuw


def dossier_sluiten(
    dossier: m.Dossier,
    *,
    sluitroute: str,
    op: date,
    door: Gebruiker,
    om: datetime,
    redenen: Mapping[str, str] | None = None,
) -> None:
    """Sluit een dossier als niets meer loopt."""
    with handeling("dossier_sluiten", "zaak.bewerken", door=door, om=om, dossier=dossier, over=dossier) as h:
        eis(dossier.gesloten_op is None, "Dit dossier is al gesloten.")
        eis(sluitroute, "Kies hoe het dossier sluit.")
        dossier.gesloten_op, dossier.sluitroute = op, sluitroute
        punten = _open_punten(h, dossier, op, redenen or {})
        if punten:
            dossier.gesloten_op, dossier.sluitroute = None, ""
            raise NietToegestaan(*punten)
        h.bewaar(dossier)
        h.gebeurtenis("dossier gesloten", op, dossier=dossier, kenmerk=dossier.kenmerk)


def _open_punten(h: Uitvoering, dossier: m.Dossier, op: date, redenen: Mapping[str, str]) -> list[str]:
    punten = werkstand.open_punten_dossier(werkstand.van_dossier(h.opslag, dossier), op)
    return [punt.boodschap for punt in punten if punt.blokkeert or not redenen.get(punt.regel)]
