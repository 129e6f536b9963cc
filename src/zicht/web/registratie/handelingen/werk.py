"""Werk verdelen: meer zaken tegelijk toewijzen en dat terugdraaien, filters bewaren, en wachtende diensten screenen."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.diensten import zaak_toewijzen
from zicht.web.registratie.handelingen.kern import NietToegestaan, Uitvoering, controleer_versie, eis, handeling
from zicht.web.registratie.handelingen.meldingen import volgende_controle
from zicht.web.registratie.selecties.toewijzen import HOOGSTENS, Zaak, mag_ontvangen, met_belang, zaken_van

_OPNIEUW = "Bekijk de lijst opnieuw en kies dan nog eens."


def in_bulk_toewijzen(
    zaken: Sequence[Zaak], *, versies: Mapping[str, int], naar: Gebruiker, reden: str, door: Gebruiker, om: datetime
) -> m.Bulktoewijzing:
    """Wijs meer zaken in een keer toe: allemaal of geen, met een reden, en terug te draaien."""
    with handeling("in_bulk_toewijzen", "werk.toewijzen", door=door, om=om, reden=reden[:200]) as h:
        eis(reden.strip(), "Schrijf op waarom deze zaken naar een ander gaan.")
        eis(naar.is_active and naar.mag("zaak.bewerken"), f"{naar} kan geen zaken behandelen. Kies een ander.")
        eis(len(zaken) <= HOOGSTENS, f"Wijs hoogstens {HOOGSTENS} zaken tegelijk toe; u koos er {len(zaken)}.")
        _nog_zoals_bekeken(zaken, versies)
        mag = mag_ontvangen(naar, zaken)
        buiten = [zaak.kenmerk for zaak in zaken if not mag[zaak.kenmerk]]
        eis(not buiten, f"{naar} is niet toegelaten tot {_opsomming(buiten)}. Haal die zaken uit de keuze.")
        belang = met_belang(naar, zaken)
        eis(not belang, f"{naar} kan {_opsomming(belang)} niet doen: er is een belang bij het dossier vastgelegd.")
        vorige = [_wijs_toe(zaak, naar, reden, h) for zaak in zaken]
        toewijzing = m.Bulktoewijzing(door=door, naar=naar, om=om, reden=reden[:200], vorige=vorige)
        h.opslag.voeg_toe(toewijzing)
    return toewijzing


def _nog_zoals_bekeken(zaken: Sequence[Zaak], versies: Mapping[str, int]) -> None:
    """Houd tegen wat na het bekijken is veranderd of afgerond: het aantal moet precies kloppen."""
    eis(
        zaken and len(zaken) == len(versies),
        f"U koos {len(versies)} zaken; {len(zaken)} daarvan kunnen nog worden toegewezen. {_OPNIEUW}",
    )
    anders = [zaak.kenmerk for zaak in zaken if zaak.versie != versies.get(zaak.kenmerk)]
    eis(not anders, f"Intussen gewijzigd: {_opsomming(anders)}. {_OPNIEUW}")


def _wijs_toe(zaak: Zaak, naar: Gebruiker, reden: str, h: Uitvoering) -> dict[str, Any]:
    """Geef een zaak aan een collega, en onthoud van wie zij was en welke versie zij nu heeft."""
    was = {"kenmerk": zaak.kenmerk, "eigenaar": str(zaak.eigenaar_id or ""), "team": str(zaak.team_id)}
    zaak.team = naar.team or zaak.team
    zaak_toewijzen(zaak, naar=naar, reden=reden, door=h.door, om=h.om)
    return {**was, "versie": zaak.versie}


def toewijzing_terugdraaien(toewijzing: m.Bulktoewijzing, *, door: Gebruiker, om: datetime) -> tuple[int, int]:
    """Geef terug wat sinds de toewijzing niet is gewijzigd; het antwoord is hoeveel terugging en hoeveel bleef."""
    reden = f"toewijzing van {toewijzing.om:%d-%m-%Y} teruggedraaid"
    with handeling("toewijzing_terugdraaien", "werk.toewijzen", door=door, om=om, reden=reden):
        open_ = m.Bulktoewijzing.objects.filter(pk=toewijzing.pk, ongedaan_om=None)
        eis(open_.update(ongedaan_om=om), "Deze toewijzing is al teruggedraaid. Wijs de zaken zo nodig opnieuw toe.")
        was = {rij["kenmerk"]: rij for rij in toewijzing.vorige}
        mensen = {
            str(mens.pk): mens
            for mens in Gebruiker.objects.filter(pk__in={r["eigenaar"] for r in was.values() if r["eigenaar"]})
        }
        teams = {str(team.pk): team for team in Team.objects.all()}
        terug = 0
        for zaak in zaken_van(door, list(was), om):
            rij = was[zaak.kenmerk]
            eerder = mensen.get(rij["eigenaar"])
            if zaak.versie == rij["versie"] and eerder is not None and eerder.is_active:
                zaak.team = teams.get(rij["team"], zaak.team)
                zaak_toewijzen(zaak, naar=eerder, reden=reden, door=door, om=om)
                terug += 1
    toewijzing.ongedaan_om = om
    return terug, len(was) - terug


def _opsomming(kenmerken: Sequence[str]) -> str:
    return ", ".join(kenmerken[:5]) + (f" en nog {len(kenmerken) - 5}" if len(kenmerken) > 5 else "")


# -------------------------------------------------------------------------------------------------------------- screenen


def dienst_screenen(
    dienst: m.Dienst,
    *,
    op: date,
    bevinding: str,
    zicht_door: str,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Bekijk de veiligheid van een wachtende dienst opnieuw, en zet de dag voor de volgende keer."""
    with handeling(
        "dienst_screenen", "zaak.bewerken", door=door, om=om, dossier=dienst.dossier, over=dienst, reden=bevinding[:200]
    ) as h:
        controleer_versie(dienst, versie)
        eis(bevinding.strip(), "Schrijf op wat u over de veiligheid hebt gehoord of gezien.")
        eis(dienst.gestart_op is None, "Deze dienst is al begonnen; leg de controle daar vast.")
        eis(op <= om.date(), "De dag van de controle ligt in de toekomst.")
        urgentie = dienst.melding.urgentie if dienst.melding else ""
        dienst.laatste_controle_op, dienst.volgende_controle_op = op, volgende_controle(op, urgentie)
        dienst.zicht_door = zicht_door or dienst.zicht_door
        h.bewaar(dienst)
        h.gebeurtenis("veiligheid opnieuw bekeken", op, dossier=dienst.dossier, kenmerk=dienst.kenmerk)


