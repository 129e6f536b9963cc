"""Lezen van rapporten: wat iemand mag zien, wat er nu staat, wie aan zet is en wat er sinds de vorige uitgave veranderde."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.rapportage.burap.toets import Toets
from zicht.rapportage.burap.uitgave import Uitgave
from zicht.web.beheer.models import Gebruiker
from zicht.web.rapporten import bron, gemaakt, opmaak
from zicht.web.rapporten.models import Cijferstand, Handtekening, Opdracht, Rapport, Status, Tekst
from zicht.web.rapporten.soorten import BURAP, SOORTEN, Soort, soort, voorbij
from zicht.web.rapporten.volgorde import INZIEN, PUBLICEREN, Ondertekening, volgende

STIL = timedelta(minutes=3)  # zo lang zonder levensteken, en een opdracht is gestopt
_ZWAAR = ("cijfers__inhoud", "cijfers__werkboek", "cijfers__conceptwerkboek")


def zichtbaar(gebruiker: Gebruiker) -> QuerySet[Rapport]:
    """Wie concepten mag inzien ziet elk rapport; een ander alleen wat gepubliceerd is."""
    alle = Rapport.objects.select_related("door", "cijfers").defer(*_ZWAAR)
    return alle if gebruiker.mag(INZIEN) else alle.filter(status=Status.GEPUBLICEERD)


def rapport_of_404(gebruiker: Gebruiker, kenmerk: str) -> Rapport:
    """Het rapport; wie het niet mag zien krijgt hetzelfde antwoord als wanneer het niet bestaat."""
    rapport = zichtbaar(gebruiker).filter(kenmerk=kenmerk).first()
    if rapport is None:
        raise Http404("Dit rapport bestaat niet, of u kunt het niet zien.")
    return rapport


def stand_van(rapport: Rapport) -> Cijferstand | None:
    """De cijfers van een rapport, als zij er zijn."""
    try:
        return rapport.cijfers
    except Cijferstand.DoesNotExist:
        return None


# ------------------------------------------------------------------------------------------------------------------ teksten


def laatste_teksten(rapport: Rapport) -> dict[str, Tekst]:
    """Van elk deel de laatste versie; een deel waar nog niets bij geschreven is ontbreekt."""
    laatste: dict[str, Tekst] = {}
    for tekst in Tekst.objects.filter(rapport=rapport).select_related("door").order_by("deel", "nummer"):
        laatste[tekst.deel] = tekst
    return laatste


def woorden(rapport: Rapport) -> dict[str, str]:
    """De tekst per deel."""
    return {deel: tekst.tekst for deel, tekst in laatste_teksten(rapport).items()}


def inhoudsafdruk(rapport: Rapport) -> str:
    """Een afdruk van precies wat er nu staat: de cijfers en elke letter tekst; leeg zolang er geen cijfers zijn."""
    stand = Cijferstand.objects.filter(rapport=rapport).values_list("afdruk", flat=True).first()
    if not stand:
        return ""
    geschreven = sorted((deel, tekst) for deel, tekst in woorden(rapport).items() if tekst)
    return hashlib.sha256(json.dumps([stand, rapport.uitgave, geschreven]).encode()).hexdigest()


def toetsen(rapport: Rapport) -> dict[str, Toets]:
    """Het oordeel over de tekst van elk deel."""
    stand = stand_van(rapport)
    if stand is None:
        return {}
    cijfers, geschreven = gemaakt.van(stand), woorden(rapport)
    return {
        deel.code: opmaak.toets_deel(cijfers, deel, geschreven.get(deel.code, ""))
        for deel in soort(rapport.soort).delen
    }


# ----------------------------------------------------------------------------------------------------------------- uitgaven


def vorige_van(rapport: Rapport) -> Rapport | None:
    """De uitgave hiervoor, over dezelfde periode."""
    eerder = Rapport.objects.filter(soort=rapport.soort, periode=rapport.periode, uitgave__lt=rapport.uitgave)
    return eerder.order_by("-uitgave").first()


def wijzigingen(rapport: Rapport) -> Uitgave:
    """Wat er anders is dan in de vorige uitgave, en waarom; leeg bij de eerste."""
    stand, vorige = stand_van(rapport), vorige_van(rapport)
    if stand is None:
        return Uitgave(rapport.uitgave, (), ())
    oud = stand_van(vorige) if vorige else None
    return opmaak.wat_er_veranderde(rapport.uitgave, gemaakt.van(oud) if oud else None, gemaakt.van(stand))


def stuk_van(rapport: Rapport, *, concept: bool | None = None) -> opmaak.Stuk:
    """Het rapport om op te maken; zonder cijfers is er niets op te maken."""
    stand = stand_van(rapport)
    if stand is None:
        raise Http404("Dit rapport heeft nog geen cijfers.")
    getekend = [opmaak.getekend_op(h.rol, timezone.localdate(h.om)) for h in handtekeningen(rapport)]
    return opmaak.Stuk(
        soort(rapport.soort), gemaakt.van(stand), woorden(rapport), wijzigingen(rapport), getekend,
        not rapport.vast if concept is None else concept,
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------------ tekenen


def handtekeningen(rapport: Rapport) -> list[Handtekening]:
    """De handtekeningen die gelden, in volgorde."""
    return list(rapport.handtekeningen.filter(vervallen_om=None).select_related("door").order_by("om", "pk"))


@dataclass(frozen=True)
class AanZet:
    """Wat er nu moet gebeuren, wie dat kan, en wat het tegenhoudt."""

    ondertekening: Ondertekening | None
    kan: bool
    bezwaren: tuple[str, ...]


def aan_zet(rapport: Rapport, gebruiker: Gebruiker, vandaag: date) -> AanZet:
    """Of deze gebruiker nu kan tekenen, en zo niet waarom."""
    stap = volgende(rapport.status)
    if stap is None or not gebruiker.mag(stap.recht):
        return AanZet(stap, kan=False, bezwaren=())
    bezwaren = tuple(bezwaren_tegen(rapport, gebruiker, vandaag))
    return AanZet(stap, kan=not bezwaren, bezwaren=bezwaren)


def bezwaren_tegen(rapport: Rapport, gebruiker: Gebruiker, vandaag: date) -> list[str]:
    """Wat tekenen tegenhoudt: geen cijfers, een periode die nog loopt, een zin die niet klopt, of al getekend."""
    uit: list[str] = []
    al = next((h for h in handtekeningen(rapport) if h.door_id == gebruiker.pk), None)
    if al:
        uit.append(f"U tekende dit rapport al als {al.rol}. Een ander moet nu tekenen: drie rollen, drie mensen.")
    stand = stand_van(rapport)
    if stand is None:
        return [*uit, "Er zijn nog geen cijfers. Haal ze eerst op."]
    if not voorbij(rapport.periode, vandaag):
        uit.append("De periode loopt nog. Tekenen kan als zij voorbij is.")
    elif stand.voorlopig:
        uit.append("De cijfers zijn van voor het einde van de periode. Haal ze opnieuw op.")
    if rapport.soort == BURAP and not any(tekst.strip() for tekst in woorden(rapport).values()):
        uit.append("Er is nog geen duiding. Schrijf bij minstens een blok wat de cijfers betekenen.")
    oordelen = toetsen(rapport)
    fout = [(deel, oordelen[deel.code]) for deel in soort(rapport.soort).delen if not oordelen[deel.code].goed]
    return uit + [f"{deel.titel}: {_hoeveel(uitslag)}. Verbeter de tekst eerst." for deel, uitslag in fout]


def _hoeveel(uitslag: Toets) -> str:
    fout = len(uitslag.geweigerd)
    if not fout:
        return uitslag.vorm[0].rstrip(".")
    return "1 zin past niet bij de cijfers" if fout == 1 else f"{fout} zinnen passen niet bij de cijfers"


# ------------------------------------------------------------------------------------------------------------------- cijfers


def opdracht_van(rapport: Rapport) -> Opdracht | None:
    """De laatste opdracht om cijfers op te halen."""
    return rapport.opdrachten.order_by("-begonnen_om", "-pk").first()


def loopt(opdracht: Opdracht | None, nu: datetime) -> bool:
    """Of een opdracht nog bezig is; zonder levensteken is zij gestopt."""
    return opdracht is not None and opdracht.klaar_om is None and nu - opdracht.levensteken_om < STIL


def is_veranderd(rapport: Rapport) -> bool:
    """Of er na het ophalen van de cijfers iets is vastgelegd."""
    stand = stand_van(rapport)
    if stand is None or rapport.vast:
        return False
    try:
        return stand.merkpunt != bron.merkpunt()
    except ZichtFout:  # de feiten van een ander systeem zijn er nu niet; wat bij het rapport staat blijft gelden
        return False


# ---------------------------------------------------------------------------------------------------------------- overzicht


@dataclass(frozen=True)
class Regel:
    """Een rapport in de lijst, met of deze gebruiker er nu iets mee kan."""

    rapport: Rapport
    soort: Soort
    voor_u: str


def overzicht(gebruiker: Gebruiker, vandaag: date) -> list[Regel]:
    """Alle rapporten die iemand mag zien; bovenaan wat op hem wacht."""
    regels = [Regel(rapport, soort(rapport.soort), voor_u(rapport, gebruiker)) for rapport in zichtbaar(gebruiker)]
    return sorted(regels, key=lambda regel: (not regel.voor_u, regel.rapport.vast))


def voor_u(rapport: Rapport, gebruiker: Gebruiker) -> str:
    """Wat er op deze gebruiker wacht, in een paar woorden; leeg als er niets wacht."""
    if rapport.status == Status.GOEDGEKEURD and gebruiker.mag(PUBLICEREN):
        return "bevriezen"
    if rapport.status == Status.BEVROREN and gebruiker.mag(PUBLICEREN):
        return "publiceren"
    stap = volgende(rapport.status)
    if stap is None or not gebruiker.mag(stap.recht):
        return ""
    if any(h.door_id == gebruiker.pk for h in handtekeningen(rapport)):
        return ""
    return {"schrijver": "schrijven", "controller": "toetsen", "directeur": "goedkeuren"}[stap.rol]


def te_beginnen(vandaag: date) -> list[tuple[str, str, str]]:
    """Waar een rapport over kan gaan: soort, periode, en of het een nieuwe uitgave is van wat er al is."""
    bezig = set(
        Rapport.objects.exclude(status__in=(Status.BEVROREN, Status.GEPUBLICEERD)).values_list("soort", "periode")
    )
    laatste: dict[tuple[str, str], int] = {}
    for code, periode, uitgave in Rapport.objects.values_list("soort", "periode", "uitgave"):
        laatste[code, periode] = max(uitgave, laatste.get((code, periode), 0))
    return [
        (code, periode, f"uitgave {laatste[code, periode] + 1}" if (code, periode) in laatste else "")
        for code, welke in SOORTEN.items()
        for periode in welke.perioden(vandaag)
        if (code, periode) not in bezig
    ]


def versies(rapport: Rapport, deel: str) -> list[Tekst]:
    """Alle versies van een tekst, de nieuwste eerst."""
    return list(Tekst.objects.filter(rapport=rapport, deel=deel).select_related("door").order_by("-nummer"))


def teksten_om_mee_te_beginnen(rapport: Rapport) -> Mapping[str, str]:
    """De teksten van de vorige uitgave: wie iets herstelt begint niet met een leeg blad."""
    vorige = vorige_van(rapport)
    return woorden(vorige) if vorige else {}
