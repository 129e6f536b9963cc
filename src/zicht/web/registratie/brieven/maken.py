"""Van een ingevuld formulier naar de brief zelf."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zicht.rapportage.brieven import (
    Afspraak,
    Brief,
    Briefkop,
    DossierVernietigen,
    Geadresseerde,
    Gegevens,
    Gespreksdoel,
    Medewerker,
    Monitorafspraak,
    Overdracht,
    Rechten,
    Rol,
    Stap,
    TerugkoppelingMelder,
    Uitnodiging,
    Vastlegging,
)
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import post, vooraf
from zicht.web.registratie.brieven.organisatie import afzender
from zicht.web.registratie.handelingen.brieven import Waarover

Velden = Mapping[str, Any]


@dataclass(frozen=True)
class Opdracht:
    """Welke brief wordt gemaakt: in welk dossier, door wie, en over welke rij."""

    dossier: m.Dossier
    soort: str
    door: Gebruiker
    op: date
    overdracht: m.Overdracht | None = None
    melding: m.Melding | None = None
    dienst: m.Dienst | None = None


def opdracht(dossier: m.Dossier, soort: str, over: str, door: Gebruiker, op: date) -> Opdracht:
    """De opdracht bij een rij van dit dossier."""
    rij: Any = None
    if over:
        bron = {"overdracht": dossier.overdrachten, "terugkoppeling_melder": dossier.meldingen}
        rij = bron.get(soort, dossier.diensten).get(pk=over)
    naam = {m.Overdracht: "overdracht", m.Melding: "melding", m.Dienst: "dienst"}.get(type(rij))
    return Opdracht(dossier, soort, door, op, **({naam: rij} if naam else {}))


def maak(opdracht: Opdracht, velden: Velden) -> tuple[Brief, Waarover]:
    """De brief, en bij welke rijen hij hoort."""
    return _MAKERS[opdracht.soort](opdracht, _kop(opdracht, velden), velden)


def _kop(opdracht: Opdracht, velden: Velden) -> Briefkop:
    functie = ", ".join(sorted(rol.titel for rol in opdracht.door.rollen))
    wie = Medewerker(str(opdracht.door), functie, velden["telefoon"])
    return Briefkop(afzender(), velden["datum"], opdracht.dossier.kenmerk, wie)


def _aan(opdracht: Opdracht, lezer: m.Betrokkene) -> Geadresseerde:
    return post.geadresseerde(lezer, post.adres_geheim(lezer, opdracht.op))


def _overdracht(opdracht: Opdracht, kop: Briefkop, velden: Velden) -> tuple[Brief, Waarover]:
    rij = opdracht.overdracht
    assert rij is not None
    partij = velden["overdrachtspartij"]
    brief = Overdracht(
        kop=kop,
        moment=vooraf.moment(rij),
        ontvangers=(*(str(lezer.persoon) for lezer in velden["lezers"]), *([partij] if partij else ())),
        besproken_op=velden["besproken_op"],
        overdrachtspartij=partij,
        veiligheidsplan=velden["veiligheidsplan"],
        zicht_op_veiligheid=velden["zicht_op_veiligheid"],
        regie=velden["regie"],
        wie_meldt=velden["wie_meldt"],
        afspraken=tuple(Afspraak(*rij) for rij in velden["afspraken"]),
        opnieuw_melden=tuple(vooraf.regels(velden["opnieuw_melden"])),
        veiligheidsvoorwaarden=tuple(vooraf.regels(velden["veiligheidsvoorwaarden"])),
        doelen_risico=tuple(vooraf.regels(velden["doelen_risico"])),
        doelen_herstel=tuple(vooraf.regels(velden["doelen_herstel"])),
        monitoring=tuple(Monitorafspraak(*rij) for rij in velden["monitoring"]),
    )
    return brief, Waarover(melding=rij.melding, overdracht=rij, lezers=tuple(velden["lezers"]))


def _terugkoppeling(opdracht: Opdracht, kop: Briefkop, velden: Velden) -> tuple[Brief, Waarover]:
    melding = opdracht.melding
    assert melding is not None
    stappen = tuple(Stap[naam] for naam in velden["stappen"])
    aan = _aan_bron(velden)
    kop = replace(
        kop, kenmerk=melding.kenmerk
    )  # een melder krijgt het kenmerk van de eigen melding, niet dat van het gezin
    return TerugkoppelingMelder(kop, aan, melding.ontvangen_op, stappen, melding.melder.beroepsmatig), Waarover(melding)


def _aan_bron(velden: Velden) -> Geadresseerde:
    """Aan een melder of informant: wat er over haar vastligt, en anders wat is ingevuld."""
    return Geadresseerde(velden["naam"], tuple(vooraf.regels(velden["adres"])), velden["aanhef"])


def _uitnodiging(opdracht: Opdracht, kop: Briefkop, velden: Velden) -> tuple[Brief, Waarover]:
    lezer = velden["aan"]
    brief = Uitnodiging(
        kop, _aan(opdracht, lezer), velden["gesprek_op"], velden["tijd"], velden["plaats"], velden["duur"],
        tuple(vooraf.regels(velden["met_wie"])), Gespreksdoel[velden["doel"]], velden["kinderen"],
    )  # fmt: skip
    return brief, Waarover(lezers=(lezer,))


def _rechten(opdracht: Opdracht, kop: Briefkop, velden: Velden) -> tuple[Brief, Waarover]:
    lezer = velden["aan"]
    if isinstance(lezer, m.Betrokkene):
        return Rechten(kop, _aan(opdracht, lezer), Rol.DIRECT_BETROKKENE), Waarover(lezers=(lezer,))
    if isinstance(lezer, m.Informant):
        return Rechten(kop, _bron(lezer.naam), Rol.INFORMANT), Waarover(informant=lezer)
    kop = replace(kop, kenmerk=lezer.melding.kenmerk)
    return Rechten(kop, _bron(lezer.naam, lezer.adres), Rol.MELDER), Waarover(melding=lezer.melding)


def _bron(naam: str, adres: str = "") -> Geadresseerde:
    return Geadresseerde(naam, tuple(adresregels(adres)), naam)


def adresregels(adres: str) -> list[str]:
    """Een adres dat op een regel staat, als regels van een brief."""
    return vooraf.regels(adres.replace(",", "\n"))


def _vastlegging(opdracht: Opdracht, kop: Briefkop, velden: Velden) -> tuple[Brief, Waarover]:
    lezer = velden["aan"]
    soorten = tuple(Gegevens[naam] for naam in velden["gegevens"])
    return Vastlegging(kop, _aan(opdracht, lezer), velden["vastgelegd_op"], soorten), Waarover(lezers=(lezer,))


def _vernietigen(opdracht: Opdracht, kop: Briefkop, velden: Velden) -> tuple[Brief, Waarover]:
    dienst = opdracht.dienst
    assert dienst is not None
    assert dienst.afgerond_op is not None
    lezer = velden["aan"]
    return DossierVernietigen(kop, _aan(opdracht, lezer), dienst.afgerond_op), Waarover(lezers=(lezer,))


_MAKERS = {
    "overdracht": _overdracht,
    "terugkoppeling_melder": _terugkoppeling,
    "uitnodiging": _uitnodiging,
    "rechten": _rechten,
    "vastlegging": _vastlegging,
    "dossier_vernietigen": _vernietigen,
}
