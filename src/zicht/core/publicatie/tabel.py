"""Een tabel veilig drukken: kleine cellen verborgen, en wat nodig is om ze verborgen te houden."""

from collections.abc import Mapping

from zicht.core.publicatie.beleid import Beleid
from zicht.core.publicatie.getoond import Getoond, Reden, toon
from zicht.core.publicatie.netwerk import Kruistabel, Netwerk, Plaats

PubliekeTabel = Mapping[Plaats, Getoond]


def publiceer(tabel: Kruistabel, beleid: Beleid | None, vast: Mapping[Plaats, Getoond] | None = None) -> PubliekeTabel:
    """De tabel zoals die naar buiten mag: kleine cellen verborgen, en wat nodig is om ze verborgen te houden.

    `vast` is al gedrukt (de totalen van de regio, bij een tabel per gemeente) en verandert niet meer.
    """
    vast = vast or {}
    uit = {plaats: vast.get(plaats) or toon(tabel.aantal(plaats), beleid) for plaats in tabel.plaatsen()}
    if beleid is None:
        return uit
    netwerk = Netwerk(tabel, uit, beleid)
    for plaats in [plaats for plaats, getoond in uit.items() if getoond.reden is Reden.KLEIN and plaats not in vast]:
        _bescherm(plaats, netwerk, uit, vast)
    return uit


def publiceer_met_totaal(
    tabel: Kruistabel, beleid: Beleid | None, vast: Mapping[Plaats, Getoond] | None = None
) -> PubliekeTabel:
    """Eerst de kolomtotalen als een eigen tabel, dan de rijen: het geheel gaat voor, de delen voegen zich."""
    vast = vast or {}
    samen = {("alles", kolom): tabel.aantal((None, kolom)) for kolom in tabel.kolommen}
    al_gedrukt: dict[Plaats, Getoond] = {
        ("alles", kolom): getoond for (rij, kolom), getoond in vast.items() if rij is None
    }
    geheel = publiceer(
        Kruistabel(("alles",), tabel.kolommen, samen, tabel.rijtotalen, kolomtotalen=False), beleid, al_gedrukt
    )
    return publiceer(tabel, beleid, {**vast, **{(None, kolom): getoond for (_, kolom), getoond in geheel.items()}})


def bereik(tabel: Kruistabel, publiek: PubliekeTabel, beleid: Beleid, plaats: Plaats) -> tuple[int, int]:
    """Het exacte bereik dat een aanvaller met de hele gedrukte tabel voor een plaats overhoudt."""
    netwerk = Netwerk(tabel, publiek, beleid)
    omlaag, omhoog = netwerk.speling(plaats, omhoog=False), netwerk.speling(plaats, omhoog=True)
    aantal = tabel.aantal(plaats)
    return aantal - omlaag, aantal + omhoog


def _bescherm(plaats: Plaats, netwerk: Netwerk, uit: dict[Plaats, Getoond], vast: Mapping[Plaats, Getoond]) -> None:
    """Verberg cellen tot deze cel genoeg mogelijke waarden houdt: liefst een, liefst de kleinste, liefst geen totaal.

    Verraadt de reden zelf te veel (een dekking is minstens de drempel), dan krijgen de twee cellen dezelfde reden.
    """
    while not netwerk.is_veilig(plaats):
        kandidaten = [kandidaat for kandidaat in _kandidaten(plaats, uit) if kandidaat not in vast]
        if not kandidaten:
            _verberg_geheel(plaats, netwerk, uit, vast)
            return
        cellen = [kandidaat for kandidaat in kandidaten if None not in kandidaat][:12]
        alleen = next((cel for cel in cellen if netwerk.helpt({cel: _DEKKING}, plaats)), None)
        samen = alleen or next((cel for cel in cellen if netwerk.helpt({cel: _SAMEN, plaats: _SAMEN}, plaats)), None)
        nieuw = (
            {alleen: _DEKKING} if alleen else {samen: _SAMEN, plaats: _SAMEN} if samen else {kandidaten[0]: _DEKKING}
        )
        for cel, getoond in nieuw.items():
            uit[cel] = netwerk.zet(cel, getoond)


_DEKKING, _SAMEN = Getoond(None, Reden.BESCHERMT), Getoond(None, Reden.SAMEN)


def _kandidaten(plaats: Plaats, uit: Mapping[Plaats, Getoond]) -> list[Plaats]:
    """Zichtbare cellen, die op dezelfde rij of kolom het eerst, dan van klein naar groot, totalen het laatst."""
    rij, kolom = plaats

    def volgorde(ander: Plaats) -> tuple[bool, int, int, str, str]:
        totalen = (ander[0] is None) + (ander[1] is None)
        return ander[0] != rij and ander[1] != kolom, totalen, uit[ander].waarde or 0, ander[0] or "", ander[1] or ""

    return sorted((ander for ander, getoond in uit.items() if getoond.waarde), key=volgorde)


def _verberg_geheel(
    plaats: Plaats, netwerk: Netwerk, uit: dict[Plaats, Getoond], vast: Mapping[Plaats, Getoond]
) -> None:
    """Laatste redmiddel (negen enen met totaal negen): verberg de hele rij en kolom, nullen ook, en zo nodig alles."""
    rij, kolom = plaats
    alle = [ander for ander in uit if ander not in vast]
    for groep in ([ander for ander in alle if ander[0] == rij or ander[1] == kolom], alle):
        for ander in groep:
            uit[ander] = netwerk.zet(ander, Getoond(None, Reden.GEHEEL))
        if netwerk.is_veilig(plaats):
            return
