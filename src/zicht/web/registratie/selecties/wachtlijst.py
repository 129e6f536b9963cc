"""De wachtlijst per stap: hoe lang, hoe dringend, en wie zicht op de veiligheid houdt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Min, Q, Value, When

from zicht.catalogus import load
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.klokken import Klok, klok
from zicht.web.registratie.selecties.werk import PER_BLADZIJDE, SOORTEN, open_werk

# Leeftijden in werkdagen. Keuze: vijf is de termijn van de beoordeling; verder in stappen van een en twee weken.
GRENZEN = (5, 10, 20)
BANDEN = ("tot en met 5 werkdagen", "6 tot en met 10", "11 tot en met 20", "meer dan 20 werkdagen")


@dataclass(frozen=True)
class Stap:
    """Een stap van het werkproces met wat er op haar begin wacht."""

    code: str
    aantal: int
    banden: tuple[int, ...]
    urgenties: Mapping[str, int]
    controle_voorbij: int
    oudste: date

    @property
    def titel(self) -> str:
        """Waarop wordt gewacht."""
        return SOORTEN.get(self.code, self.code)


@dataclass(frozen=True)
class Wachtend:
    """Een wachtende zaak: nooit zonder eigenaar en nooit zonder dag voor de volgende controle."""

    klok: Klok
    zicht_door: str
    werkdagen: int
    controle_voorbij: bool
    is_melding: bool


@dataclass(frozen=True)
class Wachtlijst:
    """De stappen, en een bladzijde van wat er in de gekozen stap wacht."""

    stappen: Sequence[Stap]
    gekozen: str
    regels: Sequence[Wachtend]
    niet_beoordeeld: int = 0  # zo telt de indicator: ook wat is opgepakt en nog niet is beoordeeld

    @cached_property
    def niet_opgepakt(self) -> int:
        """Hoeveel meldingen er wachten tot iemand ze oppakt."""
        return next((stap.aantal for stap in self.stappen if stap.code == "beoordeling"), 0)

    @cached_property
    def totaal(self) -> int:
        """Hoeveel er in de gekozen stap wacht, of in alle."""
        return sum(stap.aantal for stap in self.stappen if self.gekozen in ("", stap.code))


def wachtlijst(gebruiker: Gebruiker, stap: str, bladzijde: int, nu: datetime, vandaag: date) -> Wachtlijst:
    """De wachtlijst die deze gebruiker mag zien; een vast aantal vragen."""
    wachtend = open_werk(gebruiker, nu, vandaag, "wachtlijst.inzien").exclude(wacht="")
    voorbij = Q(volgende_controle_op__lt=vandaag)
    geteld = wachtend.order_by().annotate(band=_band(vandaag)).values("wacht", "band", "urgentie")
    groepen = list(geteld.annotate(n=Count("pk"), voorbij=Count("pk", filter=voorbij), oudste=Min("begint_op")))
    eerst = Case(When(voorbij, then=Value(0)), default=Value(1), output_field=IntegerField())
    rang = Case(When(urgentie="midden", then=Value(1)), When(urgentie="laag", then=Value(2)), default=Value(0))
    gekozen = wachtend.filter(wacht=stap) if stap else wachtend
    begin = (max(1, bladzijde) - 1) * PER_BLADZIJDE
    rijen = gekozen.order_by(eerst, rang, "begint_op", "kenmerk")[begin : begin + PER_BLADZIJDE]
    regels = _met_zicht([klok(taak, vandaag) for taak in rijen.select_related("eigenaar", "team", "dossier")], vandaag)
    beoordelingen = open_werk(gebruiker, nu, vandaag, "wachtlijst.inzien").filter(soort="beoordeling").exclude(klok="")
    return Wachtlijst(_stappen(groepen), stap, regels, beoordelingen.count())


def stappen(gebruiker: Gebruiker, nu: datetime, vandaag: date) -> Sequence[Stap]:
    """Alleen de aantallen per stap, voor de beginpagina."""
    wachtend = open_werk(gebruiker, nu, vandaag, "wachtlijst.inzien").exclude(wacht="")
    geteld = wachtend.order_by().annotate(band=_band(vandaag)).values("wacht", "band", "urgentie")
    voorbij = Count("pk", filter=Q(volgende_controle_op__lt=vandaag))
    return _stappen(list(geteld.annotate(n=Count("pk"), voorbij=voorbij, oudste=Min("begint_op"))))


def _band(vandaag: date) -> Case:
    """Het nummer van de leeftijd; een grens is de vroegste dag die er nog bij hoort."""
    kalender = load.kalender()
    grenzen = [kalender.plus_werkdagen(vandaag, -grens) for grens in GRENZEN]
    gevallen = [When(begint_op__gte=grens, then=Value(nr)) for nr, grens in enumerate(grenzen)]
    return Case(*gevallen, default=Value(len(GRENZEN)), output_field=IntegerField())


def _stappen(groepen: Sequence[Mapping[str, Any]]) -> list[Stap]:
    codes = [code for code in SOORTEN if any(groep["wacht"] == code for groep in groepen)]
    return [_stap(code, [groep for groep in groepen if groep["wacht"] == code]) for code in codes]


def _stap(code: str, groepen: Sequence[Mapping[str, Any]]) -> Stap:
    banden, urgenties = Counter[int](), Counter[str]()
    for groep in groepen:
        banden[groep["band"]] += groep["n"]
        urgenties[groep["urgentie"] if groep["urgentie"] != "onbekend" else ""] += groep["n"]
    return Stap(
        code=code,
        aantal=banden.total(),
        banden=tuple(banden[nr] for nr in range(len(BANDEN))),
        urgenties=urgenties,
        controle_voorbij=sum(groep["voorbij"] for groep in groepen),
        oudste=min(groep["oudste"] for groep in groepen),
    )


def _met_zicht(klokken: Sequence[Klok], vandaag: date) -> list[Wachtend]:
    """Met wie er zicht houdt: twee vragen voor de hele bladzijde."""
    pks = [gevonden.taak.over_id for gevonden in klokken]
    meldingen = dict(m.Melding.objects.filter(pk__in=pks).values_list("pk", "zicht_door"))
    diensten = dict(m.Dienst.objects.filter(pk__in=pks).values_list("pk", "zicht_door"))
    labels: dict[str, str] = {zicht.value: str(zicht.label) for zicht in m.ZichtDoor}
    zicht: dict[UUID, str] = {**meldingen, **diensten}
    een_dag = timedelta(days=1)
    return [
        Wachtend(
            klok=gevonden,
            zicht_door=labels.get(zicht.get(gevonden.taak.over_id, ""), "niet bekend"),
            werkdagen=load.kalender().aantal_werkdagen(
                gevonden.taak.begint_op + een_dag, max(vandaag, gevonden.taak.begint_op) + een_dag
            ),
            controle_voorbij=bool(gevonden.taak.volgende_controle_op and gevonden.taak.volgende_controle_op < vandaag),
            is_melding=gevonden.taak.over_id in meldingen,
        )
        for gevonden in klokken
    ]
