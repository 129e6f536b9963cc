"""Een rapport dat veilig is naast alles wat al gepubliceerd is.

Het gaat twee keer langs dezelfde cijfers. Eerst verzamelt `verzamel` elke tabel die het rapport wil drukken, als voorstel
voor het publicatieregister; dat wordt daar veilig gemaakt. Daarna drukt `Vrijgave` alleen wat er zo uitkwam.

Van een maat waarvan de maanden optellen tot de periode zijn alle verbanden tussen perioden bekend. Van de andere (wat niet te
bepalen is, wat nog open staat, de telling naar ontvangst) niet: die staan er alleen voor de regio, en ook een gemiddelde.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zicht.cijfers import Cijfers
from zicht.core.publicatie import Beleid, Getoond, Plaats, PubliekeTabel, Reden, ruimste
from zicht.core.publicatie.cellen import Cel, Publicatie, Stand, Telling, Voorstel
from zicht.core.publicatie.veilig import maak_veilig
from zicht.core.uitslagen import Uitslag
from zicht.rapportage import drukvragen
from zicht.rapportage.cijferlijst import Cijfer
from zicht.rapportage.publiek import Drukker, Reeksvraag, Tabelvraag, geteld
from zicht.rapportage.reeksen import reeksen
from zicht.rapportage.samen import Sleutel, Verzamelaar, samen_veilig, sleutel
from zicht.rapportage.vragen import Voortgang, Vragen


@dataclass(frozen=True)
class Verzameld:
    """Het voorstel voor het register, en welke cel op welke plaats van welke tabel hoort."""

    voorstel: Voorstel
    cellen: Mapping[Sleutel, Mapping[Plaats, Cel]]
    vooraf: Mapping[Cel, Getoond]  # wat al verborgen moet zijn om de andere tabellen van hetzelfde rapport


def verzamel(cijfers: Cijfers, vragen: Vragen, beleid: Beleid) -> Verzameld:
    """Alles wat een rapport wil drukken, met de exacte aantallen per maand waarmee het register toetst."""
    gevraagd = Verzamelaar(beleid)
    list(geteld(vragen, gevraagd))
    reeksen(vragen, gevraagd)
    maanden = drukvragen.per_maand(cijfers, vragen, [*gevraagd.tabellen, *gevraagd.reeksen])
    tellingen: dict[str, Telling] = {}
    cellen: dict[Sleutel, Mapping[Plaats, Cel]] = {}
    losse: list[Cel] = []
    for vraag in gevraagd.tabellen:
        gevonden = drukvragen.in_register(vraag, maanden.get(vraag.maat, {}))
        tellingen |= gevonden.tellingen
        cellen[sleutel(vraag)] = gevonden.cellen
        losse += gevonden.noemers
    for vraag in gevraagd.reeksen:
        cellen[sleutel(vraag)] = drukvragen.van_reeks(vraag, tellingen.get(vraag.maat))
    alle = [*(cel for plaatsen in cellen.values() for cel in plaatsen.values()), *losse]
    stand = Stand(vragen.peildatum, vragen.vingerafdruk, vragen.definitieversie)
    return Verzameld(Voorstel(stand, tellingen, tuple(dict.fromkeys(alle))), cellen, _vooraf(gevraagd, cellen, beleid))


def _vooraf(
    gevraagd: Verzamelaar, cellen: Mapping[Sleutel, Mapping[Plaats, Cel]], beleid: Beleid
) -> Mapping[Cel, Getoond]:
    """Wat in het rapport zelf al verborgen is: een tabel kan verraden wat een andere verbergt, ook zonder het register."""
    uit: dict[Cel, Getoond] = {}
    for naam, tabel in samen_veilig(gevraagd, beleid).items():
        for plaats, cel in cellen[naam].items():
            if plaats in tabel and not tabel[plaats].zichtbaar:
                uit[cel] = ruimste(uit.get(cel, tabel[plaats]), tabel[plaats])
    return uit


@dataclass(frozen=True)
class Vrijgave(Drukker):
    """Drukt wat er van een rapport naast het register mag staan."""

    verzameld: Verzameld
    publicatie: Publicatie
    niet_bewezen: int  # aantallen waarvan door eerdere publicaties niet is aan te tonen dat zij verborgen blijven

    def tabel(self, vraag: Tabelvraag) -> PubliekeTabel:
        """De tabel zoals zij in de publicatie staat; wat er niet in staat is er alleen voor de regio."""
        return self._zoals_gepubliceerd(vraag)

    def reeks(self, vraag: Reeksvraag) -> PubliekeTabel:
        """De reeks zoals zij in de publicatie staat."""
        return self._zoals_gepubliceerd(vraag)

    def _zoals_gepubliceerd(self, vraag: Tabelvraag | Reeksvraag) -> PubliekeTabel:
        cellen = self.verzameld.cellen[sleutel(vraag)]
        getoond = {plaats: self.publicatie.getoond[cel] for plaats, cel in cellen.items()}
        return {plaats: getoond.get(plaats, Getoond(None, Reden.REGIO)) for plaats in vraag.tabel.plaatsen()}

    def meting(self, sleutel: str, uitslag: Uitslag, n: Getoond) -> Cijfer:
        """Een gemiddelde of mediaan staat er alleen voor de regio."""
        return super().meting(sleutel, uitslag, Getoond(None, Reden.REGIO) if "@" in sleutel else n)


def naast_register(
    kenmerk: str, cijfers: Cijfers, vragen: Vragen, beleid: Beleid, register: Sequence[Publicatie], meld: Voortgang
) -> Vrijgave:
    """De drukker van een rapport met dit kenmerk, veilig naast alles in het register."""

    def voortgang(klaar: int, totaal: int) -> None:
        meld(f"wat er naast eerdere publicaties te zien mag zijn: {klaar} van {totaal}")

    verzameld = verzamel(cijfers, vragen, beleid)
    veilig = maak_veilig(kenmerk, verzameld.voorstel, beleid, register, voortgang, verzameld.vooraf)
    return Vrijgave(beleid, verzameld, veilig.publicatie, len(veilig.lekken))
