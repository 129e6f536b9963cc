"""Wat er met een doorrekening gebeurt: elk met een recht, alles of niets, en een regel in het logboek zonder inhoud."""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer, eis
from zicht.web.capaciteit import rekenen, selecties
from zicht.web.capaciteit.invoer import Invoer
from zicht.web.capaciteit.models import GESTART, LEEFT, Doorrekening, Stand, Verslag
from zicht.web.kenmerken import nieuw_kenmerk

INZIEN, REKENEN, SOORT = "capaciteit.inzien", "capaciteit.rekenen", "doorrekening"
Handeling = Callable[..., "Doorrekening | None"]
ONDERBROKEN = "Het programma hield op voor het rekenen klaar was. Er is niets bewaard; begin opnieuw."


def doorrekening_beginnen(invoer: Invoer, *, door: Gebruiker, om: datetime) -> Doorrekening:
    """Begin aan een vraag; er wordt pas gerekend als zij gestart is."""
    rij = Doorrekening(kenmerk=nieuw_kenmerk("W", om.year), door=door, gemaakt_om=om)
    with beheer("doorrekening_beginnen", REKENEN, door=door, om=om, soort=SOORT, over=rij.kenmerk):
        _vul(rij, invoer)
        rij.save()
    return rij


def doorrekening_invullen(rij: Doorrekening, invoer: Invoer, *, door: Gebruiker, om: datetime) -> None:
    """Bewaar een antwoord op een van de vragen."""
    with beheer("doorrekening_invullen", REKENEN, door=door, om=om, soort=SOORT, over=rij.kenmerk):
        nu = _op_slot(rij)
        eis(nu.stand == Stand.CONCEPT, "Deze doorrekening is al gestart. Maak een nieuwe, of een kopie van deze.")
        _vul(nu, invoer)
        nu.save()
    rij.refresh_from_db()


def doorrekening_weggooien(rij: Doorrekening, *, door: Gebruiker, om: datetime) -> None:
    """Gooi een vraag weg die nooit is gestart."""
    with beheer("doorrekening_weggooien", REKENEN, door=door, om=om, soort=SOORT, over=rij.kenmerk):
        nu = _op_slot(rij)
        eis(nu.stand == Stand.CONCEPT, "Deze doorrekening is gestart en blijft in de lijst staan.")
        nu.delete()


def doorrekening_starten(rij: Doorrekening, *, door: Gebruiker, om: datetime) -> Doorrekening:
    """Zet de vraag in de rij. Is zij op deze feiten al gesteld, dan is dat de doorrekening die u terugkrijgt."""
    opdracht = rekenen.maak_opdracht(Invoer.van(rij.invoer))
    with beheer("doorrekening_starten", REKENEN, door=door, om=om, soort=SOORT, over=rij.kenmerk):
        ruim_op(om)
        nu = _op_slot(rij)
        eis(nu.stand not in GESTART, "Deze doorrekening loopt al.")
        eis(nu.stand != Stand.KLAAR, "Deze doorrekening is al klaar.")
        sleutel = afdruk(opdracht)
        eerder = Doorrekening.objects.filter(sleutel=sleutel, stand__in=LEEFT).first()
        if eerder is not None:
            if nu.stand == Stand.CONCEPT:
                nu.delete()
            return eerder
        nu.opdracht, nu.sleutel, nu.stand = opdracht, sleutel, Stand.WACHT
        nu.titel = str(opdracht["studie"]["titel"])[:200]
        nu.gevraagd_om, nu.stap, nu.deel, nu.fout = om, "", 0.0, ""
        nu.begonnen_om = nu.levensteken_om = nu.stop_gevraagd_om = None
        return _plaats(nu)


def _plaats(rij: Doorrekening) -> Doorrekening:
    """Twee mensen die tegelijk dezelfde vraag starten, krijgen dezelfde doorrekening."""
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError:
        return Doorrekening.objects.get(sleutel=rij.sleutel, stand__in=LEEFT)
    return rij


