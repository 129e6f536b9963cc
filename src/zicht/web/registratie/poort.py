"""De ene poort: welke dossiers iemand mag zien. Elke lijst, zoekvraag, telling, pagina, brief en uitvoer gaat hierdoor.

Keuzes: een afgeschermd dossier is er alleen voor wie is toegelaten; noodtoegang opent het niet (wie het toch nodig
heeft belt de teamleider). Een regioteam ziet de zaken van het eigen team, en zaken waarin iemand zelf werk heeft.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Bereik
from zicht.web.beheer.toegang import GeenToegang
from zicht.web.registratie.models import Dossier, Noodtoegang, Taak, Toegelaten

# Noodtoegang is er om iemand nu te helpen; wie de melder is en een brief de deur uit horen daar niet bij.
ZONDER_NOOD = frozenset({"melder.inzien", "persoon.bsn", "brief.maken", "zaak.corrigeren", "persoon.verbinden"})


def zichtbaar(gebruiker: Gebruiker, nu: datetime, code: str = "zaak.inzien", pad: str = "") -> Q:
    """De voorwaarde op een dossier, of op wat met `pad` aan een dossier hangt (`dossier__`)."""
    ruimte = gebruiker.bereik(code)
    if ruimte is None:
        return Q(pk__in=[])
    return _binnen(gebruiker, ruimte, None if code in ZONDER_NOOD else nu, pad) & niet_afgeschermd(gebruiker, pad)


def niet_afgeschermd(gebruiker: Gebruiker, pad: str = "") -> Q:
    """Een dossier dat niet is afgeschermd, of waarbij deze gebruiker is toegelaten; voor een enkele verwijzing."""
    # Geen Exists: een vraag die niet naar de rij kijkt wordt een keer beantwoord, niet bij elk dossier opnieuw.
    toegelaten = Toegelaten.objects.filter(gebruiker=gebruiker).values("dossier")
    return Q(**{f"{pad}beschermd": False}) | Q(**{f"{pad}pk__in": toegelaten})


def open_adres(gebruiker: Gebruiker) -> Q:
    """Een woonplek die niet in een afgeschermd dossier is vastgelegd, of in een dossier waarbij deze gebruiker is toegelaten."""
    return Q(dossier=None) | niet_afgeschermd(gebruiker, "dossier__")


def _binnen(gebruiker: Gebruiker, ruimte: Bereik, nu: datetime | None, pad: str) -> Q:
    if ruimte is Bereik.ORGANISATIE:
        return Q()
    taken = Taak.objects.filter(eigenaar=gebruiker, geeindigd_op=None).values("dossier")
    eigen = Q(**{f"{pad}eigenaar": gebruiker}) | Q(**{f"{pad}pk__in": taken})
    if nu is not None:
        nood = Noodtoegang.objects.filter(gebruiker=gebruiker, van__lte=nu, tot__gt=nu)
        eigen |= Q(**{f"{pad}pk__in": nood.values("dossier")})
    if ruimte is Bereik.TEAM and gebruiker.team_id:
        return eigen | Q(**{f"{pad}team": gebruiker.team_id})
    return eigen


def dossiers(gebruiker: Gebruiker, nu: datetime, code: str = "zaak.inzien") -> QuerySet[Dossier]:
    """De dossiers die deze gebruiker mag zien."""
    return Dossier.objects.filter(zichtbaar(gebruiker, nu, code))


def door_de_poort(
    rijen: QuerySet[Any], gebruiker: Gebruiker, nu: datetime, code: str = "zaak.inzien", pad: str = "dossier__"
) -> Any:
    """Alleen de rijen van dossiers die deze gebruiker mag zien."""
    return rijen.filter(zichtbaar(gebruiker, nu, code, pad))


def dossier_of_404(gebruiker: Gebruiker, kenmerk: str, nu: datetime, code: str = "zaak.inzien") -> Dossier:
    """Het dossier; wie het niet mag zien krijgt hetzelfde antwoord als wanneer het niet bestaat."""
    dossier = dossiers(gebruiker, nu, code).filter(kenmerk=kenmerk).select_related("team", "eigenaar").first()
    if dossier is None:
        raise Http404("Dit dossier bestaat niet, of u kunt het niet zien.")
    return dossier


def _zonder_vragen(gebruiker: Gebruiker, ruimte: Bereik, dossier: Dossier) -> bool:
    """Of het dossier zelf al zegt dat het binnen het bereik valt."""
    eigen_team = ruimte is Bereik.TEAM and gebruiker.team_id is not None and dossier.team_id == gebruiker.team_id
    return ruimte is Bereik.ORGANISATIE or eigen_team


def vereis(gebruiker: Gebruiker, code: str, dossier: Dossier | None, nu: datetime) -> None:
    """Weiger wie het recht niet heeft, of dit dossier niet mag zien."""
    ruimte = gebruiker.bereik(code)
    if ruimte is None:
        raise GeenToegang(f"{gebruiker} mag dit niet ({code}). Vraag uw beheerder om de goede rol.")
    if dossier is None or (not dossier.beschermd and _zonder_vragen(gebruiker, ruimte, dossier)):
        return
    if not dossiers(gebruiker, nu, code).filter(pk=dossier.pk).exists():
        raise GeenToegang("Dit dossier bestaat niet, of u kunt het niet zien.")
