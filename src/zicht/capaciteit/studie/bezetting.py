"""Een team bij een ander verzuim of verloop: de uren van het rooster veranderen mee.

`Team.uren` hoort bij het verzuim en verloop van het team zelf. Een ander niveau verandert de uren naar rato van het deel van de plaatsen
dat gemiddeld werkt; ziekte en verloop in de loting houden hetzelfde geluk.
"""

from dataclasses import replace

from zicht.capaciteit.kern.tafels import aanwezig
from zicht.capaciteit.model import Team


def op_niveau(team: Team, *, verzuim: float | None = None, verloop: float | None = None) -> Team:
    """Het team bij een ander verzuim (0 tot 1) of verloop (deel per jaar); wat niet genoemd wordt blijft."""
    nieuw = replace(
        team,
        verzuim=team.verzuim if verzuim is None else verzuim,
        verloop=team.verloop if verloop is None else verloop,
    )
    verhouding = aanwezig(nieuw) / aanwezig(team)
    return replace(nieuw, uren=tuple(uren * verhouding for uren in team.uren))
