"""Het hoofdstuk met de risico's, als de regio een register heeft; elk bedrag volgt uit het model."""

from collections.abc import Iterator

from zicht.catalogus import begrotingen
from zicht.core.begroting.risico import Risicobeeld, Weging, weeg
from zicht.rapportage.begroting.namen import waarde
from zicht.rapportage.begroting.stuk import Stuk
from zicht.rapportage.blokken import Blok, Cel, Kolom, Kop, Tabel, alinea, getalkolommen, rij


def risicos(stuk: Stuk) -> Iterator[Blok]:
    """Ernst, kans en bedrag per risico, en de verwachte schade samen; niets zonder register voor dit jaar."""
    register = begrotingen.risicos(stuk.bron.regio.lower())
    if register is None or register.jaar != stuk.bron.jaar or not stuk.heeft_lasten:
        return
    beeld = weeg(register, stuk.model)
    yield Kop(2, "Risico’s", "risicos")
    yield alinea(
        "Het bedrag bij een risico is niet overgenomen maar opnieuw uit het model berekend. Onbekend blijft onbekend."
    )
    yield tabel(beeld)
    if beeld.verwacht is not None:
        yield alinea(f"Kans maal bedrag, opgeteld over de risico’s met beide bekend, is {waarde(beeld.verwacht, 'euro')}. "
                     f"Met {waarde(beeld.zekerheid, 'procent')} zekerheid blijft de schade onder {waarde(beeld.benodigd, 'euro')}; "
                     f"om die op te vangen is er {waarde(beeld.dekking.waarde, 'euro')}.")  # fmt: skip


def tabel(beeld: Risicobeeld) -> Tabel:
    """Een rij per risico."""
    rijen = tuple(_rij(weging) for weging in beeld.wegingen)
    kolommen = (Kolom("Risico", breedte=1.6), Kolom("Ernst", breedte=0.9), *getalkolommen("Kans", breedte=0.6),
                *getalkolommen("Bedrag uit het model", "Gedrukt", breedte=0.9), Kolom("Maatregel", breedte=2.4))  # fmt: skip
    return Tabel("Risico’s met hun bedrag", kolommen, rijen, breed=True)


def _rij(weging: Weging) -> tuple[Cel, ...]:
    deel, bedrag = weging.risico, weging.bedrag.waarde
    return rij(
        deel.titel,
        f"{deel.ernst.woord} ({deel.ernst.value})" if deel.ernst else Cel("niet bekend", grijs=True),
        waarde(deel.kans.waarde if deel.kans else None, "procent"),
        Cel(waarde(bedrag, "euro"), grijs=bedrag is None),
        waarde(deel.gedrukt.getal.waarde, "euro") if deel.gedrukt else "",
        " ".join(deel.maatregel[:2]),
    )
