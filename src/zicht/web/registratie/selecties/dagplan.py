"""Het dagplan van een teamleider: wat er te verdelen is, wie er is, en het voorstel van core/dagplan daarover.

Keuzes: te verdelen is wat wacht bij de verantwoordelijke van een team, bij wie hier niet meer werkt of bij wie die dag
afwezig is. Alles gaat door de poort van de teamleider, ook de caseload: een afgeschermd dossier is nergens aan te zien voor
wie er niet bij hoort.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Max

from zicht.catalogus import competenties
from zicht.core import dagplan as kern
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.beheer.werktijden import Rooster, rooster
from zicht.web.registratie import models as m
from zicht.web.registratie.klokken import Klok, klok
from zicht.web.registratie.poort import door_de_poort
from zicht.web.registratie.selecties.werk import is_uuid, open_werk

TITELS: Mapping[str, str] = dict(competenties.COMPETENTIE.codes)
BIJNA = Decimal("0.9")  # keuze: vanaf negen tiende van de norm heet een caseload bijna vol


@dataclass(frozen=True)
class Voorstel:
    """Een regel van het voorstel zoals zij op de bladzijde staat."""

    regel: kern.Regel
    klok: Klok

    @property
    def waarom(self) -> Sequence[str]:
        """Waarom deze zaak hier staat."""
        return kern.waarom(self.regel, TITELS)

    @property
    def keuze(self) -> str:
        """Waarmee een teamleider deze regel kiest."""
        return f"{self.regel.zaak.kenmerk}:{self.regel.collega}"


@dataclass(frozen=True)
class Ongeplaatst:
    """Een zaak die vandaag bij niemand past."""

    klok: Klok
    waarom: str


@dataclass(frozen=True)
class Mens:
    """Een collega op deze dag: uren, caseload tegen de norm, en wat er wordt voorgesteld."""

    rooster: Rooster
    uren: Decimal
    nieuw: Decimal  # uren die over zijn voor nieuwe zaken
    wachten: int  # zaken die al op deze collega wachten, en van die uren afgaan
    caseload: Decimal
    voorstellen: Sequence[Voorstel]

    @property
    def stand(self) -> str:
        """De caseload tegen de norm, in een woord."""
        if self.caseload > self.rooster.norm:
            return "boven de norm"
        return "bijna vol" if self.caseload >= self.rooster.norm * BIJNA else "ruimte"


@dataclass(frozen=True)
class Dagplan:
    """Het voorstel voor een dag."""

    dag: date
    mensen: Sequence[Mens]
    zonder: Sequence[Rooster]  # collega's van wie geen werktijden bekend zijn
    ongeplaatst: Sequence[Ongeplaatst]

    @cached_property
    def voorstellen(self) -> Mapping[str, tuple[Mens, Voorstel]]:
        """Elke voorgestelde regel, met voor wie."""
        return {v.keuze: (mens, v) for mens in self.mensen for v in mens.voorstellen}

    @property
    def aanwezig(self) -> int:
        """Hoeveel collega's die dag uren hebben."""
        return sum(mens.uren > 0 for mens in self.mensen)


def dagplan(gebruiker: Gebruiker, dag: date, nu: datetime, regio: str) -> Dagplan:
    """Het voorstel zoals deze teamleider het mag zien; een vast aantal vragen."""
    op_rooster = rooster(dag, regio)
    werk = open_werk(gebruiker, nu, dag, "werk.toewijzen").filter(soort__in=TITELS)
    taken = list(werk.select_related("dossier", "eigenaar", "team").order_by("kenmerk", "pk"))
    verdelen = _te_verdelen(taken, {rij.gebruiker.pk for rij in op_rooster if rij.afwezig})
    eigen: dict[Any, list[m.Taak]] = defaultdict(list)
    for taak in taken:
        if taak.pk not in verdelen:
            eigen[taak.eigenaar_id].append(taak)
    met_tijden = [rij for rij in op_rooster if rij.profiel]
    mensen = [_mens(rij, eigen[rij.gebruiker.pk], dag, regio) for rij in met_tijden]
    zaken = [_wachtzaak(taak, dag, regio) for taak in verdelen.values()]
    plan = kern.stel_voor(zaken, _collegas(mensen, verdelen.values()))
    klokken = {taak.kenmerk: klok(taak, dag) for taak in verdelen.values()}
    return Dagplan(
        dag=dag,
        mensen=[_met_voorstellen(mens, plan, klokken) for mens in mensen],
        zonder=[rij for rij in op_rooster if not rij.profiel],
        ongeplaatst=[Ongeplaatst(klokken[o.zaak.kenmerk], kern.waarom_niet(o)) for o in plan.ongeplaatst],
    )


