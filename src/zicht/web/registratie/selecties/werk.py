"""De werklijst: het open werk met zijn klok, met filters, het aantal per filter en een vast aantal vragen."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, IntegerField, Q, QuerySet, Value, When

from zicht.core.codelijsten import DIENST, URGENTIE
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie import models as m
from zicht.web.registratie.klokken import Klok, Klokstand, klok
from zicht.web.registratie.poort import door_de_poort

PER_BLADZIJDE = 50
IK, MIJN, GEEN = "ik", "mijn", "geen"  # filters die voor iedereen anders uitkomen, en 'niets ingevuld'

SOORTEN: Mapping[str, str] = {
    "beoordeling": "veiligheidsbeoordeling",
    "tweede_lezing": "tweede lezing",
    "eerste_contact": "eerste contact",
    "terugkoppeling": "terugkoppeling aan de melder",
    "overdracht": "overdracht",
    "monitormoment": "monitormoment",
    "huisverbod": "tijdelijk huisverbod",
    "huisverbodadvies": "advies over een huisverbod",
    **{code: titel for code, titel in DIENST.codes if code != "onbekend"},
}
STANDEN: Mapping[str, str] = {
    "te_laat": "te laat", "bijna_te_laat": "bijna te laat", "op_tijd": "op tijd", "geschorst": "geschorst",
    GEEN: "zonder termijn",
}  # fmt: skip
URGENTIES: Mapping[str, str] = {
    **{code: titel for code, titel in URGENTIE.codes if code != "onbekend"},
    GEEN: "niet gescreend",
}
KOLOMMEN: Mapping[str, str] = {
    "urgentie": "Urgentie", "soort": "Werk", "klok": "Klok", "stand": "Stand", "stap": "Volgende stap",
    "eigenaar": "Eigenaar", "controle": "Laatste veiligheidscontrole", "team": "Team", "gemeente": "Gemeente",
    "sinds": "Loopt sinds",
}  # fmt: skip
STANDAARDKOLOMMEN = ("urgentie", "soort", "klok", "stand", "stap", "eigenaar", "controle")

_RANG = Case(
    When(urgentie="hoog", then=0), When(urgentie="midden", then=1), When(urgentie="laag", then=2), default=0,
    output_field=IntegerField(),
)  # fmt: skip
# Keuze: wat nog niet op urgentie is gescreend, staat tussen hoog; het kan hoog zijn.
_UITERLIJK = F("uiterlijk_op").asc(nulls_last=True)
_VOLGORDES: Mapping[str, tuple[Any, ...]] = {
    "uiterlijk": (_UITERLIJK, _RANG),
    "urgentie": (_RANG, _UITERLIJK),
    "controle": (F("volgende_controle_op").asc(nulls_last=True), _RANG),
    "sinds": (F("begint_op").asc(), _RANG),
    "eigenaar": (F("eigenaar__last_name").asc(nulls_first=True), F("eigenaar__first_name").asc(), _UITERLIJK),
    "kenmerk": (),
}
VOLGORDES: Mapping[str, str] = {
    "uiterlijk": "uiterste datum, de eerste boven",
    "urgentie": "urgentie, hoog boven",
    "controle": "volgende veiligheidscontrole",
    "sinds": "langst lopend boven",
    "eigenaar": "eigenaar",
    "kenmerk": "kenmerk",
}


@dataclass(frozen=True)
class Werkfilter:
    """Wat iemand van de werklijst wil zien, en in welke volgorde en kolommen."""

    team: str = ""
    eigenaar: str = ""
    soort: str = ""
    urgentie: str = ""
    stand: str = ""
    gemeente: str = ""
    volgorde: str = "uiterlijk"
    kolommen: tuple[str, ...] = STANDAARDKOLOMMEN

    @classmethod
    def van(cls, gegevens: Mapping[str, Any]) -> "Werkfilter":
        """Een filter uit bewaarde of ontvangen gegevens; wat niet bestaat valt weg."""
        gekozen = {naam: str(gegevens.get(naam) or "")[:40] for naam in DIMENSIES}
        kolommen = tuple(naam for naam in KOLOMMEN if naam in (gegevens.get("kolommen") or ()))
        volgorde = str(gegevens.get("volgorde") or "")
        return cls(
            **gekozen,
            volgorde=volgorde if volgorde in VOLGORDES else "uiterlijk",
            kolommen=kolommen or STANDAARDKOLOMMEN,
        )

    def als_gegevens(self) -> dict[str, Any]:
        """Wat ervan bewaard wordt: alleen wat van de standaard afwijkt."""
        paren = ((veld.name, getattr(self, veld.name), veld.default) for veld in fields(self))
        return {naam: list(w) if isinstance(w, tuple) else w for naam, w, standaard in paren if w != standaard}

    def voor(self, gebruiker: Gebruiker) -> "Werkfilter":
        """Het filter met 'ik' en 'mijn team' ingevuld voor wie kijkt."""
        return replace(
            self,
            eigenaar=str(gebruiker.pk) if self.eigenaar == IK else self.eigenaar,
            team=str(gebruiker.team_id or "") if self.team == MIJN else self.team,
        )


DIMENSIES = ("team", "eigenaar", "soort", "urgentie", "stand", "gemeente")
_KOLOM = {"team": "team_id", "eigenaar": "eigenaar_id", "stand": "klokstand"}


@dataclass(frozen=True)
class Keus:
    """Een waarde van een filter, met hoeveel werk er dan overblijft."""

    waarde: str
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True)
class Werklijst:
    """Een bladzijde van de werklijst, met de aantallen per filter."""

    regels: Sequence[Klok]
    totaal: int
    filter: Werkfilter
    groepen: Mapping[tuple[str, ...], int] = field(repr=False)
    gebruiker: Gebruiker = field(repr=False)

    @cached_property
    def aantallen(self) -> Mapping[str, Counter[str]]:
        """Per filter en waarde: hoeveel werk er is met die waarde en de overige filters zoals ze staan."""
        return tel_per_keus(self.groepen, self.filter.voor(self.gebruiker))

    @cached_property
    def keuzes(self) -> Mapping[str, Sequence[Keus]]:
        """De waarden die te kiezen zijn, per filter; een vast aantal vragen voor de namen."""
        return {naam: self._keuzes(naam, labels) for naam, labels in _labels(self.aantallen).items()}

    def _keuzes(self, naam: str, labels: Mapping[str, str]) -> list[Keus]:
        gekozen, aantallen = getattr(self.filter.voor(self.gebruiker), naam), self.aantallen[naam]
        bekend = [waarde for waarde in labels if aantallen[waarde] or waarde == gekozen]
        return [Keus(waarde, labels[waarde], aantallen[waarde], waarde == gekozen) for waarde in bekend]

    def aantal(self, filter_: Werkfilter) -> int:
        """Hoeveel werk een ander filter zou tonen, zonder nieuwe vraag."""
        wens = _wens(filter_.voor(self.gebruiker))
        return sum(n for groep, n in self.groepen.items() if not _wijkt_af(groep, wens))


def klokstand(vandaag: date) -> Case:
    """De stand van een klok in de databank; gelijk aan `klokken.stand` voor werk dat nog open is."""
    return Case(
        When(geschorst=True, then=Value(Klokstand.GESCHORST.value)),
        When(uiterlijk_op=None, then=Value(GEEN)),
        When(uiterlijk_op__lt=vandaag, then=Value(Klokstand.TE_LAAT.value)),
        When(waarschuw_op__lte=vandaag, then=Value(Klokstand.BIJNA_TE_LAAT.value)),
        default=Value(Klokstand.OP_TIJD.value),
        output_field=CharField(),
    )


def open_werk(gebruiker: Gebruiker, nu: datetime, vandaag: date, code: str = "werk.inzien") -> QuerySet[m.Taak]:
    """Het werk dat nog open is en dat deze gebruiker mag zien, met de stand van zijn klok."""
    werk = m.Taak.objects.filter(geeindigd_op=None).annotate(klokstand=klokstand(vandaag))
    return door_de_poort(werk, gebruiker, nu, code)


def werklijst(gebruiker: Gebruiker, filter_: Werkfilter, bladzijde: int, nu: datetime, vandaag: date) -> Werklijst:
    """Een bladzijde werk; twee vragen, hoeveel werk er ook is."""
    werk = open_werk(gebruiker, nu, vandaag)
    kolommen = [_KOLOM.get(naam, naam) for naam in DIMENSIES]
    geteld = werk.order_by().values_list(*kolommen).annotate(n=Count("pk"))
    groepen = {_groep(rij[:-1]): rij[-1] for rij in geteld}
    wens = _wens(filter_.voor(gebruiker))
    totaal = sum(n for groep, n in groepen.items() if not _wijkt_af(groep, wens))
    begin = (max(1, bladzijde) - 1) * PER_BLADZIJDE
    rijen = op_volgorde(gefilterd(werk, filter_.voor(gebruiker)), filter_.volgorde)[begin : begin + PER_BLADZIJDE]
    regels = [klok(taak, vandaag) for taak in rijen.select_related("eigenaar", "team", "dossier")]
    return Werklijst(regels, totaal, filter_, groepen, gebruiker)


def gefilterd(werk: QuerySet[m.Taak], filter_: Werkfilter) -> QuerySet[m.Taak]:
    """Het werk dat aan het filter voldoet."""
    for naam in DIMENSIES:
        waarde = getattr(filter_, naam)
        if waarde:
            werk = werk.filter(_voorwaarde(naam, waarde))
    return werk


def _voorwaarde(naam: str, waarde: str) -> Q:
    kolom = _KOLOM.get(naam, naam)
    if waarde == GEEN and naam != "stand":
        return Q(**{f"{kolom}__isnull": True}) if kolom.endswith("_id") else Q(**{f"{kolom}__in": ["", "onbekend"]})
    if kolom.endswith("_id") and not is_uuid(waarde):
        return Q(pk__in=[])
    return Q(**{kolom: waarde})


def is_uuid(tekst: str) -> bool:
    """Of dit een sleutel kan zijn; wat iemand zelf in het adres typt hoeft dat niet."""
    try:
        UUID(tekst)
    except ValueError:
        return False
    return True


def op_volgorde(werk: QuerySet[m.Taak], volgorde: str) -> QuerySet[m.Taak]:
    """Het werk in een vaste volgorde, ook bij gelijke datums."""
    return werk.order_by(*_VOLGORDES.get(volgorde, ()), "kenmerk", "soort", "pk")


# ------------------------------------------------------------------------------------------------ aantallen per filter


def _groep(rij: Iterable[Any]) -> tuple[str, ...]:
    return tuple(GEEN if waarde in (None, "", "onbekend") else str(waarde) for waarde in rij)


def _wens(filter_: Werkfilter) -> list[tuple[int, str]]:
    """De dimensies waarop het filter iets vraagt; een keer uitgezocht, niet bij elke groep opnieuw."""
    return [(nr, wens) for nr, naam in enumerate(DIMENSIES) if (wens := getattr(filter_, naam))]


def _wijkt_af(groep: tuple[str, ...], wens: Sequence[tuple[int, str]]) -> list[int]:
    return [nr for nr, waarde in wens if groep[nr] != waarde]


def tel_per_keus(groepen: Mapping[tuple[str, ...], int], filter_: Werkfilter) -> Mapping[str, Counter[str]]:
    """Een groep telt mee bij een filter als zij alleen daarin afwijkt, of nergens in."""
    uit: dict[str, Counter[str]] = {naam: Counter() for naam in DIMENSIES}
    wens = _wens(filter_)
    for groep, aantal in groepen.items():
        afwijkend = _wijkt_af(groep, wens)
        telt_bij = range(len(DIMENSIES)) if not afwijkend else afwijkend if len(afwijkend) == 1 else ()
        for nr in telt_bij:
            uit[DIMENSIES[nr]][groep[nr]] += aantal
    return uit


def _labels(aantallen: Mapping[str, Counter[str]]) -> Mapping[str, Mapping[str, str]]:
    mensen = Gebruiker.objects.filter(pk__in=[pk for pk in aantallen["eigenaar"] if pk != GEEN])
    teams = {str(team.pk): team.naam for team in Team.objects.all()}
    return {
        "team": {**teams, GEEN: "geen team"},
        "eigenaar": {**{str(mens.pk): str(mens) for mens in mensen}, GEEN: "niemand"},
        "soort": SOORTEN,
        "urgentie": URGENTIES,
        "stand": STANDEN,
        "gemeente": {**gemeentenamen(), GEEN: "niet bekend"},
    }


def gemeentenamen() -> dict[str, str]:
    """De namen van de gemeenten, op code."""
    return dict(m.Gemeente.objects.order_by("naam", "jaar").values_list("code", "naam"))


def bewaarde_filters(gebruiker: Gebruiker) -> list[m.Zoekopdracht]:
    """De eigen filters en die van het team; die zonder naam is hoe iemand de lijst opent."""
    van_mij = Q(eigenaar=gebruiker)
    van_team = Q(team=gebruiker.team_id) if gebruiker.team_id else Q(pk__in=[])
    return list(m.Zoekopdracht.objects.filter(van_mij | (van_team & ~Q(naam=""))).select_related("eigenaar"))


def volgende_zaak(gebruiker: Gebruiker, na: str, nu: datetime, vandaag: date) -> str | None:
    """Het dossier van het eigen werk dat na dit kenmerk komt: te laat eerst, dan de uiterste datum, dan urgentie.

    Werk dat bij een tweede lezer ligt of stilstaat wordt overgeslagen; daar kan nu niets aan gebeuren.
    """
    werk = open_werk(gebruiker, nu, vandaag).filter(eigenaar=gebruiker, geschorst=False)
    werk = op_volgorde(werk.exclude(stap="wacht op de tweede lezer"), "uiterlijk")
    dossiers = list(dict.fromkeys(werk.values_list("dossier__kenmerk", flat=True)))
    if na in dossiers:
        dossiers = dossiers[dossiers.index(na) + 1 :] + dossiers[: dossiers.index(na)]
    return dossiers[0] if dossiers else None
