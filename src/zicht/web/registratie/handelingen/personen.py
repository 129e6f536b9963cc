"""Mensen in een dossier: wie, in welke rol, en bij wie in huis."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zicht.core.bsn import lees_bsn
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import groepen
from zicht.web.registratie.handelingen import dubbelen
from zicht.web.registratie.handelingen.kern import Uitvoering, controleer_versie, eis, handeling
from zicht.web.registratie.herkenning import sleutels_van
from zicht.web.registratie.poort import open_adres

ELDERS = "over iemand uit dit dossier is elders iets vastgelegd: zoek het op, en scherm ook dat zo nodig af"


@dataclass(frozen=True)
class Mens:
    """Wat van iemand bekend is; alles mag leeg zijn."""

    voornamen: str = ""
    voorvoegsel: str = ""
    achternaam: str = ""
    geslacht: str = ""
    geboortejaar: int | None = None
    geboortemaand: int | None = None
    geboortedag: int | None = None
    ongeboren: bool = False
    bsn: str = ""


@dataclass(frozen=True)
class Betrokkenheid:
    """Iemand met zijn rol: een bekende persoon, of een nieuwe."""

    rol: str = ""
    mens: Mens | None = None
    persoon: m.Persoon | None = None
    toelichting: str = ""
    woont_hier: bool = True


@dataclass(frozen=True)
class Woonplek:
    """Een adres, in gewone velden."""

    straat: str = ""
    huisnummer: str = ""
    postcode: str = ""
    plaats: str = ""
    gemeente: str = ""
    geheim: bool = False

    @property
    def leeg(self) -> bool:
        """Of er niets is ingevuld."""
        return not any((self.straat, self.huisnummer, self.postcode, self.plaats))


def betrek(
    h: Uitvoering, dossier: m.Dossier, betrokkenen: Iterable[Betrokkenheid], plek: Woonplek | None, op: date
) -> list[m.Betrokkene]:
    """Zet mensen in een dossier; wie er al in staat blijft er een keer in staan."""
    invoeren = list(betrokkenen)
    al = {betrokkene.persoon_id: betrokkene for betrokkene in h.opslag.rijen(m.Betrokkene, dossier)}
    al = _ook_onder_verbonden_rij(al, [invoer.persoon.pk for invoer in invoeren if invoer.persoon])
    gezet: list[m.Betrokkene] = []
    bewoners: list[m.Persoon] = []
    nieuw: list[str] = []
    for invoer in invoeren:
        persoon = invoer.persoon or nieuwe_persoon(h, invoer.mens or Mens(), plek)
        if invoer.persoon is None and persoon.bsn_merk:
            nieuw.append(persoon.bsn_merk)
        betrokkene = al.get(persoon.pk) or m.Betrokkene(
            dossier=dossier, persoon=persoon, rol=invoer.rol, toelichting=invoer.toelichting
        )
        if betrokkene.versie == 0:
            h.bewaar(betrokkene)
            al[persoon.pk] = betrokkene
        gezet.append(betrokkene)
        if invoer.woont_hier:
            bewoners.append(persoon)
    if plek is not None and not plek.leeg and bewoners:
        _huisvest(h, dossier, bewoners, plek, op)
        # Wie hier al bekend was, is voortaan ook op dit adres te vinden.
        al_bekend = {invoer.persoon.pk for invoer in invoeren if invoer.persoon}
        dubbelen.herbouw_sleutels(h, *(bewoner.pk for bewoner in bewoners if bewoner.pk in al_bekend))
    if nieuw and not dossier.beschermd:
        _waarschuw_wie_afschermde(h, nieuw, op)
    return gezet


def _waarschuw_wie_afschermde(h: Uitvoering, merken: Collection[str], op: date) -> None:
    """Wie een afgeschermd dossier mag zien, leest daar dat over iemand eruit elders iets is vastgelegd; een ander merkt niets."""
    elders = m.Dossier.objects.filter(beschermd=True, betrokkenen__persoon__bsn_merk__in=merken).distinct()
    for dossier in elders:
        h.opslag.voeg_toe(
            m.Gebeurtenis(dossier=dossier, soort="elders_vastgelegd", op=op, om=h.om, door=None, tekst=ELDERS)
        )


def _ook_onder_verbonden_rij(al: dict[UUID, m.Betrokkene], gekozen: Collection[UUID]) -> dict[UUID, m.Betrokkene]:
    """Wie er al in staat onder een andere rij van dezelfde mens, staat er al in."""
    if not al or not gekozen:
        return al
    wortel = groepen({*al, *gekozen})
    op_wortel = {wortel[pk]: betrokkene for pk, betrokkene in al.items()}
    return {pk: op_wortel[wortel[pk]] for pk in gekozen if wortel[pk] in op_wortel} | al


def nieuwe_persoon(h: Uitvoering, mens: Mens, plek: Woonplek | None) -> m.Persoon:
    """Een persoon die hier nog niet bekend is, met de sleutels waaronder hij later gevonden wordt."""
    gegevens = {naam: waarde for naam, waarde in vars(mens).items() if naam != "bsn"}
    persoon = m.Persoon(**gegevens)
    if mens.bsn:
        persoon.zet_bsn(lees_bsn(mens.bsn))
    h.bewaar(persoon)
    for sleutel in sleutels_van(persoon, plek.postcode if plek else "", plek.huisnummer if plek else ""):
        h.opslag.voeg_toe(m.Zoeksleutel(persoon=persoon, sleutel=sleutel))
    return persoon


def _huisvest(h: Uitvoering, dossier: m.Dossier, bewoners: Iterable[m.Persoon], plek: Woonplek, op: date) -> None:
    huishouden = _nieuw_huishouden(h, plek)
    for persoon in bewoners:
        h.bewaar(m.Huishoudlid(huishouden=huishouden, persoon=persoon, dossier=dossier, van=op))


def betrokkene_toevoegen(
    dossier: m.Dossier,
    invoer: Betrokkenheid,
    *,
    plek: Woonplek | None,
    op: date,
    door: Gebruiker,
    om: datetime,
    huishouden: m.Huishouden | None = None,
) -> m.Betrokkene:
    """Voeg iemand toe aan een open dossier, op een nieuw adres of in een huishouden dat er al is."""
    with handeling("betrokkene_toevoegen", "zaak.bewerken", door=door, om=om, dossier=dossier) as h:
        eis(dossier.gesloten_op is None, "Dit dossier is gesloten.")
        (betrokkene,) = betrek(h, dossier, [invoer], plek, op)
        if huishouden is not None:
            h.bewaar(m.Huishoudlid(huishouden=huishouden, persoon=betrokkene.persoon, dossier=dossier, van=op))
            dubbelen.herbouw_sleutels(h, betrokkene.persoon.pk)
        h.gebeurtenis("iemand toegevoegd aan het dossier", op, dossier=dossier)
    return betrokkene


def persoon_wijzigen(
    betrokkene: m.Betrokkene,
    mens: Mens,
    *,
    rol: str,
    reden: str,
    versie: int | None,
    door: Gebruiker,
    om: datetime,
    toelichting: str | None = None,
) -> None:
    """Verbeter wat van iemand bekend is; de oude stand blijft als versie bewaard."""
    persoon = betrokkene.persoon
    with handeling("persoon_wijzigen", "zaak.bewerken", door=door, om=om, dossier=betrokkene.dossier, reden=reden) as h:
        eis(reden.strip(), "Schrijf op waarom u dit wijzigt, zoals ‘naam verkeerd verstaan’.")
        voor = dubbelen.gegevens(persoon)
        for naam, waarde in vars(mens).items():
            if naam != "bsn":
                setattr(persoon, naam, waarde)
        # Na het invullen, zodat beide standen te tonen zijn; voor het BSN, dat nooit in een fout komt.
        controleer_versie(persoon, versie)
        if mens.bsn:
            persoon.zet_bsn(lees_bsn(mens.bsn))
        h.bewaar(persoon)
        if betrokkene.rol != rol or (toelichting is not None and betrokkene.toelichting != toelichting):
            betrokkene.rol = rol
            betrokkene.toelichting = betrokkene.toelichting if toelichting is None else toelichting
            h.bewaar(betrokkene)
        dubbelen.herbouw_sleutels(h, persoon.pk)
        dubbelen.wijzig_mee(h, betrokkene, dubbelen.anders(persoon, voor))
        h.gebeurtenis("gegevens van iemand verbeterd", om.date(), dossier=betrokkene.dossier)


def verhuizen(
    dossier: m.Dossier,
    betrokkenen: Sequence[m.Betrokkene],
    *,
    naar: Woonplek | m.Huishouden | None,
    op: date,
    door: Gebruiker,
    om: datetime,
) -> None:
    """Laat mensen op een dag verhuizen: naar een nieuw adres, naar een huishouden dat er al is, of zonder bekend adres.

    Het oude adres blijft staan, met de dag waarop iemand er wegging.
    """
    with handeling("verhuizen", "zaak.bewerken", door=door, om=om, dossier=dossier) as h:
        eis(betrokkenen, "Kies wie er verhuist.")
        eis(op <= om.date(), "De dag van de verhuizing ligt in de toekomst.")
        for betrokkene in betrokkenen:
            for lid in betrokkene.persoon.huishoudens.filter(open_adres(door), tot=None):
                eis(lid.van is None or lid.van <= op, "De dag ligt voor de dag waarop iemand daar kwam wonen.")
                lid.tot = op
                h.bewaar(lid)
        huishouden = _nieuw_huishouden(h, naar) if isinstance(naar, Woonplek) else naar
        if huishouden is not None:
            for betrokkene in betrokkenen:
                h.bewaar(m.Huishoudlid(huishouden=huishouden, persoon=betrokkene.persoon, dossier=dossier, van=op))
                dubbelen.herbouw_sleutels(h, betrokkene.persoon.pk)
        h.gebeurtenis("verhuizing vastgelegd", op, dossier=dossier)


def _nieuw_huishouden(h: Uitvoering, plek: Woonplek) -> m.Huishouden:
    eis(not plek.leeg, "Vul het nieuwe adres in, of kies ‘adres niet bekend’.")
    adres = m.Adres(**vars(plek))
    huishouden = m.Huishouden(adres=adres)
    h.bewaar(adres, huishouden)
    return huishouden


def contactvlag_zetten(
    dossier: m.Dossier,
    *,
    soort: str,
    tekst: str,
    betrokkene: m.Betrokkene | None,
    op: date,
    door: Gebruiker,
    om: datetime,
) -> m.Contactvlag:
    """Zet waar een collega op moet letten voor er contact is."""
    with handeling("contactvlag_zetten", "zaak.bewerken", door=door, om=om, dossier=dossier) as h:
        vlag = m.Contactvlag(dossier=dossier, betrokkene=betrokkene, soort=soort, tekst=tekst, van=op)
        h.bewaar(vlag)
        h.gebeurtenis("contactaanwijzing gezet", op, dossier=dossier)
    return vlag


def contactvlag_beeindigen(vlag: m.Contactvlag, *, op: date, reden: str, door: Gebruiker, om: datetime) -> None:
    """Haal een contactaanwijzing weg, met de reden."""
    with handeling("contactvlag_beeindigen", "zaak.bewerken", door=door, om=om, dossier=vlag.dossier, reden=reden) as h:
        eis(reden.strip(), "Schrijf op waarom deze aanwijzing niet meer nodig is.")
        vlag.tot = op
        h.bewaar(vlag)
        h.gebeurtenis("contactaanwijzing beëindigd", op, dossier=vlag.dossier)
