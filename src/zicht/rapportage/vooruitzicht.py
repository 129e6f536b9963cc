"""Het vooruitzicht: wat een simulatie met de mensen van nu verwacht, als cijfers van een rapport. Zonder simulatie is er niets.

`met_vooruitzicht` is de naad: een stand gaat erin met een studieverslag en komt eruit met cijfers `vooruit-…` erbij. Zo kan elk
rapport het, van de opdrachtregel of uit de applicatie; geen ander cijfer verandert.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from zicht.capaciteit.studie.bewaren import uit_json
from zicht.capaciteit.studie.verslag import Studieverslag
from zicht.core.fouten import AanroepFout, OnleesbaarFout
from zicht.core.periodes import lange_datum
from zicht.core.publicatie import Beleid
from zicht.rapportage.cijferlijst import Cijfer, Cijferlijst
from zicht.rapportage.keuzeblad.cijfers import LETTERS, cijfers, momenten, weekstanden
from zicht.rapportage.keuzeblad.opbouw import herkomst
from zicht.rapportage.keuzeblad.tekening import Weekstand
from zicht.rapportage.stand import Stand

HOOGUIT_DAGEN = 31  # zo ver mag het begin van de simulatie van de peildatum van het rapport af liggen
VOOR = "vooruit-"


@dataclass(frozen=True)
class Vooruitzicht:
    """Waar het vooruitzicht over gaat; de getallen staan in de lijst van het rapport."""

    begin: date
    eind: date
    verloop: tuple[Weekstand, ...]
    momenten: tuple[tuple[str, date], ...]
    teruggekeken_naar: date | None
    herkomst: tuple[tuple[str, str], ...]


def lees_verslag(naam: str) -> Studieverslag:
    """Een bewaard studieverslag; wat er niet is of niet te lezen is, is een fout in woorden."""
    try:
        inhoud = Path(naam).read_bytes()
    except OSError as fout:
        raise OnleesbaarFout(
            f"{naam[:80]} is niet te lezen. Verwacht: een simulatie.json van ‘zicht simulatie’."
        ) from fout
    return uit_json(Studieverslag, inhoud)


def met_vooruitzicht(stand: Stand, verslag: Studieverslag) -> Stand:
    """De stand met het vooruitzicht erbij; een simulatie van andere feiten of een ander moment is een fout."""
    _controleer(stand, verslag)
    lijst = {cijfer.sleutel: cijfer for cijfer in (*stand.lijst, *_cijfers(verslag, stand.beleid))}
    return replace(stand, lijst=Cijferlijst(lijst), vooruitzicht=_vooruitzicht(verslag))


def _vooruitzicht(verslag: Studieverslag) -> Vooruitzicht:
    return Vooruitzicht(
        verslag.studie.begin,
        verslag.weekeinde[-1],
        weekstanden(verslag, verslag.niets_doen),
        tuple((f"w{week}", verslag.weekeinde[week - 1]) for week in momenten(verslag)),
        verslag.terugblik.moment if verslag.terugblik else None,
        tuple(herkomst(verslag)),
    )


def _cijfers(verslag: Studieverslag, beleid: Beleid | None) -> Iterator[Cijfer]:
    """Dezelfde cijfers als op het keuzeblad, alleen van niets doen."""
    niets = f"@{LETTERS[0]}"
    for cijfer in cijfers(replace(verslag, keuzes=()), beleid):
        yield replace(cijfer, sleutel=VOOR + cijfer.sleutel.replace(niets, ""))


def _controleer(stand: Stand, verslag: Studieverslag) -> None:
    if verslag.herkomst.feiten != stand.vingerafdruk:
        raise AanroepFout(
            f"Deze simulatie is met andere feiten gemaakt (vingerafdruk {verslag.herkomst.feiten[:12]}) dan dit rapport "
            f"({stand.vingerafdruk[:12]}). Draai ‘zicht simulatie’ op dezelfde map."
        )
    if abs((verslag.studie.begin - stand.peildatum).days) > HOOGUIT_DAGEN:
        raise AanroepFout(
            f"Deze simulatie begint op {lange_datum(verslag.studie.begin)}; de peildatum van dit rapport is "
            f"{lange_datum(stand.peildatum)}. Verwacht: een simulatie die daar hoogstens {HOOGUIT_DAGEN} dagen vanaf ligt."
        )
