"""Wat er van een brief al bekend is: de registratie vult het formulier, niemand typt iets over."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from zicht.core.periodes import lange_datum
from zicht.rapportage.brieven import Overdrachtsmoment, Stap
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import post

Rijen = list[tuple[str, ...]]
OPNIEUW = ("er weer geweld of dreiging is", "iemand zich niet aan de afspraken houdt")


def regels(tekst: str) -> list[str]:
    """De regels van een tekst, zonder lege regels en zonder streepjes vooraan."""
    return [kaal for regel in tekst.splitlines() if (kaal := regel.strip().lstrip("-•* ").strip())]


def partij(overdracht: m.Overdracht) -> str:
    """Wie verdergaat, in woorden."""
    naam = str(overdracht.organisatie or overdracht.get_soort_display() or overdracht.ontvanger)
    return naam[:1].upper() + naam[1:]


def moment(overdracht: m.Overdracht) -> Overdrachtsmoment:
    """Na welke stap wordt overgedragen."""
    if overdracht.dienst is None:
        return Overdrachtsmoment.NA_BEOORDELING
    onderzoek = overdracht.dienst.soort == "onderzoek"
    return Overdrachtsmoment.NA_ONDERZOEK if onderzoek else Overdrachtsmoment.NA_VOORWAARDEN


def overdracht(rij: m.Overdracht, medewerker: str, op: date) -> dict[str, Any]:
    """De velden van de brief over een overdracht."""
    wie = partij(rij)
    mag = [lezer for lezer in post.lezers(rij.dossier, op) if not post.tegen_schrijven(rij.dossier, [lezer], op)]
    return {
        "lezers": [str(lezer.pk) for lezer in mag],
        "besproken_op": _dag(rij.werkstand.get("gesprek_op")) or rij.aangeboden_op,
        "overdrachtspartij": wie,
        "veiligheidsplan": f"{wie}, samen met het gezin",
        "zicht_op_veiligheid": rij.zicht_door,
        "regie": (rij.dienst.werkstand.get("regie_bij") if rij.dienst else "") or rij.ontvanger or wie,
        "wie_meldt": wie,
        "veiligheidsvoorwaarden": "\n".join(v.tekst for v in _voorwaarden(rij)),
        "opnieuw_melden": "\n".join(regels(rij.opnieuw_melden) or OPNIEUW),
        "afspraken": [(tekst, wie, "vanaf nu") for tekst in regels(rij.afspraken)],
        "monitoring": list(_monitoring(rij.dossier, medewerker)),
    }


def _dag(waarde: Any) -> date | None:
    return date.fromisoformat(waarde) if isinstance(waarde, str) and waarde else waarde or None


def _voorwaarden(rij: m.Overdracht) -> Sequence[m.Veiligheidsvoorwaarde]:
    return [*rij.dienst.voorwaarden.order_by("pk")] if rij.dienst else []


def _monitoring(dossier: m.Dossier, medewerker: str) -> Iterator[tuple[str, ...]]:
    momenten = m.Monitormoment.objects.filter(dienst__dossier=dossier, uitgevoerd_op=None, vervallen_op=None)
    for gepland in momenten.order_by("gepland_op"):
        met = gepland.get_met_display() or "het gezin"
        yield (lange_datum(gepland.gepland_op), met, "of iedereen veilig is", medewerker)


def terugkoppeling(melding: m.Melding) -> dict[str, Any]:
    """De stappen die volgens de registratie zijn gezet."""
    return {"stappen": [stap.name for stap in _stappen(melding)]}


def _stappen(melding: m.Melding) -> Iterator[Stap]:
    soorten = {dienst.soort for dienst in melding.diensten.filter(ingetrokken_op=None)}
    gezet = {
        Stap.BEOORDEELD: melding.beoordeeld_op,
        Stap.CONTACT: melding.eerste_contact_op,
        Stap.OVERGEDRAGEN: melding.overgedragen_op,
        Stap.VOORWAARDEN: "voorwaarden_en_vervolg" in soorten,
        Stap.ONDERZOEK: "onderzoek" in soorten,
        Stap.MONITOREN: "monitoren" in soorten,
        Stap.GEEN_VERVOLG: melding.besluit == "geen_vervolg",
        Stap.AFGESLOTEN: melding.dossier.gesloten_op,
    }
    yield from (stap for stap, zo in gezet.items() if zo)


def vastlegging(dossier: m.Dossier, op: date) -> dict[str, Any]:
    """De dag waarop de eerste gegevens zijn vastgelegd, en wie dat nog niet weet."""
    eerste = dossier.meldingen.order_by("ontvangen_op").first()
    onwetend = [lezer for lezer in post.lezers(dossier, op) if lezer.geinformeerd_op is None]
    return {
        "vastgelegd_op": eerste.ontvangen_op if eerste else dossier.geopend_op,
        "gegevens": ["WIE", "GEZIN", "ZORGEN"],
        "aan": str(onwetend[0].pk) if onwetend else None,
    }
