"""Een team met een ander verzuim of verloop: de uren van het rooster veranderen mee.

`Team.uren` hoort bij het verzuim en verloop van het team zelf. Wie in een scenario meer verzuim wil, verandert dus ook de uren; hier gebeurt
dat naar rato van het deel van de plaatsen dat gemiddeld werkt. Ziekte en verloop in de loting zijn dan nog hetzelfde geluk.
"""

from dataclasses import replace

from zicht.capaciteit.model import Team
from zicht.capaciteit.tafels import aanwezig


def met_verzuim(team: Team, verzuim: float) -> Team:
    """Het team bij een ander verzuim (0 tot 1)."""
    return _omgerekend(team, replace(team, verzuim=verzuim))


def met_verloop(team: Team, verloop: float) -> Team:
    """Het team bij een ander verloop per jaar."""
    return _omgerekend(team, replace(team, verloop=verloop))


def _omgerekend(oud: Team, nieuw: Team) -> Team:
    verhouding = aanwezig(nieuw) / aanwezig(oud)
    return replace(nieuw, uren=tuple(uren * verhouding for uren in oud.uren))
