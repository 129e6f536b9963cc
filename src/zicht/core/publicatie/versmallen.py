"""Wat een handige lezer herleidt: elke optelling van plaatsen, delen en tijd gebruiken tot niets meer nauwer wordt.

Dit geeft buitengrenzen: nauwer dan dit kan een aantal nog worden, ruimer nooit. Voor de aanvaller is een bereik dat hier
te nauw is dus zeker gelukt; voor de verdediger is een bereik dat hier te nauw is zeker niet meer te redden.
"""

from collections import deque
from collections.abc import Iterator, Mapping

from zicht.core.publicatie.cellen import NOEMER, REGIO
from zicht.core.publicatie.getoond import ONBEGRENSD
from zicht.core.publicatie.stelsel import Groep, Raster

Grens = tuple[int, int]
_Optelling = tuple[Groep, ...]  # de eerste is de som van de andere
_RONDEN = 200_000  # bij een optelling die nooit tot rust komt


def versmal(raster: Raster, bekend: Mapping[Groep, Grens], bodem: int | None = None) -> dict[Groep, Grens]:
    """De grenzen van elk uit te rekenen aantal, gegeven de grenzen van wat gedrukt is; `bodem` is het kleinste mogelijke."""
    laagste = -ONBEGRENSD if bodem is None else bodem
    grens = {groep: bekend.get(groep, (laagste, ONBEGRENSD)) for groep in raster.groepen()}
    optellingen = [rij for rij in _optellingen(raster) if all(groep in grens for groep in rij)]
    van: dict[Groep, list[int]] = {}
    for nr, rij in enumerate(optellingen):
        for groep in rij:
            van.setdefault(groep, []).append(nr)
    wacht, staat = deque(range(len(optellingen))), set(range(len(optellingen)))
    for _ in range(_RONDEN):
        if not wacht:
            break
        nr = wacht.popleft()
        staat.discard(nr)
        for groep in _trek_strak(optellingen[nr], grens):
            nieuw = [ander for ander in van[groep] if ander not in staat]
            wacht.extend(nieuw)
            staat.update(nieuw)
    return grens


def _trek_strak(rij: _Optelling, grens: dict[Groep, Grens]) -> list[Groep]:
    """Werk een optelling bij naar beide kanten; geeft wat er nauwer werd."""
    som, delen = rij[0], rij[1:]
    laag, hoog = sum(grens[deel][0] for deel in delen), sum(grens[deel][1] for deel in delen)
    nauwer = [som] if _zet(grens, som, laag, hoog) else []
    som_laag, som_hoog = grens[som]
    for deel in delen:
        deel_laag, deel_hoog = grens[deel]
        if _zet(grens, deel, som_laag - (hoog - deel_hoog), som_hoog - (laag - deel_laag)):
            nauwer.append(deel)
            laag, hoog = laag - deel_laag + grens[deel][0], hoog - deel_hoog + grens[deel][1]
    return nauwer


def _zet(grens: dict[Groep, Grens], groep: Groep, laag: int, hoog: int) -> bool:
    oud = grens[groep]
    nieuw = (max(oud[0], laag), min(oud[1], hoog))
    if nieuw == oud:
        return False
    grens[groep] = nieuw
    return True


def _optellingen(raster: Raster) -> Iterator[_Optelling]:
    """De regio is de plaatsen, de noemer de delen, en een langere tijd is twee kortere."""
    groepen = list(raster.groepen())
    reeksen: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    for groep in groepen:
        if groep.plaats == REGIO:
            yield groep, *(Groep(plaats, groep.deel, groep.stukken) for plaats in raster.plaatsen)
        if groep.deel == NOEMER:
            for delen in raster.splitsingen:
                yield groep, *(Groep(groep.plaats, deel, groep.stukken) for deel in delen)
        reeksen.setdefault((groep.plaats, groep.deel), []).append(groep.stukken)
    bekend: dict[tuple[tuple[int, ...], ...], list[tuple[tuple[int, ...], ...]]] = {}
    for (plaats, deel), eigen in reeksen.items():
        if (sleutel := tuple(eigen)) not in bekend:
            bekend[sleutel] = list(_splitsingen(eigen))
        yield from (tuple(Groep(plaats, deel, reeks) for reeks in splitsing) for splitsing in bekend[sleutel])


def _splitsingen(reeksen: list[tuple[int, ...]]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Elke reeks die uit twee andere bestaat; de eerste daarvan begint waar de reeks begint."""
    bekend, op_begin = set(reeksen), dict[int, list[tuple[int, ...]]]()
    for reeks in reeksen:
        op_begin.setdefault(reeks[0], []).append(reeks)
    for geheel in reeksen:
        for een in op_begin[geheel[0]]:
            rest = tuple(nr for nr in geheel if nr not in een) if len(een) < len(geheel) else ()
            if len(rest) + len(een) == len(geheel) and rest in bekend:
                yield geheel, een, rest
