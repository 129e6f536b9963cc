"""De daglijst van elke medewerker als bestand, klaar voordat het systeem niet werkt.

Keuzes: ieder krijgt een eigen bestand, met precies wat die op de bladzijde ziet: wat voor de een open staat, hoeft dat
voor een collega niet te zijn. In de map staan alleen de lijsten van nu; wie geen recht meer heeft, heeft er ook geen
lijst meer.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from zicht.core.fouten import AanroepFout
from zicht.rapportage.blokken import Blok, Cel, Kolom, Kop, Rapport, Tabel, alinea, rij
from zicht.web.beheer import rechten
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.logboek.keten import Regel, schrijf
from zicht.web.registratie.selecties.daglijst import Dagregel, daglijst
from zicht.web.registratie.selecties.werk import SOORTEN
from zicht.web.vormgeving import standen, tekst

MERK = ".zicht-daglijst"  # staat dit in een map, dan zijn de lijsten daarin van ons
RECHT = "werk.inzien"
LEEG = "–"
_KOPPEN = (("Zaak", 1.5), ("Urgentie", 0.8), ("Werk en volgende stap", 1.9), ("Uiterlijk", 0.9), ("Stand", 0.9))
Meld = Callable[[str], None]


@dataclass(frozen=True)
class Uitslag:
    """Hoeveel lijsten er zijn gemaakt, en hoeveel oude er weg zijn."""

    map: str
    lijsten: int
    weg: int


def maak_daglijsten(uit: Path, team: str | None, nu: datetime, meld: Meld) -> Uitslag:
    """Maak de lijst van iedereen die met zaken werkt; een bestand wordt in een keer vervangen."""
    _eis_map(uit)
    mensen = _mensen(team)
    gemaakt: set[Path] = set()
    for nummer, gebruiker in enumerate(mensen, 1):
        meld(f"lijst {nummer} van {len(mensen)}")
        gemaakt.update(_maak(uit, gebruiker, nu))
    weg = _ruim_op(uit if team is None else uit / _mapnaam(mensen[0].team if mensen else None), gemaakt)
    return Uitslag(str(uit), len(mensen), weg)


def _eis_map(uit: Path) -> None:
    if uit.exists() and not uit.is_dir():
        raise AanroepFout(f"--uit: verwacht een map, maar {uit} is een bestand.")
    uit.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(uit.iterdir()) and not (uit / MERK).exists():
        raise AanroepFout(f"De map {uit} is niet leeg en niet van de daglijsten. Kies een eigen map met --uit.")
    (uit / MERK).touch(mode=0o600)


def _mensen(team: str | None) -> list[Gebruiker]:
    mensen = Gebruiker.objects.filter(is_active=True, koppeling=False).select_related("team").order_by("username")
    if team is not None:
        if not Team.objects.filter(naam=team).exists():
            bekend = ", ".join(Team.objects.values_list("naam", flat=True)) or "er zijn nog geen teams"
            raise AanroepFout(f"Onbekend team '{team[:80]}'. Kies uit: {bekend}.")
        mensen = mensen.filter(team__naam=team)
    return [gebruiker for gebruiker in mensen if gebruiker.mag(RECHT)]


def _mapnaam(team: Team | None) -> str:
    return slugify(team.naam) if team else "zonder-team"


def _maak(uit: Path, gebruiker: Gebruiker, nu: datetime) -> Iterator[Path]:
    from zicht.rapportage.html import html
    from zicht.rapportage.pdf import pdf

    map_ = uit / _mapnaam(gebruiker.team)
    map_.mkdir(mode=0o700, exist_ok=True)
    blad = rapport(gebruiker, nu)
    schrijf([
        Regel(om=nu, handeling="daglijst_maken", gebruiker="opdrachtregel", doel=rechten.recht(RECHT).doel.value,
              soort="daglijst", kenmerk=gebruiker.username[:40])
    ])  # fmt: skip
    naam = slugify(gebruiker.username) or str(gebruiker.pk)
    for uitgang, inhoud in (("html", html(blad).encode()), ("pdf", pdf(blad))):
        pad = map_ / f"{naam}.{uitgang}"
        _vervang(pad, inhoud)
        yield pad


def _vervang(pad: Path, inhoud: bytes) -> None:
    with tempfile.NamedTemporaryFile("wb", dir=pad.parent, prefix=".", delete=False) as bestand:  # mode 0600
        bestand.write(inhoud)
    os.replace(bestand.name, pad)


def _ruim_op(map_: Path, gemaakt: set[Path]) -> int:
    """Lijsten van wie er geen meer heeft, en wat een vorige keer half bleef liggen."""
    oud = [pad for pad in map_.rglob("*") if pad.is_file() and pad.name != MERK and pad not in gemaakt]
    for pad in oud:
        pad.unlink()
    return sum(pad.suffix == ".pdf" for pad in oud)


# -------------------------------------------------------------------------------------------------------------- het blad


def rapport(gebruiker: Gebruiker, nu: datetime) -> Rapport:
    """De daglijst van een medewerker, met dezelfde regels als de bladzijde."""
    vandaag, hier = timezone.localdate(nu), timezone.localtime(nu)
    lijst = daglijst(gebruiker, nu, vandaag)
    tot = tekst.lang(lijst.tot_en_met)
    blokken: list[Blok] = [
        alinea(
            "Voor als Zicht niet werkt. Bewaar deze lijst achter slot en vernietig haar zodra zij niet meer nodig is."
        ),
        Kop(2, f"Mijn werk ({len(lijst.eigen)})", "mijn-werk"),
        *_tabel("Mijn werk", lijst.eigen, "Om wie het gaat", _mensen_van),
        Kop(2, f"Mijn team, tot en met {tot} ({len(lijst.team)})", "mijn-team"),
        *_tabel("Werk van mijn team", lijst.team, "Eigenaar", lambda r: str(r.klok.taak.eigenaar or "niemand")),
    ]
    if lijst.meer:
        blokken.append(alinea(f"En nog {lijst.meer}, met een latere klok."))
    return Rapport(
        titel=f"Daglijst van {gebruiker}",
        ondertitel=settings.INSTELLINGEN.organisatie,
        kenmerken=(
            ("Zoals bekend op", f"{tekst.kort(hier.date())} {hier:%H:%M}"),
            ("Team", str(gebruiker.team or "geen team")),
        ),
        merk=f"Daglijst van {gebruiker}, {tekst.kort(hier.date())} {hier:%H:%M}",
        datum=vandaag.isoformat(),
        blokken=tuple(blokken),
    )


def _tabel(titel: str, regels: Sequence[Dagregel], laatste: str, wie: Callable[[Dagregel], str]) -> Iterator[Blok]:
    if not regels:
        yield alinea("Geen open werk.")
        return
    kolommen = (*(Kolom(kop, breedte=breedte) for kop, breedte in _KOPPEN), Kolom("Let op bij contact", breedte=1.8), Kolom(laatste, breedte=1.8))  # fmt: skip
    yield Tabel(titel, kolommen, tuple(_regel(r, wie(r)) for r in regels), breed=True)


def _regel(r: Dagregel, wie: str) -> tuple[Cel, ...]:
    taak, stand = r.klok.taak, r.klok.stand.value
    soort = SOORTEN.get(taak.soort, taak.soort.replace("_", " "))
    return rij(
        Cel(taak.kenmerk, vet=True),
        standen.urgentie(taak.urgentie).woord,
        f"{soort}: {taak.stap}",
        tekst.kort(taak.uiterlijk_op) if taak.uiterlijk_op else LEEG,
        standen.stand(stand).woord if stand else LEEG,
        "; ".join(_vlag(vlag) for vlag in r.vlaggen) or LEEG,
        wie or LEEG,
    )


def _vlag(vlag: object) -> str:
    soort = vlag.get_soort_display()  # pyright: ignore[reportAttributeAccessIssue]
    return f"{soort}: {vlag.tekst}" if vlag.tekst else soort  # pyright: ignore[reportAttributeAccessIssue]


def _mensen_van(r: Dagregel) -> str:
    namen = ((str(mens.persoon).strip() or "naam onbekend", mens.get_rol_display()) for mens in r.mensen)
    return ", ".join(f"{naam} ({rol})" if rol else naam for naam, rol in namen)
