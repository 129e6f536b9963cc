"""De daglijst op papier, voor als het systeem niet werkt: klokken, contactaanwijzingen, en niet meer namen dan nodig.

Keuze: bij het eigen werk staan de namen van de direct betrokkenen, zonder adres, geboortedatum of nummer; bij het werk
van het team staat alleen het kenmerk. De melder staat er nooit op.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from zicht.catalogus import load
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.klokken import Klok, klok
from zicht.web.registratie.selecties.werk import op_volgorde, open_werk

HOOGSTENS = 200
_VOORUIT = 5  # werkdagen: zo lang moet een papieren lijst het kunnen volhouden


@dataclass(frozen=True)
class Dagregel:
    """Een stuk werk op papier."""

    klok: Klok
    vlaggen: Sequence[m.Contactvlag]
    mensen: Sequence[m.Betrokkene]


@dataclass(frozen=True)
class Daglijst:
    """Het eigen werk, en dat van het team voor zover het deze week moet."""

    eigen: Sequence[Dagregel]
    team: Sequence[Dagregel]
    tot_en_met: date
    meer: int  # zoveel werk van het team paste er niet bij


def daglijst(gebruiker: Gebruiker, nu: datetime, vandaag: date) -> Daglijst:
    """De daglijst van een medewerker; een vast aantal vragen."""
    tot_en_met = load.kalender().plus_werkdagen(vandaag, _VOORUIT)
    werk = op_volgorde(open_werk(gebruiker, nu, vandaag), "uiterlijk").select_related("eigenaar", "dossier")
    eigen = [klok(taak, vandaag) for taak in werk.filter(eigenaar=gebruiker)[:HOOGSTENS]]
    van_het_team = werk.filter(_van_het_team(gebruiker, tot_en_met))
    getoond = [klok(taak, vandaag) for taak in van_het_team[:HOOGSTENS]]
    dossiers = [gevonden.taak.dossier_id for gevonden in (*eigen, *getoond)]
    vlaggen, mensen = _vlaggen(dossiers, vandaag), _mensen([gevonden.taak.dossier_id for gevonden in eigen])
    return Daglijst(
        eigen=[Dagregel(k, vlaggen.get(k.taak.dossier_id, ()), mensen.get(k.taak.dossier_id, ())) for k in eigen],
        team=[Dagregel(k, vlaggen.get(k.taak.dossier_id, ()), ()) for k in getoond],
        tot_en_met=tot_en_met,
        meer=van_het_team.count() - len(getoond),
    )


def _van_het_team(gebruiker: Gebruiker, tot_en_met: date) -> Q:
    """Werk van collega's dat nu of deze week moet, of waarvan de veiligheid weer wordt bekeken."""
    moet = Q(uiterlijk_op__lte=tot_en_met) | (~Q(wacht="") & Q(volgende_controle_op__lte=tot_en_met))
    return Q(team=gebruiker.team_id) & moet & ~Q(eigenaar=gebruiker)


def _vlaggen(dossiers: Sequence[UUID | None], vandaag: date) -> Mapping[UUID, Sequence[m.Contactvlag]]:
    uit: dict[UUID, list[m.Contactvlag]] = defaultdict(list)
    loopt = Q(tot=None) | Q(tot__gt=vandaag)
    for vlag in m.Contactvlag.objects.filter(loopt, dossier__in=dossiers, van__lte=vandaag).order_by("soort"):
        uit[vlag.dossier_id].append(vlag)
    return uit


def _mensen(dossiers: Sequence[UUID | None]) -> Mapping[UUID, Sequence[m.Betrokkene]]:
    uit: dict[UUID, list[m.Betrokkene]] = defaultdict(list)
    for mens in m.Betrokkene.objects.filter(dossier__in=dossiers).select_related("persoon").order_by("rol", "pk"):
        uit[mens.dossier_id].append(mens)
    return uit
