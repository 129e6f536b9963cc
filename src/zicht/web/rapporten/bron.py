"""Waar een rapport zijn cijfers, begroting en verbeterplannen vandaan haalt: de enige naad naar de rest van de sturing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from zicht.capaciteit.studie.bewaren import uit_json
from zicht.capaciteit.studie.verslag import Studieverslag
from zicht.catalogus import load
from zicht.cijfers import Cijfers
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.rapportage.begroting.periode import BESTAND
from zicht.rapportage.burap.verbeterplan import Plan
from zicht.rapportage.opdracht import stand_naast_register
from zicht.rapportage.stand import Stand
from zicht.rapportage.vragen import Voortgang, regionaam
from zicht.rapportage.vrijgave import Vrijgave
from zicht.uitwisseling.bewaard import open_map
from zicht.uitwisseling.feiten import lees_feiten
from zicht.web import cijferbron, eigennormen
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.begroting.stukken import versie_van
from zicht.web.bord import kanttekeningen
from zicht.web.capaciteit import selecties as capaciteit
from zicht.web.capaciteit.models import Verslag
from zicht.web.cijferbron import plaats
from zicht.web.normen.selecties import plannen_voor
from zicht.web.publicaties.selecties import laatste_nummer, register
from zicht.web.rapporten.models import Rapport
from zicht.web.rapporten.soorten import BURAP, JAARBEELD
from zicht.web.registratie.feiten import exporteer
from zicht.web.registratie.selecties.cijfers import laatste_versie


@dataclass(frozen=True)
class Opgehaald:
    """De stand van een periode, van wanneer zij is, en waar de registratie toen was."""

    stand: Stand
    vrijgave: Vrijgave
    op: datetime
    merkpunt: str
    register_tot: int  # veilig naast het publicatieregister tot en met dit nummer
    doorrekening: str = ""  # het kenmerk van de doorrekening waar de vooruitblik uit komt; leeg als er geen is


def haal_op(rapport: Rapport, nu: datetime, meld: Voortgang) -> Opgehaald:
    """De cijfers van nu: uit de registratie, of uit de map van een ander systeem. Veilig om te delen."""
    punt, tot = merkpunt(), laatste_nummer()
    meld("de feiten")
    bron = cijferbron.stand() if settings.INSTELLINGEN.feiten else cijferbron.bijwerken(nu)
    # Een eigen verbinding: wie intussen naar het dashboard kijkt, wacht niet.
    cijfers = open_map(bron.map, voorraadmap=plaats.voorraadmap())
    om = bron.om or nu
    stand, vrijgave = _stand(rapport, tot, cijfers, bron.map, om, meld)
    kenmerk, stand = _met_vooruitblik(rapport, stand, capaciteit.verslag_op(stand.vingerafdruk))
    return Opgehaald(stand, vrijgave, om, punt, tot, kenmerk)


def herbouw(rapport: Rapport, werkmap: Path) -> Stand:
    """De stand zoals zij bekend was toen de cijfers zijn opgehaald, opnieuw uit de registratie."""
    op, feiten = rapport.cijfers.stand_op, werkmap / "feiten"
    exporteer(feiten, peildatum=timezone.localdate(op), stand_op=op)
    stand, _ = _stand(rapport, rapport.cijfers.register_tot, Cijfers(lees_feiten(feiten)), feiten, op, lambda _: None)
    return _met_vooruitblik(rapport, stand, capaciteit.verslag_van(rapport.cijfers.doorrekening))[1]


def _met_vooruitblik(rapport: Rapport, stand: Stand, verslag: Verslag | None) -> tuple[str, Stand]:
    """De burap kijkt vooruit met de laatste doorrekening op precies deze cijfers; is die er niet, dan blijft hij zoals hij was."""
    if rapport.soort != BURAP or verslag is None:
        return "", stand
    from zicht.rapportage.vooruitzicht import met_vooruitzicht

    try:
        vooruit = met_vooruitzicht(stand, uit_json(Studieverslag, capaciteit.tekst_van(verslag)))
    except AanroepFout:  # de doorrekening begint te ver van de peildatum van dit rapport
        return "", stand
    return verslag.doorrekening.kenmerk, vooruit


def _stand(rapport: Rapport, register_tot: int, cijfers: Cijfers, feiten: Path, op: datetime,
           meld: Voortgang) -> tuple[Stand, Vrijgave]:  # fmt: skip
    gelezen = lees_periode(rapport.periode)
    cijfers.neem_normen_over(eigennormen.normen())
    trend = ("instroom-meldingen",) if rapport.soort == JAARBEELD else None
    with TemporaryDirectory(prefix="zicht-begroting-") as tijdelijk:
        map_ = _met_begroting(gelezen.begin.year, feiten, Path(tijdelijk))
        stand, vrijgave = stand_naast_register(
            cijfers, gelezen, rapport.kenmerk, register(tot=register_tot), map_=map_, beleid=_beleid(cijfers, op), meld=meld,
            trend=trend,
        )  # fmt: skip
    return replace(stand, kanttekeningen=kanttekeningen.voor_rapport(cijfers, gelezen)), vrijgave


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
    geschreven = "".join(f"{k.van}{k.laatste}{k.tekst}" for k in kanttekeningen.geschreven())
    tekst = eigennormen.tekst() + geschreven
    afspraken = f"/{sha256(tekst.encode()).hexdigest()[:12]}" if tekst else ""
    if settings.INSTELLINGEN.feiten:
        return f"{cijferbron.stand().vingerafdruk}{afspraken}"
    return f"{laatste_versie()}{afspraken}"


def plannen(periode: str) -> Mapping[str, Plan]:
    """De verbeterplannen bij gemiste normen van een periode."""
    return plannen_voor(lees_periode(periode))
