"""Veilig publiceren: drempel, afronding en tweede verberging. Altijd de laatste stap, nooit in de berekening.

Een aanvaller kent alles wat gedrukt is: de afgeronde getallen, de totalen, het beleid en de reden van elke lege cel.
`tabel` maakt een losse tabel veilig; `veilig` maakt een publicatie veilig naast alle eerdere uit het register.
"""

from zicht.core.publicatie.beleid import Beleid, Nulregel, keuzes, lees_beleid
from zicht.core.publicatie.getoond import (
    Getoond,
    Percentage,
    Reden,
    grenzen,
    is_klein,
    percentage,
    reden_in_woorden,
    rond_af,
    ruimste,
    toon,
)
from zicht.core.publicatie.netwerk import Kruistabel, Plaats
from zicht.core.publicatie.tabel import PubliekeTabel, bereik, publiceer, publiceer_met_totaal

__all__ = [
    "Beleid", "Getoond", "Kruistabel", "Nulregel", "Percentage", "Plaats", "PubliekeTabel", "Reden", "bereik",
    "grenzen", "is_klein", "keuzes", "lees_beleid", "percentage", "publiceer", "publiceer_met_totaal",
    "reden_in_woorden", "rond_af", "ruimste", "toon",
]  # fmt: skip