# --------------------------------------------------------------------------------------------------------------- filters


def filter_bewaren(
    *, naam: str, filters: Mapping[str, Any], gedeeld: bool, door: Gebruiker, om: datetime
) -> m.Zoekopdracht:
    """Bewaar een filter; een eigen filter met dezelfde naam wordt vervangen. Zonder naam is het uw eigen begin."""
    with handeling("filter_bewaren", "werk.inzien", door=door, om=om):
        eis(not gedeeld or door.team_id, "U hoort bij geen team, dus u kunt dit filter niet delen.")
        eis(not gedeeld or naam, "Geef het filter een naam om het te delen.")
        bewaard, _nieuw = m.Zoekopdracht.objects.update_or_create(
            eigenaar=door, naam=naam[:60], defaults={"filters": dict(filters), "team": door.team if gedeeld else None}
        )
    return bewaard


def filter_verwijderen(filter_id: str, *, door: Gebruiker, om: datetime) -> None:
    """Gooi een eigen filter weg."""
    with handeling("filter_verwijderen", "werk.inzien", door=door, om=om):
        weg, _per_soort = m.Zoekopdracht.objects.filter(pk=filter_id, eigenaar=door).delete()
        if not weg:
            raise NietToegestaan("Dit filter is er niet meer, of het is van een ander.")
