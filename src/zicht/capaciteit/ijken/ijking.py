"""Van de feiten van een organisatie naar een model van haar doorstroom, met een verslag van hoe goed dat past."""

from dataclasses import dataclass
from datetime import date

from zicht.capaciteit.ijken.maken import maak_model
from zicht.capaciteit.ijken.onderdelen import schrijf_verslag
from zicht.capaciteit.ijken.verslag import Ijkverslag
from zicht.capaciteit.ijken.zoeken import zoek
from zicht.capaciteit.model import Model
from zicht.cijfers import Cijfers
from zicht.core.begroting.begroting import Begroting


@dataclass(frozen=True)
class Ijking:
    """Een model, en waar het op rust."""

    model: Model
    verslag: Ijkverslag


def ijk(feiten: Cijfers, peildatum: date | None = None, begroting: Begroting | None = None, dagen: int = 365,
        groepen: str = "gemeente") -> Ijking:  # fmt: skip
    """Het model van de feiten zoals bekend op de peildatum, voor zoveel dagen erna, per gemeente of voor de regio als geheel.

    Zonder begroting geldt de nieuwste van de regio in de catalogus.
    """
    gevonden = zoek(feiten, peildatum, begroting, dagen, groepen)
    return Ijking(maak_model(gevonden), schrijf_verslag(gevonden))
