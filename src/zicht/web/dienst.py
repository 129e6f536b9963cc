"""Zicht starten zonder webserver van een ander: de datamap klaarzetten, de databank bijwerken, luisteren."""

import os
import shutil
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from zicht.core.fouten import AanroepFout
from zicht.web.instellingen import Instellingen, lees

DEMO = "demo.txt"  # staat dit in een datamap, dan zijn de wachtwoorden daarin bekend
DEMOJAREN, DEMOSCHAAL = 3, 0.15  # ruim 2.700 meldingen
DEMOKEUZES = ("catalogus:twee-fte-inhuur", "catalogus:een-fte-vast", "catalogus:samen-met-lokaal-team")
DEMOHERHALINGEN = 100
DRADEN = 8
Meld = Callable[[str], None]


def klaar(data: str | None = None, **omgeving: str) -> Instellingen:
    """Zet Django klaar op een datamap, met de databank bijgewerkt tot deze versie."""
    instellingen = stel_in(data, **omgeving)
    from zicht.web.opbouw import bijwerken

    bijwerken()
    return instellingen


def stel_in(data: str | None = None, **omgeving: str) -> Instellingen:
    """Zet Django klaar op een datamap, zonder de databank aan te raken."""
    if data is not None:
        os.environ["ZICHT_DATA"] = data
    os.environ.update({f"ZICHT_{naam.upper()}": waarde for naam, waarde in omgeving.items()})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zicht.web.settings")
    instellingen = lees()
    if instellingen.datamap.exists() and not instellingen.datamap.is_dir():
        raise AanroepFout(f"--data: verwacht een map, maar {instellingen.datamap} is een bestand.")
    instellingen.datamap.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    return instellingen


def bestaand(data: str | None) -> Instellingen:
    """Zet Django klaar op een datamap die er al is."""
    map_ = Path(data or lees().data)
    if not map_.is_dir():
        raise AanroepFout(
            f"De datamap {map_} is er niet. Geef de map met --data, of maak er een met: zicht serve --data {map_}"
        )
    return klaar(str(map_))


def weiger_demo(instellingen: Instellingen) -> None:
    """Met bekende wachtwoorden en sleutels gaat niemand echt werken."""
    if (instellingen.datamap / DEMO).exists() or instellingen.demo:
        raise AanroepFout(
            f"De datamap {instellingen.datamap} is van de demo: de wachtwoorden daarin zijn bekend.",
            "Kies een andere map met --data (en zet ZICHT_DEMO uit), of start de demo met: zicht demo",
        )


def maak_demo(map_: Path, meld: Meld) -> None:
    """Vul een datamap met een verzonnen regio, een keer; een map die half klaar is wordt opnieuw gemaakt."""
    omgeving = {"demo": "ja", "tweede_factor": "nee", "organisatie": "Veilig Thuis Verzonnen"}
    if (map_ / DEMO).exists():
        klaar(str(map_), **omgeving)
        _cijfers(meld)
        return
    _maak_leeg(map_)
    klaar(str(map_), **omgeving)
    from django.utils import timezone

    from zicht.synthetisch import maak
    from zicht.web.capaciteit import opwarmen
    from zicht.web.registratie.inladen.naspelen import laad

    with TemporaryDirectory(prefix="zicht-demo-") as tijdelijk:
        meld("een verzonnen regio maken")
        maak("nhn", DEMOJAREN, 1, Path(tijdelijk) / "feiten", DEMOSCHAAL)
        warm = opwarmen.begin(Path(tijdelijk) / "feiten")
        uitslag = laad(Path(tijdelijk) / "feiten", timezone.now(), meld=meld)
        warm.wait()
    (map_ / DEMO).write_text(
        f"Verzonnen mensen, bekende wachtwoorden. Ingeladen: {uitslag.meldingen} meldingen in {uitslag.dossiers} dossiers "
        f"en {uitslag.adviezen} adviezen, in {uitslag.seconden:.0f} seconden.\n",
        encoding="utf-8",
    )
    _levering(meld)
    _cijfers(meld)
    _tijd(map_)
    _capaciteit(meld)


