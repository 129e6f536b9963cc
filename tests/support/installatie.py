"""Een installatie met alles erin, in een eigen proces: vullen, en elke bladzijde ervan als afdruk.

`python -m support.installatie vul` zet een eigen norm, een begroting, een publicatie en een bevroren burap naast de
registratie; `python -m support.installatie bladzijden` geeft als JSON per adres een afdruk van wat er staat.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256

from support import omvallen  # noqa: F401  (zet Django klaar op de datamap uit de omgeving)

from django.test import Client  # isort: skip
from django.urls import reverse  # isort: skip
from django.utils import timezone  # isort: skip

from support import begroting, rapporten
from zicht.cijfers.vrijgeven import tel
from zicht.core.parameters import Richting
from zicht.core.periodes import lees_periode
from zicht.web import cijferbron
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.beheer.models import Gebruiker
from zicht.web.normen import handelingen as normen
from zicht.web.publicaties import handelingen as publicaties
from zicht.web.publicaties.models import Publicatie
from zicht.web.rapporten.models import Rapport
from zicht.web.registratie import models as m

NORM, INSTROOM = "beoordeling-tijdig-na-ontvangst", "instroom-meldingen"
_VLUCHTIG = re.compile(rb'(csrfmiddlewaretoken" value="|nonce=")[^"]+|"X-CSRFToken": "[^"]+"|data-sessie-wie="[^"]+"')


def vul() -> None:
    """Wat er naast de registratie is; mensen van de demo doen het."""
    mensen, om = rapporten.maak_mensen(), timezone.localtime()
    dag = om.date()
    voorstel = normen.Voorstel(NORM, Decimal(71), Richting.MINIMAAL, dag, dag + timedelta(days=300), "Eigen afspraak.")
    rij = normen.norm_voorstellen(voorstel, {"meetbaar": 1}, door=mensen.coen, om=om)
    normen.gesprek_vastleggen(
        rij, datum=dag, deelnemers="gemeenten", verslag="Eens.", overeenstemming=True, door=mensen.coen, om=om
    )
    normen.norm_vaststellen(
        rij, besloten_op=dag, orgaan="bestuur", document="punt 4", vanaf=dag, evaluatie_op=dag + timedelta(days=300),
        door=mensen.dirk, om=om,
    )  # fmt: skip
    begroting.kopie(mensen.coen)
    publicaties.tel = partial(tel, codes=[INSTROOM])
    jaar = cijferbron.stand().peildatum.year - 1
    klaar = publicaties.publicatie_klaarzetten(
        cijferbron.stand(), titel="Een jaar", toelichting="", voor_wie="openbaar", perioden=[lees_periode(str(jaar))],
        door=mensen.coen, om=om,
    )  # fmt: skip
    publicaties.publicatie_goedkeuren(klaar, gezien=publicaties.gezien_als(klaar), door=mensen.dirk, om=om)
    rapporten.keur_goed(rapporten.begin(mensen, rapporten.een_keer()), mensen)


def adressen() -> Iterator[tuple[str, str]]:
    """Wie welk adres opent."""
    for naam in ("bord", "normen", "rapporten", "publicaties"):
        yield "dirk", reverse(naam)
    yield "dirk", reverse("bord_indicator", args=[NORM])
    yield "dirk", reverse("bord_bestand", args=[INSTROOM, "csv"])
    yield "dirk", reverse("normwerkbank", args=[NORM])
    for rapport in Rapport.objects.order_by("pk"):
        yield "dirk", reverse("rapport_lezen", args=[rapport.kenmerk])
    for stuk in Begrotingsstuk.objects.order_by("pk"):
        yield "coen", reverse("begroting", args=[stuk.kenmerk])
        yield "coen", reverse("begroting_toml", args=[stuk.kenmerk])
    for publicatie in Publicatie.objects.order_by("pk"):
        yield "", reverse("open_publicatie", args=[publicatie.kenmerk])
        yield "", reverse("open_csv", args=[publicatie.kenmerk])
    for dossier in m.Dossier.objects.order_by("kenmerk")[:3]:
        yield "gedragsdeskundige", reverse("mensen", args=[dossier.kenmerk])


def bladzijden() -> None:
    """Elk adres met zijn status, hoe lang het is en een afdruk."""
    uit: dict[str, list[object]] = {}
    for wie, adres in adressen():
        klant = Client(SERVER_NAME="localhost")
        if wie:
            klant.force_login(Gebruiker.objects.get(username=wie))
        antwoord = klant.get(adres)
        inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content  # type: ignore[arg-type]
        kaal = _VLUCHTIG.sub(b"", inhoud)
        uit[f"{wie} {adres}"] = [antwoord.status_code, len(kaal), sha256(kaal).hexdigest()]
    sys.stdout.write(json.dumps(uit))


if __name__ == "__main__":
    {"vul": vul, "bladzijden": bladzijden}[sys.argv[1]]()
