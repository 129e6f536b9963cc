"""Het nachtelijke opruimen: wat zijn tijd heeft gehad en waar niemand meer iets aan heeft.

Keuzes: een zaak, een versie of een logregel wordt hier nooit weggehaald; bewaartermijnen zijn een besluit, geen
onderhoud. Een tevredenheidsvraag die is verlopen blijft staan, want zij telt mee in de respons; alleen het merk van haar
link gaat weg, zodat de link ook later niets meer opent. Een noodtoegang verdwijnt nooit: wie te lang op nakijken wacht
wordt genoemd.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction
from django.utils import timezone

from zicht.web.beheer.models import Afwezigheid
from zicht.web.logboek.keten import Regel, schrijf, zet_anker_van_vandaag
from zicht.web.registratie import models as m
from zicht.web.registratie.concepten import BEWAARTIJD
from zicht.web.registratie.handelingen.noodtoegang import uiterlijk_nakijken
from zicht.web.registratie.opslag import eenheid
from zicht.web.registratie.taken import werk_bij

VERVALLEN = "verlopen-"


@dataclass(frozen=True)
class Opgeruimd:
    """Een soort die is opgeruimd, en hoeveel."""

    code: str
    wat: str
    aantal: int


@dataclass(frozen=True)
class Uitslag:
    """Wat er is opgeruimd, en hoeveel noodtoegangen te lang op nakijken wachten."""

    opgeruimd: tuple[Opgeruimd, ...]
    noodtoegang_te_laat: int


def onderhoud(nu: datetime) -> Uitslag:
    """Ruim op en schrijf op wat er weg is; een tweede keer is er niets meer te doen."""
    zet_anker_van_vandaag(settings.INSTELLINGEN.ankerbestand, nu)
    return Uitslag(tuple(_ruim_op(nu)), _noodtoegang_te_laat(nu))


def _ruim_op(nu: datetime) -> Iterator[Opgeruimd]:
    for code, wat, doe in _SOORTEN:
        with transaction.atomic():
            aantal = doe(nu)
            if aantal:
                schrijf([Regel(om=nu, handeling=f"onderhoud_{code}", gebruiker="opdrachtregel", soort=code, herkomst=f"{aantal} weg")])  # fmt: skip
        yield Opgeruimd(code, wat, aantal)


def _concepten(nu: datetime) -> int:
    return m.Concept.objects.filter(gewijzigd_om__lt=nu - BEWAARTIJD).delete()[0]


def _links(nu: datetime) -> int:
    """Links naar een tevredenheidsvraag die niet meer beantwoord kan worden."""
    verlopen = m.Tevredenheidsvraag.objects.filter(beantwoord_op=None, verloopt_op__lt=timezone.localdate(nu))
    aantal = 0
    for vraag in list(verlopen.exclude(merk__startswith=VERVALLEN)):
        with eenheid(werk_bij) as opslag:
            vraag.merk = f"{VERVALLEN}{vraag.pk.hex}"
            opslag.bewaar(vraag, handeling="onderhoud_link", door=None, om=nu)
        aantal += 1
    return aantal


def _afwezigheden(nu: datetime) -> int:
    """Afwezige dagen die voorbij zijn: het dagplan heeft ze niet meer nodig, en een lijst ervan zegt iets over iemand."""
    return Afwezigheid.objects.filter(tot_en_met__lt=timezone.localdate(nu)).delete()[0]


def _sessies(nu: datetime) -> int:
    return Session.objects.filter(expire_date__lt=nu).delete()[0]


def _tellers(nu: datetime) -> int:
    """Tellers tegen misbruik waarvan de tijd om is; zij staan alleen bij PostgreSQL in de databank."""
    kast = caches["default"]
    if not isinstance(kast, DatabaseCache):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(kast._table)} WHERE expires < %s", [nu])  # noqa: S608, SLF001
        return cursor.rowcount


def _noodtoegang_te_laat(nu: datetime) -> int:
    wacht = m.Noodtoegang.objects.filter(nagekeken_op=None, tot__lte=nu)
    return sum(timezone.localdate(nu) > uiterlijk_nakijken(nood) for nood in wacht)


_SOORTEN: tuple[tuple[str, str, Callable[[datetime], int]], ...] = (
    ("concepten", "concepten van meer dan zeven dagen oud", _concepten),
    ("links", "verlopen links naar een tevredenheidsvraag", _links),
    ("afwezigheden", "afwezige dagen die voorbij zijn", _afwezigheden),
    ("sessies", "afgelopen sessies", _sessies),
    ("tellers", "tellers waarvan de tijd om is", _tellers),
)
