"""Een rapport waarin elk cijfer veilig is naast elk ander cijfer in hetzelfde rapport.

Het gaat twee keer langs dezelfde cijfers. Eerst onthoudt `Verzamelaar` elke tabel die het rapport wil drukken; die worden
samen veilig gemaakt. Daarna drukt `Samen` alleen wat er zo uitkwam. Wat al eerder gepubliceerd is telt hier niet mee: dat
doet `rapportage.vrijgave`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zicht.core.publicatie import Beleid, PubliekeTabel, publiceer, publiceer_met_totaal
from zicht.core.publicatie.samen import publiceer_samen
from zicht.rapportage.publiek import Drukker, Reeksvraag, Tabelvraag, geteld
from zicht.rapportage.vragen import Vragen

Sleutel = tuple[str, str, tuple[str, ...]]  # maat, waarover, kolommen


def sleutel(vraag: Tabelvraag | Reeksvraag) -> Sleutel:
    """Wat een vraag van elke andere in hetzelfde rapport onderscheidt; een reeks is er een per jaar."""
    waarover = vraag.periode.code if isinstance(vraag, Tabelvraag) else f"reeks vanaf {vraag.tabel.rijen[0]}"
    return vraag.maat, waarover, vraag.tabel.kolommen


@dataclass(frozen=True)
class Verzamelaar(Drukker):
    """Onthoudt wat er gevraagd wordt; wat hij teruggeeft is exact en niet om te drukken."""

    tabellen: list[Tabelvraag] = field(default_factory=list[Tabelvraag])
    reeksen: list[Reeksvraag] = field(default_factory=list[Reeksvraag])

    def tabel(self, vraag: Tabelvraag) -> PubliekeTabel:
        self.tabellen.append(vraag)
        return publiceer_met_totaal(vraag.tabel, None)

    def reeks(self, vraag: Reeksvraag) -> PubliekeTabel:
        self.reeksen.append(vraag)
        return publiceer(vraag.tabel, None)


@dataclass(frozen=True)
class Samen(Drukker):
    """Drukt elke tabel zoals zij naast alle andere mag staan."""

    tabellen: Mapping[Sleutel, PubliekeTabel]

    def tabel(self, vraag: Tabelvraag) -> PubliekeTabel:
        """De tabel zoals zij naast de andere mag."""
        return self.tabellen[sleutel(vraag)]


def naast_elkaar(vragen: Vragen, beleid: Beleid | None) -> Drukker:
    """De drukker van een rapport; zonder beleid (intern) is er niets te verbergen."""
    if beleid is None:
        return Drukker(None)
    gevraagd = Verzamelaar(beleid)
    list(geteld(vragen, gevraagd))
    uit: dict[Sleutel, PubliekeTabel] = {}
    for code in dict.fromkeys(vraag.periode.code for vraag in gevraagd.tabellen):
        eigen = [vraag for vraag in gevraagd.tabellen if vraag.periode.code == code]
        publiek = publiceer_samen([vraag.tabel for vraag in eigen], beleid)
        uit |= {sleutel(vraag): tabel for vraag, tabel in zip(eigen, publiek, strict=True)}
    return Samen(beleid, uit)
