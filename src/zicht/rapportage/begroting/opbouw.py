"""De opbouw van een uitkomst als regels tekst: elk getal open tot de ingevoerde getallen en hun bron."""

from collections.abc import Iterator
from decimal import Decimal

from zicht.catalogus import load
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.core.bronnen import Bron
from zicht.rapportage.begroting.namen import uitkomst

_INSPRING = "   "


def regels(deel: Uitkomst) -> Iterator[str]:
    """De uitkomst en alles eronder; wat al is uitgelegd, wordt niet herhaald."""
    yield from _regels(deel, "", "", set())


def _regels(deel: Uitkomst, voor: str, teken: str, gezien: set[tuple[str, Decimal | None]]) -> Iterator[str]:
    open_ = bool(deel.delen) and (deel.code, deel.waarde) not in gezien
    zie = " (zie boven)" if deel.delen and not open_ else ""
    kop = f"{voor}{teken} " if teken else voor
    yield f"{kop}{deel.titel}: {uitkomst(deel)}{_staart(deel)}{zie}"
    gezien.add((deel.code, deel.waarde))
    if open_:
        for plaats, onder in enumerate(deel.delen):
            yield from _regels(onder, voor + _INSPRING, deel.bewerking.value if plaats else " ", gezien)


def _staart(deel: Uitkomst) -> str:
    """Waar een ingevoerd getal vandaan komt, of waarom er iets bij te zeggen is."""
    stukken = [bronregel(deel.bron)] if deel.bron and not deel.delen else []
    stukken += [deel.noot] if deel.noot and not (deel.delen and deel.waarde is None) else []
    stukken += [f"[{deel.code}]"] if deel.delen else []
    return f"  {'; '.join(stukken)}" if stukken else ""


def bronregel(bron: Bron) -> str:
    """De bron in woorden: het document en de plaats daarin."""
    bekend = load.bronnen().get(bron.sleutel)
    return f"{bekend.titel if bekend else bron.sleutel}, {bron.vindplaats}"
