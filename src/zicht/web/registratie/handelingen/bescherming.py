"""Een dossier afschermen: alleen wie is toegelaten ziet nog dat het bestaat."""

from collections.abc import Collection
from datetime import date, datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.logboek.keten import Regel
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import Uitvoering, controleer_versie, eis, handeling
from zicht.web.registratie.opslag import slot


def dossier_beschermen(
    dossier: m.Dossier,
    *,
    toegelaten: Collection[Gebruiker],
    reden: str,
    op: date,
    versie: int | None = None,
    door: Gebruiker,
    om: datetime,
) -> None:
    """Scherm een dossier af, of kies opnieuw wie het mag zien."""
    with handeling("dossier_beschermen", "zaak.beschermen", door=door, om=om, dossier=dossier, reden=reden[:200]) as h:
        slot(dossier)
        controleer_versie(dossier, versie)
        eis(reden.strip(), "Schrijf op waarom dit dossier wordt afgeschermd.")
        eis(
            any(wie.is_active and wie.mag("zaak.beschermen") for wie in toegelaten),
            "Laat minstens een teamleider toe; anders kan niemand de afscherming nog opheffen.",
        )
        if not dossier.beschermd:
            dossier.beschermd = True
            h.gebeurtenis("dossier afgeschermd", op, dossier=dossier)
        h.bewaar(dossier)
        _laat_toe(h, dossier, toegelaten)


def bescherming_opheffen(
    dossier: m.Dossier, *, reden: str, op: date, versie: int | None = None, door: Gebruiker, om: datetime
) -> None:
    """Hef de afscherming op; wie het dossier zonder afscherming mag zien, ziet het weer."""
    with handeling(
        "bescherming_opheffen", "zaak.beschermen", door=door, om=om, dossier=dossier, reden=reden[:200]
    ) as h:
        slot(dossier)
        controleer_versie(dossier, versie)
        eis(dossier.beschermd, "Dit dossier is niet afgeschermd.")
        eis(reden.strip(), "Schrijf op waarom de afscherming niet meer nodig is.")
        dossier.beschermd = False
        h.bewaar(dossier)
        _laat_toe(h, dossier, ())
        h.gebeurtenis("afscherming opgeheven", op, dossier=dossier)


def _laat_toe(h: Uitvoering, dossier: m.Dossier, wie: Collection[Gebruiker]) -> None:
    """Wie erbij komt en wie eraf gaat, elk met een logregel: later is te zien wie dit dossier wanneer kon zien."""
    was = {rij.gebruiker_id: rij for rij in m.Toegelaten.objects.filter(dossier=dossier).select_related("gebruiker")}
    blijft = {gebruiker.pk for gebruiker in wie}
    for gebruiker in wie:
        if gebruiker.pk not in was:
            h.opslag.voeg_toe(m.Toegelaten(dossier=dossier, gebruiker=gebruiker))
            h.opslag.log(_regel(h, "toelaten", gebruiker, dossier))
    for pk, rij in was.items():
        if pk not in blijft:
            rij.delete()
            h.opslag.log(_regel(h, "toelaten_beeindigen", rij.gebruiker, dossier))


def _regel(h: Uitvoering, naam: str, wie: Gebruiker, dossier: m.Dossier) -> Regel:
    return Regel(
        om=h.om, handeling=naam, gebruiker=h.door.username, doel="melding", soort="gebruiker", kenmerk=wie.username[:40],
        rollen=",".join(sorted(rol.value for rol in h.door.rollen)), dossier=dossier.kenmerk,
    )  # fmt: skip
