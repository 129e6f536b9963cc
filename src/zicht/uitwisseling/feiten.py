"""Feiten lezen voor alles wat rekent: gelezen, getypeerd en gecontroleerd, of een fout in gewoon Nederlands."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from zicht.core.fouten import BlokkerendeFout, OnleesbaarFout
from zicht.core.regels import Bevinding
from zicht.engines.feitenset import Feitenset
from zicht.engines.herstel import herstel
from zicht.engines.inlezen import Inlezing
from zicht.uitwisseling.controle import is_onleesbaar, lees_en_keur, mappen_in


def lees_feiten(map_: Path, *, toch: bool = False) -> Feitenset:
    """Lees en controleer een map; met `toch` ook als er bevindingen zijn die blokkeren."""
    inlezing, gevonden = lees_en_keur(map_)
    onleesbaar = [bevinding for bevinding in gevonden if is_onleesbaar(bevinding)]
    if onleesbaar:
        raise OnleesbaarFout(*(bevinding.boodschap for bevinding in onleesbaar))
    blokkerend = [bevinding for bevinding in gevonden if bevinding.blokkeert]
    if blokkerend and not toch:
        raise BlokkerendeFout(*(bevinding.boodschap for bevinding in blokkerend))
    if blokkerend:
        herstel(inlezing)
    return _feitenset(inlezing, gevonden, toch=bool(blokkerend))


def lees_mappen(map_: Path, *, toch: bool = False) -> list[Feitenset]:
    """Lees een map, of elke map met een feiten.toml die er direct in staat."""
    return [lees_feiten(deel, toch=toch) for deel in mappen_in(map_)]


def _feitenset(inlezing: Inlezing, gevonden: Sequence[Bevinding], *, toch: bool) -> Feitenset:
    kenmerken = inlezing.kenmerken
    assert kenmerken is not None  # anders was de map onleesbaar
    return Feitenset(
        verbinding=inlezing.verbinding,
        regios=kenmerken.regios,
        peildatum=kenmerken.peildatum,
        bron=kenmerken.bron,
        map=inlezing.map,
        ontbrekend=inlezing.ontbrekend,
        waarschuwingen=tuple(samenvatting(gevonden)),
        toch=toch,
    )


def samenvatting(gevonden: Sequence[Bevinding]) -> list[str]:
    """Een regel per soort bevinding die niet blokkeert, met hoe vaak ze voorkomt."""
    blokkerend = sum(bevinding.blokkeert for bevinding in gevonden)
    toch = (
        f"Let op: deze cijfers komen er ondanks {blokkerend} bevindingen die blokkeren; die cellen tellen als onbekend."
    )
    return ([toch] if blokkerend else []) + _per_soort(gevonden)


def _per_soort(gevonden: Sequence[Bevinding]) -> list[str]:
    aantallen = Counter((bevinding.regel, bevinding.tabel, bevinding.kolom) for bevinding in gevonden)
    eerste = {(bevinding.regel, bevinding.tabel, bevinding.kolom): bevinding for bevinding in reversed(gevonden)}
    return [
        eerste[soort].boodschap + (f" Dit komt {aantal} keer voor." if aantal > 1 else "")
        for soort, aantal in aantallen.items()
        if not eerste[soort].blokkeert
    ]