def doorrekening_stoppen(rij: Doorrekening, *, door: Gebruiker, om: datetime) -> None:
    """Stop het rekenen, of haal de vraag uit de rij. Er blijft niets van een antwoord over."""
    with beheer("doorrekening_stoppen", REKENEN, door=door, om=om, soort=SOORT, over=rij.kenmerk):
        nu = _op_slot(rij)
        eis(nu.stand in GESTART, "Deze doorrekening loopt niet (meer). Er valt niets te stoppen.")
        nu.stop_gevraagd_om = om
        if nu.stand == Stand.WACHT or not selecties.leeft(nu, om):
            nu.stand, nu.fout = Stand.GESTOPT, f"Gestopt door {door}."
        nu.save()
    rij.refresh_from_db()


def neem_volgende(nu: datetime) -> Doorrekening | None:
    """De oudste die wacht, om te rekenen; None als er een bezig is of niets wacht."""
    ruim_op(nu)
    rij = Doorrekening.objects.filter(stand=Stand.WACHT).order_by("gevraagd_om", "kenmerk").first()
    if rij is None:
        return None
    try:
        with transaction.atomic():
            genomen = Doorrekening.objects.filter(pk=rij.pk, stand=Stand.WACHT).update(
                stand=Stand.BEZIG, begonnen_om=nu, levensteken_om=nu, stap="de cijfers van vandaag lezen"
            )
    except IntegrityError:  # een ander proces rekent; dat neemt deze straks
        return None
    return Doorrekening.objects.select_related("door").get(pk=rij.pk) if genomen else neem_volgende(nu)


def ruim_op(nu: datetime) -> None:
    """Wie geen levensteken meer geeft, is gestopt: het programma is omgevallen of uitgezet."""
    stil = Doorrekening.objects.filter(stand=Stand.BEZIG, levensteken_om__lt=nu - selecties.STIL)
    stil.update(stand=Stand.GESTOPT, fout=ONDERBROKEN)


def verslag_zetten(rij: Doorrekening, verslag: rekenen.Uitslag, *, om: datetime) -> bool:
    """Leg het verslag vast, helemaal of niet; of dat gebeurde. Wie intussen stopte, krijgt geen verslag."""
    with beheer("doorrekening_vastleggen", REKENEN, door=rij.door, om=om, soort=SOORT, over=rij.kenmerk):
        nu = _op_slot(rij)
        if nu.stand != Stand.BEZIG or nu.stop_gevraagd_om:
            _afsluiten(nu, Stand.GESTOPT, "Gestopt voor het klaar was.", om)
            return False
        Verslag.objects.create(
            doorrekening=nu,
            inhoud=zlib.compress(verslag.tekst.encode(), 6),
            afdruk=hashlib.sha256(verslag.tekst.encode()).hexdigest(),
            hoofdzaken=verslag.hoofdzaken,
            bijlagen=zlib.compress(verslag.bijlagen.encode(), 6),
        )
        nu.deel = 1.0
        _afsluiten(nu, Stand.KLAAR, "", om)
    return True


def gestopt(rij: Doorrekening, *, om: datetime) -> None:
    """Het rekenen is opgehouden omdat iemand daarom vroeg."""
    _sluit(rij, Stand.GESTOPT, "Gestopt voor het klaar was.", om)


def mislukt(rij: Doorrekening, fout: str, *, om: datetime) -> None:
    """Het rekenen kon niet; de reden staat erbij."""
    _sluit(rij, Stand.MISLUKT, fout, om)


def _sluit(rij: Doorrekening, stand: Stand, fout: str, om: datetime) -> None:
    with transaction.atomic():
        nu = _op_slot(rij)
        if nu.stand == Stand.BEZIG:
            _afsluiten(nu, stand, fout, om)


def _afsluiten(rij: Doorrekening, stand: Stand, fout: str, om: datetime) -> None:
    rij.stand, rij.fout, rij.klaar_om, rij.levensteken_om = stand, fout, om, om
    rij.save()


def afdruk(opdracht: Mapping[str, Any]) -> str:
    """Een afdruk van alles wat het antwoord bepaalt: dezelfde vraag op dezelfde feiten heeft dezelfde."""
    telt = {naam: deel for naam, deel in opdracht.items() if naam != "waar"}
    return hashlib.sha256(json.dumps(telt, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _vul(rij: Doorrekening, invoer: Invoer) -> None:
    rij.invoer, rij.titel = invoer.als_json(), invoer.titel[:200]


def _op_slot(rij: Doorrekening) -> Doorrekening:
    return Doorrekening.objects.select_for_update(of=("self",)).select_related("door").get(pk=rij.pk)
