"""Waar een rapport zijn cijfers, begroting en verbeterplannen vandaan haalt: de enige naad naar de rest van de sturing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from zicht.catalogus import load
from zicht.cijfers import Cijfers
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.rapportage.begroting.periode import BESTAND
from zicht.rapportage.burap.verbeterplan import Plan
from zicht.rapportage.opdracht import stand_van
from zicht.rapportage.stand import Stand
from zicht.rapportage.vragen import Voortgang, regionaam
from zicht.uitwisseling.bewaard import open_map
from zicht.uitwisseling.feiten import lees_feiten
from zicht.web import cijferbron, eigennormen
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.begroting.stukken import versie_van
from zicht.web.cijferbron import plaats
from zicht.web.normen.selecties import plannen_voor
from zicht.web.rapporten.soorten import JAARBEELD
from zicht.web.registratie.feiten import exporteer
from zicht.web.registratie.selecties.cijfers import laatste_versie


@dataclass(frozen=True)
class Opgehaald:
    """De stand van een periode, van wanneer zij is, en waar de registratie toen was."""

    stand: Stand
    op: datetime
    merkpunt: str


def haal_op(soort: str, periode: str, nu: datetime, meld: Voortgang) -> Opgehaald:
    """De cijfers van nu: uit de registratie, of uit de map van een ander systeem. Veilig om te delen."""
    punt = merkpunt()
    meld("de feiten")
    bron = cijferbron.stand() if settings.INSTELLINGEN.feiten else cijferbron.bijwerken(nu)
    # Een eigen verbinding: wie intussen naar het dashboard kijkt, wacht niet.
    cijfers = open_map(bron.map, voorraadmap=plaats.voorraadmap())
    return Opgehaald(_stand(soort, periode, cijfers, bron.map, bron.om or nu, meld), bron.om or nu, punt)


def herbouw(soort: str, periode: str, op: datetime, werkmap: Path) -> Stand:
    """De stand zoals zij op een tijdstip bekend was, opnieuw uit de registratie."""
    feiten = werkmap / "feiten"
    exporteer(feiten, peildatum=timezone.localdate(op), stand_op=op)
    return _stand(soort, periode, Cijfers(lees_feiten(feiten)), feiten, op, lambda _: None)


def _stand(soort: str, periode: str, cijfers: Cijfers, feiten: Path, op: datetime, meld: Voortgang) -> Stand:
    gelezen = lees_periode(periode)
    cijfers.neem_normen_over(eigennormen.normen())
    trend = ("instroom-meldingen",) if soort == JAARBEELD else None
    with TemporaryDirectory(prefix="zicht-begroting-") as tijdelijk:
        map_ = _met_begroting(gelezen.begin.year, feiten, Path(tijdelijk))
        return stand_van(
            cijfers, gelezen, peildatum=None, indicatorset=None, map_=map_, beleid=_beleid(cijfers, op), meld=meld, trend=trend
        )  # fmt: skip


def _beleid(cijfers: Cijfers, op: datetime) -> Beleid:
    """Wat er op deze dag naar buiten mag; een regio kan strenger zijn dan het land."""
    regio = regionaam(cijfers).lower()
    return load.publicatiebeleid(timezone.localdate(op), regio if regio in load.regios() else None)


def _met_begroting(jaar: int, feiten: Path, werkmap: Path) -> Path:
    """De map waar de begroting van dit jaar ligt: die in de applicatie is vastgesteld, en anders die naast de feiten."""
    vast = Begrotingsstuk.objects.filter(stand=Begrotingsstuk.VASTGESTELD, jaar=jaar, wijzigt=None)
    stuk = vast.order_by("-vastgesteld_op").first()
    if stuk is None:
        return feiten
    (werkmap / BESTAND).write_text(versie_van(stuk).tekst, "utf-8")
    return werkmap


def merkpunt() -> str:
    """Waar de feiten nu zijn; een ander merkpunt betekent dat er sindsdien iets is vastgelegd of afgesproken."""
    normen = f"/{sha256(eigennormen.tekst().encode()).hexdigest()[:12]}" if eigennormen.tekst() else ""
    if settings.INSTELLINGEN.feiten:
        return f"{cijferbron.stand().vingerafdruk}{normen}"
    return f"{laatste_versie()}{normen}"


def plannen(periode: str) -> Mapping[str, Plan]:
    """De verbeterplannen bij gemiste normen van een periode."""
    return plannen_voor(lees_periode(periode))
