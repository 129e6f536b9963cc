"""Twee rijen die over een mens gaan: verbinden, weer losmaken, of vastleggen dat het er juist twee zijn.

Keuzes:
- Geen rij verdwijnt. Wat per gegeven is gekozen komt in beide rijen te staan, als nieuwe versie; elk dossier toont zo
  dezelfde mens, en adressen blijven bij de rij waar zij zijn vastgelegd.
- Losmaken geeft elke rij terug wat zij zelf had: haar stand voor het verband, met daarover elke verbetering die daarna
  in een dossier van die rij zelf is gedaan. Wat alleen meekwam van de ander gaat er weer uit, ook uit de zoeksleutels.
- Staat een van de twee alleen in afgeschermde dossiers, dan gaan er geen gegevens over. In de cijfers is het wel een mens.
- Op de tijdlijn staat niet dat er een verband is: wie de ander niet mag zien, hoort dat er nooit uit af te leiden.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from zicht.web.beheer.models import Gebruiker
from zicht.web.logboek import verzoek
from zicht.web.logboek.keten import Regel
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import groep, open_bekend, zichtbare_groepen, zichtbare_personen
from zicht.web.registratie.eigenstanden import GEGEVENS, LOSMAKEN, MEE, VELDEN, VERBINDEN, eigen_stand
from zicht.web.registratie.handelingen.kern import Uitvoering, controleer_versie, eis, handeling
from zicht.web.registratie.opslag import slot
from zicht.web.registratie.zoeksleutels import zet_sleutels

RECHT = "persoon.verbinden"
TIJDLIJN = "gegevens van iemand nagekeken en bijgewerkt"


def personen_verbinden(
    een: m.Persoon,
    ander: m.Persoon,
    *,
    keuzes: Mapping[str, m.Persoon],
    reden: str,
    versies: Mapping[UUID, int] | None = None,
    door: Gebruiker,
    om: datetime,
) -> m.Persoonsverband:
    """Leg vast dat twee rijen over een mens gaan, met per gegeven welke van de twee klopt."""
    with handeling(VERBINDEN, RECHT, door=door, om=om, over=een, reden=reden[:200]) as h:
        een, ander = _twee(h, een, ander, reden, versies)
        bekend = zichtbare_groepen({een.pk, ander.pk}, door, om, RECHT)
        eis(bekend[een.pk] != bekend[ander.pk], "Deze twee zijn al verbonden.")
        for beslissing in _beslissingen(een, ander):
            beslissing.beeindigd_op, beslissing.eindreden = om.date(), f"toch dezelfde: {reden}"[:200]
            h.bewaar(beslissing)
        verband = _verband(h, een, ander, zelfde=True)
        bron = {een.pk: een, ander.pk: ander}
        gekozen = {n: getattr(bron[keuzes[g].pk], n) for g, namen in GEGEVENS.items() if g in keuzes for n in namen}
        rijen = _open_rijen({een.pk, ander.pk}, (een, ander))
        samen = {een.pk, ander.pk} <= {rij.pk for rij in rijen}
        for rij in rijen if samen else ():
            _zet(h, rij, gekozen, VERBINDEN)
        herbouw_sleutels(h, *groep({een.pk, ander.pk}))
        _vertel(h, _dossiers((een, ander), alleen_afgeschermd=not samen))
    return verband


def personen_losmaken(verband: m.Persoonsverband, *, reden: str, door: Gebruiker, om: datetime) -> None:
    """Draai een verband terug; elke rij krijgt terug wat zij zelf had."""
    with handeling(LOSMAKEN, RECHT, door=door, om=om, over=verband, reden=reden[:200]) as h:
        een, ander = _twee(h, verband.een, verband.ander, reden, None)
        verband = m.Persoonsverband.objects.get(pk=verband.pk)
        eis(verband.zelfde and verband.beeindigd_op is None, "Dit verband is al teruggedraaid.")
        was = groep({een.pk})
        verband.beeindigd_op, verband.eindreden = om.date(), reden[:200]
        h.bewaar(verband)
        samen = {een.pk, ander.pk} <= open_bekend({een.pk, ander.pk})
        herbouw_sleutels(h, *was)
        bekend = {een.pk: een, ander.pk: ander}
        for rij in m.Persoon.objects.filter(pk__in=was):
            _zet(h, bekend.get(rij.pk, rij), eigen_stand(rij, zonder=verband), LOSMAKEN)
        _vertel(h, _dossiers((een, ander), alleen_afgeschermd=not samen))


def twee_mensen(een: m.Persoon, ander: m.Persoon, *, reden: str, door: Gebruiker, om: datetime) -> m.Persoonsverband:
    """Leg vast dat dit twee mensen zijn, zodat niemand hetzelfde paar nog eens hoeft na te kijken."""
    with handeling("twee_mensen", RECHT, door=door, om=om, over=een, reden=reden[:200]) as h:
        een, ander = _twee(h, een, ander, reden, None)
        bekend = zichtbare_groepen({een.pk, ander.pk}, door, om, RECHT)
        eis(bekend[een.pk] != bekend[ander.pk], "Deze twee zijn verbonden. Maak ze eerst los, met de reden.")
        eis(not _beslissingen(een, ander), "Dit is al vastgelegd.")
        verband = _verband(h, een, ander, zelfde=False)
        _vertel(h, _dossiers((een, ander), alleen_afgeschermd=len(open_bekend({een.pk, ander.pk})) < 2))
    return verband


def wijzig_mee(h: Uitvoering, betrokkene: m.Betrokkene, gewijzigd: Collection[str]) -> None:
    """Zet een verbetering ook bij de andere rijen van deze mens, als dat niets prijsgeeft van een afgeschermd dossier."""
    bron = betrokkene.persoon
    if betrokkene.dossier.beschermd or not gewijzigd:
        return
    velden = {naam: getattr(bron, naam) for naam in gewijzigd}
    for rij in _open_rijen({bron.pk}, (bron,)):
        if rij.pk != bron.pk:
            _zet(h, rij, velden, MEE)
            _vertel(h, _dossiers((rij,)))


def anders(rij: m.Persoon, voor: Mapping[str, Any]) -> list[str]:
    """Welke gegevens van deze rij anders zijn dan eerst."""
    return [naam for naam in VELDEN if getattr(rij, naam) != voor[naam]]


def gegevens(rij: m.Persoon) -> dict[str, Any]:
    """De gegevens van een rij die mee kunnen met een verband."""
    return {naam: getattr(rij, naam) for naam in VELDEN}


def herbouw_sleutels(h: Uitvoering, *personen: UUID) -> None:
    """Zorg dat iemand te vinden is onder wat er nu en eerder van hem bekend is, op elk adres."""
    for pk in personen:
        h.opslag.daarna(("sleutels", pk), partial(zet_sleutels, pk))


# ------------------------------------------------------------------------------------------------- wat eronder gebeurt


def _twee(
    h: Uitvoering, een: m.Persoon, ander: m.Persoon, reden: str, versies: Mapping[UUID, int] | None
) -> tuple[m.Persoon, m.Persoon]:
    """De twee rijen zoals zij nu zijn, voor wie ze allebei mag zien."""
    eis(een.pk != ander.pk, "Kies twee verschillende personen.")
    eis(reden.strip(), "Schrijf op hoe u dit weet, zoals ‘zelfde geboortedatum, moeder bevestigde de naam’.")
    gevonden = zichtbare_personen({een.pk, ander.pk}, h.door, h.om, RECHT)
    eis(len(gevonden) == 2, "Een van deze twee is er niet, of u kunt hem niet zien.")
    rijen = sorted(gevonden.values(), key=lambda rij: rij.pk)
    for rij in rijen:
        controleer_versie(rij, (versies or {}).get(rij.pk))
    slot(rijen[0])
    slot(rijen[1])
    return rijen[0], rijen[1]


def _beslissingen(een: m.Persoon, ander: m.Persoon) -> list[m.Persoonsverband]:
    return list(m.Persoonsverband.objects.filter(een=een, ander=ander, zelfde=False, beeindigd_op=None))


def _verband(h: Uitvoering, een: m.Persoon, ander: m.Persoon, *, zelfde: bool) -> m.Persoonsverband:
    verband = m.Persoonsverband(een=een, ander=ander, zelfde=zelfde, reden=h.reden, op=h.om.date(), door=h.door)
    h.bewaar(verband)
    return verband


def _open_rijen(pks: set[UUID], bekend: Iterable[m.Persoon]) -> list[m.Persoon]:
    """Alle rijen van deze mens waar gegevens heen mogen: die in een dossier staan dat niet is afgeschermd."""
    al = {rij.pk: rij for rij in bekend}
    alle = open_bekend(groep(pks))
    return [al.get(rij.pk, rij) for rij in m.Persoon.objects.filter(pk__in=alle).order_by("pk")]


def _zet(h: Uitvoering, rij: m.Persoon, velden: Mapping[str, Any], naam: str) -> None:
    """Geef een rij deze gegevens; is er niets anders, dan komt er ook geen versie."""
    if all(getattr(rij, veld) == waarde for veld, waarde in velden.items()):
        return
    for veld, waarde in velden.items():
        setattr(rij, veld, waarde)
    h.opslag.bewaar(rij, handeling=naam, door=h.door, om=h.om, reden=h.reden)
    herbouw_sleutels(h, rij.pk)


def _dossiers(rijen: Iterable[m.Persoon], *, alleen_afgeschermd: bool = False) -> list[m.Dossier]:
    gevonden = m.Dossier.objects.filter(betrokkenen__persoon__in=[rij.pk for rij in rijen])
    if alleen_afgeschermd:
        gevonden = gevonden.filter(beschermd=True)
    return list(gevonden.distinct().order_by("kenmerk"))


def _vertel(h: Uitvoering, dossiers: Iterable[m.Dossier]) -> None:
    """Een regel op de tijdlijn en in het logboek van elk dossier; nergens staat welk ander dossier erbij hoort."""
    for dossier in dossiers:
        h.gebeurtenis(TIJDLIJN, h.om.date(), dossier=dossier)
        h.opslag.log(
            Regel(
                om=h.om, handeling=h.naam, gebruiker=h.door.username, doel="melding", soort="persoon",
                rollen=",".join(sorted(rol.value for rol in h.door.rollen)), dossier=dossier.kenmerk,
                herkomst=verzoek.herkomst.get(),
            )
        )  # fmt: skip
