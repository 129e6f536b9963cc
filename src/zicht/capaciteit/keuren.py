"""Wat een model moet hebben voordat ermee gerekend wordt; elke weigering zegt wat er verwacht werd en wat er stond."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from zicht.capaciteit.model import Model
from zicht.core.fouten import ZichtFout

MEESTE_PER_DAG = 600.0  # verwachte meldingen of keren op een dag; daarboven is e^-verwacht niet meer te rekenen
_SPELING = 1e-6


class ModelFout(ZichtFout):
    """Met dit model kan niet gerekend worden."""


def keur(model: Model) -> None:
    """Weiger een model dat niet klopt, met alles wat eraan scheelt."""
    fouten = list(_fouten(model))
    if fouten:
        raise ModelFout("Het model van de doorstroom klopt niet. " + " ".join(fouten))


def werkdagen_in(model: Model) -> int:
    """Het aantal werkdagen van het tijdvak."""
    return model.kalender.aantal_werkdagen(model.begin, model.begin + timedelta(days=model.dagen))


def _fouten(model: Model) -> Iterator[str]:
    werkdagen = werkdagen_in(model)
    if werkdagen == 0 or model.weken < 1 or model.opwarmdagen < 0:
        yield "Het tijdvak heeft na de opwarmtijd geen dagen, of helemaal geen werkdagen."
    if not (model.teams and model.groepen):
        yield "Er is minstens een team en een gebied nodig."
    for team in model.teams:
        yield from _lengte(f"Team '{team.code}', uren", team.uren, werkdagen)
        if not (0 <= team.verzuim <= 0.9 and team.verloop >= 0 and team.personen >= 0):
            yield f"Team '{team.code}': verzuim ligt tussen 0 en 0,9; verloop en personen zijn niet negatief."
    yield from _fouten_stromen(model)
    yield from _fouten_werk(model)
    yield from _fouten_beleid(model)
    yield from _fouten_start(model)


def _fouten_stromen(model: Model) -> Iterator[str]:
    codes = [stroom.code for stroom in model.stromen] + [team.code for team in model.teams]
    if len(set(codes)) < len(codes):
        yield "Elke stroom en elk team heeft een eigen code nodig: daar hangt het geluk aan."
    for stroom in model.stromen:
        naam = f"Stroom '{stroom.code}'"
        yield from _lengte(f"{naam}, per dag", stroom.per_dag, model.dagen)
        yield from _kansen(f"{naam}, urgentie", stroom.urgentie, 3)
        yield from _kansen(f"{naam}, gebieden", stroom.groepen, len(model.groepen))
        if any(not 0 <= verwacht <= MEESTE_PER_DAG for verwacht in stroom.per_dag):
            yield f"{naam}: verwacht per dag 0 tot {MEESTE_PER_DAG:.0f} meldingen."


def _fouten_werk(model: Model) -> Iterator[str]:
    yield from _lengte("Het werk", model.werk, 3)
    yield from _lengte("Het vervolg", model.vervolg, 3)
    for urgentie, kansen in enumerate(model.vervolg):
        yield from _kansen(f"Vervolg bij urgentie {urgentie}", kansen, 4)
    for werk in model.werk:
        for verdeling in (werk.doorlooptijd, werk.inspanning):
            if not verdeling.kwantielen or verdeling.kwantielen[0] < 0 or _daalt(verdeling.kwantielen):
                yield f"Het werk van post {int(werk.post)}: kwantielen lopen op vanaf nul of hoger."
        if not (0 <= werk.team < len(model.teams) and 0 <= werk.reserve <= 1 and werk.vast_beslag >= 0):
            yield f"Het werk van post {int(werk.post)}: onbekend team, of een reserve of beslag dat niet kan."
    for vast in model.vastwerk:
        yield from _lengte(f"Vast werk '{vast.titel}', per dag", vast.per_dag, model.dagen)
        if vast.ruis and (vast.uren_per_keer <= 0 or max(vast.per_dag) / vast.uren_per_keer > MEESTE_PER_DAG):
            yield f"Vast werk '{vast.titel}': uren per keer moet groter zijn, hooguit {MEESTE_PER_DAG:.0f} keer per dag."


def _fouten_beleid(model: Model) -> Iterator[str]:
    if any(not 0 <= kans < 1 for kans in model.hermelding.per_werkdag):
        yield "De kans op een hermelding ligt tussen 0 en 1."
    if model.controle and any(0 < om < 1 or om < 0 for om in model.controle.om_werkdagen):
        yield "Een controle komt hooguit een keer per werkdag; nul is geen controle."


def _fouten_start(model: Model) -> Iterator[str]:
    for nummer, zaak in enumerate(model.start):
        datums = [zaak.ontvangen_op, zaak.beoordeeld_op, zaak.gestart_op]
        bekend = [datum for datum in datums if datum is not None]
        if max(bekend) > model.begin or bekend != sorted(bekend):
            yield f"Startzaak {nummer}: ontvangen, beoordeeld en gestart komen na elkaar, niet na het begin van het tijdvak."
        if not (0 <= zaak.urgentie < 3 and 0 <= zaak.groep < len(model.groepen)):
            yield f"Startzaak {nummer}: onbekende urgentie of onbekend gebied."


def _lengte(wat: str, waarden: Sequence[object], verwacht: int) -> Iterator[str]:
    if len(waarden) != verwacht:
        yield f"{wat}: verwacht {verwacht} waarden, gevonden {len(waarden)}."


def _kansen(wat: str, kansen: Sequence[float], aantal: int) -> Iterator[str]:
    yield from _lengte(wat, kansen, aantal)
    if min(kansen, default=0) < 0 or abs(sum(kansen) - 1) > _SPELING:
        yield f"{wat}: kansen zijn samen 1, gevonden {sum(kansen):.4f}."


def _daalt(waarden: Sequence[float]) -> bool:
    return any(links > rechts for links, rechts in pairwise(waarden))
