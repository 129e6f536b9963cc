"""Nakijken: elke nacht alles, en op verzoek een dossier meteen."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from zicht.catalogus.regels import LEESREGELS, SAMENHANG
from zicht.web.cijferbron import GeenStand, stand
from zicht.web.kwaliteit.herkennen import uit_map
from zicht.web.kwaliteit.inrichting import taken as inrichtingstaken
from zicht.web.kwaliteit.levering import taken as leveringstaken
from zicht.web.kwaliteit.models import Bevinding
from zicht.web.kwaliteit.overnemen import Overgenomen, neem_over
from zicht.web.kwaliteit.sprongen import taken as sprongtaken
from zicht.web.registratie.selecties.kwaliteit import feiten_van

REGELS, SPRONGEN, INRICHTING, LEVERING = "regels", "sprongen", "inrichting", "levering"


# Wat verder kijkt dan een dossier: dubbele sleutels en verwijzingen, een melding of een persoon in een ander dossier.
VERDER_DAN_EEN_DOSSIER = frozenset(
    {regel.code for regel in LEESREGELS}
    | {regel.code for regel in SAMENHANG if " melding AS m " in f"{regel.verband} "}
    | {"M-104", "B-103"}
)


def alles(nu: datetime) -> dict[str, Overgenomen]:
    """Kijk de stand van de cijfers na, de inrichting en de levering in voorbereiding; zonder cijfers alleen die twee."""
    uit = {
        INRICHTING: neem_over(INRICHTING, inrichtingstaken(timezone.localdate(nu)), om=nu),
        LEVERING: neem_over(LEVERING, leveringstaken(), om=nu),
    }
    try:
        cijfers = stand()
    except GeenStand:
        return uit
    uit[REGELS] = regels(cijfers.map, nu, uit_registratie=cijfers.om is not None)
    return uit | {SPRONGEN: neem_over(SPRONGEN, sprongtaken(cijfers), om=nu)}


def regels(map_: Path, nu: datetime, *, uit_registratie: bool) -> Overgenomen:
    """De regels over de feiten in deze map."""
    oogst = uit_map(map_, uit_registratie=uit_registratie)
    return neem_over(REGELS, oogst.gevonden, om=nu, afgekapt=oogst.afgekapt)


def dossier_nu(bevinding: Bevinding, nu: datetime) -> Overgenomen:
    """Kijk het dossier van deze bevinding meteen na: wat hersteld is gaat dicht, wat nieuw is wacht op de nacht."""
    assert bevinding.dossier_id is not None
    over = set(Bevinding.objects.filter(bron=REGELS, dossier=bevinding.dossier_id).values_list("feit", flat=True))
    with TemporaryDirectory(prefix="zicht-nakijken-") as tijdelijk:
        map_ = Path(tijdelijk) / "feiten"
        feiten_van(bevinding.dossier_id, map_, timezone.localdate(nu))
        oogst = uit_map(map_, uit_registratie=True, altijd=True)
    return neem_over(REGELS, oogst.gevonden, om=nu, over=over, afgekapt=VERDER_DAN_EEN_DOSSIER)
