"""Feiten lezen voor alles wat rekent: gelezen, getypeerd en gecontroleerd, of een fout in gewoon Nederlands."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from zicht.core.fouten import BlokkerendeFout, OnleesbaarFout
from zicht.core.regels import Bevinding, toon
from zicht.engines.feitenset import Feitenset
from zicht.engines.herstel import herstel
from zicht.engines.inlezen import Inlezing
from zicht.uitwisseling.controle import is_aanvulling, is_onleesbaar, lees_en_keur, mappen_in, titel

KOPRIJ = 1
_GENOEMD = 3
_TOCH = (
    "Let op: er zijn {aantal} bevindingen die blokkeren. Deze cijfers komen er toch; die cellen tellen als onbekend."
)


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
        waarschuwingen=tuple(samenvatting(inlezing.map, gevonden)),
        toch=toch,
    )


def samenvatting(map_: Path, gevonden: Sequence[Bevinding]) -> list[str]:
    """Wat een lezer van cijfers moet weten: over de bestanden een regel elk, over alle rijen samen een regel."""
    blokkerend = sum(bevinding.blokkeert for bevinding in gevonden)
    regels = [_TOCH.format(aantal=blokkerend)] if blokkerend else []
    los = [bevinding for bevinding in gevonden if not bevinding.blokkeert and not is_aanvulling(bevinding)]
    regels += [bevinding.boodschap for bevinding in los if bevinding.rij is None or bevinding.rij == KOPRIJ]
    per_rij = [bevinding for bevinding in los if bevinding.rij is not None and bevinding.rij != KOPRIJ]
    if len(per_rij) == 1:
        return [*regels, per_rij[0].boodschap]
    return [*regels, _bij_elkaar(map_, per_rij)] if per_rij else regels


def _bij_elkaar(map_: Path, per_rij: Sequence[Bevinding]) -> str:
    vaakst = Counter(bevinding.regel for bevinding in per_rij).most_common()
    delen = [f"{titel(regel)} ({regel}): {aantal} keer niet" for regel, aantal in vaakst[:_GENOEMD]]
    meer = len(vaakst) - _GENOEMD
    rest = f"; en {meer} andere {'regel' if meer == 1 else 'regels'}" if meer > 0 else ""
    return (
        f"{len(per_rij)} bevindingen die niet blokkeren; wat daardoor onbekend is, telt als niet te bepalen. "
        f"{'; '.join(delen)}{rest}. Alles op een rij: zicht check {toon(map_)}"
    )