def _te_verdelen(taken: Iterable[m.Taak], afwezig: set[UUID]) -> dict[UUID, m.Taak]:
    """Wat op iemand wacht: bij de verantwoordelijke van een team, of bij wie er (die dag) niet is."""
    houders = set(Team.objects.exclude(verantwoordelijke=None).values_list("verantwoordelijke", flat=True)) | afwezig

    def wacht_op_iemand(taak: m.Taak) -> bool:
        return taak.eigenaar is None or not taak.eigenaar.is_active or taak.eigenaar_id in houders

    return {taak.pk: taak for taak in taken if taak.wacht and wacht_op_iemand(taak)}


def _mens(rij: Rooster, taken: Sequence[m.Taak], dag: date, regio: str) -> Mens:
    """Tel de caseload, en wat er vandaag overblijft na zaken die al op deze collega wachten."""
    uren = rij.uren(dag)
    wachtend = [taak.soort for taak in taken if taak.wacht]
    al_weg = sum((competenties.beginuren(soort, dag, regio) for soort in wachtend), Decimal(0))
    nieuw = max(uren * competenties.deel_nieuw(dag, regio) - al_weg, Decimal(0))
    caseload = sum((competenties.gewicht(taak.soort, dag, regio) for taak in taken), Decimal(0))
    return Mens(rij, uren, nieuw, len(wachtend), caseload, ())


def _wachtzaak(taak: m.Taak, dag: date, regio: str) -> kern.Wachtzaak:
    return kern.Wachtzaak(
        kenmerk=taak.kenmerk, dossier=str(taak.dossier_id), urgentie=taak.urgentie, sinds=taak.begint_op, team=str(taak.team_id),
        competentie=taak.soort, uren=competenties.beginuren(taak.soort, dag, regio), gewicht=competenties.gewicht(taak.soort, dag, regio),
    )  # fmt: skip


def _collegas(mensen: Sequence[Mens], zaken: Iterable[m.Taak]) -> list[kern.Collega]:
    """De collega's zonder naam, in de volgorde waarin zij aan de beurt zijn."""
    niet = _mogen_niet([mens.rooster.gebruiker for mens in mensen], zaken)
    laatst = dict(m.Bulktoewijzing.objects.filter(ongedaan_om=None).values_list("naar").annotate(om=Max("om")))
    beurt = sorted((laatst[pk].timestamp() if pk in laatst else 0.0, str(pk)) for pk in niet)
    plek = {code: nummer for nummer, (_, code) in enumerate(beurt)}
    return [_collega(mens, plek[str(mens.rooster.gebruiker.pk)], niet[mens.rooster.gebruiker.pk]) for mens in mensen]


def _collega(mens: Mens, beurt: int, niet: set[str]) -> kern.Collega:
    rij = mens.rooster
    return kern.Collega(
        code=str(rij.gebruiker.pk), beurt=beurt, team=str(rij.gebruiker.team_id), aanwezig=mens.uren > 0, uren=mens.nieuw,
        caseload=mens.caseload, norm=rij.norm, competenties=frozenset(rij.profiel.competenties if rij.profiel else ()),
        niet=frozenset(niet),
    )  # fmt: skip


def _mogen_niet(mensen: Sequence[Gebruiker], zaken: Iterable[m.Taak]) -> dict[UUID, set[str]]:
    """Per collega de dossiers met een belang, en de afgeschermde dossiers waarbij die niet is toegelaten."""
    dossiers = {taak.dossier_id for taak in zaken}
    afgeschermd = {taak.dossier_id for taak in zaken if taak.dossier and taak.dossier.beschermd}
    niet = {mens.pk: {str(pk) for pk in afgeschermd} for mens in mensen}
    for dossier, wie in m.Toegelaten.objects.filter(dossier__in=afgeschermd).values_list("dossier", "gebruiker"):
        niet.get(wie, set()).discard(str(dossier))
    belangen = m.Belang.objects.filter(dossier__in=dossiers, beeindigd_om=None)
    for dossier, wie in belangen.values_list("dossier", "gebruiker"):
        niet.get(wie, set()).add(str(dossier))
    return niet


def _met_voorstellen(mens: Mens, plan: kern.Geplaatst, klokken: Mapping[str, Klok]) -> Mens:
    regels = plan.van(str(mens.rooster.gebruiker.pk))
    voorstellen = [Voorstel(regel, klokken[regel.zaak.kenmerk]) for regel in regels]
    return Mens(mens.rooster, mens.uren, mens.nieuw, mens.wachten, mens.caseload, voorstellen)


# ------------------------------------------------------------------------------------------------------------ belangen


def belangen(dossier: m.Dossier) -> Sequence[m.Belang]:
    """Wie dit dossier nu niet kan doen."""
    return list(m.Belang.objects.filter(dossier=dossier, beeindigd_om=None).select_related("gebruiker", "door"))


def belang_of_niets(gebruiker: Gebruiker, pk: str, nu: datetime) -> m.Belang | None:
    """Een belang bij een dossier dat deze teamleider mag zien."""
    rijen = m.Belang.objects.select_related("dossier") if is_uuid(str(pk)) else m.Belang.objects.none()
    return door_de_poort(rijen.filter(pk=pk), gebruiker, nu, "belang.vastleggen").first()
