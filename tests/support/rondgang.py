"""Een rol die elke bladzijde opent die zij mag openen, in een wereld waar van alles iets is."""

from collections.abc import Iterator
from functools import cache

from django.test import Client

from support.begroting import kopie
from support.eenmaal import eenmaal
from support.openen import OPENINGEN
from support.opzoeken import leer
from support.routes import Antwoord, Route, Sleutel, alle_routes, vraag
from support.vulling import rijen_van, sleutels_van, vul
from support.web import NU
from support.wereld import Wereld, maak_wereld
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.beheer.models import Roltoewijzing
from zicht.web.beheer.rechten import Rol, recht
from zicht.web.bord.handelingen import kanttekening_schrijven
from zicht.web.bord.models import Kanttekening
from zicht.web.rapporten.handelingen import rapport_beginnen
from zicht.web.rapporten.models import Rapport
from zicht.web.registratie import models as m
from zicht.web.sleutels import kluis

LOS = (m.Advies, m.Tevredenheidsvraag, m.Activiteit, m.Zoekopdracht, m.Bulktoewijzing, m.Vaststelling, m.Concept, m.Noodtoegang,
       Begrotingsstuk, Roltoewijzing, Kanttekening, Rapport)  # fmt: skip


@cache
def routes() -> list[Route]:
    """Elke route, die van het aanmelden erbij."""
    return alle_routes()


def maak_volle_wereld() -> Wereld:
    """De wereld met in elke tabel een rij bij elk dossier, een eigen begroting en een jaarbeeld in concept."""
    wereld = eenmaal(f"volle wereld {kluis().merkgeheim!r}", _bouw)
    leer(wereld, alle_sleutels(wereld))
    return wereld


def _bouw() -> Wereld:
    wereld = maak_wereld()
    for dossier in wereld.dossiers:
        vul(dossier, wereld.mensen[Rol.TEAMLEIDER])
    kopie(wereld.mensen[Rol.CONTROLLER])
    notitie = {"van": NU.date(), "tot": None, "tekst": "Nieuw systeem.", "bron": "", "code": ""}
    kanttekening_schrijven(**notitie, door=wereld.mensen[Rol.CONTROLLER], om=NU)
    rapport_beginnen("jaarbeeld", "2025", door=wereld.mensen[Rol.BELEIDSMEDEWERKER], om=NU)
    return wereld


def als(wereld: Wereld, rol: Rol) -> Client:
    """Een browser waarin iemand met deze rol is aangemeld."""
    client = Client(raise_request_exception=True)
    client.force_login(wereld.mensen[rol])
    return client


def alle_sleutels(wereld: Wereld) -> list[Sleutel]:
    """De sleutels van wat bij een zaak van Noord hoort, van de mensen en teams, en van wat aan geen dossier hangt."""
    los = [rij for soort in LOS for rij in soort._default_manager.all()]
    return sleutels_van([*rijen_van(wereld.van_noord), *wereld.mensen.values(), wereld.noord, *los])


def mag(route: Route, rol: Rol, methode: str) -> bool:
    """Of deze rol volgens de rechtentabel deze route met deze methode mag gebruiken."""
    assert route.recht is not None
    return rol in recht(route.recht.voor(methode)).wie


def bladen(wereld: Wereld, rol: Rol, client: Client) -> Iterator[tuple[Route, str, Antwoord]]:
    """Elke bladzijde die voor deze rol opengaat, met wat er op de weg daarheen geen bladzijde was."""
    sleutels = alle_sleutels(wereld)
    for route in routes():
        zaak = route.recht is not None and not route.open and not route.van_systeem
        if zaak and not mag(route, rol, "GET"):
            continue
        for adres in route.adressen(sleutels):
            antwoord = vraag(client, "GET", adres)
            yield route, adres, antwoord
            if antwoord.status in (200, 405):
                break


def elke_bladzijde_een_keer(wereld: Wereld) -> Iterator[tuple[str, Antwoord]]:
    """Elke bladzijde een keer, voor de eerste rol bij wie zij opengaat: genoeg voor wat alleen van de bladzijde afhangt."""
    rollen = sorted(Rol, key=lambda rol: rol is not Rol.TEAMLEIDER)  # de teamleider ziet het meest
    clients = {rol: als(wereld, rol) for rol in rollen}
    sleutels = alle_sleutels(wereld)
    for route in routes():
        if route.recht is None or route.van_systeem:
            continue
        wie = [rol for rol in rollen if route.open or mag(route, rol, "GET")]
        wie = wie[:1] if route.naam in OPENINGEN else wie  # wat iets eigens vraagt gaat hier voor niemand open
        for rol, adres in ((rol, adres) for rol in wie for adres in route.adressen(sleutels)):
            antwoord = vraag(clients[rol], "GET", adres)
            if antwoord.status == 200:
                yield adres, antwoord
            if antwoord.status in (200, 405):
                break
