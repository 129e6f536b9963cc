"""Een levering bouwen uit de registratie en meteen keuren; het bestand op schijf is alleen er zolang dat duurt."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zicht.catalogus import load
from zicht.cijfers.levering import Doorlichting, licht_door
from zicht.core.levering.bestand import lees
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.perioden import Leververschil, vergelijk_leveringen, vorig_halfjaar
from zicht.engines.levering import Bestand
from zicht.rapportage.levering.gegevens import Leverstaat
from zicht.uitwisseling.feiten import lees_feiten
from zicht.uitwisseling.levering.bouwen import Bouwsel, bouw, dossiers_in, organisatie
from zicht.uitwisseling.levering.indelingbestand import lees_indelingboek
from zicht.web.levering.models import Levering
from zicht.web.registratie.selecties.levering import exporteer_klaar_in, mensen_bij


@dataclass(frozen=True)
class Gemaakt:
    """Wat bouwen oplevert, nog niet bewaard."""

    bouwsel: Bouwsel
    doorlichting: Doorlichting
    verschil: Leververschil | None
    organisatie: str

    @property
    def vingerafdruk(self) -> str:
        """Waaraan het bestand te herkennen is."""
        return hashlib.sha256(self.bouwsel.inhoud).hexdigest()


def indeling_van(levering: Levering) -> Indeling:
    """De indeling waarin deze levering wordt geschreven."""
    if levering.indeling is None:
        return load.leverindeling()
    return lees_indelingboek(bytes(levering.indeling.inhoud), levering.indeling.bestandsnaam)


def maak(levering: Levering, vandaag: date) -> Gemaakt:
    """Bouw en keur; er wordt niets bewaard."""
    indeling = indeling_van(levering)
    with tempfile.TemporaryDirectory(prefix="zicht-levering-") as tijdelijk:
        map_ = Path(tijdelijk)
        exporteer_klaar_in(map_ / "feiten", levering.halfjaar, peildatum=vandaag)
        feiten = lees_feiten(map_ / "feiten")
        mensen = mensen_bij(dossiers_in(feiten, levering.halfjaar))
        bouwsel = bouw(feiten, levering.halfjaar, indeling, op=vandaag, volgnummer=levering.volgnummer, mensen=mensen)
        wie = organisatie(feiten)
        feiten.verbinding.close()
        licht = _licht_door(levering, indeling, bouwsel.inhoud, wie, map_)
    return Gemaakt(bouwsel, licht, _verschil(levering, indeling, bouwsel.inhoud), wie)


def _licht_door(levering: Levering, indeling: Indeling, inhoud: bytes, wie: str, map_: Path) -> Doorlichting:
    eerder = eerdere(levering)
    paden = (_zet(map_ / "eerder.txt", eerder.bytes),) if eerder and past(eerder, levering) else ()
    bestand = Bestand(_zet(map_ / "levering.txt", inhoud), levering.halfjaar, wie, paden)
    return licht_door(indeling, bestand, protocol=levering.protocol)


def _zet(pad: Path, inhoud: bytes) -> Path:
    with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as bestand:
        bestand.write(inhoud)
    return pad


def eerdere(levering: Levering) -> Levering | None:
    """De laatste levering over het halfjaar ervoor."""
    vorige = vorig_halfjaar(levering.halfjaar)
    return Levering.objects.filter(periode=vorige.code, stand=Levering.GELEVERD).order_by("-volgnummer").first()


def vervangt(levering: Levering) -> Levering | None:
    """De levering die deze correctie vervangt."""
    rijen = Levering.objects.filter(
        periode=levering.periode, stand=Levering.GELEVERD, volgnummer__lt=levering.volgnummer
    )
    return rijen.order_by("-volgnummer").first()


def past(oud: Levering, nu: Levering) -> bool:
    """Of twee leveringen dezelfde indeling hebben; anders zijn zij niet record voor record te vergelijken."""
    return oud.indeling_id == nu.indeling_id


def _verschil(levering: Levering, indeling: Indeling, inhoud: bytes) -> Leververschil | None:
    oud = vervangt(levering)
    if oud is None or not past(oud, levering):
        return None
    return vergelijk_leveringen(indeling, lees(indeling, oud.bytes), lees(indeling, inhoud))


def staat(levering: Levering, verklaringen: dict[str, str]) -> Leverstaat:
    """Alles voor een rapport over het bewaarde bestand; het bestand wordt daarvoor opnieuw gekeurd."""
    indeling = indeling_van(levering)
    eerder = eerdere(levering)
    with tempfile.TemporaryDirectory(prefix="zicht-levering-") as tijdelijk:
        voorloop = next(iter(lees(indeling, levering.bytes)), None)
        wie = voorloop.tekst("organisatie") if voorloop else ""
        licht = _licht_door(levering, indeling, levering.bytes, wie, Path(tijdelijk))
    assert levering.gebouwd_om is not None
    return Leverstaat(
        indeling, levering.protocol, levering.halfjaar, wie, levering.gebouwd_om.date(), levering.volgnummer, levering.vingerafdruk,
        levering.aantallen, licht, eerder.periode if eerder and licht.eerder else "", verklaringen,
        _verschil(levering, indeling, levering.bytes), levering.ontbreekt,
    )  # fmt: skip