def _tijd(map_: Path) -> None:
    """Verzonnen geschreven tijd bij de zaken van de demo, om normtijden te bewaken."""
    from zicht.synthetisch.tijdschrijven import schrijf_bij
    from zicht.uitwisseling.tijdschrijven import BESTAND
    from zicht.web.cijferbron import stand

    with stand().rekenen() as cijfers:
        schrijf_bij(cijfers.feitenset, map_ / "bedrijfsvoering" / BESTAND, 1)


def _capaciteit(meld: Meld) -> None:
    """Een doorrekening die klaar is, en klein: de bladzijden laten zo meteen iets zien."""
    from django.utils import timezone

    from zicht.web.beheer.models import Gebruiker
    from zicht.web.capaciteit import werk
    from zicht.web.capaciteit.handelingen import doorrekening_beginnen, doorrekening_starten
    from zicht.web.capaciteit.invoer import Invoer

    meld("een blik vooruit op de wachtlijst")
    wie, om = Gebruiker.objects.get(username="controller"), timezone.localtime()
    invoer = Invoer(keuzes=DEMOKEUZES, herhalingen=DEMOHERHALINGEN)
    doorrekening_starten(doorrekening_beginnen(invoer, door=wie, om=om), door=wie, om=om)
    werk.werk_af()


def _levering(meld: Meld) -> None:
    """Een levering aan het CBS in voorbereiding, met wat er nog te verklaren is."""
    from django.utils import timezone

    from zicht.core.levering.perioden import laatste_voltooide
    from zicht.web.beheer.models import Gebruiker
    from zicht.web.levering.handelingen import levering_beginnen, levering_bouwen

    meld("een levering aan het CBS")
    nu, wie = timezone.localtime(), Gebruiker.objects.get(username="beleid")
    levering = levering_beginnen(laatste_voltooide(nu.date()).code, None, door=wie, om=nu)
    levering_bouwen(levering, door=wie, om=nu)


def _cijfers(meld: Meld) -> None:
    """De cijfers van vandaag, als die er nog niet zijn, en wat erin op te lossen is."""
    from django.utils import timezone

    from zicht.web.cijferbron import GeenStand, bijwerken, stand
    from zicht.web.kwaliteit import nakijken

    try:
        vers = stand().peildatum == timezone.localdate()
    except GeenStand:
        vers = False
    if not vers:
        meld("de cijfers van vandaag")
        bijwerken(timezone.now())
        nakijken.alles(timezone.now())


def _maak_leeg(map_: Path) -> None:
    if not map_.exists():
        return
    eigen = {
        "zicht.sqlite3",
        "zicht.sqlite3-wal",
        "zicht.sqlite3-shm",
        "geheim",
        "sleutels",
        "bedrijfsvoering",
        "cijfers",
        "static",
    }
    vreemd = sorted(pad.name for pad in map_.iterdir() if pad.name not in eigen)
    if vreemd:
        raise AanroepFout(f"In {map_} staat iets dat niet van de demo is: {vreemd[0]}. Kies een andere map met --data.")
    shutil.rmtree(map_)


def stopcontact(adres: str, poort: int) -> socket.socket:
    """Bezet de poort; is zij al bezet, dan zegt de fout wat te doen."""
    contact = socket.socket(socket.AF_INET6 if ":" in adres else socket.AF_INET, socket.SOCK_STREAM)
    contact.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        contact.bind((adres, poort))
    except PermissionError as fout:
        contact.close()
        raise AanroepFout(
            f"Poort {poort} mag u niet gebruiken. Kies een poort van 1024 of hoger met --poort."
        ) from fout
    except (OSError, OverflowError) as fout:
        contact.close()
        raise AanroepFout(
            f"Poort {poort} op {adres} is niet vrij. Draait Zicht al? Kies anders een andere poort, bijvoorbeeld "
            f"--poort {poort + 1 if poort < 65_535 else 8_000}."
        ) from fout
    return contact


def server(contact: socket.socket) -> Any:
    """De webserver op een bezette poort."""
    from waitress.server import create_server

    from zicht.web.wsgi import application

    return create_server(application, sockets=[contact], threads=DRADEN, ident=None)


def huidige_periode(vandaag: date) -> str:
    """De burap-periode waarin een dag valt; burap 1, 2 en 3 tellen vanaf januari tot en met april, augustus, december."""
    return f"{vandaag.year}-burap{(vandaag.month - 1) // 4 + 1}"
