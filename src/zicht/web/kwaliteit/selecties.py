"""Wat iemand van de bevindingen ziet: door dezelfde poort als elk dossier, ook in elke telling.

Keuzes:
- Een bevinding over een dossier ziet alleen wie dat dossier mag zien; over een klacht alleen wie klachten behandelt; over de
  inrichting alleen wie de inrichting ziet. De rest is er voor wie over de hele organisatie gaat.
- Overzichten gaan per regel, per team en per bron. Een telling per medewerker maakt deze kamer niet: zij zou gaan over wie het
  meeste werk doet, en wie fouten vindt zou ze verzwijgen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from zicht.catalogus.inrichting import CONTROLES
from zicht.uitwisseling.controle import titel as regeltitel
from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker, Roltoewijzing, geldt_op
from zicht.web.beheer.rechten import Bereik
from zicht.web.kwaliteit.models import OPEN, Bevinding, Niveau, Stand, Verdeling
from zicht.web.registratie import poort

INZIEN, BEWERKEN, VERDELEN, OVERZICHT, INRICHTING = (
    "kwaliteit.inzien", "kwaliteit.bewerken", "kwaliteit.verdelen", "kwaliteit.overzicht", "inrichting.inzien",
)  # fmt: skip
PER_BLADZIJDE = 50
IK, NIEMAND, MIJN = "ik", "niemand", "mijn"
STANDEN: Mapping[str, str] = {
    "": "open", "te_laat": "te laat", Stand.NIEUW: "nieuw", Stand.GEACCEPTEERD: "geaccepteerd", Stand.WEG: "hersteld", "alles": "alles",
}  # fmt: skip
BRONNEN: Mapping[str, str] = {
    "regels": "regels over de feiten",
    "sprongen": "sprongen per bron",
    "inrichting": "inrichting",
    "levering": "levering aan het CBS",
}
_INRICHTING = {controle.code: controle.titel for controle in CONTROLES}


def zichtbaar(gebruiker: Gebruiker, nu: datetime, code: str = INZIEN) -> QuerySet[Bevinding]:
    """De bevindingen die deze gebruiker mag zien."""
    ruimte = gebruiker.bereik(code)
    if ruimte is None:
        return Bevinding.objects.none()
    bij_dossier = Q(dossier__isnull=False) & poort.zichtbaar(gebruiker, nu, code, "dossier__")
    los = Q(dossier=None) & (Q() if ruimte is Bereik.ORGANISATIE else Q(tabel="klacht"))
    rijen = Bevinding.objects.filter(bij_dossier | los)
    if not gebruiker.mag("klacht.behandelen"):
        rijen = rijen.exclude(tabel="klacht")
    return rijen if gebruiker.mag(INRICHTING) else rijen.exclude(bron="inrichting")


def te_ontvangen(naar: Gebruiker, rijen: Iterable[Bevinding], nu: datetime) -> set[Any]:
    """Welke van deze bevindingen deze collega mag zien en bewerken."""
    if not naar.is_active or not naar.mag(BEWERKEN):
        return set()
    return set(zichtbaar(naar, nu, BEWERKEN).filter(pk__in=[b.pk for b in rijen]).values_list("pk", flat=True))


@dataclass(frozen=True)
class Filter:
    """Wat iemand van de lijst wil zien."""

    stand: str = ""
    niveau: str = ""
    bron: str = ""
    regel: str = ""
    eigenaar: str = ""
    team: str = ""

    @classmethod
    def van(cls, gegevens: Mapping[str, Any]) -> "Filter":
        """Een filter uit het adres; wat niet bestaat valt weg."""
        return cls(**{veld.name: str(gegevens.get(veld.name) or "")[:60] for veld in fields(cls)})

    def als_gegevens(self) -> dict[str, str]:
        """Wat ervan in het adres staat."""
        return {veld.name: waarde for veld in fields(self) if (waarde := getattr(self, veld.name))}

    def pas_toe(self, rijen: QuerySet[Bevinding], gebruiker: Gebruiker, vandaag: date) -> QuerySet[Bevinding]:
        """De rijen die voldoen."""
        rijen = _op_stand(rijen, self.stand, vandaag)
        for naam in ("niveau", "bron", "regel"):
            if getattr(self, naam):
                rijen = rijen.filter(**{naam: getattr(self, naam)})
        if self.eigenaar == IK:
            rijen = rijen.filter(eigenaar=gebruiker)
        elif self.eigenaar == NIEMAND:
            rijen = rijen.filter(eigenaar=None)
        if self.team:
            rijen = rijen.filter(team__naam=self.team) if self.team != MIJN else rijen.filter(team=gebruiker.team_id)
        return rijen


def _op_stand(rijen: QuerySet[Bevinding], stand: str, vandaag: date) -> QuerySet[Bevinding]:
    if stand == "alles":
        return rijen
    if stand == "te_laat":
        return rijen.filter(stand__in=OPEN, uiterlijk_op__lt=vandaag)
    return rijen.filter(stand=stand) if stand in Stand.values else rijen.filter(stand__in=OPEN)


@dataclass(frozen=True)
class Lijst:
    """Een bladzijde bevindingen."""

    rijen: Sequence[Bevinding]
    totaal: int


_ZWAARTE = Case(
    When(niveau=Niveau.BLOKKEERT, then=Value("0")),
    When(niveau=Niveau.UITLEG, then=Value("1")),
    default=Value("2"),
    output_field=CharField(),
)


def lijst(gebruiker: Gebruiker, filter_: Filter, bladzijde: int, nu: datetime, vandaag: date) -> Lijst:
    """Een bladzijde: wat blokkeert eerst, daarna de dichtstbijzijnde dag."""
    rijen = filter_.pas_toe(zichtbaar(gebruiker, nu), gebruiker, vandaag)
    begin = (max(1, bladzijde) - 1) * PER_BLADZIJDE
    op_volgorde = rijen.order_by(_ZWAARTE, "uiterlijk_op", "regel", "feit").select_related(
        "dossier", "eigenaar", "team"
    )
    return Lijst(list(op_volgorde[begin : begin + PER_BLADZIJDE]), rijen.count())


def keuzes(gebruiker: Gebruiker, nu: datetime) -> dict[str, list[tuple[str, str]]]:
    """Wat er te kiezen valt: alleen wat er ook is."""
    rijen = zichtbaar(gebruiker, nu).filter(stand__in=OPEN)
    regels = rijen.order_by("regel").values_list("regel").annotate(n=Count("pk"))
    bronnen = rijen.order_by("bron").values_list("bron", flat=True).distinct()
    teams = rijen.exclude(team=None).order_by("team__naam").values_list("team__naam", flat=True).distinct()
    return {
        "stand": list(STANDEN.items()),
        "niveau": [("", "alle"), *Niveau.choices],
        "bron": [("", "alle"), *((code, BRONNEN.get(code, code)) for code in bronnen)],
        "regel": [("", "alle"), *((code, f"{code} {titel(code)} ({n})") for code, n in regels)],
        "eigenaar": [("", "iedereen"), (IK, "ik"), (NIEMAND, "functioneel beheer")],
        "team": [("", "alle"), (MIJN, "mijn team"), *((naam, naam) for naam in teams)],
    }  # fmt: skip


def titel(regel: str) -> str:
    """Wat een regel vraagt, in een paar woorden."""
    if regel in _INRICHTING:
        return _INRICHTING[regel]
    try:
        return regeltitel(regel)
    except StopIteration:
        return regel.replace("-", " ")


@dataclass(frozen=True)
class Telling:
    """Hoeveel er open is en te laat, en hoeveel er hersteld en geaccepteerd is, van een regel, team of bron."""

    code: str
    titel: str
    open: int
    te_laat: int
    geaccepteerd: int
    hersteld: int


def tellingen(gebruiker: Gebruiker, nu: datetime, vandaag: date, per: str) -> list[Telling]:
    """Per regel, team of bron; nooit per mens."""
    kolom = {"regel": "regel", "team": "team__naam", "bron": "bron"}[per]
    naam = {"regel": titel, "bron": lambda code: BRONNEN.get(code, code)}.get(per, lambda code: code or "geen team")
    rijen = zichtbaar(gebruiker, nu, OVERZICHT).order_by(kolom).values_list(kolom).annotate(
        open=Count("pk", filter=Q(stand__in=OPEN)),
        te_laat=Count("pk", filter=Q(stand__in=OPEN, uiterlijk_op__lt=vandaag)),
        geaccepteerd=Count("pk", filter=Q(stand=Stand.GEACCEPTEERD)),
        hersteld=Count("pk", filter=Q(stand=Stand.WEG)),
    )  # fmt: skip
    return [Telling(code or "", naam(code), *aantallen) for code, *aantallen in rijen]


def verdelingen() -> QuerySet[Verdeling]:
    """De toewijzingen van meer bevindingen tegelijk, de nieuwste eerst."""
    return Verdeling.objects.select_related("door", "naar")


def collegas(vandaag: date) -> list[Gebruiker]:
    """Wie een bevinding kan krijgen."""
    rollen = [rol.value for rol in rechten.recht(BEWERKEN).wie]
    met_rol = Roltoewijzing.objects.filter(geldt_op(vandaag), rol__in=rollen).values("gebruiker")
    mensen = Gebruiker.objects.filter(is_active=True, koppeling=False, pk__in=met_rol)
    return list(mensen.select_related("team"))
