"""Wat burap en jaarbeeld samen hebben: een regio, een map om in te schrijven, en de stand van een periode."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from zicht.cijfers import Cijfers
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import Periode
from zicht.core.publicatie import Beleid
from zicht.core.publicatie.cellen import Publicatie
from zicht.rapportage.begroting.periode import lees_begroting
from zicht.rapportage.samen import naast_elkaar
from zicht.rapportage.stand import Stand, maak_stand
from zicht.rapportage.vragen import Voortgang, regionaam, vraag
from zicht.rapportage.vrijgave import Vrijgave, naast_register


def een_regio(alle: Sequence[Cijfers]) -> Cijfers:
    """De cijfers van de ene regio; meer mappen is een fout die zegt wat te doen."""
    if len(alle) != 1:
        namen = ", ".join(sorted(cijfers.feitenset.map.name for cijfers in alle))
        raise AanroepFout(
            f"Een rapport gaat over een regio; in deze map staan {len(alle)} mappen met feiten: {namen[:200]}.",
            "Geef de map van een regio.",
        )
    return alle[0]


def map_voor(tekst: str) -> Path:
    """De map om in te schrijven; een bestand met die naam is een fout voor er iets is uitgerekend."""
    map_ = Path(tekst)
    if map_.exists() and not map_.is_dir():
        raise AanroepFout(f"{tekst} is een bestand. Verwacht bij --uit: een map, die mag nog niet bestaan.")
    return map_


def stand_van(cijfers: Cijfers, periode: Periode, *, peildatum: date | None, indicatorset: str | None, map_: Path,
              beleid: Beleid | None, meld: Voortgang, trend: Sequence[str] | None = None) -> Stand:  # fmt: skip
    """Vraag de cijfers en maak ze klaar voor druk, los van elke eerdere publicatie; `trend` beperkt de reeksen tot deze indicatoren."""
    begroting = lees_begroting(regionaam(cijfers), periode, map_)
    vragen = vraag(cijfers, periode, peildatum=peildatum, indicatorset=indicatorset, meld=meld, trend=trend)
    return maak_stand(cijfers, vragen, begroting, naast_elkaar(vragen, beleid))


def stand_naast_register(cijfers: Cijfers, periode: Periode, kenmerk: str, register: Sequence[Publicatie], *, map_: Path,
                         beleid: Beleid, meld: Voortgang, trend: Sequence[str] | None = None) -> tuple[Stand, Vrijgave]:  # fmt: skip
    """Dezelfde stand, maar veilig naast alles wat al gepubliceerd is; met wat er in het register komt."""
    begroting = lees_begroting(regionaam(cijfers), periode, map_)
    vragen = vraag(cijfers, periode, peildatum=None, indicatorset=None, meld=meld, trend=trend)
    vrijgave = naast_register(kenmerk, cijfers, vragen, beleid, register, meld)
    return maak_stand(cijfers, vragen, begroting, vrijgave), vrijgave
